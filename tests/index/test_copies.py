"""Copies: what stands nearly word for word in other articles too."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive, Article
from index.enrich import copies_stage
from index.enrich.copies_stage import CopiesStage
from index.enrich.likeness import Compared, are_copies
from index.enrich.running import Enrichment
from index.search.folded_hits import FoldedHits
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from index.store.derived import copies as store
from tests.effort import runs
from tests.interleaving import interrupted
from tests.standing_news import NOTICE, article, file, with_line

WIRE = (
    "The harbour board of Porthaven suspended all payments to the dredging company on Friday after "
    "auditors found 14 invoices for work that was never done, its chair Marta Ostrander said."
)
EDITED = (
    "Porthaven harbour board suspended all payments to the dredging company Friday after auditors "
    "found 14 invoices for work that was never done, its chair Marta Ostrander said."
)
SHORT = "She did not elaborate."


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as made:
        yield made


def of(number: int, outlet: str, date: str, *lines: str) -> Article:
    """An article of an outlet with some paragraphs beside ten of its own."""
    one = replace(article(number, outlet=outlet), date=date)
    for line in lines:
        one = with_line(one, line, 2)
    return one


def wire() -> list[Article]:
    return [
        of(1, "Eastgate Courier", "2025-10-04", EDITED, SHORT),
        of(2, "Meridian Wire", "2025-10-03", WIRE, SHORT),
        of(3, "Strait Business", "2025-10-05", WIRE),
        of(4, "Porthaven Echo", "2025-10-02", SHORT),
    ]


def outlets(archive: Archive, query: str) -> list[str]:
    return sorted(hit.outlet for hit in archive.search(query).hits[:99])


def test_a_text_is_found_wherever_it_stands_word_for_word_or_nearly(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "news.jsonl", wire())])
    assert outlets(archive, "is:copy") == ["Eastgate Courier", "Meridian Wire", "Strait Business"]
    # Who had it first is told by the date of the article, not by when it came in.
    assert outlets(archive, "is:repeat") == ["Eastgate Courier", "Strait Business"]
    assert outlets(archive, "ostrander -is:repeat") == ["Meridian Wire"]
    every = archive.search("").paragraphs
    assert archive.search("-is:copy").paragraphs == every - 3
    assert archive.search("elaborate -is:copy").paragraphs == 3
    assert archive.check() == []


def test_what_comes_later_is_compared_with_what_is_there(archive: Archive, tmp_path: Path) -> None:
    for number, one in enumerate(wire()):
        archive.add([file(tmp_path / f"{number}.jsonl", [one])])
    assert outlets(archive, "is:copy") == ["Eastgate Courier", "Meridian Wire", "Strait Business"]
    assert len(archive._database.all("SELECT 1 FROM copy_key_block")) <= 3


def test_what_an_article_no_longer_says_is_no_copy(archive: Archive, tmp_path: Path) -> None:
    first, second = wire()[1:3]
    archive.add([file(tmp_path / "a.jsonl", [first, second])])
    found = archive.search("is:copy")
    assert found.paragraphs == 2
    changed = replace(second, paragraphs=tuple(p for p in second.paragraphs if p != WIRE))
    archive.add([file(tmp_path / "b.jsonl", [changed])])
    assert archive.search("is:copy").paragraphs == 0
    assert not archive.is_current(found)
    # And it is one again where it says so again.
    said = replace(second, paragraphs=(*changed.paragraphs, "That was all.", EDITED))
    archive.add([file(tmp_path / "c.jsonl", [said])])
    assert outlets(archive, "is:copy") == ["Meridian Wire", "Strait Business"]


def test_one_article_does_not_copy_itself(archive: Archive, tmp_path: Path) -> None:
    archive.add([file(tmp_path / "a.jsonl", [of(1, "Echo", "2025-10-03", WIRE, EDITED, WIRE)])])
    assert archive.search("is:copy").paragraphs == 0


def test_furniture_is_no_copy_until_the_reader_says_that_it_is_none(
    archive: Archive, tmp_path: Path
) -> None:
    archive.add([file(tmp_path / "a.jsonl", [with_line(article(n), NOTICE, 10) for n in range(9)])])
    assert archive.search("is:furniture").paragraphs == 9
    assert archive.search("is:copy").paragraphs == archive.search("is:copy is:furniture").paragraphs
    numbers = archive.search("is:furniture").hits.numbers()
    archive.furniture.say(numbers[:1], is_furniture=False)
    assert archive.search("is:copy newsletter").paragraphs == 9
    archive.undo()
    assert archive.search("is:copy").paragraphs == 0


FORMS = [
    f"The board said on Thursday that it will pay a dividend of {n} cents a share on April {n + 2} "
    f"to holders of record, and that profit in the quarter rose to {n + 7} million from {n * 3}."
    for n in range(4)
]


FORM = (
    "Interested in Marta Ostrander? Add Marta Ostrander as an interest to stay up to date on the"
    " latest Marta Ostrander news, video and analysis from Echo News. Add Interest"
)
SHARES = "Shares in the dredging company closed 14 pence lower in London on Monday."
SPEECH = "Anna Meier spoke about dredging in Lyon on Tuesday to a big crowd of pilots."
PAID = (
    "“We paid the clerk four thousand crowns for the advice he gave us,” said Nils Lund, who runs "
    "the dredging firm, on Tuesday."
)
DENIED = (
    "The clerk did not say who had drawn the maps of the old harbour, which are to cost the town "
    "5bn crowns before the new lock opens at 6pm on the last day of October."
)
COST = (
    "The harbour board on Friday suspended all payments to the builder of its planned $520 million "
    "lock, a day after papers showed that it had changed its bid past the deadline of 12 May."
)
BOARD = "港湾委員会は金曜日、浚渫会社への支払いをすべて停止した。"
MAYOR = "市長は月曜日、新しい橋の建設計画を議会に提出した。"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (WIRE, EDITED, True),
        (WIRE, WIRE.replace("14 invoices", "15 invoices"), False),
        (WIRE, WIRE.replace("14 invoices", "fourteen invoices"), True),
        (WIRE, WIRE.replace("was never done", "was done"), False),
        (WIRE, WIRE.replace("was never done", "wasn't done"), True),
        (WIRE, WIRE.replace(" for work that was never done", ""), True),
        (PAID, PAID.replace("four", "forty"), False),
        (PAID, PAID.replace("thousand", "million"), False),
        (PAID, PAID.replace("We paid", "We never paid"), False),
        (PAID, PAID.replace("advice", "silence"), False),
        (PAID, PAID.replace("clerk four", "clerk … four"), False),
        (PAID, PAID.replace("“", '"').replace("”", '"'), True),
        (PAID, PAID.replace("“", "").replace("”", ""), True),
        (PAID, PAID.replace(",” said Nils Lund", ",” Mr Lund said"), True),
        (PAID, PAID.replace("dredging firm, on Tuesday", "dredging company, Tuesday"), True),
        (DENIED, DENIED.replace("did not say", "did say"), False),
        (DENIED, DENIED.replace("did not say", "didn’t say"), True),
        (DENIED, DENIED.replace("5bn", "5m"), False),
        (COST, COST.replace("$520 million", "£386 million"), True),
        (COST, COST.replace("$520 million", "386 million pounds"), True),
        (COST, COST.replace("$520 million", "$502 million"), False),
        (COST, COST.replace("$520 million", "£386 million").replace("12", "21"), False),
        (DENIED, DENIED.replace("5bn", "5 billion"), True),
        (SHARES, SHARES.replace("14", "15"), False),
        (WIRE, WIRE.replace("Marta Ostrander", "Alasdair Penhallow").replace("Porth", "K"), False),
        (WIRE, WIRE.upper(), True),
        (WIRE, WIRE.replace("never", "not ever"), True),
        (WIRE, ", ".join(reversed(WIRE.split(", "))), True),
        (WIRE, WIRE[: len(WIRE) // 2], False),
        (FORMS[0], FORMS[1], False),
        (FORM, FORM.replace("Marta Ostrander", "Alasdair Penhallow"), False),
        (FORM, FORM.replace("Ostrander as", "Ostrender as"), True),
        (SPEECH, SPEECH.replace("Lyon", "Nantes"), False),
        (SPEECH, SPEECH.replace("Anna Meier", "Ms Meier"), True),
        (SPEECH, "On Tuesday " + SPEECH.replace(" on Tuesday", ""), True),
        (BOARD, BOARD.replace("金曜日", "金曜"), True),
        (BOARD, MAYOR, False),
    ],
)  # fmt: skip
def test_what_is_nearly_the_same(one: str, other: str, alike: bool) -> None:
    assert are_copies(Compared(one), Compared(other)) is alike
    assert are_copies(Compared(other), Compared(one)) is alike


def test_a_line_that_an_outlet_has_in_many_wordings_is_a_form(
    archive: Archive, tmp_path: Path
) -> None:
    line = "Get the latest news on {} every weekday morning in your inbox by signing up to receive "
    line += "letters and alerts from the Porthaven Echo, from which you can unsubscribe any time."
    names = ("trade", "farming", "schools", "health", "football", "weather", "fishing")
    news = [with_line(article(n), line.format(names[n % 7]), 9) for n in range(7)]
    archive.add([file(tmp_path / "a.jsonl", news[:3])])
    assert archive.search("is:copy").paragraphs == 3
    archive.add([file(tmp_path / "b.jsonl", news[3:])])
    assert archive.search("is:copy").paragraphs == 0


def planted(choose: Random, text: str) -> str:
    """A text of which at most a tenth of the words is changed, or left out, or put elsewhere."""
    words = text.split()
    many = max(1, len(words) // 10)
    at = choose.randrange(len(words) - many)
    kind = choose.choice(("change", "cut", "move"))
    if kind == "change":
        for place in choose.sample(range(len(words)), many):
            words[place] = "".join(choose.choices("abcdefghij", k=6))
        return " ".join(words)
    part = words[at : at + many]
    del words[at : at + many]
    if kind == "move":
        to = choose.randrange(len(words))
        words[to:to] = part
    return " ".join(words)


def test_planted_copies_are_found_and_nothing_else(archive: Archive, tmp_path: Path) -> None:
    choose = Random(8)
    news = [article(number) for number in range(runs(40, 600))]
    sources = [
        (one, text) for one in news for text in one.paragraphs if choose.random() < 0.3
    ]  # of 400 paragraphs, or of 6000
    plants = [
        replace(of(5000 + n, "Copy Cat", "2026-01-01", planted(choose, text)), url=f"https://c/{n}")
        for n, (_, text) in enumerate(sources)
    ]
    archive.add([file(tmp_path / "a.jsonl", [*news, *plants])])
    groups = dict(archive._database.all("SELECT paragraph, first FROM copy"))
    whole = {
        text: number for number, text in archive._database.all("SELECT number, text FROM paragraph")
    }
    pairs = [
        (whole[text], whole[plant.paragraphs[2]])
        for (_, text), plant in zip(sources, plants, strict=True)
    ]
    met = sum(groups.get(old, 0) == groups.get(new, 1) for old, new in pairs)
    assert met >= 0.95 * len(pairs)
    assert len(groups) <= 2.04 * met


def groups(database: Database) -> list[list[str]]:
    """The groups, as the articles and texts that they have."""
    rows = database.all(
        "SELECT c.first, a.id || ':' || p.ordinal FROM copy c"
        " JOIN paragraph p ON p.number = c.paragraph JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article"
    )
    found: dict[int, list[str]] = {}
    for first, place in rows:
        found.setdefault(first, []).append(place)
    return sorted(sorted(one) for one in found.values())


TEXTS = (
    WIRE, EDITED, WIRE.replace("Friday", "Thursday"), *FORMS, SHORT,
    "Ferries stay in port until the tide gauge at the old quay reads two metres, Ann Bell said.",
)  # fmt: skip


@settings(max_examples=runs(8, 200), deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(st.integers(0, 5), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4)),
            min_size=1,
            max_size=5,
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 9),
    st.randoms(use_true_random=False),
)
def test_the_same_is_found_in_whatever_portions_it_comes(
    batches: Sequence[Sequence[tuple[int, Sequence[str]]]], portion: int, choose: Random
) -> None:
    """Articles come and change in batches; at once, in portions, by an older version before or
    killed on the way: in the end the groups are those of beginning anew.
    """
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        database = Database(Path(folder) / "a.db")
        patch.setattr(copies_stage, "_PORTION", portion)
        intake = Intake(database)
        for batch in batches:
            for number, texts in batch:
                made = Article(
                    title=f"Title {number}",
                    paragraphs=tuple(texts),
                    outlet=f"Outlet {number}",
                    url=f"https://a.example/{number}",
                )
                judged = intake.deduplicate([made])
                intake.write([Arrival(judged[0])])
            if choose.random() < 0.7:
                _go_through(database, choose)
        Enrichment(database, [CopiesStage()]).run()
        found = groups(database)
        with database.transaction() as connection:
            connection.execute("DELETE FROM stage_range")
            store.forget(connection)
        patch.setattr(copies_stage, "_PORTION", 10_000)
        Enrichment(database, [CopiesStage()]).run()
        assert groups(database) == found
        database.close()


class _KilledError(Exception):
    """In the midst of it."""


def _go_through(database: Database, choose: Random) -> None:
    stage = CopiesStage()
    if choose.random() < 0.3:
        stage.version = "0"
    with pytest.MonkeyPatch.context() as patch:
        left = choose.randrange(6)

        def settle(*given: object) -> object:
            nonlocal left
            left -= 1
            if not left:
                raise _KilledError
            return settled(*given)  # type: ignore[arg-type]

        settled = store.settle
        patch.setattr(store, "settle", settle)
        with contextlib.suppress(_KilledError):
            Enrichment(database, [stage]).run()


@settings(max_examples=runs(15, 300), deadline=None)
@given(st.data())
def test_hits_that_are_folded_are_those_that_are_left_in_their_order(data: st.DataObject) -> None:
    size = data.draw(st.integers(0, 200))
    articles = data.draw(st.lists(st.integers(0, 9), min_size=size, max_size=size))
    behind = data.draw(st.sets(st.integers(0, max(0, size - 1)), max_size=size or 0))
    hits: Any = FoldedHits(PlainHits(articles), behind)  # type: ignore[arg-type]
    left = [number for number in range(size) if number not in behind]
    assert len(hits) == len(left)
    start, stop = sorted(data.draw(st.tuples(st.integers(0, 210), st.integers(0, 210))))
    assert list(hits[start:stop]) == left[start:stop]
    if left:
        at = data.draw(st.integers(0, len(left) - 1))
        assert hits[at] == left[at]
    assert list(hits.numbers()) == left
    of = [articles[number] for number in left]
    assert list(hits.firsts()) == [of.index(article) for article in of]


def test_hits_that_are_folded_are_the_same_for_threads_that_read_on_beside_each_other() -> None:
    wanted = {0: [0, 2], 60: [120, 122], 100: [200, 202], 190: [380, 382]}
    for place in count():
        hits: Any = FoldedHits(PlainHits([0] * 400), range(1, 400, 2))  # type: ignore[arg-type]
        found: dict[int, list[int]] = {}

        def read(at: int, hits: Any = hits, found: dict[int, list[int]] = found) -> None:
            found[at] = list(hits[at : at + 2])

        read(0)
        is_met = interrupted(
            FoldedHits._up_to.__code__, place, partial(read, 60), partial(read, 100)
        )
        read(190)
        if not is_met:
            break
        assert found == wanted
    assert place


class PlainHits:
    """Hits whose rows are their numbers."""

    def __init__(self, articles: Sequence[int]) -> None:
        self._articles = articles

    def __len__(self) -> int:
        return len(self._articles)

    def __getitem__(self, at: int) -> int:
        return at

    def at(self, positions: Sequence[int]) -> Sequence[int]:
        return positions

    def numbers(self) -> Sequence[int]:
        return range(len(self))

    def some_numbers(self, start: int, count: int) -> Sequence[int]:
        return range(start, min(len(self), start + count))

    def firsts(self) -> Sequence[int]:
        return [self._articles.index(one) for one in self._articles]


def test_copies_of_a_paragraph_and_whose_text_an_article_is(
    archive: Archive, tmp_path: Path
) -> None:
    news = [
        replace(article(1, outlet=outlet), url=f"https://{n}.example/", date=f"2025-10-0{9 - n}")
        for n, outlet in enumerate(("Meridian Wire", "Echo", "Strait Post"), 1)
    ]
    news[1] = replace(news[1], paragraphs=news[1].paragraphs[:7])
    archive.add([file(tmp_path / "a.jsonl", [*news, article(2)])])
    (hit,) = archive.search("outlet:echo").hits[:1]
    assert [one.outlet for one in archive.copies.of(hit.number)] == [
        *("Strait Post", "Echo", "Meridian Wire")
    ]
    assert hit.copied == ("Strait Post", "Meridian Wire")
    shared = archive.copies.text_of(hit.article)
    assert shared is not None
    assert (shared.paragraphs, shared.of, shared.outlet) == (7, 7, "Strait Post")
    assert (shared.articles, shared.before) == (2, True)
    (alone,) = archive.search("outlet:porthaven").hits[:1]
    assert archive.copies.of(alone.number) == []
    assert archive.copies.text_of(alone.article) is None
    found = archive.search('outlet:"Echo" OR outlet:wire OR outlet:strait', fold=True)
    assert (found.paragraphs, found.folded, len(found.hits)) == (27, 17, 10)
    assert len(archive.search('scope:article outlet:"Echo"', fold=True).hits) == 7


def test_short_paragraphs_are_copies_in_articles_that_share_more(archive, tmp_path) -> None:
    said = "The board meets again on Tuesday to hear from the dredgers and from the town’s bankers."
    shared = [
        of(1, "Meridian Wire", "2025-10-03", WIRE, said, SHORT),
        of(2, "Strait Post", "2025-10-04", WIRE, said, SHORT),
        of(3, "Harbour Post", "2025-10-05", WIRE, SHORT),
        of(4, "Porthaven Echo", "2025-10-02", SHORT),
    ]
    archive.add([file(tmp_path / "news.jsonl", shared)])
    short = {hit.outlet: hit for hit in archive.search(f'"{SHORT}"').hits[:9]}
    assert len(short) == 4
    found = archive.copies.of(short["Strait Post"].number)
    assert [hit.outlet for hit in found] == ["Meridian Wire", "Strait Post"]
    assert found[0].copied == ("Strait Post",)
    assert archive.copies.of(short["Harbour Post"].number) == []
    assert archive.copies.of(short["Porthaven Echo"].number) == []
    text = archive.copies.text_of(short["Strait Post"].article)
    assert (text.paragraphs, text.of, text.outlet) == (3, 13, "Meridian Wire")
    assert archive.copies.text_of(short["Harbour Post"].article) is None
