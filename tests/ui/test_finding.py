"""Typing, results, filters, and the way back."""

from __future__ import annotations

import threading

from fake_archive import FakeArchive, article, sample
from textual.app import App
from textual.content import Content
from textual.widgets import TextArea

from tui.panes.completions import Completions
from tui.panes.nothing_found import WayOut
from tui.screens.bookmarks import BookmarksScreen
from tui.themes import derived
from tui.widgets.line_list import LineList


async def test_it_opens_on_everything_with_the_query_in_hand(use) -> None:
    async with use() as hand:
        assert hand.focus == "query"
        assert hand.results.count == 216
        assert hand.reader.article is not None
        assert "216 ¶ · 24 articles" in hand.text()


async def test_results_follow_the_typing(use) -> None:
    async with use() as hand:
        await hand.type("swap")
        assert hand.results.count == len(hand.found.hits)
        assert 0 < hand.results.count < 216
        assert hand.results.hit().text[slice(*hand.results.hit().spans[0])] == "swap"
        assert f"{hand.results.count} ¶" in hand.text()


async def test_each_clause_shows_its_count_below_its_beginning(use) -> None:
    async with use() as hand:
        await hand.type("lee xi")
        lines = hand.text().split("\n")
        assert lines[1].index("29", 6) == lines[0].index("xi")
        assert "→ 24" in lines[1]


async def test_a_repair_points_at_its_place(use) -> None:
    async with use() as hand:
        await hand.type('lee "swap')
        lines = hand.text().split("\n")
        assert lines[2].index("▔") == lines[0].index('"')
        assert "The quote is closed at the end." in lines[2]


async def test_a_slash_at_the_start_goes_to_the_query_and_a_second_one_is_written(use) -> None:
    async with use() as hand:
        await hand.type("/swap")
        assert hand.bar.text == "swap"
        assert "once more begins a regular expression" in hand.said
    async with use() as hand:
        await hand.type("//sw.p/")
        assert hand.bar.text == "/sw.p/"
    async with use() as hand:
        await hand.press("escape", "/")
        await hand.type("/sw.p/")
        assert hand.bar.text == "/sw.p/"
    async with use(query="lee") as hand:
        await hand.type("/")
        assert hand.bar.text == "lee/"


async def test_a_late_answer_to_an_old_query_is_not_shown(use) -> None:
    archive = FakeArchive(sample())
    search, gate = archive.search, threading.Event()

    def slow(text, **kwargs):
        if text == "l":
            gate.wait(60)
        return search(text, **kwargs)

    archive.search = slow
    async with use(archive) as hand:
        hand.send("l")
        hand.send("e")
        hand.send("e")
        gate.set()
        await hand.settle()
        assert hand.bar.text == "lee"
        assert hand.found.query.text == "lee"


async def test_a_search_that_fails_is_a_message(use) -> None:
    archive = FakeArchive(sample())
    search = archive.search

    def broken(text, **kwargs):
        if text == "x":
            raise OSError("the index is away [/b]")
        return search(text, **kwargs)

    archive.search = broken
    async with use(archive) as hand:
        await hand.type("x")
        assert hand.said == "OSError: the index is away [/b]"
        await hand.type("i")
        assert hand.results.count == 24


async def test_enter_goes_to_the_results_then_into_the_reader_then_back(use) -> None:
    async with use() as hand:
        await hand.type("lee")
        await hand.press("enter")
        assert hand.focus == "results"
        await hand.press("j", "enter")
        assert hand.focus == "reader"
        assert hand.reader.article.title == hand.results.hit().title
        await hand.press("h")
        assert hand.focus == "results"


async def test_nothing_found_speaks_and_offers_a_way_out(use) -> None:
    async with use() as hand:
        await hand.type("lee zzz")
        text = hand.text()
        assert "Nothing found." in text
        assert "“zzz” left nothing." in text
        assert isinstance(hand.results.current(), WayOut)
        assert hand.reader.article is None
        await hand.press("enter", "enter")
        assert hand.bar.text == "lee"
        assert hand.results.count == 24


async def test_the_way_out_has_a_key_in_the_query(use) -> None:
    async with use() as hand:
        await hand.type("lee zzz")
        await hand.press("alt+1")
        assert hand.bar.text == "lee"
        assert hand.focus == "query"


async def test_a_name_narrows_and_its_chip_widens_again(use) -> None:
    async with use() as hand:
        await hand.press("enter", "3", "enter")
        name = hand.entities.current().name
        assert hand.chips.filters == (f'person:"{name}"',)
        assert hand.results.count == 24
        assert f"person: {name} ×" in hand.text()
        await hand.press("4")
        assert hand.app.focused is hand.chips
        await hand.press("enter")
        assert hand.chips.filters == ()
        assert hand.results.count == 216


