"""One place put right alone, from the words of the reader: seen everywhere, listed, undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from notes import archive_of, copy_of

from index import Archive
from tui.panes.editor_list import EditorList

TEXTS = {
    "one": "Ted Kennedy met Marta Ostrander in London.",
    "two": "John F. Kennedy wrote to Marta Ostrander of zibbel.\n\nKennedy stayed in London.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_of(tmp_path_factory.mktemp("right"), TEXTS)


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Iterator[Archive]:
    with copy_of(made, tmp_path) as opened:
        yield opened


def meant(hand) -> list[str]:
    """Whom the current paragraph names."""
    return [each.name for each in hand.reader.current().mentions]


async def choose(hand, row: str) -> None:
    """Choose a row of the dialogue that is open."""
    options = [each[1] for each in hand.app.screen._options]
    at = next(n for n, each in enumerate(options) if each.startswith(row))
    await hand.press(
        "enter" if at == 0 else "home", *("j" for _ in range(at)), *["enter"] * (at > 0)
    )


async def test_this_one_is_somebody_else_and_undo_takes_it_back(use, archive) -> None:
    async with use(archive, query="stayed") as hand:
        await hand.press("enter", "2", "right_square_bracket", "v", "enter")
        await choose(hand, "Somebody or something else, here")
        await choose(hand, "Somebody or something else that is known")
        await hand.type("ted")
        await hand.press("enter", "enter")
        assert "“Kennedy” is Ted Kennedy here" in hand.said
        assert hand.focus == "reader"
        assert meant(hand) == ["Ted Kennedy", "London"]
        assert archive.search('person:"Ted Kennedy" stayed').paragraphs == 1
        assert archive.search('person:"John F. Kennedy"').paragraphs == 1
        await hand.press("u")
        assert "Undone" in hand.said
        assert meant(hand) == ["John F. Kennedy", "London"]
        await hand.press("U")
        assert meant(hand) == ["Ted Kennedy", "London"]


async def test_of_a_name_that_was_put_right_the_reader_says_so_at_the_name(use, archive) -> None:
    async with use(archive, query="stayed") as hand:
        await hand.press("enter", "2", "]")
        assert "→ John F. Kennedy" in str(hand.reader.border_subtitle)
        await hand.press("v", "enter")
        await choose(hand, "Somebody or something else, here")
        await choose(hand, "Ted Kennedy (person)")
        await hand.press("[", "]")
        assert "→ Ted Kennedy, put right" in str(hand.reader.border_subtitle)
        await hand.press("]")
        assert "→ London" in str(hand.reader.border_subtitle)
        assert "put right" not in str(hand.reader.border_subtitle)
        await hand.press("[", "u")
        assert "put right" not in str(hand.reader.border_subtitle)
        await hand.press("escape")
        assert "→" not in str(hand.reader.border_subtitle)


async def test_the_names_of_the_article_are_offered_first(use, archive) -> None:
    async with use(archive, query="stayed") as hand:
        await hand.press("enter", "2", "right_square_bracket", "v", "enter")
        await choose(hand, "Somebody or something else, here")
        rows = [each[1] for each in hand.app.screen._options]
        # Behind them, who goes by these words elsewhere.
        assert rows[:3] == [*("Marta Ostrander (person)", "London (place)", "Ted Kennedy (person)")]
        await hand.press("enter")
        assert meant(hand) == ["Marta Ostrander", "London"]


async def test_somebody_new_in_all_of_the_article(use, archive) -> None:
    async with use(archive, query="stayed") as hand:
        await hand.press("enter", "2", "right_square_bracket", "v", "enter")
        await choose(hand, "Somebody or something else, in this article")
        await choose(hand, "A name that is not known yet")
        await hand.type(" & Sons")
        await hand.press("enter", "j", "enter")
        assert "“Kennedy” is Kennedy & Sons in this article" in hand.said
        assert meant(hand) == ["Kennedy & Sons", "London"]
        assert archive.search('org:"Kennedy & Sons"').paragraphs == 1


async def test_no_name_here_is_listed_at_the_desk_and_taken_back_there(use, archive) -> None:
    async with use(archive, query="stayed") as hand:
        await hand.press("enter", "2", "right_square_bracket", "v", "enter")
        await choose(hand, "Not a name, here")
        assert meant(hand) == ["London"]
        await hand.press("E", "shift+tab")
        assert "“Kennedy” is not a name here" in hand.text()
        assert "Kennedy stayed in London." in hand.text()
        assert hand.app.screen.query_one(EditorList).count == 1
        await hand.press("D")
        assert "Taken back: “Kennedy” is not a name here" in hand.said
        await hand.press("escape")
        assert not archive.places.kept()
        assert meant(hand) == ["John F. Kennedy", "London"]


async def test_what_was_said_is_taken_back_at_the_words(use, archive) -> None:
    async with use(archive, query="stayed") as hand:
        await hand.press("enter", "2", "right_square_bracket", "v", "enter")
        await choose(hand, "Somebody or something else, here")
        await hand.press("enter")
        await hand.press("v")
        assert "This name: “Kennedy” → Marta Ostrander" in hand.text()
        await hand.press("enter")
        await choose(hand, "As it was found")
        assert meant(hand) == ["John F. Kennedy", "London"]
        assert not archive.places.kept()


async def test_words_that_are_no_name_are_one_in_this_place_only(use, archive) -> None:
    async with use(archive, query="zibbel") as hand:
        await hand.press("enter", "2", "v")
        for _ in range(20):
            if hand.reader.words.text == "zibbel":
                break
            await hand.press("l")
        await hand.press("enter")
        await choose(hand, "A name in this place only")
        await choose(hand, "A name that is not known yet")
        await hand.press("enter", "j", "enter")
        assert archive.search("org:zibbel").paragraphs == 1
        await hand.press("E", "tab", "slash")
        await hand.type("zibbel")
        await hand.press("enter", "S")
        assert "no form of it can be another's" in hand.said
        await hand.press("i")
        assert "zibbel" in hand.text()
        assert not archive.watched_names().names()


@pytest.mark.parametrize("at", [(), ("enter",), ("enter", "enter")])
async def test_whoever_drops_it_has_changed_nothing(use, archive, at) -> None:
    async with use(archive, query="stayed") as hand:
        await hand.press("enter", "2", "right_square_bracket", "v", "enter", *at[:1])
        if len(at) > 1:
            await choose(hand, "Somebody or something else that is known")
        await hand.press("escape")
        assert hand.focus == "words"
        assert not archive.places.kept()


# Speakers

QUOTED = {
    "one": "Ann Lee met Bob Reed in London.\n\n“The port is not for sale to anybody,” Lee said.",
}


@pytest.fixture
def quoted(tmp_path: Path) -> Iterator[Archive]:
    with copy_of(archive_of(tmp_path, QUOTED), tmp_path / "copy") as opened:
        yield opened


def speaker(hand) -> tuple[str, bool]:
    (mark,) = hand.reader.current().quotes
    return mark.speaker, mark.put_right


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_in_the_ledger_a_quote_is_somebody_elses(use, quoted, size) -> None:
    async with use(quoted, query="port", size=size) as hand:
        await hand.press("enter", "Q", "enter", "s")
        await choose(hand, "Bob Reed")
        assert "Bob Reed said “The port" in hand.said
        assert [one.name for one in hand.app.screen.speakers.rows] == ["Bob Reed"]
        assert "speaker put right by you" in hand.text()
        assert quoted.search('said:"Bob Reed"').paragraphs == 1
        await hand.press("u")
        assert [one.name for one in hand.app.screen.speakers.rows] == ["Ann Lee"]
        await hand.press("U", "escape", "escape")
        assert hand.focus in ("reader", "results")
        assert speaker(hand) == ("Bob Reed", True)


async def test_in_the_ledger_a_quote_is_by_a_role_or_nobody(use, quoted) -> None:
    async with use(quoted, query="port") as hand:
        await hand.press("enter", "Q", "enter", "s")
        await choose(hand, "Somebody without a name")
        await hand.type("an aide")
        await hand.press("enter")
        assert "an aide · speaker put right by you" in hand.text()
        await hand.press("s")
        await choose(hand, "As it was found")
        assert [one.name for one in hand.app.screen.speakers.rows] == ["Ann Lee"]
        await hand.press("s")
        await choose(hand, "Nobody: these words are no speech")
        assert not hand.app.screen.speakers.rows
        assert quoted.search("has:quote").paragraphs == 0


async def test_who_was_guessed_is_said_to_be_right(use, tmp_path) -> None:
    text = "Ann Lee met Bob Reed.\n\nLee left.\n\n“It is very late for all that,” she said."
    made = archive_of(tmp_path, {"one": text})
    with copy_of(made, tmp_path / "copy") as archive:
        async with use(archive, query="late") as hand:
            await hand.press("enter", "Q", "enter")
            assert "speaker guessed" in hand.text()
            await hand.press("s")
            await choose(hand, "Ann Lee")
            assert "speaker put right by you" in hand.text()


async def test_in_the_reader_words_of_a_quote_lead_to_its_speaker(use, quoted) -> None:
    async with use(quoted, query="port") as hand:
        await hand.press("enter", "2", "v", "enter")
        await choose(hand, "A part of a quote")
        await choose(hand, "Bob Reed")
        assert "Bob Reed said “The port" in hand.said
        assert speaker(hand) == ("Bob Reed", True)
        assert "Bob Reed (put right" in str(hand.reader.border_subtitle)
        await hand.press("E", "shift+tab")
        assert "Bob Reed said “The port is not for sale" in hand.text()
        await hand.press("D", "escape")
        assert speaker(hand) == ("Ann Lee", False)
