"""Keeping the derived index in step with the archive: open, catch up, rebuild."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from index.core.errors import ArchiveError, IndexDamaged
from index.core.number_lists import numbers_of
from index.core.priority import way
from index.engines.contract import EngineIndex, EngineWriter, Naming
from index.engines.registry import Opener
from index.store import catching_up
from index.store.database import Database
from index.store.file.integrity import Unsound
from index.store.revisions import latest_revision

# Paragraphs between two commits of the index. Whatever is not committed when the process dies is
# indexed again, so this bounds the work lost, not the data.
COMMIT_EVERY = 40_000
# Says of an archive with rows that cannot be right that they are to be left out each time.
_UNSOUND = "unsound"


def open_index(
    database: Database,
    open_in: Opener,
    folder: Path,
    writing: Callable[[], AbstractContextManager[None]],
) -> tuple[EngineIndex, str]:
    """The index of an archive, and what was found and done about it ("" when it was sound).

    An index that is damaged, or that belongs to another history of the archive (a restored
    backup), is thrown away: it can always be made again. That is for whoever holds the writer's
    lock, which `writing` takes: while it is not to be had, what is there is left alone, and nothing
    is found until the writer, or a later look, has made another one.
    """
    try:
        return _sound(database, open_in, folder), ""
    except IndexDamaged as damage:
        reason = damage.message
    try:
        with writing():
            try:
                # Whoever held the lock before may have made another one.
                return _sound(database, open_in, folder), ""
            except IndexDamaged:
                return begin_anew(database, open_in, folder), f"{reason} The index is built anew."
    except ArchiveError as problem:
        look_at_rows(database, folder)
        waiting = f"{reason} {problem.message} The index is built anew afterwards."
        return open_in(folder, look=False), waiting


def _sound(database: Database, open_in: Opener, folder: Path) -> EngineIndex:
    """The index in a folder, its archive's rows looked at where need be. Raises IndexDamaged."""
    fulltext = open_in(folder)
    if fulltext.revision == 0 or (folder / _UNSOUND).exists():
        look_at_rows(database, folder)
    return fulltext


def begin_anew(database: Database, open_in: Opener, folder: Path) -> EngineIndex:
    """An empty index in place of whatever the folder holds. The caller holds the writer's lock.

    An archive that has no index yet may come from anywhere, and one whose index was damaged may be
    damaged too: its rows are looked at before they are believed.
    """
    shutil.rmtree(folder, ignore_errors=True)
    try:
        fulltext = open_in(folder)
    except IndexDamaged:
        # What an engine holds elsewhere is still there, and gives way to what is built now.
        fulltext = open_in(folder, look=False)
    look_at_rows(database, folder)
    return fulltext


def look_at_rows(database: Database, folder: Path) -> Sequence[Unsound]:
    """Leave out of an archive, now and each time it is opened, the rows that cannot be right.

    Returns what they are. Raises ArchiveError when the file cannot be read through.
    """
    mark = folder / _UNSOUND
    wrong = database.look_at_rows()
    # On a disk that takes nothing the mark stays as it is: what is said of the rows holds without.
    with suppress(OSError):
        if wrong:
            mark.touch()
        else:
            mark.unlink(missing_ok=True)
    return wrong


def catch_up(
    database: Database,
    fulltext: EngineIndex,
    *,
    progress: Callable[[int, int], None] | None = None,
    stop: Callable[[], bool] | None = None,
    more: bool = False,
) -> int:
    """Index every article that changed since the index was last committed.

    `progress` hears articles done and articles to do, `more` says that others are about to come.
    Returns the number of paragraphs indexed. The caller holds the writer's lock. Commits happen
    between revisions only, so that the index never claims a revision it holds in part.
    """
    fulltext.reload()
    with database.snapshot():
        return _catch_up(database, fulltext, progress, stop, more)


def _catch_up(
    database: Database,
    fulltext: EngineIndex,
    progress: Callable[[int, int], None] | None,
    stop: Callable[[], bool] | None,
    more: bool,
) -> int:
    """The same, as of one moment: a revision that comes meanwhile is not claimed."""
    latest = latest_revision(database.connection)
    if not catching_up.changed_since(database, fulltext.revision):
        return 0
    # Counted for whoever wants to know: after a merge that takes a part of following it.
    total = catching_up.articles_since(database, fulltext.revision) if progress else 0
    done = pending = 0
    reached = fulltext.revision
    with fulltext.writer() as writer:
        indexed = _follow_names(database, fulltext.revision, writer)
        waiting = catching_up.documents_since(database, fulltext.revision)
        for revision, article, documents in way.politely(waiting, 8):
            if revision != reached:
                # What an import brings at a time, and what it settled at its end, is one commit.
                if pending >= COMMIT_EVERY * 3 // 2:
                    writer.commit(reached, more=more)
                    pending = 0
                if stop and stop():
                    break
                reached = revision
            writer.replace_article(article, documents)
            done += 1
            indexed += len(documents)
            pending += len(documents)
            if progress:
                progress(done, total)
        else:
            reached = max(reached, latest)
        if done or indexed:
            writer.commit(reached, more=more)
    fulltext.reload()
    return indexed


def _follow_names(database: Database, revision: int, writer: EngineWriter) -> int:
    """Tell the index whom paragraphs name that it holds, where that is others since a revision; how
    many they are. Texts that changed come with their names.
    """
    done = 0
    for revised in catching_up.names_since(database, revision, COMMIT_EVERY):
        paragraphs = numbers_of(revised.paragraphs)
        writer.replace_names(
            Naming(paragraphs, numbers_of(revised.named_in), numbers_of(revised.entities))
        )
        writer.join()
        done += len(paragraphs)
    return done


def rebuild(
    database: Database,
    fulltext: EngineIndex,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Index everything beside the index in use, and put it in its place when all is done.

    Until then this and other processes find what they found before; interrupted, it leaves the
    index as it was. `progress` hears articles done and articles to do. Returns the number of
    paragraphs indexed. The caller holds the writer's lock.
    """
    look_at_rows(database, fulltext.folder)
    indexed = pending = 0
    with database.snapshot(), fulltext.writer(anew=True) as writer:
        latest, total = (
            latest_revision(database.connection),
            catching_up.articles_since(database, 0),
        )
        for done, (_, article, docs) in enumerate(catching_up.documents_since(database, 0), 1):
            writer.replace_article(article, docs)
            indexed += len(docs)
            pending += len(docs)
            if pending >= COMMIT_EVERY:
                writer.join()
                pending = 0
            if progress:
                progress(done, total)
        writer.commit(latest)
    fulltext.reload()
    return indexed
