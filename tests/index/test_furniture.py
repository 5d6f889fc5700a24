"""Furniture: what comes again in article after article and tells nothing of any of them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive, Heading, NotFound, ReadOptions
from index.core.article import Article, paragraph_hash
from index.enrich.furniture_stage import FurnitureStage
from index.enrich.running import Enrichment
from index.query.nodes import Scope
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from index.store.derived import furniture as furniture_texts
from tests.effort import runs
from tests.standing_news import (
    AD,
    AUTHOR,
    BEFORE,
    NOTICE,
    SPOKEN,
    article,
    file,
    with_line,
)


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as made:
        yield made


def furniture(archive: Archive) -> set[str]:
    return {one.text for one in archive.furniture.all() if one.furniture}


def of_one_outlet() -> list[Article]:
    """Articles a third of which end with a notice, have an advertisement in them and begin with
    it.
    """
    made = []
    for number in range(24):
        one = article(number)
        if number % 3 == 0:
            one = with_line(with_line(one, NOTICE, 10), AD, 4)
        if number % 3 == 1:
            one = with_line(one, AD, 0)
        made.append(one)
    return made


def test_furniture_is_left_out_of_what_is_found_and_found_when_it_is_asked_for(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "news.jsonl", of_one_outlet())])
    assert furniture(archive) == {NOTICE, AD}
    every = archive.search("")
    assert every.paragraphs == 240
    for query in (
        "advertisement",
        "newsletter inbox",
        '"sign up for"',
        "advert*",
        "advertisment~1",
    ):
        assert archive.search(query).paragraphs == 0, query
    found = archive.search("is:furniture")
    assert {hit.text for hit in found.hits[:100]} == {NOTICE, AD}
    assert found.paragraphs == 24
    assert archive.search("is:furniture advertisement").paragraphs == 16
    assert archive.search('is:furniture "best of the week" outlet:"Porthaven Echo"').paragraphs == 8
    assert archive.search("is:furniture -advertisement").paragraphs == 8
    assert archive.search("is:furniture date:2025").paragraphs == 24
    assert archive.search("outlet:echo").paragraphs == archive.search("date:2025").paragraphs == 240
    assert archive.search("-zzz").paragraphs == archive.search("-is:furniture").paragraphs == 240
    counts = archive.search("outlet:echo date:2025").clauses
    assert [one.count for one in counts] == [240, 240]
    assert archive.check() == []


def test_no_clause_but_its_own_finds_furniture(archive: Archive, tmp_path: Path) -> None:
    line = "Follow Marta Ostrander of the Harbour Board on her channel for more"
    news = [with_line(article(n), line, 10) for n in range(12)]
    news += [replace(each, url=f"{each.url}/again", outlet="Echo") for each in news[:3]]
    archive.add([file(tmp_path / "news.jsonl", news)])
    hidden = set(archive.search("is:furniture").hits.numbers())
    assert hidden
    archive.see(archive.search("is:furniture OR *").hits.numbers())
    clauses = ["*", "is:new", "is:seen", "story:*", "-story:*", "has:quote", "said:*", "is:copy"]
    clauses += ["is:repeat", "-is:repeat", "outlet:*", "person:ostrander", "-is:new", "date:2025"]
    clauses += ["said:ostrander follow", "-tag:*", "(is:new OR is:seen)", "lead:follow"]
    for clause in clauses:
        for scope in ("paragraph", "article"):
            found = set(archive.search(clause, scope=scope).hits.numbers())
            assert not found & hidden, (clause, scope)
        assert set(archive.search(f"is:furniture {clause}").hits.numbers()) <= hidden, clause
    assert set(archive.search("is:furniture is:new").hits.numbers()) == hidden


@pytest.mark.parametrize(
    ("line", "is_left_out"),
    [
        ("This is a rush transcript. Copy may not be in its final form.", False),
        ("ANALYSIS/OPINION:", False),
        ("Meinung:", False),
        ("This interview has been edited and condensed for length and clarity.", False),
        ("The views expressed in this article are the author's own.", False),
        ("This article was paid for by the Harbour Board.", False),
        ("Read the whole transcript here", True),
        ("Sign up for Daily Opinion Newsletter", True),
        ("More on this story", True),
    ],
)
def test_a_line_that_tells_how_to_take_a_text_is_no_furniture(
    archive: Archive, tmp_path: Path, line: str, is_left_out: bool
) -> None:
    news = [with_line(article(number), line, 0) for number in range(12)]
    archive.add([file(tmp_path / "news.jsonl", news)])
    assert furniture(archive) == ({line} if is_left_out else set())


def test_what_a_memo_is_related_to_is_found(archive: Archive, tmp_path: Path) -> None:
    prose = (
        "Nobody at the bank was asked about the two signatures, which look alike to most people."
    )
    for number, line in enumerate(["Related: the account of Hallam", "SEE ALSO: Marsh in Zurich"]):
        path = tmp_path / f"{number}.txt"
        path.write_text("\n\n".join([f"Memo {number}", prose, line, prose[::-1]]))
        archive.add([path], ReadOptions(outlet="Harbour Board"))
    assert furniture(archive) == set()
    assert archive.search("hallam OR marsh").paragraphs == 2


def test_answers_say_how_much_they_leave_out(archive: Archive, tmp_path: Path) -> None:
    archive.add([file(tmp_path / "news.jsonl", of_one_outlet())])
    title = article(0).title
    asked: tuple[tuple[str, Scope, int], ...] = (
        ("advertisement", "paragraph", 16),
        ("advertisement OR newsletter", "paragraph", 24),
        (f'title:"{title}"', "paragraph", 2),
        (f'title:"{title}"', "article", 2),
        ("date:2025 -advertisement", "paragraph", 8),
        ("is:furniture", "paragraph", 0),
        ("zzz", "article", 0),
    )
    for query, scope, expected in asked:
        found = archive.search(query, scope=scope)
        assert found.furniture() == expected, query
        heading = Heading(query=query, furniture=found.furniture())
        said = "".join(archive.export(archive.selection(found.hits.numbers()), heading=heading))
        assert (f"furniture_left_out: {expected}\n" in said) == (expected > 0)


def test_names_in_furniture_are_counted_nowhere(archive: Archive, tmp_path: Path) -> None:
    line = "Follow Marta Ostrander of the Harbour Board on her channel for more"
    news = [with_line(article(n), line, 10) for n in range(8)]
    told = (
        "Marta Ostrander of the Harbour Board said on Monday that the ferry would sail in spring."
    )
    archive.add([file(tmp_path / "news.jsonl", [*news, with_line(article(9), told, 3)])])
    assert furniture(archive) == {line}
    people = archive.search("").facets.people[:5]
    assert [(one.name, one.count) for one in people] == [("Marta Ostrander", 1)]
    assert archive.entity(people[0].entity).paragraphs == 1
    assert len(archive.entity_editor.naming(people[0].entity)) == 1
    assert archive.check() == []


def test_the_headline_of_an_article_that_begins_with_furniture_is_found_with_its_first_words(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "news.jsonl", of_one_outlet())])
    one = article(1)
    for query in (f'"{one.title}"', f'title:"{one.title}" lead:{one.paragraphs[0].split()[0]}'):
        (hit,) = archive.search(query).hits[:9]
        assert (hit.text, hit.ordinal) == (one.paragraphs[0], 2)


@pytest.mark.parametrize(
    "news",
    [
        pytest.param(
            [replace(article(1, outlet=f"Outlet {n}"), title="A") for n in range(12)],
            id="the same article in many outlets",
        ),
        pytest.param(
            [replace(article(1), title=f"A {n}", url=f"https://a.example/{n}") for n in range(12)],
            id="the same article under many addresses",
        ),
        pytest.param(
            [
                with_line(replace(article(1), url=f"https://a.example/{n}"), f"Now {n} are out.", 3)
                for n in range(12)
            ],
            id="a story told anew each hour",
        ),
        pytest.param(
            [with_line(article(n), SPOKEN, n % 9) for n in range(12)],
            id="a quotation in a story that runs",
        ),
        pytest.param(
            [
                with_line(
                    article(
                        n,
                        subject=f"{n} days after fraud over the ferry sale was found the harbour "
                        "master was gone and nobody was charged that spring.",
                    ),
                    BEFORE,
                    10,
                )
                for n in range(12)
            ],
            id="what happened before, at the end of each article of a story",
        ),
        pytest.param(
            [
                replace(
                    article(n), paragraphs=("Shr 34 cts", f"Net {n} mln", "Year", "Pay April 30")
                )
                for n in range(12)
            ],
            id="rows of tables",
        ),
        pytest.param(
            [with_line(article(n), "He did not elaborate.", n % 7 + 2) for n in range(12)],
            id="a short sentence in the midst",
        ),
        pytest.param(
            [with_line(article(n), "Marta Ostrander", n % 7 + 2) for n in range(12)],
            id="whose turn it is to speak",
        ),
        pytest.param([with_line(article(n), AD, 3) for n in range(4)], id="too few"),
    ],
)
def test_what_is_said_again_is_no_furniture(
    archive: Archive, tmp_path: Path, news: list[Article]
) -> None:
    archive.add([file(tmp_path / "news.jsonl", news)])
    assert furniture(archive) == set()


def test_a_standing_line_at_the_end_of_articles_is_furniture(
    archive: Archive, tmp_path: Path
) -> None:
    news = [with_line(article(n), AUTHOR, 10) for n in range(8)]
    archive.add([file(tmp_path / "news.jsonl", news)])
    assert furniture(archive) == {AUTHOR}


def test_a_label_that_comes_often_is_no_speaker_for_letters_in_other_words(
    archive: Archive, tmp_path: Path
) -> None:
    news = []
    for n in range(6):
        one = with_line(article(n), "They had made what they had read of it known to all of us.", 2)
        for place in (1, 4, 6, 8):
            one = with_line(one, "AD", place)
        news.append(one)
    archive.add([file(tmp_path / "news.jsonl", news)])
    assert "AD" in furniture(archive)


def test_what_comes_later_makes_earlier_copies_furniture(archive: Archive, tmp_path: Path) -> None:
    news = [with_line(article(n), AD, 3) for n in range(7)]
    archive.add([file(tmp_path / "a.jsonl", news[:4])])
    assert archive.search("advertisement").paragraphs == 4
    archive.add([file(tmp_path / "b.jsonl", news[4:])])
    assert archive.search("advertisement").paragraphs == 0
    assert archive.search("is:furniture").paragraphs == 7
    assert archive.check() == []


def test_what_the_reader_says_of_a_text_holds_for_good_and_is_undone(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "a.jsonl", [with_line(article(n), AD, 3) for n in range(6)])])
    number = archive.search("is:furniture").hits[0].number
    assert archive.furniture.say([number], is_furniture=False) == 1
    assert archive.search("advertisement").paragraphs == 6
    archive.add([file(tmp_path / "b.jsonl", [with_line(article(n), AD, 3) for n in (7, 8)])])
    assert archive.search("advertisement").paragraphs == 8
    assert archive.undo() == "that a text is no furniture"
    assert archive.search("advertisement").paragraphs == 0
    assert archive.search("is:furniture").paragraphs == 8
    archive.redo()
    assert archive.search("advertisement").paragraphs == 8
    other = archive.search(f'"{article(7).paragraphs[2]}"').hits[0].number
    archive.furniture.say([other], is_furniture=True)
    assert archive.search("is:furniture").paragraphs == 1
    assert archive.furniture.say([other], is_furniture=True) == 0
    with pytest.raises(NotFound):
        archive.furniture.say([10**9], is_furniture=True)
    assert archive.check() == []


def test_what_is_put_into_a_dossier_is_not_hidden_until_that_is_undone(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "a.jsonl", of_one_outlet())])
    number = archive.search("is:furniture").hits[0].number
    for put in (
        lambda: archive.dossiers.collect("Notices", paragraphs=[number]),
        lambda: archive.dossiers.add(archive.dossiers.make("Lines"), paragraphs=[number]),
    ):
        put()
        assert number not in archive.search("is:furniture").hits.numbers()
        archive.undo()
        assert number in archive.search("is:furniture").hits.numbers()
        archive.redo()
        assert number not in archive.search("is:furniture").hits.numbers()
        archive.undo()


def test_what_is_bookmarked_is_never_hidden(archive: Archive, tmp_path: Path) -> None:
    archive.add([file(tmp_path / "a.jsonl", [with_line(article(n), AD, 3) for n in range(6)])])
    number = archive.search("is:furniture").hits[0].number
    bookmark = archive.add_bookmark(number)
    assert archive.search("advertisement").hits.numbers() == [number]
    assert archive.search("is:bookmarked").hits.numbers() == [number]
    shown = [one.number for one in archive.article_of(number).paragraphs if not one.furniture]
    assert number in shown
    archive.remove_bookmark(bookmark.number)
    assert archive.search("advertisement").paragraphs == 0
    archive.undo()
    assert archive.search("advertisement").paragraphs == 1


@pytest.mark.parametrize(
    ("said", "marked"), [(None, ["Echo"]), (False, []), (True, ["Echo", "Post"])]
)
def test_what_is_known_to_be_furniture_is_so_as_soon_as_it_comes(
    tmp_path: Path, said: bool | None, marked: list[str]
) -> None:
    """What an import brings next is not to be found for a while, and then no more."""
    database = Database(tmp_path / "a.db")
    intake = Intake(database)

    def bring(outlet: str, numbers: range) -> None:
        news = [replace(with_line(article(n), AD, 3), outlet=outlet) for n in numbers]
        intake.write([Arrival(one) for one in intake.deduplicate(news)])

    bring("Echo", range(6))
    Enrichment(database, [FurnitureStage()]).run()
    if said is not None:
        with database.transaction():
            furniture_texts.rule(database, [paragraph_hash(AD)], furniture=said)
    bring("Echo", range(6, 7))
    bring("Post", range(7, 8))
    found = database.all(
        "SELECT v.outlet FROM furniture f JOIN paragraph p ON p.number = f.paragraph"
        " JOIN version v ON v.number = p.version WHERE v.article > 6 ORDER BY 1"
    )
    assert [outlet for (outlet,) in found] == marked
    database.close()


LINES = (AD, NOTICE, AUTHOR, SPOKEN, "* * *", "Photo 2 of 9", "Read more:", "MORE: Ferry sinks")


@settings(max_examples=runs(8, 400))
@given(
    lines=st.lists(
        st.tuples(
            st.sampled_from(LINES), st.integers(0, 10), st.sampled_from(["Echo", "Post", ""])
        ),
        min_size=30,
        max_size=60,
    ),
    cuts=st.lists(st.integers(1, 59), max_size=4),
)
def test_bit_by_bit_gives_what_all_at_once_gives(
    lines: list[tuple[str, int, str]], cuts: list[int]
) -> None:
    """Whatever part of the articles comes when."""
    news = [
        with_line(replace(article(number), outlet=outlet), line, place)
        for number, (line, place, outlet) in enumerate(lines)
    ]
    assert _marks(news, sorted({*cuts, len(news)})) == _marks(news, [len(news)])


def _marks(news: Sequence[Article], ends: Sequence[int]) -> list[tuple[int]]:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        intake = Intake(database)
        begin = 0
        for end in ends:
            intake.write([Arrival(one) for one in intake.deduplicate(news[begin:end])])
            Enrichment(database, [FurnitureStage()]).run()
            begin = end
        marks = database.all("SELECT paragraph FROM furniture ORDER BY 1")
        database.close()
        return marks


_REFERENCES = (
    "SEE ALSO: Ferry sinks off Hest",
    "Read more: Why did the ‘Aldebaran’ sink?",
    "( Also on POLITICO: Vane: no word (yet) on the ferry)",
    "JUST WATCHED The ferry sinks Replay More Videos ... MUST WATCH The ferry sinks 01:36",
    "Lire aussi : Le ferry coule au large de Hest",
    "More:Who knew that the ferry would sink",
)
_NO_REFERENCES = (
    "More: he said that nobody had known of it.",
    "Related: “The ferry was old.”",
    "The ferry: a history in nine pictures",
    "JUST WATCHED The ferry sinks Replay More Videos ... MUST WATCH Another film 01:36",
    "Read more:",
    "( He had asked for it: twice.",
    "Photos: Photos: The ferry sinks " + "A man stands in the water and waves. " * 12 + "Look",
)


def test_what_only_says_where_else_to_look_is_furniture_however_seldom_it_comes(
    archive: Archive, tmp_path: Path
) -> None:
    lines = (*_REFERENCES, *_NO_REFERENCES)
    news = [with_line(article(n), line, n % 9) for n, line in enumerate(lines)]
    # Of an article that is nothing else it is all there is to find: an item of a feed.
    alone = "WATCH: The ferry is raised from the water"
    news.append(replace(article(50), paragraphs=(alone,), outlet="Post"))
    archive.add([file(tmp_path / "news.jsonl", news)])
    assert furniture(archive) == set(_REFERENCES)
    assert archive.search('"raised from the water"').paragraphs == 1
    assert archive.search('is:furniture "sinks off Hest"').paragraphs == 1
    assert archive.check() == []
