"""A line of the screen is as the framework has it, without the memories that it does not need."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.strip import Strip

from tui import framework_repairs


@pytest.fixture
def line() -> Strip:
    framework_repairs.repair()
    return Strip([Segment("one "), Segment("two")], 7)


def test_all_that_the_framework_keeps_of_a_line_is_there(line) -> None:
    for name in Strip.__slots__:
        assert getattr(line, name) is getattr(line, name)
    memories = {name for name in Strip.__slots__ if name.endswith("_cache")}
    assert memories == {*framework_repairs._MEMORIES, "_render_cache"}
    with pytest.raises(AttributeError):
        _ = line.nothing_of_the_kind


def test_a_line_remembers_what_it_was_asked_for(line) -> None:
    parts = line.divide([4, 7])
    assert [part.text for part in parts] == ["one ", "two"]
    assert line.divide([4, 7]) is parts
    assert line.crop(0, 3) is line.crop(0, 3)
    assert Strip([Segment("one two")]).divide([4, 7]) is not parts


def test_lines_of_another_framework_are_left_as_they_are(monkeypatch) -> None:
    theirs = object()
    monkeypatch.setattr(Strip, "__init__", theirs)
    monkeypatch.setattr(Strip, "__slots__", [*Strip.__slots__, "_of_tomorrow"])
    framework_repairs.repair()
    assert vars(Strip)["__init__"] is theirs
