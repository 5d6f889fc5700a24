"""Messages: none is taken for another."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from textual.message import Message
from textual.message_pump import MessagePump

import tui


def _classes(base: type) -> Iterator[type]:
    """The classes of ours that inherit from one."""
    for found in pkgutil.walk_packages(tui.__path__, "tui."):
        importlib.import_module(found.name)
    waiting, seen = [base], set()
    while waiting:
        for each in waiting.pop().__subclasses__():
            if each not in seen:
                seen.add(each)
                waiting.append(each)
                if each.__module__.split(".")[0] == "tui":
                    yield each


def test_no_message_is_handled_as_another_one() -> None:
    # Textual hands a message to the handlers of all the classes it inherits from.
    handled: set[type] = set()
    for pump in _classes(MessagePump):
        handled |= set(pump.__dict__.get("_decorated_handlers", {}))
    named = {name for pump in _classes(MessagePump) for name in vars(pump)}
    messages = list(_classes(Message))
    assert len(messages) > 15
    for message in messages:
        for parent in message.__mro__[1:]:
            if parent.__module__.split(".")[0] == "tui":
                assert parent not in handled, f"{message} is also handled as {parent}"
                assert parent.handler_name not in named, f"{message} is also handled as {parent}"


async def test_a_message_stands_as_long_as_it_takes_to_be_read(use) -> None:
    async with use() as hand:
        for words in ("Bookmarked.", "Undone: removal of “" + "a long headline of an article " * 3):
            hand.app.main.say(words)
            await hand.settle()
            (told,) = hand.app._notifications
            assert told.timeout >= max(4, 2 + len(words) / 12)
