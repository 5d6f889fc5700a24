"""The archive as the screen and the command line use it, over real SQLite and a real index."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.errors import ArchiveBusy, ArchiveError, NotFound
from index.store.library import saved_searches

STORY = """---
title: Council opens the tender
date: 2025-10-02
outlet: Porthaven Echo
url: https://echo.example/tender
---
Marta Ostrander opened the tender on Thursday.

{middle}

Ostrander will not say who bid. The harbour waits.
"""
BEFORE = "The first estimate was 40 million crowns, the council said."
AFTER = "The first estimate was 46 million crowns, the council said on Friday."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "tender.md").write_text(STORY.format(middle=BEFORE), "utf-8")
    (folder / "note.md").write_text(
        "---\ntitle: Dock notes\noutlet: Long Quay Review\n---\nA crane fell. Nobody was hurt.\n",
        "utf-8",
    )
    return folder


@pytest.fixture
def archive(tmp_path: Path, news: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        opened.add([news])
        yield opened


def _number(archive: Archive, query: str) -> int:
    return archive.search(query).hits[0].number


def test_second_import_changes_nothing(archive: Archive, news: Path) -> None:
    before = archive.stats()
    report = archive.add([news])
    assert (report.new, report.changed, report.unchanged, report.skipped) == (0, 0, 2, [])
    assert archive.stats() == before


def test_bookmark_survives_reindex_and_a_new_archive_object(archive: Archive, news: Path) -> None:
    marked = archive.add_bookmark(_number(archive, "estimate"))
    archive.set_note(marked.number, "check the figure")
    archive.set_tags(marked.number, ["money", "money", " "])
    archive.reindex()
    archive.add([news])
    with Archive.open(archive.path) as again:
        (mark,) = again.bookmarks()
        assert (mark.state, mark.note, mark.tags) == ("kept", "check the figure", ("money",))
        assert again.search("is:bookmarked").hits[0].number == mark.paragraph
        assert again.search("note:figure").paragraphs == 1
        assert again.search("tag:money has:note").paragraphs == 1


@pytest.mark.parametrize(
    ("middle", "state"),
    [
        (f"A paragraph came in before.\n\n{BEFORE}", "moved"),
        (AFTER, "changed"),
        ("Nothing more was known by nightfall in the town.", "gone"),
    ],
)
def test_bookmark_says_what_became_of_its_paragraph(
    archive: Archive, news: Path, middle: str, state: str
) -> None:
    archive.add_bookmark(_number(archive, "estimate"))
    (news / "tender.md").write_text(STORY.format(middle=middle), "utf-8")
    assert archive.add([news]).changed == 1
    (mark,) = archive.bookmarks()
    assert mark.state == state
    assert mark.anchor.exact == BEFORE
    assert mark.version == 1
    if state == "gone":
        assert mark.paragraph is None
        assert archive.search("is:bookmarked").paragraphs == 0
    else:
        assert mark.text in middle
        assert archive.search("is:bookmarked").hits[0].number == mark.paragraph


def test_undo_and_redo_take_every_change_back(archive: Archive) -> None:
    mark = archive.add_bookmark(_number(archive, "crane"))
    archive.set_note(mark.number, "one")
    archive.set_note(mark.number, "two")
    archive.set_tags(mark.number, ["x"])
    archive.remove_bookmark(mark.number)
    states = [archive.bookmarks()]
    labels = []
    while label := archive.undo():
        labels.append(label)
        states.append(archive.bookmarks())
    assert labels == ["removal of a bookmark", "tags", "note", "note", "bookmark"]
    assert states[0] == states[-1] == ()
    assert [(m.note, m.tags) for (m,) in states[1:-1]] == [
        ("two", ("x",)),
        ("two", ()),
        ("one", ()),
        ("", ()),
    ]
    while archive.redo():
        pass
    assert archive.bookmarks() == ()
    assert archive.redo() is None


def test_marking_twice_keeps_one_bookmark(archive: Archive) -> None:
    number = _number(archive, "crane")
    assert archive.add_bookmark(number) == archive.add_bookmark(number)
    assert len(archive.bookmarks()) == 1


def test_filters_join_whatever_the_query_is(archive: Archive) -> None:
    both = archive.search("crane OR estimate", filters=['outlet:"Porthaven Echo"'])
    assert [hit.text for hit in both.hits[:]] == [BEFORE]
    without = archive.search("", filters=['-outlet:"Porthaven Echo"'])
    assert without.articles == 1
    assert all(clause.span.end <= len("crane OR estimate") for clause in both.clauses)


def test_nothing_found_names_the_clause_and_ways_out(archive: Archive) -> None:
    results = archive.search("ostrander tender crane")
    assert results.paragraphs == 0
    assert results.killer is not None
    assert results.query.text[results.killer.start : results.killer.end] == "crane"
    assert results.relaxations
    for way in results.relaxations:
        assert archive.search(way.text).paragraphs == way.count > 0


def test_references_lead_to_articles_and_paragraphs(archive: Archive) -> None:
    hit = archive.search("estimate").hits[0]
    view, number = archive.find(hit.id)
    assert (view.id, number) == (hit.article_id, hit.number)
    assert archive.find(f"{hit.article_id[:6]}:2")[1] == hit.number
    assert archive.find(hit.article_id)[1] is None
    for wrong in ("zzzz", "not an id!", f"{hit.article_id}:99", f"{hit.article_id}-0000"):
        with pytest.raises(NotFound):
            archive.find(wrong)


def test_saved_searches_stand_inside_queries(archive: Archive) -> None:
    archive.save_search("money", "crowns OR bid")
    assert archive.search("@money").paragraphs == 2
    assert archive.search("@money -council").paragraphs == 1
    archive.forget_search("money")
    assert archive.search("@money").query.repairs


def test_history_has_each_search_once_newest_first(archive: Archive) -> None:
    for text in ("a", "b", "a", "  "):
        archive.remember(text)
    assert list(archive.history()) == ["a", "b"]


def test_the_same_search_again_and_again_forgets_no_other(archive: Archive) -> None:
    for text in ["rare", *["daily", "weekly"] * 4]:
        saved_searches.remember(archive._database, text, keep=3)
    assert list(archive.history()) == ["weekly", "daily", "rare"]
    for text in ("new", "newer"):
        saved_searches.remember(archive._database, text, keep=3)
    assert list(archive.history()) == ["newer", "new", "weekly"]


def test_a_search_put_into_the_history_is_no_change_to_search_again_for(archive: Archive) -> None:
    archive.refresh()
    archive.remember("harbour")
    assert not archive.refresh()
    with Archive.open(archive.path) as other:
        other.add_bookmark(_number(other, "harbour"))
        archive.remember("crane")
    assert archive.refresh()


def test_names_that_come_in_join_those_that_are_known(archive: Archive, tmp_path: Path) -> None:
    before = [one.name for one in archive.search("").facets.people]
    more = tmp_path / "more.txt"
    met = "Marta Ostrander met Alasdair Penhallow in London on Friday."
    more.write_text(f"Late edition\n\n{met}\n", "utf-8")
    with Archive.open(archive.path) as other:
        other.add([more])
    archive.refresh()
    after = [one.name for one in archive.search("").facets.people]
    with Archive.open(archive.path) as fresh:
        assert after == [one.name for one in fresh.search("").facets.people]
    assert set(after) == {*before, "Marta Ostrander", "Alasdair Penhallow"}


def _holding(archive: Archive, lock: str) -> subprocess.Popen[str]:
    """A process that holds a lock of an archive until it is told anything."""
    code = (
        f"import sys; from pathlib import Path; from index.store.file.lock import {lock} as lock\n"
        "with lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, archive.path],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_second_writer_is_told_who_holds_the_archive(archive: Archive, news: Path) -> None:
    holder = _holding(archive, "writer_lock")
    with pytest.raises(ArchiveBusy) as caught:
        archive.add([news])
    assert caught.value.pid == holder.pid
    assert archive.search("crane").paragraphs == 1
    holder.communicate("")
    assert archive.add([news]).unchanged == 2


def test_who_only_indexes_is_waited_for(
    archive: Archive, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = _holding(archive, "indexing_lock")
    looks = 0

    def sleep(_seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 50:
            holder.communicate("")

    monkeypatch.setattr("index.store.file.lock.time.sleep", sleep)
    assert archive.add([news]).unchanged == 2
    assert looks >= 50


def test_an_open_archive_sees_what_another_brings(archive: Archive, tmp_path: Path) -> None:
    more = tmp_path / "more.txt"
    more.write_text("Late edition\n\nThe zeppelin landed.\n", "utf-8")
    assert not archive.refresh()
    with Archive.open(archive.path) as other:
        other.add([more])
        other.add_bookmark(_number(other, "zeppelin"))
    assert archive.refresh()
    assert archive.search("zeppelin is:bookmarked").paragraphs == 1
    assert not archive.refresh()


def test_everything_stays_findable_while_the_index_is_built_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.engines.indexing.COMMIT_EVERY", 1)
    counts = []
    with Archive.open(archive.path) as other:

        def look(_done: int, _total: int) -> None:
            other.refresh()
            counts.append((other.search("harbour").paragraphs, archive.search("").paragraphs))

        before = set(archive.index_folder.glob("*.seg"))
        assert archive.reindex(look) == 4
        assert counts == [(1, 4), (1, 4)]
        assert other.refresh()
        assert other.search("harbour").paragraphs == 1
    after = set(archive.index_folder.glob("*.seg"))
    assert after
    assert not after & before
    assert archive.check() == []


def test_a_rebuild_that_is_interrupted_leaves_the_index_as_it_was(archive: Archive) -> None:
    before = set(archive.index_folder.glob("*.seg"))

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        archive.reindex(interrupt)
    assert set(archive.index_folder.glob("*.seg")) == before
    assert not archive.refresh()
    assert archive.search("harbour").paragraphs == 1
    assert archive.check() == []


@pytest.mark.parametrize("lost", ["list", "segments", "folder"])
def test_an_index_is_built_anew_whatever_is_left_of_it(archive: Archive, lost: str) -> None:
    if lost == "list":
        (archive.index_folder / "manifest.json").write_bytes(b"nothing")
    elif lost == "segments":
        for file in archive.index_folder.glob("*.seg"):
            file.unlink()
    else:
        shutil.rmtree(archive.index_folder)
    assert archive.reindex() == 4
    assert archive.search("harbour").paragraphs == 1
    assert archive.check() == []


def test_lost_index_is_built_anew_from_the_archive(archive: Archive) -> None:
    path, folder = archive.path, archive.index_folder
    archive.close()
    shutil.rmtree(folder)
    with Archive.open(path) as again:
        assert again.pending == 2
        assert again.catch_up() == 4
        assert again.search("crane").paragraphs == 1
        assert again.check() == []


def test_altered_index_is_never_believed(archive: Archive) -> None:
    path, folder = archive.path, archive.index_folder
    archive.close()
    for file in folder.rglob("*"):
        if file.is_file():
            content = bytearray(file.read_bytes())
            content[len(content) // 2 :] = b"\xff" * (len(content) - len(content) // 2)
            file.write_bytes(content)
    with Archive.open(path) as again:
        again.catch_up()
        assert again.search("crane").paragraphs == 1
        assert again.check() == []


def test_restored_backup_gets_an_index_of_its_own_history(
    archive: Archive, news: Path, tmp_path: Path
) -> None:
    path, folder = archive.path, archive.index_folder
    backup = tmp_path / "backup.db"
    copy = sqlite3.connect(backup)
    source = sqlite3.connect(path)
    source.backup(copy)
    copy.close()
    source.close()
    (news / "tender.md").write_text(STORY.format(middle=AFTER), "utf-8")
    archive.add([news])
    archive.close()
    for leftover in path.parent.glob("a.db*"):
        leftover.unlink()
    shutil.copy(backup, path)
    with Archive.open(path, index_folder=folder) as again:
        again.catch_up()
        assert again.search("friday").paragraphs == 0
        assert again.search("estimate").paragraphs == 1
        assert again.check() == []


def test_an_archive_of_a_newer_program_is_left_alone(archive: Archive) -> None:
    path = archive.path
    archive.close()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    with pytest.raises(ArchiveError, match="newer Nutgraf"):
        Archive.open(path)


def test_selection_carries_source_and_marks(archive: Archive) -> None:
    plain, marked = _number(archive, "crane"), _number(archive, "estimate")
    mark = archive.add_bookmark(marked)
    archive.set_note(mark.number, "check")
    first, second = archive.selection([marked, plain])
    assert (first.note, first.marked_text, first.outlet) == ("check", BEFORE, "Porthaven Echo")
    assert (first.ordinal, first.paragraphs, first.date) == (2, 3, "2025-10-02")
    assert (second.note, second.marked_text, second.date) == ("", "", "")
    with pytest.raises(NotFound):
        archive.selection([10**9])


def test_rows_know_their_article_and_ids_are_told_when_asked_for(tmp_path: Path) -> None:
    page = tmp_path / "twice.md"
    page.write_text(
        "---\ntitle: Rain\nurl: https://a.example/b\n---\nIt fell.\n\nIt fell.\n\nIt stopped.\n",
        "utf-8",
    )
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([page])
        hits = archive.search("fell OR stopped", sort="oldest").hits[0:3]
        assert [(hit.ordinal, hit.paragraphs) for hit in hits] == [(1, 3), (2, 3), (3, 3)]
        assert len({hit.id for hit in hits}) == 3
        assert [archive.find(hit.id)[1] for hit in hits] == [hit.number for hit in hits]
        assert {hit.article_id for hit in hits} == {archive.find(hits[0].id)[0].id}
        page.write_text(
            "---\ntitle: Rain\nurl: https://a.example/b\n---\nIt fell.\n\nIt fell on.\n",
            "utf-8",
        )
        archive.add([page])
        hits = archive.search("fell").hits[0:9]
        assert sorted((hit.ordinal, hit.paragraphs) for hit in hits) == [(1, 2), (2, 2)]


def test_counts_over_few_hits_and_over_most_are_of_one_kind(archive: Archive) -> None:
    some = archive.search("crane OR bid")
    assert (some.paragraphs, some.articles) == (2, 2)
    assert sorted(some.facets.outlets) == [("Long Quay Review", 1), ("Porthaven Echo", 1)]
    every = archive.search("")
    assert every.articles == 2
    assert sum(count for _, count in every.facets.outlets) == every.paragraphs
    assert sum(count for _, count in every.facets.months) == every.paragraphs
