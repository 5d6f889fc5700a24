"""What goes wrong on the way to a cluster is one message that says what and what to do.

These need no cluster: what answers is a stand-in, or nothing.
"""

from __future__ import annotations

import base64
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.errors import NutgrafError
from index.engines.contract import Unavailable
from index.engines.opensearch.bulk import Action, BulkWriter
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress, Host
from index.engines.opensearch.cluster_errors import Busy, Full, Refused
from index.engines.opensearch.logins import login_for
from tests.opensearch.stand_in import (
    BREAKER,
    BUSY,
    FORBIDDEN,
    TLS,
    TOO_LARGE,
    UNKNOWN,
    Answering,
    error,
    standing_in,
)

AUTHORITY = str(TLS / "authority.pem")


def _cluster(address: str, **how: str) -> Cluster:
    return Cluster(ClusterAddress.parse(f"{address}/news"), **how)


def _fine(*_: str):
    return 200, {"version": {"number": "2.19.6"}}


def _said(address: str, **how: str) -> str:
    """What one is told who asks."""
    with pytest.raises(NutgrafError) as told, _cluster(address, **how) as cluster:
        cluster.ask("GET", "/")
    return str(told.value)


def test_addresses_are_read_as_people_write_them() -> None:
    one = ClusterAddress.parse("https://search.example/news")
    assert one.hosts == (Host("search.example", 9200),)
    assert (one.name, one.encrypted, str(one)) == (
        "news", True, "https://search.example:9200/news"
    )  # fmt: skip
    many = ClusterAddress.parse("opensearch://a.example,[2001:db8::1]:9201/behind/proxy/desk-2/")
    assert many.hosts == tuple(
        Host(name, port, "behind/proxy")
        for name, port in (("a.example", 9200), ("2001:db8::1", 9201))
    )
    assert str(many) == "https://a.example:9200,[2001:db8::1]:9201/behind/proxy/desk-2"
    assert ClusterAddress.parse(str(many)) == many


@given(st.text("a:@[]%,.-1é\n ", max_size=20), st.text(max_size=8))
def test_any_text_is_an_address_or_a_message(text: str, name: str) -> None:
    for written in (text, f"https://{text}/{name}", f"https://ann:{name}@{text}/news"):
        try:
            address = ClusterAddress.parse(written)
        except NutgrafError:
            continue
        assert ClusterAddress.parse(str(address)) == address
        assert "@" not in str(address)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    for password in ("hushhush", "hush/hush", "9200/hush"):
        with pytest.raises(NutgrafError) as told:
            ClusterAddress.parse(f"https://ann:{password}@search.example/news")
        assert "hush" not in str(told.value)
        assert "NUTGRAF_OPENSEARCH_PASSWORD" in str(told.value)
    with pytest.raises(NutgrafError) as told:
        ClusterAddress.parse("ftp://ann:hushhush@search.example/news")
    assert "hushhush" not in str(told.value)


def test_a_wrong_host_and_a_wrong_port() -> None:
    assert "there is no host of that name" in _said("http://nowhere.invalid")
    with socket.socket() as taken:
        # Bound and not listening: nobody else gets the port, and nothing answers at it.
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        assert "nothing listens at that port" in _said(f"http://127.0.0.1:{port}")


def test_something_else_answers() -> None:
    with standing_in(lambda *_: (200, "<html>a printer</html>")) as server:
        assert "is no OpenSearch" in _said(server.address)


def test_a_certificate_is_trusted_by_the_authority_that_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with standing_in(_fine, "here.pem") as server:
        said = _said(server.address)
        assert "is not trusted" in said
        assert "--ca FILE" in said
        with _cluster(server.address, authority=AUTHORITY) as cluster:
            assert cluster.ask("GET", "/")["version"]
        monkeypatch.setenv("NUTGRAF_OPENSEARCH_CA", AUTHORITY)
        with _cluster(server.address) as cluster:
            assert cluster.ask("GET", "/")["version"]


def test_the_certificate_of_another_host_is_not_trusted() -> None:
    with standing_in(_fine, "elsewhere.pem") as server:
        assert "IP address mismatch" in _said(server.address, authority=AUTHORITY)


def test_encryption_on_one_side_only() -> None:
    with standing_in(_fine) as server:
        said = _said(server.address.replace("http", "https"))
        assert "its address begins with http://" in said
    with standing_in(_fine, "here.pem") as server:
        said = _said(server.address.replace("https", "http"))
        assert "its address begins with https://" in said


def test_a_file_that_is_no_authority(tmp_path: Path) -> None:
    wrong = tmp_path / "notes.txt"
    wrong.write_text("milk, bread")
    for path in (wrong, tmp_path / "nowhere.pem"):
        assert "is no file of certificates" in _said("https://127.0.0.1", authority=str(path))


def test_a_name_that_is_not_known_and_one_without_rights() -> None:
    with standing_in(lambda *_: UNKNOWN) as server:
        assert "does not know the name and password" in _said(server.address)
    with standing_in(lambda *_: FORBIDDEN) as server:
        said = _said(server.address)
        assert "does not allow this" in said
        assert "indices:data/write/bulk" in said


