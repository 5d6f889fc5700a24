"""Whom a role means that no words of the article give to anybody: „…“, sagte der Minister.

Such words mean whoever the sentence before is about, as a pronoun does; where the paragraph names
nobody in front of them, the one person whom the paragraph before names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.clauses_about import is_told_of_another
from index.quotes.other_languages.genders import gender_in
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.role_words import gender_of_article, is_role, places_of
from index.quotes.other_languages.topics import Topics
from index.quotes.other_languages.verb_subjects import main
from index.quotes.other_languages.word_tables import Words
from index.quotes.quote import Quote, Source

_LATEST = 6
"""Quotes before one that may say whom its sentence is about."""
_BEFORE = 3
"""Words in front of a name that may tell a gender."""


class RoleTopics:
    """Asked for the quotes of an article whose speaker is a role; `lines` are its paragraphs,
    `names` the full name of each entity.
    """

    def __init__(
        self, lines: Sequence[ClauseWords], words: Words, names: Mapping[int, str]
    ) -> None:
        self._lines = lines
        self._words = words
        self._names = names

    def meant(self, at: int, quote: Quote, before: Sequence[Quote]) -> Source | None:
        """Who is meant by the speaker of a quote of a paragraph, by the quotes of the paragraph
        before it; None where that is unclear.
        """
        line = self._lines[at]
        places = places_of(line, *quote.speaker_span)
        if places and self._is_a_body(line, places):
            return self._body(at, places[0])
        if not places or not self._is_one(line, places, quote) or self._is_kin(line, places):
            return None
        if self._is_opposed(line, places[-1] + 1):
            return None
        gender = self._gender_of_role(line, places)
        low = min(
            [places[0], *places_of(line, *quote.cue), *places_of(line, quote.start, quote.end)]
        )
        if is_told_of_another(line, low):
            return None
        topics = Topics(line, lambda place: self._gender(line, place))
        spoken = [*self._spoken(at, line, before)]
        if found := topics.before(low, gender, spoken, back=2):
            person = found.named >= 0 and line.kind[found.named] == "person"
            if person or not self._is_again(line, found):
                return self._source(at, found.named) if person else None
        if only := self._only_before(at, low, gender):
            return only if self._describes(line, places) else None
        cue = places_of(line, *quote.cue)
        beside = not cue or line.within(places[0], cue[0])
        named = any(self._may_be_named(line, place) for place in range(low))
        if at == 0 or named or not beside or not self._describes(line, places):
            return None
        return self._only_one(at - 1, gender)

    def _is_again(self, line: ClauseWords, one: Phrase) -> bool:
        """Whether words only call somebody again by what he is: der Rentner."""
        first = line.low[one.first]
        known = first in self._words["definite"] & self._words["the"]
        places = range(one.first, one.last + 1)
        nouns = [line.low[place] for place in places if is_role(self._words, line.low[place])]
        somebody = bool(nouns) and not any(map(self._is_body, nouns))
        return one.named < 0 and known and somebody and self._describes(line, places)

    def _is_kin(self, line: ClauseWords, places: Sequence[int]) -> bool:
        """Whether the words are those for a relative, who is one of somebody else: il padre."""
        return any(line.low[place] in self._words["kin"] for place in places)

    def _is_opposed(self, line: ClauseWords, at: int) -> bool:
        """Whether words behind a role say that somebody else is meant than before: le patron, lui,
        …; el alcalde, por su parte, …
        """
        words = self._words
        at += line.low[at] == ","
        lone = line.low[at] in words["him"] | words["she"] and line.low[at + 1] == ","
        return lone or any(tuple(line.low[at : at + len(one)]) == one for one in words.sides)

    def _is_a_body(self, line: ClauseWords, places: Sequence[int]) -> bool:
        """Whether the words are those for a body that the reader knows: le syndicat."""
        words = self._words
        known = line.low[places[0]] in words["definite"] & words["the"] | words["this"]
        nouns = [line.low[place] for place in places[1:]]
        return known and len(nouns) == 1 and all(map(self._is_body, nouns))

    def _body(self, at: int, high: int) -> Source | None:
        """The body that the sentence in front of a place is about, or that alone is named there."""
        line = self._lines[at]
        number = line.sentence[high] - 1
        places = [place for place in range(high) if line.sentence[place] == number]
        if not places:
            return None
        found = main(line, places[0], places[-1] + 1)
        if found and found.named >= 0:
            return self._source(at, found.named) if line.kind[found.named] == "org" else None
        named = [place for place in places if line.is_name(place)]
        some = [place for place in named if line.kind[place] == "org"]
        alone = len(some) == 1 and all(line.kind[place] != "person" for place in named)
        return self._source(at, some[0]) if alone else None

    def _may_be_named(self, line: ClauseWords, at: int) -> bool:
        """Whether a word is somebody's name, or may be one that nobody has found."""
        if line.kind[at] == "person" or not line.is_capital(at) or self._words.language == "de":
            return line.kind[at] == "person"
        words, before = self._words, line.low[at - 1] if at else ""
        behind = before in words["the"] | words["of"] | words["in"] | words["case"]
        return not (behind or line.begins(at))

    def may_be(self, at: int, quote: Quote, somebody: Source) -> bool:
        """Whether the speaker of a quote of a paragraph may be somebody of the article."""
        line = self._lines[at]
        places = places_of(line, *quote.speaker_span)
        if not (places and self._is_one(line, places, quote) and self._describes(line, places)):
            return False
        own = self._lines[somebody.paragraph]
        named = next(place for place in range(own.size) if own.start(place) == somebody.start)
        gender = self._gender_of_role(line, places)
        return not gender or self._gender(own, named) in {"", gender}

    def _is_one(self, line: ClauseWords, places: Sequence[int], quote: Quote) -> bool:
        """Whether the words are those for one person whom the reader knows: der Minister."""
        words, first = self._words, line.low[places[0]]
        known = words["definite"] & words["the"] | words["this"]
        if first not in known or any(line.kind[place] == "person" for place in places):
            return False
        roles = [line.low[place] for place in places[1:] if is_role(words, line.low[place])]
        nouns = roles or self._other_nouns(line, places, quote)
        if not nouns or any(self._is_body(noun) for noun in nouns):
            return False
        if words.verb_second:
            cues = [line.low[place] for place in places_of(line, *quote.cue)]
            plural = any(cue.endswith(("en", "ten")) for cue in cues[:1])
            return (
                not plural
                and first in {"der", "die", "de", "het"}
                and self._is_single(first, nouns)
            )
        return bool(gender_of_article(line, places[0])) or first == "l" or first in words["this"]

    def _other_nouns(self, line: ClauseWords, places: Sequence[int], quote: Quote) -> Sequence[str]:
        """The noun of words that stand right behind what they say, where it is in no list: nobody
        but people, and papers and bodies, which are in lists, do that.
        """
        words = self._words
        front = line.begins(places[0]) and quote.cue[0] < quote.start
        behind = quote.end <= quote.cue[0] and quote.cue[1] <= line.start(places[0])
        if len(places) < 2 or not (front or behind):
            return ()
        at = next((at for at in places[1:] if line.is_capital(at)), 0)
        at = at if words.language == "de" else places[1]
        if front and words.language != "de" and line.is_capital(at):
            return ()
        low = line.text[line.start(at) : line.end(at)].lower()
        low = low.lstrip("0123456789-").replace("-", "")
        named = low in words["thing"] or self._is_work(low)
        return () if named or not low.isalpha() or low in words.stops else (low,)

    def _is_work(self, noun: str) -> bool:
        works = self._words["work"] | self._words["noun"] | self._words["thing"]
        return noun in works or (self._words.verb_second and noun.endswith(tuple(works)))

    def _is_single(self, article: str, nouns: Sequence[str]) -> bool:
        if article == "de":
            return not nouns[0].endswith(("s", "en"))
        return article != "die" or nouns[0].endswith(("in", "frau", "e"))

    def _is_body(self, noun: str) -> bool:
        bodies = self._words["body"]
        if noun in bodies:
            return True
        return self._words.verb_second and noun.endswith(tuple(bodies))

    def _gender_of_role(self, line: ClauseWords, places: Sequence[int]) -> str:
        if line.low[places[0]] in {"der", "die"}:
            return "f" if line.low[places[0]] == "die" else "m"
        told = gender_of_article(line, places[0])
        genders = (self._words.gender(line.low[place]) for place in places)
        return told or next(filter(None, genders), "")

    def _describes(self, line: ClauseWords, places: Sequence[int]) -> bool:
        """Whether the words describe somebody named before: the striker; but the minister, or the
        director of the museum, may be somebody else whom everybody knows by it.
        """
        words = self._words
        more = words["of"] | words["in"] | words["case"]
        rest = [line.low[place] for place in places[1:]]
        if any(low[:1].isdigit() for low in rest) or self._is_from(line, places[1]):
            # Der 44-Jährige aus Bonn, la dame de 83 ans, le Breton de Groupama
            return True
        office = tuple(words["office"])
        ends = any(low.endswith(office) for low in rest) if words.verb_second else False
        return not (ends or any(low in more or low in words["office"] for low in rest))

    def _is_from(self, line: ClauseWords, at: int) -> bool:
        """Whether somebody is called by where he is from, as French and Dutch write it."""
        place = line.is_capital(at) or line.kind[at] == "place"
        return self._words.language in {"fr", "nl"} and place

    # Who is named

    def _gender(self, line: ClauseWords, at: int) -> str:
        own = line.text[line.start(at) : line.end(at)]
        before = [line.low[place] for place in range(max(0, at - _BEFORE), at)]
        return gender_in(self._words, before, own, self._names.get(line.pieces[at].entity, ""))

    def _source(self, paragraph: int, at: int) -> Source:
        line = self._lines[paragraph]
        return Source(paragraph, line.start(at), line.pieces[at].entity)

    def _spoken(
        self, at: int, line: ClauseWords, before: Sequence[Quote]
    ) -> list[tuple[int, Phrase]]:
        found = []
        for quote in before[-_LATEST:]:
            cue = places_of(line, *quote.cue)
            source = quote.source
            if cue and source and source.paragraph == at:
                named = next((p for p in range(line.size) if line.start(p) == source.start), -1)
                if named >= 0:
                    found.append((cue[0], Phrase(named, named, named)))
        return found

    def _only_before(self, at: int, high: int, gender: str) -> Source | None:
        """The one person whom a paragraph names in front of a place, who is of a gender."""
        line = self._lines[at]
        people = [place for place in range(high) if line.kind[place] == "person"]
        fits = {line.pieces[place].entity for place in people}
        if len(fits) != 1 or (gender and self._gender(line, people[-1]) not in {"", gender}):
            return None
        return self._source(at, people[-1])

    def _only_one(self, paragraph: int, gender: str) -> Source | None:
        """The one person of a gender whom a paragraph names."""
        line = self._lines[paragraph]
        people = [
            place
            for place in range(line.size)
            if line.kind[place] == "person"
            and (not gender or self._gender(line, place) in {"", gender})
        ]
        if len({line.pieces[place].entity for place in people}) != 1:
            return None
        return self._source(paragraph, people[0])
