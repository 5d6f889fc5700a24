"""The page of one entity."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from index import NotFound
from tui import keys, present
from tui.bars import every_month, spark, squeeze
from tui.filters import fragment
from tui.keys import bindings
from tui.panes.entity_lists import Fact, FactList, NewestList, QuoteList
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.subject import Opening, Subject, Wish
from tui.text import NO_OUTLET, clean, fit, width
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import EntityView, QuoteView

_COMPANY = (("person", "With people"), ("org", "With organisations"), ("place", "With places"))
_SHOWN = 8


class EntityScreen(NutgrafScreen["Wish | None"]):
    """A page about one entity. Answers what is to be looked for or opened."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(keys.ENTITY)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  (as declared)
    # Where there is no room for all lists, only the titles of those without the focus are shown.
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-tall")]  # noqa: RUF012  (as declared)
    DEFAULT_CSS = """
    EntityScreen #head { height: auto; max-height: 5; padding: 0 2; background: $background; }
    EntityScreen #body { height: 1fr; }
    EntityScreen LineList {
        width: 1fr; height: 1fr; border: round $border-blurred; border-title-color: $quiet;
    }
    EntityScreen LineList:focus {
        border: round $border; border-title-color: $background;
        border-title-background: $border; border-title-style: bold;
    }
    EntityScreen #texts { width: 1fr; height: 1fr; }
    EntityScreen #texts LineList { min-height: 3; }
    EntityScreen #texts LineList:focus { height: 2fr; }
    EntityScreen.-short #texts:focus-within LineList,
    EntityScreen.-narrow FactList, EntityScreen.-narrow #texts LineList {
        height: 1; min-height: 1; border: none; border-top: round $border-blurred;
    }
    EntityScreen.-short #texts:focus-within LineList:focus,
    EntityScreen.-narrow FactList:focus, EntityScreen.-narrow #texts LineList:focus {
        height: 1fr; border: round $border;
    }
    EntityScreen.-short #texts LineList { min-height: 1; }
    EntityScreen.-narrow #body { layout: vertical; }
    EntityScreen.-narrow #texts { height: auto; }
    EntityScreen.-narrow #texts:focus-within { height: 1fr; }
    """

    def __init__(self, subject: Subject, opening: Opening) -> None:
        super().__init__()
        self._subject, self._opening = subject, opening
        self._page: EntityView | None = None

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="head")
            with Horizontal(id="body"):
                yield FactList()
                with Vertical(id="texts"):
                    yield QuoteList("Quotes by", speakers=False, id="by")
                    yield QuoteList("Quotes about", speakers=True, id="about")
                    yield NewestList()
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).place = keys.ENTITY
        self.query_one(FactList).focus()
        self._draw_head()
        self._load()

    @work(exit_on_error=False)
    async def _load(self) -> None:
        await self._read()

    def archive_changed(self) -> None:
        self.begin(self._follow())

    async def _follow(self) -> None:
        """Show what others have made of the name."""
        try:
            await self._read()
        except NotFound:
            if (page := self._page) is None:
                raise
            self._show(_emptied(page))

    async def _read(self) -> EntityView:
        """Show what there is now."""
        session = self.nutgraf.session
        page = await session.read(session.archive.entity, self._subject.entity)
        self._show(page)
        return page

    def _show(self, page: EntityView) -> None:
        self._page = page
        facts = list(_facts(page))
        known = self.query_one(FactList)
        known.show_rows(len(facts), lambda a, b: facts[a:b], known.cursor)
        for place, rows in (("#by", page.quotes_by), ("#about", page.quotes_about)):
            self._show_quotes(self.query_one(place, QuoteList), rows)
        newest = self.query_one(NewestList)
        newest.show_rows(len(page.newest), lambda a, b: page.newest[a:b], newest.cursor)
        shown = len(page.newest)
        cut = shown < page.paragraphs
        newest.border_subtitle = f"{shown} of {present.number(page.paragraphs)}" if cut else ""
        self._draw_head()

    def _show_quotes(self, pane: QuoteList, rows: Sequence[QuoteView]) -> None:
        pane.display = bool(rows)
        pane.show_rows(len(rows), lambda a, b: rows[a:b], pane.cursor)
        pane.border_subtitle = f"newest {len(rows)}"
        pane.styles.max_height = len(rows) * pane.row_height + 2

    def on_resize(self) -> None:
        self._draw_head()

    def _draw_head(self) -> None:
        cells = max(1, self.size.width - 4)
        head = _head(self._page, cells) if self._page else _expected(self._subject, cells)
        self.query_one("#head", Static).update(head)

    @on(LineList.Opened, "#facts")
    def _fact_opened(self) -> None:
        fact = self.query_one(FactList).current()
        own = self._subject.filter()
        more = (fact.clause,) if fact is not None and fact.clause else ()
        self.dismiss(Wish(filters=(own, *more)))

    @on(LineList.Opened, "#texts LineList")
    def _paragraph_opened(self, event: LineList.Opened) -> None:
        hit = event.list.hit() if isinstance(event.list, NewestList | QuoteList) else None
        if hit is not None:
            self.dismiss(Wish(paragraph=hit.number))

    def action_open(self) -> None:
        if isinstance(self.focused, LineList):
            self.focused.action_open()

    def action_turn(self, step: int) -> None:
        shown = [each for each in self.query(LineList) if each.display]
        at = shown.index(self.focused) if self.focused in shown else -step
        shown[(at + step) % len(shown)].focus()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_company(self) -> None:
        fact = self.query_one(FactList).current()
        other = (
            fact.other if fact is not None and self.focused is self.query_one(FactList) else None
        )
        wish = await self._opening(Wish(company=other or self._subject))
        if wish is not None:
            self.dismiss(wish)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_desk(self) -> None:
        if (wish := await self._opening(Wish(editor=self._subject))) is not None:
            self.dismiss(wish)
            return
        page = await self._read()
        if not page.paragraphs:
            self.say(f"{clean(page.name)} names nothing any more, as you have put it right.")
            self.dismiss(None)

    @on(LineList.Left)
    def action_close(self) -> None:
        self.dismiss(None)


