"""The watch list: what is shown before is what happens, and undo leaves no trace of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from index import (
    Archive,
    EntityType,
    RecogniserSettings,
    WatchedName,
    hide_edit,
    merge_edit,
    watched_name,
)
from index.core.watched_names import WatchList
from index.enrich import registry
from index.enrich.stage import Stage
from index.store.names.watched_forms import paragraphs_with
from tests.effort import runs

TEXTS = (
    "Marta Ostrander met Alasdair Penhallow in London.\n\nOstrander said no to zibbel dredging.",
    "The zibbel dredging men of London wrote to Penhallow Dredging.\n\nzibbel was not there.",
    "Nobody was there.",
)
FORMS = ("Ostrander", "zibbel dredging", "zibbel", "dredging men", "London", "Penhallow Dredging")
# A name has one type: which of two a name means everywhere is settled by the archive.
NAMED: dict[str, EntityType] = {
    "Marta Ostrander": "person",
    "zibbel": "person",
    "London": "place",
    "Zibbel Dredging": "org",
}
NAMES = st.builds(
    lambda name, forms: WatchedName(NAMED[name], name, tuple(forms)),
    st.sampled_from(sorted(NAMED)),
    st.lists(st.sampled_from(FORMS), min_size=1, max_size=3, unique=True),
)
Dump = dict[tuple[int, int, int], tuple[str, str]]


def dump(archive: Archive) -> Dump:
    """Whom each name in the archive means."""
    numbers = [hit.number for hit in archive.search("").hits[:]]
    return {
        (paragraph.number, each.start, each.end): (each.type, each.name)
        for article in {archive.article_of(number).number: number for number in numbers}.values()
        for paragraph in archive.article_of(article).paragraphs
        for each in paragraph.mentions
    }


def _changed(before: Dump, after: Dump) -> set[int]:
    """The paragraphs that have other names than before."""
    return {place[0] for place, _ in before.items() ^ after.items()}


def made(folder: Path) -> Archive:
    for at, text in enumerate(TEXTS):
        (folder / f"{at}.txt").write_text(f"Headline {at}\n\n{text}\n", "utf-8")
    archive = Archive.open(folder / "a.db", index_folder=folder / "index")
    archive.add([folder])
    return archive


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("习近平", "国家主席习近平1日下午在庆州会见韩国总统李在明", "习近平"),
        ("李在明", "国家主席习近平1日下午在庆州会见韩国总统李在明", "李在明"),
        ("日本銀行", "昨日日本銀行は", "日本銀行"),
        ("トヨタ", "トヨタとホンダ", "トヨタ"),
        ("トヨタ", "「トヨタ」自動車", "トヨタ"),
        ("ロシア", "プロシアの王", ""),
        ("ロシア", "ロシアンルーレット", ""),
        ("이재명", "대통령 이재명은", "이재명"),
        ("명은", "이재명은", ""),
        ("ทักษิณ", "นายทักษิณกล่าว", "ทักษิณ"),
        ("NATO", "中国対NATOの会議", "NATO"),
        ("NATO", "ANATOLE", ""),
        ("Ford", "Fords", ""),
        ("Ford", "a Ford.", "Ford"),
    ],
)
def test_a_name_is_found_wherever_its_script_lets_it_stand(
    form: str, text: str, found: str
) -> None:
    names = WatchList.of([watched_name("person", form)])
    assert [text[one.start : one.end] for one in names.find(text)] == [found] * bool(found)


_HAN = st.text("习近平李在明日本", min_size=1, max_size=8)


@given(_HAN, _HAN, _HAN)
def test_a_name_without_blanks_around_it_is_found_wherever_its_signs_stand(
    before: str, name: str, after: str
) -> None:
    text = f"{before}{name}{after}"
    found = list(WatchList.of([watched_name("org", name)]).find(text))
    assert found
    assert all(text[one.start : one.end] == name for one in found)


def test_a_watched_name_in_ideographs_is_counted_and_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "新闻\n\n国家主席习近平1日下午在庆州会见韩国总统李在明。\n", "utf-8"
    )
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "a.txt"])
        assert archive.watched_names().add([watched_name("person", "习近平")]) == 1
        assert archive.search("person:习近平").paragraphs == 1
        assert [(one.name, one.count) for one in archive.entities("习近平")] == [("习近平", 1)]


@given(st.lists(NAMES, min_size=1, max_size=4), st.booleans(), st.booleans())
@example(
    [
        WatchedName("person", "Marta Ostrander", ("Ostrander", "zibbel")),
        WatchedName("place", "London", ("Ostrander", "zibbel dredging")),
    ],
    False,
    True,
)
@effort(max_examples=runs(6, 150), deadline=None)
def test_what_is_shown_before_is_what_happens_and_undo_takes_it_back(
    names: list[WatchedName], merged: bool, hidden: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder, made(Path(folder)) as archive:
        one, other = archive.entities("ostrander")[0], archive.entities("penhallow")[0]
        if merged:
            archive.entity_editor.apply([merge_edit(other, one)])
        if hidden:
            archive.entity_editor.apply([hide_edit(archive.entities("london")[0])])
        states = [dump(archive)]
        for name in names:
            shown = archive.watched_names().preview([name])
            archive.watched_names().add([name])
            states.append(dump(archive))
            for change in shown.changes:
                for span, after in zip(change.hit.spans, change.after, strict=True):
                    place = (change.hit.number, *span)
                    assert states[-1].get(place) == after
                    assert states[-2].get(place) != after
            assert {change.hit.number for change in shown.changes} == _changed(*states[-2:])
            left = archive.watched_names().preview([name])
            assert not len(left.changes)
            assert left.already == shown.already + shown.changes.mentions
        archive.watched_names().remove(archive.watched_names().names())
        assert dump(archive) == states[0]
        archive.undo()
        changed = [b for a, b in pairwise(states) if a != b]
        assert dump(archive) == (changed or states)[-1]
        while (what := archive.undo()) and "watching" in what:
            pass
        assert archive.check() == []


def test_many_forms_are_sought_as_few_are() -> None:
    with tempfile.TemporaryDirectory() as folder, made(Path(folder)) as archive:
        connection = archive._database.connection
        rest = [f"none of it {n}" for n in range(40)]
        few = {number for _, number, _ in paragraphs_with(connection, ["zibbel", "London"])}
        many = {number for _, number, _ in paragraphs_with(connection, ["zibbel", "London", *rest])}
        assert few == many
        assert len(few) == 4


def test_texts_are_read_again_by_what_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    stages: Callable[..., Sequence[Stage]] = registry.stages

    def noting(engine: RecogniserSettings | None = None, **more: object) -> Sequence[Stage]:
        asked.append(engine)
        return stages(engine, **more)

    monkeypatch.setattr(registry, "stages", noting)
    with tempfile.TemporaryDirectory() as folder, made(Path(folder)) as archive:
        asked.clear()
        settings = archive.recogniser = RecogniserSettings()
        archive.watched_names().add([WatchedName("org", "zibbel", ("zibbel",))])
        archive.undo()
        assert asked.count(settings) >= 2
        assert all(one is settings for one in asked if one is not None)
