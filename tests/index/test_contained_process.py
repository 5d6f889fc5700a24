"""Functions in a process that may die: it is told how, and the next question is answered."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from index.core.contained_process import ContainedProcess, EndedError, allow


def behave(how: str) -> Any:
    """What the other process does: answers, or what native code may do with a hostile file."""
    if how == "abort":
        os.abort()
    if how == "loop":
        allow(0.02)
        while True:
            pass
    if how == "memory":
        return len(bytearray(1 << 40))
    if how == "print":
        os.write(1, b"printed by a library")
        return sys.stdin.read()
    return {"said": how, "by": os.getpid()}


@pytest.fixture
def process() -> Iterator[ContainedProcess]:
    made = ContainedProcess(f"{__name__}:behave")
    yield made
    made.close()


def test_one_process_answers_all_questions(process: ContainedProcess) -> None:
    first, second = process.ask("a"), process.ask("b")
    assert (first["said"], second["said"]) == ("a", "b")
    assert first["by"] == second["by"] != os.getpid()


@pytest.mark.parametrize("how", ["abort", "loop", "memory"])
def test_what_ends_the_process_ends_one_question(process: ContainedProcess, how: str) -> None:
    with pytest.raises(EndedError) as ended:
        process.ask(how)
    assert ended.value.took_too_long == (how == "loop")
    assert process.ask("next")["said"] == "next"


def test_a_process_that_ended_for_want_of_questions_is_started_again(
    process: ContainedProcess,
) -> None:
    for _ in range(3):
        os.kill(process.ask("first")["by"], signal.SIGALRM)
        assert process.ask("second")["said"] == "second"


def test_what_a_library_prints_is_no_answer(process: ContainedProcess) -> None:
    assert process.ask("print") == ""


def test_an_answer_that_was_not_waited_for_is_not_taken_for_the_next(
    process: ContainedProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    import index.core.contained_process as module

    def interrupted(_: object) -> Any:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, "_unpacked", interrupted)
        with pytest.raises(KeyboardInterrupt):
            process.ask("first")
    assert process.ask("second")["said"] == "second"
