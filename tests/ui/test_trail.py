"""The way one has come: walked, shown, kept across sessions, told with commands that repeat it."""

from __future__ import annotations

import random
import shlex
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from fake_archive import FakeArchive, sample
from hand import Hand
from notes import archive_of, opening

from index import Hop, way_to
from tests.conftest import Once
from tests.effort import runs
from tui.cli import main
from tui.screens.trail import TrailScreen, branches
from tui.shell import of_hop
from tui.trail_report import report
from tui.view import View
from tui.way import Way, view_of

_TEXTS = {
    "one": "The ferry sailed from Ostend with Anna Petrova.\n\nThe ferry sank.",
    "two": "Nobody saw the ferry again.\n\nThe harbour was closed.",
}


def _made(folder: Path) -> None:
    archive_of(folder, _TEXTS)


@pytest.fixture
def opened(use, once: Once, tmp_path: Path):
    """The application over an archive on disk, as often as one likes."""
    return opening(use, once(_made, tmp_path), "enter")


async def ask(hand: Hand, query: str) -> None:
    await hand.press("slash", "ctrl+u")
    await hand.type(query)
    await hand.press("enter")


async def test_each_search_and_each_opened_paragraph_is_kept_with_what_it_came_from(opened) -> None:
    async with opened() as (hand, archive):
        await ask(hand, "ferry")
        await hand.press("enter", "1", "j", "enter")
        await ask(hand, "harbour")
        await hand.press("H")
        await ask(hand, "ostend")
        hops = archive.trail.hops()
        said = [(hop.kind, hop.text or hop.reference[-2:], hop.found) for hop in hops]
        assert [one[0] for one in said] == ["search", "read", "read", "search", "search"]
        assert (hops[0].text, hops[0].found) == ("ferry", 3)
        assert hops[1].parent == hops[2].parent == hops[0].number
        assert hops[3].parent == hops[4].parent == hops[2].number
        assert archive.find(hops[1].reference)[1] == hops[1].paragraph


async def test_what_is_opened_out_of_a_list_belongs_to_the_way(opened, monkeypatch) -> None:
    async with opened() as (hand, archive):
        await ask(hand, "harbour")
        await hand.press("b")
        await ask(hand, "ferry")
        await hand.press("enter")
        first = hand.reader.current().number
        await hand.press("B", "enter")
        marked = hand.reader.current().number
        assert marked != first
        hops = archive.trail.hops()
        assert [hop.kind for hop in hops] == ["search", "search", "read", "aside"]
        assert hops[3].parent == hops[2].number
        assert archive.find(hops[3].reference)[1] == marked
        for key, number in (("H", first), ("L", marked), ("H", first)):
            await hand.press(key)
            assert (hand.view.text, hand.reader.current().number) == ("ferry", number)
        await hand.press("H")
        assert hand.view.text == "harbour"
        await hand.press("L", "L", "W")
        assert hand.text().count("▸ ¶ ") == 1
        assert "● ¶ 2 of " in hand.text()
        copied = []
        monkeypatch.setattr(hand.app, "copy_to_clipboard", copied.append)
        await hand.press("y", "Y")
        assert ", out of a list (" in copied[0]
        assert copied[1].startswith("nutgraf show ")
        await hand.press("enter")
        assert hand.reader.current().number == marked
        # What is read in what was found hangs on the search again.
        await hand.press("1", "j", "enter")
        assert archive.trail.hops()[-1].parent == hops[1].number


async def test_how_many_there_were_stays_as_it_was(opened, tmp_path: Path) -> None:
    async with opened() as (hand, archive):
        await ask(hand, "ferry")
        before = hand.found.paragraphs
        (tmp_path / "more.txt").write_text("Another ferry\n\nThe ferry sails again.\n", "utf-8")
        archive.add([tmp_path / "more.txt"])
        hand.app.main.archive_changed()
        await hand.settle()
        assert hand.found.paragraphs > before
        assert archive.trail.hops()[-1].found == before