async def test_a_name_can_be_excluded_and_takes_the_place_of_its_opposite(use) -> None:
    async with use() as hand:
        await hand.press("enter", "3", "minus")
        assert hand.chips.filters[0].startswith("-person:")
        assert hand.results.count == 216 - 24
        await hand.press("3", "g", "enter")
        assert len(hand.chips.filters) == 2


async def test_outlets_are_names_too(use) -> None:
    async with use() as hand:
        await hand.press("enter", "3", "G", "enter")
        assert hand.chips.filters[0].startswith("outlet:")


async def test_the_list_of_names_is_filtered(use) -> None:
    async with use() as hand:
        await hand.press("enter", "3", "f")
        await hand.type("bei")
        await hand.press("enter")
        assert "Beijing" in hand.text()
        assert "Xi Jinping  " not in hand.text()
        await hand.press("escape")
        assert hand.entities.needle == ""


async def test_history_goes_back_to_the_view_and_the_place(use) -> None:
    async with use() as hand:
        await hand.type("lee")
        await hand.press("enter", "j", "j")
        place = hand.results.hit().number
        await hand.press("3", "enter", "1", "j", "H")
        assert hand.view.filters == ()
        assert hand.results.hit().number == place
        await hand.press("L")
        assert len(hand.view.filters) == 1
        await hand.press("H", "H")
        assert hand.bar.text == ""
        await hand.press("H")
        assert hand.said == "This is where it began."


async def test_earlier_queries_come_back_with_up(use) -> None:
    async with use() as hand:
        await hand.type("swap")
        await hand.press("enter", "slash", "ctrl+u")
        await hand.type("summit")
        await hand.press("enter", "slash", "up")
        assert hand.bar.text == "summit"
        await hand.press("up")
        assert hand.bar.text == "swap"
        assert hand.found.query.text == "swap"
        await hand.press("down", "down")
        assert hand.bar.text == "summit"


async def test_names_of_fields_and_values_complete(use) -> None:
    async with use() as hand:
        await hand.type("pers")
        popup = hand.app.main.query_one(Completions)
        assert popup.open
        await hand.press("tab")
        assert hand.bar.text == "person:"
        await hand.type("x")
        await hand.press("tab")
        assert hand.bar.text == 'person:"Xi Jinping" '
        assert not popup.open
        assert hand.focus == "query"


async def test_completions_are_picked_with_arrows_and_closed_with_escape(use) -> None:
    async with use() as hand:
        await hand.type("sort:")
        popup = hand.app.main.query_one(Completions)
        await hand.press("down", "down", "enter")
        assert hand.bar.text == "sort:newest "
        await hand.type("is:")
        assert popup.open
        await hand.press("escape")
        assert not popup.open
        assert hand.focus == "query"


async def test_enter_on_a_completion_only_takes_it(use) -> None:
    archive = FakeArchive(sample())
    async with use(archive) as hand:
        await hand.type("person:l")
        await hand.press("down", "enter")
        assert hand.focus == "query"
        assert hand.bar.text != "person:l"
        assert archive.history() == []


async def test_sort_and_scope_change_and_are_shown(use) -> None:
    async with use() as hand:
        await hand.type("lee")
        await hand.press("enter", "s")
        assert hand.view.sort == "oldest"
        assert "oldest · same paragraph" in hand.text()
        await hand.press("w")
        assert hand.view.scope == "article"
        assert "whole article" in hand.text()


async def test_the_query_that_is_saved_is_not_taken_for_its_name(use) -> None:
    async with use(query="lee") as hand:
        await hand.press("escape", "S")
        assert "The query: lee" in hand.text()
        assert "Below goes a name" in hand.text()


async def test_a_search_is_saved_by_name(use) -> None:
    async with use() as hand:
        await hand.type("lee")
        await hand.press("enter", "S")
        await hand.type("my lee")
        await hand.press("enter")
        assert hand.said == "Saved as @my_lee."
        assert hand.app.session.archive.saved() == {"my_lee": "lee"}


async def test_escape_goes_back_step_by_step(use) -> None:
    async with use() as hand:
        await hand.type("lee")
        await hand.press("enter", "space", "2", "escape")
        assert hand.results.selected == set()
        await hand.press("escape")
        assert hand.focus == "results"
        await hand.press("escape")
        assert hand.bar.text == ""
        assert hand.results.count == 216


