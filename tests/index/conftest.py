"""What the tests of the network stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.index.web_server import Server, running


@pytest.fixture
def web_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback, reached without any proxy."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with running() as server:
        yield server
