"""Characters to runs: stretches of a line that are set in one size at one height."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from index.pdf.pdf_right_to_left import in_order, is_right_to_left
from index.pdf.pdf_shapes import HYPHENS, Character, Run

# In parts of the size: room that is a blank though PDFium put none, that parts two runs, and how
# far a line may step back or to another height.
_BLANK, _APART, _BACK, _STEP = 0.16, 1.0, 0.5, 0.05


def runs_of(characters: Iterable[Character]) -> Iterator[Run]:
    """The runs of a page, in the order of its characters."""
    for line in _lines(characters):
        if is_right_to_left(line):
            for part in in_order(line):
                yield Run(_text(part), -part[0].end, -part[-1].x, part[0].y, part[0].size)
        else:
            yield from _runs(line)


def _lines(characters: Iterable[Character]) -> Iterator[list[Character]]:
    """The characters, parted at the ends of lines; those for ends are left out."""
    line: list[Character] = []
    for one in characters:
        if one.sign in "\r\n":
            if line:
                yield line
            line = []
        else:
            line.append(one)
    if line:
        yield line


def _runs(line: Sequence[Character]) -> Iterator[Run]:
    begun: list[Character] = []
    blank = False
    for one in line:
        if not one.size:
            blank = True
            continue
        if begun and _ends(begun[-1], one):
            yield _run(begun, ends_line=_is_elsewhere(begun[-1], one))
            begun = []
        if blank or (begun and one.x - begun[-1].end > _BLANK * one.size):
            begun.append(Character(" ", one.x, one.x, one.y, one.size))
            blank = False
        begun.append(one)
    if begun:
        yield _run(begun, ends_line=True)


def _ends(before: Character, one: Character) -> bool:
    return (
        abs(before.size - one.size) > _STEP * one.size
        or abs(before.y - one.y) > _STEP * one.size
        or one.x - before.end > _APART * one.size
        or one.x < before.x - _BACK * one.size
    )


def _is_elsewhere(before: Character, one: Character) -> bool:
    return abs(before.y - one.y) > 0.4 * one.size or one.x < before.x


def _run(part: Sequence[Character], *, ends_line: bool) -> Run:
    first, last = part[0], part[-1]
    return Run(_text(part, ends_line=ends_line), first.x, last.end, first.y, first.size)


def _text(part: Sequence[Character], *, ends_line: bool = True) -> str:
    """What a run says; a hyphen that is only for the line's end stays there alone."""
    text = "".join(one.sign for one in part)
    if ends_line and text[-1] in HYPHENS:
        text = f"{text[:-1]}-"
    for hyphen in HYPHENS:
        text = text.replace(hyphen, "")
    # Signs outside the first plane come as two.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
