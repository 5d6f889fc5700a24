"""What an export format is; the contract for ours and for those of other packages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.export.excerpt import Excerpt


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What stands above an export: a title for people, and the query that found it; "" for none.
    `found` is how many paragraphs the query finds, of which those exported may be some; 0 where
    that is not known; `lost`, how many of those exported it finds no longer; `folded`, how many
    more it finds that are copies of these and are left out, `furniture`, how many it means that
    are left out as furniture.

    Of bookmarks, `words` are those by which they were chosen, and `bookmarks` how many there are in
    all, 0 where that is not known; `queries` stand in a dossier beside what is exported. `saved`
    are the saved searches that any of these name, and what they stood for.
    """

    title: str = ""
    query: str = ""
    found: int = 0
    lost: int = 0
    folded: int = 0
    furniture: int = 0
    words: str = ""
    bookmarks: int = 0
    queries: tuple[str, ...] = ()
    saved: tuple[tuple[str, str], ...] = ()


class ExportFormat(Protocol):
    """A way to write excerpts down.

    `name` is what it is asked for by, `suffix` what its files end in (".md"), `describe` a line
    about it.
    """

    @property
    def name(self) -> str:
        """What it is asked for by."""

    @property
    def suffix(self) -> str:
        """What its files end in, with the dot."""

    @property
    def describe(self) -> str:
        """One line for help and manual."""

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """The text in parts, in the memory of a few excerpts however many there are.

        About one part an excerpt is not empty: by these it is told how far the writing is. The same
        excerpts give the same text, whatever they hold, nothing of which is read as markup.
        """
