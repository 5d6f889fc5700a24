"""A second process that works ahead of this one, where one function is asked of much."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from index.core.free_memory import give_back

if TYPE_CHECKING:
    from index.core.worker_channel import WorkerChannel

Question = TypeVar("Question")
Answer = TypeVar("Answer")


@dataclass(slots=True, eq=False)
class Begun(Generic[Question, Answer]):
    """A question that the other process has, will have, or had; None once there is an answer."""

    owner: SecondProcess[Question, Answer]
    question: Question | None
    answer: Answer | None = None

    def answered(self, answer: Answer) -> None:
        """Keep the answer, and let go of what the question holds."""
        self.answer, self.question = answer, None

    def ready(self) -> bool:
        """Whether `found` would not wait."""
        return self.owner.has(self)

    def found(self) -> Answer:
        """The answer, once it is there."""
        return self.owner.answer(self)


class SecondProcess(Generic[Question, Answer]):
    """Answers of a function of a module, from another process and from this one.

    The function keeps nothing of what it was asked, and its answers are not None, so that they are
    the same wherever they come from. Where work is `shared`, this process does what the other one
    has not begun instead of waiting for it. A process that cannot be started, or dies, is done
    without. Call `close` at the end.
    """

    def __init__(self, function: Callable[[Question], Answer], *, shared: bool = True) -> None:
        self._function = function
        self._shared = shared
        self._wanted = (os.cpu_count() or 1) > 1
        self._process: subprocess.Popen[bytes] | None = None
        self._line: WorkerChannel | None = None
        self._begun: deque[Begun[Question, Answer]] = deque()

    def begin(self, question: Question) -> Begun[Question, Answer] | None:
        """Have a question answered while this process is at something else; None where there is no
        other process.
        """
        if self._line is None:
            return None
        begun = Begun(self, question)
        self._begun.append(begun)
        self._line.ask(question)
        return begun

    def has(self, begun: Begun[Question, Answer]) -> bool:
        """Whether the answer is there."""
        while begun.answer is None and self._line is not None and self._line.ready:
            self._receive(self._line)
        return begun.answer is not None

    def answer(self, begun: Begun[Question, Answer]) -> Answer:
        """The answer to a question that was begun. While the other process is not so far, this one
        may take from the other end of the queue.
        """
        while not self.has(begun):
            if self._line is None:
                self._answer_here(begun)
            elif self._shared and self._line.take_back():
                self._answer_here(self._begun.pop())
            else:
                self._receive(self._line)
        assert begun.answer is not None
        return begun.answer

    def _answer_here(self, begun: Begun[Question, Answer]) -> None:
        assert begun.question is not None
        begun.answered(self._function(begun.question))

    def _receive(self, line: WorkerChannel) -> None:
        """Take the next answer, or do without the other process from now on."""
        try:
            self._begun.popleft().answered(line.answer())
        except EOFError:
            self.close()

    def close(self) -> None:
        """Let the other process go, whatever it is at; there will be no other."""
        self._wanted = False
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._line is not None:
            self._line.close()
            self._line = None
        self._begun.clear()

    def start(self) -> None:
        """Start a process that knows the same modules and nothing of the program it helps, where
        there is a core for it and none was started.

        A fork would take along threads and locks of the screen; what multiprocessing spawns would
        run the program's own file again.
        """
        if not self._wanted or self._line is not None:
            return
        # Loaded here: an import of little starts no process.
        from multiprocessing import Pipe  # noqa: PLC0415

        from index.core.worker_channel import WorkerChannel  # noqa: PLC0415

        mine, other = Pipe()
        number = other.fileno()
        name = self._function.__name__
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve;"
            f" from {self._function.__module__} import {name}; serve({number}, {name})"
        )
        try:
            # In a group of its own: an interrupt is for the process that imports.
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and code)
                [sys.executable, "-P", "-c", code],
                pass_fds=[number],
                process_group=0,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self._wanted = False
            mine.close()
        else:
            self._line = WorkerChannel(mine)
        finally:
            other.close()


def serve(number: int, function: Callable[[Any], object]) -> None:
    """Answer what comes along the line with this file number until its other end is closed."""
    from multiprocessing.connection import Connection  # noqa: PLC0415

    os.set_inheritable(number, False)
    line = Connection(number)
    gc.set_threshold(100_000)
    answered = False
    while True:
        try:
            line.send(function(line.recv()))
            give_back()
            if not answered:
                # What the first answer loaded need not be looked through for garbage, nor much
                # else: little is made in circles. What is made later is not to stay.
                gc.collect()
                gc.freeze()
                answered = True
        except (EOFError, OSError):
            return
