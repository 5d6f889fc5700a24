"""Plain text to paragraphs, by whatever structure the text has.

1. Blank lines part paragraphs.
2. Lines that were wrapped at a width are joined again; a text is wrapped when most of its line ends
   stand where the next word would not have fitted. In such a text an indented line, a list item, or
   a short line that ends a sentence begins or ends a paragraph too. Words that line ends cut are
   joined.
3. Lines that were not wrapped are a paragraph each, but for those that break off within a sentence
   or a quotation. Where some were wrapped and others were not, as in a letter with a signature,
   each block of lines is judged by itself.
4. Rows of a list, which begin with a day or a number each, are a paragraph each.
5. A long text without any structure is parted between sentences into pieces of some 600 to 900
   characters, because one paragraph of many thousand can neither be cited nor read. A long
   paragraph among others stays as it was published.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.core.late_patterns import late
from index.ingest.readers.text_parts.broken_lines import (
    ends_sentence,
    goes_on,
    is_item,
    is_within_sentence,
    rejoined,
)
from index.ingest.readers.text_parts.cut_words import are_cut, cut_at, keeps_hyphen, words_in
from index.ingest.readers.text_parts.plain_rows import rows_in

# Wrapped text is never wider; one-line paragraphs nearly always are.
_WIDEST, _NARROWEST = 132, 40
_WRAPPED_SHARE = 0.6
# A narrow column needs more: lists of names and verses are as wide, and their lines begin anew.
_COLUMN, _COLUMN_SHARE, _WITHIN_SHARE = 20, 0.9, 0.3
_FEW = 3  # line ends
# Above `_GIANT` characters a text's only paragraph is parted; above `_HUGE` any is.
_GIANT, _PIECE, _HUGE = 2_500, 600, 50_000
_SENTENCE = late(
    r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’»)\]]))\s+(?=[\"'“‘«(\[]?[^\W\d_a-zà-ÿ]|[\"'“‘«(\[]?\d)"
    r"|(?<=[。！？])(?![」』”’）])"
)
_ABBREVIATED = late(
    r"(?:^|[\s(\"“‘'])(?:[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]|Mr|Mrs|Ms|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|"
    r"Capt|Rev|Hon|St|Jr|Sr|No|vs|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)

# What ends lines beside the usual sign.
_LINE_ENDS = late("[\r\f\x85\u2028\u2029]")


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them, without blanks at their ends.

    A form feed and Unicode's paragraph separator leave an empty line.
    """
    if _LINE_ENDS.search(text):
        text = re.sub("\r\n?|[\x85\u2028]", "\n", text)
        text = re.sub("[\f\u2029]", "\n\n", text)
    return [line.rstrip() for line in text.split("\n")]


def split(text: str) -> list[str]:
    """The paragraphs of a plain text, none of them empty."""
    return split_lines(lines_of(text))


def split_lines(lines: Sequence[str], width: int = 0) -> list[str]:
    """`split` for a text already in lines as `lines_of` gives them. `width` is what they were
    wrapped at, where that is known better than by these lines alone.
    """
    blocks = list(blocks_of(lines))
    lists = {place: rows for place, block in enumerate(blocks) if (rows := rows_in(block))}
    prose = [block for place, block in enumerate(blocks) if place not in lists]
    width = width or wrap_width(prose)
    partly = 0 if width else _width_of_some(prose)
    words = words_in(lines) if width else Counter[str]()
    cut = words if width and are_cut([line for line in lines if line], words) else None
    paragraphs: list[str] = []
    for place, block in enumerate(blocks):
        if place in lists:
            paragraphs += lists[place]
        elif width and not _is_apart(block, width):
            paragraphs += _unwrap(block, width, cut)
        elif partly and _is_wrapped(block, partly):
            paragraphs += _unwrap(block, partly, None)
        else:
            paragraphs += rejoined(block)
    return part_giants([text for text in map(str.strip, paragraphs) if text])


def wrap_width(blocks: Sequence[Sequence[str]]) -> int:
    """The width that lines were wrapped at, 0 when they were not."""
    breaks = [pair for block in blocks for pair in pairwise(block)]
    widths = [len(line) for line, _ in breaks if " " in line.strip()]
    if not widths:
        return 0
    width = max(widths)
    if not _COLUMN <= width <= _WIDEST:
        return 0
    if width < _NARROWEST:
        return width if len(breaks) >= _FEW and _is_column(breaks, width) else 0
    if len(breaks) < _FEW:
        # Of so few lines the width tells nothing: they go on where none of them ends a sentence.
        broken = not any(ends_sentence(line) or is_item(after) for line, after in breaks)
        return width if broken and all(_goes_on(*pair, width) for pair in breaks) else 0
    forced = sum(_goes_on(line, after, width) for line, after in breaks)
    return width if forced >= _WRAPPED_SHARE * len(breaks) else 0


