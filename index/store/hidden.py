"""What is not looked at unless it is asked for, as a condition of statements."""

from __future__ import annotations

HIDDEN = (
    "(EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number) AND NOT EXISTS"
    " (SELECT 1 FROM bookmark WHERE article = a.number AND hash = p.hash))"
)
"""Whether paragraph `p` of article `a` is furniture and not bookmarked, in SQL."""
