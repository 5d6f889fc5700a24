"""What controllers ask of the screen they work for."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.timer import Timer

T = TypeVar("T")


class Host(Protocol):
    """A screen as controllers know it: it speaks to the user, asks them, and runs what takes time.

    Whatever else a controller works with is given to it by itself.
    """

    @property
    def is_running(self) -> bool: ...

    def say(self, words: str, *, bad: bool = False) -> None:
        """Tell the user something."""

    def trouble(self, error: BaseException) -> None:
        """Tell the user what failed."""

    def to_clipboard(self, text: str) -> None:
        """Hand a text to the terminal's clipboard."""

    def open_page(self, address: str) -> None:
        """Open a web page in the browser."""

    async def ask(self, screen: Screen[T]) -> T | None:
        """Show a screen or a dialogue, and wait for what it answers. Only in what was begun."""

    def begin(self, work: Coroutine[object, object, None], *, by_key: bool = False) -> None:
        """Let something run by itself; what it raises is told. What a key began (`by_key`) is
        waited for by the next key.
        """

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call something in a while, in seconds."""
