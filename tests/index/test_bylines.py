"""Who wrote an article, as people say it: family names that come first are turned round."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.byline_names import as_said
from index.export.cited_names import cited_names
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.text_parts.bylines import byline_of


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["Lee, Ann", "Ek, Bo"], "Ann Lee, Bo Ek"),
        (["Lee, Ann; Ek, Bo"], "Ann Lee, Bo Ek"),
        (["Lee, Ann"], "Ann Lee"),
        (["van Gogh, Vincent"], "Vincent van Gogh"),
        (["Public, John Q., Jr."], "John Q. Public Jr."),
        (["Public Jr., John Q."], "John Q. Public Jr."),
        (["Public, Jr., John Q."], "John Q. Public Jr."),
        (["García Márquez, Gabriel", "Ek, Bo"], "Gabriel García Márquez, Bo Ek"),
        (["Lee, Ann", "Associated Press"], "Ann Lee, Associated Press"),
        (["Ann Lee, Bo Ek"], "Ann Lee, Bo Ek"),
        (["Ann Lee, Bo Ek; Jo Brandt"], "Ann Lee, Bo Ek, Jo Brandt"),
        (["By Ann Lee, Political Editor"], "Ann Lee, Political Editor"),
        (["Ann Lee, Reporter", "Bo Ek, Editor"], "Ann Lee, Reporter, Bo Ek, Editor"),
        (["Ann Lee, Reuters"], "Ann Lee, Reuters"),
        (["Reuters, Seoul"], "Reuters, Seoul"),
        (["AFP, Seoul"], "AFP, Seoul"),
        (["Lee, AP"], "Lee, AP"),
        (["Ann Lee, Seoul"], "Ann Lee, Seoul"),
        (["王明, 李芳"], "王明, 李芳"),
        (["王, 小明"], "小明 王"),
        (["Madonna, 李芳"], "Madonna, 李芳"),
        (["Lee, our man in Seoul"], "Lee, our man in Seoul"),
    ],
)
def test_a_family_name_before_a_comma_is_turned_round(names: list[str], said: str) -> None:
    assert byline_of(names) == said


def test_what_was_printed_for_readers_stays() -> None:
    assert byline_of(["Lee, Ann"], printed=True) == "Lee, Ann"


def test_who_is_surely_written_so_is_turned_whatever_the_name() -> None:
    assert as_said(["García Márquez, Gabriel José"], surely=True) == ["Gabriel José García Márquez"]


_FAMILIES = st.sampled_from("Lee Ek Brandt Okafor O’Neill Müller-Lutz".split())
_GIVEN = st.sampled_from(["Ann", "Bo", "Jo M.", "J. K.", "Mary Ann"])
_PEOPLE = st.lists(st.tuples(_FAMILIES, _GIVEN), min_size=2, max_size=4, unique=True)


@given(_PEOPLE)
def test_as_many_come_in_as_were_listed_and_leave_as_they_came(
    people: list[tuple[str, str]],
) -> None:
    listed = [", ".join(one) for one in people]
    for names in (listed, ["; ".join(listed)]):
        said = ", ".join(as_said(names))
        assert [(one.family, one.given) for one in cited_names(said, "Echo")] == people


@pytest.mark.parametrize("authors", [["Lee, Ann", "Ek, Bo"], "Lee, Ann; Ek, Bo"])
def test_authors_of_records_tables_and_front_matter_are_those_people(
    tmp_path: Path, authors: Any
) -> None:
    record = {"title": "A", "text": "One.", "authors": authors}
    table = io.StringIO()
    rows = csv.writer(table)
    rows.writerows([record, [json.dumps(v) if isinstance(v, list) else v for v in record.values()]])
    files = {
        "a.json": json.dumps(record),
        "a.csv": table.getvalue(),
        "a.md": f"---\ntitle: A\nauthors: {json.dumps(authors)}\n---\nOne.\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content)
        (source,) = find([tmp_path / name], ReadOptions())
        assert isinstance(source, Source)
        (article,) = source.articles()
        assert isinstance(article, Article)
        assert (name, article.byline) == (name, "Ann Lee, Bo Ek")


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("Holm, Anna and Berg, Jan", "Anna Holm, Jan Berg"),
        ("Holm, Anna and Bo; O’Neil, Pat", "Anna Holm, Bo Holm, Pat O’Neil"),
        ("Von Anna Holm und Jan Berg", "Anna Holm und Jan Berg"),
        ("Por Juan Pérez y María Gil", "Juan Pérez y María Gil"),
        ("Anna Holm <anna@x.example>", "Anna Holm"),
        ("anna@x.example", "anna@x.example"),
        ("Lee, Seoul correspondent and Ek, Editor", "Lee, Seoul correspondent and Ek, Editor"),
        ("AFP, Seoul and Kim Lee", "AFP, Seoul and Kim Lee"),
        ("Anna Holm, Berlin and Jan Berg, Paris", "Anna Holm, Berlin and Jan Berg, Paris"),
    ],
)
def test_the_author_of_a_record_is_kept_as_people_say_it(
    tmp_path: Path, author: str, byline: str
) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"title": "A", "text": "One.", "author": author}))
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert article.byline == byline


@pytest.mark.parametrize("key", ["byline", "Byline"])
def test_a_byline_of_a_record_was_printed_so(tmp_path: Path, key: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"title": "A", "text": "One.", key: "Jo, Bo"}))
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert article.byline == "Jo, Bo"
