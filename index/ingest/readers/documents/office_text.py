"""The text of a paragraph of a word processor's document, as it is shown."""

from __future__ import annotations

from typing import Any

from index.ingest.readers.markup.xmltree import local

# Text that is not shown, or is shown a second time for older programs.
HIDDEN = frozenset({"delText", "instrText", "Fallback", "annotation", "note", "tracked-changes"})
_RAISED = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


def paragraph_text(element: Any) -> str:
    """What a paragraph shows. Trees may be deeper than Python recurses."""
    parts: list[str] = []
    pending: list[Any] = [element]
    while pending:
        one = pending.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        kind = local(one)
        if kind in HIDDEN or not kind or (kind == "r" and _is_hidden(one)):
            continue
        if kind == "noBreakHyphen":
            parts.append("-")
        elif kind == "r" and (raised := _raised(one)):
            parts.append(raised)
            continue
        elif kind in ("tab", "br", "cr", "s", "line-break", "p"):
            parts.append(" ")
        # Spaces between the elements of DOCX are no text; in its t elements, and in ODT, they are.
        shown = kind == "t" or "opendocument" in one.tag
        pending += reversed(_children(one, shown=shown))
    return " ".join("".join(parts).split())


def _style_of_run(run: Any, name: str) -> Any:
    """A property of a run of DOCX, None where it has none of that name."""
    about = next((one for one in run if local(one) == "rPr"), ())
    return next((one for one in about if local(one) == name), None)


def _value(element: Any) -> str:
    return next((str(value) for key, value in element.items() if key.endswith("}val")), "")


def _is_hidden(run: Any) -> bool:
    hidden = _style_of_run(run, "vanish")
    return hidden is not None and _value(hidden) not in ("0", "false", "off")


def _raised(run: Any) -> str:
    """The figures of a run that stand above or below the line, "" for any other run."""
    place = _style_of_run(run, "vertAlign")
    signs = _RAISED.get(_value(place)) if place is not None else None
    text = "".join(one.text or "" for one in run if local(one) == "t")
    return text.translate(signs) if signs and text.isascii() and text.isdigit() else ""


def _children(element: Any, *, shown: bool) -> list[Any]:
    parts: list[Any] = [element.text or ""] if shown else []
    for child in element:
        parts.append(child)
        if shown and child.tail:
            parts.append(child.tail)
    return parts
