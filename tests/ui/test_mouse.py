"""Text selected with the mouse, and copied."""

from __future__ import annotations

import base64

import pytest
from fake_archive import FakeArchive, article

LONG = (
    "The first paragraph is long enough to be wrapped, since it goes on and on about a harbour "
    "and a bridge that nobody had asked for."
)


@pytest.fixture
def sent(monkeypatch):
    """What the application wrote into the clipboard."""

    def watch(hand):
        copied: list[str] = []

        def write(data: str) -> None:
            if data.startswith("\x1b]52;c;"):
                copied.append(base64.b64decode(data[7:].rstrip("\a")).decode())

        monkeypatch.setattr(hand.app._driver, "write", write)
        return copied

    return watch


def place(hand, words: str, after: int = 0) -> tuple[int, int]:
    """Where words stand on the screen, from a column on."""
    for y, line in enumerate(hand.text().split("\n")):
        if (x := line.find(words, after)) >= 0:
            return x, y
    raise AssertionError(words)


async def drag(hand, start: tuple[int, int], end: tuple[int, int]) -> None:
    await hand.pilot.mouse_down(offset=start)
    await hand.pilot.hover(offset=end)
    await hand.pilot.mouse_up(offset=end)
    await hand.settle()


@pytest.mark.parametrize("key", ["y", "ctrl+c"])
async def test_what_is_dragged_over_in_the_reader_is_copied_as_it_is_in_the_article(
    use, sent, key
) -> None:
    archive = FakeArchive([article(1, "A title", [LONG, "The second one."])])
    async with use(archive) as hand:
        await hand.press("enter")
        copied = sent(hand)
        edge = hand.reader.region.x
        start = place(hand, "first", edge)
        await drag(
            hand, start, (place(hand, "second", edge)[0] + 5, place(hand, "second", edge)[1])
        )
        paragraph = hand.reader.paragraph
        await hand.press(key)
        assert copied == [f"{LONG[4:]}\n\nThe second"]
        assert hand.said == f"{len(copied[0])} characters sent to the terminal's clipboard."
        assert hand.reader.paragraph == paragraph
        assert hand.app.screen.selections == {}


async def test_what_is_dragged_over_in_the_results_is_copied_without_the_margin(use, sent) -> None:
    archive = FakeArchive([article(1, "A title", ["Some words here."], outlet="Courier")])
    async with use(archive) as hand:
        await hand.press("enter")
        copied = sent(hand)
        x, y = place(hand, "▌ A title")
        await drag(hand, (x, y), (x + 20, y + 1))
        await hand.press("y")
        assert copied == ["A title\nSome words here."]


async def test_a_click_chooses_a_paragraph_and_selects_nothing(use, sent) -> None:
    archive = FakeArchive([article(1, "A title", [LONG, "The second one."])])
    async with use(archive) as hand:
        await hand.press("enter")
        await hand.pilot.click(offset=place(hand, "second", hand.reader.region.x))
        await hand.settle()
        assert hand.reader.paragraph == 1
        assert hand.app.screen.selections == {}
        copied = sent(hand)
        await hand.press("y")
        assert copied[0].startswith("“The second one.” — Mara Lindqvist, “A title”, Harbour")


async def test_nothing_selected_sends_no_empty_clipboard(use, sent) -> None:
    async with use() as hand:
        copied = sent(hand)
        for focus in ("slash", "1", "2", "3", "a", "B"):
            hand.app.clear_notifications()
            await hand.press("enter", focus)
            await hand.press("ctrl+c")
            assert copied == [], focus
            assert "quits" in hand.said, focus
            await hand.press("escape")


async def test_escape_and_other_results_let_go_of_what_was_selected(use) -> None:
    archive = FakeArchive([article(1, "A title", [LONG]), article(2, "Other", ["Something."])])
    async with use(archive) as hand:
        await hand.press("enter")
        start = place(hand, "first", hand.reader.region.x)
        await drag(hand, start, (start[0] + 10, start[1]))
        assert hand.app.screen.selections
        await hand.press("escape")
        assert not hand.app.screen.selections
        await drag(hand, start, (start[0] + 10, start[1]))
        await hand.press("1", "j")
        assert hand.reader.article.number == 2
        assert not hand.app.screen.selections
