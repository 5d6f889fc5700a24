"""The names of an article as tests look at them."""

from __future__ import annotations

from index.entities.recogniser import default


def found(*paragraphs: str) -> list[tuple[str, str, str]]:
    """(surface, type, name) of every mention of an article."""
    (output,) = default().recognise([list(paragraphs)])
    return [
        (text[m.start : m.end], m.type, m.name)
        for text, mentions in zip(paragraphs, output, strict=True)
        for m in mentions
    ]
