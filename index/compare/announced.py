"""Whether a text that was changed says so."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.change_notes import has_note
from index.core.comparison import Comparison, after


def announces(comparison: Comparison) -> bool:
    """Whether what is new in the text or the headline says that something was corrected, updated or
    taken back.

    A note that stood there before speaks of an earlier change and not of this one.
    """
    return has_note([paragraph.text for paragraph in comparison.old.paragraphs], _new(comparison))


def _new(comparison: Comparison) -> Iterator[str]:
    for field in comparison.fields:
        if field.name == "title":
            yield after(field.pieces)
    for change in comparison.changes:
        if change.kind in ("added", "rewritten"):
            yield after(change.pieces)
