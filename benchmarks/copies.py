"""Whether copies are found, and what that costs: copies planted among real news.

    python -m benchmarks.copies ../shared/news             # Reuters and the BBC, 116,000 paragraphs
    python -m benchmarks.copies ../shared/news --grow 1200000   # the cost as an archive grows

Planted are paragraphs of ten words or more with up to a tenth of the words changed for others of
the corpus, left out in a stretch, or put elsewhere, each in an article of its own outlet between
two real paragraphs of another article. *Recall*: plants in a group with what they were made of;
those apart that touch a figure, a negation or what stands between quotation marks: where these have
become others the plant makes another statement and is no copy; where they are cut it is one.
*Precision*: of the pairs of a plant and a real paragraph in one group, those in which the real one
is what the plant was made of, or has nine tenths of its words in common with that.

`--grow` takes the real articles, without names, again and again, each time with all their words
exchanged for others of about the same frequency: so there are as many copies to a paragraph however
large the archive is, and what it costs more with its size is seen. (Articles of `news.manyfold` are
of no use here: half of their sentences come again with every round, so that copies grow with the
archive.) Told is what finding copies takes for each 100,000 paragraphs. Times are CPU times.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from unittest import mock

from benchmarks.news import real
from index import Archive, Article
from index.enrich.copies_stage import CopiesStage
from index.enrich.likeness import LEAST, words
from index.enrich.running import Enrichment
from index.quotes.quotation_marks import marked
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database

KINDS = ("changed", "left out", "moved")
_STEP = 100_000
_ALIKE_OFTEN = 200
_OTHERWISE = "otherwise"
_COUNTING = re.compile(
    r"\d.*|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|[mb]illion"
)
_DENYING = frozenset("not no never nor neither nobody none nothing without cannot".split())
_WORD = re.compile(r"[^\W\d_]+")


def planted(choose: random.Random, text: str, kind: str, others: Sequence[str]) -> str:
    """A text with a tenth of its words, or one, changed, left out or moved."""
    said = text.split()
    many = max(1, len(said) // 10)
    at = choose.randrange(len(said) - many)
    if kind == "changed":
        for place in choose.sample(range(len(said)), many):
            said[place] = choose.choice(others)
        return " ".join(said)
    part = said[at : at + many]
    del said[at : at + many]
    if kind == "moved":
        to = choose.randrange(len(said))
        said[to:to] = part
    return " ".join(said)


def record(one: Article) -> str:
    return json.dumps(
        {
            "title": one.title,
            "text": "\n\n".join(one.paragraphs),
            "source": one.outlet,
            "date": one.date,
            "url": one.url,
        }
    )


def plant(folder: Path, news: Path, many: int) -> tuple[Path, list[tuple[str, str, str]]]:
    """A file of real and planted news; source, plant and kind of each."""
    choose = random.Random(14)
    articles = real(news)
    every = [text for one in articles for text in one.paragraphs if len(words(text)) >= LEAST]
    others = [word for text in choose.sample(every, min(3000, len(every))) for word in text.split()]
    made = []
    with (folder / "news.jsonl").open("w", encoding="utf-8") as out:
        out.writelines(f"{record(one)}\n" for one in articles)
        for number, source in enumerate(choose.sample(every, many)):
            kind = KINDS[number % len(KINDS)]
            text = planted(choose, source, kind, others)
            made.append((source, text, kind))
            around = choose.sample(every, 2)
            item = {"title": f"Plant {number}", "text": "\n\n".join((around[0], text, around[1]))}
            out.write(
                json.dumps({**item, "source": "Planted", "url": f"https://p.example/{number}"})
            )
            out.write("\n")
    return folder / "news.jsonl", made


def score(archive: Archive, made: Sequence[tuple[str, str, str]]) -> None:
    rows = archive._database.all(
        "SELECT p.text, c.first, v.outlet = 'Planted' FROM copy c"
        " JOIN paragraph p ON p.number = c.paragraph JOIN version v ON v.number = p.version"
    )
    groups, group_of = defaultdict(set), defaultdict(set)
    for text, group, is_planted in rows:
        group_of[text].add(group)
        if not is_planted:
            groups[group].add(text)
    met: Counter[str] = Counter()
    every: Counter[str] = Counter()
    right = wrong = 0
    for source, text, planted_as in made:
        kind = planted_as if _stated(source) == _stated(text) else _OTHERWISE
        every[kind] += 1
        met[kind] += bool(group_of[source] & group_of[text])
        for group in group_of[text]:
            for other in groups[group]:
                same = other == source or _common(other, source) >= 0.9
                right, wrong = right + same, wrong + (not same)
    told = ", ".join(f"{kind} {met[kind] / max(1, every[kind]):.3f}" for kind in KINDS)
    recall = sum(met[kind] for kind in KINDS) / max(1, sum(every[kind] for kind in KINDS))
    print(f"recall {recall:.3f} ({told}); of {every[_OTHERWISE]} that touch a figure,")
    share = met[_OTHERWISE] / max(1, every[_OTHERWISE])
    print(f"a negation or quoted words {share:.3f} are taken for copies; ", end="")
    print(f"precision {right / max(1, right + wrong):.3f}; {len(rows)} copies in all")


def _stated(text: str) -> tuple[object, ...]:
    """What makes another statement where it is otherwise: figures, negations, quoted words."""
    said = words(text)
    quoted = [words(text[one.start : one.end]) for one in marked(text)]
    return sorted(filter(_COUNTING.fullmatch, said)), sum(one in _DENYING for one in said), quoted


def _common(one: str, other: str) -> float:
    first, second = set(words(one)), set(words(other))
    return 2 * len(first & second) / max(1, len(first) + len(second))


def found(news: Path, many: int) -> None:
    """Import real and planted news."""
    spent = 0.0
    run = CopiesStage.run

    def timed(*given: object) -> None:
        nonlocal spent
        began = time.process_time()
        run(*given)  # type: ignore[arg-type]
        spent += time.process_time() - began

    with tempfile.TemporaryDirectory() as scratch:
        file, made = plant(Path(scratch), news, many)
        with Archive.open(Path(scratch) / "a.db", index_folder=Path(scratch) / "index") as archive:
            began = time.process_time(), time.perf_counter()
            with mock.patch.object(CopiesStage, "run", timed):
                archive.add([file])
            cpu, wall = time.process_time() - began[0], time.perf_counter() - began[1]
            paragraphs = archive.stats().paragraphs
            print(
                f"{paragraphs} paragraphs imported in {wall:.1f} s, {cpu:.1f} s of CPU here, of "
                f"which copies took {spent:.1f} s ({spent / cpu:.3f})"
            )
            score(archive, made)


def grow(news: Path, paragraphs: int) -> None:
    """What copies cost as an archive grows."""
    with tempfile.TemporaryDirectory() as scratch:
        database = Database(Path(scratch) / "a.db")
        intake, stage = Intake(database), Enrichment(database, [CopiesStage()])
        for done, part in _parts(again(real(news), paragraphs)):
            intake.write([Arrival(one) for one in intake.deduplicate(part)])
            began = time.process_time()
            stage.run()
            took = time.process_time() - began
            size = sum(len(one.paragraphs) for one in part)
            print(f"{done:>9} paragraphs: {1e6 * took / size:.0f} µs for each new one", flush=True)
        database.close()


def again(articles: Sequence[Article], paragraphs: int) -> Iterator[Article]:
    """At least so many paragraphs: the articles, and again in other words."""
    counts = Counter(word for one in articles for text in one.paragraphs for word in _said(text))
    known = [word for word, _ in counts.most_common()]
    done = turn = 0
    exchanged: dict[str, str] = {}
    while True:
        for one in articles:
            texts = one.paragraphs
            if turn:
                texts = tuple(_WORD.sub(partial(_in_case, exchanged), text) for text in texts)
            yield replace(one, paragraphs=texts, url="", source_id=f"{one.source_id}-{turn}")
            done += len(texts)
            if done >= paragraphs:
                return
        turn += 1
        exchanged = _exchanged(known, random.Random(turn))


def _said(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _exchanged(known: Sequence[str], chance: random.Random) -> dict[str, str]:
    """Words and what stands for each, of about the same frequency."""
    found = {}
    for start in range(0, len(known), _ALIKE_OFTEN):
        window = known[start : start + _ALIKE_OFTEN]
        found.update(zip(window, chance.sample(window, len(window)), strict=True))
    return found


def _in_case(exchanged: dict[str, str], word: re.Match[str]) -> str:
    said = word.group()
    other = exchanged.get(said.casefold(), said)
    return other.capitalize() if said[0].isupper() else other


def _parts(articles: Iterator[Article]) -> Iterator[tuple[int, list[Article]]]:
    part: list[Article] = []
    done = size = 0
    for one in articles:
        part.append(one)
        size += len(one.paragraphs)
        if size >= _STEP:
            done += size
            yield done, part
            part, size = [], 0
    if part:
        yield done + size, part


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("news", type=Path)
    parser.add_argument("--plants", type=int, default=3000)
    parser.add_argument("--grow", type=int, metavar="PARAGRAPHS")
    arguments = parser.parse_args()
    if arguments.grow:
        grow(arguments.news, arguments.grow)
    else:
        found(arguments.news, arguments.plants)


if __name__ == "__main__":
    main()
