"""Writing much at once, no faster than a cluster takes it: what it has no room for is sent again.

A cluster that has more to do than it takes says so of the request (429) or of single actions in it
(a rejected execution, a circuit breaker). Nothing of that is dropped: what was not taken waits and
is sent again, in smaller portions, for as long as `back_pressure.PATIENCE` says.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from index.core.errors import StoppedError
from index.engines.contract import Unavailable
from index.engines.opensearch.back_pressure import Waiting
from index.engines.opensearch.cluster import Cluster, as_lines
from index.engines.opensearch.cluster_errors import Busy, Conflict, Full, TooLarge, reason, refusal
from index.engines.opensearch.versioned_index import open_name

_PORTION = 2_000_000
"""Characters in a request at first, and at most."""
_LEAST = 20_000
_NO_DOCUMENT = "document_missing_exception"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to be written: `index` whatever is there, `create` only when nothing is, `update`
    some fields of what is there (`source` is `{"doc": …}`), `delete`.

    `conditions` are optimistic concurrency's: `if_seq_no` and `if_primary_term`, or `version` and
    `version_type`.
    """

    do: Literal["index", "create", "update", "delete"]
    index: str
    id: str
    source: str = ""
    conditions: tuple[tuple[str, Any], ...] = ()

    def text(self, index: str) -> str:
        """It as bulk requests have it, for an index by a name; `source` is JSON on one line."""
        head = {self.do: {"_index": index, "_id": self.id, **dict(self.conditions)}}
        return f"{as_lines([head])}{self.source}\n" if self.do != "delete" else as_lines([head])


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an action. `conflict`: somebody else wrote or deleted the document meanwhile,
    or it is there already; nothing was written then. A document that was to be deleted and is not
    there is deleted.
    """

    conflict: bool
    version: int = 0
    seq_no: int = -1
    primary_term: int = -1


class BulkWriter:
    """Writes to a cluster, one request at a time. `stop` is asked before each; `wait` waits.

    `away`: where the cluster does not answer, it is waited for as well. What was sent may have been
    written then: actions are to be such that they may be sent twice. `open_only`: indices are
    written to by their names for that (`versioned_index.open_name`), and none is made by it.
    """

    def __init__(
        self,
        cluster: Cluster,
        *,
        stop: Callable[[], bool] | None = None,
        wait: Callable[[float], None] = time.sleep,
        away: bool = False,
        open_only: bool = False,
    ) -> None:
        self._cluster, self._wait, self._away = cluster, wait, away
        self._open_only = open_only
        self._params = {"filter_path": _TOLD, **({"require_alias": "true"} if open_only else {})}
        self._stop = stop or (lambda: False)
        self._portion = _PORTION
        self.waited = 0.0
        """Seconds that the cluster was waited for, because it was busy."""

    def write(self, actions: Sequence[Action], *, shown: bool = False) -> list[Written]:
        """What became of each, in order. `shown`: searches find it from then on, not in a second.

        Raises StoppedError when `stop` says so, Busy when the cluster takes nothing for long,
        Unavailable, Full and Refused when it will not, NotThere when there is no such index. What
        was written by then is written.
        """
        done: dict[int, Written] = {}
        waiting = list(enumerate(actions))
        patience = Waiting(away=self._away)
        while waiting:
            if self._stop():
                raise StoppedError
            portion = self._taken_from(waiting)
            answers, problem = self._send([action for _, action in portion], shown)
            taken = {
                place: written
                for (place, _), written in zip(portion, answers, strict=True)
                if written is not None
            }
            done |= taken
            waiting = [one for one in waiting if one[0] not in taken]
            if taken:
                patience.begin()
            if problem is None:
                # Slowly: what was too much a moment ago mostly is so again.
                self._portion = min(_PORTION, self._portion + self._portion // 8)
                continue
            pause = patience.pause(problem)
            size = sum(_size(action) for _, action in portion)
            self._portion = max(_LEAST, min(self._portion, size) // 2)
            self._wait(pause)
            self.waited += pause
        return [done[place] for place in range(len(actions))]

    def _taken_from(self, waiting: Sequence[tuple[int, Action]]) -> list[tuple[int, Action]]:
        """As many of those that wait as a request holds; one at least."""
        size, portion = 0, list[tuple[int, Action]]()
        for place, action in waiting:
            size += _size(action)
            if portion and size > self._portion:
                break
            portion.append((place, action))
        return portion

    def _send(
        self, actions: Sequence[Action], shown: bool
    ) -> tuple[list[Written | None], Unavailable | None]:
        """What became of some, None for those it did not take; then with what it said of one."""
        body = "".join(
            action.text(open_name(action.index) if self._open_only else action.index)
            for action in actions
        )
        try:
            params = self._params | ({"refresh": "true"} if shown else {})
            told = self._cluster.ask("POST", "/_bulk", body, params=params)
        except Unavailable as problem_of_all:
            return [None] * len(actions), problem_of_all
        except TooLarge:
            if len(actions) == 1:
                raise
            first, problem = self._send(actions[: len(actions) // 2], shown)
            rest, other = self._send(actions[len(actions) // 2 :], shown)
            return first + rest, problem or other
        written = list(self._became(actions, told.get("items", ())))
        problems = [one for one in written if isinstance(one, Busy)]
        return (
            [one if isinstance(one, Written) else None for one in written],
            problems[0] if problems else None,
        )

    def _became(self, actions: Sequence[Action], items: Sequence[Any]) -> Iterator[Written | Busy]:
        for action, item in zip(actions, items, strict=True):
            said = item[action.do]
            status, error = said["status"], said.get("error")
            if status < 300 or (action.do == "delete" and status == 404):
                yield Written(
                    conflict=False,
                    version=said.get("_version", 0),
                    seq_no=said.get("_seq_no", -1),
                    primary_term=said.get("_primary_term", -1),
                )
                continue
            kind = (error or {}).get("type", "")
            problem = refusal(status, kind, reason(said), str(self._cluster.address))
            if isinstance(problem, Busy):
                yield problem
            elif isinstance(problem, Conflict) or (action.do == "update" and kind == _NO_DOCUMENT):
                yield Written(conflict=True)
            elif status >= 500 and not isinstance(problem, Full):
                # A shard that moves or whose node is gone: there again in a moment.
                yield Busy(problem.message, problem.hint)
            else:
                raise problem


def _size(action: Action) -> int:
    """About how many characters it has in a request."""
    return len(action.source) + 100


_TOLD = "items.*.status,items.*.error.type,items.*.error.reason,items.*._version,items.*._seq_no,"
_TOLD += "items.*._primary_term"


def as_source(document: object) -> str:
    """A document as actions have it."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
