"""What a reader waits for on an archive with names: pages, the entity editor, merging, adding one.

    python -m benchmarks.actions ARCHIVE [ARCHIVE ...]
    python -m benchmarks.actions --news ../shared/news/us-outlets-2012-2020.jsonl.gz

An archive made with `nutgraf add` is copied together with its index, since it is written to; with
`--news` one is made of each input first. Each action runs in a process of its own that has opened
the archive, answered a search and counted who is in it, and looks for garbage as seldom as the
application does; the least of `--repeat` runs counts.
Prints milliseconds of CPU, of all threads, and of time: the first is what a busy machine leaves
alone.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

from index import Archive, EntityType, merge_edit
from tui.garbage import collect_seldom

ROOT = Path(__file__).parents[1]
Taken = dict[str, tuple[float, float]]
"""Action → milliseconds of CPU and of time."""


class Stopwatch:
    """How long what stands inside `of` takes."""

    def __init__(self) -> None:
        self.taken: Taken = {}

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Measure what is done inside."""
        cpu, began = time.process_time(), time.perf_counter()
        yield
        took = time.perf_counter() - began
        self.taken[name] = ((time.process_time() - cpu) * 1000, took * 1000)


def most_named(archive: Archive, kind: EntityType) -> int:
    """The number of the most frequent entity of a type."""
    return archive.entities("", kind, 1)[0].entity


def named(archive: Archive) -> None:
    """Who is in what a search finds, as far as it is shown."""
    facets = archive.search("government").facets
    for names in (facets.people, facets.organisations, facets.places):
        names[:20]


def pages(archive: Archive, watch: Stopwatch) -> None:
    """The page of the most frequent person, organisation and place."""
    for kind in get_args(EntityType):
        number = most_named(archive, kind)
        with watch.of(f"page of a {kind}"):
            archive.entity(number)


def company(archive: Archive, watch: Stopwatch) -> None:
    """Who with whom, as its screen asks it: everybody, and then the months of those in sight."""
    number = most_named(archive, "person")
    with watch.of("company"):
        others = archive.co_occurrences(number)
        archive.joint_dates(number, [number])
    with watch.of("company, months of those in sight"):
        archive.joint_dates(number, [one.entity for one in others[:30]])


def editor(archive: Archive, watch: Stopwatch) -> None:
    """The entity editor opened for the first time, and again after news."""
    with watch.of("likely duplicates"):
        archive.entity_editor.duplicates()
    with watch.of("all names"):
        archive.entity_editor.entities()[:50]
    archive.add([news(archive, 1)])
    with watch.of("likely duplicates after news"):
        archive.entity_editor.duplicates()


def merging(archive: Archive, watch: Stopwatch) -> None:
    """The likeliest duplicates merged, and that undone; the same of the most frequent person.

    In between news is looked for, as the application does every second, unasked.
    """
    pair = archive.entity_editor.duplicates()[0]
    one, other = archive.entity_editor.entities("", "person")[:2]
    for name, edit in (
        ("likely ones", merge_edit(pair.other, pair.one)),
        ("most frequent", merge_edit(other, one)),
    ):
        with watch.of(f"preview of merging, {name}"):
            archive.entity_editor.preview([edit])[:20]
        with watch.of(f"merge, {name}"):
            archive.entity_editor.apply([edit])
        with watch.of(f"merge, {name}: names beside a search again"):
            named(archive)
        with watch.of(f"merge, {name}: likely duplicates again"):
            archive.entity_editor.duplicates()
        archive.refresh()
        with watch.of(f"undo, {name}"):
            archive.undo()
        archive.refresh()


def ledger(archive: Archive, watch: Stopwatch) -> None:
    """The ledger of quotes as its screen asks for it: speakers, a screenful, the same words once;
    the same of those without a name.
    """
    with watch.of("ledger, speakers and first quotes"):
        speaker = archive.quotes.speakers()[0]
        said = archive.quotes.said(speaker.entity)
        said.each()[:12]
    with watch.of("ledger, the same words once"):
        said.once()[:12]
    with watch.of("ledger, first quotes of the unnamed"):
        unnamed = archive.quotes.said(0)
        unnamed.each()[:12]
    with watch.of("ledger, the same words of the unnamed"):
        unnamed.once()[:12]


def adding(archive: Archive, watch: Stopwatch) -> None:
    """One article after another, each an import of its own."""
    names = ("add one article", "add a second")
    for number, name in enumerate(names):
        file = news(archive, number)
        with watch.of(name):
            archive.add([file])


