"""How much of a search for faults is made: a little each time, all of it when that is asked for."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("NUTGRAF_THOROUGH"))


def runs(quick: int, thorough: int) -> int:
    """How many runs, actions or examples: `quick` as a rule, with NUTGRAF_THOROUGH=1 `thorough`."""
    return thorough if THOROUGH else quick
