"""What was changed in an article, on the screen."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fake_archive import FakeArchive, article, sample
from hand import Hand
from textual.content import Content

from index import Archive
from index.compare.articles import compare
from tests.conftest import Once
from tests.effort import runs
from tui.panes.differences import BECAME, DifferencesView, shown
from tui.screens.changed_articles import ChangedArticlesScreen
from tui.screens.versions import VersionsScreen

FIRST = "The council voted for the port by three votes.\n\nNobody could be reached for a comment."
SECOND = "The council voted for the port by two votes.\n\nNobody could be reached for a comment."
THIRD = f"{SECOND}\n\nThe strike is to end next week, the union said."


def write(folder: Path, name: str, text: str, title: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(
        f"---\ntitle: {title}\noutlet: Echo\ndate: 2025-10-01\n"
        f"url: https://echo.example/{name}\n---\n\n{text}\n"
    )


def _made(folder: Path) -> None:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        for number, text in enumerate((FIRST, SECOND, THIRD)):
            write(folder / str(number), "vote", text, f"Vote {number}")
            write(folder / str(number), "fair", "The port fair opened.", "Fair")
            archive.add([folder / str(number)])


@pytest.fixture
def opened(use, once: Once, tmp_path: Path):
    """The application over an archive with an article in three versions, and one in one."""
    once(_made, tmp_path)

    @asynccontextmanager
    async def start(query: str, **how: object) -> AsyncIterator[Hand]:
        where = {"path": tmp_path / "a.db", "index_folder": tmp_path / "index"}
        with await asyncio.to_thread(Archive.open, **where) as archive:
            async with use(archive, query=query, **how) as hand:
                await hand.press("enter")
                yield hand

    return start


def view(hand: Hand) -> DifferencesView:
    return hand.app.screen.query_one(DifferencesView)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20), (30, 10)])
async def test_versions_are_gone_through_one_after_the_other(opened, size) -> None:
    async with opened("council", size=size) as hand:
        await hand.press("V")
        assert isinstance(hand.app.screen, VersionsScreen)
        assert hand.app.screen.command().startswith("nutgraf diff ")
        assert "@1" in hand.app.screen.command()
        assert hand.app.screen.comparison.counts == {
            "rewritten": 1, "added": 1, "dropped": 0, "moved": 0,
        }  # fmt: skip
        await hand.press("]", "]")
        assert (hand.app.screen.comparison.old.version, hand.app.screen.comparison.new.version) == (
            2,
            3,
        )
        await hand.press("]")
        assert hand.said == "There is no later version."
        await hand.press("a", "n", "n", "N", "escape")
        assert hand.app.screen is hand.app.main


async def test_what_was_dropped_and_added_stands_where_it_was(opened) -> None:
    async with opened("council") as hand:
        await hand.press("V")
        text = hand.text()
        assert "three→two votes" in text
        assert "+ ¶3" in text
        assert "1 paragraph unchanged" in text
        await hand.press("a")
        assert "Nobody could be reached" in hand.text()


async def test_an_article_of_one_version_leads_to_those_of_several_and_to_one_of_them(
    opened,
) -> None:
    async with opened("fair") as hand:
        await hand.press("V")
        assert isinstance(hand.app.screen, ChangedArticlesScreen)
        assert hand.said == "This article has one version; these have several."
        assert "silent" in hand.text()
        await hand.press("enter")
        assert isinstance(hand.app.screen, VersionsScreen)
        await hand.press("enter")
        assert hand.app.screen is hand.app.main
        assert hand.pane == "reader"
        assert hand.reader.article.title == "Vote 2"
        assert hand.view.text == "fair"


async def test_where_no_article_was_changed_nothing_else_is_said(use) -> None:
    async with use() as hand:
        await hand.press("enter", "V")
        assert "No article was changed." in hand.text()
        assert hand.said == ""


async def test_the_list_that_a_comparison_was_opened_from_is_gone_back_to(opened) -> None:
    async with opened("fair") as hand:
        await hand.press("V")
        changed = hand.app.screen
        await hand.press("enter", "V")
        assert hand.app.screen is changed
        await hand.press("escape")
        assert hand.app.screen is hand.app.main


async def test_the_list_of_changed_articles_goes_on_where_it_was_left(use, tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for number, text in enumerate((FIRST, SECOND)):
            write(tmp_path / str(number), "vote", text, "Vote")
            write(tmp_path / str(number), "ballot", f"{text} Again.", "Ballot")
            archive.add([tmp_path / str(number)])
        async with use(archive) as hand:
            await hand.press("escape", "alt+v", "j", "escape", "alt+v")
            assert (hand.app.screen.list.count, hand.app.screen.list.cursor) == (2, 1)


async def test_two_selected_articles_are_compared(opened) -> None:
    async with opened("port") as hand:
        await hand.press("space", "space", "V")
        screen = hand.app.screen
        assert isinstance(screen, VersionsScreen)
        assert {screen.comparison.old.title, screen.comparison.new.title} == {"Fair", "Vote 2"}


async def test_an_archive_without_changes_says_so(use) -> None:
    async with use(FakeArchive(sample())) as hand:
        await hand.press("enter", "V")
        assert "No article was changed." in hand.text()
        await hand.press("escape")
        assert hand.app.screen is hand.app.main


async def test_what_is_copied_is_markdown(opened, monkeypatch) -> None:
    async with opened("council") as hand:
        await hand.press("V")
        copied = []
        monkeypatch.setattr(hand.app, "copy_to_clipboard", copied.append)
        await hand.press("y")
        assert "<del>three</del><ins>two</ins>" in copied[0]


def read_off(lines: list[Content], label: int) -> str:
    """The text after, as a reader takes it from the lines: what is struck out is no part of it, nor
    are arrows from that to what came in its place.
    """
    text = ""
    for line in lines:
        struck = {
            at
            for span in line.spans
            if "strike" in str(span.style) or span.style == BECAME
            for at in range(span.start, span.end)
        }
        plain = line.plain
        if not plain[label:].startswith("moved from ¶"):
            text += "".join(plain[at] for at in range(label, len(plain)) if at not in struck)
    return text.replace(" ", "")


def edited(old: list[str], words: list[str], chance: random.Random) -> list[str]:
    new = list(old)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(new) + 1)
        if chance.random() < 0.3:
            new[at : at + chance.randint(0, 2)] = [" ".join(chance.choices(words, k=9))]
        elif at < len(new):
            changed = new[at].split(" ")
            place = chance.randrange(len(changed))
            changed[place : place + 2] = chance.choices(words, k=chance.randint(1, 3))
            new[at] = " ".join(changed)
            if chance.random() < 0.3:
                new.insert(0, new.pop(at))
    return new


def test_what_is_shown_leads_to_the_text_after() -> None:
    """Of a thousand edits, whatever the width."""
    words = "the port council said no in 2025 … “two blanks” and £21.4m were moved".split()
    for number in range(runs(100, 1000)):
        chance = random.Random(number)
        old = [" ".join(chance.choices(words, k=chance.randint(3, 30))) for _ in range(5)]
        new = edited(old, words, chance)
        pane = DifferencesView()
        pane.comparison = compare(article(1, "A", old), article(1, "A", new))
        pane.every = True
        for cells, label in ((24, 2), (60, 10), (120, 10)):
            assert read_off(pane.lay_out(cells), label) == "".join(new).replace(" ", "")


def test_what_was_exchanged_is_told_without_a_terminal_that_strikes_out() -> None:
    change = compare(article(1, "A", ["It moved £21.4m."]), article(1, "A", ["It moved £18.7m."]))
    assert shown(change.changes[0].pieces)[0] == "It moved £21.4m→18.7m."
    change = compare(article(1, "A", ["It moved on."]), article(1, "A", ["It went on."]))
    assert shown(change.changes[0].pieces)[0] == "It moved→went on."
    change = compare(article(1, "A", ["It moved."]), article(1, "A", ["It moved far."]))
    assert shown(change.changes[0].pieces)[0] == "It moved far."


async def test_what_a_feed_said_before_is_in_none_of_the_comparisons(use, tmp_path: Path) -> None:
    record = {"title": "Vote 0", "outlet": "Echo", "url": "https://echo.example/vote"}
    teaser = {**record, "date": "2025-10-01", "summary": "The council votes."}
    (tmp_path / "feed.jsonl").write_text(json.dumps(teaser) + "\n")
    write(tmp_path / "one", "vote", FIRST, "Vote 0")
    write(tmp_path / "two", "vote", SECOND, "Vote 0")
    where = {"path": tmp_path / "a.db", "index_folder": tmp_path / "index"}
    with await asyncio.to_thread(Archive.open, **where) as archive:
        for name in ("feed.jsonl", "one", "two"):
            await asyncio.to_thread(archive.add, [tmp_path / name])
        (listed,) = archive.versions.changed()
        async with use(archive, query="council") as hand:
            await hand.press("enter", "V")
            shown = hand.app.screen.comparison
            assert (shown.old.version, shown.new.version) == listed.states == (2, 3)
            assert shown.counts == listed.comparison.counts
            await hand.press("escape", "alt+v", "enter")
            assert hand.app.screen.comparison.counts == listed.comparison.counts


async def test_what_was_said_of_an_article_before_stands_below_its_headline(
    use, tmp_path: Path
) -> None:
    """A day that was moved and a name that was taken off change no text, so that no comparison
    shows them.
    """
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for day, author in ((1, "Ann Lee"), (2, "Bo Lee")):
            note = tmp_path / "news" / "fair.md"
            note.parent.mkdir(exist_ok=True)
            note.write_text(
                f"---\ntitle: Fair\noutlet: Echo\ndate: 2025-10-0{day}\nauthor: {author}\n"
                "url: https://echo.example/fair\n---\nThe port fair opened.\n"
            )
            archive.add([note])
        async with use(archive, query="fair", size=(200, 36)) as hand:
            await hand.press("enter")
            assert "by Bo Lee" in hand.text()
            assert "Before: the byline was “Ann Lee” until" in hand.text()
            assert "Before: the date was 1 October 2025 until" in hand.text()
