"""What was changed in a text, in Markdown: dropped words as `<del>`, added ones as `<ins>`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from index.core.article_view import ArticleView
from index.core.comparison import Comparison, ParagraphChange, Pieces
from index.export import escaping
from index.export.citation import published_on

# Signs that mark words are no marks beside other signs, as CommonMark has it; elements always are.
_MARKS = {"kept": ("", ""), "dropped": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
_SAID = {"same": "", "rewritten": "rewritten", "added": "added", "dropped": "dropped"}


def comparison_markdown(comparison: Comparison) -> str:
    """The two articles with their sources, the facts that changed, and what became of each
    paragraph; of those that are the same, how many.
    """
    return "\n\n".join(_blocks(comparison)) + "\n"


def _blocks(comparison: Comparison) -> Iterator[str]:
    yield f"# {escaping.block(comparison.new.title) or 'Without a headline'}"
    yield f"- before: {_source(comparison.old)}\n- after: {_source(comparison.new)}"
    if comparison.fields:
        yield "\n".join(f"- {one.name}: {_marked(one.pieces)}" for one in comparison.fields)
    for is_change, run in groupby(comparison.changes, lambda one: one.is_change):
        changes = list(run)
        if is_change:
            yield from (f"{_place(one)}  \n{escaping.at_start(_text(one))}" for one in changes)
        else:
            yield f"_{len(changes)} unchanged_"


def _source(article: ArticleView) -> str:
    version = f"version {article.version} of {article.versions}" if article.versions > 1 else ""
    parts = (escaping.inline(article.outlet), published_on(article), version, article.id)
    address = escaping.address(article.url)
    return ", ".join(filter(None, (*parts, f"<{address}>" if address else "")))


def _place(change: ParagraphChange) -> str:
    """Which paragraph it was and is, and what became of it."""
    places = " → ".join(f"¶ {at}" for at in (change.old, change.new) if at is not None)
    said = [_SAID[change.kind], "moved" if change.moved else ""]
    return f"**{places}** {', '.join(filter(None, said))}"


def _text(change: ParagraphChange) -> str:
    if change.kind == "rewritten":
        return _marked(change.pieces)
    return escaping.inline("".join(piece.text for piece in change.pieces))


def _marked(pieces: Pieces) -> str:
    """Pieces in one line, each with its own blanks: what is left without those of one text is the
    other.
    """
    parts = []
    for piece in pieces:
        bare, (first, last) = piece.text.strip(), _MARKS[piece.kind]
        lead = " " * piece.text[:1].isspace()
        trail = " " * (piece.text[-1:].isspace() and bool(bare))
        parts.append(f"{first}{lead}{escaping.inline(bare)}{trail}{last}")
    return "".join(parts).strip()
