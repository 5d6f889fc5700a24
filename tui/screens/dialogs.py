"""Boxes over a screen. Each closes when its work has succeeded, and only then.

A dialogue is given what it is for as an async function. While that runs, the dialogue stays and
takes nothing; when it fails, the reason stands in the dialogue, below all that was written, and
the same can be tried again.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Button, Static

from tui.keys import DIALOG, bindings
from tui.program import program
from tui.screens.leaving import LeftOnce
from tui.screens.trouble import TellsTrouble, in_words
from tui.text import clean, clean_lines
from tui.typing import BY_KEY
from tui.widgets.shade import Shade

if TYPE_CHECKING:
    from rich.console import RenderableType


T = TypeVar("T")

_BUSY_AFTER = 0.2  # seconds until work that is still going on is said to be


class Dialog(TellsTrouble, LeftOnce[T], ModalScreen[T]):
    """A box in the middle. Answers what its work was done with, None when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOG)]
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .box {
        width: 64; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $border; border-title-style: bold;
        border-title-color: $foreground; border-subtitle-color: $quiet; padding: 1 2;
    }
    Dialog .words { height: auto; margin-bottom: 1; }
    Dialog .trouble { height: auto; max-height: 6; display: none; color: $bad; }
    Dialog.-trouble .trouble { display: block; }
    Dialog Input { background: $background; }
    """

    heading = ""
    """What stands at the top of the box."""

    below = ""
    """What stands at its foot, with {close} in place of the key that leaves it."""

    place = ""
    """The place whose keys stand there instead."""

    saving = "Save"
    """What doing it is called where one is asked whether to."""

    def __init__(self, act: Callable[[T], Awaitable[object]] | None = None) -> None:
        """`act` is what an answer is for. What it raises keeps the dialogue open."""
        super().__init__()
        self._act = act
        self._acting = False
        self._asking = False
        self._shade: Shade | None = None
        self._field: Widget | None = None
        self._busy_timer: Timer | None = None
        self._afterwards: Callable[[], object] | None = None

    def render(self) -> RenderableType | Visual:  # type: ignore[override]  # as any widget may
        below = super().render()
        if not isinstance(below, BackgroundScreen):
            return below
        if self._shade is None or not self._shade.is_over(below.screen, below.color):
            self._shade = Shade(below.screen, below.color)
        return self._shade

    def compose(self) -> ComposeResult:
        self._box = Vertical(classes="box")
        self._box.border_title = Content(clean(self.heading))
        self._box.border_subtitle = self._foot(self.below)
        with self._box:
            yield from self.fields()
            yield Static(classes="trouble")

    def fields(self) -> Iterable[Widget]:
        """What is in the box."""
        raise NotImplementedError

    # Doing it

    @property
    def acting(self) -> bool:
        """Whether the work is going on."""
        return self._acting

    def answer(self, value: T) -> None:
        """Do what an answer is for, then close; or say what failed, and stay as it was."""
        if self._acting:
            return
        if self._act is None:
            self._close(value)
            return
        self.refuse("")
        self._field = self.focused
        self.set_focus(None)
        self._acting = True
        self._busy_timer = self.set_interval(_BUSY_AFTER, self._say_busy)
        self._do(self._act, value)

    @work(exit_on_error=False, group=BY_KEY)
    async def _do(self, act: Callable[[T], Awaitable[object]], value: T) -> None:
        try:
            await act(value)
        except Exception as error:  # noqa: BLE001  (becomes a message)
            self._rest()
            self.refuse(in_words(error))
        else:
            self._rest()
            self._close(value)

    def _rest(self) -> None:
        self._acting = False
        if self._busy_timer is not None:
            self._busy_timer.stop()
        self.remove_class("-busy")
        self._box.border_subtitle = self._foot(self.below)
        self.set_focus(self._field)

    def _say_busy(self) -> None:
        if self._acting and self.is_active:  # and does not ask something itself
            self.add_class("-busy")
            self._box.border_subtitle = self._foot(self.busy_words())

    def _foot(self, words: str) -> Content:
        """Words for the foot of the box, else the keys, as the user's keymap has them."""
        keymap = program(self).keymap
        if words or not self.place:
            return Content(words.format(close=keymap.sign("dialog.close")))
        keys = (key for key in keymap.reachable(self.place) if key.brief)
        return Content(" · ".join(f"{keymap.sign_in(self.place, key)} {key.brief}" for key in keys))

    def busy_words(self) -> str:
        """What the foot of the box says while the work goes on."""
        return "at work …"

    def archive_changed(self) -> None:
        """Another process brought something, or names were found anew."""

    def action_help(self) -> None:
        """Show the keys that work in the box."""
        if not self._acting:
            program(self).show_keys(self.place or DIALOG)

    def stop_acting(self) -> None:
        """Escape was pressed while the work goes on. What is written is not let go for it."""

    def refuse(self, words: str) -> None:
        """Say in the box what is wrong; "" says nothing any more."""
        self.set_class(bool(words), "-trouble")
        self.query_one(".trouble", Static).update(Content(clean_lines(words)))

    def set_focus(
        self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False
    ) -> None:
        """Nothing takes the focus while the work goes on: what were typed then would be lost."""
        if not self._acting or widget is None:
            super().set_focus(widget, scroll_visible, from_app_focus)

    # Leaving it

    def unsaved(self) -> bool:
        """Whether something would be lost if the dialogue closed now."""
        return False

    async def keep_draft(self) -> None:
        """Keep what is written as a draft: the program ends, and nobody is asked."""

    def action_close(self) -> None:
        self.give_up()

    def give_up(self, then: Callable[[], object] | None = None) -> None:
        """Close without doing it, once nothing is lost by it; `then` is called afterwards."""
        if self._asking:
            return
        self._afterwards = then
        if self._acting:
            self.stop_acting()
        elif self.unsaved():
            self._ask_first()
        else:
            self._close(None)

    @work(exit_on_error=False, group=BY_KEY)
    async def _ask_first(self) -> None:
        self._asking = True
        answers = (
            Answer("save", self.saving, "s"),
            Answer("on", "Go on writing", "g"),
            Answer("away", "Throw away", "t", loses=True),
        )
        words = "What you wrote is not saved."
        chosen = await self.app.push_screen_wait(Question(self.heading, words, answers))
        self._asking = False
        if chosen == "save":
            self.action_save()
            return
        if chosen == "away":
            self._close(None)
        else:
            self.stay()

    def action_save(self) -> None:
        """Do it with what is written."""

    def stay(self) -> None:
        """It is not done after all: nothing comes afterwards."""
        self._afterwards = None

    def _close(self, value: T | None) -> None:
        afterwards, self._afterwards = self._afterwards, None
        self.dismiss(value)
        if afterwards is not None:
            self.app.call_later(afterwards)


