"""Rows of lists and logs in plain text: a paragraph each, and none of them lost as a headline."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.text_parts import plain_rows
from tests.effort import runs

WORDS = (
    "transfer to Hallam no of euros via Zurich 13,000 paid cash called Marsh and 4711 was".split()
)
BEGINNINGS = (
    "2024-03-{:02}",
    "{} March 2024",
    "March {}, 2024",
    "{:02}.03.2024",
    "[09:{:02}:17]",
    "Entry {}:",
    "| {}",
    "No. {}",
)


def read(folder: Path, text: str) -> Article:
    path = folder / "a.txt"
    path.write_text(text, "utf-8")
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    return article


@settings(
    max_examples=runs(80, 3000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    beginning=st.sampled_from(BEGINNINGS),
    texts=st.lists(
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join),
        min_size=3,
        max_size=60,
    ),
    title=st.sampled_from(["", "List of transfers\n\n", "List of transfers\n"]),
    between=st.sampled_from(["\n", "\n", "\n\n"]),
)
def test_each_row_of_a_list_is_a_paragraph(
    tmp_path: Path, beginning: str, texts: list[str], title: str, between: str
) -> None:
    rows = [f"{beginning.format(n % 28 + 1)} {text}" for n, text in enumerate(texts)]
    article = read(tmp_path, title + between.join(rows) + "\n")
    assert list(article.paragraphs) == rows
    assert article.title.startswith(title.strip())


def test_a_row_goes_on_where_a_line_is_set_in(tmp_path: Path) -> None:
    lines = [f"2024-03-{n:02} paid by the board\n    out of fund {n}" for n in range(1, 9)]
    article = read(tmp_path, "List of transfers\n\n" + "\n".join(lines))
    assert article.paragraphs[1] == "2024-03-02 paid by the board out of fund 2"
    assert len(article.paragraphs) == 8


@settings(
    max_examples=runs(40, 1000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.lists(st.sampled_from(WORDS), min_size=60, max_size=200), width=st.integers(50, 90))
def test_wrapped_prose_with_figures_is_no_list(
    tmp_path: Path, words: list[str], width: int
) -> None:
    prose = f"Nobody {' '.join(words)} in the end."
    below = "It was signed by the clerk on the last day of the month, as the board had wanted it."
    texts = ["\n".join(textwrap.wrap(text, width)) for text in (prose, below, prose)]
    article = read(tmp_path, "\n\n".join(["Notes on the fund", *texts]))
    assert list(article.paragraphs) == [prose, below, prose]


@pytest.mark.parametrize(
    "first",
    [
        "Viktor Hallam told me on Sunday that the money had gone to Limassol.",
        "I have paid him.",
        "Dear Ms Marsh,",
        "Ich habe ihm das Geld gegeben.",
    ],
)
def test_a_first_line_that_is_no_headline_is_a_paragraph(tmp_path: Path, first: str) -> None:
    below = "He would not say who had signed for it."
    assert read(tmp_path, f"{first}\n\n{below}\n").paragraphs == (first, below)


@pytest.mark.parametrize(
    "title",
    [
        "Poll finds Clinton would beat out Trump and Cruz.",
        "Trump: Clinton should have congratulated me for making history.",
        "‘I have paid him,’ says Hallam.",
        "What I saw in Limassol",
    ],
)
def test_a_headline_may_end_with_a_full_stop(tmp_path: Path, title: str) -> None:
    article = read(tmp_path, f"{title}\n\nHe would not say who had signed for it.\n")
    assert (article.title, len(article.paragraphs)) == (title, 1)


def test_of_a_very_long_log_several_rows_are_a_paragraph_and_none_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plain_rows, "_MOST", 4)
    rows = [f"2024-03-{day:02} the harbour pays {day} euros" for day in range(1, 10)]
    found = plain_rows.rows_in(rows)
    assert found is not None
    assert len(found) <= 4
    assert " ".join(found) == " ".join(rows)
    assert all(text.startswith("2024-03-") for text in found)
