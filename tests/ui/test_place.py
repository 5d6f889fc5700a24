"""Where one stands: neither own writes nor another's move anything, and looking does not."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hand import Hand

from index import Archive, merge_edit
from tests.effort import runs
from tui.panes.completions import Completions
from tui.screens.main import MainScreen

_LONG = (
    "Paragraph {} tells of the zanzibar works, and of {} at the quay with cranes and ships. " * 3
)
_NAMES = ("Marta Ostrander", "Alasdair Penhallow", "nobody")


def _write(folder: Path, name: str, paragraphs: list[str], date: str = "2025-10-01") -> Path:
    file = folder / f"{name}.md"
    text = "\n\n".join(paragraphs)
    head = f"---\ntitle: Notes {name}\nurl: https://news.example/{name}\ndate: {date}\n---\n"
    file.write_text(f"{head}{text}\n", "utf-8")
    return file


def _paragraphs(count: int) -> list[str]:
    return [_LONG.format(at, _NAMES[at % 3], at, "", at, "") for at in range(1, count + 1)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("place")
    news = folder / "news"
    news.mkdir()
    _write(news, "long", _paragraphs(40))
    _write(news, "short", ["One zanzibar paragraph, by Marta Ostrander."], "2025-10-02")
    _write(news, "middle", _paragraphs(7), "2025-10-03")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([news])
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made / "index", tmp_path / "index")
    shutil.copy(made / "a.db", tmp_path / "a.db")
    return tmp_path


def _open(folder: Path) -> Archive:
    return Archive.open(folder / "a.db", index_folder=folder / "index")


@pytest.fixture
def archive(folder: Path) -> Iterator[Archive]:
    with _open(folder) as opened:
        yield opened


@pytest.fixture
def other(folder: Path) -> Iterator[Archive]:
    """The same archive, as another process has it."""
    with _open(folder) as opened:
        yield opened


async def _news(hand: Hand) -> None:
    hand.app.keeping_up.look_for_news()
    await hand.settle()


def _place(hand: Hand) -> dict[str, Any]:
    """All that is looked at."""
    rows, reader, names = hand.results, hand.reader, hand.entities
    hit, article, name = rows.hit(), reader.article, names.current()
    return {
        "view": hand.view,
        "text": hand.bar.text,
        "text cursor": hand.bar.input.cursor_position,
        "completions": hand.app.main.query_one(Completions).items,
        "focus": hand.focus,
        "pane": hand.pane,
        "row": hit and hit.number,
        "line of the row": rows.cursor * rows.row_height - rows.scroll_offset.y,
        "selected": set(rows.hits_selected()),
        "article": article and (article.number, article.version),
        "paragraph": reader.current() and reader.current().number,
        "line of the paragraph": reader._line(),
        "name in the reader": reader.names.place,
        "match": reader.hits.current,
        "name": getattr(name, "name", None),
        "line of the name": names.cursor - names.scroll_offset.y,
        "needle": names.needle,
    }


async def _read_to(hand: Hand, query: str, ordinal: int) -> None:
    await hand.type(query)
    await hand.press("enter")
    while hand.results.hit().paragraphs < 40:
        await hand.press("j")
    await hand.press("2", "g", *["p"] * (ordinal - 1))
    assert hand.reader.current().ordinal == ordinal


def _searches(hand: Hand, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    made: list[str] = []
    search = hand.app.session.archive.search

    def counted(text: str, **how: Any) -> object:
        made.append(text)
        return search(text, **how)

    monkeypatch.setattr(hand.app.session.archive, "search", counted)
    return made


def _ordinals(archive: Archive) -> set[int]:
    return {mark.ordinal for mark in archive.bookmarks()}


async def test_what_is_marked_while_reading_on_is_what_is_read(use, archive) -> None:
    async with use(archive) as hand:
        await _read_to(hand, "zanzibar", 10)
        for key in ("b", "p", "p", "p", "b"):
            await hand.press(key)
            await _news(hand)
        assert _ordinals(archive) == {10, 13}
        await hand.press("P", "P", "P")
        assert hand.reader.current().ordinal == 10
        assert _ordinals(archive) == {10, 13}


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_own_writes_cost_no_search_and_move_nothing(use, archive, pane, monkeypatch) -> None:
    async with use(archive, size=(120, 24)) as hand:
        await _read_to(hand, "zanzibar", 10)
        await hand.press("1", "j", "space", "space", "j", "2", *["p"] * 9, "]", pane)
        made, before = _searches(hand, monkeypatch), _place(hand)
        for keys in (["b"], ["a", "w", "ctrl+s"], ["t", "x", "enter"], ["u"], ["U"], ["u"],
                     ["S", "m", "enter"]):  # fmt: skip
            await hand.press(*keys)
            await _news(hand)
            assert _place(hand) == before, keys
        assert made == []
        assert archive.saved() == {"m": "zanzibar"}


_LOOKING = {
    "page": ["i", "escape"],
    "company": ["x", "escape"],
    "desk": ["E", "escape"],
    "keys": ["question_mark", "escape"],
    "bookmarks": ["B", "escape"],
    "commands": ["colon", "escape"],
}


@pytest.mark.parametrize("size", [(60, 20), (120, 30), (90, 24)][: runs(1, 3)])
async def test_looking_changes_nothing(use, archive, size, monkeypatch) -> None:
    async with use(archive, size=size, watchful=True) as hand:
        await _read_to(hand, "zanzibar", 10)
        await hand.press("1", "j", "space", "space")
        made = _searches(hand, monkeypatch)
        for pane in (["1"], ["2", "g", *["p"] * 9], ["2", "]"], ["2", "g", "n"], ["3", "j"]):
            await hand.press(*pane)
            for what, keys in _LOOKING.items():
                if pane == ["1"] and what in {"page", "company"}:
                    continue
                before = _place(hand)
                await hand.press(keys[0])
                assert not isinstance(hand.app.screen, MainScreen), (pane, what)
                await hand.press(keys[1])
                assert isinstance(hand.app.screen, MainScreen), (pane, what)
                assert _place(hand) == before, (pane, what)
        assert made == []


async def test_looking_for_a_name_where_there_is_none_says_so(use, archive) -> None:
    async with use(archive) as hand:
        await _read_to(hand, "zanzibar", 2)
        before = _place(hand)
        await hand.press("i")
        assert "There is no name in this paragraph" in hand.said
        assert _place(hand) == before


@pytest.mark.parametrize("size", [(120, 24), (80, 24)])
async def test_what_another_process_brings_moves_nothing(use, archive, other, folder, size) -> None:
    # No copies of what is there, which would have no rows of their own.
    what = ("cloves", "ferries", "tides")
    told = [f"Of zanzibar {each}: {name}." for each, name in zip(what, _NAMES, strict=True)]
    news = _write(folder, "news", told, "2025-11-01")
    async with use(archive, size=size) as hand:
        await _read_to(hand, "zanzibar", 10)
        await hand.press("1", "j", "space", "space", *["j"] * 6, "2", *["p"] * 6, "n", "n")
        before, count = _place(hand), hand.results.count
        other.add([news])
        await _news(hand)
        assert hand.results.count == count + 3
        assert _place(hand) == before
        await hand.press("]")
        before = _place(hand)
        assert before["name in the reader"]
        other.add([_write(folder, "more", ["Nothing of the kind."])])
        await _news(hand)
        assert _place(hand) == before


async def test_what_another_brings_disturbs_no_typing(use, archive, other, folder) -> None:
    async with use(archive) as hand:
        await hand.type("zanzibar pers")
        await hand.press("left")
        before = _place(hand)
        assert before["completions"]
        other.add([_write(folder, "news", _paragraphs(3), "2025-11-01")])
        await _news(hand)
        assert _place(hand) == before


async def test_what_is_found_no_more_stays_until_it_is_left(use, archive, other, folder) -> None:
    async with use(archive) as hand:
        await _read_to(hand, "zanzibar", 10)
        await hand.press("1", "j", "space", "j")
        selected, row = hand.results.hits_selected(), hand.results.hit().number
        before = _place(hand)
        text = ["All of it is otherwise now.", *_paragraphs(12)]
        other.add([_write(folder, "long", [each.replace("zanzibar", "lisbon") for each in text])])
        await _news(hand)
        assert {**_place(hand), "line of the row": 0} == {**before, "line of the row": 0}
        assert hand.results.count == 8 + 2
        assert "8 ¶ · 2 no longer found · " in hand.text()
        assert hand.results.hits_selected() == selected
        assert "no longer found" in hand.results_text()
        assert (hand.reader.article.version, hand.reader.article.versions) == (1, 2)
        await hand.press("escape", "b")
        assert [mark.anchor.exact for mark in archive.bookmarks()] == [
            next(p.text for p in archive.article_of(row).paragraphs if p.number == row)
        ]
        other.add([_write(folder, "unrelated", ["Nothing of the kind."])])
        await hand.press("G")
        await _news(hand)
        assert "no longer found" not in hand.text()
        assert hand.results.count == 8


async def test_a_row_of_a_former_version_keeps_its_bookmark(use, archive, other, folder) -> None:
    """Whatever another process does to its text: `b` takes it away, and `u` brings that back."""
    async with use(archive) as hand:
        await _read_to(hand, "zanzibar", 10)
        await hand.press("1", "j", "a")
        await hand.type("ask")
        await hand.press("ctrl+s", "space", "j", "space")
        rows = hand.results.hits_selected()
        (mark,) = archive.bookmarks()
        texts = [p.text for p in archive.article_of(rows[0]).paragraphs]
        changed = [text.replace("cranes", "gulls") for text in texts]
        other.add([_write(folder, "long", ["A line in front.", *changed])])
        await _news(hand)
        assert hand.results.hits_selected() == rows
        assert "earlier version" in hand.text()
        assert "★" in hand.text()
        await hand.press("e")
        exported = hand.app.screen.text
        assert "no_longer_found: 2\nbookmarks: 1\nparagraphs: 2" in exported
        assert "As marked:" in exported
        assert "Note: ask" in exported
        assert exported.count("version 1 of 2, changed since") == 2
        await hand.press("escape", "escape")
        while hand.results.hit().number != mark.paragraph:
            await hand.press("k")
        await hand.press("b")
        assert hand.said == "Bookmark taken away; u brings it back."
        assert not archive.bookmarks()
        await hand.press("u")
        assert [one.number for one in archive.bookmarks()] == [mark.number]
        assert archive.bookmarks()[0].note == "ask"
        # What another process did meanwhile is not said to have been done here.
        hand.app.main.marks._kept = frozenset()
        await hand.press("b")
        assert hand.said == "It is bookmarked already."


async def test_a_bookmark_that_is_gone_is_read_where_it_was_marked(
    use, archive, other, folder
) -> None:
    async with use(archive) as hand:
        await _read_to(hand, "zanzibar", 10)
        await hand.press("b")
        marked = hand.reader.current()
        other.add([_write(folder, "long", ["All of it is otherwise now."])])
        await _news(hand)
        await hand.press("escape", "B", "enter")
        assert "in version 1; V shows" in hand.said
        assert hand.focus == "reader"
        assert hand.reader.current().number == marked.number
        assert (hand.reader.article.version, hand.reader.article.versions) == (1, 2)
        assert "★" in hand.text()


async def test_a_search_for_bookmarks_follows_them_and_moves_nothing(use, archive) -> None:
    for hit in archive.search("zanzibar").hits[:9]:
        archive.add_bookmark(hit.number)
    async with use(archive) as hand:
        await hand.type("is:bookmarked")
        await hand.press("enter", "j", "j", "j")
        before = _place(hand)
        await hand.press("b")
        assert _place(hand) == before
        assert "8 ¶" in hand.text()
        assert "no longer found" in hand.text()
        await hand.press("b")
        assert _place(hand) == before
        assert "9 ¶" in hand.text()
        assert "no longer found" not in hand.text()


async def test_names_mended_at_the_desk_are_shown_and_nothing_moves(use, archive) -> None:
    async with use(archive) as hand:
        await _read_to(hand, "zanzibar", 10)
        before = _place(hand)
        one, into = (archive.entity_editor.entities(name)[0] for name in ("ostrander", "penhallow"))
        await hand.press("E")
        archive.entity_editor.apply([merge_edit(one, into)])
        await hand.press("escape")
        assert _place(hand) | {"name": None} == before | {"name": None}
        names = {m.name for p in hand.reader.article.paragraphs for m in p.mentions}
        assert names == {"Alasdair Penhallow"}
        assert "Marta Ostrander" not in [getattr(n, "name", "") for n in hand.entities._rows]


async def test_an_emptied_search_is_left_readable(use, archive) -> None:
    archive.add_bookmark(archive.search("zanzibar").hits[0].number)
    async with use(archive) as hand:
        await hand.type("is:bookmarked")
        await hand.press("enter", "2", "b")
        assert hand.reader.current() is not None
        assert "0 ¶" in hand.text()
        await hand.press("1", "b")
        assert len(archive.bookmarks()) == 1
        assert "no longer found" not in hand.text()


@pytest.mark.parametrize("seed", range(runs(1, 3)))
async def test_a_walk_of_reading_and_marking_is_one_of_the_model(
    use, archive, other, folder, seed
) -> None:
    """Whatever comes meanwhile, the marks are those of a model that knows only the keys."""
    chance = random.Random(seed)
    size = [(120, 30), (80, 24), (100, 16)][seed]
    async with use(archive, size=size) as hand:
        await _read_to(hand, "zanzibar", 10)
        marked: set[int] = set()
        brought = 0
        for _ in range(runs(40, 1000)):
            key = chance.choice("bbpppPnN12jkJKvx !uB]")
            if hand.focus == "words":  # where letters are for choosing them
                await hand.press("escape")
            before = _place(hand)
            if key == "!":
                brought += 1
                text = _paragraphs(chance.randrange(1, 4))
                other.add([_write(folder, f"news{brought}", text, "2025-11-01")])
                await _news(hand)
                assert _place(hand) == before
            elif key == "b":
                reading = hand.eye == "reader"
                selected = before["selected"]
                acted = {before["paragraph"]} if reading else selected or {before["row"]}
                marked = marked - acted if acted <= marked else marked | acted
                await hand.press("b")
                await _news(hand)
                assert _place(hand) == before
            elif key in "xB":
                await hand.press(key)
                if not isinstance(hand.app.screen, MainScreen):
                    await hand.press("escape")
                assert _place(hand) == before
            elif key == "u":
                await hand.press("u", "U")
            else:
                await hand.press("space" if key == " " else key)
            assert archive.bookmarked() == marked


@pytest.mark.parametrize("keys", [("B",), ("B", "tab")])
async def test_lists_of_marks_show_what_another_process_does_and_stay_where_they_are(
    use, archive, other, folder, keys
) -> None:
    first, second, third = archive.search("zanzibar").hits.numbers()[:3]
    archive.add_bookmark(first)
    archive.dossiers.collect("Ours", paragraphs=[first, second])
    async with use(archive) as hand:
        await hand.press("escape", *keys)
        rows = hand.app.screen.list
        await hand.press("G", "space", "k")
        before = rows.current(), rows.chosen() if keys[1:] else hand.app.screen.chosen_marks()
        count = rows.count
        mark = other.add_bookmark(third).number
        other.set_note(mark, "of somebody else")
        other.dossiers.collect("Another", paragraphs=[third])
        await _news(hand)
        assert rows.count > count
        assert "of somebody else" in hand.text()
        assert (
            rows.current(), rows.chosen() if keys[1:] else hand.app.screen.chosen_marks()
        ) == before  # fmt: skip
