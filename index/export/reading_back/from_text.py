"""Quotations out of plain text, where each is a line with its source and its id."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.late_patterns import late
from index.export.citation import within_marks
from index.export.reading_back.quotation import ID, Quotation, ReadBack, stated_in

_PLACE = late(r", ¶ \d")
_ID_BEHIND = late(rf" \[({ID})\]\Z")
_NOTE = "Note: "
_MOST = 100
"""Places at which a text may end that are tried, the last of a line."""
_BEHIND = late(r" — | \[")
_MARKED = late(rf" \[as marked, (?:pp?\. .*?, )?¶ [^“”]*?, ({ID}): ")
_UNNAMED = late(r" \[as marked(?:, (?:pp?\. .*?, )?¶ [^“”]*?)?: ")
_SAID_ENDS = late(r"\](?: — | \[)")


def from_text(text: str) -> ReadBack:
    """The quotations of a text; what stands between them is the writer's own, and so are notes, as
    far as the next empty line.
    """
    found: list[Quotation] = []
    above, *_ = text.removeprefix("\ufeff").split("\n", 1)
    in_note = False
    for line in text.split("\n"):
        in_note = line.startswith(_NOTE) or (in_note and bool(line.strip()))
        said = line.strip()
        named = None if in_note else _ID_BEHIND.search(said)
        if named and _PLACE.search(said, 0, named.start()):
            found += _quotations(said[: named.start()], named[1])
    is_head = above.startswith("[") and above.endswith("]")
    stated = stated_in(above) if is_head else 0
    return ReadBack(form="text", quotations=tuple(found), stated=stated)


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
    is_former = line.startswith(" [as marked; ", at) or "changed since" in line[at:]
    yield Quotation(
        id=name,
        texts=(*likely, *rest),
        is_second=marked is not None,
        is_former=marked is None and is_former,
    )


def _marked(line: str, start: int) -> Quotation | None:
    """What was marked, if that is told at a place of a line."""
    told = _MARKED.match(line, start) or _UNNAMED.match(line, start)
    if told is None:
        return None
    name = "".join(told.groups())
    ends = [one.start() for one in _SAID_ENDS.finditer(line, told.end())][-_MOST:]
    texts = tuple(text for end in ends for text in within_marks(line[told.end() : end]))
    return Quotation(id=name, texts=texts, is_former=True) if texts else None
