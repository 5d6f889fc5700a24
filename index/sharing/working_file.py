"""Which file of the reader's own goes with a collection: one for each, however it is reached."""

from __future__ import annotations

import json
import re
from pathlib import Path

from index.core import files, locations
from index.engines.opensearch.cluster_address import ClusterAddress

_ADDRESSES = "addresses.json"


def remembered(address: ClusterAddress) -> Path | None:
    """The file of the collection that was last found at an address; None where there was none."""
    known = _known()
    for place in _places(address):
        identity = known.get(place)
        if identity and (path := _path(address.name, identity)).exists():
            return path
    return None


def of_collection(address: ClusterAddress, identity: str) -> Path:
    """The file of the collection that was found at an address, which is kept in mind. It is made
    when it is opened.
    """
    places = _places(address)
    identity = identity or re.sub("[^0-9A-Za-z]+", "-", places[0])
    known = _known()
    wanted = dict.fromkeys(places, identity)
    if not wanted.items() <= known.items():
        folder = locations.collections_folder()
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(known | wanted, indent=1, sort_keys=True)
        files.write(folder / _ADDRESSES, text, overwrite=True)
    return _path(address.name, identity)


def _path(name: str, identity: str) -> Path:
    return locations.collections_folder() / f"{name}-{identity}.db"


def _places(address: ClusterAddress) -> list[str]:
    """What an address is known by: each of its hosts."""
    return [f"{host.name}:{host.port}/{host.path}{address.name}" for host in address.hosts]


def _known() -> dict[str, str]:
    try:
        told = json.loads((locations.collections_folder() / _ADDRESSES).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    pairs = told.items() if isinstance(told, dict) else ()
    return {str(place): one for place, one in pairs if isinstance(one, str) and _is_plain(one)}


def _is_plain(identity: str) -> bool:
    return identity.replace("-", "").isalnum()
