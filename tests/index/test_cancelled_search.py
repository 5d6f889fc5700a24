"""A search that nobody waits for any more ends soon, and leaves everything as it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, Cancellation, StoppedError
from index.engines.whoosh.patience import Patience

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([SEEDS / "harbour"])
        yield opened


def test_a_search_is_given_up_while_it_is_under_way(archive, monkeypatch) -> None:
    cancellation = Cancellation()
    go_on = Patience.go_on

    def cancelled(patience: Patience) -> None:
        cancellation.cancel()
        go_on(patience)

    monkeypatch.setattr(Patience, "go_on", cancelled)
    with pytest.raises(StoppedError):
        archive.search("*e* NEAR/5 *a*", cancellation=cancellation)
    monkeypatch.setattr(Patience, "go_on", go_on)
    assert archive.search("*e* NEAR/5 *a*").paragraphs > 0
    with pytest.raises(StoppedError):
        archive.search("harbour", cancellation=cancellation)


def test_who_cancels_later_takes_nothing_away(archive) -> None:
    cancellation = Cancellation()
    found = archive.search("harbour", cancellation=cancellation)
    cancellation.cancel()
    assert len(found.hits[:]) == found.paragraphs > 0
