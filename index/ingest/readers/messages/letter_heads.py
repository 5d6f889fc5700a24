"""What stands above the text of a letter and says whose it is and of what day, and where the letter
says that it can be read on the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date as Day  # noqa: N812
from typing import Any, NamedTuple

from index.core.addresses import is_front_page, normalise_url, site_of
from index.core.article import Article
from index.core.dates import days
from index.core.late_patterns import late
from index.core.wrapped_addresses import unwrapped
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.line_dates import BETWEEN, date_in
from index.ingest.readers.text_parts.deep_markup import flattened
from index.ingest.readers.text_parts.head_lines import is_label, is_sentence, signed

# A head has so many lines at most, each no longer than this; of a day, so many words.
_LINES, _LONGEST, _WORDS = 5, 160, 5
# What a letter tells was published so many days before it was sent.
_DAYS_BEFORE = 31
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


class _Line(NamedTuple):
    """What a line of a head says; `is_known` is that it says what is known already."""

    byline: str = ""
    date: str = ""
    is_known: bool = False


def with_letter_head(article: Article) -> Article:
    """An article out of a letter with what its head says, without the lines that say that and
    nothing else. A deck among them stays, and so does what names a day that the letter tells of.
    """
    left = list(article.paragraphs)
    byline, date = article.byline, ""
    for text in article.paragraphs[:_LINES]:
        if len(text) > _LONGEST or is_sentence(text) or len(left) == 1:
            break
        line = _said(text, article)
        if line is None:
            continue
        left.remove(text)
        byline, date = byline or line.byline, date or line.date
    date_from = "mail: below the headline" if date else article.date_from
    return replace(
        article,
        paragraphs=tuple(left),
        byline=byline,
        date=date or article.date,
        date_from=date_from,
    )


def _said(text: str, article: Article) -> _Line | None:
    """What a line says if it says whose a text is and of what day, and nothing else."""
    parts = [part for part in BETWEEN.split(text) if re.search(r"\w", part)]
    found = [_part(part, article) for part in parts]
    told = [one for one in found if one is not None]
    if len(told) < len(found) or not any(told):
        return None
    bylines = (one.byline for one in told)
    dates = (one.date for one in told)
    return _Line(next(filter(None, bylines), ""), next(filter(None, dates), ""), is_known=True)


def _part(text: str, article: Article) -> _Line | None:
    known = {article.byline.casefold(), article.outlet.casefold()} - {""}
    if text.strip(" |·•-–—").casefold() in known:
        return _Line(is_known=True)
    if is_label(text):
        return _Line()
    day = _day(text, article.date)
    if day is not None:
        return _Line(date=day, is_known=True)
    byline = signed(text, "")
    return _Line(byline, is_known=True) if byline else None


def _day(text: str, sent: str) -> str | None:
    """The day that a line names, "" where it is the one on which a letter was `sent`; None where it
    names none, or one that has nothing to do with that.
    """
    came = days(sent)
    if came is None or len(re.findall(r"[^\W\d_]+", text)) > _WORDS:
        return None
    found = [date_in(text, "").date]
    if _NO_YEAR.fullmatch(text):
        found = [find_date(f"{text}, {year}") for year in (came[0].year, came[0].year - 1)]
    for one in found:
        at = days(one) if len(one) >= len("2016-03-21") else None
        if at is not None and 0 <= (gap := _gap(at[0], came[0])) <= _DAYS_BEFORE:
            return one if gap else ""
    return None


def _gap(first: Day, last: Day) -> int:
    return (last - first).days


def address_of(pages: Sequence[str], plain: str, title: str, sender: str) -> str:
    """Where a letter can be read on the web, by its plain text or by links of its page that lead to
    a site of its sender's; "" where it does not say. `sender` is an address of mail.
    """
    for found in _ON_THE_WEB.finditer(plain):
        if "?" not in normalise_url(found[1]):
            return found[1]
    own = _domain(sender.rpartition("@")[2])
    urls = {
        normalise_url(url): url
        for page in pages
        for url in _leading(page, title)
        if own and _domain(site_of(url)) == own and not _COUNTS.search(site_of(url))
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


def _domain(host: str) -> str:
    """What somebody owns of a host: echo.example of news.echo.example, echo.co.uk."""
    labels = host.casefold().split(".")
    is_country = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if is_country else -2 :])
