"""Marks of other programs: what is changed there comes, what is changed here stays."""

from __future__ import annotations

import json
import random
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.ingest.readers import ReadOptions, find
from index.store import schema
from index.store.database import Database
from index.store.tables import reader_tables
from tests.effort import runs
from tests.older_archives import as_of

URL = "https://echo.example/quay"
TEXTS = [
    "Quay seven was closed to cranes on Monday after an inspection found cracks in its piles.",
    "Mara Quill, who chairs the board, said that repairs would take until March at least.",
    "Shipping lines were told to use quay four, where the water is nine metres deep.",
    "The dredging tender was withdrawn on Tuesday without a reason, people on the board said.",
]
ARTICLE = {"title": "Quay closed", "url": URL, "text": ["A lead that nobody marked.", *TEXTS]}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


def export(marks: dict[int, tuple[str, str, tuple[str, ...]]]) -> str:
    """Readwise's export of some marks: by id, their words, note and tags."""
    listed = [
        {"id": key, "text": text, "note": note, "tags": [{"name": tag} for tag in tags]}
        for key, (text, note, tags) in marks.items()
    ]
    book = {"user_book_id": 1, "title": "Quay closed", "source_url": URL, "highlights": listed}
    return json.dumps({"count": 1, "results": [book]})


def add(archive: Archive, folder: Path, name: str, content: Any) -> list[str]:
    """Import a file; what is said of it besides that links have no text."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    report = archive.add([path])
    assert report.skipped == []
    return [one.text for one in report.remarks if "without text" not in one.text]


def kept(archive: Archive) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {mark.text: (mark.note, mark.tags) for mark in archive.bookmarks()}


def test_a_note_and_tags_that_are_changed_there_come(tmp_path: Path, archive: Archive) -> None:
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "", ("key",))}))
    assert add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "confirmed", ("done",))})) == []
    assert kept(archive) == {TEXTS[0]: ("confirmed", ("done",))}


def test_what_became_of_marks_is_counted(tmp_path: Path, archive: Archive) -> None:
    """New, changed and waiting ones, the last until their text comes; known ones are not."""
    path = tmp_path / "r.json"

    def came(content: Any) -> tuple[int, int, int]:
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        marks = archive.add([path]).marks
        return marks.bookmarked, marks.changed, len(marks.waiting)

    assert came({**ARTICLE, "text": TEXTS[:2]}) == (0, 0, 0)
    first = {1: (TEXTS[0], "", ("key",)), 2: (TEXTS[1], "", ()), 3: (TEXTS[3], "who", ())}
    assert came(export(first)) == (2, 0, 1)
    second = {**first, 1: (TEXTS[0], "confirmed", ("key",)), 2: (TEXTS[1], "", ("done",))}
    assert came(export(second)) == (0, 2, 1)
    assert came(ARTICLE) == (1, 0, 0)
    (gone,) = [one.number for one in archive.bookmarks() if one.note == "confirmed"]
    archive.remove_bookmark(gone)
    third = {**second, 1: (TEXTS[0], "changed again", ("key",)), 3: (TEXTS[3], "her", ())}
    assert came(export(third)) == (0, 1, 0)
    assert came(export(third) + "\n") == (0, 0, 0)


def test_marks_that_wait_and_whose_text_comes_in_one_import_are_bookmarked(
    tmp_path: Path, archive: Archive
) -> None:
    (tmp_path / "1.jsonl").write_text(json.dumps({**ARTICLE, "text": TEXTS[:2]}))
    (tmp_path / "2.json").write_text(export({1: (TEXTS[3], "", ())}))
    (tmp_path / "3.jsonl").write_text(json.dumps(ARTICLE))
    marks = archive.add([tmp_path]).marks
    assert (marks.bookmarked, marks.changed, len(marks.waiting)) == (1, 0, 0)


def test_what_was_changed_here_stays_and_a_conflict_keeps_both(
    tmp_path: Path, archive: Archive
) -> None:
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "first", ("key",))}))
    (mark,) = archive.bookmarks()
    archive.set_note(mark.number, "mine")
    archive.set_tags(mark.number, ["own", "key"])
    add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "first", ("key", "x"))}))
    assert kept(archive) == {TEXTS[0]: ("mine", ("own", "key", "x"))}
    (said,) = add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "second", ("key", "x"))}))
    assert said.startswith("a note was changed here and elsewhere; both are kept")
    assert kept(archive)[TEXTS[0]][0] == "mine\nsecond"
    add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "third", ("key", "x"))}))
    assert kept(archive)[TEXTS[0]][0] == "mine\nthird"


def test_a_bookmark_that_was_taken_away_stays_away_and_a_change_is_told(
    tmp_path: Path, archive: Archive
) -> None:
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "first", ())}))
    archive.remove_bookmark(archive.bookmarks()[0].number)
    assert add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "first", ())})) == []
    (said,) = add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "second", ())}))
    assert "taken away here, where it stays away" in said
    assert kept(archive) == {}


@pytest.mark.parametrize("words", [TEXTS[3][:60], TEXTS[3].replace("Tuesday", "Wednesday")])
def test_a_mark_without_an_id_is_known_by_its_words_when_they_are_cut_or_corrected(
    tmp_path: Path, archive: Archive, words: str
) -> None:
    """As in Readwise's CSV: its note follows, and what was written here stays."""
    head = "Highlight,Book Title,Book Author,Note,Tags,Highlighted at"
    row = '\n"{}",Quay closed,Jo Brandt,{},{},2025-10-08 10:00:00+00:00'
    other = row.format(TEXTS[1], "who", "")
    add(archive, tmp_path, "1.csv", head + row.format(TEXTS[3], "ask her", "key") + other)
    (mark,) = [one for one in archive.bookmarks() if one.note == "ask her"]
    archive.set_note(mark.number, "ask her\nmine")
    add(archive, tmp_path, "2.csv", head + row.format(words, "asked", "done") + other)
    (untouched,) = [one for one in archive.bookmarks() if one.note == "who"]
    (mark,) = [one for one in archive.bookmarks() if one.number != untouched.number]
    assert mark.note.removeprefix(f"“{words}” ") == "asked\nmine"
    assert mark.tags == ("done",)


