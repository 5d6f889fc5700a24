"""Standard input, where somebody has left it open."""

from __future__ import annotations

import sys
from typing import TextIO

from tui.commands.base import UsageError


def standard_input() -> TextIO:
    """What `-` stands for. Raises UsageError where whoever started the program closed it."""
    # Python has none then, which its types do not say.
    stream: TextIO | None = sys.stdin
    if stream is None:
        raise UsageError("Standard input is closed, and was to be read.", "Name a file instead.")
    return stream
