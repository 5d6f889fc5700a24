"""Lines that break off within a sentence or a quotation, in texts wrapped only in part."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.text_parts.paragraph_splitting import split

_SAID = 'The mayor told us that the report on the leak was "not false in the sense that you mean".'
_SIGNED = [
    ["Rita Noor"],
    ["Regards", "Rita Noor"],
    ["Best wishes,", "Rita Noor", "Quay Street 7", "Hull", "01482 555 017"],
]


@given(
    st.lists(st.integers(1, 3), min_size=1, max_size=3),
    st.sampled_from(_SIGNED),
    st.integers(60, 90),
)
def test_a_signature_of_any_length_does_not_cut_the_sentences_above_it(
    lengths: list[int], signed: list[str], width: int
) -> None:
    said = [" ".join([_SAID] * count) for count in lengths]
    wrapped = [textwrap.fill(one, width, break_on_hyphens=False) for one in said]
    assert split("\n\n".join(["Hi,", *wrapped, "\n".join(signed)])) == ["Hi,", *said, *signed]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        # Within a quotation, though a name stands next.
        (
            [
                "She told every one of us, “That the report of",
                "Mr Hale was wrong I know.”",
                "No more.",
            ],
            2,
        ),
        (
            ["She said on Monday, „dass der Bericht von", "Herrn Hale falsch war“.", "Mehr nicht."],
            2,
        ),
        # Each paragraph of a long quotation begins with a mark of its own.
        (["“I was there on Monday and saw the ship come in", "“It was late.”"], 2),
        # Marks of measure end nowhere.
        (['The council bought pipes and valves of 5" for it', "The mayor bought the rest"], 2),
        # A mark that is never closed takes nothing with it.
        (["She said on Monday that “the report of Mr Hale", "Nobody else said so", "End"], 3),
        # Brands, and items of lists, begin small.
        (["Apple said on Monday that nothing had been sold", "iPhone sales fell for a year"], 2),
        (["higher wages for all who work at the harbour now", "shorter hours for the clerks"], 2),
        (["The council heard on Monday of its own debt that", "- it grows"], 2),
    ],
)
def test_lines_go_on_where_a_sentence_or_quotation_does(lines: list[str], paragraphs: int) -> None:
    long = "A line of its own, which is much longer than any that programs wrap. " * 3
    assert len(split("\n".join([*lines, long.strip()]))) == paragraphs + 1


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        (f"{_SAID[:73]}\n{_SAID[74:]}\n\nBest\nRita\n", "", _SAID),
        (
            "Talks go on in the harbour town of Hull as ferry\nworkers strike\n\nNo end yet.\n\n—",
            "Talks go on in the harbour town of Hull as ferry workers strike",
            "No end yet.",
        ),
    ],
)
def test_half_a_sentence_is_no_headline(tmp_path: Path, text: str, title: str, first: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text)
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert article.paragraphs[0] == first
    assert not title or article.title == title