def test_a_mark_that_comes_before_its_text_finds_its_paragraph(
    tmp_path: Path, archive: Archive
) -> None:
    part = "repairs would take until March"
    add(archive, tmp_path, "r.json", export({1: (part, "check", ()), 2: (TEXTS[2], "", ())}))
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    assert kept(archive) == {TEXTS[1]: (f"“{part}” check", ()), TEXTS[2]: ("", ())}
    add(archive, tmp_path, "r.json", export({1: (part, "checked", ()), 2: (TEXTS[2], "", ())}))
    assert kept(archive)[TEXTS[1]] == (f"“{part}” checked", ())
    assert {mark.version for mark in archive.bookmarks()} == {2}


def test_a_mark_without_a_paragraph_waits_for_it(tmp_path: Path, archive: Archive) -> None:
    short = {**ARTICLE, "text": [TEXTS[0], TEXTS[1]]}
    add(archive, tmp_path, "a.jsonl", short)
    marks = export({1: (TEXTS[3], "why?", ("key",))})
    (said,) = add(archive, tmp_path, "r.json", marks)
    assert said.startswith("a highlight waits for its paragraph: “The dredging tender")
    assert kept(archive) == {}
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    assert kept(archive) == {TEXTS[3]: ("why?", ("key",))}


QUOTED = [
    "“The numbers do not add up,” Quill said. “We were given photographs of logbooks.”",
    "The harbour master, who left in June, did not answer questions sent to his lawyer.",
    "“I was not asked”, he told the board – and went.",
]


