"""A collection whose cluster does not answer: what was read here is asked, and that is said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Edit, SharedArchive
from index.core.shared_article import SharedArticle, SharedName, SharedParagraph, SharedVersion
from index.engines.contract import Unavailable
from index.engines.opensearch.back_pressure import patiently, telling
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import Busy
from index.entities.editing import rule_file
from index.sharing import working_file
from index.sharing.mirror import MirroredArticle, mirrored
from index.store.articles import mirrored_articles
from index.store.database import Database
from index.store.names import told_edits
from tests.opensearch.stand_in import BUSY, UNKNOWN, StandIn, error, standing_in
from tui.cli import main

_TEXT = "Anna Berg won the tender number {} in Busan, said nobody."
_AWAY = "away, of what was read here; there may be more"


def _article(number: int) -> SharedArticle:
    text = _TEXT.format(number)
    names = (
        SharedName(0, 9, "person", "Anna Berg", 0.9),
        SharedName(text.index("Busan"), text.index("Busan") + 5, "place", "Busan", 0.9),
    )
    version = SharedVersion(
        hash=f"hash-{number}",
        title=f"The tender {number}",
        paragraphs=(SharedParagraph(text, names),),
        imported="2026-01-01T10:00:00+00:00",
        outlet="Echo",
        date=f"2025-10-0{number}",
    )
    return SharedArticle.of(f"abcdefghijk{'abcdef'[number]}", [version])


@pytest.fixture
def gateway() -> Iterator[StandIn]:
    """What stands in front of a cluster that is down."""
    with standing_in(lambda *_: (502, "Bad Gateway")) as server:
        yield server


@pytest.fixture
def address(gateway: StandIn, home: Path) -> str:
    """A collection of which two articles were read, and the cluster of which is down."""
    assert home.exists()
    place = ClusterAddress.parse(f"{gateway.address}/news")
    path = working_file.of_collection(place, "identity")
    path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(path)
    read = [one for one in map(mirrored, map(_article, (1, 2))) if isinstance(one, MirroredArticle)]
    mirrored_articles.write(database, read)
    database.close()
    return f"{gateway.address}/news"


@pytest.fixture
def away(address: str) -> Iterator[SharedArchive]:
    with SharedArchive.at(address) as archive:
        archive.catch_up()
        yield archive


def test_names_are_those_of_what_was_read(away: SharedArchive) -> None:
    assert away.lacking
    assert [(one.name, one.count) for one in away.entities("anna")] == [("Anna Berg", 2)]
    listed = away.entity_editor.entities()
    assert {one.name for one in listed} == {"Anna Berg", "Busan"}
    assert [one.name for one in away.co_occurrences(listed[0].entity)] != []


def test_what_was_not_read_is_told_from_what_there_is_not(away: SharedArchive) -> None:
    with pytest.raises(Unavailable, match="“dgzuxdohhiic” was not read here, .* away: .*502"):
        away.find("dgzuxdohhiic")
    for call in (away.add_bookmark, away.article_of, lambda one: away.selection([one])):
        with pytest.raises(Unavailable, match="was not read here"):
            call(7)
    with pytest.raises(Unavailable, match="was not read here"):
        away.dossiers.collect("Tenders", paragraphs=[7])
    assert away.dossiers.all() == []
    (number, *_) = away.search("tender").hits.numbers()
    assert away.dossiers.collect("Tenders", paragraphs=[number]) == 1


@pytest.mark.parametrize(
    "command",
    [
        ["search", "tender", "--ids"],
        ["search", "tender", "--csv"],
        ["search", "nothing of the kind"],
        ["entities"],
        ["entities", "--type", "person", "--json"],
        ["entities", "--co-mentions", "Anna Berg"],
        ["stats", "--json"],
        ["bookmarks"],
        ["show", _article(1).id],
        ["timeline", "tender", "--as-read"],
        ["quotes"],
        ["related", _article(1).id],
        ["export", "tender", "--as-read"],
    ],
)
def test_each_command_says_that_it_was_not_answered_from_everything(
    address: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", address, *command]) == 5
    told = capsys.readouterr().err
    assert told.count(_AWAY) == 1
    assert "holds no articles" not in told


@pytest.mark.parametrize(
    "command", [["search", "tender"], ["stats"], ["pivot", "tender", "--as-read"]]
)
def test_an_object_for_a_script_says_it_too(
    address: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", address, *command, "--json"]) == 5
    told = json.loads(capsys.readouterr().out)
    assert told["lacking"] == "away, of what was read here"
    assert not told.get("repairs")


@pytest.mark.parametrize(
    "command", [["export"], ["pivot"], ["timeline"], ["quotes"], ["dossiers", "add", "Tenders"]]
)
def test_what_is_handed_on_or_kept_is_refused_where_there_may_be_more(
    address: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--archive", address, *command, "tender"]) == 2
    said = capsys.readouterr()
    assert "There may be more than can be found now" in said.err
    assert "--as-read" in said.err
    assert said.out == ""


def test_what_is_ones_own_is_complete(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--archive", address, "dossiers"]) == 1
    assert main(["--archive", address, "trail"]) == 1
    assert _AWAY not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (UNKNOWN, "does not know the name"),
        (error(403, "security_exception", "no permissions"), "does not allow"),
    ],
)
def test_where_ones_own_lies_is_said_where_the_cluster_refuses(
    gateway: StandIn,
    address: str,
    answer: tuple[int, Any],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    gateway.answering = lambda *_: answer
    assert main(["--archive", address, "bookmarks"]) == 2
    said = capsys.readouterr().err
    assert words in said
    (path,) = (part for part in said.split() if part.endswith(".db"))
    assert main(["--archive", path, "search", "tender", "--ids"]) == 0
    assert len(capsys.readouterr().out.split()) == 2


def test_who_has_too_much_to_do_is_away(
    gateway: StandIn, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    gateway.answering = lambda *_: BUSY
    assert main(["--archive", address, "search", "tender", "--ids"]) == 5
    assert "more to do than it takes" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((200, {}), "is no OpenSearch"),
        ((200, [1, 2]), "is no OpenSearch"),
        ((200, {"a": {"mappings": {}}, "b": {"mappings": {}}}), "stands for 2 indices"),
        ((302, ""), "leads elsewhere (302), which is not followed"),
        (
            (400, {"error": "no handler found for uri [/a/b-articles/_mapping] and method [GET]"}),
            "There is no OpenSearch below that path",
        ),
    ],
)
def test_what_is_no_cluster_is_told_so(
    answer: tuple[int, Any], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with standing_in(lambda *_: answer) as server:
        assert main(["--archive", f"{server.address}/a/b", "search", "x"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("no handler found") == 0


@pytest.mark.parametrize("path", ["/x/_search", "/_msearch", "/_bulk"])
@pytest.mark.parametrize("answer", [{}, {"took": 1}, [1]])
def test_an_answer_that_lacks_what_any_has_is_none(path: str, answer: Any) -> None:
    with standing_in(lambda *_: (200, answer)) as server:
        place = ClusterAddress.parse(f"{server.address}/news")
        with Cluster(place) as cluster, pytest.raises(Unavailable, match="is no OpenSearch"):
            cluster.ask("POST", path, "{}")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ('person:"Anna B. Berg"', 2),
        ('person:"Anna Berg"', 2),
        ("person:anna", 2),
        ('place:"Anna B. Berg"', 0),
        ("place:busan", 2),
        ('org:"Port of Busan"', 2),
        ("org:port", 2),
        ("person:nobody", 0),
    ],
)
def test_names_mean_whom_they_meant_when_the_collection_was_there(
    address: str, query: str, count: int
) -> None:
    edits = [
        Edit(
            kind="rename", type="person", name="Anna Berg", to_type="person", to_name="Anna B. Berg"
        ),
        Edit(kind="merge", type="place", name="Busan", to_type="org", to_name="Port of Busan"),
    ]
    known = working_file.remembered(ClusterAddress.parse(address))
    assert known is not None
    database = Database(known)
    told_edits.keep(database, rule_file.write(edits))
    database.close()
    with SharedArchive.at(address) as archive:
        archive.catch_up()
        assert archive.search(query).paragraphs == count


def test_that_a_cluster_is_waited_for_is_told_once() -> None:
    told, waited = list[str](), list[float]()

    def busy() -> None:
        raise Busy("It has more to do than it takes.")

    with pytest.raises(Busy):
        patiently(busy, wait=telling(waited.append, lambda: told.append("waiting")))
    assert (told, sum(waited) > 500) == (["waiting"], True)
    told.clear()
    answers = iter([Busy("Once."), None])

    def once() -> None:
        if problem := next(answers):
            raise problem

    patiently(once, wait=telling(waited.append, lambda: told.append("waiting")))
    assert told == []


@pytest.mark.parametrize("command", [["push"], ["pull", "tender"]])
def test_a_collection_is_given_to_and_taken_from_by_its_name(
    gateway: StandIn, home: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    gateway.answering = lambda *_: UNKNOWN
    (home / "config").mkdir()
    written = f'[archives]\nroom = "{gateway.address}/news"\n'
    (home / "config" / "config.toml").write_text(written, "utf-8")
    verb, *query = command
    assert main(["--archive", str(home / "a.db"), "pull", "nowhere", "x"]) == 2
    assert "is not the address of a cluster" in capsys.readouterr().err
    Database(home / "a.db").close()
    assert main(["--archive", str(home / "a.db"), verb, "room", *query]) == 2
    assert f"{gateway.address}/news does not know the name" in capsys.readouterr().err


def test_places_that_can_be_none_are_found_by_the_check_of_settings(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text(
        "[archives]\n"
        'good = "https://search.example:9200/news"\n'
        'file = "~/news.db"\n'
        'secret = "https://ann:open-sesame@search.example/news"\n'
        'named = "https://search.example/Ne*ws"\n'
        '[archives.abroad]\nplace = "https://search.example/abroad"\nca = "/no/such.pem"\n',
        "utf-8",
    )
    assert main(["config", "--check"]) == 1
    told = capsys.readouterr().out
    assert [line.partition(":")[0] for line in told.splitlines()] == [
        "archives.secret",
        "archives.named",
        "archives.abroad",
    ]
    assert "open-sesame" not in told


def test_what_waiting_does_not_mend_is_no_outage(
    gateway: StandIn, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though the same host has answered before: a host that does not encrypt, a stranger's
    certificate.
    """
    encrypted = address.replace("http://", "https://")
    assert main(["--archive", encrypted, "search", "tender", "--ids"]) == 2
    said = capsys.readouterr()
    assert "its address begins with http://" in said.err
    assert said.out == ""
    with standing_in(lambda *_: (502, ""), "here.pem") as server:
        place = ClusterAddress.parse(f"{server.address}/news")
        known = working_file.remembered(ClusterAddress.parse(address))
        assert known is not None
        path = working_file.of_collection(place, "identity")
        assert path == known
        assert main(["--archive", f"{server.address}/news", "search", "tender"]) == 2
        said = capsys.readouterr()
        assert "is not trusted" in said.err
        assert "--ca FILE" in said.err
        assert said.err.count(".db") == 1
