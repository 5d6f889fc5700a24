"""The count shown is the count got: a row of a list, taken as a filter, finds what it counted."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import (
    Archive,
    EntityCount,
    EntityType,
    PivotTable,
    Results,
    Scope,
    entity_clause,
    field_clause,
    hide_edit,
    merge_edit,
    month_clause,
    narrowed,
    negate,
    rename_edit,
    retype_edit,
    split_edit,
)
from index.core.errors import InputError
from tests.conftest import Once
from tests.effort import THOROUGH, runs

TYPES: tuple[EntityType, ...] = ("person", "org", "place")
PEOPLE = ("Barack Obama", "Michelle Obama", "Bill Clinton", "Hillary Clinton", "Tomas Ostrander")
OUTLETS = ("The Hill", "THE HILL", "Hill", "Porthaven Echo", "Echo", "★", "Ö & Co", "O & Co", "")
DATES = ("2020-01-02", "2020-01-31T23:30:00-05:00", "2020-01", "2020", "2021", "2021-12-31", "")


def written(folder: Path) -> Path:
    """News in which names, outlets and dates are parts of one another."""
    file = folder / "news.jsonl"
    turns = zip(range(40), *map(itertools.cycle, (OUTLETS, DATES, PEOPLE)), strict=False)
    with file.open("w", encoding="utf-8") as out:
        for number, outlet, date, person in turns:
            last = person.split()[-1]
            texts = [f"{person} spoke in London.", f"Mr. {last} met Ann Clinton of Hanwha Ocean."]
            if number % 3 == 0:
                texts = [f"Mr. {last} was named in a letter from Paris."]
            record = {
                "id": str(number),
                "title": f"Number {number}",
                "source": outlet,
                "date": date,
                "text": "\n\n".join(texts),
            }
            out.write(json.dumps(record) + "\n")
    return file


def _made(folder: Path) -> None:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([written(folder)])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def of_results(found: Results, *, each: int = 1) -> Iterator[tuple[str, int]]:
    """A filter and the count shown for it, of all that a search lists."""
    for kind in TYPES:
        for one in (*found.facets.of(kind)[::each], *found.only_here(kind)[:9]):
            yield entity_clause(one.type, one.name), one.count
    yield from ((field_clause("outlet", name), count) for name, count in found.facets.outlets)
    yield from ((month_clause(month), count) for month, count in found.facets.months)


def differing(
    archive: Archive, rows: Iterator[tuple[str, int]], query: str = "", within: Sequence[str] = ()
) -> list[tuple[str, int, int]]:
    """Rows that find another number of paragraphs than is shown beside them."""
    compared = (
        (clause, shown, archive.search(query, filters=[*within, clause]).paragraphs)
        for clause, shown in rows
    )
    return [row for row in compared if row[1] != row[2]]


def lists_of(archive: Archive, *, each: int = 1) -> list[tuple[str, int, int]]:
    """The same of every list there is of the whole archive, of every `each`th row."""
    wrong = differing(archive, of_results(archive.search(""), each=each))
    desk = archive.entity_editor.entities()[::each]
    wrong += differing(archive, ((entity_clause(o.type, o.name), o.count) for o in desk))
    completed = archive.entities("", None, 50)
    wrong += differing(archive, ((entity_clause(o.type, o.name), o.count) for o in completed))
    for name, count in archive.stats().outlets:
        clause = field_clause("outlet", name)
        if (got := archive.search("", filters=[clause]).articles) != count:
            wrong.append((clause, count, got))
    for one in desk[::7]:
        wrong += page_of(archive, one)
    return wrong


def page_of(archive: Archive, one: EntityCount) -> list[tuple[str, int, int]]:
    """The same of what the page of an entity lists."""
    page, own = archive.entity(one.entity), [entity_clause(one.type, one.name)]
    company = ((entity_clause(c.type, c.name), c.together) for c in page.co_occurrences[:20])
    wrong = differing(archive, company, within=own)
    outlets = ((field_clause("outlet", name), count) for name, count in page.outlets)
    wrong += differing(archive, outlets, within=own)
    months = ((month_clause(month), count) for month, count in page.months)
    return wrong + differing(archive, months, within=own)


def test_every_row_of_a_list_finds_what_it_counts(archive: Archive) -> None:
    assert lists_of(archive) == []
    for query in (
        "scope:article spoke met",
        "named OR letter",
        "clinton",
        'outlet:"The Hill"',
        "date:2020",
    ):
        found = archive.search(query)
        assert differing(archive, of_results(found), query) == []


SCOPES: tuple[Scope, ...] = ("paragraph", "article")
ASKED = (
    *("minister harbour", "lee OR xi", "-tariff harbour", "lee (trade OR tariff) -strike"),
    *('person:"Xi Jinping" trade', "person:lee place:seoul", "lead:harbour council", "lee w/p xi"),
    *("date:2025-11 summit", "outlet:echo", "here:harbour council", "harbour OR here:person:lee"),
    *("said:lee trade", "title:harbour crane", "zzyzx"),
)


@pytest.fixture(scope="module")
def seeded(sampled: Path) -> Iterator[Archive]:
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as opened:
        yield opened


@pytest.mark.parametrize("query", ASKED)
@pytest.mark.parametrize("scope", SCOPES)
def test_rows_find_what_they_count_however_wide_the_query_looks(
    seeded: Archive, query: str, scope: Scope
) -> None:
    found = seeded.search(query, scope=scope)
    sections = seeded.pivot(found, "section", "story")
    rows = [*of_results(found, each=runs(9, 1)), *of_table(sections)]
    for clause, count in rows:
        added = seeded.search(query, filters=[clause], scope=scope)
        assert added.paragraphs == count, clause
        others = seeded.search(query, filters=[negate(clause)], scope=scope)
        assert others.paragraphs == found.paragraphs - count, clause
        assert set(added.hits.numbers()) | set(others.hits.numbers()) == set(found.hits.numbers())
        assert paragraphs(seeded, narrowed(query, [clause], scope)) == set(added.hits.numbers())
    for axes in (("person", "month"), ("place", "outlet")):
        table = seeded.pivot(found, *axes, most=(12, 6))
        for row, counts in zip(table.rows, table.counts, strict=True):
            for column, count in zip(table.columns, counts, strict=True):
                assert count <= min(row.count, column.count), (row, column)


def of_table(table: PivotTable) -> Iterator[tuple[str, int]]:
    yield from ((item.clause, item.count) for item in (*table.rows, *table.columns))


def test_the_scope_beside_a_text_means_what_it_means_in_it(seeded: Archive) -> None:
    asked = seeded.search("lee w/p trade xi", scope="article")
    assert asked.query.scope == "article"
    assert list(asked.hits.numbers()) == list(
        seeded.search("scope:article lee w/p trade xi").hits.numbers()
    )
    assert seeded.search("scope:paragraph lee xi", scope="article").query.scope == "paragraph"


def test_the_first_filter_leaves_the_sums_of_the_others(seeded: Archive) -> None:
    found = seeded.search("scope:article minister harbour")
    for one in found.facets.of("person")[:4]:
        own = entity_clause(one.type, one.name)
        within = seeded.search("scope:article minister harbour", filters=[own])
        assert (
            differing(seeded, of_results(within, each=5), "scope:article minister harbour", [own])
            == []
        )


def test_every_row_of_the_sample_archive_finds_what_it_counts(seeded: Archive) -> None:
    assert lists_of(seeded, each=runs(15, 1)) == []


def test_rows_of_real_news_find_what_they_count(tmp_path: Path, shared: Path) -> None:
    with Archive.open(tmp_path / "a.db") as opened:
        opened.add([_slice(tmp_path, shared)])
        assert lists_of(opened, each=runs(40, 20)) == []


def _slice(folder: Path, shared: Path) -> Path:
    """A few articles of American outlets, or all of them."""
    import gzip

    whole = shared / "news" / "us-outlets-2012-2020.jsonl.gz"
    if THOROUGH:
        return whole
    some = folder / "some.jsonl"
    with gzip.open(whole, "rt", encoding="utf-8") as lines:
        some.write_text("".join(itertools.islice(lines, 0, 1500, 30)), "utf-8")
    return some


@pytest.mark.parametrize("clause", ['person:"Obama"', 'entity:"Obama"'])
def test_the_name_of_one_entity_is_not_an_alias_of_another(tmp_path: Path, clause: str) -> None:
    records = [
        {"id": "1", "text": "Barack Obama spoke in Porthaven.\n\nObama then left the hall."},
        {"id": "2", "text": "Mr. Obama was named in a letter."},
    ]
    news = tmp_path / "facets.jsonl"
    news.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    with Archive.open(tmp_path / "a.db") as opened:
        opened.add([news])
        assert {o.name: o.count for o in opened.search("").facets.people} == {
            "Barack Obama": 2,
            "Obama": 1,
        }
        assert opened.search(clause).paragraphs == 1
        assert opened.search('person:"Barack Obama"').paragraphs == 2
        assert opened.search("person:obama").paragraphs == 3


def test_without_an_entity_of_that_name_an_alias_counts(archive: Archive) -> None:
    desk = archive.entity_editor
    lone = next(one for one in desk.entities() if one.name == "Obama")
    full = next(one for one in desk.entities() if one.name == "Barack Obama")
    desk.apply([merge_edit(lone, full)])
    assert archive.search('person:"Obama"').paragraphs == lone.count + full.count


kinds = st.sampled_from(("merge", "merge", "split", "rename", "rename", "retype", "hide", "undo"))
steps = st.lists(st.tuples(kinds, st.integers(0, 99), st.integers(0, 99)), max_size=7)


def edited(archive: Archive, kind: str, first: int, second: int) -> None:
    """One thing that a reader does at the desk, to whom the numbers fall on."""
    known = archive.entity_editor.entities()
    if kind == "undo":
        archive.undo()
        return
    if not known:
        return
    one, other = known[first % len(known)], known[second % len(known)]
    forms = archive.entity(one.entity).aliases
    if kind in ("merge", "retype"):
        edit = merge_edit(one, other) if kind == "merge" else retype_edit(one, other.type)
    elif kind == "split":
        edit = split_edit(one, forms[second % len(forms)][0], "" if second % 2 else other.name)
    elif kind == "rename":
        edit = rename_edit(one, other.name if second % 4 == 0 else f"{one.name} {second % 5}")
    else:
        edit = hide_edit(one)
    archive.entity_editor.apply([edit])


@settings(max_examples=runs(6, 300))
@given(steps)
def test_rows_find_what_they_count_after_any_edits(
    tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("edited")
    with Archive.open(folder / "a.db") as opened:
        opened.add([written(folder)])
        for step in made:
            try:
                edited(opened, *step)
            except InputError:
                continue
        assert lists_of(opened, each=3) == []


def paragraphs(archive: Archive, query: str) -> set[int]:
    return set(archive.search(query).hits.numbers())


def test_a_saved_filter_follows_what_becomes_of_the_name(archive: Archive) -> None:
    desk = archive.entity_editor
    by_name = {one.name: one for one in desk.entities()}
    bill, hillary = by_name["Bill Clinton"], by_name["Hillary Clinton"]
    archive.save_search("bill", entity_clause("person", "Bill Clinton"))
    own, hers = paragraphs(archive, "@bill"), paragraphs(archive, 'person:"Hillary Clinton"')
    desk.apply([rename_edit(bill, "William Clinton")])
    assert paragraphs(archive, "@bill") == own
    desk.apply([merge_edit(EntityCount(0, "person", "William Clinton", 0), hillary)])
    assert paragraphs(archive, "@bill") == own | hers
    desk.apply([retype_edit(hillary, "org")])
    assert paragraphs(archive, "@bill") == own | hers
    archive.undo()
    archive.undo()
    archive.undo()
    assert paragraphs(archive, "@bill") == own
    desk.apply([hide_edit(bill)])
    assert paragraphs(archive, "@bill") == set()


def test_a_name_made_by_an_edit_and_given_up_leads_on(archive: Archive) -> None:
    desk = archive.entity_editor
    one = next(one for one in desk.entities() if one.name == "Obama")
    desk.apply([rename_edit(one, "Tom")])
    desk.apply([rename_edit(EntityCount(0, "person", "Tom", 0), "Tommy")])
    own = paragraphs(archive, 'person:"Tommy"')
    assert len(own) == one.count
    assert paragraphs(archive, 'person:"Tom"') == own == paragraphs(archive, 'person:"Obama"')


def test_a_quoted_outlet_is_that_outlet_however_it_is_spelt(archive: Archive) -> None:
    counts = dict(archive.search("").facets.outlets)
    assert set(counts) == {"THE HILL", "Hill", "Porthaven Echo", "Echo", "★", "O & Co", ""}
    assert archive.search('outlet:"the hill"').paragraphs == counts["THE HILL"]
    assert archive.search("outlet:hill").paragraphs == counts["THE HILL"] + counts["Hill"]
    assert archive.search('outlet:"Porthaven"').paragraphs == 0
    assert archive.search("-outlet:*").paragraphs == counts[""]
    everything = archive.search("").paragraphs
    assert archive.search("outlet:*").paragraphs == everything - counts[""]


def test_an_outlet_that_is_none_is_offered_by_its_words(archive: Archive) -> None:
    found = archive.search('outlet:"Porthaven"')
    wider = {way.text: way.count for way in found.relaxations}
    assert wider["outlet:Porthaven"] == archive.search("outlet:porthaven").paragraphs > 0


def test_a_year_of_which_no_month_is_known_can_be_asked_for(archive: Archive) -> None:
    months = dict(archive.search("").facets.months)
    assert archive.search("date:2020-XX").paragraphs == months["2020"]
    assert archive.search("date:2020").paragraphs == months["2020"] + months["2020-01"]
    assert archive.search("is:undated").paragraphs == months[""]


@pytest.mark.parametrize(
    "clause",
    [
        "is:undated",
        "date:2020",
        'outlet:"The Hill"',
        "outlet:hill",
        "url:a",
        "lang:en",
    ],
)
def test_what_holds_for_whole_articles_brings_no_paragraphs_beside_words(
    archive: Archive, clause: str
) -> None:
    for words in ("spoke", "met spoke", "letter"):
        beside, here = (
            archive.search(f"scope:article {words} {c}") for c in (clause, f"here:{clause}")
        )
        assert [*beside.hits.numbers()] == [*here.hits.numbers()]


texts = st.one_of(
    st.sampled_from(
        ("spoke", "spoke OR met", "-spoke", '"spoke in', "said:clinton", "met sort:newest",
         "scope:article met", "", "date:2020..", "(a OR spoke) -met", "@x OR met", "spoke w/5 met")
    ),
    st.text("spoke met\"()-:OR @*'", max_size=12),
    # Of four words or more most are enough, where none has all.
    st.lists(st.sampled_from("spoke met London Paris letter xyz".split()), max_size=6)
    .map(" ".join),
)  # fmt: skip
clauses = st.lists(
    st.sampled_from((
        'person:"Bill Clinton"', '-outlet:"The Hill"', "-outlet:*", "date:2020-XX", "is:undated",
        "lead:met", "spoke OR named", "-(spoke met)", "spoke -named", "@x", "Paris", "-letter",
        '"in a letter" spoke',
    )),
    max_size=3, unique=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    folder = tmp_path_factory.mktemp("kept")
    with Archive.open(folder / "a.db") as opened:
        opened.add([written(folder)])
        yield opened


def test_what_is_left_out_of_articles_brings_no_other_paragraphs(archive: Archive) -> None:
    found = archive.search("scope:article met", filters=['-outlet:"The Hill"'])
    assert all("met" in hit.text for hit in found.hits[:])
    assert found.paragraphs == archive.search('met -outlet:"The Hill"').paragraphs


@settings(max_examples=runs(60, 3_000))
@example("O)O)O", ["spoke -named"], "paragraph")
@example("spoke met Paris letter", ["London"], "paragraph")
@given(texts, clauses, st.sampled_from(SCOPES))
def test_a_search_with_filters_is_one_text_that_finds_the_same(
    kept: Archive, text: str, filters: list[str], scope: Scope
) -> None:
    shown = kept.search(text, filters=filters, scope=scope)
    assert paragraphs(kept, narrowed(text, filters, scope)) == set(shown.hits.numbers())
