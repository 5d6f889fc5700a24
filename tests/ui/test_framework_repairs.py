"""What is put in the framework's place does what the framework does."""

from __future__ import annotations

from functools import partial
from inspect import signature

import pytest
import quick_styles
from rich.segment import Segment
from rich.style import Style
from textual import _callback
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.events import Key
from textual.filter import Monochrome
from textual.strip import Strip

from tui import framework_repairs
from tui.terminal_driver import AltParser


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


def test_parameters_are_counted_as_the_framework_counts_them() -> None:
    class One:
        def none(self) -> None: ...
        def two(self, one: int, two: int = 0) -> None: ...
        @classmethod
        def of_all(cls, one: int) -> None: ...
        @staticmethod
        def free(one: int, two: int) -> None: ...

    framework_repairs.repair()
    one = One()
    functions = (one.none, one.two, One.two, one.of_all, One.of_all, one.free, One, len, print)
    for function in (*functions, lambda: None, lambda one: one, partial(one.two, 1)):
        counted = len(signature(function).parameters)
        assert _callback._count_parameters(function) == counted
        assert _callback.count_parameters(partial(function)) == counted


async def test_widgets_have_the_styles_that_the_framework_gives_them(use, monkeypatch) -> None:
    """Whether these are worked out anew, as by the framework, or remembered, and set or left."""
    async with use() as hand:
        for key in ("tab", "slash", "a", "escape", "tab", "question_mark", "escape", "m", "escape"):
            await hand.press(key)
            _assert_theirs(hand.app, monkeypatch)
        for theme in ("textual-light", "nutgraf-light"):
            hand.app.theme = theme
            await hand.settle()
            _assert_theirs(hand.app, monkeypatch)
        hand.app.screen.set_class(True, "-narrow")
        hand.app.app_focus = False
        await hand.settle()
        _assert_theirs(hand.app, monkeypatch)


async def test_a_widget_is_painted_anew_where_a_part_of_it_became_another(use, monkeypatch) -> None:
    async with use() as hand:
        widget, sheet, asked = hand.results, hand.app.stylesheet, []
        monkeypatch.setattr(widget, "refresh", lambda: asked.append(widget))
        name, *_ = widget._get_component_classes()
        widget._component_styles[name].base.text_style = "reverse"
        framework_repairs._renew_parts(sheet, widget)
        assert asked == [widget]
        assert dict(widget._component_styles).keys() == {name}
        framework_repairs._renew_parts(sheet, widget)
        assert asked == [widget]
        assert "no part" not in widget._component_styles
        with pytest.raises(KeyError):
            widget._component_styles["no part"]


def _assert_theirs(app, monkeypatch) -> None:
    nodes = [app, *app.screen.walk_children(with_self=True)]
    ours = [_styles(node) for node in nodes]
    assert sum(map(len, ours)) > 100
    with monkeypatch.context() as theirs:
        theirs.setattr(Stylesheet, "apply", quick_styles.APPLY)
        theirs.setattr(Stylesheet, "replace_rules", framework_repairs._REPLACE)
        theirs.setattr(Stylesheet, "_process_component_classes", framework_repairs._PROCESS)
        theirs.setattr(Stylesheet, quick_styles.EXCLUDED, quick_styles.EXCLUDED_BY_FRAMEWORK)
        for node in nodes:
            app.stylesheet.apply(node)
    assert [_styles(node) for node in nodes] == ours


def _styles(node) -> dict[tuple[str, str], str]:
    names = node._get_component_classes()
    parts = {"": node.styles, **{name: node._component_styles[name] for name in names}}
    return {
        (part, name): repr(value)
        for part, styles in parts.items()
        for name, value in styles.base._rules.items()
    }


def test_blanks_without_a_style_are_painted_without_colours() -> None:
    framework_repairs.repair()
    red = Style(color="red", bold=True)
    line = Monochrome().apply([Segment("one", red), Segment("   ")], Color.parse("black"))
    assert [part.text for part in line] == ["one", "   "]
    assert line[0].style.bold
    assert line[0].style.color != red.color
    assert line[1].style is None


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        *[("\x1b1", "alt+1"), ("\x1b}", "alt+right_curly_bracket"), ("\x1bv", "alt+v")],
        *[("\x1b[1;3D", "alt+left"), ("1", "1"), ("\x1bOP", "f1"), ("\x1b", "escape")],
    ],
)
def test_alt_counts_with_figures_and_signs_as_with_letters(sent: str, key: str) -> None:
    parser = AltParser()
    read = [*parser.feed(sent), *parser.feed("")]
    assert [event.key for event in read if isinstance(event, Key)] == [key]
