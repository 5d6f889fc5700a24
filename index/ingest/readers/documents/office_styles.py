"""What the styles of a word processor's document are called, and which of them hide text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from index.ingest.readers.markup.xmltree import attribute, elements, local

# Styles that say what a paragraph is; others may be made of them.
_TELLING = re.compile(r"title|heading\d|author|date")
_DEEPEST = 20
_SHOWING = ("vanish", "strike", "dstrike", "text-properties", "vertAlign", "position")


@dataclass(slots=True)
class Styles:
    """The name of each style of paragraphs by what the text calls it, of those that a telling one
    was made into the name of that; `hidden` are those of text that is not shown, `raised` those
    of text above the line (“superscript”) or below it (“subscript”). Text that is `struck` through
    is hidden as well.
    """

    names: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    raised: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)

    def name(self, called: str) -> str:
        """The name of a style in small letters without blanks: “heading1”."""
        return self.names.get(called) or plain_name(called)


def styles_of(roots: Iterable[Any]) -> Styles:
    """The styles that some parts of a document define, DOCX or ODT."""
    styles = Styles()
    own: dict[str, tuple[str, str]] = {}
    shown: dict[str, dict[str, bool | str]] = {}
    for root in roots:
        for style in elements(root, "style"):
            called = attribute(style, "styleId") or attribute(style, "name")
            names = [attribute(one, "val") for one in style if local(one) == "name"]
            above = [attribute(one, "val") for one in style if local(one) == "basedOn"]
            above = above or [attribute(style, "parent-style-name")]
            own[called] = plain_name((names or [called])[0]), above[0]
            shown[called] = _shown_by(style)
    for called in own:
        styles.names[called] = _told(own, called)
        looks: dict[str, bool | str] = {}
        for one in _line(own, called):
            looks = shown[one] | looks
        if looks.get("struck"):
            styles.struck.add(called)
        if looks.get("hidden") or looks.get("struck"):
            styles.hidden.add(called)
        if place := looks.get("place"):
            styles.raised[called] = str(place)
    return styles


def _shown_by(style: Any) -> dict[str, bool | str]:
    """How a style itself shows its text: "hidden" and "struck" or not, and at which "place"."""
    shown: dict[str, bool | str] = {}
    for one in elements(style, *_SHOWING):
        kind = local(one)
        if kind == "vanish":
            shown["hidden"] = is_on(one)
        elif kind in ("strike", "dstrike"):
            shown["struck"] = is_on(one) or shown.get("struck", False)
        elif kind == "text-properties":
            if display := attribute(one, "display"):
                shown["hidden"] = display == "none"
            if line := attribute(one, "text-line-through-style"):
                shown["struck"] = line != "none"
        if kind in ("vertAlign", "position") or attribute(one, "text-position"):
            shown["place"] = place_of(one)
    return shown


def plain_name(name: str) -> str:
    """How a style is called, in small letters without blanks; ODT writes these as `_20_`."""
    return "".join(name.replace("_20_", " ").lower().split())


def is_on(element: Any) -> bool:
    """Whether a property of DOCX holds, which may say that it does not."""
    return attribute(element, "val") not in ("0", "false", "off")


def place_of(element: Any) -> str:
    """Where text stands by a property of it, "superscript" or "subscript"; "" on the line. ODT says
    so as `super 58%` or `33% 58%`, DOCX in words or in half points.
    """
    if local(element) == "vertAlign":
        return attribute(element, "val")
    where = attribute(element, "val" if local(element) == "position" else "text-position")
    height = (where.split() or [""])[0].rstrip("%")
    if not height.strip("0."):
        return ""
    return "subscript" if height.startswith(("sub", "-")) else "superscript"


def _told(own: dict[str, tuple[str, str]], called: str) -> str:
    """The telling name of a style, or of one that it was made of; its own where none tells."""
    names = (own[above][0] for above in _line(own, called))
    return next(filter(_TELLING.fullmatch, names), own[called][0])


def _line(own: dict[str, tuple[str, str]], called: str) -> Iterator[str]:
    """What the text calls a style, and those that it was made of, one of another."""
    for _ in range(_DEEPEST):
        if called not in own:
            return
        yield called
        called = own[called][1]
