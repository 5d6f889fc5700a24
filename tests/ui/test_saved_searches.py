"""`@`: saved searches, with what is new in each since it was last looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive
from tests.standing_news import article, file
from tui.screens.saved_searches import SavedSearchesScreen
from tui.view import View


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([file(tmp_path / "first.jsonl", [article(1), article(2)])])
        opened.save_search("all", "outlet:porthaven")
        opened.save_search("two words", "zanzibar")
        opened.look_at_saved("all")
        yield opened


async def test_what_is_new_is_counted_marked_and_then_new_no_more(
    use, archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "second.jsonl", [article(3)])])
    async with use(archive) as hand:
        await hand.press("escape", "@")
        screen = hand.app.screen
        assert isinstance(screen, SavedSearchesScreen)
        assert [one.said for one in screen.searches] == ["10 new", "never looked at"]
        assert "10 new" in hand.text()
        await hand.press("n")
        assert (hand.view.text, hand.found.paragraphs) == ("@all is:new", 10)
        await hand.press("@", "enter")
        assert (hand.view.text, hand.found.paragraphs) == ("@all", 30)
        assert hand.said == "10 new in @all since you last looked."
        assert len(hand.results._new) == 10
        assert hand.results.hit().number in hand.results._new
        assert "new ¶" in hand.results_text()
        hand.look_at(View("@all ferry"))
        await hand.settle()
        assert len(hand.results._new) == 10
        hand.look_at(View("@allied ferry"))
        await hand.settle()
        assert hand.results._new == frozenset()
        await hand.press("escape", "@")
        assert next(one.said for one in hand.app.screen.searches) == "nothing new"
        await hand.press("j", "enter")
        assert hand.view.text == '@"two words"'
        assert hand.said == "The query is taken away; H brings it back."


async def test_a_search_that_is_saved_here_was_looked_at(use, archive: Archive) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "S")
        await hand.type("boats")
        await hand.press("enter")
        assert archive.news_of("boats") == []
        await hand.press("@")
        assert [one.said for one in hand.app.screen.searches][1] == "nothing new"


async def test_the_list_goes_on_where_it_was_left(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press("escape", "@", "j", "escape", "@")
        assert hand.app.screen.list.current().name == "two words"


async def test_a_name_that_no_query_could_say_is_refused_in_the_box(use, archive: Archive) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "S")
        await hand.type('the "Lady"')
        await hand.press("enter")
        assert "without quotation marks" in hand.text()
        assert list(archive.saved()) == ["all", "two words"]
        await hand.press("escape", "t")


async def test_one_is_forgotten_and_brought_back_and_none_is_new_by_a_key(
    use, archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "second.jsonl", [article(3)])])
    async with use(archive) as hand:
        await hand.press("escape", "@", "m")
        assert next(one.said for one in hand.app.screen.searches) == "nothing new"
        await hand.press("j", "d")
        assert list(archive.saved()) == ["all"]
        await hand.press("u")
        assert list(archive.saved()) == ["all", "two words"]
        await hand.press("d", "d")
        assert archive.saved() == {}
        assert "No search is saved." in hand.text()
        await hand.press("escape")
        assert hand.pane == "results"


async def test_nothing_new_is_said_of_what_the_list_shows_and_undone(
    use, archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "second.jsonl", [article(3)])])
    archive.look_at_saved("all")
    async with use(archive) as hand:
        await hand.press("escape", "@", "j")
        said = [one.said for one in hand.app.screen.searches]
        assert said == ["nothing new", "never looked at"]
        with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as other:
            other.add([file(tmp_path / "third.jsonl", [article(4)])])
            other.save_search("a first one", "zanzibar")
        hand.app.keeping_up.look_for_news()
        await hand.settle()
        screen = hand.app.screen
        assert [one.said for one in screen.searches] == [
            "never looked at", "10 new", "never looked at",
        ]  # fmt: skip
        assert screen.list.current().name == "two words"
        await hand.press("k", "m")
        assert screen.searches[1].said == "nothing new"
        await hand.press("u")
        assert screen.searches[1].said == "10 new"
        await hand.press("U")
        assert screen.searches[1].said == "nothing new"


async def test_a_list_that_was_empty_for_a_while_is_at_the_keys_again(
    use, archive: Archive
) -> None:
    async with use(archive) as hand:
        await hand.press("escape", "@", "d", "d")
        assert "No search is saved." in hand.text()
        await hand.press("u")
        assert hand.app.focused is hand.app.screen.list
        await hand.press("u", "k", "enter")
        assert hand.view.text == "@all"
        await hand.press("1", "b", "B", "d")
        assert "No bookmarks yet." in hand.text()
        await hand.press("u")
        assert hand.app.focused is hand.app.screen.list
        await hand.press("enter")
        assert hand.focus == "reader"


async def test_a_list_that_is_open_follows_another_process(
    use, archive: Archive, tmp_path: Path
) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as other:
        async with use(archive) as hand:
            await hand.press("escape", "@")

            async def said() -> list[str]:
                hand.app.keeping_up.look_for_news()
                await hand.settle()
                return [one.said for one in hand.app.screen.searches]

            assert await said() == ["nothing new", "never looked at"]
            other.add([file(tmp_path / "second.jsonl", [article(3)])])
            assert await said() == ["10 new", "never looked at"]
            # What `nutgraf saved check` tells is new no more.
            other.look_at_saved("all")
            other.save_search("a third", "ferry")
            assert await said() == ["never looked at", "nothing new", "never looked at"]


async def test_a_name_in_use_is_replaced_only_after_it_was_asked(use, archive: Archive) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "S")
        await hand.type("all")
        await hand.press("enter")
        assert "Replace @all?" in hand.text()
        assert "It stands for: outlet:porthaven" in hand.text()
        await hand.press("enter")
        assert "@all stands for what it did. Another name?" in hand.text()
        assert archive.saved()["all"] == "outlet:porthaven"
        await hand.press("enter", "y")
        assert hand.said == (
            "Saved as @all, in the place of: outlet:porthaven; u brings that back."
        )
        assert archive.saved()["all"] == "ferry"
        # The same again is no question.
        await hand.press("S")
        await hand.type("all")
        await hand.press("enter")
        assert hand.said == "Saved as @all."
        await hand.press("u")
        assert hand.said == "Undone: another query for the saved search @all"
        assert archive.saved()["all"] == "outlet:porthaven"


async def test_a_saved_search_is_renamed_and_queries_that_name_it_follow(
    use, archive: Archive
) -> None:
    archive.save_search("more", "@all ferry")
    async with use(archive) as hand:
        await hand.press("escape", "@", "R", "ctrl+u")
        await hand.type("more")
        await hand.press("enter")
        assert "@more is a saved search already: @all ferry" in hand.text()
        await hand.press("ctrl+u")
        await hand.type("porthaven")
        await hand.press("enter")
        assert hand.said == "It is called @porthaven now; 1 query says so too."
        assert archive.saved()["more"] == "@porthaven ferry"
        assert archive.saved()["porthaven"] == "outlet:porthaven"
        assert hand.app.screen.list.current().name == "porthaven"
        await hand.press("u")
        assert archive.saved()["more"] == "@all ferry"
