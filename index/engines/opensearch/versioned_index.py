"""Our indices in a cluster: told from others by a mark, and from older ones by a number.

An index called `news-paragraphs` is an alias; what lies behind it is `news-paragraphs-v1`. A new
mapping gets another number, is filled beside the old one and takes over the alias in one step, so
that nobody finds less meanwhile. Number and kind stand in the mapping itself (`_meta`), where they
cannot get lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import Refused

MARK = "nutgraf"


@dataclass(frozen=True, slots=True)
class Kind:
    """What an index of ours holds: `name` tells kinds apart, `version` is that of the mapping.

    The mapping is strict, so that what nobody thought of is an error and not a guess. `stored` are
    the fields that documents are given back with, all where none are named.
    """

    name: str
    version: int
    properties: Mapping[str, Any]
    settings: Mapping[str, Any] = field(default_factory=dict)
    stored: tuple[str, ...] = ()

    @property
    def body(self) -> dict[str, Any]:
        """What an index of this kind is created with."""
        mappings: dict[str, Any] = {
            "dynamic": "strict",
            "_meta": {MARK: {"kind": self.name, "version": self.version}},
            "properties": dict(self.properties),
        }
        if self.stored:
            mappings["_source"] = {"includes": list(self.stored)}
        return {"settings": dict(self.settings), "mappings": mappings}


def alias_of(collection: str, kind: Kind) -> str:
    """The name by which an index is asked, whatever the version of its mapping."""
    return f"{collection}-{kind.name}"


def held(cluster: Cluster, alias: str, kind: Kind) -> str | None:
    """The index behind an alias, None when there is nothing yet.

    Raises Refused when what is there is not ours, is of a newer program, or of an older one.
    """
    found = found_behind(cluster, alias, kind)
    return found.index if found else None


@dataclass(frozen=True, slots=True)
class Found:
    """An index of ours: its own name, and what all that stand behind its alias, one after another,
    are known by; "" where its maker did not know of such names yet.
    """

    index: str
    identity: str


def found_behind(cluster: Cluster, alias: str, kind: Kind) -> Found | None:
    """The same, with its identity."""
    told = cluster.ask("GET", f"/{alias}/_mapping", missing=True)
    if "error" in told:
        return None
    if len(told) != 1:
        raise Refused(
            f"“{alias}” in {cluster.address} stands for {len(told)} indices, ours for one.",
            "Name another collection, or take the alias off the others.",
        )
    index, said = next(iter(told.items()))
    mark = said.get("mappings", {}).get("_meta", {}).get(MARK)
    if not isinstance(mark, dict) or mark.get("kind") != kind.name:
        raise Refused(
            f"“{alias}” in {cluster.address} is an index of somebody else's: nothing was touched.",
            "Name another collection: the last part of the address.",
        )
    version = mark.get("version")
    if version != kind.version:
        raise _other_version(f"“{alias}” in {cluster.address}", version, kind)
    identity = str(mark.get("identity", ""))
    return Found(str(index), identity if identity.isalnum() else "")


def _other_version(what: str, version: Any, kind: Kind) -> Refused:
    if isinstance(version, int) and version < kind.version:
        return Refused(
            f"{what} was made by an older Nutgraf ({version}; this one writes {kind.version}).",
            "Push into a new collection, or have whoever runs the cluster reindex this one.",
        )
    return Refused(
        f"{what} was made by a newer Nutgraf ({version}; this one knows {kind.version}).",
        "Use that one: pip install --upgrade nutgraf",
    )


def ensure(cluster: Cluster, alias: str, kind: Kind) -> str:
    """The same, made where there is none. Two that make it at once get the same one."""
    index = held(cluster, alias, kind)
    if index is not None:
        return index
    name = f"{alias}-v{kind.version}"
    body = {**kind.body, "aliases": {alias: {}}}
    body["mappings"]["_meta"][MARK]["identity"] = secrets.token_hex(8)
    try:
        cluster.ask("PUT", f"/{name}", body)
    except Refused as problem:
        # Somebody was faster: then it is there by now, else it is another trouble.
        index = held(cluster, alias, kind)
        if index is None:
            raise problem from None
        return index
    return name


def switch(cluster: Cluster, alias: str, to: str) -> None:
    """Let an alias stand for another index, in one step, and delete those it stood for.

    Raises Refused, and NotThere when there is no such index.
    """
    told = cluster.ask("GET", f"/_alias/{alias}", missing=True)
    before = [] if "error" in told else [name for name in told if name != to]
    actions: list[dict[str, Any]] = [{"add": {"index": to, "alias": alias}}]
    actions += [{"remove_index": {"index": name}} for name in before]
    cluster.ask("POST", "/_aliases", {"actions": actions})


def exists(cluster: Cluster, name: str) -> bool:
    """Whether an index or alias of a name is there."""
    return bool(cluster.ask("HEAD", f"/{name}"))
