"""Related paragraphs: what has rare words, names and days in common, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive, NotFound
from index.search.page_traces import own_words
from index.search.relatedness import Asked, is_loose, score
from index.store.derived.related_facts import Place
from tests.standing_news import article, file, with_line

SAID = "Marta Ostrander said the dredging invoices of Aldous Vane were never checked by auditors."
COPY = SAID.replace("never", "not ever")
OTHER = "Auditors had asked for the dredging invoices in spring, Marta Ostrander wrote to them."
FAR = "A dredging company from Lisbon was given the work on the river, and auditors praised it."
TOLD = {
    1: ("Echo", "2025-10-03", SAID),
    2: ("Courier", "2025-10-04", COPY),
    3: ("Wire", "2025-10-05", OTHER),
    4: ("Post", "2019-01-01", FAR),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("related")
    news = [
        with_line(replace(article(n, outlet=outlet), date=date), line, 2)
        for n, (outlet, date, line) in TOLD.items()
    ]
    # The same article says more of it: never related to itself.
    news[0] = with_line(news[0], "The auditors of the dredging invoices were not asked.", 7)
    news += [article(n) for n in range(10, 20)]
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        opened.add([file(folder / "news.jsonl", news)])
        yield opened


def number(archive: Archive, text: str) -> int:
    return next(hit.number for hit in archive.search("dredging").hits[:99] if hit.text == text)


def test_the_nearest_comes_first_without_its_own_article_and_its_copies(archive: Archive) -> None:
    found = archive.related.of(number(archive, SAID))
    assert [one.hit.outlet for one in found] == ["Wire", "Post"]
    assert all(one.hit.score >= 0 for one in found)
    assert archive.related.of(number(archive, SAID), 1)[0].hit.outlet == "Wire"
    assert archive.related.of(number(archive, SAID), 0) == []


def test_an_article_that_has_a_copy_is_not_related_by_another_paragraph(
    archive: Archive,
) -> None:
    found = archive.related.of(number(archive, COPY))
    assert "Echo" not in {one.hit.outlet for one in found}


def test_the_reason_is_told_and_marked(archive: Archive) -> None:
    (wire, post) = archive.related.of(number(archive, SAID))
    assert wire.names == ("Marta Ostrander",)
    assert {"invoices", "dredging", "Auditors"} <= set(wire.words)
    assert not {"Marta", "Ostrander"} & set(wire.words)
    assert (wire.days, post.days) == (2, -2467)
    marked = {wire.hit.text[start:end] for start, end in wire.hit.spans}
    assert {"Marta Ostrander", "invoices", "dredging"} <= marked


def test_a_text_of_two_articles_is_given_once(archive: Archive) -> None:
    found = archive.related.of(number(archive, OTHER))
    assert len([one for one in found if one.hit.text in {SAID, COPY}]) == 1
    assert next(one for one in found if one.hit.text in {SAID, COPY}).hit.copied


def test_what_is_related_to_a_text_from_elsewhere(archive: Archive) -> None:
    found = archive.related.to("Who checked the DREDGING invoices? Auditors: “nobody”.\n")
    assert {one.hit.outlet for one in found} >= {"Echo", "Wire"}
    for nothing in ("", "zzz qqq", "¶ 12 !!", "\x1b[31m"):
        assert archive.related.to(nothing) == []


def test_an_unknown_paragraph_is_said_not_to_be_there(archive: Archive) -> None:
    with pytest.raises(NotFound):
        archive.related.of(10**9)


_GERMAN = (
    "Der Hafenmeister sagte, die Steine seien nicht bei den Schleusen gefunden worden.",
    "Die Bäcker und der Bürgermeister sind sich nicht über den Platz bei der Kirche einig.",
    "Neue Steine für die Schleusen werden aus dem Süden geliefert, und zwar noch in dem Jahr.",
)


def test_small_words_of_other_languages_are_no_reason(tmp_path: Path) -> None:
    news = [replace(article(n), date=f"2025-10-0{n}", language="") for n in range(1, 9)]
    news[:3] = [
        replace(one, title=f"Nummer {n}", paragraphs=(text,))
        for n, (one, text) in enumerate(zip(news, _GERMAN, strict=False))
    ]
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([file(tmp_path / "news.jsonl", news)])
        [first] = opened.search("hafenmeister").hits[:9]
        found = opened.related.of(first.number)
    assert found[0].hit.text == _GERMAN[2]
    assert {word.casefold() for one in found for word in one.words} == {"steine", "schleusen"}


_CAPTION = "Ottoline Frayne leaves the tribunal in Hest. Bram Oudekirk/Getty Images"
_OTHER_CAPTION = "A heron wades through the flooded orchard. Bram Oudekirk/Getty Images"
_ON_IT = "The tribunal in Hest adjourned on Monday after Ottoline Frayne had been heard."


def test_who_took_a_picture_is_no_reason(tmp_path: Path) -> None:
    lines = {1: _CAPTION, 2: _OTHER_CAPTION, 3: _ON_IT}
    news = [with_line(article(n), line, 2) for n, line in lines.items()]
    news += [article(n) for n in range(10, 16)]
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        opened.add([file(tmp_path / "news.jsonl", news)])
        [caption] = opened.search("tribunal leaves").hits[:9]
        found = opened.related.of(caption.number)
        given = opened.related.to(_CAPTION)
    assert found[0].hit.text == _ON_IT
    said = {word.casefold() for one in (*found, *given) for word in (*one.names, *one.words)}
    assert not said & {"bram", "oudekirk", "bram oudekirk", "getty images", "monday"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Enlarge this image toggle caption Ann Lee/AFP/Getty Images Ann Lee/AFP/Getty Images", ""),
        ("Mayor Vane. (Photo: Ann B. Lee, Getty Images)", "Mayor Vane."),
        ("Mayor Vane speaks. (AP Photo/Ann Lee, File)", "Mayor Vane speaks."),
        ("Mayor Vane speaks. REUTERS/Ann Lee", "Mayor Vane speaks."),
        ("Vane speaks. | AP Photos Vane has his way", "Vane speaks. Vane has his way"),
        ("Image copyright Getty Images Image caption The ferry in port", "The ferry in port"),
        (
            "JUST WATCHED A ferry sinks Replay More Videos ... MUST WATCH A ferry sinks 01:36",
            "A ferry sinks ... A ferry sinks 01:36",
        ),
        ("SEE ALSO: Ferry sinks off Hest", "Ferry sinks off Hest"),
        ("A ferry sank, https://t.co/x1 pic.twitter.com/Ab1 @hest wrote", "A ferry sank, wrote"),
        ("Vane said 3/4 of the TV/radio tax went to AC/DC.",) * 2,
        (
            "The (CNN) reporter asked Getty, an heir.",
            "The reporter asked Getty, an heir.",
        ),
    ],
)
def test_what_is_the_pages_is_left_out_and_the_rest_stays_in_its_place(
    text: str, left: str
) -> None:
    own = own_words(text)
    assert own.split() == left.split()
    assert len(own) == len(text)
    assert all(one in (" ", other) for one, other in zip(own, text, strict=True))


ASKED = Asked({"ferry": 5.0}, {1: 6.0}, {"ferry": 5.0}, "2025-10-03", told=20.0, asked=5)


@given(
    st.floats(0, 60),
    st.floats(0, 1),
    st.floats(0, 1),
    st.sampled_from(["2025-10-03", "2025-10-20", "2025-03-03", "2022", "2019-01-01", ""]),
)
def test_the_more_alike_two_articles_are_the_more_related_is_what_stands_in_them(
    by_words: float, alike: float, other: float, date: str
) -> None:
    less, more = sorted((alike, other))
    place = Place(7, "A ferry sinks", date)
    scores = [score(ASKED, by_words, place, (1,), one) for one in (0.0, less, more)]
    assert scores == sorted(scores)
    assert is_loose(ASKED, place, less) or not is_loose(ASKED, place, more)


def test_what_is_on_something_else_is_related_only_where_it_says_the_same() -> None:
    near, far = Place(7, "", "2025-10-04"), Place(7, "", "2015-10-04")
    assert score(ASKED, 8.0, near, (), 0.0) == 0
    assert score(ASKED, 19.0, near, (), 0.0) > 0
    assert score(ASKED, 8.0, near, (), 0.1) > 0
    assert score(ASKED, 8.0, far, (), 0.1) == 0
    assert score(ASKED, 8.0, far, (), None) > 0, "where it is not known, nothing is left out by it"
    assert [is_loose(ASKED, near, alike) for alike in (None, 0.02, 0.1)] == [False, True, False]
    undated = replace(ASKED, date="")
    assert score(undated, 8.0, far, (), 0.1) > 0, "nothing is far from what has no date"
    assert not is_loose(undated, far, 0.1)
