"""Where on a page an article's text stands, when the extraction sees too little of it.

Some pages keep it in several boxes of one kind, between which something else stands; some in a box
that nothing says an article is in, of which only the paragraphs would be taken, and no subheads,
lists or posts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from index.ingest.readers.pages.page_breaks import INLINE as _INLINE

# Paragraphs from this length on are text and no caption, label or link.
_LONG = 80
# The other boxes must hold this share of what was found, or they are no part of the article.
_ENOUGH = 0.25


def join_parts(tree: Any, paragraphs: Sequence[str]) -> bool:
    """Put the boxes of an article's text into the first of them, given what was found of it.

    They are of the same element and class, below one `article` (or `main`). True when there was
    text in them that is not among the paragraphs; the tree is changed only then.
    """
    found = {_plain(text) for text in paragraphs if len(text) >= _LONG}
    long = [(element, text) for element in tree.iter("p") if len(text := _text(element)) >= _LONG]
    weights: Counter[Any] = Counter()
    for element, text in long:
        if _plain(text) in found and element.getparent() is not None:
            weights[element.getparent()] += len(text)
    if not weights:
        return False
    box = weights.most_common(1)[0][0]
    home = next((one for one in box.iterancestors() if one.tag in ("article", "main")), None)
    kind = box.get("class")
    if home is None or not kind:
        return False
    boxes = [one for one in home.iter(box.tag) if one.get("class") == kind]
    inside = set(boxes)
    more = sum(
        len(text)
        for element, text in long
        if element.getparent() in inside and _plain(text) not in found
    )
    nested = any(above in inside for one in boxes for above in one.iterancestors())
    if len(boxes) < 2 or nested or more < _ENOUGH * weights.total():
        return False
    for one in boxes[1:]:
        boxes[0].extend(list(one))
    return True


def name_paragraphs(tree: Any, paragraphs: Sequence[str]) -> bool:
    """Make a `p` of each `div` that holds nothing but text, of the kind and in the place of one
    that was found. True when one was not found as a paragraph of its own.
    """
    found = {_plain(text) for text in paragraphs if len(text) >= _LONG}
    together = " ".join(found)
    long = [one for one in tree.iter("div") if len(_own_text(one)) >= _LONG]
    known = [one for one in long if _plain(_own_text(one)) in together]
    alike = {
        one: None
        for element in known
        for one in element.getparent().iterchildren("div")
        if one.get("class") == element.get("class") and len(_own_text(one)) >= _LONG
    }
    for one in alike:
        one.tag = "p"
    return any(_plain(_own_text(one)) not in found for one in alike)


def name_box(tree: Any, paragraphs: Sequence[str]) -> bool:
    """Call the box an article that what was found of one stands in, when it holds subheads, lists
    or quotes that were not found. True when it does; the tree is changed only then.
    """
    found = {_plain(text) for text in paragraphs}
    long = [
        element
        for element in tree.iter("p", "div", "blockquote", "li")
        if len(_own_text(element)) >= _LONG and _plain(_text(element)) in found
    ]
    box = _common_box(long)
    if box is None or box.tag in ("body", "html", "article"):
        return False
    if any(one.tag in ("article", "main") for one in box.iterancestors()):
        return False
    left_out = [
        one
        for one in box.iter("h2", "h3", "h4", "li", "blockquote", "div")
        if (text := _plain(_own_text(one))) and text not in found
    ]
    if not left_out:
        return False
    box.tag = "article"
    return True


def _common_box(elements: Sequence[Any]) -> Any:
    """The innermost element around all of some, None of none."""
    if not elements:
        return None
    path = list(elements[0].iterancestors())
    for element in elements[1:]:
        above = set(element.iterancestors())
        path = [one for one in path if one in above]
    return path[0] if path else None


def _own_text(element: Any) -> str:
    """The text of an element without that of blocks in it."""
    parts = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
