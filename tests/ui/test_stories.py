"""Stories on the screen: a list, what each article adds, and back to the same place."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from index import Archive, NotShared
from tests.index.test_stories import FERRY
from tests.index.test_story_reader import LATER, NEWS, of
from tests.standing_news import file
from tui.panes.story_lists import StoryPartList
from tui.widgets.row_painting import GUTTER


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stories")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([file(folder / "a.jsonl", NEWS)])
    return folder


@pytest.fixture
def archive(made: Path, tmp_path: Path):
    folder = Path(shutil.copytree(made, tmp_path / "made"))
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


async def test_stories_of_what_was_found_are_listed_and_opened(use, archive: Archive) -> None:
    async with use(archive, query="lifeboats OR levy") as hand:
        await hand.press("enter", "O")
        text = hand.text()
        assert "2 stories of what was found" in text
        assert text.index("2 of 2 articles") < text.index("1 of 3 articles")
        assert "Outlet 1, Outlet 2, Outlet 3" in text
        await hand.press("G", "enter")
        text = hand.text()
        assert "3 articles · 3 Mar 2025 – 5 Mar 2025 · 3 outlets · 3 ¶ new" in text
        assert "had it first · 1 ¶" in text
        assert "1 new of 3 ¶" in text
        assert text.index("Lifeboats from Port Ostrel") < text.index("Prosecutors in Zarbanda")
        await hand.press("escape")
        assert hand.app.screen.list.current().hits == 1
        await hand.press("w")
        assert "2 stories of the archive" in hand.text()
        assert hand.app.screen.list.current().title in {one.title for one in NEWS[:3]}
        await hand.press("s", "s")
        assert "largest first" in hand.text()
        assert hand.app.screen.list.cursor == 0
        await hand.press("G", "escape")
        assert hand.view.text == "lifeboats OR levy"


async def test_what_comes_late_of_what_was_asked_before_is_not_shown(
    use, archive: Archive, monkeypatch
) -> None:
    slow, go, asked = archive.stories, threading.Event(), []

    class Slow:
        def of(self, results=None):
            asked.append(results)
            found = slow.of(results)
            if results is None:
                go.wait(60)
            return found

    monkeypatch.setattr(Archive, "stories", Slow())
    async with use(archive, query="lifeboats") as hand:
        hand.app.typing.patience = 0.05
        await hand.press("enter", "O")
        for _ in range(2):
            hand.send("w")
        while len(asked) < 3 or not hand.app.screen._found:
            await hand.pilot._wait_for_screen()
        go.set()
        await hand.settle()
        assert "1 story of what was found" in hand.text()
        assert hand.app.screen.list.count == 1


async def test_a_paragraph_is_read_and_one_comes_back_to_the_same_place(
    use, archive: Archive
) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "O", "enter", "n", "j", "m")
        assert [mark.text for mark in archive.bookmarks()] == [FERRY[1]]
        assert "★ Lifeboats" in hand.text()
        await hand.press("enter")
        assert hand.reader.current().text == FERRY[1]
        assert "Article 2 of a story of 3" in hand.text()
        assert hand.view.text == "ferry"
        await hand.press("O", "enter")
        assert hand.app.screen.list.current().hit.text == FERRY[1]
        await hand.press("N", "N")
        assert hand.app.screen.list.cursor == 0
        await hand.press("e")
        assert "3 paragraphs" in hand.text()
        await hand.press("escape", "enter")
        assert hand.reader.current().text == FERRY[0]


async def test_what_came_since_a_story_was_looked_at_and_since_a_day(
    use, archive: Archive, tmp_path: Path
) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "O", "enter", "w")
        assert "was not looked at before" in hand.said
        await hand.press("escape", "escape")
        archive.add([file(tmp_path / "b.jsonl", [of(7, "Hull", "2025-03-06", LATER, FERRY[2])])])
        await hand.press("O")
        assert "+1 new" in hand.text()
        await hand.press("enter")
        assert "since last looked at: 1 article · 1 ¶ new" in hand.text()
        assert "Divers found a gash" in hand.text()
        assert "Lifeboats" not in hand.text()
        await hand.press("w")
        assert "Lifeboats" in hand.text()
        await hand.press("z")
        assert "Lifeboats" not in hand.text()
        await hand.press("z", "s", *"2025-03-05", "enter")
        assert "Lifeboats" not in hand.text()
        assert "Prosecutors in Zarbanda" in hand.text()
        await hand.press("s", "ctrl+u", *"no day", "enter")
        assert "no day that can be read" in hand.said
        assert "Prosecutors in Zarbanda" in hand.text()
        await hand.press("escape")
        assert "+1 new" not in hand.text()


async def test_a_story_narrows_what_was_found(use, archive: Archive) -> None:
    async with use(archive, query="zarbanda OR levy") as hand:
        await hand.press("enter", "O")
        # The cursor is on the story of what is read.
        read = hand.reader.article.number
        assert read in {one.article for one in hand.app.screen.list.current().articles}
        await hand.press("g", "f")
        assert len(hand.view.filters) == 1
        assert hand.view.filters[0].startswith("story:")
        assert "story: " + hand.view.filters[0].split(" ", 1)[1].rstrip('"') in hand.text()
        assert hand.found.articles == 3
        await hand.press("O")
        assert "1 story of what was found" in hand.text()
        await hand.press("escape", "slash", "ctrl+u", *"dividend", "enter", "O")
        assert "No story is in what was found." in hand.text()
        await hand.press("enter", "f", "s", "Y")
        assert "nutgraf stories" in hand.said


async def test_stories_are_shown_at_any_size(use, archive: Archive) -> None:
    async with use(archive, query="ferry", size=(20, 5)) as hand:
        await hand.press("enter", "O", "enter", "n", "z", "z", "G", "g")
        assert hand.app.screen.list.count == 6
        await hand.press("escape", "escape")


@pytest.mark.parametrize("query", ["lifeboats", "dividend"])
async def test_what_nobody_looked_at_yet_is_told(use, archive: Archive, query: str) -> None:
    with archive._database.transaction() as connection:
        connection.execute("UPDATE stage_range SET made_by = 'older'")
    async with use(archive, query=query) as hand:
        for key in "OQ":
            await hand.press("escape", key)
            assert "6 texts not gone through yet" in hand.text()
            await hand.press("escape")
        hand.app.keeping_up.bring_up_to_date()
        await hand.settle()
        for key in "OQ":
            await hand.press(key)
            assert "gone through" not in hand.text()
            await hand.press("escape")


async def test_an_export_takes_the_selected_or_all_that_is_new_and_selects_nothing(
    use, archive: Archive
) -> None:
    async with use(archive, query="lifeboats OR levy") as hand:
        await hand.press("enter", "O", "G", "enter")
        for keys in ([], ["z"]):
            await hand.press(*keys, "e")
            assert "Export · 3 paragraphs" in hand.text()
            await hand.press("escape")
            assert not hand.app.screen.list.selected
        await hand.press("z", "j", "space")
        assert " · 1 selected" in hand.text()
        await hand.press("e")
        assert "Export · 1 paragraph" in hand.text()
        await hand.press("escape", "escape", "b")
        assert len(archive.bookmarks()) == 1


@pytest.mark.parametrize(
    ("key", "room"),
    [
        ("O", "index.search.story_reader.StoryReader.of"),
        ("alt+v", "index.compare.versions.Versions.changed"),
    ],
)
async def test_what_an_archive_does_not_do_is_said_in_the_place_of_the_list(
    use, archive: Archive, monkeypatch: pytest.MonkeyPatch, key: str, room: str
) -> None:
    def refuse(*_: object) -> None:
        raise NotShared("This is not told over a collection.", "Pull what you need.")

    monkeypatch.setattr(room, refuse)
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", key)
        assert "This is not told over a collection. Pull what you need." in hand.text()
        assert not hand.said
        await hand.press("escape")
        assert hand.focus == "results"


@pytest.mark.parametrize("size", [(60, 24), (120, 36), (200, 60)])
async def test_a_passage_of_a_story_is_as_high_as_it_is_long(use, archive: Archive, size) -> None:
    async with use(archive, query="lifeboats", size=size) as hand:
        await hand.press("enter", "O", "enter")
        rows = hand.app.screen.query_one(StoryPartList)
        assert rows.count > 1
        for at in range(rows.count):
            painted = rows.paint(rows.item(at), rows.cells - GUTTER)
            words = [line for line in painted if line.plain.strip()]
            assert rows._layout.height_of(at) == len(words) + rows.gap_below(at)
