"""Nexis Uni, Lexis+ and Lexis Advance: documents end in “End of Document”.

A document is headline, outlet, date, a notice of copyright, labels such as `Length: 512 words`, the
word Body above the text and Classification below it, all in lines of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from index.core.late_patterns import late
from index.ingest.readers.bundles.asides import asides, parts_of
from index.ingest.readers.bundles.bundle import Bundle, Document, outlet_name, stated_words
from index.ingest.readers.bundles.lexis_labels import (
    ABOVE,
    BELOW,
    BODY,
    CLOSING,
    ENDED,
    FURNITURE,
    above,
    below,
    is_below,
    is_heading_below,
)
from index.ingest.readers.bundles.lines import (
    Lines,
    date_of,
    is_copyright,
    is_date_line,
    tail_start,
)
from index.ingest.readers.text_parts.broken_lines import is_within_sentence

# The first line of the contents on the cover.
_FIRST_LISTED = late(r"1\.\s+(\S.{3,})")
# How many the cover says there are.
_COUNTED = late(r"\s*(?:docu|doku)ment[eiosn]{0,2} \((\d{1,4})\)\s*", re.IGNORECASE)

_Blocks = Sequence[tuple[int, str]]


def nexis(text: Lines) -> Bundle | None:
    """The documents of an export; None when it is none."""
    ends = [place for place, line in enumerate(text.lines) if ENDED.fullmatch(line.strip())]
    if not ends:
        return None
    starts = [0, *(end + 1 for end in ends[:-1])]
    documents = [_document(text, *span) for span in zip(starts, ends, strict=True)]
    dated = sum(bool(one.date and one.outlet) for one in documents)
    stated = sum(int(one[1]) for line in text.lines if (one := _COUNTED.fullmatch(line)))
    return Bundle("Nexis", tuple(documents), stated) if dated * 2 >= len(documents) else None


def _document(text: Lines, start: int, end: int) -> Document:
    lines = [(n, " ".join(text.lines[n].split())) for n in range(start, end)]
    kept = [(n, line) for n, line in lines if line and not FURNITURE.fullmatch(line)]
    begin = next((n for n, (_, line) in enumerate(kept) if line.casefold() in BODY), -1)
    head = kept[:begin] if begin >= 0 else kept
    dated = next((n for n, (_, line) in enumerate(head) if is_date_line(line)), -1)
    said = labelled(head[dated + 1 :], above, ABOVE)
    if begin < 0:
        begin = _below_head(kept, dated)
    closing = _closing(kept, begin + 1)
    said |= labelled(kept[closing:], below, BELOW)
    told = [one for one in kept[closing:] if not is_copyright(one[1])]
    apart = asides((one for _, one in head), parts_of(told, below, wrapped=text.wrapped))
    title = said.get("title") or _title(text, head, dated, is_first=start == 0)
    return Document(
        title=title,
        outlet=outlet_name(head[dated - 1][1]) if dated > 0 else "",
        date=date_of(head[dated][1]) if dated >= 0 else "",
        byline=said.get("byline", ""),
        section=said.get("section", ""),
        language=said.get("language", ""),
        url=said.get("url", ""),
        words=stated_words(said.get("words", "")),
        paragraphs=_text(text, _span(kept, begin + 1, closing, end), title),
        before=tuple(apart.before),
        behind=tuple(apart.behind),
        updated=apart.updated,
    )


def labelled(lines: _Blocks, pattern: re.Pattern[str], fields: Mapping[str, str]) -> dict[str, str]:
    """What labelled lines say, by our field; the first of a kind counts."""
    said: dict[str, str] = {}
    for _, line in lines:
        found = pattern.fullmatch(line)
        field = fields[found[1].casefold()] if found else ""
        if found and field:
            said.setdefault(field, found[2])
    return said


def _title(text: Lines, head: _Blocks, dated: int, *, is_first: bool) -> str:
    """The headline: above outlet and date. Above the first one stand cover and contents too."""
    if dated < 0:
        return head[0][1] if head else ""
    lines = head[: max(0, dated - 1)]
    if not lines:
        return ""
    if not is_first:
        first = lines[:1] if not text.wrapped else _block(text, lines, forward=True)
        return " ".join(line for _, line in first)
    whole = " ".join(line for _, line in lines)
    listed = next((found[1] for _, line in lines if (found := _FIRST_LISTED.fullmatch(line))), "")
    if listed and whole.endswith(listed):
        return listed
    last = lines[-1:] if not text.wrapped else _block(text, lines, forward=False)
    return " ".join(line for _, line in last)


def _block(text: Lines, lines: _Blocks, *, forward: bool) -> _Blocks:
    """The lines of the first, or of the last, paragraph among some."""
    ordered = list(lines) if forward else list(reversed(lines))
    chosen = ordered[:1]
    for one in ordered[1:]:
        between = range(min(one[0], chosen[-1][0]) + 1, max(one[0], chosen[-1][0]))
        if any(not text.lines[n].strip() for n in between):
            break
        chosen.append(one)
    return chosen if forward else list(reversed(chosen))


def _below_head(kept: _Blocks, dated: int) -> int:
    """The last line of what stands above a text that has no Body above it."""
    place = dated
    while place + 1 < len(kept) and (
        above.fullmatch(kept[place + 1][1]) or is_copyright(kept[place + 1][1])
    ):
        place += 1
    return place


def _closing(kept: _Blocks, begin: int) -> int:
    """Where, among the lines of a document, its text ends."""
    for place in range(len(kept) - 1, begin - 1, -1):
        if kept[place][1].casefold() in CLOSING:
            return _before_asides(kept, begin, place)
    return _before_asides(kept, begin, begin + tail_start(kept[begin:], is_below))


def _before_asides(kept: _Blocks, begin: int, end: int) -> int:
    """The end without captions and notes, which stand below a heading of their own."""
    for place in range(max(begin, end - 12), end):
        if is_heading_below(kept[place][1]) and kept[place][1].casefold() not in CLOSING:
            return place
    return end


def _span(kept: _Blocks, begin: int, closing: int, end: int) -> slice:
    """The lines from one of those that are kept to another."""
    if begin >= min(closing, len(kept)):
        return slice(end, end)
    return slice(kept[begin][0], kept[closing][0] if closing < len(kept) else end)


def _text(text: Lines, span: slice, title: str) -> tuple[str, ...]:
    """The paragraphs of some lines, without the feet of pages."""
    lines: list[str] = []
    for block in _without_feet(text.lines[span], title):
        # A page may end within a paragraph.
        goes_on = text.wrapped and lines and _goes_on(lines, block)
        lines += block if goes_on else ["", *block]
    return Lines(lines, text.wrapped, text.width).paragraphs(0)


def _without_feet(lines: Sequence[str], title: str) -> Iterator[list[str]]:
    """The lines between the feet of pages, and the headlines that head the next ones."""
    block: list[str] = []
    wanted = ""
    for line in lines:
        text = " ".join(line.split())
        if FURNITURE.fullmatch(text):
            yield block
            block, wanted = [], title.casefold()
        elif wanted and text and wanted.startswith(text.casefold()):
            wanted = wanted.removeprefix(text.casefold()).strip()
        else:
            wanted = "" if text else wanted
            block.append(line)
    yield block


def _goes_on(above: list[str], below: list[str]) -> bool:
    """Whether a paragraph goes on over the end of a page; blank lines between are taken out."""
    while above and not above[-1].strip():
        above.pop()
    while below and not below[0].strip():
        below.pop(0)
    return bool(above and below) and is_within_sentence(above[-1], below[0])
