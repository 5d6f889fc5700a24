"""Whom paragraphs name, in arrays: as a mapping would have it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engines.contract import Naming

NAMES = st.dictionaries(st.integers(1, 6), st.lists(st.integers(1, 4), max_size=3), max_size=5)


def naming(names: dict[int, list[int]]) -> Naming:
    pairs = [(paragraph, entity) for paragraph, own in names.items() for entity in own]
    named_in, entities = np.array(pairs, np.int64).reshape(-1, 2).T
    return Naming(np.array([*names], np.int64), named_in, entities)


@given(NAMES, NAMES)
def test_what_is_known_later_counts(
    before: dict[int, list[int]], later: dict[int, list[int]]
) -> None:
    assert naming(before).then(naming(later)).by_paragraph() == before | later


@given(NAMES, st.sets(st.integers(1, 6)))
def test_what_is_known_of_others_stays(names: dict[int, list[int]], gone: set[int]) -> None:
    left = naming(names).without(np.array(sorted(gone), np.int64)).by_paragraph()
    assert left == {paragraph: own for paragraph, own in names.items() if paragraph not in gone}
