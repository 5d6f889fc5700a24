"""RIS, as databases and reference managers export it: a citation a record, with its abstract."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from index.core.article import Article
from index.core.byline_names import as_said
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.publication import ABOUT
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.bundles.bundle import outlet_name
from index.ingest.readers.dates.stated_dates import is_about, stated_date
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.fields.record_texts import headline_of
from index.ingest.readers.text_parts.html_fragments import looks_like_html, text_of
from index.ingest.readers.text_parts.paragraph_splitting import split

_LINE = late(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_BEGINS = late(r"\s*TY  ?- ?[A-Z]+")
# Our fields, and the tags that hold them, the likeliest first.
_TITLE, _OUTLET, _AUTHORS = ("TI", "T1", "CT"), ("T2", "JO", "JF", "JA", "PB"), ("AU", "A1")
_DATE, _TEXT, _ADDRESS = ("DA", "Y1", "PY"), ("AB", "N2"), ("UR", "L2", "LK")

UNTITLED = "a citation without a title"
"""Why one is skipped."""


class RisReader:
    """Citations in RIS."""

    name = "ris"
    suffixes = (".ris",)
    describe = "RIS, an article a citation, with its abstract where it has one"

    def sniff(self, head: bytes, name: str) -> float:
        if not _BEGINS.match(peek(head).lstrip("\ufeff")):
            return 0.0
        return 0.92 if suffix_of(name) in (*self.suffixes, ".txt", "") else 0.7

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        text = decode(source.content(), options.encoding)
        for number, record in enumerate(_records(text), 1):
            where = f"{source.path}:{number}"
            article = article_of_citation(record, where)
            yield article if article.title else Skipped(where, UNTITLED)


def _records(text: str) -> Iterator[dict[str, list[str]]]:
    record: dict[str, list[str]] = defaultdict(list)
    last = ""
    for line in text.splitlines():
        found = _LINE.match(line)
        if not found:
            if last and record[last] and (line.strip() or last in _TEXT):
                # What was too long for a line goes on in the next one.
                record[last][-1] += f"\n{line}"
        elif found[1] == "ER":
            if record:
                yield record
            record, last = defaultdict(list), ""
        else:
            last = found[1]
            record[last].append(found[2].strip())
    if len(record) > 1:
        yield record


def article_of_citation(record: dict[str, list[str]], where: str, form: str = "RIS") -> Article:
    """The article of a citation, given by RIS' tags; `form` is what it was written in."""
    title = headline_of(" ".join(_first(record, _TITLE).split()))
    text = _first(record, _TEXT)
    paragraphs = list(text_of(text)) if looks_like_html(text) else split(text)
    stated = ((_plain_date(said), tag) for tag in _DATE for said in record.get(tag, ()))
    dates = ((stated_date(said), tag + ABOUT * is_about(said)) for said, tag in stated)
    date, tag = max(dates, key=lambda one: len(one[0]), default=("", ""))
    unread = (said for tag in _DATE for said in record.get(tag, ()) if 1 < len(said) <= 40)
    said = next(unread, "")
    names = [one for key in _AUTHORS for one in record.get(key, ())]
    return Article(
        title=title,
        paragraphs=tuple(paragraphs) or ((title,) if title else ()),
        text_from="summary" if paragraphs else "link",
        outlet=outlet_name(_first(record, _OUTLET)),
        byline=", ".join(as_said(dict.fromkeys(names), surely=True)),
        date=date,
        date_from=f"{form}: {tag}" if date else f"{form}: date ({said})" if said else "",
        language=language_of(_first(record, ("LA",))),
        url=_first(record, _ADDRESS),
        tags=tuple(dict.fromkeys(one for one in record.get("KW", ()) if one)),
        source_id=_first(record, ("ID", "AN")),
        origin=where,
    )


def _plain_date(said: str) -> str:
    """“2024/03/05/” and “2024///” as other dates are written."""
    return re.sub(r"/{1,3}[^/\d]*$", "", said.strip()).replace("/", "-")


def _first(record: dict[str, list[str]], tags: Sequence[str]) -> str:
    return next((said for tag in tags for said in record.get(tag, ()) if said), "")
