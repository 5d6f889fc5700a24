"""The names among the nouns of German, which all have a capital."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.late_patterns import late
from index.core.values import EntityType
from index.entities.languages.acronym_shapes import is_numeral
from index.entities.languages.german_amounts import is_money
from index.entities.languages.word_units import ArticleUnits, Run

_STREETS = frozenset(
    "brücke gasse straße strasse platz weg allee tor ring ufer markt park see hof chaussee kai"
    " steg graben berg heide bucht hafen wald insel".split()
)

_PAPERS = frozenset(
    "post zeitung nachrichten rundschau presse anzeiger merkur kurier tagblatt tageblatt"
    " volkszeitung volksblatt allgemeine allgemeinen bote boten anzeigers merkurs kuriers".split()
)
_OFFICIAL = frozenset(
    "Deutsche Deutscher Deutsches Deutschen Technische Technischen Freiwillige Freiwilligen"
    " Evangelische Evangelischen Katholische Katholischen Internationale Internationalen"
    " Internationaler Bayerische Bayerischer Bayerisches Bayerischen Norddeutscher Westdeutscher"
    " Mitteldeutscher Sächsische Sächsischer Hessische Hessischer Schweizerische Schweizerischer"
    " Österreichische Österreichischer Nationale Staatliche Städtische Königliche Freie Freien"
    " Jüdische Bundesdeutsche Römisch-katholische Europäische Europäischer".split()
)
_CLASSES = frozenset(
    "Gewerkschaft Verband Konzern Firma Partei Hersteller Konkurrent Konkurrentin Rivale Rivalin"
    " Dachverband Branchenverband Unternehmen".split()
)
CLASS_ENDINGS = ("konzern", "konzerns", "hersteller", "gewerkschaft", "firma", "kette", "anbieter")
_OF_A_LAND = late(r"\w{2,}(?:isch|deutsch)e[nrs]?")
_WHERE = frozenset("in nach aus".split())
_DOING = tuple("er erin ist istin eur euse ent entin ologe ologin wart warte rat rätin".split())
_HOUSES = ("theater", "oper", "opernhaus", "schauspielhaus", "konzerthaus")
OF_BODIES = frozenset("für der des".split())
"""Words that join what a body is for, or whose it is, to the word for the body."""
# What parts of towns and what is built in them are called behind the town's name.
_PARTS = frozenset(
    "Mitte Nord Süd Ost West Stadt Land Airport City Messe Höchst Altstadt Neustadt Zentrum".split()
)


def is_paper(word: str) -> bool:
    """Whether newspapers are called so behind an adjective."""
    return word.lower() in _PAPERS


class GermanRuns:
    """Finds names in stretches of words with capitals."""

    def __init__(self, article: ArticleUnits) -> None:
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known

    def parts(self, first: int, last: int) -> Iterator[Run]:
        """The runs between the nouns of a German one."""
        units, kinds = self._units, self._kinds
        at, title = first, False
        while at <= last:
            word = units[at].word
            if (kind := self._named(at, last)) is not None:
                yield Run(at, at + 1, fixed=(kind, self._said(at, kind)))
                at, title = at + 2, False
            elif self._is_owner(at, last):
                yield Run(at, at)
                at, title = at + 1, False
            elif self._is_class(at, last) or is_money(units, at):
                at, title = at + 1, False
            elif kinds.title(word) and self._is_full(at + 1, last):
                # "Bundesrat Albert Ostrander", though the list has the body too
                at, title = at + 1, True
            elif self._is_where(at, last):
                yield Run(at, at)
                at, title = at + 1, False
            elif self._is_official(at, last):
                end = self._official_body(at, last)
                yield Run(at, end)
                at, title = end + 1, False
            elif kinds.org_head(word) and at < last and not kinds.title(word):
                end = self._body(at, last)
                yield Run(at, end)
                at, title = end + 1, False
            elif kinds.noun(word) or kinds.is_small(word) or kinds.is_none(word):
                title = kinds.title(word)
                at += 1
            elif not units[at].capital:
                at += 1
            elif self._is_occupation(at, last):
                at, title = at + 1, True
            else:
                end = at
                while end < last and (self._is_part(end + 1) or self._is_called(at, end + 1)):
                    end += 1
                while end > at and not units[end].capital:
                    end -= 1
                if end > at or not kinds.place_head(word):
                    # "Gasthof" by itself is none.
                    yield Run(at, end, title)
                at, title = end + 1, False

    def _is_occupation(self, at: int, last: int) -> bool:
        """Whether a word that no list has tells what somebody is who is named in full behind it:
        "Rechtsmediziner Markus Ostrander".
        """
        units, kinds = self._units, self._kinds
        if at + 1 >= last or kinds.is_name(units[at].word) or kinds.is_name(units[at].word[:-1]):
            return False
        if not units[at + 2].capital:
            return False
        # "Heimatdichter Okko Harms"
        doing = units[at].word.endswith(_DOING) and at + 2 == last and not units[at].begins
        return kinds.given(units[at + 1].word) or doing

    def _is_full(self, at: int, last: int) -> bool:
        """Whether a person is named in full from a word on."""
        if at >= last or not self._kinds.given(self._units[at].word):
            return False
        after = self._units[at + 1]
        return not after.capital or not self._kinds.is_none(after.word)

    def _is_class(self, at: int, last: int) -> bool:
        """Whether a word says what kind of body or place the name behind it is: "Gewerkschaft
        Unia".
        """
        word = self._units[at].word
        known = self._known
        if known.is_written("place_nouns", word) and at < last:
            # "Ortsteil Reinbach"
            after = self._units[at + 1]
            return after.capital and not self._kinds.noun(after.word)
        told = word in _CLASSES or word.endswith(CLASS_ENDINGS)
        if at + 1 != last or not (told or known.is_written("org_nouns", word)):
            return False
        name = self._units[last].word
        return not (self._kinds.noun(name) or self._kinds.is_none(name) or self._kinds.place(name))

    def _is_where(self, at: int, last: int) -> bool:
        """Whether a town stands where something happened, and what it happened to behind it: "in
        Wien Klavier", "am Theater Basel Mozarts Oper", "in Wien Angela Ostrander".
        """
        units, kinds = self._units, self._kinds
        known = kinds.place(units[at].word) or kinds.town(units[at].word)
        if at >= last or kinds.listed(units[at].word) == "org" or not known:
            return False
        before = units[at - 1] if at and units[at - 1].text == units[at].text else None
        if before is None or not (
            before.word.lower() in _WHERE or before.word.lower().endswith(_HOUSES)
        ):
            return False
        after = units[at + 1].word
        if self._is_full(at + 1, last):
            return True
        part = after in _PARTS or kinds.place(after) or is_numeral(after)
        told = kinds.is_land(units[at].word) or kinds.town(units[at].word)
        return told and not part and units[at + 1].capital

    def _is_owner(self, at: int, last: int) -> bool:
        """Whether a town or a country owns whom the next words name: "Dortmunds Niko Kovac"."""
        word, stem = self._units[at].word, self._units[at].word[:-1]
        owns = word.endswith("s") and not self._kinds.is_name(word) and self._kinds.place(stem)
        return owns and at < last and self._kinds.given(self._units[at + 1].word)

    def _named(self, at: int, last: int) -> EntityType | None:
        """What is told by a capital that no adjective has: "Oberen Gasse", "Rheinischen Post"."""
        if at >= last:
            return None
        unit, after = self._units[at], self._units[at + 1]
        people = self._known.is_written("demonyms", unit.word)
        free = people or not (unit.begins or self._kinds.noun(unit.word))
        ending = unit.word.endswith(("er", "en", "es", "e")) and not self._kinds.given(unit.word)
        if not (free and ending):
            return None
        low = after.word.lower()
        return "place" if low in _STREETS else "org" if low in _PAPERS and not people else None

    def _is_official(self, at: int, last: int) -> bool:
        """Whether a body's name begins with an adjective: "Technische Universität Dresden"."""
        if at >= last:
            return False
        adjective, word = self._units[at], self._units[at + 1].word
        # "Ostdeutsche Stiftung": no adjective has a capital within a sentence but in a name.
        free = not adjective.begins and _OF_A_LAND.fullmatch(adjective.word) is not None
        if not (free or adjective.word in _OFFICIAL):
            return False
        known = self._known
        body = known.is_written("org_heads", word) or known.ends("org_endings", word, before=0)
        return body or (free and word.endswith("bahn"))

    def _said(self, at: int, kind: EntityType) -> str:
        """Two words as a name: of "der Rheinischen Post" it is "Rheinische Post"."""
        first, last = (unit.word for unit in self._units[at : at + 2])
        return f"{first.removesuffix('n') if kind == 'org' else first} {last}"

    def _is_called(self, first: int, at: int) -> bool:
        """Whether a word is the surname behind a given name, though a noun ends like it."""
        word = self._units[at].word
        if (
            at != first + 1
            or not self._units[at].capital
            or not self._kinds.given(self._units[first].word)
        ):
            return False
        plain = word.lower() in self._known.sets["nouns"] and not self._kinds.surname(word)
        # "Ulrich Bremer"
        people = self._known.is_written("demonyms", word) and word.endswith("er")
        none = self._kinds.is_none(word) and not people
        return not (plain or none or self._kinds.is_small(word))

    def _is_part(self, at: int) -> bool:
        word, kinds = self._units[at].word, self._kinds
        if not self._units[at].capital:
            return True
        return not (kinds.noun(word) or kinds.is_none(word) or kinds.org_head(word))

    def _official_body(self, first: int, last: int) -> int:
        """The last word of a body's name that begins with an adjective: "Freiwillige Feuerwehr
        Aach".
        """
        end = self._body(first, last)
        head = end == first + 1 < last and self._kinds.org_head(self._units[end].word)
        named = head and not self._kinds.noun(self._units[last].word)
        return self._body(end, last) if named else end

    def _body(self, first: int, last: int) -> int:
        """The last word of an organisation's name that begins with its head."""
        end = first + 1
        while end < last and not self._units[end].capital:
            end += 1
        if self._units[first + 1].word in OF_BODIES:
            # "Institut für Schnee- und Lawinenforschung"
            return last
        if end < last and is_numeral(self._units[end + 1].word):
            # "Landgericht München I"
            return end + 1
        word = self._units[end].word
        # "Verband Deutscher Verkehrsunternehmen"
        while end < last and (self._kinds.is_none(word) or word.endswith(("er", "es"))):
            end += 1
            word = self._units[end].word
        return end
