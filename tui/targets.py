"""Which paragraphs a key acts on: those the eye is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tui.panes.reader import ReaderPane
    from tui.panes.results import ResultsPane
    from tui.session import Session

Eye = Literal["results", "reader"]
"""The pane with paragraphs that has the focus, or had it last."""


async def targets(
    eye: Eye, results: ResultsPane, reader: ReaderPane, session: Session
) -> list[int]:
    """The numbers of the paragraphs that a key acts on.

    In the reader its current paragraph, whatever is selected in the list; in the list the selected
    ones in order, and behind them those that were selected in other results; else the one under the
    cursor, which is waited for if it is not there yet.
    """
    if eye == "reader":
        paragraph = reader.current()
        return [] if paragraph is None else [paragraph.number]
    elsewhere = list(results.elsewhere)
    if results.rows is not None and results.selected:
        shown = await session.read(results.rows.numbers_of, frozenset(results.selected))
        return [*shown, *elsewhere]
    if elsewhere:
        return elsewhere
    hit = await results.hit_read()
    return [] if hit is None else [hit.number]
