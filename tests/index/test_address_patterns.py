"""`url:` with asterisks finds what an address looks like as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index import Archive
from tests.effort import runs

_ADDRESSES = (
    "https://data.agency.gov/reports/quay",
    "https://www.example.com/world/2025/10/ferry-strike-ends",
    "https://news.example.org/article.php?id=4711&page=2",
    "http://archive.strait.co.uk/news_room/Harbour%20Closed.html#part",
    "https://sub.domain.example.net/covid19/e-mail",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("addresses")
    rows = [
        {"title": f"Piece {place}", "text": f"Text {place} of many.", "url": url}
        for place, url in enumerate(_ADDRESSES)
    ]
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([folder / "a.jsonl"])
        yield opened


def _found(archive: Archive, pattern: str) -> set[str]:
    results = archive.search(f"url:{pattern}")
    return {row.url for row in results.hits[:10]}


@pytest.mark.parametrize(
    ("pattern", "places"),
    [
        ("*.gov", {0}),
        ("*.com", {1}),
        ("*.com*", {1}),
        ("*agency.gov", {0}),
        ("data.*", {0}),
        ("example.com/w*", {1}),
        ("www.*.com/*/ferry*", {1}),
        ("*example*", {1, 2, 4}),
        ("data*gov", {0}),
        ("*.co.uk", {3}),
        ("*.example.*/*id=47*", {2}),
        ("quay*data", set()),
        ("*.govern", set()),
        ("reports*agency", set()),
    ],
)
def test_a_pattern_finds_addresses_as_they_stand(
    archive: Archive, pattern: str, places: set[int]
) -> None:
    assert _found(archive, pattern) == {_ADDRESSES[place] for place in places}


@settings(max_examples=runs(60, 1000), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(_ADDRESSES),
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 12)), min_size=1, max_size=3),
)
@example(_ADDRESSES[1], [(0, 12), (20, 2)])
def test_an_address_is_found_whatever_asterisks_stand_for(
    archive: Archive, address: str, cuts: list[tuple[int, int]]
) -> None:
    pattern = address.partition("#")[0]
    for start, length in sorted(cuts, reverse=True):
        pattern = f"{pattern[:start]}*{pattern[start + length :]}"
    assert address in _found(archive, pattern), pattern
