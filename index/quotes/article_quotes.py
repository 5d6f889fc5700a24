"""The quotes of an article: what one paragraph says tells who speaks in the next.

"He said" where a paragraph names nobody means whoever spoke last, else the first person of the
paragraph before, as far as title and given name do not speak against it (Elson and McKeown 2010
take the nearest such person, too). Words of a paragraph that says nothing of a speaker go on with
what was said at the end of the one before. What is found so is marked as guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.core.told_language import language_of
from index.quotes.attribution_words import ATTACHED, PRONOUNS, Named
from index.quotes.extraction import quotes
from index.quotes.other_languages.genders import gender_in
from index.quotes.other_languages.word_tables import LANGUAGES, Words, word_table
from index.quotes.pronouns import gender_of
from index.quotes.quotation_marks import is_open
from index.quotes.quote import GUESSED, LIKELY, NOWHERE, SURE, Quote, Source
from index.quotes.transcripts import turns

if TYPE_CHECKING:
    # Loaded where an article is met that is in another language: most archives are English.
    from index.quotes.other_languages.interviews import Interview
    from index.quotes.other_languages.role_bearers import RoleBearers

_FOLLOWING = re.compile(r"\s?([’']s|\w+)")
_BACK = 3
"""So many paragraphs before one may say who "he" is."""

_MARKS = " \t\xa0\"'“”‘’«»„`"
_OPENING = tuple("\"“„«»‘'")
_NEAR = 4
_FRONT = 60
"""Characters in front of a name that may say what somebody is."""
_SHARE = 0.9
"""So much of a paragraph is between marks where it goes on with the quote of the one before."""


def article_quotes(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str]
) -> list[list[Quote]]:
    """The quotes of each paragraph, given with whom it names; see `extraction.quotes`, and
    `other_languages` for an article that is written in one of these.
    """
    told = language_of(text for text, _ in paragraphs)
    if told in LANGUAGES:
        return _in_other_language(paragraphs, names, word_table(told))
    article = _Article(paragraphs, names, None)
    spoken = turns(paragraphs)
    found = []
    for at, (text, mentions) in enumerate(paragraphs):
        own = _of_turn(spoken[at]) if at in spoken else quotes(text, mentions, names, at)
        found.append(article.attributed(at, own))
    return found


def _in_other_language(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str], words: Words
) -> list[list[Quote]]:
    """The same of an article that is written in a language of `other_languages`."""
    from index.quotes.other_languages.interviews import Interview  # noqa: PLC0415
    from index.quotes.other_languages.labelled_turns import labelled_turns  # noqa: PLC0415
    from index.quotes.other_languages.told_quotes import told_quotes  # noqa: PLC0415

    article = _Article(paragraphs, names, words)
    spoken = labelled_turns(paragraphs, words) or turns(paragraphs)
    interview = Interview(paragraphs)
    article.answers = interview.answers
    found = []
    for at, (text, mentions) in enumerate(paragraphs):
        if at in spoken:
            found.append(article.attributed(at, _of_turn(spoken[at])))
            continue
        turn, dashed = at in interview.turns, at in interview.dashed
        own = told_quotes(text, mentions, words, names, at, turn=turn, dashed=dashed)
        if at in interview.turns:
            found.append(article.turn(at, own, interview))
        else:
            found.append(article.attributed(at, own))
    return article.told_later(found)


def _of_turn(turn: Quote | None) -> list[Quote]:
    return [turn] if turn else []


@dataclass(frozen=True, slots=True)
class _Known:
    """What a paragraph says of who speaks: its quotes; who spoke last, None when nobody or somebody
    without a name; whether anybody does.
    """

    quotes: Sequence[Quote]
    last: Source | None
    speaks: bool


_SILENT = _Known((), None, speaks=False)


class _Article:
    """Goes through an article, paragraph by paragraph."""

    def __init__(
        self,
        paragraphs: Sequence[tuple[str, Sequence[Named]]],
        names: Mapping[int, str],
        words: Words | None,
    ) -> None:
        self._paragraphs = paragraphs
        self._names = names
        self._words = words
        self._pronouns = words.spoken if words else PRONOUNS
        self._known: list[_Known] = []
        self._surnames: dict[str, Source] | None = None
        self._bearers: RoleBearers | None = None
        self.answers: Source | None = None
        """Whoever answers in an interview."""
        self._called: dict[int, str] = {}
        """The gender of people whom a pronoun meant."""

    def attributed(self, at: int, own: Sequence[Quote]) -> list[Quote]:
        """The quotes of the next paragraph, with speakers whom those before tell."""
        found: list[Quote] = []
        for quote in own:
            spoken = self._text(at)[slice(*quote.speaker_span)].lower()
            if quote.source is None and spoken in self._pronouns:
                source = self._meant(found, self._pronouns[spoken])
                found.append(self._told(_guessed(quote, source, GUESSED), spoken))
            elif quote.source is None and quote.speaker_span == NOWHERE != quote.cue:
                # The verb stands without its subject, as in Spanish.
                found.append(_guessed(quote, self._meant(found, ""), GUESSED))
            elif quote.speaker_span == NOWHERE and quote.kind == "direct":
                found.append(self._continued(at, own, quote, found))
            elif quote.source is None and self._words and spoken:
                told = _guessed(quote, self._called_so(at, quote), LIKELY)
                found.append(self._by_role(at, told, found))
            else:
                found.append(self._told(quote, spoken))
        self._known.append(_learnt(found))
        return found

    def turn(self, at: int, own: Sequence[Quote], interview: Interview) -> list[Quote]:
        """The quotes of a turn of an interview: what is asked is nobody's, what is answered is by
        whoever answers.
        """
        if at in interview.asks:
            found = [replace(quote, source=None, speaker_span=NOWHERE) for quote in own]
        else:
            found = [self._by_role(at, self._answered(quote), own) for quote in own]
        self._known.append(_learnt(found))
        return found

    def _answered(self, quote: Quote) -> Quote:
        spoken = self._text(len(self._known))[slice(*quote.speaker_span)].lower()
        told = quote.source is not None or (spoken and spoken not in self._pronouns)
        return quote if told else _guessed(quote, self.answers, GUESSED)

    def told_later(self, found: list[list[Quote]]) -> list[list[Quote]]:
        """The quotes, where those that the next paragraph goes on with are by whom that names."""
        for at in range(len(found) - 2, -1, -1):
            following = self._text(at + 1)[:1] in _OPENING
            if not (found[at] and found[at + 1] and following and is_open(self._text(at))):
                continue
            one, next_one = found[at][-1], found[at + 1][0]
            unsaid = one.cue == NOWHERE and next_one.cue != NOWHERE
            if unsaid and next_one.start < _NEAR:
                source = next_one.source
                certainty = LIKELY if source else SURE
                found[at][-1] = replace(
                    one, source=source, speaker_span=NOWHERE, certainty=certainty
                )
        return found

    def _told(self, quote: Quote, spoken: str) -> Quote:
        """A quote, of whose speaker a pronoun tells the gender."""
        if quote.source and spoken in self._pronouns:
            self._called.setdefault(quote.source.entity, self._pronouns[spoken])
        return quote

    def _text(self, at: int) -> str:
        return self._paragraphs[at][0]

    def _called_so(self, at: int, quote: Quote) -> Source | None:
        """The person of the article who goes by the name that a speaker is written with, where the
        recogniser did not find it there: the last word is the same, and no other person's.
        """
        written = self._text(at)[slice(*quote.speaker_span)].split()
        if not written or not all(word[:1].isupper() for word in written):
            return None
        if self._surnames is None:
            self._surnames = _by_surname(self._paragraphs)
        return self._surnames.get(written[-1])

    def _by_role(self, at: int, quote: Quote, before: Sequence[Quote]) -> Quote:
        """A quote by whoever is meant by what the speaker is, if that is one person."""
        if quote.source or not self._words:
            return quote
        if self._bearers is None:
            from index.quotes.other_languages.role_bearers import RoleBearers  # noqa: PLC0415

            self._bearers = RoleBearers(self._paragraphs, self._words)
        for one in before[-1:]:
            if one.source and one.speaker_span == quote.speaker_span:
                return _guessed(quote, one.source, one.certainty)
        if meant := self._bearers.meant(at, quote.speaker_span):
            return _guessed(quote, *meant)
        from index.quotes.other_languages.role_topics import RoleTopics  # noqa: PLC0415

        topics = RoleTopics(self._bearers.lines, self._words, self._names)
        about = topics.meant(at, quote, before)
        if not about and self.answers and topics.may_be(at, quote, self.answers):
            about = self.answers
        if about and self._bearers.is_another(at, quote.speaker_span, about.entity):
            return quote
        return _guessed(quote, about, GUESSED)

    def _is_byline(self, place: int) -> bool:
        """Whether a paragraph, of an article in another language, is only names."""
        from index.quotes.other_languages.interviews import is_byline  # noqa: PLC0415

        return is_byline(self._text(place))

    def _meant(self, found: Sequence[Quote], gender: str) -> Source | None:
        """Whom a pronoun means that nobody in its own paragraph can be meant by; "" is any."""
        for quote in reversed(found):
            if quote.source and self._fits(quote.source, gender):
                return quote.source
        here = len(self._known)
        for place in range(here - 1, max(-1, here - 1 - _BACK), -1):
            known = self._known[place]
            if known.last and self._fits(known.last, gender):
                return known.last
            if self._words and self._is_byline(place):
                continue
            people = [*self._people(place, known.quotes, gender)]
            if people and (gender or len({one.entity for one in people}) == 1):
                return people[0]
        return None

    def _people(self, at: int, quotes: Sequence[Quote], gender: str) -> Iterator[Source]:
        """The people whom a paragraph names outside of what is said in it, and who may be meant."""
        for start, end, entity, kind in self._paragraphs[at][1]:
            one = Source(at, start, entity)
            said = any(quote.start <= start and end <= quote.end for quote in quotes)
            if kind == "person" and not said and self._fits(one, gender):
                # A spokesman of Smith's is named beside Smith.
                following = _FOLLOWING.match(self._text(at), end)
                if following is None or following[1].lower() not in ATTACHED:
                    yield one

    def _fits(self, one: Source, gender: str) -> bool:
        text, mentions = self._paragraphs[one.paragraph]
        named = next((m for m in mentions if m[0] == one.start), None)
        if named is None or named[3] != "person":
            return False
        if not gender:
            return True
        if self._called.get(one.entity, gender) != gender:
            return False
        own, known = text[named[0] : named[1]], self._names.get(one.entity, "")
        if self._words:
            before = text[max(0, one.start - _FRONT) : one.start].lower().split()
            return gender_in(self._words, before, own, known) in {"", gender}
        title = text[max(0, one.start - 8) : one.start].split()
        return gender_of(title[-1:], own, known) in {"", gender}

    def _continued(
        self, at: int, own: Sequence[Quote], quote: Quote, found: Sequence[Quote]
    ) -> Quote:
        """A quote that goes on with what the paragraph before ends with: where that was not closed,
        or where nothing else stands in this one.
        """
        if not self._known or quote is not own[0] or found:
            return quote
        before, text = self._known[-1], self._text(at)
        if before.last is None or not before.speaks or text[: quote.start].strip(_MARKS):
            return quote
        if is_open(self._text(at - 1)):
            return _guessed(quote, before.last, LIKELY)
        said = sum(one.end - one.start for one in own)
        alone = all(one.speaker_span == NOWHERE for one in own)
        asks = self._words is not None and text.rstrip(_MARKS + ".").endswith("?")
        # An interviewer asks, and is not whoever spoke before.
        if alone and not asks and said >= _SHARE * len(text.strip(_MARKS)):
            return _guessed(quote, before.last, GUESSED)
        return quote


def _by_surname(paragraphs: Sequence[tuple[str, Sequence[Named]]]) -> dict[str, Source]:
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


def _learnt(found: Sequence[Quote]) -> _Known:
    if not found:
        return _SILENT
    speaking = [q for q in found if q.speaker_span != NOWHERE or q.source]
    return _Known(found, speaking[-1].source if speaking else None, bool(speaking))


def _guessed(quote: Quote, source: Source | None, certainty: int) -> Quote:
    return quote if source is None else replace(quote, source=source, certainty=certainty)
