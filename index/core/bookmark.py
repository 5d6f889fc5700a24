"""A marked paragraph, and what finds it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.core.publication import Publication, Published

BookmarkState = Literal["kept", "moved", "changed", "gone", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where a passage stood (W3C Web Annotation, TextQuoteSelector, plus position and hash).

    `exact` is the paragraph, `prefix` and `suffix` up to 32 characters of the article before and
    after it.
    """

    exact: str
    prefix: str
    suffix: str
    ordinal: int
    hash: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmark(Published):
    """A marked paragraph.

    `paragraph` is the number of the paragraph it points at now, None when it is gone; `text` is
    that paragraph's text today and `anchor.exact` the text that was marked. `version` is the one
    it was marked in. `page` is the printed one that it stands on today,
    "" where that is not known. Times are ISO 8601 in UTC.
    """

    number: int
    anchor: Anchor
    article: int
    article_id: str
    version: int
    paragraph: int | None
    paragraph_id: str
    ordinal: int
    paragraphs: int
    text: str
    state: BookmarkState
    note: str
    tags: tuple[str, ...]
    created: str
    publication: Publication
    page: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is being written, and the `note` there was when that was begun."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormerParagraph:
    """A paragraph that stands in another version of its article than today's.

    `today` is the number of the paragraph that it is now, None where there is none; `state` says
    what became of it, as of a bookmark.
    """

    article: int
    anchor: Anchor
    today: int | None
    state: BookmarkState

    @property
    def place(self) -> tuple[int, int, int]:
        """Article, ordinal and hash, as a bookmark that was made on it has them."""
        return self.article, self.anchor.ordinal, self.anchor.hash
