"""What an archive holds steers no terminal: hostile columns, every command, a pipe and a pty."""

from __future__ import annotations

import os
import pty
import re
import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive
from tests.cli.conftest import Run
from tests.effort import runs
from tui.cli import main

HOSTILE = (
    "\x1b]52;c;cm0gLXJm\x07\x1bP1$q\x1b\\\x1b[2J\x9b31m\x9d0;x\x9c\x90q\x9c\x0d\x08\x7f"
    "\u202ea\u2066b\u200bc\u200ed\u2060e\U000e0041\U000e007f\ufeffz"
)
VISIBLE = "abcde"
"""What is left of it to be seen, if nothing is put in place of the rest."""

STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0000-\U000e007f]"
)
PAINT = re.compile(r"\x1b\[(?:0|1|36|1;4|1;4;33)m")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("search", "swap"), ("search", "swap", "--json"), ("search", "swap", "--jsonl"),
    ("search", "swap", "--csv"), ("search", "swap", "--md"), ("search", "swap", "--ids"),
    ("search", "zzz"), ("search", "outlet:zzz", "swap"),
    ("show", "ARTICLE"), ("show", "ARTICLE", "--json"), ("show", "ARTICLE", "--md"),
    ("bookmarks",), ("bookmarks", "--json"), ("bookmarks", "--csv"),
    ("bookmarks", "--md"), ("export", "swap"), ("export",), ("saved",), ("saved", "--json"),
    ("timeline",), ("timeline", "--json"), ("timeline", "--csv"), ("entities",),
    ("entities", "--json"), ("entities", "--csv"), ("entities", "--co-mentions", "a"),
    ("entities", "--rules", "export"), ("stats",), ("stats", "--json"), ("feeds",),
    ("feeds", "list", "--json"), ("feeds", "export"), ("feeds", "export", "--format", "urls"),
    ("doctor",), ("doctor", "--json"), ("doctor", "--dates"), ("search", "@mine"),
)  # fmt: skip
SAID = ("title", "outlet", "byline", "section", "origin", "text", "name", "note", "tag", "alias",
        "to_name", "exact", "prefix", "suffix", "error", "path", "url")  # fmt: skip


def columns(path: Path) -> list[tuple[str, str]]:
    """Every column of text that an archive has."""
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return [
            (table, column[1])
            for (table,) in tables
            for column in database.execute(f'PRAGMA table_info("{table}")')
            if column[2] == "TEXT" and (table, column[1]) != ("meta", "value")
        ]


