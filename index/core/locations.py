"""Where an archive, its index and the settings lie. Nothing else knows a folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import platformdirs

from index.core.errors import NutgrafError
from index.core.files import expanded, unusable

_APP = "nutgraf"


def archive_file() -> Path:
    """The archive that is opened when none is named: NUTGRAF_ARCHIVE or the user's data folder."""
    named = _named("NUTGRAF_ARCHIVE")
    return expanded(named) if named else _folder("data") / "archive.db"


def collections_folder() -> Path:
    """Where the files lie that go with the collections that are opened."""
    return _folder("data") / "collections"


def index_folder(archive: Path, identity: str) -> Path:
    """The private index of one archive file; a copy of the file elsewhere gets another."""
    place = hashlib.sha256(os.fsencode(f"{identity}\x1f{archive.resolve()}")).hexdigest()[:16]
    return cache_folder() / "index" / place


def cache_folder() -> Path:
    """Where that lies which can be deleted at any time."""
    return _folder("cache")


def config_file() -> Path:
    """The settings file: NUTGRAF_CONFIG or the user's config folder."""
    named = _named("NUTGRAF_CONFIG")
    return expanded(named) if named else _folder("config") / "config.toml"


def _named(variable: str) -> str:
    """What a variable of the environment names; "" for nothing. Raises NutgrafError for “-”, which
    stands for standard input or output and is never the name of a file or folder, for an address,
    and for a name that none can have.
    """
    value = os.environ.get(variable, "")
    if value == "-":
        raise NutgrafError(f"{variable} names no file or folder: “-”.")
    if "://" in value:
        raise NutgrafError(f"{variable} names no file or folder but an address.")
    if reason := unusable(value):
        raise NutgrafError(f"{variable}: no file or folder can be called that ({reason}).")
    return value


def _folder(kind: str) -> Path:
    home = _named("NUTGRAF_HOME")
    if home:
        return expanded(home) / kind
    find = {
        "data": platformdirs.user_data_path,
        "cache": platformdirs.user_cache_path,
        "config": platformdirs.user_config_path,
    }[kind]
    return find(_APP, appauthor=False)
