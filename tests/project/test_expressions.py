"""No text makes a regular expression go on for ever: what is read comes from anybody."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zlib import crc32

import index
import tui
from tests.effort import runs
from tests.pumped import pumped

LENGTH = runs(120, 1_500)
"""A pattern that reads a text in exponentially many ways does not end at the first, one that takes
the cube of its length not at the second."""
MOST = runs(4, 8)


class EndlessError(Exception):
    """An expression was still trying."""


@contextmanager
def ending(seconds: float) -> Iterator[None]:
    """Ends what does not end: the seconds are of this process, and far from what is usual."""

    def end(*_: object) -> None:
        raise EndlessError

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def expressions() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """All that stand in modules, by themselves or in tuples and lists."""
    for package in (index, tui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if module.name.rpartition(".")[2].startswith("__main__"):
                continue
            for name, value in vars(importlib.import_module(module.name)).items():
                for one in value if isinstance(value, tuple | list) else (value,):
                    if hasattr(one, "fullmatch") and hasattr(one, "pattern"):
                        yield f"{module.name}.{name}", one


def test_no_text_makes_an_expression_go_on_for_ever() -> None:
    endless = []
    seen: set[tuple[Any, int]] = set()
    for name, pattern in expressions():
        if (pattern.pattern, pattern.flags) in seen:
            continue
        seen.add((pattern.pattern, pattern.flags))
        # The same texts for an expression, whatever others there are.
        for text in pumped(pattern, LENGTH, MOST, crc32(repr(pattern.pattern).encode())):
            try:
                with ending(3):
                    pattern.match(text)
                    pattern.fullmatch(text)
            except EndlessError:
                endless.append((name, text[:80]))
                break
    assert len(seen) > 600
    assert endless == []
