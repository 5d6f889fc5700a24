"""What the framework does that would do harm here, and what is put in its place."""

from __future__ import annotations

from functools import lru_cache

from textual._styles_cache import StylesCache


def repair() -> None:
    """To be called before anything is painted; again, it does nothing.

    Textual remembers two colours of each widget under the widget's painted lines, 1,024 of which
    stay in memory with all they hold when their screens are long gone: a megabyte for every screen
    that was opened. The colours do not hang on the widget, and its signature says so: they are
    remembered for the class, as a class method.
    """
    remembered = vars(StylesCache).get("get_inner_outer")
    if isinstance(remembered, type(lru_cache(repair))):
        StylesCache.get_inner_outer = classmethod(remembered)  # type: ignore[arg-type,assignment]
