"""What the query bar does with what is pasted into it."""

from __future__ import annotations

import pytest
from fake_archive import FakeArchive, sample
from textual import events

from tui.complete import awaits_value, fixed, word_at


async def test_a_paste_of_several_lines_goes_in_whole(use) -> None:
    async with use() as hand:
        for pasted, text in (
            ("the swap\nwas agreed", "the swap was agreed"),
            ("\nthe swap", "the swap"),
            ("\r\n  the swap\r\n\twas agreed\u2028today\n", "the swap was agreed today"),
            ("swap", "swap"),
            ("\n", ""),
        ):
            event = events.Paste(pasted)
            event.set_sender(hand.app)
            hand.app._driver.send_message(event)
            await hand.settle()
            assert hand.bar.text == text
            await hand.press("ctrl+u")


async def test_a_paste_takes_the_place_of_what_is_selected(use) -> None:
    async with use() as hand:
        await hand.type("lee xi")
        hand.bar.input.selection = hand.bar.input.selection.__class__(4, 6)
        event = events.Paste("swap\ndeal")
        event.set_sender(hand.app)
        hand.app._driver.send_message(event)
        await hand.settle()
        assert hand.bar.text == "lee swap deal"


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_what_can_be_written_is_told_in_whole_words(use, size) -> None:
    async with use(size=size) as hand:
        assert hand.bar.input.placeholder in hand.text().splitlines()[0]


async def test_the_sign_before_the_query_shows_whether_letters_go_there(use) -> None:
    async with use() as hand:
        sign = hand.app.screen.query_one("#prompt")
        looks = [sign.styles.color]
        for key in ("enter", "tab", "slash", "escape"):
            await hand.press(key)
            looks.append(sign.styles.color)
        written, read = looks[0], looks[1]
        assert written != read
        assert looks == [written, read, read, written, read]


@pytest.mark.parametrize("around", ["", "here:", "-here:", "lead:", "lee (here:"])
def test_what_stands_in_here_or_lead_is_completed_as_by_itself(around: str) -> None:
    for text, field, prefix in (("pers", "", "pers"), ("person:xi", "person", "xi")):
        word = word_at(around + text, len(around + text))
        assert word is not None
        assert (word.field, word.prefix) == (field, prefix)
        assert (around + text)[word.start : word.end] == prefix
    assert awaits_value("here:")


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("lee @de", "deals", "lee @deals "),
        ("lee @tra", "trade talks", 'lee @"trade talks" '),
        ('lee @"trade t', "trade talks", 'lee @"trade talks" '),
        ("@lee-k", "lee-kim", "@lee-kim "),
        ("(@a", "a&b", '(@"a&b" '),
    ],
)
def test_a_saved_search_is_completed_as_a_query_says_it(text: str, name: str, whole: str) -> None:
    word = word_at(text, len(text))
    assert word is not None
    (completion,) = fixed(word, {name: "x", "other": "y"}, [])
    assert text[: completion.start] + completion.insert == whole
    assert completion.shown == f"@{name}"


async def test_the_palette_opens_a_saved_search_of_several_words(use) -> None:
    archive = FakeArchive(sample())
    archive.save_search("trade talks", "swap")
    async with use(archive) as hand:
        await hand.press("escape", ":")
        await hand.type("search trade")
        await hand.press("enter")
        assert hand.view.text == '@"trade talks"'