async def test_rows_show_more_or_less_of_the_passage(use) -> None:
    async with use() as hand:
        more, less = "alt+right_curly_bracket", "alt+left_curly_bracket"
        await hand.press("enter", "j", more, more)
        assert hand.results.row_height == 7
        row = hand.results.cursor
        await hand.press(less, less, less, less)
        assert hand.results.row_height == 4
        assert hand.results.cursor == row


async def test_selection_is_one_range_or_all(use) -> None:
    async with use() as hand:
        await hand.press("enter", "space")
        assert hand.results.selected == {0}
        await hand.press("v", "j", "j", "v", "j")
        assert hand.results.selected == {0, 1, 2, 3}
        assert "4 ¶ selected" in hand.text()
        await hand.press("ctrl+a")
        assert len(hand.results.selected) == 216
        await hand.press("ctrl+a")
        assert hand.results.selected == set()


async def test_the_cursor_moves(use) -> None:
    async with use() as hand:
        await hand.press("enter")
        for keys, row in (
            ("j j k", 1), ("G", 215), ("g", 0), ("end", 215), ("home", 0), ("down ctrl+n up", 1),
            ("g pagedown ctrl+f pageup ctrl+b", 0), ("ctrl+d ctrl+d ctrl+u ctrl+u", 0),
        ):  # fmt: skip
            await hand.press(*keys.split())
            assert hand.results.cursor == row, keys


async def test_new_material_is_shown_and_the_place_is_kept(use) -> None:
    archive = FakeArchive(sample())
    async with use(archive) as hand:
        await hand.press("enter", "j", "j", "j")
        place = hand.results.hit().number
        archive._articles = {0: article(99, "Breaking", ["New."]), **archive._articles}
        archive._articles[99] = archive._articles.pop(0)
        archive.news = True
        hand.app.keeping_up.look_for_news()
        await hand.settle()
        assert hand.results.count == 217
        assert hand.results.hit().number == place


async def test_an_empty_archive_says_what_to_do_and_fills_by_itself(use) -> None:
    archive = FakeArchive([])
    async with use(archive) as hand:
        assert "This archive is empty." in hand.text()
        assert "nutgraf add" in hand.text()
        archive._articles = {each.number: each for each in sample()}
        archive.news = True
        hand.app.keeping_up.look_for_news()
        await hand.settle()
        assert "This archive is empty." not in hand.text()
        assert hand.results.count == 216


async def test_keys_that_come_all_at_once_go_where_they_should(use) -> None:
    async with use() as hand:
        for key in [*"lee", "enter", "/", "space", *"xi", "enter", "a", *"said"]:
            hand.send(key)
        await hand.settle()
        assert hand.bar.text == "lee xi"
        assert hand.app.screen.query_one(TextArea).text == "said"
        for key in ["ctrl+s", "/", "ctrl+u", *"summit", "enter", "B"]:
            hand.send(key)
        await hand.settle()
        assert isinstance(hand.app.screen, BookmarksScreen)
        assert hand.bar.text == "summit"


async def test_a_hundred_thousand_rows_are_asked_for_a_page_at_a_time() -> None:
    asked: list[tuple[int, int]] = []

    class Lines(LineList):
        def paint(self, item, cells):
            return [Content(item)]

    class Alone(App):
        def get_theme_variable_defaults(self):
            return derived(self.current_theme.to_color_system().generate())

        def compose(self):
            yield Lines()

    def rows(start: int, stop: int) -> list[str]:
        asked.append((start, stop))
        return [f"row {at}" for at in range(start, stop)]

    app = Alone()
    async with app.run_test(size=(40, 20)) as pilot:
        lines = app.query_one(Lines)
        lines.show_rows(100_000, rows)
        lines.focus()
        await pilot.press("G", "g", "G", "pageup")
        assert lines.cursor == 99_979
        assert sum(stop - start for start, stop in asked) < 1_000


async def test_the_mouse_does_what_keys_do(use) -> None:
    async with use() as hand:
        await hand.pilot.click("#results", offset=(5, 8))
        await hand.settle()
        assert hand.results.cursor == 1
        assert hand.focus == "results"
        await hand.pilot.click("#results", offset=(5, 8), times=2)
        await hand.settle()
        assert hand.focus == "reader"
        await hand.pilot.click("#entities", offset=(5, 2))
        await hand.pilot.click("#entities", offset=(5, 2), times=2)
        await hand.settle()
        assert len(hand.chips.filters) == 1
        await hand.pilot.click("#chips", offset=(3, 0))
        await hand.settle()
        assert hand.chips.filters == ()
        await hand.pilot.click("#keys", offset=(2, 0))
        await hand.settle()
        assert "Keys ·" in hand.text()
