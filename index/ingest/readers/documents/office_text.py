"""The text of a paragraph of a word processor's document, as it is shown."""

from __future__ import annotations

from typing import Any

from index.ingest.readers.documents.office_styles import Styles, is_on, place_of
from index.ingest.readers.markup.xmltree import attribute, elements, local

# Text that is not shown or was struck out, is shown a second time for older programs, or says how
# a word is spoken.
HIDDEN = frozenset(
    "del delText moveFrom instrText delInstrText Fallback annotation note tracked-changes rt"
    " ruby-text".split()
)
# Boxes whose text is no part of the paragraph that they stand in.
BOXES = frozenset({"txbxContent", "text-box"})
_RAISED = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


def paragraph_text(element: Any, styles: Styles) -> str:
    """What a paragraph shows. Trees may be deeper than Python recurses."""
    parts: list[str] = []
    pending: list[Any] = [element]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        kind = local(one)
        if not kind or kind in HIDDEN or kind in BOXES or _is_hidden(one, kind, styles):
            continue
        if kind == "noBreakHyphen":
            parts.append("-")
        elif kind in ("r", "span") and (raised := _raised(one, styles)):
            parts.append(raised)
            continue
        elif kind in ("tab", "br", "cr", "s", "line-break", "p"):
            parts.append(" ")
        # Spaces between the elements of DOCX are no text; in its t elements, and in ODT, they are.
        shown = kind == "t" or "opendocument" in one.tag
        pending += reversed(_children(one, shown=shown))
    return " ".join("".join(parts).replace("\u2011", "-").split())


def _style_of_run(run: Any, name: str) -> Any:
    """A property of a run of DOCX, None where it has none of that name."""
    about = next((one for one in run if local(one) == "rPr"), ())
    return next((one for one in about if local(one) == name), None)


def _is_hidden(element: Any, kind: str, styles: Styles) -> bool:
    """Whether text is not shown, by itself or by its style; nor are words on a picture's behalf."""
    if kind == "r":
        style = _style_of_run(element, "rStyle")
        own = [_style_of_run(element, name) for name in ("vanish", "strike", "dstrike")]
        said = [is_on(one) for one in own if one is not None]
        if said:
            return any(said)
        return style is not None and attribute(style, "val") in styles.hidden
    if kind in ("title", "desc"):
        return "svg-compatible" in element.tag
    if kind in ("hidden-text", "hidden-paragraph"):
        return attribute(element, "is-hidden") == "true"
    return kind == "span" and attribute(element, "style-name") in styles.hidden


def has_struck(root: Any, styles: Styles) -> bool:
    """Whether anything in a document is struck through."""
    for one in elements(root, "strike", "dstrike", "rStyle", "pStyle", "span", "p", "h"):
        if local(one) in ("strike", "dstrike"):
            # The mark at the end of a paragraph may be struck through as well.
            if is_on(one) and local(one.getparent().getparent()) == "r":
                return True
        elif styles.struck & {attribute(one, "val"), attribute(one, "style-name")}:
            return True
    return False


def _raised(run: Any, styles: Styles) -> str:
    """The figures of a run that stand above or below the line, "" for any other run."""
    places = (_style_of_run(run, name) for name in ("vertAlign", "position"))
    said = [place_of(one) for one in places if one is not None]
    style = _style_of_run(run, "rStyle")
    called = attribute(run, "style-name") if style is None else attribute(style, "val")
    where = said[0] if said else styles.raised.get(called, "")
    signs = _RAISED.get(where)
    if signs is None:
        return ""
    is_odt = local(run) == "span"
    text = run.text or "" if is_odt else "".join(one.text or "" for one in run if local(one) == "t")
    is_whole = not is_odt or len(run) == 0
    return text.translate(signs) if is_whole and text.isascii() and text.isdigit() else ""


def _children(element: Any, *, shown: bool) -> list[Any]:
    parts: list[Any] = [element.text or ""] if shown else []
    for child in element:
        parts.append(child)
        if shown and child.tail:
            parts.append(child.tail)
    return parts
