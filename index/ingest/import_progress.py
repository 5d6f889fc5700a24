"""How far an import is: which of its inputs is being read, and how many bytes of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from index.core.article import Article
from index.core.reports import ImportReport, Progress, Remark, Skipped


class Readable(Protocol):
    """What is imported: a `Source`, or what stands for one."""

    path: str
    place: str
    size: int

    @property
    def bytes_read(self) -> int:
        """How many of its bytes have been taken so far."""

    def digest(self) -> str:
        """The same for the same bytes; "" where that is known only once they are read."""

    def articles(self) -> Iterator[Article | Skipped | Remark]: ...


class Place(NamedTuple):
    """A place in what is imported: the input, by name and number, and the bytes before it."""

    path: str
    position: int
    bytes: int


class ImportProgress:
    """Tells `listener`, if there is one, how far everything is stored that was read."""

    def __init__(self, report: ImportReport, listener: Callable[[Progress], None] | None) -> None:
        self._report = report
        self._listener = listener
        self._sources: Sequence[Readable] = ()
        self._bytes = self._before = self._position = 0
        self._told: Place | None = None

    def begin(self, sources: Sequence[Readable]) -> None:
        """These are read, one after the other."""
        self._sources = sources
        self._bytes = sum(source.size for source in sources)
        self._before = 0
        self.tell(Place(sources[0].path if sources else "", 0, 0))

    def each(self) -> Iterator[Readable]:
        """Each input, which is the one that is being read until the next is asked for."""
        for position, source in enumerate(self._sources):
            self._position = position
            yield source
            self._before += source.size

    @property
    def here(self) -> Place:
        """How far the input has been read that is being read."""
        return self._at(self._source.bytes_read)

    @property
    def behind(self) -> Place:
        """The end of the input that is being read."""
        return self._at(self._source.size)

    @property
    def _source(self) -> Readable:
        return self._sources[self._position]

    def _at(self, within: int) -> Place:
        done = self._before + min(within, self._source.size)
        return Place(self._source.path, self._position, min(done, self._bytes))

    def to_come(self, characters: int) -> int:
        """About how many characters of text are still to be read, by so many that the bytes gave so
        far.
        """
        done = self.here.bytes if characters else 0
        return characters * (self._bytes - done) // done if done else 0

    def tell(self, place: Place) -> None:
        """Say that all is stored up to a place."""
        self._say(place, indexing=False)

    def tell_indexing(self) -> None:
        """Say that what is stored is being indexed."""
        if self._told is not None:
            self._say(self._told, indexing=True)

    def _say(self, place: Place, *, indexing: bool) -> None:
        self._told = place
        if self._listener is None:
            return
        self._listener(
            Progress(
                path=place.path,
                inputs_done=place.position,
                inputs=len(self._sources),
                bytes_done=place.bytes,
                bytes=self._bytes,
                read=self._report.read,
                new=self._report.new,
                changed=self._report.changed,
                unchanged=self._report.unchanged,
                skipped=len(self._report.skipped),
                indexing=indexing,
            )
        )
