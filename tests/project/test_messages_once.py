"""A message is heard once: the framework calls what a class and what its bases decorated for it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from textual.message_pump import MessagePump

import tui


def _classes(of: type) -> Iterator[type]:
    for each in of.__subclasses__():
        yield each
        yield from _classes(each)


def test_no_class_takes_over_a_decorated_handler() -> None:
    """It would not be taken over: both are called, and a click undoes twice."""
    for room in ("panes", "screens", "widgets"):
        for module in pkgutil.iter_modules([f"{tui.__path__[0]}/{room}"]):
            importlib.import_module(f"tui.{room}.{module.name}")
    ours = [each for each in _classes(MessagePump) if each.__module__.startswith("tui.")]
    assert len(ours) > 50
    handlers = {
        each: {
            handler.__name__
            for found in vars(each).get("_decorated_handlers", {}).values()
            for handler, _ in found
        }
        for each in ours
    }
    twice = {
        f"{each.__qualname__}.{name}"
        for each in ours
        for base in each.__mro__[1:]
        for name in handlers.get(base, ())
        if name in vars(each)
    }
    assert not twice
