"""What the framework does at length for each message, value and style, done briefly.

Nothing comes of it that would not come otherwise, and the tests ask for hundreds of thousands. It
hangs on what the framework keeps to itself, so it is not in the program, which has to start with
the framework's next version.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from typing import Any, cast

from textual.css.styles import RenderStyles
from textual.message import Message
from textual.message_pump import MessagePump
from textual.reactive import Reactive

Handlers = Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]

_DISPATCHED, _VALUE = MessagePump._get_dispatch_methods, Reactive.__get__


def install(monkeypatch) -> None:
    monkeypatch.setattr(MessagePump, "_get_dispatch_methods", _dispatched)
    monkeypatch.setattr(Reactive, "__get__", _value)
    monkeypatch.setattr(RenderStyles, "get_rule", _rule)


def _find_named(kind: type, name: str, message: type) -> tuple[type, ...] | None:
    """The classes of a widget that handle messages by the name of a method; None where some handle
    these by decorated ones.
    """
    messages = [one for one in message.__mro__ if issubclass(one, Message)]
    found = []
    for one in kind.__mro__:
        decorated = one.__dict__.get("_decorated_handlers")
        if decorated and any(decorated.get(each) for each in messages):
            return None
        if f"_{name}" in one.__dict__ or name in one.__dict__:
            found.append(one)
    return tuple(found)


# A class is a key whatever is said of its objects, which is not what a checker of types thinks.
_named = cast("Callable[[type, str, type], tuple[type, ...] | None]", lru_cache(8_192)(_find_named))
_is_computed = cast("Callable[[type, str], bool]", lru_cache(4_096)(hasattr))


def _dispatched(self: MessagePump, method_name: str, message: Message) -> Handlers:
    named = _named(type(self), method_name, type(message))
    if named is None:
        yield from _DISPATCHED(self, method_name, message)
        return
    for one in named:
        if message._no_default_action:
            break
        method = one.__dict__.get(f"_{method_name}") or one.__dict__.get(method_name)
        if method is not None and not getattr(method, "_textual_on", None):
            yield one, method.__get__(self, one)


def _value(self: Reactive[Any], obj: Any, obj_type: type[Any]) -> Any:
    name = self.internal_name
    state = {} if obj is None else obj.__dict__
    if name in state and not _is_computed(type(obj), self.compute_name):
        return state[name]
    return _VALUE(self, obj, obj_type)


def _rule(self: RenderStyles, rule_name: str, default: object = None) -> object:
    inline = cast("dict[str, object]", self._inline_styles._rules)
    if rule_name in inline:
        return inline[rule_name]
    return cast("dict[str, object]", self._base_styles._rules).get(rule_name, default)
