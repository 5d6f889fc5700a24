"""A passage of a paragraph: lines around what was looked for, from where its sentence begins."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tui.present import HIT, QUIET, styled_line
from tui.text import clean, width, wrap


def passage(
    text: str,
    spans: Sequence[tuple[int, int]],
    cells: int,
    lines: int,
    focus: int | None = None,
    *,
    styles: Sequence[str] = (),
) -> list[Content]:
    """`lines` lines of a paragraph around `focus`, else its first match, matches marked; each in
    its own of `styles`, if there are any.
    """
    # What lies far from there is never shown; a megabyte paragraph costs no more.
    first = focus if focus is not None else spans[0][0] if spans else 0
    window = max(1, lines) * max(8, cells)
    base = max(0, first - window)
    text = clean(text[base : first + 2 * window])
    painted = styles or [HIT] * len(spans)
    marks = [(a, b, style) for (a, b), style in zip(spans, painted, strict=True)]
    marks = [(a - base, b - base, how) for a, b, how in marks if b > base and a < base + len(text)]
    target = first - base
    start = _sentence(text, target)
    room = window // 3 if lines < 3 else window // 2
    if target - start > room:
        start = _word(text, target - room)
    lead = "… " if start + base > 0 and not _begins_sentence(text, start) else ""
    shown = lead + text[start:]
    shift = start - len(lead)
    marks = [(a - shift, b - shift, style) for a, b, style in marks if b > start]
    rows = wrap(shown, cells)
    found = [styled_line(shown, a, b, marks) for a, b in rows[:lines]]
    if len(rows) > lines and found:
        end = rows[lines - 1][1]
        while width(shown[rows[lines - 1][0] : end]) > cells - 1:
            end -= 1
        cut = styled_line(shown, rows[lines - 1][0], end, marks)
        found[-1] = cut + Content.styled("…", QUIET)
    return found + [Content("")] * (lines - len(found))


def _sentence(text: str, position: int) -> int:
    """Where the sentence that holds `position` begins."""
    ends = [text.rfind(sign, 0, position) for sign in (". ", "? ", "! ", ".” ", '." ', "。")]
    best = max(ends)
    if best < 0:
        return 0
    start = best + 1
    while start < position and (text[start].isspace() or text[start] in "”\"’'"):
        start += 1
    return start


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip().rstrip("”\"’'")
    return before.endswith((".", "?", "!", "。"))


def _word(text: str, position: int) -> int:
    gap = text.find(" ", position)
    return position if gap < 0 or gap - position > 20 else gap + 1
