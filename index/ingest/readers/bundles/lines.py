"""Lines of a bundle: which of them are dates, copyright notices, labels, and where texts end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.text_parts.paragraph_splitting import blocks_of, split_lines, wrap_width

_DATE = late(
    r"(?:[^\W\d_]{2,12}[.,]{0,2}\s+)?(?:"
    r"\d{1,2}(?:er|º|st|nd|rd|th)?\.?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?\d{4}"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2},?\s+\d{4}"
    r"|[^\W\d_]{3,12}\.?,?\s+\d{4}"
    r"|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]"
    r"|\d{4}-\d{2}-\d{2}"
    r")\b.{0,60}"
)
_YEAR = late(r"\d{4}")
_COPYRIGHT = late(
    r"(?:copyright|\(c\)|©|all rights reserved|alle rechte vorbehalten|tous droits réservés|"
    r"todos los derechos reservados|tutti i diritti riservati|alle rechten voorbehouden)",
    re.IGNORECASE,
)
_LIKE_A_LABEL = late(r"[^\W\d_a-zà-ÿ][\w/()&-]*(?: [\w/()&-]+){0,3}: \S")
_LONGEST_NOTICE = 300
_WIDEST = 100


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text. Where `wrapped`, paragraphs are parted by empty lines and may go over
    several; else each line is one. `width` is what they were wrapped at, 0 where it is not known.
    """

    lines: Sequence[str]
    wrapped: bool = False
    width: int = 0

    def paragraphs(self, start: int, end: int | None = None) -> tuple[str, ...]:
        chosen = self.lines[start:end]
        if self.wrapped:
            return tuple(split_lines(chosen, self.width))
        return tuple(filter(None, (" ".join(line.split()) for line in chosen)))

    def blocks(
        self, start: int, end: int, begins: Callable[[str], object] = lambda _: False
    ) -> list[tuple[int, str]]:
        """Where each paragraph begins, and its text on one line. A line that `begins` one does so
        without an empty line above it.
        """
        found: list[tuple[int, str]] = []
        goes_on = False
        for place in range(start, end):
            line = " ".join(self.lines[place].split())
            if line and goes_on and self.wrapped and not begins(line):
                found[-1] = found[-1][0], f"{found[-1][1]} {line}"
            elif line:
                found.append((place, line))
            goes_on = bool(line)
        return found


def wrapped_lines(lines: Sequence[str]) -> Lines:
    """The lines of a plain text, with the width that all of it is wrapped at: where its few lines
    do not tell, the longest of them, if none is as long as a paragraph.
    """
    longest = max((len(line.strip()) for line in lines), default=0)
    width = wrap_width(list(blocks_of(lines))) or (longest if longest <= _WIDEST else 0)
    return Lines(lines, wrapped=True, width=width)


def is_date_line(line: str) -> bool:
    """Whether a line tells a day or month and hardly anything else."""
    text = " ".join(line.split())
    return len(text) <= 90 and _DATE.fullmatch(text) is not None and len(date_of(text)) >= 7


def date_of(line: str) -> str:
    """The date that a line begins with; "" when it begins with none. What follows may be an
    edition, which the forms of dates do not know.
    """
    words = line.replace(",,", ",").split()
    year = next((n for n, word in enumerate(words[:6]) if _YEAR.search(word)), len(words))
    # A time of day may follow, with its half of the day and its zone.
    timed = any(":" in word for word in words[year + 1 : year + 5])
    for end in range(min(len(words), year + (6 if timed else 1)), year, -1):
        found = find_date(" ".join(words[:end]).rstrip(",;"))
        if found:
            return found
    return ""


def is_copyright(text: str) -> bool:
    """Whether a paragraph is a notice of whose it is."""
    return len(text) <= _LONGEST_NOTICE and _COPYRIGHT.match(text) is not None


def tail_start(blocks: Sequence[tuple[int, str]], is_label: Callable[[str], bool]) -> int:
    """How many of the blocks are the text: those behind are labels and notices to the end. Among
    them may stand what is written like a label and is none that is known.
    """
    count = len(blocks)
    while count:
        if is_label(blocks[count - 1][1]):
            count -= 1
        elif (
            1 < count < len(blocks)
            and _LIKE_A_LABEL.match(blocks[count - 1][1])
            and is_label(blocks[count - 2][1])
        ):
            count -= 2
        else:
            break
    return count


def stated_documents(numbered: Iterable[tuple[int, int]]) -> int:
    """How many documents a file says it holds, by “1 of 47”, “2 of 47” above them. Where the
    numbers begin again, another export was put behind the first.
    """
    total, last = 0, 0
    for number, of in numbered:
        total += of if number <= last or not total else 0
        last = number
    return total


def label_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Lines that begin with one of some labels and a colon: group 1 the label, 2 what follows."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    # Blanks and a bar at the end belong to no value; each is looked at once.
    value = r"(?:\s*+(?:[^\s|]++|\|(?!\s*+\Z)))*+"
    pattern = rf"\s*+({listed})\s*+:(?:\s*+\|)?\s*+({value})\s*+\|?\s*+"
    return late(pattern, re.IGNORECASE)
