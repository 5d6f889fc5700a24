"""Reading, marking, noting, tagging, undoing at random in two windows, against a plain model."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from index import Archive, MarkChange
from tests.effort import runs

_ARTICLES = 5
_STEPS = 1000
_NAMES = ("one", "two")

Value = Any
Change = tuple[str, Any, Value, Value]


@dataclass
class Step:
    number: int
    moved: int
    session: object
    changes: list[Change]
    undone: bool = False


@dataclass
class Model:
    """What the archive must hold: marks (text, note, tags) by number, searches, steps."""

    marks: dict[int, tuple[str, str, tuple[str, ...]]] = field(default_factory=dict)
    saved: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    clock: int = 0
    number: int = 0
    refused: dict[object, tuple[int, set[int]]] = field(default_factory=dict)
    """By session: how far all had come, and the steps of which nothing could be done then."""

    def on(self, text: str) -> int | None:
        return next((number for number, mark in self.marks.items() if mark[0] == text), None)

    # What is done

    def add(self, session: object, texts: Sequence[str], change: MarkChange) -> None:
        changes: list[Change] = []
        for text in texts:
            number = self.on(text)
            if number is None:
                self.number += 1
                mark = (text, change.noted(""), change.tagged(()))
                changes.append(("mark", self.number, None, mark))
            else:
                changes += self._changes(number, change)
        self.did(session, changes)

    def change(self, session: object, numbers: Sequence[int], change: MarkChange) -> None:
        self.did(session, [one for number in numbers for one in self._changes(number, change)])

    def _changes(self, number: int, change: MarkChange) -> Iterator[Change]:
        _, note, tags = self.marks[number]
        if change.noted(note) != note:
            yield "note", number, note, change.noted(note)
        if change.tagged(tags) != tags:
            yield "tags", number, tags, change.tagged(tags)

    def remove(self, session: object, numbers: Sequence[int]) -> None:
        self.did(session, [("mark", number, self.marks[number], None) for number in numbers])

    def search(self, session: object, name: str, text: str | None) -> None:
        old = self.saved.get(name)
        self.did(session, [("search", name, old, text)] if old != text else [])

    def did(self, session: object, changes: list[Change]) -> None:
        if not changes:
            return
        for one in changes:
            assert self._make(one) == [one]
        self.clock += 1
        self.steps = [one for one in self.steps if not (one.undone and one.session is session)]
        self.steps.append(Step(self.clock, self.clock, session, changes))
        self.steps = sorted(self.steps, key=lambda one: one.moved)[-_STEPS:]

    # What is taken back

    def move(self, session: object, *, undo: bool) -> tuple[int, int] | None:
        """Undo or redo; how many changes were made and how many not, None without a step."""
        step = self._chosen(session, undo=undo)
        if step is None:
            return None
        made: list[Change] = []
        kept = 0
        for one in step.changes:
            wanted = _back(one) if undo else one
            done = self._make(wanted)
            kept += done is None
            made += [_back(each) if undo else each for each in done or ()]
        _, refused = self.refused[session]
        if made:
            self.clock += 1
            step.changes, step.undone, step.moved, step.session = made, undo, self.clock, session
            self.refused[session] = self.clock, refused
        elif kept:
            refused.add(step.number)
        else:
            self.steps.remove(step)
        return len(made), kept

    def _chosen(self, session: object, *, undo: bool) -> Step | None:
        at, refused = self.refused.get(session, (0, set()))
        if at != self.clock:
            refused = set()
        self.refused[session] = self.clock, refused
        steps = [one for one in self.steps if one.undone != undo and one.number not in refused]
        if not undo:
            last = max((one.number for one in self.steps if not one.undone), default=0)
            steps = [one for one in steps if one.session is session or one.moved > last]
        return max(steps, key=lambda one: (one.session is session, one.moved), default=None)

    def _make(self, change: Change) -> list[Change] | None:
        """Make a change; what came of it, None where it cannot be made."""
        kind, key, old, new = change
        if kind == "search":
            return self._make_search(key, old, new)
        there = self.marks.get(key)
        if kind == "mark":
            return self._make_mark(key, there, new) if _expected(there, old) else None
        place = 1 if kind == "note" else 2
        if there is None:
            return None
        if there[place] != old:
            if old if place == 1 else not set(old) <= set(new):
                return None
            if place == 1:
                new = _both(there[1], new)
            else:
                new = _all(there[2], tuple(tag for tag in new if tag not in old))
        self.marks[key] = (there[0], new, there[2]) if place == 1 else (*there[:2], new)
        return [(kind, key, there[place], new)] if new != there[place] else []

    def _make_search(self, key: str, old: str | None, new: str | None) -> list[Change] | None:
        there = self.saved.get(key)
        if there != old and new is None:
            return None
        if there == new != old:
            return []
        if there not in (old, None):
            key = next(k for n in count(2) if (k := f"{key}-{n}") not in self.saved)
        change = "search", key, self.saved.get(key), new
        self.saved = {k: v for k, v in {**self.saved, key: new}.items() if v is not None}
        return [change]

    def _make_mark(self, key: int, there: Value, new: Value) -> list[Change] | None:
        if new is None:
            del self.marks[key]
            return [("mark", key, there, None)]
        twin = self.on(new[0])
        if twin is None:
            self.marks[key] = new
            return [("mark", key, None, new)]
        text, note, tags = self.marks[twin]
        self.marks[twin] = (text, _both(note, new[1]), _all(tags, new[2]))
        made: list[Change] = [
            ("note", twin, note, _both(note, new[1])),
            ("tags", twin, tags, _all(tags, new[2])),
        ]
        return [one for one in made if one[2] != one[3]]


def _both(note: str, other: str) -> str:
    return note if other in note else "\n".join(filter(None, (note, other)))


def _all(tags: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return (*tags, *(tag for tag in others if tag not in tags))


def _expected(there: Value, old: Value) -> bool:
    return there is None if old is None else there is not None and there[1:] == old[1:]


def _back(change: Change) -> Change:
    kind, key, old, new = change
    return kind, key, new, old


class Walk:
    """The archive in two windows, and the model."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.choose = folder, random.Random(seed)
        self.articles: list[list[str]] = [
            [f"Berth {number} of quay {article} was opened." for number in range(6)]
            for article in range(_ARTICLES)
        ]
        self.windows: list[Archive] = []
        self.model = Model()
        self.open()
        for article in range(_ARTICLES):
            self.publish(article)
        self.open()

    def open(self) -> None:
        self.windows.append(Archive.open(self.folder / "a.db", index_folder=self.folder / "index"))

    def publish(self, article: int) -> None:
        news = self.folder / f"{article}.md"
        text = "\n\n".join(self.articles[article])
        news.write_text(
            f"---\ntitle: Quay {article}\nurl: https://quay.example/{article}\n---\n{text}\n",
            "utf-8",
        )
        self.choose.choice(self.windows).add([news])

    def step(self) -> None:
        actions = (
            *(self.mark, self.mark, self.annotate, self.annotate, self.unmark, self.save),
            *(self.undo, self.undo, self.undo, self.redo, self.redo, self.read),
        )
        self.choose.choice(actions)()
        if self.choose.random() < 0.01:
            self.reopen()
        if self.choose.random() < 0.01:
            self.news()

    # Actions

    def window(self) -> Archive:
        return self.choose.choice(self.windows)

    def texts(self) -> list[str]:
        every = [text for article in self.articles for text in article]
        return self.choose.sample(every, self.choose.choice((1, 1, 1, 3, 12)))

    def numbers(self, archive: Archive, texts: Sequence[str]) -> list[int]:
        by_text = {
            paragraph.text: paragraph.number
            for article in range(1, _ARTICLES + 1)
            for paragraph in archive.article(article).paragraphs
        }
        return [by_text[text] for text in texts]

    def marks(self) -> list[int]:
        count = self.choose.choice((1, 1, 2, 10))
        return self.choose.sample(sorted(self.model.marks), min(count, len(self.model.marks)))

    def kept(self, archive: Archive, marks: Sequence[int]) -> list[int]:
        """The numbers in the archive of the model's bookmarks."""
        on = {one.anchor.exact: one.number for one in archive.bookmarks()}
        return [on[self.model.marks[mark][0]] for mark in marks]

    def any_change(self) -> MarkChange:
        note = self.choose.choice(("", "a", "b"))
        tags = self.choose.sample(("x", "y", "z"), 2)
        return self.choose.choice(
            (
                MarkChange(note=note),
                MarkChange(added=note),
                MarkChange(tags=tags),
                MarkChange(more=tags[:1], less=tags[1:]),
                MarkChange(note=note, more=tags),
            )
        )

    def mark(self) -> None:
        archive, texts = self.window(), self.texts()
        change = self.choose.choice((MarkChange(), self.any_change()))
        archive.add_bookmarks(self.numbers(archive, texts), change)
        self.model.add(archive, texts, change)

    def annotate(self) -> None:
        archive, marks, change = self.window(), self.marks(), self.any_change()
        archive.change_bookmarks(self.kept(archive, marks), change)
        self.model.change(archive, marks, change)

    def unmark(self) -> None:
        archive, marks = self.window(), self.marks()
        if self.choose.random() < 0.5:
            archive.remove_bookmarks(self.kept(archive, marks))
        else:
            texts = [self.model.marks[mark][0] for mark in marks]
            archive.remove_bookmarks_on(self.numbers(archive, texts))
        self.model.remove(archive, marks)

    def save(self) -> None:
        archive, name = self.window(), self.choose.choice(_NAMES)
        text = self.choose.choice(("berth", "quay", None))
        if text is None:
            archive.forget_search(name)
        else:
            archive.save_search(name, text)
        self.model.search(archive, name, text)

    def undo(self) -> None:
        archive = self.window()
        self._same(archive.undo(), self.model.move(archive, undo=True))

    def redo(self) -> None:
        archive = self.window()
        self._same(archive.redo(), self.model.move(archive, undo=False))

    def _same(self, said: str | None, moved: tuple[int, int] | None) -> None:
        assert (said is None) == (moved is None)
        if said is not None and moved is not None:
            made, kept = moved
            assert said.startswith("nothing of: ") == (not made)
            assert not made or (f"; {kept} of " in said) == bool(kept), (said, moved)

    def read(self) -> None:
        archive = self.window()
        tagged = [mark for mark in self.model.marks.values() if "x" in mark[2]]
        assert archive.search("tag:x").paragraphs == len(tagged)
        assert archive.search("is:bookmarked").paragraphs == len(self.model.marks)

    def reopen(self) -> None:
        archive = self.windows.pop(self.choose.randrange(2))
        archive.close()
        self.open()

    def news(self) -> None:
        """Articles become longer at the beginning; every mark moves."""
        article = self.choose.randrange(_ARTICLES)
        if len(self.articles[article]) < 12:
            # No two are the same: where they were, a bookmark's place could be either.
            size = len(self.articles[article])
            told = f"News {self.model.clock} of quay {article}, after {size}."
            self.articles[article].insert(0, told)
            self.publish(article)
            for archive in self.windows:
                archive.refresh()

    def check(self) -> None:
        expected = [mark for _, mark in sorted(self.model.marks.items(), reverse=True)]
        for archive in self.windows:
            # Those of one moment are listed as their article has them; numbers go by time.
            newest = sorted(archive.bookmarks(), key=lambda one: -one.number)
            found = [(one.text, one.note, one.tags) for one in newest]
            assert found == expected
            assert archive.saved() == self.model.saved
            numbers = {one.paragraph for one in archive.bookmarks()}
            marked = archive.bookmarked()
            assert marked >= numbers
            # The others are the same paragraphs as they stood in former versions.
            assert all(archive.bookmark(number) for number in marked - numbers)
            assert len(numbers) == len(expected)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_marked_is_what_the_model_says(tmp_path: Path, seed: int) -> None:
    walk = Walk(tmp_path, seed)
    for _ in range(runs(150, 10_000)):
        walk.step()
        walk.check()
    assert walk.windows[0].check() == []
    for archive in walk.windows:
        archive.close()