def planted(path: Path, where: list[tuple[str, str]]) -> None:
    """Put hostile text at the end of what some columns hold, as far as the schema lets it stand."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        for table, column in where:
            database.execute(
                f'UPDATE OR IGNORE "{table}" SET "{column}" = "{column}" || ?', (HOSTILE,)
            )


@pytest.fixture
def marked(own: Path) -> Path:
    """A small archive that has something in every table."""
    with Archive.open(own) as archive:
        hits = archive.search("swap").hits
        for hit in hits[:2]:
            mark = archive.add_bookmark(hit.number)
            archive.set_note(mark.number, "A note on the swap.")
            archive.set_tags(mark.number, ["trade"])
        archive.save_search("mine", "swap")
        archive.remember("swap")
        archive.feeds.add("https://echo.example/rss", title="Echo", tags=["port"])
    with closing(sqlite3.connect(own, isolation_level=None)) as database:
        database.executescript(
            "INSERT INTO entity (type, name, key) VALUES ('person', 'Ana', 'ana');"
            "INSERT INTO mention SELECT p.number, 0, 3, e.number, 1, NULL, NULL"
            " FROM paragraph p, entity e WHERE e.key = 'ana'"
            " AND NOT EXISTS (SELECT 1 FROM mention m WHERE m.paragraph = p.number);"
            "INSERT INTO entity_edit (kind, type, name, alias, to_type, to_name, at) VALUES"
            " ('apart', 'person', 'Ana', '', 'person', 'Anna', '2025');"
        )
    main(["reindex"])
    return own


def commands(path: Path) -> list[tuple[str, ...]]:
    """The commands, with the id of an article in its place."""
    with Archive.open(path) as archive:
        article = archive.search("swap").hits[0].article_id
    return [tuple(article if word == "ARTICLE" else word for word in each) for each in COMMANDS]


def harmless(written: str) -> bool:
    return not STEERING.search(written)


@pytest.mark.parametrize("seed", range(runs(1, 200)))
def test_no_command_writes_what_steers_a_terminal(
    run: Run, marked: Path, tmp_path: Path, seed: int
) -> None:
    every = columns(marked)
    where = [one for one in every if one[1] in SAID] if not seed else every[seed - 1 : seed]
    if not where:
        return
    every_command = commands(marked)
    planted(marked, where)
    shown = 0
    for command in every_command:
        ran = run(*command)
        shown += ran.out.count(VISIBLE)
        assert harmless(ran.out), (command, where, ran.out)
        assert harmless(ran.err), (command, where, ran.err)
    target = tmp_path / "out.md"
    run("export", "swap", "-o", target)
    if target.exists():
        assert harmless(target.read_text("utf-8"))
    assert shown > 20 or seed


def on_a_terminal(arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command sends to a terminal that it is called on, its line ends undone."""
    far, near = pty.openpty()
    received: list[bytes] = []

    def read() -> None:
        try:
            while data := os.read(far, 65536):
                received.append(data)
        except OSError:
            return

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    with os.fdopen(near, "w", encoding="utf-8") as stream, monkeypatch.context() as patch:
        patch.setenv("TERM", "xterm-256color")
        patch.setattr(sys, "stdout", stream)
        patch.setattr(sys, "stderr", stream)
        main(list(arguments))
    reader.join(10)
    os.close(far)
    return b"".join(received).decode("utf-8", "replace").replace("\r\n", "\n")


def test_a_terminal_is_sent_our_own_paint_and_nothing_else(
    marked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every_command = commands(marked)
    planted(marked, [one for one in columns(marked) if one[1] in SAID])
    painted = 0
    for command in every_command:
        written = on_a_terminal(command, monkeypatch)
        painted += len(PAINT.findall(written))
        assert harmless(PAINT.sub("", written)), (command, written)
    assert painted


def test_edits_read_from_a_file_are_clean(run: Run, own: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    name = "Ana\\u001b]52;c;eA==\\u0007\\u202e Ruiz\\U000E0041"
    rules.write_text(f'[[edit]]\ndo = "rename"\ntype = "person"\nname = "Ana"\nto = "{name}"\n')
    assert run("entities", "--rules", "import", rules).code == 0
    with Archive.open(own) as archive:
        assert [one.edit.to_name for one in archive.entity_editor.kept()] == ["Ana Ruiz"]


def test_what_is_written_at_the_desk_and_on_marks_is_clean(marked: Path) -> None:
    from index import rename_edit

    with Archive.open(marked) as archive:
        one = next(one for one in archive.entity_editor.entities() if one.name == "Ana")
        archive.entity_editor.apply([rename_edit(one, f"Anna {HOSTILE}")])
        mark = archive.bookmarks()[0]
        archive.set_note(mark.number, f"first {HOSTILE}\nsecond")
        archive.set_tags(mark.number, [HOSTILE])
        archive.save_search("own", f"swap {HOSTILE}")
        mark = next(each for each in archive.bookmarks() if each.number == mark.number)
        texts = [*archive.saved().values(), *mark.tags, *mark.note.split("\n")]
        texts += [kept.edit.to_name for kept in archive.entity_editor.kept()]
        assert all(map(harmless, texts)), texts
        assert mark.note.startswith("first ")
        assert mark.note.endswith("\nsecond")
