"""Whoosh as it comes: its own codec, stemming analyser and BM25F."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path

from whoosh import fields, index, query
from whoosh.analysis import StemmingAnalyzer
from whoosh.query.spans import SpanNear
from whoosh.scoring import BM25F

from benchmarks.engines.contract import TOP, folder_bytes
from benchmarks.engines.fts5 import ordinal
from benchmarks.queries import Asked
from index.core.article import Article


class StockWhoosh:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "whoosh"
        self.analyser = StemmingAnalyzer(stoplist=None, minsize=1)

    def prepare(self, articles: Iterable[Article]) -> None:
        """Nothing."""

    def index(self, articles: Iterable[list[Article]]) -> float:
        self.folder.mkdir(parents=True)
        schema = fields.Schema(
            text=fields.TEXT(analyzer=self.analyser, stored=True),
            title=fields.TEXT(analyzer=self.analyser),
            headline=fields.STORED,
            outlet=fields.ID(stored=True),
            day=fields.NUMERIC(int),
            date=fields.STORED,
        )
        began = time.perf_counter()
        writer = index.create_in(self.folder, schema).writer(limitmb=256)
        took = time.perf_counter() - began
        for batch in articles:
            began = time.perf_counter()
            for article in batch:
                day = ordinal(article.date)
                for place, text in enumerate(article.paragraphs):
                    more = {"title": article.title} if not place else {}
                    writer.add_document(
                        text=text, headline=article.title, outlet=article.outlet.lower(),
                        day=day, date=article.date, **more,
                    )  # fmt: skip
            took += time.perf_counter() - began
        began = time.perf_counter()
        writer.commit()
        return took + time.perf_counter() - began

    def bytes(self) -> tuple[int, int]:
        return folder_bytes(self.folder), 0

    def open(self) -> None:
        self.searcher = index.open_dir(self.folder).searcher(weighting=BM25F())

    def search(self, asked: Asked) -> tuple[int, int]:
        wanted = self._query(asked)
        only = []
        if asked.outlet:
            only.append(query.Term("outlet", asked.outlet))
        if asked.days[0]:
            only.append(query.NumericRange("day", *map(ordinal, asked.days)))
        filters = query.And(only) if only else None
        results = self.searcher.search(wanted, limit=TOP, filter=filters)
        rows = [hit.fields() for hit in results]
        return -1, len(rows)

    def _query(self, asked: Asked) -> query.Query:
        words = [next(self.analyser(word)).text for word in asked.words]
        both = ("text", "title")
        if asked.how == "phrase":
            return query.Or([query.Phrase(field, words) for field in both])
        if asked.how == "near":
            # Whoosh cannot join two of these by Or; few headlines would be found.
            terms = [query.Term("text", word) for word in words]
            return SpanNear(*terms, slop=asked.distance, ordered=False)
        if asked.how == "prefix":
            return query.Or([query.Prefix(field, asked.words[0]) for field in both])
        each = [query.Or([query.Term(field, word) for field in both]) for word in words]
        return query.Or(each) if asked.how == "or" else query.And(each)
