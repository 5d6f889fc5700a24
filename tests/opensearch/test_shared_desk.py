"""Names of a collection are mended one by one: seen before it is done, told to all, undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from index import (
    Archive,
    Edit,
    EntityCount,
    NotShared,
    SharedArchive,
    hide_edit,
    merge_edit,
    rename_edit,
    retype_edit,
    split_edit,
)
from index.engines.contract import Unavailable
from index.engines.opensearch.cluster import Cluster
from tests.opensearch.pushed import archive_of, collection

pytestmark = pytest.mark.opensearch

_TEXTS = (
    "Anna Berg met Lee Hsien in Busan on day {n}. Berg was late.",
    "Hanwha Shipping told Marta Ostrander of lot {n}.",
    "Mr Berg of Porthaven is another one, said Anna Berg on day {n}.",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("desk")
    records = (
        {
            "url": f"https://echo.example/{number}",
            "title": f"Day {number}",
            "text": "\n\n".join(text.format(n=number) for text in _TEXTS),
            "date": f"2025-10-{1 + number:02}",
        }
        for number in range(8)
    )
    with archive_of(folder, records) as opened:
        yield opened


@pytest.fixture
def address(archive: Archive, opensearch: str) -> Iterator[str]:
    with collection(opensearch, "desk-names", archive) as address:
        yield address


def _one(archive: Archive, name: str) -> EntityCount:
    return next(one for one in archive.entity_editor.entities(name) if one.name == name)


_EDITS: dict[str, Callable[[Archive], list[Edit]]] = {
    "merge": lambda a: [merge_edit(_one(a, "Lee Hsien"), _one(a, "Anna Berg"))],
    "merge two": lambda a: [
        merge_edit(_one(a, name), _one(a, "Anna Berg")) for name in ("Lee Hsien", "Marta Ostrander")
    ],
    "split": lambda a: [split_edit(_one(a, "Anna Berg"), "Berg", "Olaf Berg")],
    "rename": lambda a: [rename_edit(_one(a, "Lee Hsien"), "Lee Hsien Loong")],
    "spell": lambda a: [rename_edit(_one(a, "Lee Hsien"), "LEE Hsien")],
    "retype": lambda a: [retype_edit(_one(a, "Busan"), "org")],
    "hide": lambda a: [hide_edit(_one(a, "Marta Ostrander"))],
}


def _counts(archive: Archive) -> set[tuple[str, str, int]]:
    return {
        (one.type, one.name, one.count) for one in archive.entity_editor.entities() if one.count
    }


@pytest.mark.parametrize("which", _EDITS)
def test_what_an_edit_would_change_is_shown_and_then_changed_for_all(
    archive: Archive, address: str, which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "ann")
    with SharedArchive.at(address) as shared, SharedArchive.at(address) as other:
        before = _counts(shared)
        assert before == _counts(archive)
        mine, theirs = (one.entity_editor.preview(_EDITS[which](one)) for one in (archive, shared))
        shown = {
            (one.hit.id, one.hit.spans, one.after) for one in (theirs[:] if len(theirs) else ())
        }
        assert shown == {(one.hit.id, one.hit.spans, one.after) for one in mine[:]}
        assert len(theirs) == len(mine) > 0
        label = shared.entity_editor.apply(_EDITS[which](shared))
        try:
            archive.entity_editor.apply(_EDITS[which](archive))
            after = _counts(archive)
        finally:
            archive.undo()
        assert _counts(shared) == after
        assert after != before
        other._opened.collection.edits._asked = None  # a second later
        other._opened.reload()
        assert _counts(other) == after
        assert {one.person for one in other.entity_editor.kept()} == {"ann"}
        assert shared.undo() == label
        assert _counts(shared) == before
        assert shared.redo() == label
        assert _counts(shared) == after
        # Whoever it was, anybody takes it back, and may undo that.
        other.entity_editor.take_back([one.number for one in other.entity_editor.kept()])
        assert _counts(other) == before
        assert other.undo()
        assert _counts(other) == after


def test_what_is_told_is_undone_in_its_turn_among_what_is_ones_own(address: str) -> None:
    with SharedArchive.at(address) as shared:
        one, two = shared.search("lot").hits[:2]

        def state() -> tuple[int, int]:
            return len(shared.entity_editor.kept()), len(shared.bookmarks())

        steps = (
            lambda: shared.add_bookmarks([one.number]),
            lambda: shared.entity_editor.apply([hide_edit(_one(shared, "Busan"))]),
            lambda: shared.entity_editor.apply([hide_edit(_one(shared, "Anna Berg"))]),
            lambda: shared.add_bookmarks([two.number]),
        )
        states = [state()]
        for step in steps:
            step()
            states.append(state())
        for before in reversed(states[:-1]):
            assert shared.undo()
            assert state() == before
        assert shared.undo() is None
        for after in states[1:]:
            assert shared.redo()
            assert state() == after
        assert shared.redo() is None


def test_paragraphs_of_a_name_are_shown_and_what_is_guessed_at_is_not_offered(
    archive: Archive, address: str
) -> None:
    with SharedArchive.at(address) as shared:
        desk = shared.entity_editor
        naming = desk.naming(_one(shared, "Anna Berg").entity)
        mine = archive.entity_editor.naming(_one(archive, "Anna Berg").entity)
        assert [one.hit.date for one in naming[:]] == sorted(
            (one.hit.date for one in mine[:]), reverse=True
        )
        assert naming[0].after[0] == ("person", "Anna Berg")
        for refused in (desk.duplicates, desk.doubtful):
            with pytest.raises(NotShared):
                refused()


@pytest.mark.parametrize("which", sorted({*_EDITS} - {"split"}))
def test_what_was_edited_is_found_by_its_names_while_the_collection_is_away(
    address: str, which: str
) -> None:
    names = ("Anna Berg", "Lee Hsien", "Lee Hsien Loong", "Marta Ostrander", "Busan", "Porthaven")
    queries = [f'{kind}:"{name}"' for kind in ("person", "place", "org") for name in names]
    queries += ["person:lee", "person:berg", "org:busan"]

    def found(archive: SharedArchive) -> dict[str, set[str]]:
        return {query: {hit.id for hit in archive.search(query).hits[:]} for query in queries}

    with SharedArchive.at(address) as shared:
        shared.selection(shared.search("*").hits.numbers())
        shared.entity_editor.apply(_EDITS[which](shared))
        there = found(shared)
        assert any(there.values())

    def refused(*_: object, **__: object) -> None:
        raise Unavailable("Nothing listens.")

    with SharedArchive.at(address) as shared, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cluster, "ask", refused)
        # One that is open, and one that is opened while nobody answers.
        assert found(shared) == there
        assert shared.lacking
        with SharedArchive.at(address) as other:
            other.catch_up()
            assert found(other) == there
