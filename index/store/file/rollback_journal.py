"""The rollback journal (`-journal`) beside an archive: what it would put back into the file.

An archive has one only where a file system, or another program, has it written without a `-wal`;
one left behind by a program that died is played back by whoever opens the file next.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

# https://www.sqlite.org/fileformat2.html#the_rollback_journal
_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">8s5I")
_ALL = 0xFFFFFFFF  # records up to the end of the file


def is_hot(journal: Path) -> bool:
    """Whether SQLite would play it back, were nobody writing: it does not begin with a zero."""
    try:
        with journal.open("rb") as file:
            return file.read(1) not in (b"", b"\0")
    except FileNotFoundError:
        return False


def pages(journal: Path) -> Iterator[tuple[int, bytes]]:
    """Number and former content of each page that a transaction changed, as far as it is read."""
    try:
        with journal.open("rb") as file:
            at = 0
            while True:
                file.seek(at)
                head = file.read(_HEAD.size)
                if len(head) < _HEAD.size or not head.startswith(_MAGIC):
                    return
                _, records, _, _, sector, size = _HEAD.unpack(head)
                if not (32 <= sector <= 65536 and 512 <= size <= 65536):
                    return
                file.seek(at + sector)
                done = 0
                while records in (_ALL, 0) or done < records:
                    record = file.read(size + 8)
                    if len(record) < size + 8:
                        return
                    yield int.from_bytes(record[:4]), record[4:-4]
                    done += 1
                end = at + sector + done * (size + 8)
                at = -(-end // sector) * sector
    except OSError:
        return
