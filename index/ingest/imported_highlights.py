"""Highlights of other programs: found in the article they belong to, kept as bookmarks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from index.core.article import Article, Highlight, paragraph_hash
from index.core.dates import instant
from index.core.model import Anchor
from index.core.reports import Skipped
from index.library import anchors
from index.store import imported_highlights as store
from index.store.database import Database

_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
# A highlight of less than this share of its paragraph is named in the note.
_WHOLE = 0.9


def keep(database: Database, key: str, article: Article) -> Iterator[Skipped]:
    """Bookmark what is highlighted in an article that is stored under an id.

    Gives what stands in none of its paragraphs. What was kept before is not kept again.
    """
    found = store.article_at(database, key) if article.highlights else None
    if found is None:
        return
    number, version, paragraphs = found
    for highlight in article.highlights:
        digest = paragraph_hash(highlight.text)
        if store.is_known(database, number, digest):
            continue
        places = locate(highlight.text, paragraphs)
        if not places:
            shown = highlight.text[:60]
            yield Skipped(article.origin, f"a highlight stands in no paragraph: “{shown}”")
            continue
        marked = [anchors.make(paragraphs, place) for place in places]
        note = _note(highlight, paragraphs[places[0]])
        created = highlight.created if instant(highlight.created) is not None else ""
        store.keep(
            database,
            number,
            version,
            digest=digest,
            anchors=marked,
            note=note,
            tags=highlight.tags,
            created=created,
        )


def locate(text: str, paragraphs: Sequence[str]) -> list[int]:
    """The positions of the paragraphs that words stand in; none when they stand in none.

    Blanks, quotes and dashes count as equal whatever their form. Words that are not found as they
    are belong to the paragraph that is most like them, if one is like enough.
    """
    wanted = _plain(text)
    plain = [_plain(paragraph) for paragraph in paragraphs]
    start = " ".join(plain).find(wanted) if wanted else -1
    if start < 0:
        anchor = Anchor(exact=text, prefix="", suffix="", ordinal=1, hash=paragraph_hash(text))
        position, _ = anchors.locate(anchor, paragraphs)
        return [] if position is None else [position]
    begins = list(accumulate((len(one) + 1 for one in plain), initial=0))[:-1]
    first = bisect_right(begins, start) - 1
    last = bisect_right(begins, start + len(wanted) - 1) - 1
    return [place for place in range(first, last + 1) if plain[place]]


def _plain(text: str) -> str:
    return " ".join(text.translate(_QUOTES).casefold().split())


def _note(highlight: Highlight, paragraph: str) -> str:
    """The note, after the words it is about when they are only a part of the paragraph."""
    if len(highlight.text) >= _WHOLE * len(paragraph):
        return highlight.note
    return f"“{highlight.text}” {highlight.note}".strip()
