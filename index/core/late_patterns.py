"""Regular expressions that are compiled when they are first used.

Most of those of a module serve few texts (a wall, a page in HTML, an article in one of thirty
languages), and to compile one takes as long as to look through some articles with it.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Late:
    """Has what a compiled expression has, each attribute from when it is first asked for."""

    def __init__(self, expression: str | bytes, flags: int) -> None:
        self._given: tuple[Any, int] = expression, flags
        self.pattern = expression

    def __getattr__(self, name: str) -> Any:
        # Python keeps the last few hundred that were compiled: asked for again, it is the same.
        value = getattr(re.compile(*self._given), name)
        # An attribute of the instance comes before this: it is as quick as that of the other.
        setattr(self, name, value)
        return value


def late(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` makes of an expression, which is made once it is used."""
    return cast("re.Pattern[AnyStr]", _Late(expression, flags))
