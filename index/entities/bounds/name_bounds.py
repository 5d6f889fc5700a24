"""Where a name begins and ends in what a tagger took for it."""

from __future__ import annotations

from index.entities.bounds.parting import DASHES, ORDINARY, PARTING
from index.entities.bounds.span_words import SpanWords
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.name_cues import STORMS
from index.quotes.picture_credits import AGENCIES

_PARTIES = frozenset({"D", "R", "I"})
_BEFORE_PEOPLE = frozenset(
    "Team Would Could Should Can Did Does Do Has Have Is Are Was Were".split()
)
# These are given names as well, unless a question begins with them.
_ASKING = frozenset({"Will", "May"})
_FROM = frozenset("based listed born".split())
_SENTENCE = 40
# "Senate Minority Leader" leads a part of the Senate.
_FACTIONS = frozenset({"Minority", "Majority"})
# What a page writes beside its text, on buttons and under pictures: "Replay More Videos".
OF_PAGES = frozenset(
    "Replay More Watch Read Click Share Hide Show Related Follow Subscribe Advertisement Gallery "
    "Image Images Photo Photos Picture Pictures Video Videos Caption".split()
)
# Where a picture can be shared, before whose it is: "Facebook Twitter Pinterest Barack Obama".
BUTTONS = frozenset(
    "Facebook Twitter Pinterest Instagram WhatsApp LinkedIn Email Flipboard".split()
)
SHOUTED = 4  # letters
_CALLED = gz.GIVEN | gz.SURNAME
_FIRST = gz.GIVEN | gz.PARTICLE
# So often a surname has a capital that it is hardly anything else.
_A_NAME = 0.9
# So seldom a word has a capital that nobody is called so before a leader's surname.
_HARDLY_A_NAME = 0.1


class Bounds:
    """Finds the bounds of names. Keeps nothing but what it looks words up in."""

    def __init__(self, facts: SpanWords) -> None:
        self._facts = facts

    def beginning(self, span: Span, words: list[str]) -> int:
        """Where a name begins once what is no part of any is cut: a party before a state
        ("D-Calif."), an auxiliary or another word that is no name before a person, a president
        before the White House.
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
            while first < last and words[first] in BUTTONS:
                first += 1
            asked = words[first] in _ASKING and "?" in words[last : last + _SENTENCE]
            before = words[first] in _BEFORE_PEOPLE or asked
            return first + (before or self._is_before_somebody(words, first, last))
        if span.type == "org":
            own = self._facts.bits(words, first, first)
            rest = self._facts.bits(words, first + 1, last)
            # Of towns only those that nobody is called like: "Obama" is one, too.
            towns = gz.COUNTRY | gz.REGION | gz.DEMONYM | gz.ORG
            belongs = own & towns or words[first] in {"The", "the"}
            return first + bool(last > first + 1 and rest & gz.ORG and not belongs)
        return first

    def _is_before_somebody(self, words: list[str], first: int, last: int) -> bool:
        """Whether an ordinary word or an outlet stands before the name of a person: "Assails
        Hillary Clinton", "Skip Obama", "REUTERS Obama".
        """
        if first == last or self._facts.bits(words, first, last):
            return False
        word, second, surname = words[first], words[first + 1], words[last]
        own, family = self._facts.bit(word), self._facts.bit(surname)
        outlet = word in AGENCIES and not own & gz.GIVEN
        leads = surname in gz.leaders()
        if second is surname:
            called = leads or (family & gz.SURNAME and self._facts.share(surname.lower()) > _A_NAME)
            leads = leads or (surname in gz.presidents() and not own & gz.GIVEN)
            hardly = self._facts.share(word.lower()) < _HARDLY_A_NAME
            return bool((outlet and called) or (leads and hardly))
        if own & (_CALLED | gz.TITLE) or self._facts.bit(second) & _FIRST != gz.GIVEN:
            return False
        ordinary = own & gz.DEMONYM or self._facts.share(word.lower()) < ORDINARY
        return bool(outlet or ordinary) and bool(leads or family & gz.SURNAME)

    def ending(self, span: Span, words: list[str], first: int) -> int:
        """Where a name that begins at a place ends, once what parts names and what a page has
        beside its text are cut.
        """
        last = span.last
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
        return last

    @staticmethod
    def end_of_name(words: list[str], first: int, last: int) -> int:
        """Where a name ends once several words of the page are cut, or one before "caption"."""
        end = last
        while end > first and words[end] in OF_PAGES:
            end -= 1
        if end == last:
            return last
        several = last - end > 1 or words[last + 1 : last + 2] == ["caption"]
        return end if several else last

    def _shouted(self, words: list[str], last: int) -> bool:
        """Whether a name ends in an ordinary word in capitals, as no other of its words is: what a
        page has beside its text ("Trump MORE").
        """
        word = words[last]
        if len(word) < SHOUTED or not word.isupper() or words[last - 1].isupper():
            return False
        return self._facts.share(word.lower()) < ORDINARY and not self._facts.bit(word)
