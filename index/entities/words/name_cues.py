"""What stands beside a name and leaves no doubt of what it is."""

from __future__ import annotations

from collections.abc import Container, Sequence

from index.entities.article_name import Name
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

INSIDE = frozenset("in near outside throughout across".split())
"""Words behind which a place stands."""

# Whoever or whatever a town has that is called by it: "Davao City Mayor", "Ferguson residents".
_TOWNS_OWN = frozenset("Mayor mayor residents resident police".split())
_COUNCILS = frozenset("council councillor councillors".split())
_BEGINNING = frozenset(": “ \" ‘ ' ( [ | …".split())
_DASHES = frozenset("-–—―")
POSSESSIVE_ENDINGS = frozenset({"'s", "’s", "'S", "’S"})
"""How a possessive is written that is no plural's."""

_WHO = frozenset("who whose whom".split())
SEVERAL = frozenset("are were have".split())
"""What several do, and nobody by himself."""

# What somebody has in a firm; nothing happens in it: "a stake in Dome".
_HELD = frozenset(
    "stake stakes shares stock interest interests investment investments holding holdings "
    "shareholding investors confidence position positions shareholder shareholders".split()
)
_THE = frozenset({"the", "The", "THE"})
STORMS = frozenset("Hurricane Hurricanes Storm Superstorm Typhoon Cyclone".split())
_STORMS = frozenset("Hurricanes Storms Typhoons Cyclones".split())
# "the storm Trump has caused" is none; "Storm" with a capital is.
_NO_STORMS = frozenset({"storm", "superstorm"})
_ROW = frozenset({"and", ",", "or"})
_BEFORE_STORMS = STORMS | {word.lower() for word in STORMS} | _ROW
_LONGEST_ROW = 8  # words
# Prizes that are called like people.
_PRIZES = frozenset("Oscar Emmy Tony Edgar Hugo Olivier Cesar".split())
_BEFORE_PRIZES = frozenset("an a the first best his her their this another".split())
_AFTER_PRIZES = frozenset(
    "nomination nominations nominee nominees winner winners win wins award awards ceremony glory "
    "race contender contenders hopes host night".split()
)
_AGAINST = frozenset({"v", "vs", "v.", "vs."})
_BEHIND_OTHERS = POSSESSIVE_ENDINGS | _AGAINST
_KIN = frozenset(
    "daughter daughters son sons wife husband brother brothers sister sisters mother father "
    "mom dad grandmother grandfather grandson granddaughter nephew niece uncle aunt cousin stepson "
    "stepdaughter girlfriend boyfriend fiancee fiance lady Lady".split()
)
# A surname has a capital at least so often.
_A_NAME = 0.4
_ARTICLES = frozenset("a an the its their our his her".split())
_NOUN = 6
"""Words at most to the noun that says what something is."""
_BEHIND_NOUN = frozenset(
    "that which who of in based with for from at on and or run owned founded led backed near by "
    "is was has had where".split()
)
_OF_LAND = frozenset(
    "village town suburb city district hamlet port province settlement neighbourhood neighborhood "
    "island municipality township".split()
)
# … and who belongs to it, before an "of".
_TOWNS = _OF_LAND | frozenset("mayor Mayor residents outskirts north south east west".split())
# Words and signs between a town that begins a text and the dash that ends its dateline.
_DATELINE = 9


def is_inside(name: Name, tokens: Tokens) -> bool:
    """Whether things are said to be in it or near it, or its state stands behind it, or a text
    begins with it as reports do: "in Nice", "South Bend, Indiana", "CLEVELAND (AP) —".
    """
    first, last = name.span.first, name.span.last
    before = word_beside(tokens, first, -1)
    if before == "in" and word_beside(tokens, first, -2) in _HELD:
        return False
    if is_of_town(name, tokens):
        return True
    if before.casefold() in INSIDE:
        # "in Obama's cabinet", "in Hamdan v. Rumsfeld"
        return word_beside(tokens, last, 1) not in _BEHIND_OTHERS
    if word_beside(tokens, last, 1) in _TOWNS_OWN and name.type != "person":
        return True
    if word_beside(tokens, last, 1) in _COUNCILS and first == last and name.words[0].istitle():
        return True
    if word_beside(tokens, last, 1) == "," and _is_state(word_beside(tokens, last, 2)):
        return True
    if explained(last, tokens) in _OF_LAND:
        return True
    return begins_dateline(first, last, tokens)


def is_of_town(name: Name, tokens: Tokens) -> bool:
    """Whether it is what a town is called, or has what towns have: "the mayor of Nice"."""
    first = name.span.first
    return word_beside(tokens, first, -1) == "of" and word_beside(tokens, first, -2) in _TOWNS


def explained(last: int, tokens: Tokens) -> str:
    """The noun that says behind a comma what a name is of: "company" of ", a local company that";
    "" where none stands there.
    """
    if word_beside(tokens, last, 1) != "," or word_beside(tokens, last, 2) not in _ARTICLES:
        return ""
    noun = ""
    for by in range(3, _NOUN + 3):
        word = word_beside(tokens, last, by)
        if not word.islower() or word in _BEHIND_NOUN:
            break
        noun = word
    return noun


