"""Collections that tests fill and leave nothing of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index import Archive
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress


@contextmanager
def collection(server: str, name: str, archive: Archive | None = None) -> Iterator[str]:
    """The address of a collection, with the articles of an archive in it if one is given."""
    address = f"{server}/{name}"
    if archive is not None:
        archive.exchange(address).push()
    yield address
    with Cluster(ClusterAddress.parse(address)) as cluster:
        cluster.ask("DELETE", f"/{name}-*")


def file_of(folder: Path, records: Iterable[dict[str, Any]]) -> Path:
    """Some articles as a file to be imported."""
    path = folder / "news.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


@contextmanager
def archive_of(folder: Path, records: Iterable[dict[str, Any]]) -> Iterator[Archive]:
    """An archive with an index of its own in a folder, and some articles in it."""
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([file_of(folder, records)])
        yield archive
