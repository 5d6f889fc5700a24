"""The rows of a search made again, against what is plainly meant by that."""

from __future__ import annotations

from fake_archive import FakeArchive, FakeHits, sample
from hypothesis import given
from hypothesis import strategies as st

from tui.ahead import ReadAhead
from tui.place import Rows


class Hit:
    def __init__(self, number) -> None:
        self.number = number


def _hits(numbers) -> ReadAhead:
    return ReadAhead(FakeHits([Hit(number) for number in numbers]), 3)


def _numbers(rows) -> list[int]:
    return [rows.number(row) for row in range(len(rows))]


numbers = st.lists(st.integers(0, 12), unique=True, max_size=12)


@given(numbers, st.lists(st.tuples(numbers, st.sets(st.integers(0, 12))), max_size=4))
def test_nothing_that_is_looked_at_goes_away_or_changes_its_place(first, later) -> None:
    rows = Rows(_hits(first))
    shown = list(first)
    for found, looked_at in later:
        kept = [row for row in sorted(looked_at) if row < len(shown)]
        rows = rows.renewed(_hits(found), kept)
        # Each that is lost below the last one above it that is found still, in the order of before.
        expected = list(found)
        for row in reversed(kept):
            if shown[row] not in found:
                above = [number for number in shown[:row] if number in found]
                expected.insert(expected.index(above[-1]) + 1 if above else 0, shown[row])
        shown = expected
        assert _numbers(rows) == shown
        assert [rows.row_of(number) for number in shown] == list(range(len(shown)))
        assert rows.row_of(99) is None
        assert [hit.number for hit in rows.read(0, len(rows))] == shown
        assert {row: hit.number for row, hit in rows.at_hand().items()}.items() <= dict(
            enumerate(shown)
        ).items()
        assert [rows.is_gone(number) for number in shown] == [n not in found for n in shown]


def test_that_all_of_many_marked_rows_are_lost_is_found_out_in_one_pass(monkeypatch) -> None:
    many, asked = 3_000, []
    number = Rows.number
    monkeypatch.setattr(Rows, "number", lambda self, row: asked.append(row) or number(self, row))
    rows = Rows(_hits(range(many))).renewed(_hits([]), range(many))
    assert len(rows) == many
    assert len(asked) <= 4 * many


async def test_two_changes_of_the_archive_at_once_move_nothing(use) -> None:
    async with use(FakeArchive(sample()), query="the") as hand:
        await hand.press("enter")
        assert len(hand.results.rows) > 2
        search = hand.app.main.search
        search.look_at(hand.view, paragraph=hand.results.hit().number)
        await hand.settle()
        await hand.press("j", "j")
        search.again()
        search.again()
        await hand.settle()
        assert hand.results.cursor == 2
