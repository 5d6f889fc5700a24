"""Institutions that a tagger did not see, by what they end in: "Federal Labour Office"."""

from __future__ import annotations

from collections.abc import Container, Mapping

from index.entities.bounds.span_words import SpanWords
from index.entities.spans import Span, apart, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import POSSESSIVE_ENDINGS
from index.entities.words.tokenizer import Tokens

_LONGEST = 6  # words before the last
_SURE = 0.8
# So few words are hardly a name of an institution by themselves: "Head Office".
_TWO = 2
# What the names of institutions end in.
_INSTITUTIONS = frozenset(
    "Academy Administration Agency Alliance Assembly Association Authority Battalion Board Brigade "
    "Bureau Church Clinic Collective College Commission Committee Company Confederation Consortium "
    "Constabulary Corporation Corps Council Court Directorate Division Exchange Federation Force "
    "Forces Foundation Guild Hospital Inspectorate Institute Legislature Mahasabha Manch Ministry "
    "Morcha Movement Office Ombudsman Organisation Organization Panchayat Parishad Parliament "
    "Party Regiment Sabha Samiti Sangathan Sangh Secretariat Service Society Taskforce Tribunal "
    "Trust Union Unit University".split()
)
_OF_TOWNS = frozenset({"College", "University"})
# … and of countries.
_OF_COUNTRIES = frozenset(
    "Assembly Clinic Collective Constabulary Council Exchange Institute Legislature Parliament "
    "Trust".split()
)
# What goes by one word more, with "the" before it: "the Productivity Commission".
_BRIEF = frozenset(
    "Agency Authority Bureau Commission Directorate Federation Inspectorate Ombudsman "
    "Tribunal".split()
)
_THE = frozenset({"the", "The"})
_SAINTLY = frozenset("College Hospital Hospice School University Academy".split())
_SAINTS = frozenset({"St", "Saint"})
_AFTER_TOWNS = 3  # words
_HIGH = "High"
_BEHIND_SCHOOLS = frozenset(", . and in on who where after for with ; ) 's ’s".split())
_LANDS = gz.COUNTRY | gz.REGION
_BEFORE_SCHOOLS = frozenset("at from of to and , for".split())
_STATIONS = frozenset({"FM", "TV"})
# What clubs end in that have no other word of an organisation: "Vipers SC".
_CLUBS = frozenset({"FC", "SC", "AFC", "RFC", "CF", "FM"})
_ORDINALS = frozenset("st nd rd th".split())
_STARTING = 5  # letters at most of a word that begins sentences and no name


