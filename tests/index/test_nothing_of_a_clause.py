"""A clause that finds nothing leaves what the others find as it is, whatever stands in it."""

from __future__ import annotations

import re

import pytest

from index import Archive
from index.engines.whoosh.searching import relevance

NOTHING = ("qqqq* {}*", "qqqq {}", "{}* title:qqqq", 'qqqq* "{}"', "{}* -{}*", "qqqq* title:{}*")


@pytest.mark.parametrize("nothing", NOTHING)
def test_a_clause_that_finds_nothing_changes_nothing(
    harbour: Archive, monkeypatch: pytest.MonkeyPatch, nothing: str
) -> None:
    """With words of the headlines, whose few hits are looked up as in a large archive."""
    monkeypatch.setattr(relevance, "SEARCHED", 0)
    titles = {hit.title for hit in harbour.search("harbour").hits[:]}
    words = sorted({word.lower() for title in titles for word in re.findall("[A-Za-z]{4,}", title)})
    expected = found(harbour, "harbour")
    for word in words[:25]:
        clause = nothing.replace("{}", word)
        assert found(harbour, clause) == []
        assert found(harbour, f"harbour OR ({clause})") == expected
        assert found(harbour, f"harbour -({clause})") == expected


def found(archive: Archive, query: str) -> list[int]:
    return sorted(hit.number for hit in archive.search(query).hits[:])
