"""Tags that articles have in other programs and in files: what changes there changes here."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from tests.effort import runs

URL = "https://echo.example/quay"
TEXTS = (
    "Quay seven was closed to cranes on Monday after an inspection found cracks in its piles.",
    "Mara Quill, who chairs the board, said that repairs would take until March at least.",
    "Shipping lines were told to use quay four, where the water is nine metres deep.",
)
PAGE = "".join(f"<p>{text}</p>" for text in TEXTS)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


def wallabag(*tags: str, content: str = PAGE) -> str:
    entry = {"is_archived": 0, "is_starred": 1, "tags": tags, "id": 7, "title": "Quay closed"}
    return json.dumps([{**entry, "url": URL, "content": content, "annotations": []}])


def karakeep(*tags: str) -> str:
    content = {"type": "link", "url": URL, "title": "Quay closed", "htmlContent": PAGE}
    mark = {"createdAt": 1_700_000_000, "title": "Quay closed", "tags": tags, "content": content}
    return json.dumps({"bookmarks": [mark]})


def note(*tags: str) -> str:
    said = f"---\ntitle: Quay closed\nsource: {URL}\ntags: {json.dumps(tags)}\n---\n\n"
    return said + "\n\n".join(TEXTS) + "\n"


def add(archive: Archive, folder: Path, name: str, content: str) -> tuple[int, int, int]:
    """Import a file; how many articles are new, changed and as they were."""
    (folder / name).write_text(content)
    report = archive.add([folder / name])
    assert report.skipped == []
    return report.new, report.changed, report.unchanged


def tags(archive: Archive) -> tuple[str, ...]:
    view = archive.article(1)
    assert view is not None
    return view.tags


def found(archive: Archive, tag: str) -> int:
    return archive.search(f"tag:{tag}").articles


def test_tags_that_are_changed_there_come(tmp_path: Path, archive: Archive) -> None:
    assert add(archive, tmp_path, "one.json", wallabag("harbour", "to-read")) == (1, 0, 0)
    assert add(archive, tmp_path, "two.json", wallabag("harbour", "done")) == (0, 1, 0)
    assert tags(archive) == ("harbour", "done")
    assert (found(archive, "done"), found(archive, "to-read")) == (1, 0)
    assert add(archive, tmp_path, "three.json", wallabag("done", "harbour")) == (0, 0, 1)
    assert add(archive, tmp_path, "four.json", wallabag()) == (0, 1, 0)
    assert tags(archive) == ()


def test_tags_of_a_copy_come_to_an_article_that_is_there(tmp_path: Path, archive: Archive) -> None:
    page = {"title": "Quay closed", "url": URL, "text": TEXTS, "tags": ["ports"]}
    add(archive, tmp_path, "a.jsonl", json.dumps(page))
    assert add(archive, tmp_path, "w.json", wallabag("harbour", "Ports")) == (0, 1, 0)
    assert tags(archive) == ("ports", "harbour")
    # The file still says so.
    add(archive, tmp_path, "w.json", wallabag())
    assert tags(archive) == ("ports",)


def test_a_new_text_keeps_the_tags_of_other_programs(tmp_path: Path, archive: Archive) -> None:
    add(archive, tmp_path, "w.json", wallabag("harbour"))
    more = {"title": "Quay closed", "url": URL, "text": [*TEXTS, "A fourth paragraph is new."]}
    assert add(archive, tmp_path, "a.jsonl", json.dumps({**more, "tags": ["ports"]})) == (0, 1, 0)
    view = archive.article(1)
    assert view is not None
    assert (view.version, view.tags) == (2, ("harbour", "ports"))


def test_tags_in_a_note_are_changed_with_their_text(tmp_path: Path, archive: Archive) -> None:
    add(archive, tmp_path, "n.md", note("harbour", "to-read"))
    add(archive, tmp_path, "w.json", wallabag("to-read"))
    changed = note("done").replace("nine metres", "ten metres")
    assert add(archive, tmp_path, "n.md", changed) == (0, 1, 0)
    view = archive.article(1)
    assert view is not None
    assert (view.version, view.tags) == (2, ("to-read", "done"))


def test_tags_arrive_while_the_article_is_taken_out(tmp_path: Path, archive: Archive) -> None:
    add(archive, tmp_path, "w.json", wallabag("harbour"))
    archive.removals.remove([1])
    add(archive, tmp_path, "w.json", wallabag("done"))
    archive.removals.bring_back([1])
    assert tags(archive) == ("done",)


def test_tags_that_are_taken_back_go(tmp_path: Path, archive: Archive) -> None:
    """Also where the file is then what it was before, to the byte."""
    add(archive, tmp_path, "k.json", karakeep())
    add(archive, tmp_path, "k.json", karakeep("harbour"))
    assert tags(archive) == ("harbour",)
    assert add(archive, tmp_path, "k.json", karakeep()) == (0, 1, 0)
    assert tags(archive) == ()


def test_an_article_has_the_tags_that_programs_and_files_last_gave_it(tmp_path: Path) -> None:
    """In any order, and none but these."""
    kinds = {"w.json": wallabag, "k.json": karakeep, "n.md": note, "m.md": note}
    for seed in range(runs(8, 100)):
        chance = random.Random(seed)
        said: dict[str, tuple[str, ...]] = {}
        place = tmp_path / str(seed)
        place.mkdir()
        with Archive.open(place / "a.db", index_folder=place / "index") as archive:
            for _ in range(8):
                name = chance.choice(list(kinds))
                said[name] = tuple(sorted(chance.sample(list("abcde"), chance.randrange(4))))
                add(archive, place, name, kinds[name](*said[name]))
                assert set(tags(archive)) == {one for each in said.values() for one in each}
                assert len(tags(archive)) == len(set(tags(archive)))


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (
            "title,url,time_added,tags,status",
            [
                "Quay closed,{url},1700000000,port|crane,unread",
                "Quay closed,{url}?utm_source=x,1700000009,crane|later,archive",
            ],
        ),
        (
            "URL,Title,Selection,Folder,Timestamp",
            [f"{{url}},Quay closed,,{folder},1" for folder in ("port", "crane", "later")],
        ),
        (
            "id,title,note,excerpt,url,folder,tags,created,highlights",
            [
                '1,Quay closed,,,{url},Unsorted,"port, crane",2025-01-01,',
                "2,Quay closed,,,{url},later,,2025-01-02,",
            ],
        ),
    ],
    ids=["pocket", "instapaper", "raindrop"],
)
def test_what_was_saved_twice_has_the_tags_of_both(
    archive: Archive, tmp_path: Path, head: str, rows: list[str]
) -> None:
    """And loses one that neither row has any longer."""
    listed = "\n".join((head, *(row.format(url=URL) for row in rows))) + "\n"
    assert add(archive, tmp_path, "saved.csv", listed) == (1, 0, 0)
    assert set(tags(archive)) == {"port", "crane", "later"}
    fewer = listed.replace("later", "unread" if "Folder" in head else "")
    assert add(archive, tmp_path, "saved.csv", fewer)[0] == 0
    assert set(tags(archive)) == {"port", "crane"}
