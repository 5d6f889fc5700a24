"""Every step on the disk and in SQLite fails once, in every command that writes."""

from __future__ import annotations

import gc
import os
import random
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from index import Archive, restore
from index.ingest.feeds.address_guard import resolved
from tests.cli.conftest import Run, Start
from tests.effort import runs
from tests.faults import inject
from tests.index.test_feeds_fetching import FEED
from tests.index.web_server import Server, running
from tui.cli import main
from tui.commands.interruption import Interruption

_FORESEEN = {0, 1, 2, 3, 4}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    # The pause between requests to a host is real here.
    defaults = (None, None, 0.0, resolved)
    monkeypatch.setattr("index.ingest.feeds.fetch_feeds.Network.__init__.__defaults__", defaults)
    with running() as opened:
        opened.serve("/feed", FEED)
        yield opened


@dataclass(frozen=True, slots=True)
class Command:
    """What is called, the code it ends with, and the files that it may leave in its folder."""

    arguments: tuple[str, ...]
    code: int = 0
    leaves: str = ""

    def among(self, **places: object) -> list[str]:
        return [each.format(**places) for each in self.arguments]


def _command(*arguments: str, code: int = 0, leaves: str = "") -> Command:
    return Command(arguments, code, leaves)


COMMANDS = {
    "add": _command("add", "{given}/more.txt"),
    "opening": _command("{given}/more.txt"),
    "watch": _command("watch", "{given}/more.txt", code=130),
    "save": _command("saved", "save", "late", "swap"),
    "forget": _command("saved", "forget", "early"),
    "reindex": _command("reindex"),
    "backup": _command("backup", "{folder}/copy.db", "--force", leaves="copy.db"),
    "restore": _command("restore", "{folder}/before.db"),
    "repair": _command("doctor", "--repair", "{folder}/sound.db", leaves="sound.db"),
    "export": _command("export", "swap", "-o", "{folder}/out.md", leaves="out.md"),
    "over a file": _command("export", "swap", "-o", "{folder}/old.md", "--force"),
    "rules out": _command("entities", "--rules", "export", "{folder}/old.toml"),
    "rules in": _command("entities", "--rules", "import", "{given}/rules.toml"),
    "correction": _command(
        *("corrections", "name", "{article}:1", "swap", "--is", "Swap Ltd.", "--type", "org")
    ),
    "feeds add": _command("feeds", "add", "https://a.example/rss", "https://b.example/rss"),
    "feeds remove": _command("feeds", "remove", "old.example/1", "old.example/2"),
    "feeds import": _command("feeds", "import", "{given}/urls"),
    "feeds fetch": _command("feeds", "fetch", "127.0.0.1"),
}
_RULES = """
[[edit]]
do = "rename"
type = "person"
name = "Maria Lindqvist"
to = "M. Lindqvist"
[[edit]]
do = "hide"
type = "place"
name = "Rotterdam"
"""


def _state(archive: Path) -> tuple[object, ...]:
    """What somebody finds who opens the archive afterwards."""
    with Archive.open(archive, create=False) as opened:
        opened.catch_up()
        assert opened.check() == []
        assert opened.search("").articles == opened.stats().articles
        return (
            opened.stats().articles,
            tuple(sorted(opened.saved())),
            tuple(feed.url for feed in opened.feeds.all()),
            tuple(sorted(str(one.edit) for one in opened.entity_editor.kept())),
            tuple(f"{one} {one.places}" for one in opened.places.kept()),
            tuple(sorted((one.name, one.count) for one in opened.entity_editor.entities())),
        )


def _unforeseen(error: Exception) -> int:
    """In the place of the report: what was not foreseen fails the test."""
    raise error


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """What commands are given to read."""
    folder = tmp_path / "given"
    folder.mkdir()
    text = "A late headline\n\nMaria Lindqvist met Piet Halloran in Rotterdam about a zeppelin.\n"
    (folder / "more.txt").write_text(text, "utf-8")
    (folder / "rules.toml").write_text(_RULES, "utf-8")
    urls = (f"https://{number}.example/rss\n" for number in range(3))
    (folder / "urls").write_text("".join(urls), "utf-8")
    return folder


