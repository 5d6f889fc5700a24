"""Readers that other packages bring, found by the entry point group `nutgraf.readers`."""

from __future__ import annotations

from index.core.plugins import Plugins
from index.ingest.readers.base import Reader

PLUGINS: Plugins[Reader] = Plugins(
    "nutgraf.readers", {"name": str, "describe": str, "suffixes": tuple}, ("sniff", "read")
)
