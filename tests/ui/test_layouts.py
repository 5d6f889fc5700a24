"""What a key costs and how soon something is seen: few layouts of all, and a word at once."""

from __future__ import annotations

import asyncio
import threading

import pytest
from fake_archive import FakeArchive, FakeEntityEditor, sample
from textual._compositor import Compositor


async def test_typing_costs_a_layout_a_key_at_most_and_moving_none(use, monkeypatch) -> None:
    layouts, reflow = [], Compositor.reflow

    def counted(self, *how, **more):
        layouts.append(1)
        return reflow(self, *how, **more)

    async with use() as hand:
        await hand.press("enter", "tab", "tab", "tab", "escape")  # scrollbars take their looks once
        await hand.press("slash")
        monkeypatch.setattr(Compositor, "reflow", counted)
        for key, most in [
            *((key, 1) for key in [*"lee said xi", *["backspace"] * 4]),
            ("enter", 1),
            *((key, 0) for key in ["j", "j", "k", "n", "n", "p", "tab", "n", "p", "tab", "tab"]),
        ]:
            layouts.clear()
            await hand.press(key)
            assert len(layouts) <= most, key


@pytest.mark.parametrize(
    ("key", "said"), [("i", "reading …"), ("x", "reading …"), ("E", "looking for likely")]
)
async def test_a_screen_about_names_says_that_it_reads_and_is_left_at_once(
    use, monkeypatch, key, said
) -> None:
    archive, answered = FakeArchive(sample()), threading.Event()

    def slowly(call):
        def wait(*how, **more):
            answered.wait()
            return call(*how, **more)

        return wait

    async with use(archive) as hand:

        async def comes(true) -> None:
            while not true():
                await hand._flush()
                await asyncio.sleep(0)
                assert hand.app._exception is None

        await hand.press("escape", "3")
        main = hand.app.screen
        monkeypatch.setattr(FakeArchive, "entity", slowly(FakeArchive.entity))
        monkeypatch.setattr(FakeEntityEditor, "duplicates", slowly(FakeEntityEditor.duplicates))
        try:
            hand.send(key)
            await comes(lambda: said in hand.text())
            hand.send("escape")
            await comes(lambda: hand.app.screen is main)
        finally:
            answered.set()
        await hand.settle()
        assert said not in hand.text()


@pytest.mark.parametrize("size", [(120, 36), (80, 20), (60, 18), (40, 10)])
async def test_what_is_told_leaves_rows_and_foot_in_sight(use, size) -> None:
    async with use(FakeArchive(sample()), size=size, query="lee") as hand:
        await hand.press("escape", "space")
        selected = hand.text().count("1 ¶ selected")
        foot = hand.text().splitlines()[-2:]
        rows = hand.results_text().splitlines()
        await hand.press("b")
        assert hand.said
        text = hand.text()
        assert hand.said[:10] in text
        assert text.count("1 ¶ selected") == selected
        if size[1] > 15:
            assert text.splitlines()[-2:] == foot
        else:
            # The first gets its star.
            assert hand.results_text().splitlines()[1:5] == rows[1:5]
