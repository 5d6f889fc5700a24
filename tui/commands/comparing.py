"""What commands about versions share: differences as text and as records."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from tui.commands.output import Paint, counted
from tui.text import clean

if TYPE_CHECKING:
    from index import ArticleView, Comparison, ParagraphChange, Pieces

_SIGNS = {"same": " ", "rewritten": "~", "added": "+", "dropped": "-"}


def text_lines(comparison: Comparison, paint: Paint, *, every: bool) -> Iterator[str]:
    """A line a fact and a paragraph; those that are the same are counted unless `every`."""
    yield f"--- {paint.strong(head(comparison.old))}"
    yield f"+++ {paint.strong(head(comparison.new))}"
    for field in comparison.fields:
        yield f"~ {field.name}: {marked(field.pieces, paint)}"
    for is_shown, run in groupby(comparison.changes, lambda one: every or one.is_change):
        changes = list(run)
        if is_shown:
            yield from (_line(one, paint) for one in changes)
        else:
            yield paint.faint(f"  {counted(len(changes), 'paragraph')} unchanged")


def head(article: ArticleView) -> str:
    """An article's version in one line: how it is referred to, headline, outlet, date."""
    parts = (article.title or "Without a headline", article.outlet, article.day)
    return f"{article.id}@{article.version} " + " · ".join(clean(each) for each in parts if each)


def _line(change: ParagraphChange, paint: Paint) -> str:
    sign = ">" if change.moved and change.kind == "same" else _SIGNS[change.kind]
    places = "→".join(f"¶{at}" for at in (change.old, change.new) if at is not None)
    if change.old == change.new:
        places = f"¶{change.new}"
    moved = " (moved)" if change.moved else ""
    if change.kind == "rewritten":
        return f"{sign} {places}{moved} {marked(change.pieces, paint)}"
    return f"{sign} {places}{moved} {clean(''.join(piece.text for piece in change.pieces))}"


def marked(pieces: Pieces, paint: Paint) -> str:
    """A text with [-what was dropped-] and {+what was added+}, as `git diff --word-diff` has it."""
    parts = []
    for piece in pieces:
        text = clean(piece.text)
        match piece.kind:
            case "dropped":
                parts.append(paint.faint(f"[-{text}-]"))
            case "added":
                parts.append(paint.match(f"{{+{text}+}}"))
            case _:
                parts.append(text)
    return "".join(parts)


def record(comparison: Comparison) -> dict[str, object]:
    """A comparison for programs: pieces that are kept and dropped are the text before, those that
    are kept and added the text after.
    """
    return {
        "old": _article(comparison.old),
        "new": _article(comparison.new),
        "fields": [
            {"name": one.name, "pieces": piece_records(one.pieces)} for one in comparison.fields
        ],
        "paragraphs": [
            {
                "kind": one.kind,
                "moved": one.moved,
                "old": one.old,
                "new": one.new,
                "pieces": piece_records(one.pieces),
            }
            for one in comparison.changes
        ],
    }


def _article(article: ArticleView) -> dict[str, object]:
    return {
        "id": article.id,
        "version": article.version,
        "versions": article.versions,
        "title": article.title,
        "outlet": article.outlet,
        "date": article.date,
        "date_from": article.date_from,
        "imported": article.imported,
        "captured": article.captured,
    }


def piece_records(pieces: Pieces) -> list[dict[str, str]]:
    """Pieces of a text for programs."""
    return [{"kind": piece.kind, "text": piece.text} for piece in pieces]
