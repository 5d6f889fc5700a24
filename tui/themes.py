"""The two themes of our own, and the colours that every theme needs for matches and names."""

from __future__ import annotations

import os
from collections.abc import Mapping
from difflib import get_close_matches

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tui.config import OUR_THEMES
from tui.contrast import readable

DARK = Theme(
    name=OUR_THEMES[0],
    primary="#8fb3d9",
    secondary="#7f8a9c",
    accent="#e3b866",
    warning="#e3b866",
    error="#e0837a",
    success="#94c29a",
    foreground="#d9d5cb",
    background="#15171b",
    surface="#1b1e23",
    panel="#262a31",
    dark=True,
    variables={
        "quiet": "#8f939b",
        "faint": "#3a3f48",
        "headline": "#f1ede3",
        "hit": "#f7e3b0",
        "hit-background": "#54431c",
        "person": "#9fcdb4",
        "org": "#9dbdea",
        "place": "#d3abd9",
        "mark": "#e3b866",
        "row": "#242a33",
        "row-blurred": "#1f2329",
        "row-selected": "#2b2a22",
        "border": "#8fb3d9",
        "border-blurred": "#343942",
        "block-cursor-background": "#31405a",
        "block-cursor-foreground": "#f1ede3",
        "block-cursor-text-style": "none",
        "input-selection-background": "#8fb3d9 30%",
        "scrollbar": "#3a3f48",
        "scrollbar-hover": "#565d69",
        "scrollbar-active": "#8fb3d9",
        "scrollbar-background": "#15171b",
        "scrollbar-background-hover": "#15171b",
        "scrollbar-background-active": "#15171b",
        "scrollbar-corner-color": "#15171b",
    },
)

LIGHT = Theme(
    name=OUR_THEMES[1],
    primary="#1f5a96",
    secondary="#5d6672",
    accent="#8a5a00",
    warning="#8a5a00",
    error="#a8322a",
    success="#2f6b3c",
    foreground="#2b2a27",
    background="#faf8f3",
    surface="#f1eee6",
    panel="#e6e1d6",
    dark=False,
    variables={
        "quiet": "#63605a",
        "faint": "#d3cdbf",
        "headline": "#121210",
        "hit": "#3d2c00",
        "hit-background": "#ffe08a",
        "person": "#1e6a48",
        "org": "#235a9c",
        "place": "#80348c",
        "mark": "#855200",
        "row": "#e7edf3",
        "row-blurred": "#f0ede5",
        "row-selected": "#f7ecd0",
        "border": "#1f5a96",
        "border-blurred": "#d3cdbf",
        "block-cursor-background": "#cfdff0",
        "block-cursor-foreground": "#121210",
        "block-cursor-text-style": "none",
        "input-selection-background": "#1f5a96 25%",
        "scrollbar": "#cdc6b7",
        "scrollbar-hover": "#b3ab99",
        "scrollbar-active": "#1f5a96",
        "scrollbar-background": "#faf8f3",
        "scrollbar-background-hover": "#faf8f3",
        "scrollbar-background-active": "#faf8f3",
        "scrollbar-corner-color": "#faf8f3",
    },
)

OURS = (DARK, LIGHT)


def names() -> list[str]:
    """All themes there are."""
    return sorted({*BUILTIN_THEMES, *(theme.name for theme in OURS)})


def unknown(theme: str) -> str:
    """What to say of a theme that does not exist, with the nearest that does; "" if it does."""
    if theme in names():
        return ""
    near = get_close_matches(theme, names(), n=1)
    return f"There is no theme “{theme}”" + (f"; the nearest is {near[0]}." if near else ".")


def without_colour() -> bool:
    """Whether no colour is to be shown (NO_COLOR, https://no-color.org)."""
    return bool(os.environ.get("NO_COLOR"))


COLOURLESS = "ansi-dark"
"""The theme whose colours are the terminal's own: without them there is what it writes by itself,
on its own ground, and in bold, reverse and underlined.
"""


_GROUNDS = ("background", "surface", "panel", "row", "row-blurred", "row-selected")
"""What text stands on."""


def derived(variables: Mapping[str, str]) -> dict[str, str]:
    """Our colours for a theme that does not know them, made from those that it has.

    What is text can be read wherever it stands (`contrast.READABLE`), whatever the theme.
    """
    foreground = Color.parse(variables.get("foreground", "#e0e0e0"))
    background = Color.parse(variables.get("background", "#121212"))
    if foreground.ansi is not None or background.ansi is not None:
        return _of_terminal()

    def toward(name: str, share: float) -> str:
        return background.blend(Color.parse(variables[name]), share, 1).hex

    rows = {
        "row": toward("primary", 0.18),
        "row-blurred": background.blend(foreground, 0.06, 1).hex,
        "row-selected": toward("warning", 0.14),
        "hit-background": toward("warning", 0.35),
    }
    known = {**rows, **variables}
    grounds = [Color.parse(known[name]) for name in _GROUNDS]

    def text(name: str, share: float = 1.0) -> str:
        return readable(foreground.blend(Color.parse(variables[name]), share, 1), grounds).hex

    return {
        **rows,
        "quiet": readable(background.blend(foreground, 0.66, 1), grounds).hex,
        "faint": background.blend(foreground, 0.22, 1).hex,
        "headline": readable(foreground, grounds).hex,
        "hit": readable(foreground, [Color.parse(known["hit-background"])]).hex,
        "person": text("success", 0.6),
        "org": text("primary", 0.6),
        "place": text("accent", 0.6),
        "mark": text("warning", 0.6),
        "key": text("primary"),
        "good": text("success"),
        "warn": text("warning"),
        "bad": text("error"),
    }


def _of_terminal() -> dict[str, str]:
    """The terminal's own sixteen colours."""
    plain = "ansi_default"
    return {
        "quiet": plain,
        "faint": "ansi_bright_black",
        "headline": plain,
        "hit": "ansi_black",
        "hit-background": "ansi_yellow",
        "person": "ansi_green",
        "org": "ansi_blue",
        "place": "ansi_magenta",
        "mark": "ansi_yellow",
        "key": "ansi_blue",
        "good": "ansi_green",
        "warn": "ansi_yellow",
        "bad": "ansi_red",
        "row": plain,
        "row-blurred": plain,
        "row-selected": plain,
    }
