"""Spans made fit: what a tagger took as one is parted (`parting.py`), and of what it took too much
that is cut.

Only what holds for any name is done here: a person's name has no "and" in it, a preposition that
begins a sentence belongs to no name, a nationality is not a place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.entities import gazetteer as gz
from index.entities.legal_forms import is_certain
from index.entities.name_cues import INSIDE, STORMS
from index.entities.parting import DASHES, ORDINARY, PARTING, PLACES, Parter
from index.entities.span_words import SpanWords
from index.entities.spans import Span
from index.entities.tokenizer import Tokens

_STATES = gz.COUNTRY | gz.REGION
_GENERATIONS = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
_PARTIES = frozenset({"D", "R", "I"})
_BEFORE_PEOPLE = frozenset(
    "Team Would Could Should Can Did Does Do Has Have Is Are Was Were".split()
)
# These are given names as well, unless a question begins with them.
_ASKING = frozenset({"Will", "May"})
# "On Tuesday Ostrander said": nobody is called so.
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
# "Club for Growth" is of ordinary words, and no piece of a headline.
_CERTAIN = 0.9
_FROM = frozenset("based listed born".split())
_SENTENCE = 40
_OF_HEADLINES = frozenset("Under Over After Before Amid Than Into Despite".split())
# "Senate Minority Leader" leads a part of the Senate.
_FACTIONS = frozenset({"Minority", "Majority"})
_LAWS = frozenset(
    "Act Bill Agreement Treaty Amendment Accord Accords Prize Award Awards Recession Program "
    "Programs Programme Programmes".split()
)
# Given names that are other words more often.
_NO_GIVEN = gz.TITLE | gz.ROLE | gz.STARTER | gz.CALENDAR | gz.COUNTRY | gz.REGION | gz.DEMONYM
# What a page writes beside its text, on buttons and under pictures: "Replay More Videos".
_OF_PAGES = frozenset(
    "Replay More Watch Read Click Share Hide Show Related Follow Subscribe Advertisement Gallery "
    "Image Images Photo Photos Picture Pictures Video Videos Caption".split()
)
# Where a picture can be shared, before whose it is: "Facebook Twitter Pinterest Barack Obama".
_BUTTONS = frozenset(
    "Facebook Twitter Pinterest Instagram WhatsApp LinkedIn Email Flipboard".split()
)
_SHOUTED = 4  # letters
# Money, which is counted: "N.Z. Dlrs", "130 Ecus".
_MONEY = frozenset("Dlrs Dlr Dollars Ecu Ecus Stg Yen Euros Rupees Pesos".split())
# What stands behind the name of a stretch of land.
_OF_LAND = [
    [word]
    for word in "county counties province provinces district districts hotel valley island".split()
]
_BEFORE_SURNAMES = frozenset("de von van der ten".split())
_CALLED = gz.TITLE | gz.GIVEN | gz.SURNAME
# Several of what has an acronym: "PCs", "MPs", "SUVs".
_SEVERAL = re.compile(r"[A-Z]{2,}s")


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
        first, last = self._beginning(span, words), span.last
        if span.first < first == last and words[first] in _BUTTONS:
            return None
        if first > span.first + 1 and words[first - 1] == "-":
            return span._replace(first=first, type="place")
        if begins and first < last and self._starter(words[first]):
            rest = self._facts.bits(words, first, last)
            if not rest:
                first += 1
        while first < last and (
            words[first] in DASHES or (span.type == "person" and words[first] in _DAYS)
        ):
            first += 1
        while span.type == "org" and last > first and words[last] in _FACTIONS:
            last -= 1
        while last > first and (
            # "Moon Jae-in" ends as it should.
            words[last] in DASHES or (words[last] in PARTING and words[last - 1] not in DASHES)
        ):
            last -= 1
        while last > first and self._shouted(words, last):
            last -= 1
        if span.type == "person" and words[last + 1 : last + 3] == ["(", words[first]]:
            # A page goes on with how somebody is called: "Mitt Romney Willard (Mitt) Mitt Romney".
            last = max(first, last - (last > first + 1))
        if last > first and words[last] in _MONEY:
            return span._replace(first=first, last=last - 1, type="place")
        last = self._end_of_name(words, first, last)
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
        if first == last and is_certain(words[first]):
            return None
        named = bits & (PLACES | gz.ORG | gz.GIVEN | gz.SURNAME)
        if first == last and not named and _is_counted(words[first]):
            return None
        # "North" and "Christian" are surnames too, but only where they stand for a person.
        if span.type != "person" and bits & gz.OTHER and not bits & (_STATES | gz.ORG):
            return None
        if bits & (gz.DEMONYM | gz.OTHER | gz.CALENDAR) and not named:
            return None
        if first == last and not named and begins and self._starter(words[first]):
            return None
        if first == last and bits & (gz.TITLE | gz.ROLE) and not named:
            return None
        kind = span.type
        if first == last and bits & gz.ORG and self._is_shouted_word(words, first):
            return None
        if first < last and kind == "person" and self._is_town(words, first, last):
            kind = "place"
        elif first == last and kind == "place" and named and not named & ~(gz.GIVEN | gz.SURNAME):
            kind = "place" if self._is_somewhere(words, first) else "person"
        elif bits & gz.ORG and bits & gz.REGION:
            # The firm, and the river.
            kind = "place" if first and words[first - 1] in {"the", "The"} else "org"
        elif bits & (gz.COUNTRY | gz.REGION) and not (
            kind == "person" and bits & (gz.GIVEN | gz.SURNAME)
        ):
            kind = "place"
        elif bits & gz.ORG and not bits & (PLACES | gz.GIVEN | gz.SURNAME):
            kind = "org"
        moved = first != span.first or last != span.last or kind != span.type
        return span._replace(first=first, last=last, type=kind) if moved else span

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
        letters = word.isalpha() and word.isupper() and 1 < len(word) <= _SHOUTED
        return letters and not self._facts.bit(word)

    def _is_somewhere(self, words: list[str], at: int) -> bool:
        """Whether a word is said to be a place by what stands beside it: "in Goa", "Kern County",
        "Hidalgo, Texas".
        """
        if words[max(at - 1, 0)] in INSIDE or words[at + 1 : at + 2] in _OF_LAND:
            return True
        state = words[at + 1 : at + 2] == [","] and words[at + 2 : at + 3]
        return bool(state) and bool(self._facts.bit(words[at + 2]) & _STATES)

    def _is_shouted_word(self, words: list[str], at: int) -> bool:
        """Whether a word in capitals among others may be any: "WHO WILL STOP THE RAIN"."""
        shouted = any(len(word) > 1 and word.isupper() for word in words[at + 1 : at + 2])
        return shouted and words[at].isupper() and self._starter(words[at].capitalize())

    def _is_town(self, words: list[str], first: int, last: int) -> bool:
        """Whether a name is that of a town which nobody is called like: "Des Moines"."""
        own = words[first : last + 1]
        if all(word.isupper() for word in own):
            own = [word.capitalize() for word in own]
        bits = self._facts.bits(own, 0, last - first)
        return bool(bits & gz.CITY) and not self._facts.bit(own[0]) & gz.GIVEN

    def _beginning(self, span: Span, words: list[str]) -> int:
        """Where a name begins once what is no part of any is cut: a party before a state
        ("D-Calif."), "Team" or an auxiliary before a person, a president before the White House.
        """
        first, last = span.first, span.last
        if last > first + 1 and words[first] in _PARTIES and words[first + 1] == "-":
            return first + 2
        if last == first:
            return first
        if words[first] in STORMS:
            return first + 1
        for at in range(first + 1, last - 1):
            if words[at] == "-" and words[at + 1] in _FROM:
                # Milan-based Ambrosiano
                return at + 2
        if span.type == "person":
            while first < last and words[first] in _BUTTONS:
                first += 1
            asked = words[first] in _ASKING and "?" in words[last : last + _SENTENCE]
            return first + (words[first] in _BEFORE_PEOPLE or asked)
        if span.type == "org":
            own = self._facts.bits(words, first, first)
            rest = self._facts.bits(words, first + 1, last)
            # Of towns only those that nobody is called like: "Obama" is one, too.
            towns = gz.COUNTRY | gz.REGION | gz.DEMONYM | gz.ORG
            belongs = own & towns or words[first] in {"The", "the"}
            return first + bool(last > first + 1 and rest & gz.ORG and not belongs)
        return first

    def _is_none(self, span: Span, words: list[str]) -> bool:
        """Whether what was taken for an organisation is a law, a programme or a prize, a piece of a
        headline (ordinary words, a preposition with a capital), or of a page's own words.
        """
        if span.type != "org" or span.last == span.first:
            return False
        own = words[span.first : span.last + 1]
        if own[-1] in _LAWS or not _OF_HEADLINES.isdisjoint(own[1:-1]):
            return True
        if _OF_PAGES.issuperset(own):
            return True
        if span.confidence >= _CERTAIN or len(own) <= 2:
            return False
        return all(self._facts.share(word) < ORDINARY for word in own)

    def _shouted(self, words: list[str], last: int) -> bool:
        """Whether a name ends in an ordinary word in capitals, as no other of its words is: what a
        page has beside its text ("Trump MORE").
        """
        word = words[last]
        if len(word) < _SHOUTED or not word.isupper() or words[last - 1].isupper():
            return False
        return self._facts.share(word.lower()) < ORDINARY and not self._facts.bit(word)

    @staticmethod
    def _end_of_name(words: list[str], first: int, last: int) -> int:
        """Where a name ends once several words of the page are cut, or one before "caption"."""
        end = last
        while end > first and words[end] in _OF_PAGES:
            end -= 1
        if end == last:
            return last
        several = last - end > 1 or words[last + 1 : last + 2] == ["caption"]
        return end if several else last

    def _starter(self, word: str) -> bool:
        """Whether a word begins sentences, and is no part of the name after it."""
        if not self._facts.bit(word) & gz.STARTER:
            return False
        return self._facts.share(word) < ORDINARY