@pytest.mark.parametrize(
    ("words", "places"),
    [
        # Without the marks of quotation that stand at the end of a paragraph, or with others.
        ("We were given photographs of logbooks.\n\nThe harbour master, who left in June", [0, 1]),
        ('photographs of logbooks".\n\nThe harbour master who left in June,', [0, 1]),
        ("sent to his lawyer. I was not asked, he told the board", [1, 2]),
        (" ".join(QUOTED)[20:-10].replace("”", ""), [0, 1, 2]),
        # Words are missing in it, or were changed.
        (
            "numbers do not add up. We were given [them]. The harbour master, who left in June",
            [0, 1],
        ),
        ("photographs of logbooks. The crane was sold to a company in the south last June", []),
    ],
)
def test_a_mark_over_several_paragraphs_is_on_each_with_its_note_on_the_first(
    tmp_path: Path, archive: Archive, words: str, places: list[int]
) -> None:
    add(archive, tmp_path, "a.jsonl", {**ARTICLE, "text": [TEXTS[0], *QUOTED]})
    said = add(archive, tmp_path, "r.json", export({1: (words, "ask them", ("key",))}))
    assert [mark.text for mark in archive.bookmarks()] == [QUOTED[place] for place in places]
    assert bool(said) is not bool(places)
    for mark, place in zip(archive.bookmarks(), places, strict=True):
        assert ("ask them" in mark.note, mark.tags) == (
            place == places[0],
            ("key",) if place == places[0] else (),
        )


def test_a_mark_that_waits_is_told_with_the_line_it_stands_in(
    tmp_path: Path, archive: Archive
) -> None:
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    table = "Highlight,Book Title,Book Author,Note,Tags,Highlighted at\n"
    table += f'"{TEXTS[0]}",Quay closed,Jo Brandt,,,\n"One line.\n\nAnother.",Other,Jo,,,\n'
    table += "Nobody said that.,Quay closed,Jo Brandt,,,\n"
    (tmp_path / "r.csv").write_text(table)
    waits = [one for one in archive.add([tmp_path / "r.csv"]).remarks if "waits" in one.text]
    assert [one.path for one in waits] == [f"{tmp_path / 'r.csv'}:6"]


def test_a_note_on_the_whole_is_on_the_first_paragraph(tmp_path: Path, archive: Archive) -> None:
    book = json.loads(export({}))
    book["results"][0]["document_note"] = "ask Jo"
    add(archive, tmp_path, "r.json", book)
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    assert kept(archive) == {"A lead that nobody marked.": ("ask Jo", ())}


def test_a_colour_that_is_not_the_usual_one_is_a_tag(tmp_path: Path, archive: Archive) -> None:
    book = json.loads(export({1: (TEXTS[0], "", ()), 2: (TEXTS[1], "", ())}))
    for mark, color in zip(book["results"][0]["highlights"], ("red", "yellow"), strict=True):
        mark["color"] = color
    add(archive, tmp_path, "a.jsonl", ARTICLE)
    add(archive, tmp_path, "r.json", book)
    assert kept(archive) == {TEXTS[0]: ("", ("red",)), TEXTS[1]: ("", ())}


def test_what_an_older_archive_knows_of_marks_is_not_made_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Archive.open(path, index_folder=tmp_path / "index") as archive:
        add(archive, tmp_path, "a.jsonl", ARTICLE)
        add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "one", ()), 2: (TEXTS[1], "", ())}))
        archive.remove_bookmark(next(m.number for m in archive.bookmarks() if m.text == TEXTS[1]))
    older = tmp_path / "older.db"
    as_of(path, older, schema.MIGRATIONS.index(reader_tables.IMPORTED_MARKS))
    with Archive.open(older, index_folder=tmp_path / "another") as archive:
        # Not the same bytes as before, which would not be read again.
        again = export({2: (TEXTS[1], "", ()), 1: (TEXTS[0], "one", ())})
        add(archive, tmp_path, "r.json", again)
        assert kept(archive) == {TEXTS[0]: ("one", ())}
        add(archive, tmp_path, "r.json", export({1: (TEXTS[0], "two", ())}))
        assert kept(archive) == {TEXTS[0]: ("two", ())}


