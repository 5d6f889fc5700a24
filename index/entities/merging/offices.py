"""What texts say of the people of a name: the office in front of it, the state behind it.

Two names that may be one person's are of two where texts call one President and the other Sen. or
(R-La.); what is said of both alike speaks for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.core.late_patterns import late
from index.entities.words import gazetteer as gz

FRONT = 30
"""Characters in front of a name that are looked at."""
BEHIND = 20
"""And behind it."""

_TITLES = {
    "president": "president presidents",
    "congress": "sen sens senator senators rep reps representative representatives congressman "
    "congresswoman",
    "governor": "gov govs governor governors",
    "mayor": "mayor mayors",
    "ambassador": "ambassador amb",
    "judge": "justice justices judge",
    "secretary": "secretary",
    "chief": "chief sheriff",
    "officer": "gen col capt lt sgt maj cpl adm colonel captain lieutenant sergeant",
    "cleric": "rev pope bishop archbishop cardinal pastor rabbi imam",
    "coach": "coach",
}
_SPOKESMAN = "spokesman"
_OFFICES = {title: office for office, titles in _TITLES.items() for title in titles.split()}
# "Vice President" is none, nor is who was or will be something.
_NOT_IN_OFFICE = frozenset("vice deputy former ex then elect assistant".split())
# Whoever has one of these had another office before, or has one beside it.
_TELLS_NOTHING = frozenset({"chief", "officer", "coach", "secretary"})
_LAST = late(r"(?:([\w’'.]+)[ -])?([\w.]+),? $")
_MEMBER = late(r",? \(?[RDI][-–—]([A-Z][\w.]+(?: [A-Z][\w.]+)?)")

# So much of what is said of one may be said of the other as well: slips, and former offices.
_SHARED = 0.25
# Somebody is said to be something so often at least: where a name alone speaks for one person, and
# where an initial more is all that tells two names apart.
_LIKELY, _SURELY = 1, 3
_ENOUGH = 3
# Of what is said of somebody nearly all is one thing.
_MAINLY = 0.8


@dataclass(slots=True)
class Told:
    """How often texts say which office somebody has, and which state elected him."""

    offices: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        """Whether anything is said."""
        return bool(self.offices)

    def add(self, other: Told) -> None:
        """Count what is said of another name of the same as well."""
        self.offices += other.offices
        self.states += other.states


def told(passages: Iterable[tuple[str, str]]) -> Told:
    """What is said in passages, each what stands in front of a name and what stands behind it."""
    found = Told()
    for front, behind in passages:
        if office := _office(front):
            found.offices[office] += 1
        if member := _MEMBER.match(behind):
            found.offices["congress"] += 1
            if state := gz.load().canonical.get(("place", member[1].casefold())):
                found.states[state] += 1
    return found


def _office(front: str) -> str:
    match = _LAST.search(front)
    if not match or (match[1] or "").casefold() in _NOT_IN_OFFICE:
        return ""
    office = _OFFICES.get(match[2].rstrip(".").casefold(), "")
    spokesman = office == "secretary" and (match[1] or "").casefold() == "press"
    return _SPOKESMAN if spokesman else office


def contradict(one: Told, other: Told, *, alike: bool) -> bool:
    """Whether what is said of two names cannot be said of one person. Of names that are `alike` but
    for an initial it must be said more often.
    """
    least = _SURELY if alike else _LIKELY
    if _are_two(one.states, other.states, _SURELY):
        return True
    return _are_two(_exclusive(one.offices), _exclusive(other.offices), least)


def _exclusive(offices: Counter[str]) -> Counter[str]:
    return Counter({name: n for name, n in offices.items() if name not in _TELLS_NOTHING})


def _are_two(one: Counter[str], other: Counter[str], least: int) -> bool:
    few, many = sorted((one.total(), other.total()))
    if few < least or many < _ENOUGH:
        return False
    shared = sum(
        min(times / one.total(), other[name] / other.total()) for name, times in one.items()
    )
    return shared <= _SHARED


def agree(one: Told, other: Told) -> bool:
    """Whether the same is said of two names, again and again and nothing else."""
    mains = [said.offices.most_common(1) for said in (one, other)]
    if not all(mains) or mains[0][0][0] != mains[1][0][0]:
        return False
    return all(
        main[0][1] >= max(_ENOUGH, _MAINLY * said.offices.total())
        for main, said in zip(mains, (one, other), strict=True)
    )
