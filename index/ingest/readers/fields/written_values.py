"""Lists and objects that a cell holds as text, in JSON or as Python writes them."""

from __future__ import annotations

import ast
import json
import warnings
from typing import Any

# Longer ones are texts that begin with a bracket; reading Python costs memory beyond proportion.
_LONGEST = 200_000


def written_value(text: str) -> list[Any] | dict[str, Any] | None:
    """The list or object that a text is; None where it is none."""
    text = text.strip()
    if len(text) > _LONGEST or (text[:1], text[-1:]) not in {("[", "]"), ("{", "}")}:
        return None
    for read in (json.loads, _python):
        try:
            found = read(text)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
        if isinstance(found, list | dict):
            return found
    return None


def _python(text: str) -> Any:
    with warnings.catch_warnings():
        # An escape that Python does not know is told on standard error, and is none of ours.
        warnings.simplefilter("ignore")
        return ast.literal_eval(text)
