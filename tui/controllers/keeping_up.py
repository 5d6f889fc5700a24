"""What changes beside the reader: what other processes bring, and what is to be found anew."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from index import ArchiveBusy, StoppedError

if TYPE_CHECKING:
    from tui.controllers.host import Host
    from tui.session import Session

_LATER = 30.0
"""Seconds until what another process was in the way of is tried again."""


class KeepingUpController:
    """Looks for what another process brought, and has names found anew. Neither is done twice at
    once, however slow the archive is.
    """

    def __init__(
        self,
        host: Host,
        session: Session,
        *,
        enriches: bool,
        came: Callable[[], Awaitable[None]],
        changed: Callable[[], None],
        warn: Callable[[str], None],
    ) -> None:
        """`enriches` says whether names are found anew here. `came` is called when another process
        brought something, `changed` when names were found anew, `warn` tells what the archive has
        to say of itself.
        """
        self._host, self._session = host, session
        self._enriches = enriches
        self._came, self._changed, self._warn = came, changed, warn
        self._looking = self._enriching = False
        self._noticed, self._failure = session.archive.notice, ""

    def look_for_news(self) -> None:
        """Show what another process brought."""
        if not self._looking:
            self._looking = True
            self._host.begin(self._look_for_news())

    async def _look_for_news(self) -> None:
        try:
            archive = self._session.archive
            if await self._session.do(archive.refresh):
                await self._came()
            # It may have come with an answer, a while ago.
            if (notice := archive.notice) not in ("", self._noticed):
                self._warn(notice)
            self._noticed = notice
            if not self._enriching and await self._session.read(self._is_pending):
                # What an edit left to be found anew, as somebody else was writing.
                self.bring_up_to_date()
        except Exception as error:  # noqa: BLE001  (becomes a message)
            # What lasts, such as an archive that was moved, is said once and at every change.
            if str(error) != self._failure:
                self._host.trouble(error)
            self._failure = str(error)
        else:
            self._failure = ""
        finally:
            self._looking = False

    def _is_pending(self) -> bool:
        """Called in a thread."""
        return self._enriches and self._session.archive.enrichment().is_pending

    def bring_up_to_date(self) -> None:
        """Find names anew in what an older version of the program read, or an edit left to be read
        again, beside everything else. While another process imports, that waits.
        """
        self._enriching = True
        self._host.begin(self._bring_up_to_date())

    async def _bring_up_to_date(self) -> None:
        try:
            revised = 0
            if self._enriches:
                revised = await self._session.read(self._session.archive.enrichment().run)
            if revised:
                self._changed()
        except StoppedError:
            return
        except ArchiveBusy:
            self._host.set_timer(_LATER, self.bring_up_to_date)
            return
        except Exception as error:  # noqa: BLE001  (becomes a message)
            # It is not tried again and again.
            self._host.trouble(error)
            return
        self._enriching = False
