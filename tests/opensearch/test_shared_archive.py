"""A collection looked at as an archive is: the same answers, marks of one's own, and what was read
while it is away.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import wait
from itertools import groupby
from pathlib import Path

import pytest

from index import Archive, Hit, NotShared, SharedArchive, shared_archive
from index.core.errors import NutgrafError
from index.engines.contract import Partial, Unavailable
from index.engines.opensearch.asking import late
from index.engines.opensearch.cluster import Cluster
from index.sharing import collection_pages, counted_names, reading_collection
from tests.opensearch.pushed import archive_of, collection, file_of
from tui.cli import main

_PLACES = ("Busan", "Callow Bay", "Porthaven")


def _news(folder: Path, *, later: bool = False) -> Path:
    records = [
        {
            "url": f"https://echo.example/{number}",
            "title": f"The {number} tender",
            "text": (
                f"Anna Berg won the tender number {number} in {_PLACES[number % 3]}.\n\n"
                f"“It was late,” said Lee Hsien of Hanwha Shipping. Zebra{number}.\n\n"
                "Moreover it rained."
                + ("\n\nThe tender was called off." if later and number == 5 else "")
            ),
            "outlet": ("Echo", "Post")[number % 2],
            "date": "" if number == 7 else f"2025-{1 + number % 12:02}-03",
        }
        for number in range(30)
    ]
    path = folder / f"news-{later}.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, opensearch: str) -> Iterator[Archive]:
    """An archive that was pushed into the collection `looked`."""
    folder = tmp_path_factory.mktemp("source")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([_news(folder)])
        with collection(opensearch, "looked", archive):
            yield archive


@pytest.fixture
def address(source: Archive, opensearch: str) -> str:
    assert source.path.exists()
    return f"{opensearch}/looked"


@pytest.fixture
def shared(address: str) -> Iterator[SharedArchive]:
    with SharedArchive.at(address) as archive:
        yield archive


def _away(archive: SharedArchive) -> None:
    """Have nothing answer any more."""

    def gone(*_: object, **__: object) -> None:
        raise Unavailable("Nothing answers.")

    archive._opened.client.ask = gone  # type: ignore[method-assign]
    archive._opened.client.search_all = gone  # type: ignore[method-assign,assignment]
    archive._opened.collection.cluster.ask = gone  # type: ignore[method-assign]


def _news_of(archive: SharedArchive) -> bool:
    """Whether there is anything new, once that was looked for."""
    archive._opened._looked = archive._opened._stamped = -100.0
    archive.refresh()
    assert archive._opened._looking is not None
    wait([archive._opened._looking], 30)
    return archive.refresh()


pytestmark = pytest.mark.opensearch


@pytest.mark.parametrize(
    "query",
    [
        "tender",
        "tender busan sort:newest",
        'person:"Anna Berg" -busan',
        "org:hanwha outlet:echo",
        'said:"Lee Hsien" late',
        "is:undated",
        "tend* date:2025-02..2025-04",
        "nothing of the kind",
    ],
)
def test_it_answers_as_the_archive_does_that_was_pushed(
    source: Archive, shared: SharedArchive, query: str
) -> None:
    mine, theirs = source.search(query), shared.search(query)
    assert (theirs.paragraphs, theirs.articles) == (mine.paragraphs, mine.articles)
    assert [c.count for c in theirs.clauses] == [c.count for c in mine.clauses]
    rows = {hit.id: hit for hit in mine.hits[:]}
    for hit in theirs.hits[:]:
        same = rows[hit.id]
        assert (hit.text, hit.ordinal, hit.paragraphs) == (same.text, same.ordinal, same.paragraphs)
        assert (hit.title, hit.outlet, hit.date, hit.url) == (
            *(same.title, same.outlet, same.date, same.url),
        )
        assert hit.article_id == same.article_id
        assert hit.spans == same.spans
        assert hit.heading.date_from == same.heading.date_from
        assert hit.publication.imported == same.publication.imported
    ours, known = mine.facets, theirs.facets
    for kind in ("person", "org", "place"):
        counted = {(one.name, one.count) for one in ours.of(kind)}
        assert {(one.name, one.count) for one in known.of(kind)} == counted
    assert (known.outlets, known.months) == (ours.outlets, ours.months)


@pytest.mark.parametrize("order", ["newest", "oldest", "outlet", "relevance"])
@pytest.mark.parametrize("query", ["*", "anna OR late OR rained", "is:undated"])
def test_equal_hits_are_in_the_order_in_which_one_reads_them(
    source: Archive, shared: SharedArchive, query: str, order: str
) -> None:
    """Article by article, which have no order among themselves, and in each as it has them."""
    wanted = f"{query} sort:{order}"
    hits, theirs = shared.search(wanted).hits, source.search(wanted).hits

    def equals(hit: Hit) -> object:
        of_order = {"relevance": round(hit.score, 3), "outlet": hit.outlet}
        return of_order.get(order, hit.date)

    assert list(map(equals, hits[:])) == list(map(equals, theirs[:]))
    for _, some in groupby(hits[:], lambda hit: (equals(hit), hit.article)):
        ordinals = [hit.ordinal for hit in some]
        assert ordinals == sorted(ordinals)
    places = [(equals(hit), hit.article) for hit in hits[:]]
    assert len([*groupby(places)]) == len(set(places))


def test_a_hit_is_located_where_it_stands_among_equals(shared: SharedArchive) -> None:
    search = shared._opened.engine.everything()
    numbers = search.page(0, 90).paragraphs.tolist()
    assert len(numbers) == 90
    assert [search.locate(number) for number in numbers[::7]] == [*range(0, 90, 7)]


def test_who_hangs_is_away_and_who_is_slow_is_not(
    shared: SharedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    hit = shared.search("zebra5").hits[0]
    shared.article_of(hit.number)
    client, ask = shared._opened.client, shared._opened.client.ask
    searched = client.search_all

    def slow(*_: object, **__: object) -> None:
        raise late()

    monkeypatch.setattr(client, "search_all", slow)
    with pytest.raises(Partial, match="longer than it may"):
        shared.search("tender busan")
    assert shared.lacking == ""
    monkeypatch.setattr(client, "ask", slow)
    found = shared.search("tender")
    assert (found.paragraphs, found.lacking) == (1, "away, of what was read here")
    assert "does not answer" in shared.notice
    assert not found.query.repairs
    monkeypatch.setattr(client, "ask", ask)
    monkeypatch.setattr(client, "search_all", searched)
    assert _news_of(shared)
    assert shared.search("tender").paragraphs == 30


def test_a_dossier_takes_what_was_not_read_yet(shared: SharedArchive) -> None:
    numbers = shared.search("zebra2* sort:newest").hits.numbers()
    assert shared.dossiers.collect("Tenders", paragraphs=numbers) == len(numbers) > 5
    (one,) = shared.dossiers.all()
    marks = {mark.number: mark.paragraph for mark in shared.bookmarks()}
    assert [marks[item.bookmark] for item in one.items if item.bookmark] == [*numbers]


def test_lists_that_are_not_whole_say_so(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (counted_names, reading_collection, shared_archive):
        monkeypatch.setattr(module, "MOST", 2)
    monkeypatch.setattr(collection_pages, "_ALL", 1)

    def said(*command: str) -> tuple[int, str]:
        assert main(["--archive", address, *command]) == 0
        told = capsys.readouterr()
        return len(told.out.splitlines()), told.err

    # Two of each type, and not two of all.
    rows, told = said("entities", "--csv")
    assert rows - 1 == 5
    assert "the first 5 names of more" in told
    assert "1 name given out (--limit 1); there are more" in said("entities", "--limit", "1")[1]
    assert "of more" in said("entities", "tender", "--type", "place")[1]
    assert "of more" in said("entities", "--co-mentions", "Anna Berg", "--type", "place")[1]
    assert "nutgraf: rows with less are left out" in said("pivot", "tender", "--rows", "place")[1]
    monkeypatch.undo()
    assert "of more" not in said("entities")[1]
    assert "left out" not in said("pivot", "tender", "--rows", "place", "--columns", "year")[1]


def test_what_is_marked_is_whoever_was_recognised(opensearch: str, tmp_path: Path) -> None:
    """Not whoever else is called so in the same paragraph."""
    texts = (
        "Barack Obama spoke in Chicago. Mrs. Obama listened, and Obama thanked her.",
        "Michelle Obama met Hillary Clinton. Mr. Clinton, Bill Clinton's spokesman said, was ill.",
        "The Supreme Court of Ohio ruled; the Supreme Court, in Washington, did not.",
    )
    records = [
        {"url": f"https://echo.example/{number}", "title": "Day", "text": text}
        for number, text in enumerate(texts)
    ]
    with (
        archive_of(tmp_path, records) as mine,
        collection(opensearch, "marked", mine) as address,
        SharedArchive.at(address) as theirs,
    ):
        known = mine.entities()
        assert len(known) > 4
        for one in known:
            query = f'{one.type}:"{one.name}"'
            marked = {hit.id: hit.spans for hit in mine.search(query).hits[:]}
            assert {hit.id: hit.spans for hit in theirs.search(query).hits[:]} == marked


def test_names_are_counted_and_looked_for(source: Archive, shared: SharedArchive) -> None:
    found = shared.entities("ann", "person")
    assert [(one.name, one.count) for one in found] == [("Anna Berg", 30)]
    people = shared.search("tender").facets.people
    assert [one.name for one in people.containing("berg")] == ["Anna Berg"]
    page = shared.entity(found[0].entity)
    theirs = source.entity(source.entities("anna berg")[0].entity)
    assert (page.paragraphs, page.articles, page.months) == (
        *(theirs.paragraphs, theirs.articles, theirs.months),
    )
    assert (page.first, page.last) == (theirs.first, theirs.last)
    assert {(one.name, one.together) for one in page.co_occurrences} == {
        (one.name, one.together) for one in theirs.co_occurrences
    }
    speaker = shared.entities("lee hsien")[0].entity
    assert shared.entity(speaker).quotes_by[0].words == "It was late,"
    assert [one.name for one in shared.entity_editor.entities("anna")] == ["Anna Berg"]


def test_what_is_read_and_marked_is_there_while_it_is_away(
    shared: SharedArchive, address: str
) -> None:
    hit = shared.search("zebra5").hits[0]
    view = shared.article_of(hit.number)
    assert view.id == hit.article_id
    assert [one.text for one in view.paragraphs][1].startswith("“It was late,”")
    names = {mention.name: mention.entity for one in view.paragraphs for mention in one.mentions}
    assert shared.entities("anna")[0].entity == names["Anna Berg"]
    assert view.paragraphs[1].quotes[0].entity == names["Lee Hsien"]
    marked = shared.search("zebra9").hits[0].number
    shared.add_bookmarks([marked])
    assert shared.search("is:bookmarked").hits.numbers() == [marked]
    found = shared.search("tender")
    _away(shared)
    (here,) = [one.text for one in shared.search("zebra5").hits[:]]
    assert here == hit.text
    away = shared.search("tender")
    assert (away.paragraphs, away.lacking) == (2, "away, of what was read here")
    assert not shared.is_current(found)
    assert "only what was read here is searched" in shared.notice
    assert shared.search('person:"Anna Berg"').facets.people[0].count == 2
    assert shared.search("is:bookmarked").hits.numbers() == [marked]
    assert shared.article_of(marked).title == "The 9 tender"
    (excerpt,) = shared.selection([marked])
    assert "Zebra9" in excerpt.text
    assert shared.check() == []
    # It is opened again while nothing answers, and comes back by itself.
    with pytest.MonkeyPatch.context() as patch:

        def refused(*_: object, **__: object) -> None:
            raise Unavailable("Nothing listens.")

        patch.setattr(Cluster, "ask", refused)
        again = SharedArchive.at(address)
    with again:
        assert "Nothing listens." in again.notice
        assert again.search("tender").paragraphs == 2
        assert _news_of(again)
        assert again.notice == ""
        assert again.search("anna").paragraphs == 30


def test_a_text_that_was_changed_comes_when_it_is_looked_at_again(
    source: Archive, shared: SharedArchive, address: str, tmp_path: Path
) -> None:
    hit = shared.search("zebra5").hits[0]
    shared.add_bookmark(hit.number)
    source.add([_news(tmp_path, later=True)])
    source.exchange(address).push()
    assert _news_of(shared)
    (late,) = shared.search("called off").hits[:]
    view = shared.article_of(late.number)
    assert (view.version, view.versions) == (2, 2)
    # What did not change is known by the number that it had.
    assert view.paragraphs[1].number == hit.number
    assert [mark.paragraph for mark in shared.bookmarks()] == [hit.number]
    assert shared.article(view.number, 1).paragraphs[1].text == hit.text


def test_marks_are_told_by_what_the_collection_has_now(
    opensearch: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def news(*texts: str) -> list[dict[str, str]]:
        text = "\n\n".join(texts)
        return [{"url": "https://echo.example/x", "title": "The zander", "text": text}]

    first = "The zander was sold on Monday.", "Anna Berg said so.", "It rained in Busan all day."
    with (
        archive_of(tmp_path, news(*first)) as mine,
        collection(opensearch, "marks", mine) as address,
        SharedArchive.at(address) as theirs,
    ):
        hits = theirs.search("title:zander sort:oldest").hits
        theirs.add_bookmarks(hits.numbers())
        changed = "The zander was sold on Tuesday, at last.", *first[1:]
        mine.add([file_of(tmp_path, news(*changed))])
        mine.exchange(address).push()
        # Another process, which has read nothing of it since.
        call = ["--archive", address, "search", "title:zander sort:oldest", "--json"]
        assert main(call) == 0
        marked = [hit["bookmarked"] for hit in json.loads(capsys.readouterr().out)["hits"]]
        assert marked == [True, True, True]
        assert main(["--archive", address, "bookmarks", "--json"]) == 0
        states = sorted(one["state"] for one in json.loads(capsys.readouterr().out))
        assert states == ["changed", "kept", "kept"]
        # And this one, which looks for news.
        assert _news_of(theirs)
        assert theirs.search("title:zander is:bookmarked").paragraphs == 3


def test_parts_that_do_not_answer_are_said_beside_the_count(
    shared: SharedArchive, monkeypatch: pytest.MonkeyPatch
) -> None:
    cluster = shared._opened.client.cluster
    whole = cluster.ask

    def half(method: str, path: str, *args: object, **how: object) -> object:
        told = whole(method, path, *args, **how)  # type: ignore[arg-type]
        if path not in ("/_search", "/_msearch"):
            return told
        for answer in told.get("responses", [told]):
            if "hits" in answer:
                gone = {"reason": {"type": "node_disconnected_exception", "reason": "gone"}}
                answer["_shards"] = {"total": 2, "failed": 1, "failures": [gone]}
        return told

    monkeypatch.setattr(cluster, "ask", half)
    found = shared.search("anna")
    assert (found.paragraphs, found.lacking) == (30, "1 of 2 parts did not answer")
    assert found.hits[0].title.endswith("tender")
    assert found.facets.outlets
    monkeypatch.undo()
    assert shared.search("anna sort:oldest").lacking == ""


@pytest.mark.parametrize("clause", ["is:copy", "story:*", "file:news", "file:*"])
def test_what_a_collection_does_not_know_is_said(shared: SharedArchive, clause: str) -> None:
    found = shared.search(f"{clause} tender")
    assert found.paragraphs == 0
    assert "not known of a collection" in found.query.repairs[-1].message
    assert shared.files("news") == ()


def test_what_is_related_is_found(source: Archive, shared: SharedArchive) -> None:
    number = source.search("zebra6").hits[0].number
    other = shared.search("zebra6").hits[0].number
    # Copies, which the archive leaves out, are not known of a collection.
    mine = {one.hit.id: (one.names, one.days) for one in source.related.of(number)}
    theirs = {one.hit.id: (one.names, one.days) for one in shared.related.of(other, 100)}
    assert mine
    assert mine.items() <= theirs.items()


def test_an_article_is_found_by_its_id(shared: SharedArchive) -> None:
    hit = shared.search("zebra11").hits[0]
    view, number = shared.find(hit.id)
    assert (view.id, number) == (hit.article_id, hit.number)
    assert shared.find(hit.article_id[:8])[0].title == "The 11 tender"
    with pytest.raises(NutgrafError, match="No article has the id"):
        shared.find("aaaaaaaaaaaa")


def test_what_is_for_archives_of_ones_own_is_said(shared: SharedArchive, tmp_path: Path) -> None:
    for call in (
        lambda: shared.add([tmp_path]),
        lambda: shared.feeds,
        lambda: shared.exchange("https://search.example/news"),
        shared.stories.of,
        shared.versions.changed,
        lambda: shared.pivot(shared.search("anna"), "section", "month"),
        lambda: shared.furniture.say([1], is_furniture=True),
        shared.furniture.all,
        shared.removals.all,
        shared.watched_names,
    ):
        with pytest.raises(NotShared):
            call()
    assert shared.enrichment().run() == 0


def test_the_command_line_knows_it_by_a_name(
    address: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text(f'[archives]\nroom = "{address}"\n', "utf-8")
    assert main(["--archive", "room", "search", "zebra11", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["paragraphs"], found["hits"][0]["ordinal"]) == (1, 2)
    assert main(["--archive", "room", "search", "zebra11 nowhere"]) == 1
    assert main(["--archive", "room", "show", found["hits"][0]["id"]]) == 0
    assert "Zebra11" in capsys.readouterr().out
    assert main(["--archive", "room", "export", "zebra11", "--format", "markdown"]) == 0
    assert "The 11 tender" in capsys.readouterr().out
    assert main(["--archive", "room", "entities", "tender", "--type", "person"]) == 0
    assert "Anna Berg" in capsys.readouterr().out
    assert main(["--archive", "room", "add", "x.txt"]) == 2
    assert "nutgraf push ADDRESS" in capsys.readouterr().err
    assert main(["--archive", address.replace("looked", "nowhere"), "stats"]) == 2
    told = capsys.readouterr().err
    assert "There is no collection" in told
    assert f"nutgraf push {address.replace('looked', 'nowhere')}" in told


def test_numbers_of_a_collection(source: Archive, shared: SharedArchive) -> None:
    mine, theirs = source.stats(), shared.stats()
    for name in ("articles", "paragraphs", "undated", "outlets", "first_date", "last_date"):
        assert getattr(theirs, name) == getattr(mine, name), name


def test_the_same_collection_has_the_same_file_whatever_host_it_is_reached_by(
    shared: SharedArchive, address: str
) -> None:
    with SharedArchive.at(address.replace("127.0.0.1", "localhost")) as other:
        assert other.path == shared.path
