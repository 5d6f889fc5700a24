"""tantivy through its Python package, one indexing thread, English stemmer."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, TextAnalyzerBuilder, Tokenizer

from benchmarks.engines.contract import TOP, folder_bytes
from benchmarks.engines.fts5 import ordinal
from benchmarks.queries import Asked
from index.core.article import Article

_FIELDS = ("text", "title")


class Tantivy:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "tantivy"
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=True, tokenizer_name="english")
        builder.add_text_field("title", tokenizer_name="english")
        builder.add_bytes_field("headline", stored=True)
        builder.add_text_field("outlet", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_bytes_field("date", stored=True)
        self.schema = builder.build()
        self.analyser = (
            TextAnalyzerBuilder(Tokenizer.simple())
            .filter(Filter.remove_long(64))
            .filter(Filter.lowercase())
            .filter(Filter.ascii_fold())
            .filter(Filter.stemmer("english"))
            .build()
        )

    def _index(self) -> tantivy.Index:
        index = tantivy.Index(self.schema, path=str(self.folder))
        index.register_tokenizer("english", self.analyser)
        return index

    def prepare(self, articles: Iterable[Article]) -> None:
        """Nothing."""

    def index(self, articles: Iterable[list[Article]]) -> float:
        self.folder.mkdir(parents=True)
        began = time.perf_counter()
        writer = self._index().writer(heap_size=256_000_000, num_threads=1)
        took = time.perf_counter() - began
        for batch in articles:
            began = time.perf_counter()
            for article in batch:
                day = ordinal(article.date)
                headline, date = article.title.encode(), article.date.encode()
                for place, text in enumerate(article.paragraphs):
                    doc = tantivy.Document()
                    doc.add_text("text", text)
                    if not place:
                        doc.add_text("title", article.title)
                    doc.add_bytes("headline", headline)
                    doc.add_text("outlet", article.outlet.lower())
                    doc.add_integer("day", day)
                    doc.add_bytes("date", date)
                    writer.add_document(doc)
            took += time.perf_counter() - began
        began = time.perf_counter()
        writer.commit()
        writer.wait_merging_threads()
        return took + time.perf_counter() - began

    def bytes(self) -> tuple[int, int]:
        return folder_bytes(self.folder), 0

    def open(self) -> None:
        index = self._index()
        index.reload()
        self.searcher = index.searcher()

    def search(self, asked: Asked) -> tuple[int, int]:
        wanted = self._query(asked)
        only = []
        if asked.outlet:
            only.append(Query.term_query(self.schema, "outlet", asked.outlet, "basic"))
        if asked.days[0]:
            first, last = map(ordinal, asked.days)
            only.append(
                Query.range_query(self.schema, "day", tantivy.FieldType.Integer, first, last)
            )
        if only:
            musts = [wanted, *(Query.const_score_query(one, 0.0) for one in only)]
            wanted = Query.boolean_query([(Occur.Must, one) for one in musts])
        result = self.searcher.search(wanted, limit=TOP)
        rows = [self.searcher.doc(address).to_dict() for _, address in result.hits]
        return result.count, len(rows)

    def _query(self, asked: Asked) -> Query:
        words = [self.analyser.analyze(word)[0] for word in asked.words]

        def either(queries: list[Query]) -> Query:
            return Query.boolean_query([(Occur.Should, one) for one in queries])

        if asked.how in ("phrase", "near"):
            slop = asked.distance - 1 if asked.distance else 0
            orders = [words] if asked.how == "phrase" else [words, words[::-1]]
            return either(
                [
                    Query.phrase_query(self.schema, field, order, slop)
                    for field in _FIELDS
                    for order in orders
                ]
            )
        if asked.how == "prefix":
            pattern = f"{asked.words[0]}.*"
            return either([Query.regex_query(self.schema, field, pattern) for field in _FIELDS])
        each = [
            either([Query.term_query(self.schema, field, word) for field in _FIELDS])
            for word in words
        ]
        if asked.how == "or":
            return either(each)
        return Query.boolean_query([(Occur.Must, one) for one in each])
