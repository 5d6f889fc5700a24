"""Interviews with whoever speaks in front of each turn: "Ann Lee : …", "A. L. : …", "R. …"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from index.core.folding import fold
from index.core.late_patterns import late
from index.quotes.attribution_words import Named
from index.quotes.other_languages.interviews import Paragraphs, asks, who_answers
from index.quotes.other_languages.word_tables import Words
from index.quotes.quote import GUESSED, LIKELY, SURE, Quote, Source

_BLANK = r"[\s\xa0\u202f]"
_LABEL = late(rf"([^\W\d_][^:?!«»„“”\"]{{0,40}}?){_BLANK}?:{_BLANK}+(?=\S)")
_LETTER = late(rf"([^\W\d_]+)[.:]{_BLANK}+(?=\S)")
_INITIALS = late(r"[^\W\d_]\.")
_OPENING = tuple('«„“"‘»')
_LONGEST = 60
_LEAST = 2
"""Answers of one person that make an interview, if anybody asks."""


def labelled_turns(paragraphs: Paragraphs, words: Words) -> Mapping[int, Quote | None]:
    """What is said in the turns of an interview by the places of their paragraphs, None for what
    whoever asks says; none in an article that is no interview.
    """
    return _by_letter(paragraphs, words) or _by_name(paragraphs)


def _by_letter(paragraphs: Paragraphs, words: Words) -> dict[int, Quote | None]:
    """Turns behind the same letter or word for all answers, and another for questions."""
    turns: dict[int, tuple[str, int]] = {}
    for at, (text, _) in enumerate(paragraphs):
        match = _LETTER.match(text[:_LONGEST])
        if match and (label := match[1].lower()) in words["question"] | words["answer"]:
            turns[at] = (label, match.end())
    answers = [at for at, (label, _) in turns.items() if label in words["answer"]]
    if len(answers) < _LEAST or len(turns) - len(answers) < _LEAST:
        return {}
    source = who_answers(paragraphs, min(turns))
    certainty = GUESSED if source else SURE
    found: dict[int, Quote | None] = dict.fromkeys(turns)
    for at in answers:
        end = len(paragraphs[at][0].rstrip())
        found[at] = Quote(turns[at][1], end, source=source, certainty=certainty)
    return found


def _by_name(paragraphs: Paragraphs) -> dict[int, Quote | None]:
    """Turns behind names or their initials."""
    labels: dict[int, re.Match[str]] = {}
    for at, (text, _) in enumerate(paragraphs):
        match = _LABEL.match(text[: 2 * _LONGEST]) if ":" in text[:_LONGEST] else None
        if match and text[match.end()] not in _OPENING:
            labels[at] = match
    if len(labels) < _LEAST:
        return {}
    people = _people(paragraphs)
    who = {at: people.get(_key(match[1])) for at, match in labels.items()}
    times = Counter(source.entity for source in who.values() if source)
    questions = Counter(
        source.entity for at, source in who.items() if source and asks(paragraphs[at][0])
    )
    answering = {one for one, count in times.items() if 2 * questions[one] < count}
    if not any(times[one] >= _LEAST for one in answering):
        return {}
    answers = {at for at, source in who.items() if source and source.entity in answering}
    first = max(0, min(labels) - 1)
    asked = {at for at in range(first, max(labels)) if asks(paragraphs[at][0])} - answers
    if not asked:
        return {}
    found: dict[int, Quote | None] = dict.fromkeys(asked & labels.keys())
    for at, source in who.items():
        if source:
            answer = at in answers
            found[at] = _turn(paragraphs[at], at, labels[at], source) if answer else None
    return found


def _turn(
    paragraph: tuple[str, Sequence[Named]], at: int, match: re.Match[str], source: Source
) -> Quote:
    text, mentions = paragraph
    own = next((one for one in mentions if one[:2] == match.span(1) and one[3] == "person"), None)
    certainty = LIKELY
    if own and own[2] == source.entity:
        source, certainty = Source(at, own[0], own[2]), SURE
    colon = text.index(":", match.end(1))
    end = len(text.rstrip())
    cue = (colon, colon + 1)
    return Quote(match.end(), end, "direct", source, match.span(1), cue, None, certainty)


def _people(paragraphs: Paragraphs) -> dict[str, Source]:
    """The first mention of each person by name, by surname and by initials, where nobody else has
    the same.
    """
    found: dict[str, Source] = {}
    several: set[str] = set()
    for at, (text, mentions) in enumerate(paragraphs):
        for start, end, entity, kind in mentions:
            words = text[start:end].split() if kind == "person" else []
            if not words:
                continue
            initials = "".join(f"{word[0]}." for word in words) if len(words) > 1 else ""
            for key in {_key(text[start:end]), _key(words[-1]), _key(initials)} - {""}:
                if found.setdefault(key, Source(at, start, entity)).entity != entity:
                    several.add(key)
    return {key: source for key, source in found.items() if key not in several}


def _key(label: str) -> str:
    letters = _INITIALS.findall(label)
    if letters and not _INITIALS.sub("", label).strip(" -\xa0\u202f"):
        return "".join(letters).lower()
    return fold(label)
