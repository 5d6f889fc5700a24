"""Somebody who knows Whoosh works with an archive's index: what Whoosh documents, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from whoosh import collectors, highlight, qparser, scoring, sorting
from whoosh import index as whoosh_index
from whoosh import query as wq
from whoosh.query import spans
from whoosh.writing import IndexingError

from index import Archive
from index.core.errors import ArchiveBusy
from index.engines.whoosh.segments.manifest import NAME

MANUAL = Path(__file__).parents[2] / "docs" / "whoosh.md"


@pytest.fixture(scope="module")
def archive(sampled: Path) -> Iterator[Archive]:
    with Archive.open(sampled / "a.db", index_folder=sampled / "index") as opened:
        yield opened


@pytest.fixture
def searcher(archive: Archive) -> Iterator[Any]:
    with archive.whoosh().searcher() as opened:
        yield opened


def both(archive: Archive, *plugins) -> qparser.QueryParser:
    """A parser that looks where Nutgraf looks."""
    schema = archive.whoosh().schema
    parser = qparser.MultifieldParser(["text", "title"], schema, fieldboosts={"title": 2.0})
    for plugin in plugins:
        parser.add_plugin(plugin)
    return parser


def numbers(results) -> list[int]:
    return [hit["number"] for hit in results]


def test_the_index_is_one_of_whoosh(archive: Archive) -> None:
    index = archive.whoosh()
    assert isinstance(index, whoosh_index.Index)
    assert index.doc_count() == archive.stats().paragraphs
    assert index.doc_count_all() >= index.doc_count()
    assert not index.is_empty()
    assert index.up_to_date()
    assert index.refresh() is index
    assert index.latest_generation() > 0
    assert index.last_modified() > 0
    assert {"text", "title", "outlet", "date", "number", "article"} <= set(index.schema.names())


@pytest.mark.parametrize(
    "text",
    [
        "ferry", "harbour money", "ferry OR crane", "harbour NOT ferry", '"Tidewell Group"',
        "harb*", "(ferry OR crane) AND harbour", "Ingrid", "judge NOT (money OR fire)",
    ],
)  # fmt: skip
def test_a_query_parsed_by_whoosh_finds_what_nutgraf_finds(archive, searcher, text) -> None:
    theirs = searcher.search(both(archive).parse(text), limit=None)
    ours = archive.search(text)
    assert sorted(numbers(theirs)) == sorted(ours.hits.numbers())
    assert ours.paragraphs > 0
    # Constants for patterns and exclusions are others, and so is what a capital in quotes means.
    if text.replace(" ", "").isalpha() and "NOT" not in text:
        assert numbers(theirs) == list(ours.hits.numbers())
        assert [hit.score for hit in theirs[:10]] == pytest.approx(
            [hit.score for hit in ours.hits[:10]], rel=1e-5
        )


def test_plug_ins_of_the_parser(archive, searcher) -> None:
    def count(text: str, *plugins) -> int:
        return len(searcher.search(both(archive, *plugins).parse(text), limit=None))

    exact = count("harbour")
    assert count("harbuor~2/1", qparser.FuzzyTermPlugin()) >= exact > 0
    assert count('r"harbo.+"', qparser.RegexPlugin()) >= exact
    assert count("date:>=2000", qparser.GtLtPlugin()) == archive.search("after:2000").paragraphs
    assert count("+harbour ferry", qparser.PlusMinusPlugin()) == exact
    parser = qparser.SimpleParser("text", archive.whoosh().schema)
    assert len(searcher.search(parser.parse("harbour"), limit=None)) > 0


@pytest.mark.parametrize("days", ["2025-10", "2025-10-01..2025-10-31", "2025-11.."])
def test_dates_are_those_of_nutgraf(archive, searcher, days) -> None:
    first, _, last = days.partition("..")
    written = f"date:[{first} TO {last}]" if ".." in days else f"date:{days}"
    found = searcher.search(both(archive).parse(written), limit=None)
    assert sorted(numbers(found)) == sorted(archive.search(f"date:{days}").hits.numbers())
    assert len(found) > 0
    assert not searcher.search(both(archive).parse("date:yesterdayish"))


def test_stored_fields_come_out_of_the_archive(archive, searcher) -> None:
    hit = searcher.search(both(archive).parse('"Tidewell Group"'))[0]
    row = archive.search('"Tidewell Group"').hits[0]
    assert (hit["text"], hit["title"], hit["outlet"]) == (row.text, row.title, row.outlet)
    assert (hit["number"], hit["article"], hit["ordinal"]) == (row.number, row.article, row.ordinal)
    assert searcher.document(number=row.number)["text"] == row.text
    whole = list(searcher.documents(article=row.article))
    assert len(whole) == row.paragraphs
    assert searcher.document(number=10**9) is None


def test_sorting_grouping_and_collapsing(archive, searcher) -> None:
    query = both(archive).parse("harbour")
    newest = searcher.search(query, sortedby="date", reverse=True, limit=None)
    dates = [hit["date"][:10] for hit in newest]
    assert dates == sorted(dates, reverse=True)
    by = [sorting.FieldFacet("outlet"), sorting.FieldFacet("number", reverse=True)]
    pairs = [(hit["outlet"], -hit["number"]) for hit in searcher.search(query, sortedby=by)]
    assert pairs == sorted(pairs)
    groups = searcher.search(query, groupedby="outlet", limit=None).groups("outlet")
    counted = dict(archive.search("harbour").facets.outlets)
    assert {name: len(docs) for name, docs in groups.items()} == counted
    collapsed = searcher.search(query, collapse="article", limit=None)
    assert len({hit["article"] for hit in collapsed}) == archive.search("harbour").articles
    first, last = datetime.fromisoformat("1900-01-01"), datetime.fromisoformat("2100-01-01")
    months = sorting.DateRangeFacet("date", first, last, timedelta(days=400))
    ranges = searcher.search(query, groupedby=months, maptype=sorting.Count).groups()
    assert sum(ranges.values()) == archive.search("harbour").paragraphs


def test_filters_masks_pages_and_limits(archive, searcher) -> None:
    query = both(archive).parse("harbour")
    ferry = both(archive).parse("ferry")
    whole = searcher.search(query, limit=None)
    inside = searcher.search(query, filter=ferry, limit=None)
    outside = searcher.search(query, mask=ferry, limit=None)
    assert set(numbers(inside)) | set(numbers(outside)) == set(numbers(whole))
    assert not set(numbers(inside)) & set(numbers(outside))
    page = searcher.search_page(query, 2, pagelen=3)
    assert numbers(page) == numbers(whole)[3:6]
    assert page.total == len(whole)
    collector = collectors.TimeLimitCollector(searcher.collector(limit=5), timelimit=60.0)
    searcher.search_with_collector(query, collector)
    assert numbers(collector.results()) == numbers(whole)[:5]
    assert len(searcher.search(wq.Every(), limit=None)) == archive.stats().paragraphs


def test_likeness_key_terms_and_matched_terms(archive, searcher) -> None:
    found = searcher.search(both(archive).parse("ferry"), terms=True)
    assert ("text", b"ferri") in found.matched_terms()
    assert found[0].matched_terms()
    like = found[0].more_like_this("text")
    assert len(like) > 0
    assert found[0]["number"] not in numbers(like)
    assert "ferri" in dict(found.key_terms("text", docs=10, numterms=20))


def test_highlights_mark_words_in_all_inflections(archive, searcher) -> None:
    found = searcher.search(both(archive).parse("ferries"))
    found.fragmenter = highlight.WholeFragmenter()
    found.formatter = highlight.UppercaseFormatter()
    marked = found[0].highlights("text") or found[0].highlights("title")
    assert {"FERRY", "FERRIES", "FERRIED"} & set(re.findall("[A-Z]+", marked))


def test_spelling_suggests_words_that_are_written(archive, searcher) -> None:
    assert "harbour" in searcher.suggest("text", "harbuor")
    assert searcher.corrector("text").suggest("sorensn", maxdist=1) == ["sorensen"]
    query = qparser.QueryParser("text", archive.whoosh().schema).parse("sorensn")
    assert searcher.correct_query(query, "sorensn").string == "sorensen"


def test_lexicon_and_statistics(archive, searcher) -> None:
    reader = searcher.reader()
    assert list(reader.expand_prefix("text", "harb")) == sorted(
        {term for field, term in reader.all_terms() if field == "text" and term[:4] == b"harb"}
    )
    terms = list(reader.all_terms())
    assert terms == sorted(set(terms))
    assert reader.frequency("text", "harbor") >= reader.doc_frequency("text", "harbor") > 0
    assert searcher.search(wq.Term("text", "harbor"), limit=None).estimated_length() == (
        reader.doc_frequency("text", "harbor")
    )
    assert len(reader.most_frequent_terms("text", 3)) == 3


def test_other_scoring_models_and_spans(archive) -> None:
    with archive.whoosh().searcher(weighting=scoring.TF_IDF()) as searcher:
        # Our collector scores by BM25F; any other model is Whoosh's own to work out.
        other = searcher.search(wq.Term("text", "harbor"), limit=5)
    with archive.whoosh().searcher() as searcher:
        own = searcher.search(wq.Term("text", "harbor"), limit=5)
        assert [hit.score for hit in other] != pytest.approx([hit.score for hit in own])
        words = [wq.Term("text", "harbor"), wq.Term("text", "money")]
        near = searcher.search(spans.SpanNear2(words, slop=60, ordered=False), limit=None)
        assert set(numbers(near)) <= set(archive.search("harbour money").hits.numbers())
        assert len(near) > 0


def test_a_writer_of_whoosh(tmp_path) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        index = archive.whoosh()
        with index.writer() as writer:
            with pytest.raises(ArchiveBusy):
                index.writer()
            writer.add_document(number=1, article=1, ordinal=1, text="A crane fell", title="Port")
            writer.add_document(number=2, article=1, ordinal=2, text="Nobody was hurt")
            writer.update_document(number=3, article=2, ordinal=1, text="The ferry sails again")
            with pytest.raises(IndexingError):
                writer.add_document(text="no number")
            with pytest.raises(IndexingError):
                writer.delete_document(0)
        assert index.refresh().doc_count() == 3
        assert archive.search("crane", sort="newest").hits.numbers() == [1]
        index.delete_by_term("article", 1)
        assert index.refresh().doc_count() == 1
        writer = index.writer()
        writer.add_document(number=9, article=9, ordinal=1, text="never written")
        writer.cancel()
        assert index.refresh().doc_count() == 1
        with index.writer() as writer:
            writer.add_document(number=4, article=4, ordinal=1, text="one more")
        index.optimize()
        with index.searcher() as searcher:
            assert len(searcher.reader().leaf_readers()) == 1
            assert sorted(numbers(searcher.search(wq.Every(), limit=None))) == [3, 4]


def test_paragraphs_of_an_article_that_fills_a_batch_are_all_there(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("index.engines.whoosh.segments.writer._BESIDE", 30)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        index = archive.whoosh()
        with index.writer() as writer:
            for number in range(1, 10):
                text = f"The crane fell for the {number}th time"
                writer.add_document(number=number, article=number // 4, ordinal=number, text=text)
        assert index.refresh().doc_count() == 9
        with index.searcher() as searcher:
            found = searcher.search(wq.Term("text", "crane"), limit=None)
            assert sorted(numbers(found)) == [*range(1, 10)]


def test_how_large_an_index_is_can_be_asked_while_it_is_written(archive, monkeypatch) -> None:
    index = archive.whoosh()
    gone = index.folder / "0.seg"
    monkeypatch.setattr(Path, "glob", lambda _folder, _pattern: [gone, index.folder / NAME])
    assert index.bytes == (index.folder / NAME).stat().st_size


def test_what_the_manual_shows_works(archive, monkeypatch, capsys) -> None:
    blocks = re.findall(r"```python\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL)
    opened = Archive.open(archive.path, index_folder=archive.index_folder)
    monkeypatch.setattr(Archive, "open", lambda: opened)
    shown: dict[str, object] = {}
    exec(blocks[0], shown)
    printed = capsys.readouterr().out
    assert len(blocks[0].splitlines()) <= 15
    assert "match term" in printed
    assert "harbour" in printed.splitlines()[-1]
    with archive.whoosh().searcher() as searcher:
        exec(blocks[1], {"searcher": searcher})


def test_a_heading_of_the_word_asked_for_does_not_come_before_what_tells_of_it(tmp_path) -> None:
    told = (
        "Dredging",
        "Dredging began in spring, and the dredging of the northern basin is to end by autumn.",
        "The harbour office in Hest has no money left for what is asked of it by the builders.",
        "Nobody in the council was told of the plan before the papers were published last week.",
    )
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        with archive.whoosh().writer() as writer:
            for place, text in enumerate(told, 1):
                writer.add_document(number=place, article=1, ordinal=place, text=text)
        with archive.whoosh().searcher() as searcher:
            asked = wq.Term("text", "dredg")
            own, walked = searcher.search(asked), searcher.search(asked, terms=True)
            assert numbers(own) == numbers(walked) == [2, 1]
            assert [hit.score for hit in own] == pytest.approx([hit.score for hit in walked])
        with archive.whoosh().searcher(weighting=scoring.BM25F()) as searcher:
            assert numbers(searcher.search(asked)) == [1, 2]
