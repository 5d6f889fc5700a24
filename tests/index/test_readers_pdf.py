"""PDF: words, columns, notes and ligatures, however a program drew them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.ingest.readers.documents.pdf_ligatures import spelled_out
from tests.effort import runs
from tests.index.test_readers_documents import read

WORDS = (
    "The harbour board withdrew its dredging tender on Tuesday without a reason and Mara Quill "
    "would not say why it had done so when she was asked about the cranes of quay seven"
).split()
# Widths of Helvetica's letters, which the files that are drawn here are set in.
_WIDTHS = {
    **dict.fromkeys("ijl|'", 222), **dict.fromkeys(" ft.,:;/!()[]I", 278),
    **dict.fromkeys("r-", 333), **dict.fromkeys("ckszyxvJ", 500),
    **dict.fromkeys("mM", 833), **dict.fromkeys("wCDHNRU", 722), "W": 944,
    **dict.fromkeys("ABEKPSVXY", 667), **dict.fromkeys("FTZ", 611), **dict.fromkeys("OQG", 778),
}  # fmt: skip


def width(text: str, size: float = 10) -> float:
    return sum(_WIDTHS.get(sign, 556) for sign in text) / 1000 * size


ADVANCE = {word: width(word) for word in WORDS}


HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def file(content: str, about: str = "", *, font: str = HELVETICA, more: str = "") -> bytes:
    """A PDF of one page with a content stream, set in a font; `more` goes into the trailer.

    A font's other objects, from the seventh on, stand behind it, each behind an empty line.
    """
    stream = content.encode("latin-1")
    first, *others = font.split("\n\n")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        first.encode(),
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 5 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< %s >>" % about.encode(),
        *(other.encode() for other in others),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R /Info 6 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
    end %= (size, more.encode(), len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def word_by_word(words: list[str], how: str) -> str:
    """A content stream that draws lines of words, each word or letter by itself."""
    drawn, x, y = "", 60.0, 700.0
    for word in words:
        if x + ADVANCE[word] > 400:
            x, y = 60.0, y - 12
        pieces = [word] if how != "letters" else list(word)
        place = x
        for piece in pieces:
            if how in ("move", "letters"):
                drawn += f"q 1 0 0 1 {place:.2f} {y} cm BT /F1 10 Tf ({piece}) Tj ET Q\n"
            elif how == "matrix":
                drawn += f"BT /F1 1 Tf 10 0 0 10 {place:.2f} {y} Tm ({piece}) Tj ET\n"
            else:
                drawn += f"BT /F1 10 Tf {place:.2f} {y} Td ({piece}) Tj ET\n"
            place += width(piece)
        x += ADVANCE[word] + 2.78
    return drawn


@settings(
    max_examples=runs(15, 500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    words=st.lists(st.sampled_from(WORDS), min_size=3, max_size=40),
    how=st.sampled_from(["move", "matrix", "text", "letters"]),
)
def test_words_that_are_drawn_one_by_one_are_words(
    tmp_path: Path, words: list[str], how: str
) -> None:
    (article,) = read(tmp_path, file(word_by_word(words, how)))
    assert " ".join(article.paragraphs).split() == words


LEFT = [
    "The dredging tender that the har-",
    "bour board withdrew on Wednesday",
    "had only one bidder left, said two",
    "people who saw the papers then.",
]
RIGHT = [
    "That bidder, Norrland Dredging,",
    "was the only firm that met a new",
    "clause which was added in August,",
    "they said when they were asked.",
]


def test_columns_that_are_drawn_row_by_row_are_read_one_after_the_other(tmp_path: Path) -> None:
    drawn = "BT /F1 20 Tf 60 760 Td (What the tender hides) Tj ET\n"
    for place, (one, two) in enumerate(zip(LEFT, RIGHT, strict=True)):
        y = 720 - 12 * place
        drawn += f"BT /F1 10 Tf 60 {y} Td ({one}) Tj ET BT /F1 10 Tf 310 {y} Td ({two}) Tj ET\n"
    (article,) = read(tmp_path, file(drawn))
    text = " ".join(article.paragraphs)
    assert text.startswith("The dredging tender that the harbour board withdrew on Wednesday")
    assert "who saw the papers then. That bidder, Norrland" in text
    assert article.title == "What the tender hides"


def test_the_cells_of_a_table_stay_in_their_rows(tmp_path: Path) -> None:
    drawn = ""
    for place, (one, two) in enumerate([("Depth", "9 m"), ("Cranes", "4"), ("Berths", "12")]):
        y = 720 - 12 * place
        drawn += f"BT /F1 10 Tf 60 {y} Td ({one}) Tj ET BT /F1 10 Tf 310 {y} Td ({two}) Tj ET\n"
    (article,) = read(tmp_path, file(drawn))
    assert "Depth 9 m Cranes 4 Berths 12" in " ".join(article.paragraphs)


@pytest.mark.parametrize(
    ("word", "small", "shown"),
    [("said", "12", "said that"), ("km", "2", "km2 that"), ("said.", "3,4", "said. that")],
)
def test_numbers_of_footnotes_do_not_stick_to_words(
    tmp_path: Path, word: str, small: str, shown: str
) -> None:
    end = 60 + width(f"The board {word}")
    drawn = f"BT /F1 10 Tf 1 0 0 1 60 700 Tm (The board {word}) Tj "
    drawn += f"/F1 6 Tf 1 0 0 1 {end:.2f} 703.5 Tm ({small}) Tj "
    drawn += f"/F1 10 Tf 1 0 0 1 {end + 7:.2f} 700 Tm ( that it was) Tj ET"
    (article,) = read(tmp_path, file(drawn))
    assert shown in " ".join(article.paragraphs)


def test_ligatures_are_spelled_out_whatever_stands_for_them() -> None:
    lost = "The of\x00ce of a \x00nancial of\x00cer and the \x00eet of \x00ve \x00rms"
    private = "The of\ue000ce of a \ue000nancial of\ue000cer and the \ue001eet of \ue000ve"
    named = "The ofﬁce, the ﬂeet and the aﬀair"
    assert spelled_out([lost, private, named]) == [
        "The office of a financial officer and the fleet of five firms",
        "The office of a financial officer and the fleet of five",
        "The office, the fleet and the affair",
    ]


def test_signs_of_symbol_fonts_are_no_ligatures() -> None:
    assert spelled_out(["\uf0b7 One item", "5\ue000 of it"]) == ["\uf0b7 One item", "5\ue000 of it"]


def test_what_programs_put_for_want_of_an_author_or_a_title_is_neither(tmp_path: Path) -> None:
    about = "/Author (\\(anonymous\\)) /Title (\\(anonymous\\))"
    drawn = word_by_word(WORDS, "text")
    (article,) = read(tmp_path, file(drawn, about))
    assert article.byline == ""
    assert "anonymous" not in article.title


def test_a_headline_that_is_set_as_the_text_is_and_the_line_below_it_are_known(
    tmp_path: Path,
) -> None:
    lines = [
        "Harbour board drops its tender",
        "Berlin, 3. September 2025. Von Anna Lehmann",
        f"{' '.join(WORDS[:14])}.",
        f"{' '.join(WORDS[14:])}.",
    ]
    drawn = [f"1 0 0 1 50 {700 - 40 * at} Tm ({line}) Tj" for at, line in enumerate(lines)]
    (article,) = read(tmp_path, file(f"BT /F1 10 Tf {' '.join(drawn)} ET"))
    assert article.title == "Harbour board drops its tender"
    assert (article.date, article.byline) == ("2025-09-03", "Anna Lehmann")
    # Where it was written is said nowhere else.
    assert article.paragraphs[0] == lines[1]
    assert article.paragraphs[1].startswith("The harbour board withdrew")


GAPS = st.lists(st.integers(240, 700), min_size=40, max_size=40)
KERNS = st.lists(st.integers(-60, 60), min_size=40, max_size=40)


@settings(
    max_examples=runs(15, 500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(words=st.lists(st.sampled_from(WORDS), min_size=3, max_size=12), gaps=GAPS, kerns=KERNS)
def test_words_are_told_by_the_room_between_them_however_letters_are_kerned(
    tmp_path: Path, words: list[str], gaps: list[int], kerns: list[int]
) -> None:
    # As TeX and groff draw: no blanks, moves in thousandths of the size within and between words.
    line = ""
    for word, gap, kern in zip(words, gaps, kerns, strict=False):
        middle = len(word) // 2
        line += f"({word[:middle]}) {kern} ({word[middle:]}) {-gap} "
    (article,) = read(tmp_path, file(f"BT /F1 10 Tf 60 700 Td [{line}] TJ ET"))
    assert " ".join(article.paragraphs).split() == words
