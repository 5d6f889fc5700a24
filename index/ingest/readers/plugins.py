"""Readers that other packages bring, found by the entry point group `nutgraf.readers`."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import cast

from index.core.reports import Skipped
from index.ingest.readers.base import Reader

GROUP = "nutgraf.readers"
# What is wrong with those that cannot be used, by their names.
_broken: dict[str, Skipped] = {}


@cache
def plugged_in() -> tuple[Reader, ...]:
    """The readers of other packages. What cannot be used is told by `broken`."""
    _broken.clear()
    found = []
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        try:
            found.append(_load(entry))
        except (Exception, SystemExit) as error:  # noqa: BLE001  (not our code; we go on)
            give_up(_name(entry), error)
    return tuple(found)


def broken() -> list[Skipped]:
    """The plug-ins that cannot be used, and why."""
    return list(_broken.values())


def give_up(name: str, error: BaseException) -> None:
    """Remember that a plug-in failed."""
    text = " ".join(str(error).split())[:200]
    reason = f"it cannot be used ({type(error).__name__}: {text}) and is left out"
    _broken[name] = Skipped(f"plug-in {name}", reason)


def _load(entry: EntryPoint) -> Reader:
    made = entry.load()
    reader = made() if isinstance(made, type) else made
    for name, kind in (("name", str), ("describe", str), ("suffixes", tuple)):
        if not isinstance(getattr(reader, name), kind):
            raise TypeError(f"its {name} is not a {kind.__name__}")
    for name in ("sniff", "read"):
        if not callable(getattr(reader, name)):
            raise TypeError(f"its {name} cannot be called")
    return cast("Reader", reader)


def _name(entry: EntryPoint) -> str:
    return f"{entry.name} ({entry.dist.name})" if entry.dist else entry.name
