"""Names found anew by a recogniser that has become better; what the reader said of them stays."""

from __future__ import annotations

import hashlib
import re
import tempfile
import threading
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import Archive, Edit, apart_edit, hide_edit, merge_edit, rename_edit, split_edit
from index.core.errors import ArchiveBusy
from index.core.mention import Mention
from index.core.values import EntityType
from index.enrich import registry
from index.enrich.names import NamesStage
from index.enrich.running import Enrichment
from index.entities.backends import RecogniserSettings
from index.entities.merging.found_entity import Found
from index.entities.recogniser import default
from index.entities.version import own_version
from index.ingest.feeds.web_page import inputs
from index.ingest.importer import Importer
from index.ingest.readers import ReadOptions
from index.store.database import Database
from index.store.names import kept_edits
from tests.conftest import Once, sample_archive
from tests.effort import runs

Who = tuple[EntityType, str]
"""Type and name."""

WORDS = ("Ostrander", "Penhallow", "London", "Echo", "Harbour")
TEXTS = (
    "Ostrander met Penhallow in London.\n\nOstrander said no to the Echo.",
    "Penhallow of the Harbour wrote to London.",
    (
        "“It shall be built,” Ostrander said in London.\n\n“It will not,” said Penhallow.\n\n"
        "The Echo asked Ostrander.\n\nLondon and the Harbour are far from Penhallow."
    ),
    "Nobody was there.",
)
PEOPLE: tuple[Who, ...] = (
    ("person", "Marta Ostrander"),
    ("person", "Ostrander"),
    ("person", "Alasdair Penhallow"),
    ("place", "London"),
    ("org", "London"),
    ("org", "Porthaven Echo"),
    ("place", "Harbour"),
)


class FakeRecogniser:
    """Words are names of whom a table says."""

    def __init__(self, table: Mapping[str, Who], version: str) -> None:
        self._table = table
        self.version = version

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[list[list[Mention]]]:
        return [[self._in(text) for text in article] for article in articles]

    def _in(self, text: str) -> list[Mention]:
        found = re.finditer("|".join(map(re.escape, self._table)) or "(?!)", text)
        return [Mention(m.start(), m.end(), *self._table[m[0]], 0.9) for m in found]

    def close(self) -> None:
        pass


class _Used(ExitStack):
    """Inside, names are found by a table, in imports and afterwards."""

    def __init__(self, table: Mapping[str, Who], version: str) -> None:
        super().__init__()
        made = FakeRecogniser(table, version)
        for place in ("helped_recogniser", "names"):
            self.enter_context(patch(f"index.enrich.{place}.recogniser", lambda _engine: made))
            self.enter_context(patch(f"index.enrich.{place}.own_version", lambda: version))


def news(folder: Path) -> Path:
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(f"Day {number}\n\n{text}\n", "utf-8")
    return folder


def told(database: Database) -> list[object]:
    """Everything an archive says of entities, without numbers."""
    who = "(SELECT type || ':' || key || '=' || name || '<' || original FROM entity WHERE number = "
    return [
        sorted(database.all(statement), key=str)
        for statement in (
            "SELECT type, key, name, original FROM entity",
            f"SELECT {who} entity), key FROM alias",
            f"SELECT paragraph, start, end, confidence, {who} entity), {who} found) FROM mention",
            f"SELECT paragraph, start, end, confidence, {who} found) FROM mention_hidden",
            "SELECT * FROM quote",
            "SELECT kind, type, name, alias, to_type, to_name, by FROM entity_edit ORDER BY number",
        )
    ]


def _edits() -> st.SearchStrategy[Edit]:
    known = st.sampled_from([Found(0, kind, name) for kind, name in PEOPLE])
    pairs = st.tuples(known, known).filter(lambda pair: pair[0] != pair[1])
    return st.one_of(
        pairs.map(lambda pair: merge_edit(*pair)),
        pairs.map(lambda pair: apart_edit(*pair)),
        known.map(hide_edit),
        known.map(lambda one: rename_edit(one, "Somebody Else")),
        st.sampled_from(WORDS).map(lambda w: split_edit(Found(0, *PEOPLE[0]), w, "The Other One")),
    )


def _tables() -> st.SearchStrategy[dict[str, Who]]:
    return st.dictionaries(st.sampled_from(WORDS), st.sampled_from(PEOPLE))


