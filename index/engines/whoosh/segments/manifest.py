"""What the index consists of: one small file, replaced as a whole by every commit."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from index.core.errors import IndexDamaged
from index.core.files import sync

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class SegmentEntry:
    """A segment file, the file of its deleted articles ("" when there are none), and that of whom
    its paragraphs name ("" where this is as it was written).
    """

    file: str
    bytes: int
    docs: int
    articles: int
    deletions: str = ""
    deleted_docs: int = 0
    names: str = ""

    @property
    def text(self) -> tuple[str, ...]:
        """The files that say what its paragraphs are, and not whom they name."""
        return tuple(filter(None, (self.file, self.deletions)))

    @property
    def files(self) -> tuple[str, ...]:
        """All that belong to it."""
        return tuple(filter(None, (self.file, self.deletions, self.names)))


@dataclass(frozen=True, slots=True)
class Manifest:
    """A state of the index. `revision` is how far into the archive it reaches."""

    key: str
    revision: int = 0
    generation: int = 0
    segments: tuple[SegmentEntry, ...] = field(default=())


def read(folder: Path, key: str) -> Manifest | None:
    """The last commit; None where there is none.

    Raises IndexDamaged when the file is altered or belongs to another archive or format.
    """
    try:
        raw = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    try:
        checksum, body = raw.split(b"\n", 1)
        values: dict[str, Any] = json.loads(body if int(checksum, 16) == zlib.crc32(body) else "")
        values["segments"] = tuple(SegmentEntry(**entry) for entry in values["segments"])
        manifest = Manifest(**values)
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(
            "The list of index files is not as it was written.", "The index will be rebuilt."
        ) from error
    if manifest.key != key:
        raise IndexDamaged(
            "The index belongs to another archive or another version of the program.",
            "It will be rebuilt.",
        )
    return manifest


def write(folder: Path, manifest: Manifest) -> None:
    """Make this the state of the index, atomically."""
    body = json.dumps(asdict(manifest), indent=1).encode()
    temporary = folder / f"{NAME}.new"
    temporary.touch(0o600)
    with temporary.open("wb") as file:
        file.write(b"%08x\n" % zlib.crc32(body) + body)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / NAME)
    sync(folder)
