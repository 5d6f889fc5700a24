"""A list whose rows stand in groups that are folded and opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from tui.widgets.folded_rows import Folds, Group
from tui.widgets.line_list import LineList

Row = TypeVar("Row")
Fetch = Callable[[int, int], Sequence[Row]]


class GroupList(LineList[Row]):
    """Rows, some of them headings: Enter or a double click on one folds and opens what is below.

    Headings have a height of their own and no gap below; `paint` gets them as any row. Rows are
    numbered among all that there are; a place is where a row stands among those that are shown.
    """

    heading_height = 1

    folds = Folds()
    """Which rows are shown. Settled by `show_groups`."""

    def show_groups(
        self,
        folds: Folds,
        fetch: Fetch[Row],
        cursor: int = 0,
        at_hand: Mapping[int, Row] | None = None,
        *,
        height: int | None = None,
    ) -> None:
        """Show other rows, with the cursor on a row that is not folded away.

        `fetch` gives slices of all rows; with `at_hand` it is called in the lane, as in
        `show_rows`.
        """
        self.folds, self._fetch = folds, fetch
        self.show_rows(
            folds.shown,
            self._shown(folds),
            folds.place(cursor) or 0,
            None if at_hand is None else _placed(folds, at_hand),
            height=height,
            heights=self._heights(),
        )

    def fold(self, group: Group) -> None:
        """Fold a group, or open it. What is looked at stays; what is folded away is let go of."""
        before, after = self.folds, self.folds.toggled(group)
        if after.place(before.row(self.cursor)) is None:
            self.cursor = before.place(group.heading) or 0

        def moved(place: int) -> int | None:
            return after.place(before.row(place))

        self.folds, selected = after, len(self.selected)
        at_hand = self.rows_at_hand(moved)
        self.renew_rows(after.shown, self._shown(after), moved, at_hand, heights=self._heights())
        if len(self.selected) != selected:
            self.post_message(self.SelectionChanged())

    def is_open(self, group: Group) -> bool:
        return group.heading not in self.folds.folded

    def _shown(self, folds: Folds) -> Fetch[Row]:
        fetch = self._fetch
        return lambda start, stop: [
            row for run in folds.runs(start, stop) for row in fetch(run.start, run.stop)
        ]

    def _heights(self) -> dict[int, int]:
        return dict.fromkeys(self.folds.headings(), self.heading_height)

    def gap_below(self, row: int) -> int:
        return 0 if self.folds.heading(row) else super().gap_below(row)

    def action_open(self) -> None:
        if (group := self.folds.heading(self.cursor)) is not None:
            self.fold(group)
        else:
            super().action_open()


def _placed(folds: Folds, rows: Mapping[int, Row]) -> dict[int, Row]:
    return {place: item for row, item in rows.items() if (place := folds.place(row)) is not None}
