"""Questions to another process, which is kept busy whatever this one is at."""

from __future__ import annotations

import pickle
from collections import deque
from multiprocessing.connection import Connection
from threading import Condition, Thread
from typing import Any

_AT_ONCE = 2
"""Questions that the other process has at a time: one it works on, and the next."""


class WorkerChannel:
    """Questions go out and answers come in by threads, in order, pickled both; an answer is taken
    apart when it is asked for, as it is much smaller before.

    The other end has to be one of our own that answers each question.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._turn = Condition()
        self._waiting: deque[object] = deque()
        self._answers: deque[bytes] = deque()
        self._asked = 0
        self._gone = False
        self._threads = [Thread(target=work, daemon=True) for work in (self._send, self._receive)]
        for thread in self._threads:
            thread.start()

    def ask(self, question: object) -> None:
        """Ask when all before it have been asked; in vain if the other end is gone, which it is
        from the first question on that cannot be sent.
        """
        with self._turn:
            self._waiting.append(question)
            self._turn.notify_all()

    def take_back(self) -> bool:
        """Take the last question back. False if there is none that has not been sent."""
        with self._turn:
            if self._waiting:
                self._waiting.pop()
                return True
            return False

    @property
    def ready(self) -> bool:
        """Whether `answer` would not wait."""
        with self._turn:
            return self._gone or bool(self._answers)

    def answer(self) -> Any:
        """The next answer. Raises EOFError when the other end is gone."""
        with self._turn:
            self._turn.wait_for(lambda: self._answers or self._gone)
            if not self._answers:
                raise EOFError
            answer = self._answers.popleft()
        return pickle.loads(answer)  # noqa: S301  (from a process of our own)

    def close(self) -> None:
        """Close this end. The other must be gone already."""
        self._end()
        for thread in self._threads:
            thread.join()
        self._connection.close()

    def _end(self) -> None:
        with self._turn:
            self._gone = True
            self._turn.notify_all()

    def _send(self) -> None:
        while True:
            with self._turn:
                self._turn.wait_for(
                    lambda: self._gone or (self._waiting and self._asked < _AT_ONCE)
                )
                if self._gone:
                    return
                question = self._waiting.popleft()
                self._asked += 1
            try:
                self._connection.send(question)
            except Exception:  # noqa: BLE001  (whatever it is, nobody is to wait for the answer)
                self._end()
                return

    def _receive(self) -> None:
        while True:
            try:
                answer = self._connection.recv_bytes()
            except (EOFError, OSError):
                self._end()
                return
            with self._turn:
                self._answers.append(answer)
                self._asked -= 1
                self._turn.notify_all()
