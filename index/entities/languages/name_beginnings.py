"""Where names begin behind titles, offices and the words that begin sentences, and end."""

from __future__ import annotations

from index.entities.languages.neighbours import is_dutch_class
from index.entities.languages.word_units import ArticleUnits, Unit

_PERSON = 2  # words
_IN = frozenset("à a ad en em in nach aus".split())
_OF_CLUB = frozenset("di de do da".split())
_CLUBS_ARTICLES = frozenset("il la lo l' el los las o os a".split())
# Those of surnames of any language: "Ursula von der Leyen".
_OF_SURNAMES = frozenset("von vom zu van de di du da do dos del della d' ter ten".split())
_BEHIND_VAN = frozenset("der den".split())
_OF_BODIES = frozenset("di del della dello dell' dei degli delle".split())
_CLASSES = frozenset("ONG Ong ong".split())
_LONGEST = 6  # letters of a party's short name
_FULL_WITH_BODY = 3  # words behind the first one: "Gosse Kelvstra van Kelvon"
_FARTHEST = 4  # words from a title to what its bearer is minister of
_PERSONS_ARTICLES = {"fr": frozenset({"le", "la", "l'", "l’"}), "nl": frozenset({"de"})}


class Beginnings:
    """Tells names from what stands before them with a capital."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known

    def behind_title(self, first: int, last: int) -> tuple[int, bool]:
        """Where the name begins behind titles, and whether there are any."""
        kinds, at = self._kinds, first
        if last - first > 1 and self._known.is_written("demonyms", self._units[first].word):
            # "Europees Commissievoorzitter Ursula von der Leyen"
            at += kinds.title(self._units[first + 1].word)
        while at < last and kinds.title(self._units[at].word) and not self._is_of_land(at, last):
            at += 1
            while at < last and self._is_office(self._units[at]):
                at += 1
        before, _ = self._article.around(first)
        spoken = at > first or (before is not None and self._is_title_before(before))
        if before is not None and last > first and self._is_who_is_from(first - 1):
            return first, True
        if at == first and (begin := self._behind_portfolio(first, last)) > first:
            return begin, True
        if at == first and last - first > 1 and self._is_who_is_from(first):
            return first + 1, True
        if at == first and last == first + 1 and self._is_adjective_of(first):
            # "het Mexicaanse Culiacán"
            at += 1
        elif at == first and last - first > 1 and self._is_people(first):
            # "De Nederlandse Ada Vos"
            at += 1
        elif at == first and at < last and self._units[at].word in _CLASSES:
            # "La ONG Caminos"
            at += 1
        elif at == first and at < last and self.is_opener(at):
            at += 1
            while at < last and not self._units[at].capital:
                at += 1
        return at, spoken

    def _is_of_land(self, at: int, last: int) -> bool:
        """Whether a body, though it stands before people too, is that of a place here: "Gobierno de
        Navarra".
        """
        units = self._units
        head = self._kinds.org_head(units[at].word) and at + _PERSON == last
        return head and not units[at + 1].capital and self._kinds.place(units[last].word)

    def _is_office(self, unit: Unit) -> bool:
        """Whether a word behind a title tells what of, not who: "Minister van Financiën"."""
        return not unit.capital or unit.word in self._known.sets["portfolios"]

    def is_member(self, first: int, last: int) -> bool:
        """Whether a person's name stands behind the acronym of a body that a title is of."""
        units = self._units
        if last - first < _PERSON or first < _PERSON or units[first - 2].text != units[first].text:
            return False
        of = self._kinds.title(units[first - 2].word) and self._kinds.is_small(
            units[first - 1].word
        )
        named = all(not unit.shouted for unit in units[first + 1 : last + 1])
        word = units[first].word
        short = self._kinds.org(word) and len(word) <= _LONGEST and not self._kinds.org_head(word)
        body = short or (units[first].shouted and self._kinds.acronym(word))
        return of and named and body

    def _behind_portfolio(self, first: int, last: int) -> int:
        """Where a name begins behind what its bearer is minister of: "ministro de Hacienda"."""
        units, at = self._units, first - 1
        if first < last and self._is_titled_with(first):
            return first + 1
        while at >= 0 and units[at].text == units[first].text and at > first - _FARTHEST:
            if self._kinds.title(units[at].word) and at < first - 1:
                break
            if not self._kinds.is_small(units[at].word):
                return first
            at -= 1
        else:
            return first
        begin = first
        while begin <= last and self._is_office(units[begin]):
            begin += 1
        if begin == first and last - first > 1 and units[first + 1].capital:
            kinds, word = self._kinds, units[first].word
            unknown = not (kinds.given(word) or kinds.surname(word))
            begin += unknown and not kinds.place(word) and kinds.given(units[first + 1].word)
        return begin

    def _is_titled_with(self, first: int) -> bool:
        """Whether a word is what the title before it is of: "la consigliera Finanze Ada Neri"."""
        before, _ = self._article.around(first)
        known = self._units[first].word in self._known.sets["portfolios"]
        return known and before is not None and self._kinds.title(before.word)

    def _is_title_before(self, before: Unit) -> bool:
        return before.letters and self._kinds.title(before.word)

    def is_opener(self, at: int) -> bool:
        """Whether a word begins its sentence and belongs to no name, though one follows it."""
        unit, kinds = self._units[at], self._kinds
        _, after = self._article.around(at)
        if not unit.begins or after is None:
            return False
        if kinds.is_small(unit.word):
            return True
        if self._is_surname_of(at):
            return False
        if self._is_class(at):
            # "Vakbond FNV"
            return True
        known = kinds.place(unit.word) or kinds.org(unit.word)
        known = known or (after.capital and kinds.surname(unit.word))
        head = kinds.org_head(unit.word) or kinds.place_head(unit.word)
        if known or head or kinds.given(unit.word) or kinds.acronym(unit.word):
            return False
        # "Operação da PF"
        return kinds.given(after.word) or not after.capital

    def _is_people(self, at: int) -> bool:
        """Whether a person's full name stands behind an adjective of a country or a town."""
        return self._known.is_written("demonyms", self._units[at].word) and self.is_full(at + 1)

    def _is_who_is_from(self, at: int) -> bool:
        """Whether a noun says where somebody is from: "l'Érythréen Natnael Penhallow"."""
        word = self._units[at].word
        before, _ = self._article.around(at)
        if before is None or not self._known.is_written("demonyms", word):
            return False
        told = before.word.lower() in _PERSONS_ARTICLES.get(self._known.language, ())
        return told and not word.endswith("se")

    def _is_adjective_of(self, at: int) -> bool:
        """Whether a Dutch adjective says in which country the town behind it is."""
        word, town = (unit.word for unit in self._units[at : at + 2])
        told = self._known.language == "nl" and word.endswith("se")
        told = told and self._known.is_written("demonyms", word)
        return told and (self._kinds.place(town) or self._kinds.town(town))

    def _is_surname_of(self, at: int) -> bool:
        """Whether a Dutch surname stands behind a word: "Bep van der Sluijs"."""
        if self._known.language != "nl" or at + _PERSON >= len(self._units):
            return False
        first, second = (unit.word for unit in self._units[at + 1 : at + 3])
        return first == "van" and second in _BEHIND_VAN

    def _is_class(self, at: int) -> bool:
        """Whether a word says what kind of body the name behind it is."""
        known, word = self._known, self._units[at].word
        _, after = self._article.around(at)
        if after is None or not after.capital or known.is_written("org_heads", word):
            return False
        told = known.is_written("org_nouns", word.lower())
        told = told or (known.language == "nl" and is_dutch_class(word))
        return told and not self._kinds.given(word)

    def is_full(self, at: int) -> bool:
        """Whether a given name and what goes on as a surname begin with a word."""
        units = self._units
        if not self._kinds.given(units[at].word) or at + 1 >= len(units):
            return False
        after = units[at + 1]
        return after.text == units[at].text and (after.capital or after.word in _OF_SURNAMES)

    def is_where(self, at: int) -> bool:
        """Whether a place that is a given name too stands behind a preposition of places: "A Roma
        Giorgia Meloni".
        """
        before, _ = self._article.around(at)
        if before is None or before.word.lower() not in _IN:
            return False
        return self._kinds.listed(self._units[at].word) == "place"

    def is_of_club(self, begin: int, at: int) -> bool:
        """Whether a club is told by its coach, whose name begins with a word."""
        units, kinds = self._units, self._kinds
        if at - begin < _PERSON or units[at - 1].word not in _OF_CLUB:
            return False
        before, _ = self._article.around(begin)
        owned = before is not None and before.word.lower() in _CLUBS_ARTICLES
        named = units[at].capital and units[at + 1].capital
        if not (self.is_full(at) or (owned and named and not self._is_body(units[at].word))):
            return False
        words = [unit.word for unit in units[begin : at - 1]]
        if len(words) > 1:
            return self._known.listed(tuple(words)) is not None
        if (kinds.given(words[0]) and not owned) or (
            # "Universidad de Castilla-La Mancha"
            kinds.org_head(words[0]) and not self.is_full(at)
        ):
            return False
        club = self._known.is_written("town_clubs", words[0])
        return club or kinds.org(words[0]) or (owned and kinds.place(words[0]))

    def is_member_of(self, begin: int, at: int) -> bool:
        """Whether what an Italian is a member of begins with a word behind the full name."""
        units = self._units
        if self._known.language != "it" or at - begin <= _PERSON or not units[at].capital:
            return False
        joined = units[at - 1].word in _OF_BODIES and units[at - 2].capital
        second = units[at - 2].word
        full = self._kinds.given(units[begin].word) and not units[begin].shouted
        return joined and full and (not self._kinds.given(second) or self._kinds.surname(second))

    def _is_body(self, word: str) -> bool:
        return self._kinds.place(word) or self._kinds.org(word) or self._kinds.org_head(word)

    def without_body(self, first: int, last: int, *, titled: bool = False) -> int:
        """Where a Dutch name ends before what its bearer is of: "Femke Halsema van Amsterdam"."""
        units, kinds = self._units, self._kinds
        if self._known.language != "nl":
            return last
        plain = last == first + _FULL_WITH_BODY and all(
            unit.capital and not kinds.is_name(unit.word) for unit in units[first : first + 2]
        )
        if not (titled or plain or kinds.given(units[first].word)):
            return last
        for at in range(first + 2, last):
            named = sum(unit.capital for unit in units[first:at])
            if units[at].word != "van" or named < _PERSON or not units[at - 1].capital:
                continue
            after = next(unit.word for unit in units[at : last + 1] if unit.capital)
            body = kinds.org_head(after) or kinds.org(after) or kinds.place(after)
            body = body or kinds.acronym(after) or self._known.is_written("demonyms", after)
            # "Kees Mulder van Ostrander", but not "Anna Maria van Ostrander"
            first_names = kinds.given(units[at - 1].word) and not kinds.surname(units[at - 1].word)
            body = body or not (first_names or kinds.surname(after))
            if body or after in self._known.sets["portfolios"]:
                return at - 1
        return last
