"""A search that nobody waits for any more ends soon, and leaves everything as it was."""

from __future__ import annotations

import itertools
from contextlib import suppress

import pytest

from index import Archive, Cancellation, StoppedError
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


@pytest.mark.parametrize("query", ["a* OR t* OR s*", "lead:t* -*e*"])
def test_what_a_search_leaves_behind_is_not_given_up_with_it(
    harbour, monkeypatch, query: str
) -> None:
    """Who searches next reads on what another one began to read. Each time nothing was read yet."""
    go_on, expected = Patience.go_on, numbers(harbour, query)
    folder = harbour.path.parent
    for moment in itertools.count():
        cancellation, passed = Cancellation(), itertools.count()

        def counted(
            patience: Patience, moment=moment, passed=passed, cancellation=cancellation
        ) -> None:
            if next(passed) == moment:
                cancellation.cancel()
            go_on(patience)

        with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
            with monkeypatch.context() as patched, suppress(StoppedError):
                patched.setattr(Patience, "go_on", counted)
                archive.search(query + " OR u*", typing=True, cancellation=cancellation)
            assert numbers(archive, query) == expected
        if next(passed) <= moment:
            break
    assert moment > 1


def numbers(archive: Archive, query: str) -> list[int]:
    return [hit.number for hit in archive.search(query).hits[:50]]