class Institutions:
    """Adds the institutions to the spans of texts. Keeps nothing but what it looks words up in."""

    def __init__(self, facts: SpanWords) -> None:
        self._facts = facts

    def complete(self, spans: list[Span], tokens: Tokens) -> list[Span]:
        """The spans and the institutions that nothing was found of."""
        places = tokens.among(_INSTITUTIONS | _CLUBS | {_HIGH})
        if not places:
            return spans
        taken = by_token(spans)
        towns = {span.last: span for span in spans if span.type == "place"}
        added = []
        for last in places:
            if tokens.words[last] == _HIGH:
                if school := self._high_school(last, tokens, taken):
                    added.append(school)
            elif last - 1 in towns and self._is_of_town(tokens, last, taken):
                town = towns[last - 1]
                added.append(Span(town.first, last, "org", max(_SURE, town.confidence)))
            elif last in taken or last + 1 in taken or is_capital(tokens, last, 1):
                continue
            elif saint := self._of_saint(last, tokens, taken):
                added.append(saint)
            elif own := self._station(last, tokens, taken):
                added.append(Span(own.first, last, "org", max(_SURE, own.confidence)))
            elif found := self._institution(last, tokens, taken, towns):
                added.append(found)
        return apart([*spans, *added]) if added else spans

    @staticmethod
    def _high_school(last: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
        """A school that goes by less than all its words: "students from Waterford High"."""
        own = taken.get(last - 1)
        if last in taken or last + 1 in taken or not last:
            return None
        end = last + 1 == len(tokens.words) or tokens.texts[last + 1] != tokens.texts[last]
        if end or tokens.words[last + 1] not in _BEHIND_SCHOOLS:
            return None
        if own and own.type != "org":
            if known_bits(tokens.words[own.last]) & _LANDS or not tokens.words[own.last].isalpha():
                return None
            return Span(own.first, last, "org", max(_SURE, own.confidence))
        first = last - 1
        if own or tokens.texts[first] != tokens.texts[last] or is_capital(tokens, first, -1):
            return None
        word, before = tokens.words[first], tokens.words[first - 1]
        told = before in _BEFORE_SCHOOLS and not known_bits(word) & ~(gz.SURNAME | gz.GIVEN)
        return Span(first, last, "org", _SURE) if told and word.istitle() else None

    @staticmethod
    def _of_saint(last: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
        """What is a saint's: "St Flannan's College"."""
        words, owner = tokens.words, last - 2
        if owner < 1 or words[last] not in _SAINTLY or words[last - 1] not in POSSESSIVE_ENDINGS:
            return None
        own = taken.get(owner)
        first = own.first if own else owner - 1
        # A full stop is a word of its own.
        first -= words[first] == "."
        if words[first] not in _SAINTS or tokens.texts[first] != tokens.texts[last]:
            return None
        return Span(first, last, "org", max(_SURE, own.confidence if own else 0))

    @staticmethod
    def _station(last: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
        """The name before what a station ends in: "Strand FM"; None where it ends in neither."""
        own = taken.get(last - 1) if tokens.words[last] in _STATIONS else None
        return own if own and tokens.texts[own.first] == tokens.texts[last] else None

    def _institution(
        self, last: int, tokens: Tokens, taken: Container[int], towns: Mapping[int, Span]
    ) -> Span | None:
        """The institution that ends at a word; None where that stands for none."""
        first, words = self._start(last, tokens, taken)
        town = towns.get(first - 1)
        if town and tokens.texts[town.first] == tokens.texts[last] and words <= _AFTER_TOWNS:
            # "Dubai Financial Authority", "Korea Exchange"
            alone = words == 1 and tokens.words[last] not in _OF_COUNTRIES
            return None if alone else Span(town.first, last, "org", max(_SURE, town.confidence))
        free = first - 1 not in taken
        if words == _TWO and free and tokens.words[last] in _BRIEF and self._is_the(first, tokens):
            return Span(first, last, "org", _SURE)
        if tokens.words[last - 1] == "Currency":
            return None
        told = words > _TWO and not tokens.first[first] and tokens.words[first - 1] != "-" and free
        number = self._with_number(first, tokens, towns) if told or words == _TWO else first
        if told or (number < first and number not in taken):
            return Span(number, last, "org", _SURE)
        club = words > 1 and tokens.words[last] in _CLUBS
        return Span(first, last, "org", _SURE) if club and free else None

    def _is_the(self, first: int, tokens: Tokens) -> bool:
        """Whether "the" stands before a word that is no adjective of a people."""
        same = tokens.texts[first - 1] == tokens.texts[first] and tokens.words[first - 1] in _THE
        return same and not self._facts.bit(tokens.words[first]) & (gz.DEMONYM | gz.OTHER)

    def _start(self, last: int, tokens: Tokens, taken: Container[int]) -> tuple[int, int]:
        """The first of the words that may belong to an institution, and how many they are."""
        first, words = last, 1
        while words <= _LONGEST and first - 1 not in taken:
            owned = first - 1 if _is_owned_by_many(tokens, first) else first
            if words > 1 and tokens.words[first - 1] == "and" and first - 2 not in taken:
                # "Roads and Harbours Committee"
                owned = first - 1
            if not self._leads(tokens, owned):
                break
            first, words = owned - 1, words + 1
        return first, words

    @staticmethod
    def _with_number(first: int, tokens: Tokens, towns: Mapping[int, Span]) -> int:
        """Where an institution begins with its number, and its town: "129th Defence Brigade",
        "Porthaven 1st High Court".
        """
        number = first
        if tokens.words[first - 1][:-2].isdecimal() and tokens.words[first - 1][-2:] in _ORDINALS:
            number = first - 1
        elif tokens.words[first - 1] in _ORDINALS and tokens.words[first - 2].isdecimal():
            number = first - 2
        town = towns.get(number - 1) if number < first else None
        return town.first if town and tokens.texts[town.first] == tokens.texts[first] else number

    @staticmethod
    def _is_of_town(tokens: Tokens, last: int, taken: Container[int]) -> bool:
        """Whether a word makes the place before it a university: "Indiana University"."""
        same = tokens.texts[last - 1] == tokens.texts[last]
        free = last not in taken and not is_capital(tokens, last, 1)
        return tokens.words[last] in _OF_TOWNS and same and free

    def _leads(self, tokens: Tokens, at: int) -> bool:
        """Whether the word before another may be one of an institution's."""
        if not is_capital(tokens, at, -1):
            return False
        word = tokens.words[at - 1]
        # "Police" and "Economic" begin sentences too, and names: "Police Complaints Authority".
        return len(word) > _STARTING or not self._facts.bit(word) & gz.STARTER


def is_capital(tokens: Tokens, at: int, by: int) -> bool:
    """Whether the word so many places from another in its text is written with a capital."""
    place = at + by
    if not 0 <= place < len(tokens.words) or tokens.texts[place] != tokens.texts[at]:
        return False
    return tokens.words[place].istitle()


def _is_owned_by_many(tokens: Tokens, at: int) -> bool:
    """Whether a word belongs to many: "Traders' Association", but not "Britain's Ministry"."""
    if at < 2 or tokens.texts[at - 2] != tokens.texts[at]:
        return False
    owner, ending = tokens.words[at - 2 : at]
    return owner[-1] == "s" and ending in "'’"
