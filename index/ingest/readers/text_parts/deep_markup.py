"""Tags that lie deeper within one another than the parser of pages follows.

The parser drops, without a word, all that stands behind a tag at depth 256: pages of about 2000
that never close `<font>` or `<blockquote>` would lose their second half. Browsers show all of them,
since they too let no tag lie deeper than some hundreds (512 in Chromium): what comes deeper stands
beside. Likewise the parser drops what stands behind some ten million bytes of text or of a comment
without tags; such a page is refused.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import Any

from index.core.errors import InputError
from index.core.late_patterns import late

_DEEPEST = 200
"""Below what the parser follows: whoever reads a page puts some elements around others."""

# Of characters that take four bytes each, as many as the parser surely follows.
_SURELY_WHOLE = 2_000_000
_NAME = late(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_TAG = late(
    r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title|xmp)\b[^<>]*+>.*?(?:</\1\s*+>|\Z)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*+)[^<>]*+>",
    re.IGNORECASE | re.DOTALL,
)
_EMPTY = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track"
    " wbr".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp"
    " small span strike strong sub sup tt u var".split()
)
_BREAK = "<br><br>"
# Which tags the parser closes where others begin (libxml2, found by trying).
_CLOSED_BY = {
    name: frozenset(by.split())
    for names, by in (
        (
            "p",
            "p div h1 h2 h3 h4 h5 h6 ul ol dl dt dd li table tr td th blockquote center pre form",
        ),
        ("h1 h2 h3 h4 h5 h6", "p li table form fieldset"),
        ("li", "li"),
        ("dt", "dl dd"),
        ("dd", "dt"),
        ("tr", "tr tbody tfoot"),
        ("td th", "tr td th tbody tfoot"),
        ("option", "option optgroup"),
        ("a", "a table td th"),
        ("b i", "p td th center"),
        ("font", "td th center"),
    )
    for name in names.split()
}

# Over which tags the end of another does not reach: those of a greater number.
_RANK = {"div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5} | {
    "head": 6,
    "body": 6,
    "html": 7,
}


def flattened(page: str) -> str:
    """A page in which no tag lies within more than 200 others; most pages are as they were.

    A tag that lies deeper goes; its text stays, and where it parted paragraphs two line breaks do.
    Raises InputError when a text or a comment is longer than the parser follows.
    """
    if len(page) > _SURELY_WHOLE and _is_cut(page):
        raise InputError("one text or comment in it is too long to be read whole")
    return _TAG.sub(_Flattening().tag, page) if _may_be_deep(page) else page


def _is_cut(page: str) -> bool:
    """Whether the parser drops the rest of a page for the length of something in it."""
    # Loaded here: it takes 20 ms and only pages need it.
    from lxml import etree, html  # noqa: PLC0415

    parser: Any = html.HTMLParser(encoding="utf-8")
    try:
        html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return False  # whoever reads it says so
    return any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)


def _may_be_deep(page: str) -> bool:
    """Whether so many tags more are opened before some place than closed: else none is deep."""
    depth, is_open = 0, Counter[str]()
    for ends, written in _NAME.findall(page):
        name = written.lower()
        if not ends and name not in _EMPTY:
            is_open[name] += 1
            depth += 1
            if depth > _DEEPEST:
                return True
        elif is_open[name]:  # else it is the end of nothing
            is_open[name] -= 1
            depth -= 1
    return False


class _Flattening:
    """Goes through the tags of a page, and says of each what stands in its place."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._is_open: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()

    def tag(self, found: re.Match[str]) -> str:
        if found["name"] is None:  # a comment, or what holds no tags
            return found[0]
        name = found["name"].lower()
        if name in _EMPTY:
            return found[0]
        return self._end(name, found[0]) if found["end"] else self._start(name, found[0])

    def _start(self, name: str, tag: str) -> str:
        while self._open and name in _CLOSED_BY.get(self._open[-1], ()):
            self._is_open[self._open.pop()] -= 1
        if len(self._open) < _DEEPEST:
            self._open.append(name)
            self._is_open[name] += 1
            return tag
        self._dropped[name] += 1
        return "" if name in _INLINE else _BREAK

    def _end(self, name: str, tag: str) -> str:
        if self._dropped[name] or not self._is_open[name] or self._is_out_of_reach(name):
            # The end of nothing opens something in the parser: an empty paragraph.
            self._dropped[name] -= self._dropped[name] > 0
            return "" if name in _INLINE else _BREAK
        while (last := self._open.pop()) != name:
            self._is_open[last] -= 1
        self._is_open[name] -= 1
        return tag

    def _is_out_of_reach(self, name: str) -> bool:
        """Whether an open tag stands between that the end of this one does not close."""
        rank = _RANK.get(name, 0)
        inner = takewhile(lambda each: each != name, reversed(self._open))
        return any(_RANK.get(each, 0) > rank for each in inner)
