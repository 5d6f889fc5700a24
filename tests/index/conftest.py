"""What several tests stand on: an archive of a few articles, a server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive
from tests.conftest import ROOT, Once
from tests.index.web_server import Server, running


def _harbour(folder: Path) -> None:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as made:
        made.add([ROOT / "seeds" / "harbour"])


@pytest.fixture
def harbour(once: Once, tmp_path: Path) -> Iterator[Archive]:
    """An archive of the sample's articles on the harbour."""
    folder = once(_harbour, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


@pytest.fixture
def web_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback, reached without any proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with running() as server:
        yield server
