"""Our indices in a cluster: told from others by a mark, and from older ones by a number.

An index called `news-paragraphs` is an alias; what lies behind it is `news-paragraphs-v1`. A new
mapping gets another number, is filled beside the old one and takes over the alias in one step, so
that nobody finds less meanwhile. Number and kind stand in the mapping itself (`_meta`), where they
cannot get lost.

How it is filled and takes over: `succession.py`.

Who has looked at an index reads it by its own name and writes to it by `news-paragraphs-v1-open`,
an alias for writing alone: where another mapping has taken over, both end in an error, and never in
words that were analysed for one mapping and are kept in another.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import Refused, Replaced, no_cluster

MARK = "nutgraf"
Json = dict[str, Any]


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


def open_name(index: str) -> str:
    """The name by which an index is written to, as long as it is in use or being filled."""
    return f"{index}-open"


@dataclass(frozen=True, slots=True)
class Found:
    """An index of ours: its own name, the version of its mapping, what all that stand behind its
    alias, one after another, are known by ("" where its maker did not know of such names yet), and
    the version that is about to take its place, 0 for none.
    """

    index: str
    version: int
    identity: str = ""
    gives_way_to: int = 0


def held(cluster: Cluster, alias: str, kind: Kind) -> str | None:
    """The index behind an alias, None when there is nothing yet.

    Raises Refused when what is there is not ours, is of a newer program, or of an older one.
    """
    found = found_behind(cluster, alias, kind)
    return found.index if found else None


def found_behind(cluster: Cluster, alias: str, kind: Kind) -> Found | None:
    """The same, with all that is known of it."""
    found = of_any_version(cluster, alias, kind)
    if found is not None and found.version != kind.version:
        raise other_version(cluster, alias, found.version, kind)
    return found


def of_any_version(cluster: Cluster, alias: str, kind: Kind) -> Found | None:
    """The same, of an older or newer program too. Raises Refused when it is not ours."""
    told = cluster.ask("GET", f"/{alias}/_mapping", missing=True)
    if "error" in told:
        return None
    if not told:
        raise no_cluster(str(cluster.address))
    if len(told) != 1:
        raise Refused(
            f"“{alias}” in {cluster.address} stands for {len(told)} indices, ours for one.",
            "Name another collection, or take the alias off the others.",
        )
    index, said = next(iter(told.items()))
    mark = own_mark(cluster, alias, said, kind)
    identity = str(mark.get("identity", ""))
    return Found(
        str(index),
        version_in(mark.get("version")),
        identity if identity.isalnum() else "",
        version_in(mark.get("gives_way_to")),
    )


def mark_of(said: Any, kind: Kind) -> Json | None:
    """What a mapping says of itself, None where it is none of ours of that kind."""
    mark = said.get("mappings", {}).get("_meta", {}).get(MARK)
    return mark if isinstance(mark, dict) and mark.get("kind") == kind.name else None


def own_mark(cluster: Cluster, alias: str, said: Any, kind: Kind) -> Json:
    """The same. Raises Refused where there is none."""
    mark = mark_of(said, kind)
    if mark is None:
        raise Refused(
            f"“{alias}” in {cluster.address} is an index of somebody else's: nothing was touched.",
            "Name another collection: the last part of the address.",
        )
    return mark


def version_in(given: Any) -> int:
    """A version as a mapping says it, 0 where it says none."""
    return given if isinstance(given, int) else 0


def other_version(cluster: Cluster, alias: str, version: int, kind: Kind) -> Refused:
    """What is said of an index that another program made."""
    what = f"“{alias}” in {cluster.address}"
    if version < kind.version:
        return Refused(
            f"{what} was made by an older Nutgraf ({version}; this one writes {kind.version}).",
            bring_up_to_date(cluster),
        )
    return Replaced(
        f"{what} was made by a newer Nutgraf ({version}; this one knows {kind.version}).",
        "Use that one: pip install --upgrade nutgraf",
    )


def bring_up_to_date(cluster: Cluster) -> str:
    """What to do with what an older program made."""
    return f"Bring it up to date: nutgraf --archive {cluster.address} reindex"


def ensure(cluster: Cluster, alias: str, kind: Kind) -> str:
    """The same, made where there is none. Two that make it at once get the same one."""
    index = held(cluster, alias, kind)
    if index is not None:
        return index
    name = f"{alias}-v{kind.version}"
    try:
        create(cluster, name, kind, (alias, open_name(name)))
    except Refused as problem:
        # Somebody was faster: then it is there by now, else it is another trouble.
        index = held(cluster, alias, kind)
        if index is None:
            raise problem from None
        return index
    return name


def create(cluster: Cluster, name: str, kind: Kind, aliases: Sequence[str], **said: Any) -> None:
    """Make an index that says something more of itself. Raises Refused where there is one."""
    body = {**kind.body, "aliases": {alias: {} for alias in aliases}}
    mark = body["mappings"]["_meta"][MARK]
    mark |= {"identity": secrets.token_hex(8), **said}
    cluster.ask("PUT", f"/{name}", body)


def ensure_open(cluster: Cluster, indices: Sequence[str]) -> None:
    """Have some indices in use written to by their names for that, which those lack that an older
    program has made.
    """
    wanted = {open_name(index): index for index in indices}
    told = cluster.ask("GET", f"/_alias/{','.join(wanted)}", missing=True)
    known = {alias for one in told.values() if isinstance(one, dict) for alias in one["aliases"]}
    actions = [
        {"add": {"index": index, "alias": alias}}
        for alias, index in wanted.items()
        if alias not in known
    ]
    if actions:
        cluster.ask("POST", "/_aliases", {"actions": actions})


def exists(cluster: Cluster, name: str) -> bool:
    """Whether an index or alias of a name is there."""
    return bool(cluster.ask("HEAD", f"/{name}"))