class World:
    """Two programs in which the same marks are changed, and what must come of it."""

    def __init__(self, chance: random.Random, archive: Archive, folder: Path) -> None:
        self.chance, self.archive, self.folder = chance, archive, folder
        self.there: dict[int, tuple[str, str, tuple[str, ...]]] = {}
        self.base: dict[int, tuple[str, tuple[str, ...]]] = {}
        self.away: set[int] = set()
        self.names = (f"note {n}" for n in range(10_000))
        self.text = 0

    def here(self, key: int) -> Any:
        text = self.there[key][0]
        return next((one for one in self.archive.bookmarks() if one.text == text), None)

    def change_there(self) -> None:
        key = self.chance.randrange(len(TEXTS))
        tags = tuple(tag for tag in "abc" if self.chance.random() < 0.4)
        note = self.chance.choice(["", next(self.names)])
        self.there[key] = (TEXTS[key], note, tags)

    def change_note_here(self) -> None:
        mark = self.chance.choice(self.archive.bookmarks() or (None,))
        if mark:
            mine = next(self.names)
            changed = self.chance.choice([mine, f"{mark.note}\n{mine}".strip(), ""])
            self.archive.set_note(mark.number, changed)

    def change_tags_here(self) -> None:
        mark = self.chance.choice(self.archive.bookmarks() or (None,))
        if mark:
            tags = [tag for tag in "abcd" if self.chance.random() < 0.4]
            self.archive.set_tags(mark.number, tags)

    def remove_here(self) -> None:
        mark = self.chance.choice(self.archive.bookmarks() or (None,))
        if mark:
            self.away.add(TEXTS.index(mark.text))
            self.archive.remove_bookmark(mark.number)

    def change_text(self) -> None:
        self.text += 1
        lead = f"A lead of edition {self.text} that nobody ever marks here."
        add(self.archive, self.folder, "a.jsonl", {**ARTICLE, "text": [lead, *TEXTS]})

    def import_marks(self) -> None:
        before = {key: self.here(key) for key in self.there}
        said = add(self.archive, self.folder, "r.json", export(self.there))
        conflicts = 0
        for key, (_, note, tags) in self.there.items():
            mark = self.here(key)
            known = key in self.base
            if key in self.away:
                assert mark is None
                continue
            assert mark is not None
            was_note, was_tags = self.base.get(key, ("", ()))
            mine = before[key].note if before[key] else ""
            lines = mark.note.split("\n")
            if note == was_note and known:
                assert mark.note == mine
            elif mine == was_note:
                assert mark.note == note
            else:
                # Nothing of mine is lost but what the other program itself had written.
                assert set(mine.split("\n")) - {was_note, ""} <= set(lines)
                assert not note or note in lines
            conflicts += (
                bool(note)
                and note != was_note
                and mine not in (was_note, note)
                and (was_note not in mine.split("\n") or not was_note)
            )
            own = set(before[key].tags) if before[key] else set()
            assert set(mark.tags) == (own - (set(was_tags) - set(tags))) | (
                set(tags) - set(was_tags)
            )
        assert sum("both are kept" in one for one in said) == conflicts
        self.base = {key: (note, tags) for key, (_, note, tags) in self.there.items()}


def test_of_any_changes_on_both_sides_nothing_is_lost(tmp_path: Path) -> None:
    for seed in range(runs(6, 400)):
        chance = random.Random(seed)
        folder = Path(tempfile.mkdtemp(dir=tmp_path))
        with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
            world = World(chance, archive, folder)
            if chance.random() < 0.5:
                world.change_text()
            steps: list[Callable[[], None]] = [
                *[world.change_there] * 4,
                *[world.import_marks] * 4,
                *[world.change_note_here] * 2,
                world.change_tags_here,
                world.remove_here,
                world.change_text,
            ]
            for _ in range(14):
                chance.choice(steps)()
            world.change_there()
            world.import_marks()


