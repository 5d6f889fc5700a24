"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import NutgrafError


@contextmanager
def replacing(path: Path, *, overwrite: bool = False) -> Iterator[Path]:
    """An empty new file beside `path`, which takes its name when all went well, in one step.

    Raises NutgrafError when `path` exists and may not be overwritten, or cannot be written.
    """
    target = path.resolve()
    part = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        yield part
        if not overwrite:
            _claim(part, target)
        part.replace(target)
    except FileExistsError:
        raise NutgrafError(
            f"{path} exists already.", "Choose another name, or allow it to be overwritten."
        ) from None
    except OSError as error:
        raise NutgrafError(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write(path: Path, text: str, *, overwrite: bool = False) -> None:
    """Write a text file whole or not at all; a device or pipe is written into as it is.

    Raises NutgrafError when the file exists and may not be overwritten, or cannot be written.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        return
    with (
        replacing(path, overwrite=overwrite) as part,
        part.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _claim(part: Path, target: Path) -> None:
    """Give the file its name if that is free, in one step.

    Raises FileExistsError when it is not.
    """
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:
        # A file system without hard links: take the name with an empty file.
        target.open("x").close()
