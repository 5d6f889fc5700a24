"""Matches: each once, in the order of the list; said, marked, and the telling one shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from tui import present
from tui.hit_lines import hit_lines
from tui.matches import HEADLINE, Match, Route, begin

TEXTS = {
    "Zanzibar harbour opens": [
        "Nothing is said here of it.",
        "The harbour of Zanzibar is new. Ships come to Zanzibar.",
        *["A quiet paragraph about other things." for _ in range(20)],
        "In Zanzibar the mayor of the harbour spoke. The harbour grows.",
    ],
    "Ships": ["A harbour. A ship. Another sentence about the harbour. Cranes stand in Zanzibar."],
    "Zanzibar": ["Only the harbour stands in this text.", "Zanzibar again, with a harbour."],
    "Nothing": ["Nothing of the kind."],
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("matches")
    for at, (title, paragraphs) in enumerate(TEXTS.items()):
        text = "\n\n".join(paragraphs)
        page = f"---\ntitle: {title}\ndate: 2025-10-0{9 - at}\n---\n{text}\n"
        (folder / f"{at}.md").write_text(page, "utf-8")
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([folder])
    return folder


@pytest.fixture
def made(folder: Path) -> Iterator[Archive]:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        yield archive


def _every(archive: Archive, query: str) -> list[tuple[int, Match]]:
    """All matches in the articles that a query finds, article by article in list order."""
    results = archive.search(query)
    articles = [archive.article(each) for each in dict.fromkeys(h.article for h in results.hits)]
    return [
        (article.number, Match(at, *span))
        for article in articles
        for at, spans in enumerate(
            [
                results.highlight_title(article.title, article.language),
                *(results.highlight(each, article.language) for each in article.paragraphs),
            ],
            HEADLINE,
        )
        for span in spans
    ]


@pytest.mark.parametrize("query", ["zanzibar", "zanzibar harbour", "harbour sort:oldest"])
@pytest.mark.parametrize(("first", "key", "end"), [("g", "n", "last"), ("G", "N", "first")])
async def test_every_match_is_visited_once(use, made, query, first, key, end) -> None:
    expected = _every(made, query)
    async with use(made) as hand:
        await hand.type(query)
        await hand.press("enter", first)
        visited = []
        for _ in range(len(expected)):
            await hand.press(key)
            visited.append((hand.reader.article.number, hand.reader.hits.current))
            assert hand.results.hit().article == hand.reader.article.number
        assert sorted(visited) == sorted(expected)
        if key == "n":
            articles = [article for article, _ in expected]
            assert list(dict.fromkeys(a for a, _ in visited)) == list(dict.fromkeys(articles))
        await hand.press(key)
        assert hand.said == f"That was the {end} match."
        assert (hand.reader.article.number, hand.reader.hits.current) == visited[-1]


async def test_the_way_back_is_the_way_there(use, made) -> None:
    async with use(made) as hand:
        await hand.type("zanzibar sort:newest")
        await hand.press("enter", "n")
        there = []
        for _ in range(3):
            await hand.press("n")
            there.append((hand.reader.article.number, hand.reader.hits.current))
        for expected in there[1::-1]:
            await hand.press("N")
            assert (hand.reader.article.number, hand.reader.hits.current) == expected


async def test_the_match_is_said_and_looks_like_no_other(use, made) -> None:
    async with use(made) as hand:
        await hand.type("zanzibar sort:newest")
        await hand.press("enter", "2", "g")
        assert "match" not in str(hand.reader.border_subtitle)
        await hand.press("n")
        assert str(hand.reader.border_subtitle).endswith("match 2 of 4 · ¶ 2/23")
        assert "match 2 of 4 · ¶ 2/23" in hand.text()
        await hand.press("N")
        assert hand.reader.hits.current.paragraph == 1
        await hand.press("n", "n", "n")
        assert str(hand.reader.border_subtitle).endswith("match 1 of 4 · ¶ 1/23")
        assert hand.reader.hits.current == (HEADLINE, 0, 8)
        lines = hand.app.screen._compositor.render_strips()
        styles = {
            (segment.style.reverse, segment.style.underline)
            for line in lines
            for segment in line
            if "Zanzibar" in segment.text and segment.style.bold and segment.style.reverse
        }
        assert styles == {(True, True)}
        await hand.press("p")
        assert "match" not in str(hand.reader.border_subtitle)


async def test_headlines_are_marked_in_rows(use, made) -> None:
    async with use(made) as hand:
        await hand.type("title:zanzibar sort:newest")
        hit = hand.results.hit()
        assert hit.title_spans == ((0, 8),)
        title = hit_lines(hit, 40, 2, marked=False)[1]
        assert any(span.style == present.HIT and span.start == 0 for span in title.spans)
        await hand.press("enter", "n")
        assert hand.reader.hits.current == (HEADLINE, 0, 8)


def test_a_row_shows_the_rarest_word(made) -> None:
    hits = made.search("harbour cranes").hits
    (hit,) = hits
    assert hit.text[hit.focus :].startswith("Cranes")
    assert "Cranes" in "".join(line.plain for line in hit_lines(hit, 40, 1, marked=False))
    hit = next(h for h in made.search("harbour mayor").hits if "mayor" in h.text)
    assert hit.text[hit.focus :].startswith("mayor")
    assert made.search("harbour").hits[0].focus is None


@given(
    st.lists(st.integers(-1, 6), min_size=1, max_size=12),
    st.one_of(st.none(), st.integers(0, 6)),
    st.sampled_from([1, -1]),
)
def test_a_walk_goes_once_round_and_back(paragraphs, paragraph, step) -> None:
    every = [Match(p, at, at + 1) for at, p in enumerate(sorted(paragraphs))]
    walk = begin(every, paragraph, step)
    seen = []
    while walk is not None:
        seen.append(walk.at)
        last, walk = walk, walk.on(len(every), step)
    assert sorted(seen) == list(range(len(every)))
    back = [last.at]
    while (last := last.on(len(every), -step)) is not None:
        back.append(last.at)
    assert back == seen[::-1]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=20), st.data())
def test_a_route_leads_through_each_article_once(articles, data) -> None:
    firsts = [articles.index(each) for each in articles]
    row = data.draw(st.integers(0, len(articles) - 1))
    for step in (1, -1):
        route, seen, at = Route(), [firsts[row]], row
        while (following := route.on(firsts, at, step)) is not None:
            route, at = following, following.row
            assert (at - row) * step > 0
            seen.append(firsts[at])
        assert len(seen) == len(set(seen))
    at, route, seen = 0, Route(), {0}
    while (following := route.on(firsts, at, 1)) is not None:
        route, at = following, following.row
        seen.add(at)
    assert seen == set(firsts)
