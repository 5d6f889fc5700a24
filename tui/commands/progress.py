"""Bars on a terminal, on standard error. Loaded only where one is shown: rich takes 60 ms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich import progress as bars
from rich.console import Console
from rich.text import Text

from tui.commands.output import byte_count
from tui.text import clean, fit

if TYPE_CHECKING:
    from index import Progress

_NAME_WIDTH = 28


@contextmanager
def import_bar() -> Iterator[Callable[[Progress], None]]:
    """What is to be called with the progress of an import."""
    columns = (
        bars.TextColumn("{task.description}", markup=False),
        bars.BarColumn(bar_width=None),
        bars.TextColumn("{task.fields[told]}", markup=False),
        bars.TimeElapsedColumn(),
        bars.TextColumn("·"),
        bars.TimeRemainingColumn(compact=True),
        bars.TextColumn("left"),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("looking", total=None, told="")

        def show(now: Progress) -> None:
            done, total = _measure(now)
            bar.update(
                task,
                description="indexing" if now.indexing else _brief(now.path),
                total=total,
                completed=done,
                told=_told(now),
            )

        yield show


@contextmanager
def index_bar() -> Iterator[Callable[[int, int], None]]:
    """What is to be called with articles indexed and articles to index."""
    columns = (
        bars.TextColumn("indexing", markup=False),
        bars.BarColumn(bar_width=None),
        bars.MofNCompleteColumn(),
        bars.TimeRemainingColumn(),
    )
    with bars.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


@contextmanager
def feed_bar(total: int) -> Iterator[Callable[[str], None]]:
    """What is to be called with a line for each feed that is done; the lines stay."""
    columns = (
        bars.TextColumn("fetching", markup=False),
        bars.BarColumn(bar_width=None),
        bars.MofNCompleteColumn(),
        bars.TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with bars.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=total)

        def show(line: str) -> None:
            if line:
                console.print(Text(f"nutgraf: {clean(line)}"), soft_wrap=True)
            bar.advance(task)

        yield show


def _measure(now: Progress) -> tuple[int, int | None]:
    """How much is done of how much: bytes, or inputs where these have no size. The size of a
    single stream is not known beforehand.
    """
    if now.bytes:
        return now.bytes_done, now.bytes
    return now.inputs_done, now.inputs if now.inputs > 1 else None


def _told(now: Progress) -> str:
    stored = f"{now.read:,} articles stored"
    if not now.bytes:
        return stored
    return f"{stored} · {byte_count(now.bytes_done)} of {byte_count(now.bytes)}"


def _brief(path: str) -> str:
    """The end of a path, which tells more than its beginning."""
    name = "standard input" if path == "-" else clean(path)
    return name if len(name) <= _NAME_WIDTH else fit("…" + name[1 - _NAME_WIDTH :], _NAME_WIDTH)
