"""Markdown: front matter as it is written, mark-up reduced to what a reader sees."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.fields.front_matter import front_matter
from tests.items import told


def read(folder: Path, text: str, name: str = "a.md") -> Article | Skipped:
    path = folder / name
    path.write_text(text, "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (item,) = told(source.articles())
    return item


FRONT = """---
Headline: "Talks: a beginning"
date: 2025-11
author: [Ann Lee, Bo Xi]
publication: The Post
link: https://example.org/1
category: Trade
tags:
  - steel
  - no
lang: en-GB
modified: 2025-11-02T10:00:00Z
id: 007
---
"""


def test_front_matter_describes_the_article(tmp_path: Path) -> None:
    article = read(tmp_path, FRONT + "\n# Talks: a beginning\n\nOne.\n")
    assert isinstance(article, Article)
    assert (article.title, article.paragraphs) == ("Talks: a beginning", ("One.",))
    assert (article.date, article.date_from) == ("2025-11", "front matter: date")
    assert article.updated == "2025-11-02T10:00:00+00:00"
    assert (article.byline, article.outlet) == ("Ann Lee, Bo Xi", "The Post")
    assert (article.url, article.section) == ("https://example.org/1", "Trade")
    assert (article.tags, article.language, article.source_id) == (("steel", "no"), "en", "007")


@pytest.mark.parametrize("day", ["2025-11-01", "2025-11", "2025"])
def test_a_date_stays_as_exact_as_it_is_written(tmp_path: Path, day: str) -> None:
    article = read(tmp_path, f"---\ntitle: T\ndate: {day}\n---\n\nOne.")
    assert isinstance(article, Article)
    assert article.date == day


def test_without_front_matter_the_first_heading_is_the_title(tmp_path: Path) -> None:
    article = read(tmp_path, "# The *title*\n\nOne.\n\n## Part\n\nTwo.")
    assert isinstance(article, Article)
    assert (article.title, article.paragraphs) == ("The title", ("One.", "Part", "Two."))


def test_markup_is_reduced_to_plain_paragraphs(tmp_path: Path) -> None:
    text = """# T

