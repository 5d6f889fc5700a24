"""The screens about names, opened one after the other as each is left for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.subject import Wish


async def opened(host: Host, first: Wish) -> Wish | None:
    """Open the page or the company that is wished for, and go on from one to the next.

    Answers what is wished for in the end: that something is looked for, or the desk; None where
    the last one was closed.
    """
    wish: Wish | None = first
    while wish is not None:
        # Seldom opened; the main screen is there sooner without them.
        if wish.page is not None:
            from tui.screens.entity_page import EntityScreen  # noqa: PLC0415

            wish = await host.ask(EntityScreen(wish.page))
        elif wish.company is not None:
            from tui.screens.co_occurrences import CoOccurrenceScreen  # noqa: PLC0415

            wish = await host.ask(CoOccurrenceScreen(wish.company))
        else:
            return wish
    return None
