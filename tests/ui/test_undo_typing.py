"""Where text is written, the key that takes a step back takes back what was typed: no mark."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, TextArea

from tui.widgets.filtered_list import FilteredList
from tui.widgets.line_input import Typed, end_of_change

FIELDS = {
    "query": ["/"],
    "find": ["2", "backslash"],
    "names": ["3", "f"],
    "note": ["1", "a"],
    "tags": ["1", "t"],
    "dossier": ["1", "D"],
    "saved": ["1", "S"],
    "help": ["1", "?"],
    "bookmarks": ["B", "f"],
    "desk": ["E", "tab", "f"],
    "quotes": ["Q", "f"],
}


def _text(widget: object) -> str:
    if isinstance(widget, Input):
        return widget.value
    if isinstance(widget, TextArea):
        return widget.text
    assert isinstance(widget, FilteredList), widget
    assert widget.typing
    return widget.needle


@pytest.mark.parametrize("way", FIELDS)
async def test_a_step_back_takes_back_what_was_typed_and_no_mark(use, way: str) -> None:
    async with use(query="lee") as hand:
        archive = hand.app.session.archive
        await hand.press("enter", "j", "b")
        marks = archive.bookmarks()
        assert marks
        await hand.press(*FIELDS[way])
        field = hand.app.focused
        before = _text(field)
        await hand.press("l", "e")
        assert _text(field) == before + "le"
        await hand.press("ctrl+z", "ctrl+z")
        assert hand.app.focused is field
        assert _text(field) == before
        await hand.press("ctrl+z")
        assert archive.bookmarks() == marks


async def test_typing_is_taken_back_word_by_word_and_typed_again(use) -> None:
    async with use() as hand:
        line = hand.bar.input
        await hand.type("port strike")
        await hand.press("ctrl+u")
        texts = [line.value]
        for _ in range(3):
            await hand.press("ctrl+z")
            texts.append(line.value)
        assert texts == ["", "port strike", "port", ""]
        assert hand.view.text == ""
        await hand.press("ctrl+y", "ctrl+y")
        assert line.value == "port strike"
        assert line.cursor_position == len("port strike")
        assert hand.view.text == "port strike"
        await hand.press("ctrl+z", "s")
        assert line.value == "ports"
        await hand.press("ctrl+y")
        assert line.value == "ports"


@given(st.lists(st.text(alphabet="ab é", max_size=6), max_size=12))
def test_all_steps_lead_back_to_the_beginning_and_on_to_the_end(texts: list[str]) -> None:
    typed, stood = Typed(), ["", *texts]
    changes = [(old, new) for old, new in pairwise(stood) if old != new]
    for old, new in changes:
        typed.changed(old, new)
    text, last = stood[-1], stood[-1]
    steps = 0
    while (before := typed.back(text)) is not None:
        assert before in stood
        text, steps = before, steps + 1
    assert text == ""
    assert steps <= len(changes)
    while (after := typed.on(text)) is not None:
        text = after
    assert text == last


@given(st.text(alphabet="ab "), st.text(alphabet="ab "), st.text(alphabet="ab "))
def test_behind_what_changed_both_texts_are_the_same(begin: str, end: str, put: str) -> None:
    old, new = begin + end, begin + put + end
    at = end_of_change(old, new)
    assert new[at:] == old[len(old) - (len(new) - at) :]
    assert at >= len(put)
