"""Tags in a line: what is shown is read again as what it was."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.clean import clean
from index.core.errors import NutgrafError
from index.core.tag_words import tag_in_line, tags_in_line, with_signs

_TAGS = st.lists(
    st.one_of(st.text(max_size=12), st.text(alphabet='ab #,"\\\\“”„«»', max_size=8)), max_size=5
)


@given(_TAGS)
def test_tags_that_are_shown_are_read_as_they_were(tags: list[str]) -> None:
    kept = tuple(dict.fromkeys(filter(None, map(clean, tags))))
    assert tags_in_line(" ".join(map(tag_in_line, kept))) == kept
    assert tags_in_line(", ".join(map(tag_in_line, kept))) == kept
    assert tags_in_line(with_signs(kept)) == kept


@given(st.text(max_size=40))
def test_any_line_is_read_or_refused_in_words(line: str) -> None:
    with suppress(NutgrafError):
        found = tags_in_line(line)
        assert len(set(found)) == len(found)
        assert all(tag == clean(tag) for tag in found)


def test_a_mark_that_is_not_closed_is_refused() -> None:
    with pytest.raises(NutgrafError, match="before two is not closed"):
        tags_in_line('one "two three')


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("trade, apec", ("trade", "apec")),
        ("#trade #apec trade", ("trade", "apec")),
        ('"long read" q', ("long read", "q")),
        ('#"long read",q', ("long read", "q")),
        ("“long read” „zwei Wörter“ «deux mots»", ("long read", "zwei Wörter", "deux mots")),
        ('5" l\'été "Lee, Ann"', ('5"', "l'été", "Lee, Ann")),
        ("   ", ()),
        ("# ,", ()),
    ],
)
def test_what_is_written(line: str, tags: tuple[str, ...]) -> None:
    assert tags_in_line(line) == tags
