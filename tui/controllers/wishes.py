"""The screens about names, each opened over the one it was wished for in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.subject import Opening, Subject, Wish


def opening(host: Host, desk: Callable[[Subject], Awaitable[Wish | None]] | None) -> Opening:
    """What opens the page, the company or the `desk` that is wished for over what is there, so that
    whoever leaves it comes back to that. Without a desk, that is what one comes from.
    """

    async def opened(wish: Wish) -> Wish | None:
        # Seldom opened; the main screen is there sooner without them.
        if wish.page is not None:
            from tui.screens.entity_page import EntityScreen  # noqa: PLC0415

            return await host.ask(EntityScreen(wish.page, opened))
        if wish.company is not None:
            from tui.screens.co_occurrences import CoOccurrenceScreen  # noqa: PLC0415

            return await host.ask(CoOccurrenceScreen(wish.company, opened))
        if wish.editor is not None and desk is not None:
            return await desk(wish.editor)
        return wish

    return opened
