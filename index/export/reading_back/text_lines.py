"""Lines of text as they are exported: what is quoted, its source, and the id at the end."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.late_patterns import late
from index.export.citation import within_marks
from index.export.reading_back.named_sources import of_text
from index.export.reading_back.quotation import ID, Quotation

_PLACE = late(r", ¶ \d")
_ID_BEHIND = late(rf" \[({ID})\]\Z")
_MOST = 100
"""Places at which a text may end that are tried, the last of a line."""
_BEHIND = late(r" — | \[")
_MARKED = late(rf" \[as marked, (?:pp?\. .*?, )?¶ [^“”]*?, ({ID}): ")
_UNNAMED = late(r" \[as marked(?:, (?:pp?\. .*?, )?¶ [^“”]*?)?: ")
_SAID_ENDS = late(r"\](?: — | \[)")


def parted(text: str) -> tuple[list[Quotation], list[str]]:
    """The quotations in lines of their own, and what stands before, between and behind them."""
    found: list[Quotation] = []
    own: list[list[str]] = [[]]
    for line in text.split("\n"):
        if quoted := of_line(line):
            found += quoted
            own.append([])
        else:
            own[-1].append(line)
    return found, [joined for lines in own if (joined := "\n".join(lines)).strip()]


def of_line(line: str) -> tuple[Quotation, ...]:
    """What a line quotes; nothing for one that is not such a line."""
    said = line.strip()
    named = _ID_BEHIND.search(said)
    if named and _PLACE.search(said, 0, named.start()):
        return tuple(_quotations(said[: named.start()], named[1]))
    return ()


def _quotations(line: str, name: str) -> Iterator[Quotation]:
    """What a line quotes, without the id at its end: what stands there today, or stood, and what
    was marked, where that is another text.
    """
    ends = [one.start() for one in _BEHIND.finditer(line)][-_MOST:] or [len(line)]
    texts = [(text, end) for end in ends for text in within_marks(line[:end])]
    proven = Quotation(id=name, texts=tuple(text for text, _ in texts)).proven
    places = [end for text, end in texts if text == proven] or ends
    marked = next(filter(None, (_marked(line, end) for end in places)), None)
    if marked is not None:
        yield marked
    at = places[0]
    if proven is None:
        # Where the text ends nothing tells then, but that it stands between marks for the most.
        at = next((end for end in ends if line[end - 1] == "”"), at)
    likely = [proven] if proven is not None else list(within_marks(line[:at]))
    rest = [text for text, _ in texts if text not in likely]
    # Where it may end in several places, a part of it may be what was left of it.
    is_clear = sum(line[end - 1] == "”" for end in ends) == 1
    is_former = line.startswith(" [as marked; ", at) or "changed since" in line[at:]
    yield Quotation(
        id=name,
        texts=(*likely, *rest),
        may_be_part=is_clear,
        named=of_text(_source(line[at:])),
        is_second=marked is not None,
        is_former=marked is None and is_former,
    )


def _source(behind: str) -> str:
    """The source behind a text, between which things may be said of it in brackets."""
    if behind.startswith(" — "):
        return behind[3:]
    return behind.rpartition("] — ")[2]


def _marked(line: str, start: int) -> Quotation | None:
    """What was marked, if that is told at a place of a line."""
    told = _MARKED.match(line, start) or _UNNAMED.match(line, start)
    if told is None:
        return None
    name = "".join(told.groups())
    ends = [one.start() for one in _SAID_ENDS.finditer(line, told.end())][-_MOST:]
    texts = tuple(text for end in ends for text in within_marks(line[told.end() : end]))
    return Quotation(id=name, texts=texts, is_former=True) if texts else None
