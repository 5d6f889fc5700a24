"""The quotes of one paragraph by itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from index.quotes.attribution_words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PLURALS,
    PREPOSITIONS,
    PRONOUNS,
    Named,
)
from index.quotes.indirect import may_report, reported
from index.quotes.page_words import without_page_words
from index.quotes.quotation_marks import Marked, marked
from index.quotes.quote import LIKELY, NOWHERE, SURE, Kind, Place, Quote, Source
from index.quotes.speakers import Found, Speakers, attributed
from index.quotes.spokespeople import represented
from index.quotes.token_sequence import TokenSequence

_AROUND = " \xa0\t\n“\"‘'«„`:,;–—-"
_REPORTED = 10
"""Characters of indirect speech, at least."""

_WORDS = 5
_WORDS_BY = 2
_WORDS_ALONE = 3
_ENDED = frozenset(".!?…")
_CLAUSAL = (frozenset(PRONOUNS) | PLURALS | BE | AUXILIARIES | {"it", "there", "us", "me"}) - {"to"}
_TITLE_WORDS = 7
_CALLED = ("called", "named", "titled", "entitled", "headlined", "dubbed", "captioned")
_CALLING = frozenset(
    """called branded described dubbed labelled labeled termed denounced dismissed slammed blasted
    characterized characterised calls brands describes""".split()
)
_CLAUSE = frozenset("that to would which will not".split())
_KINDS = "paper study book essay novel film album song poem memoir documentary podcast".split()
_WORKS = tuple(f" {kind}" for kind in _KINDS)
_NEAR = 20  # characters
_SMALL = PREPOSITIONS | DETERMINERS | {"and"}


def quotes(
    text: str,
    mentions: Sequence[Named],
    names: Mapping[int, str] | None = None,
    paragraph: int = 0,
) -> list[Quote]:
    """The quotes of a paragraph, which is so many of its article, in order; never raises, and takes
    time linear in its length.

    `names` are the full names of entities as far as they are known: given names tell whom "he" and
    "she" cannot mean.

    Words between marks are a quote when they are several or when a verb of saying stands beside
    them; titles of works and single words in marks are not.
    """
    passages = _outside_names(text, mentions)
    tells = may_report(text)
    if not passages and not tells:
        return []
    line = TokenSequence(text, passages, mentions, names or {})
    speakers = Speakers(line)
    make = _Maker(line, paragraph)
    found = []
    for place, passage in enumerate(passages):
        by = speakers.of(place)
        if _is_quote(text, passage, by):
            place_ = (passage.start, passage.end)
            found.append(make.quote(place_, _kind(text, passage), by))
    return _joined(make, passages, found) if tells else found


def _outside_names(text: str, mentions: Sequence[Named]) -> list[Marked]:
    """What stands between marks but for a nickname in somebody's name: Olive “Babs” Quayle."""
    every = list(marked(text))
    if not every:
        return every
    marks = [one.outer for one in every]
    inside = set()
    for start, end, _, _ in mentions:
        inside.update(marks[bisect_left(marks, start) : bisect_left(marks, end)])
    return [one for one in every if one.outer not in inside] if inside else every


class _Maker:
    """Makes quotes of a paragraph."""

    def __init__(self, line: TokenSequence, paragraph: int) -> None:
        self.line = line
        self._paragraph = paragraph

    def quote(self, place: Place, kind: Kind, by: Found | None) -> Quote:
        """The words at a place of the text, by somebody or nobody."""
        start, end = place if kind == "direct" else without_page_words(self.line.text, place)
        if by is None:
            return Quote(start, end, kind)
        certainty = SURE
        if by.named >= 0:
            spoken = self.line.text[slice(*by.speaker)].lower()
            certainty = LIKELY if spoken in PRONOUNS else SURE
        source, behalf = self._source(by.named), self._source(represented(self.line, by))
        speaker = by.speaker
        if by.named < 0:
            speaker = without_page_words(self.line.text, speaker)
        return Quote(start, end, kind, source, speaker, by.cue, behalf, certainty)

    def _source(self, at: int) -> Source | None:
        """The mention at a place among the words, None where there is none."""
        if at < 0:
            return None
        return Source(self._paragraph, self.line.start(at), self.line.entity(at))


