"""The query bar: the text, what it found, a count under each clause, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input, Static

from tui import present
from tui.keys import QUERY, bindings
from tui.text import clean, width, wrap
from tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from index import Repair, Results

_PLACEHOLDER = 'Search paragraphs: words, "a phrase", person:lee, -without'
_SHORT_PLACEHOLDER = 'words, "a phrase", person:lee'
_MARK = 12  # cells at most of a mark under a slip
_LINES = 5  # that tell of slips
_ROOMY = 110  # columns from which the long one stands beside the counts of any archive


class QueryInput(LineInput):
    """A line of text whose keys for completion and history are told to the bar."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(QUERY)]

    # One line, however long the text is: no layout of the screen at every letter.
    virtual_size = reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, size: Size) -> None:
        if self.container_size:
            self._scroll_update(size)

    class Key(Message):
        """A key that is not for editing: complete, previous, next, leave, or relax N; "here", where
        one goes to the query and is there.
        """

        def __init__(self, what: str, number: int = 0) -> None:
            super().__init__()
            self.what, self.number = what, number

    fresh = False
    """Whether the program has put the cursor here, and no key was pressed yet."""

    def on_key(self, event: events.Key) -> None:
        fresh, self.fresh = self.fresh, False
        if fresh and event.key == "slash" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Key("here"))

    def _on_paste(self, event: events.Paste) -> None:
        """All lines of what is pasted, on one: the framework's input takes the first alone."""
        event.stop()
        event.prevent_default()
        text = " ".join(event.text.split())
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)

    def action_complete(self) -> None:
        self.post_message(self.Key("complete"))

    def action_previous(self) -> None:
        self.post_message(self.Key("previous"))

    def action_next(self) -> None:
        self.post_message(self.Key("next"))

    def action_leave(self) -> None:
        self.post_message(self.Key("leave"))

    def action_relax(self, number: int) -> None:
        self.post_message(self.Key("relax", number))