def test_login_from_the_environment_counts_before_netrc(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    here = ClusterAddress.parse("https://search.example/news")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine search.example login bea password elm\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    assert login_for(here) == ("bea", "elm")
    assert login_for(ClusterAddress.parse("https://other.example/news")) is None
    monkeypatch.setenv("NUTGRAF_OPENSEARCH_USER", "ann")
    monkeypatch.setenv("NUTGRAF_OPENSEARCH_PASSWORD", "дуб:5")
    assert login_for(here) == ("ann", "дуб:5")
    with pytest.raises(NutgrafError, match="not sent") as told:
        login_for(ClusterAddress.parse("http://search.example/news"))
    assert "дуб" not in str(told.value)
    with standing_in(_fine, "here.pem") as server:
        with _cluster(server.address, authority=AUTHORITY) as cluster:
            cluster.ask("GET", "/")
        sent = server.headers[0]["authorization"].removeprefix("Basic ")
        assert base64.b64decode(sent).decode() == "ann:дуб:5"


def test_a_netrc_that_cannot_be_read_is_said_without_what_is_in_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine search.example hushhush\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with pytest.raises(NutgrafError, match="cannot be read as netrc, at line 2") as told:
        login_for(ClusterAddress.parse("https://search.example/news"))
    assert "hushhush" not in str(told.value)


@contextmanager
def _writing(
    answering: Answering,
    wait: Callable[[float], None] = lambda _: pytest.fail("waited"),
    *,
    away: bool = False,
) -> Iterator[BulkWriter]:
    with standing_in(answering) as server, _cluster(server.address) as cluster:
        yield BulkWriter(cluster, wait=wait, away=away)


def _actions(count: int) -> list[Action]:
    source = json.dumps({"text": "x" * 1000})
    return [Action("index", "news-trial", str(n), source) for n in range(count)]


def _taken(body: str, room: int):
    """What a cluster says of a bulk request that has room for so many actions."""
    heads = [json.loads(line)["index"] for line in body.splitlines()[::2]]
    items = [
        {"status": 201, "_version": 1, "_seq_no": int(head["_id"]), "_primary_term": 1}
        if place < room
        else {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "full"}}
        for place, head in enumerate(heads)
    ]
    return 200, {"items": [{"index": item} for item in items]}


def test_a_busy_cluster_slows_and_nothing_is_dropped() -> None:
    """Refused whole, by its breaker, in part, or as too large: each is sent until it is taken."""
    waits: list[float] = []
    sizes: list[int] = []

    def answer(_: str, __: str, body: str):
        sizes.append(len(body))
        # Where a node cannot be asked at all (503), the client itself tries again.
        troubles = [BUSY, BREAKER, TOO_LARGE, *[error(503, "no_shard_available", "")] * 4]
        return troubles[len(sizes) - 1] if len(sizes) <= len(troubles) else _taken(body, 7)

    with _writing(answer, waits.append, away=True) as writer:
        written = writer.write(_actions(100))
    assert [one.seq_no for one in written] == list(range(100))
    assert min(sizes) < sizes[0] / 3
    assert writer.waited == sum(waits)


def test_a_cluster_that_takes_nothing_for_long_is_given_up() -> None:
    waits: list[float] = []
    with _writing(lambda *_: BUSY, waits.append) as writer, pytest.raises(Busy, match="more to do"):
        writer.write(_actions(3))
    assert 600 <= sum(waits) < 660


@pytest.mark.parametrize("status", [403, 429])
def test_a_full_disk_is_no_matter_of_waiting(status: int) -> None:
    block = error(status, "cluster_block_exception", "index [news-trial-v1] blocked by: [disk]")

    def in_part(_: str, __: str, body: str):
        said, told = _taken(body, 1)
        told["items"][1] = {"index": {"status": status, "error": block[1]["error"]}}
        return said, told

    for answering in (lambda *_: block, in_part):
        with _writing(answering) as writer, pytest.raises(Full, match="takes nothing in for now"):
            writer.write(_actions(2))


def test_a_single_document_that_is_too_large_is_refused() -> None:
    with _writing(lambda *_: TOO_LARGE) as writer, pytest.raises(Refused, match="so much at once"):
        writer.write(_actions(4))


@pytest.mark.parametrize("away", [True, False])
def test_a_cluster_that_has_gone_is_waited_for_where_that_is_wanted(*, away: bool) -> None:
    """Nobody leads it just now, which its block says too, and it may not come back."""
    leaderless = error(503, "cluster_block_exception", "blocked by: [no cluster manager]")
    waits: list[float] = []
    expected = pytest.raises(Unavailable, match="cannot answer now")
    with _writing(lambda *_: leaderless, waits.append, away=away) as writer, expected:
        writer.write(_actions(2))
    assert (120 <= sum(waits) < 145) if away else waits == []


def test_a_node_that_is_gone_is_said() -> None:
    with standing_in(lambda *_: error(503, "master_not_discovered_exception", "")) as server:
        assert "cannot answer now" in _said(server.address)
