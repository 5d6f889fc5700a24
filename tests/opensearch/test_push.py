"""Pushing archives into a real cluster: again, interrupted, several at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from index import Archive
from index.core.errors import StoppedError
from index.core.shared_article import SharedArticle
from index.engines.contract import Unavailable
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import Busy, Refused
from index.sharing.article_document import read
from index.sharing.paragraph_documents import paragraph_ids_of
from index.sharing.push import Push
from index.store.articles import whole_articles
from tests.effort import runs
from tests.opensearch import server

pytestmark = pytest.mark.opensearch


def _records(*changed: int, shift: int = 0) -> str:
    """Articles of which some have another text, outlet or date than elsewhere."""
    records = [
        {
            "url": f"https://echo.example/{number}",
            "title": f"Tender {number}",
            "text": f"Lee Hsien visited Busan on day {number}.\n\n"
            + ("The price of oil rose again, Anna Berg said.\n\n" if number in changed else "")
            + "Moreover the ferry left Callow Bay as it does on every day of the week.",
            "outlet": "Porthaven Echo" if (number + shift) % 2 else "",
            "date": "2025-10-02" if (number + shift) % 3 else "2025",
        }
        for number in range(6)
    ]
    return "\n".join(map(json.dumps, records[shift : 5 + shift]))


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Archive]]:
    """Three that met the same articles at different times, one of them in two versions."""
    folder = tmp_path_factory.mktemp("archives")
    opened = []
    for name, texts in {
        "one": [_records(), _records(1, 2)],
        "two": [_records(2, 3, shift=1)],
        "three": [_records(4), _records(1, 4)],
    }.items():
        archive = Archive.open(folder / f"{name}.db", index_folder=folder / name)
        for number, text in enumerate(texts):
            path = folder / f"{name}-{number}.jsonl"
            path.write_text(text, encoding="utf-8")
            assert archive.add([path]).read == 5
        opened.append(archive)
    yield opened
    for archive in opened:
        archive.close()


Trouble = Callable[["Hindered"], None]


class Hindered(Cluster):
    """A cluster on the way to which something happens, before or after some of the requests."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__(ClusterAddress.parse(f"{address}/{name}"))
        self.before: dict[int, Trouble] = {}
        self.after: dict[int, Trouble] = {}
        self.asked = 0

    def ask(self, method, path, body=None, **how):
        number, self.asked = self.asked, self.asked + 1
        self.before.get(number, lambda _: None)(self)
        told = super().ask(method, path, body, **how)
        self.after.get(number, lambda _: None)(self)
        return told


@pytest.fixture
def collection(opensearch: str, request: pytest.FixtureRequest) -> Iterator[Callable[[], Hindered]]:
    """Ways to one collection of its own."""
    name = f"push-{abs(hash(request.node.name)) % 10**8}"
    ways: list[Hindered] = []

    def way() -> Hindered:
        ways.append(Hindered(opensearch, name))
        return ways[-1]

    yield way
    ways[0].ask("DELETE", f"/{name}-*")
    for one in ways:
        one.close()


def _push(archive: Archive, cluster: Cluster):
    return Push(archive._database, cluster, wait=lambda _: None).run()


def _counts(report) -> tuple[int, int, int]:
    return report.new, report.changed, report.unchanged


def _held(cluster: Cluster) -> dict[str, list[dict]]:
    """All documents of a collection, by kind."""
    name = cluster.address.name
    cluster.ask("POST", f"/{name}-*/_refresh")
    return {
        kind: cluster.ask("GET", f"/{name}-{kind}/_search", {"size": 1000})["hits"]["hits"]
        for kind in ("articles", "paragraphs", "names")
    }


def _known(archives: list[Archive]) -> dict[str, SharedArticle]:
    """What archives know together."""
    whole: dict[str, SharedArticle] = {}
    for archive in archives:
        for numbers in whole_articles.numbers(archive._database, 100):
            for one in whole_articles.read(archive._database, numbers):
                whole[one.id] = whole[one.id].joined(one) if one.id in whole else one
    return whole


def _ensure_whole(cluster: Cluster, archives: list[Archive]) -> None:
    """The collection holds what the archives know together, no less and no more."""
    held, known = _held(cluster), _known(archives)
    documents = {one["_id"]: one["_source"] for one in held["articles"]}
    assert {key: read(source) for key, source in documents.items()} == known
    assert all(source["settled"] for source in documents.values())
    wanted = {key: paragraph_ids_of(one) for key, one in known.items()}
    found: dict[str, set[str]] = {key: set() for key in known}
    for one in held["paragraphs"]:
        found[one["_source"]["article_id"]].add(one["_id"])
    assert found == wanted
    called = {
        (name.type, name.name)
        for one in known.values()
        for paragraph in one.current.paragraphs
        for name in paragraph.names
    }
    assert {(one["_source"]["type"], one["_source"]["name"]) for one in held["names"]} >= called


def test_what_was_pushed_is_not_sent_again(archives: list[Archive], collection) -> None:
    one, two, _ = archives
    assert _counts(_push(one, collection())) == (5, 0, 0)
    _ensure_whole(collection(), [one])
    way = collection()
    assert _counts(_push(one, way)) == (0, 0, 5)
    assert way.asked == 6, "four indices were looked at, edits of names asked for, digests compared"
    new, changed, unchanged = _counts(_push(two, collection()))
    assert (new, changed + unchanged) == (1, 4)
    assert changed
    _ensure_whole(collection(), [one, two])
    assert _counts(_push(two, collection())) == (0, 0, 5)
    assert _counts(_push(one, collection())) == (0, 0, 5)


