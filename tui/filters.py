"""Filters: query fragments that stand beside the text as chips."""

from __future__ import annotations

from tui.text import clean

_FIELD_WORDS = {"org": "organisation"}


def fragment(field: str, value: str, *, exclude: bool = False) -> str:
    """`person:"Xi Jinping"`, or with a minus before it."""
    value = clean(value).replace("\\", " ").replace('"', " ").strip()
    return f'{"-" if exclude else ""}{field}:"{value}"'


def label(text: str) -> str:
    """A fragment as a chip says it: “person: Xi Jinping”, “− outlet: Xinhua”."""
    minus = "− " if text.startswith("-") else ""
    field, colon, value = text.removeprefix("-").partition(":")
    value = clean(value).strip('"')
    return f"{minus}{_FIELD_WORDS.get(field, field)}: {value}" if colon else f"{minus}{field}"
