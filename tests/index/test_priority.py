"""Slow questions give way to searches, end all the same, and are answered as ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.core.priority import RightOfWay, way

LONG = 1_000.0
"""Seconds: who waits for so long fails by the time limit of the suite."""


@contextmanager
def searching(asked: RightOfWay) -> Iterator[None]:
    """Another thread goes first for as long as this lasts."""
    begun, over = threading.Event(), threading.Event()

    def search() -> None:
        with asked.first():
            begun.set()
            assert over.wait(60)

    with ThreadPoolExecutor(1) as executor:
        one = executor.submit(search)
        assert begun.wait(60)
        try:
            yield
        finally:
            over.set()
            one.result()


@given(st.lists(st.integers(), max_size=300), st.integers(1, 70), st.booleans())
def test_who_gives_way_to_searches_that_never_stop_gets_to_the_end_of_everything(
    items: list[int], every: int, behind: bool
) -> None:
    asked = RightOfWay(patience=0, slice_=0)
    with searching(asked):
        if behind:
            with asked.behind():
                assert [*asked.politely(items, every)] == items
        else:
            assert [*asked.politely(items, every)] == items


def test_what_nobody_waits_for_gives_way_to_slow_questions_and_these_not_to_it() -> None:
    asked = RightOfWay(patience=LONG)
    happened = []
    going = threading.Event()

    def work() -> None:
        with asked.background():
            going.set()
            asked.give_way()
            happened.append("stage")

    with ThreadPoolExecutor(1) as executor:
        with asked.behind():
            working = executor.submit(work)
            assert going.wait(60)
            asked.give_way()
            happened.append("slow question")
        working.result()
    assert happened == ["slow question", "stage"]


def test_who_gives_way_goes_on_when_the_last_of_several_searches_is_over() -> None:
    asked = RightOfWay(patience=LONG)
    happened = []
    going = threading.Event()

    def ask() -> None:
        with asked.behind():
            going.set()
            asked.give_way()
            happened.append("slow question")

    with ThreadPoolExecutor(1) as executor:
        with searching(asked):
            with searching(asked):
                slow = executor.submit(ask)
                assert going.wait(60)
            happened.append("searches")
        slow.result()
    assert happened == ["searches", "slow question"]


def test_nobody_waits_for_itself_or_holding_what_others_wait_for() -> None:
    asked = RightOfWay(patience=LONG)
    with asked.first(), asked.behind():
        asked.give_way()
    with asked.behind(), asked.first():
        asked.give_way()
    with searching(asked):
        asked.give_way()
        with asked.first():
            asked.give_way()
        with asked.behind(), asked.holding():
            asked.give_way()
            with asked.behind():
                asked.give_way()


def test_what_fails_leaves_nobody_waiting() -> None:
    asked = RightOfWay(patience=LONG)
    for role in (asked.first, asked.behind, asked.holding):
        with pytest.raises(ValueError, match="no"), role():
            raise ValueError("no")
    with asked.behind():
        asked.give_way()


def test_slow_questions_are_answered_as_ever_while_searches_never_stop(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each does give way, and an import comes through as well."""
    waits: list[bool] = []
    wait_for = threading.Condition.wait_for
    monkeypatch.setattr(
        threading.Condition,
        "wait_for",
        lambda *how: waits.append(True) or wait_for(*how),
    )
    monkeypatch.setattr(way, "_patience", 0.0001)
    monkeypatch.setattr(way, "_slice", 0.0)
    news = tmp_path / "echo_2025-10-01.txt"
    news.write_text("Ferries\n\nThe ferry left Valparaiso.\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([seeds])

        entity = archive.entities("", "person", 1)[0].entity
        others = [each.entity for each in archive.co_occurrences(entity)[:3]]
        questions: list[Callable[[Archive], object]] = [
            lambda asked: asked.entity(entity),
            lambda asked: asked.co_occurrences(entity),
            lambda asked: asked.joint_dates(entity, others),
            lambda asked: asked.entity_editor.duplicates(),
        ]
        for question in questions:
            # Another one, since answers are kept.
            with Archive.open(archive.path, index_folder=archive.index_folder) as other:
                alone = question(other)
            waits.clear()
            with searching(way):
                assert question(archive) == alone
            assert waits
        with searching(way):
            assert archive.add([news]).new == 1
        assert archive.search("ferry valparaiso").paragraphs == 1
        assert archive.check() == []
