"""Plain text: encodings, headlines, and paragraphs by whatever structure there is."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.encodings import decode
from index.ingest.readers.text_parts.paragraph_splitting import sentences, split

POLISH = "Prezydent powiedział, że rząd będzie wspierał przedsiębiorców i młodych ludzi. "
WORDS = "The minister said on Monday that talks would go on until both sides agreed. "


def one(path: Path, **options: object) -> Article:
    """The only article of a file."""
    (source,) = find([path], ReadOptions(**options))  # type: ignore[arg-type]
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article), article
    return article


def written(folder: Path, content: str | bytes, name: str = "a.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("£15m — “so”".encode(), "£15m — “so”"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
        ("wide é".encode("utf-16"), "wide é"),
        ("wide without a mark".encode("utf-16-le"), "wide without a mark"),
        (b"a transfer fee of \xa315.8m, he said " * 9, "a transfer fee of £15.8m, he said " * 9),
        (b"\x93So\x94 \x96 caf\xe9", "“So” – café"),
        ("naïve “quotes” and ".encode() + b"\xa35", "naïve “quotes” and £5"),
        ("Президент заявил. ".encode("cp1251") * 9, "Президент заявил. " * 9),
        ("韓国の大統領は土曜日。".encode("shift_jis") * 9, "韓国の大統領は土曜日。" * 9),
        (POLISH.encode("cp1250") * 9, POLISH * 9),
    ],
)
def test_bytes_become_the_text_they_were(data: bytes, text: str) -> None:
    assert decode(data) == text


@given(st.binary())
def test_any_bytes_become_some_text(data: bytes) -> None:
    assert isinstance(decode(data), str)


@given(st.text(st.characters(codec="utf-8")))
def test_utf8_is_read_as_it_is(text: str) -> None:
    plain = text.removeprefix("\ufeff")
    assert decode(b"\xef\xbb\xbf" + plain.encode()) == plain


def test_blank_lines_part_paragraphs() -> None:
    assert split("One.\n\nTwo.\r\n \r\nThree.\n") == ["One.", "Two.", "Three."]


def test_wrapped_lines_are_joined() -> None:
    paragraphs = [(WORDS * count).strip() for count in (4, 1, 7)]
    wrapped = "\n\n".join(textwrap.fill(text, 72) for text in paragraphs)
    assert split(wrapped) == paragraphs


PROSE = (
    "The harbour board said on Monday that the crane on quay seven will be mended before winter, "
    "and that nobody had been hurt. Its chairman, Jo Brandt, told reporters that the work may take "
    "three weeks; ferries leave from quay two meanwhile."
)


@given(st.lists(st.integers(2, 5), min_size=2, max_size=5), st.integers(24, 72))
def test_paragraphs_with_empty_lines_between_them_come_out_whole_at_any_width(
    lengths: list[int], width: int
) -> None:
    paragraphs = [" ".join([PROSE] * count) for count in lengths]
    assert split("\n\n".join(textwrap.fill(text, width) for text in paragraphs)) == paragraphs


@pytest.mark.parametrize(
    "lines",
    [
        ["Angela Merkel", "Barack Obama", "Vladimir Putin", "Emmanuel Macron", "Theresa May"],
        ["The fog comes on the river,", "And all the gulls are gone,", "And nobody knows whether",
         "The ferry will go on.", "It rang its bell for hours,"],
        ["Leeds 2 Hull 1, after a long game", "York 0 Bath 0, in rain and in fog",
         "Bury 4 Ware 2, with two penalties", "Hove 1 Deal 3, and a red card too"],
    ],
)  # fmt: skip
def test_lists_and_verses_are_no_narrow_columns(lines: list[str]) -> None:
    assert split("\n".join(lines)) == lines


def test_wrapped_paragraphs_without_blank_lines_end_at_short_lines_and_indents() -> None:
    paragraphs = [(WORDS * count).strip() + " So it ends." for count in (4, 3, 7)]
    wrapped = "\n".join(textwrap.fill(text, 72) for text in paragraphs)
    assert split(wrapped) == paragraphs
    indented = "\n".join(textwrap.fill(text, 72, initial_indent="    ") for text in paragraphs)
    assert split(indented) == paragraphs


def test_lines_that_were_not_wrapped_are_a_paragraph_each() -> None:
    lines = [(WORDS * count).strip() for count in (3, 1, 2, 4)]
    assert split("\n".join(lines)) == lines
    items = ["- Increased spending", "- A freeze on duty", "- Help for pensioners", "- More"]
    assert split("\n".join(items)) == items


def test_a_text_without_any_structure_is_parted_between_sentences() -> None:
    text = (WORDS * 100).strip()
    pieces = split(text)
    assert " ".join(pieces) == text
    assert all(500 < len(piece) < 1000 for piece in pieces[:-1])
    assert all(piece.endswith(".") for piece in pieces)


def test_a_long_paragraph_among_others_stays_as_published() -> None:
    long = (WORDS * 60).strip()
    assert split(f"First.\n\n{long}\n\nLast.") == ["First.", long, "Last."]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a b " * 250_000, "Mr. A. " * 150_000])
def test_no_paragraph_is_monstrous(text: str) -> None:
    pieces = split(text)
    assert max(map(len, pieces)) <= 2_600
    assert sum(map(len, pieces)) >= len(text.replace(" ", ""))


@given(st.text(alphabet=st.sampled_from("aB. \n\r\t-é…”")))
def test_splitting_loses_nothing_but_blanks(text: str) -> None:
    assert "".join("".join(split(text)).split()) == "".join(text.split())


def test_abbreviations_end_no_sentence() -> None:
    text = "Gen. J. B. Smith of the U.S. Army met Mr. Xi. They talked. “So it is.” He left."
    assert list(sentences(text)) == [
        "Gen. J. B. Smith of the U.S. Army met Mr. Xi.",
        "They talked.",
        "“So it is.”",
        "He left.",
    ]


BODY = WORDS * 3


@pytest.mark.parametrize(
    ("text", "title", "paragraphs"),
    [
        (f"Ad sales boost profit\n\n{BODY}\n\nMore.", "Ad sales boost profit", 2),
        (f"If Obama Says It, It’s True.\n\n{BODY}", "If Obama Says It, It’s True.", 1),
        (f"Headline over a rule\n====\n\n{BODY}", "Headline over a rule", 1),
        (
            f"Jobs report gives lift; \nUpturn could blunt claims.\n\n{BODY}",
            "Jobs report gives lift",
            2,
        ),
        (f"A headline and lines\n{BODY}\n{BODY}\n{BODY}", "A headline and lines", 3),
        (f"\n\n  Headline below blanks\n\n{BODY}", "Headline below blanks", 1),
    ],
)
def test_the_first_line_is_the_headline(
    tmp_path: Path, text: str, title: str, paragraphs: int
) -> None:
    article = one(written(tmp_path, text))
    assert article.title == title
    assert len(article.paragraphs) == paragraphs


def test_a_text_that_begins_at_once_is_titled_by_name_or_first_words(tmp_path: Path) -> None:
    named = one(written(tmp_path, BODY, "lee-meets-xi-in-gyeongju.txt"))
    assert named.title == "Lee meets xi in gyeongju"
    coded = one(written(tmp_path, BODY, "000_d7f7f6e05204bcf1.txt"))
    assert coded.title.startswith("The minister said on Monday")
    assert coded.title.endswith("…")
    assert len(coded.paragraphs) == 1


def test_headers_above_a_text_describe_it(tmp_path: Path) -> None:
    text = f"Title: Talks go on\nDate: 21 March 2016\nSource: The Post\nBy: Ann Lee\n\n{BODY}\n"
    article = one(written(tmp_path, text))
    assert (article.title, article.date, article.outlet) == (
        "Talks go on",
        "2016-03-21",
        "The Post",
    )
    assert (article.byline, len(article.paragraphs)) == ("Ann Lee", 1)
    assert article.date_from == "header: date"


def test_an_encoding_can_be_prescribed(tmp_path: Path) -> None:
    path = written(tmp_path, ("Cumhurbaşkanı ığü. " * 9).encode("cp1254"))
    assert "Cumhurbaşkanı" in one(path, encoding="cp1254").paragraphs[0]
