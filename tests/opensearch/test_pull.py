"""Pulling: what a query finds in a collection comes whole, and what comes is not believed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Archive, rename_edit
from index.core.shared_article import SharedArticle
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import NotThere
from index.store.articles import whole_articles
from tests.opensearch.pushed import archive_of, collection, file_of

pytestmark = pytest.mark.opensearch

_TEXTS = {
    "ferry": "The ferry left Callow Bay at noon.\n\n“We were late,” said Lee Hsien.",
    "oil": "The price of oil rose again, Anna Berg said in Busan.\n\nMoreover it rained.",
    "tea": "Tea was served in Busan.\n\nNobody asked for oil.",
}


def _news(folder: Path, **changed: str) -> Path:
    records = [
        {
            "url": f"https://echo.example/{name}",
            "title": f"On {name}",
            "text": changed.get(name, text),
            "outlet": "Porthaven Echo",
            "date": f"2025-10-0{day}",
            "tags": ["harbour"] if name == "ferry" else [],
        }
        for day, (name, text) in enumerate(_TEXTS.items(), 1)
    ]
    # It has no address: its id is made of what only the record says.
    records.append({"id": "r-77", "title": "", "text": "Oil was found.", "outlet": "Post"})
    path = folder / f"news-{len(changed)}.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, opensearch: str) -> Iterator[Archive]:
    """An archive that was pushed into the collection `pulled`; one article has two texts."""
    folder = tmp_path_factory.mktemp("source")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([_news(folder)])
        archive.add([_news(folder, tea=_TEXTS["tea"] + "\n\nThen Anna Berg left.")])
        with collection(opensearch, "pulled", archive):
            yield archive


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "mine.db", index_folder=tmp_path / "index") as archive:
        yield archive


@pytest.fixture
def pull(mine: Archive, source: Archive, opensearch: str) -> Callable[[str], tuple[int, int, int]]:
    def pulled(query: str) -> tuple[int, int, int]:
        report = mine.exchange(f"{opensearch}/pulled").pull(mine.parse(query))
        assert report.skipped == []
        return report.new, report.changed, report.unchanged

    return pulled


def _whole(archive: Archive) -> dict[str, SharedArticle]:
    database = archive._database
    chosen = [one for some in whole_articles.numbers(database, 100) for one in some]
    return {one.id: one for one in whole_articles.read(database, chosen)}


def _known(article: SharedArticle):
    """What is known of an article, without when this archive came to know it."""
    return [
        (
            one.hash, one.title, one.outlet, one.date, one.url, one.tags, one.names_by,
            [(p.text, p.names, p.quotes) for p in one.paragraphs],
        )
        for one in article.versions
    ]  # fmt: skip


def _titles(archive: Archive) -> set[str]:
    return {one.current.title for one in _whole(archive).values()}


def test_everything_comes_as_it_was(source: Archive, mine: Archive, pull, opensearch: str) -> None:
    assert pull("*") == (4, 0, 0)
    theirs, ours = _whole(source), _whole(mine)
    assert ours.keys() == theirs.keys()
    assert {key: _known(one) for key, one in ours.items()} == {
        key: _known(one) for key, one in theirs.items()
    }
    assert pull("*") == (0, 0, 4)
    found = mine.search('person:"Anna Berg"')
    assert found.paragraphs == source.search('person:"Anna Berg"').paragraphs > 0
    # Given back, the collection learns nothing by it.
    report = mine.exchange(f"{opensearch}/pulled").push()
    assert (report.new, report.changed, report.unchanged) == (0, 0, 4)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("oil -tea", {"On oil", "On tea", "Oil was found."}),
        ('"oil rose"', {"On oil"}),
        ("title:tea", {"On tea"}),
        ('person:"Anna Berg"', {"On oil", "On tea"}),
        ("place:busan anna", {"On oil"}),
        ("scope:article busan left", {"On tea"}),
        ('said:"Lee Hsien" late', {"On ferry"}),
        ("tag:harbour", {"On ferry"}),
        ("outlet:post", {"Oil was found."}),
        ("date:2025-10-02..", {"On oil", "On tea"}),
        ("pric*", {"On oil"}),
        ("zebra", set()),
        ("person:nobody", set()),
    ],
)
def test_articles_come_that_a_query_finds(
    mine: Archive, pull, source: Archive, query: str, titles: set[str]
) -> None:
    pull(query)
    assert _titles(mine) == titles
    # The archive itself finds the same.
    assert {hit.publication.title for hit in source.search(query).hits} == titles


def test_files_are_known_where_they_were_read_and_by_name_where_articles_went(
    source: Archive, mine: Archive, opensearch: str
) -> None:
    assert source.search("file:news").paragraphs == source.search("*").paragraphs
    query = mine.parse("file:news oil")
    report = mine.exchange(f"{opensearch}/pulled").pull(query)
    assert report.new == 0
    assert [remark.path for remark in report.remarks] == ["file:news"]
    mine.exchange(f"{opensearch}/pulled").pull(mine.parse("oil"))
    every = mine.search("*").paragraphs
    assert mine.search("file:news").paragraphs == mine.search("file:*").paragraphs == every > 0
    assert {(one.name.partition("-")[0], one.within) for one in mine.files()} == {("news", "")}


def test_a_new_text_comes_as_a_version(
    source: Archive, mine: Archive, pull, tmp_path: Path, opensearch: str
) -> None:
    mine.add([_news(tmp_path, ferry=_TEXTS["ferry"] + "\n\nIt was the last one.")])
    with Archive.open(tmp_path / "b.db", index_folder=tmp_path / "b") as other:
        other.add([_news(tmp_path, ferry=_TEXTS["ferry"] + "\n\nIt sank.")])
        other.exchange(f"{opensearch}/other").push()
    report = mine.exchange(f"{opensearch}/other").pull(mine.parse("*"))
    assert (report.new, report.changed, report.unchanged) == (0, 1, 3)
    ferry = next(one for one in _whole(mine).values() if one.current.title == "On ferry")
    assert [one.paragraphs[-1].text for one in ferry.versions] == [
        "It was the last one.",
        "It sank.",
    ]
    with Cluster(ClusterAddress.parse(f"{opensearch}/other")) as cluster:
        cluster.ask("DELETE", "/other-*")


def test_what_is_the_readers_own_is_said_to_find_nothing(
    source: Archive, mine: Archive, opensearch: str
) -> None:
    report = mine.exchange(f"{opensearch}/pulled").pull(mine.parse("oil is:bookmarked"))
    assert report.read == 0
    assert [(one.path, "your own archive" in one.text) for one in report.remarks] == [
        ("is:bookmarked", True)
    ]


def test_nothing_stays_open_in_the_cluster(pull, opensearch: str) -> None:
    def is_open() -> int:
        with Cluster(ClusterAddress.parse(f"{opensearch}/pulled")) as cluster:
            told = cluster.ask("GET", "/_search/point_in_time/_all", missing=True)
            return len(told.get("pits", ()))

    before = is_open()
    pull("oil")
    assert is_open() == before


def test_there_is_no_such_collection(mine: Archive, opensearch: str) -> None:
    with pytest.raises(NotThere, match="There is no collection “nowhere”"):
        mine.exchange(f"{opensearch}/nowhere").pull(mine.parse("*"))


def test_a_pull_that_is_stopped_goes_on_the_next_time(
    source: Archive, mine: Archive, pull, opensearch: str
) -> None:
    answers = iter([False, False, False, False, True])
    report = mine.exchange(f"{opensearch}/pulled").pull(
        mine.parse("*"), stop=lambda: next(answers, True)
    )
    assert report.interrupted
    assert sum(pull("*")) == 4
    assert _whole(mine).keys() == _whole(source).keys()


def test_what_others_wrote_is_cleaned_at_the_door(
    source: Archive, mine: Archive, opensearch: str
) -> None:
    """Terminal escapes and bidi overrides, a name that lies elsewhere, a date that is none."""
    address = f"{opensearch}/hostile"
    source.exchange(address).push()
    with Cluster(ClusterAddress.parse(address)) as cluster:
        found = cluster.ask("GET", "/hostile-articles/_search")["hits"]["hits"]
        by_title = {one["_source"]["title"]: one for one in found}
        for title, change in {
            "On ferry": lambda content: content["versions"][0]["paragraphs"][0].update(
                text="\x1b]0;owned\x07The ferry \u202eleft\u202c Callow Bay."
            ),
            "On oil": lambda content: content["versions"][0]["paragraphs"][0].update(
                names=[[5, 999, "person", "Anna", 1.0]]
            ),
            "On tea": lambda content: content["versions"][0].update(date="\x1b[31msoon"),
        }.items():
            document = by_title[title]
            change(document["_source"]["content"])
            cluster.ask(
                "PUT", f"/hostile-articles/_doc/{document['_id']}?refresh=true", document["_source"]
            )
        report = mine.exchange(address).pull(mine.parse("*"))
        cluster.ask("DELETE", "/hostile-*")
    assert [one.path for one in report.skipped] == [by_title["On oil"]["_id"]]
    ours = {one.current.title: one.versions[0] for one in _whole(mine).values()}
    assert ours["On ferry"].paragraphs[0].text == "The ferry left Callow Bay."
    assert ours["On tea"].date == ""


def test_edits_of_names_that_come_along_are_told_and_handed_on(
    mine: Archive, opensearch: str, tmp_path: Path
) -> None:
    records = [
        {"url": "https://echo.example/1", "title": "Day", "text": "Anna Berg met Lee Hsien."}
    ]
    with archive_of(tmp_path, records) as source:
        source.entity_editor.apply([rename_edit(source.entities("anna berg")[0], "Anna B. Berg")])
        with collection(opensearch, "edited", source) as address:
            report = mine.exchange(address).pull(mine.parse("berg"))
            assert [one.path for one in report.remarks] == ["one edit of names"]
            again = mine.exchange(address).pull(mine.parse("berg"))
            assert again.remarks == []
    assert "Anna B. Berg" in mine.entity_editor.rules()
    assert mine.entity_editor.read_rules(mine.entity_editor.rules()) == 0


def test_an_older_text_that_comes_does_not_become_the_current_one(
    mine: Archive, opensearch: str, tmp_path: Path
) -> None:
    """Two archives met the same article and then each another text of it, one after the other."""

    def news(word: str) -> list[Path]:
        text = f"The kelp works of Callow Bay {word}, its owner Anna Berg said on Monday."
        record = {"url": "https://echo.example/kelp", "title": "Kelp", "text": text}
        return [file_of(tmp_path, [record])]

    def met(archive: Archive, word: str, day: int) -> None:
        archive.add(news(word))
        with archive._database.transaction() as connection:
            connection.execute(
                "UPDATE version SET imported = ? WHERE number = (SELECT max(number) FROM version)",
                (f"2026-01-0{day}T10:00:00+00:00",),
            )

    with Archive.open(tmp_path / "b.db", index_folder=tmp_path / "b") as other:
        for archive in (mine, other):
            met(archive, "opened", 1)
        met(other, "closed", 2)
        met(mine, "sold", 3)
        with collection(opensearch, "kelp", other) as address:
            mine.exchange(address).push()
            for archive in (mine, other):
                report = archive.exchange(address).pull(archive.parse("kelp"))
                assert (report.changed, report.unchanged) == (1, 0)
                (hit,) = archive.search("kelp").hits[:]
                assert "sold" in hit.text
                (article,) = _whole(archive).values()
                texts = [one.paragraphs[0].text.split()[6] for one in article.versions]
                assert texts == ["opened,", "closed,", "sold,"]
                again = archive.exchange(address).pull(archive.parse("kelp"))
                assert (again.changed, again.unchanged) == (0, 1)
                assert archive.check() == []
            assert other.exchange(address).push().changed == 0
