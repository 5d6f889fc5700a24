"""Signals by which the program is told to end: what it holds is let go before it does."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

_OF_COMMANDS = (signal.SIGTERM, signal.SIGHUP)
_OF_SCREENS = (*_OF_COMMANDS, signal.SIGQUIT)


class EndedError(BaseException):
    """The system, or somebody, told the program to end; no error that anything should mend."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """What is told to end meanwhile is left by EndedError; told twice, the process is ended at
    once. A signal that is ignored, as by nohup, stays ignored.
    """
    heard = [one for one in _OF_COMMANDS if signal.getsignal(one) is signal.SIG_DFL]
    for one in heard:
        signal.signal(one, _raise)
    try:
        yield
    finally:
        for one in heard:
            signal.signal(one, signal.SIG_DFL)


def _raise(number: int, frame: FrameType | None) -> None:
    del frame
    signal.signal(number, signal.SIG_DFL)
    raise EndedError(number)


def end_when_told(end: Callable[[int], object]) -> None:
    """Have the loop that is running call `end` with an exit code when the program is told to end.
    An error raised in between would be taken for a fault of whatever is at work then.
    """
    import asyncio  # noqa: PLC0415  (only the screen has a loop)

    loop = asyncio.get_running_loop()
    for one in _OF_SCREENS:
        if signal.getsignal(one) is not signal.SIG_IGN:
            loop.add_signal_handler(one, end, 128 + one)
