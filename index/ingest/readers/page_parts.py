"""Articles that a page keeps in several boxes of one kind, between which something else stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

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


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
