"""The quotes of an article: what one paragraph says tells who speaks in the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.core.late_patterns import late
from index.core.told_language import language_of
from index.quotes.attribution_words import NEAR, OFFICES, PRONOUNS, Named
from index.quotes.extraction import quotes
from index.quotes.named_roles import CALLINGS, NamedRoles
from index.quotes.other_languages.word_tables import LANGUAGES, word_table
from index.quotes.quote import GUESSED, NOWHERE, Quote, Source
from index.quotes.speakers_in_turn import MARKS, SpeakersInTurn, guessed
from index.quotes.transcripts import turns

_STOPS = frozenset({"", ".", "?", "!", ":"})
_ROLES = CALLINGS | OFFICES | NEAR | frozenset("man boy girl person neighbor neighbour".split())
_SIGNS = ",.;:)'’\""
_BEGUN = late(r"(?:^|[.!?][”\"’)]* )The ((?:[a-z-]+ ){1,4})")
_BACK = 400
"""Characters before "he" that may tell of an office."""
_TITLE = 30
"""Characters of what somebody is in front of the name."""


def article_quotes(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str], headline: str = ""
) -> list[list[Quote]]:
    """The quotes of each paragraph, given with whom it names; see `extraction.quotes`, and
    `other_languages` for an article that is written in one of these. The headline may tell whom the
    article is about; no quotes are looked for in it.
    """
    told = language_of(text for text, _ in paragraphs)
    if told in LANGUAGES:
        # Loaded where an article is met that is in another language: most archives are English.
        from index.quotes.other_languages.paragraph_by_paragraph import quotes_of_article  # noqa: PLC0415

        return quotes_of_article(paragraphs, names, word_table(told), headline)
    article = _EnglishSpeakers(paragraphs, names, headline)
    spoken = turns(paragraphs)
    found = []
    for at, (text, mentions) in enumerate(paragraphs):
        if at in spoken:
            turn = spoken[at]
            own = [turn] if turn else []
        else:
            own = quotes(text, mentions, names, at)
        found.append(article.attributed(at, own))
    return found


class _EnglishSpeakers(SpeakersInTurn):
    """Goes through an article in English."""

    def __init__(
        self,
        paragraphs: Sequence[tuple[str, Sequence[Named]]],
        names: Mapping[int, str],
        headline: str,
    ) -> None:
        super().__init__(paragraphs, names, PRONOUNS, headline=headline)
        self._named_roles = NamedRoles(paragraphs)

    def _not_meant(self, at: int, same: Sequence[Quote]) -> frozenset[int]:
        return self._referents.named_in(at, same)

    def _is_told_otherwise(self, at: int, quote: Quote, meant: Source, gender: str) -> bool:
        reported = self._referents.is_reported(at, quote, meant.entity)
        return reported or self._referents.is_passing(at, quote, meant, gender)

    def _corrected(
        self, at: int, quote: Quote, before: Sequence[Quote], gender: str, but: frozenset[int]
    ) -> Quote:
        return self._referents.corrected(at, quote, before, gender, but)

    def _by_role(self, at: int, quote: Quote, before: Sequence[Quote]) -> Quote:
        del before
        spoken = self._text(at)[slice(*quote.speaker_span)].lower()
        if not spoken.startswith("the "):
            return quote
        meant = self._named_roles.meant(at, quote.speaker_span[0], spoken)
        return guessed(quote, meant, GUESSED)

    def _in_office(self, at: int, quote: Quote, own: Sequence[Quote]) -> Source | None:
        """The president said that it was time. “…,” he said: where nobody is named behind that."""
        text, stop = self._text(at), quote.speaker_span[0]
        begun = [*_BEGUN.finditer(text, max(0, stop - _BACK), stop)]
        if not begun or any(one.start <= begun[-1].start(1) < one.end for one in own):
            return None
        first = begun[-1].start(1)
        ended = text.find(". ", first, stop)
        source = quote.source
        if source and source.paragraph == at and source.start > ended >= 0:
            return None
        words = begun[-1][1].split()
        size = next((n for n, word in enumerate(words, 1) if word in CALLINGS), 0)
        spoken = f"the {' '.join(words[:size])}"
        return self._named_roles.meant(at, first, spoken) if 0 < size < len(words) else None

    def _is_role(self, word: str) -> bool:
        return word.strip(_SIGNS) in _ROLES

    def _follows(self, at: int, quote: Quote, before: Quote) -> Quote:
        """A sentence in marks right behind what somebody said: She said no. “It is ours.”"""
        between = self._text(at)[before.end : quote.start].strip(MARKS)
        if before.source is None or between not in _STOPS or before.kind == "direct":
            return quote
        return guessed(quote, before.source, GUESSED)

    def _continued(
        self, at: int, own: Sequence[Quote], quote: Quote, found: Sequence[Quote]
    ) -> Quote:
        told = super()._continued(at, own, quote, found)
        if told.source or quote is not own[0]:
            return told
        return guessed(told, self._begun_with(at, own), GUESSED)

    def _begun_with(self, at: int, own: Sequence[Quote]) -> Source | None:
        """The one person whom a paragraph names, who is what the sentence before its quotes begins
        with, where nothing but these stands behind it: Smith remembers the night. “It was cold.”
        """
        (text, mentions), first = self._paragraphs[at], own[0].start
        front = text[:first].rstrip(MARKS)
        people = {entity for start, _, entity, kind in mentions if kind == "person"}
        if len(people) != 1 or any(one.cue != NOWHERE for one in own):
            return None
        if front[-1:] != "." or not text[first : first + 1].isupper() or self._rest(text, own):
            return None
        before = max(front.rfind(f"{sign} ", 0, -1) for sign in ".?!")
        begins = before + 2 if before >= 0 else 0
        start, _, entity, kind = mentions[0]
        plain = all(word in CALLINGS for word in text[begins:start].split() if word.islower())
        whole = begins <= start < begins + _TITLE and kind == "person"
        return Source(at, start, entity) if whole and plain else None

    def _rest(self, text: str, own: Sequence[Quote]) -> str:
        """What stands behind the first of some quotes of a paragraph that is in none of them."""
        rest, reached = "", own[0].start
        for one in own:
            rest, reached = rest + text[reached : one.start], one.end
        return (rest + text[reached:]).strip(MARKS + ".,")

    def _introduced(self, at: int, own: Sequence[Quote]) -> Source | None:
        one = super()._introduced(at, own)
        if one is None:
            return None
        # Nobody calls himself so: Smith is alone. “Smith has no friends.”
        named = {entity for _, _, entity, _ in self._paragraphs[at][1]}
        told = one.entity not in named and self._is_about(at - 1, one)
        return one if told else None

    def _is_about(self, at: int, one: Source) -> bool:
        """Whether a paragraph is a sentence that begins with somebody, without marks."""
        text = self._text(at).rstrip()
        begins = one.start <= _TITLE and text[-1:] in {".", ":"}
        front = [word for word in text[: one.start].split() if word.islower()]
        plain = all(word in CALLINGS or word == "former" for word in front)
        return begins and plain and not any(mark in text for mark in '"“”')
