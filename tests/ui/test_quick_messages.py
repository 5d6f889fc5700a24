"""What is done briefly comes to what the framework comes to at length."""

from __future__ import annotations

import quick_messages as shortcuts
from textual import events, on
from textual.css.styles import RULE_NAMES
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive, reactive
from textual.widget import Widget

framework = {"dispatched": shortcuts._DISPATCHED, "value": shortcuts._VALUE}


async def test_messages_reach_the_methods_that_the_framework_has_for_them(use, monkeypatch) -> None:
    compared = 0

    def both(self: MessagePump, name: str, message: Message) -> list[object]:
        nonlocal compared
        theirs = list(framework["dispatched"](self, name, message))
        assert list(shortcuts._dispatched(self, name, message)) == theirs
        compared += len(theirs)
        return theirs

    monkeypatch.setattr(MessagePump, "_get_dispatch_methods", both)
    async with use() as hand:
        await hand.press(
            "slash", "x", "backspace", "enter", "tab", "B", "j", "escape", "m", "escape"
        )
    assert compared > 500


def test_a_method_may_keep_those_of_the_classes_above_from_a_message(monkeypatch) -> None:
    shortcuts.install(monkeypatch)

    class Above(Widget):
        def on_show(self) -> None: ...

    class Below(Above):
        def on_show(self) -> None: ...

    class Decorated(Below):
        @on(events.Show)
        def seen(self) -> None: ...

    for kind, expected in ((Below, 3), (Decorated, 4)):
        node = kind()
        assert len(list(node._get_dispatch_methods("on_show", events.Show()))) == expected
        message, classes = events.Show(), []
        for one, _ in node._get_dispatch_methods("on_show", message):
            classes.append(one)
            message.prevent_default()
        assert classes == [kind]


async def test_values_and_styles_are_those_of_the_framework(use) -> None:
    class Computed(Widget):
        factor = reactive(2)
        product = reactive(0)
        by = 21

        def compute_product(self) -> int:
            return self.factor * self.by

    assert isinstance(Computed.product, Reactive)
    async with use() as hand:
        await hand.press("tab", "B")
        computed = Computed()
        assert computed.product == 42
        await hand.app.screen.mount(computed)
        computed.factor = 3
        assert computed.product == 63
        computed.by = 5
        assert computed.product == 15
        for node in [computed, *hand._nodes()]:
            for name, kept in getattr(node, "_reactives", {}).items():
                theirs = framework["value"](kept, node, type(node))
                assert getattr(node, name) is theirs or getattr(node, name) == theirs
        hand.results.styles.height = 7
        for node in hand.app.screen.walk_children():
            base, inline = node.styles.base, node.styles.inline
            for name in RULE_NAMES:
                theirs = (inline if inline.has_rule(name) else base).get_rule(name, "none")
                assert node.styles.get_rule(name, "none") == theirs
        assert hand.results.styles.get_rule("height").value == 7
