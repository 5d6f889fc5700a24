"""Names one letter apart are found as by comparing each with each."""

from __future__ import annotations

from itertools import combinations

from hypothesis import example, given
from hypothesis import strategies as st

from index.entities.merging.edit_distance import apart, candidates
from tests.effort import runs

WORDS = st.lists(st.text("abé☂\ud800", max_size=7), max_size=12, unique=True)


@given(WORDS, st.integers(1, 5))
@example(["\0\0\0\0", "\0"], 1)
def test_every_pair_one_letter_apart_shares_a_group_and_no_other_does(
    names: list[str], shortest: int
) -> None:
    groups = [*candidates(names, shortest)]
    together = {pair for group in groups for pair in combinations(sorted(group), 2)}
    long = [place for place, name in enumerate(names) if len(name) >= shortest]
    assert together == {(a, b) for a, b in combinations(long, 2) if apart(names[a], names[b])}


@given(st.text("abé", max_size=9), st.integers(0, 9), st.sampled_from("abé"))
def test_a_letter_more_less_or_other_is_one_letter_apart_and_two_are_not(
    name: str, at: int, letter: str
) -> None:
    before, behind = name[:at], name[at:]
    assert apart(name, before + letter + behind)
    assert apart(name, before + letter + behind[1:])
    assert apart(before + behind[1:], name)
    assert not apart(name, name + letter + letter)


def test_many_names_are_grouped_as_few_are() -> None:
    count = runs(5_000, 50_000)
    names = [f"name {number:06}x" for number in range(0, count * 20, 20)]
    names[7] = names[-3] + "y"
    assert [sorted(group) for group in candidates(names, 6) if 7 in group] == [[7, count - 3]]
