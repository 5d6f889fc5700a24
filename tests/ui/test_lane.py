"""The lane: one at a time, the newest next, nothing stale, no failure lost."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tui.lane import Lane


class Archive:
    """Answers when it is told to and counts how many ask at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = self.most = 0
        self.go = threading.Semaphore(0)

    def ask(self, text: str) -> str:
        self.asked.append(text)
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        self.go.acquire()
        self.at_once -= 1
        if text == "bad":
            raise ValueError(text)
        return text.upper()


@pytest.fixture
def archive():
    return Archive()


@pytest.fixture
def lane(archive):
    answers: list[object] = []
    executor = ThreadPoolExecutor(4)
    made = Lane(
        archive.ask,
        lambda question, answer: answers.append((question, answer)),
        lambda question, error: answers.append((question, str(error))),
        executor,
    )
    made.answers = answers
    yield made
    archive.go.release(100)
    executor.shutdown()


async def asked(archive: Archive, count: int) -> None:
    while len(archive.asked) < count:  # noqa: ASYNC110  (a thread asks)
        await asyncio.sleep(0)


async def test_only_the_newest_question_waits_and_stale_answers_are_dropped(archive, lane) -> None:
    lane.submit("a")
    await asked(archive, 1)
    for text in ("ab", "abc", "abcd"):
        lane.submit(text)
    archive.go.release(2)
    await lane.idle()
    assert archive.asked == ["a", "abcd"]
    assert archive.most == 1
    assert lane.answers == [("abcd", "ABCD")]


async def test_a_failure_is_handed_over_and_the_lane_goes_on(archive, lane) -> None:
    archive.go.release(2)
    lane.submit("bad")
    await lane.idle()
    lane.submit("good")
    await lane.idle()
    assert lane.answers == [("bad", "bad"), ("good", "GOOD")]


async def test_a_failure_of_who_is_answered_is_handed_over_too(archive) -> None:
    told: list[object] = []

    def answered(_question: str, answer: str) -> None:
        if answer == "A":
            raise ValueError("no room")
        told.append(answer)

    with ThreadPoolExecutor(1) as executor:
        lane = Lane(
            archive.ask,
            answered,
            lambda question, error: told.append((question, str(error))),
            executor,
        )
        archive.go.release(2)
        for question in ("a", "b"):
            lane.submit(question)
            await lane.idle()
    assert told == [("a", "no room"), "B"]


async def test_a_dropped_question_is_never_answered(archive, lane) -> None:
    lane.submit("a")
    await asked(archive, 1)
    lane.drop()
    archive.go.release()
    await lane.idle()
    assert lane.answers == []
    assert not lane.busy


async def test_what_is_under_way_is_told_when_its_answer_is_not_wanted_any_more(archive) -> None:
    told: list[str] = []
    executor = ThreadPoolExecutor(2)
    lane = Lane(
        archive.ask, lambda *_: None, lambda *_: None, executor, superseded=lambda: told.append("!")
    )
    lane.submit("a")
    assert not told
    await asked(archive, 1)
    lane.submit("b")
    assert told == ["!"]
    archive.go.release(2)
    await lane.idle()
    assert told == ["!"]
    lane.submit("c")
    await asked(archive, 3)
    lane.drop()
    assert told == ["!", "!"]
    archive.go.release(10)
    executor.shutdown()
