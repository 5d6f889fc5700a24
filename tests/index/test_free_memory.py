"""What is free is returned where there is much of it, and is not looked through where not."""

from __future__ import annotations

import pytest

from index.core import free_memory


def test_memory_is_returned_when_more_is_held_or_free_than_was_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    states: list[tuple[int, int] | None] = []
    monkeypatch.setattr(free_memory, "_left", (0, 0))
    monkeypatch.setattr(free_memory, "_tell", lambda name, *_: told.append(name))
    monkeypatch.setattr(free_memory, "_state", lambda: states.pop(0))
    megabyte = 1_000_000
    for before, after, times in (
        ((100, 30), (80, 5), 1),  # the first time
        ((85, 10), None, 0),  # hardly more
        ((80, 40), (50, 40), 1),  # as much is held, but much of it is free
        ((70, 40), (55, 40), 1),  # as much is free, and is held again
        (None, None, 1),  # nobody tells
        ((56, 40), None, 0),  # as it was left last
    ):
        told.clear()
        states[:] = [one and (one[0] * megabyte, one[1] * megabyte) for one in (before, after)]
        free_memory.give_back()
        assert told == ["malloc_trim"] * times, before


def test_large_arrays_that_were_let_go_of_are_not_held() -> None:
    free_memory.give_back()
    if (before := free_memory._state()) is None:
        pytest.skip("the C library does not tell")
    # Small enough to come out of the heap, many enough to be noticed.
    blocks = [bytearray(60_000) for _ in range(1_000)]
    last = [bytearray(8)]
    held = free_memory._state()
    assert held is not None
    assert held[0] > before[0] + 50_000_000
    del blocks
    free_memory.give_back()
    after = free_memory._state()
    assert last
    assert after is not None
    assert after[0] < held[0] - 40_000_000
