"""The sides of a game, as lines and tables of sport name them: where the name of one ends, and
whether it is a nation's.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.classifying.clubs import NATIONS, kind_of_land
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share

_LONGEST = 4  # words
_JOINTS = frozenset({"&", ".", "'", "’"})
_ORDINARY = 0.6
HOSTS = frozenset({"AT", "at"})
AGAINST = frozenset({"v", "vs", "V", "VS", "vs."})
"""What stands between two sides of a game."""
_BETWEEN = HOSTS | AGAINST
# Lands that are no countries and have sides of their own. Other regions lend clubs their names:
# "Colorado 3 Florida 1".
_OWN_SIDES = frozenset(
    "Africa|Asia|Europe|Oceania|West Indies|Falkland Islands|Bermuda|Cayman Islands|Gibraltar|"
    "Virgin Islands|Isle of Man|Channel Islands|Jersey|Guernsey|Korea|Kurdistan|Tibet".split("|")
)
# What nobody plays for: "Monday 3 March 4", "Section 2 Chapter 3".
_NO_CLUB = gz.CALENDAR | gz.TITLE | gz.STARTER


def is_side_of_land(words: Sequence[str]) -> bool:
    """Whether words in a result are a nation's side, which is a place, and not a club's."""
    land = kind_of_land(words)
    name = " ".join(words)
    own = name in _OWN_SIDES or name.title() in _OWN_SIDES
    return bool(land & ~gz.REGION) or (bool(land) and own)


def name_end(first: int, stop: int, words: list[str]) -> int:
    """The last word of the capitals that begin at a place; before it where none does."""
    last = first - 1
    for at in range(first, min(first + _LONGEST, stop)):
        if words[at] in _BETWEEN:
            break
        if words[at][:1].isupper() and not known_bits(words[at]) & _NO_CLUB:
            last = at
        elif words[at] not in _JOINTS or at == first:
            break
    if last < first:
        return last
    return last if _may_be_club(words[first : last + 1]) else first - 1


def _may_be_club(words: Sequence[str]) -> bool:
    """Whether words are a name, or ordinary ones for several: "Section 2 Chapter 3" has none."""
    if known_bits(" ".join(words)) & (gz.CITY | gz.ORG | NATIONS) or words[-1].endswith("s"):
        return True
    return not all(0 <= capital_share(word.lower()) < _ORDINARY for word in words)
