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

from index import Archive, EntityType, RecogniserSettings, WatchedName, hide_edit, merge_edit
from index.enrich import registry
from index.enrich.stage import Stage
from index.store.watched_forms import paragraphs_with
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
