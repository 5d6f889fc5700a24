"""Several programs on one archive, killed at any moment: nothing reported as done is lost."""

from __future__ import annotations

import contextlib
import copy
import json
import multiprocessing
import os
import random
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from index import MarkChange, hide_edit, merge_edit, restore
from index.archive import Archive
from index.core.errors import ArchiveBusy, NotFound
from index.entities.backends import RecogniserSettings, recogniser
from index.ingest.feeds.fetch_feeds import Network
from index.store.database import Database
from tests.effort import runs
from tests.index.web_server import FastClock

_STEPS = 16
_NAMES = ("Marta Ostrander", "Piet Halloran", "Ines Calloway", "Jonas Veldkamp")
_FORK = multiprocessing.get_context("fork")


_FED = 100
"""From this number on articles come out of feeds."""


def _text(number: int, version: int) -> tuple[str, str]:
    who, other = _NAMES[number % 4], _NAMES[(number + 1) % 4]
    return f"{who} sailed on ferry {number}.", f"{other} saw the ferry, version {version}."


class _Feeds(BaseHTTPRequestHandler):
    """Answers `/first/count/version` with a feed of so many articles."""

    def do_GET(self) -> None:
        first, count, version = map(int, self.path.strip("/").split("/"))
        items = "".join(
            f"<item><title>News {number}</title><guid>{number}</guid>"
            f"<link>https://echo.example/{number}</link>"
            f"<description>{escape('<p>' + '</p><p>'.join(_text(number, version)) + '</p>')}"
            "</description></item>"
            for number in range(first, first + count)
        )
        body = f'<rss version="2.0"><channel><title>Echo</title>{items}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def _serve(line: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Feeds)
    line.send(server.server_address[1])
    server.serve_forever()


def _news(folder: Path, number: int, version: int) -> Path:
    path = folder / f"{number}.json"
    text = "\n\n".join(_text(number, version))
    record = {"url": f"https://echo.example/{number}", "title": f"News {number}", "text": text}
    path.write_text(json.dumps(record), "utf-8")
    return path


# What a program does. Each is one change: done or not, never in part.


def _import(archive: Archive, folder: str, first: int, count: int, version: int) -> None:
    archive.add([_news(Path(folder), number, version) for number in range(first, first + count)])


def _fetch(archive: Archive, port: int, first: int, count: int, version: int) -> None:
    feed, _ = archive.feeds.add(f"http://127.0.0.1:{port}/{first}/{count}/{version}")
    report = archive.feeds.fetch([str(feed.number)], network=Network(FastClock(), pause=0))
    assert not report.failed, report.outcomes


def _note(archive: Archive, note: str, half: int) -> bool:
    """Each program notes on paragraphs of its own, so that none takes the place of another's."""
    for number in archive.search("ferry").hits.numbers():
        if number % 2 == half:
            mark = archive.add_bookmark(number)
            if not mark.note:
                archive.set_note(mark.number, note)
                return True
    return False


def _tag(archive: Archive, tag: str, half: int) -> bool:
    numbers = [n for n in archive.search("ferry").hits.numbers() if n % 2 == half][:3]
    return bool(archive.add_bookmarks(numbers, MarkChange(more=[tag]))) or bool(numbers)


def _mark_and_undo(archive: Archive, half: int) -> None:
    for number in archive.search("ferry").hits.numbers():
        known = {mark.number for mark in archive.bookmarks()}
        # The paragraph may stand for one of a newer version, which is marked already.
        if number % 2 == half and archive.add_bookmark(number).number not in known:
            archive.undo()
            return


def _save(archive: Archive, name: str) -> None:
    archive.save_search(name, "ferry")


def _save_and_forget(archive: Archive, name: str) -> None:
    archive.save_search(name, "ferry")
    archive.forget_search(name)


def _edit(archive: Archive, kind: str) -> None:
    known = list(archive.entity_editor.entities())[:2]
    if len(known) == 2:
        edit = hide_edit(known[0]) if kind == "hide" else merge_edit(known[0], known[1])
        with contextlib.suppress(NotFound):
            archive.entity_editor.apply([edit])


def _search(archive: Archive) -> None:
    archive.refresh()
    found = archive.search("ferry")
    # Both paragraphs of every article name the ferry, whatever is being written.
    assert found.paragraphs == 2 * found.articles, (found.paragraphs, found.articles)
    assert all("ferry" in hit.text for hit in found.hits[0:20])
    for mark in archive.bookmarks():
        assert mark.text
    for entity in archive.entity_editor.entities()[:3]:
        with contextlib.suppress(NotFound):  # others may have merged it since
            archive.entity(entity.entity)


def _reindex(archive: Archive) -> None:
    archive.reindex()


def _backup(archive: Archive, target: str) -> None:
    archive.backup(Path(target), overwrite=True)


def _program(path: Path, line: Connection) -> None:
    """A program with the archive open: does what it is told, until it is killed or told to end."""
    with Archive.open(path) as archive:
        while (told := line.recv()) is not None:
            function, arguments = told
            try:
                result = function(archive, *arguments)
            except ArchiveBusy:
                line.send("busy")
            except BaseException as error:  # noqa: BLE001  (told to the test)
                line.send(f"{type(error).__name__}: {error}")
            else:
                line.send("nothing" if result is False else "done")


@dataclass
class _Program:
    process: BaseProcess
    line: Connection


@dataclass
class _Model:
    """What has been reported as done."""

    articles: dict[int, int] = field(default_factory=dict)
    saved: set[str] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    tags: set[str] = field(default_factory=set)
    never: set[str] = field(default_factory=set)

    def copy(self) -> _Model:
        return copy.deepcopy(self)


