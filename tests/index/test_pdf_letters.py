"""PDF: letters that a font tells, tells wrongly or does not tell, and files that are locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers.documents.pdf_legibility import is_legible
from index.ingest.readers.documents.pdf_ligatures import spelled_out
from index.pdf.pdf_runs import runs_of
from index.pdf.pdf_shapes import Character
from tests.index.test_readers_documents import read
from tests.index.test_readers_pdf import WORDS, file

# A font by numbers, with and without a map that says which letters these are: those of Unicode.
NUMBERED = """\
<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R] {} >>

<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500
/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"""
MAP = """\
/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""
MAPPED = NUMBERED.format("/ToUnicode 8 0 R")
MAPPED += f"\n\n<< /Length {len(MAP)} >>\nstream\n{MAP}\nendstream"
TEXT = " ".join(WORDS)


def line(text: str, x: float = 60, y: float = 700) -> str:
    """What draws a line by the numbers of its letters."""
    return f"BT /F1 10 Tf {x} {y} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def drawn_from_the_left(text: str) -> str:
    """A line from right to left as most programs draw it, numbers as they stand."""
    return " ".join(one if one.isdigit() else one[::-1] for one in reversed(text.split()))


@pytest.mark.parametrize(
    "text", ["ראש הממשלה אמר כי 25 מיליון שקל", "قال رئيس الوزراء إن الحكومة ستناقش 1200 شقة"]
)
@pytest.mark.parametrize("how", ["line", "words", "letters"])
def test_lines_from_right_to_left_are_read_as_they_are_written(
    tmp_path: Path, text: str, how: str
) -> None:
    shown = drawn_from_the_left(text)
    parts = [shown] if how == "line" else shown.split() if how == "words" else list(shown)
    drawn, x = "", 60
    for part in parts:
        drawn += line(part, x) if part.strip() else ""
        x += 5 * len(part) + 5 * (how == "words")
    (article,) = read(tmp_path, file(drawn, font=MAPPED))
    assert " ".join(article.paragraphs) == text


@pytest.mark.parametrize("order", ["لا", "ال"])
def test_a_sign_for_lam_and_alef_is_read_in_their_order(order: str) -> None:
    word = [Character("س", 60, 70, 700, 10), *(Character(one, 50, 60, 700, 10) for one in order)]
    (run,) = runs_of([*word, Character("م", 40, 50, 700, 10)])
    assert run.text == "سلام"


def test_a_text_whose_font_does_not_say_which_letters_it_shows_is_not_taken_for_one(
    tmp_path: Path,
) -> None:
    numbers = "".join(chr(ord(sign) - 29) for sign in TEXT)
    (item,) = read(tmp_path, file(line(numbers), font=NUMBERED.format("")))
    assert isinstance(item, Skipped)
    assert "do not say which letters they show" in item.reason
    assert "ocrmypdf --force-ocr" in item.reason
    (article,) = read(tmp_path, file(line(TEXT), font=MAPPED))
    assert article.paragraphs == (TEXT,)


def test_letters_that_a_font_tells_wrongly_are_known_by_their_vowels() -> None:
    wrong = "".join(chr(ord(sign) - 29) if sign != " " else sign for sign in TEXT * 2)
    assert not is_legible([wrong], 0.0)
    languages = [
        # Swahili, Basque, Welsh and Vietnamese, which are told by no words, and a list of numbers.
        "Waziri mkuu alisema siku ya Jumanne kwamba serikali itajadili pendekezo jipya wiki ijayo",
        "Lehen ministroak asteartean esan zuen gobernuak datorren astean eztabaidatuko duela",
        "Dywedodd y prif weinidog ddydd Mawrth y bydd y llywodraeth yn trafod y cynnig newydd",
        "Thủ tướng hôm thứ Ba cho biết chính phủ sẽ thảo luận đề xuất mới vào tuần tới",
        "GBP 1,200 USD 3,400 CHF 5.60",
    ]
    assert all(is_legible([text * 3], 0.0) for text in languages)


def test_letters_that_stand_for_ligatures_are_told_from_letters_of_a_language() -> None:
    wrong = "The conürmation, the ofûce, a ünancial deücit and the oûicer; ürst, Jeû and staû"
    told = spelled_out([wrong])[0]
    assert "confirmation" in told
    assert "financial deficit" in told
    assert told.endswith("first, Jeff and staff")
    german = "Fünf Flüchtlinge für München: Günter Müller führt über die Brücke zurück"
    turkish = "Cumhurbaşkanı dün İstanbul’da yürüyüşe katıldı, büyük kalabalık gördü, dedi"
    assert spelled_out([german, turkish]) == [german, turkish]


def test_a_locked_file_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    lock = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{}> /U <{}> /P -4 >> /ID [<00> <00>]"
    (item,) = read(tmp_path, file("", more=lock.format("11" * 32, "22" * 32)))
    assert item.reason.startswith("the PDF is locked with a password")
    (item,) = read(tmp_path, file(line(TEXT), font=MAPPED)[:200])
    assert item.reason == "the PDF is damaged or ends early"


def test_a_file_that_breaks_what_reads_it_is_left_out_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from index.core.contained_process import EndedError
    from index.ingest.readers.documents import pdf_file

    whole = file(line(TEXT), font=MAPPED)
    with monkeypatch.context() as patched:
        ended = EndedError(took_too_long=True)
        patched.setattr(pdf_file._process, "ask", lambda _: (_ for _ in ()).throw(ended))
        (item,) = read(tmp_path, whole)
    assert item.reason.startswith("the PDF takes too long to read")
    (article,) = read(tmp_path, whole)
    assert isinstance(article, Article)
