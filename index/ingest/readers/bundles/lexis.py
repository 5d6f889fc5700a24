"""LexisNexis Academic and nexis.com: documents begin with “1 of 161 DOCUMENTS”.

Below it stand outlet and date, the headline without a label or with one, labels in capitals such as
`LENGTH: 3362 words`, the text, and more labels. The notice of copyright is above or below all that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.core.late_patterns import late
from index.ingest.readers.bundles.asides import asides, is_appended, parts_of
from index.ingest.readers.bundles.bundle import Bundle, Document, outlet_name, stated_words
from index.ingest.readers.bundles.lexis_labels import ABOVE, BELOW, above, below
from index.ingest.readers.bundles.lines import (
    Lines,
    date_of,
    is_copyright,
    is_date_line,
    stated_documents,
    tail_start,
)
from index.ingest.readers.bundles.nexis import labelled
from index.ingest.readers.bundles.signs import START

_START = late(START, re.IGNORECASE)
_BODY = late(r"(?:BODY|TEXT|VOLLTEXT|CORPS|CUERPO|CORPO)\s*:\s*(.*)", re.DOTALL)
# Labels are written in capitals here, which a sentence of a text hardly begins with.
_CAPITALS = late(r"\s*[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ -]{1,30}\s?:")
_HEAD = 14

_Blocks = Sequence[tuple[int, str]]


def lexis(text: Lines) -> Bundle | None:
    """The documents of an export; None when it is none."""
    found = [(place, _START.fullmatch(line)) for place, line in enumerate(text.lines)]
    numbered = [(place, one) for place, one in found if one]
    starts = [place for place, _ in numbered]
    if not starts:
        return None
    spans = zip(starts, [*starts[1:], len(text.lines)], strict=True)
    documents = [_document(text, start + 1, end) for start, end in spans]
    dated = sum(bool(one.date and one.outlet) for one in documents)
    stated = stated_documents((int(one[1] or one[3]), int(one[2] or one[4])) for _, one in numbered)
    return Bundle("LexisNexis", tuple(documents), stated) if dated * 2 >= len(documents) else None


def _document(text: Lines, start: int, end: int) -> Document:
    blocks = text.blocks(start, end, begins=_is_label)
    above_text, begin = _head(blocks)
    count = begin + tail_start(blocks[begin:], _is_below)
    dated = next((n for n, (_, line) in enumerate(above_text) if is_date_line(line)), -1)
    said = labelled(above_text, above, ABOVE)
    said |= labelled(blocks[count:], below, BELOW)
    apart = asides((line for _, line in above_text), parts_of(blocks[count:], below))
    first = blocks[begin][0] if begin < len(blocks) else end
    last = blocks[count][0] if count < len(blocks) else end
    paragraphs = text.paragraphs(first, last)
    opening = _BODY.fullmatch(paragraphs[0]) if paragraphs else None
    if opening:
        paragraphs = (opening[1], *paragraphs[1:]) if opening[1] else paragraphs[1:]
    return Document(
        title=said.get("title") or _title(above_text, dated),
        outlet=_outlet(above_text[: max(0, dated)]),
        date=date_of(above_text[dated][1]) if dated >= 0 else "",
        byline=said.get("byline", ""),
        section=said.get("section", ""),
        language=said.get("language", "").partition(";")[0],
        url=said.get("url", ""),
        words=stated_words(said.get("words", "")),
        paragraphs=paragraphs,
        before=tuple(apart.before),
        behind=tuple(apart.behind),
        updated=apart.updated,
    )


def _head(blocks: _Blocks) -> tuple[_Blocks, int]:
    """What stands above a text, and where the text begins: at BODY, else below the labels."""
    for place, (_, line) in enumerate(blocks[:_HEAD]):
        if _BODY.fullmatch(line):
            return blocks[:place], place
    labels = [n for n, (_, line) in enumerate(blocks[:_HEAD]) if _is_above(line)]
    end = labels[0] if labels else _undated(blocks)
    while labels and end + 1 < len(blocks) and _is_above(blocks[end + 1][1]):
        end += 1
    return blocks[: end + 1], end + 1


def _undated(blocks: _Blocks) -> int:
    """The headline of a document without labels: it stands below the date."""
    dated = next((n for n, (_, line) in enumerate(blocks[:_HEAD]) if is_date_line(line)), -1)
    return min(dated + 1, len(blocks) - 1)


def _outlet(lines: _Blocks) -> str:
    """The last line above the date that is no notice of copyright."""
    named = [line for _, line in lines if not is_copyright(line)]
    return outlet_name(named[-1]) if named else ""


def _title(lines: _Blocks, dated: int) -> str:
    """What stands between the date and the first label."""
    free = [
        line
        for _, line in lines[dated + 1 :]
        if not (_is_above(line) or is_copyright(line) or is_appended(line))
    ]
    return free[0] if free else ""


def _is_label(line: str) -> bool:
    return _CAPITALS.match(line) is not None and (
        _is_above(line) or below.fullmatch(line) is not None
    )


def _is_above(line: str) -> bool:
    return _CAPITALS.match(line) is not None and above.fullmatch(line) is not None


def _is_below(text: str) -> bool:
    return is_copyright(text) or (
        _CAPITALS.match(text) is not None and below.fullmatch(text) is not None
    )
