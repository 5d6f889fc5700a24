"""Writing the index: batches become segments, a commit makes them count."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from whoosh.writing import IndexingError, IndexWriter

from index.core.document import ParagraphDoc
from index.core.free_memory import give_back
from index.engines.contract import Naming
from index.engines.whoosh.segments import (
    manifest,
    merge_policy,
    segment_deletions,
    segment_files,
    segment_merging,
    segment_names,
    writer_lock,
)
from index.engines.whoosh.segments.array_file import Container
from index.engines.whoosh.segments.manifest import Manifest, SegmentEntry
from index.engines.whoosh.segments.segment_building import Articles, build
from index.engines.whoosh.segments.segment_helper import NO_SEGMENT, SegmentHelper
from index.engines.whoosh.segments.token_streams import Pieces
from index.engines.whoosh.untyped import Whoosh

BATCH = 4_000_000
"""Characters of text that are gathered before they become a segment. Bounds memory: some 25 bytes
each, of up to three batches where another process builds segments too. Of smaller ones both build
as much.
"""

_BESIDE = 2_000_000
"""The same where more is being done than building an index anew: an import has names to find."""

_EARLY = 4
"""Another process is started once a batch is full to this part: it is ready when all of it is."""

_MANY = 20_000
"""Documents that are joined at once with as little else in memory as there can be."""

_SWEPT = (".seg", segment_deletions.SUFFIX, segment_names.SUFFIX, ".new")
"""What files end with that belong to segments, or to what is being written."""

_NAMES = {"by": "byline", "lang": "language", "tag": "tags", "entity": "entities"}
"""Fields that are called otherwise in a document of ours."""


class Writer(IndexWriter):  # type: ignore[misc]
    """A Whoosh writer with a way of its own for many documents at once.

    Leaving it without a commit, or by an exception, leaves the last commit as it was; what was
    added by Whoosh's `add_document` is committed, as there. Articles are replaced as a whole.
    Nothing is visible to readers before `commit`. Begun `anew`, a writer knows nothing of what was
    committed before; its own first commit takes the place of it.
    """

    def __init__(
        self,
        folder: Path,
        key: str,
        pieces: Pieces | None = None,
        *,
        anew: bool = False,
        index: Whoosh = None,
    ) -> None:
        self._folder = folder
        self._key = key
        self._pieces = Pieces() if pieces is None else pieces
        self._lock = writer_lock.acquire(folder)
        try:
            self._manifest = manifest.read(folder, key) or Manifest(key)
        except BaseException:
            self._lock.release()
            raise
        self._batch = BATCH if anew else _BESIDE
        # Where an index is built anew, another core has nothing to do.
        self._helper = SegmentHelper(folder) if anew else None
        self._segments = [] if anew else list(self._manifest.segments)
        self._gone: dict[str, set[int]] = {}
        self._pending: dict[int, Sequence[ParagraphDoc]] = {}
        self._named: Naming | None = None
        self._characters = 0
        self._index = index
        self._added = False
        self._is_settled = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None and self._added:
                self.commit()
        finally:
            self.close()

    def close(self) -> None:
        """Drop what was not committed, join what was as far as is due, and let others write."""
        if self._lock is None:
            return
        self._pending.clear()
        self._named = None
        try:
            if self._helper is not None:
                self._helper.close()
            if not self._is_settled:
                self._settle()
            self._sweep()
        finally:
            self._lock.release()
            self._lock = None

    def replace_article(self, article: int, docs: Sequence[ParagraphDoc]) -> None:
        """Make these the paragraphs of an article, whatever it had before."""
        self._replace(article, docs)
        self._hand_over_what_is_full()

    def _replace(self, article: int, docs: Sequence[ParagraphDoc]) -> None:
        previous = self._pending.get(article, ())
        self._characters += sum(len(doc.text) for doc in docs)
        self._characters -= sum(len(doc.text) for doc in previous)
        self._pending[article] = docs
        if self._named is not None:
            self._named = self._named.without(np.array([doc.number for doc in docs], np.int64))

    def _hand_over_what_is_full(self) -> None:
        if self._characters >= self._batch:
            self._hand_over()
        elif self._helper is not None and self._characters * _EARLY >= self._batch:
            self._helper.start()

    def replace_names(self, names: Naming) -> None:
        """Say whom some paragraphs name that are held already; those that are not are left out."""
        self._named = names if self._named is None else self._named.then(names)

    # As Whoosh has it

    @property
    def schema(self) -> Whoosh:
        """See Whoosh's `IndexWriter`."""
        return self._index.schema

    def reader(self, **_how: object) -> Whoosh:
        return self._index.reader()

    def searcher(self, **how: object) -> Whoosh:
        return self._index.searcher(**how)

    def add_document(self, **fields: Whoosh) -> None:
        """Add a paragraph: `number`, `article`, `ordinal` and `text` are needed.

        What the article had before the writer was begun is replaced; its paragraphs come one after
        the other. Raises IndexingError.
        """
        try:
            doc = ParagraphDoc(**{_NAMES.get(name, name): value for name, value in fields.items()})
        except TypeError as problem:
            raise IndexingError(str(problem)) from problem
        if doc.article not in self._pending:
            # Not in the midst of an article: what comes of it later would replace what was there.
            self._hand_over_what_is_full()
        self._replace(doc.article, [*self._pending.get(doc.article, ()), doc])
        self._added = True

    def update_document(self, **fields: Whoosh) -> None:
        """The same: articles are replaced as a whole."""
        self.add_document(**fields)

    def delete_document(self, docnum: int, delete: bool = True) -> None:  # noqa: ARG002
        """Raises IndexingError: only whole articles are deleted."""
        raise IndexingError("Paragraphs are deleted with their article: use replace_article.")

    def delete_by_query(self, q: Whoosh, searcher: Whoosh = None) -> int:
        """Delete the articles that a query finds; how many paragraphs they have."""
        found = searcher or self.searcher()
        docs = [found.stored_fields(docnum)["article"] for docnum in found.docs_for_query(q)]
        for article in set(docs):
            self.replace_article(article, ())
        self._added = True
        return len(docs)

    def cancel(self) -> None:
        self._added = False
        self.close()

    def commit(
        self, revision: int | None = None, *, optimize: bool = False, more: bool = False
    ) -> None:
        """Make everything so far visible, as of a revision of the archive (None: as before).

        Where `more` is to follow soon, segments stay as many as they are while much is written.
        """
        self._flush()
        self._take()
        self.join()
        if optimize and len(self._segments) > 1:
            self._segments = [segment_merging.merge(self._folder, self._segments)]
        self._added, self._is_settled = False, more
        self._write_manifest(self._manifest.revision if revision is None else revision)

    def _write_manifest(self, revision: int) -> None:
        """Make the segments the state of the index."""
        state = replace(
            self._manifest,
            revision=revision,
            generation=self._manifest.generation + 1,
            segments=tuple(self._segments),
        )
        manifest.write(self._folder, state)
        self._manifest = state
        self._sweep()

    def _sweep(self) -> None:
        """Remove files that the last commit does not need. Readers keep what they have open.

        What counts is the manifest on disk: a commit may have failed after it had been replaced.
        """
        state = manifest.read(self._folder, self._key) or Manifest(self._key)
        kept = {file for entry in state.segments for file in entry.files}
        for file in self._folder.iterdir():
            if file.name not in kept and file.suffix in _SWEPT:
                file.unlink(missing_ok=True)

    def _settle(self) -> None:
        """Join the segments of the last commit until they are few."""
        known = self._manifest.segments
        self._make_room(known, settle=True)
        # Where there is no room for it, all that was committed is found all the same.
        with suppress(OSError):
            self._segments = merge_policy.tidy(self._folder, known, settle=True)
            if tuple(self._segments) != known:
                self._write_manifest(self._manifest.revision)

    def _make_room(self, segments: Sequence[SegmentEntry], *, settle: bool) -> None:
        """Forget what serves cutting texts into words, where as much memory is about to be used
        for joining segments.
        """
        if sum(entry.docs for entry in merge_policy.due(segments, settle=settle)) > _MANY:
            self._pieces.forget()
            give_back()

    def join(self) -> None:
        """Put what was given so far on the disk, in few segments, without making it visible; or on
        its way there, while another process builds segments.
        """
        self._hand_over()
        if NO_SEGMENT in self._segments:
            return
        segments = [self._with_names(self._without_deleted(entry)) for entry in self._segments]
        self._make_room(segments, settle=False)
        self._segments = merge_policy.tidy(self._folder, segments)
        self._gone.clear()
        self._named = None
        give_back()

    def _hand_over(self) -> None:
        """Have another process make a segment of what is pending, if one can, and be sure that one
        can from now on: there may be more.
        """
        if self._helper is None:
            self._flush()
            return
        full = self._taken_out() if self._pending else ()
        if full and self._helper.hand_over(len(self._segments), full):
            self._segments.append(NO_SEGMENT)  # until it is there
        else:
            self._helper.start()
            self._build(full)

    def _take(self) -> None:
        """Put what another process has built in its place; what it has not begun is built here."""
        if self._helper is not None:
            while (waiting := self._helper.take_back()) is not None:
                place, articles = waiting
                self._segments[place] = self._built(articles)
            for place, entry in self._helper.take().items():
                self._segments[place] = entry

    def _flush(self) -> None:
        """Turn what is pending into a segment and delete what it replaces."""
        if self._pending:
            self._build(self._taken_out())

    def _taken_out(self) -> Articles:
        """What is pending, in order, and no longer pending. What it replaces is deleted."""
        if self._helper is not None and self._helper.has_any(self._pending):
            self._take()
        wanted = np.array(sorted(self._pending), np.int64)
        for entry in self._segments:
            if entry is NO_SEGMENT:
                continue
            known = Container(self._folder / entry.file).all("article.number")
            gone = np.flatnonzero(np.isin(known, wanted))
            if len(gone):
                self._gone.setdefault(entry.file, set()).update(gone.tolist())
        full = [(number, docs) for number, docs in self._pending.items() if docs]
        full.sort(key=lambda article: article[1][0].number)
        self._pending = {}
        self._characters = 0
        return full

    def _build(self, full: Articles) -> None:
        """Make a segment of some articles, if there are any."""
        if full:
            self._segments.append(self._built(full))

    def _built(self, full: Articles) -> SegmentEntry:
        """A segment of some articles, on the disk."""
        if self._pieces.full:
            self._pieces.forget()
        entry = segment_files.store(self._folder, *build(full, self._pieces))
        give_back()  # before what is joined next asks for more
        return entry

    def _without_deleted(self, entry: SegmentEntry) -> SegmentEntry:
        """The entry without the articles that were deleted since the last commit."""
        gone = self._gone.get(entry.file)
        return segment_deletions.store(self._folder, entry, gone) if gone else entry

    def _with_names(self, entry: SegmentEntry) -> SegmentEntry:
        """The entry with what has come to be known of names since the last commit."""
        if self._named is None:
            return entry
        segment = segment_files.opened(self._folder, entry)
        name = segment_names.store(self._folder, entry.file, segment, self._named)
        return entry if name is None else replace(entry, names=name)
