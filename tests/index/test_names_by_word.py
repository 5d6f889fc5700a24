"""Names are looked up by their words: as if every alias had been read."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import EntityType
from index.core.folding import fold
from index.store.database import Database
from index.store.file import repair
from index.store.names import aliases, name_lookup
from tests.effort import runs

WORDS = ("marta", "mar", "ostrander", "ost", "o'neil", "čapek", "j", "k", "2", "&")
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
kinds = st.sampled_from(["person", "org", "place"])
edits = st.lists(st.tuples(st.booleans(), st.integers(1, 4), names), max_size=12)


def read(database: Database, kind: str, words: list[str], *, begun: bool) -> set[int]:
    """The entities with an alias that has all words, the last one begun, by reading them all."""
    found = set()
    for entity, key, of in database.all(
        "SELECT a.entity, a.key, e.type FROM alias a JOIN entity e ON e.number = a.entity"
    ):
        text = f" {key} "
        parts = [f" {word} " for word in words]
        if begun and words:
            parts[-1] = parts[-1].rstrip()
        if words and of == kind and all(part in text for part in parts):
            found.add(entity)
    return found


@settings(max_examples=runs(15, 2000))
@given(edits, st.lists(kinds, min_size=4, max_size=4), st.lists(names, min_size=1, max_size=4))
def test_they_are_found_as_by_reading_all(
    changes: list[tuple[bool, int, str]], types: list[str], asked: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        with database.transaction() as connection:
            for number, kind in enumerate(types, 1):
                connection.execute(
                    "INSERT INTO entity (number, type, name, key) VALUES (?, ?, ?, ?)",
                    (number, kind, str(number), str(number)),
                )
            for added, entity, name in changes:
                if added:
                    aliases.add(connection, [(entity, fold(name))])
                else:
                    aliases.remove(connection, entity, [fold(name)])
        for name in asked:
            for kind in get_args(EntityType):
                words = fold(name).split()
                for begun in (False, True):
                    found = name_lookup.with_words(database, kind, name, begun=begun)
                    assert set(found) == read(database, kind, words, begun=begun)
                    assert len(found) == len(set(found))
        before = database.all("SELECT * FROM name_word")
        with database.transaction() as connection:
            aliases.list_words(connection)
        assert database.all("SELECT * FROM name_word") == before
        database.close()


def test_they_are_found_in_a_repaired_copy(harbour, tmp_path: Path) -> None:
    repair.copy_sound(harbour.path, tmp_path / "copy.db")
    copy = Database(tmp_path / "copy.db")
    count = "SELECT count(*) FROM name_word"
    assert copy.one(count) == harbour._database.one(count)
    assert copy.one(count) > (0,)
    copy.close()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Muenchen", {1}), ("munchen", {1}), ("München", {1}), ("muench", set()),
        ("Juergen Wuest", {2}), ("wuest", {2}), ("wust", {2, 3}), ("Bruege", set()),
        ("aarhus", {4}), ("arhus", {4}), ("Soerensen", {5}), ("sorensen", {5}), ("Samuel", {6}),
        ("blaue", {7}), ("Hoeness", {8}),
        ("Wüste", set()), ("Schröder", {9, 10}), ("schroeder", {9, 10}),
    ],
)  # fmt: skip
def test_letters_may_be_spelt_as_on_other_keyboards(
    tmp_path: Path, asked: str, found: set[int]
) -> None:
    known = (
        "München", "Jürgen Wüst", "Otto Wust", "Århus", "Søren Sørensen", "Samuel Brugge",
        "Blaue Laterne", "Hoeneß", "Gerd Schröder", "Anna Schroeder",
    )  # fmt: skip
    with closing(Database(tmp_path / "a.db")) as database:
        with database.transaction() as connection:
            for number, name in enumerate(known, 1):
                connection.execute(
                    "INSERT INTO entity (number, type, name, key) VALUES (?, 'person', ?, ?)",
                    (number, name, fold(name)),
                )
                aliases.add(connection, [(number, fold(name))])
        assert set(name_lookup.with_words(database, "person", asked)) == found
        begun = set(name_lookup.with_words(database, "person", asked, begun=True))
        assert begun >= found
    assert asked != "muench" or begun == {1}
