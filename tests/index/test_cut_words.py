"""Words that line ends cut: joined where the text is cut so, left where a hyphen is the word's."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ingest.readers.text_parts.cut_words import are_cut, keeps_hyphen, words_in
from index.ingest.readers.text_parts.paragraph_splitting import split
from tests.effort import runs

PRINTED = """A great fire broke out last evening at the ware-
houses of Messrs. Lee & Sons on the North Quay, and
before the engines of the Fire Brigade, which had
been sum-
moned from all parts of the city, could be brought
to bear, three buildings were wholly con-
sumed. The loss is put at a great sum by well-
known persons, and a twenty-
five-year-old clerk was missing in the evening."""

WRAPPED = """The state-owned company said on Monday that its long-
term plans had not changed, and that the board would
meet again in the spring to hear what the engineers had
found in the northern mole of the harbour, where cracks
were seen by divers in the autumn and again in winter."""


def test_words_that_printers_cut_are_joined() -> None:
    [text] = split(PRINTED)
    for word in ("warehouses", "summoned", "consumed", "well-known", "twenty-five-year-old"):
        assert word in text.split() or f"{word}." in text.split()


def test_a_hyphen_at_the_end_of_a_wrapped_line_stays() -> None:
    [text] = split(WRAPPED)
    assert "its long-term plans" in text


@pytest.mark.parametrize(
    ("begun", "rest", "texts", "kept"),
    [
        ("ware", "houses", ["the warehouses"], False),
        ("long", "term", ["a long-term plan"], True),
        ("long", "term", ["a long-term plan, longterm"], False),
        ("repre", "sentative", [], False),
        ("well", "known", [], True),
        ("one-and-twenty", "five", [], True),
    ],
)
def test_how_a_text_writes_a_word_decides(
    begun: str, rest: str, texts: Sequence[str], kept: bool
) -> None:
    assert keeps_hyphen(begun, rest, words_in(texts)) is kept


_WORDS = st.lists(st.from_regex(r"[a-z]{2,9}", fullmatch=True), min_size=1, max_size=40)


@given(_WORDS, st.integers(20, 60))
@settings(max_examples=runs(60, 600))
def test_lines_without_hyphens_are_never_cut(words: list[str], width: int) -> None:
    lines = [" ".join(words[at : at + width // 8]) for at in range(0, len(words), width // 8)]
    assert not are_cut(lines, words_in(lines))
