"""What stands between two texts: the values a comparison answers with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from index.core.article_view import ArticleView
from index.core.publication import Publication

PieceKind = Literal["kept", "dropped", "added"]
ChangeKind = Literal["same", "rewritten", "added", "dropped"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both have, or only the one before, or only the one after."""

    kind: PieceKind
    text: str


Pieces = tuple[Piece, ...]


def before(pieces: Pieces) -> str:
    """The text before, which the pieces are of."""
    return "".join(piece.text for piece in pieces if piece.kind != "added")


def after(pieces: Pieces) -> str:
    """The text after, which the pieces lead to."""
    return "".join(piece.text for piece in pieces if piece.kind != "dropped")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact about a publication that is another one after: which, and how it reads."""

    name: str
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """What became of a paragraph. `old` and `new` are its places in the articles, from 1; None
    where it does not stand. `moved`: it stands elsewhere among the others than before.
    """

    kind: ChangeKind
    old: int | None
    new: int | None
    pieces: Pieces
    moved: bool = False

    @property
    def is_change(self) -> bool:
        """Whether anything is otherwise than before."""
        return self.moved or self.kind != "same"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two articles, or two versions of one. `changes` are in the order of the text after, each
    dropped paragraph behind the one that it stood behind.
    """

    old: ArticleView
    new: ArticleView
    fields: tuple[FieldChange, ...]
    changes: tuple[ParagraphChange, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many paragraphs were rewritten, added, dropped and moved; those that were none."""
        return {
            **{
                kind: sum(one.kind == kind for one in self.changes)
                for kind in ("rewritten", "added", "dropped")
            },
            "moved": sum(one.moved for one in self.changes),
        }

    @property
    def is_same(self) -> bool:
        """Whether nothing is otherwise."""
        return not self.fields and not any(one.is_change for one in self.changes)


@dataclass(frozen=True, slots=True)
class ChangedArticle:
    """An article that its outlet changed. `publication` is that of the current version, `imported`
    when each state came that was published, `captured` when it was taken from the web ("" where
    nothing says so), `states` their versions; `comparison` is of the first with the current one.
    `silent`: nothing in the current text says that it was corrected or updated.
    """

    number: int
    id: str
    publication: Publication
    imported: tuple[str, ...]
    captured: tuple[str, ...]
    states: tuple[int, ...]
    comparison: Comparison
    silent: bool
