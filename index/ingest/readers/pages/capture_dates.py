"""When a page was kept as it is, by what keeps it."""

from __future__ import annotations

import re

from index.core.dates import instant
from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date

_SINGLE_FILE = late(
    r"SingleFile\s++url:[^\n]*+\n\s*+saved date:\s*+([^\n(]*?)(?:\(|\n|-->)", re.IGNORECASE
)
_ARCHIVE = late(
    r"://web\.archive\.org/web/(\d{8,14})(?:[a-z]{2}_)?/"
    r"|://archive\.(?:ph|is|today|li|vn|md|fo)/(\d{4}\.\d\d\.\d\d-\d{6}|\d{14})/"
)


def capture_date(text: str) -> str:
    """A date as programs write it that keep pages, ISO 8601; "" where it is none."""
    # Scripts write GMT+0100 for what is ahead of Greenwich; elsewhere it is what is behind it.
    found = find_date(re.sub(r"\b(?:GMT|UTC)\s?(?=[+-]\d\d:?\d\d)", "", text))
    return found if instant(found) is not None else ""


def saved_at(page: str) -> str:
    """When SingleFile saved a page, by its beginning; "" where it does not say so."""
    said = _SINGLE_FILE.search(page)
    return capture_date(said[1]) if said else ""


def archived_at(url: str) -> str:
    """When an archive of the web took the page that it has at an address; "" for any other."""
    found = _ARCHIVE.search(url)
    return capture_date(re.sub(r"\D", "", found[1] or found[2])) if found else ""
