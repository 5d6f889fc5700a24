"""What became of a quotation in the archive, since it was exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from index import NotFound, NutgrafError
from tui.commands.archives import index_waiting
from tui.commands.former import became

if TYPE_CHECKING:
    from index import (
        Archive,
        ArticleView,
        FileWords,
        FormerFact,
        OriginalWords,
        Quotation,
        SourceDifference,
    )

State = Literal["", "stands", "changed", "gone", "removed", "missing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A paragraph in the archive: `state` "" where there is none to ask. `text` is what the archive
    has, `today` the id of what it is today, where that is another. `notes` are what the article
    says of having been corrected or taken back. `original` says of the bytes that were kept
    (“kept”, “damaged”, ""), `file` of the file it was read from (see `OriginalWords.state`), and
    `origin` names that and the place in it.
    """

    state: State = ""
    text: str = ""
    version: int | None = None
    versions: int | None = None
    today: str = ""
    notes: Sequence[str] = ()
    is_retracted: bool = False
    facts: Sequence[FormerFact] = field(default=())
    sources: Sequence[SourceDifference] = ()
    """Where the source in the file is another than the archive's."""
    original: str = ""
    origin: str = ""
    file: str = ""


class FoundAt(NamedTuple):
    """A paragraph that has the words of a passage."""

    id: str
    outlet: str
    title: str
    day: str


UNASKED = Standing()
_LOOKED_AT, _PLACES = 50, 3
"""Paragraphs with the words of a passage that are looked at, and that are told."""


class Standings:
    """Asks an archive, or a collection, what became of quotations."""

    def __init__(self, archive: Archive, words: OriginalWords) -> None:
        self._archive, self._words = archive, words
        self._removed: frozenset[str] | None = None
        self._is_indexed = False

    def of(self, quotation: Quotation) -> Standing:
        """What became of one that has an id."""
        for name in dict.fromkeys((quotation.id, quotation.without_number)):
            try:
                view, number = self._archive.find(name)
            except NotFound:
                continue
            if number is not None:
                return self._standing(view, number, quotation)
        is_removed = quotation.id.partition("-")[0] in self._removed_ids()
        return Standing(state="removed" if is_removed else "missing")

    def places(self, said: str) -> Sequence[FoundAt]:
        """Where the words of a passage without an id stand, a few places at most."""
        from index import extent, longest_part, quote  # noqa: PLC0415  (loaded where it is wanted)

        if not (phrase := longest_part(said).strip()):
            return ()
        if not self._is_indexed:
            index_waiting(self._archive, needed=False)
            self._is_indexed = True
        likely = self._archive.search(quote(phrase), sort="oldest").hits[:_LOOKED_AT]
        found = islice((one for one in likely if extent(said, one.text)), _PLACES)
        return [FoundAt(one.id, one.outlet, one.title, one.day) for one in found]

    def _standing(self, view: ArticleView, number: int, quotation: Quotation) -> Standing:
        from index import takes_back  # noqa: PLC0415  (loaded where it is wanted)

        today = became(self._archive, view, number)
        excerpt = self._archive.selection([number])[0]
        notes = excerpt.notes_of_changes
        text = next(one.text for one in view.paragraphs if one.number == number)
        original, file = self._of_file(view, text)
        state: State = "stands"
        if today is not None and today.state in ("changed", "gone", "removed"):
            state = today.state
        return Standing(
            state=state,
            text=text,
            version=view.version,
            versions=view.versions,
            today=today.id if today else "",
            notes=notes,
            is_retracted=any(map(takes_back, notes)),
            facts=view.former_facts,
            sources=self._sources(view, quotation),
            original=original,
            origin=file.origin,
            file=file.state,
        )

    def _sources(self, view: ArticleView, quotation: Quotation) -> Sequence[SourceDifference]:
        """Where the source that stands beside it is another than that of any version."""
        from index import source_differences  # noqa: PLC0415  (loaded where it is wanted)

        named, name = quotation.named, quotation.without_number
        found = source_differences(named, [view], name) if named else ()
        if not found or view.versions == 1:
            return found
        every = range(1, view.versions + 1)
        others = [self._archive.article(view.number, at) for at in every if at != view.version]
        return source_differences(named, [view, *others], name)

    def _of_file(self, view: ArticleView, text: str) -> tuple[str, FileWords]:
        """What can be said of the bytes that were kept, and of the files it was met in."""
        kept, state = None, ""
        try:
            kept = self._archive.original(view.number, view.version)
            state = "kept"
        except NotFound:
            pass
        except NutgrafError:
            state = "damaged"
        origins = [view.origin, *(one.origin for one in view.sources)]
        return state, self._words.state(origins, text, kept)

    def _removed_ids(self) -> frozenset[str]:
        if self._removed is None:
            try:
                self._removed = frozenset(one.id for one in self._archive.removals.all())
            except NutgrafError:  # A collection has none.
                self._removed = frozenset()
        return self._removed
