"""Whether a sentence or a quotation goes on below the end of a line."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.late_patterns import late

# Shorter lines are items of lists, verses, names and addresses.
_PROSE = 40
# A quotation is over so many lines at most.
_LOOKED_AT = 20
_SENTENCE_END = late(r"[.!?…:。！？][\"'”’»)\]]*$")
_ITEM = late(r"\s*(?:[-*•·‣▪–—+]|\(?\d{1,3}[.)])\s+\S")
# A word that no name and no brand (“iPhone”) is written like.
_SMALL_WORD = late(r"(?=[^\W\d_])[^\W\d_A-ZÀ-Þ]+(?=[\s,.;:!?’'”\")»-]|$)")
_OPENS = ("“", "„", "«", "‘")


def ends_sentence(line: str) -> bool:
    """Whether a sentence, or what leads up to a list, ends with a line."""
    return _SENTENCE_END.search(line.rstrip()) is not None


def is_item(line: str) -> bool:
    """Whether a line begins as the items of lists do."""
    return _ITEM.match(line) is not None


def is_within_sentence(line: str, after: str) -> bool:
    """Whether a sentence goes on from one line to another."""
    return not ends_sentence(line) and after.lstrip()[:1].islower()


def rejoined(block: Sequence[str]) -> list[str]:
    """Lines that stand together and are a paragraph each, but for those that break off within a
    sentence or a quotation: these are joined with what they go on with.
    """
    paragraphs = [[block[0]]]
    for place, after in enumerate(block[1:], 1):
        if goes_on(paragraphs[-1], block[place : place + _LOOKED_AT]):
            paragraphs[-1].append(after.lstrip())
        else:
            paragraphs.append([after])
    return [" ".join(lines) for lines in paragraphs]


def goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the last line of those `above`, which are one paragraph, is prose that breaks off,
    to go on with the first line `below` it.
    """
    line, after = above[-1].strip(), below[0].lstrip()
    if len(line) < _PROSE or " " not in line or ends_sentence(line) or is_item(after):
        return False
    # What begins small itself is an item of a list rather than a sentence.
    if _SMALL_WORD.match(after) and not above[0].lstrip()[:1].islower():
        return True
    said = " ".join(above[-_LOOKED_AT:])
    if after.startswith(_OPENS) or not _is_open(said):
        return False
    return not _is_open(" ".join((said, *below)))


def _is_open(text: str) -> bool:
    """Whether a quotation that begins in a text does not end in it."""
    low, high, closed = text.count("„"), text.count("“"), text.count("”")
    begun = low > high + closed if low else high > closed
    return begun or text.count('"') % 2 == 1 or text.count("«") > text.count("»")
