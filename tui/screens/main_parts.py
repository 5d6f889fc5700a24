"""What the main screen is made of: its panes, its controllers, and what they give each other."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any, TypeAlias, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal

from tui.config import Config
from tui.controllers.comparing import ComparingController
from tui.controllers.completion import CompletionController
from tui.controllers.fetching import FetchingController
from tui.controllers.finding import FindingController
from tui.controllers.focus import FocusController
from tui.controllers.names import Months, NamesController
from tui.controllers.naming import NamingController
from tui.controllers.reading_along import ReadingController
from tui.controllers.reading_place import ReadingPlaceController
from tui.controllers.relations import RelationsController
from tui.controllers.saved_news import NewsController
from tui.controllers.search import Answer, SearchController
from tui.controllers.seen_rows import SeenController
from tui.controllers.timeline import TimelineController
from tui.controllers.trail import TrailController
from tui.controllers.way_back import WayBack
from tui.controllers.widening import WideningController
from tui.keymap import Keymap
from tui.panes.chips import ChipsRow
from tui.panes.completions import Completions
from tui.panes.entities import EntitiesPane
from tui.panes.find_bar import FindBar
from tui.panes.query_bar import QueryBar
from tui.panes.reader import ReaderPane
from tui.panes.results import ResultsPane
from tui.panes.status import StatusLine
from tui.panes.tabs import PaneTabs
from tui.panes.timeline import TimelinePane
from tui.panes.welcome import Welcome
from tui.panes.word_bar import WordBar
from tui.screens.paragraph_screen import ParagraphScreen
from tui.session import Session
from tui.targets import targets
from tui.widgets.key_line import KeyLine

Shown = TypeVar("Shown")
Again: TypeAlias = Callable[[], object]


class MainParts(ParagraphScreen[None]):
    """Panes and controllers, each made once; no key and no message of a pane is heard here."""

    def __init__(
        self,
        session: Session,
        config: Config,
        keymap: Keymap,
        *,
        first_query: str = "",
        timed: bool = True,
        pause: float = 0.4,
    ) -> None:
        """`timed` and `pause` are as the application has them."""
        super().__init__()
        self._session, self._first_query = session, first_query
        self.bar = QueryBar(timed=timed, id="bar")
        self.chips = ChipsRow(id="chips")
        self.tabs = PaneTabs(id="tabs")
        self.results = ResultsPane(config.context, id="results")
        self.reader = ReaderPane(config.reader_width, id="reader")
        self.entities = EntitiesPane(id="entities")
        self.welcome = Welcome(id="welcome")
        self.find = FindBar(id="find")
        self.word_bar = WordBar(id="words")
        self.bars = TimelinePane(id="timeline")
        self.status = StatusLine(id="status")
        self.status.timeline = config.timeline
        self.key_line = KeyLine(keymap, id="keys")
        self.popup = Completions(id="completions")
        self._keymap = keymap
        self._removed: frozenset[int] = frozenset()
        """The articles that were removed, of those that are shown still."""
        self._compose_search(config, pause)
        self._compose_reading()
        self._compose_names()
        self._compose_paragraphs(config)

    def _compose_search(self, config: Config, pause: float) -> None:
        """What finds: the query, its completions, and what is shown of the answer."""
        session = self._session
        panes = {"results": self.results, "reader": self.reader, "entities": self.entities}
        self.arrangement = FocusController(self, panes, self.chips, config, self.come_to_front)
        self.completion = CompletionController(
            self,
            session,
            bar=self.bar,
            popup=self.popup,
            writing=lambda: self.arrangement.in_query,
            facets=lambda: self.search.results.facets if self.search.results else None,
        )
        self.search = SearchController(
            self,
            session,
            bar=self.bar,
            chips=self.chips,
            pane=self.results,
            show=self._show,
            completing=lambda: self.completion.on_offer,
            pause=pause,
        )
        self.trail = TrailController(self, session, self.search, self._read_anew)
        undo = self._keymap.sign("app.undo")
        self.news = NewsController(self, session, self.search, pane=self.results, undo=undo)
        self.fetching = FetchingController(
            self,
            session,
            config,
            changed=self._something_came,
            sign=lambda: self._keymap.sign("app.feeds"),
        )
        self.widening = WideningController(self, session, pane=self.results)

    def _something_came(self) -> None:
        self.nutgraf.archive_changed()

    def _compose_reading(self) -> None:
        """What reads: the article beside the results, words in it, its place."""
        session = self._session
        self.reading = ReadingController(
            self, session, self.search, pane=self.results, reader=self.reader
        )
        self.finding = FindingController(
            self, bar=self.find, reader=self.reader, go=self.arrangement.go
        )
        self.seen = SeenController(
            self,
            session,
            current=lambda: self.reader.current() if self.arrangement.eye == "reader" else None,
            dim=self.results.mark_seen,
        )
        self.places = ReadingPlaceController(
            self,
            session,
            reader=self.reader,
            reading=lambda: self.arrangement.eye == "reader",
            sign=lambda: self._keymap.sign("paragraph.last_place"),
        )

        self.way_back = WayBack(
            self,
            self,
            self.trail,
            self.reading,
            arrangement=self.arrangement,
            results=self.results,
            reader=self.reader,
            moved=self._show_way_back,
        )

    def _compose_names(self) -> None:
        """What is said of names and of months."""
        session = self._session
        self.names = NamesController(
            self,
            session,
            self.search,
            pane=self.entities,
            go=lambda name: self.call_later(self.arrangement.go, name),
            months=self._show_months,
            read=self.way_back.read,
            look=self.way_back.look,
        )
        self.naming = NamingController(
            self,
            session,
            bar=self.word_bar,
            reader=self.reader,
            go=self.arrangement.go,
            changed=self.marks_changed,
            undo=lambda: self._keymap.sign("app.undo"),
        )
        self.timeline = TimelineController(
            self,
            session,
            self.search,
            pane=self.bars,
            go=self.arrangement.go,
            step=lambda step: self.results.move_to(self.results.cursor + step, step),
        )

    def _compose_paragraphs(self, config: Config) -> None:
        """What keys do to paragraphs, and what leads on from them."""
        session = self._session
        self.work_with(session, self._keymap, config, self._targets, self._paint_marks)
        self.relations = RelationsController(
            self, session, targets=self._targets, read=self.way_back.read
        )
        self.comparing = ComparingController(
            self,
            session,
            targets=self._targets,
            read=self.way_back.read,
            results=lambda: self.search.results,
        )

    def compose(self) -> ComposeResult:
        yield self.bar
        yield self.chips
        yield self.tabs
        with Horizontal(id="panes"):
            yield self.results
            yield self.reader
            yield self.entities
        yield self.welcome
        yield self.find
        yield self.word_bar
        yield self.bars
        yield self.status
        yield self.key_line
        yield self.popup

    def _paint_marks(self, marked: frozenset[int]) -> None:
        self.reader.mark_bookmarked(marked)
        self.results.mark_bookmarked(marked)

    def _show_months(self, months: Months) -> None:
        self.status.months = months

    async def _targets(self) -> list[int]:
        """The paragraphs that a key acts on, once what was asked for before it has come."""
        await self.search.arrived()
        await self.reading.arrived()
        panes = self.results, self.reader
        return await targets(self.arrangement.eye, *panes, self._session, self._keymap)

    def again(self, show: Callable[[Shown], Coroutine[Any, Any, None]], left: Shown) -> Again:
        """What shows a screen again as it was left."""
        return lambda: self.begin(show(left), by_key=True)

    def _read_anew(self, paragraph: int) -> None:
        """Read a paragraph that was read out of a list once."""
        self.reading.read(paragraph)
        self.arrangement.go("reader")

    def _show(self, answer: Answer) -> None:
        """Show what was found, everywhere."""
        raise NotImplementedError

    def _show_way_back(self) -> None:
        """Say whether Escape leads back to where one came from, and which keys do something."""
        self.key_line.leads_back = self.way_back.is_there
        self.key_line.removed = self._looks_at_removed()

    def _looks_at_removed(self) -> bool:
        """Whether the paragraph that a key acts on is of an article that was removed."""
        if self.arrangement.eye == "reader":
            return self.reader.article is not None and self.reader.article.number in self._removed
        hit = self.results.hit()
        return hit is not None and hit.article in self._removed

    def _show_state(self) -> None:
        """Order, scope and selection in the status line."""
        raise NotImplementedError
