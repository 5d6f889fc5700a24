"""A name that was missed: words chosen in the reader, seen everywhere, found there, undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fake_archive import article
from hypothesis import given, settings
from hypothesis import strategies as st
from notes import archive_of, copy_of

from index import Archive, rename_edit, watched_name
from index.core.article_view import ArticleView
from tui.panes.edit_preview import PreviewList
from tui.panes.editor_list import EditorList
from tui.panes.reader_words import WordSelection
from tui.screens.missed_name import MissedNameScreen

TEXTS = {
    "one": "Marta Ostrander of zibbel dredging said the Zib is closed.\n\nNobody else spoke.",
    "two": "People at zibbel dredging heard it from Marta Ostrander in London.",
}
NAME = "zibbel dredging"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_of(tmp_path_factory.mktemp("missed"), TEXTS)


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    with copy_of(made, tmp_path) as opened:
        yield opened


async def at_words(hand, words: str) -> None:
    """Choose words that stand in the first paragraph of the article of the only hit."""
    await hand.press("enter", "2", "v")
    first, *more = words.split()
    for _ in range(20):
        if hand.reader.words.text == first:
            break
        await hand.press("l")
    await hand.press(*("L" for _ in more))
    assert hand.reader.words.text == words


async def test_chosen_words_become_a_name_everywhere_and_are_undone(use, archive) -> None:
    async with use(archive, query="zib") as hand:
        await at_words(hand, NAME)
        assert f"“{NAME}”" in hand.text()
        await hand.press("enter", "j", "enter")
        assert isinstance(hand.app.screen, MissedNameScreen)
        assert "2 ¶ change" in hand.text()
        assert f"→ {NAME} (organisation)" in hand.text()
        assert not archive.entities("zibbel")
        await hand.press("enter")
        assert "added in 2 paragraphs" in hand.said
        assert hand.focus == "reader"
        found = archive.entities("zibbel")
        assert [(one.type, one.name, one.count) for one in found] == [("org", NAME, 2)]
        assert NAME in [each.name for each in hand.reader.current().mentions]
        await hand.press("u")
        assert "Undone" in hand.said
        assert not archive.entities("zibbel")
        await hand.press("U")
        assert archive.search(f'org:"{NAME}"').paragraphs == 2


async def test_another_name_of_somebody_leads_to_them(use, archive) -> None:
    async with use(archive, query="zib") as hand:
        await at_words(hand, "Zib")
        await hand.press("enter")
        rows = [words for _, words, _ in hand.app.screen._options]
        at = next(n for n, words in enumerate(rows) if words.startswith("Another name"))
        await hand.press(*("j" for _ in range(at)), "enter")
        await hand.type("ostr")
        await hand.press("enter", "enter")
        assert "→ Marta Ostrander (person)" in hand.text()
        await hand.press("enter")
        assert [one.name for one in archive.entities("ostrander")] == ["Marta Ostrander"]
        assert archive.entity(archive.entities("ostrander")[0].entity).aliases == (
            ("Marta Ostrander", 2),
            ("Zib", 1),
        )


@pytest.mark.parametrize("at", [(), ("enter",), ("enter", "j", "enter")])
async def test_whoever_drops_it_has_changed_nothing(use, archive, at) -> None:
    async with use(archive, query="zib") as hand:
        await at_words(hand, NAME)
        await hand.press(*at, "escape")
        if at:
            assert hand.focus == "words"
            assert hand.reader.words.text == NAME
            await hand.press("escape")
        assert hand.focus == "reader"
        assert hand.reader.words.span is None
        assert not archive.watched_names().names()


async def test_keys_of_the_reader_do_nothing_while_words_are_chosen(use, archive) -> None:
    async with use(archive, query="zib") as hand:
        await hand.press("enter", "2", "v", "a", "t", "D", "/", "B")
        assert hand.focus == "words"
        assert not archive.bookmarks()


async def test_what_is_found_already_is_said(use, archive) -> None:
    async with use(archive, query="zib") as hand:
        await at_words(hand, "Marta Ostrander")
        # Behind what it may be here and in the article.
        await hand.press("enter", "j", "j", "j", "j", "enter")
        assert "“Marta Ostrander” is found already: 2 occurrences." in hand.said


# Which words


def shown(*texts: str, known: Sequence[str] = ()) -> ArticleView:
    """An article of paragraphs, with the names that are known in it."""
    return article(1, "Headline", texts, names=[("person", name) for name in known])


@pytest.mark.parametrize(
    ("text", "known", "words"),
    [
        ("The Old Harbour said Marta Reed left.", ("Marta Reed",), "Old Harbour"),
        ("Yesterday Reed met O’Brien’s men.", ("Reed",), "O’Brien"),
        ("He left AT&T for the U.S. Army.", (), "AT&T"),
        ("“No,” she said to Kim Jong-un.", (), "Kim Jong-un"),
        ("nothing here has capitals", (), "nothing"),
    ],
)
def test_what_may_have_been_missed_is_proposed(text, known, words) -> None:
    chosen = WordSelection()
    assert chosen.begin(shown(text, known=known), 0)
    assert chosen.text == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("国家主席习近平1日下午会见", "习近平"),
        ("昨日、トヨタ自動車は", "トヨタ自動車"),
        ("대통령 이재명은 오늘", "이재명"),
        ("นายทักษิณกล่าว", "ทักษิณ"),
    ],
)
def test_any_signs_can_be_chosen_where_no_blank_parts_words(text: str, name: str) -> None:
    chosen = WordSelection()
    assert chosen.begin(shown(text), 0)
    while chosen.span[0] < text.index(name):
        chosen.step(1)
    while len(chosen.text) < len(name):
        chosen.extend(1)
    assert chosen.text == name


def test_capitals_that_are_no_name_are_gone_through_to_the_end_of_the_article() -> None:
    chosen = WordSelection()
    texts = ("He met Ann Lee and Bo.", "nothing", "…", "To Cy, he said")
    chosen.begin(shown(*texts, known=["Bo"]), 0)
    assert chosen.text == "Ann Lee"
    assert chosen.go_to_missed(1)
    assert chosen.text == "Cy"
    assert not chosen.go_to_missed(1)
    assert chosen.text == "Cy"
    assert chosen.go_to_missed(-1)
    assert chosen.text == "Ann Lee"


@pytest.mark.parametrize("sign", ["'", "’"])
def test_a_mark_of_possession_is_no_word(sign: str) -> None:
    chosen = WordSelection()
    assert chosen.begin(shown(f"O{sign}Neil{sign}s boat is U.S. made"), 0, (0, 1))
    seen = [chosen.text]
    for _ in range(4):
        chosen.step(1)
        seen.append(chosen.text)
    assert seen == [f"O{sign}Neil", "boat", "is", "U.S.", "made"]


def test_there_are_no_words_in_signs() -> None:
    assert not WordSelection().begin(shown("— … —"), 0)


_TEXTS = st.lists(
    st.sampled_from(["Ann", "lee", "O'Neil's", "—", "U.S.", " ", "\n", ".", "ß"])
).map("".join)
_MOVES = st.lists(
    st.tuples(st.sampled_from(["step", "extend", "go_to_missed"]), st.sampled_from([1, -1]))
)


@given(st.lists(_TEXTS, min_size=1, max_size=4), _MOVES)
@settings(max_examples=60)
def test_chosen_are_always_whole_words_of_one_paragraph(texts, moves) -> None:
    chosen = WordSelection()
    if not chosen.begin(shown(*texts), 0):
        return
    for what, by in moves:
        getattr(chosen, what)(by)
        start, end = chosen.span
        text = texts[chosen.paragraph]
        assert chosen.text == text[start:end]
        assert chosen.text[0].isalnum()
        assert not text[max(start - 1, 0) : start].isalnum()
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum())


# The watch list on the screen


async def test_watched_names_are_marked_and_listed_and_forgotten(use, archive) -> None:
    archive.watched_names().add([watched_name("org", NAME, ["zibbel dredging", "Zib"])])
    async with use(archive, query="zib") as hand:
        assert "… ◉" in hand.text()
        await hand.press("enter", "3", "f")
        await hand.type("zib")
        await hand.press("enter", "i")
        assert "◉ on the watch list" in hand.text()
        await hand.press("E", *("tab" for _ in range(5)))
        rows = hand.app.screen.query_one(EditorList)
        assert "watch list" in str(rows.border_title)
        assert [row.name for row in map(rows.item, range(rows.count))] == [NAME]
        assert hand.app.screen.query_one(PreviewList).count == 2
        await hand.press("D")
        assert f"No longer watched for: {NAME}" in hand.said
        assert not archive.watched_names().names()
        await hand.press("u")
        assert [one.name for one in archive.watched_names().names()] == [NAME]


def test_a_watched_name_keeps_its_mark_when_it_is_renamed(archive) -> None:
    archive.watched_names().add([watched_name("org", NAME, ["Zib"])])
    archive.entity_editor.apply([rename_edit(archive.entities("zibbel")[0], "Zibbel")])
    marks = {one.name: one.watched for one in archive.entities()}
    assert marks["Zibbel"]
    assert not any(watched for name, watched in marks.items() if name != "Zibbel")


async def test_doubtful_names_stand_by_themselves(use, archive) -> None:
    with archive._database.transaction() as connection:
        connection.execute(
            "UPDATE mention SET confidence = iif(entity ="
            " (SELECT number FROM entity WHERE name = 'London'), 0.4, 0.9)"
        )
    async with use(archive) as hand:
        await hand.press("enter", "E", *("tab" for _ in range(5)))
        rows = hand.app.screen.query_one(EditorList)
        assert "doubtful names" in str(rows.border_title)
        assert [row.name for row in map(rows.item, range(rows.count))] == ["London"]
        assert "40% sure" in hand.text()
        await hand.press("D", "enter")
        assert rows.count == 0