def typing(archive: Archive, watch: Stopwatch) -> None:
    """What names cost a key: completions, and searches by name."""
    for text in ("o", "ob", "obama", "barack ob"):
        with watch.of(f"completions of person:{text}"):
            archive.entities(text, "person", 8)
    for text in ("person:obama", "org:fbi investigation", "entity:o"):
        with watch.of(f"key in {text}"):
            archive.search(text, typing=True).hits[0:12]


def news(archive: Archive, number: int) -> Path:
    """An article of this day that names people, places and organisations, also those named most."""
    file = archive.path.parent / f"echo_2025-10-0{number + 1}_{number}.txt"
    file.write_text(
        f"Storm closes harbour, day {number + 1}\n\n"
        "A crane fell in Rotterdam, the Port Authority said on Monday.\n\n"
        "Barack Obama and Angela Merkel spoke by telephone. Mr Obama said the European Union (EU)"
        " would send help, and that the FBI was not asked.\n\n"
        "In the U.S. Senate Republicans and Donald Trump, back in Washington, wanted the United"
        " States to wait for the House and for Congress.\n\n"
        f"Marta K. Ostrander, who leads the Porthaven Harbour Authority (PHA), counted {number}"
        " ships in New York and London.\n",
        "utf-8",
    )
    return file


ACTIONS: dict[str, Callable[[Archive, Stopwatch], None]] = {
    "pages": pages,
    "company": company,
    "editor": editor,
    "merging": merging,
    "ledger": ledger,
    "adding": adding,
    "typing": typing,
}


def once(path: Path, action: str) -> None:
    """Do one action on a copy and print what it took."""
    watch = Stopwatch()
    with watch.of("open"):
        opened = Archive.open(path, index_folder=path.parent / "index")
    with opened as archive:
        with watch.of("get ready"):
            archive.prepare()
        with watch.of("first search"):
            archive.search("government").hits[0:12]
        with watch.of("first names beside it"):
            named(archive)
        collect_seldom()
        ACTIONS[action](archive, watch)
    print(json.dumps(watch.taken))


def measured(archive: Path, repeat: int) -> Taken:
    """The least that each action took."""
    best: Taken = {}
    with Archive.open(archive) as opened:
        opened.catch_up()
        index = opened.index_folder
    for action in [*ACTIONS] * repeat:
        with tempfile.TemporaryDirectory(prefix="nutgraf-actions-") as scratch:
            copy = Path(scratch) / "a.db"
            shutil.copyfile(archive, copy)
            shutil.copytree(index, copy.parent / "index")
            command = [sys.executable, "-m", "benchmarks.actions", str(copy), "--once", action]
            done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        for name, (cpu, took) in json.loads(done.stdout).items():
            known = best.get(name, (cpu, took))
            best[name] = min(known[0], cpu), min(known[1], took)
    return best


def table(columns: dict[str, Taken]) -> str:
    """The actions of all archives side by side, in Markdown."""
    lines = [
        "| ms of CPU / of time | " + " | ".join(columns) + " |",
        "|---|" + "---:|" * len(columns),
    ]
    for name in dict.fromkeys(name for taken in columns.values() for name in taken):
        cells = [
            "{:,.0f} / {:,.0f}".format(*taken[name]) if name in taken else "–"
            for taken in columns.values()
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def size(archive: Path) -> str:
    """How an archive is called in the table: by its paragraphs."""
    with Archive.open(archive) as opened:
        return f"{opened.stats().paragraphs:,} ¶"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archives", nargs="*", type=Path)
    parser.add_argument("--news", action="append", type=Path, default=[])
    parser.add_argument("--repeat", type=int, default=2)
    parser.add_argument("--once", choices=[*ACTIONS], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.once:
        once(arguments.archives[0], arguments.once)
        return
    with tempfile.TemporaryDirectory(prefix="nutgraf-actions-") as scratch:
        archives = [*arguments.archives, *made(arguments.news, Path(scratch))]
        print(table({size(path): measured(path, arguments.repeat) for path in archives}))


def made(inputs: Sequence[Path], folder: Path) -> Iterator[Path]:
    """An archive of each input."""
    for number, given in enumerate(inputs):
        path = folder / f"{number}.db"
        with Archive.open(path) as archive:
            archive.add([given])
        yield path


if __name__ == "__main__":
    main()
