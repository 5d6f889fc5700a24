"""Names as they are compared: what is quick of most names is what is true of any."""

from __future__ import annotations

from anyascii import anyascii
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.core import folding
from tests.effort import runs


@settings(max_examples=runs(300, 20_000))
@given(st.text(st.characters(max_codepoint=0x130), max_size=12))
@example("J K  Rowling")
@example("Bank\x1fof\x0bEngland ")
@example("K")
@example("ßI İ")
def test_a_name_is_folded_as_any_text_is(text: str) -> None:
    assert folding.fold(text) == folding._folded(text)


def test_what_is_folded_again_is_not_worked_out_anew() -> None:
    assert folding.fold("Zoë  Brandt-Lévesque") is folding.fold("Zoë  Brandt-Lévesque")


def test_letters_that_are_known_by_heart_are_those_of_the_whole_table() -> None:
    for letter, typed in folding._TYPED.items():
        assert typed == "".join(filter(str.isalpha, anyascii(letter)))
        assert folding._letter(letter) == typed
