"""What must hold for any text whatsoever, and for any tree the grammar can build."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.query import grammar
from index.query.canonical import canonical
from index.query.nodes import Query
from index.query.parser import parse
from index.query.saved_searches import Context
from index.query.tokens import Report
from index.query.tree import shape, walk
from tests.effort import runs

TODAY = date(2025, 11, 5)
SAVED = {
    "summit": "lee OR xi sort:newest",
    "apec": "scope:article @summit w/p trade",
    "loop": "@loop china",
    "broken": '(lee "xi',
}

pieces = st.sampled_from(
    [
        *(
            "lee",
            "Xi",
            "trade",
            "U.S.",
            "中国",
            "C++",
            "denuclear*",
            "lab?r",
            "kyongju~1",
            "*",
            "?",
        ),
        *(
            " ",
            " ",
            " ",
            "(",
            ")",
            '"',
            "“",
            "”",
            "'",
            "/",
            "\\",
            "|",
            "&&",
            "-",
            "–",
            "!",
            "+",
            "@",
        ),
        *(
            " AND ",
            " OR ",
            " NOT ",
            " and ",
            " or ",
            " not ",
            " same ",
            " near ",
            " NEAR ",
            " ADJ ",
        ),
        *(" NEAR/5 ", " w/5 ", " w/s ", " w/p ", " pre/3 ", " ADJ/2 ", "atleast3 ", "atleast2 "),
        *(
            "title:",
            "by:",
            "url:",
            "file:",
            "tag:",
            "person:",
            "entity:",
            "said:",
            "lead:",
            "here:",
            "date:",
            "after:",
        ),
        *(
            "before:",
            "newer:",
            "is:",
            "has:",
            "sort:",
            "scope:",
            "query:",
            "autor:",
            "foo:",
            "http://",
        ),
        *(
            "scope:article ",
            "sort:newest ",
            "is:new",
            "has:note",
            "date:2025-10..",
            "last_week",
            "7d",
        ),
        *(
            "@summit",
            "@apec",
            "@loop",
            "@broken",
            '"currency swap"',
            '"a b"~5',
            '""',
            "/wi s?/",
            "~",
            "^2",
        ),
        *(
            "2025-02-30",
            "..",
            "1/11/2025",
            "https://x.org/a(b)?c=*",
            "a b/*.pdf",
            ":",
            "\x00",
            "\u202e",
            "…",
            "—",
        ),
    ]
)
queries = st.one_of(st.lists(pieces, max_size=25).map("".join), st.text(max_size=60))


def read(text: str) -> Query:
    return parse(text, saved=SAVED, today=TODAY)


@given(queries)
@settings(max_examples=runs(600, 5000), deadline=None)
@example('said:lee "a b" w/s c')
@example("title:(((()")
@example("atleast3 (- NOT")
def test_any_text_is_a_query_and_every_place_lies_within_it(text: str) -> None:
    query = read(text)
    assert query.text == text
    spans = [node.span for node in walk(query.root)] + [r.span for r in query.repairs]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(repair.message for repair in query.repairs)


@given(queries)
@settings(max_examples=runs(800, 8000), deadline=None)
@example("is:newlee\\")
@example("file:\\")
@example("x file:(/:/) -y")
@example("date:foo\\")
@example('is:"a\\b" has:x\\ scope:\\ url:\\ date:\\')
def test_what_is_shown_of_a_query_means_the_same_query(text: str) -> None:
    query = read(text)
    again = read(canonical(query))
    assert shape(again.root) == shape(query.root)
    assert (again.sort, again.scope) == (query.sort, query.scope)
    assert canonical(again) == canonical(query)


words = st.text("abNnotrdearOTRAD35", min_size=1, max_size=6)
plain = st.lists(
    words | st.sampled_from(["and", "or", "not", "near", "NEAR", "same", "atleast", "pre", "w"]),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(plain)
@settings(max_examples=runs(400, 4000), deadline=None)
def test_plain_words_mean_the_same_however_they_are_read(text: str) -> None:
    report = Report()
    root, asked = grammar.read(text, Context(SAVED, TODAY, "paragraph"), report)
    query = read(text)
    assert (query.root, query.repairs) == (root, report.all())
    assert (asked.sort, asked.scope) == (None, None)
