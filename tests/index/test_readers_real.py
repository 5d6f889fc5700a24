"""The readers on real collections: counts that are known, dirt that is real."""

from __future__ import annotations

import gzip
import tarfile
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.dates import days
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs
from tests.items import told


def read(path: Path) -> list[Article]:
    articles: list[Article] = []
    for source in find([path], ReadOptions()):
        assert isinstance(source, Source)
        for item in told(source.articles()):
            assert not isinstance(item, Skipped), item
            articles.append(item)
    return articles


_LINES, _FILES = runs(10, 1), runs(5, 1)
"""Every how many articles is read: the dirt is of kinds that come again and again."""


def some_lines(shared: Path, name: str, folder: Path) -> Path:
    """Some of the articles of a file that holds one a line."""
    some = folder / name.removesuffix(".gz")
    with gzip.open(shared / "news" / name) as news:
        some.write_bytes(b"".join(islice(news, 0, None, _LINES)))
    return some


def some_files(shared: Path, name: str, folder: Path) -> Path:
    """Some of the articles of an archive that holds one a file."""
    with tarfile.open(shared / "news" / name) as archive:
        files = [each for each in archive if each.isfile()]
        archive.extractall(folder, files[::_FILES], filter="data")
    return folder


def test_newswire_is_complete(shared: Path, tmp_path: Path) -> None:
    articles = read(some_lines(shared, "reuters-21578.jsonl.gz", tmp_path))
    paragraphs = sum(len(article.paragraphs) for article in articles)
    assert (len(articles), paragraphs) == {1: (19_043, 105_421), 10: (1_905, 10_574)}[_LINES]
    assert {article.outlet for article in articles} == {"Reuters"}
    assert all(article.date.startswith("1987-") for article in articles)


def test_scraped_news_is_complete_and_undated_where_it_is(shared: Path, tmp_path: Path) -> None:
    articles = read(some_lines(shared, "us-outlets-2012-2020.jsonl.gz", tmp_path))
    # In all 308,036 as they were scraped; 7 of them hold nothing visible, 52 say at the end where
    # the text goes on, 592 say headline, byline or day again, and 47 articles that are one long
    # paragraph are parted into 280.
    paragraphs = sum(len(article.paragraphs) for article in articles)
    assert (len(articles), paragraphs) == {1: (12_518, 307_618), 10: (1_252, 30_572)}[_LINES]
    undated = [article for article in articles if not article.date]
    # 12% name no date; some of these have a month in their address.
    assert len(undated) / len(articles) == pytest.approx(0.102, abs=0.005)
    rare = {"dateline"}
    places = {article.date_from for article in articles}
    assert places | rare == {"", "record: date", "address", *rare}
    assert all(days(article.date) for article in articles if article.date)


def test_a_folder_a_section_with_pounds(shared: Path, tmp_path: Path) -> None:
    articles = read(some_files(shared, "bbc.tar.gz", tmp_path))
    sections = {"Business", "Entertainment", "Politics", "Sport", "Tech"}
    assert {article.section for article in articles} == sections
    texts = ["\n".join(article.paragraphs) for article in articles]
    pounds = sum(text.count("£") for text in texts)
    assert (len(articles), pounds) == {1: (2_225, 1_393), 5: (445, 312)}[_FILES]
    assert not any("\ufffd" in text for text in texts)
    assert any("The £13.8m deal gives Burren Energy" in text for text in texts)
    assert all(len(article.title) < 60 for article in articles)
    assert articles[0].title == "Ad sales boost Time Warner profit"


def test_file_names_give_outlets_and_dates(shared: Path, tmp_path: Path) -> None:
    articles = read(some_files(shared, "election-2016.tar.gz", tmp_path))
    outlets = Counter(article.outlet for article in articles)
    assert set(outlets.values()) == {120 // _FILES}
    assert len(outlets) == 7
    assert {"Huff Post", "NYT", "USA Today"} < set(outlets)
    assert all("2015-11" <= article.date[:7] <= "2016-11" for article in articles)
    assert max(len(text) for article in articles for text in article.paragraphs) < 3_000


def test_the_first_article(shared: Path) -> None:
    (article,) = read(shared / "seeds")
    assert article.title.startswith("South Korean President Lee Jae Myung")
    assert len(article.paragraphs) == 50
    assert article.date == ""
