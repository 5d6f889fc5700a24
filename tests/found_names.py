"""What the recogniser finds in texts of a test."""

from __future__ import annotations

from index.entities.recogniser import default


def named(*article: str) -> set[tuple[str, str]]:
    """The names of an article, as it has them, with their types."""
    (found,) = default().recognise([article])
    return {
        (text[one.start : one.end], one.type)
        for text, mentions in zip(article, found, strict=True)
        for one in mentions
    }
