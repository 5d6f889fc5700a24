"""Whatever is done in whatever order over a small archive, what the screen shows is so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hand import Hand
from hypothesis import given, settings
from hypothesis import strategies as st
from notes import archive_of

from index import Archive
from tests.conftest import Once
from tests.effort import runs
from tui.screens.dialogs import Dialog, Question

_QUOTE = (
    "Marta Ostrander, who chairs the Porthaven Harbour Board, said on Friday that much and more: "
    '"We shall not pay for work that was never done in London, whoever sends us a bill for it."'
)
_TEXTS = {
    "one": f"The tariff on coal was raised in London.\n\n{_QUOTE}\n\nThe tariff stays.",
    "two": f"Coal came to Porthaven.\n\n{_QUOTE}",
    "three": "Alasdair Penhallow of Quayle Dredging met Marta Ostrander about his invoices.\n\n"
    '"They are too high," Penhallow said of the tariff.',
    "four": "Quayle Dredging sent invoices for coal, and Alasdair Penhallow sent more invoices.",
    "five": "Rain fell.\n\nNo more was said about coal.",
}
_CHANGED = (
    "Alasdair Penhallow of Quayle Dredging met Marta Ostrander in London.\n\nRain fell on it."
)

_QUERIES = (
    *("tariff", "coal -rain", "person:penhallow", "is:bookmarked", "@coal", "nothingofthis", "*"),
    *("tariff OR rain", "scope:article coal london", "sort:oldest coal", "has:quote", "coal AND ("),
)
_GOING = (
    *("j", "k", "down", "up", "g", "G", "pagedown", "ctrl+d", "home", "end", "left", "right"),
    *("tab", "shift+tab"),
)
_LOOKING = ("i", "x", "E", "?", "B", "Q", "O", "W", "V", "r", "c", "@", "F", ":")
_DOING = (
    *("enter", "enter", "escape", "space", "v", "ctrl+a", "b", "b", "u", "U", "a", "t", "D", "S"),
    *("1", "2", "3", "4", "/", "z", "s", "w", "C", "n", "N", "p", "P", "]", "[", "H", "L", "T"),
    *("l", "h", "-", "f", "delete", "{", "}", "J", "K", "y", "e", "R", "M", "m", "I", "X", "A"),
    *("backspace", "ctrl+s", "ctrl+u", "ctrl+z", "alt+s", "alt+1"),
)
_ACTS = st.one_of(
    st.sampled_from((*_DOING, *_GOING, *_LOOKING)).map(lambda key: (key,)),
    st.sampled_from(_QUERIES).map(lambda query: ("query", query)),
    st.tuples(st.just("look"), st.sampled_from(_LOOKING), st.lists(st.sampled_from(_GOING))),
    st.just(("import",)),
)
_SIZES = st.sampled_from([(120, 36), (80, 24), (60, 16)])


def _made(folder: Path, texts: dict[str, str]) -> None:
    archive_of(folder, texts)
    page = folder / "three.md"
    if page.exists():
        head, _, _ = page.read_text("utf-8").partition("\n---\n")
        page.write_text(f"{head}\n---\n{_CHANGED}\n", "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder])
        archive.enrichment().run()
        if hits := archive.search("coal").hits[:]:
            archive.add_bookmarks([hits[0].number])
            archive.dossiers.collect("One", paragraphs=[hits[-1].number], queries=["coal"])
        archive.save_search("coal", "coal")


def _all(folder: Path) -> None:
    _made(folder, _TEXTS)


def _few(folder: Path) -> None:
    _made(folder, {name: _TEXTS[name] for name in ("three", "five")})


def _none(folder: Path) -> None:
    _made(folder, {})


async def _home(hand: Hand) -> bool:
    """Press Escape until nothing lies over the main screen; whether that is reached."""
    for _ in range(20):
        screen = hand.app.screen
        if screen is hand.app.main:
            return True
        throws = isinstance(screen, Question) and any(one.key == "t" for one in screen._answers)
        await hand.press("t" if throws else "escape")
    return False


def _looked_at(hand: Hand) -> tuple[object, ...]:
    """All that looking at something else must leave as it was."""
    main = hand.app.main
    rows, reader, article = main.results, main.reader, main.reader.article
    numbers = rows.rows and rows.rows.numbers_of(range(len(rows.rows)))
    return (
        *(main.search.view, numbers, rows.cursor, rows.scroll_offset.y, rows.selected),
        *(article and (article.number, article.version), reader.paragraph, reader.scroll_offset.y),
        *(main.arrangement.pane, main.arrangement.eye, main.arrangement.zen, hand.focus),
    )


def _wrong(hand: Hand, archive: Archive) -> Iterator[str]:
    """What of the screen is not so."""
    app, main = hand.app, hand.app.main
    search, pane = main.search, main.results
    if pane.rows is not None and len(pane.rows):
        if not 0 <= pane.cursor < len(pane.rows) or pane.count != len(pane.rows):
            yield "the cursor is on no row"
        if not pane.selected <= set(range(len(pane.rows))):
            yield "what is selected is no row"
    focused = app.focused
    if focused is None:
        if not app.screen.has_class("-empty") and not isinstance(app.screen, Dialog):
            yield "nothing takes keys"
    elif not (focused.display and focused.region.area) and not app.screen.has_class("-empty"):
        yield f"{focused} takes keys and is not seen"
    if app.screen is not main:
        return
    view = search.view
    if not main.arrangement.in_query and main.bar.text != view.text:
        yield f"the query reads {main.bar.text}"
    if tuple(main.chips.filters) != tuple(view.filters):
        yield f"the filters read {main.chips.filters}"
    if pane._bookmarked != archive.bookmarked():
        yield f"marks of {pane._bookmarked}, not {archive.bookmarked()}"
    found = search.found(view)
    if found is None or search.asked.typing:
        return
    now = archive.search(
        view.text, filters=view.filters, sort=view.sort, scope=view.scope, fold=view.fold
    )
    if found.paragraphs != now.paragraphs:
        yield f"{found.paragraphs} ¶ are told, of {now.paragraphs}"
    rows = pane.rows.numbers_of(range(len(pane.rows))) if pane.rows is not None else []
    kept = [one for one in rows if pane.rows is None or not pane.rows.is_gone(one)]
    if kept != list(now.hits.numbers()):
        yield f"rows of {kept}, not {list(now.hits.numbers())}"


async def _look(hand: Hand, key: str, going: Sequence[str]) -> None:
    """Open something, go about in it and come back: nothing is otherwise."""
    if hand.app.screen is not hand.app.main or hand.focus not in ("results", "reader", "entities"):
        return
    if getattr(hand.app.focused, "typing", False):
        return
    before = _looked_at(hand)
    await hand.press(key)
    if hand.app.screen is not hand.app.main:
        await hand.press(*going)
        assert await _home(hand)
        assert _looked_at(hand) == before


async def _do(hand: Hand, act: Sequence[object], folder: Path, number: int) -> None:
    match act:
        case ("query", str(query)):
            if await _home(hand):
                await hand.press("escape", "/", "ctrl+u")
                await hand.type(query)
                await hand.press("enter")
        case ("look", str(key), [*going]):
            await _look(hand, key, list(map(str, going)))
        case ("import",):
            page = folder / f"more {number}.md"
            page.write_text(f"---\ntitle: More {number}\n---\nCoal and rain again {number}.\n")
            with Archive.open(folder / "a.db", index_folder=folder / "index") as other:
                other.add([page])
            hand.app.keeping_up.look_for_news()
            await hand.settle()
        case (str(key),):
            await hand.press(key)


@pytest.mark.parametrize("made", [_all, _few, _none])
@given(_SIZES, st.sampled_from(_QUERIES), st.lists(_ACTS, max_size=25))
@settings(max_examples=runs(6, 150))
async def test_what_is_shown_is_so(
    use, once: Once, folders, monkeypatch, made, size, query, acts
) -> None:
    folder = once(made, next(folders))
    monkeypatch.chdir(folder)  # exports may be written
    monkeypatch.setattr("webbrowser.open", lambda *_: True)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        async with use(archive, size=size, query=query) as hand:
            await hand.press("enter")
            for number, act in enumerate(acts):
                await _do(hand, act, folder, number)
                hand.pause_over()
                await hand.settle()
                assert hand.app._exception is None
                assert not list(_wrong(hand, archive))
            assert await _home(hand)
            assert hand.text().strip()
    shutil.rmtree(folder)
