"""Copy as agencies send it over wires: ANPA 1312 and IPTC 7901, and stories from ZCZC to NNNN.

Signs that are no letters part a message: SOH begins its header, STX its text, ETX its end. A header
says priority, category and keywords; the text has a headline of its own, often marked by “^” before
and “<” or “=” behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.encodings import decode
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.paragraph_splitting import split_lines

_MESSAGE = late(rb"[\s\x16]{0,64}\x01[^\x00\x02]{1,2000}\x02")
_STORY = late(r"(?ms)^[ \t]*ZCZC\b[^\n]*\n(.*?)^[ \t]*NNNN\b")
_STORY_END = "NNNN"
_PARTS = late(r"\x01([^\x01]*?)\x02([^\x01]*?)(?:\x03([^\x01]*)|\Z|(?=\x01))")
_BEGINS = late(rb"[\s\xef\xbb\xbf]*ZCZC\b[^\n]*\n")
_SIGNS = late(r"[\x00-\x08\x0b-\x1f\x7f]")
# ^Quay seven to stay shut<
_MARKED = late(r"\^(.*?)[<=]?")
_SLUG = late(r"(?:BC|AM|PM)-|[A-Z][\w-]*--|.*,\d{3,4}$")
_CODE = late(r"[A-Z]{1,5}[ -]?\d{2,5}[A-Z]?|\d{1,4}")
_END = late(r"\((?:Schluss|Ende|Fin|Fine|ends?|more|Forts\.?)\).{0,20}|-30-|#{3}", re.IGNORECASE)
# 310546 Mär 25 · AP-WS-03-31-25 0546EDT
_SENT = late(r"\b([0-3]\d)([0-2]\d)([0-5]\d)[A-Z]?\s+([^\W\d]{3,9})\.?\s+(\d{2}|\d{4})\b")
_SENT_BY_ANPA = late(r"\b(\d\d)-(\d\d)-(\d\d)\s+\d{4}")


class WireReader:
    """Messages of a wire, an article each."""

    name = "wire-copy"
    suffixes = ()
    describe = "copy of news wires (ANPA 1312, IPTC 7901, ZCZC to NNNN), an article a message"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        if _MESSAGE.match(head) and b"\x03" in head and b"\x00" not in head:
            return 0.9
        return 0.85 if _BEGINS.match(head) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        text = decode(source.content(), options.encoding).replace("\r\n", "\n").replace("\r", "\n")
        messages = [found.groups("") for found in _PARTS.finditer(text)]
        messages = messages or [("", found[1], "") for found in _stories(text)]
        for number, (header, body, end) in enumerate(messages, 1):
            where = source.path if len(messages) == 1 else f"{source.path}:{number}"
            article = _article(header, body, end, where)
            yield article if article.paragraphs else Skipped(where, "a message without a text")
        if not messages:
            yield Skipped(source.path, "a story of a wire without its end")


def _stories(text: str) -> Iterator[re.Match[str]]:
    """The stories of a text; behind the last end none is looked for, once for each beginning."""
    return _STORY.finditer(text, 0, text.rfind(_STORY_END) + len(_STORY_END))


def _article(header: str, body: str, end: str, where: str) -> Article:
    lines = [_SIGNS.sub("", line).rstrip() for line in body.split("\n")]
    marked = [_SIGNS.sub("", line) for line in header.split("\n")]
    marked = [line for line in (*marked, *lines) if line.lstrip().startswith("^")]
    heads = [found[1].strip() for line in marked if (found := _MARKED.fullmatch(line.strip()))]
    byline = next((one for one in heads if re.match(r"(?i)by ", one)), "")
    place = heads.index(byline) if byline else len(heads)
    titles = [one for one in heads[:place] if not _SLUG.match(one) and not one.startswith("Eds:")]
    title, rest = _headline([line for line in lines if not line.lstrip().startswith("^")], titles)
    date = _date(end)
    return Article(
        title=title,
        paragraphs=tuple(split_lines(rest)),
        outlet=next(iter(heads[place + 1 :]), ""),
        byline=byline_of([byline], printed=True),
        date=date,
        date_from="wire: sent" if date else "",
        tags=_keywords(header),
        origin=where,
    )


def _headline(lines: Sequence[str], marked: Sequence[str]) -> tuple[str, list[str]]:
    """The headline of a text, and the lines below it."""
    kept = [line for line in lines if not _END.fullmatch(line.strip())]
    while kept and (not kept[0].strip() or _CODE.fullmatch(kept[0].strip())):
        kept.pop(0)
    if marked or not kept:
        return next(iter(marked), ""), kept
    # “=” stands alone below the lines of a headline; else it is the first.
    ends = next((place for place, line in enumerate(kept[:6]) if line.strip() == "="), 1)
    title = " ".join(" ".join(kept[:ends]).rstrip("= ").split())
    return title, [line for line in kept[ends:] if line.strip() != "="]


def _keywords(header: str) -> tuple[str, ...]:
    """The keywords of IPTC 7901, parted by slashes on a line of their own."""
    lines = (_SIGNS.sub("", line).strip() for line in header.split("\n")[1:])
    listed = next((line for line in lines if re.fullmatch(r"[^/]+(?:/[^/]*)+", line)), "")
    return tuple(dict.fromkeys(filter(None, (one.strip() for one in listed.split("/")))))


def _date(end: str) -> str:
    found = _SENT.search(end)
    if found:
        day, _, _, month, year = found.groups()
        return find_date(f"{day} {month} {year if len(year) > 2 else '20' + year}")
    named = _SENT_BY_ANPA.search(end)
    return find_date(f"20{named[3]}-{named[1]}-{named[2]}") if named else ""
