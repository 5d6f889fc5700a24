"""Answers of a cluster that are late, not of everything, or not wanted any more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, cast

import pytest

from index.core.errors import NutgrafError
from index.engines.contract import Cancelled, Partial
from index.engines.opensearch.asking import SearchClient
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import NotThere, Refused

WHOLE = {"_shards": {"total": 6, "failed": 0}, "hits": {"total": {"value": 3}}}


class Scripted:
    """A cluster that answers what it is told to; searches that hang wait for `go_on`."""

    address = "https://search.example:9200/news"

    def __init__(self, answer: Any, *, hangs: bool = False) -> None:
        self._answer = answer
        self.asked: list[tuple[str, str, str]] = []
        self.begun, self.go_on, self.ended = (threading.Event() for _ in range(3))
        if not hangs:
            self.go_on.set()

    def ask(self, method: str, path: str, body: Any = None, *, mark: str = "", **_how: Any) -> Any:
        self.asked.append((method, path, mark))
        if path == "/_tasks":
            tasks = [("n1", 7, "another"), ("n2", 8, self.asked[0][2])]
            return {
                "tasks": [
                    {"node": node, "id": task, "headers": {"X-Opaque-Id": known}}
                    for node, task, known in tasks
                ]
            }
        if path.endswith("/_cancel"):
            self.ended.set()
            return {}
        self.begun.set()
        self.go_on.wait(10)
        return self._answer

    def close(self) -> None:
        pass


@pytest.fixture
def client_of() -> Callable[[Scripted], SearchClient]:
    return lambda cluster: SearchClient(cast("Cluster", cluster))


def failed(**reason: str) -> dict[str, Any]:
    return {"_shards": {"total": 6, "failed": 2, "failures": [{"reason": reason}]}}


@pytest.mark.parametrize(
    ("answer", "raised", "words"),
    [
        (failed(type="io", reason="disk is gone"), Partial, "2 of 6 parts .* disk is gone"),
        (failed(type="search_context_missing_exception"), NotThere, "not there any more"),
        (WHOLE | {"timed_out": True}, Partial, "longer than it may"),
        (
            {"error": {"type": "x", "reason": "too many terms"}, "status": 400},
            Refused,
            "too many terms",
        ),
    ],
)
def test_an_answer_that_is_not_whole_is_none(client_of, answer, raised, words) -> None:
    for searches, told in (([{}], answer), ([{}, {}], {"responses": [WHOLE, answer]})):
        client = client_of(Scripted(told))
        with pytest.raises(raised, match=words):
            client.search_all(searches, client.asking())
        client.close()


def test_whoever_gives_up_does_not_wait_and_the_cluster_is_told(client_of) -> None:
    cluster = Scripted(WHOLE, hangs=True)
    client = client_of(cluster)
    asking = client.asking()
    raised: list[BaseException] = []

    def asks() -> None:
        try:
            client.search_all([{}], asking)
        except Cancelled as given_up:
            raised.append(given_up)

    thread = threading.Thread(target=asks)
    thread.start()
    assert cluster.begun.wait(10)
    asking.cancel()
    thread.join(10)
    assert len(raised) == 1
    # What goes on is waited for by nobody, the end of the process included.
    asking_still = [one for one in threading.enumerate() if one.name == "opensearch"]
    assert asking_still
    assert all(one.daemon for one in asking_still)
    # Its own search is ended over there, and no other one.
    assert cluster.ended.wait(10)
    assert [path for _, path, _ in cluster.asked] == ["/_search", "/_tasks", "/_tasks/n2:8/_cancel"]
    cluster.go_on.set()
    client.close()


def test_a_deadline_is_kept_whatever_the_cluster_does(client_of) -> None:
    cluster = Scripted(WHOLE, hangs=True)
    client = client_of(cluster)
    with pytest.raises(Partial, match="longer than it may"):
        client.search_all([{}], client.asking(time.monotonic() + 0.05))
    with pytest.raises(Partial):
        client.search_all([{}], client.asking(time.monotonic() - 1))
    cluster.go_on.set()
    client.close()


def test_a_cluster_that_lets_nobody_end_a_search_is_no_trouble(client_of, monkeypatch) -> None:
    cluster = Scripted(WHOLE, hangs=True)
    client = client_of(cluster)
    refused = threading.Event()
    ask = cluster.ask

    def strict(method: str, path: str, body: Any = None, **how: Any) -> Any:
        if path == "/_tasks":
            refused.set()
            raise NutgrafError("no rights")
        return ask(method, path, body, **how)

    monkeypatch.setattr(cluster, "ask", strict)
    with pytest.raises(Partial):
        client.search_all([{}], client.asking(time.monotonic() + 0.05))
    assert refused.wait(10)
    cluster.go_on.set()
    assert client.search_all([{}], client.asking()) == [WHOLE]
    client.close()


def test_what_is_asked_for_later_has_its_own_time(
    client_of: Callable[[Scripted], SearchClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows further down are asked for when somebody has read as far."""
    client = client_of(Scripted(WHOLE))
    until, each = client.asking(time.monotonic() + 20), client.asking(patience=20)
    later = time.monotonic() + 100
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert client.ask("POST", "/_search", "{}", asking=each) == WHOLE
    assert each.left == 20
    with pytest.raises(Partial, match="longer than it may"):
        client.ask("POST", "/_search", "{}", asking=until)
