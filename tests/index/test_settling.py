"""What goes without saying of names that something changed of is what looking at all would give."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import Archive, Edit, apart_edit, hide_edit, merge_edit, rename_edit, split_edit
from index.enrich import merge_plan
from index.entities.merging.found_entity import Found
from index.store.database import Database
from tests.effort import runs
from tests.index.test_enrich_names import Who, _Used

FULL: Who = ("org", "Porthaven Harbour Authority")
OTHER: Who = ("org", "Penhallow Historical Association")
TABLES: tuple[Mapping[str, Who], ...] = (
    {"PHA": FULL, "Harbour": FULL, "Marta": ("person", "Marta Ostrander")},
    {"PHA": OTHER, "Association": OTHER, "Marta": ("person", "Marta K. Ostrander")},
    {"PHA": ("org", "PHA"), "Marta": ("person", "Marta B. Ostrander")},
    {"PHA": ("org", "PHA"), "Vatican": ("place", "Holy See"), "Rome": ("org", "Holy See")},
    {"Holy": ("place", "Holy See"), "EU": ("org", "European Union"), "Rome": ("org", "EU")},
    {"Marta": ("person", "Ostrander"), "Rome": ("person", "Marta Ostrander")},
    {"Marta": ("person", "Piet Ostrander"), "Rome": ("person", "Ostrander Hill")},
)
"""What words mean, as a recogniser finds it in one text or another."""

TEXT = (
    "Marta of the PHA, the Harbour Association, saw the EU in Rome, in the Vatican, a Holy place."
)
WHO = sorted({who for table in TABLES for who in table.values()})
known = st.sampled_from([Found(0, *who) for who in WHO])
pairs = st.tuples(known, known).filter(lambda pair: pair[0] != pair[1])
edits = st.one_of(
    pairs.map(lambda pair: merge_edit(*pair)),
    pairs.map(lambda pair: apart_edit(*pair)),
    known.map(hide_edit),
    known.map(lambda one: rename_edit(one, "Somebody Else")),
    known.map(lambda one: split_edit(one, "PHA", "The Other One")),
)
steps = st.one_of(
    st.integers(0, len(TABLES) - 1),
    st.integers(0, len(TABLES) - 1),
    edits,
    st.sampled_from(["undo", "redo", "take back", "better"]),
)


def planned_twice(database: Database, texts: merge_plan.Texts) -> merge_plan._Plan:
    """The plan, which is the one that looking at all names makes."""
    found = _plan(database, texts)
    with patch.object(merge_plan, "_names", lambda *_: None):
        every = _plan(database, texts)
    assert found.added == every.added
    assert found.removed == every.removed
    return found


_plan = merge_plan._plan


@settings(max_examples=runs(6, 1500), deadline=None)
@given(st.lists(steps, min_size=2, max_size=12))
@example([0, 2, 1, "undo", 2])
@example([split_edit(Found(0, "org", "European Union"), "PHA", "The Other One"), 4, "undo"])
@example([3, apart_edit(Found(0, "org", "EU"), Found(0, "org", "European Union")), 4, "undo", 3])
@example([1, 2, rename_edit(Found(0, "person", "Marta B. Ostrander"), "Somebody Else")])
def test_names_that_something_changed_of_are_enough(done: list[int | Edit | str]) -> None:
    with (
        tempfile.TemporaryDirectory() as name,
        Archive.open(Path(name) / "a.db", index_folder=Path(name) / "index") as archive,
        patch.object(merge_plan, "_plan", planned_twice),
    ):
        table = 0
        for number, step in enumerate([*done, 0]):
            if isinstance(step, int):
                table = step
                news = Path(name) / f"{number}.txt"
                news.write_text(f"Day {number}\n\n{TEXT}\n", "utf-8")
                with _Used(TABLES[table], "1"):
                    archive.add([news])
            elif isinstance(step, Edit):
                archive.entity_editor.apply([step])
            elif step == "better":
                with _Used(TABLES[(table + 1) % len(TABLES)], str(number + 2)):
                    archive.enrichment().run()
            elif step == "take back":
                archive.entity_editor.take_back(
                    [n.number for n in archive.entity_editor.kept()[:1]]
                )
            else:
                getattr(archive, step)()
        assert archive.check() == []
