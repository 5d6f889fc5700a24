"""ctrl-c while importing: finish what is begun, say what is stored, stop."""

from __future__ import annotations

import io
import os
import signal
import sys
from contextlib import suppress
from types import FrameType
from typing import Any, Self

from tui.commands.output import say


class Interruption:
    """While this context is open, ctrl-c asks for a stop, and a second one stops at once.

    Standard input is read so that waiting for it can be interrupted: KeyboardInterrupt is raised
    there, and nowhere in the middle of storing.
    """

    def __init__(self) -> None:
        self.asked = False
        self.waiting = False

    def __enter__(self) -> Self:
        self._before: Any = signal.signal(signal.SIGINT, self._hear)
        self._stdin = sys.stdin
        try:
            raw = _Interruptible(sys.stdin.fileno(), self)
        except (AttributeError, OSError, ValueError):
            return self  # no standard input, or one that is no file
        sys.stdin = io.TextIOWrapper(io.BufferedReader(raw))
        return self

    def __exit__(self, *_: object) -> None:
        sys.stdin = self._stdin
        signal.signal(signal.SIGINT, self._before)

    def stop(self) -> bool:
        """Whether a stop was asked for."""
        return self.asked

    def _hear(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self.asked or self.waiting:
            self.asked = True
            raise KeyboardInterrupt
        self.asked = True
        with suppress(RuntimeError):  # the signal came in the middle of another line
            say("stopping when what is under way is stored; ctrl-c again stops at once")


class _Interruptible(io.RawIOBase):
    """A file whose reader can be interrupted while it waits."""

    def __init__(self, descriptor: int, interruption: Interruption) -> None:
        self._descriptor = descriptor
        self._interruption = interruption

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._interruption.waiting = True
        try:
            # Asked for just before waiting began, it would not be heard.
            if self._interruption.asked:
                raise KeyboardInterrupt
            data = os.read(self._descriptor, len(buffer))
        finally:
            self._interruption.waiting = False
        buffer[: len(data)] = data
        return len(data)
