"""Whom an article means by a speaker's surname that was not found, or by what he is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.quotes.attribution_words import Named
from index.quotes.other_languages.role_bearers import RoleBearers
from index.quotes.other_languages.role_topics import RoleTopics
from index.quotes.other_languages.word_tables import Words
from index.quotes.quote import GUESSED, LIKELY, SURE, Quote, Source

Paragraphs = Sequence[tuple[str, Sequence[Named]]]


class RoleSpeakers:
    """Asked for the quotes of an article whose speaker has no name; `names` are the full names of
    entities.
    """

    def __init__(self, paragraphs: Paragraphs, words: Words, names: Mapping[int, str]) -> None:
        self._paragraphs = paragraphs
        self._surnames = _by_surname(paragraphs)
        self._bearers = RoleBearers(paragraphs, words)
        self._topics = RoleTopics(self._bearers.lines, words, names)

    def meant(
        self, at: int, quote: Quote, before: Sequence[Quote], answers: Source | None
    ) -> tuple[Source | None, int]:
        """Who is meant by the speaker of a quote of a paragraph, by the quotes of the paragraph
        before it and by whoever answers in an interview, with how certain that is.
        """
        if (named := self._called_so(at, quote)) is not None:
            return named, LIKELY
        for one in before[-1:]:
            if one.source and one.speaker_span == quote.speaker_span:
                return one.source, one.certainty
        if meant := self._bearers.meant(at, quote.speaker_span):
            return meant
        about = self._topics.meant(at, quote, before)
        if not about and answers and self._topics.may_be(at, quote, answers):
            about = answers
        if about and self._bearers.is_another(at, quote.speaker_span, about.entity):
            return None, SURE
        return about, GUESSED

    def _called_so(self, at: int, quote: Quote) -> Source | None:
        """The person of the article who goes by the name that a speaker is written with, where the
        recogniser did not find it there: the last word is the same, and no other person's.
        """
        written = self._paragraphs[at][0][slice(*quote.speaker_span)].split()
        if not written or not all(word[:1].isupper() for word in written):
            return None
        return self._surnames.get(written[-1])


def _by_surname(paragraphs: Paragraphs) -> dict[str, Source]:
    """The first mention of each person by the last word of a name, where nobody else has that."""
    found: dict[str, Source] = {}
    several: set[str] = set()
    for at, (text, mentions) in enumerate(paragraphs):
        for start, end, entity, kind in mentions:
            words = text[start:end].split() if kind == "person" else []
            for word in words[-1:]:
                if found.setdefault(word, Source(at, start, entity)).entity != entity:
                    several.add(word)
    return {word: source for word, source in found.items() if word not in several}
