"""How good related paragraphs are, and how fast, beside "more like this" of BM25 and of Whoosh.

    python -m benchmarks.related ARCHIVE ../shared/news/us-outlets-2012-2020.jsonl.gz [--stock X]

ARCHIVE holds that file, imported with names. Asked for are the first paragraphs of articles. BM25
is asked, on the archive's own index, as "more like this" asks in Lucene: the 25 rarest words of the
paragraph, ranked by BM25. With `--stock` Whoosh's own `more_like` is asked as well, on an index of
the same paragraphs with Whoosh's codec, stemming analyser and BM25F, made in folder X if it
is not there (some minutes): by five key terms, as it comes, and by 25. Of each other article the
best paragraph counts, and the article itself does not, on all sides.

*Topics*: of the first ten articles, the share that has the topic which the file gives the article
asked for. (Reuters' topics are not in the file of Reuters that is at hand.) *Stories*: pairs of
articles of one day, from two outlets, that share three rare names; they were kept where their
headlines tell one event, by id alone (`data/one_story.tsv`): the share of pairs of which the other
article is among the first ten.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from whoosh import fields, index
from whoosh.analysis import StemmingAnalyzer

from index import Archive
from index.core.values import Span
from index.engines.contract import Wants
from index.query import ground, nodes
from index.query.ground import GroundQuery

PAIRS = Path(__file__).parent / "data" / "one_story.tsv"
_AT = Span(0, 0)
_TERMS, _DEPTH = 25, 150
Find = Callable[[int], list[int]]
"""From a paragraph to the articles of what is like it, the best first."""


def bm25(archive: Archive) -> Find:
    """BM25's "more like this"."""
    related, database = archive.related, archive._database

    def find(paragraph: int) -> list[int]:
        engine = related._engine()
        text, own = database.one(_TEXT_AND_ARTICLE, (paragraph,))
        telling = related._telling(engine, text, "")
        words = sorted(telling, key=lambda word: -telling[word])[:_TERMS]
        if not words:
            return []
        root: nodes.Node = nodes.Or(tuple(nodes.Word(w, span=_AT) for w in words), span=_AT)
        held = [n for (n,) in database.all(_OF_ARTICLE, (own,))]
        hidden = nodes.Not(ground.Paragraphs(tuple(held), span=_AT), span=_AT)
        root = nodes.And((root, hidden), span=_AT)
        page = engine.start(GroundQuery(root), Wants(rows=_DEPTH, clauses=False)).page(0, _DEPTH)
        return articles_of(archive, page.paragraphs.tolist())

    return find


_TEXT_AND_ARTICLE = (
    "SELECT p.text, v.article FROM paragraph p JOIN version v ON v.number = p.version"
    " WHERE p.number = ?"
)
_OF_ARTICLE = (
    "SELECT p.number FROM version v JOIN paragraph p ON p.version = v.number WHERE v.article = ?"
)


def ours(archive: Archive) -> Find:
    def find(paragraph: int) -> list[int]:
        return [one.hit.article for one in archive.related.of(paragraph, 10)]

    return find


def whoosh(archive: Archive, folder: Path, terms: int) -> Find:
    """Whoosh's `more_like` on an index of its own."""
    database = archive._database
    if not index.exists_in(folder):
        _made(archive, folder)
    searcher = index.open_dir(folder).searcher()

    def find(paragraph: int) -> list[int]:
        text, own = database.one(_TEXT_AND_ARTICLE, (paragraph,))
        docnum = searcher.document_number(number=paragraph)
        found = searcher.more_like(docnum, "text", text=text, top=_DEPTH, numterms=terms)
        return articles_of(archive, [hit["number"] for hit in found], but=own)

    return find


