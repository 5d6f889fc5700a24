"""A key acts on what the eye is on: each key, from each pane, with a selection and without."""

from __future__ import annotations

import pytest
from hand import Hand

from tui.view import View

# How a pane is come to, and whether the eye is on the list or on the reader then.
WAYS = {
    "list": ([], "results"),
    "reader": (["2", "p", "p"], "reader"),
    "names from the list": (["3"], "results"),
    "names from the reader": (["2", "p", "p", "3"], "reader"),
    "filters from the reader": (["2", "p", "p", "4"], "reader"),
}


# How each key is pressed to its end.
KEYS = {
    "y": ["y"],
    "e": ["e", "escape"],
    "o": ["o"],
    "a": ["a", "w", "ctrl+s"],
    "t": ["t", "x", "enter"],
    "b": ["b"],
}


async def _acted_on(hand: Hand, keys: list[str], read: list[int]) -> set[int]:
    """Press keys and tell which paragraphs they acted on."""
    archive = hand.app.session.archive
    before = {mark.paragraph: mark for mark in archive.bookmarks()}
    read.clear()
    await hand.press(*keys)
    after = {mark.paragraph: mark for mark in archive.bookmarks()}
    changed = {at for at in {*before, *after} if before.get(at) != after.get(at)}
    return changed or set(read)


@pytest.mark.parametrize("selected", [False, True])
@pytest.mark.parametrize("way", WAYS)
async def test_a_key_acts_on_what_the_eye_is_on(use, way, selected, monkeypatch) -> None:
    keys, eye = WAYS[way]
    async with use() as hand:
        archive, read = hand.app.session.archive, []
        selection = archive.selection
        monkeypatch.setattr(archive, "selection", lambda ns: (read.extend(ns), selection(ns))[1])
        monkeypatch.setattr(hand.app, "open_url", lambda _url: None)
        await hand.press("enter", "j", "j")
        if way.startswith("filters"):
            await hand.press("3", "enter", "1", "j")
        if selected:
            await hand.press("space", "j", "space")
        row, marked = hand.results.cursor, hand.results.hits_selected()
        await hand.press("1", *keys)
        if eye == "reader":
            expected = {hand.reader.current().number}
        else:
            expected = set(marked) if selected else {hand.results.hit().number}
        assert len(expected) == (2 if selected and eye == "results" else 1)
        for key, pressed in KEYS.items():
            assert await _acted_on(hand, pressed, read) == expected, key
            assert hand.results.cursor == row
            assert hand.results.hits_selected() == marked


async def test_what_is_selected_is_said_wherever_it_counts(use) -> None:
    async with use() as hand:
        await hand.press("enter", "space", "space", "space")
        assert "3 ¶ selected" in hand.text().splitlines()[-2]
        await hand.press("2")
        assert "3 ¶ selected in the results" in hand.text().splitlines()[-2]
        await hand.press("1", "escape")
        assert "selected" not in hand.text()


async def test_each_page_of_a_selection_is_opened_once(use, monkeypatch) -> None:
    opened: list[str] = []
    async with use() as hand:
        monkeypatch.setattr(hand.app, "open_url", opened.append)
        await hand.press("enter", *["space"] * 10, "o")
        assert opened == ["https://news.example/1", "https://news.example/2"]
        await hand.press("ctrl+a", "o")
        assert len(opened) == 2
        assert "24 pages at once are too many" in hand.said


async def test_a_selection_stays_over_other_queries(use) -> None:
    async with use(query="lee") as hand:
        await hand.press("escape", "1", "space", "space")
        chosen = hand.results.hits_selected()
        for query in ("summit", "nowhere at all", "lee"):
            hand.look_at(View(query))
            await hand.settle()
            rows = hand.results.rows
            here = {n for n in chosen if rows is not None and rows.row_of(n) is not None}
            assert set(hand.results.hits_selected()) == here
            assert set(hand.results.elsewhere) == set(chosen) - here
            assert hand.results.count_selected == 2
            told = hand.text().splitlines()[-2]
            assert "2 ¶ selected" in told
            assert ("on view" in told) == (len(here) < 2)
        assert set(hand.results.hits_selected()) == set(chosen)


async def test_what_is_done_to_a_selection_is_done_to_what_is_not_on_view_and_said(use) -> None:
    async with use(query="lee") as hand:
        await hand.press("escape", "1", "space", "space")
        chosen = set(hand.results.hits_selected())
        assert len(chosen) == 2
        hand.look_at(View("nowhere at all"))
        await hand.settle()
        await hand.press("b")
        archive = hand.app.session.archive
        assert {mark.paragraph for mark in archive.bookmarks()} == chosen
        await hand.press("e")
        assert "2 paragraphs, 2 of them not on view" in hand.text()
        await hand.press("escape", "escape")
        assert hand.results.count_selected == 0
        assert "selected" not in hand.text()
