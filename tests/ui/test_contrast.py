"""Text that says something can be read: contrast of 4.5 to 1 (WCAG 2.1), in every theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES

import tui
from tui import themes
from tui.contrast import READABLE, contrast, readable

GROUNDS = ("background", "surface", "panel", "row", "row-blurred", "row-selected")
TEXTS = (
    *("quiet", "headline", "person", "org", "place", "mark", "key", "good", "warn", "bad"),
)  # fmt: skip
PAIRS = [
    *((ink, ground) for ink in TEXTS for ground in GROUNDS),
    ("hit", "hit-background"),
]
OURS_ALONE = [
    *(("foreground", ground) for ground in GROUNDS),
    ("background", "border"),  # the title of the pane in use
    ("block-cursor-foreground", "block-cursor-background"),
]
# What is no text: lines, bars, and what widgets of the framework are made of.
DRAWN = {"faint", "border", "border-blurred", "primary", "surface", "panel", "foreground"}


def colours(theme) -> dict[str, str]:
    base = theme.to_color_system().generate()
    return {**themes.derived(base), **base, **theme.variables}


def ratio(known: dict[str, str], ink: str, ground: str) -> float:
    return contrast(Color.parse(known[ink]), Color.parse(known[ground]))


@pytest.mark.parametrize("theme", themes.OURS, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("ink", "ground"), [*PAIRS, *OURS_ALONE])
def test_our_themes_can_be_read(theme, ink, ground) -> None:
    assert ratio(colours(theme), ink, ground) >= READABLE


@pytest.mark.parametrize("name", [n for n, theme in BUILTIN_THEMES.items() if not theme.ansi])
def test_our_colours_can_be_read_in_every_other_theme(name) -> None:
    known = colours(BUILTIN_THEMES[name])
    poor = {pair: ratio(known, *pair) for pair in PAIRS if ratio(known, *pair) < READABLE}
    assert poor == {}


def test_what_a_screen_writes_with_is_among_what_is_measured() -> None:
    """A new colour for text has to be measured, or named as one that only draws."""
    used: set[str] = set()
    folder = Path(tui.__file__).parent
    for room in ("present.py", "panes/*.py", "screens/*.py", "widgets/*.py"):
        for path in folder.glob(room):
            source = path.read_text(encoding="utf-8")
            used |= set(re.findall(r"\"(?:bold |italic )*\$([a-z-]+)", source))
    assert used <= {*TEXTS, *DRAWN, "hit"}
    assert {"quiet", "key"} <= used


COLOUR = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb: Color(*rgb))


@given(COLOUR, COLOUR)
def test_any_ink_becomes_readable_on_any_ground(ink, ground) -> None:
    assert contrast(readable(ink, [ground]), ground) >= READABLE
    if contrast(ink, ground) >= READABLE:
        assert readable(ink, [ground]).hex == ink.hex
