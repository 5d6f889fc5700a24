"""Web pages: the article out of everything around it, and what the page says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.clean import clean
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.bundles import page_bundle
from index.ingest.readers.encodings import decode, looks_binary, peek, sent_encoding
from index.ingest.readers.fields.page_metadata import PageMeta
from index.ingest.readers.notices.page_gates import whole_page
from index.ingest.readers.pages.capture_dates import archived_at
from index.ingest.readers.pages.kept_pages import base_of, kept_page
from index.ingest.readers.pages.main_text import MEAGRE, found_text, without_ballast
from index.ingest.readers.pages.page_article import article_on
from index.ingest.readers.text_parts.html_fragments import text_of
from index.ingest.readers.text_parts.paragraph_splitting import split
from index.ingest.readers.text_parts.shown_text import STRUCK, is_struck_in

_PAGE = late(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = late(
    rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE
)
# Where browsers say that they have what they show in the place of a page that did not come.
_NO_ANSWER = late(
    r"(?:\s*<!doctype[^>]{0,200}>)?\s*(?:<!--\s*saved from url=\(\d{1,6}\))?"
    r"(?:[a-z]+-error:|about:(?:net|cert)error|res://ieframe)",
    re.IGNORECASE,
)
_ERROR_OF_BROWSER = "a browser's message that no page came"
_FRAMES = (
    "a page of frames, whose text is in other pages{}; open the article's frame by itself in a"
    " browser, save it and add that"
)
_SHOWN = 4
_NEARLY_ALL = 0.9


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

    Raises InputError when the text is no page, or one of frames.
    """
    # Loaded here: it takes 200 ms and only pages need it.
    from trafilatura.utils import load_html  # noqa: PLC0415

    written, text = text, without_ballast(text)
    tree = load_html(text)
    if tree is None:
        raise InputError("no HTML page")
    kept = kept_page(text, tree)
    meta = PageMeta(tree, base_of(tree) or url or kept.url)
    found, paragraphs = found_text(text)
    paragraphs = _told_apart(meta.body(), paragraphs)
    if not paragraphs:
        paragraphs = list(text_of(text))
    if len(paragraphs) == 1:
        paragraphs = _parted(paragraphs[0], tree)
    _refuse_frames(tree, paragraphs)
    is_message = bool(_NO_ANSWER.match(url) or _NO_ANSWER.match(text))
    url = url or kept.url
    if is_message:
        article = article_on(meta, found, paragraphs, text, source, url="")
        return replace(article, notice=_ERROR_OF_BROWSER)
    article = article_on(meta, found, paragraphs, text, source, url=url)
    struck = (STRUCK,) if is_struck_in(written, article.paragraphs) else ()
    captured = kept.captured or archived_at(url) or archived_at(article.url)
    return replace(
        article,
        url=article.url or url,
        byline=article.byline or kept.byline,
        captured=captured,
        remarks=(*article.remarks, *struck),
    )


def _refuse_frames(tree: Any, paragraphs: list[str]) -> None:
    """Raises InputError for a page that only shows others in its frames."""
    frames = [frame.get("src") or "" for frame in tree.iter("frame")]
    if frames and sum(map(len, paragraphs)) <= MEAGRE:
        named = [f"“{clean(src)[:80]}”" for src in frames[:_SHOWN] if src]
        raise InputError(_FRAMES.format(f" ({', '.join(named)})" if named else ""))


def _told_apart(body: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs of what a page's data hold as its text, where that is far more than what was
    found, or is what was found with more paragraphs.
    """
    if not body:
        return paragraphs
    held = list(text_of(body)) if "</" in body else split(body)
    is_more = len(body) > 1.5 * sum(map(len, paragraphs))
    is_parted = len(held) > len(paragraphs) and _letters(held) == _letters(paragraphs)
    return held if is_more or is_parted else paragraphs


def _parted(lump: str, tree: Any) -> list[str]:
    """The paragraphs of a page where what was found is all of it in one, with menu and headline,
    or is hardly anything.
    """
    if len(lump) <= MEAGRE:
        return whole_page(tree) or [lump]
    page = whole_page(tree, captions=True)
    found, known = _letters(page), _letters([lump])
    is_all = known in found and len(known) > _NEARLY_ALL * len(found)
    return page if len(page) > 1 and is_all else [lump]


def _letters(paragraphs: list[str]) -> str:
    return "".join("".join(paragraphs).split())


def decode_page(data: bytes, encoding: str, charset: str = "") -> str:
    """The text of a page: the encoding it declares, or `charset`, counts unless its bytes are
    UTF-8; `encoding` counts always.
    """
    declared = _CHARSET.search(data[:4096])
    name = charset or (declared[1].decode("ascii") if declared else "")
    return decode(data, encoding or sent_encoding(data, name))
