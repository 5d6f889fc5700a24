"""Work on texts that two processes share, where there is so much of it that it pays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from index.core.priority import way
from index.core.second_process import SecondProcess

Question = TypeVar("Question")
Answer = TypeVar("Answer")

WORTHWHILE = 300_000
"""Starting a process costs about as much as working on so many characters."""


class SharedWork(Generic[Question, Answer]):
    """Answers of a function of a module, as `SecondProcess` has it. Only what is `helped` has
    another process, from when it pays on.
    """

    def __init__(self, function: Callable[[Question], Answer], *, helped: bool) -> None:
        self._function = function
        self._helped = helped
        self._much = 0
        self._process: SecondProcess[Question, Answer] | None = None

    def answers(self, questions: Sequence[Question], characters: int) -> Iterator[Answer]:
        """The answers, in order, to questions about so many characters of text."""
        self._much += characters
        if self._helped and self._much > WORTHWHILE and self._process is None:
            self._process = SecondProcess(self._function)
            self._process.start()
        other = self._process
        begun = [(question, other.begin(question) if other else None) for question in questions]
        for question, elsewhere in way.politely(begun, 1):
            yield elsewhere.found() if elsewhere else self._function(question)

    def close(self) -> None:
        """Let the other process go; there will be another one when there is as much again."""
        if self._process is not None:
            self._process.close()
            self._process = None
        self._much = 0
