"""Text that says something can be read: contrast of 4.5 to 1 (WCAG 2.1), in every theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import COLOR_SYSTEMS
from textual.color import Color
from textual.theme import BUILTIN_THEMES

import tui
from tui import themes
from tui.config import Config
from tui.contrast import READABLE, contrast, readable
from tui.few_colours import ENOUGH, apart_in_256, apart_in_sixteen, reduced

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


EVERY = [*themes.OURS, *(theme for theme in BUILTIN_THEMES.values() if not theme.ansi)]


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


FEW = {"standard": (apart_in_sixteen, ENOUGH), "256": (apart_in_256, READABLE)}


@pytest.mark.parametrize("system", FEW)
@pytest.mark.parametrize("theme", EVERY, ids=lambda theme: theme.name)
def test_every_theme_can_be_read_in_few_colours(theme, system) -> None:
    apart, enough = FEW[system]
    known = reduced(colours(theme), system)
    pairs = PAIRS + OURS_ALONE * (theme in themes.OURS)
    told = {(ink, on): apart(Color.parse(known[ink]), Color.parse(known[on])) for ink, on in pairs}
    assert {pair: ratio for pair, ratio in told.items() if ratio < enough} == {}


@pytest.mark.parametrize("system", FEW)
@pytest.mark.parametrize("theme", [theme.name for theme in themes.OURS])
async def test_the_screen_takes_what_its_terminal_can_show(use, system, theme) -> None:
    apart, enough = FEW[system]
    async with use(config=Config(theme=theme)) as hand:
        console = hand.app.console
        console._color_system = COLOR_SYSTEMS[system]
        variables = hand.app.get_css_variables()
        assert hand.app.theme_variables == variables
        ink, ground = (Color.parse(variables[name]) for name in ("mark", "row-selected"))
        assert apart(ink, ground) >= enough


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
