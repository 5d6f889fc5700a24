"""The OpenSearch that tests ask is a real one, and never stays behind."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest

from tests.opensearch import server

pytestmark = pytest.mark.opensearch


def _ask(address: str, method: str = "GET", body: object = None):
    data = None if body is None else json.dumps(body).encode()
    with urlopen(
        Request(address, data, {"Content-Type": "application/json"}, method=method)
    ) as told:
        return json.load(told)


def test_it_stores_finds_and_deletes(opensearch: str) -> None:
    assert _ask(opensearch)["version"]["number"].startswith("2.19.")
    index = f"{opensearch}/trial"
    _ask(f"{index}/_doc/1?refresh=true", "PUT", {"text": "oil prices rose", "stems": [1, 2]})
    near = {"intervals": {"text": {"match": {"query": "oil rose", "max_gaps": 1}}}}
    assert _ask(f"{index}/_search", "POST", {"query": near})["hits"]["total"]["value"] == 1
    script = {"source": "ctx._source.seen = params.day", "params": {"day": "2026"}}
    assert _ask(f"{index}/_update_by_query?refresh=true", "POST", {"script": script})["updated"]
    assert _ask(f"{index}/_delete_by_query", "POST", {"query": {"match_all": {}}})["deleted"] == 1
    _ask(index, "DELETE")


_PARENT = """
import os, sys
from tests.opensearch import server
with server.running() as node:
    print(node.process.pid, flush=True)
    sys.stdin.read()
"""


def test_it_ends_with_whoever_started_it(opensearch: str) -> None:
    """Killed, so that nothing of Python's runs any more."""
    parent = subprocess.Popen(
        [sys.executable, "-c", _PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=server.LAUNCHER.parents[2],
    )
    node = int(parent.stdout.readline())
    # Its standard output has it and whoever holds the other end sees that end.
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    assert _ended(node)


def _ended(pid: int) -> bool:
    """Whether a process ends by itself, without a clock: what waits for it is another process."""
    done = subprocess.run(["timeout", "60", "tail", f"--pid={pid}", "-f", "/dev/null"])
    return done.returncode == 0
