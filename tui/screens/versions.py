"""What an outlet changed after publication, and two articles held against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui import keys, present
from tui.keys import bindings
from tui.panes.differences import DifferencesView
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.text import clean, fit, wrap
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from index import ArticleView, Comparison


@dataclass(frozen=True, slots=True)
class Compared:
    """What is to be compared: the versions of an article, or one article with another."""

    article: ArticleView
    other: ArticleView | None = None
    states: Sequence[int] = ()
    """The versions that the outlet published; all of them where that is one."""

    def pairs(self) -> list[tuple[int, int]]:
        """The versions that are compared, one pair after the other: first with all that became of
        it, where there were more than two.
        """
        if self.other is not None:
            return [(0, 0)]
        states = self.states if len(self.states) > 1 else range(1, self.article.versions + 1)
        steps = list(pairwise(states))
        return [(states[0], states[-1]), *steps] if len(steps) > 1 else steps


class VersionsScreen(NutgrafScreen["int | None"]):
    """A comparison. Answers the number of the paragraph that is to be read, if one is.

    `changed` makes the list of all that was changed; None where this was opened from that list.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(keys.VERSIONS)]
    DEFAULT_CSS = """
    VersionsScreen #head { height: auto; max-height: 7; padding: 0 2; background: $background; }
    VersionsScreen DifferencesView {
        height: 1fr; border: round $border; border-title-color: $background;
        border-title-background: $border; border-title-style: bold; padding: 0 1;
        border-subtitle-color: $quiet;
    }
    """

    def __init__(
        self, compared: Compared, changed: Callable[[], Screen[int | None]] | None
    ) -> None:
        super().__init__()
        self._compared, self._changed = compared, changed
        self._pairs = compared.pairs()
        self._at = 0
        self._view = DifferencesView(id="differences")

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="head")
            yield self._view
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).place = keys.VERSIONS
        self._view.border_title = "reading …"
        if isinstance(self.begun_at, int):
            self._at = self.begun_at
        self._view.focus()
        self._load()

    @work(exit_on_error=False, group=BY_KEY)
    async def _load(self) -> None:
        at = self._at
        comparison = await self.nutgraf.session.read(self._compare, at)
        if at == self._at:
            self._view.show(comparison)
            self._draw_head()
            self.go_on_inside()

    def left_at(self) -> int:
        return self._at

    def _compare(self, at: int) -> Comparison:
        """Called in a thread."""
        versions, (old, new) = self.nutgraf.session.archive.versions, self._pairs[at]
        if self._compared.other is not None:
            return versions.compare(self._compared.article, self._compared.other)
        return versions.between(self._compared.article.number, old, new)

    def on_resize(self) -> None:
        self._draw_head()

    def _draw_head(self) -> None:
        if (comparison := self._view.comparison) is None:
            return
        cells = max(1, self.size.width - 4)
        self._view.border_title = Content(_tally(comparison))
        if len(self._pairs) > 1:
            self._view.border_subtitle = f"{self._at + 1} of {len(self._pairs)} comparisons"
        self.query_one("#head", Static).update(Content("\n").join(_head(comparison, cells)))

    @property
    def comparison(self) -> Comparison | None:
        """What is shown."""
        return self._view.comparison

    def command(self) -> str:
        """What gives the same in a shell."""
        if (shown := self.comparison) is None:
            return ""
        every = " --all" if self._view.every else ""
        pair = (f"{one.id}@{one.version}" for one in (shown.old, shown.new))
        return f"nutgraf diff {' '.join(pair)}{every}"

    def action_next_change(self, step: int) -> None:
        if not self._view.next_change(step):
            self.say("That was the last change." if step > 0 else "That was the first change.")

    def action_turn(self, step: int) -> None:
        """The next comparison of the article's versions, or the one before."""
        if not 0 <= self._at + step < len(self._pairs):
            self.say("There is no later version." if step > 0 else "There is no earlier one.")
            return
        self._at += step
        self._load()

    def action_every(self) -> None:
        self._view.show_every(every=not self._view.every)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copy(self) -> None:
        from index import comparison_markdown  # noqa: PLC0415  (only needed here)

        if not self.copy_selected() and (shown := self.comparison) is not None:
            self.to_clipboard(await self.nutgraf.session.read(comparison_markdown, shown))
            self.say("The differences, in Markdown, sent to the terminal's clipboard.")

    @work(exit_on_error=False, group=BY_KEY)
    async def action_list(self) -> None:
        found = await self.ask(self._changed(), "action_list") if self._changed else None
        if found is not None or self._changed is None:
            self.dismiss(found)

    def action_open(self) -> None:
        shown = self.comparison
        article = self._compared.article if shown is None else shown.new
        self.dismiss(article.paragraphs[0].number if article.paragraphs else None)

    @on(LineView.Left)
    def action_close(self) -> None:
        self.dismiss(None)


def _tally(comparison: Comparison) -> str:
    """How much is otherwise, in words."""
    counts = [f"{number} {kind}" for kind, number in comparison.counts.items() if number]
    facts = len(comparison.fields)
    parts = [*counts, present.plural(facts, "fact")] if facts else counts
    return " · ".join(parts) or "Nothing is otherwise"


def _head(comparison: Comparison, cells: int) -> Sequence[Content]:
    """Which texts are compared."""
    old, new = comparison.old, comparison.new
    headline = Content.styled(
        fit(clean(new.title) or "Without a headline", cells), present.HEADLINE
    )
    if old.number != new.number:
        first = Content.styled(
            fit(clean(old.title) or "Without a headline", cells - 2), present.HEADLINE
        )
        return [first, *_about("− ", old, cells), headline, *_about("+ ", new, cells)]
    return [headline, *_about("− ", old, cells), *_about("+ ", new, cells)]


def _about(sign: str, article: ArticleView, cells: int) -> Sequence[Content]:
    parts = [clean(article.outlet), present.published(article) or "undated"]
    if article.versions > 1:
        parts = [f"version {article.version} of {article.versions}", *parts]
    if article.updated:
        parts.append(f"updated {present.day(article.updated)}")
    captured = article.captured
    came = ("captured", captured) if captured else ("came", article.imported)
    parts.append(f"{came[0]} {present.minute(came[1])}")
    said = " · ".join(part for part in parts if part)
    style = "$bad" if sign[0] == "−" else "$good"
    lines = [said[a:b] for a, b in wrap(said, cells - 2)][:2]
    leads = (sign, "  ")
    return [
        Content.assemble((lead, style), (fit(line, cells - 2), present.QUIET))
        for lead, line in zip(leads, lines, strict=False)
    ]
