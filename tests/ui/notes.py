"""Small archives on disk, made of a few texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from index import Archive


def archive_of(folder: Path, texts: Mapping[str, str]) -> Path:
    """An archive `a.db` with its `index` in a folder, holding a note by name and text each."""
    for name, text in texts.items():
        page = f"---\ntitle: Notes {name}\ndate: 2025-10-01\noutlet: Echo\n---\n{text}\n"
        (folder / f"{name}.md").write_text(page, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder])
    return folder
