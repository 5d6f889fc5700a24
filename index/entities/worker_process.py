"""A second process that recognises most of what an import reads, while that reads and stores."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

from index.core.free_memory import give_back
from index.core.mention import Ahead, Found, Recogniser
from index.entities.recogniser import default
from index.entities.worker_channel import WorkerChannel

# Starting a process costs about as much as recognising this many characters.
_WORTHWHILE = 300_000


def _size(articles: Sequence[Sequence[str]]) -> int:
    return sum(len(text) for article in articles for text in article)


@dataclass(slots=True, eq=False)
class _Begun:
    """Articles that the helper has, will have, or had."""

    owner: HelpedRecogniser
    articles: Sequence[Sequence[str]]
    answer: list[Found] | None = None

    def ready(self) -> bool:
        return self.owner.has(self)

    def found(self) -> list[Found]:
        return self.owner.answer(self)


class HelpedRecogniser:
    """The usual recogniser, with help once there is so much to do that it pays.

    Answers are the same with and without help. A helper that cannot be started, or dies, is done
    without. Call `close` at the end.
    """

    def __init__(self) -> None:
        self._own = default()
        self._seen = 0
        self._wanted = (multiprocessing.cpu_count() or 1) > 1
        self._process: subprocess.Popen[bytes] | None = None
        self._line: WorkerChannel | None = None
        self._begun: deque[_Begun] = deque()

    @property
    def version(self) -> str:
        return self._own.version

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[Found]:
        """See `Recogniser`."""
        self._seen += _size(articles)
        if self._wanted and self._line is None and self._seen > _WORTHWHILE:
            self._start()
        return self._own.recognise(articles)

    def ahead(self, articles: Sequence[Sequence[str]]) -> Ahead | None:
        """See `ClosingRecogniser`."""
        if self._line is None:
            return None
        begun = _Begun(self, articles)
        self._begun.append(begun)
        self._line.ask(begun.articles)
        return begun

    def has(self, begun: _Begun) -> bool:
        """Whether the answer is there."""
        while begun.answer is None and self._line is not None and self._line.ready:
            self._receive(self._line)
        return begun.answer is not None

    def answer(self, begun: _Begun) -> list[Found]:
        """What was found in some articles. While the helper is not so far, this process takes from
        the other end of the queue.
        """
        while not self.has(begun):
            if self._line is None:
                begun.answer = self._own.recognise(begun.articles)
            elif self._line.take_back():
                last = self._begun.pop()
                last.answer = self._own.recognise(last.articles)
            else:
                self._receive(self._line)
        assert begun.answer is not None
        return begun.answer

    def _receive(self, line: WorkerChannel) -> None:
        """Take the next answer, or do without the helper from now on."""
        try:
            self._begun.popleft().answer = line.answer()
        except EOFError:
            self.close()

    def close(self) -> None:
        """Let the helper go, whatever it is at; there will be no other."""
        self._wanted = False
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._line is not None:
            self._line.close()
            self._line = None
        self._begun.clear()

    def _start(self) -> None:
        """Start a process that knows the same modules and nothing of the program it helps.

        A fork would take along threads and locks of the screen; what multiprocessing spawns would
        run the program's own file again.
        """
        mine, other = multiprocessing.Pipe()
        number = other.fileno()
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({number})"
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


def serve(number: int) -> None:
    """Recognise what comes along the line with this file number until its other end is closed."""
    os.set_inheritable(number, False)
    line = Connection(number)
    recogniser: Recogniser = default()
    # The model need not be looked through for garbage, nor much else: little is made in circles.
    gc.freeze()
    gc.set_threshold(100_000)
    while True:
        try:
            line.send(recogniser.recognise(line.recv()))
            give_back()
        except (EOFError, OSError):
            return