A **bold** [link](https://example.org "x") and `code`,
wrapped ![a picture](p.png) &amp; more\\*.

- first item
- second item
  goes on

> quoted
>
> twice

    indented code

| a | b |
|---|---|
| 1 | 2 |

<div>Raw <b>html</b></div>

[/red] stays, <b>tags</b> go.
"""
    article = read(tmp_path, text)
    assert isinstance(article, Article)
    assert article.paragraphs == (
        "A bold link and code, wrapped a picture & more*.",
        "first item",
        "second item goes on",
        "quoted",
        "twice",
        "indented code",
        "a | b",
        "1 | 2",
        "Raw html",
        "[/red] stays, tags go.",
    )


def test_front_matter_that_is_not_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    item = read(tmp_path, "---\ntitle: fine\ndate: [2016\nauthor:\n\t- Jo\n\t- Bo\n---\n\nOne.")
    assert isinstance(item, Article)
    assert (item.title, item.byline, item.paragraphs) == ("fine", "Jo, Bo", ("One.",))
    (remark,) = item.remarks
    assert remark.startswith("the front matter is not YAML at line ")
    assert remark.endswith("; it was read line by line")


def test_notes_and_pictures_of_a_note_are_text_or_nothing(tmp_path: Path) -> None:
    text = "The board said no.[^1]\n\n![[photo.png]]\n\n[^1]: See the minutes.\n"
    item = read(tmp_path, f"---\ntitle: fine\n---\n{text}")
    assert isinstance(item, Article)
    assert item.paragraphs == ("The board said no.", "See the minutes.")


_NOTES = ("The note.", "Minutes", "See https://x.example, p. 4.", "Other note, of *two* words.")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("order", [*permutations(_NOTES, 3)])
def test_each_footnote_is_a_paragraph_whatever_stands_beside_it(
    tmp_path: Path, between: str, order: tuple[str, ...]
) -> None:
    """One word behind the number is an address to CommonMark; lines that follow each other one
    paragraph.
    """
    text = "".join(f"It was closed[^{n}]. " for n in range(len(order)))
    notes = between.join(f"[^{n}]: {note}" for n, note in enumerate(order))
    address = f"{between}[ref]: https://x.example"
    item = read(tmp_path, f"# Quay\n\n{text}\n\n{notes}{address}\n\nThe end [came][ref].")
    assert isinstance(item, Article)
    told = [note.replace("*", "") for note in order]
    assert list(item.paragraphs) == [("It was closed. " * 3).strip(), *told, "The end came."]


def test_a_footnote_goes_on_below_and_code_is_none(tmp_path: Path) -> None:
    text = (
        "# Quay\n\nIt was closed[^1].\n\n[^1]: See the minutes\nof Monday.\n\n    A second"
        " paragraph of the note.\n\nThe end.\n\n```\n[^2]: code\n[^3]: more\n```\n"
    )
    item = read(tmp_path, text)
    assert isinstance(item, Article)
    assert item.paragraphs[:4] == (
        *("It was closed.", "See the minutes of Monday."),
        *("A second paragraph of the note.", "The end."),
    )
    assert len(item.paragraphs) == 5


@pytest.mark.parametrize(
    "text",
    [
        "---\n- a list\n---\n\nOne.",
        "---\n---\n\nOne.",
        "---\n\nOne.\n",
        "---\nNot a mapping\n---\n\nOne.",
        "---\na: &a [x, x]\nb: &b [*a, *a]\ntags: [*b, *b]\n---\n\nOne.",
        "---\n!!python/object/apply:os.system [ls]: x\n---\n\nOne.",
        "---\n" + "[" * 5000 + "\n---\n\nOne.",
    ],
)
def test_odd_front_matter_harms_nothing(tmp_path: Path, text: str) -> None:
    item = read(tmp_path, text)
    assert isinstance(item, Skipped) or "One." in item.paragraphs


@pytest.mark.parametrize(
    "nested",
    [
        "[" * 60 + "]" * 60,
        "{a: " * 60 + "}" * 60,
        "".join("\n" + " " * depth + "a:" for depth in range(1, 60)),
        "".join("\n" + " " * depth + "-" for depth in range(1, 60)),
    ],
)
def test_what_is_nested_deeper_than_people_nest_is_read_line_by_line(nested: str) -> None:
    record, below, remark = front_matter(f"---\ntitle: fine\nmore: {nested}\n---\nOne.")
    assert (record["title"], below) == ("fine", "One.")
    assert remark.endswith("it was read line by line")


@pytest.mark.parametrize(
    "unit",
    ["[", "*a ", "> ", "- ", "`", "![](", "<b", "&", "|", "a_", "**", "\\", "# ", "1. ", "[a]("],
)
def test_hostile_markdown_is_read(tmp_path: Path, unit: str) -> None:
    item = read(tmp_path, "# T\n\nOne.\n\n" + unit * 10_000)
    assert isinstance(item, Article)
    assert "One." in item.paragraphs


@pytest.mark.parametrize(
    "head",
    [
        '+++\ntitle = "Quay closed"\ndate = 2025-10-06\nauthors = ["Jo"]\n+++\n',
        "title:: Quay closed\ndate:: [[2025-10-06]]\nauthor:: [[Jo]]\n\n",
        "- title:: Quay closed\n- date:: 2025-10-06\n- author:: Jo\n",
    ],
)
def test_other_forms_of_front_matter_are_read(tmp_path: Path, head: str) -> None:
    item = read(tmp_path, f"{head}It is shut.\n\n[![crane](a.png)](https://echo.example)\n")
    assert isinstance(item, Article)
    assert (item.title, item.date, item.byline) == ("Quay closed", "2025-10-06", "Jo")
    assert item.paragraphs == ("It is shut.",)


CONVERTED = """Title: Fee rejected

URL Source: https://echo.example/fee

Published Time: 2025-03-04T05:06:07Z

Markdown Content:
# Fee rejected

The fee will not rise.
"""
JSON_ABOVE = '{\n  "title": "Fee rejected",\n  "date": "2025-03-04"\n}\n\nThe fee will not rise.\n'


def test_what_programs_say_that_turn_pages_into_markdown(tmp_path: Path) -> None:
    article = read(tmp_path, CONVERTED)
    assert isinstance(article, Article)
    assert (article.title, article.paragraphs) == ("Fee rejected", ("The fee will not rise.",))
    assert (article.url, article.date) == (
        "https://echo.example/fee",
        "2025-03-04T05:06:07+00:00",
    )


def test_json_above_a_text_describes_it(tmp_path: Path) -> None:
    article = read(tmp_path, JSON_ABOVE)
    assert isinstance(article, Article)
    assert (article.title, article.date) == ("Fee rejected", "2025-03-04")
    assert article.paragraphs == ("The fee will not rise.",)


@pytest.mark.parametrize("text", ["{\n\nA brace begins it.\n", '{"a": 1} is what it said.\n', "{}"])
def test_a_brace_at_the_beginning_may_be_text(tmp_path: Path, text: str) -> None:
    article = read(tmp_path, text)
    assert isinstance(article, Article)
    assert "".join(article.paragraphs + (article.title,)).startswith(text[:1])
