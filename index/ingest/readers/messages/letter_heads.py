"""What stands above the text of a letter and says whose it is and of what day, and where the letter
says that it can be read on the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date as Day  # noqa: N812
from typing import Any

from index.core.addresses import is_front_page, normalise_url, site_of
from index.core.article import Article
from index.core.dates import days
from index.core.late_patterns import late
from index.core.wrapped_addresses import unwrapped
from index.ingest.readers.dates.line_dates import BETWEEN, date_in
from index.ingest.readers.text_parts.deep_markup import flattened
from index.ingest.readers.text_parts.head_lines import is_sentence, signed
from index.ingest.readers.text_parts.told_elsewhere import Told

# A head has so many lines at most, each no longer than this.
_LINES, _LONGEST = 5, 160
_NO_YEAR = late(
    r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
    r"(?:[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?|\d{1,2}\.?\s+[^\W\d_]{3,12}\.?)"
)
_ON_THE_WEB = late(
    r"\b(?:(?:view|read|see) (?:this|it)\b.{0,20}(?:web|online|browser)|read (?:it )?online"
    r"|read (?:this |the )?(?:post|story|article|letter|newsletter)?\s?(?:online|on the web))"
    r"(?: at)?:?\s+(https?://[^\s<>\")]+)(?=\s|$)",
    re.IGNORECASE,
)
_LEADS_THERE = late(
    r"\W*(?:(?:read|view|see|open)\b.{0,30}\b(?:online|on (?:our|the) (?:web)?site|on the web"
    r"|in (?:your |the |a )?browser)|(?:read|see|view) (?:the )?(?:full|whole|rest of the)"
    r" (?:story|article|post|piece|text)\b.{0,30}|read (?:more|on)|continue reading)\W*",
    re.IGNORECASE,
)
# Hosts that count who clicks, and addresses that are each reader's own.
_COUNTS = late(r"^(?:click|clicks|link|links|email|e|el|mail|track|tracking|trk|t|go|r|cl)\d*\.")
_SECOND_LEVEL = ("co", "com", "org", "net", "ac", "gov", "edu")


def with_letter_head(article: Article) -> Article:
    """An article out of a letter with who wrote it, as its head says, without the lines that say
    that and the day on which it was sent, and nothing else. A deck among them stays, and so does
    what names another day: that of a letter is what its `Date:` says.
    """
    left = list(article.paragraphs)
    byline = article.byline
    sent = days(article.date)
    told = Told(byline, article.outlet, (article.date,), article.language).above(left)
    for text in article.paragraphs[:_LINES]:
        if len(text) > _LONGEST or is_sentence(text) or len(left) == 1:
            break
        named = _with_year(text, sent[0]) if sent else text
        byline = byline or _signed(text, told)
        if replace(told, byline=byline).says_all_of(named):
            left.remove(text)
    return replace(article, paragraphs=tuple(left), byline=byline)


def _signed(text: str, told: Told) -> str:
    """Who a line says wrote a text, and when at most; "" where it says anything else."""
    name = next(filter(None, (signed(part, "") for part in BETWEEN.split(text))), "")
    own = replace(told, byline=name, dates=(date_in(text, told.order).date,))
    return name if own.says_all_of(text) else ""


def _with_year(text: str, sent: Day) -> str:
    """A line with the year behind a day that it names without one: “Mar 21”."""
    parts = BETWEEN.split(text)
    short = next((part for part in parts if _NO_YEAR.fullmatch(part)), "")
    return text.replace(short, f"{short}, {sent.year}", 1) if short else text


def address_of(pages: Sequence[str], plain: str, title: str, sender: str) -> str:
    """Where a letter can be read on the web, by its plain text or by links of its page that lead to
    a site of its sender's; "" where it does not say. `sender` is an address of mail.
    """
    for found in _ON_THE_WEB.finditer(plain):
        if "?" not in normalise_url(found[1]):
            return found[1]
    own = owner_of(sender.rpartition("@")[2])
    urls = {
        normalise_url(url): url
        for page in pages
        for url in _leading(page, title)
        if own and owner_of(site_of(url)) == own and not _COUNTS.search(site_of(url))
    }
    return next(iter(urls.values())) if len(urls) == 1 else ""


def _leading(page: str, title: str) -> Iterator[str]:
    """The addresses behind what says that it leads to the text, and behind the headline."""
    if "<a" not in page.lower():
        return
    # Loaded here: it takes 20 ms and only letters need it.
    from lxml import etree, html  # noqa: PLC0415

    parser: Any = html.HTMLParser(encoding="utf-8")
    try:
        tree = html.document_fromstring(flattened(page).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return
    for link in tree.iter("a"):
        words = " ".join(link.text_content().split())
        url = unwrapped((link.get("href") or "").strip())
        is_title = bool(title) and words.casefold() == title.casefold()
        leads = is_title or (len(words) <= _LONGEST and _LEADS_THERE.fullmatch(words))
        is_page = re.match(r"https?://", url) and not is_front_page(url)
        # What is left behind a question mark may be the reader's own.
        if leads and is_page and "?" not in normalise_url(url):
            yield url


def owner_of(host: str) -> str:
    """What somebody owns of a host: echo.example of news.echo.example, echo.co.uk."""
    labels = host.casefold().split(".")
    is_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if is_country else -2 :])