async def test_the_way_back_leads_into_earlier_sessions(opened) -> None:
    async with opened() as (hand, _):
        await ask(hand, "ferry")
        await ask(hand, "harbour")
    async with opened() as (hand, archive):
        await ask(hand, "ostend")
        await hand.press("H", "H")
        assert hand.view.text == "harbour"
        await hand.press("H")
        assert hand.view.text == "ferry"
        await hand.press("L", "L", "L")
        assert hand.view.text == "ostend"
        await hand.press("L")
        assert hand.said == "This is the newest."
        # What is new is a way of its own.
        assert archive.trail.hops()[-1].parent is None


@pytest.mark.parametrize("asked", [(), ("ferry",)])
async def test_what_another_session_asks_meanwhile_lies_in_nobodys_way(opened, asked) -> None:
    async with opened() as (hand, archive):
        for query in asked:
            await ask(hand, query)
        # The other one went on from a step of this one, which it had in its tree.
        parent = archive.trail.hops()[-1].number if asked else None
        moment = time.time_ns() // 1000
        made = Way(archive.trail.keep)
        made.remember(archive.trail.hops())
        if parent is not None:
            made.go(parent)
        made.visit(View("sank"))
        assert archive.trail.hops()[-1].number >= moment
        hand.app.main.archive_changed()
        await hand.settle()
        await hand.press("L")
        assert hand.view.text == "".join(asked)
        await ask(hand, "harbour")
        for _ in range(3):
            await hand.press("H")
            assert hand.view.text != "sank"
        await hand.press("W")
        [line] = [line for line in hand.text().splitlines() if "sank" in line]
        assert "another session" in line
        assert hand.text().count("another session") == 1
        rows = hand.app.screen.list
        while rows.current().hop.text != "sank":
            await hand.press("j" if rows.cursor < rows.count - 1 else "g")
        await hand.press("enter")
        assert hand.view.text == "sank"


async def test_what_another_session_asked_just_now_can_be_gone_to(opened) -> None:
    async with opened() as (hand, archive):
        await ask(hand, "ferry")
        Way(archive.trail.keep).visit(View("sank"))
        await hand.press("W")
        rows = hand.app.screen.list
        while rows.current().hop.text != "sank":
            await hand.press("j" if rows.cursor < rows.count - 1 else "g")
        await hand.press("enter")
        assert hand.view.text == "sank"


async def test_the_tree_is_shown_gone_to_and_copied(opened, monkeypatch) -> None:
    async with opened() as (hand, _):
        await ask(hand, "ferry")
        await hand.press("enter")
        await ask(hand, "harbour")
        await hand.press("W")
        assert isinstance(hand.app.screen, TrailScreen)
        text = hand.text()
        assert "/ ferry" in text
        assert "▸ ¶ " in text
        assert "● harbour" in text
        copied = []
        monkeypatch.setattr(hand.app, "copy_to_clipboard", copied.append)
        await hand.press("y", "Y")
        assert copied[0].startswith("# How this was found\n\n1. Searched for ferry, 3 paragraphs")
        assert "    nutgraf show " in copied[0]
        assert copied[1] == "nutgraf search harbour"
        await hand.press("g", "enter")
        assert hand.app.screen is hand.app.main
        assert hand.view.text == "ferry"


async def test_a_trail_without_steps_says_so(use) -> None:
    async with use(FakeArchive(sample())) as hand:
        await hand.press("escape", "W")
        assert "Nothing yet." in hand.text()
        await hand.press("escape", "H")
        assert hand.said == "This is where it began."


