"""What several tests stand on: an archive of a few articles, a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive
from tests.index.web_server import Server, running


@pytest.fixture
def harbour(seeds: Path, tmp_path: Path) -> Iterator[Archive]:
    """An archive of the sample's articles on the harbour."""
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([seeds / "harbour"])
        yield opened


@pytest.fixture
def web_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback, reached without any proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with running() as server:
        yield server
