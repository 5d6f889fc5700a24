"""The reader: paragraphs, matches, names."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from fake_archive import FakeArchive, article

from tui.panes.reader_layout import ReaderLayout


async def test_the_article_is_shown_with_its_source(use) -> None:
    async with use() as hand:
        text = hand.text()
        assert "Harbour Courier · 1 Nov 2025 · by" in text
        assert "https://news.example/1" in text
        assert "¶ 1/9" in text


async def test_the_current_paragraph_moves_and_ends(use) -> None:
    async with use() as hand:
        await hand.press("enter", "2", "p", "p")
        assert hand.reader.current().ordinal == 3
        await hand.press("P", "P", "P")
        assert hand.reader.current().ordinal == 1
        await hand.press("G")
        assert hand.reader.current().ordinal == 9
        await hand.press("g")
        assert hand.reader.current().ordinal == 1
        assert hand.reader.scroll_offset.y == 0


@pytest.mark.parametrize("written", ["7", "¶ 7", "7/9", "¶ 7 of 9"])
async def test_a_paragraph_is_gone_to_by_the_number_that_citations_give_it(use, written) -> None:
    async with use() as hand:
        await hand.press("enter", "2", "#")
        assert "1 to 9." in hand.text()
        await hand.type(written)
        await hand.press("enter")
        assert hand.reader.current().ordinal == 7
        assert hand.focus == "reader"


@pytest.mark.parametrize("written", ["0", "10", "seven", "", "99999999999"])
async def test_what_is_the_number_of_no_paragraph_is_said(use, written) -> None:
    async with use() as hand:
        await hand.press("enter", "2", "p", "#")
        await hand.type(written)
        await hand.press("enter")
        assert "There is no such paragraph here. 1 to 9." in hand.text()
        await hand.press("escape")
        assert hand.reader.current().ordinal == 2


async def test_scrolling_takes_the_current_paragraph_along(use) -> None:
    async with use(size=(120, 20)) as hand:
        await hand.press("enter", "2", "pagedown", "pagedown")
        lines, reader = hand.reader.lines, hand.reader
        assert reader.current().ordinal > 1
        assert lines.tops[reader.paragraph] < reader.scroll_offset.y + reader.size.height
        assert lines.bottom(reader.paragraph) > reader.scroll_offset.y


async def test_next_match_goes_through_the_article_and_on(use) -> None:
    async with use() as hand:
        await hand.type("xi")
        await hand.press("enter")
        first = hand.reader.article.number
        await hand.press("n")
        assert hand.reader.current().ordinal == 1
        while hand.reader.article.number == first:
            await hand.press("n")
        assert hand.results.hit().article == hand.reader.article.number
        assert hand.results.cursor == 1
        await hand.press("N")
        assert hand.reader.article.number == first


async def test_the_end_of_all_matches_is_said(use) -> None:
    async with use() as hand:
        await hand.type("xi")
        await hand.press("enter", "G")
        for _ in range(30):
            await hand.press("n")
        assert hand.said == "That was the last match."


async def test_a_name_is_found_and_followed(use) -> None:
    async with use() as hand:
        await hand.press("enter", "2", "]", "]")
        assert hand.reader.clear_name()
        await hand.press("]", "]", "[", "enter")
        name = "Lee Jae-myung"
        assert hand.chips.filters == (f'person:"{name}"',)
        assert hand.said == f"Following {name}; Esc leads back."
        await hand.press("H")
        assert hand.chips.filters == ()


async def test_a_click_on_a_name_follows_it(use) -> None:
    async with use() as hand:
        lines = hand.text().split("\n")
        y = next(at for at, line in enumerate(lines) if "met Xi Jinping" in line[50:])
        x = lines[y].index("Xi Jinping", 50) + 2
        await hand.pilot.click(offset=(x, y))
        await hand.settle()
        assert hand.chips.filters == ('person:"Xi Jinping"',)


async def test_the_reader_scrolls_from_the_list(use) -> None:
    async with use(size=(120, 20)) as hand:
        await hand.press("enter", "J", "J")
        assert hand.reader.scroll_offset.y == 6
        assert hand.focus == "results"
        await hand.press("K")
        assert hand.reader.scroll_offset.y == 3


async def test_zen_leaves_the_text_alone(use) -> None:
    async with use() as hand:
        await hand.press("enter", "2", "z")
        assert not hand.results.display or not hand.results.size.width
        assert not hand.bar.region.height
        await hand.press("escape")
        assert hand.bar.region.height


async def test_thousands_of_paragraphs_are_laid_out_once(use, monkeypatch) -> None:
    long = article(1, "Long", [f"Paragraph {at} of a very long text. " * 6 for at in range(5000)])
    made: list[int] = []
    init = ReaderLayout.__init__

    def counted(self, *args):
        made.append(1)
        init(self, *args)

    monkeypatch.setattr(ReaderLayout, "__init__", counted)
    async with use(FakeArchive([long])) as hand:
        made.clear()
        await hand.press("enter", "2", "G", "p", "ctrl+u", "n", "g", "]")
        assert made == []
        assert hand.reader.current().ordinal <= 2


@pytest.mark.parametrize("seed", range(2))
async def test_a_window_of_another_size_shows_the_same_paragraph(use, seed) -> None:
    chance = random.Random(seed)
    long = article(
        1, "Long", [f"Paragraph {at} of a text. " * (1 + at * 7 % 30) for at in range(60)]
    )
    async with use(FakeArchive([long])) as hand:
        await hand.press("enter", "2", *["p"] * chance.randrange(4, 50))
        reading = hand.reader.current()
        for _ in range(12):
            size = chance.randrange(20, 200), chance.randrange(8, 60)
            await hand.pilot.resize_terminal(*size)
            await hand.settle()
            assert hand.reader.current() == reading, size
            lines, top = hand.reader.lines, hand.reader.scroll_offset.y
            assert lines.tops[hand.reader.paragraph] < top + hand.reader.size.height, size
            assert lines.bottom(hand.reader.paragraph) > top, size


async def test_the_column_is_never_wider_than_asked(use) -> None:
    async with use(size=(200, 40)) as hand:
        await hand.press("enter", "z", "2", "z", "z")
        assert hand.reader.lines.cells == 76


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_zen_gives_a_pane_all_of_the_width(use, pane) -> None:
    async with use(size=(120, 36)) as hand:
        await hand.press("enter", pane)
        before = hand.app.focused.size.width
        await hand.press("z")
        assert hand.app.focused.region.width == 120
        await hand.press("z")
        assert hand.app.focused.size.width == before
        await hand.press("z", "escape")
        assert hand.app.focused.size.width == before


async def test_numbers_of_paragraphs_keep_all_their_digits(use) -> None:
    long = article(1, "Long", [f"Paragraph {number}." for number in range(1, 12_346)])
    async with use(FakeArchive([long])) as hand:
        await hand.press("enter", "2", "G")
        assert "12345 ▌ Paragraph 12345." in hand.text()


async def test_what_is_written_from_the_right_stands_at_the_right(use) -> None:
    texts = ["שלום עולם", "Plain words", "123 كتابة"]
    async with use(FakeArchive([article(1, "T", texts)])) as hand:
        await hand.press("enter", "2")
        lines = hand.reader.lines
        shown = {line.strip("│ ") for line in hand.text().split("\n")}
        indents = [lines.indent(lines.line(top)) for top in lines.tops]
        assert indents == [lines.cells - 9, 0, lines.cells - 9]
        assert any(line.endswith("שלום עולם") for line in shown)


@pytest.mark.parametrize(("language", "said"), [("de-AT", "German"), ("en-GB", ""), ("", "")])
async def test_another_language_than_english_is_said(use, language: str, said: str) -> None:
    one = article(1, "Quay", ["The quay is shut."])
    publication = one.publication._replace(section="Trade", language=language)
    one = replace(one, publication=publication)
    async with use(FakeArchive([one])) as hand:
        line = next(each for each in hand.text().splitlines() if "Trade" in each)
        assert ("Trade · German" in line) == bool(said)
        assert "English" not in line


async def test_of_many_tags_it_is_shown_that_there_are_more(use) -> None:
    tags = tuple(f"to somebody called {number}" for number in range(40))
    one = replace(article(1, "A", ["The harbour opens."]), tags=tags)
    async with use(FakeArchive([one])) as hand:
        lines = [line for line in hand.text().splitlines() if "somebody" in line]
        assert len(lines) == 3
        assert "…" in lines[-1]
