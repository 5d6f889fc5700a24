"""How the program was called, so that the commands it names can be pasted where it was: in a shell
that does not find it by its name, with a home or an archive that is not the reader's own.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, partial
from shlex import quote

_NAME = "nutgraf"
_CALLED = rf"(?<![\w./-]){_NAME} "
_COMMAND = rf"{_CALLED}(?=[a-z]+\b|--?[a-z])(?!(?:is|has)\b)"
"""Where a command begins, in what is told."""

_OF_ARCHIVE = re.compile(rf"{_CALLED}(?=[a-z]+\b)(?!(?:is|has|config|help|completion)\b)")
"""Where one begins that is about an archive."""

_GIVING = re.compile(rf"{_CALLED}(?=(?:push|pull) \w+://)")
"""Where one begins that names the collection which an archive gives to or takes from."""


@dataclass(frozen=True, slots=True)
class _Call:
    """The `program` as the shell called it, the `home` that was set, and which `archive` was named;
    "" for its name, for the reader's own, for none.
    """

    program: str = ""
    home: str = ""
    archive: str = ""

    def begins(self, *, anywhere: bool) -> str:
        """What a command begins with in the folder that one is in, or `anywhere`."""

        def word(path: str) -> str:
            return quote(os.path.abspath(path) if anywhere else path)  # noqa: PTH100

        home = f"NUTGRAF_HOME={word(self.home)} " if self.home else ""
        return home + (word(self.program) if self.program else _NAME)


_CALL: ContextVar[Callable[[], _Call]] = ContextVar("call", default=_Call)


@contextmanager
def called(arguments: Sequence[str], *, is_process: bool) -> Iterator[None]:
    """Within it commands are told as for a call with these arguments; the process is that call, or
    the program was called from within Python.
    """
    path = sys.argv[0] if is_process else ""
    # Most calls name no command, and need not know where the shell finds the program.
    token = _CALL.set(cache(partial(_call_of, path, tuple(arguments))))
    try:
        yield
    finally:
        _CALL.reset(token)


def _call_of(path: str, arguments: Sequence[str]) -> _Call:
    """The call with some arguments of the program that a process was begun with, "" for none."""
    archive = _archive(arguments)
    base = os.path.basename(path)  # noqa: PTH119
    if os.name != "posix" or base != _NAME:
        # By way of Python, or a shell that sets nothing before a command.
        return _Call(archive=archive)
    import shutil  # noqa: PLC0415  (loaded where it is wanted)

    found, is_found = shutil.which(_NAME), False
    with suppress(OSError):
        is_found = found is not None and os.path.samefile(found, path)  # noqa: PTH121
    return _Call("" if is_found else path, os.environ.get("NUTGRAF_HOME", ""), archive)


def _archive(arguments: Sequence[str]) -> str:
    for at, one in enumerate(arguments):
        if one.startswith("--archive"):
            return one.partition("=")[2] or "".join(arguments[at + 1 : at + 2])
    return ""


def as_called(text: str, *, own: bool = False, anywhere: bool = False) -> str:
    """What is told, with the commands in it as they are to be given where the program was called:
    to the archive that was asked for, or to one of the reader's `own`; or as they can be given
    `anywhere`.
    """
    if _NAME not in text:
        return text
    call = _CALL.get()()
    if call.archive and not own and not _GIVING.search(text):
        text = f"{_NAME} --archive {quote(call.archive)} ".join(_OF_ARCHIVE.split(text))
    begins = call.begins(anywhere=anywhere)
    if begins == _NAME:
        return text
    before = re.escape(begins.removesuffix(_NAME))  # what was told so already stays
    return re.sub(rf"(?<!{before}){_COMMAND}", lambda _: f"{begins} ", text)


def call(words: str = "", *, anywhere: bool = False) -> str:
    """A command with some words, as it is to be given; without, the one that opens the screen.
    `anywhere` as in `as_called`.
    """
    whole = as_called(f"{_NAME} {words or 'x'}", anywhere=anywhere)
    return whole if words else whole.removesuffix(" x")
