"""How much of an article's text is taken out of saved pages, and how much else with it.

    python -m benchmarks.pages FOLDER [--worst N] [--save FILE] [--markdown]

FOLDER holds `ground-truth.json` (key → articleBody, url) and the pages as `pages/KEY.html.gz`, or
`pages.tar.gz` with them, as in Scrapinghub's article extraction benchmark. The measure is that
benchmark's: four-word shingles, counted; precision and recall a page, averaged over pages. Beside
it stands what trafilatura, readability-lxml and newspaper4k give (the group `bench`), and how often
titles, dates and bylines are those that the page declares (`page_truth.py`), or none where it
declares none. `--markdown` writes the table into docs/importing.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import mean

from benchmarks.page_truth import Declared, declared, letters, people
from index.core.article import Article
from index.ingest.readers import ReadOptions, Source
from index.ingest.readers.pages.html import decode_page

_SHINGLE = 4
_BEGIN, _END = "<!-- begin pages -->", "<!-- end pages -->"
_DOCS = Path(__file__).parents[1] / "docs/importing.md"


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
    precision = mean([one.precision for one in pages if one.found + one.extra] or [0.0])
    recall = mean([one.recall for one in pages if one.found + one.missing] or [0.0])
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


@dataclass(frozen=True, slots=True)
class Page:
    """What a system says of a page."""

    text: str
    title: str = ""
    date: str = ""
    byline: str = ""


def nutgraf(data: bytes) -> Page:
    article = article_of(data)
    if article is None:
        return Page("")
    return Page("\n".join(article.paragraphs), article.title, article.date, article.byline)


def article_of(data: bytes) -> Article | None:
    import io  # noqa: PLC0415

    source = Source("page.html", lambda: io.BytesIO(data), ReadOptions(), name="page.html")
    return next((item for item in source.articles() if isinstance(item, Article)), None)


def trafilatura(data: bytes) -> Page:
    from trafilatura import bare_extraction, extract  # noqa: PLC0415

    page = decode_page(data, "")
    text = extract(page, include_comments=False, include_tables=False) or ""
    found = bare_extraction(page, with_metadata=True, include_comments=False)
    if found is None:
        return Page(text)
    return Page(text, found.title or "", found.date or "", (found.author or "").replace("; ", ", "))


def readability(data: bytes) -> Page:
    from lxml import html as parser  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    document = Document(decode_page(data, ""))
    box = parser.fromstring(document.summary())
    blocks = ("p", "h2", "h3", "h4", "li", "blockquote", "pre", "td")
    found = [one for one in box.iter(*blocks) if one.find(".//p") is None]
    return Page("\n".join(one.text_content() for one in found), document.short_title() or "")


def newspaper(data: bytes) -> Page:
    from newspaper import Article as Newspaper  # noqa: PLC0415

    article = Newspaper("https://example.org/", fetch_images=False)
    article.download(input_html=decode_page(data, ""))
    article.parse()
    date = article.publish_date.date().isoformat() if article.publish_date else ""
    return Page(article.text or "", article.title or "", date, ", ".join(article.authors))


SYSTEMS: dict[str, Callable[[bytes], Page]] = {
    "nutgraf": nutgraf,
    "trafilatura": trafilatura,
    "readability-lxml": readability,
    "newspaper4k": newspaper,
}
PEERS = {"readability-lxml": "readability", "newspaper4k": "newspaper"}
HEADS = (
    *("", "precision", "recall", "F1", "titles", "dates", "none declared, none given"),
    *("bylines", "none declared, none given", "ms a page"),
)


def row(
    name: str, found: dict[str, Page], said: dict[str, Declared], texts: list[Score]
) -> list[str]:
    """A line of the table: shares of the pages of which that can be said."""
    pairs = [(found[key], said[key]) for key in said]
    dated = [page.date[:10] in one.days for page, one in pairs if one.days]
    undated = [not page.date for page, one in pairs if not one.days]
    signed = [people(page.byline) == one.authors for page, one in pairs if one.authors]
    unsigned = [not page.byline for page, one in pairs if not one.authors]
    titles = [_is_title(page.title, one) for page, one in pairs if one.titles]
    shares = (
        f"{sum(right)} of {len(right)}" for right in (titles, dated, undated, signed, unsigned)
    )
    return [name, *(f"{value:.3f}" for value in averages(texts)), *shares]


def _is_title(title: str, page: Declared) -> bool:
    """Whether a title is one that is declared, with or without the outlet behind it."""
    given = letters(title)
    return bool(given) and any(
        given == one or (one.startswith(given) and len(given) > 15) for one in page.titles
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="show the N pages with the lowest F1")
    parser.add_argument("--save", type=Path, help="write texts, titles and dates to a JSON file")
    parser.add_argument("--markdown", action="store_true", help="write the table into the manual")
    arguments = parser.parse_args()
    truth = json.loads((arguments.folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = pages_of(arguments.folder)
    said = {key: declared(decode_page(pages[key], "")) for key in truth}
    rows = [list(HEADS)]
    missing = [name for name, module in PEERS.items() if find_spec(module) is None]
    for name in missing:
        print(f"{name} is not installed (the group `bench`); it is left out", file=sys.stderr)
    for name, system in SYSTEMS.items():
        if name in missing:
            continue
        began = time.perf_counter()
        failed: list[str] = []
        found = {key: _told(system, pages[key], failed) for key in truth}
        spent = (time.perf_counter() - began) / len(truth) * 1000
        scores = {key: score(truth[key].get("articleBody", ""), found[key].text) for key in truth}
        if failed:
            print(f"{name} failed on {len(failed)} pages ({failed[0]})", file=sys.stderr)
        rows.append([*row(name, found, said, list(scores.values())), f"{spent:.0f}"])
        if name == "nutgraf":
            for key in sorted(scores, key=lambda key: scores[key].f1)[: arguments.worst]:
                one = scores[key]
                print(f"  {one.f1:.3f}  p {one.precision:.3f}  r {one.recall:.3f}  {key}")
    table = _table(rows)
    print(f"{len(truth)} pages\n\n{table}")
    if arguments.markdown and missing:
        print("the manual keeps its table, which needs all of them", file=sys.stderr)
    elif arguments.markdown:
        text = _DOCS.read_text("utf-8")
        before, after = text.split(_BEGIN)[0], text.split(_END)[1]
        _DOCS.write_text(f"{before}{_BEGIN}\n\n{table}\n\n{_END}{after}", "utf-8")
    if arguments.save:
        found = {key: article_of(pages[key]) for key in truth}
        saved = {
            key: {"title": one.title, "date": one.date, "from": one.date_from, "url": one.url}
            | {"outlet": one.outlet, "byline": one.byline, "text": one.paragraphs}
            for key, one in found.items()
            if one
        }
        arguments.save.write_text(json.dumps(saved, ensure_ascii=False, indent=1), encoding="utf-8")


def _told(system: Callable[[bytes], Page], data: bytes, failed: list[str]) -> Page:
    """What a system says of a page; where it fails, nothing, and why goes to `failed`."""
    try:
        return system(data)
    except Exception as error:  # noqa: BLE001
        failed.append(repr(error))
        return Page("")


def _table(rows: list[list[str]]) -> str:
    rule = ["---", *["---:"] * (len(HEADS) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (rows[0], rule, *rows[1:]))


if __name__ == "__main__":
    main()
