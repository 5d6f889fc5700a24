"""A query that is still being written: its end restricts nothing that it may not mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.query.canonical import canonical
from index.query.parser import parse

TYPED = [
    "person:lee tariff",
    "lee NOT china",
    '"currency swap" -japan',
    'lee OR "trade deal" date:2025-11',
    "scope:article lee (xi OR trade) sort:newest",
    "outlet:echo harbour",
    "file:harbour tender",
    "title:summit place:gyeongju",
    "lee w/8 trade",
    "denuclear* talks",
    "what did the minister say about the harbour",
    "crane AND harbour newest",
    "has:note OR tender",
    "lead:harbour after:2025-01-01",
    'here:person:"xi jinping" -here:(org:hanwha trade)',
    "atleast2 harbour",
    "who was at the harbour?",
]


@pytest.fixture(scope="module")
def archive(sampled: Path) -> Iterator[Archive]:
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as opened:
        yield opened


def test_few_keys_on_the_way_to_something_find_nothing(archive: Archive) -> None:
    keys = [
        text[:end]
        for text in TYPED
        if archive.search(text).paragraphs
        for end in range(1, len(text) + 1)
    ]
    nothing = [text for text in keys if not archive.search(text, typing=True).paragraphs]
    assert len(keys) > 150
    assert len(nothing) < len(keys) * 0.05, nothing


def test_what_is_typed_out_finds_at_least_what_it_means(archive: Archive) -> None:
    for text in TYPED:
        settled = set(archive.search(text).hits.numbers())
        typing = set(archive.search(text, typing=True).hits.numbers())
        assert settled <= typing or "-" in text or "NOT" in text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("zanz", "zanz*"),
        ("lee zanz", "lee zanz*"),
        ("lee zanz ", "lee zanz"),
        ("person:", "*"),
        ("lee person:", "lee"),
        ("lee -person:", "lee"),
        ('lee "', "lee"),
        ("lee (", "lee"),
        ("lee OR (", "lee"),
        ("lee w/", "lee"),
        ("lee w/5", "lee"),
        ("lee AN", "lee"),
        ("lee -chi", "lee"),
        ("lee -chi ", "lee -chi"),
        ("lee date:202", "lee"),
        ("lee date:2025-1", "lee date:2025"),
        ("lee date:last_we", "lee"),
        ("lee is:book", "lee"),
        ("lee sort:ne", "lee sort:newest"),
        ("lee @summ", "lee"),
        ("lee /wi su", "lee"),
        ("tag:tra", "tag:tra*"),
        ("den*r", "den*r*"),
    ],
)
def test_what_has_only_begun_restricts_nothing_yet(typed: str, meant: str) -> None:
    query = parse(typed, typing=True)
    assert canonical(query) in (meant, meant.replace(" sort:newest", ""))
    assert [repair for repair in query.repairs if repair.severity == "repair"] == []


def test_slips_further_up_are_told_while_typing() -> None:
    assert parse("autor:smith har", typing=True).repairs
    assert parse('lee "trade de', typing=True).repairs == ()


def test_a_name_may_go_on(archive: Archive) -> None:
    typing = archive.search("person:gyeo OR place:gyeo", typing=True)
    assert typing.paragraphs == archive.search("place:gyeongju").paragraphs > 0


def test_ways_out_are_worked_out_when_they_are_asked_for(archive: Archive) -> None:
    typing = archive.search('"harbour the"', typing=True)
    assert (typing.paragraphs, typing.relaxations) == (0, ())
    settled = archive.search('"harbour the"')
    assert archive.relaxations(typing) == settled.relaxations != ()


def test_what_begins_a_field_is_no_word_that_is_missing(archive: Archive) -> None:
    assert archive.search("harbour scop", typing=True).paragraphs
    assert not archive.search("harbour scop").paragraphs


@pytest.mark.parametrize("before", ["harbour -tender", "harb", "file:harb*", "-file:apec/"])
def test_what_stands_before_the_beginning_of_a_field_is_written_out(
    archive: Archive, before: str
) -> None:
    written = archive.search(f"{before} ", typing=True).paragraphs
    assert archive.search(f"{before} scop", typing=True).paragraphs == written
