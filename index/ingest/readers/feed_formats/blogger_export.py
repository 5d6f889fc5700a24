"""Exports of Blogger: feeds that hold comments and settings beside what was posted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_KIND = "http://schemas.google.com/g/2005#kind"
_ARTICLES = frozenset({"post", "page", ""})


def is_article(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of a feed is what was posted, be it published or not."""
    kinds = (one.get("term") or "" for one in _tags(entry) if one.get("scheme") == _KIND)
    named = str(entry.get("blogger_type") or "").lower()
    return named in _ARTICLES and all(kind.rpartition("#")[2] in _ARTICLES for kind in kinds)


def unpublished(entry: Mapping[str, Any]) -> str:
    """What an entry is that nobody but its authors could read, in a word; "" for others."""
    status = str(entry.get("blogger_status") or "").lower()
    is_draft = status == "draft" or str(entry.get("app_draft") or "").strip().lower() == "yes"
    if is_draft or status == "scheduled":
        return "draft" if is_draft else "not yet published"
    return "thrown away" if "trash" in status or status == "deleted" else ""


def without_kind(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry whose tags say nothing of what Blogger keeps it as."""
    tags = [one for one in _tags(entry) if one.get("scheme") != _KIND]
    return {**entry, "tags": tags} if entry.get("tags") else entry


def _tags(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (one for one in entry.get("tags") or () if isinstance(one, Mapping))
