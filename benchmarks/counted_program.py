"""The program, writing down what it does: each layout of the screen and each answer, with times.

    python -m benchmarks.counted_program LOG [ARGUMENT…]

A line of `LOG` is a JSON list: the moment (`time.monotonic`), what it was, and what belongs to it.
Made for `benchmarks.keystrokes`, which types into it.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from textual._compositor import Compositor

from tui import cli
from tui.controllers.search import SearchController


def count(log: Path) -> None:
    """Write a line for every layout and every answer from now on."""
    file = log.open("a", buffering=1)

    def write(what: str, *values: object) -> None:
        file.write(json.dumps([time.monotonic(), what, *values]) + "\n")

    reflow, visible = Compositor.reflow, Compositor.reflow_visible
    answered = SearchController._answered

    def whole(self: Compositor, *args: Any) -> Any:
        write("layout")
        return reflow(self, *args)

    def scrolled(self: Compositor, *args: Any) -> Any:
        write("layout")
        return visible(self, *args)

    def found(self: SearchController, search: Any, results: Any) -> None:
        write("answer", results.query.text, results.paragraphs, search.typing)
        answered(self, search, results)

    Compositor.reflow = whole  # type: ignore[method-assign]
    Compositor.reflow_visible = scrolled  # type: ignore[method-assign]
    SearchController._answered = found  # type: ignore[method-assign]


if __name__ == "__main__":
    count(Path(sys.argv[1]))
    sys.exit(cli.main(sys.argv[2:]))
