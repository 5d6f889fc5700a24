"""Documents in order: where they stand, by whichever way their numbers ask for."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.sorted_arrays import places, places_in_bits, sums, where_set

MARKS = st.lists(st.booleans(), min_size=1, max_size=300)


@given(marks=MARKS, data=st.data())
def test_bits_tell_where_documents_stand_among_those_marked(
    marks: list[bool], data: st.DataObject
) -> None:
    docs = sorted(data.draw(st.sets(st.integers(0, len(marks) - 1))))
    found = places_in_bits(np.packbits(marks), np.array(docs, np.int64)).tolist()
    assert found == [sum(marks[:doc]) if marks[doc] else -1 for doc in docs]


@given(marks=MARKS, more=st.integers(0, 5_000), data=st.data())
def test_some_documents_stand_where_they_are_found(
    marks: list[bool], more: int, data: st.DataObject
) -> None:
    docs = [doc for doc, marked in enumerate(marks) if marked]
    some = sorted(data.draw(st.sets(st.sampled_from(docs)))) if docs else []
    found = places(np.array(some, np.int64), np.array(docs, np.int64), len(marks) + more)
    assert found.tolist() == [docs.index(doc) for doc in some]


@pytest.mark.parametrize("size", [0, 7, 70_001, 120_000])
@pytest.mark.parametrize("share", [0.0, 0.01, 0.04, 0.07, 0.1, 0.3, 1.0])
def test_flags_that_are_set_are_found_however_many_there_are(share: float, size: int) -> None:
    marked = np.random.default_rng(size).random(size) < share
    expected = np.arange(size)[marked]
    assert np.array_equal(where_set(marked), expected)
    assert np.array_equal(where_set(marked, len(expected)), expected)


@given(counts=st.lists(st.integers(0, 2**31 - 1)))
def test_counts_are_summed_however_large_the_sum_is(counts: list[int]) -> None:
    expected = [sum(counts[: place + 1]) for place in range(len(counts))]
    assert sums(np.array(counts, np.int32), sum(counts)).tolist() == expected
    few = [count % 256 for count in counts]
    expected = [sum(few[: place + 1]) for place in range(len(few))]
    assert sums(np.array(few, np.uint8), sum(few)).tolist() == expected
