"""The event loop reads no file: whatever is shown was read in a thread."""

from __future__ import annotations

import threading

import pytest

from index.archive import Archive
from index.engines.whoosh.index import Commit
from index.entities.editing.entity_editor import Changes
from index.entities.views.facets import EntityCounts
from index.search.result_set import ResultSet
from index.store.database import Database
from tui.ahead import ReadAhead

KEYS = (
    "/", *"crane", "enter", "j", "j", "k", "G", "k", "b", "u", "e", "escape", "g", "ctrl+f",
    "ctrl+f", "ctrl+d", "j", "enter", "n", "1", "space", "v", "G", "b", "u", "escape", "y", "g",
    "tab", "p", "n", "right_square_bracket", "b", "u", "escape",
    "3", "G", "ctrl+f", "asterisk", "j", "asterisk", "g", "j", "j", "i", "escape", "x", "escape",
    "1", "s", "w", "C", "B", "escape", "question_mark", "escape",
    "3", "f", *"lin", "backspace", "enter", "escape", "1",
    "E", "j", "right_square_bracket", "G", "J", "J", "J", "escape",
    "/", *" person:lin", "down", "tab", "enter", "H", "L", "escape",
)  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    news = tmp_path / "news"
    news.mkdir()
    for number in range(12):
        text = (
            f"Storm {number}\n\nMaria Lindqvist said a crane fell in Rotterdam.\n\n"
            + "\n\n".join(
                f"“Crane {number}-{at} was old,” said Maria Lindqvist in Valparaiso."
                for at in range(25)
            )
        )
        (news / f"echo_2025-10-{number + 1:02}_{number}.txt").write_text(text, "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([news])
        yield opened


async def test_no_key_of_any_screen_reads_the_archive_in_the_event_loop(
    use, archive, monkeypatch
) -> None:
    loop, caught, key = threading.current_thread(), [], ""

    def guarded(inner, name):
        def call(self, *how, **more):
            if threading.current_thread() is loop:
                caught.append((key, name))
            return inner(self, *how, **more)

        return call

    connection = Database.connection.fget
    monkeypatch.setattr(Database, "connection", property(guarded(connection, "connection")))
    for name in ("change_counter",):
        monkeypatch.setattr(Database, name, guarded(getattr(Database, name), name))
    monkeypatch.setattr(Commit, "start", guarded(Commit.start, "start"))
    # What goes through all names, or all hits, is no more for the event loop than a file is.
    monkeypatch.setattr(EntityCounts, "containing", guarded(EntityCounts.containing, "containing"))
    monkeypatch.setattr(ReadAhead.places, "func", guarded(ReadAhead.places.func, "places"))
    for kind in (ResultSet, Changes):
        monkeypatch.setattr(kind, "_read", guarded(kind._read, kind.__name__))
    async with use(archive, at_once=True) as hand:
        for key in KEYS:
            await hand.press(key)
            assert not caught, caught
        assert hand.app._exception is None