def _joined(make: _Maker, passages: Sequence[Marked], found: Sequence[Quote]) -> list[Quote]:
    """The quotes with what is reported without marks, or with marks around a part of it."""
    line = make.line
    every = list(found)
    for one in reported(line):
        (start, end), by = one.place, attributed(line, one.subject, one.cue)
        # Where a whole sentence is quoted, what is reported ends before it.
        whole = [q.start for q in every if q.kind == "direct" and start < q.start < end]
        if whole:
            end = len(line.text[: min(whole)].rstrip(_AROUND))
        inside = [q for q in every if q.end > start and q.start < end]
        if end - start < _REPORTED or any(q.start < start or q.end > end for q in inside):
            continue
        if any(q.speaker_span not in {NOWHERE, by.speaker} for q in inside):
            continue
        some = any(start <= passage.start < end for passage in passages)
        every = [q for q in every if q not in inside]
        every.append(make.quote((start, end), "mixed" if some else "indirect", by))
    return sorted(every, key=lambda quote: quote.start)


def _kind(text: str, passage: Marked) -> Kind:
    """Mixed is what goes on with a sentence of the reporter's: it was “a mess”."""
    before = text[: passage.outer].rstrip()[-1:]
    return "mixed" if before.isalnum() else "direct"


def _is_quote(text: str, passage: Marked, by: Found | None) -> bool:
    words = text[passage.start : passage.end].split(maxsplit=_TITLE_WORDS + 1)
    if not any(map(str.isalnum, text[passage.start : passage.end])):
        return False
    before = text[max(0, passage.outer - _NEAR) : passage.outer]
    if _is_named(before.rstrip(), words, by):
        return False
    if by and by.beside:
        return bool(words)
    if by and by.named >= 0 and _calls(text, passage, by):
        return True
    least = _WORDS_ALONE if _is_alone(text, passage) else _WORDS
    return len(words) >= (_WORDS_BY if by else least) and not _is_title(words)


def _calls(text: str, passage: Marked, by: Found) -> bool:
    """Whether somebody calls something what one word in small letters says: branded it “lunacy”."""
    cue, word = text[slice(*by.cue)].lower(), text[passage.start : passage.end]
    if cue not in _CALLING or not word.isalpha() or not word.islower() or by.cue[1] > passage.start:
        return False
    front = text[by.speaker[1] : by.cue[0]] if by.speaker[1] <= by.cue[0] else "?"
    between = text[by.cue[1] : passage.outer].lower().split()
    clause = between[:1] in (["on"], ["for"]) or not _CLAUSE.isdisjoint(between)
    return len(front) < _NEAR and not clause


def _is_alone(text: str, passage: Marked) -> bool:
    """Whether words between marks are a sentence with a verb or a pronoun, behind the end of
    another or alone; or what begins a paragraph and is not closed.
    """
    inside = text[passage.start : passage.end].rstrip()
    # Some papers set the full stop behind the marks.
    ends = inside[-1:] in _ENDED or text[passage.outer_end : passage.outer_end + 1] == "."
    if not inside[:1].isupper() or not ends or "\n" in inside:
        return False
    goes_on = passage.outer == 0 and passage.end == passage.outer_end
    if not goes_on and _CLAUSAL.isdisjoint(
        inside.lower().replace("’", "'").replace("'", " '").split()
    ):
        return False
    before = text[max(0, passage.outer - _NEAR) : passage.outer].rstrip()
    return before[-1:] in _ENDED if before else passage.outer <= _NEAR


def _is_named(before: str, words: Sequence[str], by: Found | None) -> bool:
    """Whether what stands in front says that the words are what something is called: a group called
    "Silence, Please"; the paper, "A new species of spider".
    """
    if before.endswith(_CALLED):
        return _is_title(words)
    return (before.rstrip(",") if by is None else before).endswith(_WORKS)


def _is_title(words: Sequence[str]) -> bool:
    """Whether the words are written as the name of a work: "The Art of the Deal"."""
    long = [word for word in words if word not in _SMALL]
    return 0 < len(long) <= _TITLE_WORDS and all(not word[0].islower() for word in long)
