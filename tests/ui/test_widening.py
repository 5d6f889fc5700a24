"""`}` and `{`: a result shows what stands around it in its article, without leaving the list."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from fake_archive import FakeArchive, article
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.hits import Hit, Unshown
from tests.effort import runs
from tui.config import Config
from tui.panes.widened import Widened
from tui.present import HIT

words = st.lists(st.sampled_from(["crane", "harbour", "of", "supercalifragilistic", "at"]))
texts = st.lists(words.map(" ".join), min_size=1, max_size=6)


def _hit(view, at: int, **more) -> Hit:
    paragraph = view.paragraphs[at]
    return Hit(
        number=paragraph.number, article=view.number, ordinal=paragraph.ordinal,
        paragraphs=len(view.paragraphs), heading=view.publication.heading, text=paragraph.text,
        score=0.0, bookmarked=False,
        beside=lambda _: Unshown("", "", view.publication), **{"spans": (), **more},
    )  # fmt: skip


@settings(max_examples=runs(40, 400))
@given(texts, st.data(), st.integers(10, 60), st.integers(1, 4))
def test_each_step_shows_more_and_the_way_back_is_the_same(texts, data, cells, context) -> None:
    at = data.draw(st.integers(0, len(texts) - 1))
    view = article(1, "A headline", [f"{n} {text}" for n, text in enumerate(texts)])
    way = [Widened.of(_hit(view, at), view)]
    while (more := way[-1].stepped(1, cells, context)) != way[-1]:
        way.append(more)
    shown = [one.said(cells, context) for one in way]
    assert all(len(a) <= len(b) for a, b in pairwise(shown[1:]))
    back = [way[-1]]
    while (less := back[-1].stepped(-1, cells, context)) != back[-1]:
        back.append(less)
    assert [one.said(cells, context) for one in reversed(back)] == shown
    # All of the article stands there in the end, in its order, and the hit where it is said to.
    if len(texts) > 1:
        told = [f"¶{n} {n - 1} {text}" for n, text in enumerate(texts, 1)]
        lines = [line.plain for line in way[-1].lines(cells)]
        assert "".join("".join(lines[2:]).split()) == "".join("".join(told).split())
        first, count = way[-1].own_lines(cells)
        own = "".join("".join(lines[first : first + count]).split())
        assert own == "".join(told[at].split())


def test_what_was_found_is_marked_and_a_text_beyond_measure_is_cut_around_it() -> None:
    view = article(1, "A headline", ["One.", "A crane fell.", "Three. " * 10_000])
    hit = _hit(view, 1, spans=((2, 7),), copied=("Harbour Post",))
    lines = replace(Widened.of(hit, view), steps=2).lines(40)
    assert lines[3].plain == "¶2 A crane fell."
    assert any((span.start, span.end, span.style) == (5, 10, HIT) for span in lines[3].spans)
    assert lines[4].plain == "+1 copy: Harbour Post"
    assert len(lines) < 1000
    far = _hit(view, 2)._replace(spans=((35_000, 35_005),))
    assert len(Widened.of(far, view).stepped(1, 40, 2).lines(40)) <= 62


def test_furniture_stands_around_nothing() -> None:
    view = article(1, "A headline", ["Share this.", "A crane fell."])
    furniture = replace(view.paragraphs[0], furniture=True)
    view = replace(view, paragraphs=(furniture, view.paragraphs[1]))
    assert Widened.of(_hit(view, 1), view).before == ()


PARAGRAPHS = [f"Paragraph {n} tells what happened in the harbour. " * 5 for n in range(1, 30)]


def _archive() -> FakeArchive:
    long = [*PARAGRAPHS]
    long[14] += "A crane fell on a ferry."
    return FakeArchive(
        [
            article(1, "Crane falls", ["One.", "A crane fell.", "Three.", "Four."]),
            article(2, "All of it", long),
            article(3, "Another crane", ["Again a crane fell."]),
        ]
    )


async def test_a_row_is_widened_in_place_and_keys_act_on_what_was_found(use) -> None:
    archive = _archive()
    async with use(archive, query="crane") as hand:
        await hand.press("enter")
        found, height = hand.results.count, hand.results.row_height
        await hand.press("}")
        assert "¶1 One." in hand.text()
        assert "¶3 Three." in hand.text()
        assert "¶4 Four." not in hand.results_text()
        await hand.press("}")
        assert "¶4 Four." in hand.text()
        await hand.press("}")
        assert hand.said == "That is all of the article."
        assert (hand.results.count, hand.results.cursor) == (found, 0)
        await hand.press("b")
        assert [one.text for one in archive.bookmarks()] == ["A crane fell."]
        assert "¶4 Four." in hand.text()
        await hand.press("{", "{")
        assert "¶1 One." not in hand.results_text()
        assert hand.results._layout.height_of(0) == height
        await hand.press("{")
        assert hand.said == "The row shows no more than all rows do."


async def test_a_row_higher_than_the_list_is_scrolled_through_before_the_next(use) -> None:
    async with use(_archive(), query="crane") as hand:
        await hand.press("enter", "j", *"}}}}}")
        assert hand.results._layout.height_of(1) > hand.results.size.height
        assert "fell on a ferry." in " ".join(hand.results_text().replace("▌", "").split())
        seen = set()
        while hand.results.cursor:
            await hand.press("k")
        while hand.results.cursor < 2:
            await hand.press("j")
            seen |= {n for n in range(11, 20) if f"¶{n} Paragraph {n}" in hand.results_text()}
        assert seen == set(range(11, 20))


async def test_what_is_widened_stays_when_the_window_changes_and_news_come(use) -> None:
    archive = _archive()
    async with use(archive, query="crane", config=Config(context=1)) as hand:
        await hand.press("enter", "}", "}")
        high = hand.results._layout.height_of(0)
        await hand.pilot.resize_terminal(90, 30)
        await hand.settle()
        assert hand.results._layout.height_of(0) == len(
            hand.results.widened(hand.results.hit().number).lines(hand.results._room)
        ) + 1  # fmt: skip
        await hand.pilot.resize_terminal(120, 36)
        await hand.settle()
        assert hand.results._layout.height_of(0) == high
        hand.app.main.search.again()
        await hand.settle()
        assert hand.results._layout.height_of(0) == high
        await hand.press("alt+right_curly_bracket")
        assert hand.results.row_height == 5
        assert hand.results._layout.height_of(0) == high