class QueryBar(Vertical):
    """The input with its counts. Says what changed; searches nothing itself."""

    DEFAULT_CSS = """
    QueryBar { height: auto; background: $surface; padding: 0 1; }
    /* Says nothing new: the framework looks after a change of focus at what stands in such a rule
       itself, and not only before what does. */
    QueryBar:focus-within { background: $surface; }
    QueryBar #line { height: 1; }
    QueryBar #prompt { width: 2; color: $quiet; text-style: bold; }
    QueryBar:focus-within #prompt { color: $key; }
    QueryBar QueryInput { width: 1fr; background: $surface; min-width: 4; }
    QueryBar QueryInput:focus { background-tint: transparent; }
    QueryBar #counts { width: auto; min-width: 0; padding-left: 2; }
    QueryBar #under { height: 1; padding-left: 2; }
    QueryBar #repairs { height: auto; max-height: 5; padding-left: 2; display: none; }
    QueryBar #repairs.-filled { display: block; }
    """

    class Changed(Message):
        """The text of the query changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Submitted(Message):
        """The user is done writing."""

    class Complete(Message):
        """What the user is writing may have a completion."""

        def __init__(self, text: str, cursor: int) -> None:
            super().__init__()
            self.text, self.cursor = text, cursor

    def __init__(self, *, timed: bool = True, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._timed = timed
        self._results: Results | None = None
        self._kept = self._removed = 0
        self._history: Sequence[str] = ()
        self._at = -1
        self._draft = ""
        self._room = 0  # cells of the widest counts that were shown
        self._shown: dict[str, Content] = {}
        """What the lines that explain the text say, by their names."""
        self.writing = False
        """Whether the text is being written: how it was read is said once that is over, and until
        then nothing comes and goes under the hands.
        """

    def compose(self) -> ComposeResult:
        with Horizontal(id="line"):
            yield Static(Content("/"), id="prompt")
            yield QueryInput(
                compact=True, placeholder=_PLACEHOLDER, select_on_focus=False, id="query"
            )
            yield Static(id="counts")
        yield Static(id="under")
        yield Static(id="repairs")

    @property
    def input(self) -> QueryInput:
        return self.query_one(QueryInput)

    @property
    def text(self) -> str:
        return self.input.value

    def set_text(self, text: str) -> None:
        """Put a text into the bar without saying that it changed."""
        self.writing = False
        if text != self.input.value:
            with self.prevent(Input.Changed):
                self.input.value = text
                self.input.cursor_position = len(text)
                self.input.forget_typing()
            self._at = -1
        self._explain()

    def settle(self) -> None:
        """The text is meant as it stands: say how it was read."""
        self.writing = False
        self._explain()

    def set_history(self, history: Sequence[str]) -> None:
        self._history, self._at = history, -1

    def show(self, results: Results, kept: int = 0) -> None:
        """Show how much was found; `kept` rows are of what is found no more."""
        self._results, self._kept, self._removed = results, kept, 0
        self._explain()

    def show_removed(self, removed: int) -> None:
        """Say how many of what is found no more were removed."""
        if removed != self._removed:
            self._removed = removed
            self._explain()

    def show_busy(self) -> None:
        self._show_counts(Content.styled("searching …", present.QUIET))

    def cell_of(self, character: int) -> Offset:
        """The place on the screen below a character of the text."""
        left = self.input.content_region.x - self.input.scroll_offset.x
        return Offset(left + width(self.text[:character]), self.input.region.bottom)

    def earlier(self, step: int) -> None:
        """Go through the history: 1 is one search back, -1 one forward."""
        at = self._at + step
        if not -1 <= at < len(self._history):
            return
        if self._at < 0:
            self._draft = self.input.value
        self._at = at
        text = self._draft if at < 0 else self._history[at]
        with self.prevent(Input.Changed):
            self.input.value = text
            self.input.cursor_position = len(text)
        self.post_message(self.Changed(text))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._at, self.writing = -1, True
        self._explain()
        self.post_message(self.Changed(event.value))
        self.post_message(self.Complete(event.value, self.input.cursor_position))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted())

    def on_resize(self) -> None:
        self._room = 0
        roomy = self.size.width >= _ROOMY
        self.input.placeholder = _PLACEHOLDER if roomy else _SHORT_PLACEHOLDER
        self._explain()

    def _explain(self) -> None:
        """Counts, clauses and repairs of the last answer; of another text only the counts.

        As long as a text only grows, counts stand where they stood.
        """
        results = self._results
        if results is None:
            return
        time = results.milliseconds if self._timed else None
        counts = present.counts(
            results.paragraphs,
            results.articles,
            time,
            folded=results.folded,
            lacking=results.lacking,
            kept=self._kept,
            removed=self._removed,
        )
        if self.size.width < 60:
            more = f" +{present.number(self._kept)}" if self._kept else ""
            found = present.number(results.paragraphs)
            counts = Content.styled(f"{found} ¶{more}", present.QUIET)
        self._show_counts(counts)
        text = self.input.value
        grown = text.startswith(results.query.text)
        scroll = self.input.scroll_offset.x
        cells = max(1, self.size.width - 4)
        self._say("under", _under(results, scroll, cells) if grown else Content(""))
        if not self.writing:
            shown = results.query.repairs if results.query.text == text else ()
            ordered = sorted(shown, key=_weight)[:3]
            lines = [line for each in ordered for line in _pointer(text, each, scroll, cells)]
            self._show_repairs(lines[:_LINES])

    def _show_repairs(self, lines: Sequence[Content]) -> None:
        before = self._shown.get("repairs", Content(""))
        said = Content("\n").join(lines)
        self.query_one("#repairs").set_class(bool(lines), "-filled")
        self._say("repairs", said, layout=said.plain.count("\n") != before.plain.count("\n"))

    def _say(self, name: str, said: Content, *, layout: bool = False) -> None:
        """Let a line say something, if it does not say so yet."""
        before = self._shown.get(name)
        if before is None or (before.plain, before.spans) != (said.plain, said.spans):
            self._shown[name] = said
            self.query_one(f"#{name}", Static).update(said, layout=layout)

    def _show_counts(self, counts: Content) -> None:
        """Show them at the right end. Their room grows only, or every answer moved the bar."""
        room = max(self._room, counts.cell_length)
        blank = " " * (room - counts.cell_length)
        self._say("counts", blank + counts, layout=room != self._room)
        self._room = room


def _under(results: Results, scroll: int, cells: int) -> Content:
    """Each clause's own count under its beginning, and what is left once it is applied."""
    content = Content("")
    text = results.query.text
    for at, clause in enumerate(results.clauses):
        own, left = present.number(clause.count), present.number(clause.remaining)
        arrow = f" → {left}" if at and clause.remaining != clause.count else ""
        start = width(clean(text[: clause.span.start])) - scroll
        gap = max(start - content.cell_length, 2 if content else 0)
        if start < 0 or content.cell_length + gap + width(own + arrow) > cells:
            continue
        style = "bold $bad" if clause.span == results.killer else present.QUIET
        content = Content.assemble(content, " " * gap, (own + arrow, style))
    return content


def _pointer(text: str, repair: Repair, scroll: int, cells: int) -> list[Content]:
    """A mark under the place, and how the place was read: beside it, or below where that is more
    than there is room for.
    """
    size = max(1, min(_MARK, width(clean(text[repair.span.start : repair.span.end]))))
    start = max(0, width(clean(text[: repair.span.start])) - scroll)
    start = max(0, min(start, cells - size))
    message = clean(repair.message)
    styles = {"note": present.QUIET, "unread": "$bad"}
    style = styles.get(repair.severity, "$warn")
    mark, long = "▔" * size, width(message)
    if start + size + 1 + long <= cells:
        words = f"{' ' * start}{mark} {message}"
    elif long < start:
        words = f"{' ' * (start - long - 1)}{message} {mark}"
    else:
        below = [message[a:b] for a, b in wrap(message, cells)]
        return [Content.styled(line, style) for line in (" " * start + mark, *below)]
    return [Content.styled(words, style)]


def _weight(repair: Repair) -> bool:
    """What was lost is told before what was mended."""
    return not repair.lossy
