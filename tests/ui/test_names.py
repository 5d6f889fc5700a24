"""Names: filtered as one types, followed, their pages, who with whom, and the entity desk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_archive import FakeArchive, article, sample
from notes import archive_of, copy_of

from index import Archive
from index.entities.editing.entity_editor import EntityEditor
from tui.bars import spark
from tui.panes.edit_preview import PreviewList
from tui.panes.editor_list import EditorList
from tui.panes.entity_lists import QuoteList
from tui.screens.co_occurrences import CoOccurrenceList, CoOccurrenceScreen
from tui.screens.entity_editor import EntityEditorScreen
from tui.screens.entity_page import EntityScreen, FactList
from tui.subject import Subject, Wish

ARTICLES = {
    "one": "Marta Ostrander met Alasdair Penhallow in London on Thursday.\n\nOstrander said no.",
    "two": "M. Ostrander spoke in Paris.\n\nThe Dock Workers Union listened to M. Ostrander.",
    "three": "Alasdair Penhallow wrote to Marta Ostrander, who lives in London.",
}

OF_TWO = {
    "one": "Marta Ostrander left London.\n\nMarta Ostrander met Alasdair Penhallow in London.",
    "two": "Marta Ostrander reads in London.",
    "three": "Alasdair Penhallow is in Paris.\n\nIn Paris Alasdair Penhallow saw Marta Ostrander.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_of(tmp_path_factory.mktemp("names"), ARTICLES)


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    with copy_of(made, tmp_path) as opened:
        yield opened


# The side pane


async def test_names_are_filtered_while_one_types(use) -> None:
    async with use() as hand:
        await hand.press("enter", "3", "f")
        await hand.type("xi")
        assert "filter: xi" in hand.text()
        assert "Xi Jinping" in hand.text()
        assert "Gyeongju  " not in hand.text().split("3 Entities")[1]
        await hand.press("backspace", "backspace", "z", "q")
        assert "No such name" in hand.text()
        await hand.press("escape")
        assert hand.entities.needle == ""
        assert hand.focus == "entities"


async def test_enter_keeps_the_filter_and_the_keys_work_again(use) -> None:
    async with use() as hand:
        await hand.press("enter", "3", "f", "l", "e", "e", "enter", "enter")
        assert hand.chips.filters == ('person:"Lee Jae-myung"',)


async def test_the_cursor_stays_on_a_name_it_was_moved_to_and_else_on_the_first(
    use, tmp_path
) -> None:
    def name() -> str:
        return hand.entities.current().name

    made = tmp_path / "made"
    made.mkdir()
    with copy_of(archive_of(made, OF_TWO), tmp_path) as archive:
        async with use(archive) as hand:
            await hand.press("enter", "3")
            assert name() == "Marta Ostrander"
            await hand.press("slash")
            await hand.type("paris")
            assert name() == "Alasdair Penhallow"
            await hand.press("ctrl+u", "enter", "3", "j")
            assert name() == "Alasdair Penhallow"
            await hand.press("slash")
            await hand.type("london")
            assert name() == "Alasdair Penhallow"


async def test_what_is_for_names_says_so_on_an_outlet(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "g")
        rows = hand.entities
        while getattr(rows.current(), "field", "") != "outlet":
            before = rows.cursor
            await hand.press("j")
            assert rows.cursor != before
        for key in ("i", "x"):
            hand.app.screen.say("")
            await hand.press(key)
            assert hand.said.startswith("This is for a name of somebody"), key


async def test_only_here_shows_what_the_archive_does_not_have_everywhere(use, archive) -> None:
    async with use(archive) as hand:
        await hand.type("listened")
        await hand.press("enter", "3", "asterisk")
        assert "3 Entities · only here" in hand.text()
        assert "London" not in hand.text().split("3 Entities")[1]
        await hand.press("asterisk")
        assert hand.said == "All entities."
        assert str(hand.entities.border_title) == "3 Entities"


# Following


async def test_that_no_name_lies_further_on_or_back_is_said(use) -> None:
    texts = ("Nobody was there.", "Xi Jinping came.")
    archive = FakeArchive([article(1, "One", texts, names=[("person", "Xi Jinping")])])
    async with use(archive) as hand:
        await hand.press("enter", "2", "p", "right_square_bracket")
        assert hand.reader.names.current is not None
        for key, where in (("right_square_bracket", "on"), ("left_square_bracket", "back")):
            await hand.press(key)
            assert hand.said == f"There is no name further {where} in this article."


async def test_matches_in_the_reader_are_the_mentions_of_the_followed_name(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "f")
        await hand.type("marta")
        await hand.press("enter", "enter")
        assert hand.chips.filters == ('person:"Marta Ostrander"',)
        row = hand.results.hit()
        assert {row.text[a:b] for a, b in row.spans} <= {"Marta Ostrander", "Ostrander"}
        await hand.press("2")
        paragraph = hand.reader.current()
        assert hand.reader.matches(hand.reader.paragraph)
        await hand.press("n")
        found = hand.reader.matches(hand.reader.paragraph)
        assert "Ostrander" in paragraph.text[found[0][0] : found[0][1]]


async def test_the_page_and_the_company_of_a_name_in_the_reader(use) -> None:
    async with use() as hand:
        await hand.press("enter", "2", "right_square_bracket", "i")
        assert isinstance(hand.app.screen, EntityScreen)
        await hand.press("escape", "x")
        assert isinstance(hand.app.screen, CoOccurrenceScreen)
        await hand.press("escape")
        assert hand.focus == "reader"


# Who with whom


async def test_both_and_never_with(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "f")
        await hand.type("marta")
        await hand.press("enter", "x")
        names = hand.app.screen.query_one(CoOccurrenceList)
        rows = map(names.item, range(names.count))
        assert {row.name for row in rows} == {"Alasdair Penhallow", "London"}
        assert "×" in hand.text()
        await hand.press("tab")
        assert [row.name for row in map(names.item, range(names.count))] == ["Alasdair Penhallow"]
        await hand.press("enter")
        assert hand.chips.filters == ('person:"Marta Ostrander"', 'person:"Alasdair Penhallow"')
        assert hand.results.count == 2
        await hand.press("3", "g", "x", "tab", "X")
        assert hand.chips.filters == ('person:"Marta Ostrander"', '-person:"Alasdair Penhallow"')
        assert hand.results.count == 1


async def test_the_drawer_walks_on_and_opens_pages(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "x")
        first = hand.app.screen._subject
        await hand.press("x")
        assert isinstance(hand.app.screen, CoOccurrenceScreen)
        assert hand.app.screen._subject != first
        await hand.press("s", "i")
        assert isinstance(hand.app.screen, EntityScreen)


async def test_from_the_desk_one_comes_back_to_the_page_unless_its_name_is_gone(
    use, archive
) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "i")
        page = hand.app.screen
        assert isinstance(page, EntityScreen)
        await hand.press("E", "escape", "escape", "tab", "x", "escape")
        assert hand.app.screen is page
        await hand.press("E", "D", "enter", "escape", "escape")
        assert hand.app.screen is hand.app.main
        assert "names nothing any more" in hand.said


async def test_meetings_are_read_of_rows_that_were_come_to_while_others_were_read(use) -> None:
    go = threading.Event()
    asked: list[int] = []

    class Slow(FakeArchive):
        def joint_dates(self, number, others):
            asked.append(len(others))
            if len(asked) == 2:
                go.wait(60)
            return super().joint_dates(number, others)

    people = [f"Ann Lee {at:03}" for at in range(100, 220)]
    names = [("person", name) for name in people]
    archive = Slow([article(1, "Guests", [", ".join(people)], names=names)])
    async with use(archive) as hand:
        await hand.press("enter", "3")
        hand.send("x")
        while len(asked) < 2:
            await hand.pilot._wait_for_screen()
        rows = hand.app.screen.query_one(CoOccurrenceList)
        rows.action_bottom()
        await hand.pilot._wait_for_screen()
        go.set()
        await hand.settle()
        assert {one.entity for one in hand.app.screen._rows[-3:]} <= rows.meetings.keys()


# The page


async def test_a_page_leads_to_paragraphs_and_to_others(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "f")
        await hand.type("marta")
        await hand.press("enter", "i")
        text = hand.text()
        assert "person · 3 ¶ · 2 articles · 1 Oct 2025" in text
        assert "With people" in text
        await hand.press("tab", "enter")
        assert hand.focus == "reader"
        assert "Ostrander" in hand.reader.current().text
        await hand.press("3", "g", "i")
        facts = hand.app.screen.query_one(FactList)
        while facts.current().other is None:
            await hand.press("j")
        other = facts.current().other
        await hand.press("enter")
        assert hand.chips.filters == ('person:"Marta Ostrander"', other.filter())


async def test_an_outlet_on_the_page_narrows_to_what_it_counts(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "g", "i")
        facts = hand.app.screen.query_one(FactList)
        while not facts.current().clause.startswith("outlet:"):
            await hand.press("j")
        count = facts.current().figure.strip()
        await hand.press("enter")
        assert hand.chips.filters[1] == 'outlet:"Echo"'
        assert str(hand.results.count) == count


async def test_a_saved_search_finds_what_was_seen(use, archive) -> None:
    async with use(archive) as hand:
        await hand.type("London OR Paris")
        await hand.press("enter", "w", "3", "g", "enter", "1")
        seen = hand.results.count
        await hand.press("S")
        await hand.type("seen")
        await hand.press("enter")
        assert archive.saved()["seen"].startswith("(London OR Paris) ")
        assert archive.search("@seen").paragraphs == seen > 0


async def test_company_tells_since_when_and_over_all_of_the_time(use, tmp_path) -> None:
    for day in ("2014-03-02", "2016-11-08", "2020-01-31"):
        text = "Marta Ostrander met Alasdair Penhallow in London."
        page = f"---\ntitle: Notes of {day}\ndate: {day}\noutlet: Echo\n---\n{text} {day}\n"
        (tmp_path / f"{day}.md").write_text(page, "utf-8")
    with Archive.open(tmp_path / "c.db", index_folder=tmp_path / "c") as archive:
        archive.add([tmp_path])
        async with use(archive) as hand:
            marta = next(iter(archive.entity_editor.entities("marta")))
            subject = Subject(marta.entity, "person", marta.name)
            hand.app.main.names.wish(Wish(company=subject))
            await hand.settle()
            row = next(line for line in hand.text().splitlines() if "Alasdair" in line)
            assert "2 Mar 2014" in row
            assert sum(sign in spark(range(1, 9)) for sign in row) == 3
            assert "bars 2014–2020, since when" in hand.text()


SPOKEN = """---
title: The harbour
date: 2025-10-01
outlet: Echo
---
“The harbour [b]opens[/b] on Monday,” Marta Ostrander told the Echo.

