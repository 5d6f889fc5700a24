"""Exports of WordPress (WXR): feeds that hold more than articles, and texts with short codes."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from index.core.late_patterns import late

_IS_EXPORT = late(rb"<wp:(?:wxr_version|post_type)\b")
_AUTHOR = late(r"<wp:author>((?:(?!<wp:author>).)*?)</wp:author>", re.DOTALL)
_LOGIN, _NAME = (
    late(f"<wp:{name}>((?:(?!<wp:{name}>).)*?)</wp:{name}>", re.DOTALL)
    for name in ("author_login", "author_display_name")
)
_SHORT_CODE = late(
    r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption|more|youtube|soundcloud)"
    r"(?:\s[^\[\]]{0,500})?/?\]"
)
# Pictures, menus and older versions are no articles.
_ARTICLES = frozenset({"post", "page", ""})
_NOTHING = frozenset({"auto-draft", "inherit"})
_PUBLISHED = frozenset({"publish", ""})
_STATUS = {"draft": "draft", "private": "private", "trash": "thrown away"}


def is_export(data: bytes) -> bool:
    """Whether a feed is an export of WordPress."""
    return _IS_EXPORT.search(data) is not None


def is_article(entry: Mapping[str, Any]) -> bool:
    """Whether an entry of an export is an article, be it published or not."""
    kind, status = entry.get("wp_post_type") or "", entry.get("wp_status") or ""
    return kind in _ARTICLES and status not in _NOTHING


def unpublished(entry: Mapping[str, Any]) -> str:
    """What an article is that nobody but its authors could read, in a word; "" for others."""
    status = str(entry.get("wp_status") or "")
    return "" if status in _PUBLISHED else _STATUS.get(status, "not yet published")


def author_names(data: bytes) -> dict[str, str]:
    """The names that authors are shown by, by those they log in with."""
    names = {}
    for author in _AUTHOR.findall(data.decode("utf-8", "replace")):
        login, name = _LOGIN.search(author), _NAME.search(author)
        if login and name and _value(name[1]):
            names[html.unescape(_value(login[1]))] = html.unescape(_value(name[1]))
    return names


def _value(written: str) -> str:
    """What stands between two tags, in CDATA or not."""
    return written.strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()


def as_article(entry: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """An entry with its author's name, and its text without short codes."""
    author = str(entry.get("author") or "")
    texts = [
        {**one, "value": _SHORT_CODE.sub("\n\n", str(one.get("value") or ""))}
        for one in entry.get("content") or ()
    ]
    shown = [{"name": names.get(author, author)}]
    return {**entry, "content": texts, "author": shown[0]["name"], "authors": shown}
