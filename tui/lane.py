"""One question at a time, in a thread; of the questions that wait only the newest is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Generic, Protocol, TypeVar

Question = TypeVar("Question")
Answer = TypeVar("Answer")


class Owner(Protocol):
    """Whoever is told the answers, as long as it is running."""

    @property
    def is_running(self) -> bool: ...


class Lane(Generic[Question, Answer]):
    """Asks in `executor`, hands answers over in the event loop.

    An answer to a question that is no longer the newest is dropped. An exception, be it in asking
    or in taking the answer, goes to `failed` with its question and ends nothing. Once the owner is
    gone nothing is handed over: a screen that was left has nowhere to show it. `superseded` is
    called when the answer under way is dropped.
    """

    def __init__(
        self,
        ask: Callable[[Question], Answer],
        answered: Callable[[Question, Answer], None],
        failed: Callable[[Question, Exception], None],
        executor: Executor,
        owner: Owner | None = None,
        *,
        superseded: Callable[[], None] = lambda: None,
    ) -> None:
        self._ask = ask
        self._answered = answered
        self._failed = failed
        self._executor = executor
        self._owner = owner
        self._superseded = superseded
        self._waiting: list[Question] = []
        self._running: asyncio.Task[None] | None = None

    @property
    def busy(self) -> bool:
        return self._running is not None

    def submit(self, question: Question) -> None:
        """Ask now, or as soon as the question in flight is answered. Needs a running loop."""
        self._waiting[:] = [question]
        if self._running is not None:
            self._superseded()
        else:
            self._running = asyncio.get_running_loop().create_task(self._run())

    def drop(self) -> None:
        """Forget what waits and the answer that is under way."""
        self._waiting.clear()
        if self._running is not None:
            self._superseded()
            self._running.cancel()
            self._running = None

    async def idle(self) -> None:
        """Wait until nothing is in flight and nothing waits."""
        while self._running is not None:
            await asyncio.wait([self._running])

    @property
    def _wanted(self) -> bool:
        """Whether an answer that has come is to be handed over."""
        return not self._waiting and (self._owner is None or self._owner.is_running)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                question = self._waiting.pop()
                try:
                    answer = await loop.run_in_executor(self._executor, self._ask, question)
                    if self._wanted:
                        self._answered(question, answer)
                except Exception as error:  # noqa: BLE001  (any failure becomes a message)
                    if self._wanted:
                        self._failed(question, error)
        finally:
            if self._running is asyncio.current_task():
                self._running = None
