"""What goes into an archive: new, changed and unchanged articles, whole batches or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.core.addresses import normalise_url
from index.core.article import Article, article_id, paragraph_ids
from index.core.errors import ArchiveError
from index.core.mention import Mention
from index.store import catching_up, reading
from index.store.articles.intake import Arrival, FinishedFile, Intake, OutdatedError
from index.store.database import Database
from index.store.names import entity_names, merge_facts, name_forms, name_lookup
from index.store.revisions import latest_revision

FIRST = Article(
    title="Dredging begins",
    paragraphs=("Ana Ruiz opened the dig.", "Ruiz left at noon."),
    outlet="Porthaven Echo",
    date="2025-10-02",
    url="https://echo.example/dredging",
)
RUIZ = [
    [Mention(0, 8, "person", "Ana Ruiz", 0.9)],
    [Mention(0, 4, "person", "Ana Ruiz", 0.8)],
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "news.db")
    yield opened
    opened.close()


def _take(database: Database, *articles: Article) -> list[str]:
    intake = Intake(database)
    judged = intake.deduplicate(articles)
    intake.write([Arrival(one) for one in judged if one.outcome != "unchanged"])
    return [one.outcome for one in judged]


def test_same_text_is_nothing_to_do_and_other_text_a_version(database: Database) -> None:
    changed = replace(FIRST, paragraphs=("Ana Ruiz opened the dig.", "Ruiz left at one."))
    assert _take(database, FIRST, FIRST) == ["new", "unchanged"]
    assert _take(database, FIRST) == ["unchanged"]
    assert _take(database, changed) == ["changed"]
    # A folder that holds both versions settles: neither is news a second time.
    assert _take(database, FIRST, changed) == ["unchanged", "unchanged"]
    view = reading.article_view(database, 1)
    assert view is not None
    assert (view.version, view.versions) == (2, 2)
    assert [p.text for p in view.paragraphs] == list(changed.paragraphs)
    older = reading.article_view(database, 1, 1)
    assert older is not None
    assert [p.text for p in older.paragraphs] == list(FIRST.paragraphs)


def _naming(database: Database, entity: int) -> int:
    """How many paragraphs name an entity."""
    return len({paragraph for paragraph, _, _ in entity_names.mentions(database, entity)})


def test_an_entity_stays_one_though_names_are_forgotten_between_batches(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.names.mentions._KNOWN", 0)
    intake = Intake(database)
    for url in ("https://echo.example/1", "https://echo.example/2"):
        intake.write([Arrival(one, RUIZ) for one in intake.deduplicate([replace(FIRST, url=url)])])
    found = name_lookup.called(database, "person", "Ana Ruiz")
    assert [_naming(database, number) for number in found] == [4]


def test_missing_metadata_is_filled_and_known_metadata_kept(database: Database) -> None:
    _take(database, replace(FIRST, byline="", date=""))
    fuller = replace(FIRST, byline="Kit Moor", outlet="Another Paper", origin="elsewhere.md")
    assert _take(database, fuller) == ["changed"]
    assert _take(database, fuller) == ["unchanged"]
    view = reading.article_view(database, 1)
    assert view is not None
    assert (view.byline, view.date, view.outlet) == ("Kit Moor", "2025-10-02", "Porthaven Echo")


def test_the_file_that_an_article_is_from_puts_right_what_it_said(database: Database) -> None:
    wrong = replace(FIRST, origin="notes/harbour.md", language="de", date="2025-10-03T09:00:00Z")
    _take(database, wrong)
    right = replace(wrong, language="en", outlet="Porthaven Gazette", date="2025-10-02")
    for _ in range(2):
        assert _take(database, right, right) == ["changed", "unchanged"]
        assert _take(database, wrong) == ["changed"]
    # A copy that is elsewhere does not.
    assert _take(database, replace(right, origin="other/harbour.md")) == ["unchanged"]
    # Nor is what is known better since taken back.
    exact = "2025-10-02T09:00:00Z"
    assert _take(database, replace(right, origin="page.html", date=exact)) == ["unchanged"]
    assert _take(database, right) == ["changed"]
    assert _take(database, replace(right, origin="page.html", date=exact)) == ["changed"]
    assert _take(database, right) == ["unchanged"]
    view = reading.article_view(database, 1)
    assert view is not None
    assert (view.language, view.outlet, view.date) == ("en", "Porthaven Gazette", exact)


@pytest.mark.parametrize("text", ["No ship came in.", "The tide came late on Thursday. " * 5])
@pytest.mark.parametrize("origin", ["notes/tide.md", "tides.csv:2", "dump.jsonl:7"])
@pytest.mark.parametrize(
    "right", [{"date": "2025-10-03"}, {"outlet": "Strait Daily"}, {"date": "", "outlet": "Echo"}]
)
def test_what_is_put_right_in_a_file_makes_no_second_article(
    database: Database, text: str, origin: str, right: dict[str, str]
) -> None:
    about = {"date": "2025-10-02", "outlet": "Tides", "origin": origin}
    first = Article(title="Tide", paragraphs=(text,), **about)  # type: ignore[arg-type]
    mended = replace(first, **right)  # type: ignore[arg-type]
    assert _take(database, first) == ["new"]
    for one in (mended, first, mended):
        assert _take(database, one, one) == ["changed", "unchanged"]
        view = reading.article_view(database, 1)
        assert view is not None
        # What is no longer said is not forgotten.
        assert (view.date, view.outlet) == (one.date or first.date, one.outlet)


@pytest.mark.parametrize(
    "other",
    [{"source_id": "8"}, {"url": "https://strait.example/2", "source_id": "7"}],
    ids=["record", "address"],
)
def test_another_record_in_the_place_of_one_is_another_article(
    database: Database, other: dict[str, str]
) -> None:
    """A wire text in an export that was written over another one."""
    about = {"date": "2025-10-02", "outlet": "Tides", "origin": "export.jsonl:3", "source_id": "7"}
    url = "https://tides.example/1" if "url" in other else ""
    first = Article(title="Tide", paragraphs=("No ship came in.",), url=url, **about)  # type: ignore[arg-type]
    assert _take(database, first) == ["new"]
    for day in ("2025-10-03", "2025-10-04"):
        assert _take(database, replace(first, date=day)) == ["changed"]
    assert _take(database, replace(first, outlet="Strait Daily", **other)) == ["new"]  # type: ignore[arg-type]


def test_pieces_of_one_headline_in_one_file_stay_two(database: Database) -> None:
    """A notice of the same words on two days, and a column of other words."""
    rows = [
        Article(title=title, paragraphs=(text,), outlet="Tides", date=date)
        for title, text, date in (
            ("Crossword", "Today’s crossword is on the last page.", "2025-10-09"),
            ("Crossword", "Today’s crossword is on the last page.", "2025-10-02"),
            ("Column", "What the ferry cost us, and whom it served.", "2025-10-02"),
            ("Column", "Why the crane fell, as nobody wants to know.", "2025-10-09"),
        )
    ]
    placed = [replace(one, origin=f"t.csv:{place}") for place, one in enumerate(rows, 2)]
    assert _take(database, *placed) == ["new"] * 4
    # A row above them pushes each to the place of the one before.
    above = replace(rows[0], date="2025-10-16")
    pushed = [replace(one, origin=f"t.csv:{n}") for n, one in enumerate([above, *rows], 2)]
    assert _take(database, *pushed) == ["new", *["unchanged"] * 4]
    # The column of another day in the place of the first one.
    assert _take(database, replace(placed[3], origin="t.csv:4", date="2025-10-23")) == ["new"]
    # A file into which a bulletin is written every day.
    other = replace(rows[2], origin="column.md", title="Bulletin")
    said = replace(rows[3], origin="column.md", title="Bulletin", date="2025-10-03")
    assert _take(database, other) == ["new"]
    assert _take(database, said) == ["new"]


def test_mentions_and_aliases_lead_to_one_entity(database: Database) -> None:
    intake = Intake(database)
    intake.write([Arrival(intake.deduplicate([FIRST])[0], RUIZ)])
    found = name_lookup.with_words(database, "person", "ruiz")
    assert found == name_lookup.called(database, "person", "Ana Ruiz")
    assert found == name_lookup.called(database, None, "RUIZ")
    assert len(found) == 1
    assert name_lookup.with_words(database, "place", "ruiz") == []
    _, listed = entity_names.written(database, found[0])
    forms = [int(form) for form in listed.split(",")]
    texts = name_forms.texts(database.connection, forms)
    assert sorted(texts[form] for form in forms) == ["Ana Ruiz", "Ruiz"]
    assert _naming(database, found[0]) == 2


def test_entities_are_found_by_name_however_many_are_asked_for(database: Database) -> None:
    """Many names are held against the entities, few are looked up."""
    intake = Intake(database)
    intake.write([Arrival(intake.deduplicate([FIRST])[0], RUIZ)])
    asked = [("person", "ana ruiz"), ("org", "ana ruiz"), ("place", "ruiz")]
    more = asked + [("person", f"nobody {number}") for number in range(10)]
    few, many = (merge_facts.keyed(database.connection, keys) for keys in (asked, more))
    assert few == many
    assert [row[1:] for row in few] == [("person", "Ana Ruiz", "ana ruiz")]
    assert merge_facts.keyed(database.connection, asked[1:]) == []
    assert merge_facts.keyed(database.connection, more[1:]) == []


def test_failed_batch_leaves_nothing(database: Database) -> None:
    intake = Intake(database)
    second = replace(FIRST, url="https://echo.example/other")
    judged = intake.deduplicate([FIRST, second])
    # Two mentions at one place break a rule of the table in the middle of the batch.
    broken = [[Mention(0, 8, "person", "Ana Ruiz", 0.9)] * 2, []]
    with pytest.raises(ArchiveError):
        intake.write(
            [Arrival(judged[0], RUIZ), Arrival(judged[1], broken)], [FinishedFile("d", "o", 2, "p")]
        )
    assert reading.article_view(database, 1) is None
    assert latest_revision(database.connection) == 0
    assert intake.known_file("d", "o", "p") is None
    intake.write([Arrival(judged[0], RUIZ)])
    assert _naming(database, 1) == 2


def test_revisions_grow_and_name_what_changed(database: Database) -> None:
    _take(database, FIRST)
    first = latest_revision(database.connection)
    _take(database, replace(FIRST, url="https://echo.example/2"))
    assert latest_revision(database.connection) > first
    assert [article for _, article, _ in catching_up.documents_since(database, first)] == [2]
    assert catching_up.knows_revision(database, first)
    assert not catching_up.knows_revision(database, first + 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.paper.example/a/", "https://paper.example/a"),
        ("https://paper.example/a?utm_source=x&id=4", "https://PAPER.example:443/a?id=4#top"),
    ],
)
def test_one_article_under_two_addresses(one: str, other: str) -> None:
    assert normalise_url(one) == normalise_url(other)
    assert article_id(replace(FIRST, url=one)) == article_id(replace(FIRST, url=other))


def test_records_that_number_alike_stay_apart() -> None:
    record = replace(FIRST, url="", source_id="1")
    assert article_id(record) != article_id(replace(record, outlet="Another Paper"))
    assert article_id(record) == article_id(replace(record, title="Dredging begins, at last"))


def test_paragraph_ids_do_not_move_with_their_neighbours() -> None:
    before = paragraph_ids("abc", [1 << 60, -22, 1 << 60])
    after = paragraph_ids("abc", [3 << 50, 1 << 60, -22, 1 << 60])
    assert after[1:] == before
    assert len(set(after)) == 4


@pytest.mark.parametrize("content", [b"not a database at all, just text" * 40, b"\0" * 4096])
def test_a_file_that_is_no_archive_is_named_as_such(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="x.db is not an archive"):
        Database(path)
    assert path.read_bytes() == content


def test_what_was_judged_before_another_wrote_is_judged_anew(tmp_path: Path) -> None:
    one, other = Database(tmp_path / "a.db"), Database(tmp_path / "a.db")
    first, second = Intake(one), Intake(other)
    judged = first.deduplicate([FIRST])
    second.write([Arrival(second.deduplicate([FIRST])[0], RUIZ)])
    with pytest.raises(OutdatedError):
        first.write([Arrival(judged[0], RUIZ)])
    assert [each.outcome for each in first.deduplicate([FIRST])] == ["unchanged"]
    view = reading.article_view(one, 1)
    assert view is not None
    assert view.versions == 1
    one.close()
    other.close()
