"""What services set apart from a text and the outlet published with it: a standfirst, corrections,
captions of pictures, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from index.core.late_patterns import late
from index.ingest.readers.bundles.lines import date_of

STANDFIRST = frozenset({"highlight", "encart", "insert"})
CORRECTION = frozenset({"correction", "corrections", "korrektur", "correctif", "corrección"})
GRAPHIC = frozenset("graphic graphics grafik graphique gráfico grafico".split())
NOTES = frozenset({"notes"})
DAY_OF_CORRECTION = frozenset({"correction-date", "correction date"})
_SHOWN = CORRECTION | GRAPHIC | NOTES
# What stands above a text of which a correction stands elsewhere, mostly below it.
_APPENDED = late(
    r"\b(?:(?:correction|clarification|editors?['’]? note)s? appended|corrections? below)\b\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Asides:
    """Paragraphs to stand before and behind a text, and the day it was corrected, "" if unknown."""

    before: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    updated: str = ""


def asides(above: Iterable[str], below: Iterable[tuple[str, str]]) -> Asides:
    """What is set apart in the lines above a text and in the labelled parts below it."""
    found = Asides()
    lines = list(above)
    for line in lines:
        label, colon, text = line.partition(":")
        if colon and text.strip() and label.strip().casefold() in STANDFIRST:
            found.before.append(text.strip(" |"))
    for label, text in below:
        if label in DAY_OF_CORRECTION:
            found.updated = found.updated or date_of(text)
        elif label in _SHOWN and text:
            found.behind.append(f"{label.capitalize()}: {text}")
    is_told = any(one.casefold().startswith(tuple(CORRECTION)) for one in found.behind)
    said = next((one[0] for line in lines if (one := _APPENDED.search(line))), "")
    if said and not is_told:
        found.behind.append(said)
    return found


def is_appended(line: str) -> bool:
    """Whether a line only says that a correction stands elsewhere."""
    return _APPENDED.match(line.strip()) is not None


def parts_of(
    lines: Sequence[tuple[int, str]], pattern: re.Pattern[str], *, wrapped: bool = False
) -> Iterator[tuple[str, str]]:
    """The labels of some numbered lines, in small letters, with what stands at each: behind a colon
    or, where the label is a heading, in the lines below it, a paragraph each unless `wrapped`.
    """
    label, text, last = "", "", -1
    for number, line in lines:
        found = pattern.fullmatch(line)
        if found or line.casefold() in _SHOWN:
            yield label, text
            label = (found[1] if found else line).casefold()
            text = found[2] if found else ""
        elif text and not (wrapped and number == last + 1):
            yield label, text
            # What is below a label in its line is none of its own.
            label, text = (label, line) if label in _SHOWN else ("", "")
        else:
            text = f"{text} {line}".strip()
        last = number
    yield label, text
