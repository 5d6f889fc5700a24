"""Themes on terminals with 16 or 256 colours: what is written stays apart from what it stands on.

Such a terminal shows of each colour the nearest that it has. The sixteen differ from one to the
next: those of the VGA and of xterm are the two that most take after.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from rich.color import Color as Shown
from rich.color import ColorSystem
from textual.color import Color

from tui.contrast import READABLE, contrast, readable

ENOUGH = 3.0
"""The contrast asked for of sixteen colours, which hold no more than a few pairs with 4.5."""

_VGA = (
    *("#000000", "#aa0000", "#00aa00", "#aa5500", "#0000aa", "#aa00aa", "#00aaaa", "#aaaaaa"),
    *("#555555", "#ff5555", "#55ff55", "#ffff55", "#5555ff", "#ff55ff", "#55ffff", "#ffffff"),
)
_XTERM = (
    *("#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5"),
    *("#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff"),
)
_PALETTES = tuple(tuple(map(Color.parse, palette)) for palette in (_VGA, _XTERM))

_GROUNDS = ("background", "surface", "panel")
_ROWS = ("row", "row-blurred", "row-selected")
_INKS = (
    "foreground", "quiet", "headline", "person", "org", "place", "mark", "key", "good", "warn",
    "bad", "border",
)  # fmt: skip
_ON = {"hit": "hit-background", "block-cursor-foreground": "block-cursor-background"}
"""What is written on a ground of its own."""


@lru_cache(maxsize=1024)
def _of_sixteen(red: int, green: int, blue: int) -> int:
    """Which of the sixteen is shown."""
    return Shown.from_rgb(red, green, blue).downgrade(ColorSystem.STANDARD).number or 0


@lru_cache(maxsize=1024)
def _of_256(red: int, green: int, blue: int) -> Color:
    """Which of the 256 is shown; but for the first sixteen, which are not taken, all have them."""
    shown = Shown.from_rgb(red, green, blue).downgrade(ColorSystem.EIGHT_BIT)
    return Color(*shown.get_truecolor())


def apart_in_sixteen(one: Color, other: Color) -> float:
    """The contrast of two colours as they are shown, where it is least."""
    first, second = (_of_sixteen(*colour.rgb) for colour in (one, other))
    return min(contrast(palette[first], palette[second]) for palette in _PALETTES)


def apart_in_256(one: Color, other: Color) -> float:
    """The contrast of two colours as they are shown."""
    return contrast(_of_256(*one.rgb), _of_256(*other.rgb))


def reduced(variables: Mapping[str, str], system: str | None) -> dict[str, str]:
    """A theme's variables with inks that can be read in a `system` of colours, "standard" or "256",
    on all they stand on. Of sixteen, rows have no ground of their own: there is none between two
    greys.
    """
    if system == "standard":
        plain = dict.fromkeys(_ROWS, variables["background"])
        return _readable({**variables, **plain}, apart_in_sixteen, ENOUGH)
    return _readable(variables, apart_in_256, READABLE) if system == "256" else dict(variables)


def _readable(
    variables: Mapping[str, str], apart: Callable[[Color, Color], float], enough: float
) -> dict[str, str]:
    grounds = [Color.parse(variables[name]) for name in (*_GROUNDS, *_ROWS)]
    changed: dict[str, str] = {}
    for name in (*_INKS, *_ON):
        # Some themes leave it to the framework, which takes black or white.
        if not (given := variables[name]).startswith("auto"):
            on = [Color.parse(variables[_ON[name]])] if name in _ON else grounds
            changed[name] = readable(Color.parse(given), on, apart, enough).hex
    return {**variables, **changed}
