"""Whatever a reader changes, in whatever order: undone step by step it was never there."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from index import (
    Archive,
    Edit,
    InputError,
    MarkChange,
    hide_edit,
    merge_edit,
    named,
    rename_edit,
)
from tests.conftest import Once
from tests.effort import runs

_TEXTS = {
    "one": "Marta Ostrander met Alasdair Penhallow in London.\n\nThe tariff on coal was raised.",
    "two": "Alasdair Penhallow of Quayle Dredging spoke.\n\n“It is too high,” Penhallow said.",
    "three": "Rain fell on London.\n\nThe tariff on coal was raised.",
}
_NAMES = ("One", "Two")
_TAGS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=2)
_SOME = st.lists(st.integers(0, 5), min_size=1, max_size=3)


def _made(folder: Path) -> None:
    for name, text in _TEXTS.items():
        page = f"---\ntitle: {name}\ndate: 2025-10-01\noutlet: Echo\n---\n{text}\n"
        (folder / f"{name}.md").write_text(page, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder])
        archive.enrichment().run()


Act = tuple[str, Any, Any]

_EDITS: dict[str, Callable[[Any, Any], Edit]] = {
    "merge": merge_edit,
    "hide": lambda one, _other: hide_edit(one),
    "rename": lambda one, _other: rename_edit(one, "Somebody Else"),
}

_MORE = st.builds(MarkChange, added=st.sampled_from(["", "why"]), more=_TAGS)
_OTHER = st.builds(MarkChange, note=st.sampled_from(["", "x", "y"]), tags=_TAGS)
_NAME, _WORD = st.sampled_from(_NAMES), st.sampled_from(["coal", "rain"])
_PARAGRAPH, _ITEM, _NOTHING = st.integers(0, 5), st.integers(0, 3), st.none()
_KINDS: dict[str, tuple[st.SearchStrategy[Any], st.SearchStrategy[Any]]] = {
    "mark": (_SOME, _MORE),
    "unmark": (_SOME, _NOTHING),
    "note": (_SOME, _OTHER),
    "collect": (_NAME, _SOME),
    "query": (_NAME, _WORD),
    "rename": (_NAME, st.sampled_from([*_NAMES, "Three"])),
    "delete": (_NAME, _NOTHING),
    "take out": (_NAME, _ITEM),
    "move": (_NAME, st.tuples(_ITEM, _ITEM)),
    "save": (_NAME, _WORD),
    "forget": (_NAME, _NOTHING),
    "looked": (_NAME, _NOTHING),
    "furniture": (_PARAGRAPH, st.booleans()),
    "remove": (_PARAGRAPH, _NOTHING),
    "bring back": (_NOTHING, _NOTHING),
    "names": (st.sampled_from(["merge", "hide", "rename"]), _ITEM),
    "place": (_PARAGRAPH, st.sampled_from(["Penhallow", "London"])),
}
_ACTS: st.SearchStrategy[Act] = st.one_of(
    *(st.tuples(st.just(kind), *how) for kind, how in _KINDS.items())
)


def _do(archive: Archive, paragraphs: Sequence[int], act: Act) -> None:
    what, one, other = act
    dossiers = archive.dossiers
    by_name = {each.name: each for each in dossiers.all()}
    match what:
        case "mark":
            archive.add_bookmarks([paragraphs[at] for at in one], other)
        case "unmark":
            archive.remove_bookmarks_on([paragraphs[at] for at in one])
        case "note":
            marks = [mark.number for mark in archive.bookmarks()]
            archive.change_bookmarks(marks[: len(one)], other)
        case "collect":
            dossiers.collect(one, paragraphs=[paragraphs[at] for at in other])
        case "query":
            dossiers.collect(one, queries=[other])
        case "rename" if one in by_name and other not in by_name:
            dossiers.rename(by_name[one].number, other)
        case "delete" if one in by_name:
            dossiers.delete(by_name[one].number)
        case "take out" if one in by_name:
            dossiers.remove([item.number for item in by_name[one].items[other : other + 1]])
        case "move" if one in by_name:
            items = [item.number for item in by_name[one].items]
            before = dict(enumerate(items)).get(other[1])
            dossiers.move(by_name[one].number, items[other[0] : other[0] + 1], before)
        case "save":
            archive.save_search(one, other)
        case "forget":
            archive.forget_search(one)
        case "looked" if one in archive.saved():
            archive.nothing_new(one)
        case "furniture":
            archive.furniture.say([paragraphs[one]], is_furniture=other)
        case "remove":
            archive.removals.remove(archive.removals.articles_of([paragraphs[one]]))
        case "bring back":
            archive.removals.bring_back([each.number for each in archive.removals.all()])
        case "names":
            people = archive.entity_editor.entities("", "person")
            if len(people) > 1:
                chosen = people[other % len(people)]
                with suppress(InputError):  # what would change nothing
                    archive.entity_editor.apply([_EDITS[one](chosen, people[0])])
        case "place":
            article = archive.article_of(paragraphs[one])
            texts = {each.number: each.text for each in article.paragraphs}
            if (at := texts[paragraphs[one]].find(other)) >= 0:
                archive.places.name(paragraphs[one], at, at + len(other), named("org", "Quayle"))


def _held(archive: Archive) -> list[object]:
    """All that a reader sees of what may have been changed."""
    return [
        [(m.number, m.anchor, m.note, m.tags, m.state) for m in archive.bookmarks()],
        [(d.number, d.name, d.items) for d in archive.dossiers.all()],
        archive.saved(),
        archive.looked_at_saved(),
        sorted(each.id for each in archive.removals.all()),
        archive.furniture.all(),
        [(one.number, one.edit) for one in archive.entity_editor.kept()],
        sorted((one.type, one.name, one.count) for one in archive.entity_editor.entities("")),
        sorted((h.text, h.bookmarked) for h in archive.search("*").hits[:]),
    ]


@given(st.lists(_ACTS, min_size=1, max_size=12))
@settings(max_examples=runs(15, 300))
def test_each_step_is_taken_back_and_done_again(once: Once, folders, acts: list[Act]) -> None:
    folder = once(_made, next(folders))
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        paragraphs = sorted(archive.search("*").hits.numbers())
        states = [_held(archive)]
        for act in acts:
            before = archive._history.last
            _do(archive, paragraphs, act)
            if archive._history.last != before:
                states.append(_held(archive))
            else:
                assert _held(archive) == states[-1]
        for state in reversed(states[:-1]):
            said = archive.undo()
            assert said is not None
            assert _held(archive) == state, said
        assert archive.undo() is None
        for state in states[1:]:
            said = archive.redo()
            assert said is not None
            assert _held(archive) == state, said
        assert archive.redo() is None
        assert archive.check() == []
    shutil.rmtree(folder)


_VERSIONS = (
    *_TEXTS.values(),
    "Marta Ostrander met Alasdair Penhallow in London.\n\nThe tariff on steel was raised.",
    "Alasdair J. Penhallow of Quayle Dredging spoke.\n\n“It is too low,” Penhallow said.",
    "“It is too high,” Penhallow said.",
    "M. Ostrander saw Penhallow.\n\nRain fell on London.\n\nThe tariff on coal was raised.",
)
_NEWS = st.tuples(st.sampled_from([*_TEXTS, "four"]), st.sampled_from(_VERSIONS))


def _by_what_they_say(held: list[Any]) -> list[object]:
    """The same without the numbers of edits, none of which is given twice."""
    return [*held[:6], sorted(edit for _, edit in held[6]), *held[7:]]


@given(st.lists(st.one_of(_ACTS, _NEWS), min_size=2, max_size=12))
@settings(max_examples=runs(4, 300))
def test_what_comes_in_between_is_what_stays(
    once: Once, folders, steps: list[Act | tuple[str, str]]
) -> None:
    folder, bare = once(_made, next(folders)), once(_made, next(folders))
    with (
        Archive.open(folder / "a.db", index_folder=folder / "index") as archive,
        Archive.open(bare / "a.db", index_folder=bare / "index") as plain,
    ):
        for step in steps:
            if len(step) == 2:
                for where, to in ((folder, archive), (bare, plain)):
                    page = (
                        f"---\ntitle: {step[0]}\ndate: 2025-10-01\noutlet: Echo\n---\n{step[1]}\n"
                    )
                    (where / f"{step[0]}.md").write_text(page, "utf-8")
                    to.add([where / f"{step[0]}.md"])
            elif paragraphs := sorted(archive.search("*").hits.numbers()):
                _do(archive, paragraphs * 6, step)
        states = [_held(archive)]
        while archive.undo() is not None:
            states.append(_held(archive))
        assert _by_what_they_say(states[-1]) == _by_what_they_say(_held(plain))
        for state in reversed(states[:-1]):
            assert archive.redo() is not None
            assert _held(archive) == state
        assert archive.check() == []
    shutil.rmtree(folder)
    shutil.rmtree(bare)
