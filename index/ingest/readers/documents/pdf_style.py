"""Lines of a PDF, and how most of them are set: their size and the room between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

# Of the steps from line to line, a share that is no chance.
_OFTEN = 0.2


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, where it begins in points from the lower left, its size, where it
    ends; where its parts begin and end, if there is much room between them; whether it begins with
    the raised number of a note, stands aside of the text that its page goes on with, and is a row
    of a table.
    """

    text: str
    x: float
    y: float
    size: float
    end: float = 0.0
    cells: tuple[tuple[float, float], ...] = ()
    is_note: bool = False
    aside: bool = False
    is_row: bool = False

    def with_text(self, text: str) -> Line:
        """The same with another text."""
        return self if text == self.text else replace(self, text=text)


def body_size(lines: Sequence[Line]) -> float:
    """The size that most of a text is set in; 0 where there is none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def usual_leading(lines: Sequence[Line]) -> float:
    """From one line to the next in a paragraph, in points: the least step that is taken often.

    Where most paragraphs have few lines, the step from one to the next is taken as often.
    """
    size = body_size(lines) or 1.0
    body = [line for line in lines if abs(line.size - size) < 0.6]
    steps = Counter(
        round(one.y - two.y, 1)
        for one, two in pairwise(body)
        if 0.8 * size < one.y - two.y < 4 * size
    )
    if not steps:
        return 1.2 * size
    fewest = _OFTEN * steps.total()
    often = [step for step in steps if _near(steps, step) >= fewest]
    return min(often) if often else steps.most_common(1)[0][0]


def _near(steps: Counter[float], step: float) -> int:
    """How many steps, in tenths of points, are as long as one, give or take three tenths."""
    around = (round(step + tenths / 10, 1) for tenths in range(-3, 4))
    return sum(steps[other] for other in around if abs(other - step) <= 0.3)
