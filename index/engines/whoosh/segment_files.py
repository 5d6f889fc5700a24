"""Segments on disk."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.core.files import sync
from index.engines.whoosh import array_file
from index.engines.whoosh.array_file import Array
from index.engines.whoosh.manifest import SegmentEntry


def store(folder: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> SegmentEntry:
    """Write a segment under a new name. It counts once a manifest lists it."""
    name = f"{secrets.token_hex(8)}.seg"
    size = array_file.write(folder / name, arrays, meta)
    sync(folder)
    return SegmentEntry(name, size, meta["docs"], meta["articles"])
