"""The framework's stylesheet, which works out once what many applications of a process ask of it.

A program starts one application, the tests start hundreds. Each of them would parse the same rules,
and go through all of them for every widget. What a rule says follows from its text; what widgets
look like follows from the rules, from what these can tell of the widget and of those that it is in.
Both are remembered, and worked out by the framework when they are met first.
"""

from __future__ import annotations

from functools import cache

import quick_messages
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

_STATES = {"hover", "focus", "blur", "disabled", "enabled", "dark", "light", "inline", "ansi"}
_STATES |= {"nocolor", "can-focus"}
"""What a place says of a widget's state, as rules name it."""

EXCLUDED = "_EXCLUDE_PSEUDO_CLASSES_FROM_CACHE"
EXCLUDED_BY_FRAMEWORK: frozenset[str] = frozenset(getattr(Stylesheet, EXCLUDED))
_OTHER_STATES = EXCLUDED_BY_FRAMEWORK | (Widget._PSEUDO_CLASSES.keys() - _STATES)
"""What it does not say: those that hang on other widgets."""

_FLAGS = ("_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even")
_PARSE, _PARSE_RULES, APPLY = Stylesheet.parse, Stylesheet._parse_rules, Stylesheet.apply
VARIABLES = App.get_css_variables
_PARSED: dict[object, object] = {}
_VARIABLES: dict[str, dict[str, str]] = {}
_SHEETS: dict[object, list[RuleSet]] = {}


@cache
def _known_of(rules: tuple[object, ...]) -> dict[object, tuple[dict[str, object], list[bool]]]:
    """Place → the rules that hold there, and what the widget is to look out for."""
    del rules
    return {}


def _parse_rules(
    self: Stylesheet,
    css: str,
    read_from: object,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> object:
    asked = (css, read_from, is_default_rules, tie_breaker, scope)
    key = (*asked, frozenset(self._variables.items()))
    if key not in _PARSED:
        _PARSED[key] = _PARSE_RULES(self, *asked)
    return _PARSED[key]


def _parse(self: Stylesheet) -> None:
    key = (*self.source.items(), frozenset(self._variables.items()))
    if key in _SHEETS:
        self._rules, self._rules_map, self._require_parse = _SHEETS[key], None, False
        return
    _PARSE(self)
    _SHEETS[key] = self._rules


def _apply(self: Stylesheet, node: DOMNode, *, animate: bool = False, cache: object = None) -> None:
    if getattr(self, "_known_for", None) is not self.rules:
        self._known_for, self._known = self.rules, _known_of(tuple(map(id, self.rules)))
    place = _place(node)
    if place in self._known:
        rules, flags = self._known[place]
        for name, flag in zip(_FLAGS, flags, strict=True):
            setattr(node, name, flag)
        self.replace_rules(node, rules, animate=animate)
        self._process_component_classes(node)
        return
    found: dict[object, dict[str, object]] = {}
    APPLY(self, node, animate=animate, cache=found)
    for rules in found.values():
        self._known[place] = rules, [getattr(node, name) for name in _FLAGS]


def _place(node: DOMNode) -> tuple[object, ...]:
    place: list[object] = []
    above: object = node
    while isinstance(above, DOMNode):
        place += (type(above), above._id, above.classes, above._pseudo_classes_cache_key)
        if isinstance(above, Widget):
            place.append(above.allow_focus())
        elif isinstance(above, App):
            place += (above.app_focus, above.theme, above.native_ansi_color, above.no_color)
            place.append(above.is_inline)
        above = above._parent
    return tuple(place)


def _variables(self: App[object]) -> dict[str, str]:
    theme = repr(self.current_theme)
    if theme not in _VARIABLES:
        _VARIABLES[theme] = VARIABLES(self)
    self.theme_variables = dict(_VARIABLES[theme])
    return self.theme_variables


def install(monkeypatch) -> None:
    quick_messages.install(monkeypatch)
    monkeypatch.setattr(App, "get_css_variables", _variables)
    monkeypatch.setattr(Stylesheet, "parse", _parse)
    monkeypatch.setattr(Stylesheet, "_parse_rules", _parse_rules)
    monkeypatch.setattr(Stylesheet, EXCLUDED, _OTHER_STATES)
    monkeypatch.setattr(Stylesheet, "apply", _apply)
