"""Looking for garbage seldom: among all that is loaded it takes 35 ms at a time, and as often as
Python does it would be a third of what a key costs, and a tenth of what it takes to be loaded.
"""

from __future__ import annotations

import gc

# New objects, and passes, after which a generation of objects is looked through. A search in the
# shell ends before there are so many at the start.
_SELDOM = (50_000, 20, 20)
_AT_START = (100_000, 20, 20)


def look_seldom() -> None:
    """Look for garbage seldom from now on."""
    gc.set_threshold(*_AT_START)


def collect_seldom() -> None:
    """Take what is there by now as staying, and look through what comes seldom."""
    gc.freeze()
    gc.set_threshold(*_SELDOM)
