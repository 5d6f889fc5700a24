"""What of a draft is quoted without an id, or is some of the words of a paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.commands.output import counted
from tui.commands.standing import FoundAt
from tui.text import clean

if TYPE_CHECKING:
    from index import Extent, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Unproven:
    """A passage without the id of a paragraph, and where its words stand in the archive."""

    passage: Passage
    places: Sequence[FoundAt] = ()

    @property
    def is_checked(self) -> bool:
        """Whether nothing else is expected: a note holds its reader's own words."""
        return self.passage.kind == "note"

    def lines(self) -> Iterator[str]:
        """The same for people."""
        kind = {"block": "block quotation", "passage": "in quotation marks", "note": "in a note"}
        told = "no id of a paragraph: not checked"
        yield f"{kind[self.passage.kind]:23}  {told}"
        yield f"    {clean(self.passage.text)}"
        for one in self.places:
            where = filter(None, (one.outlet, f"“{one.title}”" * bool(one.title), one.day))
            yield f"    these words stand in {one.id} · {clean(' · '.join(where))}"

    def record(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "kind": self.passage.kind,
            "text": self.passage.text,
            "places": [one.id for one in self.places],
        }


def how_much(extent: Extent) -> str:
    """How much of a paragraph is quoted, in words."""
    if extent.is_whole:
        return "all of it, word for word"
    said = "a part of it, word for word"
    what = " and ".join(
        filter(None, ("words left out" * extent.left_out, "words put in" * extent.put_in))
    )
    return f"{said}, with {what} where it is shown" if what else said


def without_id(passages: Sequence[Unproven]) -> str:
    """How many passages were not checked; "" for none."""
    kinds = Counter(one.passage.kind for one in passages)
    parts = [
        counted(kinds["block"], "block quotation"),
        counted(kinds["passage"], "passage") + " in quotation marks",
        counted(kinds["note"], "passage") + " in notes",
    ]
    told = [part for part in parts if not part.startswith("0 ")]
    if not told:
        return ""
    joined = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]
    have = "has" if kinds.total() == 1 else "have"
    said = f"{joined} {have} no id of a paragraph: not checked"
    stand = sum(bool(one.places) for one in passages)
    return f"{said} ({stand} of them in the archive)" if stand else said
