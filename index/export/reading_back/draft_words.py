"""What a text of somebody's own quotes: block quotes, and passages in quotation marks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

from index.compare.quoted_words import word_count
from index.core.late_patterns import late
from index.export.reading_back import inline_passages, text_lines
from index.export.reading_back.named_sources import of_footnote
from index.export.reading_back.quotation import ID, Named, Passage, Quotation

_QUOTE = late(r"(?:>[ \t]?)+")
# Brackets of a text are escaped, so that these are the source's.
_SOURCE = late(rf"(?<!\\)\[(?:\^([^\]\s]{{1,200}})|({ID}))\]")
_SOURCE_AT_END = late(rf"\(({ID})\)[.,;]?$")
_BLOCK_ID = late(r"^[.,;]? \^[A-Za-z0-9-]+$")
_FOOTNOTE = late(r"^\[\^([^\]\s]+)\]:(.*)")
_OPENING, _CLOSING = frozenset('“„"«'), frozenset('”“"»')
_NAME = late(rf"(?<![A-Za-z0-9])({ID})(?![A-Za-z0-9])")

MOST_BEHIND = 6
"""Words that may stand behind the id in a block quote: who says so."""

Plain = Callable[[str], str]
"""Makes text of what is written."""


class Draft(NamedTuple):
    """What a text quotes."""

    quotations: list[Quotation]
    unproven: list[Passage]


class _Footnotes:
    """The footnotes of a text, by their names."""

    def __init__(self, noted: Mapping[str, str], unescaped: Plain) -> None:
        self._noted, self._unescaped = noted, unescaped

    def id_of(self, name: str) -> str:
        """The id that one is called by, or that it tells; "" for none, or several."""
        if _NAME.fullmatch(name):
            return name
        told = {found[1] for found in _NAME.finditer(self._noted.get(name, ""))}
        return told.pop() if len(told) == 1 else ""

    def source_of(self, name: str) -> Named:
        """The source that it tells as exports do."""
        return of_footnote(self._unescaped(self._noted.get(name, "")))


class _Part(NamedTuple):
    """A block quote, or a paragraph, with the line that stands before it."""

    kind: Literal["block", "own", "note"]
    before: str
    text: str


def read(text: str, unescaped: Plain, plain: Plain, *, is_part: bool = False) -> Draft:
    """What a text quotes. `unescaped` undoes what an export wrote, `plain` what writers put in
    besides. With `is_part` the block quotes are of a list of quotes, and the rest tells of these.
    """
    parts, noted = _parts(text)
    footnotes = _Footnotes(noted, unescaped)
    blocks = [
        [*_of_block(part, footnotes, unescaped, is_part=is_part)] if part.kind == "block" else None
        for part in parts
    ]
    has_blocks = any(isinstance(one, Quotation) for block in blocks for one in block or ())
    quoted: list[Quotation | Passage] = []
    for part, block in zip(parts, blocks, strict=True):
        if block is not None:
            quoted += block
        elif not is_part:
            quoted += _of_own(part, plain, footnotes, with_lines=has_blocks)
    return Draft(
        [one for one in quoted if isinstance(one, Quotation)],
        [one for one in quoted if isinstance(one, Passage)],
    )


def _of_own(
    part: _Part, plain: Plain, footnotes: _Footnotes, *, with_lines: bool
) -> Iterator[Quotation | Passage]:
    """What a paragraph of the writer's own quotes; lines as they are exported as text, where these
    do not tell that all of it is text.
    """
    if part.kind == "note":
        for one in inline_passages.in_marks(plain(part.text)):
            yield Passage(text=one, kind="note")
        return
    own = [part.text]
    if with_lines:
        lines, own = text_lines.parted(part.text)
        yield from lines
    yield from inline_passages.of_paragraphs(own, plain, footnotes)


def _of_block(
    part: _Part, footnotes: _Footnotes, unescaped: Plain, *, is_part: bool
) -> Iterator[Quotation | Passage]:
    """What a block quote quotes: what stands before each id, and behind the last one."""
    start = 0
    sources = [
        (one.span(), name, one[1] or name)
        for one in _SOURCE.finditer(part.text)
        if (name := one[2] or footnotes.id_of(one[1]))
    ]
    if not sources and part.before == "As marked:":
        yield Quotation(id="", texts=(unescaped(part.text),), is_former=True)
        return
    if not sources and (one := _SOURCE_AT_END.search(part.text)):
        sources = [(one.span(), one[1], one[1])]
    for (ends, behind), name, label in sources:
        text = unescaped(part.text[start:ends].strip())
        within = text[1:-1] if text[:1] in _OPENING and text[-1:] in _CLOSING else ""
        start = behind
        yield Quotation(
            id=name,
            texts=(text, within) if within else (text,),
            is_part=is_part,
            may_be_part=True,
            is_second=part.before == "As it stands now:",
            is_former=part.before.startswith("As marked"),
            named=footnotes.source_of(label),
        )
    rest = _BLOCK_ID.sub("", part.text[start:]).strip()
    # A few words behind an id are whose it is.
    if not start or word_count(rest) > MOST_BEHIND:
        yield Passage(text=unescaped(rest), kind="block")


def _parts(text: str) -> tuple[list[_Part], dict[str, str]]:
    """Block quotes, each paragraph of one by itself, and other paragraphs; and the footnotes by
    their names. What a footnote quotes that has no id in its name is the writer's too.
    """
    parts: list[_Part] = []
    footnotes: dict[str, str] = {}
    before = label = ""
    lines: list[str] = []
    is_block = False
    for line in (*text.split("\n"), ""):
        stripped = line.strip()
        if label and stripped and line[:1] in (" ", "\t"):
            footnotes[label] += f" {stripped}"
            continue
        quote, begins = _QUOTE.match(stripped), _FOOTNOTE.match(line)
        inner = stripped[quote.end() :].strip() if quote else stripped
        if lines and (begins or not inner or bool(quote) != is_block):
            part = _part(lines, before, is_block=is_block)
            parts.append(part)
            before = "" if is_block else lines[-1]
            lines = []
        is_block = bool(quote)
        if begins:
            label = begins[1]
            footnotes[label] = begins[2].strip()
        elif inner:
            label = ""
            lines.append(inner)
    parts += [
        _Part("own", "", each) for name, each in footnotes.items() if not _NAME.fullmatch(name)
    ]
    return parts, footnotes


def _part(lines: list[str], before: str, *, is_block: bool) -> _Part:
    if is_block:
        return _Part("block", before, " ".join(lines))
    return _Part("note" if lines[0].startswith("Note: ") else "own", before, "\n".join(lines))