async def test_every_step_is_repeated_by_its_command(opened, tmp_path: Path, capsys) -> None:
    async with opened() as (hand, archive):
        await ask(hand, '-"sank" OR it\'s (ferry')
        await ask(hand, "ferry")
        await hand.press("s", "enter")
        await hand.press("]", "enter")
        hops = archive.trail.hops()
    assert len(hops) > 3
    for hop in hops:
        _, *words = shlex.split(of_hop(hop))
        capsys.readouterr()
        code = main([words[0], "--archive", str(tmp_path / "a.db"), *words[1:]])
        out = capsys.readouterr().out
        assert code == (0 if hop.found != 0 else 1)
        if hop.kind == "search":
            assert sum(line.startswith("¶ ") for line in out.splitlines()) == hop.found


@pytest.mark.parametrize(
    ("keys", "command"),
    [
        (("enter",), "nutgraf search swap"),
        (("enter", "s"), "nutgraf search --sort oldest swap"),
        (("enter", "w"), "nutgraf search 'swap scope:article'"),
        (("enter", "3"), "nutgraf entities swap"),
        (("enter", "2", "p"), "nutgraf show a1:3 --article"),
        (("enter", "T"), "nutgraf timeline --by day swap"),
    ],
)
async def test_the_command_of_what_is_seen_is_copied(use, monkeypatch, keys, command) -> None:
    async with use(FakeArchive(sample())) as hand:
        await hand.type("swap")
        copied = []
        monkeypatch.setattr(hand.app, "copy_to_clipboard", copied.append)
        await hand.press(*keys, "Y")
        assert copied == [command]
        assert hand.said == f"Sent to the terminal's clipboard (y copies the text): {command}"


@pytest.mark.parametrize(
    "keys", [("enter",), ("enter", "s"), ("2", "p"), ("T",), ("C",), ("N",), ("enter", "W"), ("@",)]
)
async def test_a_command_asks_the_archive_that_is_looked_at(use, monkeypatch, keys) -> None:
    async with use(FakeArchive(sample())) as hand:
        hand.app.named = ("--archive", "/a b.db")
        await hand.type("swap")
        copied = []
        monkeypatch.setattr(hand.app, "copy_to_clipboard", copied.append)
        await hand.press("enter", *keys, "Y")
        assert len(copied) == 1
        assert copied[0].startswith("nutgraf --archive '/a b.db' ")
        await hand.press("escape", "W", "y")
        assert all(
            line.strip().startswith("nutgraf --archive '/a b.db' ")
            for line in copied[-1].splitlines()
            if "nutgraf" in line
        )
        assert "nutgraf" in copied[-1]


def test_a_query_that_begins_like_an_option_stays_a_query() -> None:
    way = Way()
    way.visit(View("-china"))
    assert of_hop(way.here) == "nutgraf search -- -china"


def _place(hop: Hop) -> tuple[str, int | None]:
    return view_of(hop).text, hop.paragraph if hop.kind == "aside" else None


def test_any_way_is_walked_back_and_forward() -> None:
    """A model of many walks: back leads to where one came from, forward to where one went last."""
    for number in range(runs(100, 1000)):
        chance, kept = random.Random(number), {}
        way = Way(lambda hop, kept=kept: kept.__setitem__(hop.number, hop))
        parents: dict[tuple[str, int | None], tuple[str, int | None]] = {}
        for step in range(10, 40):
            before = _place(way.here)
            match chance.choice(("visit", "visit", "read", "aside", "back", "forward")):
                case "visit":
                    text = f"q{len(parents)}"
                    assert way.visit(View(text))
                    assert not way.visit(View(text))
                    parents[text, None] = before
                case "read":
                    way.read(chance.randrange(5), "abcd:1", "News")
                    assert _place(way.here) == (before[0], None)
                case "aside":
                    beside = way.here.reference.partition(":")[0]
                    way.aside(step, f"a{step}:1", "News", beside)
                    assert _place(way.here) == (before[0], step)
                    parents[before[0], step] = before
                case "back":
                    hop = way.step(-1)
                    assert (hop is None) == (before == ("", None))
                    if hop is not None:
                        assert _place(way.here) == parents[before]
                        forth = way.step(1)
                        assert forth is not None
                        assert _place(forth) == before
                        way.step(-1)
                case "forward":
                    hop = way.step(1)
                    assert hop is None or parents[_place(hop)] == before
        hops = sorted(kept.values(), key=lambda hop: hop.number)
        assert len(list(branches(hops, way.here.number))) == len(hops)
        for hop in hops:
            told = way_to(hops, hop.number)
            assert told[-1] == hop
            assert all(one.number == other.parent for one, other in pairwise(told))
            assert report(told).count("nutgraf ") == len(told)


