"""A second process that recognises half of what an import reads."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Sequence
from multiprocessing.connection import Connection

from index.entities.mention import Mention, Recogniser
from index.entities.recogniser import default

# Starting a process costs about as much as recognising this many characters.
_WORTHWHILE = 600_000
_SMALLEST = 200_000


class HelpedRecogniser:
    """The usual recogniser, with help once there is so much to do that it pays.

    Answers are the same with and without help. A helper that cannot be started, or dies, is done
    without. Call `close` at the end.
    """

    def __init__(self) -> None:
        self._own = default()
        self._seen = 0
        self._wanted = (multiprocessing.cpu_count() or 1) > 1
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    @property
    def version(self) -> str:
        return self._own.version

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[list[list[Mention]]]:
        """See `Recogniser`."""
        size = sum(len(text) for article in articles for text in article)
        self._seen += size
        if self._wanted and self._line is None and self._seen > _WORTHWHILE:
            self._start()
        line = self._line
        if line is None or size < _SMALLEST or len(articles) < 2:
            return self._own.recognise(articles)
        middle = len(articles) // 2
        try:
            line.send([list(article) for article in articles[middle:]])
        except OSError:
            self.close()
            return self._own.recognise(articles)
        found = self._own.recognise(articles[:middle])
        try:
            rest = line.recv()
        except (EOFError, OSError):
            self.close()
            rest = self._own.recognise(articles[middle:])
        return [*found, *rest]

    def close(self) -> None:
        """Let the helper go; there will be no other."""
        self._wanted = False
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.join(timeout=5)
            self._process.kill()
            self._process.join()
            self._process.close()
            self._process = None

    def _start(self) -> None:
        # A fork would take along threads and locks of the screen.
        context = multiprocessing.get_context("spawn")
        self._line, other = context.Pipe()
        self._process = context.Process(target=_help, args=(other,), daemon=True)
        try:
            self._process.start()
        except OSError:
            self._process = None
            self.close()
        finally:
            other.close()


def _help(line: Connection) -> None:
    """Recognise what comes along the line until its other end is closed."""
    # An interrupt is for the process that imports; it will close the line.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
