"""The pages from which `notices.py` learns: notices, news in the same surroundings, and real news.

The made ones are in `tests/index` by set, each of a writer who knew nothing of the program; real
news is in a page with nothing around it, or in the surroundings of a made one.
"""

from __future__ import annotations

import gzip
import html
import random
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, find
from index.ingest.readers.pages.html import decode_page
from index.ingest.readers.pages.main_text import without_ballast

_TESTS = Path(__file__).parents[1] / "tests/index"
_DATA = Path(__file__).with_name("data")
_NEWS = ("reuters-21578.jsonl.gz", "us-outlets-2012-2020.jsonl.gz", "bbc.tar.gz")
_LONGEST, _SHORT = 2_700, 700  # characters of real news
_PARAGRAPH = re.compile(r"<p[^>]*>(?:(?!</p>).){90,}</p>", re.DOTALL)
_HEADLINE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_HEADINGS = ("h1", "h1", "h1", "h2", "div")  # as plain pages have them
_IN_EACH = 60


class Page(NamedTuple):
    """A page: whether it is a notice, of which set, and how it came about."""

    is_notice: bool
    set: str
    kind: str
    html: str


def made() -> Iterator[Page]:
    """Those that were written for this."""
    for name, is_notice in (("made_wall_pages.txt", True), ("made_news_pages.txt", False)):
        known = ""
        for line in (_TESTS / name).read_text("utf-8").splitlines():
            if line.startswith("# set "):
                known = line.removeprefix("# set ")
            elif not line.startswith("#"):
                yield Page(is_notice, known, "made", line)
    for name, is_notice in (
        ("notice_lines.txt", True),
        ("news_lines.txt", False),
    ):
        for number, (language, title, *text) in enumerate(_lines(_DATA / name)):
            said = f' lang="{language}"' if number % 2 else ""
            yield Page(is_notice, "", "line", bare(title, text, said))
    for name in ("wall_pages.txt", "terse_wall_pages.txt", "world_wall_pages.txt"):
        yield from (Page(True, "", "line", bare(*one)) for one in _titled(_TESTS / name))
    for one in _titled(_TESTS / "news_about_walls.txt"):
        yield Page(False, "", "about", bare(*one))


def real(news: Path, pages: Path, count: int) -> Iterator[Page]:
    """Real pages, and so many pieces of real news."""
    with tarfile.open(pages) as archive:
        for member in archive:
            file = archive.extractfile(member)
            data = file.read() if file is not None else b""
            data = gzip.decompress(data) if member.name.endswith(".gz") else data
            if data:
                yield Page(False, "", "real", without_ballast(decode_page(data, "")))
    chance = random.Random(5)
    texts = list(_texts(news))
    for number, (title, text) in enumerate(chance.sample(texts, min(count, len(texts)))):
        heading = _HEADINGS[number // 2 % len(_HEADINGS)]
        yield Page(False, "", "bare", bare(title, text, heading=heading))
    short = [one for one in texts if sum(map(len, one[1])) <= _SHORT]
    around = [one.html for one in made() if one.kind == "made" and not one.is_notice]
    for page in (one for one in around if 'lang="en' in one and _PARAGRAPH.search(one)):
        for title, text in chance.sample(short, min(_IN_EACH, len(short))):
            yield Page(False, "", "mixed", _in_place(page, title, text))


def bare(title: str, text: list[str], said: str = "", heading: str = "h1") -> str:
    """A page with a text and nothing around it."""
    paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in text)
    title = html.escape(title)
    return (
        f"<html{said}><head><title>{title}</title></head>"
        f"<body><{heading}>{title}</{heading}>{paragraphs}</body></html>"
    )


def _in_place(page: str, title: str, text: list[str]) -> str:
    """A page with other news in it."""
    long = [found[0] for found in _PARAGRAPH.finditer(page)]
    paragraphs = "".join(f"<p>{html.escape(one)}</p>" for one in text)
    for number, one in enumerate(long):
        page = page.replace(one, paragraphs if not number else "")
    title = html.escape(title)
    headline = _HEADLINE.search(page)
    page = page.replace(headline[1], title) if headline else page
    return re.sub(r"<title>[^<|]*", lambda _: f"<title>{title}", page)


def _texts(news: Path) -> Iterator[tuple[str, list[str]]]:
    """Short real news, each once by how it begins: what is printed beside articles is the same."""
    known: set[str] = set()
    for source in find([news / name for name in _NEWS], ReadOptions(walls=True)):
        for one in () if isinstance(source, Skipped) else source.articles():
            if isinstance(one, Skipped) or not 1 <= sum(map(len, one.paragraphs)) <= _LONGEST:
                continue
            begun = " ".join(one.paragraphs)[:40].strip(" *(")
            if begun not in known:
                known.add(begun)
                yield one.title, list(one.paragraphs)


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("|")


def _titled(path: Path) -> Iterator[tuple[str, list[str]]]:
    yield from ((title, text) for title, *text in _lines(path))
