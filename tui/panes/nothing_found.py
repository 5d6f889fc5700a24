"""What stands in the results where nothing was found: what left nothing, and the ways out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.text import clean, fit, in_marks, wrap

if TYPE_CHECKING:
    from index import Relaxation, Results

_ADVICE = "All words must stand in the same paragraph. w looks in whole articles, OR takes either."
_ADVICE_FOR_FIELD = (
    "Of names and outlets whole words are found, as they are spelled; E lists all entities."
)
_ADVICE_FOR_ONE = "Spelled otherwise it may be found; an asterisk stands for any letters: econ*"
_ADVICE_FOR_FILE = (
    "Of files and folders whole words are found, as they are spelled; file: alone lists them."
)
_NAMED = frozenset("person org place entity outlet by said".split())
_PATTERN = frozenset("/*~")
_IN_SHORT = {
    "anywhere in the same article": "same article",
    "most of them": "most",
    "any of them": "any",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A line that says something in an empty list."""

    text: str
    style: str = present.QUIET

    def line(self, cells: int) -> Content:
        return Content.styled(fit(self.text, cells), self.style)


@dataclass(frozen=True, slots=True)
class WayOut:
    """A relaxation, with the key that takes it."""

    key: str
    relaxation: Relaxation

    @property
    def words(self) -> Content:
        """The same beside others in a line."""
        count = present.number(self.relaxation.count)
        label = _IN_SHORT.get(self.relaxation.label, self.relaxation.label)
        return Content(f"Alt+{self.key} {clean(label)}: {count}")

    def line(self, cells: int) -> Content:
        count = present.number(self.relaxation.count)
        label = fit(clean(self.relaxation.label), max(4, cells - len(count) - 9))
        return Content.assemble(
            (f"{self.key} ", present.KEY), (label, ""), ("  → ", present.QUIET), (count, "bold")
        )


Line = Words | WayOut
"""What a row of an empty list is."""


def nothing_found(results: Results) -> list[Line]:
    """What an empty list says: that, and which clause left nothing."""
    lines: list[Line] = [Words(""), Words("Nothing found.", present.HEADLINE)]
    text = results.query.text
    if results.killer is not None and (
        clause := clean(text[results.killer.start : results.killer.end])
    ):
        lines.append(Words(f"{in_marks(clause)} left nothing."))
    return lines


def ways_out(results: Results, ways: Sequence[Relaxation]) -> list[Line]:
    """How something would be found, with what it would be."""
    if ways:
        return [
            *(Words(""), Words(_how(ways))),
            *(WayOut(str(at), way) for at, way in enumerate(ways, 1)),
            *(Words(""), Words("Enter, or Alt+1 in the query")),
        ]
    hint = _ADVICE if len(results.clauses) > 1 else _advice_for_one(results.query.text)
    return [Words(""), *(Words(hint[a:b]) for a, b in wrap(hint, 34))] if hint else []


def _how(ways: Sequence[Relaxation]) -> str:
    """What ways out have in common: another spelling or another day asks for no less."""
    spelt = [way.spelling or way.label.endswith(("~1", "~2")) for way in ways]
    if all(spelt):
        return "Spelled otherwise:"
    is_other = any(spelt) or any(way.label.startswith("the nearest day") for way in ways)
    return "Otherwise:" if is_other else "With less:"


def _advice_for_one(query: str) -> str:
    """What helps a clause to find something; "" where it is no name and no word."""
    field, colon, _ = query.partition(":")
    if colon and field.strip() in ("file", "folder"):
        return _ADVICE_FOR_FILE
    if colon and field.strip().isalpha():
        return _ADVICE_FOR_FIELD if field.strip() in _NAMED else ""
    return "" if _PATTERN.intersection(query) else _ADVICE_FOR_ONE
