"""A second process that recognises most of what an import reads, while that reads and stores."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection

from index.entities.engines import Ahead, Found
from index.entities.mention import Recogniser
from index.entities.recogniser import default

# Starting a process costs about as much as recognising this many characters.
_WORTHWHILE = 300_000
_SMALLEST = 20_000
# Of each batch. The importing process also reads, judges, stores and indexes, which takes nearly
# as long as recognising.
_SHARE = 0.8


def _size(articles: Sequence[Sequence[str]]) -> int:
    return sum(len(text) for article in articles for text in article)


@dataclass(frozen=True, slots=True)
class _Begun:
    """Articles that the helper has."""

    owner: HelpedRecogniser
    articles: Sequence[Sequence[str]]

    def found(self) -> list[Found]:
        return self.owner.answer(self.articles)


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
        self._line: Connection | None = None

    @property
    def version(self) -> str:
        return self._own.version

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[Found]:
        """See `Recogniser`."""
        self._seen += _size(articles)
        return self._own.recognise(articles)

    def ahead(self, articles: Sequence[Sequence[str]]) -> Ahead | None:
        """See `ClosingRecogniser`."""
        if self._wanted and self._line is None and self._seen > _WORTHWHILE:
            self._start()
        theirs = articles[round(len(articles) * (1 - _SHARE)) :]
        if self._line is None or _size(theirs) < _SMALLEST:
            return None
        self._seen += _size(theirs)
        try:
            self._line.send([list(article) for article in theirs])
        except OSError:
            self.close()
            return None
        return _Begun(self, theirs)

    def answer(self, articles: Sequence[Sequence[str]]) -> list[Found]:
        """What the helper found in the articles it was given last."""
        if self._line is not None:
            with suppress(EOFError, OSError):
                found: list[Found] = self._line.recv()
                return found
        self.close()
        return self._own.recognise(articles)

    def close(self) -> None:
        """Let the helper go; there will be no other."""
        self._wanted = False
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
            self._process.kill()
            self._process.wait()
            self._process = None

    def _start(self) -> None:
        """Start a process that knows the same modules and nothing of the program it helps.

        A fork would take along threads and locks of the screen; what multiprocessing spawns would
        run the program's own file again.
        """
        self._line, other = multiprocessing.Pipe()
        number = other.fileno()
        code = (
            f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import serve; serve({number})"
        )
        try:
            # In a group of its own: an interrupt is for the process that imports, which will close
            # the line.
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter and code)
                [sys.executable, "-P", "-c", code],
                pass_fds=[number],
                process_group=0,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            self.close()
        finally:
            other.close()


def serve(number: int) -> None:
    """Recognise what comes along the line with this file number until its other end is closed."""
    os.set_inheritable(number, False)
    line = Connection(number)
    recogniser: Recogniser = default()
    while True:
        try:
            articles = line.recv()
        except (EOFError, OSError):
            return
        try:
            line.send(recogniser.recognise(articles))
        except OSError:
            return
