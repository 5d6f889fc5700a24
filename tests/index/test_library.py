"""Marks as a unit of work: batches that are all or nothing, undo that is kept in the archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, Heading, MarkChange, NotFound, NutgrafError, StoppedError, hide_edit
from index.store.library import undo_log

ARTICLES = 30


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of articles of eight paragraphs, each found by `harbour`."""
    folder = tmp_path_factory.mktemp("full")
    for number in range(ARTICLES):
        paragraphs = (f"The harbour opened berth {at} on day {number}." for at in range(8))
        text = "\n\n".join(paragraphs)
        (folder / f"{number}.txt").write_text(f"Berths {number}\n\n{text}\n", "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add(sorted(folder.glob("*.txt")))
    return folder


@pytest.fixture
def archive(full: Path, tmp_path: Path) -> Iterator[Archive]:
    (tmp_path / "a.db").write_bytes((full / "a.db").read_bytes())
    with Archive.open(tmp_path / "a.db") as opened:
        opened.catch_up()
        yield opened


def reopened(archive: Archive) -> Archive:
    return Archive.open(archive.path, index_folder=archive.index_folder)


def found(archive: Archive, query: str = "harbour") -> list[int]:
    return list(archive.search(query).hits.numbers())


def kept(archive: Archive) -> set[tuple[int | None, str, tuple[str, ...]]]:
    return {(one.paragraph, one.note, one.tags) for one in archive.bookmarks()}


def test_many_bookmarks_are_one_step_that_another_session_takes_back(archive: Archive) -> None:
    numbers = found(archive)
    first = archive.add_bookmark(numbers[0])
    assert archive.add_bookmarks(numbers) == len(numbers) - 1
    assert [one.number for one in archive.bookmarks() if one.paragraph == numbers[0]] == [
        first.number
    ]
    assert archive.bookmarked() == set(numbers)
    assert archive.search("is:bookmarked").paragraphs == len(numbers)
    with reopened(archive) as other:
        said = other.undo()
        assert said is not None
        assert said.startswith(f"{len(numbers) - 1} bookmarks (made ")
        assert other.bookmarked() == archive.bookmarked() == {numbers[0]}
        assert other.redo() == said.partition(" (")[0]
        assert archive.bookmarked() == set(numbers)


def test_the_bookmarks_come_back_as_they_were(archive: Archive) -> None:
    numbers = found(archive)
    change = MarkChange(note="Ask the pilot.", more=["berth", "berth", " "])
    assert archive.add_bookmarks(numbers, change) == len(numbers)
    before = archive.bookmarks()
    assert {(one.note, one.tags, one.state) for one in before} == {
        ("Ask the pilot.", ("berth",), "kept")
    }
    assert archive.remove_bookmarks([one.number for one in before]) == len(numbers)
    assert archive.bookmarks() == ()
    assert archive.undo() == f"removal of {len(numbers)} bookmarks"
    assert archive.bookmarks() == before
    assert archive.undo() == f"note on {len(numbers)} paragraphs"
    assert archive.bookmarks() == ()
    assert archive.redo() == f"note on {len(numbers)} paragraphs"
    assert archive.bookmarks() == before


@pytest.mark.parametrize(
    ("seen", "meanwhile", "written", "kept"),
    [
        ("", "theirs", "mine", "theirs\nmine"),
        ("old", "theirs", "old and mine", "theirs\nold and mine"),
        ("old", "theirs", "", "theirs"),
        ("old", "old", "mine", "mine"),
        ("old", "old", "", ""),
        ("old", "", "mine", "mine"),
        ("old", "mine", "mine", "mine"),
    ],
)
def test_a_note_that_another_wrote_meanwhile_stays(
    archive: Archive, seen: str, meanwhile: str, written: str, kept: str
) -> None:
    number = found(archive)[:1]
    archive.add_bookmarks(number, MarkChange(note=meanwhile))
    archive.add_bookmarks(number, MarkChange(note=written, seen=seen))
    assert [mark.note for mark in archive.bookmarks()] == [kept]


def test_notes_and_tags_of_many_are_changed_in_one_step(archive: Archive) -> None:
    numbers = found(archive)[:4]
    marks = [archive.add_bookmark(number) for number in numbers[:2]]
    archive.set_note(marks[0].number, "one")
    archive.set_tags(marks[1].number, ["x", "y"])
    before = kept(archive)
    assert archive.add_bookmarks(numbers, MarkChange(added="two", more=["z"], less=["x"])) == 2
    assert kept(archive) == {
        (numbers[0], "one\ntwo", ("z",)),
        (numbers[1], "two", ("y", "z")),
        (numbers[2], "two", ("z",)),
        (numbers[3], "two", ("z",)),
    }
    archive.undo()
    assert kept(archive) == before
    archive.redo()
    numbered = [one.number for one in archive.bookmarks()]
    assert archive.change_bookmarks([*numbered, 10**6], MarkChange(note="", tags=())) == 4
    assert kept(archive) == {(number, "", ()) for number in numbers}
    archive.undo()
    archive.undo()
    assert kept(archive) == before


@pytest.mark.parametrize("work", ["add", "change", "remove", "undo", "redo"])
def test_work_that_is_stopped_is_not_done_at_all(
    archive: Archive, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undo_log, "_CHUNK", 100)
    numbers = found(archive)
    archive.add_bookmarks(numbers[: 60 if work == "add" else None])
    marks = [one.number for one in archive.bookmarks()]
    if work == "redo":
        archive.undo()
    before = kept(archive)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    def stop() -> bool:
        return len(told) == 2

    with pytest.raises(StoppedError):
        {
            "add": lambda: archive.add_bookmarks(numbers, progress=progress, stop=stop),
            "change": lambda: archive.change_bookmarks(
                marks, MarkChange(note="n"), progress=progress, stop=stop
            ),
            "remove": lambda: archive.remove_bookmarks(marks, progress=progress, stop=stop),
            "undo": lambda: archive.undo(progress=progress, stop=stop),
            "redo": lambda: archive.redo(progress=progress, stop=stop),
        }[work]()
    assert [total for _, total in told] == [len(numbers)] * 2
    assert 0 < told[0][0] < told[1][0] < len(numbers)
    assert kept(archive) == before
    # Nothing of it is a step: what was done before is what is taken back, or done again.
    assert (archive.redo if work == "redo" else archive.undo)() is not None
    assert archive.bookmarked() == (set(numbers) if work == "redo" else set())


def test_a_paragraph_that_is_not_there_leaves_the_others_unmarked(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.add_bookmarks([*found(archive), 10**9])
    assert archive.bookmarks() == ()
    assert archive.undo() is None
    for attempt in (
        lambda: archive.set_note(9, "x"),
        lambda: archive.set_tags(9, ["x"]),
        lambda: archive.remove_bookmark(9),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_each_window_takes_back_its_own_steps_first(archive: Archive) -> None:
    one, two, three, *_ = found(archive)
    archive.add_bookmark(one)
    with reopened(archive) as other:
        other.add_bookmark(two)
        archive.add_bookmark(three)
        assert other.undo() == "bookmark"
        assert archive.bookmarked() == {one, three}
        assert archive.undo() == archive.undo() == "bookmark"
        assert archive.bookmarked() == frozenset()
        # What the other window took back is that window's to do again.
        assert [archive.redo(), archive.redo(), archive.redo()][:2] == ["bookmark"] * 2
        assert one in archive.bookmarked()


def test_undo_never_wipes_what_another_window_has_written_since(archive: Archive) -> None:
    one, two, *_ = found(archive)
    first = archive.add_bookmark(one).number
    archive.set_note(first, "mine")
    archive.add_bookmarks([one, two], MarkChange(more=["mine"]))
    with reopened(archive) as other:
        other.set_note(first, "theirs")
        other.set_tags(first, ["theirs"])
        said = archive.undo()
        assert said == ("tags on 2 paragraphs; 1 of 2 was changed since and is left as it is")
        assert kept(archive) == {(one, "theirs", ("theirs",))}
        left = "it was changed since and is left as it is. The step is kept."
        assert archive.undo() == f"nothing of: note; {left}"
        assert archive.undo() == f"nothing of: bookmark; {left}"
        assert kept(archive) == {(one, "theirs", ("theirs",))}
        assert archive.redo() == "tags on 2 paragraphs"
        assert kept(archive) == {(one, "theirs", ("theirs",)), (two, "", ("mine",))}
        # Once the other has taken its own back, what could not be done is there to be done.
        assert archive.undo() == "tags on 2 paragraphs"
        assert [other.undo(), other.undo()] == ["tags", "note"]
        assert archive.undo() == "note"
        assert kept(archive) == {(one, "", ("mine",))}


def test_what_was_taken_away_comes_back_into_what_was_marked_anew(archive: Archive) -> None:
    one, *_ = found(archive)
    mark = archive.add_bookmark(one)
    archive.change_bookmarks([mark.number], MarkChange(note="old", more=["old"]))
    archive.remove_bookmark(mark.number)
    with reopened(archive) as other:
        other.set_tags(other.add_bookmark(one).number, ["new"])
    assert archive.undo() == "removal of a bookmark"
    assert kept(archive) == {(one, "old", ("new", "old"))}
    assert archive.redo() == "removal of a bookmark"
    assert kept(archive) == {(one, "", ("new",))}


def test_a_search_that_was_forgotten_or_replaced_comes_back_under_a_free_name(
    archive: Archive,
) -> None:
    with reopened(archive) as other:
        archive.save_search("main", "harbour")
        archive.save_search("main", "quay")
        other.save_search("main", "pier")
        called = "it is called @main-2, since there is another @main now"
        assert archive.undo() == f"another query for the saved search @main; {called}"
        assert archive.saved() == {"main": "pier", "main-2": "harbour"}
        assert archive.redo() == "another query for the saved search @main"
        archive.forget_search("main")
        other.save_search("main", "jetty")
        assert archive.undo() == f"removal of the saved search @main; {called}"
        assert archive.saved() == {"main": "jetty", "main-2": "pier"}


def test_a_saved_search_is_renamed_wherever_queries_name_it(archive: Archive) -> None:
    archive.save_search("main", "harbour", looked_at=True)
    archive.save_search("more", '@main OR query:"main" @mainly "@main"')
    archive.dossiers.collect("Harbour", queries=["quay @main", "@main.2"])
    before = archive.saved()
    for name, new in (("nothing", "x"), ("main", "more"), ("main", " "), ("main", 'a "b"')):
        with pytest.raises(NutgrafError):
            archive.rename_search(name, new)
    assert archive.rename_search("main", "chief search") == 2
    named = '@"chief search" OR query:"chief search" @mainly "@main"'
    assert archive.saved() == {"chief search": "harbour", "more": named}
    (dossier,) = archive.dossiers.all()
    assert [item.query for item in dossier.items] == ['quay @"chief search"', "@main.2"]
    assert archive.looked_at_saved() == {"chief search"}
    assert archive.undo() == "name of the saved search @main"
    assert archive.saved() == before
    assert archive.looked_at_saved() == {"main"}
    assert [item.query for item in archive.dossiers.all()[0].items] == ["quay @main", "@main.2"]


def test_saved_searches_and_edits_of_entities_are_in_the_same_history(archive: Archive) -> None:
    archive.save_search("berths", "berth")
    archive.save_search("berths", "berth OR quay")
    archive.save_search("berths", "berth OR quay")
    archive.add_bookmark(found(archive)[0])
    archive.forget_search("berths")
    archive.forget_search("none")
    with reopened(archive) as other:
        labels = []
        saved = [other.saved()]
        while label := other.undo():
            labels.append(label.partition(" (")[0])
            saved.append(other.saved())
    assert labels == [
        "removal of the saved search @berths",
        "bookmark",
        "another query for the saved search @berths",
        "saved search @berths",
    ]
    new, old = {"berths": "berth OR quay"}, {"berths": "berth"}
    assert saved == [{}, new, new, old, {}]


def test_edits_of_entities_are_taken_back_after_a_new_start(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("News\n\nMarta Ostrander opened the tender.\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([tmp_path / "a.txt"])
        (marta,) = archive.entity_editor.entities("ostrander")
        archive.entity_editor.apply([hide_edit(marta)])
        archive.entity_editor.take_back([one.number for one in archive.entity_editor.kept()])
    with Archive.open(tmp_path / "a.db") as archive:
        assert archive.undo()
        assert archive.search("person:ostrander").paragraphs == 0
        assert archive.undo()
        assert archive.search("person:ostrander").paragraphs == 1
        assert archive.redo()
        assert archive.search("person:ostrander").paragraphs == 0
        assert archive.check() == []


def test_the_history_is_bounded_and_the_newest_step_stays(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = found(archive)
    monkeypatch.setattr(undo_log, "_CHANGES", 20)
    archive.add_bookmark(numbers[0])
    archive.add_bookmarks(numbers)
    assert archive.undo() == f"{len(numbers) - 1} bookmarks"
    assert archive.undo() is None
    monkeypatch.setattr(undo_log, "_STEPS", 3)
    for number in numbers[1:9]:
        archive.add_bookmark(number)
    assert [archive.undo() for _ in range(4)] == ["bookmark", "bookmark", "bookmark", None]
    assert archive.bookmarked() == set(numbers[:6])


def test_a_search_saved_again_as_it_was_is_no_change(archive: Archive) -> None:
    """When it was saved is not what somebody would mind."""
    archive.save_search("mine", "ships")
    archive._database.connection.execute("UPDATE saved_search SET created = '2020'")
    assert archive.undo() == "saved search @mine"
    assert archive.saved() == {}
    archive.redo()
    assert archive.saved() == {"mine": "ships"}


def test_paragraphs_marked_in_one_go_are_listed_in_the_order_of_their_article(
    archive: Archive,
) -> None:
    numbers = found(archive, '"day 3"')
    archive.add_bookmarks(numbers)
    assert [one.paragraph for one in archive.bookmarks()] == sorted(numbers)


def test_an_export_tells_what_saved_searches_stood_for(archive: Archive) -> None:
    archive.save_search("ships", "ferry OR @boats")
    archive.save_search("boats", "barge")
    archive.save_search("other", "quay")
    chosen = archive.selection(found(archive)[:1])
    note = "".join(archive.export(chosen, "markdown", Heading(query="@ships -@bo")))
    assert 'saved: ["@boats: barge", "@ships: ferry OR @boats"]' in note
    page = "".join(archive.export(chosen, "text", Heading(query="@other.")))
    assert "@other stands for: quay" in page
    assert "stands for" not in "".join(archive.export(chosen, "text", Heading(query="quay")))
