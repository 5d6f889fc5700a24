"""What cannot be read finds nothing, is told with its place, and never widens a query."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.query.characters import BLANKS
from index.query.nodes import And, Everything, Not, Unread
from index.query.parser import parse
from index.query.tree import walk
from tests.effort import runs

UNREADABLE = [
    *(
        "§",
        "☂",
        "title:★",
        "person:*",
        "date:2021-13",
        "date:soonish",
        "is:purple",
        '""',
        "@nosuch",
    ),
    *(
        "/a(/",
        "outlet:[a TO b]",
        "date:2025-02-30",
        'title:""',
        "after:2021-13-01",
        "-☂",
        "-(xi ☂)",
    ),
]


@pytest.fixture(scope="module")
def archive(sampled: Path) -> Iterator[Archive]:
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as opened:
        yield opened


SIGNS = st.text("★☂§()[]\"'-–!|&/\\*?~^:;.,+@#AND OR NOT w/5 ", max_size=12)
FIELDS = (
    *("title:", "date:", "person:", "is:", "has:", "tag:", "url:", "lead:", "here:", "said:"),
    *("-", ""),
)
ODD = st.builds("{}{}".format, st.sampled_from(FIELDS), SIGNS | st.text(max_size=8))


@given(ODD | st.lists(ODD, max_size=4).map(" ".join))
@settings(max_examples=runs(300, 100_000), deadline=None)
@example("()")
@example("-")
@example("person:*")
def test_only_what_is_written_as_everything_is_everything(text: str) -> None:
    assume(BLANKS.sub("", text))
    root = parse(text).root
    while isinstance(root, And) and len(root.operands) == 1:
        root = root.operands[0]
    if isinstance(root, Everything):
        asked = [word for word in text.split() if not word.startswith(("sort:", "scope:"))]
        assert any("*" in word for word in asked), text


CLAUSES = st.sampled_from(
    ["lee", "harbour", "-trade", "(xi OR lee)", '"currency swap"', "lee w/5 xi", "lead:harbour"]
)
QUERIES = st.lists(CLAUSES, min_size=1, max_size=3).map(" ".join)


@given(query=QUERIES, unread=st.sampled_from(UNREADABLE), how=st.integers(0, 5))
@settings(
    max_examples=runs(150, 5_000), deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_what_cannot_be_read_never_widens(
    archive: Archive, query: str, unread: str, how: int
) -> None:
    forms = ("{q} {u}", "{u} {q}", "({q}) OR {u}", "({q}) -({u} xi)", "{q} -{u}", "{q} AND ({u})")
    without = archive.search(query)
    found = archive.search(forms[how].format(q=query, u=unread.removeprefix("-")))
    assert set(found.hits.numbers()) <= set(without.hits.numbers())
    told = [repair for repair in found.query.repairs if repair.severity == "unread"]
    assert told
    assert all(repair.span.start < repair.span.end for repair in told)


@pytest.mark.parametrize("unread", UNREADABLE)
def test_the_way_without_it_is_offered_with_its_count(archive: Archive, unread: str) -> None:
    found = archive.search(f"harbour {unread}")
    assert found.paragraphs == 0
    offered = {way.label: way for way in found.relaxations}
    way = offered[next(label for label in offered if label.startswith("without"))]
    assert way.count == archive.search(way.text).paragraphs
    if not unread.startswith("-("):
        assert way.count == archive.search("harbour").paragraphs


def test_nothing_in_the_tree_excludes_what_was_not_read() -> None:
    for text in ("-☂", "lee -(xi -☂)", "NOT (date:2021-13 OR lee)", "lee OR -☂"):
        for node in walk(parse(text).root):
            if isinstance(node, Not):
                assert not any(isinstance(inner, Unread) for inner in walk(node))


def test_signs_that_the_reader_wrote_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "News\n\nThe crane moved.\n\nThe harbour slept.\n", encoding="utf-8"
    )
    with Archive.open(tmp_path / "archive.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "a.txt"])
        first, second = sorted(archive.search("*").hits.numbers())
        number = archive.add_bookmark(first).number
        archive.set_tags(number, ["★"])
        archive.set_note(number, "check !! again")
        archive.set_tags(archive.add_bookmark(second).number, ["later"])
        for text in ("tag:★", "note:!!", 'note:"!!"', "tag:(★ OR ☂)", "tag:★ crane"):
            assert archive.search(text).hits.numbers() == [first], text
        for text in ("tag:☂", "note:§", "-tag:★"):
            assert first not in archive.search(text).hits.numbers(), text
        assert archive.search("-tag:★").hits.numbers() == [second]
