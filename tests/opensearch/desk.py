"""Those who use a collection at the same time, a process each, as in life: for the test that kills
a node.

    python -m tests.opensearch.desk read ADDRESS FIRST     searches until standard input ends
    python -m tests.opensearch.desk push ADDRESS ARCHIVE   says after each batch how far it is

Both end with what became of it, as a line of JSON.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import traceback
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

from index import Archive
from index.core.errors import NutgrafError
from index.core.led_names import AS_FOUND
from index.engines.contract import Wants
from index.engines.opensearch.asking import SearchClient
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.search import OpenSearchSearch
from index.engines.opensearch.state import Stamp, State
from index.query.parser import parse
from index.sharing.collection import Collection
from index.sharing.collection_query import grounded
from index.sharing.collection_search import NoNames
from index.sharing.push import Push

READERS, EACH, A_SECOND = 4, 2, 50
"""Processes of readers, people in each, and the searches of all of them in a second."""

QUERIES = (
    "tender", "lot 7 late", '"lot 3 of the tender"', "day NEAR/5 tender", "person:berg", "lat*",
    'person:"Anna Berg" tender -"lot 1"', "scope:article day late", "harbour17", "zebra",
)  # fmt: skip


class Reader(threading.Thread):
    """One who searches so many times a second, and counts what came of that. What is shown after
    something went wrong is asked of what the index holds then.
    """

    def __init__(self, address: str, first: int) -> None:
        super().__init__()
        self.ending = threading.Event()
        self.outcomes: Counter[str] = Counter()
        self.said: Counter[str] = Counter()
        self.tracebacks: list[str] = []
        self.seconds: list[float] = []
        self._address, self._first = address, first

    def run(self) -> None:
        with Cluster(ClusterAddress.parse(self._address)) as cluster:
            client = SearchClient(cluster)
            collection, state, opened, turn = Collection(cluster), None, 0.0, self._first
            due = time.monotonic()
            while not self.ending.wait(max(0.0, due - time.monotonic())):
                due += READERS * EACH / A_SECOND
                turn += 1
                began = time.monotonic()
                try:
                    if state is None or began - opened > 5:
                        old, opened = state, began
                        state = State(client, Stamp(collection.paragraphs, 0, 0))
                        if old is not None:
                            old.close()
                    self._search(state, collection, QUERIES[turn % len(QUERIES)])
                except NutgrafError as problem:
                    self.outcomes[type(problem).__name__] += 1
                    self.said[problem.message[:90]] += 1
                    state = None
                except Exception:  # noqa: BLE001  (that is what is looked for)
                    self.outcomes["traceback"] += 1
                    self.tracebacks.append(traceback.format_exc())
                    state = None
                else:
                    self.outcomes["whole"] += 1
                self.seconds.append(time.monotonic() - began)
            if state is not None:
                with suppress(NutgrafError):
                    state.close()

    def _search(self, state: State, collection: Collection, text: str) -> None:
        """As the screen does."""
        asking = state.client.asking(time.monotonic() + 20)
        query = grounded(parse(text), collection, AS_FOUND)
        search = OpenSearchSearch(state, query, Wants(), asking, NoNames())
        assert len(search.page(0, 50).paragraphs) == min(50, search.total.count)
        assert search.articles <= search.total.count


def _read(address: str, first: int) -> dict[str, Any]:
    readers = [Reader(address, first + 3 * place) for place in range(EACH)]
    for one in readers:
        one.start()
    sys.stdin.read()
    for one in readers:
        one.ending.set()
    for one in readers:
        one.join()
    return {
        "outcomes": sum((one.outcomes for one in readers), Counter()),
        "said": sum((one.said for one in readers), Counter()),
        "tracebacks": [text for one in readers for text in one.tracebacks],
        "seconds": [second for one in readers for second in one.seconds],
    }


def _push(address: str, path: Path) -> dict[str, Any]:
    with (
        Archive.open(path, index_folder=path.with_suffix(".index")) as archive,
        Cluster(ClusterAddress.parse(address)) as cluster,
    ):
        report = Push(archive._database, cluster, progress=_tell).run()
    return {"read": report.read}


def _tell(done: Any) -> None:
    _say({"done": done.inputs_done})


def _say(told: dict[str, Any]) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    what, where, more = sys.argv[1:]
    told = _read(where, int(more)) if what == "read" else _push(where, Path(more))
    _say({**told, "processor": time.process_time()})
