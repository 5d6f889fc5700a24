"""Notes that a web clipper made, and front matter as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.clipped_notes import read_notes
from index.ingest.readers.front_matter import front_matter
from index.ingest.readers.records import language_of, tags_of

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
    assert [one.text for one in article.highlights] == ["two of its piles"]


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
    assert len(texts) == len(paragraphs)
    assert all(any(one.text in text for text in texts) for one in marked)
    plain = ["".join(filter(str.isalnum, text)) for text in paragraphs]
    if not any(sign in text for text in paragraphs for sign in ("[", "^")):
        assert plain == ["".join(filter(str.isalnum, text)) for text in texts]


def test_a_comma_within_a_tag_parts_nothing() -> None:
    assert list(tags_of(["Washington, D.C.", "#Harbours"])) == ["Washington, D.C.", "Harbours"]
    assert list(tags_of(["harbours, strikes; money"])) == ["harbours", "strikes", "money"]


def test_languages_are_told_by_name() -> None:
    named = map(language_of, ("English", "deutsch", "en-GB", "pt_BR", "fre", "xx"))
    assert list(named) == ["en", "de", "en", "pt", "fr", "xx"]
