"""Texts by which a regular expression is made to try again and again, found in its own syntax.

What it repeats is repeated, behind what it wants before that and in front of what it does not want.
A pattern that can read such a text in many ways tries all of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

_MANY = 8
_TAILS = ("", "\x01", "a ")
_OTHERS = "a A1.-,<>\"'\n&;:/=()[]_é"
_OF_CATEGORY = {"DIGIT": "1", "SPACE": " ", "NOT_WORD": "-"}


def pumped(pattern: re.Pattern[Any], length: int, most: int, seed: int) -> Iterator[Any]:
    """As many texts of about a length, text or bytes as the pattern wants them."""
    parser: Any = re._parser  # type: ignore[attr-defined]
    chance = random.Random(seed)
    pumps: list[tuple[str, str]] = []
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    for _ in range(2):
        _pumps(parser.parse(pattern.pattern, flags & ~re.DEBUG), "", chance, pumps)
    known = sorted({(before[:200], unit[:60]) for before, unit in pumps if unit})
    for before, unit in chance.sample(known, min(most, len(known))):
        for tail in _TAILS:
            text = before + unit * max(1, length // len(unit)) + tail
            yield text.encode() if isinstance(pattern.pattern, bytes) else text


def _pumps(tree: Any, before: str, chance: random.Random, found: list[tuple[str, str]]) -> None:
    for at, (kind, value) in enumerate(tree):
        name = str(kind)
        if name.endswith("_REPEAT"):
            if value[1] > _MANY:
                found.append((before, _sample(value[2], chance)))
                found.append((before, _sample(value[2], chance) + _sample(tree[at + 1 :], chance)))
            _pumps(value[2], before, chance, found)
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            _pumps(value[-1] if name == "SUBPATTERN" else value, before, chance, found)
        elif name == "BRANCH":
            for way in value[1]:
                _pumps(way, before, chance, found)
        before += _sample([(kind, value)], chance)


def _sample(tree: Any, chance: random.Random) -> str:
    """Something that the pattern takes, as far as that is told without looking around."""
    made = ""
    for kind, value in tree:
        name = str(kind)
        if name == "LITERAL":
            made += chr(value)
        elif name in ("ANY", "NOT_LITERAL"):
            made += chance.choice([one for one in "a ." if name == "ANY" or ord(one) != value])
        elif name == "IN":
            made += chance.choice(_members(value))
        elif name == "BRANCH":
            made += _sample(chance.choice(value[1]), chance)
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            made += _sample(value[-1] if name == "SUBPATTERN" else value, chance)
        elif name.endswith("_REPEAT"):
            least, most, inner = value
            times = min(least or chance.choice((0, 1)), most)
            made += "".join(_sample(inner, chance) for _ in range(times))
    return made


def _members(given: Any) -> list[str]:
    """Some characters of a class."""
    members: list[str] = []
    for kind, value in given:
        name = str(kind)
        if name == "LITERAL":
            members.append(chr(value))
        elif name == "RANGE":
            members.append(chr(value[0]))
        elif name == "CATEGORY":
            members.append(_OF_CATEGORY.get(str(value).removeprefix("CATEGORY_"), "a"))
    if str(given[0][0]) != "NEGATE":
        return members
    return [one for one in _OTHERS if one not in members] or ["a"]
