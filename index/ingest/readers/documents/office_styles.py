"""What the styles of a word processor's document are called, and which of them hide text."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    for root in roots:
        for style in elements(root, "style"):
            called = attribute(style, "styleId") or attribute(style, "name")
            names = [attribute(one, "val") for one in style if local(one) == "name"]
            above = [attribute(one, "val") for one in style if local(one) == "basedOn"]
            above = above or [attribute(style, "parent-style-name")]
            own[called] = plain_name((names or [called])[0]), above[0]
            for one in elements(style, *_SHOWING):
                if strikes(one):
                    styles.struck.add(called)
                if _hides(one) or strikes(one):
                    styles.hidden.add(called)
                if place := place_of(one):
                    styles.raised[called] = place
    for called in own:
        styles.names[called] = _told(own, called)
    return styles


def plain_name(name: str) -> str:
    """How a style is called, in small letters without blanks; ODT writes these as `_20_`."""
    return "".join(name.replace("_20_", " ").lower().split())


def is_on(element: Any) -> bool:
    """Whether a property of DOCX holds, which may say that it does not."""
    return attribute(element, "val") not in ("0", "false", "off")


def _hides(element: Any) -> bool:
    if local(element) == "vanish":
        return is_on(element)
    return attribute(element, "display") == "none"


def strikes(element: Any) -> bool:
    """Whether a property says that text is struck through."""
    if local(element) in ("strike", "dstrike"):
        return is_on(element)
    return attribute(element, "text-line-through-style") not in ("", "none")


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
    name, above = own[called]
    for _ in range(_DEEPEST):
        if _TELLING.fullmatch(name):
            return name
        if above not in own:
            break
        name, above = own[above]
    return own[called][0]
