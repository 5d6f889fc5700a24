"""Notes that a web clipper made, and front matter as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.language_names import language_of
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.documents.clipped_notes import read_notes
from index.ingest.readers.fields.front_matter import front_matter
from index.ingest.readers.fields.records import tags_of

NOTE = """---
title: "Quay seven closed"
source: "https://www.echo.example/news/quay"
author:
  - "[[Jo Brandt]]"
  - "[[people/Ines Okafor|Ines Okafor]]"
published:{published}
created: 2025-11-20
tags:
  - "clippings"
---
Cracks were found in ==two of its piles==, the board said.

[[Mara Quill]] said repairs take until March.[^1] ^quote-1

> [!quote] Statement
> The quay is safe; in code a==b and c==d stay.

> [!note] mine
> ask [[Mara Quill|Mara]]
>
> twice
"""


def clipped(tmp_path: Path, published: str = "") -> Article:
    (tmp_path / "note.md").write_text(NOTE.format(published=published), "utf-8")
    (source,) = find([tmp_path / "note.md"], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    return article


def test_a_clipped_note_is_the_article_and_its_marks(tmp_path: Path) -> None:
    article = clipped(tmp_path)
    assert (article.url, article.outlet, article.byline) == (
        "https://www.echo.example/news/quay",
        "echo.example",
        "Jo Brandt, Ines Okafor",
    )
    assert article.paragraphs == (
        "Cracks were found in two of its piles, the board said.",
        "Mara Quill said repairs take until March.",
        "Statement",
        "The quay is safe; in code a==b and c==d stay.",
    )
    # A call-out that is no quote is what its reader put there.
    assert [(one.text, one.note) for one in article.highlights] == [
        ("two of its piles", ""),
        ("", "mine\nask Mara\ntwice"),
    ]
    assert article.text_from == "copy"


@pytest.mark.parametrize(("published", "date"), [("", ""), (" 2025-10-06", "2025-10-06")])
def test_the_day_of_clipping_is_no_day_of_publication(
    tmp_path: Path, published: str, date: str
) -> None:
    assert clipped(tmp_path, published).date == date


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("title: Budget: council says no", "title", "Budget: council says no"),
        ("author: @jo", "author", "@jo"),
        ("share: %50", "share", "%50"),
        ("note: 'it''s: so'", "note", "it's: so"),
        ("note:\tone: two", "note", "one: two"),
        ("tags: [a, b]", "tags", ["a", "b"]),
    ],
)
def test_front_matter_that_is_not_quite_yaml_is_read(line: str, key: str, value: object) -> None:
    record, body, _ = front_matter(f"---\nplain: yes\n{line}\nbad: a: b\n---\nText.\n")
    assert (record[key], record["plain"], body) == (value, "yes", "Text.\n")


@given(st.lists(st.text(max_size=60), max_size=5))
def test_marks_take_no_word_away(paragraphs: list[str]) -> None:
    texts, marked = read_notes(paragraphs)
    assert all(any(one.text in text for text in texts) for one in marked)
    if not any(sign in text for text in paragraphs for sign in "[^{(#"):
        plain = ["".join(filter(str.isalnum, text)) for text in paragraphs]
        assert [one for one in plain if one] == [
            one for text in texts if (one := "".join(filter(str.isalnum, text)))
        ]


def test_a_comma_within_a_tag_parts_nothing() -> None:
    assert list(tags_of(["Washington, D.C.", "#Harbours"])) == ["Washington, D.C.", "Harbours"]
    assert list(tags_of(["harbours, strikes; money"])) == ["harbours", "strikes", "money"]


def test_languages_are_told_by_name() -> None:
    named = map(language_of, ("English", "deutsch", "en-GB", "pt_BR", "fre", "xx"))
    assert list(named) == ["en", "de", "en", "pt", "fr", "xx"]


def noted(tmp_path: Path, text: str) -> Article:
    (tmp_path / "note.md").write_text(text, "utf-8")
    (source,) = find([tmp_path / "note.md"], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    return article


def test_a_list_of_highlights_is_no_state_of_its_article(tmp_path: Path) -> None:
    article = noted(
        tmp_path,
        "# Quay seven\n\n![rw-book-cover](https://e.example/a.png)\n\n## Metadata\n"
        "- Author: [[Jo Brandt]]\n- Full Title: Quay seven\n- Category: #articles\n"
        "- URL: https://echo.example/quay\n\n## Highlights\n"
        "- Cracks were found ([View Highlight](https://read.example/1))\n    - Note: when?\n"
        "- Repairs take long ([View Highlight](https://read.example/2))\n",
    )
    assert (article.title, article.byline) == ("Quay seven", "Jo Brandt")
    assert (article.url, article.text_from) == ("https://echo.example/quay", "link")
    assert article.paragraphs == ("Cracks were found", "Repairs take long")
    assert [(one.text, one.note) for one in article.highlights] == [
        ("Cracks were found", "when?"),
        ("Repairs take long", ""),
    ]


def test_a_note_out_of_joplin_is_without_its_record(tmp_path: Path) -> None:
    article = noted(
        tmp_path,
        f"Quay seven\n\nCracks were found.\n\nid: {'0f' * 16}\nparent_id: {'a1' * 16}\n"
        "created_time: 2025-11-20T10:00:00.000Z\nauthor: Jo Brandt\n"
        "source_url: https://echo.example/quay\nis_todo: 0\ntype_: 1",
    )
    assert (article.url, article.byline, article.date) == (
        "https://echo.example/quay",
        "Jo Brandt",
        "",
    )
    assert article.paragraphs[-1] == "Cracks were found."


@pytest.mark.parametrize("heading", ["", "# Quay seven closed\n\n"])
def test_a_clipped_title_is_apart_from_its_outlet(tmp_path: Path, heading: str) -> None:
    article = noted(
        tmp_path,
        "---\ntitle: Quay seven closed | The Echo\nsource: https://www.echo.example/quay\n---\n"
        f"{heading}Cracks were found.\n\n{{{{< youtube abc >}}}}\n",
    )
    assert (article.title, article.outlet) == ("Quay seven closed", "The Echo")
    assert article.paragraphs == ("Cracks were found.",)
