"""Web pages: the article out of everything around it, and what the page says of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.bundles import page_bundle
from index.ingest.readers.encodings import decode, looks_binary, peek, sent_encoding
from index.ingest.readers.fields.page_metadata import PageMeta
from index.ingest.readers.notices.page_gates import whole_page
from index.ingest.readers.notices.page_stop_words import ready_stop_words
from index.ingest.readers.pages.capture_dates import archived_at, saved_at
from index.ingest.readers.pages.page_article import article_on
from index.ingest.readers.pages.page_breaks import part_at_breaks, space_words, unfold_tables
from index.ingest.readers.pages.page_captions import keep_captions
from index.ingest.readers.pages.page_parts import join_parts, name_box, name_paragraphs
from index.ingest.readers.pages.page_posts import keep_posts
from index.ingest.readers.text_parts.deep_markup import flattened
from index.ingest.readers.text_parts.html_fragments import text_of
from index.ingest.readers.text_parts.note_numbers import without_note_numbers
from index.ingest.readers.text_parts.paragraph_splitting import split

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE
)
# Pictures and fonts inside a page that was saved as one file; parsers stumble over their length.
_EMBEDDED = re.compile(r"data:[\w.+/-]{0,80}(?:;[\w=.-]{1,40}){0,4},[A-Za-z0-9+/=%_-]{200,}")
# Tags past any length that a page could mean: the parser takes quadratic time over attributes.
_HUGE_TAG = re.compile(r"(</?[A-Za-z][\w:-]{0,40})[^<>]{65536,}>?")
# What browsers and SingleFile write into a page they save.
_SAVED = re.compile(
    r"<!--\s*(?:(?:Page saved with|Archive processed by) SingleFile\s+url:\s*(https?://\S+)"
    r"|saved from url=\(\d{1,6}\)(https?://\S+)|Mirrored from ([\w.-]+/\S*) by HTTrack)",
    re.IGNORECASE,
)
# Where browsers say that they have what they show in the place of a page that did not come.
_NO_ANSWER = re.compile(
    r"(?:\s*<!doctype[^>]{0,200}>)?\s*(?:<!--\s*saved from url=\(\d{1,6}\))?"
    r"(?:[a-z]+-error:|about:(?:net|cert)error|res://ieframe)",
    re.IGNORECASE,
)
_ERROR_OF_BROWSER = "a browser's message that no page came"
# The libraries tell of each oddity of a page; they are of no use to who only wants its text.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

# Lines that editors and programs put between paragraphs.
_ELSEWHERE = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|don[’']?t miss|more on this|"
    r"related(?: (?:stories|articles|coverage|content|news))?|recommended(?: reading)?|"
    r"you (?:may|might) (?:also )?like|advertisement|sponsored|"
    r"story continues below(?: advertisement)?)\W*(?:[:|…]|\.\.\.|$)"
    # In other languages such words may be a subhead of the article, if nothing follows.
    r"|(?:lesen sie (?:auch|mehr|dazu)|mehr zum thema|(?:à )?lire (?:aussi|également)|"
    r"(?:lea|lee) también|te puede interesar|leggi anche|lees (?:ook|meer)|"
    r"leia (?:também|mais)|veja também|läs (?:också|även|mer)|les også|læs også|"
    r"czytaj (?:też|także|również|więcej)|читайте также|читайте також)\s*[:|…]",
    re.IGNORECASE,
)
_SHORT = 200
# Below this many characters the quick extraction has probably missed the article.
_MEAGRE = 250
# Elements of the extracted tree that part paragraphs.
_BLOCKS = frozenset({"p", "head", "item", "list", "quote", "table", "row", "code", "div", "body"})


class HtmlReader:
    """Saved web pages."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml", ".shtml")
    describe = "saved web pages, one article a file; the text around the article is left out"

    def sniff(self, head: bytes, name: str) -> float:
        if looks_binary(head):
            return 0.0
        if suffix_of(name) in self.suffixes:
            return 0.8
        return 0.7 if suffix_of(name) in ("", ".txt") and _PAGE.match(peek(head)) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        page = decode_page(source.content(), options.encoding)
        bundle = page_bundle(page)
        if bundle:
            yield from bundle.articles(source)
        else:
            yield read_page(page, source)


