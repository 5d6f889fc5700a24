"""One article from several sources: what each knows of it, and what none says of its outlet."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.published_states import published
from index.core.article import Article
from index.core.article_view import ArticleView
from index.store import reading
from index.store.articles import versions
from index.store.articles.extractions import differ_as_extractions, holds
from index.store.articles.intake import Arrival, Intake
from index.store.articles.versions import KeptText
from index.store.database import Database

_TEXT = (
    "The port was closed on Monday. Nobody was hurt, the board said.",
    "The mayor was told late.",
    "Repairs last until March.",
)
_PAGE = Article(
    title="Quay seven closed",
    paragraphs=_TEXT,
    outlet="Echo",
    byline="Jo Brandt",
    date="2025-10-06T08:15:00+01:00",
    url="https://echo.example/quay",
    text_from="page",
    origin="quay.html",
)
_ROW = replace(_PAGE, url="", date="2025-10-06", text_from="file", origin="rows.csv:2", byline="")


def _all_of(path: Path, *articles: Article) -> list[ArticleView | None]:
    """What the archive has of the articles, put in one after the other."""
    with closing(Database(path)) as database:
        intake = Intake(database)
        for one in articles:
            (judged,) = intake.deduplicate([one])
            if judged.changes_archive:
                intake.write([Arrival(judged)])
        numbers = [row[0] for row in database.all("SELECT number FROM article")]
        found = []
        for number in numbers:
            assert len(published(versions.texts(database, number))) == 1
            found.append(reading.article_view(database, number))
        return found


@pytest.mark.parametrize(
    "less",
    [
        # A table whose outlet is only named when it is read again, at the same place or not.
        replace(_ROW, outlet=""),
        replace(_ROW, outlet="", origin="other.csv:9"),
        replace(_ROW, date=""),
        replace(_ROW, outlet="", date="", origin="rows.csv:2"),
        replace(_ROW, outlet="", source_id="7"),
        # The bundle of a database, and the page.
        replace(_ROW, held_by="Nexis", source_id="5RXX"),
        replace(_ROW, byline="Jo Brandt"),
    ],
)
@pytest.mark.parametrize("more", [_ROW, _PAGE])
@pytest.mark.parametrize("is_first", [True, False])
def test_what_was_lacking_and_now_comes_makes_no_second_article(
    tmp_path: Path, less: Article, more: Article, *, is_first: bool
) -> None:
    if less.source_id and not less.outlet:
        more = replace(_ROW, source_id="7")
    order = [less, more] if is_first else [more, less]
    (view,) = _all_of(tmp_path / "a.db", *order, *order)
    assert view is not None
    assert (view.outlet, view.date) == ("Echo", more.date)


@pytest.mark.parametrize(
    "other",
    [
        replace(_ROW, outlet="Strait Daily", origin="rows.csv:3"),
        replace(_ROW, date="2025-10-07", origin="rows.csv:3"),
        replace(_ROW, date="2025-10-07", origin="other.csv:2"),
        replace(_ROW, outlet="", source_id="8", origin="rows.csv:3"),
        replace(_ROW, url="https://echo.example/other", origin="rows.csv:3"),
    ],
)
def test_what_is_said_otherwise_is_another_article(tmp_path: Path, other: Article) -> None:
    one = replace(_ROW, source_id="7") if other.source_id else _ROW
    one = replace(one, url="https://echo.example/quay") if other.url else one
    assert len(_all_of(tmp_path / "a.db", one, other, one)) == 2


def test_the_hosts_name_and_the_day_alone_give_way_in_any_order(tmp_path: Path) -> None:
    copied = replace(
        _PAGE, text_from="copy", outlet="echo.example", date="2025-10-06", origin="wallabag.json:1"
    )
    guessed = replace(
        _PAGE, outlet="www.echo.example", date="2025-10-01", date_from="page: text or address"
    )
    longer = replace(copied, paragraphs=(*_TEXT, "Read more of it."), origin="omnivore.zip/1")
    for place, order in enumerate(permutations((copied, guessed, longer, _PAGE))):
        (view,) = _all_of(tmp_path / f"{place}.db", *order)
        assert view is not None
        assert (view.outlet, view.date) == ("Echo", _PAGE.date)


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ((" ".join(_TEXT),), True),
        ((*_TEXT, "A crane stands at the quay."), True),
        (_TEXT[:2], True),
        ((_TEXT[0], "What is known", *_TEXT[1:]), True),
        (("The mayor spoke of it.", *_TEXT), True),
        ((_TEXT[0].replace("Monday", "Sunday"), *_TEXT[1:]), False),
        ((_TEXT[0].replace("Nobody", "Somebody"), *_TEXT[1:]), False),
        ((_TEXT[0].replace(", the board said", ""), *_TEXT[1:]), False),
        ((_TEXT[0], _TEXT[1].replace("was told", "was not told"), _TEXT[2]), False),
        ((*_TEXT, "Correction: an earlier version named another quay."), False),
    ],
)
def test_programs_take_other_sentences_out_of_a_page_and_change_no_word(
    other: tuple[str, ...], *, is_one: bool
) -> None:
    for kinds in (("page", "copy"), ("copy", "page"), ("copy", "copy")):
        texts = [KeptText(1, kinds[0], _TEXT), KeptText(2, kinds[1], other)]
        assert len(published(texts)) == (1 if is_one else 2)
    # What one program reads of the page itself is otherwise because the page is.
    assert len(published([KeptText(1, "page", _TEXT), KeptText(2, "page", other)])) == 2


_SENTENCES = st.lists(
    st.sampled_from(("The port is shut.", "It rained!", "Who knows?", "A crane", "the port is")),
    max_size=5,
)


@given(_SENTENCES, _SENTENCES, st.integers(0, 5))
def test_a_text_holds_itself_without_a_paragraph(
    one: list[str], other: list[str], place: int
) -> None:
    assert holds(one, one)
    longer = [*one[:place], "Zinc was never named.", *one[place:]]
    assert holds(longer, one)
    assert not holds(one, longer)
    assert differ_as_extractions(one, longer)
    if holds(one, other):
        assert differ_as_extractions(one, other)
