"""What is said in transcripts and interviews: whoever speaks stands before a colon, and no marks
are around the words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.core.late_patterns import late
from index.quotes.attribution_words import Named
from index.quotes.quotation_marks import marked
from index.quotes.quote import GUESSED, LIKELY, Place, Quote, Source

# A name in capitals with what somebody is behind a comma or in brackets, and some words.
_TURN = late(
    r"([^\W\d_][^:,(]{2,40})"
    r"(?:, [^:]{2,40}| \([^:)]{2,40}\))?"
    r":\s+(?=[^\W\d_]|[“\"‘'])"
)
_LONGEST = 90
"""Characters, at least as many as the longest of these has."""

_AGAIN = 2
_LEAST = 3
"""So many turns make a transcript, if anybody has two of them."""


_SENTENCE_ENDS = frozenset(".?!…)]\"”’'-–—―")
_LABELS = frozenset(
    """MYTH FACT FACTS CLAIM TRUTH UPDATE UPDATED RELATED MORE WATCH VIDEO PHOTOS GRAPHIC NOTE
    EDITOR WINNER LOSER""".split()
)
"""What stands in capitals before a colon and is nobody."""

_ANSWER = late(r"A[:.]\s+(?=[^\W\d_]|[“\"‘'])")
_QUESTION = late(r"Q[:.]\s")


def turns(paragraphs: Sequence[tuple[str, Sequence[Named]]]) -> Mapping[int, Quote]:
    """What is said in the paragraphs of a transcript, by their places; none in another article."""
    every = ((at, _turn(at, *paragraph)) for at, paragraph in enumerate(paragraphs))
    found = _spoken(paragraphs, {at: turn for at, turn in every if turn})
    who = Counter(paragraphs[at][0][slice(*turn.speaker_span)] for at, turn in found.items())
    again = any(count > 1 for count in who.values())
    if len(found) >= _LEAST and len(who) > 1 and again:
        return _named_elsewhere(paragraphs, found)
    return _answers(paragraphs)


def _named_elsewhere(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], turns: Mapping[int, Quote]
) -> Mapping[int, Quote]:
    """Turns, where who stands in capitals before the colon (CRUZ:) is the one person of the surname
    whom the article names in full before.
    """
    if all(turn.source for turn in turns.values()):
        return turns
    people: dict[str, Source] = {}
    several: set[str] = set()
    for at, (text, mentions) in enumerate(paragraphs):
        for start, end, entity, kind in mentions:
            words = text[start:end].split() if kind == "person" else []
            if len(words) > 1:
                known = people.setdefault(words[-1].upper(), Source(at, start, entity))
                several |= {words[-1].upper()} if known.entity != entity else set()
    found = {}
    for at, turn in turns.items():
        label = paragraphs[at][0][slice(*turn.speaker_span)].split()[-1]
        meant = None if turn.source or label in several else people.get(label)
        before = meant is not None and meant.paragraph < at
        found[at] = replace(turn, source=meant, certainty=LIKELY) if before else turn
    return found


def _spoken(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], found: Mapping[int, Quote]
) -> dict[int, Quote]:
    """The turns of those who say something: who begins a line of a list (TARGET: a market) or a
    link (RELATED: Storm comes) is nobody, nor does he end it as a sentence.
    """
    by_speaker: dict[str, list[int]] = {}
    for at, turn in found.items():
        by_speaker.setdefault(paragraphs[at][0][slice(*turn.speaker_span)], []).append(at)
    kept = set()
    for speaker, places in by_speaker.items():
        whole = [at for at in places if paragraphs[at][0].rstrip()[-1:] in _SENTENCE_ENDS]
        if speaker not in _LABELS and (2 * len(whole) >= len(places) or found[places[0]].source):
            kept.update(places)
    return {at: turn for at, turn in found.items() if at in kept}


def _answers(paragraphs: Sequence[tuple[str, Sequence[Named]]]) -> Mapping[int, Quote]:
    """What is answered behind "A:" to questions behind "Q:", by whoever is named most before the
    first of them; none where an article has one such alone.
    """
    asked = [
        at for at, (text, _) in enumerate(paragraphs) if text[:1] == "Q" and _QUESTION.match(text)
    ]
    if len(asked) < _AGAIN:
        # Most articles: what is answered is not looked for.
        return {}
    answers = {
        at: match
        for at, (text, _) in enumerate(paragraphs)
        if text[:1] == "A" and (match := _ANSWER.match(text))
    }
    if len(answers) < _AGAIN:
        return {}
    people = [
        (one[2], Source(at, one[0], one[2]))
        for at in range(asked[0])
        for one in paragraphs[at][1]
        if one[3] == "person"
    ]
    times = Counter(number for number, _ in people)
    most = max(times, key=times.__getitem__, default=None)
    source = next((source for number, source in people if number == most), None)
    found = {}
    for at, match in answers.items():
        end, letter = len(paragraphs[at][0].rstrip()), (match.start(), match.start() + 1)
        colon = (match.start() + 1, match.start() + 2)
        found[at] = Quote(match.end(), end, "direct", source, letter, colon, None, GUESSED)
    return found


def _turn(at: int, text: str, mentions: Sequence[Named]) -> Quote | None:
    """A paragraph as what somebody says; None where nobody stands in front, or marks do it."""
    # Most paragraphs have no colon so early.
    match = _TURN.match(text) if ":" in text[:_LONGEST] else None
    if match is None:
        return None
    speaker: Place = match.span(1)
    people = [one for one in mentions if one[3] == "person" and one[1] <= match.end()]
    named = min(people, default=None)
    if not (match[1].isupper() or (named and named[:2] == speaker)):
        return None
    if any(one.outer <= match.end() for one in marked(text)[:1]):
        return None
    source = Source(at, named[0], named[2]) if named else None
    colon = text.rindex(":", 0, match.end())
    end = len(text.rstrip())
    return Quote(match.end(), end, "direct", source, speaker, (colon, colon + 1))
