"""What languages call the same country or town: "Deutschland" and "Allemagne"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from index.core.folding import fold
from index.entities.words import gazetteer as gz

_FILES = ("same_countries.txt", "same_towns.txt")


def numbers(name: str) -> Iterator[str]:
    """The places that a name is of in some language, each by a number that its names share."""
    yield from _known().get(fold(name), ())


@cache
def _known() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for file in _FILES:
        text = (gz.DATA / "languages" / file).read_text("utf-8")
        for at, line in enumerate(text.splitlines()):
            if not line.startswith("#"):
                for name in {fold(name) for name in line.split(", ")}:
                    found[name] = (*found.get(name, ()), f"{file} {at}")
    return found