“Marta Ostrander is the best of us,” said Alasdair Penhallow.

A spokesman added: “Marta Ostrander will not be stopped by anyone.”
"""


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 12)])
async def test_quotes_by_and_about_a_name_are_shown_and_opened(use, tmp_path, size) -> None:
    (tmp_path / "a.md").write_text(SPOKEN, "utf-8")
    with Archive.open(tmp_path / "q.db", index_folder=tmp_path / "q") as archive:
        archive.add([tmp_path / "a.md"])
        ostrander = next(e for e in archive.entity_editor.entities("marta"))
        async with use(archive, size=size) as hand:
            subject = Subject(ostrander.entity, "person", ostrander.name)
            hand.app.main.names.wish(Wish(page=subject))
            await hand.settle()
            await hand.press("tab")
            by, about = hand.app.screen.query(QuoteList)
            assert (by.count, about.count, by.has_focus) == (1, 2, True)
            assert by.hit().date == "2025-10-01"
            if size[0] == 120:
                assert "“The harbour [b]opens[/b] on Monday,”" in hand.text()
                assert "Alasdair Penhallow · Echo · 1 Oct 2025" in hand.text()
                assert "A spokesman · Echo · 1 Oct 2025" in hand.text()
            await hand.press("tab", "j", "enter")
            assert hand.focus == "reader"
            assert hand.reader.current().text.startswith("A spokesman added")


async def test_lists_of_quotes_that_are_empty_are_not_shown(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "3", "f")
        await hand.type("marta")
        await hand.press("enter", "i")
        assert [each.display for each in hand.app.screen.query(QuoteList)] == [False, False]
        assert "Quotes" not in hand.text()


# The desk


def pairs(hand) -> list[tuple[str, str]]:
    rows = hand.app.screen.query_one(EditorList)
    return [(row.one.name, row.other.name) for row in map(rows.item, range(rows.count))]


def names(hand) -> list[str]:
    rows = hand.app.screen.query_one(EditorList)
    return [row.name for row in map(rows.item, range(rows.count))]


async def on_desk(hand, name: str) -> None:
    """Open the desk on the list of all names, filtered to one."""
    await hand.press("enter", "E", "tab", "f")
    await hand.type(name)
    await hand.press("enter")


async def test_a_filter_of_the_desk_that_leaves_nothing_says_so(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "nobody of that name")
        assert "filter: nobody of that name · none" in hand.text()
        assert "None here · Tab: other lists" in hand.text()
        await hand.press("escape")
        assert "none" not in hand.text()
        await hand.press("f", *"ostran")
        assert names(hand)
        assert "filter: ostran▏ " in hand.text()


async def test_a_filter_begins_empty_each_time(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "ostrander")
        await hand.press("f")
        assert len(names(hand)) > 2
        await hand.type("ostrander")
        assert "filter: ostrander▏" in hand.text()
        assert len(names(hand)) == 2


async def test_undo_at_the_desk_asks_before_it_takes_back_anything_but_names(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "b", "E", "M", "enter", "u")
        assert not archive.entity_editor.kept()
        for key in ("escape", "n"):
            await hand.press("u")
            assert "No edit of names is left to undo." in hand.text()
            assert "bookmark" in hand.text()
            await hand.press(key)
            assert archive.bookmarks()
        await hand.press("u", "y")
        assert not archive.bookmarks()
        await hand.press("U")
        assert "Do it again?" in hand.text()
        await hand.press("y")
        assert archive.bookmarks()


async def test_a_likely_duplicate_is_previewed_kept_and_undone(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "E")
        assert ("Marta Ostrander", "M. Ostrander") in pairs(hand)
        assert "the initial fits" in hand.text()
        await hand.press("M")
        preview = hand.app.screen.query_one(PreviewList)
        assert preview.count == 2
        assert "→ Marta Ostrander (person)" in hand.text()
        assert not archive.entity_editor.kept()
        await hand.press("enter")
        assert [str(one.edit) for one in archive.entity_editor.kept()] == [
            "merge M. Ostrander into Marta Ostrander"
        ]
        assert archive.search('person:"M. Ostrander"').paragraphs == 5
        assert not pairs(hand)
        await hand.press("u")
        assert not archive.entity_editor.kept()
        assert archive.search('person:"M. Ostrander"').paragraphs == 2
        assert pairs(hand)
        await hand.press("U")
        assert archive.entity_editor.kept()


async def test_pairs_looked_for_before_names_were_changed_are_not_shown_after_it(
    use, archive, monkeypatch
) -> None:
    looked, go, looking = [], threading.Event(), EntityEditor.duplicates

    def slowly(self, limit: int = 300):
        found = looking(self, limit)
        looked.append(limit)
        go.wait(60)
        return found

    monkeypatch.setattr(EntityEditor, "duplicates", slowly)
    async with use(archive) as hand:
        await hand.press("enter")
        hand.send("E")
        while not looked:
            await hand.pilot._wait_for_screen()
        # A filter is written, and others change names, while the pairs are still looked for.
        desk = hand.app.screen
        desk.rows.set_needle("ostrander")
        desk._changed()
        go.set()
        await hand.settle()
        assert len(looked) == 2
        assert desk.rows.count == 1


async def test_escape_drops_what_is_previewed_and_keeps_nothing(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "E", "M", "escape")
        assert isinstance(hand.app.screen, EntityEditorScreen)
        assert not archive.entity_editor.kept()
        await hand.press("escape")
        assert hand.focus == "results"


async def test_two_that_are_two_are_asked_about_no_more(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "E", "A")
        assert pairs(hand) == []
        assert "stay two" in hand.said


async def test_marked_names_are_merged_into_the_one_under_the_cursor(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "ostrander")
        assert names(hand) == ["Marta Ostrander", "M. Ostrander"]
        await hand.press("j", "space", "k", "M", "enter")
        assert names(hand) == ["Marta Ostrander"]
        assert archive.search("person:ostrander").paragraphs == 5


async def test_marks_that_a_filter_has_out_of_sight_are_told_and_only_merged(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "marta")
        await hand.press("space", "f", "ctrl+u")
        assert "all entities · 1 marked" in hand.text()
        await hand.type("penhallow")
        await hand.press("enter", "D")
        assert "Alasdair Penhallow: not a name" in hand.text()
        await hand.press("escape", "M")
        assert "Merge Marta Ostrander into Alasdair Penhallow" in hand.text()
        await hand.press("escape", "escape")
        assert "marked" not in hand.text().split("Entity desk")[1].split("\n")[0]


async def test_what_is_proposed_for_a_name_is_let_go_with_the_cursor(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "o")
        first = names(hand)[0]
        await hand.press("D")
        assert f"{first}: not a name" in hand.text()
        await hand.press("j")
        assert hand.said == f"Not done: {first}: not a name"
        await hand.press("enter")
        assert not archive.entity_editor.kept()
        assert isinstance(hand.app.screen, EntityScreen)


async def test_from_a_page_one_comes_back_to_the_desk_as_it_was(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "o")
        await hand.press("space", "i")
        assert isinstance(hand.app.screen, EntityScreen)
        await hand.press("x", "escape")
        assert isinstance(hand.app.screen, EntityScreen)
        await hand.press("escape")
        assert isinstance(hand.app.screen, EntityEditorScreen)
        rows = hand.app.screen.query_one(EditorList)
        assert (rows.needle, rows.cursor, len(rows.marked)) == ("o", 1, 1)
        await hand.press("i", "E")
        assert isinstance(hand.app.screen, EntityEditorScreen)
        await hand.press("i", "enter")
        assert hand.focus == "results"
        assert hand.chips.filters


async def test_merging_without_marks_says_how(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "penhallow")
        await hand.press("M")
        assert "Mark what is to be merged" in hand.said


async def test_renaming_retyping_hiding_and_splitting(use, archive) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "penhallow")
        await hand.press("R")
        await hand.type(" OBE")
        await hand.press("enter", "enter")
        assert names(hand) == ["Alasdair Penhallow OBE"]
        await hand.press("t", "j", "enter", "enter")
        assert archive.search("org:penhallow").paragraphs == 2
        await hand.press("D", "enter")
        assert archive.search("entity:penhallow").paragraphs == 0
        await hand.press("escape", "f")
        await hand.type("marta")
        await hand.press("enter", "S", "j", "enter", "ctrl+u")
        await hand.type("Tomas Ostrander")
        await hand.press("enter", "enter")
        kept = [one.edit.kind for one in archive.entity_editor.kept()]
        assert kept == ["rename", "retype", "hide", "split"]
        assert archive.search('person:"Tomas Ostrander"').paragraphs >= 1


async def test_to_rename_somebody_as_another_who_is_there_is_shown_as_merging_them(
    use, archive
) -> None:
    async with use(archive) as hand:
        await on_desk(hand, "penhallow")
        await hand.press("R", "ctrl+u")
        await hand.type("marta ostrander")
        await hand.press("enter")
        assert "Merge Alasdair Penhallow into Marta Ostrander" in hand.text()
        assert "Marta Ostrander is there already (3 paragraphs): this merges the two." in hand.said
        await hand.press("enter")
        assert [one.edit.kind for one in archive.entity_editor.kept()] == ["merge"]


async def test_what_is_for_names_says_so_on_other_rows_and_on_none(use, archive) -> None:
    keys = ("M", "S", "R", "t", "i")
    async with use(archive) as hand:
        await on_desk(hand, "nobody of that name")
        for key in (*keys, "D"):
            hand.app.screen.say("")
            await hand.press(key)
            assert hand.said == "There is no name here.", key
        await hand.press("escape", "D", "enter", *("tab",) * 6)
        assert "Entity desk · edits" in hand.text()
        for key in (*keys, "enter"):
            hand.app.screen.say("")
            await hand.press(key)
            assert hand.said == "This is for a name, and here is an edit.", key


async def test_an_old_edit_is_taken_back_from_the_list_of_edits(use, archive) -> None:
    london = next(one for one in archive.entity_editor.entities("london"))
    from index import hide_edit

    archive.entity_editor.apply([hide_edit(london)])
    async with use(archive) as hand:
        await hand.press("enter", "E", "shift+tab")
        assert "London is not a name" in hand.text()
        await hand.press("D")
        assert "none yet" in hand.text()
        assert archive.search("place:london").paragraphs == 2


async def test_the_edits_show_in_the_main_screen_at_once(use, archive) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "E", "M", "enter", "escape")
        shown = [getattr(row, "name", "") for row in hand.entities._rows]
        assert "Marta Ostrander" in shown
        assert "M. Ostrander" not in shown


HOSTILE = "[b]Le[/b] [@click=app.quit]Roux[/] \x1b]0;x\x07\u202eevil"


@pytest.mark.parametrize("keys", [("3", "x"), ("3", "i"), ("E", "tab"), ("E", "shift+tab")])
async def test_hostile_names_at_any_size(use, keys) -> None:
    text = f"{HOSTILE} met Xi Jinping here."
    made = [article(1, HOSTILE, [text], names=[("person", HOSTILE), ("org", "Xi Jinping")])]
    async with use(FakeArchive([*made, *sample()]), watchful=True) as hand:
        await hand.press("enter", *keys, "j", "tab", "k")
        for size in ((120, 36), (80, 24), (40, 12), (20, 5)):
            await hand.pilot.resize_terminal(*size)
            await hand.settle()
            shown = hand.text()
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            assert hand.app._exception is None
            await hand.press("question_mark")
            await hand.press("escape")
            assert hand.app._exception is None
        await hand.press("escape", "escape")
        assert hand.app._exception is None


async def test_a_page_says_where_it_is_not_of_everything(
    use, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with copy_of(made, tmp_path) as archive:
        async with use(archive) as hand:
            monkeypatch.setattr(Archive, "lacking", "away, of what was read here")
            await hand.press("enter", "E")
            assert hand.said == "away, of what was read here; there may be more"
            hand.app.clear_notifications()
            await hand.press("escape", "B")
            assert not hand.said


async def test_marked_names_are_merged_into_one_of_them_or_the_one_that_is_said(
    use, archive
) -> None:
    async with use(archive) as hand:
        await hand.press("enter", "E", "tab")
        rows = hand.app.screen.query_one(EditorList)
        first, second, third = (rows.item(at).name for at in range(3))
        await hand.press("space", "space", "M")
        assert "Merge 2 marked names into" in hand.text()
        await hand.press("escape")
        assert "Merge 2" not in hand.text()
        await hand.press("M", "enter")
        assert f"Merge {second} into {first}" in hand.text()
        await hand.press("escape", "M", "j", "j", "enter")
        assert f"Merge 2 names into {third}" in hand.text()


SIZES = [(60, 20), (80, 24), (100, 21), (120, 36)]


@pytest.mark.parametrize("size", SIZES)
async def test_all_parts_of_a_page_are_told_and_the_one_in_use_shows_its_words(
    use, archive, size
) -> None:
    async with use(archive, size=size) as hand:
        await hand.press("enter", "3", "i")
        for _ in range(2):
            text = hand.text()
            assert "What is known" in text
            assert "Newest paragraphs" in text
            rows = hand.app.focused
            assert rows.size.height >= min(5, rows.count * rows.row_height)
            await hand.press("tab")
