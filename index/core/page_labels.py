"""Pages of print by their printed labels: “12”, “xiv”, “A4”, “12–13” where more than one is meant.

What is known of a text is a tuple of them, `pages`: one for each of its paragraphs, "" where none
is known, or a single one for the text as a whole, as press databases have it.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

TO = "–"
"""Between the first and the last page of what runs over more than one."""

_LONGEST = 40
# Letters around the place where the last paragraph ended, in which the next one is looked for.
_NEAR = 20_000


def label_of(text: str) -> str:
    """A printed label, or pages, as they are kept; "" for what is none."""
    # Loaded here: searches show labels and read none.
    from index.core.clean import clean  # noqa: PLC0415

    label = clean(text).strip(" .,;:")
    return label if len(label) <= _LONGEST else ""


def one_label(text: str) -> str:
    """That of a single page: what is “12–13” there does not run from one page to another."""
    return label_of(text.replace(TO, "-"))


def over(first: str, last: str) -> str:
    """The pages from one to another, "12–13"; the one that is known where the other is not."""
    begun, ended = first.partition(TO)[0], last.rpartition(TO)[2]
    if not begun or not ended or begun == ended:
        return begun or ended
    return f"{begun}{TO}{ended}"


def ends_of(label: str) -> tuple[str, str]:
    """The first and the last of some pages; "" and "" for none."""
    begun, _, ended = label.partition(TO)
    return begun, ended or begun


def cited_page(label: str) -> str:
    """Pages as a source is given: “p. 12”, “pp. 12–13”; "" for none."""
    if not label:
        return ""
    return f"pp. {label}" if TO in label or ", " in label else f"p. {label}"


def joined(labels: Iterable[str]) -> str:
    """Several in one line, in the order given, each once: “12, 14–15”."""
    told = list(dict.fromkeys(filter(None, labels)))
    runs = {end for label in told if TO in label for end in ends_of(label)}
    return ", ".join(label for label in told if label not in runs)


def page_at(pages: Sequence[str], place: int) -> str:
    """The page of the paragraph at a place, counted from 0, or that of the whole text; else ""."""
    if len(pages) == 1:
        return pages[0]
    return pages[place] if place < len(pages) else ""


def found_again(pieces: Sequence[tuple[str, str]], paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The pages of paragraphs that were made of pieces of text, each given with its pages; () where
    none is known.

    Pieces may have been joined, parted, left out and cleaned: their letters are looked for, in
    order, near the place where those of the last paragraph ended.
    """
    if not any(label for _, label in pieces):
        return ()
    letters = [_letters(text) for text, _ in pieces]
    starts = [0, *accumulate(map(len, letters))]
    stream, at = "".join(letters), 0
    found: list[str] = []
    for text in paragraphs:
        wanted = _letters(text)
        begun = stream.find(wanted, at, at + len(wanted) + _NEAR)
        if begun < 0:
            begun = stream.find(wanted, max(0, at - _NEAR), at)
        if begun < 0:
            found.append("")
            continue
        at = begun + len(wanted)
        first = bisect_right(starts, begun, hi=len(pieces)) - 1
        last = bisect_right(starts, max(begun, at - 1), hi=len(pieces)) - 1
        found.append(over(pieces[first][1], pieces[last][1]))
    return tuple(found) if any(found) else ()


def kept_with(
    pages: Sequence[str], before: Sequence[str], paragraphs: Sequence[str]
) -> tuple[str, ...]:
    """The pages of a text whose paragraphs were others before."""
    if len(pages) <= 1 or before == paragraphs:
        return tuple(pages)
    if len(pages) != len(before):
        return ()
    return found_again(list(zip(before, pages, strict=True)), paragraphs)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))
