"""The table of keys: whole, without clashes, and true to what is bound."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_archive import FakeArchive, sample
from hand import Hand
from hypothesis import example, given
from hypothesis import strategies as st

from tui import keys
from tui.app import NutgrafApp
from tui.key_layouts import latin_key
from tui.keymap import Keymap, keymap, manual
from tui.keys import KEYS, WITHIN
from tui.panes.chips import ChipsRow
from tui.panes.editor_list import EditorList
from tui.panes.entities import EntitiesPane
from tui.panes.find_bar import FindBar
from tui.panes.ledger_lists import SaidList
from tui.panes.passage_list import PassageList
from tui.panes.pivot_grid import PivotGrid
from tui.panes.query_bar import QueryInput
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.story_lists import StoryList, StoryPartList
from tui.panes.timeline import TimelinePane
from tui.panes.word_bar import WordBar
from tui.screens.bookmarks import BookmarkList, BookmarksScreen
from tui.screens.changed_articles import ChangedArticleList, ChangedArticlesScreen
from tui.screens.co_occurrences import CoOccurrenceList, CoOccurrenceScreen
from tui.screens.dialogs import Dialog
from tui.screens.dossiers import DossierList, DossiersScreen
from tui.screens.entity_editor import EntityEditorScreen
from tui.screens.entity_page import EntityScreen
from tui.screens.export import ExportScreen
from tui.screens.feeds import FeedList, FeedsScreen
from tui.screens.main import MainScreen
from tui.screens.missed_name import MissedNameScreen, OccurrenceList
from tui.screens.passages import PassagesScreen
from tui.screens.pivot import PivotScreen
from tui.screens.quote_ledger import QuotesScreen
from tui.screens.saved_searches import SavedList, SavedSearchesScreen
from tui.screens.side_by_side import SideBySideScreen
from tui.screens.stories import StoriesScreen
from tui.screens.story import StoryScreen
from tui.screens.trail import TrailList, TrailScreen
from tui.screens.versions import VersionsScreen
from tui.screens.writing import NoteEditor
from tui.widgets.line_input import LineInput
from tui.widgets.line_list import LineList

HOMES = {
    keys.ANYWHERE: [MainScreen, NutgrafApp],
    keys.QUERY: [QueryInput],
    keys.LINE: [LineInput],
    keys.MOVING: [LineList, ReaderPane],
    keys.LISTS: [LineList],
    keys.PARAGRAPH: [MainScreen],
    keys.RESULTS: [ResultsPane],
    keys.READER: [ReaderPane],
    keys.ENTITIES: [EntitiesPane],
    keys.COMPANY: [CoOccurrenceScreen, CoOccurrenceList],
    keys.ENTITY: [EntityScreen],
    keys.DESK: [EntityEditorScreen, EditorList],
    keys.BOOKMARKS: [BookmarksScreen, BookmarkList],
    keys.DOSSIERS: [DossiersScreen, DossierList],
    keys.TIMELINE: [TimelinePane],
    keys.FILTERS: [ChipsRow],
    keys.FIND: [FindBar],
    keys.WORDS: [WordBar],
    keys.MISSED: [MissedNameScreen, OccurrenceList],
    keys.BESIDE: [SideBySideScreen],
    keys.PIVOT: [PivotScreen, PivotGrid],
    keys.TRAIL: [TrailScreen, TrailList],
    keys.SAVED: [SavedSearchesScreen, SavedList],
    keys.FEEDS: [FeedsScreen, FeedList],
    keys.VERSIONS: [VersionsScreen],
    keys.CHANGED: [ChangedArticlesScreen, ChangedArticleList],
    keys.PASSAGES: [PassagesScreen, PassageList],
    keys.LEDGER: [QuotesScreen, SaidList],
    keys.STORIES: [StoriesScreen, StoryList],
    keys.STORY: [StoryScreen, StoryPartList],
    keys.EXPORT: [ExportScreen],
    keys.NOTE: [NoteEditor],
    keys.DIALOG: [Dialog],
}


def test_ids_are_unique() -> None:
    ids = [key.id for key in KEYS]
    assert len(ids) == len(set(ids))


def test_no_key_means_two_things_in_one_place() -> None:
    assert keymap({key.id: key.keys for key in KEYS}).problems == ()


@pytest.mark.parametrize("lost", ["ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j"])
def test_keys_that_terminals_lose_are_no_defaults(lost) -> None:
    assert not [key.id for key in KEYS if lost in key.keys.split(",")]


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_has_an_action_where_it_is_bound(key) -> None:
    name = key.action.partition("(")[0]
    homes = [NutgrafApp] if name.startswith("app.") else HOMES[key.place]
    name = name.removeprefix("app.")
    assert any(hasattr(home, f"action_{name}") for home in homes), key.action


def test_every_place_is_reachable_from_one_that_has_help() -> None:
    assert {place for level in WITHIN.values() for place in level} == set(keys.PLACES)


def test_an_unknown_id_is_named_with_the_nearest() -> None:
    found = keymap({"paragraph.bokmark": "m"})
    assert found.problems == (
        "keymap: there is no action “paragraph.bokmark”; the nearest is paragraph.bookmark.",
    )
    assert found.changed == {}


def test_a_stolen_key_is_named_with_both_owners() -> None:
    (problem,) = keymap({"paragraph.bookmark": "y"}).problems
    assert "paragraph.bookmark" in problem
    assert "paragraph.copy" in problem


_CHOSEN = st.dictionaries(
    st.sampled_from([key.id for key in KEYS]),
    st.lists(st.sampled_from([*"abjkstx", "enter", "f2"]), min_size=1, max_size=2, unique=True),
    max_size=4,
)


@given(_CHOSEN)
@example({"app.query": ["a"], "query.run": ["a"]})
@example({"app.query": ["a"], "list.down": ["a"]})
def test_a_chosen_key_is_had_by_an_action_that_it_was_chosen_for(chosen) -> None:
    found = keymap(chosen)
    for levels in WITHIN.values():
        there = [key for key in KEYS if key.place in levels]
        for name in {each for names in chosen.values() for each in names}:
            owners = [key for key in there if name in found.keys(key)]
            wanted = [key for key in there if name in chosen.get(key.id, ())]
            meant = [key for key in there if name in key.keys.split(",")]
            rivals = [id_ for id_, names in chosen.items() if name in names]
            if not wanted or all(key in meant for key in wanted):
                continue
            # Of two that it was chosen for the nearest has it, and the other nowhere: there it is
            # left to whom it belongs by default, unless that lost it to the nearest, too.
            is_theirs = bool(owners) and owners[0] in wanted
            assert is_theirs or (len(rivals) > 1 and all(key in meant for key in owners))
            assert len([key for key in owners if key not in meant]) <= 1
    for id_ in {key.id for key in KEYS} - set(chosen):
        gone = set(keys.key_of(id_).keys.split(",")) - set(found.keys(keys.key_of(id_)))
        for name in gone:
            assert any(f"“{name}” is " in said and f"{id_} (" in said for said in found.problems)


@pytest.mark.parametrize("place", ["B", "D"])
async def test_a_chosen_key_beats_a_default_everywhere_and_the_footer_knows(use, place) -> None:
    from tui.config import Config

    config = Config(keymap={"list.down": ["t"], "app.query": ["s"]})
    archive = FakeArchive(sample())
    for paragraph in (10001, 10002):
        archive.add_bookmark(paragraph)
    async with use(archive, config=config) as hand:
        problems = hand.app.keymap.problems
        assert any("“t” is list.down and no longer" in said for said in problems)
        assert all("the first has it" not in said for said in problems)
        await hand.press("enter", "B")
        assert "t tags" not in hand.text()
        before = hand.app.screen.list.cursor
        await hand.press("t")
        assert hand.app.screen.list.cursor == before + 1
        await hand.press("escape", "s")
        assert hand.focus == "query"


def test_an_action_without_a_key_is_told_and_left_out_of_footers() -> None:
    found = keymap({"list.down": "t"})
    tags = keys.key_of("bookmarks.tags")
    assert found.keys(tags) == ()
    assert tags not in found.reachable(keys.BOOKMARKS)
    assert any("Without a key now" in said and "bookmarks.tags" in said for said in found.problems)
    assert found.sign("bookmarks.tags") == "(no key)"


def test_signs_are_written_as_they_look() -> None:
    for key in KEYS:
        for name in key.keys.split(","):
            assert "BACKSLASH" not in keys.sign(name)
            assert "_" not in keys.sign(name) or keys.sign(name) == "_"


@pytest.mark.parametrize(
    "keys", ["оол", "ξξκ", "חחל", "تتن", "ㅓㅓㅏ"], ids=["ru", "el", "he", "ar", "ko"]
)
async def test_letters_of_another_layout_are_the_keys_they_stand_on(use, keys: str) -> None:
    async with use() as hand:
        await hand.press("enter")
        before = hand.results.cursor
        await hand.press(*keys)
        assert hand.results.cursor == before + 1
        await hand.press("slash", *keys)
        assert hand.app.main.query_one(QueryInput).value.endswith(keys)


async def test_a_letter_that_is_bound_itself_stays_what_it_is(use) -> None:
    from tui.config import Config

    async with use(config=Config(keymap={"list.up": ["о", "up"]})) as hand:
        await hand.press("enter", "j", "j")
        before = hand.results.cursor
        await hand.press("о")
        assert hand.results.cursor == before - 1


def test_each_letter_of_a_layout_is_one_key() -> None:
    assert latin_key("о") == ("j", "j")
    assert latin_key("О") == ("J", "J")
    assert latin_key("х") == ("left_square_bracket", "[")
    assert latin_key("j") is None
    assert latin_key("é") is None
    assert latin_key("") is None


def test_two_actions_may_change_keys() -> None:
    swapped = keymap({"paragraph.bookmark": "y", "paragraph.copy": ["b", "m"]})
    assert swapped.problems == ()
    assert swapped.sign("paragraph.copy") == "b"


def test_signs_may_be_written_as_they_look() -> None:
    assert (
        keymap({"results.more": ["+", "}"]}).changed["results.more"] == "plus,right_curly_bracket"
    )


def test_in_the_query_only_keys_that_are_no_text_are_offered() -> None:
    offered = Keymap({}).footer(keys.QUERY)
    assert all(len(Keymap({}).sign_in(keys.QUERY, key)) > 1 for key in offered)
    assert "query.run" in {key.id for key in offered}


async def _click(hand: Hand, words: str) -> None:
    """Click on a key in the last line, by its words."""
    lines = hand.text().split("\n")
    await hand.pilot.click(offset=(lines[-1].index(words), len(lines) - 1))
    await hand.settle()


@pytest.mark.parametrize(
    ("keys", "words", "seen"),
    [
        (("F",), "turn", "Months by people"),
        (("3", "x"), "type", "people"),
        (("3", "x"), "order", "most above chance first"),
        (("E",), "list", "Entity desk · all entities"),
        (("T",), "unit", "by week"),
    ],
    ids="pivot company company-order desk timeline".split(),
)
async def test_a_click_on_a_key_does_once_what_the_key_does(use, keys, words, seen) -> None:
    async with use(size=(160, 36)) as hand:
        await hand.press("enter", *keys)
        assert seen not in hand.text()
        await _click(hand, words)
        assert seen in hand.text()


async def test_a_changed_key_works_and_is_shown(use) -> None:
    from tui.config import Config

    config = Config(keymap={"paragraph.bookmark": ["m"]})
    async with use(config=config) as hand:
        await hand.press("enter", "m")
        assert hand.said == "Bookmarked."
        await hand.press("b")
        assert hand.said == "Bookmarked."
        assert "m bookmark" in hand.text()


def test_the_manual_has_every_key() -> None:
    page = Path(__file__).parents[2] / "docs" / "keys.md"
    assert page.read_text(encoding="utf-8") == manual()


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_every_key_is_bound_by_its_id(key) -> None:
    """By the id a chosen key comes into force, and a click on the footer finds who does it."""
    maps = (home._merged_bindings or () for home in HOMES[key.place])
    assert key.id in {one.id for bound in maps for _, one in bound}


@pytest.mark.parametrize("place", list(WITHIN))
def test_no_key_stands_twice_in_the_help_of_a_place(place: str) -> None:
    known = Keymap({})
    shown = [each for key in known.reachable(place) for each in known.signs_in(place, key).split()]
    assert len(shown) == len(set(shown))
    assert shown
