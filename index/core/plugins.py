"""What other packages bring, by entry points: looked at before use, told when it is broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar, cast

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from index.core.reports import Skipped

T = TypeVar("T")


class Plugins(Generic[T]):
    """The objects behind the entry points of a group.

    Each has the attributes named, of the types given, and the methods named. A class is made an
    object of. What cannot be used is left out, and `broken` tells why.
    """

    def __init__(self, group: str, attributes: Mapping[str, type], methods: Sequence[str]) -> None:
        self.group = group
        self._attributes, self._methods = attributes, methods
        self._broken: dict[str, Skipped] = {}

    @cached_property
    def _loaded(self) -> tuple[T, ...]:
        self._broken.clear()
        if not _is_brought(self.group):
            return ()
        from importlib.metadata import entry_points  # noqa: PLC0415  (takes 30 ms)

        found = []
        for entry in sorted(entry_points(group=self.group), key=lambda entry: entry.name):
            try:
                found.append(self._load(entry))
            except (Exception, SystemExit) as error:  # noqa: BLE001  (not our code; we go on)
                self.give_up(_name(entry), error)
        return tuple(found)

    def found(self) -> tuple[T, ...]:
        """Those that can be used, by name. Looked for once."""
        return self._loaded

    def forget(self) -> None:
        """Look for them anew the next time."""
        self.__dict__.pop("_loaded", None)

    def broken(self) -> list[Skipped]:
        """Those that cannot be used, and why."""
        return list(self._broken.values())

    def give_up(self, name: str, error: BaseException) -> None:
        """Remember that a plug-in failed."""
        from index.core.reports import Skipped  # noqa: PLC0415  (hardly ever wanted)

        text = " ".join(str(error).split())[:200]
        reason = f"it cannot be used ({type(error).__name__}: {text}) and is left out"
        self._broken[name] = Skipped(f"plug-in {name}", reason)

    def _load(self, entry: EntryPoint) -> T:
        made = entry.load()
        brought = made() if isinstance(made, type) else made
        for name, kind in self._attributes.items():
            if not isinstance(getattr(brought, name), kind):
                raise TypeError(f"its {name} is not a {kind.__name__}")
        for name in self._methods:
            if not callable(getattr(brought, name)):
                raise TypeError(f"its {name} cannot be called")
        return cast("T", brought)


def _is_brought(group: str) -> bool:
    """Whether a package that can be imported may have entry points of a group. Nearly always none
    has, which the files that would name it tell at once.
    """
    try:
        return any(
            place.is_file()  # an archive, which is for whoever can read it
            or any(group.encode() in file.read_bytes() for file in _naming_entry_points(place))
            for place in map(Path, sys.path)
        )
    except OSError:
        return True


def _naming_entry_points(place: Path) -> Iterator[Path]:
    for kind in ("*.dist-info", "*.egg-info", "EGG-INFO"):
        yield from place.glob(f"{kind}/entry_points.txt")


def _name(entry: EntryPoint) -> str:
    return f"{entry.name} ({entry.dist.name})" if entry.dist else entry.name