def _imported(file: Path, page: Path, edits: Sequence[Edit] = ()) -> Database:
    """An archive without an index, with edits made afterwards."""
    database = Database(file)

    def settle() -> None:
        Enrichment(database, registry.beside_names()).run()

    Importer(database, ReadOptions(), index_pending=settle).take(inputs([page], ReadOptions()))
    with database.transaction():
        kept_edits.add(database, edits)
    return database


def _settled(database: Database) -> list[Edit]:
    """What goes without saying."""
    kept = kept_edits.kept(database.connection)
    return [one.edit for one in kept if one.by == "archive"]


@settings(max_examples=runs(25, 2000))
@given(_tables(), _tables(), st.lists(_edits(), max_size=3))
@example(
    {"Ostrander": PEOPLE[0]},
    {"Penhallow": PEOPLE[0]},
    [split_edit(Found(0, *PEOPLE[0]), "Penhallow", "The Other One")],
)
@example(
    {},
    {"Ostrander": PEOPLE[0], "Penhallow": PEOPLE[1]},
    [merge_edit(Found(0, *PEOPLE[0]), Found(0, *PEOPLE[1]))],
)
def test_it_is_as_if_the_better_one_had_been_there_from_the_beginning(
    before: dict[str, Who], after: dict[str, Who], edits: list[Edit]
) -> None:
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        page = news(Path(name) / "news")
        with _Used(before, "1"):
            database = _imported(Path(name) / "a.db", page, edits)
        stack.callback(database.close)
        with _Used(after, "2"):
            wanted = _imported(Path(name) / "b.db", page, edits)
            stack.callback(wanted.close)
            enrichment = Enrichment(database, registry.stages())
            enrichment.run()
            # What the reader has edited is not settled afterwards. Only where they edited names
            # that were not found yet, a merge that goes without saying would have come first.
            edited = {who for edit in edits for who in edit.about}
            missing = {*_settled(wanted)} - {*_settled(database)}
            if not missing:
                assert told(database) == told(wanted)
            assert all(edited & merge.about for merge in missing)
            assert database.check() == []
            assert enrichment.run() == 0


def test_another_may_import_and_edit_meanwhile(tmp_path: Path) -> None:
    """A recogniser becomes better time and again while articles come in and names are edited."""
    page = news(tmp_path / "news")
    tables = [{word: PEOPLE[(at + n) % len(PEOPLE)] for n, word in enumerate(WORDS)}
              for at in range(6)]  # fmt: skip
    count = runs(6, 100)
    ended, failed = threading.Event(), list[BaseException]()
    with Archive.open(tmp_path / "a.db") as archive, _Used(tables[0], "0"):
        archive.add([page])

        def import_and_edit() -> None:
            try:
                with Archive.open(tmp_path / "a.db") as other:
                    for number in range(count):
                        text = f"More\n\n{TEXTS[number % 3]}\n{number}\n"
                        (page / f"more{number}.txt").write_text(text, "utf-8")
                        other.add([page])
                        if number % 4 == 0:
                            other.entity_editor.apply([hide_edit(Found(0, *PEOPLE[number % 7]))])
            except Exception as error:  # noqa: BLE001  (told by the test)
                failed.append(error)
            finally:
                ended.set()

        thread = threading.Thread(target=import_and_edit)
        thread.start()
        version = 0
        while not ended.is_set():
            version += 1
            with _Used(tables[version % len(tables)], str(version)), suppress(ArchiveBusy):
                archive.enrichment().run()
        thread.join()
        assert not failed
        with _Used(tables[1], "last"):
            archive.enrichment().run()
            assert archive.check() == []
            assert {one.pending for one in archive.enrichment().states()} == {0}
            wanted = _imported(tmp_path / "b.db", page, [])
            with wanted.transaction():
                kept_edits.add(
                    wanted, [hide_edit(Found(0, *PEOPLE[n % 7])) for n in range(0, count, 4)]
                )
            try:
                assert _by_text(archive._database) == _by_text(wanted)
            finally:
                wanted.close()


def _by_text(database: Database) -> list[tuple[str, int, str, str]]:
    """Who is named where, whatever numbers paragraphs have."""
    return sorted(
        database.all(
            "SELECT p.text, m.start, e.type, e.name FROM mention m"
            " JOIN paragraph p ON p.number = m.paragraph JOIN entity e ON e.number = m.entity"
        )
    )