class Answer(NamedTuple):
    """One of the answers to a question: what it answers, its words, and its key. Where something is
    lost by it (`loses`), the key is not taken before anybody can have read the question.
    """

    value: str
    words: str
    key: str
    loses: bool = False


class Question(Dialog[str]):
    """A question with a few answers. Escape answers None, which must be safe."""

    AUTO_FOCUS = ".safe"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,down,j", "app.focus_next", show=False),
        Binding("left,h,up,k", "app.focus_previous", show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (56, "-wide")]  # noqa: RUF012  (as declared)
    DEFAULT_CSS = """
    Question .buttons { height: auto; align-horizontal: right; }
    Question Button { margin-left: 2; min-width: 8; }
    Question.-narrow .buttons { layout: vertical; }
    """

    def __init__(self, heading: str, words: str, answers: Sequence[Answer], safe: int = 0) -> None:
        """`safe` is the place of the answer that Enter gives at once: it must lose nothing."""
        super().__init__()
        self.heading, self._words, self._answers, self._safe = heading, words, answers, safe

    def fields(self) -> Iterable[Widget]:
        yield Static(Content(clean_lines(self._words)), classes="words")
        with Horizontal(classes="buttons"):
            for place, answer in enumerate(self._answers):
                safe = place == self._safe
                label = Content.assemble((answer.key, "bold underline"), f" {answer.words}")
                yield Button(
                    label,
                    variant="primary" if safe else "default",
                    classes="safe" if safe else None,
                    name=answer.value,
                    compact=True,
                )

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.answer(str(event.button.name))

    def on_key(self, event: events.Key) -> None:
        for each in self._answers:
            if event.key == each.key:
                event.stop()
                if each.loses and program(self).letters.hold_back(is_answer=True):
                    self.refuse(f"Too quick to have read this: {each.key} again does it.")
                else:
                    self.answer(each.value)


class Confirm(Question):
    """Whether to do something that cannot be taken back. Enter does not."""

    def __init__(self, heading: str, words: str, yes: str) -> None:
        answers = (Answer("yes", yes, "y", loses=True), Answer("no", "Cancel", "n"))
        super().__init__(heading, words, answers, 1)
