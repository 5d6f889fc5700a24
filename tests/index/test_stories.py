"""Stories: articles that tell one event within days, or share their text."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Article
from index.enrich import story_links, story_terms
from index.enrich.copies_stage import CopiesStage
from index.enrich.running import Enrichment
from index.enrich.stories_stage import StoriesStage
from index.store.articles import taken_out
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from index.store.derived import stories as store
from tests.effort import runs

FERRY = (
    (
        "The ferry Sant Tomas ran aground off Zarbanda on Monday with 300 people, the coastguard "
        "of Zarbanda said. Captain Ilar Quennel radioed for tugs from Port Ostrel."
    ),
    (
        "Lifeboats from Port Ostrel took people off the Sant Tomas to Zarbanda overnight, many "
        "barefoot and cold, some with broken bones. Captain Ilar Quennel stayed until daylight."
    ),
    (
        "Prosecutors in Zarbanda will question Captain Ilar Quennel about drink and a broken "
        "radar, public advocate Nela Drost announced. The ferry Sant Tomas was pulled free."
    ),
)
BUDGET = (
    (
        "Finance minister Oda Merrick gave parliament in Velm a budget that raises a salt levy. "
        "Opposition leader Tam Orwick said the levy would close the Harrow mines."
    ),
    (
        "Miners of Harrow marched in Velm against the salt levy of Oda Merrick. Tam Orwick told "
        "the miners that parliament would vote on the budget on Friday."
    ),
)
FORMS = (
    "Harsco Corp of Camden. Qtly div 25 cts vs 25 cts prior. Pay May 15. Record April 15.",
    "Winchell Donut of Ohio. Qtly div 11 cts vs 11 cts prior. Pay May 4. Record April 16.",
)
FIRMS = ("Harsco of Camden raises its quarterly", "Winchell Donut sets a first payout")


def of(number: int, text: str, date: str = "2025-03-03", **given: object) -> Article:
    return Article(
        title=str(given.get("title", "")),
        paragraphs=tuple(text.split("\n\n")),
        outlet=f"Outlet {number}",
        url=f"https://a.example/{number}",
        date=date,
    )


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "a.db")
    yield opened
    opened.close()


def add(database: Database, *articles: Article) -> None:
    for one in articles:
        intake = Intake(database)
        intake.write([Arrival(intake.deduplicate([one])[0])])


def work(database: Database) -> None:
    Enrichment(database, [CopiesStage(), StoriesStage()]).run()


def stories(database: Database) -> list[list[str]]:
    """The stories, as the outlets of their articles in order."""
    rows = database.all(
        "SELECT s.first, v.outlet FROM story s JOIN article a ON a.number = s.article"
        " JOIN version v ON v.article = a.number AND v.version = a.current"
    )
    found: dict[int, list[str]] = {}
    for first, outlet in rows:
        found.setdefault(first, []).append(outlet.removeprefix("Outlet "))
    return sorted(sorted(one) for one in found.values())


def test_an_event_is_one_story_and_another_event_another(database: Database) -> None:
    add(database, *(of(at, text, f"2025-03-0{at + 3}") for at, text in enumerate(FERRY)))
    add(database, *(of(at + 5, text) for at, text in enumerate(BUDGET)))
    add(database, *(of(at + 8, text, title=FIRMS[at]) for at, text in enumerate(FORMS)))
    work(database)
    assert stories(database) == [["0", "1", "2"], ["5", "6"]]


def test_a_story_is_called_by_its_first_article_whatever_came_first(database: Database) -> None:
    days = ("2025-03-05", "2025-03-04", "2025-03-03")
    add(database, *(of(at, FERRY[at], day) for at, day in enumerate(days)))
    work(database)
    assert database.all("SELECT DISTINCT first FROM story") == [(3,)]


def test_what_tells_the_same_long_afterwards_or_on_no_day_is_no_part_of_it(
    database: Database,
) -> None:
    add(database, of(1, FERRY[0]), of(2, FERRY[1], "2025-04-20"), of(3, FERRY[2], ""))
    add(database, of(4, FERRY[1], "2025-03"))
    work(database)
    assert stories(database) == []


def test_articles_that_share_their_text_are_one_story_though_undated(database: Database) -> None:
    wire = "\n\n".join(FERRY[:2])
    add(database, of(1, wire), of(2, f"{wire}\n\nOur reporter adds a line of his own here.", ""))
    add(database, of(3, wire, "2025-03-20"), of(4, wire, "2026-03-20"))
    work(database)
    assert stories(database) == [["1", "2", "3"]]


def test_a_late_article_joins_two_stories_and_its_change_parts_them(database: Database) -> None:
    add(database, of(1, FERRY[0], "2025-03-01"), of(2, FERRY[1], "2025-03-09"))
    work(database)
    assert stories(database) == []
    between = of(3, FERRY[2], "2025-03-05")
    add(database, between)
    work(database)
    assert stories(database) == [["1", "2", "3"]]
    add(database, replace(between, paragraphs=(BUDGET[0],)))
    work(database)
    assert stories(database) == []


def test_a_day_that_is_told_later_joins_and_parts_stories(database: Database) -> None:
    add(database, of(1, FERRY[0]), of(2, FERRY[1], ""), of(3, BUDGET[0]), of(4, BUDGET[1]))
    work(database)
    assert stories(database) == [["3", "4"]]
    add(database, of(2, FERRY[1], "2025-03-04"), of(4, BUDGET[1], "2025-03-20"))
    work(database)
    assert stories(database) == [["1", "2"]]


def test_stories_change_what_rests_on_them_and_nothing_else_does(database: Database) -> None:
    add(database, of(1, FERRY[0]))
    work(database)
    before = store.changes(database)
    add(database, of(2, BUDGET[0]))
    work(database)
    assert store.changes(database) == before
    add(database, of(3, FERRY[1]))
    work(database)
    assert store.changes(database) != before


@pytest.mark.parametrize(
    "text", ["", "x", "— … !", "12 34", "Αθήνα", "北京市政府宣布新的计划", "A" * 9000]
)
def test_the_words_of_any_text_make_a_vector(text: str) -> None:
    found = story_terms.terms(text, [text, text])
    nothing = story_terms.Frequencies.of([], 0, 0.0)
    words, weights = nothing.vectors([found])[0]
    assert list(words) == sorted(set(words.tolist()))
    assert ((weights > 0) & (weights <= 1)).all()
    back = story_terms.unpacked([story_terms.packed(words, weights)] * 2)
    assert back[0].tolist() == [*words, *words]
    assert back[1].tolist() == [*weights.tolist(), *weights.tolist()]


def test_the_vector_of_a_text_is_the_same_among_others() -> None:
    texts = [story_terms.terms(text, [text, *FORMS]) for text in ("", *FERRY, "Αθήνα", *BUDGET)]
    texts += [story_terms.terms("", []), texts[1]]
    known = story_terms.Frequencies.of(texts[:3], 30, 0.0)
    together = known.vectors(texts)
    alone = [one for text in texts for one in known.vectors([text])]
    assert [story_terms.packed(*one) for one in together] == [
        story_terms.packed(*one) for one in alone
    ]
    assert len(together[-2][0]) == 0 < len(together[-1][0])


def test_the_denser_news_is_the_more_alike_must_articles_be() -> None:
    limits = [story_links.least_likeness(density) for density in (0, 1, 30, 1000, 1e9)]
    assert limits == sorted(limits)
    assert limits[2] < limits[3]


@pytest.mark.usefixtures("_counted_in_few")
@pytest.mark.parametrize("left", range(1, 7))
def test_what_followed_an_article_that_changed_is_linked_anew_by_whoever_comes_next(
    counted: Path, tmp_path: Path, left: int
) -> None:
    database = Database(Path(shutil.copy(counted, tmp_path / "a.db")))
    days = ("2025-03-03", "2025-03-04", "2025-03-05")
    told = (FERRY[2], FERRY[1], FERRY[0])
    add(database, *(of(at, text, day) for at, text, day in zip((1, 2, 3), told, days, strict=True)))
    work(database)
    assert ["1", "2", "3"] in stories(database)
    add(database, of(2, BUDGET[0], days[1]))
    _killed(database, left)
    work(database)
    assert ["1", "3"] in stories(database)
    database.close()


TEXTS = (*FERRY, *BUDGET, *FORMS, "\n\n".join(FERRY), "\n\n".join((FERRY[0], BUDGET[1])))
DAYS = (
    "2023-12-30",
    "2025-03-03",
    "2025-03-04",
    "2025-03-07",
    "2025-03-12",
    "2025-03-20",
    "2025-03",
    "",
)


@settings(max_examples=runs(5, 300), deadline=None)
@given(
    articles=st.lists(
        st.tuples(st.integers(0, 7), st.sampled_from(TEXTS), st.sampled_from(DAYS)),
        min_size=2,
        max_size=8,
    ),
    choose=st.randoms(use_true_random=False),
)
def test_the_same_stories_in_whatever_order_and_portions_articles_come(
    counted: Path, articles: Sequence[tuple[int, str, str]], choose: Random
) -> None:
    """Articles come and change, killed on the way or not, some among those in which words are
    counted. In the end the stories are those of the same articles at once, in another order.
    """
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.enrich.stories_stage._AT_ONCE", choose.randint(1, 5))
        patch.setattr("index.enrich.stories_stage._FEW", choose.choice((4, 8, 30)))
        one = Database(Path(shutil.copy(counted, Path(folder) / "a.db")))
        other = Database(Path(folder) / "b.db")
        for number, text, day in articles:
            add(one, of(number, text, day))
            if choose.random() < 0.6:
                _killed(one, choose.randrange(1, 9))
        work(one)
        together = [*_as_they_are(one), *_base()]
        choose.shuffle(together)
        add(other, *together)
        work(other)
        assert stories(one) == stories(other)
        one.close()
        other.close()


@pytest.mark.usefixtures("_counted_in_few")
def test_words_are_counted_anew_when_many_more_came(counted: Path, tmp_path: Path) -> None:
    """And not after every import, nor because articles were taken out or earlier ones came: each
    would have all of them compared anew.
    """
    database = Database(Path(shutil.copy(counted, tmp_path / "a.db")))

    def counts() -> tuple[object, str]:
        work(database)
        return store.frequencies(database.connection), store.counted_in(database.connection)

    add(database, of(1, FERRY[0]), of(2, FERRY[1]))
    before = counts()
    taken_out.remove(database, [13])
    add(database, of(3, FERRY[2]))
    assert counts() == before
    add(database, of(4, BUDGET[0], "2023-12-30"))
    assert counts() == before
    add(database, *(of(at, f"Nothing at all, number {at}.") for at in range(5, 10)))
    assert counts() != before
    database.close()


@pytest.fixture
def _counted_in_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words are counted in 8 articles, in 12, in 18 …"""
    monkeypatch.setattr("index.enrich.stories_stage._FEW", 8)


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of twelve articles in which words have been counted."""
    path = tmp_path_factory.mktemp("counted") / "base.db"
    database = Database(path)
    add(database, *_base())
    work(database)
    database.close()
    return path


def _base() -> list[Article]:
    base = [of(20 + at, text, "2024-01-01") for at, text in enumerate(TEXTS[:7])]
    return base + [of(30 + at, f"Nothing of note number {at}.", "2024-05-01") for at in range(5)]


def _as_they_are(database: Database) -> list[Article]:
    rows = database.all(
        "SELECT v.outlet, v.date, p.text FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current JOIN paragraph p ON p.version = v.number"
        " ORDER BY v.number, p.ordinal"
    )
    texts: dict[tuple[int, str], list[str]] = {}
    for outlet, date, text in rows:
        texts.setdefault((int(outlet.split()[1]), date), []).append(text)
    return [of(at, "\n\n".join(text), date) for (at, date), text in texts.items() if at < 20]


class _KilledError(Exception):
    """In the midst of it."""


def _killed(database: Database, left: int) -> None:
    """Go through what came, and die at one of the things that are written."""

    def dying(name: str, patch: pytest.MonkeyPatch) -> None:
        whole = getattr(store, name)

        def write(*given: object) -> object:
            nonlocal left
            left -= 1
            if not left:
                raise _KilledError
            return whole(*given)

        patch.setattr(store, name, write)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("put", "follow", "settle", "keep_frequencies"):
            dying(name, patch)
        with contextlib.suppress(_KilledError):
            work(database)
