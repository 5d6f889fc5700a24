"""PDF: what is told of a file that holds more, or less, than one article of text."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.ingest.readers.documents.pdf_furniture import printed_address
from index.ingest.readers.documents.pdf_remarks import several_articles, unread_pages
from index.ingest.readers.documents.pdf_style import Line
from tests.index.test_pdf_furniture import page
from tests.index.test_readers_documents import pdf, read
from tests.index.test_readers_pdf import WORDS, file, word_by_word


def headed(name: str, source: str = "") -> list[Line]:
    said = [Line(source, 60, 790, 10, 140)] if source else []
    return [*said, *page([Line(name, 60, 765, 16, 200)])]


def test_pages_that_begin_with_headlines_are_said_to_be_several_articles() -> None:
    names = ["A crane falls", "A tender ends", "A strike begins"]
    told = several_articles([headed(name, "The Guardian, 14 May 2019") for name in names])
    assert told.startswith("looks like several articles in one file (3 headlines")
    in_one = [line for name in names for line in headed(name, "Echo, 3 March 2020")]
    assert several_articles([in_one]) != ""


def test_an_article_with_subheads_is_one() -> None:
    subheads = [Line(name, 60, 760, 13, 140) for name in ("What happened", "Why", "What next")]
    one = [line for head in subheads for line in (*page(), head)]
    assert several_articles([headed("A crane falls"), one, page()]) == ""
    assert several_articles([]) == several_articles([[]]) == ""


@pytest.mark.parametrize(
    ("pictures", "told"),
    [([], ""), ([3], "page 3 is a picture"), ([1, 2, 3, 7], "pages 1–3, 7 are pictures")],
)
def test_pages_of_pictures_are_named(pictures: list[int], told: str) -> None:
    assert unread_pages(pictures).startswith(told)


def test_a_page_that_is_damaged_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    whole = pdf([(" ".join(WORDS), 50, 700, 10)], [("gone", 50, 700, 10)])
    at = whole.rindex(b"/Type /Page ")
    (article,) = read(tmp_path, whole[:at] + b"/Type /Pagx " + whole[at + 12 :])
    assert article.paragraphs == (" ".join(WORDS),)
    assert unread_pages([], [2]) == "page 2 is damaged and not read"


PICTURE = "q {} 0 0 {} 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q\n"


def test_a_picture_that_fills_its_page_is_told_and_one_beside_text_is_not(tmp_path: Path) -> None:
    (item,) = read(tmp_path, file(PICTURE.format(600, 800)))
    assert item.reason.startswith("a PDF of pictures")
    (article,) = read(tmp_path, file(PICTURE.format(600, 800) + word_by_word(WORDS, "text")))
    assert article.remarks == ()


@pytest.mark.parametrize("number", ["{}/3", "Page {} of 3"])
def test_the_address_that_a_browser_prints_is_that_of_the_article(number: str) -> None:
    address = "https://echo.example/2019/may/13/harbour"
    feet = [Line(f"{address} {number.format(at)}", 28, 17, 7, 566) for at in (1, 2, 3)]
    assert printed_address([page(last=[foot]) for foot in feet]) == address
    other = Line("https://echo.example/other 3/3", 28, 17, 7, 566)
    assert printed_address([page(last=[foot]) for foot in (*feet[:2], other)]) == ""
    assert printed_address([page(last=[Line(f"See {address} 1/3", 28, 17, 7, 566)])]) == ""


def test_a_form_that_only_one_program_shows_is_told(tmp_path: Path) -> None:
    wait = "Please wait... If this message is not eventually replaced by the proper contents"
    (item,) = read(
        tmp_path, pdf([(wait, 50, 700, 10), ("of the document, get help.", 50, 688, 10)])
    )
    assert "a form (XFA)" in item.reason


def test_a_pdf_that_is_kept_can_be_given_back(tmp_path: Path) -> None:
    data = file(word_by_word(WORDS, "text"))
    (article,) = read(tmp_path, data, keep_original=True)
    assert isinstance(article, Article)
    assert article.original is not None
    assert article.original.data == data
