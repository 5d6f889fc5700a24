"""The real program in a pseudo-terminal: keys in, and what it writes, with times, out."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Self

_CHUNK = 1 << 16
_STARTING = 60.0
_SCHEDULED = 2
"""With a process's number, the clock of its CPU (clock_getres(2), MAKE_PROCESS_CPUCLOCK of the
kernel): to the nanosecond, where /proc counts hundredths of a second."""


@dataclass(frozen=True, slots=True)
class Painted:
    """What followed a key: bytes written, and seconds until the first and the last of them."""

    bytes: int
    first: float
    last: float
    cpu: float
    """Seconds of CPU that the program took meanwhile, in all its threads."""
    raw: bytes = b""


class Terminal:
    """A program that thinks it runs in a terminal of so many columns and lines."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        *,
        columns: int = 120,
        lines: int = 36,
    ) -> None:
        self.code: int | None = None
        self.pid, self._file = pty.fork()
        if not self.pid:
            # Nothing but exec in the child: what comes before it runs as a copy of this process.
            os.execvpe(command[0], list(command), {**environment, "TERM": "xterm-256color"})
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def send(self, keys: bytes) -> None:
        os.write(self._file, keys)

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds; b"" when nothing does or the program has ended."""
        ready, _, _ = select.select([self._file], [], [], seconds)
        if not ready:
            return b""
        try:
            return os.read(self._file, _CHUNK)
        except OSError:  # the other end is closed
            return b""

    def press(self, keys: bytes, *, quiet: float = 0.4, limit: float = 20.0) -> Painted:
        """Send keys and read until nothing has come for `quiet` seconds, `limit` at most."""
        cpu, began = self.cpu(), time.perf_counter()
        self.send(keys)
        return self._followed(cpu, began, quiet, limit)

    def until(self, text: bytes, limit: float = _STARTING) -> bytes:
        """Read until `text` has come; what came. Raises TimeoutError."""
        seen, end = b"", time.perf_counter() + limit
        while text not in seen:
            if time.perf_counter() > end:
                raise TimeoutError(f"{text!r} did not come; the last was {seen[-400:]!r}")
            seen += self.read(0.2)
        return seen

    def settle(self, quiet: float = 0.6, limit: float = _STARTING) -> Painted:
        """Read until nothing has come for `quiet` seconds."""
        return self._followed(self.cpu(), time.perf_counter(), quiet, limit)

    def _followed(self, cpu: float, began: float, quiet: float, limit: float) -> Painted:
        first = last = 0.0
        raw: list[bytes] = []
        while (now := time.perf_counter() - began) < limit:
            if now > last + quiet and (raw or now > 2 * quiet):
                break
            if chunk := self.read(0.02):
                last = time.perf_counter() - began
                first = first or last
                raw.append(chunk)
        whole = b"".join(raw)
        return Painted(len(whole), first, last, self.cpu() - cpu, whole)

    def cpu(self) -> float:
        """Seconds of CPU so far; 0 where the system does not say."""
        try:
            return time.clock_gettime(~self.pid << 3 | _SCHEDULED)
        except OSError:
            return 0.0

    def main_cpu(self) -> float:
        """The same of the main thread, which draws."""
        try:
            with open(f"/proc/{self.pid}/schedstat", "rb") as file:  # noqa: PTH123
                return int(file.read().split()[0]) / 1e9
        except OSError:
            return 0.0

    def wait(self, limit: float) -> float:
        """Wait for the end of the program, reading what it writes; the seconds that took.

        `code` is then its exit code, or minus the signal that ended it. Raises TimeoutError.
        """
        began = time.perf_counter()
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
                os.close(self._file)
                return time.perf_counter() - began
            if time.perf_counter() - began > limit:
                raise TimeoutError(f"the program did not end within {limit} s")
            self.read(0.02)

    def kill(self) -> None:
        """End the program, if it has not ended."""
        if self.code is None:
            os.kill(self.pid, signal.SIGKILL)
            _, status = os.waitpid(self.pid, 0)
            self.code = os.waitstatus_to_exitcode(status)
            os.close(self._file)
