"""A bookmark finds its paragraph again, or says honestly that it cannot."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.core.anchors import CONTEXT, locate, make

ARTICLE = [
    "SEOUL — The two leaders met on Saturday in the southern city.",
    "Advertisement",
    "They agreed on a currency swap worth 70 trillion won, the presidential office said.",
    "“We will speak again,” the adviser told reporters after the dinner.",
    "Advertisement",
    "The summit ends on Sunday with a joint statement.",
]
UNRELATED = [
    "The home side won by three wickets after rain had delayed the start of play.",
    "Advertisement feature",
    "Shares in the retailer fell in early trading as it warned of lower profits in the spring.",
]

words = st.sampled_from(("summit", "tariff", "minister", "said", "that", "the", "of", "port"))
paragraph = st.lists(words, min_size=1, max_size=12).map(" ".join)
articles = st.lists(paragraph, min_size=1, max_size=8)


def test_an_unchanged_paragraph_is_kept_where_it_was() -> None:
    for position in range(len(ARTICLE)):
        assert locate(make(ARTICLE, position), ARTICLE) == (position, "kept")


def test_the_anchor_holds_the_text_and_what_surrounds_it() -> None:
    anchor = make(ARTICLE, 2)
    assert anchor.exact == ARTICLE[2]
    assert anchor.prefix == "n the southern city.\nAdvertisement"[-CONTEXT:]
    assert anchor.suffix == ARTICLE[3][:CONTEXT]
    assert anchor.ordinal == 3
    assert make(ARTICLE, 0).prefix == ""
    assert make(ARTICLE, 5).suffix == ""


def test_a_paragraph_that_slid_down_is_moved() -> None:
    assert locate(make(ARTICLE, 2), ["Update.", *ARTICLE]) == (3, "moved")


def test_of_two_paragraphs_with_the_same_text_the_one_with_its_neighbours_is_found() -> None:
    anchor = make(ARTICLE, 4)
    assert locate(anchor, ARTICLE[1:]) == (3, "moved")
    assert locate(anchor, [ARTICLE[0], *ARTICLE]) == (5, "moved")


def test_an_edited_paragraph_is_changed() -> None:
    edited = list(ARTICLE)
    edited[2] = (
        "They agreed on a currency swap worth 50 trillion won, a presidential official said."
    )
    assert locate(make(ARTICLE, 2), edited) == (2, "changed")


def test_an_edited_paragraph_is_found_elsewhere() -> None:
    edited = ["Correction: the sum was misstated.", *ARTICLE]
    edited[3] = (
        "They agreed on a currency swap worth 50 trillion won, the presidential office said."
    )
    assert locate(make(ARTICLE, 2), edited) == (3, "changed")


def test_between_the_same_neighbours_a_heavier_edit_is_still_the_same_paragraph() -> None:
    heavy = "The presidential office said a currency swap worth less than planned was agreed."
    between = [*ARTICLE[:2], heavy, *ARTICLE[3:]]
    assert locate(make(ARTICLE, 2), between) == (2, "changed")
    assert locate(make(ARTICLE, 2), [heavy, *UNRELATED]) == (None, "gone")


def test_an_edit_in_a_script_without_blanks_is_changed() -> None:
    article = ["两国领导人周六在庆州会晤并讨论了贸易问题。", "会议将于周日结束。"]
    edited = ["两国领导人周日在庆州会晤并讨论了关税问题。", "会议将于周日结束。"]
    assert locate(make(article, 0), edited) == (0, "changed")


def test_a_removed_paragraph_is_gone() -> None:
    assert locate(make(ARTICLE, 3), [*ARTICLE[:3], *ARTICLE[4:]]) == (None, "gone")


def test_in_an_unrelated_article_everything_is_gone() -> None:
    for position in range(len(ARTICLE)):
        assert locate(make(ARTICLE, position), UNRELATED) == (None, "gone")
    assert locate(make(ARTICLE, 0), []) == (None, "gone")


def test_a_megabyte_in_one_paragraph_is_compared_by_its_beginning() -> None:
    long = " ".join(f"word{n}" for n in range(150_000))
    assert locate(make([long], 0), ["first", f"{long} and more"]) == (1, "changed")


@given(articles, st.data())
def test_other_paragraphs_may_come_and_go(article: list[str], data: st.DataObject) -> None:
    position = data.draw(st.integers(0, len(article) - 1))
    anchor = make(article, position)
    before = data.draw(st.lists(st.one_of(paragraph, st.sampled_from(article)), max_size=8))
    after = data.draw(st.lists(st.one_of(paragraph, st.sampled_from(article)), max_size=8))
    changed = [*before, article[position], *after]
    found, state = locate(anchor, changed)
    assert found is not None
    assert changed[found] == anchor.exact
    assert state == ("kept" if found == position else "moved")


@given(articles, articles, st.data())
def test_what_stood_beside_a_paragraph_is_never_taken_for_it(
    before: list[str], after: list[str], data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(before) - 1))
    now = data.draw(st.permutations([*before[:position], *before[position + 1 :], *after]))
    found, state = locate(make(before, position), now, before)
    if state == "changed":
        assert found is not None
        assert now[found] not in before
    else:
        assert state == "gone" if found is None else now[found] == before[position]


@given(articles, articles)
def test_an_answer_is_always_a_place_in_the_article(one: list[str], other: list[str]) -> None:
    found, state = locate(make(one, 0), other)
    assert (found is None) == (state == "gone")
    assert found is None or 0 <= found < len(other)
