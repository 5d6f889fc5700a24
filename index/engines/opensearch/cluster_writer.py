"""Writing: articles are gathered here, and sent with the commit that makes them count.

A commit sends everything and shows it at once (`refresh`), together with the revision it reaches.
Until then searches find what they found before. Interrupted while it is sent, it is sent again: the
revision says that it was not done.
"""

from __future__ import annotations

import fcntl
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import Any, Self

from index.core.document import ParagraphDoc
from index.core.errors import ArchiveBusy
from index.engines.contract import Naming
from index.engines.opensearch import mappings
from index.engines.opensearch.bulk import Action, BulkWriter, as_source
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import Conflict
from index.engines.opensearch.documents import documents, paragraph, raw, renamed
from index.engines.opensearch.mappings import STATE

Json = dict[str, Any]

_GATHERED = 2_000
"""Articles that are gathered in memory."""

_LOOKED_UP = 1_000


class Writer:
    """See `index.engines.contract.EngineWriter`. Another machine's commit in between is noticed."""

    def __init__(
        self, cluster: Cluster, alias: str, key: str, folder: Path, *, anew: bool = False
    ) -> None:
        """Raises ArchiveBusy, Unavailable."""
        self._cluster, self._alias, self._key = cluster, alias, key
        self._bulk_writer = BulkWriter(cluster)
        self._lock = _locked(folder)
        self._spool = TemporaryFile(dir=folder)  # noqa: SIM115  (closed with the writer)
        self._places: dict[int, tuple[int, int]] = {}
        self._gathered: dict[int, Sequence[ParagraphDoc]] = {}
        self._names: dict[int, Sequence[int]] = {}
        try:
            used = named(cluster, alias)
            self._sweep(used)
            self._fresh = "" if used and not anew else self._create()
            self._index = self._fresh or used
            self._sent: set[int] = set()
            self._left_behind = not self._fresh
            """Whether an earlier writer may have sent what it did not live to show."""
            self._expects = {} if self._fresh else self._state_now()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self._fresh:
                # It never came into use.
                self._cluster.ask("DELETE", f"/{self._fresh}")
        finally:
            self.close()

    def close(self) -> None:
        """Drop what was not committed, and let others write."""
        self._spool.close()
        self._lock.close()

    def replace_article(self, article: int, docs: Sequence[ParagraphDoc]) -> None:
        self._gathered[article] = docs
        if self._names:
            for doc in docs:
                self._names.pop(doc.number, None)
        if len(self._gathered) >= _GATHERED:
            self.join()

    def replace_names(self, names: Naming) -> None:
        self._names |= names.by_paragraph()

    def join(self) -> None:
        """See `EngineWriter`: to a file, or, of an index that nobody uses yet, to the cluster."""
        if self._fresh and not self._names:
            self._send(self._gathered.items())
            self._gathered.clear()
            return
        for article, docs in self._gathered.items():
            kept = json.dumps([raw(doc) for doc in docs]).encode()
            self._places[article] = self._spool.seek(0, 2), len(kept)
            self._spool.write(kept)
        self._gathered.clear()

    def commit(self, revision: int, *, more: bool = False) -> None:  # noqa: ARG002
        """See `EngineWriter`. Raises ArchiveBusy when another writer was faster."""
        self.join()
        self._send(self._spooled())
        self._rename()
        self._mark(revision)
        self._cluster.ask("POST", f"/{self._index}/_refresh")
        if self._fresh:
            self._switch()
        self._sent.clear()
        self._places.clear()
        self._spool.truncate(0)
        self._expects = self._state_now()

    # Articles

    def _spooled(self) -> Iterator[tuple[int, Sequence[ParagraphDoc]]]:
        for article, (place, size) in self._places.items():
            self._spool.seek(place)
            yield article, [paragraph(kept) for kept in json.loads(self._spool.read(size))]

    def _send(self, articles: Iterable[tuple[int, Sequence[ParagraphDoc]]]) -> None:
        waiting = iter(articles)
        while some := dict(islice(waiting, _LOOKED_UP)):
            self._remove(some)
            self._bulk(
                (found["number"], article, found)
                for article, docs in some.items()
                for found in documents(self._named(docs))
            )
            self._sent |= some.keys()

    def _named(self, docs: Sequence[ParagraphDoc]) -> list[ParagraphDoc]:
        """Paragraphs with the names they were given afterwards."""
        names = self._names
        return [
            doc._replace(entities=tuple(names.pop(doc.number))) if doc.number in names else doc
            for doc in docs
        ]

    def _remove(self, articles: Mapping[int, Sequence[ParagraphDoc]]) -> None:
        """Take away paragraphs that articles had before and have no more."""
        known = self._sent & articles.keys() if self._fresh else articles.keys()
        if not known:
            return
        if self._left_behind or self._sent & known:
            # What was sent has to be found to be removed.
            self._cluster.ask("POST", f"/{self._index}/_refresh")
            self._left_behind = False
        kept = [doc.number for article in known for doc in articles[article]]
        query = {
            "bool": {
                "filter": [{"terms": {"article": sorted(known)}}],
                "must_not": [{"terms": {"number": kept}}],
            }
        }
        self._cluster.ask(
            "POST",
            f"/{self._index}/_delete_by_query",
            {"query": query},
            params={"conflicts": "proceed", "refresh": "false"},
        )

    def _rename(self) -> None:
        """Say whom paragraphs name that are held already."""
        waiting = iter(self._names.items())
        while names := dict(islice(waiting, _LOOKED_UP)):
            body = {
                "size": len(names),
                "query": {"terms": {"number": list(names)}},
                "_source": ["raw"],
            }
            answer = self._cluster.ask("POST", f"/{self._index}/_search", body)
            held = [hit["_source"]["raw"] for hit in answer["hits"]["hits"]]
            self._bulk(
                (kept["number"], kept["article"], renamed(kept, names[kept["number"]]))
                for kept in held
            )
        self._names.clear()

    def _bulk(self, found: Iterable[tuple[int, int, Json]]) -> None:
        waiting = iter(found)
        while some := list(islice(waiting, _LOOKED_UP)):
            # An article lies on one shard as a whole.
            self._bulk_writer.write(
                [
                    Action(
                        "index",
                        self._index,
                        str(number),
                        as_source(document),
                        (("routing", str(article)),),
                    )
                    for number, article, document in some
                ]
            )

    # The state, and which index is in use

    def _mark(self, revision: int) -> None:
        """Say which revision is reached. Raises ArchiveBusy when somebody else did so before."""
        params = self._expects or {"op_type": "create"}
        state = {"raw": {"revision": revision}}
        try:
            self._cluster.ask("PUT", f"/{self._index}/_doc/{STATE}", state, params=params)
        except Conflict:
            raise ArchiveBusy(
                f"Another program has written to {self._cluster.address} meanwhile.",
                "What was to be written is written the next time.",
            ) from None

    def _state_now(self) -> Json:
        """What the state is recognised by when it is replaced."""
        answer = self._cluster.ask("GET", f"/{self._index}/_doc/{STATE}", missing=True)
        if not answer.get("found"):
            return {}
        return {"if_seq_no": answer["_seq_no"], "if_primary_term": answer["_primary_term"]}

    def _create(self) -> str:
        name = f"{self._alias}-v{mappings.FORMAT}-{secrets.token_hex(4)}"
        body = {"settings": mappings.settings(), "mappings": mappings.mapping(self._key)}
        self._cluster.ask("PUT", f"/{name}", body)
        return name

    def _switch(self) -> None:
        """Have the index that was built take the place of the one in use, without a gap."""
        used = named(self._cluster, self._alias)
        actions = [{"add": {"index": self._fresh, "alias": self._alias}}]
        if used:
            actions.insert(0, {"remove": {"index": used, "alias": self._alias}})
        self._cluster.ask("POST", "/_aliases", {"actions": actions})
        self._fresh = ""

    def _sweep(self, used: str) -> None:
        """Remove what an interrupted writer left, and what was replaced before."""
        pattern = f"/{self._alias}-v*"
        for name in self._cluster.ask("GET", pattern, params={"expand_wildcards": "open"}):
            if name != used:
                self._cluster.ask("DELETE", f"/{name}")


def named(cluster: Cluster, alias: str) -> str:
    """The index that goes by another name; "" when none does."""
    found = cluster.ask("GET", f"/_alias/{alias}", missing=True)
    return "" if "error" in found else next(iter(found), "")


def _locked(folder: Path) -> Any:
    """The writer's lock of this machine. Raises ArchiveBusy."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "writer.lock").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise ArchiveBusy("Another program is writing the index.", "Try again later.") from None
    return lock
