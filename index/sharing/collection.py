"""What a collection in a cluster holds: articles whole, their paragraphs to search, their names,
and what many have changed about these.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from index.core.errors import InputError
from index.core.reports import Skipped
from index.core.shared_article import SharedArticle
from index.engines.contract import Unavailable
from index.engines.opensearch import versioned_index
from index.engines.opensearch.back_pressure import patiently
from index.engines.opensearch.bulk import Action, BulkWriter, Written
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import INDEX_GONE, Full, NotThere, Refused, Replaced
from index.engines.opensearch.versioned_index import Found, Kind, alias_of
from index.sharing.article_document import ARTICLES, read
from index.sharing.collection_edits import CollectionEdits
from index.sharing.edit_documents import EDITS
from index.sharing.paragraph_documents import NAMES, PARAGRAPHS

KINDS = (ARTICLES, PARAGRAPHS, NAMES, EDITS)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as it was seen: what it says in short, and by what its next change is told from
    one that somebody else made meanwhile.
    """

    digest: str
    settled: bool
    conditions: tuple[tuple[str, Any], ...]


class Collection:
    """The indices of one collection. All raises what `Cluster` does.

    A cluster that is busy is asked again, and once it was found sound (`prepare`, `look`) one that
    does not answer as well; `stop` and `wait` as in `patiently`. Who looks at the answer meanwhile
    is not `patient`: then it is asked once. What was found sound is asked by its own names from
    then on, so that indices of a newer program that take its place are no answer, but Replaced.
    """

    def __init__(
        self,
        cluster: Cluster,
        *,
        stop: Callable[[], bool] | None = None,
        wait: Callable[[float], None] = time.sleep,
        patient: bool = True,
    ) -> None:
        self.cluster = cluster
        self._stop, self._wait = stop or (lambda: False), wait
        self._patient, self._is_sound = patient, False
        self._writer = BulkWriter(cluster, stop=stop, wait=wait, away=patient, open_only=True)
        self._kinds = KINDS
        self._indices = {kind.name: self._alias(kind) for kind in KINDS}
        self._is_open = False
        self.edits = CollectionEdits(self._edits_index, search=self.search, write=self.write)
        """The edits of names that all who use it share."""
        self.identity = ""
        """What it is known by, whatever address it is reached at; "" until it was looked at."""

    @property
    def articles(self) -> str:
        """What the index of articles is called."""
        return self._indices[ARTICLES.name]

    @property
    def paragraphs(self) -> str:
        """What that of paragraphs is called."""
        return self._indices[PARAGRAPHS.name]

    @property
    def names(self) -> str:
        """What that of names is called."""
        return self._indices[NAMES.name]

    def _edits_index(self) -> str:
        """What that of edits is called, which may be asked before anything else is."""
        if not self._is_sound:
            self.look()
        return self._indices[EDITS.name]

    def prepare(self) -> None:
        """Look whether all indices are ours and of today, and make those that are missing.

        Raises Refused, before anything is written, when one is not.
        """
        missing = [kind for kind in self._kinds if self._found(kind) is None]
        for kind in missing:
            ensure = partial(versioned_index.ensure, self.cluster, self._alias(kind), kind)
            self._patiently(ensure)
            self._found(kind)
        self._is_sound = True

    def show(self) -> None:
        """Have all that was written found now and not in a second, where that is allowed."""
        with suppress(Refused):
            for index in (self.articles, self.paragraphs, self.names):
                self.cluster.ask("POST", f"/{index}/_refresh")

    def look(self) -> None:
        """Look whether all indices are there, ours and of today. Raises Refused, NotThere."""
        missing = [self._alias(kind) for kind in self._kinds if self._found(kind) is None]
        if len(missing) == len(self._kinds):
            raise no_collection(self.cluster)
        if missing:
            raise Refused(
                f"“{self.cluster.address.name}” in {self.cluster.address} was made by an older "
                f"Nutgraf: it has no {' and no '.join(missing)}.",
                versioned_index.bring_up_to_date(self.cluster),
            )
        self._is_sound = True

    def write(self, actions: Sequence[Action], *, shown: bool = False) -> list[Written]:
        """What became of what was to be written, as `BulkWriter` says."""
        if not actions:
            return []
        with self._in_place():
            if not self._is_open:
                indices = list(self._indices.values())
                self._patiently(partial(versioned_index.ensure_open, self.cluster, indices))
                self._is_open = True
            return self._writer.write(actions, shown=shown)

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """Where another program's index has taken the place of one that was found sound, or is
        about to, that is what is said. Raises Replaced.
        """
        try:
            yield
        except (NotThere, Full):
            if self._is_sound:
                for kind in self._kinds:
                    self._ensure_stays(kind, self._found(kind))
            raise

    def _ensure_stays(self, kind: Kind, found: Found | None) -> None:
        if found is not None and found.gives_way_to:
            raise Replaced(
                f"“{self._alias(kind)}” in {self.cluster.address} gives way just now to that of a "
                f"newer Nutgraf ({found.gives_way_to}; this one knows {kind.version}).",
                "What was told of is in it. Go on with that one: pip install --upgrade nutgraf",
            )

    def _patiently(self, question: Callable[[], T]) -> T:
        if not self._patient:
            return question()
        return patiently(question, stop=self._stop, wait=self._wait, away=self._is_sound)

    def _alias(self, kind: Kind) -> str:
        return alias_of(self.cluster.address.name, kind)

    def _found(self, kind: Kind) -> Found | None:
        behind = partial(versioned_index.found_behind, self.cluster, self._alias(kind), kind)
        found = self._patiently(behind)
        if found is not None:
            self._indices[kind.name] = found.index
            if kind.name == ARTICLES.name:
                self.identity = found.identity
        return found

    def seen(self, ids: Sequence[str]) -> dict[str, Seen]:
        """What the collection has of some articles, in short."""
        told = self._get(ids, "digest,settled")
        return {one["_id"]: _seen(one) for one in told}

    def read(self, ids: Sequence[str]) -> dict[str, tuple[SharedArticle | InputError, Seen]]:
        """What it has of some articles; what is wrong with one that cannot be read."""
        return {one["_id"]: (_article(one), _seen(one)) for one in self._get(ids, "*")}

    def beginning(self, key: str, most: int) -> list[int]:
        """The numbers of the articles whose id begins so, so many at most."""
        body = {
            "size": most,
            "query": {"prefix": {"id": key}},
            "sort": [{"id": "asc"}],
            "_source": ["number"],
        }
        told = self.search(self.articles, body)["hits"]["hits"]
        return [one["_source"]["number"] for one in told]

    def digests(self, numbers: Sequence[int]) -> dict[int, str]:
        """What the collection has of some articles, in short, by number; those that are there."""
        body = {
            "size": len(numbers),
            "query": {"terms": {"number": list(numbers)}},
            "_source": ["number", "digest"],
        }
        told = self.search(self.articles, body)["hits"]["hits"]
        return {one["_source"]["number"]: str(one["_source"].get("digest")) for one in told}

    def numbered(self, numbers: Sequence[int]) -> list[SharedArticle | Skipped]:
        """Some articles by the numbers that paragraphs know them by; what is wrong with those that
        cannot be read. Those that are gone are left out.
        """
        body = {
            "size": len(numbers),
            "query": {"terms": {"number": list(numbers)}},
            "sort": [{"number": "asc"}],
        }
        told = self.search(self.articles, body)
        found = [(one["_id"], _article(one)) for one in told["hits"]["hits"]]
        return [
            Skipped(key, one.message) if isinstance(one, InputError) else one for key, one in found
        ]

    def search(self, index: str, body: dict[str, Any]) -> Any:
        """What a search answers, from all parts of an index."""

        def question() -> Any:
            told = self.cluster.ask("POST", f"/{index}/_search", body)
            _ensure_whole(told["_shards"]["failed"] or told["timed_out"], self.cluster)
            return told

        with self._in_place():
            return self._patiently(question)

    def every(self, index: str, body: dict[str, Any]) -> Iterator[Any]:
        """All hits of a search that has a size and an order, so many at a time."""
        while True:
            hits = self.search(index, body)["hits"]["hits"]
            yield from hits
            if len(hits) < body["size"]:
                return
            body = body | {"search_after": hits[-1]["sort"]}

    def _get(self, ids: Sequence[str], fields: str) -> Iterator[Any]:
        """Documents of articles by their ids, those that are there."""
        if not ids:
            return
        params = {"_source_includes": fields}

        def question() -> Any:
            told = self.cluster.ask(
                "POST", f"/{self.articles}/_mget", {"ids": list(ids)}, params=params
            )
            errors = {one["error"]["type"] for one in told["docs"] if "error" in one}
            if INDEX_GONE in errors:
                raise NotThere(f"{self.cluster.address} has no index {self.articles} any more.")
            _ensure_whole(errors, self.cluster)
            return told

        with self._in_place():
            told = self._patiently(question)
        yield from (one for one in told["docs"] if one.get("found"))


def no_collection(cluster: Cluster) -> NotThere:
    """What is said where an address names no collection."""
    return NotThere(
        f"There is no collection “{cluster.address.name}” in {cluster.address}.",
        f"Look at the last part of the address, or fill it: nutgraf push {cluster.address}",
    )


def _ensure_whole(failed: Any, cluster: Cluster) -> None:
    """Raises Unavailable where a part of an index did not answer."""
    if failed:
        raise Unavailable(
            f"A part of {cluster.address} did not answer.", "Ask again when it is whole."
        )


def _seen(told: Any) -> Seen:
    source = told["_source"]
    conditions = (("if_seq_no", told["_seq_no"]), ("if_primary_term", told["_primary_term"]))
    return Seen(str(source.get("digest")), source.get("settled") is True, conditions)


def _article(told: Any) -> SharedArticle | InputError:
    try:
        article = read(told["_source"])
    except InputError as problem:
        return problem
    return article if article.id == told["_id"] else InputError("it says it is another one")
