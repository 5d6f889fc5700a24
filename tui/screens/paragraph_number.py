"""Going to a paragraph by the number that citations give it."""

from __future__ import annotations

import re

from tui import present
from tui.panes.reader import ReaderPane
from tui.screens.trouble import RefusedError
from tui.screens.writing import Ask

_NUMBER = re.compile(r"\s*(?:¶\s*)?(\d{1,9})\b")
"""As it may be written down: 12, ¶ 12, 12/51, ¶ 12 of 51."""


def ask_number(reader: ReaderPane) -> Ask:
    """A line for the number of a paragraph, to which the reader then goes."""
    article = reader.article
    every = article.paragraphs if article is not None else ()
    hint = f"1 to {present.number(every[-1].ordinal)}." if every else ""

    async def go(written: str) -> None:
        number = _NUMBER.match(written)
        if number is None or not reader.go_to(int(number[1])):
            raise RefusedError(f"There is no such paragraph here. {hint}")

    return Ask("Go to paragraph number", "", hint, act=go, saving="Go", precious=False)
