"""The page behind an item or an address, where its full text is wanted."""

from __future__ import annotations

import io
import re
from contextlib import nullcontext
from dataclasses import replace
from shlex import quote
from urllib.parse import urlsplit

from index.core.addresses import is_front_page, normalise_url, site_of
from index.core.article import Article, TextFrom
from index.core.credentials import without_login
from index.core.late_patterns import late
from index.core.reports import Remark, Skipped
from index.core.word_runs import word_runs
from index.ingest.feeds.http_client import BUSY, Answer, Web, WebError
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.encodings import sent_encoding
from index.ingest.readers.feed_formats.feed_parser import begins_as_feed
from index.ingest.readers.source import Source

_ACCEPT = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"}
_ELSEWHERE = "its page is about something else"
# Letters of a word that tells something; words from which on a text may be compared with another;
# the share of them that a page has which is about the same.
_LONG, _TELLING, _SHARED = 4, 8, 0.6
_DECLARED = late(rb"<meta[^>]{0,200}?charset\s*=", re.IGNORECASE)


def with_page(article: Article, page: Article) -> Article:
    """The article with the text of its page, if that says more; what the feed says of it stays.

    The page's own address is the article's; the one in the feed leads to it.
    """
    if sum(map(len, page.paragraphs)) <= sum(map(len, article.paragraphs)):
        return article
    return replace(
        article,
        paragraphs=page.paragraphs,
        byline=article.byline or page.byline,
        date=article.date or page.date,
        date_from=article.date_from or page.date_from,
        section=article.section or page.section,
        language=article.language or page.language,
        url=page.url or article.url,
        other_urls=tuple({article.url, *page.other_urls} - {page.url, ""}),
        text_from="page",
        original=page.original,
    )


def why_other(article: Article, page: Article) -> str:
    """Why a page is not that of an item, "" where it may be: it is the front page of its site, or
    neither its headline nor its text has anything of the item's.
    """
    places = (page.url, *page.other_urls)
    if any(map(is_front_page, places)) and not is_front_page(article.url):
        return "its page leads to the front page of the site"
    called = set(_words(article.title))
    if 2 * len(called & set(_words(page.title))) >= len(called) or not called:
        return ""
    said, text = _words(" ".join(article.paragraphs)), _words(" ".join(page.paragraphs))
    if set(said) <= called:
        # Nothing is known of the item but its headline.
        is_elsewhere = normalise_url(article.url) != normalise_url(page.url)
        return _ELSEWHERE if is_elsewhere and not called & set(text) else ""
    runs, here = set(zip(said, said[1:], said[2:], strict=False)), set(text)
    is_told = not runs.isdisjoint(zip(text, text[1:], text[2:], strict=False))
    if is_told or len(said) < _TELLING:
        return ""
    return "" if len(set(said) & here) >= _SHARED * len(set(said)) else _ELSEWHERE


def _words(text: str) -> list[str]:
    return [word for word in word_runs(text.casefold()) if len(word) >= _LONG]


def at_own_address(article: Article, link: str) -> Article:
    """An article under the link of its item: the address that its page names is another one's."""
    others = {one for one in article.other_urls if normalise_url(one) != normalise_url(article.url)}
    return replace(article, url=link, other_urls=tuple(sorted(others - {link})))


def fetch_page(
    web: Web, url: str, options: ReadOptions, *, may_be_local: bool
) -> list[Article | Skipped | Remark]:
    """What is at an address: a web page is an article, other formats are read as files are.

    See `Web.get` for `may_be_local`.

    Raises WebError or InputError when nothing usable comes back.
    """
    answer = web.get(url, _ACCEPT, limit=options.limit_bytes, may_be_local=may_be_local)
    if answer.status != 200:
        raise WebError(status_text(answer.status), again=answer.status in BUSY)
    return read_answer(answer, without_login(url), options)


def read_answer(answer: Answer, url: str, options: ReadOptions) -> list[Article | Skipped | Remark]:
    """The articles in an answer to a request for `url`."""
    data = answer.body
    if begins_as_feed(data):
        return [Skipped(url, f"a feed; follow it with: nutgraf feeds add {quote(url)}")]
    encoding = options.encoding
    if not encoding and not _declares_encoding(data):
        encoding = sent_encoding(data, answer.charset)
    try:
        options = replace(options, encoding=encoding)
    except Exception:  # noqa: BLE001  (an encoding that only the server knows)
        options = replace(options, encoding="")
    source = Source(
        answer.url,
        lambda: nullcontext(io.BytesIO(data)),
        options,
        name=urlsplit(answer.url).path.rpartition("/")[2],
        size=len(data),
    )
    found = list(source.articles())
    if len(found) == 1 and isinstance(found[0], Article):
        return [_placed(found[0], url, answer.url)]
    return found


def status_text(status: int) -> str:
    """An HTTP status that is no answer, in words."""
    words = {
        401: "asks for a password",
        402: "asks for payment",
        403: "forbidden",
        404: "not found",
        410: "gone for good",
        429: "asks to be left alone for a while",
        451: "blocked for legal reasons",
    }
    usual = "the server has trouble" if status >= 500 else "refused"
    return f"{words.get(status, usual)} (HTTP {status})"


def _placed(article: Article, asked: str, final: str) -> Article:
    """The article under the address its page names, when that is of the same host.

    Pages that name their site's front page, and copies that name where they were copied from,
    keep the address they have.
    """
    canonical = article.url
    is_front = urlsplit(canonical).path in ("", "/") and urlsplit(final).path not in ("", "/")
    same_host = site_of(canonical) == site_of(final)
    url = canonical if canonical and same_host and not is_front else final
    others = {one for one in (asked, final) if normalise_url(one) != normalise_url(url)}
    # A page that has only the beginning of an article stays that, as does one that seems a notice.
    is_less = article.text_from in ("summary", "doubtful")
    text_from: TextFrom = article.text_from if is_less else "page"
    return replace(article, url=url, other_urls=tuple(sorted(others)), text_from=text_from)


def _declares_encoding(data: bytes) -> bool:
    marked = data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
    return marked or bool(_DECLARED.search(data[:4096]))