def test_notes_of_zotero_are_kept_wherever_they_are(tmp_path: Path) -> None:
    (tmp_path / "files").mkdir()
    page = "".join(f"<p>{text}</p>" for text in TEXTS)
    (tmp_path / "files" / "q.html").write_text(
        f"<html><body><article>{page}</article></body></html>"
    )
    mark = {"annotationText": "cracks in its piles", "annotationComment": "14 and 15", "key": "A1"}
    item = {
        "itemType": "newspaperArticle",
        "title": "Quay closed",
        "url": URL,
        "creators": [{"firstName": "Jo", "lastName": "Brandt", "creatorType": "author"}],
        "notes": [{"note": "<p>Ask the clerk.</p><p>Which piles?</p>", "key": "N1"}],
        "attachments": [
            {
                "path": "files/q.html",
                "annotations": [
                    {**mark, "annotationColor": "#ff6666", "tags": [{"tag": "key"}]},
                    {"annotationText": "", "annotationComment": "free note", "key": "A2"},
                ],
            }
        ],
    }
    alone = {"itemType": "note", "key": "S1", "note": "<p>Quay and tender belong together.</p>"}
    path = tmp_path / "z.json"
    path.write_text(json.dumps({"items": [item, alone]}))
    (source,) = find([path], ReadOptions())
    article, note = source.articles()  # type: ignore[union-attr]
    marks = {one.id: one for one in article.highlights}  # type: ignore[union-attr]
    assert (marks["zotero:A1"].tags, marks["zotero:A1"].color) == (("key",), "red")
    assert (marks["zotero:A2"].text, marks["zotero:A2"].note) == ("", "free note")
    assert marks["zotero:N1"].note == "Ask the clerk.\nWhich piles?"
    assert note.paragraphs == ("Quay and tender belong together.",)  # type: ignore[union-attr]
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([path])
        assert kept(archive)[TEXTS[0]] == (
            "“cracks in its piles” 14 and 15\nfree note\nAsk the clerk.\nWhich piles?",
            ("key", "red"),
        )


def test_what_is_changed_elsewhere_while_an_article_is_out_is_there_when_it_is_back(
    tmp_path: Path, archive: Archive
) -> None:
    add(archive, tmp_path, "a.json", ARTICLE)
    add(archive, tmp_path, "r1.json", export({1: (TEXTS[0], "old", ("one",))}))
    archive.removals.remove([1])
    changed = export({1: (TEXTS[0], "new", ("two",)), 2: (TEXTS[1], "more", ())})
    add(archive, tmp_path, "r2.json", changed)
    archive.removals.bring_back([1])
    assert kept(archive) == {TEXTS[0]: ("new", ("two",)), TEXTS[1]: ("more", ())}


def test_what_is_changed_elsewhere_while_a_bookmark_is_away_comes_when_it_is_back(
    tmp_path: Path, archive: Archive
) -> None:
    add(archive, tmp_path, "a.json", ARTICLE)
    add(archive, tmp_path, "r1.json", export({1: (TEXTS[0], "old", ("one",))}))
    archive.remove_bookmarks([mark.number for mark in archive.bookmarks()])
    add(archive, tmp_path, "r2.json", export({1: (TEXTS[0], "new", ("one", "two"))}))
    add(archive, tmp_path, "r3.json", export({1: (TEXTS[0], "newer", ("one", "two"))}))
    assert kept(archive) == {}
    archive.undo()
    assert kept(archive) == {TEXTS[0]: ("newer", ("one", "two"))}


def test_a_note_that_is_written_while_a_bookmark_comes_back_stays(
    tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(archive, tmp_path, "a.json", ARTICLE)
    add(archive, tmp_path, "r1.json", export({1: (TEXTS[0], "old", ())}))
    archive.remove_bookmarks([mark.number for mark in archive.bookmarks()])
    add(archive, tmp_path, "r2.json", export({1: (TEXTS[0], "new", ())}))
    transaction, written = Database.transaction, ["old\nmine"]

    def after_others(database: Database) -> AbstractContextManager[sqlite3.Connection]:
        if written and (there := archive.bookmarks()):
            note = written.pop()
            with Archive.open(archive.path) as other:
                other.set_note(there[0].number, note)
        return transaction(database)

    monkeypatch.setattr(Database, "transaction", after_others)
    archive.undo()
    assert kept(archive) == {TEXTS[0]: ("new\nmine", ())}