def test_what_is_found_anew_is_found_by_searches(tmp_path: Path) -> None:
    page = news(tmp_path / "news")
    with Archive.open(tmp_path / "a.db") as archive:
        with _Used({"Ostrander": PEOPLE[1], "London": PEOPLE[3]}, "1"):
            archive.add([page])
            archive.entity_editor.apply([hide_edit(Found(0, "place", "London"))])
        with _Used({"Ostrander": PEOPLE[0], "London": PEOPLE[3]}, "2"):
            assert archive.search('person:"Marta Ostrander"').paragraphs == 0
            archive.enrichment().run()
            assert archive.search('person:"Marta Ostrander"').paragraphs == 4
            assert archive.search("place:london").paragraphs == 0
            assert archive.check() == []


def test_names_found_by_another_engine_stay(tmp_path: Path) -> None:
    page = news(tmp_path / "news")
    with Archive.open(tmp_path / "a.db") as archive:
        with _Used({"London": ("place", "London")}, "spacy-small-1"):
            archive.add([page])
        before = told(archive._database)
        assert archive.enrichment().states()[0].pending == 0
        archive.enrichment().run()
        assert told(archive._database) == before
        archive.enrichment(RecogniserSettings()).run()
        assert told(archive._database) == before


def test_what_imports_found_is_done_and_what_older_programs_found_is_not(tmp_path: Path) -> None:
    page = news(tmp_path / "news")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([page])
        names = archive.enrichment().states()[0]
        assert (names.name, names.done, names.pending) == ("names", 4, 0)
        assert names.version == own_version()
        before = told(archive._database)
        with archive._database.transaction() as connection:
            connection.execute("DELETE FROM stage_range")
        assert {one.pending for one in archive.enrichment().states()} == {4}
        assert archive.enrichment().run() == 0
        assert told(archive._database) == before
        assert {one.pending for one in archive.enrichment().states()} == {0}


def test_versions_that_the_reader_has_bookmarked_are_named_anew_too(tmp_path: Path) -> None:
    """Older versions of an article have their names as well, and cost the index nothing."""
    page = tmp_path / "day.md"
    with _Used({}, "1"), Archive.open(tmp_path / "a.db") as archive:
        for text in ("Ostrander left.", "Ostrander stayed."):
            page.write_text(f"---\ntitle: Day\nurl: https://e.example/1\n---\n{text}\n", "utf-8")
            archive.add([page])
    with _Used({"Ostrander": PEOPLE[0]}, "2"), Archive.open(tmp_path / "a.db") as archive:
        assert archive.enrichment().run() == 2
        for version in (1, 2):
            (paragraph,) = archive.article(1, version).paragraphs
            assert [one.name for one in paragraph.mentions] == ["Marta Ostrander"]


def test_the_version_is_told_without_loading_the_recogniser() -> None:
    assert own_version() == default().version == NamesStage().version


# What the recogniser finds in the sample archive, by its version. Where the one has changed, the
# other has to: put both in here.
_FOUND = ("crf-990e7478c377/resolve-92", "adbc786ef22dbc9c")


def test_whoever_changes_what_is_found_changes_the_version(seeds: Path) -> None:
    texts = [tuple(path.read_text("utf-8").split("\n\n")) for path in sorted(seeds.rglob("*.md"))]
    assert len(texts) > 5
    # How sure it is may differ in the last digits from one machine to another.
    found = repr([[[one[:4] for one in m] for m in art] for art in default().recognise(texts)])
    assert (own_version(), hashlib.sha256(found.encode()).hexdigest()[:16]) == _FOUND


@pytest.mark.parametrize("size", [1, 100, 10**9])
def test_names_do_not_depend_on_how_many_texts_are_read_at_once(
    once: Once, tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = once(sample_archive, tmp_path)
    monkeypatch.setattr("index.enrich.names._BITE", size)
    with Archive.open(made / "a.db", index_folder=made / "index") as archive:
        before = told(archive._database)
        with archive._database.transaction() as connection:
            connection.execute("DELETE FROM stage_range")
        assert archive.enrichment().run() == 0
        assert told(archive._database) == before
