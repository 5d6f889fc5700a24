"""What a command is, and what a wrong call is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from index import NutgrafError

OK = 0
NOTHING = 1
WRONG_CALL = 2
UNREADABLE = 4
INCOMPLETE = 5
UNCHECKED = 6
INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Example:
    """A call as it is typed, and what it does."""

    call: str
    does: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command: how it is called, and what it does.

    `name` is what is typed after `nutgraf`, of two words for an action ("saved forget"). `summary`
    is one line, `details` paragraphs of the help. `arguments` declares what it takes; `run` does it
    and returns the exit code. With `takes_query`, an argument like `-china` is part of the query.
    """

    name: str
    summary: str
    examples: tuple[Example, ...]
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
    details: Callable[[], str] = str
    takes_query: bool = False
    actions: tuple[Command, ...] = ()


class UsageError(NutgrafError):
    """A wrong call: an unknown option, a value that cannot be used, something that is missing."""


def check_free(path: Path, *, force: bool) -> None:
    """Raise UsageError for a file that is there and may not be written over."""
    if path.is_file() and not force:
        raise UsageError(f"{path} exists already.", "Name another file, or use --force.")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` is likely to mean, None when none is close."""
    from difflib import get_close_matches  # noqa: PLC0415  (wanted after a slip)

    found = get_close_matches(word, list(known), n=1)
    return found[0] if found else None
