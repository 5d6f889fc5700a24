"""No statement that a reader waits for goes through all mentions, aliases, names or paragraphs.

The statements are those that SQLite is given while the archive is asked and changed, explained as
of an archive a thousand times as large, with and without statistics of what it holds.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive, hide_edit, merge_edit, rename_edit, split_edit

LARGE = (
    *("mention", "mention_hidden", "alias", "name_word", "paragraph", "version", "article"),
    "revised_paragraph",
)
"""The tables that grow with what is imported."""

_NAMED = re.compile(rf"\b({'|'.join(LARGE)})\b(?:\s+(?:AS\s+)?([a-z]\w*))?", re.IGNORECASE)
_NO_NAMES = {"where", "set", "on", "join", "cross", "left", "order", "group", "limit", "union"}
_SCAN = re.compile(r"^SCAN (\w+)|^SEARCH (\w+) .*ANY\(")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("plans")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([Path(__file__).parents[2] / "seeds" / "harbour"])
        yield opened


def looked_at(archive: Archive) -> Iterator[str]:
    """What a reader does, one thing after another, each named."""
    editor = archive.entity_editor
    for kind in ("person", "org", "place"):
        one, other = editor.entities("", kind)[:2]
        archive.entity(one.entity)
        archive.co_occurrences(one.entity)
        archive.joint_dates(one.entity, [other.entity])
        yield f"the page of a {kind}"
        editor.naming(one.entity)[:9]
        editor.preview([merge_edit(other, one)])[:9]
        yield f"a preview of a {kind}"
        alias = archive.entity(one.entity).aliases[0][0]
        for edit in (
            merge_edit(other, one),
            hide_edit(one),
            rename_edit(one, "Somebody"),
            split_edit(one, alias, "The Other"),
        ):
            editor.apply([edit])
            archive.undo()
            yield edit.kind
    editor.duplicates()
    yield "likely duplicates"
    for text in ("person:lee", 'org:"apec"', 'entity:"nobody at all"', "place:gyeo", "harbour"):
        found = archive.search(text, typing=True)
        found.hits[0:20]
        archive.entities(text.partition(":")[2], None, 8)
        yield text
    archive.article_of(found.hits[0].number)
    yield "an article"
    for story in archive.stories.of(found)[:1]:
        archive.stories.parts(story)
    archive.search("story:*")
    yield "stories"
    archive.search("file:harbour")
    yield "files"
    number = len(list(archive.path.parent.glob("echo_*")))
    news = archive.path.with_name(f"echo_2025-10-01_{number}.txt")
    text = f"Storm {number}\n\nXi Jinping met Lee Jae Myung of the APEC in Gyeongju, {number}.\n"
    news.write_text(text, "utf-8")
    archive.add([news])
    yield "one article more"


def scanned(connection: sqlite3.Connection, statement: str) -> Iterator[str]:
    """The large tables that a statement goes through from end to end."""
    names = {table: table for table in LARGE}
    for table, name in _NAMED.findall(statement):
        if name and name.lower() not in _NO_NAMES:
            names[name] = table.lower()
    for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}"):
        found = _SCAN.match(step)
        if found and (table := names.get(found[1] or found[2])):
            yield f"{table}: {step}"


@pytest.mark.parametrize("statistics", [False, True])
def test_none_goes_through_all_of_a_large_table(archive: Archive, *, statistics: bool) -> None:
    connection = archive._database.connection
    made: dict[str, str] = {}
    heard: list[str] = []
    connection.set_trace_callback(heard.append)
    for action in looked_at(archive):
        made |= {statement: made.get(statement, action) for statement in heard}
        heard.clear()
    connection.set_trace_callback(None)
    with closing(sqlite3.connect(archive.path)) as explaining:
        if statistics:
            explaining.execute("ANALYZE")
            explaining.executescript(
                "UPDATE sqlite_stat1 SET stat = (CAST(stat AS INTEGER) * 1000)"
                " || substr(stat, instr(stat || ' ', ' ')); ANALYZE sqlite_schema;"
            )
        read = re.compile(r"\s*(WITH|SELECT|INSERT|UPDATE|DELETE)\b")
        wrong = {
            f"{action}: {table} in {statement[:200]}"
            for statement, action in made.items()
            if read.match(statement)
            for table in scanned(explaining, statement)
        }
        if statistics:
            explaining.execute("DELETE FROM sqlite_stat1")
            explaining.commit()
    assert len(made) > 200
    assert not wrong, "\n".join(sorted(wrong))
