"""What the styles of a word processor's document are called, and which of them hide text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.markup.xmltree import attribute, elements, local

# Styles that say what a paragraph is; others may be made of them.
_TELLING = late(r"title|heading\d|author|date")
_DEEPEST = 20
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_POINTS = late(r"(\d{1,4}(?:\.\d{1,4})?)pt")
_SETTING = ("b", "sz", "jc", "text-properties", "paragraph-properties")
_SHOWING = ("vanish", "strike", "dstrike", "text-properties", "vertAlign", "position")

Said = dict[str, bool | str | float]
"""What a style or a property says of its text, by names."""


@dataclass(slots=True)
class Styles:
    """The name of each style of paragraphs by what the text calls it, of those that a telling one
    was made into the name of that; `hidden` are those of text that is not shown, `raised` those
    of text above the line (“superscript”) or below it (“subscript”). Text that is `struck` through
    is hidden as well. `looks` are how they set their text, see `look_of`;
    that of "" is of paragraphs that name no style.
    """

    names: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    raised: dict[str, str] = field(default_factory=dict)
    struck: set[str] = field(default_factory=set)
    looks: dict[str, Said] = field(default_factory=dict)

    def name(self, called: str) -> str:
        """The name of a style in small letters without blanks: “heading1”."""
        return self.names.get(called) or plain_name(called)


def styles_of(roots: Iterable[Any]) -> Styles:
    """The styles that some parts of a document define, DOCX or ODT."""
    styles = Styles()
    own: dict[str, tuple[str, str]] = {}
    shown: dict[str, Said] = {}
    set_as: dict[str, Said] = {}
    usual = ""
    for root in roots:
        for style in elements(root, "style"):
            called = attribute(style, "styleId") or attribute(style, "name")
            names = [attribute(one, "val") for one in style if local(one) == "name"]
            above = [attribute(one, "val") for one in style if local(one) == "basedOn"]
            above = above or [attribute(style, "parent-style-name")]
            own[called] = plain_name((names or [called])[0]), above[0]
            shown[called] = _shown_by(style)
            set_as[called] = look_of(elements(style, *_SETTING))
            if attribute(style, "type") == "paragraph" and attribute(style, "default") == "1":
                usual = called
    for called in own:
        styles.names[called] = _told(own, called)
        styles.looks[called] = _inherited(set_as, own, called)
        said = _inherited(shown, own, called)
        if said.get("struck"):
            styles.struck.add(called)
        if said.get("hidden") or said.get("struck"):
            styles.hidden.add(called)
        if place := said.get("place"):
            styles.raised[called] = str(place)
    styles.looks[""] = styles.looks.get(usual, {})
    return styles


def _shown_by(style: Any) -> Said:
    """How a style itself shows its text: "hidden" and "struck" or not, and at which "place"."""
    shown: Said = {}
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


def look_of(properties: Iterable[Any]) -> Said:
    """How properties of DOCX or ODT set text, as far as they say: whether it is "bold", its "size"
    in points, its "place" in the line ("center").
    """
    look: Said = {}
    for one in properties:
        kind = local(one)
        if kind == "b":
            look["bold"] = is_on(one)
        elif kind == "sz" and attribute(one, "val").isdigit():
            look["size"] = int(attribute(one, "val")) / 2
        elif kind == "jc" or attribute(one, "text-align"):
            look["place"] = attribute(one, "val" if kind == "jc" else "text-align")
        if weight := attribute(one, "font-weight"):
            look["bold"] = weight in _BOLD
        if size := _POINTS.fullmatch(attribute(one, "font-size")):
            look["size"] = float(size[1])
    return look


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


def _inherited(said: Mapping[str, Said], own: dict[str, tuple[str, str]], called: str) -> Said:
    """What a style and those that it was made of say, the nearest first."""
    whole: Said = {}
    for one in _line(own, called):
        whole = said[one] | whole
    return whole


def _line(own: dict[str, tuple[str, str]], called: str) -> Iterator[str]:
    """What the text calls a style, and those that it was made of, one of another."""
    for _ in range(_DEEPEST):
        if called not in own:
            return
        yield called
        called = own[called][1]
