"""Messages: none is taken for another."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from textual.message import Message
from textual.message_pump import MessagePump

import tui
from tui.screens.dialogs import Dialog


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


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 16), (40, 12)])
@pytest.mark.parametrize("keys", ["a", "t", "e", "f", "?", "ef", "et"])
async def test_no_message_hides_how_a_dialogue_is_saved_and_closed(use, keys, size) -> None:
    """Its foot is the only place that says so; in the note the message comes with the key."""
    async with use(size=size) as hand:
        await hand.type("swap")
        await hand.press("enter", "b", *keys)
        dialogue = hand.app.screen
        assert isinstance(dialogue, Dialog)
        region = dialogue._box.region
        hand.app.clear_notifications()
        await hand.settle()
        foot = hand.text().splitlines()[region.bottom - 1]
        assert foot.strip(" ╰╯─") or keys == "f"  # a question has its answers
        for words in ("Bookmarked.", "Esc closes this, ^q quits.", "Undone: a headline " * 6):
            hand.app.notify(words, markup=False)
            await hand.settle()
            assert words[:11] in hand.text()
            assert hand.text().splitlines()[region.bottom - 1] == foot
