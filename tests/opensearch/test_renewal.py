"""A collection of an older program is brought up to date while others search it and push into it.

The older program is this one as it is; the newer one is this one with other mappings, or the older
one is one whose documents lack fields.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from index import Archive, Edit, Renewal, SharedArchive
from index.core.errors import StoppedError
from index.engines.contract import Unavailable
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import Refused, Replaced
from index.engines.opensearch.versioned_index import Kind
from index.engines.opensearch.write_order import WriteOrder
from index.sharing import collection as collections
from index.sharing.article_document import ARTICLES, read
from index.sharing.collection import Collection
from index.sharing.edit_documents import EDITS
from index.sharing.paragraph_documents import FORMS, NAMES, PARAGRAPHS, paragraph_ids_of
from index.sharing.push import Push
from tests.cli.conftest import ROOT
from tests.effort import runs
from tui.cli import main

pytestmark = pytest.mark.opensearch

ALL = (ARTICLES, PARAGRAPHS, NAMES, EDITS)


@contextmanager
def mappings(*newer: Kind) -> Iterator[None]:
    """A program to which some kinds are one version newer."""
    with pytest.MonkeyPatch.context() as patch:
        kinds = [replace(one, version=one.version + (one in newer)) for one in ALL]
        patch.setattr(collections, "KINDS", tuple(kinds))
        yield


_EDIT = Edit(kind="hide", type="place", name="Nowhere")


def _news(folder: Path, first: int, count: int, *, word: str = "late") -> Path:
    records = [
        {
            "url": f"https://echo.example/{number}",
            "title": f"Tender {number}",
            "text": f"Anna Berg said: “Lot {number} is {word},” in Busan.\n\nMoreover it rained.",
            "outlet": "Echo",
            "date": "2025-10-02",
        }
        for number in range(first, first + count)
    ]
    path = folder / f"{first}-{word}.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Archive]]:
    """Two, the second of which has later texts of some articles of the first, and more of them."""
    folder = tmp_path_factory.mktemp("archives")
    opened = []
    for name, news in {
        "one": [_news(folder, 0, 60)],
        "two": [_news(folder, 50, 10), _news(folder, 55, 20, word="off")],
    }.items():
        archive = Archive.open(folder / f"{name}.db", index_folder=folder / name)
        for path in news:
            archive.add([path])
        opened.append(archive)
    yield opened
    for archive in opened:
        archive.close()


class Way(Cluster):
    """A way to a collection on which something happens before some of the requests."""

    def __init__(self, address: str) -> None:
        super().__init__(ClusterAddress.parse(address))
        self.before: dict[int, Callable[[], None]] = {}
        self.at: dict[str, Callable[[], None]] = {}
        self.each: Callable[[], None] = lambda: None
        self.asked = 0

    def ask(self, method: str, path: str, body: Any = None, **how: Any) -> Any:
        self.asked += 1
        self.before.pop(self.asked, lambda: None)()
        self.at.pop(path.rpartition("/")[2], lambda: None)()
        self.each()
        return super().ask(method, path, body, **how)


@pytest.fixture
def address(opensearch: str, request: pytest.FixtureRequest) -> Iterator[str]:
    name = f"renewed-{abs(hash(request.node.name)) % 10**8}"
    yield f"{opensearch}/{name}"
    with Way(f"{opensearch}/{name}") as way:
        way.ask("DELETE", f"/{name}-*")


@pytest.fixture
def on_three_shards(address: str) -> Iterator[None]:
    """As whoever runs the cluster says."""
    with Way(address) as way:
        name = f"/_index_template/{way.address.name}"
        shards = {"settings": {"number_of_shards": 3}}
        way.ask("PUT", name, {"index_patterns": [f"{way.address.name}-*"], "template": shards})
        yield
        way.ask("DELETE", name)


def _push(archive: Archive, address: str) -> None:
    with Way(address) as way:
        Push(archive._database, way, wait=lambda _: None).run()


def _renew(address: str) -> int:
    with Way(address) as way:
        return Renewal(way, wait=lambda _: None).run().new


def _stored(way: Cluster) -> dict[str, dict[str, Any]]:
    """What a collection holds, but for when it was derived and by which numbers."""
    name = way.address.name
    way.ask("POST", f"/{name}-*/_refresh")
    held = {}
    for kind in ALL:
        told = way.ask("GET", f"/{name}-{kind.name}/_search", {"size": 1_000})["hits"]["hits"]
        held[kind.name] = {one["_id"]: one["_source"] for one in told}
    return held


def _ensure_whole(way: Cluster, archives: list[Archive]) -> None:
    """All articles that archives know are there, settled, with all paragraphs of the newest text
    and no others.
    """
    held = _stored(way)
    known = {hit.article_id for archive in archives for hit in archive.search("rained").hits[:]}
    articles = {key: read(source) for key, source in held["articles"].items()}
    assert articles.keys() == known
    assert all(source["settled"] for source in held["articles"].values())
    wanted = set().union(*map(paragraph_ids_of, articles.values()))
    assert held["paragraphs"].keys() == wanted
    texts = {source["raw"]["text"] for source in held["paragraphs"].values()}
    assert texts == {p.text for one in articles.values() for p in one.current.paragraphs}


def _indices(way: Cluster) -> set[str]:
    return set(way.ask("GET", f"/{way.address.name}-*"))


@pytest.mark.parametrize("newer", [ALL, (PARAGRAPHS,), (EDITS,)], ids=["all", "one", "edits"])
def test_a_newer_mapping_holds_the_same_and_the_old_one_is_gone(
    archives: list[Archive], address: str, newer: tuple[Kind, ...], on_three_shards: None
) -> None:
    for archive in archives:
        _push(archive, address)
    with Way(address) as way:
        _looked_at(way).edits.add([_EDIT], "ann")
        assert len(WriteOrder(way, _looked_at(way).articles).reach()) == 3
        before = _stored(way)
        identity = _looked_at(way).identity
        with mappings(*newer):
            assert _renew(address)
            assert _renew(address) == 0
            assert _looked_at(way).identity == identity
            assert _stored(way) == before
            assert _indices(way) == {
                f"{way.address.name}-{one.name}-v{one.version}" for one in collections.KINDS
            }
            # The newer program goes on as if nothing had been.
            for archive in archives:
                _push(archive, address)
            assert _stored(way) == before


def _looked_at(way: Cluster) -> Collection:
    collection = Collection(way)
    collection.look()
    return collection


def _stopped() -> None:
    raise StoppedError


def _lost() -> None:
    raise Unavailable("A node was lost.")


def test_killed_crossed_and_pushed_into_nothing_is_lost_and_readers_go_on(
    archives: list[Archive], opensearch: str
) -> None:
    """Between any two requests the program may end, a node be lost, another renew the same, and an
    older program push; and at each moment all that was there at first is found.
    """
    one, two = archives
    for seed in range(runs(2, 30)):
        chance = Random(seed)
        newer = chance.choice([ALL, (PARAGRAPHS,), (PARAGRAPHS, NAMES), (ARTICLES,)])
        address = f"{opensearch}/crossed-renewal-{seed}"
        _push(one, address)
        with Way(address) as way, Way(address) as reader, Way(address) as pushing:
            push = _pushing_bit_by_bit(two, pushing, chance)

            def found(reader: Way = reader) -> None:
                name = reader.address.name
                told = reader.ask("GET", f"/{name}-paragraphs/_count", {"query": _RAINED})
                assert told["count"] >= 60

            def renewed_too(address: str = address) -> None:
                _renew(address)

            reader.ask("POST", f"/{reader.address.name}-*/_refresh")
            with mappings(*newer):
                renewal = Renewal(way, wait=lambda _: None)
                way.each = found
                for _ in range(3):
                    trouble = chance.choice([_stopped, _lost, renewed_too, push])
                    way.before[way.asked + chance.randrange(1, 40)] = trouble
                    renewal.run()
                    push()
                renewal.run()
                way.each, way.before = lambda: None, {}
                for archive in archives:
                    _push(archive, address)
                _ensure_whole(way, archives)
            way.ask("DELETE", f"/{way.address.name}-*")


@pytest.mark.parametrize("newer", [ALL, (PARAGRAPHS,)], ids=len)
def test_what_is_pushed_when_all_seemed_to_be_filled_is_there(
    archives: list[Archive], address: str, newer: tuple[Kind, ...]
) -> None:
    one, two = archives

    def push() -> None:
        with mappings():
            _push(two, address)

    _push(one, address)
    with Way(address) as way, mappings(*newer):
        way.at["write"] = push  # the lock
        Renewal(way).run()
        assert not way.at
        _ensure_whole(way, archives)


_RAINED = {"term": {"ordinal": 2}}


def _pushing_bit_by_bit(archive: Archive, way: Way, chance: Random) -> Callable[[], None]:
    """A push of an older program, which is cut somewhere or told that its time is over."""

    def push() -> None:
        way.before = {way.asked + chance.randrange(5, 20): _stopped}
        with mappings(), suppress(Replaced):
            Push(archive._database, way, wait=lambda _: None).run()

    return push


class Older(Cluster):
    """A way on which documents lose what an older program did not write, and words are filed as it
    did it.
    """

    def ask(self, method: str, path: str, body: Any = None, **how: Any) -> Any:
        if path == "/_bulk":
            lines = [json.loads(line) for line in body.splitlines()]
            for line in lines:
                for gone in (FORMS, "said_by", "words"):
                    line.pop(gone, None)
                if "text" in line:
                    line["text"] = line["text"].upper()
            body = "".join(f"{json.dumps(line)}\n" for line in lines)
        return super().ask(method, path, body, **how)


def _without(kind: Kind, *fields: str) -> Kind:
    kept = {name: one for name, one in kind.properties.items() if name not in fields}
    return replace(kind, version=kind.version - 1, properties=kept)


def test_what_an_older_mapping_lacks_is_found_after_it(
    archives: list[Archive], address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    older = (ARTICLES, _without(PARAGRAPHS, FORMS, "said_by"), _without(NAMES, "words"), EDITS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(collections, "KINDS", older)
        with Older(ClusterAddress.parse(address)) as way:
            assert Push(archives[0]._database, way).run().new == 60
            # It did not know of edits yet.
            way.ask("DELETE", f"/{way.address.name}-edits-v{EDITS.version}")
    with pytest.raises(Refused, match="older Nutgraf") as told:
        SharedArchive.at(address)
    assert f"nutgraf --archive {address} reindex" in str(told.value)
    # It says what it will do before it does it.
    assert main(["--archive", address, "reindex"]) == 0
    said = capsys.readouterr().out
    assert f"{PARAGRAPHS.version - 1}, today {PARAGRAPHS.version}" in said
    assert "Nothing was done" in said
    assert main(["--archive", address, "reindex", "--yes"]) == 0
    assert "60 documents gone through" in capsys.readouterr().out
    assert main(["--archive", address, "reindex"]) == 0
    assert "nothing to do" in capsys.readouterr().out
    with SharedArchive.at(address) as shared:
        for query in ("rained", 'said:"Anna Berg" late', 'person:"Anna Berg" lot'):
            assert shared.search(query).paragraphs == archives[0].search(query).paragraphs > 0


def test_who_looks_at_it_with_the_older_program_is_told_once_and_goes_on_with_what_was_read(
    archives: list[Archive], address: str
) -> None:
    _push(archives[0], address)
    with SharedArchive.at(address) as shared, Way(address) as way:
        assert shared.search("rained").paragraphs == 60
        read_here = shared.search("rained").hits[0]
        shared.article(read_here.article)
        pushing = Collection(way)
        pushing.prepare()
        with mappings(*ALL):
            _renew(address)
        found = shared.search("rained")
        assert found.paragraphs == 1
        assert "newer Nutgraf" in shared.notice
        assert "pip install --upgrade nutgraf" in shared.notice
        assert shared.search("rained").hits[0].id == read_here.id
        before = _indices(way)
        with pytest.raises(Replaced, match="newer Nutgraf"):
            pushing.read(["x"])
        with pytest.raises(Replaced, match="newer Nutgraf"):
            pushing.edits.add([_EDIT], "ann")
        with pytest.raises(Replaced, match="newer Nutgraf"):
            Push(archives[1]._database, way).run()
        assert _indices(way) == before


_TOMORROW = """
import sys
from dataclasses import replace
from index.sharing import collection
collection.KINDS = tuple(replace(one, version=one.version + 1) for one in collection.KINDS)
from tui.cli import main
sys.exit(main(sys.argv[1:]))
"""


def test_a_program_that_is_killed_is_gone_on_with(archives: list[Archive], address: str) -> None:
    for archive in archives:
        _push(archive, address)
    call = (sys.executable, "-c", _TOMORROW, "--archive", address, "reindex", "--yes")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with Way(address) as way:
        beside = f"{way.address.name}-articles-v{ARTICLES.version + 1}"
        with subprocess.Popen(call, cwd=ROOT, env=environment, text=True) as process:
            while process.poll() is None and not way.ask("HEAD", f"/{beside}"):
                pass
            process.kill()
        with mappings(*ALL):
            _renew(address)
            _ensure_whole(way, archives)
