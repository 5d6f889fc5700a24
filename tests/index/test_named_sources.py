"""The source beside a quotation is read as it was written; another is told field by field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article_view import ArticleView, ParagraphView, SourceView
from index.core.clean import clean
from index.core.publication import Publication
from index.export.excerpt import Excerpt
from index.export.format import Heading
from index.export.history import History
from index.export.reading_back.exported_files import read_back
from index.export.reading_back.source_differences import SourceDifference, source_differences
from index.export.registry import export_format, for_file
from tests.effort import runs
from tests.excerpts import excerpt

FORMS = ("markdown", "text", "html", "json", "csv")
TEXT = "They agreed on a swap."
NAME = "abcdefghijkl-0a1b2c3d4e"


def made(**given: object) -> Excerpt:
    """An excerpt of a text in a file."""
    values: dict[str, object] = {
        "title": "Harbour, “the last berth”",
        "outlet": "The Courier",
        "byline": "Ann Lee and Bo Berg",
        "date": "2024-03-04",
        "url": "",
        "imported": "2026-11-29T10:00:00Z",
    }
    page = str(given.pop("page", "12"))
    file = str(given.pop("file", "papers/ferry; old.txt"))
    values |= given
    return excerpt(
        paragraph_id=NAME,
        text=TEXT,
        ordinal=2,
        paragraphs=3,
        page=page,
        history=History(file="" if values["url"] else file),
        **values,
    )


def view_of(one: Excerpt) -> ArticleView:
    """The article that an excerpt is of."""
    paragraphs = [
        ParagraphView(number=at, id=f"abcdefghijkl-{at:010x}", ordinal=at, text="x")
        for at in range(1, one.paragraphs + 1)
    ]
    paragraphs[one.ordinal - 1] = ParagraphView(
        number=9, id=NAME, ordinal=one.ordinal, text=one.text, page=one.page
    )
    origin = f"/home/ann/{one.history.file}"
    return ArticleView(
        number=1,
        id="abcdefghijkl",
        version=1,
        versions=1,
        publication=one.publication,
        tags=(),
        origin=origin,
        date_from="",
        paragraphs=tuple(paragraphs),
        sources=(SourceView(origin, one.url, one.outlet, ""),),
    )


def told(form: str, written: Excerpt, known: Excerpt) -> list[SourceDifference]:
    """What is otherwise in an export of one than in the archive of another."""
    data = "".join(for_file(form, export_format(form).parts([written], Heading()))).encode()
    (quotation,) = read_back(data, f"a{export_format(form).suffix}").quotations
    assert quotation.named
    return source_differences(quotation.named, [view_of(known)], NAME)


_TITLES = st.lists(
    st.sampled_from(
        (
            "Ferry",
            "“Never”",
            ",",
            "4 March 2024",
            "¶ 4",
            "2024",
            ";",
            "—",
            "file",
            ". File: x",
            "‘No’",
        )
    ),
    max_size=5,
).map(lambda words: clean(" ".join(words)))
_NAMES = st.sampled_from(
    ("", "The Courier", "Ann Lee", "Lee, Berg and Saal", "Journal 2024", "É. Ö")
)
_DATES = st.sampled_from(("", "2024", "2024-03", "2024-03-04", "2024-03-04T23:30:00+02:00"))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=runs(60, 2000))
@given(
    _TITLES,
    _NAMES,
    _NAMES,
    _DATES,
    st.sampled_from(("", "12", "iv", "12–13", "A4")),
    st.sampled_from(("", "https://news.example/a;b?c=1,2#x")),
)
def test_what_an_export_writes_is_no_difference(
    form: str, title: str, outlet: str, byline: str, date: str, page: str, url: str
) -> None:
    one = made(title=title, outlet=outlet, byline=byline, date=date, page=page, url=url)
    assert told(form, one, one) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("title", "Secret annex"),
        ("outlet", "The Herald"),
        ("byline", "Elena Marsh"),
        ("date", "2023-05-09"),
        ("page", "99"),
        ("file", "confession.pdf"),
    ],
)
def test_each_field_that_is_another_is_told(form: str, name: str, other: str) -> None:
    known = made()
    found = told(form, made(**{name: other}), known)
    assert [one.name for one in found] == [name]
    assert (
        found[0].archive.endswith(str(getattr(known, name, known.history.file))) or name == "date"
    )


@pytest.mark.parametrize("form", FORMS)
def test_another_place_and_another_address_are_told(form: str) -> None:
    known = made(url="https://news.example/a")
    moved = replace(known, ordinal=77, paragraphs=80)
    assert {one.name for one in told(form, moved, known)} == {"ordinal", "paragraphs"} - (
        {"paragraphs"} if form == "text" else set()
    )
    other = made(url="https://news.example/b")
    assert [one.name for one in told(form, other, known)] == ["url"]


def test_a_field_that_is_not_named_is_no_difference_and_more_than_is_known_is_one() -> None:
    known = made(outlet="", date="2024-03")
    assert [one.name for one in told("markdown", made(outlet="", date="2024"), known)] == []
    assert [one.name for one in told("markdown", made(outlet="", byline=""), known)] == ["date"]
    assert [one.name for one in told("markdown", made(date="2024"), known)] == ["outlet"]


def test_a_publication_is_known_by_any_of_its_versions() -> None:
    first, second = made(), made(title="Quay")
    named = (("title", "Quay"), ("ordinal", "2"))
    views = [view_of(first), view_of(second)]
    assert source_differences(named, views[:1], NAME)[0].file == "Quay"
    assert source_differences(named, views, NAME) == []
    assert isinstance(views[0].publication, Publication)
