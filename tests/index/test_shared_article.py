"""What several archives know of one article comes to the same, whoever says it first."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.errors import InputError
from index.core.publication import FormerFact
from index.core.shared_article import (
    SharedArticle,
    SharedName,
    SharedParagraph,
    SharedQuote,
    SharedSource,
    SharedVersion,
    entity_number,
    entity_type,
    shared_number,
)
from index.core.values import EntityType
from index.sharing.article_document import digest, document, read
from index.sharing.paragraph_documents import paragraph_docs

TEXTS = ("Oil prices rose in Busan.", "Lee said oil would fall.", "Tea.")
_few = st.sampled_from


NAMES = [
    SharedName(0, 3, kind, name, sure)
    for kind in ("person", "org")
    for name in ("Oil", "Lee Hsien")
    for sure in (0.5, 1.0)
]
QUOTE = SharedQuote(0, 2, 2, 0, 0, 0, 0, 1, 0, -1, 90)
FORMER = (
    FormerFact("date", "2025-10-01", "2026-01-03T10:00:00+00:00"),
    FormerFact("date", "2025-10-02", "2026-01-04T10:00:00+00:00"),
    FormerFact("outlet", "Echo", "2026-01-03T10:00:00+00:00"),
)
SOURCES = [
    SharedSource(key, origin, "", "") for key in ("id-1", "id-2") for origin in ("", "b.txt")
]


def _paragraph(text: str) -> st.SearchStrategy[SharedParagraph]:
    """A paragraph of a text: what is derived of it may differ between archives."""
    derived = st.tuples(
        _few([(), *((name,) for name in NAMES)]), _few([(), (QUOTE,)]), st.booleans()
    )
    return derived.map(lambda parts: SharedParagraph(text, *parts))


def _version(number: int) -> st.SearchStrategy[SharedVersion]:
    fields: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "paragraphs": st.tuples(*map(_paragraph, TEXTS[: number + 1])),
            "imported": _few(["2026-01-01T10:00:00+00:00", "2026-01-02T10:00:00+00:00"]),
            "place": st.integers(1, 2),
            "captured": _few(["", "2025-12-01T10:00:00+01:00", "2025-12-01T09:30:00Z"]),
            "outlet": _few(["", "Echo", "Post"]),
            "byline": _few(["", "Ann"]),
            "date": _few(["", "2025", "2025-10-01"]),
            "date_from": _few(["", "feed", "page"]),
            "url": _few(["", "https://a.example/x", "https://a.example/x?y"]),
            "tags": _few([(), ("oil",), ("tea",), ("oil", "tea")]),
            "origin": _few(["a.txt", "b.txt"]),
            "names_by": _few(["", "crf-1"]),
            "made": st.integers(0, 3),
            "former": _few([(), *((fact,) for fact in FORMER), FORMER[1:]]),
        }
    )
    return fields.map(
        lambda told: SharedVersion(hash=f"h-{number}", title=f"Title {number}", **told)
    )


_VERSIONS = st.one_of(*map(_version, range(3)))


def articles() -> st.SearchStrategy[SharedArticle]:
    parts = st.tuples(
        st.lists(_VERSIONS, min_size=1, max_size=3), st.lists(_few(SOURCES), max_size=2)
    )
    return parts.map(lambda told: SharedArticle.of("abcdefghijkl", *told))


@given(articles(), articles(), articles())
def test_order_grouping_and_repetition_do_not_matter(
    one: SharedArticle, two: SharedArticle, three: SharedArticle
) -> None:
    assert one.joined(two) == two.joined(one)
    assert one.joined(two).joined(three) == one.joined(two.joined(three))
    assert one.joined(one) == one
    assert one.joined(two).joined(two) == one.joined(two)


@given(articles(), articles())
def test_nothing_known_is_lost(one: SharedArticle, two: SharedArticle) -> None:
    both = one.joined(two)
    assert {v.hash for v in both.versions} == {v.hash for v in (*one.versions, *two.versions)}
    assert set(both.sources) == {*one.sources, *two.sources}
    for version in one.versions:
        kept = next(v for v in both.versions if v.hash == version.hash)
        assert kept.imported <= version.imported
        assert kept.made >= version.made
        for name in ("outlet", "byline", "date", "tags"):
            # Of two things that were said the last one counts, however short it is.
            is_older = version.said_since(name) < kept.said_since(name)
            assert is_older or len(getattr(kept, name)) >= len(getattr(version, name))
        assert set(version.former) <= set(kept.former)
        assert bool(kept.url) >= bool(version.url)


def test_a_date_that_its_source_moved_is_the_new_one_for_all() -> None:
    """Whoever met the article before the date was moved does not move it back."""
    told: dict[str, Any] = {
        "hash": "a",
        "title": "",
        "paragraphs": (SharedParagraph("Tea."),),
        "imported": "2026",
    }
    early = SharedVersion(**told, date="2025-10-17", byline="Jo Brandt and Ann Lee")
    was = (
        FormerFact("date", "2025-10-17", "2026-02"),
        FormerFact("byline", "Jo Brandt", "2026-02"),
    )
    late = SharedVersion(**told, date="2025-10-15", byline="Ann", former=was)
    for both in (early.joined(late), late.joined(early)):
        assert (both.date, both.byline, both.former) == ("2025-10-15", "Ann", tuple(sorted(was)))
    # Where it was moved back, that counts.
    again = FormerFact("date", "2025-10-15", "2026-03")
    back = SharedVersion(**told, date="2025-10-17", former=(*was, again))
    assert late.joined(back).date == "2025-10-17"


@given(articles())
def test_a_document_is_read_back_as_it_was(article: SharedArticle) -> None:
    source = json.loads(document(article))
    assert read(source) == article
    assert source["digest"] == digest(article) == digest(read(source))


def _places(value: object, path: tuple[object, ...] = ()):
    """Every place in a document."""
    yield path
    inside: Iterable[tuple[object, object]] = value.items() if isinstance(value, dict) else ()
    inside = enumerate(value) if isinstance(value, list) else inside
    for key, one in inside:
        yield from _places(one, (*path, key))


@given(
    articles(),
    st.data(),
    st.one_of(st.none(), st.integers(-5, 99), st.text(max_size=3), st.just([]), st.just({"a": 1})),
)
def test_whatever_a_document_holds_it_is_read_or_refused(
    article: SharedArticle, data: st.DataObject, other: object
) -> None:
    source = json.loads(document(article))
    place = data.draw(_few([one for one in _places(source) if one]))
    holder = source
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = other
    try:
        found = read(source)
    except InputError:
        return
    for version in found.versions:
        for paragraph in version.paragraphs:
            assert all(0 <= one.start < one.end <= len(paragraph.text) for one in paragraph.names)


def test_numbers_are_the_same_for_everybody_and_fit_into_a_column() -> None:
    """Written down, because other archives go by them."""
    assert shared_number("abcdefghijkl") == 7728588892263990496
    assert all(0 <= shared_number(str(one)) < 1 << 63 for one in range(1000))


def test_the_number_of_an_entity_says_its_type() -> None:
    assert entity_number("org", "hanwha") == 2_998_143_757_596_624_548
    for kind in get_args(EntityType):
        for key in ("", "lee", "서울"):
            number = entity_number(kind, key)
            assert entity_type(number) == kind
            assert len(str(number)) == 19
    assert entity_type(7) is None


def test_paragraphs_have_numbers_of_their_own_and_furniture_names_nobody() -> None:
    paragraphs = (
        SharedParagraph("Tea.", (SharedName(0, 3, "org", "Tea", 1.0),)),
        SharedParagraph("Tea.", (SharedName(0, 3, "org", "Tea", 1.0),), furniture=True),
    )
    version = SharedVersion(
        hash="h", title="T", paragraphs=paragraphs, imported="2026-01-01T10:00:00+00:00"
    )
    first, second = paragraph_docs(SharedArticle.of("abcdefghijkl", [version]))
    assert first.number != second.number
    assert first.article == second.article == shared_number("abcdefghijkl")
    assert (len(first.entities), second.entities) == (1, ())
    again = replace(version, paragraphs=paragraphs[::-1])
    (moved, _) = paragraph_docs(SharedArticle.of("abcdefghijkl", [again]))
    assert moved.number == first.number, "equal texts are told apart by their order"


@pytest.mark.parametrize("hidden", ["versions", "sources"])
def test_a_document_without_its_parts_is_refused(hidden: str) -> None:
    with pytest.raises(InputError):
        read({"id": "abcdefghijkl", "content": {hidden: []}})
