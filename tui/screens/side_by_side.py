"""Two articles beside each other, each read as in the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.content import Content

from tui import keys, present, shell
from tui.keys import bindings
from tui.matches import Matches
from tui.panes.reader import ReaderPane
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.screens.paragraph_number import ask_number
from tui.text import NO_OUTLET, clean
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from index import ArticleView, Results


class SideBySideScreen(NutgrafScreen["int | None"]):
    """Two readers. Answers the paragraph that is to be read further, if one is."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(keys.BESIDE)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-wide")]  # noqa: RUF012  (as declared)
    DEFAULT_CSS = """
    SideBySideScreen #articles { layout: horizontal; height: 1fr; }
    SideBySideScreen.-narrow #articles { layout: vertical; }
    SideBySideScreen ReaderPane {
        width: 1fr; height: 1fr; border: round $border-blurred; border-title-color: $quiet;
        border-subtitle-color: $quiet; border-subtitle-align: right;
    }
    SideBySideScreen ReaderPane:focus {
        border-top: round $border; border-title-color: $background;
        border-title-background: $border; border-title-style: bold;
    }
    """

    def __init__(
        self, places: tuple[tuple[ArticleView, int], ...], results: Results | None
    ) -> None:
        """`places` are two articles, each with the number of the paragraph that is looked at."""
        super().__init__()
        self._places, self._results = places, results
        column = 76
        self.panes = (ReaderPane(column, id="left"), ReaderPane(column, id="right"))

    def compose(self) -> ComposeResult:
        with Container(id="articles"):
            yield from self.panes
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).place = keys.BESIDE
        for pane, (article, number) in zip(self.panes, self._places, strict=True):
            about = (clean(article.outlet) or NO_OUTLET, present.day(article.date))
            pane.border_title = Content(" · ".join(filter(None, about)))
            pane.show(article, number, self._matches(article))
        self.panes[0].focus()
        self._load()

    @work(exit_on_error=False)
    async def _load(self) -> None:
        marked = await self.nutgraf.session.read(self.nutgraf.session.archive.bookmarked)
        for pane in self.panes:
            pane.mark_bookmarked(marked)

    def _matches(self, article: ArticleView) -> Matches:
        if (results := self._results) is None:
            return Matches(article, lambda *_: (), lambda *_: (), frozenset())
        return Matches(article, results.highlight, results.highlight_title, results.named)

    @property
    def used(self) -> ReaderPane:
        """The pane that has the focus."""
        return self.panes[self.panes[1].has_focus]

    def command(self) -> str:
        """What compares the two in a shell."""
        names = [f"{article.id}@{article.version}" for article, _ in self._places]
        return shell.command("diff", *names)

    def action_other(self) -> None:
        self.panes[not self.panes[1].has_focus].focus()

    def action_match(self, step: int) -> None:
        self.used.next_match(step)

    @on(ReaderPane.RanOut)
    def _ran_out(self, event: ReaderPane.RanOut) -> None:
        self.say("That was the last match." if event.step > 0 else "That was the first match.")

    @work(exit_on_error=False, group=BY_KEY)
    async def action_differences(self) -> None:
        from tui.screens.changed_articles import ChangedArticlesScreen  # noqa: PLC0415  (seldom)
        from tui.screens.versions import Compared, VersionsScreen  # noqa: PLC0415  (seldom opened)

        (one, _), (other, _) = self._places
        screen = VersionsScreen(Compared(one, other), ChangedArticlesScreen)
        if (found := await self.ask(screen)) is not None:
            self.dismiss(found)

    @on(ReaderPane.NameFollowed)
    @on(ReaderPane.NameAsked)
    def action_read(self) -> None:
        paragraph = self.used.current()
        self.dismiss(paragraph.number if paragraph is not None else None)

    def _say_where(self, words: str) -> None:
        self.say(words.format(sign=self.nutgraf.keymap.sign("beside.read")))

    @on(ReaderPane.FindAsked)
    def _find_asked(self) -> None:
        self._say_where("Words are looked for in the reader; {sign} reads this article there.")

    @on(ReaderPane.NumberAsked)
    @work(exit_on_error=False, group=BY_KEY)
    async def _number_asked(self) -> None:
        await self.ask(ask_number(self.used))

    @on(ReaderPane.WordsAsked)
    def _words_asked(self) -> None:
        self._say_where("Words are made a name in the reader; {sign} reads this article there.")

    @on(ReaderPane.Left)
    def action_close(self) -> None:
        self.dismiss(None)
