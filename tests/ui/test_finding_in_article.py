"""Words looked for in the article that is read."""

from __future__ import annotations

import pytest
from fake_archive import FakeArchive, article, sample
from hypothesis import given
from hypothesis import strategies as st

from tui.find_text import occurrences
from tui.panes.find_bar import FindBar

TEXTS = ["The ferry left.", "Élan is not “zeal”.", "The FERRY sank; no ferry came.", "Nothing."]


def opened(use, **how):
    return use(FakeArchive([article(1, "The ferry", TEXTS), article(2, "B", ["nothing"])]), **how)


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (60, 20)])
async def test_what_is_found_is_marked_while_it_is_written_and_gone_through(use, size) -> None:
    async with opened(use, query="nothing", size=size) as hand:
        await hand.press("enter", "g", "enter")
        before = hand.reader.hits.matches
        await hand.press("g", "\\")
        assert isinstance(hand.app.focused, FindBar)
        await hand.type("ferry")
        places = [match.paragraph for match in hand.reader.hits.matches.every]
        assert places == [-1, 0, 2, 2]
        assert hand.reader.paragraph == 0
        await hand.press("enter")
        assert hand.focus == "reader"
        await hand.press("n", "n")
        assert (hand.reader.paragraph, hand.reader.hits.current.start) == (2, 19)
        await hand.press("n", "n")
        assert hand.said == "Round again, from the top."
        await hand.press("escape")
        assert hand.reader.hits.matches is before
        assert hand.focus == "reader"


async def test_looking_changes_nothing_else_and_can_be_given_up(use) -> None:
    async with opened(use, query="nothing") as hand:
        await hand.press("enter", "\\")
        view, row = hand.view, hand.results.cursor
        await hand.type("zeppelin")
        assert "not in this article" in hand.text()
        await hand.press("escape")
        assert not hand.app.main.find.display
        assert (hand.view, hand.results.cursor) == (view, row)
        await hand.press("\\", "enter")
        assert hand.focus == "reader"
        assert not hand.app.main.find.display


async def test_another_article_ends_it(use) -> None:
    async with opened(use, query="nothing") as hand:
        await hand.press("enter", "\\")
        await hand.type("left")
        await hand.press("enter", "1", "j")
        assert not hand.app.main.finding.is_on
        await hand.press("escape", "escape")
        assert hand.pane == "results"


async def test_where_nothing_is_read_there_is_nothing_to_look_in(use) -> None:
    async with use(FakeArchive(sample()), query="nowhere") as hand:
        await hand.press("escape", "\\")
        assert hand.said == "There is no article to look in."


def found(text: str, needle: str) -> list[str]:
    return [text[a:b] for a, b in occurrences(text, needle)]


def test_words_are_found_whatever_their_case_accents_and_quotation_marks() -> None:
    assert found("Élan and élan", "elan") == ["Élan", "élan"]
    assert found("She said “no”.", '"no"') == ["“no”"]
    assert found("It’s the council’s", "it's") == ["It’s"]
    assert found("2019–2020", "2019-2020") == ["2019–2020"]
    assert found("Straße", "strasse") == ["Straße"]
    assert found("a\u00a0b", "a b") == ["a\u00a0b"]
    assert found("aaa", "aa") == ["aa"]
    assert found("text", "  ") == []
    assert found("e\u0301lan", "elan") == ["e\u0301lan"]


@given(st.text(max_size=40), st.text(max_size=5))
def test_what_is_found_stands_in_order_and_holds_what_was_looked_for(text, needle) -> None:
    spans = occurrences(text + needle, needle)
    assert all(0 <= a < b <= len(text + needle) for a, b in spans)
    starts = [a for a, _ in spans]
    assert starts == sorted(starts)
    assert all(occurrences((text + needle)[a:b], needle) for a, b in spans)