def is_somebody(name: Name, tokens: Tokens) -> bool:
    """Whether a person alone may be spoken of so: with a title, "who", an age, "said he"."""
    if name.title:
        return True
    last = name.span.last
    before = gz.load().words.get(word_beside(tokens, name.span.first, -1), 0)
    if before & (gz.TITLE | gz.ROLE):
        return True
    after, next_one = word_beside(tokens, last, 1), word_beside(tokens, last, 2)
    if after in _WHO or next_one in {"he", "she"}:
        return True
    if after != ",":
        return False
    # Bands are several: "Keane, who have won".
    several = word_beside(tokens, last, 3) in SEVERAL
    return (next_one in _WHO and not several) or next_one.isdecimal()


def is_of_kin(name: Name, tokens: Tokens) -> bool:
    """Whether somebody is said to be related to it: "her daughter, Chelsea"."""
    first = name.span.first
    before = word_beside(tokens, first, -1)
    if before == ",":
        before = word_beside(tokens, first, -2)
    return before in _KIN


def is_lent(name: Name, tokens: Tokens) -> bool:
    """Whether a storm, a case in court or a prize is called by it: "Hurricane Maria", "Roe v.
    Wade", "an Oscar".
    """
    first, last = name.span.first, name.span.last
    before = word_beside(tokens, first, -1)
    # The full stop of "v." is a word of its own.
    earlier = word_beside(tokens, first, -2) if before == "." else before
    after = word_beside(tokens, last, 1)
    if name.words[0] in _PRIZES and (before in _BEFORE_PRIZES or after in _AFTER_PRIZES):
        return True
    if before in _BEFORE_STORMS and is_storm(first, tokens):
        return True
    return earlier in _AGAINST or after in _AGAINST


def is_storm(at: int, tokens: Tokens) -> bool:
    """Whether a storm is called by the name at a place: "Hurricane Maria", "hurricanes Irma and
    Maria".
    """
    before = word_beside(tokens, at, -1)
    if before in _ROW:
        # "Hurricanes Harvey, Irma and Maria"
        for by in range(2, _LONGEST_ROW):
            word = word_beside(tokens, at, -by)
            if word.capitalize() in _STORMS:
                return True
            if not (word.istitle() or word in _ROW):
                return False
    return before.capitalize() in STORMS and before not in _NO_STORMS


def is_the(name: Name, tokens: Tokens) -> bool:
    """Whether "The" stands before it with a capital that no sentence gives it."""
    at = name.span.first - 1
    if word_beside(tokens, name.span.first, -1) != "The" or tokens.first[at]:
        return False
    # "WASHINGTON — The Trump administration": a dateline's dash begins a sentence, too.
    before = word_beside(tokens, at, -1)
    return before not in _DASHES and before not in _BEGINNING


def has_article(name: Name, tokens: Tokens) -> bool:
    """Whether "the" stands before it."""
    at = name.span.first
    return at > 0 and tokens.texts[at - 1] == tokens.texts[at] and tokens.words[at - 1] in _THE


def is_handle(name: Name, tokens: Tokens) -> bool:
    """Whether it is what somebody is called on a network: "@SteveScalise"."""
    first = name.span.first
    return word_beside(tokens, first, -1) == "@" and bool(
        tokens.end[first - 1] == tokens.start[first]
    )


def words_around(tokens: Tokens, at: int, by: int) -> list[str]:
    """So many words before and behind a place, as far as its text has them."""
    text = tokens.texts[at]
    first, stop = max(at - by, 0), min(at + by + 1, len(tokens.words))
    return [tokens.words[place] for place in range(first, stop) if tokens.texts[place] == text]


def last_of_people(names: Sequence[Name], joints: Container[str], tokens: Tokens) -> set[int]:
    """The last tokens of people who are named by a given name that a list has and a surname that is
    hardly another word; none where no full name stands behind one of some words.
    """
    words = tokens.words
    if not any(
        n.type == "person" and len(n.key) > 1 and words[n.span.first - 1] in joints for n in names
    ):
        return set()
    return {
        name.span.last
        for name in names
        if name.type == "person"
        and len(name.key) > 1
        and known_bits(name.words[0]) & gz.GIVEN
        and _is_surname(name.words[-1])
    }


def _is_surname(word: str) -> bool:
    return bool(known_bits(word) & gz.SURNAME) or not 0 <= capital_share(word.lower()) < _A_NAME


def word_beside(tokens: Tokens, at: int, by: int) -> str:
    """The word so many places from another in its text; "" where the text has none."""
    place = at + by
    if not 0 <= place < len(tokens.words) or tokens.texts[place] != tokens.texts[at]:
        return ""
    return tokens.words[place]


def _is_state(word: str) -> bool:
    return bool(gz.load().words.get(word, 0) & (gz.REGION | gz.COUNTRY))


def begins_dateline(first: int, last: int, tokens: Tokens) -> bool:
    """Whether a text begins with a name and a dash follows it, and before that nothing but what a
    dateline has: a state, a day, an agency in brackets.
    """
    if word_beside(tokens, first, -1):
        return False
    known = gz.load().words
    number = False
    for by in range(1, _DATELINE + 1):
        word = word_beside(tokens, last, by)
        if word in _DASHES:
            return True
        # Of two numbers in a row, "66 48", none is a day.
        before, number = number, word[:1].isdigit()
        plain = word in {",", "(", ")", ".", "/"} or number or word.isupper()
        bits = known.get(word, 0)
        told = plain or bits & (gz.CALENDAR | gz.REGION | gz.COUNTRY | gz.ORG)
        if not word or not told or (number and before):
            return False
    return False
