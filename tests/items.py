"""What a reader gives, without what it remarks on an input as a whole."""

from __future__ import annotations

from collections.abc import Iterable

from index.core.article import Article
from index.core.reports import Remark, Skipped


def told(items: Iterable[Article | Skipped | Remark]) -> list[Article | Skipped]:
    """The articles and what was skipped."""
    return [one for one in items if not isinstance(one, Remark)]
