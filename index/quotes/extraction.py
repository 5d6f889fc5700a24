"""Quotes: words that a paragraph puts in somebody's mouth, and whom it says they are by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.quotes.attribution_words import DETERMINERS, PREPOSITIONS, Named
from index.quotes.quotation_marks import Marked, marked
from index.quotes.speakers import Found, Speakers
from index.quotes.token_sequence import TokenSequence

_WORDS = 5
_WORDS_BY = 2
_TITLE_WORDS = 7
_SMALL = PREPOSITIONS | DETERMINERS | {"and"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, from `start` to `end` without the marks, as offsets.

    `speaker` is the number of the entity they are by, 0 where the paragraph does not say or says it
    of somebody without a name. `speaker_span` is where it says so (a name, "he", "a spokesman") and
    `cue` the verb; both are empty (0, 0) where there is none.
    """

    start: int
    end: int
    speaker: int = 0
    speaker_span: tuple[int, int] = (0, 0)
    cue: tuple[int, int] = (0, 0)


def quotes(
    text: str, mentions: Sequence[Named], names: Mapping[int, str] | None = None
) -> list[Quote]:
    """The quotes of a paragraph in order; never raises, and takes time linear in its length.

    `names` are the full names of entities as far as they are known: given names tell whom "he" and
    "she" cannot mean.

    Words between marks are a quote when they are several or when a verb of saying stands beside
    them; titles of works and single words in marks are not.
    """
    passages = marked(text)
    if not passages:
        return []
    speakers = Speakers(TokenSequence(text, passages, mentions, names or {}))
    found = []
    for place, passage in enumerate(passages):
        by = speakers.of(place)
        if _is_quote(text, passage, by):
            said = (by.entity, by.speaker, by.cue) if by else ()
            found.append(Quote(passage.start, passage.end, *said))
    return found


def _is_quote(text: str, passage: Marked, by: Found | None) -> bool:
    words = text[passage.start : passage.end].split(maxsplit=_TITLE_WORDS + 1)
    if by and by.beside:
        return bool(words)
    return len(words) >= (_WORDS_BY if by else _WORDS) and not _is_title(words)


def _is_title(words: Sequence[str]) -> bool:
    """Whether the words are written as the name of a work: "The Art of the Deal"."""
    long = [word for word in words if word not in _SMALL]
    return 0 < len(long) <= _TITLE_WORDS and all(not word[0].islower() for word in long)
