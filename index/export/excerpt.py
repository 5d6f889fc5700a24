"""What leaves an archive: a paragraph with its source, its note and its tags."""

from __future__ import annotations

from dataclasses import dataclass

from index.core.bookmark import BookmarkState
from index.core.publication import Publication, Published
from index.export.history import UNCHANGED, History


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt(Published):
    """Everything one exported paragraph needs.

    `text` is the paragraph today, "" when it is gone; `marked_text` what was marked, "" when it was
    not; `created` is when that was, ISO 8601 in UTC. `ordinal` counts from 1 of `paragraphs`;
    `earlier` is the version of the article that it stands in, 0 where that is today's. `origin` is
    what was marked as a passage of the version it was marked in, where it stands otherwise today.
    `history` is what became of the text that was marked, or stands here, since. `page` is the
    printed one that it stands on (`index.core.page_labels`), "" where that is not known.
    """

    paragraph_id: str
    text: str
    ordinal: int
    paragraphs: int
    publication: Publication
    note: str = ""
    tags: tuple[str, ...] = ()
    state: BookmarkState = "kept"
    marked_text: str = ""
    created: str = ""
    earlier: int = 0
    origin: Excerpt | None = None
    history: History = UNCHANGED
    page: str = ""

    @property
    def cited(self) -> Excerpt:
        """The passage that is the source: what was marked, where today's text is another."""
        return self.origin or self

    @property
    def notes_of_changes(self) -> tuple[str, ...]:
        """What the article says today of having been changed since, but for this text itself."""
        own = (self.text, self.marked_text)
        return tuple(note for note in self.cited.history.notes if note not in own)

    @property
    def article_id(self) -> str:
        """The id of the article that the paragraph stands in."""
        return self.paragraph_id.partition("-")[0]
