"""Articles that are taken out on the screen, and brought back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hand import Hand

from index import Archive
from tests.conftest import Once
from tests.standing_news import article, file


def _made(folder: Path) -> None:
    news = [article(n, subject=f"The ferry sailed {n} times on Friday.") for n in range(5)]
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([file(folder / "news.jsonl", news)])


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def found(archive: Archive) -> set[int]:
    return {hit.article for hit in archive.search("ferry").hits[:]}


def said_in_row(hand: Hand) -> bool:
    return re.search(r" removed *$", hand.results_text(), re.MULTILINE) is not None


async def test_the_article_of_a_result_is_removed_and_brought_back(use, archive: Archive) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "j")
        gone = hand.results.current().article
        await hand.press("delete")
        assert "removed; u brings it back" in hand.text()
        assert gone not in found(archive)
        # What is looked at stays where it is, and says so.
        assert hand.results.current().article == gone
        assert said_in_row(hand)
        await hand.press("delete")
        assert "removed already" in hand.text()
        await hand.press("u")
        assert len(found(archive)) == 5
        assert not said_in_row(hand)
        await hand.press("space", "j", "space", "delete")
        assert "2 articles are removed; u brings them back" in hand.text()
        assert len(found(archive)) == 3


async def test_what_is_selected_and_not_on_view_is_not_removed_without_a_question(
    use, archive: Archive
) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "space", "j", "space", "/", "ctrl+u")
        await hand.type("friday 3")
        await hand.press("enter", "delete")
        assert "2 articles. Of 2 selected paragraphs" in hand.text()
        await hand.press("enter")
        assert len(found(archive)) == 5
        await hand.press("delete", "y")
        assert len(found(archive)) == 3


async def test_the_article_that_is_read_is_removed(use, archive: Archive) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "enter")
        gone = hand.reader.article.number
        await hand.press("delete")
        assert gone not in found(archive)
        assert hand.reader.article.number == gone
        await hand.press("escape", "j")
        assert hand.reader.article.number != gone


async def test_where_there_is_no_article_that_is_said(use, archive: Archive) -> None:
    async with use(archive, query="glaucoma") as hand:
        await hand.press("enter", "delete")
        assert "There is no article here." in hand.text()


@pytest.mark.parametrize("where", ["results", "reader"])
async def test_what_was_removed_says_so_and_only_what_works_is_offered(
    use, archive: Archive, where: str
) -> None:
    """In its row, beside the query, in the head of the article, and in the line of keys."""
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "j", *(["enter"] if where == "reader" else []), "delete")
        said = hand.text().splitlines()
        assert "4 ¶ · 1 removed · 4 articles" in said[0]
        assert said_in_row(hand)
        assert "u undo" in said[-1]
        assert "bookmark" not in said[-1]
        await hand.press("2", "g")
        assert "removed from the archive" in hand.text()
        await hand.press("1" if where == "results" else "2")
        for key in ("b", "a", "t", "D", "f"):
            hand.app.clear_notifications()
            await hand.press(key)
            assert hand.said == "Its article was removed, and nothing is marked there.", key
        assert not archive.bookmarks()
        await hand.press("y")
        assert "1 paragraph with source sent" in hand.said
        await hand.press("u")
        hand.app.clear_notifications()
        assert "removed" not in hand.text()
        assert "b bookmark" in hand.text().splitlines()[-1]


async def test_of_what_is_selected_only_what_is_there_is_marked(use, archive: Archive) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "delete", "space", "j", "space", "b")
        assert len(archive.bookmarks()) == 1
        await hand.press("escape", "j")
        assert "b bookmark" in hand.text().splitlines()[-1]
