"""Dossiers: bookmarks and queries in the reader's order, changed in steps that can be undone."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, Dossier
from index.core.errors import NotFound, NutgrafError
from tests.conftest import Once
from tests.effort import runs

_SIZE = 12


def _made(folder: Path) -> None:
    paragraphs = "\n\n".join(f"The harbour opened berth {at}." for at in range(_SIZE))
    (folder / "news.txt").write_text(f"Berths\n\n{paragraphs}\n", "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder / "news.txt"])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def berths(archive: Archive) -> list[int]:
    """The paragraphs, in order."""
    return sorted(archive.search("harbour").hits.numbers())


def held(archive: Archive, dossier: Dossier) -> list[str]:
    """What stands in a dossier: the number of a berth, or a query."""
    texts: dict[int | None, str] = {one.number: one.text for one in archive.bookmarks()}
    return [
        item.query or texts[item.bookmark].split()[-1].rstrip(".")
        for item in dossier.items
        if item.bookmark is None or item.bookmark in texts
    ]


def state(archive: Archive) -> dict[str, list[str]]:
    return {one.name: held(archive, one) for one in archive.dossiers.all()}


def test_what_is_gathered_stays_in_order_and_is_there_once(archive: Archive) -> None:
    harbour = archive.dossiers.make("  The   harbour ")
    numbers = berths(archive)
    assert archive.dossiers.add(harbour, paragraphs=[numbers[3], numbers[1]]) == 2
    assert archive.dossiers.add(harbour, queries=["berth w/3 crane", " ", "@ships"]) == 2
    assert archive.dossiers.add(harbour, paragraphs=[numbers[0], numbers[3]]) == 1
    assert state(archive) == {"The harbour": ["3", "1", "berth w/3 crane", "@ships", "0"]}
    items = [item.number for item in archive.dossiers.find("the har").items]
    archive.dossiers.move(harbour, [items[4], items[2]], before=items[1])
    assert state(archive) == {"The harbour": ["3", "0", "berth w/3 crane", "1", "@ships"]}
    archive.dossiers.move(harbour, [items[0]])
    assert state(archive) == {"The harbour": ["0", "berth w/3 crane", "1", "@ships", "3"]}
    assert archive.dossiers.remove([items[1], items[3], 10**6]) == 2
    assert state(archive) == {"The harbour": ["0", "berth w/3 crane", "3"]}
    assert len(archive.bookmarks()) == 3
    assert archive.check() == []


def test_a_name_is_one_dossiers_and_not_empty(archive: Archive) -> None:
    first, second = archive.dossiers.make("One"), archive.dossiers.make("Two")
    for name in ("", " \n ", "\x1b[2J"):
        with pytest.raises(NutgrafError, match="needs a name"):
            archive.dossiers.make(name)
    with pytest.raises(NutgrafError, match="“One” already"):
        archive.dossiers.make("One")
    with pytest.raises(NutgrafError, match="“One” already"):
        archive.dossiers.rename(second, "One")
    archive.dossiers.rename(first, "One")
    archive.dossiers.rename(first, "Three")
    assert list(state(archive)) == ["Three", "Two"]
    with pytest.raises(NotFound, match="no dossier “T”"):
        archive.dossiers.find("T")
    for call in (archive.dossiers.delete, lambda n: archive.dossiers.rename(n, "x")):
        with pytest.raises(NotFound):
            call(99)
    with pytest.raises(NotFound, match="no bookmark 7"):
        archive.dossiers.add(first, bookmarks=[7], queries=["x"])
    assert state(archive) == {"Three": [], "Two": []}


def test_a_bookmark_that_is_taken_away_and_comes_back_stands_where_it_stood(
    archive: Archive,
) -> None:
    harbour = archive.dossiers.make("Harbour")
    archive.dossiers.add(harbour, paragraphs=berths(archive)[:3])
    archive.remove_bookmarks_on([berths(archive)[1]])
    assert state(archive) == {"Harbour": ["0", "2"]}
    first, _ = archive.dossiers.find("Harbour").items
    archive.dossiers.move(harbour, [first.number])
    assert state(archive) == {"Harbour": ["2", "0"]}
    archive.undo()
    archive.undo()
    assert state(archive) == {"Harbour": ["0", "1", "2"]}
    archive.dossiers.delete(harbour)
    assert state(archive) == {}
    assert len(archive.bookmarks()) == 3
    archive.undo()
    assert state(archive) == {"Harbour": ["0", "1", "2"]}


def test_paragraphs_that_are_gathered_are_bookmarked_in_the_same_step(archive: Archive) -> None:
    harbour = archive.dossiers.make("Harbour")
    archive.add_bookmark(berths(archive)[0])
    archive.dossiers.add(harbour, paragraphs=berths(archive)[:5])
    assert archive.undo() == "5 items in the dossier “Harbour”"
    assert state(archive) == {"Harbour": []}
    assert len(archive.bookmarks()) == 1
    archive.redo()
    assert state(archive) == {"Harbour": ["0", "1", "2", "3", "4"]}
    with pytest.raises(NotFound):
        archive.dossiers.add(harbour, paragraphs=[berths(archive)[7], 10**6])
    assert len(archive.bookmarks()) == 5


def test_what_another_has_put_there_stays(archive: Archive) -> None:
    """Undo in one window takes back its own; the dossier stays for what the other put into it."""
    other = Archive.open(archive.path, index_folder=archive.index_folder)
    with other:
        harbour = archive.dossiers.make("Harbour")
        archive.dossiers.add(harbour, queries=["mine"])
        other.dossiers.add(harbour, queries=["theirs"])
        assert archive.undo() == "one item in the dossier “Harbour”"
        said = archive.undo()
        assert said is not None
        assert "left as it is" in said
        assert state(archive) == {"Harbour": ["theirs"]}
        assert other.undo() == "one item in the dossier “Harbour”"
        archive.dossiers.make("Quay")
        other.dossiers.rename(harbour, "Haven")
        archive.dossiers.rename(archive.dossiers.find("Quay").number, "Pier")
        other.dossiers.make("Quay")
        assert archive.undo() == (
            "nothing of: name of the dossier “Quay”; another dossier is called “Quay” now."
            " The step is kept."
        )
        other.undo()
        assert archive.undo() == "name of the dossier “Quay”"
        assert archive.check() == []


def test_what_was_taken_away_comes_back_when_its_name_is_in_use(archive: Archive) -> None:
    """Whole and in its order, beside what is called so now."""
    with Archive.open(archive.path, index_folder=archive.index_folder) as other:
        first = archive.dossiers.make("Harbour")
        archive.dossiers.add(first, paragraphs=berths(archive)[:5])
        items = archive.dossiers.find("Harbour").items
        archive.dossiers.move(first, [items[4].number], items[0].number)
        archive.dossiers.delete(first)
        other.dossiers.collect("Harbour", paragraphs=berths(archive)[6:8])
        said = archive.undo()
        assert said == (
            "removal of the dossier “Harbour”;"
            " it is called “Harbour 2”, since there is another “Harbour” now"
        )
        both = {"Harbour": ["6", "7"], "Harbour 2": ["4", "0", "1", "2", "3"]}
        assert state(archive) == state(other) == both
        archive.redo()
        assert state(archive) == {"Harbour": ["6", "7"]}
        other.undo()
        archive.undo()
        assert state(archive) == {"Harbour 2": ["4", "0", "1", "2", "3"]}
        assert archive.check() == []


def test_a_paragraph_that_was_marked_anew_stands_in_the_dossier_again(archive: Archive) -> None:
    with Archive.open(archive.path, index_folder=archive.index_folder) as other:
        number = archive.dossiers.make("Harbour")
        archive.dossiers.add(number, paragraphs=berths(archive)[:3])
        marked = archive.dossiers.find("Harbour").items[1].bookmark
        assert marked is not None
        archive.set_note(marked, "old")
        archive.remove_bookmarks([marked])
        assert state(archive) == {"Harbour": ["0", "2"]}
        other.set_note(other.add_bookmark(berths(archive)[1]).number, "new")
        archive.undo()
        assert state(archive) == {"Harbour": ["0", "1", "2"]}
        assert [one.note for one in archive.bookmarks_on(berths(archive)[1:2])] == ["new\nold"]
        archive.redo()
        assert state(archive) == {"Harbour": ["0", "2"]}
        assert archive.check() == []


def test_an_item_whose_dossier_is_gone_comes_back_with_it(archive: Archive) -> None:
    with Archive.open(archive.path, index_folder=archive.index_folder) as other:
        number = archive.dossiers.make("Harbour")
        archive.dossiers.add(number, queries=["one", "two"])
        archive.dossiers.remove([archive.dossiers.find("Harbour").items[0].number])
        other.dossiers.delete(number)
        assert "the dossier is no more. The step is kept." in str(archive.undo())
        other.undo()
        archive.undo()
        assert state(archive) == {"Harbour": ["one", "two"]}


def test_any_steps_taken_back_and_made_again_are_as_they_were(archive: Archive) -> None:
    """Random changes, undo and redo against the states that were."""
    choose = random.Random(11)
    numbers = berths(archive)
    done, undone = [(state(archive), len(archive.bookmarks()))], []

    def act() -> None:
        dossiers = archive.dossiers.all()
        names = {one.name for one in dossiers}
        what = choose.choice(("make", "gather", "query", "rename", "move", "take", "unmark", "end"))
        if (what == "make" and len(dossiers) < 6) or not dossiers:
            archive.dossiers.make(choose.choice([n for n in "abcdefgh" if n not in names]))
            return
        one = choose.choice(dossiers)
        items = [item.number for item in one.items]
        if what == "gather":
            archive.dossiers.add(one.number, paragraphs=choose.sample(numbers, 3))
        elif what == "query":
            archive.dossiers.add(one.number, queries=[choose.choice("xyz")])
        elif what == "rename":
            free = [name for name in "ijklm" if name not in names]
            archive.dossiers.rename(one.number, choose.choice([one.name, *free]))
        elif what == "move" and items:
            archive.dossiers.move(one.number, choose.sample(items, min(2, len(items))),
                                  choose.choice([*items, None]))  # fmt: skip
        elif what == "take" and items:
            archive.dossiers.remove(choose.sample(items, min(2, len(items))))
        elif what == "unmark" and archive.bookmarks():
            archive.remove_bookmarks([choose.choice(archive.bookmarks()).number])
        elif what == "end" and len(dossiers) > 4:
            archive.dossiers.delete(one.number)

    for _ in range(runs(400, 20_000)):
        turn = choose.random()
        if turn < 0.25 and len(done) > 1:
            archive.undo()
            undone.append(done.pop())
        elif turn < 0.45 and undone:
            archive.redo()
            done.append(undone.pop())
        else:
            act()
            now = (state(archive), len(archive.bookmarks()))
            if now != done[-1]:
                done.append(now)
                undone.clear()
        assert (state(archive), len(archive.bookmarks())) == done[-1]
    assert archive.check() == []


_GATHERER = """
import itertools, sys
from pathlib import Path
from index import Archive

