"""How much of a search for faults is made: a little each time, all of it when that is asked for."""

from __future__ import annotations

import os
from math import ceil

_ASKED = os.environ.get("NUTGRAF_THOROUGH", "")
THOROUGH = bool(_ASKED)
SHARE = min(float(_ASKED), 1.0) if _ASKED.replace(".", "", 1).isdecimal() else 1.0
"""So much of all of it: NUTGRAF_THOROUGH=0.1 makes a tenth."""


def runs(quick: int, thorough: int) -> int:
    """How many runs, actions or examples: `quick` as a rule, with NUTGRAF_THOROUGH=1 `thorough`,
    with less a share of it, but no fewer than `quick`. Where `thorough` is the smaller one, every
    so manieth is looked at, with a share fewer.
    """
    if not THOROUGH:
        return quick
    if thorough < quick:
        return min(quick, ceil(thorough / SHARE)) if SHARE else quick
    return max(quick, ceil(thorough * SHARE))
