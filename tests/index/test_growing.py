"""An array that grows holds what was put in, in order, and rows once taken stay as they are."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.core.growing import Growing


@given(st.lists(st.integers(0, 9), max_size=8))
def test_all_rows_are_there_however_they_were_added(sizes: list[int]) -> None:
    every = np.arange(3 * sum(sizes), dtype=np.int16).reshape(-1, 3)
    growing = Growing(every[:0])
    taken = []
    for first, size in zip(np.cumsum([0, *sizes]), sizes, strict=False):
        growing.add(every[first : first + size])
        taken.append(growing.rows)
    assert len(growing) == len(every)
    assert growing.rows.dtype == every.dtype
    assert growing.rows.tolist() == every.tolist()
    assert all(rows.tolist() == every[: len(rows)].tolist() for rows in taken)
