"""Spans made fit: what a tagger took as one is parted (`parting.py`), and of what it took too much
that is cut.

Only what holds for any name is done here: a person's name has no "and" in it, a preposition that
begins a sentence belongs to no name, a nationality is not a place.
"""

from __future__ import annotations

from collections.abc import Iterable

from index.core.late_patterns import late
from index.core.values import EntityType
from index.entities.bounds.name_bounds import BUTTONS, OF_PAGES, SHOUTED, Bounds
from index.entities.bounds.parting import DASHES, ORDINARY, PLACES, Parter
from index.entities.bounds.span_words import SpanWords
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.legal_forms import is_certain
from index.entities.words.name_cues import INSIDE
from index.entities.words.tokenizer import Tokens

_STATES = gz.COUNTRY | gz.REGION
_GENERATIONS = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
# "On Tuesday Ostrander said": nobody is called so.
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# "Club for Growth" is of ordinary words, and no piece of a headline.
_CERTAIN = 0.9
_OF_HEADLINES = frozenset("Under Over After Before Amid Than Into Despite".split())
_LAWS = frozenset(
    "Act Bill Agreement Treaty Amendment Accord Accords Prize Award Awards Recession Program "
    "Programs Programme Programmes".split()
)
# Given names that are other words more often.
_NO_GIVEN = gz.TITLE | gz.ROLE | gz.STARTER | gz.CALENDAR | gz.COUNTRY | gz.REGION | gz.DEMONYM
# Money, which is counted: "N.Z. Dlrs", "130 Ecus".
_MONEY = frozenset("Dlrs Dlr Dollars Ecu Ecus Stg Yen Euros Rupees Pesos".split())
# What stands behind the name of a stretch of land.
_OF_LAND = [
    [word]
    for word in "county counties province provinces district districts hotel valley island".split()
]
_BEFORE_SURNAMES = frozenset("de von van der ten".split())
_NAMED = PLACES | gz.ORG | gz.GIVEN | gz.SURNAME
_CALLED = gz.TITLE | gz.GIVEN | gz.SURNAME
# Several of what has an acronym: "PCs", "MPs", "SUVs".
_SEVERAL = late(r"[A-Z]{2,}s")


def _whole(span: Span, tokens: Tokens) -> Span:
    """A person with the generation that belongs to the name."""
    words, last = tokens.words, span.last
    if span.type != "person" or not span.first < last < len(words) - 1:
        return span
    same = tokens.texts[last + 1] == tokens.texts[last]
    return span._replace(last=last + 1) if same and words[last + 1] in _GENERATIONS else span


def _is_counted(word: str) -> bool:
    """Whether a word is money or the plural of an acronym, and so names nothing."""
    return word in _MONEY or bool(_SEVERAL.fullmatch(word))


