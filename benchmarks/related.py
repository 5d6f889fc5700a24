"""How good related paragraphs are, and how fast, beside BM25's "more like this" on the same index.

    python -m benchmarks.related ARCHIVE ../shared/news/us-outlets-2012-2020.jsonl.gz

ARCHIVE holds that file, imported with names. Asked for are the first paragraphs of articles. BM25
is asked as "more like this" asks in Lucene: the 25 rarest words of the paragraph, ranked by BM25;
of each other article the best paragraph counts, and the article itself does not, on both sides.

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
        text, own = database.one(
            "SELECT p.text, v.article FROM paragraph p JOIN version v ON v.number = p.version"
            " WHERE p.number = ?",
            (paragraph,),
        )
        telling = related._telling(engine, text)
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


_OF_ARTICLE = (
    "SELECT p.number FROM version v JOIN paragraph p ON p.version = v.number WHERE v.article = ?"
)


def ours(archive: Archive) -> Find:
    def find(paragraph: int) -> list[int]:
        return [one.hit.article for one in archive.related.of(paragraph, 10)]

    return find


def articles_of(archive: Archive, paragraphs: Sequence[int]) -> list[int]:
    """The articles of paragraphs, each once, the first ten."""
    rows = dict(
        archive._database.all(
            "SELECT p.number, v.article FROM paragraph p JOIN version v ON v.number = p.version"
            " WHERE p.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(paragraphs)),),
        )
    )
    return list(dict.fromkeys(rows[one] for one in paragraphs))[:10]


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
    parser.add_argument("--asked", type=int, default=600)
    arguments = parser.parse_args()
    with Archive.open(arguments.archive, index_folder=arguments.index, create=False) as archive:
        archive.catch_up()
        numbers, topics, firsts = known(archive, arguments.source)
        asked = random.Random(14).sample(sorted(topics), min(arguments.asked, len(topics)))
        pairs = [line.split() for line in PAIRS.read_text("utf-8").splitlines()]
        both = [(numbers[a], numbers[b]) for a, b in pairs if a in numbers and b in numbers]
        print(f"{len(asked)} articles asked for, {len(both)} pairs of one story")
        shares = {}
        for name, find in (("BM25", bm25(archive)), ("related", ours(archive))):
            common, took = [], []
            for article in asked:
                began = time.process_time()
                found = find(firsts[article])
                took.append(1000 * (time.process_time() - began))
                common += [topics.get(other) == topics[article] for other in found]
            met = [y in find(firsts[x]) for a, b in both for x, y in ((a, b), (b, a))]
            shares[name] = float(np.mean(common)), float(np.mean(met))
            print(
                f"{name:8} common topic {shares[name][0]:.3f}, story at 10 {shares[name][1]:.3f}; "
                f"CPU {np.median(took):.1f} ms, p95 {np.percentile(took, 95):.1f} ms"
            )
        ratios = [ours / theirs for ours, theirs in zip(*reversed(shares.values()), strict=True)]
        print(f"topics {ratios[0]:.2f} times BM25's, stories {ratios[1]:.2f} times")


if __name__ == "__main__":
    main()
