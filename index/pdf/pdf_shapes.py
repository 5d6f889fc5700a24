"""What is told of a PDF page: its characters, and the stretches of text they make."""

from __future__ import annotations

from typing import NamedTuple

HYPHENS = "\x02\ufffe\xad"
"""PDFium's signs for a hyphen at a line's end."""


class Character(NamedTuple):
    """A character: where it begins and ends along its line, the height of the line, in points from
    the lower left of the page as it is read, and its size.

    Blanks and line ends that PDFium put in have a size of 0.
    """

    sign: str
    x: float
    end: float
    y: float
    size: float


class Run(NamedTuple):
    """A stretch of text: where it begins and ends along its line and the height of the line, in
    points, and its size. A blank in front is part of it. In text from right to left
    places count from the right, below 0.
    """

    text: str
    x: float
    end: float
    y: float
    size: float
