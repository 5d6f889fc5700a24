"""Saved searches that a query names: found where reading the query finds them, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.parser import parse
from index.query.saved_names import named_in, renamed

PIECES = (
    "@summit", '@"summit"', "query:summit", 'query:"summit"', "summit", '"see @summit now"',
    "/@summit/", "@summit.x", "@summit-two", "@other", '@"two words"', "text:@summit", "a@summit",
    "-", "(", ")", " ", " ", " OR ", " AND ", " NEAR/3 ", " w/s ", "said:", "lead:", '"', "@", ".",
)  # fmt: skip
queries = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)


def asked(text: str) -> set[str]:
    """The saved searches that reading a query asks for."""
    names: set[str] = set()

    def saved(name: str) -> str:
        names.add(name)
        return "harbour"

    parse(text, saved=saved)
    return names


@given(queries)
def test_what_is_named_is_what_reading_asks_for(text: str) -> None:
    assert asked(text) <= {name for name, _ in named_in(text)}


@given(queries, st.sampled_from(["chief", "chief search", "a.b", "-x"]))
def test_a_query_names_the_new_one_wherever_it_named_the_old_one(text: str, new: str) -> None:
    other = renamed(text, "summit", new)
    before = [new if name == "summit" else name for name, _ in named_in(text)]
    assert [name for name, _ in named_in(other)] == before
    if "summit" not in asked(text):
        return
    assert asked(other) == {new if name == "summit" else name for name in asked(text)}


@pytest.mark.parametrize(
    "text", ['"see @summit now" quay', "text:@summit", "/@summit/", "a@summit"]
)
def test_what_only_looks_so_is_left_as_it_is(text: str) -> None:
    assert renamed(text, "summit", "chief") == text
