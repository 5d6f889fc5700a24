"""Where a page was that somebody keeps: by what browsers, programs and archives of the web write
into their copies of it.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from index.core.addresses import is_front_page
from index.core.late_patterns import late
from index.ingest.readers.pages.capture_dates import archived_at, capture_date, saved_at
from index.ingest.readers.text_parts.bylines import byline_of

_BEGINNING = 8_192
# What browsers, SingleFile and HTTrack write into a page they save.
_SAVED = late(
    r"<!--\s*(?:(?:Page saved with|Archive processed by) SingleFile\s+url:\s*(https?://\S+)"
    r"|saved from url=\(\d{1,6}\)(https?://\S+)|Mirrored from ([\w.-]+/\S*) by HTTrack)",
    re.IGNORECASE,
)
# The script by which the Wayback Machine shows a page.
_WAYBACK = late(
    r"__wm\.wombat\(\s*[\"'](https?://[^\"'\s]{1,2000})[\"']\s*,\s*[\"'](\d{8,14})[\"']"
)
# What it writes at the end of a page, in UTC, as it did before it had that script.
_ARCHIVED = late(r"FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d\d, \d{4}) AND RETRIEVED FROM THE")
# Google's cache says so above the page, in the language of who asked.
_CACHE = late(
    r"<base\s+href=[\"'](https?://[^\"'\s<>]{1,2000})[\"'][^<>]{0,50}>(?=.{0,2000}google)"
    r"(?:.{0,2000}?as it appeared on ([^<>]{8,40}? GMT))?",
    re.IGNORECASE | re.DOTALL,
)
# A base that is a page's own address ends in the name of a page, not of a folder.
_PAGE_NAME = late(r"https?://[^/?#]+/(?:[^?#]*/)?[^/?#]*[\d.-][^/?#]*(?:\?[^#]*)?")


class Kept(NamedTuple):
    """Where a page was and when it was kept, ISO 8601; who wrote it, where the copy alone says so.
    "" for what is not known.
    """

    url: str = ""
    captured: str = ""
    byline: str = ""


def kept_page(text: str, tree: Any) -> Kept:
    """What a copy of a page says of that, in its mark-up and as it is parsed."""
    beginning = text[:_BEGINNING]
    captured = saved_at(beginning)
    if found := _SAVED.search(beginning):
        url = next(filter(None, found.groups()))
        # HTTrack leaves the scheme out.
        return Kept(url if "://" in url else f"http://{url}", captured)
    if found := _WAYBACK.search(text):
        return Kept(found[1], capture_date(found[2]))
    if found := _CACHE.match(beginning.lstrip("\ufeff \t\r\n")):
        return Kept(found[1], capture_date(found[2] or ""))
    if said := _of_reader_view(tree):
        return said
    base = base_of(tree)
    is_page = _PAGE_NAME.fullmatch(base) and not is_front_page(base)
    told = _ARCHIVED.search(text[-_BEGINNING:])
    captured = captured or archived_at(base) or (capture_date(told[1]) if told else "")
    return Kept(base if is_page else "", captured)


def base_of(tree: Any) -> str:
    """The address from which a page says its links go on; "" where it says none."""
    found = (element.get("href") or "" for element in tree.iter("base"))
    return next((url.strip() for url in found if re.match(r"\s*https?://", url)), "")


def _of_reader_view(tree: Any) -> Kept | None:
    """What Firefox says above a page in its reader's view."""
    links = (one for one in tree.iter("a") if "reader-domain" in (one.get("class") or "").split())
    link = next(links, None)
    url = (link.get("href") or "").strip() if link is not None else ""
    if not re.match(r"https?://", url):
        return None
    authors = (
        " ".join(one.text_content().split())
        for one in tree.iter("div")
        if "reader-credits" in (one.get("class") or "").split()
    )
    return Kept(url, byline=byline_of([next(authors, "")], printed=True))
