"""Lines below a headline in text and Markdown that say who wrote it and when."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article, publication_of
from index.ingest.readers import ReadOptions, Source, find

TEXT = ("The harbour fee will not rise, the council said.", "More of it follows here.")
NAMES = ("a.txt", "a.md")


def read(path: Path, *head: str, title: str = "Fee rejected") -> Article:
    heading = f"# {title}" if path.suffix == ".md" else title
    path.write_text("\n\n".join([heading, *head, *TEXT]), "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "head",
    [
        ("By Ann Lee", "March 4, 2025"),
        ("By Ann Lee | March 4, 2025",),
        ("4 March 2025 · By Ann Lee",),
        ("Von Ann Lee", "04.03.2025"),
        ("Par Ann Lee", "4 mars 2025"),
    ],
)
def test_a_head_says_who_and_when(tmp_path: Path, name: str, head: tuple[str, ...]) -> None:
    article = read(tmp_path / name, *head)
    assert (article.byline, article.date, article.paragraphs) == ("Ann Lee", "2025-03-04", TEXT)
    # Nobody says that it is the day of publication.
    assert publication_of(article, "").day == "≈ 2025-03-04"


@pytest.mark.parametrize("name", NAMES)
def test_a_day_that_is_called_so_is_no_guess(tmp_path: Path, name: str) -> None:
    article = read(tmp_path / name, "Published: 2025-03-04", "By Ann Lee")
    assert (article.byline, article.paragraphs) == ("Ann Lee", TEXT)
    assert publication_of(article, "").day == "2025-03-04"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "line",
    [
        "It fell in March 2024.",
        "What the vote of 4 March 2025 means for those who own a boat in the harbour",
        "By the sea, on 4 March 2025, stood a harbour that nobody wanted to pay for any more",
        "By Ann Lee | Echo | 4 March 2025",
        "Published: 4 March 2025 Source: Echo",
        "The talks resumed on 4 March 2025.",
    ],
)
def test_a_line_that_says_more_stays(tmp_path: Path, name: str, line: str) -> None:
    article = read(tmp_path / name, line)
    assert (article.date, article.byline) == ("", "")
    assert article.paragraphs == (line, *TEXT)


@pytest.mark.parametrize("name", NAMES)
def test_what_the_head_of_a_text_says_is_not_looked_for_in_the_text(
    tmp_path: Path, name: str
) -> None:
    long = "A paragraph of text that is longer than any line of a head would ever be, " * 3
    article = read(tmp_path / name, long.strip(), "By Ann Lee", "4 March 2025")
    assert (article.date, article.byline, len(article.paragraphs)) == ("", "", 5)


def test_front_matter_says_all_that_is_to_be_said(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\nauthor: Bo Xi\n---\n# Fee\n\nBy Ann Lee\n\nText of it.\n", "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert (article.byline, article.paragraphs) == ("Bo Xi", ("By Ann Lee", "Text of it."))


def test_a_day_and_who_wrote_it_in_one_line_are_both_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    line = "Berlin, 3. September 2025. Von Anna Lehmann"
    path.write_text(f"Merz will Rentenpaket\n\n{line}\n\nDer Kanzler sprach lange.\n")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert (article.date, article.byline) == ("2025-09-03", "Anna Lehmann")
    # Where it was written is said nowhere else.
    assert article.paragraphs == (line, "Der Kanzler sprach lange.")
