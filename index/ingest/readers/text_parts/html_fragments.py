"""Scraps of HTML inside records and Markdown to plain paragraphs. Pages are for `html.py`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.text_parts.shown_text import as_shown

# A tag that opens a paragraph or breaks a line counts in small letters only: <P> and <BR> are what
# agencies put behind the names of companies.
_MARKUP = late(
    r"</(?i:p|div|h[1-6]|li|ul|ol|a|b|i|em|strong|span|blockquote|td|tr|table|figure|figcaption"
    r"|section|article)\s*>|<(?:br|p)\b[^<>]{0,200}>"
)
_TOKEN = late(r"<!--|</?([A-Za-z][A-Za-z0-9]*+)[^<>]*+>|<[!?][A-Za-z][^<>]*+>")
_HIDDEN = frozenset({"script", "style", "template", "svg", "noscript", "head"})
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre section article header footer"
        " aside figure figcaption table tr hr main nav",
    )
)


# Boxes of other things beside a text: what a picture shows, and what else is to be read.
_ASIDE = late(
    r"<(?:figcaption|[a-z]+ [^>]*class=[\"'][^\"'>]*"
    r"(?:rich-link|related-(?:posts|articles|content)|wp-caption-text|read-more-box))\b",
    re.IGNORECASE,
)
_CELLS = frozenset({"td", "th"})
_CELL_END = " | "


def looks_like_html(text: str) -> bool:
    """Whether a text holds tags that only mark-up has, not just an angle bracket."""
    return "<" in text and _MARKUP.search(text) is not None


def text_of(fragment: str, *, captions: bool = False) -> Iterator[str]:
    """The paragraphs of a fragment, in order, without tags and with entities resolved.

    One pass, whatever is in it; what a comment or a script leaves open is dropped to the end.
    `captions` of pictures, and boxes that lead elsewhere, are left out unless wanted.
    """
    fragment = as_shown(fragment)
    text = "".join(_parts(fragment, without_asides=not captions))
    # A text may be nothing but what stands beside pictures.
    text = text if text.strip(" \n\t\r\x00") else "".join(_parts(fragment))
    for block in re.split(r"\x00|\n[ \t]*\n", text):
        joined = " ".join(html.unescape(block).split()).rstrip(_CELL_END)
        if joined:
            yield joined


def lines_of(fragment: str) -> str:
    """The text of a fragment with its line breaks; an empty line parts paragraphs."""
    fragment = as_shown(re.sub(r"\s*\n\s*", " ", fragment))
    parts = "".join(_parts(fragment)).split("\x00")
    blocks = (
        "\n".join(" ".join(html.unescape(line).split()) for line in part.split("\n"))
        for part in parts
    )
    return "\n\n".join(block for block in blocks if block.strip())


def text_in(element: Any, *, captions: bool = False) -> list[str]:
    """The paragraphs of an element of a parsed page, with its tables and what stands beside
    paragraphs; with `captions` as in `text_of`.
    """
    # Loaded here: whoever has an element has loaded it before.
    from lxml import html as pages  # noqa: PLC0415

    page = pages.tostring(element, encoding="unicode", with_tail=False)
    return list(text_of(page, captions=captions))


def _end_of(fragment: str, name: str, start: int) -> int:
    """Where the element ends whose tag ends at a place; 0 where it does nowhere."""
    depth = 1
    for tag in re.finditer(rf"<(/?){name}\b[^<>]*>", fragment[start:], re.IGNORECASE):
        depth += -1 if tag[1] else 1
        if not depth:
            return start + tag.end()
    return 0


def _parts(fragment: str, *, without_asides: bool = False) -> Iterator[str]:
    position, hidden = 0, ""
    unclosed: set[str] = set()
    while token := _TOKEN.search(fragment, position):
        if not hidden:
            yield fragment[position : token.start()]
        position = token.end()
        name = (token[1] or "").lower()
        if token[0] == "<!--":
            end = fragment.find("-->", position)
            if end < 0:
                return
            position = end + 3
        elif hidden:
            hidden = "" if token[0][1] == "/" and name == hidden else hidden
        elif name in _HIDDEN and token[0][1] != "/":
            hidden = name
        elif without_asides and name not in unclosed and _ASIDE.match(token[0]):
            yield "\x00"
            end = _end_of(fragment, name, position)
            position = end or position
            unclosed |= set() if end else {name}
        elif name in _BLOCKS:
            yield "\x00"
        elif name == "br":
            yield "\n"
        elif name in _CELLS and token[0][1] == "/":
            yield _CELL_END
    if not hidden:
        yield fragment[position:]
