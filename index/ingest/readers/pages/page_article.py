"""The article on a page: what the page says of itself to programs and to people, and its text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from index.core.addresses import site_of
from index.core.article import Article, TextFrom
from index.core.language_names import language_of
from index.core.publication import GUESSED
from index.core.told_language import unless_told
from index.core.wrapped_addresses import unwrapped
from index.ingest.readers.base import Input
from index.ingest.readers.dates.date_detection import in_address
from index.ingest.readers.dates.date_formats import is_written
from index.ingest.readers.dates.page_day_order import DIGITS, PageDayOrder
from index.ingest.readers.fields.page_metadata import PageMeta
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.notices.page_gates import is_closed, without_gates
from index.ingest.readers.notices.page_notice import letters_told, notice
from index.ingest.readers.notices.walls import WANTS_MONEY, without_wall
from index.ingest.readers.pages.page_head import page_head
from index.ingest.readers.text_parts.article_heads import HEAD, below_head
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.head_lines import Head, is_label
from index.ingest.readers.text_parts.page_names import outlet_in_name, without_outlet
from index.ingest.readers.text_parts.paragraph_splitting import part_giants
from index.ingest.readers.text_parts.told_elsewhere import Told

_DOUBT = "“{}” looks like a notice and no article"
_BEGINNING = "of “{}” the page has the beginning; the rest is for those who pay or log in"
_PART = 2_000  # characters
_HARDLY = 200  # characters


def article_on(
    meta: PageMeta, found: Any, paragraphs: list[str], text: str, source: Input, *, url: str
) -> Article:
    """The article that a page is, given what an extractor `found` on it and its paragraphs. `text`
    is all of the page, `url` where it was saved from, "" where that is not known.
    """
    title = meta.title() or getattr(found, "title", None) or ""
    updated = meta.updated()
    address = meta.url() or url
    order = PageDayOrder(
        meta.language(),
        url=address,
        known=(in_address(address), updated, meta.date()[0]),
        shown=lambda: _shown(meta.tree),
    )
    head = page_head(meta.tree, title, order)
    date, where = _date(meta, head, found, text, url)
    if len(date) == len("2016") and (digits := DIGITS.search(meta.digits())):
        date = order.day(digits, meta.digits()).date
    outlet = _outlet(meta, head, found, title, url)
    title = without_outlet(title, outlet)
    title = title or source.hints.title or title_from_name(source.name)
    byline = meta.byline()
    byline = head.byline if not byline or byline.casefold() == outlet.casefold() else byline
    byline = byline or byline_of((getattr(found, "author", None) or "").split("; "))
    known = {text for text in paragraphs[:HEAD] if _is_desk(text, outlet)}
    updated = updated or (head.updated if head.updated > date else "")
    told = Told(byline, outlet, (date, updated), order).above(paragraphs)
    known |= {line for line in head.lines if is_label(line) or told.says_all_of(line)}
    paragraphs = below_head(paragraphs, title, told, known)
    judged = _judged(meta, paragraphs, head)
    return Article(
        title=title,
        paragraphs=tuple(part_giants(judged.paragraphs)),
        outlet=outlet,
        byline=byline if byline.casefold() != outlet.casefold() else "",
        date=date,
        date_from=where,
        updated=updated,
        section=meta.section(),
        language=unless_told(language_of(meta.language()), judged.paragraphs),
        url=meta.url(),
        tags=tuple(meta.tags()),
        # What is only the beginning of an article takes no place of all of it.
        text_from=judged.text_from,
        notice=judged.notice,
        remarks=(judged.remark.format(title or url),) if judged.remark else (),
    )


def _outlet(meta: PageMeta, head: Head, found: Any, title: str, url: str) -> str:
    """Who published a page: by what it says, else by where it stands."""
    address = meta.url() or url
    outlet = meta.outlet() or head.outlet or outlet_in_name(meta.name, title, address)
    outlet = outlet or getattr(found, "sitename", None) or ""
    outlet = re.sub(r"^https?://(?:www\.)?|/$", "", outlet)
    # A page that an archive of the web keeps is its publisher's.
    kept = unwrapped(address)
    if kept != address and outlet in ("", site_of(address), getattr(found, "hostname", "")):
        outlet = site_of(kept)
    return outlet or getattr(found, "hostname", None) or site_of(kept)


def _shown(tree: Any) -> str:
    """The text that a page shows, as far as dates in it go."""
    return "\n".join(tree.xpath("//text()[not(ancestor::script or ancestor::style)]"))


class _Judged(NamedTuple):
    """The paragraphs of a page without notices at their end; what stands in the place of an article
    for certain, what is to be said of the page, and how far its text is an article's.
    """

    paragraphs: list[str]
    notice: str = ""
    remark: str = ""
    text_from: TextFrom = "file"


def _judged(meta: PageMeta, paragraphs: list[str], head: Head) -> _Judged:
    found = notice(meta, paragraphs)
    kept = without_gates(meta.tree, without_wall(paragraphs))
    letters = sum(len(text) for text in kept if text not in head.lines)
    is_begun = len(kept) < len(paragraphs) and letters_told(meta, kept) >= _HARDLY
    if found.is_certain and not (is_begun and is_closed(meta.tree)):
        return _Judged(kept, found.words)
    is_gated = letters <= _PART and (meta.is_paid() or is_closed(meta.tree))
    if is_gated and letters < _HARDLY:
        # Nobody would cite it: what one meets there is what asks for money.
        return _Judged(kept, WANTS_MONEY, text_from="summary")
    if (
        found.words
        and not found.is_certain
        and not (is_gated and letters_told(meta, kept) > _HARDLY)
    ):
        return _Judged(kept, remark=_DOUBT, text_from="doubtful")
    return _Judged(kept, remark=_BEGINNING, text_from="summary") if is_gated else _Judged(kept)


def _is_desk(text: str, outlet: str) -> bool:
    """Whether a line only says for whom and where somebody wrote: “BBC News, Castellmar”."""
    rest = text.removeprefix(outlet)
    is_place = re.fullmatch(r"(?:, [^\W\d_a-z][^\W\d_]*(?: [^\W\d_a-z][^\W\d_]*)?)?", rest)
    return bool(outlet) and rest != text and is_place is not None


def _date(meta: PageMeta, head: Head, found: Any, text: str, url: str) -> tuple[str, str]:
    """When a page was published, and where that stands: what it says to programs, what it calls so
    below its headline, its address, and what else is written there.
    """
    date, where = meta.date()
    is_day = len(head.date) >= len("2016-03-21")
    # The line that people see may say the day of a month, and the hour of a day.
    if date and is_day and len(date) == len("2016-03-21") and head.date.startswith(date):
        return head.date, where
    if date and not (is_day and len(date) < len("2016-03-21") and head.date.startswith(date)):
        return date, where
    if head.is_declared and is_day:
        return head.date, "page: below the headline"
    if len(addressed := in_address(meta.url() or url)) == len("2016-03-21"):
        return addressed, "address"
    if is_day:
        return head.date, GUESSED
    if date:
        return date, where
    written = found.date or "" if found is not None else ""
    if written.startswith(head.date) and is_written(written, text):
        return written, GUESSED
    return (head.date, GUESSED) if head.date else (date, where)
