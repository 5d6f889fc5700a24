"""Whether stories are found, and what that costs.

    python -m benchmarks.stories ../shared/news                  # judged pairs, and the cost
    python -m benchmarks.stories ../shared/news --grow 300000    # the cost as an archive grows

Judged are pairs of articles of US outlets, 2012–2020, and of Reuters, 1987, at most five days
apart, by id alone (`data/one_story.tsv` has others, which were chosen as alike): whether both tell
one event, or go on with it. They were drawn by chance within bands of likeness, so that each
stands for so many pairs (`data/story_pairs.tsv`: corpus, two ids, 1 for one story, weight); those
of which a reader could not say it are left out. *Precision*: of the pairs in a story together, the
part that is one story; *recall*: of the pairs that are one story, the part that is together, both
by weight and, in brackets, by number. Limits were chosen by the pairs with even numbers; `held out`
are the others.

`--grow` takes articles made in the manner of real ones (`news.manyfold`) and tells what stories
cost for each new paragraph. Times are CPU times.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.news import articles_of, manyfold, real
from index import Article
from index.enrich.copies_stage import CopiesStage
from index.enrich.furniture_stage import FurnitureStage
from index.enrich.running import Enrichment
from index.enrich.stories_stage import StoriesStage
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database

PAIRS = Path(__file__).parent / "data" / "story_pairs.tsv"
FILES = {"us": "us-outlets-2012-2020.jsonl.gz", "r": "reuters-21578.jsonl.gz"}
Pair = tuple[str, str, bool, float]
_STEP = 2_000


def judged(corpus: str) -> list[Pair]:
    rows = (line.split("\t") for line in PAIRS.read_text("utf-8").splitlines())
    return [(one, two, same == "1", float(w)) for name, one, two, same, w in rows if name == corpus]


def imported(database: Database, articles: Sequence[Article]) -> dict[str, int]:
    """The articles, without names, and their numbers by their ids in the file."""
    intake = Intake(database)
    waiting = iter(articles)
    while part := list(islice(waiting, _STEP)):
        intake.write([Arrival(one) for one in intake.deduplicate(part)])
    rows = database.all(
        "SELECT v.title, v.date, v.outlet, p.text, v.article FROM version v"
        " JOIN paragraph p ON p.version = v.number AND p.ordinal = 1"
    )
    known = {tuple(row[:4]): row[4] for row in rows}
    keys = {
        one.source_id: (one.title, one.date, one.outlet, one.paragraphs[0])
        for one in articles
        if one.paragraphs
    }
    return {id_: known[key] for id_, key in keys.items() if key in known}


def score(name: str, pairs: Iterable[Pair], numbers: dict[str, int], story: dict[int, int]) -> None:
    """Print how well pairs are told apart; how many are not in the file is said."""
    right = found = wanted = 0.0
    counts = [0, 0, 0]
    lacking = 0
    for one, two, same, weight in pairs:
        if one not in numbers or two not in numbers:
            lacking += 1
            continue
        first = story.get(numbers[one])
        together = first is not None and first == story.get(numbers[two])
        right, found = right + weight * (same and together), found + weight * together
        wanted += weight * same
        counts = [c + n for c, n in zip(counts, (same and together, together, same), strict=True)]
    print(
        f"  {name:9} precision {right / max(found, 1):.2f} ({counts[0]}/{counts[1]}), "
        f"recall {right / max(wanted, 1):.2f} ({counts[0]}/{counts[2]})"
        + (f"; {lacking} pairs lack an article" if lacking else "")
    )


def measure(news: Path, corpus: str) -> None:
    articles = list(articles_of([news / FILES[corpus]]))
    with tempfile.TemporaryDirectory() as scratch:
        database = Database(Path(scratch) / "a.db")
        numbers = imported(database, articles)
        spent = []
        for stage in (FurnitureStage(), CopiesStage(), StoriesStage()):
            began = time.process_time()
            Enrichment(database, [stage], indexed=False).run()
            spent.append(time.process_time() - began)
        (paragraphs,) = database.one("SELECT count(*) FROM paragraph") or (0,)
        story = dict(database.all("SELECT article, first FROM story"))
        (size,) = database.one("SELECT sum(length(terms)) FROM story_entry") or (0,)
        print(
            f"{FILES[corpus]}: {len(story)} of {len(articles)} articles in "
            f"{len(set(story.values()))} stories; {1e6 * spent[-1] / paragraphs:.0f} µs a paragraph"
            f" (copies {1e6 * spent[-2] / paragraphs:.0f}), {size / paragraphs:.0f} bytes"
        )
        pairs = judged(corpus)
        score("chosen by", pairs[::2], numbers, story)
        score("held out", pairs[1::2], numbers, story)
        database.close()


def grow(news: Path, paragraphs: int) -> None:
    """What stories cost as an archive grows: for each new paragraph, and at the counts anew."""
    with tempfile.TemporaryDirectory() as scratch:
        database = Database(Path(scratch) / "a.db")
        intake, stage = Intake(database), Enrichment(database, [StoriesStage()])
        waiting = iter(manyfold(real(news), paragraphs))
        done = 0
        spent = 0.0
        while part := list(islice(waiting, _STEP)):
            intake.write([Arrival(one) for one in intake.deduplicate(part)])
            began = time.process_time()
            stage.run()
            took = time.process_time() - began
            size = sum(len(one.paragraphs) for one in part)
            done, spent = done + size, spent + took
            print(
                f"{done:>9} paragraphs: {1e6 * took / size:.0f} µs for each new one, "
                f"{1e6 * spent / done:.0f} so far",
                flush=True,
            )
        database.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--grow", type=int, metavar="PARAGRAPHS")
    arguments = parser.parse_args()
    if arguments.grow:
        grow(arguments.news, arguments.grow)
    else:
        for corpus in FILES:
            measure(arguments.news, corpus)


if __name__ == "__main__":
    main()
