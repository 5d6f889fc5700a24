"""An index of ours that is filled beside an older one and takes its place.

Until it does, nobody finds it by the alias. It says of itself what it is filled from and how far,
where that cannot get lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import Refused
from index.engines.opensearch.versioned_index import (
    MARK,
    Found,
    Json,
    Kind,
    create,
    exists,
    mark_of,
    open_name,
    own_mark,
    version_in,
)


def begin_beside(cluster: Cluster, alias: str, kind: Kind, old: Found, source: str) -> str:
    """The index that is to take the place of an older one, made where there is none yet. Nobody
    finds it by the alias until `switch`.

    `source` is the identity of the index that it is filled from. Raises Refused where it was begun
    from another one.
    """
    name = f"{alias}-v{kind.version}"
    said = {"source": source, **({"identity": old.identity} if old.identity else {})}
    try:
        if not exists(cluster, name):
            create(cluster, name, kind, [open_name(name)], **said)
    except Refused:
        # Somebody was faster, else it is another trouble.
        if not exists(cluster, name):
            raise
    if noted(cluster, name, kind, "source") != source:
        raise Refused(
            f"“{name}” in {cluster.address} was begun from another collection of that name and "
            "never finished.",
            "If nobody is at it, delete that index; then call this again.",
        )
    return name


def note(cluster: Cluster, index: str, kind: Kind, **said: Any) -> None:
    """Have an index of ours say something more of itself. Raises NotThere, Refused."""
    told = cluster.ask("GET", f"/{index}/_mapping")[index]
    mark = own_mark(cluster, index, told, kind) | said
    cluster.ask("PUT", f"/{index}/_mapping", {"_meta": {**told["mappings"]["_meta"], MARK: mark}})


def noted(cluster: Cluster, index: str, kind: Kind, what: str) -> Any:
    """What an index was made to say so, None for nothing. Raises NotThere, Refused."""
    told = cluster.ask("GET", f"/{index}/_mapping")[index]
    return own_mark(cluster, index, told, kind).get(what)


def lock(cluster: Cluster, index: str, kind: Kind) -> None:
    """Have nothing more written to an index that gives way to one of a kind: what was begun is
    written when this returns. It is read as before.
    """
    note(cluster, index, kind, gives_way_to=kind.version)
    cluster.ask("PUT", f"/{index}/_block/write")


class Heir(NamedTuple):
    """An index that takes over an alias, and the one that stood there and is deleted."""

    alias: str
    name: str
    old: str


def switch(cluster: Cluster, heirs: Sequence[Heir], left: Sequence[str] = ()) -> None:
    """Let indices take over their aliases, all in one step, and delete those they stood for, and
    those that are `left` over.

    Raises Refused, and NotThere where an old one is gone: then nothing is done.
    """
    actions: list[Json] = []
    for heir in heirs:
        actions.append({"add": {"index": heir.name, "alias": heir.alias}})
        actions.append({"remove_index": {"index": heir.old}})
    actions += [{"remove_index": {"index": name}} for name in left]
    cluster.ask("POST", "/_aliases", {"actions": actions})


def left_over(cluster: Cluster, alias: str, kind: Kind, in_use: str) -> list[str]:
    """Indices that were begun for an older version than that of a kind and were never finished."""
    told = cluster.ask("GET", f"/{alias}-v*/_mapping", missing=True)
    if "error" in told:
        return []
    ours = re.compile(rf"{re.escape(alias)}-v\d+")
    return sorted(
        index
        for index, said in told.items()
        if ours.fullmatch(index) and index != in_use
        if (mark := mark_of(said, kind)) and version_in(mark.get("version")) < kind.version
    )
