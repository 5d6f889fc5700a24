"""What is otherwise in one text than in another, paragraph by paragraph, on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.text import clean, fit, wrap
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from index import Comparison, ParagraphChange, Pieces

BECAME = "$faint"
_STYLES = {"kept": "", "dropped": "strike $bad", "added": "bold underline $good", "became": BECAME}
# Signs stand before the colours: a difference can be read where there are none.
_SIGNS = {"same": " ", "rewritten": "~", "added": "+", "dropped": "−"}
_SIGN_STYLES = {"~": "bold $warn", "+": "bold $good", "−": "bold $bad", "→": "bold $key", " ": ""}
_FIELDS = {
    "title": "headline",
    "date": "date",
    "updated": "updated",
    "outlet": "outlet",
    "byline": "byline",
    "section": "section",
    "language": "language",
    "url": "address",
    "tags": "tags",
}
_COLUMN = 80
_LABEL = 10  # the sign, the places, a blank
_NARROW_LABEL = 2


def shown(pieces: Pieces) -> tuple[str, list[tuple[int, int, str]]]:
    """Pieces one after the other as text that may be shown, and which stretches of it were dropped
    and added: start, end, kind. Where no blank keeps what was dropped apart from what came in its
    place an arrow does, since not every terminal can strike out: it "became" that.
    """
    text = ""
    spans: list[tuple[int, int, str]] = []
    for piece in pieces:
        replaces = piece.kind == "added" and spans and spans[-1][1:] == (len(text), "dropped")
        if replaces and not (text[-1:].isspace() or piece.text[:1].isspace()):
            spans.append((len(text), len(text) + 1, "became"))
            text += "→"
        if piece.kind != "kept":
            spans.append((len(text), len(text) + len(piece.text), piece.kind))
        text += piece.text
    return clean(text), spans


def painted(pieces: Pieces) -> tuple[str, list[tuple[int, int]], list[str]]:
    """The same with the style of each stretch apart, as a passage takes it."""
    text, spans = shown(pieces)
    return text, [(start, end) for start, end, _ in spans], [_STYLES[kind] for *_, kind in spans]


class DifferencesView(LineView):
    """A comparison. What is the same is counted, unless all of it is wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.comparison: Comparison | None = None
        self.every = False
        self._tops: list[int] = []
        """On which lines what is otherwise begins."""

    def show(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.show_anew(top=0)

    def show_every(self, *, every: bool) -> None:
        """Show the paragraphs that are the same too, or count them again."""
        place = self._place()
        self.every = every
        self.show_anew()
        if place < len(self._tops):
            self._go(self._tops[place])

    def _place(self) -> int:
        """The how manieth change stands nearest below the top of the window, from 0."""
        top = self.scroll_offset.y
        return next((at for at, y in enumerate(self._tops) if y >= top), len(self._tops))

    def next_change(self, step: int) -> bool:
        """Scroll to the next change, or the one before; False when there is none."""
        top = self.scroll_offset.y
        ways = [y for y in self._tops if (y > top if step > 0 else y < top)]
        if not ways or (step > 0 and top >= self.max_scroll_y):
            return False
        self._go(ways[0] if step > 0 else ways[-1])
        return True

    def _go(self, y: int) -> None:
        self.scroll_to(y=y, animate=False, force=True)

    def lay_out(self, cells: int) -> Sequence[Content]:
        self._tops = []
        lines: list[Content] = []
        if self.comparison is None:
            return lines
        for is_change, block in _blocks(self.comparison, cells, every=self.every):
            if is_change:
                self._tops.append(len(lines))
            lines += [*block, Content("")]
        return lines[:-1]


Block = list[Content]


def _blocks(comparison: Comparison, cells: int, *, every: bool) -> Iterator[tuple[bool, Block]]:
    label = _LABEL if cells >= 60 else _NARROW_LABEL
    room = min(_COLUMN, cells - label - 1)
    for field in comparison.fields:
        said = f"{_FIELDS[field.name]}: "
        text, spans = shown(field.pieces)
        moved = [(a + len(said), b + len(said), kind) for a, b, kind in spans]
        lines = _wrapped(said + text, moved, room)
        first = lines[0].stylize(present.QUIET, 0, min(len(said), len(lines[0])))
        yield True, _labelled("~", "", [first, *lines[1:]], label)
    for is_shown, run in groupby(comparison.changes, lambda one: every or one.is_change):
        changes = list(run)
        if is_shown:
            for one in changes:
                yield one.is_change, _paragraph(one, label, room)
        else:
            said = f"{present.plural(len(changes), 'paragraph')} unchanged"
            yield False, _labelled(" ", "", [Content.styled(f"⋯ {said}", present.QUIET)], label)


def _paragraph(change: ParagraphChange, label: int, room: int) -> Block:
    sign = "→" if change.moved and change.kind == "same" else _SIGNS[change.kind]
    text, spans = shown(change.pieces)
    lines = _wrapped(text, spans, room)
    places = [f"{at}" for at in (change.old, change.new) if at is not None]
    same = change.old == change.new
    said = f"¶{places[0] if same else '→'.join(places)}"
    if change.moved:
        moved = f"moved from ¶{change.old} to ¶{change.new}"
        lines.append(Content.styled(moved, present.QUIET))
    if not change.is_change:
        lines = [line.stylize_before(present.QUIET) for line in lines]
    return _labelled(sign, said, lines, label)


def _wrapped(text: str, spans: Sequence[tuple[int, int, str]], room: int) -> Block:
    styles = [(a, b, _STYLES[kind]) for a, b, kind in spans]
    return [present.styled_line(text, a, b, styles) for a, b in wrap(text, room)]


def _labelled(sign: str, places: str, lines: Block, label: int) -> Block:
    """Lines with a sign before the first, and which paragraph it is where there is room."""
    said = fit(places, label - 3) if label > _NARROW_LABEL else ""
    head = Content.assemble(
        (sign, _SIGN_STYLES[sign]), (f" {said}".ljust(label - 1), present.QUIET)
    )
    blank = Content(" " * label)
    return [(head if at == 0 else blank) + line for at, line in enumerate(lines)]
