"""What the framework does that would do harm here, and what is put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from inspect import signature

from rich.segment import Segment
from rich.style import Style
from textual import _callback
from textual import filter as line_filters
from textual._styles_cache import StylesCache
from textual.cache import FIFOCache
from textual.css.styles import RenderStyles, RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.strip import Strip

_MEMORIES = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
"""What a line of the screen remembers of itself, and how much of each."""

_REST = {"_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count"}
"""What else a line has, as far as we know it."""

_REPLACE, _PROCESS = Stylesheet.replace_rules, Stylesheet._process_component_classes
_RULED = "_nutgraf_ruled"
"""By what a widget keeps which rules it was given, and how often its styles had changed then."""


def repair() -> None:
    """To be called before anything is painted; again, it does nothing.

    Textual remembers two colours of each widget under the widget's painted lines, 1,024 of which
    stay in memory with all they hold when their screens are long gone: a megabyte for every screen
    that was opened. The colours do not hang on the widget, and its signature says so: they are
    remembered for the class, as a class method.

    It gives each line that it paints, and each part of one, seven memories that mostly stay empty:
    a quarter of what painting anew takes. They are made when they are asked for.

    It works out the styles of every widget of a screen when a class of the screen or the focus
    changes, and sets each of them again, though few become others. Those that do not are left. With
    a widget's styles go those of its parts, more than half of all, of which few are ever painted:
    they are worked out for who asks for them.

    It looks up how many parameters a function takes for each message that calls one later. A method
    takes as many of whichever object it is, and that is remembered.

    It paints blanks without a style behind lines that are shorter than a terminal which has become
    wider, and fails at them where colours are taken out (NO_COLOR).
    """
    remembered = vars(StylesCache).get("get_inner_outer")
    if isinstance(remembered, type(lru_cache(repair))):
        StylesCache.get_inner_outer = classmethod(remembered)  # type: ignore[arg-type,assignment]
    _callback._count_parameters = _count_parameters
    line_filters.monochrome_style = _monochrome  # type: ignore[assignment]
    Stylesheet.replace_rules = classmethod(_replace_rules)  # type: ignore[method-assign,assignment]
    Stylesheet._process_component_classes = _renew_parts  # type: ignore[method-assign,assignment]
    if set(Strip.__slots__) == _MEMORIES.keys() | _REST:
        # A later framework may have lines of other parts; its own way of making them is kept then.
        Strip.__init__ = _begin  # type: ignore[method-assign]
        Strip.__getattr__ = _remember  # type: ignore[attr-defined]


_MONOCHROME = line_filters.monochrome_style


def _monochrome(style: Style | None) -> Style | None:
    return None if style is None else _MONOCHROME(style)


def _replace_rules(
    cls: type[Stylesheet], node: DOMNode, rules: RulesMap, animate: bool = False
) -> None:
    """Styles that are as they were set last are not set again: nothing moves in this program."""
    base = node.styles.base
    state: dict[str, object] = vars(node)
    if state.get(_RULED) == (base._updates, rules):
        node.notify_style_update()
        return
    _REPLACE.__func__(cls, node, rules, animate)  # type: ignore[attr-defined]
    state[_RULED] = base._updates, rules


class Parts(dict[str, RenderStyles]):
    """The styles of a widget's parts (its component classes) by name, as they are asked for."""

    def __init__(self, sheet: Stylesheet, widget: DOMNode) -> None:
        super().__init__()
        self._sheet, self._widget = sheet, widget

    def __contains__(self, name: object) -> bool:
        return name in self._widget._get_component_classes()

    def __missing__(self, name: str) -> RenderStyles:
        if name not in self:
            raise KeyError(name)
        part = DOMNode(classes=name)
        part._attach(self._widget)
        self._sheet.apply(part, animate=False)
        self[name] = part.styles
        return part.styles


def _renew_parts(sheet: Stylesheet, widget: DOMNode) -> None:
    """Have the parts' styles worked out anew, and the widget painted where one became another."""
    if not widget._get_component_classes():
        return
    known, parts = widget._component_styles, Parts(sheet, widget)
    widget._component_styles = parts
    # All of them are, and not those up to the first that is another one.
    if [name for name, styles in known.items() if parts[name] != styles]:
        widget.refresh()


def _count_parameters(func: Callable[..., object]) -> int:
    method = getattr(func, "__func__", None)
    if method is None or getattr(func, "__self__", None) is None:
        return len(signature(func).parameters)
    return _parameters_of(method) - 1


@lru_cache(2_048)
def _parameters_of(method: Callable[..., object]) -> int:
    return len(signature(method).parameters)


def _begin(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    self._segments = list(segments)
    self._cell_length = cell_length
    self._render_cache = self._link_ids = self._cell_count = None


def _remember(self: Strip, name: str) -> FIFOCache[object, object]:
    """A memory that a line has not needed so far."""
    if name not in _MEMORIES:
        raise AttributeError(name)
    made: FIFOCache[object, object] = FIFOCache(_MEMORIES[name])
    setattr(self, name, made)
    return made
