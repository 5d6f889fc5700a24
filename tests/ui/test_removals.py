"""Articles that are taken out on the screen, and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

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


async def test_the_article_of_a_result_is_removed_and_brought_back(use, archive: Archive) -> None:
    async with use(archive, query="ferry") as hand:
        await hand.press("enter", "j")
        gone = hand.results.current().article
        await hand.press("delete")
        assert "removed; u brings it back" in hand.text()
        assert gone not in found(archive)
        # What is looked at stays where it is, and says so.
        assert hand.results.current().article == gone
        assert "no longer found" in hand.text()
        await hand.press("delete")
        assert "removed already" in hand.text()
        await hand.press("u")
        assert len(found(archive)) == 5
        assert "no longer found" not in hand.text()
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
