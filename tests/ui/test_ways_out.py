"""What is shown where nothing is found, and while it is not sure that nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from notes import archive_of

from index import Archive, InputError, StoppedError
from tui.panes.completions import Completions
from tui.panes.nothing_found import WayOut
from tui.screens.trouble import RefusedError, in_words
from tui.view import View

PAGES = {
    "one": "Marta Ostrander met Alasdair Penhallow in London.\n\nThe tariff was not named.",
    "two": "Marta Ostrander spoke of a tariff in Paris.\n\nLondon listened.",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_of(tmp_path_factory.mktemp("ways"), PAGES)


@pytest.fixture
def archive(made: Path) -> Iterator[Archive]:
    with Archive.open(made / "a.db", index_folder=made / "index") as opened:
        yield opened


async def test_each_way_out_gives_what_it_counts(use, archive: Archive) -> None:
    taken = 0
    async with use(archive) as hand:
        for view in (
            View("tariff", ('person:"Alasdair Penhallow"',)),
            View("tariff listened", ("place:London", "-place:Paris")),
            View("listened nowhere London", scope="article"),
            View("zanzibar", ("place:London",)),
            View("london paris met listened", ("date:2025",), scope="article"),
        ):
            hand.look_at(view)
            await hand.settle()
            pane = hand.results
            if pane.rows is not None:  # most of the words are found
                continue
            ways = [item for row in range(pane.count) if isinstance(item := pane.item(row), WayOut)]
            for at, way in enumerate(ways):
                hand.look_at(view)
                await hand.settle()
                hand.results.take_way_out(at)
                await hand.settle()
                assert hand.found.paragraphs == way.relaxation.count > 0, way.relaxation
                taken += 1
    assert taken > 3


@pytest.mark.parametrize(
    ("query", "head"),
    [
        ("tarif", "Spelled otherwise:"),
        ("tariff listened", "With less:"),
        ("tarif Paris", "Otherwise:"),
    ],
)
async def test_another_spelling_is_not_called_less(
    use, archive: Archive, query: str, head: str
) -> None:
    async with use(archive) as hand:
        await hand.type(query)
        hand.pause_over()
        await hand.settle()
        assert head in hand.text()


async def test_a_clause_in_quotation_marks_gets_no_second_ones(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.type('London "nowhere at all"')
        hand.pause_over()
        await hand.settle()
        assert '"nowhere at all" left nothing' in hand.text()
        assert '“"' not in hand.text()


async def test_a_filter_that_leaves_nothing_can_be_given_up(use, archive: Archive) -> None:
    async with use(archive) as hand:
        hand.look_at(View("listened", ('person:"Alasdair Penhallow"',)))
        await hand.settle()
        assert "without the filter" in hand.text()
        await hand.press("/", "alt+1")
        assert (hand.results.count, hand.bar.text, hand.chips.filters) == (1, "listened", ())
        await hand.press("escape", "H")
        assert hand.chips.filters == ('person:"Alasdair Penhallow"',)


async def test_what_stands_where_nothing_was_found_is_not_selected(use, archive: Archive) -> None:
    async with use(archive) as hand:
        hand.look_at(View("tariff", ('person:"Alasdair Penhallow"',)))
        await hand.settle()
        await hand.press("escape", "space", "ctrl+a")
        assert not hand.results.selected
        hand.look_at(View("tariff"))
        await hand.settle()
        await hand.press("ctrl+a")
        assert hand.results.selected


async def test_one_word_that_is_nowhere_gets_advice_of_its_own(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.type("zqx")
        assert "Nothing found." in hand.text()
        assert "All words" not in hand.text()


async def test_while_completions_are_on_offer_nothing_found_is_not_said(
    use, archive: Archive
) -> None:
    async with use(archive) as hand:
        await hand.type("person:pen")
        assert hand.app.screen.query_one(Completions).open
        assert "Nothing found." not in hand.text()
        await hand.press("tab")
        assert hand.results.count == 1
        await hand.type(" person:pen")
        await hand.press("escape")  # closes what is on offer: that is the text
        assert "Nothing found." in hand.text()
        await hand.press("backspace", "enter")
        assert hand.focus == "results"
        assert "Nothing found." in hand.text()


async def test_the_newest_message_stands_alone(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press("escape", "b", "b", "b", "u")
        told = [each.message for each in hand.app._notifications]
        assert len(told) == 1
        for _ in range(3):
            hand.app.main.say("It is broken.", bad=True)
        await hand.settle()
        assert [each.message for each in hand.app._notifications] == [*told, "It is broken."]


async def test_what_was_given_up_is_no_news_and_every_error_has_words(use) -> None:
    async with use() as hand:
        before = hand.said
        hand.app.main.trouble(StoppedError())
        await hand.settle()
        assert hand.said == before
        for error in (RefusedError(), KeyError(), ValueError(" "), InputError(""), OSError()):
            assert len(in_words(error).rstrip(": ").split()) > 2


async def test_a_query_that_escape_takes_away_is_brought_back(use) -> None:
    async with use(query="harbour") as hand:
        await hand.press("escape", "escape")
        assert hand.view.text == ""
        assert hand.said == "The query is taken away; H brings it back."
        await hand.press("H")
        assert hand.view.text == "harbour"


SIZES = [(20, 5), (40, 8), (60, 20), (80, 24), (120, 36), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_that_nothing_is_found_is_seen_from_everywhere_at_every_size(
    use, archive: Archive, size, pane: str
) -> None:
    async with use(archive, query="tariff", size=size) as hand:
        await hand.press("enter", pane, "/", "ctrl+u")
        await hand.type("xyzzyq tariff")
        assert hand.focus == "query"
        assert "Nothing found." in hand.text() or "With less:" in hand.text()
        await hand.press("alt+1")
        assert hand.found.paragraphs
        await hand.press("escape", pane)
        hand.look_at(View("xyzzyq"))
        await hand.settle()
        assert "Nothing found." in hand.text()


async def test_escape_takes_filters_away_and_then_the_query(use, archive: Archive) -> None:
    async with use(archive) as hand:
        hand.look_at(View("tariff", ("place:London",)))
        await hand.settle()
        await hand.press("escape", "escape")
        assert (hand.view.text, hand.view.filters) == ("tariff", ())
        assert hand.said == "All filters are taken away; H brings them back."
        await hand.press("escape")
        assert (hand.view.text, hand.view.filters) == ("", ())
        await hand.press("H", "H")
        assert (hand.view.text, hand.view.filters) == ("tariff", ("place:London",))


async def test_with_a_filter_in_hand_the_keys_of_filters_are_told(use, archive: Archive) -> None:
    async with use(archive) as hand:
        await hand.press("escape")
        hand.look_at(View("tariff", ("place:London",)))
        await hand.settle()
        for pane in "123":
            await hand.press(pane, "4")
            foot = hand.text().splitlines()[-1]
            assert "Enter take away" in foot
            assert "open" not in foot
        await hand.press("?")
        assert "Keys · filters" in hand.text()
        await hand.press("escape", "enter")
        assert hand.chips.filters == ()


@pytest.mark.parametrize("width", [50, 80, 120])
@pytest.mark.parametrize(
    "query",
    [
        "senate date:soonish",
        "trump wall congress date:soonish",
        "senate vote is:purple",
        "colour:red",
    ],
)
async def test_a_slip_is_marked_where_it_is_however_long_its_message(
    use, archive: Archive, width: int, query: str
) -> None:
    async with use(archive, size=(width, 24)) as hand:
        await hand.type(query)
        hand.pause_over()
        await hand.settle()
        lines = hand.text().split("\n")
        marked = next(line for line in lines if "▔" in line)
        assert marked.index("▔") == lines[0].index(query.rsplit(maxsplit=1)[-1])
        told = "".join(lines[2:8]).split("╭")[0]
        assert "…" not in told


async def test_where_little_is_found_ways_to_more_stand_at_the_edge(use, archive: Archive) -> None:
    async with use(archive, query="ostrander tariff paris") as hand:
        await hand.press("enter")
        await hand.settle()
        assert hand.found.paragraphs == 1
        assert "Alt+1 any: 3" in hand.text()
        await hand.press("space")
        assert "1 ¶ selected · Alt+1 any: 3" in hand.text()
        await hand.press("alt+1")
        await hand.settle()
        assert hand.view.text == "ostrander OR tariff OR paris"
        assert hand.found.paragraphs == 3
        await hand.press("slash", "ctrl+u")
        await hand.type("London ")
        await hand.press("enter")
        await hand.settle()
        assert "Alt+1" not in hand.text()


async def test_where_nothing_is_of_a_day_the_nearest_is_a_way_out(use, tmp_path: Path) -> None:
    text = "---\ntitle: Quay\ndate: 2016-07-02\n---\n\nThe quay opened.\n"
    (tmp_path / "quay.md").write_text(text, "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "quay.md"])
        async with use(archive, query="quay date:2016-07-04") as hand:
            await hand.settle()
            assert "Otherwise:" in hand.text()
            assert "1 the nearest day, 2016-07-02  → 1" in hand.text()
            assert "2 all of 2016-07  → 1" in hand.text()
            await hand.press("alt+1")
            await hand.settle()
            assert (hand.view.text, hand.found.paragraphs) == ("quay date:2016-07-02", 1)