def _stopped(_: Hindered) -> None:
    raise StoppedError


def _gone(way: Hindered) -> None:
    """The way is cut for as long as somebody waits."""
    way.before = dict.fromkeys(range(way.asked, way.asked + 99), _lost)
    _lost(way)


def _lost(_: Hindered) -> None:
    """A node is lost, and others take its place."""
    raise Unavailable("The node was lost.")


def test_pushes_that_are_killed_cut_off_and_crossed_lose_nothing(
    archives: list[Archive], opensearch: str
) -> None:
    """Between any two requests another archive may push, the way may be cut, the program end."""
    for seed in range(runs(6, 150)):
        chance = Random(seed)
        name = f"crossed-{seed}"
        ways = []
        for archive in archives * 2:
            way = Hindered(opensearch, name)
            ways.append(way)
            other = chance.choice([one for one in archives if one is not archive])

            def crossed(_: Hindered, other: Archive = other, name: str = name) -> None:
                with Hindered(opensearch, name) as own:
                    _push(other, own)

            trouble = chance.choice([_stopped, _gone, _lost, crossed])
            moment = chance.choice([way.before, way.after])
            moment[chance.randrange(3, 16)] = trouble
            try:
                _push(archive, way)
            except Unavailable:
                continue
        with Hindered(opensearch, name) as way:
            for archive in archives:
                _push(archive, way)
            _ensure_whole(way, archives)
            asked = way.asked
            assert [_counts(_push(archive, way)) for archive in archives] == [(0, 0, 5)] * 3
            assert way.asked > asked
            way.ask("DELETE", f"/{name}-*")
        for way in ways:
            way.close()


def test_a_busy_cluster_is_waited_for(archives: list[Archive], collection) -> None:
    way = collection()

    def busy(_: Hindered) -> None:
        raise Busy("more to do than it takes")

    way.before |= dict.fromkeys(range(8, 12), busy)
    assert _counts(_push(archives[0], way)) == (5, 0, 0)
    _ensure_whole(way, archives[:1])


def test_a_cluster_with_little_room_gets_it_bit_by_bit(tmp_path: Path, opensearch: str) -> None:
    """A node that takes 90 kB at once, and says of more that it is too much (429)."""
    lots = "\n\n".join(
        f"Lot {lot} of the tender would be late, Anna Berg said." for lot in range(150)
    )
    news = tmp_path / "long.jsonl"
    news.write_text(json.dumps({"title": "Late", "text": lots}), encoding="utf-8")
    waits: list[float] = []
    with (
        server.running(indexing_pressure__memory__limit="90kb") as node,
        Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive,
        Hindered(node.address, "narrow") as way,
    ):
        archive.add([news])
        assert _counts(Push(archive._database, way, wait=waits.append).run()) == (1, 0, 0)
        _ensure_whole(way, [archive])
    assert waits
    # Each time something was taken it begins with short pauses again.
    assert max(waits) < 2


def test_nothing_is_written_where_one_index_is_somebody_elses(
    archives: list[Archive], collection
) -> None:
    way = collection()
    name = way.address.name
    way.ask("PUT", f"/{name}-names", {"mappings": {"properties": {"x": {"type": "long"}}}})
    with pytest.raises(Refused, match="somebody else's"):
        _push(archives[0], way)
    assert list(way.ask("GET", f"/{name}-*")) == [f"{name}-names"]


def test_a_document_that_cannot_be_read_is_left_and_said(
    archives: list[Archive], collection
) -> None:
    way = collection()
    _push(archives[0], way)
    name = way.address.name
    (first, *_) = _held(way)["articles"]
    broken = {"id": first["_id"], "digest": "", "settled": True, "content": {"versions": "none"}}
    way.ask("PUT", f"/{name}-articles/_doc/{first['_id']}", broken)
    report = _push(archives[0], way)
    assert _counts(report) == (0, 0, 4)
    assert [(one.path, "not as Nutgraf" in one.reason) for one in report.skipped] == [
        (first["_id"], True)
    ]


_CANARY = "zzcanary"


def test_what_is_the_readers_own_never_leaves(
    tmp_path: Path, opensearch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / f"{_CANARY}-folder"
    folder.mkdir()
    (folder / "news.jsonl").write_text(_records(1), encoding="utf-8")
    sent: list[str] = []
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([folder])
        number = int(archive.search("oil").hits[0].number)
        bookmark = archive.add_bookmark(number).number
        archive.set_note(bookmark, f"{_CANARY} note")
        archive.set_tags(bookmark, [f"{_CANARY}-tag"])
        archive.save_search(f"{_CANARY}", f"oil {_CANARY}")
        with Hindered(opensearch, "canary") as way:
            ask = way.ask

            def listening(method, path, body=None, **how):
                sent.append(f"{path} {body}")
                return ask(method, path, body, **how)

            monkeypatch.setattr(way, "ask", listening)
            _push(archive, way)
            ask("DELETE", "/canary-*")
    assert "Tender 1" in "".join(sent)
    assert _CANARY not in "".join(sent)
