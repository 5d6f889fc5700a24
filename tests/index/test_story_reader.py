"""What a reader sees of stories: those of what was found, and what is new in each part."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, Article, NotFound, story_clause
from index.search.novelty import Told, new_paragraphs
from tests.conftest import Once
from tests.index.test_stories import BUDGET, FERRY, FORMS
from tests.standing_news import file

LATER = (
    "Divers found a gash of nine metres in the hull of the Sant Tomas, surveyor Bela Tarrant "
    "wrote in a report that the coastguard of Zarbanda published."
)


def of(number: int, title: str, date: str, *paragraphs: str) -> Article:
    return Article(
        title=title,
        paragraphs=paragraphs,
        outlet=f"Outlet {number}",
        url=f"https://a.example/{number}",
        date=date,
    )


NEWS = (
    of(1, "Ferry aground", "2025-03-03", FERRY[0]),
    of(2, "Passengers ashore", "2025-03-04", FERRY[0], FERRY[1], "He said no more."),
    of(3, "Captain questioned", "2025-03-05", FERRY[2], FERRY[0]),
    of(4, "Salt levy", "2025-03-03", BUDGET[0]),
    of(5, "Miners march", "2025-03-04", BUDGET[1]),
    of(6, "Dividend", "2025-03-04", FORMS[0]),
)


def _made(folder: Path) -> None:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([file(folder / "a.jsonl", NEWS)])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def titles(archive: Archive, query: str) -> set[str]:
    return {hit.title for hit in archive.search(query).hits[:100]}


def test_beside_words_of_an_article_a_story_brings_no_other_paragraphs(archive: Archive) -> None:
    ferry = archive.search("lifeboats").hits[0].article_id
    alone = archive.search("scope:article tomas barefoot")
    beside = archive.search(f"scope:article tomas barefoot story:{ferry}")
    here = archive.search(f"scope:article tomas barefoot here:story:{ferry}")
    assert 0 < beside.paragraphs == here.paragraphs == alone.paragraphs


def test_stories_of_what_was_found_with_their_first_largest_and_latest(archive: Archive) -> None:
    ferry, levy = archive.stories.of(archive.search("tugs OR levy"))
    assert [one.publication.title for one in ferry.articles] == [one.title for one in NEWS[:3]]
    assert (ferry.hits, levy.hits, ferry.looked_at, ferry.fresh) == (3, 2, False, 0)
    assert ferry.first.publication.title == "Ferry aground"
    assert ferry.largest.publication.title == "Passengers ashore"
    assert ferry.latest.publication.title == "Captain questioned"
    assert ferry.outlets == ("Outlet 1", "Outlet 2", "Outlet 3")
    assert ferry.title in {one.title for one in NEWS[:3]}
    (one,) = archive.stories.of(archive.search("prosecutors"))
    assert (one.number, one.hits) == (ferry.number, 1)
    assert len(archive.stories.of()) == 2
    assert archive.stories.of(archive.search("zebra")) == []


def test_what_is_new_in_each_part(archive: Archive) -> None:
    (ferry,) = archive.stories.of(archive.search("prosecutors"))
    first, second, third = archive.stories.parts(ferry)
    assert [hit.text for hit in first.new] == [FERRY[0]]
    assert [hit.text for hit in second.new] == [FERRY[1]]
    assert [hit.text for hit in third.new] == [FERRY[2]]


def test_what_came_since_a_story_was_looked_at(archive: Archive, tmp_path: Path) -> None:
    (ferry,) = archive.stories.of(archive.search("prosecutors"))
    archive.stories.look(ferry)
    (ferry,) = archive.stories.of(archive.search("prosecutors"))
    assert (ferry.looked_at, ferry.fresh) == (True, 0)
    found = archive.search(f"story:{ferry.id}")
    archive.add([file(tmp_path / "b.jsonl", [of(7, "The hull", "2025-03-06", LATER, FERRY[2])])])
    assert not archive.is_current(found)
    (ferry,) = archive.stories.of(archive.search("prosecutors"))
    assert (len(ferry.articles), ferry.fresh) == (4, 1)
    assert [one.publication.title for one in ferry.articles if not one.met] == ["The hull"]
    assert [hit.text for hit in archive.stories.parts(ferry)[-1].new] == [LATER]


def test_a_story_can_be_searched(archive: Archive) -> None:
    (ferry,) = archive.stories.of(archive.search("prosecutors"))
    every = {one.title for one in NEWS[:3]}
    for one in ferry.articles:
        assert titles(archive, f"story:{one.id}") == every
        assert titles(archive, f"story:{one.id[:6]}") == every
        assert titles(archive, story_clause(one.id, 'A "headline": of - its own')) == every
    assert titles(archive, f"story:{ferry.id} prosecutors") == {"Captain questioned"}
    assert titles(archive, f"lifeboats -story:{ferry.id}") == set()
    assert titles(archive, "-story:*") == {"Dividend"}
    assert titles(archive, "story:*") == {one.title for one in NEWS[:5]}
    (alone,) = archive.search("dividend").hits[:1]
    assert titles(archive, f"story:{alone.article_id}") == {"Dividend"}
    assert titles(archive, "story:zzzzzzzzzzzz") == set()


@pytest.mark.parametrize("value", ["x", "3.4", "under-way", '"two words"'])
def test_what_is_no_id_of_an_article_is_said(archive: Archive, value: str) -> None:
    found = archive.search(f"ferry story:{value}")
    assert found.paragraphs == 0
    assert any("id of an article" in one.message for one in found.query.repairs)


def test_where_an_article_stands_in_its_story(archive: Archive) -> None:
    (hit,) = archive.search("lifeboats").hits[:1]
    place = archive.article_of(hit.number).story
    assert place is not None
    assert (place.place, place.articles) == (2, 3)
    (alone,) = archive.search("title:dividend").hits[:1]
    assert archive.article_of(alone.number).story is None
    with pytest.raises(NotFound):
        archive.stories.story(alone.article)


def test_a_table_of_stories_counts_what_its_clauses_find(archive: Archive) -> None:
    found = archive.search("")
    table = archive.pivot(found, "story", "outlet")
    assert [row.count for row in table.rows] == [6, 2, 1]
    assert table.rows[-1].clause == "-story:*"
    for row, counts in zip(table.rows, table.counts, strict=True):
        assert archive.search("", filters=[row.clause]).paragraphs == row.count
        for column, count in zip(table.columns, counts, strict=True):
            both = [row.clause, column.clause]
            assert archive.search("", filters=both).paragraphs == count


_WORDS = st.sampled_from(
    "Zarbanda ferry Quennel tugs 300 the of coastguard levy salt Merrick".split()
)


@pytest.mark.parametrize(
    ("first", "later", "is_new"),
    [
        ("The ferry sank.", "Nine people died, 31 are missing.", True),
        ("The ferry sank.", "The mayor, Ingrid Holm, resigned.", True),
        ("Nine people died, 31 are missing.", "Nine people died, 31 are missing.", False),
        ("The ferry sank.", "He said no more than that.", False),
        ("The ferry sank.", "Reporting by Ann Holm; Editing by Bo Ek", False),
        ("The ferry sank.", "(Reporting by Ann Holm and Bo Ek in Oslo.)", False),
        ("The ferry sank.", "Photo: Ann Holm", False),
    ],
)
def test_a_short_sentence_is_new_with_a_name_or_figure_that_nobody_told(
    first: str, later: str, is_new: bool
) -> None:
    parts = list(new_paragraphs([[Told(1, first, 0)], [Told(2, later, 0)]]))
    assert parts[1] == ([2] if is_new else [])


LEAD = (
    "The ferry Quennel ran aground off Zarbanda on Monday with 212 people on board, the coastguard"
    " said."
)


AGROUND = "The {}, which ran aground off Zarbanda on Monday with 212 people on board, {} said."
SMOKE = '{}: "We saw the smoke over the harbour and nobody slept here."'


@pytest.mark.parametrize(
    ("first", "later", "is_new"),
    [
        (LEAD, AGROUND.format("captain of the ferry Quennel", "had been drinking, police"), True),
        (LEAD, AGROUND.format("ferry Quennel", "was a ferry, the coastguard"), False),
        (SMOKE.format("The mayor said"), SMOKE.format("Asked by reporters, she replied"), False),
        (f"{LEAD} Holm spoke.", '"We found a bottle," Holm said.', True),
        (f"{LEAD} Holm spoke.", "''We found a bottle,'' Holm said.", True),
        (f"{LEAD} Holm spoke.", "“We found a bottle.”", True),
        ('Holm said: "We found a bottle on the bridge."', '"We found a bottle," Holm said.', False),
        (f"{LEAD} Holm spoke.", 'Holm said "no comment" then.', False),
    ],
)
def test_news_beside_background_and_a_short_quotation_are_new(
    first: str, later: str, is_new: bool
) -> None:
    parts = list(new_paragraphs([[Told(1, first, 0)], [Told(2, later, 0)]]))
    assert parts[1] == ([2] if is_new else [])


def test_a_copy_with_another_figure_is_new() -> None:
    text = "An explosion in the harbour of Zarbanda killed {} people on Monday night, police said."
    told = [[Told(at, text.format(many), 1)] for at, many in enumerate(("four", "four", "forty"))]
    assert list(new_paragraphs(told))[1:] == [[], [2]]


@given(
    st.lists(
        st.lists(st.lists(_WORDS, max_size=30).map(" ".join), max_size=4), min_size=1, max_size=5
    )
)
def test_what_an_article_repeats_word_for_word_is_never_new(articles: list[list[str]]) -> None:
    told = [
        [Told(100 * at + place, text, 0) for place, text in enumerate(article)]
        for at, article in enumerate([*articles, *articles])
    ]
    new = list(new_paragraphs(told))
    assert new[len(articles) :] == [[] for _ in articles]
    for article, numbers in zip(told, new, strict=True):
        assert set(numbers) <= {one.number for one in article}
