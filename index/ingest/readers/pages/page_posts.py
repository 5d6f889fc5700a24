"""Live blogs: posts one below another, each with its time and its headline.

Extractors take a box that is called a post for the article; of the others it leaves the headlines
and times out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.core.late_patterns import late

_BOXES = frozenset({"div", "section", "li", "article"})
_HEADINGS = ("h2", "h3", "h4", "h5")
# Fewer boxes of a kind are parts of an article; so many characters of text make a post.
_FEWEST = 3
_TEXT = 40
_OTHERS = late(
    r"comment|repl(?:y|ies)|teaser|related|promo|card|recommend|sidebar|carousel|gallery|newsletter",
    re.IGNORECASE,
)
_CLOCK = late(r"\d{1,2}(?:[:.h]\d{2}){1,2}(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,5})?", re.IGNORECASE)
_INSTANT = late(r"\d{4}-\d{2}-\d{2}[T ](\d{2}:\d{2})")


def keep_posts(tree: Any) -> bool:
    """Make plain boxes of the posts of a live blog, with the time before the headline, or above the
    text where there is none; whether there are any. The tree is changed only then.
    """
    groups = [
        group
        for parent in tree.iter("article", "main", "div", "section", "ol", "ul")
        for group in _groups(parent)
    ]
    for group in groups:
        for box in group:
            _lay_open(box)
    return bool(groups)


def _groups(parent: Any) -> Iterator[list[Any]]:
    """The boxes of each class that are posts below one element."""
    kinds: dict[tuple[str, str], list[Any]] = {}
    for child in parent:
        if child.tag in _BOXES and child.get("class"):
            kinds.setdefault((child.tag, str(child.get("class")).split()[0]), []).append(child)
    for (_, name), boxes in kinds.items():
        if len(boxes) >= _FEWEST and not _OTHERS.search(name) and _is_inside(parent):
            saying = [one for one in boxes if _says(one)]
            timed = sum(bool(_time(one)[1]) for one in saying)
            if len(saying) >= max(_FEWEST, 2 * len(boxes) / 3) and 2 * timed >= len(saying):
                yield boxes


def _is_inside(parent: Any) -> bool:
    """Whether an element is of an article, as far as the page names one, and not of what stands
    beside it.
    """
    around = {one.tag for one in (parent, *parent.iterancestors())}
    is_named = next(parent.getroottree().iter("article", "main"), None) is not None
    is_inside = not is_named or bool(around & {"article", "main"})
    return is_inside and not around & {"aside", "nav", "footer"}


def _says(box: Any) -> bool:
    """Whether a box holds text that is no link, and no headline that leads elsewhere."""
    heading = _heading(box)
    link = (
        None
        if heading is None
        else next(iter([*heading.iter("a"), *heading.iterancestors("a")]), None)
    )
    if link is not None and not str(link.get("href") or "#").startswith("#"):
        return False
    texts = [_words(one) for one in box.iter("p")]
    return sum(map(len, texts)) >= _TEXT


def _heading(box: Any) -> Any:
    return next(iter(box.iter(*_HEADINGS)), None)


def _time(box: Any) -> tuple[Any, str]:
    """The element that tells when a post was written, and the time of day."""
    for element in box.iter("time"):
        text = _words(element)
        if _CLOCK.fullmatch(text):
            return element, text
        found = _INSTANT.match(str(element.get("datetime") or ""))
        if found:
            return element, found[1]
    return None, ""


def _lay_open(box: Any) -> None:
    element, time = _time(box)
    heading = _heading(box)
    for one in box.iter("header", "article"):
        one.tag = "div"
    box.tag = "div"
    for name in ("class", "id"):
        box.attrib.pop(name, None)
    if not time:
        return
    _take_out(element)
    # The element itself stays, as it tells the day of the page; its text would be left out.
    for child in list(element):
        element.remove(child)
    element.text = None
    home = heading
    if home is None:
        home = box.makeelement("p")
        home.tail, box.text = box.text, None
        box.insert(0, home)
    element.tail = f"{time} {home.text or ''}"
    home.text = None
    home.insert(0, element)


def _take_out(element: Any) -> None:
    """Take an element out of its place, and not what stands behind it."""
    tail, element.tail = element.tail, None
    parent, before = element.getparent(), element.getprevious()
    parent.remove(element)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def _words(element: Any) -> str:
    return " ".join(element.text_content().split())
