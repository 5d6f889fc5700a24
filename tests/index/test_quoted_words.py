"""Quoted words: what stands in a text is told from what does not, whatever is left out of it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from index.compare.quoted_words import Extent, extent
from tests.effort import runs

TEXT = (
    "“We have won,” she said on 4 March; the €1.5 million — all of it — was never, ever paid"
    " (see the annex), at minus -5 degrees."
)
PART = Extent(is_whole=False)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (TEXT, Extent(is_whole=True)),
        (TEXT.replace("“", '"').replace("”", '"'), Extent(is_whole=True)),
        ("We have won", PART),
        ("[w]e have won,", PART),
        ("was never, ever paid.", PART),
        ("We … paid", Extent(is_whole=False, left_out=True)),
        ("We have [...] she said", Extent(is_whole=False, left_out=True)),
        ("We [...] have won", PART),
        ("She said on 4 March", None),
        ("[S]he said on 4 March", PART),
        ("she [Marsh] said on 4 March", Extent(is_whole=False, put_in=True)),
        ("We […] said on [a day in] March", Extent(is_whole=False, left_out=True, put_in=True)),
        # Words, numbers and signs that are others, or that are left out and not shown to be.
        ("she said on 5 March", None),
        ("the €15 million", None),
        ("the $1.5 million", None),
        ("minus 5 degrees", None),
        ("was never paid", None),
        ("was ever paid", None),
        ("paid … won", None),
        ("We have wo", None),
        ("…", None),
        ("[all of this]", None),
        ("", None),
    ],
)
def test_what_is_quoted_of_a_text(said: str, told: Extent | None) -> None:
    assert extent(said, TEXT) == told


def test_scripts_without_blanks_and_with_marks_on_letters() -> None:
    assert extent("他说的", "昨天他说的话。") == PART
    assert extent("他说了", "昨天他说的话。") is None
    assert extent("कि बात", "कि बात है") == PART
    assert extent("का बात", "कि बात है") is None


_WORDS = st.lists(
    st.sampled_from(
        ("the", "not", "paid", "Marsh", "1.5", "15", "€5", "it’s", "US", "us", "他", "e-mail")
    ),
    min_size=2,
    max_size=12,
)


@settings(max_examples=runs(100, 3000))
@given(_WORDS, st.data())
def test_parts_that_are_shown_to_be_such_are_found_and_a_dropped_word_is_told(
    words: list[str], data: st.DataObject
) -> None:
    text = ", ".join(words) + "."
    first = data.draw(st.integers(0, len(words) - 1), label="first")
    last = data.draw(st.integers(first + 1, len(words)), label="last")
    said = words[first:last]
    whole = len(said) == len(words)
    assert extent(f"“{' — '.join(said)}”", text) == Extent(is_whole=whole)
    if len(said) > 2:
        gone = data.draw(st.integers(1, len(said) - 2), label="gone")
        cut = extent(" ".join((*said[:gone], "…", *said[gone + 1 :])), text)
        assert cut is not None
        assert not cut.is_whole
        left = [*said[:gone], *said[gone + 1 :]]
        rows = [words[at : at + len(left)] for at in range(len(words))]
        assume(left not in rows)
        assert extent(" ".join(left), text) is None