def _width_of_some(blocks: Sequence[Sequence[str]]) -> int:
    """The width that some lines of a text were wrapped at, 0 where no sentence is broken by any."""
    breaks = [(block, place) for block in blocks for place in range(1, len(block))]
    widths = [len(block[place - 1]) for block, place in breaks]
    some = any(goes_on([block[place - 1]], block[place : place + 1]) for block, place in breaks)
    return max((width for width in widths if width <= _WIDEST), default=0) if some else 0


def _is_wrapped(block: Sequence[str], width: int) -> bool:
    """Whether the lines of a block were broken for want of room."""
    breaks = list(pairwise(block))
    forced = sum(len(line) <= width and _goes_on(line, after, width) for line, after in breaks)
    return bool(breaks) and forced >= _WRAPPED_SHARE * len(breaks)


def _is_apart(block: Sequence[str], width: int) -> bool:
    """Whether lines are too short to have been broken, as those below a letter and of verses."""
    longest = max(map(len, block))
    return longest < width // 2 and not any(line.lstrip()[:1].islower() for line in block)


def _is_column(breaks: Sequence[tuple[str, str]], width: int) -> bool:
    """Whether lines that are hardly wider than those of lists are broken in their sentences."""
    forced = sum(_is_forced(line, after, width) for line, after in breaks)
    within = sum(is_within_sentence(line, after) for line, after in breaks)
    return forced >= _COLUMN_SHARE * len(breaks) and within >= _WITHIN_SHARE * len(breaks)


def part_giants(paragraphs: list[str]) -> list[str]:
    """The paragraphs; parted if there is only a long one, or where one is monstrous."""
    limit = _GIANT if len(paragraphs) == 1 else _HUGE
    parted: list[str] = []
    for text in paragraphs:
        parted += _pieces(text) if len(text) > limit else [text]
    return parted


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, roughly: an abbreviation or an initial ends none."""
    start = 0
    for gap in _SENTENCE.finditer(text):
        if not _ABBREVIATED.search(text[max(start, gap.start() - 12) : gap.start()]):
            yield text[start : gap.start()]
            start = gap.end()
    yield text[start:]


def blocks_of(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines that stand together, with empty ones between them and the next."""
    block: list[str] = []
    for line in lines:
        if line and not line.isspace():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_forced(line: str, after: str, width: int) -> bool:
    """Whether the first word of the next line would not have fitted on this one."""
    return len(line) + 1 + len(after.split(None, 1)[0]) > width


def _goes_on(line: str, after: str, width: int) -> bool:
    """Whether a line was broken: there was no more room, or a sentence goes on below it."""
    within = is_within_sentence(line, after)
    return _is_forced(line, after, width) or (within and len(line) >= width // 2)


def _unwrap(block: Sequence[str], width: int, cut: Counter[str] | None) -> Iterator[str]:
    """The paragraphs of lines that stand together; `cut` are the words of the text where its lines
    end within words.
    """
    usual = min(map(_indent, block))
    # Put together at the end: a text may be one paragraph of a million lines.
    joined = [block[0]]
    for line, after in pairwise(block):
        indented = _indent(after) > max(usual, _indent(line)) + 1
        forced, ends = _is_forced(line, after, width), ends_sentence(line)
        # Where a full line goes on with a dash or “10.”, they stand in the middle of a sentence.
        item = is_item(after) and not (forced and not ends)
        if indented or item or (ends and not forced):
            yield "".join(joined)
            joined = [after]
        elif parts := cut_at(line, after):
            if cut is not None and not keeps_hyphen(*parts, cut):
                joined[-1] = joined[-1][:-1]
            joined.append(after.lstrip())
        else:
            joined += (" ", after.lstrip())
    yield "".join(joined)


def _indent(line: str) -> int:
    blanks = line[: len(line) - len(line.lstrip())]
    return len(blanks.expandtabs(4))


def _pieces(text: str) -> Iterator[str]:
    piece = ""
    for sentence in sentences(text):
        for part in _hard_parts(sentence):
            if piece and (len(piece) >= _PIECE or len(piece) + len(part) > _GIANT):
                yield piece
                piece = part
            else:
                piece = f"{piece} {part}" if piece else part
    if piece:
        yield piece


def _hard_parts(sentence: str) -> Iterator[str]:
    """A sentence as it is, or, when it is none, cut between words or wherever it must be."""
    start = 0
    while len(sentence) - start > _GIANT:
        end = sentence.rfind(" ", start + _PIECE, start + _GIANT)
        end = end if end > 0 else start + _GIANT
        yield sentence[start:end].strip()
        start = end
    yield sentence[start:].strip()
