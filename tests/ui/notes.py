"""Small archives on disk, made of a few texts."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from hand import Hand

from index import Archive


def archive_of(folder: Path, texts: Mapping[str, str]) -> Path:
    """An archive `a.db` with its `index` in a folder, holding a note by name and text each."""
    for name, text in texts.items():
        page = f"---\ntitle: Notes {name}\ndate: 2025-10-01\noutlet: Echo\n---\n{text}\n"
        (folder / f"{name}.md").write_text(page, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder])
    return folder


@contextmanager
def copy_of(made: Path, folder: Path) -> Iterator[Archive]:
    """A copy in a folder of what `archive_of` made, open."""
    shutil.copytree(made / "index", folder / "index")
    shutil.copy(made / "a.db", folder / "a.db")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def opening(use, folder: Path, *keys: str, query: str = ""):
    """Starts the application over `a.db` of a folder, as often as one likes, with a query unless
    another one is given, and presses keys.
    """

    @asynccontextmanager
    async def start(query: str = query, **how: object) -> AsyncIterator[tuple[Hand, Archive]]:
        where = {"path": folder / "a.db", "index_folder": folder / "index"}
        with await asyncio.to_thread(Archive.open, **where) as archive:
            async with use(archive, query=query, **how) as hand:
                await hand.press(*keys)
                yield hand, archive

    return start
