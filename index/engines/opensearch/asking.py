"""Questions to a cluster that have a deadline and can be given up, from several threads."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import suppress
from functools import partial
from typing import Any

from index.core.errors import NutgrafError
from index.engines.contract import Cancelled, Partial
from index.engines.opensearch.cluster import PATIENCE, Cluster, as_lines
from index.engines.opensearch.cluster_errors import INDEX_GONE, NotThere, reason, refusal

Json = dict[str, Any]

_MOST_SEARCHES, _MOST_CHARACTERS = 200, 1_000_000
_SEARCHES = {"actions": "indices:data/read/*search*", "group_by": "none"}
_GONE = (INDEX_GONE, "search_context_missing_exception")


class Asking:
    """How long answers are waited for, and whether anybody still wants them.

    `deadline` is a moment of `time.monotonic`; without one each request may take `patience`
    seconds, however late it is made. With `parts`, what a part of an index says is taken where
    others do not answer, and `lacking` says so.
    """

    def __init__(
        self,
        stop: Future[None],
        deadline: float | None = None,
        *,
        patience: float = PATIENCE,
        parts: bool = False,
    ) -> None:
        self.parts, self.lacking = parts, ""
        self._patience = patience
        self._stop = stop
        self._given_up: Future[None] = Future()
        self._deadline = deadline
        self._guard = threading.Lock()

    def cancel(self) -> None:
        """Give up, from whatever thread."""
        with self._guard:
            if not self._given_up.done():
                self._given_up.set_result(None)

    @property
    def left(self) -> float:
        """Seconds left. Raises Cancelled, Partial."""
        if self._given_up.done() or self._stop.done():
            raise Cancelled
        if self._deadline is None:
            return self._patience
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise late()
        return left

    def answer(self, question: Future[Any]) -> Any:
        """What a question is answered. Raises Cancelled, Partial, and what the question does."""
        wait({question, self._given_up, self._stop}, self.left, FIRST_COMPLETED)
        _ = self.left
        if not question.done():
            raise late()
        return question.result()


def late() -> Partial:
    """It took longer than it may."""
    return Partial("The search took longer than it may.", "Ask for something narrower.")


class SearchClient:
    """Asks a cluster. All it raises is Cancelled, Partial, and what `Cluster` does."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self._stop: Future[None] = Future()
        self._guard = threading.Lock()

    def asking(
        self, deadline: float | None = None, *, patience: float = PATIENCE, parts: bool = False
    ) -> Asking:
        """For the questions of one search."""
        return Asking(self._stop, deadline, patience=patience, parts=parts)

    def interrupt(self) -> None:
        """Have all who ask something give up, now and later."""
        with self._guard:
            if not self._stop.done():
                self._stop.set_result(None)

    def close(self) -> None:
        """Let go of the connections."""
        self.cluster.close()

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        params: Mapping[str, Any] | None = None,
        asking: Asking | None = None,
    ) -> Any:
        """The answer to a request."""
        mark = f"nutgraf-{secrets.token_hex(8)}"
        asking = asking or self.asking()
        how: Json = {"params": params, "timeout": asking.left, "mark": mark}
        question = begun(partial(self.cluster.ask, method, path, body, **how))
        try:
            return asking.answer(question)
        except (Cancelled, Partial):
            if not question.done():
                begun(partial(self._end, mark))
            raise

    def _end(self, mark: str) -> None:
        """Have the cluster give up what nobody waits for, if it lets us: it would end by itself."""
        with suppress(NutgrafError):
            running = self.cluster.ask("GET", "/_tasks", params=_SEARCHES)["tasks"]
            for task in running:
                if task.get("headers", {}).get("X-Opaque-Id") == mark:
                    self.cluster.ask("POST", f"/_tasks/{task['node']}:{task['id']}/_cancel")

    def forget(self, method: str, path: str, body: Any) -> None:
        """Send a request whose answer nobody waits for."""
        begun(partial(self.cluster.ask, method, path, body))

    def search_all(self, searches: Sequence[Json], asking: Asking) -> list[Json]:
        """The answers to several searches, in one request where they are not very many. Raises
        Partial where one is not of all that the index has, NotThere where the state that was asked
        is not kept any more.
        """
        return [answer for some in _portions(searches) for answer in self._answers(some, asking)]

    def _answers(self, searches: Sequence[str], asking: Asking) -> list[Json]:
        if len(searches) == 1:
            answers = [self.ask("POST", "/_search", searches[0], asking=asking)]
        else:
            body = "".join(f"{{}}\n{search}" for search in searches)
            answers = self.ask("POST", "/_msearch", body, asking=asking)["responses"]
        for answer in answers:
            if error := answer.get("error"):
                status = answer.get("status", 500)
                where = str(self.cluster.address)
                raise refusal(status, error.get("type", ""), reason(answer), where)
            _look_at(answer, asking)
        return answers


def begun(work: Callable[[], Any]) -> Future[Any]:
    """What will come of some work. A thread of its own does it, for which no process waits that
    ends: a pool's threads are waited for, and a cluster may not answer for a minute.
    """
    coming: Future[Any] = Future()

    def run() -> None:
        try:
            coming.set_result(work())
        except BaseException as problem:  # noqa: BLE001  (whoever waits is told)
            coming.set_exception(problem)

    threading.Thread(target=run, name="opensearch", daemon=True).start()
    return coming


def _portions(searches: Sequence[Json]) -> Iterator[list[str]]:
    """Searches as lines, no more at once than a cluster takes lightly."""
    portion: list[str] = []
    size = 0
    for search in searches:
        line = as_lines([search])
        if portion and (len(portion) == _MOST_SEARCHES or size + len(line) > _MOST_CHARACTERS):
            yield portion
            portion, size = [], 0
        portion.append(line)
        size += len(line)
    yield portion


def _look_at(answer: Json, asking: Asking) -> None:
    """Raises Partial when an answer is not from everything, unless parts are taken; NotThere when
    from nothing.
    """
    shards = answer["_shards"]
    if failed := shards["failed"]:
        failures = [failure["reason"] for failure in shards.get("failures", ())]
        if failures and all(failure.get("type") in _GONE for failure in failures):
            raise NotThere("What was open of the index is not there any more.")
        if asking.parts and failed < shards["total"]:
            asking.lacking = f"{failed} of {shards['total']} parts did not answer"
            return
        said = reason({"error": failures[0]}) if failures else "no reason given"
        raise Partial(
            f"{failed} of {shards['total']} parts of the index did not answer: {said}.",
            "Ask again; if it stays, somebody has to look at the health of the cluster.",
        )
    if answer.get("timed_out"):
        raise late()
