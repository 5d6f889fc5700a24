"""The text of the article on a page, without what surrounds it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, Literal

from index.core.late_patterns import late
from index.ingest.readers.notices.page_stop_words import ready_stop_words
from index.ingest.readers.pages.page_breaks import (
    open_fonts,
    part_at_breaks,
    space_words,
    unfold_tables,
    wrap_bare_text,
)
from index.ingest.readers.pages.page_captions import keep_captions
from index.ingest.readers.pages.page_embeds import keep_embedded_posts
from index.ingest.readers.pages.page_parts import join_parts, name_box, name_paragraphs
from index.ingest.readers.pages.page_posts import keep_posts
from index.ingest.readers.text_parts.deep_markup import flattened
from index.ingest.readers.text_parts.page_names import letters
from index.ingest.readers.text_parts.shown_text import as_shown

# Pictures and fonts inside a page that was saved as one file; parsers stumble over their length.
_EMBEDDED = late(r"data:[\w.+/-]{0,80}(?:;[\w=.-]{1,40}){0,4},[A-Za-z0-9+/=%_-]{200,}")
# Tags past any length that a page could mean: the parser takes quadratic time over attributes.
_HUGE_TAG = late(r"(</?[A-Za-z][\w:-]{0,40})[^<>]{65536,}>?")
# The libraries tell of each oddity of a page; they are of no use to who only wants its text.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

# Lines that editors and programs put between paragraphs.
_ELSEWHERE = late(
    r"(?:read (?:more|also|next)|also read|see also|don[’']?t miss|more on this|"
    r"related(?: (?:stories|articles|coverage|content|news))?|recommended(?: reading)?|"
    r"you (?:may|might) (?:also )?like|advertisement|sponsored|"
    r"story continues below(?: advertisement)?)\W*(?:[:|…]|\.\.\.|$)"
    # What is printed around an article.
    r"|(?P<around>this copy is for your personal,? non-?commercial use only"
    r"|\W*(?:©|copyright)[^.!?]{0,80}\. printed from )"
    # In other languages such words may be a subhead of the article, if nothing follows.
    r"|(?:lesen sie (?:auch|mehr|dazu)|mehr zum thema|(?:à )?lire (?:aussi|également)|"
    r"(?:lea|lee) también|te puede interesar|leggi anche|lees (?:ook|meer)|"
    r"leia (?:também|mais)|veja também|läs (?:också|även|mer)|les også|læs også|"
    r"czytaj (?:też|także|również|więcej)|читайте также|читайте також)\s*[:|…]",
    re.IGNORECASE,
)
_SHORT = 200
MEAGRE = 250
"""Characters below which the quick extraction has probably missed the article."""

# Elements of the extracted tree that part paragraphs.
_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "table", "row", "code", "div", "body"})


def without_ballast(page: str) -> str:
    """A page without pictures in it, without what of its text is not shown, without the attributes
    of tags that never end, and with no tag deeper than a parser follows.
    """
    page = _HUGE_TAG.sub(r"\1>", _EMBEDDED.sub("data:,", page))
    return flattened(as_shown(page))


def main_text(page: str) -> list[str]:
    """The paragraphs of a page's article, without what surrounds it; none when it has none."""
    return found_text(without_ballast(page))[1]


def found_text(page: str) -> tuple[Any, list[str]]:
    """What was found of a page, and the paragraphs in it."""
    # Loaded here: it takes 20 ms and only pages need it.
    from lxml import etree  # noqa: PLC0415
    from trafilatura.utils import load_html  # noqa: PLC0415

    tree = load_html(page)
    if tree is None:
        return None, []
    for hidden in [*tree.iter("template"), *tree.xpath(".//p[@hidden]")]:
        hidden.drop_tree()
    part_at_breaks(tree)
    open_fonts(tree)
    wrap_bare_text(tree)
    unfold_tables(tree)
    space_words(tree)
    keep_posts(tree)
    keep_embedded_posts(tree)
    keep_captions(tree)
    page = etree.tostring(tree, encoding="unicode", method="html")
    found = _extract(page)
    paragraphs = _paragraphs(found.body) if found is not None else []
    for change in (join_parts, name_paragraphs, name_box):
        if change(tree, paragraphs):
            whole = _extract(etree.tostring(tree, encoding="unicode", method="html"))
            joined = _paragraphs(whole.body) if whole is not None else []
            if _is_more(joined, paragraphs):
                paragraphs = joined
    links = [letters(" ".join(link.itertext())) for link in tree.iter("a")]
    return found, [text for text in paragraphs if not _leads_elsewhere(text, links)]


def _is_more(found: list[str], before: list[str]) -> bool:
    """Whether paragraphs hold more than others, or nearly all of one that was all of the page."""
    letters, known = (sum(len("".join(text.split())) for text in one) for one in (found, before))
    if len(before) == 1 < len(found):
        return 10 * letters >= 8 * known
    return (letters, len(found)) > (known, len(before))


def _leads_elsewhere(paragraph: str, links: list[str]) -> bool:
    """Whether a paragraph only points to other articles: “Read more: …”, where what follows is one
    of the page's `links`, as letters. “Related: the account in Zurich” by itself is text.
    """
    found = _ELSEWHERE.match(paragraph) if len(paragraph) <= _SHORT else None
    if found is None or found["around"]:
        return found is not None
    rest = letters(paragraph[found.end() :])
    return not rest or any(
        (link in rest and 2 * len(link) > len(rest)) or (rest in link and 2 * len(rest) > len(link))
        for link in links
    )


_MOST_TAGS = 20_000
"""Of a page that is gone through by all means; their time grows with the square."""


def _extract(text: str) -> Any:
    """The main text as trafilatura finds it, quickly, or by all means when that gives little."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    settings: dict[str, Any] = {
        "include_comments": False,
        "with_metadata": True,
        # Only what the page says, not a date that stands somewhere in its text.
        "date_extraction_params": {
            "extensive_search": False,
            "original_date": True,
            "outputformat": "%Y-%m-%d",
        },
    }
    found: Any = None
    try:
        found = bare_extraction(text, fast=True, **settings)
        is_meagre = found is None or len(found.text or "") < MEAGRE
        if is_meagre and text.count("<") <= _MOST_TAGS:
            ready_stop_words()
            found = bare_extraction(text, **settings) or found
    except Exception:  # noqa: BLE001  (whatever a page does to the library, its text is there)
        return None
    return found if found is not None and found.body is not None else None


def _paragraphs(body: Any) -> list[str]:
    """The paragraphs of trafilatura's tree; a row of a table is one."""
    parts: list[str] = []
    for action, element in _walk(body):
        if element.tag in _BLOCKS:
            parts.append("\x00")
        elif element.tag == "cell" and action == "end":
            parts.append(" | ")
        elif element.tag == "lb" and action == "start":
            parts.append("\n")
        text = element.text if action == "start" else element.tail
        parts.append(re.sub(r"\s+", " ", text or ""))
    blocks = re.split("\x00|\n ?\n", "".join(parts))
    texts = (" ".join(block.split()).rstrip("| ") for block in blocks)
    return [text for text in texts if text]


def _walk(root: Any) -> Iterator[tuple[Literal["start", "end"], Any]]:
    """Every element twice, around what is in it. Trees may be deeper than Python recurses."""
    pending: list[tuple[Literal["start", "end"], Any]] = [("start", root)]
    while pending:
        action, element = pending.pop()
        yield action, element
        if action == "start":
            pending.append(("end", element))
            pending += [("start", child) for child in reversed(element)]
