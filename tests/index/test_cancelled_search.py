"""A search that nobody waits for any more ends soon, and leaves everything as it was."""

from __future__ import annotations

import pytest

from index import Cancellation, StoppedError
from index.engines.whoosh.patience import Patience


def test_a_search_is_given_up_while_it_is_under_way(harbour, monkeypatch) -> None:
    cancellation = Cancellation()
    go_on = Patience.go_on

    def cancelled(patience: Patience) -> None:
        cancellation.cancel()
        go_on(patience)

    monkeypatch.setattr(Patience, "go_on", cancelled)
    with pytest.raises(StoppedError):
        harbour.search("*e* NEAR/5 *a*", cancellation=cancellation)
    monkeypatch.setattr(Patience, "go_on", go_on)
    assert harbour.search("*e* NEAR/5 *a*").paragraphs > 0
    with pytest.raises(StoppedError):
        harbour.search("harbour", cancellation=cancellation)


def test_who_cancels_later_takes_nothing_away(harbour) -> None:
    cancellation = Cancellation()
    found = harbour.search("harbour", cancellation=cancellation)
    cancellation.cancel()
    assert len(found.hits[:]) == found.paragraphs > 0
