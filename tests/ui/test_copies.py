"""Copies on the screen: behind the one that was first, unfolded, listed by time."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import Archive
from tests.conftest import Once
from tests.standing_news import article, file, with_line

WIRE = (
    "The harbour board of Porthaven suspended all payments to the dredging company on Friday after "
    "auditors found 14 invoices for work that was never done, its chair Marta Ostrander said."
)
DATES = {"Eastgate Courier": "2025-10-04", "Meridian Wire": "2025-10-02", "Strait Post": ""}


def _made(folder: Path) -> None:
    news = [
        with_line(replace(article(n, outlet=outlet), date=date), WIRE, 2)
        for n, (outlet, date) in enumerate(DATES.items(), 1)
    ]
    news.append(with_line(article(9), "The dredging went on at night.", 1))
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([file(folder / "news.jsonl", news)])


@pytest.fixture
def archive(once: Once, tmp_path: Path):
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


async def test_one_row_stands_for_all_copies_and_they_can_have_rows(use, archive: Archive) -> None:
    async with use(archive, query="dredging") as hand:
        await hand.press("enter")
        assert (len(hand.results.rows), hand.found.paragraphs, hand.found.folded) == (2, 4, 2)
        assert "4 ¶ · 2 copies · 4 articles" in hand.text()
        assert "+2 copies: Eastgate Courier" in hand.text()
        assert "Meridian Wire · 2 Oct 2025" in hand.text()
        await hand.press("Y")
        assert hand.said.endswith("nutgraf search dredging")
        await hand.press("ctrl+a")
        assert "2 ¶ selected, 2 copies not" in hand.text().splitlines()[-2]
        await hand.press("e")
        assert "copies_left_out: 2" in hand.app.screen.text
        await hand.press("escape")
        await hand.press("escape", "C")
        assert (len(hand.results.rows), hand.found.folded) == (4, 0)
        assert "copies" not in hand.text().splitlines()[0]
        await hand.press("Y")
        assert hand.said.endswith("nutgraf search --copies rows dredging")
        await hand.press("C")
        assert len(hand.results.rows) == 2


async def test_with_a_row_for_each_copy_the_way_is_kept_and_led_back(use, archive: Archive) -> None:
    async with use(archive, query="dredging") as hand:
        await hand.press("enter", "C", "j", "j", "enter", "escape", "enter")
        hops = archive.trail.hops()
        assert [(hop.kind, hop.found) for hop in hops] == [("search", 4), ("read", None)]
        await hand.press("slash", "ctrl+u")
        await hand.type("night")
        await hand.press("enter", "H")
        assert (hand.view.text, hand.view.fold) == ("dredging", False)
        assert hand.results.cursor == 2
        assert len(archive.trail.hops()) == 3


async def test_copies_are_listed_by_time_and_read(use, archive: Archive) -> None:
    async with use(archive, query="auditors") as hand:
        await hand.press("enter", "c")
        assert "3 articles have this paragraph" in hand.text()
        assert hand.text().index("had it first") < hand.text().index("2 days later")
        assert hand.text().index("2 days later") < hand.text().rindex("undated")
        await hand.press("j", "b")
        assert [mark.outlet for mark in archive.bookmarks()] == ["Eastgate Courier"]
        await hand.press("enter")
        assert hand.view.text == "auditors"
        assert hand.reader.article.outlet == "Eastgate Courier"
        assert hand.reader.current().text == WIRE


async def test_what_is_otherwise_in_a_copy_is_marked(use, tmp_path: Path) -> None:
    other = WIRE.replace("the dredging company", "a dredging firm")
    texts = {"Meridian Wire": WIRE, "Eastgate Courier": other, "Strait Post": WIRE}
    news = [
        with_line(replace(article(n, outlet=outlet), date=f"2025-10-0{n}"), text, 2)
        for n, (outlet, text) in enumerate(texts.items(), 1)
    ]
    with Archive.open(tmp_path / "b.db", index_folder=tmp_path / "index") as opened:
        opened.add([file(tmp_path / "news.jsonl", news)])
        async with use(opened, query="auditors", size=(120, 36)) as hand:
            await hand.press("enter", "c")
            text = " ".join(hand.text().split())
            assert "3 articles have this paragraph, some nearly" in text
            assert "payments to the→a dredging company→firm on Friday" in text
            assert text.count("in other words where marked") == 1


async def test_who_had_it_first_is_said_where_it_is_known(use, tmp_path: Path) -> None:
    dates = dict.fromkeys(("Eastgate Courier", "Meridian Wire"), "2025-10-02")
    dates["Strait Post"] = "2025-10-03"
    news = [
        with_line(replace(article(n, outlet=outlet), date=date), WIRE, 2)
        for n, (outlet, date) in enumerate(dates.items(), 1)
    ]
    with Archive.open(tmp_path / "b.db", index_folder=tmp_path / "index") as opened:
        opened.add([file(tmp_path / "news.jsonl", news)])
        async with use(opened, query="auditors") as hand:
            await hand.press("enter", "c")
            assert "had it first" not in hand.text()
            assert hand.text().index("had it the first day") < hand.text().index("the same day")
            assert "1 day later" in hand.text()


async def test_that_nobody_else_has_a_paragraph_is_said(use, archive: Archive) -> None:
    async with use(archive, query="night") as hand:
        await hand.press("enter", "c")
        assert hand.said == "No other article has this paragraph."


async def test_related_paragraphs_are_listed_with_their_reason(use, archive: Archive) -> None:
    async with use(archive, query="night") as hand:
        await hand.press("enter", "r")
        assert "Related paragraphs" in hand.text()
        assert "dredging" in hand.text()
        assert "suspended all payments" in hand.text()
        # From there on to what is related to that, and back.
        await hand.press("r", "escape", "c")
        assert "had it first" in hand.text()
        await hand.press("escape", "enter")
        assert hand.reader.current().text == WIRE
        assert hand.view.text == "night"


@pytest.mark.parametrize(
    ("outlet", "said"),
    [("Eastgate Courier", "7 of 8 paragraphs come from"), ("Meridian Wire", "7 of 10 paragraphs")],
)
async def test_the_head_of_an_article_says_whose_text_it_is(
    use, tmp_path: Path, outlet: str, said: str
) -> None:
    wire = replace(article(1, outlet="Meridian Wire"), date="2025-10-02")
    taken = replace(
        article(1, outlet="Eastgate Courier"),
        date="2025-10-04",
        paragraphs=(*wire.paragraphs[:7], WIRE),
    )
    with Archive.open(tmp_path / "b.db") as archive:
        archive.add([file(tmp_path / "b.jsonl", [wire, taken])])
        async with use(archive, query=f'outlet:"{outlet}"') as hand:
            await hand.press("enter")
            assert said in hand.text()


async def test_over_a_collection_it_is_said_that_copies_have_rows(
    use, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Archive, "address", "https://search.example:9200/news")
    async with use(archive, query="dredging") as hand:
        await hand.press("enter")
        rows = len(hand.results.rows)
        await hand.press("C")
        assert len(hand.results.rows) == rows
        assert "Over a collection, each copy has its row." in hand.said
