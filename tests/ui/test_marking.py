"""Bookmarks, notes, tags, copies and exports."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path

import pytest
from fake_archive import FakeArchive, article, sample
from notes import archive_of, opening
from textual.widgets import TextArea

from index import Archive, Draft, MarkChange, export_formats
from tui.screens.bookmarks import BookmarkList, BookmarksScreen
from tui.screens.export import ExportScreen


async def test_a_paragraph_is_bookmarked_undone_and_redone(use) -> None:
    async with use() as hand:
        await hand.press("enter", "b")
        number = hand.results.hit().number
        assert hand.said == "Bookmarked."
        assert "★ ¶1/9" in hand.text()
        await hand.press("u")
        assert hand.said == "Undone: bookmark"
        assert hand.app.session.archive.bookmarked() == frozenset()
        assert "★" not in hand.text()
        await hand.press("U")
        assert hand.app.session.archive.bookmarked() == {number}
        await hand.press("b")
        assert hand.said == "Bookmark taken away; u brings it back."


async def test_the_paragraph_of_the_reader_is_the_one_marked(use) -> None:
    async with use() as hand:
        await hand.press("enter", "2", "p", "b")
        assert hand.app.session.archive.bookmarked() == {hand.reader.current().number}
        assert hand.reader.current().ordinal == 2


async def test_all_selected_are_bookmarked(use) -> None:
    async with use() as hand:
        await hand.press("enter", "space", "space", "space", "b")
        assert len(hand.app.session.archive.bookmarked()) == 3
        assert hand.said == "3 bookmarked."


async def test_a_note_is_written_saved_and_asked_about_before_it_is_lost(use) -> None:
    async with use() as hand:
        await hand.press("enter", "a")
        await hand.type("why")
        await hand.press("escape")
        assert "What you wrote is not saved." in hand.text()
        await hand.press("escape")
        assert isinstance(hand.app.focused, TextArea)
        await hand.press("ctrl+s")
        (bookmark,) = hand.app.session.archive.bookmarks()
        assert bookmark.note == "why"
        await hand.press("a", "escape")
        assert hand.focus == "results"


@pytest.mark.parametrize("leaving", [("escape", "t"), ("ctrl+s",)])
async def test_a_note_that_was_neither_saved_nor_thrown_away_is_back(use, leaving) -> None:
    archive = FakeArchive(sample())
    async with use(archive) as hand:
        await hand.press("enter", "a", *"why so")
        hand.app.screen.pause_over()
        await hand.settle()
    async with use(archive) as hand:
        await hand.press("enter", "a")
        assert hand.app.screen.text == "why so"
        assert "did not save is back; Esc" in hand.text()
        await hand.press(*leaving)
        assert hand.focus == "results"
        await hand.press("a")
        assert "is back" not in hand.text()
        assert hand.app.screen.text == ("" if "t" in leaving else "why so")


async def test_a_note_that_is_written_is_kept_when_the_program_is_told_to_end(use) -> None:
    archive = FakeArchive(sample())
    async with use(archive) as hand:
        await hand.press("enter", "a", *"why", "escape")
        await hand.app.told_to_end(129).wait()
    async with use(archive) as hand:
        await hand.press("enter", "a")
        assert hand.app.screen.text == "why"


async def test_a_draft_takes_nothing_away_that_was_written_since(use) -> None:
    archive = FakeArchive(sample())
    async with use(archive) as hand:
        await hand.press("enter", "a", *"mine")
        await hand.app.screen.keep_draft()
        number = hand.results.hit().number
    archive.add_bookmarks([number], MarkChange(note="theirs"))
    async with use(archive) as hand:
        await hand.press("enter", "a", "ctrl+s")
        assert "The note was changed elsewhere meanwhile." in hand.text()
        await hand.press("ctrl+s")
    (mark,) = archive.bookmarks()
    assert mark.note == "theirs\nmine"


async def test_what_another_terminal_wrote_while_one_wrote_is_not_lost(use) -> None:
    async with use() as hand:
        archive = hand.app.session.archive
        await hand.press("enter", "b", "a", *"mine")
        (mark,) = archive.bookmarks()
        archive.change_bookmarks([mark.number], MarkChange(note="theirs", tags=["theirs"]))
        await hand.press("ctrl+s")
        assert "The note was changed elsewhere meanwhile." in hand.text()
        assert archive.bookmarks()[0].note == "theirs"
        await hand.press("ctrl+s")
        await hand.press("t", *" ours")
        archive.change_bookmarks([mark.number], MarkChange(more=["late"]))
        await hand.press("enter")
        (mark,) = archive.bookmarks()
        assert mark.note == "theirs\nmine"
        assert set(mark.tags) == {"theirs", "late", "ours"}


async def test_tags_are_set(use) -> None:
    async with use() as hand:
        await hand.press("enter", "t")
        await hand.type("#trade, apec")
        await hand.press("enter")
        assert hand.app.session.archive.bookmarks()[0].tags == ("trade", "apec")


async def test_a_tag_of_several_words_stays_one(use) -> None:
    archive = FakeArchive(sample())
    archive.add_bookmark(10001)
    (mark,) = archive.bookmarks()
    archive.change_bookmarks([mark.number], MarkChange(tags=["long read", "q"]))
    async with use(archive) as hand:
        await hand.press("enter", "B")
        assert '#"long read" #q' in hand.text()
        await hand.press("t")
        assert '"long read" q' in hand.text()
        await hand.type(' neu "two words"')
        await hand.press("enter")
        assert hand.said == 'Tagged "long read" q neu "two words".'
        assert set(archive.bookmarks()[0].tags) == {"long read", "q", "neu", "two words"}
        for needle in ('tag:"long read"', "#long", "#two words"):
            await hand.press("f", "ctrl+u")
            await hand.type(needle)
            await hand.press("enter")
            assert hand.app.screen.query_one(BookmarkList).count == 1, needle


async def test_a_quotation_mark_that_is_not_closed_is_said_and_writes_nothing(use) -> None:
    async with use() as hand:
        await hand.press("enter", "t")
        await hand.type('"two words')
        await hand.press("enter")
        assert "The quotation mark before two is not closed." in hand.text()
        assert hand.app.session.archive.bookmarks() == []
        await hand.type('"')
        await hand.press("enter")
        assert hand.app.session.archive.bookmarks()[0].tags == ("two words",)


async def test_copying_goes_through_the_terminal_with_the_source(use, monkeypatch) -> None:
    async with use() as hand:
        written: list[str] = []
        monkeypatch.setattr(hand.app._driver, "write", written.append)
        await hand.press("enter", "y")
        code = next(each for each in written if each.startswith("\x1b]52;c;"))
        copied = base64.b64decode(code.removeprefix("\x1b]52;c;").rstrip("\a")).decode()
        assert copied.startswith("“Lee Jae-myung met Xi Jinping")
        assert "https://news.example/1" in copied
        assert hand.said == "1 paragraph with source sent to the terminal's clipboard."


async def test_bookmarks_are_listed_edited_deleted_and_opened(use) -> None:
    async with use() as hand:
        await hand.press("enter", "b", "j", "b", "B")
        assert isinstance(hand.app.screen, BookmarksScreen)
        assert "2 bookmarks" in hand.text()
        assert "kept" in hand.text()
        await hand.press("a")
        await hand.type("mine")
        await hand.press("ctrl+s")
        assert "✎ mine" in hand.text()
        await hand.press("j", "d")
        assert "1 bookmark " in hand.text()
        await hand.press("u")
        assert "2 bookmarks" in hand.text()
        target = hand.app.screen.query_one(BookmarkList).current()
        await hand.press("enter")
        assert hand.focus == "reader"
        assert hand.reader.article.number == target.article


async def test_bookmarks_are_filtered_by_any_word_of_them(use) -> None:
    async with use() as hand:
        await hand.press("enter", "b", "j", "t")
        await hand.type("swap")
        await hand.press("enter", "B", "f")
        await hand.type("#swap")
        await hand.press("enter")
        assert "1 of 2 bookmarks with “#swap”" in hand.text()
        tagged = hand.app.screen.query_one(BookmarkList).current()
        await hand.press("f", "ctrl+u")
        words = tagged.text.split()
        await hand.type(f"tag:SWAP {words[-1]} {words[0]}")
        await hand.press("enter")
        assert hand.app.screen.query_one(BookmarkList).count == 1


async def test_no_bookmarks_speak(use) -> None:
    async with use() as hand:
        await hand.press("enter", "B")
        assert "No bookmarks yet." in hand.text()
        for key in ("a", "t", "d", "D", "y", "o"):
            hand.app.screen.say("")
            await hand.press(key)
            assert hand.said == "There is no bookmark here.", key
        await hand.press("escape")
        assert hand.focus == "results"


async def test_bookmarks_that_are_filtered_leave_with_the_filter(use) -> None:
    archive = FakeArchive(sample())
    for paragraph in (10001, 10002, 10003):
        archive.add_bookmark(paragraph)
    async with use(archive) as hand:
        await hand.press("enter", "B", "f")
        await hand.type("wish")
        await hand.press("enter", "e")
        exported = hand.app.screen.text
        assert 'words: "wish"' in exported
        assert "bookmarks: 1\nof_bookmarks: 3\n" in exported


async def test_a_changed_and_a_gone_bookmark_say_so(use) -> None:
    import dataclasses

    archive = FakeArchive(sample())
    first, second = archive.add_bookmark(10001), archive.add_bookmark(10002)
    archive._marks[10001] = dataclasses.replace(first, state="changed")
    archive._marks[10002] = dataclasses.replace(second, state="gone", paragraph=None, text="")
    async with use(archive) as hand:
        await hand.press("enter", "B")
        assert "≠ changed" in hand.text()
        assert f"now: {first.text[:30]}" in hand.text()
        assert "✗ gone" in hand.text()
        assert "Both sides wish" in hand.text()
        await hand.press("e")
        exported = hand.app.screen.text
        assert "As marked; the paragraph is no longer in the article:" in exported
        assert "paragraphs: 2" in exported
        await hand.press("escape", "enter")
        assert hand.said.startswith("As it was marked, in version 1; V ")
        assert hand.reader.current().number == 10002
        removed = dataclasses.replace(archive._marks[10002], state="removed")
        archive._marks[10002] = removed
        await hand.press("B", "enter")
        assert hand.said == "Its article was removed; what was marked stays here."


async def test_an_export_is_shown_then_written_and_never_over_a_file_unasked(
    use, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with use() as hand:
        await hand.type("swap")
        await hand.press("enter", "space", "space", "e")
        assert isinstance(hand.app.screen, ExportScreen)
        assert "Export · 2 paragraphs" in hand.text()
        await hand.press("f", "enter")
        file = tmp_path / "swap.md"
        text = file.read_text(encoding="utf-8")
        assert text.count("\n> ") >= 2
        file.write_text("mine", encoding="utf-8")
        await hand.press("e", "f", "enter")
        assert "exists" in hand.text()
        await hand.press("n")
        assert file.read_text(encoding="utf-8") == "mine"
        await hand.press("enter", "y")
        assert file.read_text(encoding="utf-8") == text


async def test_an_export_is_written_in_the_format_that_was_chosen(
    use, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with use(query="swap") as hand:
        await hand.press("enter", "e", "t")
        choose = hand.app.screen
        shown = [name for name, _, _ in choose._options]
        assert shown == [each.name for each in export_formats()]
        await hand.press("escape")
        assert hand.app.screen.text.startswith("---\n")
        await hand.press("t", *["down"] * shown.index("json"), "enter")
        assert isinstance(hand.app.screen, ExportScreen)
        assert len(json.loads(hand.app.screen.text)) == 1
        await hand.press("f", "enter")
        await hand.press("e")
        assert hand.app.screen.form == "json"
    (written,) = tmp_path.iterdir()
    assert written.name == "swap.json"
    assert json.loads(written.read_text("utf-8"))[0]["outlet"]


async def test_an_export_that_cannot_be_written_is_said(use, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plain").write_text("", encoding="utf-8")
    async with use() as hand:
        await hand.press("enter", "e", "f", "ctrl+u")
        await hand.type("plain/x.md")
        await hand.press("enter")
        # The folder's name is cut where the dialogue ends, and what follows it as well.
        lines = [line.split("│") for line in hand.text().splitlines()]
        inside = "".join(parts[3] for parts in lines if len(parts) > 4)
        assert "plainisafile,nofolder." in inside.replace(" ", "")
        assert hand.app.focused.value == "plain/x.md"
        await hand.press("escape")
        assert isinstance(hand.app.screen, ExportScreen)


async def test_the_editor_that_is_not_named_is_asked_for(use, monkeypatch) -> None:
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    async with use() as hand:
        await hand.press("enter", "e", "e")
        assert hand.said == "No editor is named: set EDITOR."


async def test_only_web_pages_are_opened(use, monkeypatch) -> None:
    opened: list[str] = []
    good = article(1, "Good", ["One."], url="https://news.example/a?b=1")
    bad = article(2, "Bad", ["Two."], url="javascript:alert(1)")
    async with use(FakeArchive([good, bad])) as hand:
        monkeypatch.setattr(hand.app, "open_url", opened.append)
        await hand.press("enter", "o")
        # Whether there is one that shows it nobody says.
        assert hand.said == "Given to the browser: https://news.example/a?b=1"
        await hand.press("j", "o")
        assert opened == ["https://news.example/a?b=1"]
        assert hand.said == "Not opened: javascript:alert(1)"


async def test_what_has_no_address_names_the_file_that_it_was_read_from(use) -> None:
    report = article(1, "Lease", ["One."])
    nowhere = report.publication._replace(url="")
    report = replace(report, publication=nowhere, origin="/in/lease of quay.pdf")
    async with use(FakeArchive([report])) as hand:
        await hand.press("enter")
        # In the head of the reader, where an address stands else.
        assert "lease of quay.pdf" in hand.text()
        await hand.press("o")
        said = "This article has no web address; it was read from lease of quay.pdf."
        assert hand.said == said


async def test_what_another_program_did_is_undone_only_when_it_is_said_so(
    use, tmp_path: Path
) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A harbour\n\nThe harbour opened.\n\nThe harbour closed.\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive, Archive.open(tmp_path / "a.db") as other:
        archive.add([page])
        other.catch_up()
        first, second = (hit.number for hit in archive.search("harbour").hits[:2])
        async with use(archive, query="harbour") as hand:
            other.add_bookmarks([second])
            await hand.press("enter", "b")
            assert hand.results.hit().number == first
            await hand.press("u")
            assert hand.said.startswith("Undone: ")
            for key in ("enter", "escape", "n"):
                await hand.press("u")
                assert "Undo it?" in hand.text()
                assert "bookmark (made 20" in hand.text()
                await hand.press(key)
                assert {mark.paragraph for mark in archive.bookmarks()} == {second}
            await hand.press("E", "u")
            assert "Undo it?" in hand.text()
            await hand.press("y", "escape")
            assert not archive.bookmarks()
            # It is this session's step now.
            await hand.press("U")
            assert hand.said.startswith("Done again: ")
            assert len(archive.bookmarks()) == 1


async def test_two_windows_that_write_one_note_keep_what_both_wrote_once(
    use, tmp_path: Path
) -> None:
    archive_of(tmp_path, {"one": "The ferry sailed."})
    async with opening(use, tmp_path, query="ferry")() as (hand, archive):
        with Archive.open(archive.path, index_folder=archive.index_folder) as other:
            (number,) = other.search("ferry").hits.numbers()
            other.keep_draft(str(number), Draft("theirs"))
            await hand.press("enter", "a")
            assert "Another window is writing a note on this" in hand.text()
            await hand.press(*"mine")
            await hand.app.screen.keep_draft()
            other.add_bookmarks([number], MarkChange(note="theirs", seen=""))
            other.keep_draft(str(number), None)
            await hand.press("ctrl+s")
            assert "The note was changed elsewhere meanwhile." in hand.text()
            assert other.bookmarks()[0].note == "theirs"
            await hand.press(*" too", "ctrl+s")
            assert other.bookmarks()[0].note == "theirs\nmine too"
            # Who wrote first and writes again sees it all, and nothing is offered as lost.
            assert other.draft(str(number)) is archive.draft(str(number)) is None
