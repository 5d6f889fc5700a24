"""A function of a module in a process that may die: for libraries that are not written in Python,
where they are given files from anybody.

What such a library does with a file that was made to harm it, or by a fault of its own, ends that
process and not the program: it stops, takes too long or wants too much memory, and the next
question is for a new one. It holds nothing that could be lost.
"""

from __future__ import annotations

import atexit
import json
import os
import resource
import signal
import struct
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Lock
from typing import Any

_HEAD = struct.Struct("!Q")
_GIBIBYTE = 1 << 30
_IDLE = 60
"""Seconds after which a process ends that is not asked anything."""
_MEMORY = 4 * _GIBIBYTE
"""Bytes of address space; a process takes much less memory than that."""


class EndedError(Exception):
    """The process ended before it had answered; `took_too_long` says whether that was why."""

    def __init__(self, *, took_too_long: bool) -> None:
        super().__init__("took too long" if took_too_long else "ended")
        self.took_too_long = took_too_long


class ContainedProcess:
    """Answers of a function, `module:name`, whose questions and answers are what JSON holds.

    The process is started when there is a question, and ends when there has been none for a minute,
    with `close`, or with this process. A question is answered at a time.
    """

    def __init__(self, function: str) -> None:
        self._module, _, self._name = function.partition(":")
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = Lock()

    def ask(self, question: object) -> Any:
        """The answer. Raises EndedError where the process ends without one, and OSError where
        there can be none.
        """
        with self._turn:
            while True:
                process = self._started()
                try:
                    return _asked(process, question)
                except (EOFError, BrokenPipeError) as error:
                    ended = process.wait()
                    self.close()
                    # One that had nothing to do may end while it is asked.
                    if ended != -signal.SIGALRM:
                        raise EndedError(took_too_long=ended == -signal.SIGPROF) from error
                except BaseException:
                    # The answer must not be taken for that to the next question.
                    self.close()
                    raise

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            atexit.register(self.close)
            code = (
                f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve;"
                f" from {self._module} import {self._name}; serve({self._name})"
            )
            # In a group of its own: an interrupt is for the process that asks.
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and code)
                [sys.executable, "-P", "-c", code],
                process_group=0,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process

    def close(self) -> None:
        """Let the process go, whatever it is at."""
        atexit.unregister(self.close)
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with suppress(BrokenPipeError):
                    pipe.close()  # type: ignore[union-attr]


def _asked(process: subprocess.Popen[bytes], question: object) -> Any:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(_packed(question))
    process.stdin.flush()
    return _unpacked(process.stdout)


def allow(seconds: float) -> None:
    """Within the function: end the process once it has worked so long from now on. Time that it
    waits does not count, so that it may run beside others.
    """
    signal.setitimer(signal.ITIMER_PROF, seconds)


def serve(function: Callable[[Any], object]) -> None:
    """Answer what comes until the other end is closed. What the function prints goes nowhere."""
    for ending in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(ending, signal.SIG_DFL)
    with os.fdopen(os.dup(0), "rb") as questions, os.fdopen(os.dup(1), "wb") as answers:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        _bound_memory()
        while True:
            signal.alarm(_IDLE)
            try:
                question = _unpacked(questions)
            except EOFError:
                return
            signal.alarm(0)
            answers.write(_packed(function(question)))
            answers.flush()
            allow(0)


def _bound_memory() -> None:
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (OSError, ValueError):
        # A system that does not bound it, or less is allowed already.
        return


def _packed(value: object) -> bytes:
    text = json.dumps(value).encode()
    return _HEAD.pack(len(text)) + text


def _unpacked(file: Any) -> Any:
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise EOFError
    (size,) = _HEAD.unpack(head)
    text = file.read(size)
    if len(text) < size:
        raise EOFError
    return json.loads(text)
