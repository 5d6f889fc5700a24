"""An error that nobody foresaw, when the archive turns out to be damaged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.asked import Asked


@contextmanager
def blaming(archive: Asked) -> Iterator[None]:
    """Such an error is the archive's where that holds what cannot be right: its words are said.

    Looks at the whole archive then; not to be used on the event loop.
    """
    from index import NutgrafError, StoppedError  # noqa: PLC0415  (takes 200 ms)

    try:
        yield
    except (NutgrafError, StoppedError, OSError):
        raise
    except Exception as error:
        damage = archive.damage()
        if damage is None:
            raise
        raise damage from error