def _emptied(page: EntityView) -> EntityView:
    """The page of a name that names nothing any more."""
    bare = replace(page, paragraphs=0, articles=0, months=(), first="", last="", outlets=())
    bare = replace(bare, called=(), aliases=(), co_occurrences=())
    return replace(bare, quotes_by=(), quotes_about=(), newest=())


def _expected(subject: Subject, cells: int) -> Content:
    """The head of a page that is being read, as high as it will be."""
    name = Content.styled(
        fit(clean(subject.name), cells), f"bold {present.NAME_PLAIN[subject.type]}"
    )
    said = Content.styled(fit(f"{present.KINDS[subject.type]} · reading …", cells), present.QUIET)
    return Content("\n").join([name, said, Content("")])


def _head(page: EntityView, cells: int) -> Content:
    """Name, what it is, how often and when, and a line of months."""
    when = ""
    if page.first:
        first, last = present.day(page.first), present.day(page.last)
        when = f" · {first}" if first == last else f" · {first} – {last}"
    watched = f" {present.WATCHED} on the watch list" if page.watched else ""
    found = (
        f"{present.number(page.paragraphs)} ¶ · {present.plural(page.articles, 'article')}{when}"
        if page.paragraphs
        else "names nothing any more: names were changed"
    )
    said = f"{present.KINDS[page.type]}{watched} · {found}"
    lines = [
        Content.styled(fit(clean(page.name), cells), f"bold {present.NAME_PLAIN[page.type]}"),
        Content.styled(fit(said, cells), present.QUIET),
    ]
    months = every_month(page.months)
    if len(months) > 1:
        first, last = present.day(months[0][0]), present.day(months[-1][0])
        room = cells - width(first) - width(last) - 2
        values = squeeze([count for _, count in months], room)
        lines.append(
            Content.assemble(
                (f"{first} ", present.QUIET),
                (spark(values), "$primary"),
                (f" {last}", present.QUIET),
            )
        )
    return Content("\n").join(lines)


def _facts(page: EntityView) -> Iterator[Fact]:
    """The lines of a page, section by section."""
    sections = [
        ("Called in the text", [Fact(words, present.number(n)) for words, n in page.called]),
        ("Written", [Fact(words, present.number(n)) for words, n in page.aliases[:_SHOWN]]),
        *((title, _with(page, kind)) for kind, title in _COMPANY),
        ("Outlets", _outlets(page)),
    ]
    blank = False
    for title, facts in sections:
        if facts:
            if blank:
                yield Fact("", heading=True)
            yield Fact(title, heading=True)
            yield from facts
            blank = True


def _with(page: EntityView, kind: str) -> list[Fact]:
    chosen = [one for one in page.co_occurrences if one.type == kind][:_SHOWN]
    most = chosen[0].together if chosen else 1
    return [
        Fact(
            one.name,
            f"×{one.ratio:<5.1f} {present.number(one.together):>4}",
            one.together / most,
            other=other,
            clause=other.filter(),
        )
        for one in chosen
        for other in (Subject(one.entity, one.type, one.name),)
    ]


def _outlets(page: EntityView) -> list[Fact]:
    most = page.outlets[0][1] if page.outlets else 1
    return [
        Fact(
            name or NO_OUTLET,
            present.number(count),
            count / most,
            clause=fragment("outlet", name),
        )
        for name, count in page.outlets[:_SHOWN]
    ]
