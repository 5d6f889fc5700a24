"""Which paragraphs a key acts on: those the eye is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tui.on_view import check_row, is_on_view
from tui.screens.trouble import NotOnViewError

if TYPE_CHECKING:
    from tui.keymap import Keymap
    from tui.panes.reader import ReaderPane
    from tui.panes.results import ResultsPane
    from tui.session import Session

Eye = Literal["results", "reader"]
"""The pane with paragraphs that has the focus, or had it last."""


async def targets(
    eye: Eye, results: ResultsPane, reader: ReaderPane, session: Session, keymap: Keymap
) -> list[int]:
    """The numbers of the paragraphs that a key acts on.

    In the reader its current paragraph, whatever is selected in the list; in the list the selected
    ones in the order in which they were, in these results and in others; else the one under the
    cursor, which is waited for if it is not there yet. Raises NotOnViewError where these cannot be
    seen.
    """
    if not is_on_view(reader if eye == "reader" else results):
        here, there = keymap.sign("app.results"), keymap.sign("app.reader")
        raise NotOnViewError(
            f"No paragraph is on view: {here} shows the results, {there} the reader."
        )
    if eye == "reader":
        paragraph = reader.current()
        return [] if paragraph is None else [paragraph.number]
    if results.count_selected:
        return await session.read(results.gathered)
    check_row(results)
    hit = await results.hit_read()
    return [] if hit is None else [hit.number]