def test_what_is_looked_for_after_everything_begins_a_way_of_its_own() -> None:
    kept: dict[int, Hop] = {}
    way = Way(lambda hop: kept.__setitem__(hop.number, hop))
    for text in ("one", "two", "", "three", "blind", "four"):
        way.visit(View(text))
        way.found(View(text), 0 if text == "blind" else 5)
    way.visit(View("four", sort="newest"))
    hops = sorted(kept.values(), key=lambda hop: hop.number)
    assert [hop.query for hop in hops] == ["one", "two", "three", "blind", "four"]
    assert [hop.query for hop in way_to(hops, hops[-1].number)] == ["three", "four"]
    assert [hop.query for hop in way_to(hops, hops[3].number)] == ["three", "blind"]
    for text in ("blind", "three", "", "two", "one"):
        assert way.step(-1) is not None
        assert way.view.text == text
    for text in ("two", "", "three", "blind", "four"):
        assert way.step(1) is not None
        assert way.view.text == text
    assert way.view.sort == "newest"
    later = Way()
    later.remember(hops)
    for text in ("four", "blind", "three", "two", "one"):
        assert later.step(-1) is not None
        assert later.view.text == text


def test_steps_for_everything_that_were_kept_before_lead_to_nothing() -> None:
    queries = ["one", "", "two", ""]
    hops = [
        Hop(number=n, parent=n - 1 or None, kind="search", query=query)
        for n, query in enumerate(queries, 1)
    ]
    assert [hop.query for hop in way_to(hops, 3)] == ["two"]
    assert [(one.hop.query, one.depth) for one in branches(hops, 0)] == [("one", 0), ("two", 0)]


async def test_the_order_is_shown_and_no_step_of_its_own(opened) -> None:
    async with opened() as (hand, archive):
        await ask(hand, "ferry")
        await hand.press("enter", "1", "s", "s")
        sort = hand.found.query.sort
        await hand.press("W")
        assert hand.text().count("/ ferry") == 1
        assert f"ferry ({sort} first)" in hand.text()
        assert [hop.kind for hop in archive.trail.hops()] == ["search", "read"]
        await hand.press("g", "enter")
        assert hand.found.query.sort == sort


def test_text_of_an_archive_is_no_markup_in_a_report() -> None:
    way = Way()
    way.visit(View("*bold* [x](http://y)"))
    way.read(1, "abcd:1", "# <b>News</b>")
    text = report([way.here])
    assert "<b>" not in text.replace("\\<", "")


async def test_a_count_that_is_not_of_everything_is_no_part_of_the_way(opened) -> None:
    async with opened() as (hand, archive):
        remarked = archive._remarked
        archive._remarked = lambda found: replace(remarked(found), lacking="away")
        await ask(hand, "ferry")
        archive._remarked = remarked
        await ask(hand, "harbour")
        said = [(hop.text, hop.found) for hop in archive.trail.hops()]
        assert said == [("ferry", None), ("harbour", 1)]


async def test_a_report_tells_what_saved_searches_stand_for(use, tmp_path: Path) -> None:
    archive_of(tmp_path, {"one": "The ferry sailed."})
    async with opening(use, tmp_path, query="ferry")() as (hand, archive):
        archive.save_search("boats", "ferry OR barge")
        hand.look_at(View("@boats"))
        await hand.settle()
        await hand.press("enter", "W", "y")
        assert "@boats: ferry OR barge" in hand.app.clipboard
