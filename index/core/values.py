"""The small values that nearly every room speaks of."""

from __future__ import annotations

from typing import Literal, NamedTuple

EntityType = Literal["person", "org", "place"]
CorrectionKind = Literal["name", "speaker"]
EditKind = Literal["merge", "split", "rename", "retype", "hide", "apart"]
Maker = Literal["reader", "archive", "collection"]
"""Who made an edit: whoever reads the archive, the archive itself where it goes without saying, or
somebody else who told a collection.
"""


class Span(NamedTuple):
    """Where in the query text a clause stands, in characters, end exclusive."""

    start: int
    end: int
