"""The quotes of one paragraph by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.quotes.attribution_words import DETERMINERS, PREPOSITIONS, PRONOUNS, Named
from index.quotes.quotation_marks import Marked, marked
from index.quotes.quote import LIKELY, SURE, Kind, Quote, Source
from index.quotes.speakers import Found, Speakers
from index.quotes.token_sequence import TokenSequence

_WORDS = 5
_WORDS_BY = 2
_TITLE_WORDS = 7
_SMALL = PREPOSITIONS | DETERMINERS | {"and"}


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
    line = TokenSequence(text, passages, mentions, names or {})
    speakers = Speakers(line)
    found = []
    for place, passage in enumerate(passages):
        by = speakers.of(place)
        if _is_quote(text, passage, by):
            found.append(_quote(line, passage, by))
    return found


def _quote(line: TokenSequence, passage: Marked, by: Found | None) -> Quote:
    kind = _kind(line.text, passage)
    if by is None:
        return Quote(passage.start, passage.end, kind)
    source, certainty = None, SURE
    if by.named >= 0:
        word = line.words[by.named]
        source = Source(0, word.start, word.entity)
        spoken = line.text[slice(*by.speaker)].lower()
        certainty = LIKELY if spoken in PRONOUNS else SURE
    return Quote(passage.start, passage.end, kind, source, by.speaker, by.cue, None, certainty)


def _kind(text: str, passage: Marked) -> Kind:
    """Mixed is what goes on with a sentence of the reporter's: it was “a mess”."""
    before = text[: passage.outer].rstrip()[-1:]
    return "mixed" if before.isalnum() else "direct"


def _is_quote(text: str, passage: Marked, by: Found | None) -> bool:
    words = text[passage.start : passage.end].split(maxsplit=_TITLE_WORDS + 1)
    if not any(map(str.isalnum, text[passage.start : passage.end])):
        return False
    if by and by.beside:
        return bool(words)
    return len(words) >= (_WORDS_BY if by else _WORDS) and not _is_title(words)


def _is_title(words: Sequence[str]) -> bool:
    """Whether the words are written as the name of a work: "The Art of the Deal"."""
    long = [word for word in words if word not in _SMALL]
    return 0 < len(long) <= _TITLE_WORDS and all(not word[0].islower() for word in long)
