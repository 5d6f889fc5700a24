"""Texts as tokens: a piece between two blanks is split once, and as it would be in its text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.entities.words import tokenizer
from index.entities.words.tokenizer import Tokenizer, Tokens, split

PIECES = (
    "the W. Bush U.S. U.S J.K. A.B Mr. Inc. vs. a.m. don't Kim's O’Brien al-Assad AT&T 1,234.5 20"
    " $5 x_y C. (A. “Hello,” end. É. W.A A.\xa0B Straße ’s"
).split(" ")
texts = st.lists(st.sampled_from([*PIECES, "", "\t"]) | st.text(max_size=4), max_size=12).map(
    " ".join
)


def told(tokens: Tokens) -> list[tuple[str, int, int, int, bool]]:
    columns = (tokens.text, tokens.start, tokens.end, tokens.first)
    return [*zip(tokens.words, *(column.tolist() for column in columns), strict=True)]


@given(st.lists(texts, max_size=4))
def test_pieces_are_split_as_the_whole_text_is(given: list[str]) -> None:
    plain = [
        (one[0], number, *one.span())
        for number, text in enumerate(given)
        for one in tokenizer._TOKEN.finditer(text)
    ]
    assert [token[:4] for token in told(split(given))] == plain


@given(st.lists(texts, max_size=4), st.lists(texts, max_size=4))
def test_what_was_split_before_changes_nothing(before: list[str], given: list[str]) -> None:
    known = Tokenizer()
    known.split(before)
    assert told(known.split(given)) == told(split(given))


def test_an_initial_keeps_its_full_stop_before_a_name() -> None:
    assert (
        split(["George W. Bush and plan W. Bush"]).words
        == "George W. Bush and plan W. Bush".split()
    )
    assert split(["It is plan W. nobody knows it."]).words[3:6] == ["W", ".", "nobody"]
    assert split(["It is plan W.", "Bush"]).words[-3:] == ["W", ".", "Bush"]


def test_where_words_stand_of_which_something_is_true() -> None:
    tokens = split(["Kim met Lee", "Lee left"])
    assert tokens.where("Lee".__eq__) == [2, 3]
