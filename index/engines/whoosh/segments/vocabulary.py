"""Sorted strings in one block of bytes: the vocabulary of a segment."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

import numpy as np

from index.engines.whoosh.segments.array_file import Array, Container

_STEP = 8
_HEAD = 8
"""The first eight bytes of every eighth string are held as a number."""

_MANY = 64
"""Among more strings than this one is looked for by halves."""


def key(text: str) -> bytes:
    """A string as it is listed. Half characters, which hostile text may hold, are kept."""
    return text.encode("utf-8", "surrogatepass")


def encode(name: str, strings: Sequence[str]) -> dict[str, Array]:
    """The arrays that stand for the strings, in their order, to be written under `name`."""
    joined = "".join(strings)
    if joined.isascii():
        return _arrays(name, joined.encode(), map(len, strings))
    return encode_bytes(name, [key(text) for text in strings])


def encode_bytes(name: str, parts: Sequence[bytes]) -> dict[str, Array]:
    """The same of strings that are encoded already."""
    return _arrays(name, b"".join(parts), map(len, parts))


def _arrays(name: str, block: bytes, lengths: Iterable[int]) -> dict[str, Array]:
    ends = np.cumsum([0, *lengths], dtype=np.int64)
    return {
        f"{name}.text": np.frombuffer(block, np.uint8),
        f"{name}.ends": ends.astype(np.uint32),
    }


class Names(Sequence[bytes]):
    """Reads what `encode` laid out: UTF-8, in the order in which it was written."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name
        self._text: memoryview | None = None
        self._heads: memoryview | None = None

    def _load(self) -> memoryview:
        if self._text is None:
            self._ends = self._container.all(f"{self._name}.ends").data
            self._text = self._container.all(f"{self._name}.text").data
        return self._text

    def prepare(self) -> None:
        """Read what finding a string needs, which the first one does otherwise."""
        if self._heads is None:
            self._heads = self._sampled()

    def _sampled(self) -> memoryview:
        self._load()
        text = self._container.all(f"{self._name}.text")
        ends = self._container.all(f"{self._name}.ends")
        starts, stops = ends[:-1:_STEP].astype(np.int64), ends[1::_STEP].astype(np.int64)
        places = starts[:, None] + np.arange(_HEAD)
        heads = text.take(places, mode="clip") if len(text) else np.zeros(places.shape, np.uint8)
        heads[places >= stops[:, None]] = 0
        return heads.view(">u8").ravel().astype(np.uint64).data

    def __len__(self) -> int:
        self._load()
        return len(self._ends) - 1

    def __getitem__(self, position: int) -> bytes:  # type: ignore[override]
        text = self._load()
        if not 0 <= position < len(self._ends) - 1:
            raise IndexError(position)
        return bytes(text[self._ends[position] : self._ends[position + 1]])

    def find(self, wanted: bytes) -> int:
        """Where a string stands in sorted strings, -1 when it is not among them."""
        low, high = self._around(wanted)
        if high - low > _MANY or not wanted:
            position = bisect_left(self, wanted, low, high)
            return position if position < high and self[position] == wanted else -1
        # A few are looked through as they lie, one behind the other: half as many calls.
        ends = self._ends[low : high + 1].tolist()
        first = ends[0]
        block = self._load()[first : ends[-1]].tobytes()
        at = block.find(wanted)
        while at >= 0:
            begin = first + at
            place = bisect_right(ends, begin) - 1
            if ends[place] == begin and ends[place + 1] == begin + len(wanted):
                return low + place
            at = block.find(wanted, at + 1)
        return -1

    def range(self, prefix: bytes) -> tuple[int, int]:
        """The half-open range of the sorted strings that begin with `prefix`."""
        return self.first(prefix), self.first(prefix + b"\xff")

    def first(self, wanted: bytes) -> int:
        """The place of the first string that is not before `wanted`."""
        return bisect_left(self, wanted, *self._around(wanted))

    def _around(self, wanted: bytes) -> tuple[int, int]:
        """Between which places, the latter not included, a string stands if it does."""
        heads = self._heads
        if heads is None:
            self.prepare()
            return self._around(wanted)
        head = int.from_bytes(wanted[:_HEAD].ljust(_HEAD, b"\0"), "big")
        # A string with a lower head comes before, one with a higher head behind.
        low = high = bisect_left(heads, head)
        if low < len(heads) and heads[low] == head:
            high = bisect_right(heads, head, low)
        size = len(self._ends) - 1
        return (low - 1) * _STEP if low else 0, min(size, high * _STEP)

    def block(self, first: int, last: int) -> tuple[bytes, Array]:
        """The bytes of strings first to last, one behind the other, and where each begins."""
        ends = self._container.get(f"{self._name}.ends", first, last + 1).astype(np.int64)
        block = self._container.get(f"{self._name}.text", int(ends[0]), int(ends[-1]))
        return block.tobytes(), ends[:-1] - ends[0]

    def slice(self, first: int, last: int) -> list[bytes]:
        """The names from one number to another, without the last."""
        if first >= last:
            return []
        block, begins = self.block(first, last)
        ends = [*begins[1:].tolist(), len(block)]
        return [block[begin:end] for begin, end in zip(begins.tolist(), ends, strict=True)]
