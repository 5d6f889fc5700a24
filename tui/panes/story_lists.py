"""The lists of stories: which there are, and the parts of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.content import Content

from tui import present, story_text
from tui.keys import STORIES, STORY, bindings
from tui.passage import passage
from tui.text import clean, fit, pad, width, wrap
from tui.widgets.line_list import LineList
from tui.widgets.row_painting import GUTTER

if TYPE_CHECKING:
    from index import Hit, Story, StoryPart

_PASSAGE = 3


class StoryList(LineList["Story"]):
    """Stories, three lines each: when and how large, the headline, who had it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(STORIES) if each.action == "open"
    ]
    gap = 1
    selects = False

    def __init__(self) -> None:
        super().__init__(4, id="stories")
        self.rows: Sequence[Story] = ()
        self.counts_hits = True

    def show(self, rows: Sequence[Story], current: int, *, counts_hits: bool) -> None:
        """Show stories, with the cursor on that of an article, if it is in one; `counts_hits` where
        not all of the archive is asked for.
        """
        self.rows, self.counts_hits = rows, counts_hits
        held = ({each.article for each in one.articles} for one in rows)
        at = next((at for at, articles in enumerate(held) if current in articles), 0)
        self.show_rows(len(rows), lambda a, b: self.rows[a:b], at)

    def paint(self, item: Story, cells: int) -> Sequence[Content]:
        many = present.plural(len(item.articles), "article")
        if self.counts_hits:
            many = f"{present.number(item.hits)} of {many}"
        fresh = f" +{item.fresh} new" if item.fresh else ""
        room = cells - width(many) - width(fresh) - 1
        return [
            Content.assemble(
                (
                    pad(fit(story_text.span(item, present.published), room), room) + " ",
                    present.QUIET,
                ),
                (many, present.QUIET),
                (fresh, present.KEY),
            ),
            Content.styled(fit(story_text.title(item), cells), present.HEADLINE),
            Content.styled(fit(story_text.outlets(item), cells), present.QUIET),
        ]


def _lines(text: str, cells: int) -> int:
    """How many lines a passage has where it is shown."""
    return max(1, min(_PASSAGE, len(wrap(clean(text[: 2 * _PASSAGE * cells]), cells))))


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A row of a story: an article, or, with a `hit`, one of its paragraphs that are new. `first`
    is the article that had it first, `fresh` one that came since the story was last looked at.
    """

    part: StoryPart
    hit: Hit | None = None
    first: bool = False
    fresh: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Which row it is: the article, and its paragraph, 0 for the article itself."""
        return self.part.article.article, self.hit.number if self.hit is not None else 0

    @property
    def paragraph(self) -> int:
        """The paragraph that a key acts on, 0 for none: of an article the first that is new."""
        if self.hit is not None:
            return self.hit.number
        return self.part.new[0].number if self.part.new else self.part.article.paragraph


class StoryPartList(LineList[StoryRow]):
    """The articles of a story by time, each with what it adds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(STORY) if each.action == "open"
    ]
    gap = 1

    def __init__(self) -> None:
        super().__init__(_PASSAGE + 1, id="story")
        self.rows: Sequence[StoryRow] = ()
        self.bookmarked: frozenset[int] = frozenset()

    def show(self, rows: Sequence[StoryRow], current: tuple[int, int]) -> None:
        """Show rows, with the cursor on the one of a place, else on the article of that."""
        self.rows = rows
        places = [one.place for one in rows]
        wanted = current if current in places else (current[0], 0)
        at = places.index(wanted) if wanted in places else 0
        self.show_rows(len(rows), lambda a, b: self.rows[a:b], at, heights=self._heights())

    def _heights(self) -> dict[int, int]:
        """The lines of each row: of a passage as many as it has, up to those that are shown."""
        inner = max(1, self.cells - GUTTER - 2)
        return {
            at: 2 if one.hit is None else _lines(one.hit.text, inner) + self.gap
            for at, one in enumerate(self.rows)
        }

    def on_resize(self) -> None:
        self.set_heights(self.row_height, self._heights())

    def gap_below(self, row: int) -> int:
        return 0 if self.rows[row].hit is None else super().gap_below(row)

    def paint(self, item: StoryRow, cells: int) -> Sequence[Content]:
        return self._head(item, cells) if item.hit is None else self._passage(item.hit, cells)

    def _head(self, item: StoryRow, cells: int) -> Sequence[Content]:
        article = item.part.article
        about = article.publication
        said = story_text.said_of(item.part, first=item.first)
        mark = "● " if item.fresh else ""
        facts = (f"{article.place}.", present.published(about) or "undated", clean(about.outlet))
        room = max(1, cells - width(said) - width(mark) - 1)
        return [
            Content.assemble(
                (mark, present.KEY),
                (pad(fit(" ".join(filter(None, facts)), room), room) + " ", present.KEY),
                (said, present.GOOD if item.part.new else present.QUIET),
            ),
            Content.styled(
                fit(clean(about.title) or "Without a headline", cells), present.HEADLINE
            ),
        ]

    def _passage(self, hit: Hit, cells: int) -> Sequence[Content]:
        inner = max(1, cells - 2)
        marked = hit.number in self.bookmarked
        sign = Content.styled("★ " if marked else "+ ", present.MARK if marked else present.GOOD)
        lines = passage(hit.text, (), inner, _PASSAGE)
        return [(sign if not at else Content("  ")) + line for at, line in enumerate(lines)]

    def chosen(self) -> list[int]:
        """The paragraphs that a key acts on: the selected ones, else that of the cursor's row."""
        rows = self.chosen_rows or [self.cursor]
        found = [self.rows[row].paragraph for row in rows if row < len(self.rows)]
        return list(dict.fromkeys(filter(None, found)))
