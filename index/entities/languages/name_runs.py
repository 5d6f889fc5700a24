"""The stretches of an article's words that may be names."""

from __future__ import annotations

from collections.abc import Iterator

from index.entities.languages.acronym_shapes import is_numeral
from index.entities.languages.body_names import BodyNames
from index.entities.languages.datelines import spoken
from index.entities.languages.events import Events
from index.entities.languages.firms import firm, has_firms
from index.entities.languages.german_runs import GermanRuns, is_paper
from index.entities.languages.inside_heads import InsideHeads
from index.entities.languages.interview_marks import is_mark
from index.entities.languages.listed_runs import VON, ListedRuns
from index.entities.languages.name_beginnings import Beginnings
from index.entities.languages.own_words import KIN
from index.entities.languages.spelled_bodies import spelled_bodies
from index.entities.languages.town_teams import TownTeams
from index.entities.languages.word_kinds import CLUBS, SAINTS
from index.entities.languages.word_units import ArticleUnits, Run

_MOST_PARTICLES = 3
_SHORT = 5  # letters
_YEAR = 2  # digits
OF_SURNAMES = frozenset(
    "von der vom zu zur van den ter ten de di da do dos del della du la le bin ben al el".split()
)
"""Particles of surnames of any language: "Ursula von der Leyen"."""
# "Ministerio de Agricultura y Pesca"
_AND = frozenset("y e et und en &".split())
# Heads of bodies that whoever governs them is named behind: "presidente della Regione Ada Neri".
_GOVERNED = frozenset(
    "Regione Comune Provincia Région Ville Gobierno Junta Ayuntamiento Governo Câmara Prefeitura"
    " Parlamento Consiglio Senado Congreso Senato Camera Sénat".split()
)


