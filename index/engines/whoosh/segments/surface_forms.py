"""Words as they are written, and how the index lists them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.words.analysis import lower
from index.engines.whoosh.words.stemming import OF_LANGUAGE, stem

SEPARATOR = "\x1f"
"""Stands between the two spellings of a surface in the list of surfaces, and before the language of
its text; in no word.
"""


STACKED = 1 << 31
"""Added to the number of a surface that stands in the place of the one before it."""


def surface_key(exact: str) -> str:
    """How a surface is listed: by its spelling without case, then as it is written."""
    return _key(exact, lower(exact), "")


def _key(exact: str, plain: str, language: str) -> str:
    key = plain + SEPARATOR + ("" if exact == plain else exact)
    return key + SEPARATOR + language if language else key


def spellings(keys: Iterable[bytes]) -> Iterator[str]:
    """Surfaces by how they are listed, their field's letter first."""
    for listed in keys:
        plain, exact, *_ = listed.decode("utf-8", "surrogatepass").split(SEPARATOR)
        yield exact or plain[1:]


def parted(surface: str) -> tuple[str, str]:
    """A surface by itself, and the language that stands behind it; "" where none does."""
    exact, _, language = surface.partition(OF_LANGUAGE)
    return exact, language


class Filing:
    """What surfaces are filed under in a field.

    `forms` and `kinds` are aligned with the surfaces; equal forms have equal kinds.
    """

    def __init__(self) -> None:
        self.forms: list[str] = []
        self.kinds: Array = np.zeros(0, np.int64)
        self._known: dict[str, int] = {}

    def add(self, forms: list[str]) -> None:
        """File the surfaces that follow."""
        known = self._known
        kinds = [known.setdefault(form, len(known)) for form in forms]
        self.forms += forms
        self.kinds = np.concatenate([self.kinds, np.array(kinds, np.int64)])

    def in_order(self, by_key: Sequence[int]) -> NDArray[np.int64]:
        """Some surfaces, given by key, by form, those of one form by key."""
        # Spellings of one form stand near each other already: most of the sorting is done.
        return np.array(sorted(by_key, key=self.forms.__getitem__), np.int64)


class Surfaces(dict[str, int]):
    """Numbers for surfaces; 0 is the end of a sentence. `strings` lists them by number.

    A surface in a text that is stemmed by its own language has the language behind it.
    """

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.strings = [""]
        self.listed: list[str] = []
        """How each surface is listed, as far as `filed` has been told of it."""
        self._joining: NDArray[np.bool_] = np.zeros(0, bool)
        self._lower = Filing()
        self._stemmed = Filing()

    def __missing__(self, exact: str) -> int:
        number = self[exact] = len(self.strings)
        self.strings.append(exact)
        return number

    def in_language(self, numbers: Iterable[int], language: str) -> list[int]:
        """The numbers of surfaces, none of which has a language behind it, in texts of one."""
        return [self[self.strings[number] + OF_LANGUAGE + language] for number in numbers]

    def joins(self, ids: Array) -> NDArray[np.int64]:
        """Which of some numbers stand for a word that a hyphen joins to the next."""
        fresh = self.strings[len(self._joining) :]
        if fresh:
            exact = (parted(surface)[0] for surface in fresh)
            ends = np.fromiter((one[-1:] == "-" for one in exact), bool, len(fresh))
            self._joining = np.concatenate([self._joining, ends])
        return np.flatnonzero(self._joining[ids & ~np.uint32(STACKED)])

    def filed(self, *, stems: bool) -> Filing:
        """How fields list the surfaces, with stems or without."""
        fresh = self.strings[len(self.listed) :]
        if fresh:
            exact, languages = zip(*map(parted, fresh), strict=True)
            plain = list(map(lower, exact))
            self.listed += map(_key, exact, plain, languages)
            self._lower.add(plain)
            self._stemmed.add(list(map(stem, plain, languages)))
        return self._stemmed if stems else self._lower

    def by_key(self, numbers: Iterable[int]) -> list[int]:
        """Some surfaces that `filed` has been told of, in the order in which they are listed."""
        return sorted(numbers, key=self.listed.__getitem__)
