"""“Nothing found” is said when it is true: of a text that is meant, not of the way to it."""

from __future__ import annotations

import pytest
from fake_archive import FakeArchive, sample

from index.archive import Archive
from tests.effort import runs
from tui.complete import awaits_value, is_whole
from tui.panes.completions import Completions
from tui.panes.nothing_found import WayOut, Words


async def test_what_is_there_stays_until_it_is_sure_that_nothing_is_found(use) -> None:
    async with use() as hand:
        await hand.press(*"swap")
        found = hand.results.count
        await hand.press(*"qx")
        assert hand.results.count == found
        assert "Nothing found" not in hand.text()
        hand.pause_over()
        await hand.settle()
        assert "Nothing found" in hand.text()
        assert isinstance(hand.results.current(), WayOut)
        assert hand.focus == "query"


async def test_a_blank_and_enter_mean_the_text_as_it_stands(use) -> None:
    for key in ("space", "enter"):
        async with use() as hand:
            await hand.press(*"swapqx")
            assert "Nothing found" not in hand.text()
            await hand.press(key)
            assert "Nothing found" in hand.text()


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("swapqx", "an asterisk stands"),
        ("person:swapqx", "E lists all"),
        ("is:purple", ""),
        ("/swapqx.*/", ""),
        ("swapqx*", ""),
        ("url:swapqx", ""),
    ],
)
async def test_advice_is_for_what_was_asked(use, tmp_path, query: str, advice: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text("A harbour\n\nThe harbour opened.\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([page])
        async with use(archive) as hand:
            await hand.type(query)
            await hand.press("escape")
            await hand.settle()
            rows = [hand.results.item(row) for row in range(hand.results.count)]
    said = " ".join(" ".join(row.text for row in rows if isinstance(row, Words)).split())
    assert "Nothing found" in said
    assert [one for one in ("an asterisk stands", "E lists all") if one in said] == [
        *filter(None, [advice])
    ]


async def test_repairs_wait_as_long(use) -> None:
    async with use() as hand:
        await hand.press(*'lee "swap')
        assert "The quote is closed" not in hand.text()
        hand.pause_over()
        await hand.settle()
        assert "The quote is closed" in hand.text()


async def test_leaving_the_query_settles_it(use) -> None:
    async with use() as hand:
        await hand.press(*"swapqx", "escape")
        assert hand.focus == "results"
        assert "Nothing found" in hand.text()


async def test_a_field_without_a_value_keeps_what_is_there_and_offers_names(use) -> None:
    async with use() as hand:
        await hand.press(*"summit ")
        found = hand.results.count
        await hand.press(*"person:")
        assert hand.results.count == found
        hand.pause_over()
        await hand.settle()
        assert hand.results.count == found
        offered = [each.shown for each in hand.app.main.query_one(Completions).items]
        assert sorted(offered) == ["Lee Jae-myung", "Xi Jinping"]


@pytest.mark.parametrize("field", ["lang", "section", "title", "by", "tag", "-lang"])
async def test_a_field_without_a_value_is_no_word(use, tmp_path, field: str) -> None:
    """Its name is not searched for: it restricts nothing, and finds nothing once it is meant."""
    news = tmp_path / "echo_2025-10-01_storm.txt"
    news.write_text(
        "Storm\n\nThe harbour was shut.\n\nThe harbour master speaks a language of his own.\n\n"
        "The harbour has a section, a title, a tag and by-laws.\n",
        "utf-8",
    )
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([news])
        async with use(archive) as hand:
            await hand.press(*f"harbour {field}:")
            assert hand.results.count == 3
            hand.pause_over()
            await hand.settle()
            assert "Nothing found" in hand.text()
            assert "has no value" in hand.text()
            await hand.press("x", "backspace")
            hand.pause_over()
            await hand.settle()
            assert "Nothing found" in hand.text()


async def test_a_row_that_was_gone_to_stays_when_the_text_is_settled(use) -> None:
    async with use() as hand:
        await hand.press(*"swap")
        hand.results.cursor = 3
        hand.pause_over()
        await hand.settle()
        assert hand.results.cursor == 3


async def test_searches_while_typing_say_so_and_the_last_does_not(use) -> None:
    asked = []

    class Listening(FakeArchive):
        def search(self, text, *, typing=False, **how):
            asked.append((text, typing))
            return super().search(text, typing=typing, **how)

    async with use(Listening(sample())) as hand:
        asked.clear()
        await hand.press(*"lee", "enter")
        assert asked == [("l", True), ("le", True), ("lee", True), ("lee", False)]


async def test_few_keys_of_a_query_that_finds_something_are_at_nothing(use, tmp_path) -> None:
    """Over the real archive, by natural typing with unfinished words, fields and operators."""
    news = tmp_path / "echo_2025-10-01_storm.txt"
    news.write_text(
        "Storm in Zanzibar\n\nMaria Lindqvist said that a crane fell in Rotterdam.\n\n"
        "The harbour of Zanzibar was shut; the currency swap was put off.\n",
        "utf-8",
    )
    queries = (
        "zanzibar harbour",
        "person:lindqvist crane",
        '"currency swap"',
        "crane w/5 rotterdam",
        "(crane OR harbour) -ferry",
        "title:storm zanz*",
        "crane ADJ/5 rotterdam",
    )
    keys = nothing = 0
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([news])
        async with use(archive) as hand:
            for query in queries[: runs(3, len(queries))]:
                await hand.press("/")
                hand.bar.input.value = ""
                await hand.settle()
                for key in query:
                    await hand.press(key)
                    keys += 1
                    nothing += "Nothing found" in hand.text()
                await hand.press("enter")
                assert hand.results.count == len(hand.found.hits) > 0, query
    assert nothing * 20 < keys


def test_what_is_whole_and_what_awaits_a_value() -> None:
    assert all(map(is_whole, ("", "lee ", '"lee xi" ')))
    assert not any(map(is_whole, ("lee", '"lee ', "person:")))
    assert all(map(awaits_value, ("person:", "lee -org:", 'x person:"', "date:")))
    assert not any(map(awaits_value, ("", "person:l", "lee", "person: ")))
