"""Attributes that are worked out when they are first asked for."""

from __future__ import annotations

import threading

import pytest

from index.core.kept import kept


class _Sum:
    def __init__(self, *values: int) -> None:
        self.values = values
        self.worked = 0

    @kept
    def total(self) -> int:
        """All of them together."""
        self.worked += 1
        return sum(self.values)


def test_each_object_works_its_own_out_once() -> None:
    one, other = _Sum(1, 2), _Sum(3)
    assert (one.total, one.total, other.total, other.total) == (3, 3, 3, 3)
    assert (one.worked, other.worked) == (1, 1)
    assert _Sum.total.__doc__ == "All of them together."


def test_what_fails_is_tried_again() -> None:
    failing = _Sum("no number")  # type: ignore[arg-type]
    for worked in (1, 2):
        with pytest.raises(TypeError):
            _ = failing.total
        assert failing.worked == worked


def test_threads_do_not_wait_for_each_other() -> None:
    """Each goes on only when both are at work."""
    both = threading.Barrier(2, timeout=10)

    class Slow:
        @kept
        def value(self) -> int:
            both.wait()
            return 1

    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(Slow().value)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1]
