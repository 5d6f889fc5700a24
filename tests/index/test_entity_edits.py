"""What a reader changes about entities: previewed, kept, applied to what comes later, undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import (
    Archive,
    Edit,
    EntityCount,
    InputError,
    apart_edit,
    hide_edit,
    merge_edit,
    rename_edit,
    retype_edit,
    split_edit,
)
from index.core.clean import clean
from index.core.entity_edits import Edits, Identity
from index.engines.corpus import ArchiveCorpus
from index.entities.editing import rule_file
from tests.conftest import Once
from tests.effort import runs

ARTICLE = "---\ntitle: {title}\ndate: 2025-10-{day:02}\noutlet: Echo\nurl: https://e.example/{day}\n---\n{text}\n"
TEXTS = (
    "Marta Ostrander met Alasdair Penhallow in London on Thursday.\n\nOstrander said no.",
    "M. Ostrander spoke in Paris. The Dock Workers Union listened.",
    "Alasdair Penhallow wrote to Marta Ostrander. She lives in London.",
    "Tomas Ostrander, a welder, has never met Marta Ostrander in London.",
)


def _made(folder: Path) -> None:
    news = folder / "news"
    news.mkdir()
    for day, text in enumerate(TEXTS, start=1):
        write(news, day, text)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([news])


def write(folder: Path, day: int, text: str) -> None:
    page = ARTICLE.format(title=f"Notes of day {day}", day=day, text=text)
    (folder / f"{day}.md").write_text(page, "utf-8")


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


@pytest.fixture
def news(archive: Archive, tmp_path: Path) -> Path:
    """What the archive was made of."""
    del archive
    return tmp_path / "news"


def entity(archive: Archive, name: str) -> EntityCount:
    return next(one for one in archive.entity_editor.entities() if one.name == name)


def found(archive: Archive, query: str) -> int:
    return archive.search(query).paragraphs


def dump(archive: Archive) -> list[Any]:
    """Everything the archive says of entities."""
    database = archive._database
    return [
        database.all(f"SELECT {columns} FROM {table} ORDER BY 1, 2")
        for table, columns in (
            ("entity", "number, type, key, name, original"),
            ("alias", "*"),
            ("mention", "*"),
            ("mention_hidden", "*"),
            ("entity_edit", "number, kind, type, name, alias, to_type, to_name"),
        )
    ]


def edits_of(archive: Archive) -> dict[str, Edit]:
    marta, penhallow = entity(archive, "Marta Ostrander"), entity(archive, "Alasdair Penhallow")
    return {
        "merge": merge_edit(entity(archive, "M. Ostrander"), marta),
        "split": split_edit(marta, "Ostrander", "The Ostranders"),
        "rename": rename_edit(penhallow, "Alasdair J. Penhallow"),
        "respell": rename_edit(penhallow, "ALASDAIR PENHALLOW"),
        "retype": retype_edit(penhallow, "org"),
        "hide": hide_edit(marta),
    }


KINDS = ("merge", "split", "rename", "respell", "retype", "hide")


def test_a_merge_is_found_by_either_name_and_counted_once(archive: Archive) -> None:
    marta = found(archive, 'person:"Marta Ostrander"')
    other = found(archive, 'person:"M. Ostrander"')
    assert marta
    assert other
    archive.entity_editor.apply([edits_of(archive)["merge"]])
    assert found(archive, 'person:"Marta Ostrander"') == marta + other
    assert found(archive, 'person:"M. Ostrander"') == marta + other
    assert "M. Ostrander" not in {one.name for one in archive.entity_editor.entities()}


def test_what_is_not_a_name_is_gone_from_lists_and_texts(archive: Archive) -> None:
    archive.entity_editor.apply([hide_edit(entity(archive, "London"))])
    assert found(archive, "place:london") == 0
    assert found(archive, "london") == 3
    view = archive.article_of(archive.search("london").hits[0].number)
    assert "London" not in {m.name for p in view.paragraphs for m in p.mentions}


def test_a_split_takes_one_alias_and_leaves_the_others(archive: Archive) -> None:
    archive.entity_editor.apply([edits_of(archive)["split"]])
    assert dict(archive.entity(entity(archive, "The Ostranders").entity).aliases) == {
        "Ostrander": 1
    }
    assert "Ostrander" not in dict(
        archive.entity(entity(archive, "Marta Ostrander").entity).aliases
    )


def test_renamed_and_retyped_entities_are_found_by_both_names(archive: Archive) -> None:
    before = found(archive, 'person:"Alasdair Penhallow"')
    archive.entity_editor.apply([edits_of(archive)["rename"]])
    assert found(archive, 'person:"Alasdair J. Penhallow"') == before
    assert found(archive, 'person:"Alasdair Penhallow"') == before
    renamed = entity(archive, "Alasdair J. Penhallow")
    archive.entity_editor.apply([retype_edit(renamed, "org")])
    assert found(archive, 'org:"Alasdair Penhallow"') == before
    assert found(archive, "person:penhallow") == 0


@pytest.mark.parametrize("kind", KINDS)
def test_undo_restores_exactly_and_redo_does_it_again(archive: Archive, kind: str) -> None:
    before = dump(archive)
    archive.entity_editor.apply([edits_of(archive)[kind]])
    after = dump(archive)
    assert after != before
    assert archive.undo()
    assert dump(archive) == before
    assert archive.redo()
    assert [rows[:4] for rows in dump(archive)[1:]] != [rows[:4] for rows in before[1:]]
    assert archive.undo()
    assert dump(archive) == before
    assert archive.check() == []


@settings(max_examples=runs(12, 200))
@given(st.lists(st.sampled_from(KINDS), min_size=2, max_size=5))
def test_any_edits_are_undone_to_the_beginning(tmp_path_factory, kinds: list[str]) -> None:
    folder = tmp_path_factory.mktemp("edits")
    for day, text in enumerate(TEXTS, start=1):
        write(folder, day, text)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder])
        before = dump(archive)
        edits = edits_of(archive)
        for kind in kinds:
            archive.entity_editor.apply([edits[kind]])
            assert_labels_as_if_read_anew(archive)
        while archive.undo():
            assert_labels_as_if_read_anew(archive)
        assert dump(archive) == before


def assert_labels_as_if_read_anew(archive: Archive) -> None:
    types, names = archive._corpus.labels()
    anew, called = ArchiveCorpus(archive._database).labels()
    # Whoever is gone, be it the last one, has neither type nor name.
    more = len(types) - len(anew)
    assert types.tolist() == anew.tolist() + [-1] * more
    assert names == called + [""] * more


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_read_before_an_edit_is_as_if_read_after(
    archive: Archive, tmp_path: Path, news: Path, kind: str
) -> None:
    archive.entity_editor.apply([edits_of(archive)[kind]])
    rules = archive.entity_editor.rules()
    with Archive.open(tmp_path / "b.db") as later:
        assert later.entity_editor.read_rules(rules) == 1
        later.add([news])
        for query in ("person:ostrander", "person:penhallow", "org:penhallow", "place:london"):
            assert found(later, query) == found(archive, query)
        assert {(e.name, e.type, e.count) for e in later.entity_editor.entities()} == {
            (e.name, e.type, e.count) for e in archive.entity_editor.entities()
        }


def test_an_edit_stands_after_reindex_reopening_and_a_changed_article(
    archive: Archive, news: Path
) -> None:
    archive.entity_editor.apply([edits_of(archive)["merge"]])
    merged = found(archive, 'person:"M. Ostrander"')
    archive.reindex()
    assert found(archive, 'person:"M. Ostrander"') == merged
    write(news, 2, "M. Ostrander spoke in Rome.\n\nM. Ostrander left.")
    archive.add([news])
    assert found(archive, 'person:"Marta Ostrander"') == merged + 1
    with Archive.open(archive.path, index_folder=archive.index_folder) as again:
        assert found(again, 'person:"Marta Ostrander"') == merged + 1
        assert [str(one.edit) for one in again.entity_editor.kept()] == [
            "merge M. Ostrander into Marta Ostrander"
        ]


def test_an_edit_that_was_stored_but_not_indexed_is_indexed_at_the_next_opening(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = found(archive, 'person:"Marta Ostrander"')
    monkeypatch.setattr(Archive, "catch_up", lambda self, progress=None: 0)
    archive.entity_editor.apply([edits_of(archive)["merge"]])
    monkeypatch.undo()
    with Archive.open(archive.path, index_folder=archive.index_folder) as again:
        assert again.pending
        again.catch_up()
        assert found(again, 'person:"Marta Ostrander"') == before + 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_shows_every_paragraph_that_changes_and_changes_none(
    archive: Archive, kind: str
) -> None:
    before = dump(archive)
    edit = edits_of(archive)[kind]
    name = edit.name
    changes = archive.entity_editor.preview([edit])
    assert dump(archive) == before
    assert changes.mentions >= len(changes) > 0
    for change in changes[:]:
        assert len(change.after) == len(change.hit.spans)
        wanted = (edit.to_type, edit.to_name) if edit.to_name else None
        assert set(change.after) == {wanted}
    texts = {change.hit.text for change in changes[:]}
    assert all(name.split()[-1] in text for text in texts)
    archive.entity_editor.apply([edit])
    assert len(archive.entity_editor.preview([edit])) in {0, len(changes)}


def test_one_edit_of_several_can_be_taken_back(archive: Archive) -> None:
    before = found(archive, "place:london")
    archive.entity_editor.apply([hide_edit(entity(archive, "London"))])
    archive.entity_editor.apply([edits_of(archive)["merge"]])
    first = archive.entity_editor.kept()[0]
    archive.entity_editor.take_back([first.number])
    assert found(archive, "place:london") == before
    assert [one.edit.kind for one in archive.entity_editor.kept()] == ["merge"]
    archive.undo()
    assert [one.edit.kind for one in archive.entity_editor.kept()] == ["hide", "merge"]
    assert found(archive, "place:london") == 0


def test_edits_are_read_in_order_whatever_signs_others_have_written_into_them(
    archive: Archive,
) -> None:
    editor = archive.entity_editor
    one, two, three = editor.entities()[:3]
    editor.apply([rename_edit(one, "First"), hide_edit(two), rename_edit(three, "Third")])
    before = editor.kept()
    with closing(sqlite3.connect(archive.path)) as connection, connection:
        connection.execute(
            "UPDATE entity_edit SET to_name = 'Fir' || char(31) || 'st' WHERE to_name = 'First'"
        )
    odd = replace(before[0], edit=replace(before[0].edit, to_name="Fir\x1fst"))
    assert [one.number for one in before] == sorted(one.number for one in before)
    assert editor.kept() == [odd, *before[1:]]


def test_a_file_read_twice_keeps_each_edit_once(archive: Archive) -> None:
    archive.entity_editor.apply(list(edits_of(archive).values()))
    assert archive.entity_editor.read_rules(archive.entity_editor.rules()) == 0


def test_edits_that_would_change_nothing_are_refused_in_words(archive: Archive) -> None:
    marta = entity(archive, "Marta Ostrander")
    for refused in (
        lambda: merge_edit(marta, marta),
        lambda: rename_edit(marta, " Marta  Ostrander "),
        lambda: rename_edit(marta, "…"),
        lambda: retype_edit(marta, "person"),
        lambda: split_edit(marta, "Marta Ostrander"),
    ):
        with pytest.raises(InputError):
            refused()


def test_edits_apply_in_order_so_that_names_can_change_places() -> None:
    there = Edit(kind="rename", type="org", name="A", to_type="org", to_name="B")
    back = Edit(kind="rename", type="org", name="B", to_type="org", to_name="A")
    edits = Edits([there, back])
    assert edits.lead(Identity("org", "a"), "a") == Identity("org", "a")
    assert edits.lead(Identity("org", "b"), "b") == Identity("org", "a")


def test_likely_duplicates_come_with_evidence_until_they_are_settled(archive: Archive) -> None:
    pairs = {(d.one.name, d.other.name): d.evidence for d in archive.entity_editor.duplicates()}
    assert any("initial" in text for text in pairs["Marta Ostrander", "M. Ostrander"])
    assert ("Marta Ostrander", "Tomas Ostrander") not in pairs
    archive.entity_editor.apply(
        [apart_edit(entity(archive, "M. Ostrander"), entity(archive, "Marta Ostrander"))]
    )
    assert not [d for d in archive.entity_editor.duplicates() if d.other.name == "M. Ostrander"]
    assert found(archive, 'person:"M. Ostrander"') == 1


NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=20).map(
    lambda text: clean(f"x{text}")
)
TYPES = st.sampled_from(["person", "org", "place"])
ANY_EDIT = st.one_of(
    st.builds(
        lambda kind, of, name, to: Edit(
            kind=kind, type=of, name=name, to_type=of, to_name=to, alias=to * (kind == "split")
        ),
        st.sampled_from(["split", "rename"]),
        TYPES,
        NAMES,
        NAMES,
    ),
    st.builds(
        lambda kind, of, name, to_type, to: Edit(
            kind=kind, type=of, name=name, to_type=to_type, to_name=to
        ),
        st.sampled_from(["merge", "apart"]),
        TYPES,
        NAMES,
        TYPES,
        NAMES,
    ),
    st.builds(
        lambda of, name, to: Edit(kind="retype", type=of, name=name, to_type=to, to_name=name),
        TYPES,
        NAMES,
        TYPES,
    ),
    st.builds(lambda of, name: Edit(kind="hide", type=of, name=name, to_type=of), TYPES, NAMES),
)


@given(st.lists(ANY_EDIT, max_size=4))
def test_a_file_of_edits_reads_back_as_it_was_written(edits: list[Edit]) -> None:
    text = rule_file.write(edits)
    assert rule_file.read(text) == edits
    assert rule_file.write(rule_file.read(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[edit]\n", "not TOML"),
        ("[[edit]]\ndo = 'burn'\n", "must be one of merge"),
        ("[[edit]]\ndo = 'hide'\ntype = 'person'\n", "“name”"),
        ("[[edit]]\ndo = 'hide'\ntype = 'thing'\nname = 'A'\n", "person, org, place"),
        ("[[edit]]\ndo = 'merge'\ntype = 'org'\nname = 'A'\n", "“into”"),
        ("[[edit]]\ndo = 'hide'\ntype = 'org'\nname = 'A'\nto = 'B'\n", "does not take: to"),
        ("edits = 3\n", "edits"),
    ],
)
def test_a_bad_file_is_refused_with_the_place_and_nothing_is_kept(
    archive: Archive, text: str, reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        archive.entity_editor.read_rules(text)
    assert not archive.entity_editor.kept()
