"""One text at several addresses of a site below other headlines is told, copies of news are not."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path

import pytest

from index.archive import Archive
from index.ingest.readers import ReadOptions

_NOTICE = "The lantern room is closed to visitors this evening and the doors stay shut till dawn."
_NEWS = "The harbour was shut to cranes on Monday after cracks were found in two piles of a quay."
_CRANES = ("Quay shut to cranes", "https://echo.example/2024/quay-shut", _NOTICE)
_COUNCIL = ("Council meets again", "https://echo.example/2024/council", _NOTICE)
_OTHER = ("Ferries sail", "https://echo.example/2024/ferries", _NEWS)


def told(folder: Path, *imports: list[tuple[str, str, str]], walls: bool = False) -> list[str]:
    """What importing articles (headline, address, text) tells at the last time."""
    with Archive.open(folder / "a.db") as archive:
        for number, articles in enumerate(imports):
            path = folder / f"{number}.jsonl"
            lines = (
                json.dumps({"title": title, "url": url, "text": text, "date": "2024-03-05"})
                for title, url, text in articles
            )
            path.write_text("\n".join(lines), "utf-8")
            report = archive.add([path], ReadOptions(walls=walls))
        return [one.text for one in report.remarks if "word for word" in one.text]


@pytest.mark.parametrize("order", range(6))
def test_the_first_is_told_as_the_others_in_any_order(tmp_path: Path, order: int) -> None:
    articles = list(permutations((_CRANES, _COUNCIL, _OTHER)))[order]
    (said,) = told(tmp_path, list(articles))
    assert "“Quay shut to cranes”" in said
    assert "“Council meets again”" in said
    assert "at 2 addresses" in said
    assert "Ferries" not in said


def test_what_was_there_before_counts_and_is_told_once(tmp_path: Path) -> None:
    (said,) = told(tmp_path, [_CRANES], [_COUNCIL])
    assert "“Quay shut to cranes”" in said
    assert told(tmp_path, [_CRANES], [_COUNCIL], [_OTHER]) == []


def test_a_text_below_one_headline_is_told_from_four_addresses_on(tmp_path: Path) -> None:
    pages = [("Welcome", f"https://echo.example/2024/story-{n}", _NOTICE) for n in range(4)]
    assert told(tmp_path, pages[:3]) == []
    (said,) = told(tmp_path, pages)
    assert "at 4 addresses, as “Welcome”" in said


def test_copies_of_news_are_not_told(tmp_path: Path) -> None:
    long = " ".join([_NEWS] * 20)
    again = [
        # An agency's report at several outlets, below the headlines they give it.
        *((f"Cranes {n}", f"https://outlet{n}.example/cranes", _NEWS) for n in range(6)),
        # One article in several sections, for telephones, and with marks of who sent a reader.
        *(
            ("Ferries sail", f"https://{start}/ferries-sail", f"{_NEWS} Ferries sail.")
            for start in ("echo.example/a", "m.echo.example", "echo.example/amp", "echo.example/b")
        ),
        *((f"A long read {n}", f"https://echo.example/{n}/read-{n}", long) for n in range(5)),
    ]
    assert told(tmp_path, again) == []


def test_whoever_wants_such_pages_is_told_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, [_CRANES, _COUNCIL], walls=True) == []
