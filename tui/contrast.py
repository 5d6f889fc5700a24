"""Colours that can be read: the contrast of two, and one moved until it stands out enough.

Contrast is that of WCAG 2.1 (success criterion 1.4.3): from 1 to 21, and 4.5 for text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.color import Color

READABLE = 4.5
_STEPS = 40
_BLACK, _WHITE = Color(0, 0, 0), Color(255, 255, 255)


def contrast(one: Color, other: Color) -> float:
    """How well one colour can be told from another."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readable(
    ink: Color,
    grounds: Sequence[Color],
    apart: Callable[[Color, Color], float] = contrast,
    enough: float = READABLE,
) -> Color:
    """`ink`, or what is nearest to it toward black or white and can be read on every ground, by
    how far two colours are `apart`.
    """
    away = max((_BLACK, _WHITE), key=lambda end: min(apart(end, ground) for ground in grounds))
    for step in range(_STEPS + 1):
        moved = ink.blend(away, step / _STEPS, 1)
        if all(apart(moved, ground) >= enough for ground in grounds):
            return moved
    return away


def _luminance(colour: Color) -> float:
    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(value) for value in colour.rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
