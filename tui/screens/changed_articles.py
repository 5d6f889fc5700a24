"""The articles that were changed after publication."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.content import Content

from index import NotShared
from tui import keys, present
from tui.keys import bindings
from tui.screens.list_screen import ListScreen
from tui.screens.versions import Compared, VersionsScreen
from tui.text import clean, fit, pad
from tui.typing import BY_KEY
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import ChangedArticle

_COUNTS = (("rewritten", "~"), ("added", "+"), ("dropped", "−"), ("moved", "→"))


class ChangedArticleList(LineList["ChangedArticle"]):
    """Articles with what became of them, three lines each; the last one is blank."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.CHANGED) if each.action == "open"
    ]
    gap = 1
    selects = False

    def __init__(self) -> None:
        super().__init__(3)

    def paint(self, item: ChangedArticle, cells: int) -> Sequence[Content]:
        said = "silent" if item.silent else "says so"
        counts = [f"{sign}{item.comparison.counts[kind]}" for kind, sign in _COUNTS]
        facts = [field.name for field in item.comparison.fields if field.name in ("title", "date")]
        facts = ["headline" if name == "title" else name for name in facts]
        right = "  ".join([*(each for each in counts if each[1:] != "0"), *facts])
        about = item.publication
        left = " · ".join(
            filter(
                None,
                (clean(about.outlet), present.published(about), f"{len(item.imported)} versions"),
            )
        )
        mark = Content.styled(f"{said:>7}", "bold $bad" if item.silent else present.QUIET)
        room = cells - 8
        tail = Content.styled(f" {fit(right, max(0, room // 2))}", present.QUIET)
        title = pad(clean(about.title) or "Without a headline", cells - tail.cell_length)
        return [
            Content.styled(pad(left, room), present.QUIET) + Content(" ") + mark,
            Content.styled(title, present.HEADLINE) + tail,
        ]


class ChangedArticlesScreen(ListScreen["int | None"]):
    """All articles with several versions. Answers the paragraph to be read, by number."""

    place = keys.CHANGED
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.CHANGED) if each.action != "open"
    ]

    def __init__(self, said: str = "") -> None:
        """`said` is told beside the list, where there is something in it."""
        super().__init__()
        self.list = ChangedArticleList()
        self._said = said
        self._silent = False
        self._shown: Sequence[ChangedArticle] = ()

    def nothing(self) -> Content:
        return _nothing()

    def on_mount(self) -> None:
        self.list.read_in(self.nutgraf.session)
        self._load()

    def left_at(self) -> object:
        return self._silent, self.list.cursor

    def _go_on(self) -> int:
        """Where the same list was left."""
        match self.was_at():
            case silent, int(row) if silent == self._silent:
                return row
        return 0

    @work(exit_on_error=False, group=BY_KEY)
    async def _load(self) -> None:
        silent = self._silent
        try:
            shown = await self.nutgraf.session.read(self._read_silent if silent else self._read)
        except NotShared as refused:
            self.show_refused(self.list, refused)
            return
        if silent != self._silent:
            return
        self._shown = shown
        self.list.show_rows(len(shown), lambda a, b: shown[a:b], self._go_on(), at_hand={})
        self.show_empty(self.list, empty=not len(shown))
        if len(shown) and self._said:
            self.say(self._said)
        self._said = ""
        said = f"{present.plural(len(shown), 'article')} changed after publication"
        self.list.border_title = f"{said}, silently" if self._silent else said
        self.go_on_inside()

    def _read(self) -> Sequence[ChangedArticle]:
        """Called in a thread."""
        return self.nutgraf.session.archive.versions.changed()

    def _read_silent(self) -> Sequence[ChangedArticle]:
        return [one for one in self._read() if one.silent]

    def command(self) -> str:
        """What gives the same in a shell."""
        return "nutgraf versions --silent" if self._silent else "nutgraf versions"

    @on(LineList.Opened)
    def _opened(self) -> None:
        self._open()

    @work(exit_on_error=False, group=BY_KEY)
    async def _open(self) -> None:
        if (chosen := self.list.current()) is None:
            return
        found = await self.ask(
            VersionsScreen(Compared(chosen.comparison.new, states=chosen.states), None), "_open"
        )
        if found is not None:
            self.dismiss(found)

    def action_silent(self) -> None:
        self._silent = not self._silent
        self._load()


def _nothing() -> Content:
    return Content.assemble(
        ("No article was changed.\n\n", present.HEADLINE),
        ("An article that is imported again with another text gets a new version.", present.QUIET),
    )