class _Run:
    def __init__(self, folder: Path, seed: int, port: int) -> None:
        self.folder, self.choose, self.port = folder, random.Random(seed), port
        self.path = folder / "a.db"
        self.model, self.reported, self.kept = _Model(), _Model(), _Model()
        self.backup = folder / "backup.db"
        self.programs: list[_Program] = []
        self.count = 0
        for half in range(2):
            (folder / f"news{half}").mkdir()

    def start(self) -> _Program:
        ours, theirs = _FORK.Pipe()
        process = _FORK.Process(target=_program, args=(self.path, theirs), daemon=True)
        process.start()
        theirs.close()
        return _Program(process, ours)

    def end(self) -> None:
        for program in self.programs:
            with contextlib.suppress(OSError):
                program.line.send(None)
            program.process.join(120)
            program.line.close()
        self.programs.clear()

    def step(self) -> None:
        """All programs do something at the same time, and some are killed while they do."""
        while len(self.programs) < 2:
            self.programs.append(self.start())
        told = [self.tell(half) for half in range(2)]
        for half, program in enumerate(self.programs):
            if self.choose.random() < 0.15 and not program.line.poll(self.choose.uniform(0, 0.06)):
                os.kill(program.process.pid or 0, signal.SIGKILL)
                program.process.join()
                program.line.close()
                self.programs[half] = self.start()
                continue
            answer = program.line.recv()
            assert answer in ("done", "busy", "nothing"), (told[half], answer)
            if answer == "done":
                self.done(*told[half])

    def tell(self, half: int) -> tuple[Callable[..., object], tuple[Any, ...]]:
        self.count += 1
        now, choose = self.count, self.choose
        news = str(self.folder / f"news{half}")
        steps: list[tuple[Callable[..., object], tuple[Any, ...]]] = [
            *[(_import, (news, choose.randrange(12), choose.randrange(1, 6), now))] * 4,
            *[(_fetch, (self.port, _FED + choose.randrange(12), choose.randrange(1, 6), now))] * 2,
            *[(_search, ())] * 3,
            (_tag, (f"t{now}", half)),
            *[(_note, (f"n{now}", half))] * 2,
            *[(_save, (f"s{now}",))] * 2,
            *[(_save_and_forget, (f"s{now}",))] * 2,
            (_mark_and_undo, (half,)),
            (_edit, (choose.choice(("hide", "merge")),)),
            (_reindex, ()),
            (_backup, (str(self.backup),)),
        ]
        told = choose.choice(steps)
        if told[0] is _backup:
            # What is reported by now will be in the backup, whatever else is.
            self.reported = self.model.copy()
        self.programs[half].line.send(told)
        return told

    def done(self, function: Callable[..., object], arguments: tuple[Any, ...]) -> None:
        model = self.model
        if function in (_import, _fetch):
            _, first, count, version = arguments
            model.articles |= dict.fromkeys(range(first, first + count), version)
        elif function is _save:
            model.saved.add(arguments[0])
        elif function is _save_and_forget:
            model.never.add(arguments[0])
        elif function is _note:
            model.notes.add(arguments[0])
        elif function is _tag:
            model.tags.add(arguments[0])
        elif function is _backup:
            self.kept = self.reported

    def restore(self) -> None:
        if not self.backup.exists():
            return
        self.end()
        restore(self.backup, self.path)
        self.model = self.kept.copy()

    def check(self) -> None:
        """As somebody finds it who opens the archive afterwards."""
        self.end()
        with Archive.open(self.path) as archive:
            archive.catch_up()
            assert archive.check() == []
            assert set(archive.saved()) >= self.model.saved
            assert {mark.note for mark in archive.bookmarks()} >= self.model.notes
            assert {t for mark in archive.bookmarks() for t in mark.tags} >= self.model.tags
            assert not set(archive.saved()) & self.model.never
            found = archive.search("ferry")
            assert (found.paragraphs, found.articles) == (
                archive.stats().paragraphs,
                archive.stats().articles,
            )
            assert found.articles >= len(self.model.articles)
            self._compare_names(archive)

    def _compare_names(self, archive: Archive) -> None:
        database = Database(self.path)
        rows = database.all(
            "SELECT e.name, e.number, count(DISTINCT m.paragraph) FROM entity e"
            " JOIN mention m ON m.entity = e.number JOIN paragraph p ON p.number = m.paragraph"
            " JOIN version v ON v.number = p.version"
            " JOIN article a ON a.number = v.article AND a.current = v.version GROUP BY e.number"
        )
        texts = {row[0] for row in database.all("SELECT text FROM paragraph")}
        for number, version in self.model.articles.items():
            assert _text(number, version)[1] in texts, (number, version)
        counted = {one.entity: one.count for one in archive.entity_editor.entities()}
        database.close()
        assert counted == {number: count for _, number, count in rows}


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """What every program loads is loaded once, before they part."""
    recogniser(RecogniserSettings()).close()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Where a process of its own serves feeds."""
    ours, theirs = _FORK.Pipe()
    server = _FORK.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    yield ours.recv()
    server.kill()
    server.join()


@pytest.mark.parametrize("seed", range(runs(3, 2000)))
def test_nothing_reported_is_lost_and_every_count_is_the_stores(
    tmp_path: Path, port: int, seed: int
) -> None:
    run = _Run(tmp_path, seed, port)
    try:
        for number in range(_STEPS):
            run.step()
            if number % 6 == 5 and run.choose.random() < 0.4:
                run.restore()
        run.check()
    finally:
        for program in run.programs:
            program.process.kill()
            program.process.join()