class Runs:
    """Finds runs in an article, those that lists know first."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known
        self._german = article.is_german
        self._beginnings = Beginnings(article)
        self._bodies = BodyNames(article, self._end)
        self._events = Events(article, self._end)
        self._inside = InsideHeads(article, self._end)
        self._lists = ListedRuns(article)
        self._teams = TownTeams(article)
        self._nouns = GermanRuns(article)

    def all(self) -> Iterator[Run]:
        """All runs in order."""
        at = 0
        heads, spelled = self._known.sets["org_heads"], spelled_bodies(self._units)
        inside_heads, longest = self._inside.heads, self._known.longest
        firms = has_firms(self._units, self._known.language)
        while at < len(self._units):
            word = self._units[at].word
            if size := self._article.datelines.get(at):
                words = [unit.word for unit in self._units[at : at + size]]
                yield Run(at, at + size - 1, fixed=("place", spoken(words, self._kinds)))
                at += size
            elif at in spelled:
                words = [unit.word for unit in self._units[at : spelled[at] + 1]]
                yield Run(at, spelled[at], fixed=("org", " ".join(words)))
                at = spelled[at] + 1
            elif word in VON and self._lists.is_surname(at):
                yield Run(at, at + 2, title=True)
                at += 3
            elif word in inside_heads and (inside := self._inside.at(at)) is not None:
                yield inside
                at = inside.last + 1
            elif not word[0].isupper() and word not in heads and word not in longest:
                at += 1
            elif self._events.begins(at):
                at = self._events.last(at) + 1
            elif firms and (run := firm(self._units, at, self._kinds)) is not None:
                yield run
                at = run.last + 1
            elif (run := self._lists.at(at)) is not None:
                run = self._bodies.of_region(run)
                yield run
                at = run.last + 1
            elif self._may_begin(at):
                last = self._end(at)
                if last > at and not self._german and self._beginnings.is_opener(at):
                    # What a list has may begin behind it: "Agentes de la Fiscalía General".
                    at += 1
                    continue
                for run in self._parted(at, last):
                    yield run
                    last = max(last, run.last)
                at = last + 1
            else:
                at += 1

    def _may_begin(self, at: int) -> bool:
        unit, kinds = self._units[at], self._kinds
        _, after = self._article.around(at)
        followed = after is not None and after.capital
        if is_mark(self._article, at):
            return False
        if len(unit.word) == 1 and unit.capital:
            # "J. Ostrander", but not "R$ 12"
            return followed and not unit.begins and after is not None and after.word != "$"
        if not unit.capital:
            # "rechtbank Noord-Nederland"
            return followed and self._known.is_written("org_heads", unit.word)
        if kinds.is_small(unit.word):
            if self._german and followed and after is not None and not unit.begins:
                # "Kleine Zeitung"
                return is_paper(after.word)
            # "La Tuque", "De Micco" within a sentence.
            inside = not unit.begins and not self._german and followed
            return inside and not unit.word.isupper() and len(unit.word) < _SHORT
        if kinds.is_none(unit.word):
            # "Vlaamse Gemeenschap", "Bremer Brücke"
            people = self._known.is_written("demonyms", unit.word)
            if people or not self._known.is_written("none", unit.word):
                return people and followed and self._known.language in {"de", "nl"}
            # "Terra Mia", "Estado de México"
            head = kinds.org_head(unit.word) or kinds.place_head(unit.word)
            end = self._end(at) if head else at
            # "Ministère de la Santé", but not "Ligue 1" at the beginning
            longer = end > at and (not unit.begins or self._units[end].letters)
            return longer or (followed and not unit.begins)
        return True

    def _end(self, at: int) -> int:
        """The last word of the run that begins with a word."""
        last = at
        while (following := self._next(at, last)) is not None:
            last = following
        return last

    def _next(self, at: int, last: int) -> int | None:
        units, kinds = self._units, self._kinds
        place = last + 1
        text = units[at].text
        body = kinds.org_head(units[at].word)
        head = body or kinds.place_head(units[at].word)
        while place < len(units) and units[place].text == text:
            unit = units[place]
            if unit.capital:
                # "Ulrich Bremer", "Marco Chiesa"
                again = unit.word.endswith("er") or kinds.surname(unit.word)
                called = kinds.given(units[last].word) and again
                if kinds.is_none(unit.word) and not (head or called or is_numeral(unit.word)):
                    return None
                return None if unit.word == "I" and not (body and self._german) else place
            if body and self._german:
                if not self._bodies.goes_on(at, place):
                    break
                place += 1
                continue
            joins = self._joins(units[last].word, unit.word)
            joins = joins or (body and unit.word in _AND and units[at].word not in CLUBS)
            # "Standard & Poor's"
            joins = joins or (unit.word == "&" and place == last + 1)
            joins = joins or (unit.word in _AND and self._is_kin(place + 1, text))
            if unit.word in _AND and self._are_two(at, place):
                return None
            if place - last > _MOST_PARTICLES or not joins:
                break
            place += 1
        if place == last + 1 and place < len(units) and units[place].text == text:
            # "Mainz 05", "Movimento 5 Stelle", "Canal+"
            figure = units[place].word
            if figure.isdigit() and len(figure) <= _YEAR and head:
                return place
        return None

    def _is_kin(self, at: int, text: int) -> bool:
        """Whether a word ends the name of a family's firm: "Grosjean et Fils"."""
        units = self._units
        return at < len(units) and units[at].text == text and units[at].word in KIN

    def _are_two(self, first: int, at: int) -> bool:
        """Whether "and" stands between two names that lists have: "Juventus e Inter"."""
        units, kinds = self._units, self._kinds
        if at + 1 >= len(units) or units[at + 1].text != units[at].text or at > first + 1:
            return False
        sides = units[first].word, units[at + 1].word
        return all(kinds.place(word) or kinds.org(word) for word in sides)

    def _joins(self, before: str, word: str) -> bool:
        """Whether a small word joins what follows it to a name whose last word stands before."""
        given = self._kinds.given(before)
        own = not self._german and (word in self._known.sets["particles"] or word == "of")
        return own or (given and word in OF_SURNAMES)

    def _parted(self, first: int, last: int) -> Iterator[Run]:
        """A run without the titles before the name, in pieces where it holds two names."""
        if self._german:
            yield from self._nouns.parts(first, last)
            return
        begin, title = self._beginnings.behind_title(first, last)
        if self._beginnings.is_member(first, last):
            # "el diputado del PP Íñigo Castresana"
            yield Run(first, first)
            begin, title = first + 1, True
        if begin > last:
            return
        end = self._beginnings.without_body(begin, last, titled=title)
        if end < last:
            yield Run(begin, end, title)
            while not self._units[end + 1].capital:
                end += 1
            yield from self._parted(end + 1, last)
            return
        for at in range(begin + 1, last):
            if self._beginnings.is_of_club(begin, at):
                # "Juventus di Igor Tudor"
                word = self._units[begin].word
                alone = at - 2 == begin and self._kinds.place(word)
                yield Run(begin, at - 2, fixed=("org", word) if alone else None)
                for run in self._parted(at, last):
                    run.title = run.title or run.first == at
                    yield run
                return
            if self._beginnings.is_member_of(begin, at):
                # "Ada Neri delle Fiamme Oro"
                yield Run(begin, at - 2, title)
                yield from self._parted(at, last)
                return
            if self._is_seam(begin, at):
                yield self._bodies.extended(Run(begin, at - 1, title))
                yield from self._parted(at, last)
                return
        dutch = self._known.language == "nl"
        if not (title or dutch) and (tail := self._lists.town_behind(begin, last)):
            # "Fagor de La Roche-sur-Yon"
            if self._teams.is_of_town(begin):
                words = " ".join(unit.word for unit in self._units[begin : last + 1])
                yield Run(begin, last, fixed=("org", words))
                return
            yield Run(begin, begin, title)
            yield tail
            return
        yield self._bodies.extended(Run(begin, last, title))

    def _is_seam(self, begin: int, at: int) -> bool:
        """Whether another name, a person's, begins with a word: "Valencia María Catalá"."""
        units, kinds = self._units, self._kinds
        before = units[at - 1]
        if before.word in SAINTS:
            # "Hospital San Camilo"
            return False
        if not before.capital or not self._beginnings.is_full(at):
            return False
        if at - 1 == begin:
            place = kinds.place(before.word) and not kinds.given(before.word)
            place = place or self._beginnings.is_where(begin)
            return place or before.word in _GOVERNED or kinds.acronym(before.word)
        head = kinds.org_head(units[begin].word) or kinds.place_head(units[begin].word)
        return (head or kinds.place(before.word)) and not kinds.given(before.word)