class Trimmer:
    """Cuts and parts the spans of texts. Keeps nothing but the lists it looks words up in."""

    def __init__(self) -> None:
        self._facts = SpanWords()
        self._parter = Parter(self._facts)
        self._bounds = Bounds(self._facts)

    def trim(self, spans: Iterable[Span], tokens: Tokens) -> list[Span]:
        """The spans in order, each fit to be a name; those that are none are left out."""
        words = tokens.words
        first = tokens.first
        found: list[Span] = []
        for span in spans:
            one = span.first == span.last
            for part in (span,) if one else self._parter.part(span, words):
                whole = _whole(part, tokens)
                if (not found or found[-1].last < whole.first - 1) and self._lacks(whole, tokens):
                    whole = whole._replace(first=whole.first - 1)
                fit = self._cut(whole, words, begins=bool(first[whole.first]))
                if fit is None or (
                    found
                    and found[-1].last == fit.first - 2
                    and self._honours(fit, found[-1], words)
                ):
                    continue
                found.append(fit)
        return found

    def _lacks(self, span: Span, tokens: Tokens) -> bool:
        """Whether a given name that is a word as well was left out: "Rand" of "Rand Paul"."""
        at = span.first - 1
        if span.type != "person" or span.last > span.first or at < 0:
            return False
        bits = self._facts.bit(tokens.words[at])
        given = bits & gz.GIVEN and not bits & _NO_GIVEN
        return bool(given and tokens.texts[at] == tokens.texts[span.first] and not tokens.first[at])

    def _cut(self, span: Span, words: list[str], *, begins: bool) -> Span | None:
        """A span without the ordinary word it begins with, None if nothing is left of it."""
        first, last = self._bounds.beginning(span, words), span.last
        if span.first < first == last and words[first] in BUTTONS:
            return None
        if first > span.first + 1 and words[first - 1] == "-":
            return span._replace(first=first, type="place")
        if begins and first < last and self._starter(words[first]):
            first += not self._facts.bits(words, first, last)
        while first < last and (
            words[first] in DASHES or (span.type == "person" and words[first] in _DAYS)
        ):
            first += 1
        last = self._bounds.ending(span, words, first)
        if last > first and words[last] in _MONEY:
            return span._replace(first=first, last=last - 1, type="place")
        last = self._bounds.end_of_name(words, first, last)
        bits = self._facts.bits(words, first, last)
        if self._is_none(span, words) and not bits & gz.ORG:
            return None
        if span.type == "person" and self._is_title(words[last]) and self._is_title(words[first]):
            return None
        if (
            last > first + 1
            and words[first + 1] in _BEFORE_SURNAMES
            and self._facts.bit(words[first]) & gz.TITLE
        ):
            # "General de Gaulle"
            return span._replace(first=first + 1, last=last, type="person")
        cut = span._replace(first=first, last=last)
        if self._names_nothing(cut, words, bits, begins=begins):
            return None
        return cut._replace(type=self._type(cut, words, bits))

    def _names_nothing(self, span: Span, words: list[str], bits: int, *, begins: bool) -> bool:
        """Whether the words of a span, of which lists know `bits`, are no name: a nationality, a
        day, money, or a title, a legal form or a sentence's beginning by itself.
        """
        word, one = words[span.first], span.first == span.last
        named = bits & _NAMED
        if one and (is_certain(word) or self._is_shouted_org(words, span.first, bits)):
            return True
        if span.type == "person" and not named and self._ends_otherwise(span, words):
            return True
        # "North" and "Christian" are surnames too, but only where they stand for a person.
        if span.type != "person" and bits & gz.OTHER and not bits & (_STATES | gz.ORG):
            return True
        if named:
            return False
        if bits & (gz.DEMONYM | gz.OTHER | gz.CALENDAR):
            return True
        none = _is_counted(word) or bits & (gz.TITLE | gz.ROLE)
        return one and bool(none or (begins and self._starter(word)))

    def _ends_otherwise(self, span: Span, words: list[str]) -> bool:
        """Whether what was taken for a person ends in what nobody is called: "Cancel Brexit", "Hill
        Democrats"; but "Laura Koran".
        """
        word, bits = words[span.last], self._facts.bit(words[span.last])
        if not bits & gz.OTHER or bits & (gz.GIVEN | gz.SURNAME):
            return False
        given = self._facts.bit(words[span.first]) & gz.GIVEN
        return not (given and span.last == span.first + 1 and word.istitle() and word[-1] != "s")

    def _type(self, span: Span, words: list[str], bits: int) -> EntityType:
        """Of what type a span is by what lists know of its words, `bits`."""
        first, kind, named = span.first, span.type, bits & _NAMED
        one = first == span.last
        if not one and kind == "person" and self._is_town(words, first, span.last):
            return "place"
        if one and kind == "place" and named and not named & ~(gz.GIVEN | gz.SURNAME):
            return "place" if self._is_somewhere(words, first) else "person"
        if bits & gz.ORG and bits & gz.REGION:
            # The firm, and the river.
            return "place" if first and words[first - 1] in {"the", "The"} else "org"
        called = bits & (gz.GIVEN | gz.SURNAME)
        if bits & (gz.COUNTRY | gz.REGION) and not (kind == "person" and called):
            return "place"
        return "org" if bits & gz.ORG and not bits & PLACES and not called else kind

    def _is_title(self, word: str) -> bool:
        """Whether a word is a title and nobody's name."""
        return self._facts.bit(word) & _CALLED == gz.TITLE

    def _honours(self, span: Span, before: Span, words: list[str]) -> bool:
        """Whether letters behind somebody's name, which ends two words before them, and a comma
        tell a rank: "Rotimi Cole, SAN,".
        """
        at = span.first
        if before.type != "person" or span.last > at:
            return False
        word, after = words[at], words[at + 1 : at + 3]
        if words[at - 1] != "," or after[:1] != [","] or "and" in after:
            return False
        letters = word.isalpha() and word.isupper() and 1 < len(word) <= SHOUTED
        return letters and not self._facts.bit(word)

    def _is_somewhere(self, words: list[str], at: int) -> bool:
        """Whether a word is said to be a place by what stands beside it: "in Goa", "Kern County",
        "Hidalgo, Texas".
        """
        if words[max(at - 1, 0)] in INSIDE or words[at + 1 : at + 2] in _OF_LAND:
            return True
        state = words[at + 1 : at + 2] == [","] and words[at + 2 : at + 3]
        return bool(state) and bool(self._facts.bit(words[at + 2]) & _STATES)

    def _is_shouted_org(self, words: list[str], at: int, bits: int) -> bool:
        """Whether an organisation's name in capitals among others may be any word: "WHO WILL STOP
        THE RAIN".
        """
        if not bits & gz.ORG:
            return False
        shouted = any(len(word) > 1 and word.isupper() for word in words[at + 1 : at + 2])
        return shouted and words[at].isupper() and self._starter(words[at].capitalize())

    def _is_town(self, words: list[str], first: int, last: int) -> bool:
        """Whether a name is that of a town which nobody is called like: "Des Moines"."""
        own = words[first : last + 1]
        if all(word.isupper() for word in own):
            own = [word.capitalize() for word in own]
        bits = self._facts.bits(own, 0, last - first)
        return bool(bits & gz.CITY) and not self._facts.bit(own[0]) & gz.GIVEN

    def _is_none(self, span: Span, words: list[str]) -> bool:
        """Whether what was taken for an organisation is a law, a programme or a prize, a piece of a
        headline (ordinary words, a preposition with a capital), or of a page's own words.
        """
        if span.type != "org" or span.last == span.first:
            return False
        own = words[span.first : span.last + 1]
        if own[-1] in _LAWS or not _OF_HEADLINES.isdisjoint(own[1:-1]):
            return True
        if OF_PAGES.issuperset(own):
            return True
        if span.confidence >= _CERTAIN or len(own) <= 2:
            return False
        return all(self._facts.share(word) < ORDINARY for word in own)

    def _starter(self, word: str) -> bool:
        """Whether a word begins sentences, and is no part of the name after it."""
        if not self._facts.bit(word) & gz.STARTER:
            return False
        return self._facts.share(word) < ORDINARY