with Archive.open(Path(sys.argv[1]), index_folder=Path(sys.argv[2]), create=False) as archive:
    numbers = sorted(archive.search("harbour").hits.numbers())
    for batch in itertools.count(int(sys.argv[3])):
        harbour = archive.dossiers.make(f"batch {batch}")
        archive.dossiers.add(harbour, paragraphs=numbers)
        print(batch, flush=True)
"""


def test_whoever_is_killed_leaves_whole_steps(archive: Archive) -> None:
    choose = random.Random(2)
    first = 0
    for _ in range(runs(2, 60)):
        child = subprocess.Popen(
            [sys.executable, "-c", _GATHERER, archive.path, archive.index_folder, str(first)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert child.stdout is not None
        for _ in range(choose.randrange(1, 6)):
            reported = int(child.stdout.readline())
        child.send_signal(signal.SIGKILL)
        reported = max([reported, *map(int, child.stdout.read().split())])
        child.stdout.close()
        child.wait()
        found = state(archive)
        batches = sorted(int(name.split()[1]) for name in found)
        assert batches == list(range(batches[-1] + 1))
        assert batches[-1] in (reported, reported + 1)
        whole = [str(at) for at in range(_SIZE)]
        assert all(found[f"batch {at}"] == whole for at in batches[:-1])
        assert found[f"batch {batches[-1]}"] in ([], whole)
        archive.undo()
        archive.redo()
        assert state(archive) == found
        assert archive.check() == []
        if not found[f"batch {batches[-1]}"]:
            archive.dossiers.delete(archive.dossiers.find(f"batch {batches[-1]}").number)
            batches.pop()
        first = len(batches)