@dataclass
class _Place:
    """An archive as it was before the command, put back for each attempt."""

    home: Path
    whole: Path
    given: Path
    folder: Path

    def begin(self) -> None:
        """Put it back."""
        shutil.rmtree(self.home)
        shutil.copytree(self.whole, self.home)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        shutil.copy(self.whole / "data" / "archive.db", self.folder / "before.db")
        for name in ("old.md", "old.toml"):
            (self.folder / name).write_text("# Edits of entities\n", "utf-8")

    def everything(self) -> list[Path]:
        return [*self.home.rglob("*"), *self.folder.rglob("*")]

    def ensure_no_half_file(self, leaves: str, before: object, said: object) -> None:
        left = {one.name for one in self.folder.rglob("*") if one.suffix != ".part"}
        assert left <= {"before.db", "old.md", "old.toml", leaves}, said
        for name in ("copy.db", "sound.db"):
            if name in left:
                assert _state(self.folder / name) == before, said
        for name in left & {"old.md", "old.toml", "out.md"}:
            text = (self.folder / name).read_text("utf-8")
            assert text in ("# Edits of entities\n", "edit = []\n") or text.endswith("\n")
            assert text.strip()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_fault_at_any_step_leaves_no_half_result(
    run: Run,
    own: Path,
    home: Path,
    given: Path,
    tmp_path: Path,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    command = COMMANDS[name]
    assert main(["saved", "save", "early", "swap"]) == 0
    assert main(["feeds", "add", "https://old.example/1", "https://old.example/2"]) == 0
    assert main(["feeds", "add", f"{server.url}/feed"]) == 0
    place = _Place(home, tmp_path / "whole", given, tmp_path / "made")
    shutil.copytree(home, place.whole)
    before = _state(own)
    with Archive.open(own) as archive:
        article = archive.search("swap").hits[0].id[:12]
    arguments = command.among(given=given, folder=place.folder, article=article)
    faults = inject(monkeypatch)
    monkeypatch.setattr("tui.commands.crash.report", _unforeseen)
    looks: list[float] = []
    monkeypatch.setattr("index.ingest.watching._wait", lambda seconds, _: looks.append(seconds))
    monkeypatch.setattr(Interruption, "stop", lambda _: len(looks) >= 2)

    place.begin()
    with faults.armed():
        assert run(*arguments).code == command.code
    total, after = faults.count, _state(own)
    assert total > 10
    places = range(1, total + 1)
    # What was loaded until now stays; to look through it each time would be a third of all.
    gc.collect()
    gc.freeze()
    for number in sorted(random.Random(name).sample(places, min(total, runs(5, total)))):
        place.begin()
        looks.clear()
        with faults.armed(number):
            ran = run(*arguments)
        # What failed is held by its own traceback, and holds its connection to a database.
        gc.collect()
        said = (number, faults.struck, ran.out + ran.err)
        assert ran.code in _FORESEEN | {command.code}, said
        assert "Traceback" not in ran.err, said
        assert ran.code == command.code or said[-1], said
        state = _state(own)
        # What watches tries again later what cannot be done now.
        done = ran.code == command.code and name != "watch"
        assert state in ({after} if done else {before, after}), said
        place.ensure_no_half_file(command.leaves, before, said)
        # What cannot be removed now is swept away by the next who writes there.
        if faults.struck != "unlink":
            assert not [one for one in place.everything() if one.suffix == ".part"], said


@pytest.mark.parametrize("name", ["add", "backup", "restore", "repair", "export"])
def test_a_disk_that_is_full_at_any_size_leaves_no_half_result(
    run: Run, own: Path, home: Path, given: Path, tmp_path: Path, name: str
) -> None:
    """The system itself refuses to let any file grow beyond a size."""
    place = _Place(home, tmp_path / "whole", given, tmp_path / "made")
    shutil.copytree(home, place.whole)
    before = _state(own)
    command = COMMANDS[name]
    arguments = command.among(given=given, folder=place.folder)
    size = own.stat().st_size
    no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    for limit in range(1 << 10, 2 * size, size // runs(4, 120)):
        place.begin()
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, no_limit[1]))
        try:
            ran = run(*arguments)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
        assert ran.code in _FORESEEN, (limit, ran)
        assert ran.code == 0 or ran.err, limit
        state = _state(own)
        assert state == before or (name == "add" and ran.code in (0, 2)), limit
        place.ensure_no_half_file(command.leaves, before, limit)


def test_an_archive_that_is_begun_on_a_full_disk_is_whole_or_not_there(
    run: Run, given: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "a.db"
    no_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    begun = 0
    for limit in range(1 << 10, 500_000, runs(60_000, 4_000)):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, no_limit[1]))
        try:
            assert run("--archive", archive, "add", given / "more.txt").code in _FORESEEN
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, no_limit)
        if archive.exists():
            begun += 1
            assert _state(archive)[0] in (0, 1), limit
        for left in tmp_path.glob("a.db*"):
            left.unlink()
    assert begun


def test_what_is_moved_is_whole_although_closing_it_wrote_nothing_back(
    run: Run, own: Path, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a full disk: closing a database writes its journal back, or fails without a word."""
    connect, others = sqlite3.connect, []

    class LeftOpen(sqlite3.Connection):
        def close(self) -> None:
            path = self.execute("PRAGMA database_list").fetchone()[2]
            if path.endswith(".part"):
                others.append(connect(path))
                others[-1].execute("SELECT count(*) FROM sqlite_master").fetchone()
            super().close()

    before = _state(own)
    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=LeftOpen))
    assert run("--archive", tmp_path / "new.db", "add", given / "more.txt").code == 0
    assert run("backup", tmp_path / "copy.db").code == 0
    assert run("doctor", "--repair", tmp_path / "sound.db").code == 0
    assert run("restore", tmp_path / "copy.db").code == 0
    monkeypatch.undo()
    assert len(others) >= 4
    for other in others:
        other.close()
    assert _state(own) == _state(tmp_path / "copy.db") == _state(tmp_path / "sound.db") == before
    assert _state(tmp_path / "new.db")[0] == 1


def test_what_the_test_of_faults_restores_is_a_backup(own: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(own, tmp_path / "copy.db"))
    assert restore(copy, tmp_path / "new.db") is None


def test_names_that_are_no_text_can_be_used(
    run: Run, start: Start, own: Path, tmp_path: Path
) -> None:
    name = os.fsdecode(b"caf\xe9")
    news = tmp_path / f"{name}.txt"
    news.write_text("A headline\n\nA crane fell.\n", "utf-8")
    archive = tmp_path / f"{name}.db"
    assert run("--archive", archive, "add", news).code == 0
    assert run("--archive", archive, "search", "crane", "--ids").code == 0
    assert run("--archive", archive, "doctor").code == 0
    copy = tmp_path / f"{name} copy.db"
    # What they print is the path as it is, which is no text.
    for call, printed in (("backup", copy), ("restore", archive)):
        process = start("--archive", archive, call, copy, errors="surrogateescape")
        out, _ = process.communicate()
        assert (process.returncode, out) == (0, f"{printed}\n")
