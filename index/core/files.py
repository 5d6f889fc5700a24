"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.core.errors import NutgrafError

_SQLITE = b"SQLite format 3\0"
_BESIDE = ("", "-wal", "-shm", "-journal")


def expanded(path: Path | str) -> Path:
    """A path with the home of its user in the place of `~` or `~name`; as it is where there is no
    such user, so that a file of that name is meant.
    """
    return Path(os.path.expanduser(path))  # noqa: PTH111  (that of pathlib raises RuntimeError)


def unusable(path: Path | str) -> str:
    """Why no file can have this name, in the system's words: it is too long, it has a NUL. ""
    where one can.
    """
    try:
        os.lstat(path)
    except ValueError as problem:
        return str(problem)
    except OSError as problem:
        return os.strerror(problem.errno) if problem.errno == errno.ENAMETOOLONG else ""
    return ""


def no_utf8(text: str) -> bool:
    """Whether an argument or a path holds bytes that are no UTF-8, which Python keeps aside."""
    return not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text)


@contextmanager
def replacing(path: Path, *, overwrite: bool = False, private: bool = False) -> Iterator[Path]:
    """An empty new file beside `path`, which takes its name when all went well, in one step.

    It is on disk before it has its name. `private` files are their owner's alone; others are what
    the umask says. What a killed process left behind here is swept away. Raises NutgrafError when
    `path` exists and may not be overwritten, is a device, a pipe or a socket, or cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file() and not target.is_dir():
        raise NutgrafError(
            f"{path} is no regular file, and is not replaced by one.", "Choose another name."
        )
    part = target
    owner = -1
    try:
        sweep(target)
        part, owner = _begin(target, 0o600 if private else 0o666)
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        if not overwrite:
            _claim(part, target)
        part.replace(target)
        sync(target.parent)
    except FileExistsError:
        raise NutgrafError(f"{path} exists already.", "Choose another name.") from None
    except OSError as error:
        raise NutgrafError(f"{path} could not be written: {error.strerror or error}.") from error
    finally:
        if part != target:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            for left in part.parent.glob(f"{glob.escape(part.name)}-*"):
                with suppress(OSError):
                    left.unlink()
            os.close(owner)


def _begin(target: Path, mode: int) -> tuple[Path, int]:
    """A part of a file, and a handle that says for as long as it is open that somebody owns it."""
    while True:
        part = target.with_name(f".{target.name[:100]}.{os.urandom(4).hex()}.part")
        owner = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, mode)
        try:
            fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Somebody may have swept it away before it was locked.
            if part.exists():
                return part, owner
        except BlockingIOError:
            pass  # somebody is about to sweep it away
        except OSError:
            return part, owner  # where there are no locks, parts are not swept either
        os.close(owner)


def sweep(target: Path) -> None:
    """Remove the parts of a file that nobody owns any more."""
    for part in target.parent.glob(f".{glob.escape(target.name[:100])}.????????.part"):
        with suppress(OSError):
            handle = os.open(part, os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                for left in (*part.parent.glob(f"{glob.escape(part.name)}-*"), part):
                    left.unlink(missing_ok=True)
            finally:
                os.close(handle)


def sync(folder: Path) -> None:
    """Have the entries of a folder on disk, where the file system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for their owner alone."""
    missing = [folder]
    while not missing[-1].parent.exists():
        missing.append(missing[-1].parent)
    for one in reversed(missing):
        one.mkdir(0o700, exist_ok=True)


def write(
    path: Path, text: str | Iterable[str], *, overwrite: bool = False, private: bool = False
) -> None:
    """Write a text file whole or not at all; a device or pipe is written into as it is.

    A long text comes in parts. What making them raises leaves no file. A `private` file is its
    owner's alone, and so are the folders that are made for it. Raises NutgrafError when the file
    exists and may not be overwritten, is a database or its journal, or cannot be written.
    """
    if _is_database(path):
        raise NutgrafError(
            f"{path} is a database, an archive perhaps, and is not written over.",
            "Choose another name.",
        )
    parts = [text] if isinstance(text, str) else text
    if path.exists() and not path.is_file() and not path.is_dir():
        _pour(path, parts)
        return
    if private:
        _make_room(path)
    with (
        replacing(path, overwrite=overwrite, private=private) as part,
        part.open("w", encoding="utf-8", errors="replace", newline="\n") as file,
    ):
        file.writelines(parts)


def _is_database(path: Path) -> bool:
    """Whether a file is a database of SQLite, or what SQLite keeps beside one."""
    names = {path.name.removesuffix(end) for end in _BESIDE} if path.is_file() else set()
    for name in filter(None, names):
        with suppress(OSError), path.with_name(name).open("rb") as file:
            if file.read(len(_SQLITE)) == _SQLITE:
                return True
    return False


def _make_room(path: Path) -> None:
    try:
        private_folder(path.absolute().parent)
    except OSError as error:
        raise NutgrafError(f"{path.parent} cannot be made: {error.strerror or error}.") from error


def _pour(path: Path, parts: Iterable[str]) -> None:
    try:
        with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.writelines(parts)
    except OSError as error:
        raise NutgrafError(f"{path} could not be written: {error.strerror or error}.") from error


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
