"""Telling words are the same, whoever works them out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from unittest.mock import patch

import pytest

from index.core.second_process import SecondProcess
from index.enrich import shared_work, stories_stage
from index.enrich.story_terms import terms
from index.store.derived import story_texts
from index.store.derived.story_texts import Text

PORTIONS = [
    [
        Text(number, None, f"Storm {number}", (f"The wind took {number} roofs of Camden.", "Rain."))
        for number in range(first, first + 3)
    ]
    for first in range(1, 25, 3)
]


def _found(*, helped: bool = False) -> list[tuple[int, Sequence[int], Sequence[float]]]:
    """What is found in the articles of all portions, which are read one after the other."""
    numbers = [text.article for portion in PORTIONS for text in portion]
    with ExitStack() as patched:
        patched.enter_context(patch.object(stories_stage, "_AT_ONCE", len(PORTIONS[0])))
        patched.enter_context(patch.object(stories_stage, "_BITE", 2))
        portions = patched.enter_context(patch.object(story_texts, "texts", side_effect=PORTIONS))
        connection = patched.enter_context(closing(sqlite3.connect(":memory:")))
        found = stories_stage._terms_of(connection, numbers, helped=helped)
    assert portions.call_count == len(PORTIONS)
    return [
        (number, one.hashes.tolist(), one.counts.tolist()) for number, (_, one) in found.items()
    ]


@pytest.mark.parametrize("dies", [False, True])
def test_terms_are_the_same_with_help_and_when_it_dies(
    monkeypatch: pytest.MonkeyPatch, *, dies: bool
) -> None:
    alone = _found()
    assert [number for number, _, _ in alone] == list(range(1, 25))
    expected = terms(PORTIONS[0][0].title, PORTIONS[0][0].paragraphs)
    assert alone[0][1:] == (expected.hashes.tolist(), expected.counts.tolist())
    monkeypatch.setattr(stories_stage, "_MANY", 0)
    monkeypatch.setattr(shared_work, "WORTHWHILE", 0)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    begin, asked = SecondProcess.begin, []

    def counted(process: SecondProcess, question: object) -> object:  # type: ignore[type-arg]
        begun = begin(process, question)
        asked.append(begun is not None)
        if dies and len(asked) == 2:
            assert process._process is not None
            process._process.kill()
        return begun

    with patch.object(SecondProcess, "begin", counted):
        assert _found(helped=True) == alone
    assert asked[:2] == [True, True]