def read_page(text: str, source: Input, url: str = "") -> Article:
    """The article on a page; `url` is where it was saved from, when that is known.

    Raises InputError when the text is no page.
    """
    # Loaded here: it takes 200 ms and only pages need it.
    from trafilatura.utils import load_html  # noqa: PLC0415

    text = without_ballast(text)
    tree = load_html(text)
    if tree is None:
        raise InputError("no HTML page")
    meta = PageMeta(tree)
    found, paragraphs = _main_text(text)
    body = meta.body()
    if len(body) > 1.5 * sum(map(len, paragraphs)):
        paragraphs = list(text_of(body)) if "</" in body else split(body)
    if not paragraphs:
        paragraphs = list(text_of(text))
    if len(paragraphs) == 1 and len(paragraphs[0]) <= _MEAGRE:
        # All of a page in one, with its menu and headline.
        paragraphs = whole_page(tree) or paragraphs
    is_message = bool(_NO_ANSWER.match(url) or _NO_ANSWER.match(text))
    saved = _SAVED.search(text[:8192])
    url = url or (next(filter(None, saved.groups()), "") if saved else "")
    # HTTrack leaves the scheme out.
    url = url if not url or "://" in url else f"http://{url}"
    if is_message:
        article = article_on(meta, found, paragraphs, text, source, url="")
        return replace(article, notice=_ERROR_OF_BROWSER)
    article = article_on(meta, found, paragraphs, text, source, url=url)
    captured = saved_at(text[:8192]) or archived_at(url) or archived_at(article.url)
    return replace(article, url=article.url or url, captured=captured)


def without_ballast(page: str) -> str:
    """A page without pictures in it, without the numbers of notes, without the attributes of tags
    that never end, and with no tag deeper than a parser follows.
    """
    page = _HUGE_TAG.sub(r"\1>", _EMBEDDED.sub("data:,", page))
    return flattened(without_note_numbers(page))


def main_text(page: str) -> list[str]:
    """The paragraphs of a page's article, without what surrounds it; none when it has none."""
    return _main_text(without_ballast(page))[1]


def _main_text(page: str) -> tuple[Any, list[str]]:
    """What was found of a page, and the paragraphs in it."""
    # Loaded here: it takes 20 ms and only pages need it.
    from lxml import etree  # noqa: PLC0415
    from trafilatura.utils import load_html  # noqa: PLC0415

    tree = load_html(page)
    if tree is None:
        return None, []
    part_at_breaks(tree)
    unfold_tables(tree)
    space_words(tree)
    keep_posts(tree)
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
    return found, [text for text in paragraphs if not _leads_elsewhere(text)]


def _is_more(found: list[str], before: list[str]) -> bool:
    """Whether paragraphs hold more than others, or nearly all of one that was all of the page."""
    letters, known = (sum(len("".join(text.split())) for text in one) for one in (found, before))
    if len(before) == 1 < len(found):
        return 10 * letters >= 8 * known
    return (letters, len(found)) > (known, len(before))


def _leads_elsewhere(paragraph: str) -> bool:
    """Whether a paragraph only points to other articles: “Read more: …”."""
    return len(paragraph) <= _SHORT and _ELSEWHERE.match(paragraph) is not None


def decode_page(data: bytes, encoding: str, charset: str = "") -> str:
    """The text of a page: the encoding it declares, or `charset`, counts unless its bytes are
    UTF-8; `encoding` counts always.
    """
    declared = _CHARSET.search(data[:4096])
    name = charset or (declared[1].decode("ascii") if declared else "")
    return decode(data, encoding or sent_encoding(data, name))


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
        if found is None or len(found.text or "") < _MEAGRE:
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
    texts = (" ".join(block.split()).removesuffix("|").strip() for block in blocks)
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
