"""How much of an article's text is taken out of saved pages, and how much else with it.

    python -m benchmarks.html FOLDER [--worst N] [--save FILE]

FOLDER holds `ground-truth.json` (key → articleBody, url) and the pages as `pages/KEY.html.gz`, or
`pages.tar.gz` with them, as in Scrapinghub's article extraction benchmark. The measure is that
benchmark's: four-word shingles, counted; precision and recall a page, averaged over pages. Beside
it stands what trafilatura gives by itself.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source
from index.ingest.readers.html import decode_page

_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of shingles that were found, that are too many and that are missing, of one page."""

    found: float
    extra: float
    missing: float

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.extra) if self.found + self.extra else 0.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missing) if self.found + self.missing else 0.0

    @property
    def f1(self) -> float:
        return f1(self.precision, self.recall)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    count = max(1, len(words) - _SHINGLE + 1)
    return Counter(tuple(words[n : n + _SHINGLE]) for n in range(count) if words)


def score(expected: str, given: str) -> Score:
    one, other = shingles(expected), shingles(given)
    found, extra, missing = (one & other).total(), (other - one).total(), (one - other).total()
    total = max(1, found + extra + missing)
    return Score(found / total, extra / total, missing / total)


def f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def averages(scores: Iterable[Score]) -> tuple[float, float, float]:
    """Precision, recall and their F1, the two averaged over pages first."""
    pages = list(scores)
    precision = mean(one.precision for one in pages if one.found + one.extra)
    recall = mean(one.recall for one in pages if one.found + one.missing)
    return precision, recall, f1(precision, recall)


def pages_of(folder: Path) -> dict[str, bytes]:
    """The pages by key, unpacked."""
    packed = folder / "pages.tar.gz"
    if packed.exists():
        with tarfile.open(packed) as archive:
            files = [(one.name, archive.extractfile(one)) for one in archive if one.isfile()]
            found = {Path(name).name: file.read() for name, file in files if file}
    else:
        found = {path.name: path.read_bytes() for path in sorted((folder / "pages").iterdir())}
    return {
        name.split(".")[0]: gzip.decompress(data) if name.endswith(".gz") else data
        for name, data in found.items()
    }


def ours(data: bytes) -> str:
    article = article_of(data)
    return "\n".join(article.paragraphs) if article else ""


def article_of(data: bytes) -> Article | None:
    import io  # noqa: PLC0415

    source = Source("page.html", lambda: io.BytesIO(data), ReadOptions(), name="page.html")
    return next((item for item in source.articles() if isinstance(item, Article)), None)


def trafilatura(data: bytes) -> str:
    from trafilatura import extract  # noqa: PLC0415

    return extract(decode_page(data, ""), include_comments=False, include_tables=False) or ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="show the N pages with the lowest F1")
    parser.add_argument("--save", type=Path, help="write texts, titles and dates to a JSON file")
    arguments = parser.parse_args()
    truth = json.loads((arguments.folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = pages_of(arguments.folder)
    systems: dict[str, Callable[[bytes], str]] = {"nutgraf": ours, "trafilatura": trafilatura}
    print(f"{len(truth)} pages   precision  recall  F1     ms a page")
    for name, extract in systems.items():
        began = time.perf_counter()
        texts = {key: extract(pages[key]) for key in truth}
        spent = (time.perf_counter() - began) / len(truth) * 1000
        scores = {key: score(truth[key].get("articleBody", ""), texts[key]) for key in truth}
        precision, recall, both = averages(scores.values())
        print(f"{name:<12}{precision:.3f}      {recall:.3f}   {both:.3f}  {spent:.0f}")
        if name == "nutgraf":
            for key in sorted(scores, key=lambda key: scores[key].f1)[: arguments.worst]:
                one = scores[key]
                print(f"  {one.f1:.3f}  p {one.precision:.3f}  r {one.recall:.3f}  {key}")
    if arguments.save:
        found = {key: article_of(pages[key]) for key in truth}
        saved = {
            key: {"title": one.title, "date": one.date, "from": one.date_from, "url": one.url}
            | {"outlet": one.outlet, "byline": one.byline, "text": one.paragraphs}
            for key, one in found.items()
            if one
        }
        arguments.save.write_text(json.dumps(saved, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
