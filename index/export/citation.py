"""A source in words: for footnotes and for the clipboard."""

from __future__ import annotations

from index.core.credentials import without_login
from index.core.dates import days
from index.core.publication import Published
from index.export import escaping
from index.export.excerpt import Excerpt

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def headline(excerpt: Excerpt) -> str:
    """The headline in quotation marks, "" where there is none."""
    title = escaping.clean(excerpt.title)
    return f"“{title}”" if title else ""


def citation(excerpt: Excerpt) -> str:
    """One passage with its source in plain text, for the clipboard."""
    text = escaping.clean(excerpt.text or excerpt.marked_text)
    names = (escaping.clean(excerpt.byline), headline(excerpt), escaping.clean(excerpt.outlet))
    source = ", ".join([*filter(None, names), published_on(excerpt), f"¶ {excerpt.ordinal}"])
    url = without_login(escaping.clean(excerpt.url))
    return f"“{text}” — {source}. {url}".rstrip()


def published_on(published: Published) -> str:
    """When something was published, in words; "≈" stands before a doubtful date."""
    return "≈ " * published.is_date_doubtful + spoken_date(published.date)


def spoken_date(date: str) -> str:
    """A date as far as it is known: `1 November 2025`, `November 2025`, `2025`, `undated`."""
    span = days(date)
    if span is None:
        return "undated"
    first, last = span
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    if first == last:
        return f"{first.day} {month}"
    return month if first.month == last.month else str(first.year)
