"""What is read at once is read as it is token by token."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.query import parser
from index.query.usual_forms import usual
from tests.effort import runs

_DAY = date(2026, 3, 4)
_PIECES = st.sampled_from(
    """oil price the of Bank JAPAN A an N no not OR or AND and NOT NEAR/5 NEAR/1 NEAR/1000 NEAR/2000
    NEAR NEARS near/3 same SAME adj ADJ ATLEAST w/s w/5 econ* a* OR* "oil" "oil price"
    "the bank of japan" "Bank of" "or" outlet:bbc outlet:OR source:the person:xi org:Bank title:a
    by:not url:x is:new said:xi lead:oil sort:newest scope:article foo:bar date:monday date:OR
    date:2020-01-02..2020-02-30 date:2020-05-06 date:2020-03-01..2020-01-01 since:2020-01-01
    before:1999-12-31..2000-01-01 tag:a note:b lang:en query:x -oil (oil) oil, "" @x""".split()
    + ['"oil price"', '"the bank of japan"', "date:2020-01-02..2020-02-03"]
)
_JOINS = st.sampled_from([" "] * 6 + [" OR ", " OR ", " NEAR/5 ", "  ", ""])
_TEXTS = st.lists(st.tuples(_PIECES, _JOINS), min_size=1, max_size=6).map(
    lambda parts: "".join(part for pair in parts for part in pair)[: -len(parts[-1][1]) or None]
)


def _at_length(text: str, *, typing: bool) -> object:
    return parser._token_by_token(text, {}, _DAY, "paragraph", typing)


@settings(max_examples=runs(400, 20_000), deadline=None)
@given(text=st.one_of(_TEXTS, _TEXTS.map(lambda text: f"{text} ")), typing=st.booleans())
def test_a_usual_form_is_read_as_it_is_token_by_token(text: str, *, typing: bool) -> None:
    if usual(text, _DAY, typing=typing) is not None:
        read = parser.parse(text, today=_DAY, typing=typing)
        assert read == _at_length(text, typing=typing)


@pytest.mark.parametrize(
    "text",
    [
        "oil",
        "the price of oil",
        'oil OR gas OR "crude oil"',
        "oil price OR gas NEAR/5 price",
        '"the bank of japan"',
        '"Japan"',
        "econ*",
        "oil NEAR/5 price",
        "government outlet:bbc",
        "person:xi date:2020-01-02..2020-03-04 trade",
    ],
)
def test_usual_forms_are_known(text: str) -> None:
    assert usual(text, _DAY, typing=False) is not None
    assert parser.parse(text, today=_DAY) == _at_length(text, typing=False)