def _made(archive: Archive, folder: Path) -> None:
    """All paragraphs of current texts but furniture, as Whoosh comes."""
    folder.mkdir(parents=True, exist_ok=True)
    analyser = StemmingAnalyzer(cachesize=50_000)
    schema = fields.Schema(number=fields.NUMERIC(stored=True), text=fields.TEXT(analyser))
    writer = index.create_in(folder, schema).writer(limitmb=512)
    rows = archive._database.all(
        "SELECT p.number, p.text FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current JOIN paragraph p ON p.version = v.number"
        " WHERE p.number NOT IN (SELECT paragraph FROM furniture)"
    )
    for number, text in rows:
        writer.add_document(number=number, text=text)
    writer.commit()


def articles_of(archive: Archive, paragraphs: Sequence[int], but: int = 0) -> list[int]:
    """The articles of paragraphs, each once, the first ten; one of them left out."""
    rows = dict(
        archive._database.all(
            "SELECT p.number, v.article FROM paragraph p JOIN version v ON v.number = p.version"
            " WHERE p.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(paragraphs)),),
        )
    )
    every = dict.fromkeys(rows[one] for one in paragraphs)
    return [article for article in every if article != but][:10]


def known(archive: Archive, source: Path) -> tuple[dict[str, int], dict[int, str], dict[int, int]]:
    """The articles of the file: number by id, topic and first paragraph by number."""
    about = {
        (title, date, outlet): (number, first)
        for title, date, outlet, number, first in archive._database.all(
            "SELECT v.title, v.date, v.outlet, a.number, min(p.number) FROM article a"
            " JOIN version v ON v.article = a.number AND v.version = a.current"
            " JOIN paragraph p ON p.version = v.number WHERE length(p.text) > 80"
            " AND p.number NOT IN (SELECT paragraph FROM furniture) GROUP BY a.number"
        )
    }
    numbers, topics, firsts = {}, {}, {}
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            key = one["title"].strip(), one.get("date") or "", one["source"].strip()
            if key in about:
                number, first = about[key]
                numbers[one["id"]], topics[number], firsts[number] = number, one["topic"], first
    return numbers, topics, firsts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--stock", type=Path, metavar="FOLDER")
    parser.add_argument("--asked", type=int, default=600)
    parser.add_argument("--pairs", type=int, default=1000)
    arguments = parser.parse_args()
    with Archive.open(arguments.archive, index_folder=arguments.index, create=False) as archive:
        archive.catch_up()
        numbers, topics, firsts = known(archive, arguments.source)
        asked = random.Random(14).sample(sorted(topics), min(arguments.asked, len(topics)))
        pairs = [line.split() for line in PAIRS.read_text("utf-8").splitlines()]
        both = [(numbers[a], numbers[b]) for a, b in pairs if a in numbers and b in numbers]
        both = both[: arguments.pairs]
        print(f"{len(asked)} articles asked for, {len(both)} pairs of one story")
        ways = {"BM25": bm25(archive), "related": ours(archive)}
        if arguments.stock:
            ways["Whoosh, 5 terms"] = whoosh(archive, arguments.stock, 5)
            ways["Whoosh, 25 terms"] = whoosh(archive, arguments.stock, 25)
        shares = {}
        for name, find in ways.items():
            common, took = [], []
            for article in asked:
                began = time.process_time()
                found = find(firsts[article])
                took.append(1000 * (time.process_time() - began))
                common += [topics.get(other) == topics[article] for other in found]
            met = [y in find(firsts[x]) for a, b in both for x, y in ((a, b), (b, a))]
            shares[name] = float(np.mean(common)), float(np.mean(met))
            print(
                f"{name:16} common topic {shares[name][0]:.3f}, story at 10 {shares[name][1]:.3f}; "
                f"CPU {np.median(took):.1f} ms, p95 {np.percentile(took, 95):.1f} ms",
                flush=True,
            )
        mine = shares.pop("related")
        for name, theirs in shares.items():
            print(f"topics {mine[0] / theirs[0]:.2f}, stories {mine[1] / theirs[1]:.2f} of {name}")


if __name__ == "__main__":
    main()
