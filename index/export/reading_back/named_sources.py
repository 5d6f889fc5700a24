"""What stands beside a quotation as its source, field by field, as exports write it.

The fields are `outlet`, `title`, `byline` (`names` where outlet and byline cannot be told apart),
`date`, `page`, `ordinal` (of `paragraphs`), `url`, `file`. What is not named is not there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from index.core.late_patterns import late
from index.export.reading_back.quotation import ID, Named

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = rf"(?:(?:(?:\d{{1,2}} )?(?:{_MONTHS}) )?\d{{4}}|undated)"
_PAGE = r"(?:pp?\. (?P<page>.{0,400}?), )?"
_PLACE = r"¶ (?P<ordinal>\d+)(?: of (?P<paragraphs>\d+))?"
_IN_LINE = late(
    rf"(?P<names>.*)(?:^|, )(?:≈ )?(?P<date>{_DATE}), {_PAGE}{_PLACE}(?P<rest>.*)", re.DOTALL
)
"""Of Markdown and text: the last date with a place behind it."""

_IN_CAPTION = late(
    rf"(?P<names>.*?)(?:^|, )(?:≈ )?(?P<date>{_DATE})(?:, (?:marked in )?version .{{0,80}}?)?"
    rf"(?:, imported {_DATE})?(?:, file (?P<file>.{{0,2000}}?))?, {ID}, {_PAGE}{_PLACE}.*",
    re.DOTALL,
)
"""Of a page."""

_TITLE = late(r"“(.*)”", re.DOTALL)
_ADDRESS = late(r"<(https?://[^>\s]+)>|(https?://\S+)")
_FILE = late(r", file (.+?)(?=, imported \d)|, file (.+?)(?=; |\Z)|\. File: (.+)\Z", re.DOTALL)
_COLUMNS = ("outlet", "title", "byline", "date", "url", "file", "page", "ordinal", "paragraphs")


def of_footnote(text: str) -> Named:
    """What a footnote of Markdown names, without escapes."""
    return _of_line(text, "outlet", "byline")


def of_text(text: str) -> Named:
    """What stands behind a quotation in plain text, without the id."""
    return _of_line(text, "byline", "outlet")


def of_caption(text: str, names: tuple[str, ...], url: str) -> Named:
    """What stands below a quotation on a page; `names` are those that stand by themselves, `url` is
    where it leads.
    """
    found = _IN_CAPTION.fullmatch(" ".join(text.split()))
    if found is None:
        return ()
    titles = [name for name in names if name[:1] == "“" and name[-1:] == "”"]
    named = dict(_of_names(found["names"], "outlet", "byline"))
    if titles and len(names) == 1:
        named = {"title": titles[0][1:-1]}
    return _given({**named, **found.groupdict(), "names": named.get("names", ""), "url": url})


def of_record(record: Mapping[str, Any], *, as_marked: bool = False) -> Named:
    """What a record names; of what was marked, where it stood then."""
    named = {name: str(record.get(name) or "") for name in _COLUMNS}
    if as_marked:
        named |= {
            "ordinal": str(record.get("marked_ordinal") or ""),
            "page": str(record.get("marked_page") or ""),
            "paragraphs": "",
        }
    return _given(named)


def _of_line(text: str, before: str, behind: str) -> Named:
    found = _IN_LINE.fullmatch(" ".join(text.split()))
    if found is None:
        return ()
    named = dict(_of_names(found["names"], before, behind))
    named |= {name: found[name] for name in ("date", "page", "ordinal", "paragraphs")}
    address, file = _ADDRESS.search(found["rest"]), _FILE.search(found["rest"])
    # What is said of the article, behind both, may name others.
    if file and not (address and address.start() < file.start()):
        named["file"] = file[1] or file[2] or file[3]
    elif address:
        named["url"] = address[1] or address[2].rstrip(",")
    return _given(named)


def _of_names(text: str, before: str, behind: str) -> Named:
    """The headline, and the names on both sides of it."""
    title = _TITLE.search(text)
    if title is None:
        return _given({"names": text})
    return _given(
        {
            before: text[: title.start()].strip(" ,"),
            "title": title[1],
            behind: text[title.end() :].strip(" ,"),
        }
    )


def _given(named: Mapping[str, str | None]) -> Named:
    return tuple((name, value.strip()) for name, value in named.items() if value and value.strip())
