"""The people of an article who may be meant where it does not name whoever speaks."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from index.quotes.attribution_words import ATTACHED, Named
from index.quotes.named_apart import FOLLOWING
from index.quotes.other_languages.genders import gender_in
from index.quotes.other_languages.word_tables import Words
from index.quotes.picture_credits import is_credit
from index.quotes.pronouns import gender_of
from index.quotes.quote import Quote, Source

_FRONT = 60
"""Characters in front of a name that may say what somebody is."""


class PeopleMeant:
    """Knows the people of some paragraphs, and whom "he" and "she" meant."""

    def __init__(
        self,
        paragraphs: Sequence[tuple[str, Sequence[Named]]],
        names: Mapping[int, str],
        words: Words | None,
    ) -> None:
        self._paragraphs, self._names, self._words = paragraphs, names, words
        self._gender: dict[int, str] = {}

    def called(self, one: Source, gender: str) -> None:
        """That somebody is called "he" or "she"."""
        self._gender.setdefault(one.entity, gender)

    def mention(self, one: Source) -> Named | None:
        """The mention of somebody that begins at a place."""
        mentions = self._paragraphs[one.paragraph][1]
        return next((m for m in mentions if m[0] == one.start), None)

    def is_credit(self, one: Source) -> bool:
        """Whether somebody is named for a picture that is shown."""
        named = self.mention(one)
        text = self._paragraphs[one.paragraph][0]
        return is_credit(text, one.start, named[1] if named else one.start)

    def named(
        self, at: int, quotes: Sequence[Quote], gender: str, but: Collection[int] = ()
    ) -> Iterator[Source]:
        """The people whom a paragraph names outside of what is said in it, and who may be meant."""
        for start, end, entity, kind in self._paragraphs[at][1]:
            one = Source(at, start, entity)
            said = any(quote.start <= start and end <= quote.end for quote in quotes)
            if kind == "person" and not said and self.fits(one, gender, but):
                # A spokesman of Smith's is named beside Smith.
                following = FOLLOWING.match(self._paragraphs[at][0], end)
                if following is None or following[1].lower() not in ATTACHED:
                    yield one

    def fits(self, one: Source, gender: str, but: Collection[int] = ()) -> bool:
        """Whether a pronoun of a gender, "" for any, may mean somebody; nobody of `but`."""
        if one.entity in but:
            return False
        named, text = self.mention(one), self._paragraphs[one.paragraph][0]
        if named is None or named[3] != "person":
            return False
        if not self._words and is_credit(text, *named[:2]):
            return False
        if not gender:
            return True
        if self._gender.get(one.entity, gender) != gender:
            return False
        own, known = text[named[0] : named[1]], self._names.get(one.entity, "")
        if self._words:
            before = text[max(0, one.start - _FRONT) : one.start].lower().split()
            return gender_in(self._words, before, own, known) in {"", gender}
        title = text[max(0, one.start - 8) : one.start].split()
        return gender_of(title[-1:], own, known) in {"", gender}
