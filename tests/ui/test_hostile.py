"""News is hostile: whatever it holds is shown as text and does nothing."""

from __future__ import annotations

import pytest
from fake_archive import FakeArchive, article
from textual import events

from index import Archive
from tui.themes import OURS

TEXTS = [
    "[/b] LONDON [AP] [bold]x",
    "[@click=app.quit]click[/] here",
    "\x1b]0;owned\x07\x1b[2J\x9b31m and more",
    "\u202eesrever\u2066 \u200fשלום עולם مرحبا",
    "漢字の見出し 👩\u200d🚀 e\u0301 ｶﾅ " * 9,
    "x" * 1_000_000,
    "",
    "a\nb\rc\td\u2028e\x00f\ud800g",
]


def hostile() -> FakeArchive:
    names = [("person", text[:12]) for text in TEXTS[:5]]
    made = [
        article(n, text[:300], [text, "before " + text, *TEXTS[:3]], outlet=text[:40] or "?",
                date=["", "x[/b]", "2025-99-99", "2025-11-0\x1b"][n % 4], url=text[:50],
                names=names)
        for n, text in enumerate(TEXTS, 1)
    ]  # fmt: skip
    archive = FakeArchive(made)
    archive._saved = {"[/b]": "[@click=app.quit]x"}
    return archive


def harmless(text: str) -> bool:
    return not any((ord(c) < 32 and c != "\n") or 0x7F <= ord(c) < 0xA0 for c in text) and not set(
        text
    ) & set("\u202e\u2066\u200f")


@pytest.mark.parametrize("size", [(120, 36), (70, 20)])
async def test_hostile_texts_pass_through_every_pane(use, size) -> None:
    async with use(hostile(), size=size, watchful=True) as hand:
        seen = []
        for keys in (
            ["enter"], ["2", "]", "]", "n"], ["3", "j", "enter"], ["4", "enter"], ["1", "b"],
            ["a", "escape"], ["B"], ["e"], ["escape", "escape"], ["colon"], ["b"], ["escape"],
            ["e", "escape"], ["y"], ["o"], ["?"], ["escape"],
        ):  # fmt: skip
            await hand.press(*keys)
            seen.append(hand.text())
        for _ in range(hand.results.count):
            await hand.press("1", "j")
            seen.append(hand.text())
        assert all(map(harmless, seen))
        assert any("LONDON [AP]" in text for text in seen)
        assert any("[@click=app.quit]" in text for text in seen)
        assert hand.app.is_running


PASTED = "x\x1b]52;c;eA==\x07\x1bP1$q\x1b\\\x9d0;y\x9c\x90q\x9c\u202er\U000e0041z"


async def paste(hand, text: str = PASTED) -> None:
    event = events.Paste(text)
    event.set_sender(hand.app)
    hand.app._driver.send_message(event)
    await hand.settle()


@pytest.mark.parametrize(
    "keys",
    [["slash"], ["enter", "a"], ["enter", "t"], ["enter", "S"], ["enter", "?"], ["enter", "3", "f"],
     ["enter", "E", "tab", "R"], ["ctrl+p"]],
    ids=" ".join,
)  # fmt: skip
async def test_what_is_pasted_into_a_field_steers_nothing(use, tmp_path, keys) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        page = tmp_path / "a.md"
        page.write_text("---\ndate: 2025-10-01\n---\nMarta Ostrander met Alasdair Penhallow.\n")
        archive.add([page])
        async with use(archive) as hand:
            await hand.type("met")
            await hand.press(*keys)
            before = hand.text()
            await paste(hand)
            after = hand.text()
            assert after != before
            assert harmless(after)
            assert "\U000e0041" not in after


async def test_stored_text_in_a_field_steers_nothing(use) -> None:
    archive = hostile()
    archive._history = [PASTED]
    async with use(archive, query=PASTED, watchful=True) as hand:
        await hand.press("slash", "up", "down")
        assert harmless(hand.text())
        await hand.press("enter", "1", "b", "a")
        await paste(hand)
        await hand.press("ctrl+s", "a")
        assert harmless(hand.text())


async def test_a_hostile_query_and_its_messages_are_text(use) -> None:
    async with use(hostile(), watchful=True) as hand:
        await hand.type('[/b] "[@click')
        assert "[/b]" in hand.text()
        await hand.press("enter", "S")
        await hand.type("[/x]")
        await hand.press("enter")
        assert hand.said == 'Saved as @"[/x]".'
        assert 'Saved as @"[/x]".' in hand.text()


@pytest.mark.parametrize(
    "theme", [*(theme.name for theme in OURS), "textual-light", "dracula", "ansi-dark"]
)
async def test_without_colour_the_terminal_writes_with_its_own(use, monkeypatch, theme) -> None:
    from tui.config import Config

    monkeypatch.setenv("NO_COLOR", "1")
    async with use(config=Config(theme=theme)) as hand:
        await hand.type("lee")
        await hand.press("enter", "2", "]")
        for strip in hand.app.screen._compositor.render_strips():
            for segment in strip:
                if any(map(str.isalnum, segment.text)) and segment.style is not None:
                    assert no_colour(segment.style), segment


def no_colour(style) -> bool:
    """Whether the terminal's own two colours are used, and no other."""
    return all(one is None or one.is_default for one in (style.color, style.bgcolor))
