"""One person by several full names in an article: "Hillary Rodham Clinton" and "Hillary Clinton",
"Bernard Sanders" and "Bernie Sanders".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from index.entities.words.gazetteer import GIVEN, known_bits
from index.entities.words.nicknames import same_given

Key = tuple[str, ...]
_INITIALS = 2  # letters


def same_people(times: Mapping[Key, int], family: Callable[[Key], str]) -> dict[Key, Key]:
    """Keys of people who are somebody by another key, with that: the one that stands most often,
    the shorter of two that stand as often. `times` says how often each key stands.

    Given names are the same or short for each other and no middle names contradict; where more
    than one other key fits, nobody is somebody else.
    """
    families: dict[str, list[Key]] = defaultdict(list)
    for key in times:
        if len(key) > 1 and family(key) == key[-1]:
            families[key[-1]].append(key)
    found: dict[Key, Key] = {}
    for keys in families.values():
        if len(keys) > 1:
            options = {
                key: [other for other in keys if other != key and _same(key, other)] for key in keys
            }
            pairs = {key: own[0] for key, own in options.items() if len(own) == 1}
            found |= {
                key: other
                for key, other in pairs.items()
                if pairs.get(other) == key and _rank(times, other) > _rank(times, key)
            }
    return found


def _rank(times: Mapping[Key, int], key: Key) -> tuple[int, int, Key]:
    return times[key], -len(key), key


def _same(one: Key, other: Key) -> bool:
    middles = one[1:-1], other[1:-1]
    if not same_given(one[0], other[0]) or not all(map(_is_plain, (*middles[0], *middles[1]))):
        return False
    return not all(middles) or middles[0] == middles[1]


def _is_plain(middle: str) -> bool:
    """Whether a middle name makes no other person: George H.W. Bush is not George Bush, and John
    Quincy Adams not John Adams.
    """
    known = known_bits(middle.capitalize()) & GIVEN
    return (len(middle) == 1 or len(middle) > _INITIALS) and middle.isalpha() and not known
