"""Rows of a list or a log in plain text: lines that all begin with a figure of one form, a day, an
hour, a number. Each is a paragraph: what stands in two rows has nothing to do with each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain, islice

from index.core.late_patterns import late
from index.ingest.readers.dates.month_names import named_month
from index.ingest.readers.text_parts.broken_lines import is_item

# So few lines are no list. Of a list so many of ten begin alike; the others go on with a row.
_FEWEST, _OF_TEN = 3, 6
# Of more rows than this, several make a paragraph.
_MOST = 100_000
# What a row begins with: “2024-03-01”, “Entry 12:”, “| 7”, “[09:15:02]”.
_BEGINS = late(
    r"\s*[\[(|]?\s*(?:(?P<word>[^\W\d_]{2,20})[.:]?\s+)?(?P<figure>[^\s\w]?\d[\w.,:/+-]*)"
)


def rows_in(block: Sequence[str]) -> list[str] | None:
    """The rows that lines are which stand together; None where they are no list. A line that begins
    otherwise goes on with the row above it if it is set in or begins small. Of very many, several
    rows stand in one.
    """
    if len(block) < _FEWEST or not (first := _form(block[0])):
        return None
    forms = [_form(line) for line in block]
    form, count = Counter(forms).most_common(1)[0]
    goes_on = [line[:1].isspace() or line[:1].islower() for line in block]
    anew = sum(own == form or not within for own, within in zip(forms, goes_on, strict=True))
    if form != first or count < _FEWEST or 10 * count < _OF_TEN * anew:
        return None
    rows: list[list[str]] = []
    for line, own, within in zip(block, forms, goes_on, strict=True):
        if own != form and within:
            rows[-1].append(line.strip())
        else:
            rows.append([line.strip()])
    # A log of a million lines is no article of as many paragraphs.
    several = -(-len(rows) // _MOST)
    return [
        " ".join(chain.from_iterable(rows[at : at + several]))
        for at in range(0, len(rows), several)
    ]


def begins_a_list(lines: Sequence[str]) -> bool:
    """Whether the first line of a text is the first row of a list, be there empty lines or not."""
    shown = list(islice((line for line in lines if line.strip()), _FEWEST))
    forms = {_form(line) for line in shown}
    return len(shown) == _FEWEST and len(forms) == 1 and "" not in forms


def _form(line: str) -> str:
    """What a line begins with, whatever its figures are; "" where it begins with none."""
    found = _BEGINS.match(line)
    if found is None or is_item(line):
        return ""
    word = (found["word"] or "").casefold()
    word = "month" if named_month(word) else word
    return f"{word} {re.sub(r'[0-9]+', '9', found['figure'])}"
