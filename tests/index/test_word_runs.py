"""Words found quickly are those that the plain pattern finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from index.core.word_runs import word_runs

_MIXED = st.text(
    st.sampled_from("aZ09_ -'“”‘’–—…\xa0•é中\u2028\x1c\x85²ßı\t\n.")
    | st.characters(exclude_categories=())
)


@given(_MIXED | st.text(st.characters(max_codepoint=127)))
def test_words_are_what_stands_between_other_signs(text: str) -> None:
    assert word_runs(text) == re.findall(r"[^\W_]+", text)
