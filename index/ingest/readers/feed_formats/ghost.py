"""Exports of Ghost: the posts that were published, with the names of their authors and tags."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dumps.json_stream import Rows, elements, names_keys, objects
from index.ingest.readers.feed_formats.feed_file import left_out
from index.ingest.readers.fields.records import article_of

_UNPUBLISHED = ("draft", "scheduled")


class GhostReader:
    """Posts and pages of a Ghost site."""

    name = "ghost"
    suffixes = ()
    describe = "exports of Ghost, an article a published post; drafts are left out"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.9 if names_keys(head, ("db", "exported_on", "data")) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        with source.open() as stream:
            for value in elements(Rows(stream, options)):
                for one in _dicts(value, "db"):
                    yield from _posts(one.get("data"), source, options)


def _posts(data: Any, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
    posts = list(_dicts(data, "posts"))
    authors = _linked(data, "posts_authors", "author_id", "users")
    tags = _linked(data, "posts_tags", "tag_id", "tags")
    settings = {str(one.get("key")): one.get("value") for one in _dicts(data, "settings")}
    published = [one for one in posts if one.get("status") not in _UNPUBLISHED]
    for post in published:
        own = str(post.get("id") or "")
        record = {
            "id": own,
            "title": post.get("title"),
            "text": post.get("html") or post.get("plaintext"),
            "published_at": post.get("published_at"),
            "updated_at": post.get("updated_at"),
            "author": authors.get(own) or authors.get(str(post.get("author_id"))),
            "tags": tags.get(own),
            "outlet": settings.get("title"),
            "url": _address(settings.get("url"), post.get("slug")),
        }
        article = article_of(record, options, "Ghost")
        where = f"{source.path}:{post.get('slug') or own}"
        if not article.paragraphs:
            yield Skipped(where, "no text")
            continue
        yield replace(article, origin=where)
    states = Counter(
        "draft" if one.get("status") == "draft" else "not yet published"
        for one in posts
        if one.get("status") in _UNPUBLISHED
    )
    if states:
        yield Remark(source.path, left_out(states))


def _linked(data: Any, pairs: str, key: str, members: str) -> dict[str, list[str]]:
    """The names of the members that each post is paired with, in their order."""
    names = {str(one.get("id")): one.get("name") for one in _dicts(data, members)}
    found: dict[str, list[str]] = defaultdict(list)
    for pair in sorted(_dicts(data, pairs), key=_order):
        name = names.get(str(pair.get(key)))
        if isinstance(name, str):
            found[str(pair.get("post_id"))].append(name)
    for own, name in names.items():
        found.setdefault(own, [name] if isinstance(name, str) else [])
    return found


def _order(pair: dict[str, Any]) -> int:
    order = pair.get("sort_order")
    return order if isinstance(order, int) else 0


def _address(site: Any, slug: Any) -> str:
    is_known = isinstance(site, str) and site.startswith("http") and isinstance(slug, str)
    return f"{site.rstrip('/')}/{slug}/" if is_known else ""


def _dicts(value: Any, key: str) -> Iterator[dict[str, Any]]:
    """The objects in a list that an object holds under a key."""
    return objects(value.get(key) if isinstance(value, dict) else None)
