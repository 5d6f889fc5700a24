"""A format each: bytes in, articles out.

To drive it:

    for source in find(paths, options):          # a list; nothing is opened yet
        if isinstance(source, Skipped): ...       # a path that cannot be reached, and why
        digest = source.digest()                  # "" for a stream; may raise InputError
        if digest and known(digest, options.key()): ...   # the same bytes were read alike before
        for item in source.articles():            # Article or Skipped, streamed; never raises
            ...                                   # source.bytes_read of source.size are taken

`source.path` is what the user would call the input, `source.size` its bytes (0 for a stream).
Articles come cleaned, with what file name, folder and options add to them. `digest` may be left
out. An iteration of `articles` can be closed at any point; it can be made once.
"""

from dataclasses import dataclass

from index.core.reports import Skipped
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.discovery import find
from index.ingest.readers.field_names import FIELDS
from index.ingest.readers.plugins import PLUGINS
from index.ingest.readers.registry import readers
from index.ingest.readers.source import Source

__all__ = ["FIELDS", "Format", "ReadOptions", "Source", "broken_plugins", "find", "formats"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be read: its name, the suffixes files have, and a line about it."""

    name: str
    suffixes: tuple[str, ...]
    describe: str


def broken_plugins() -> list[Skipped]:
    """The readers of other packages that cannot be used, and why."""
    return PLUGINS.broken()


def formats() -> tuple[Format, ...]:
    """The formats that can be read, for help and manual."""
    return tuple(Format(each.name, each.suffixes, each.describe) for each in readers())
