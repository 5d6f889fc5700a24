"""Exports of press databases: as many articles as they hold, each with its own text."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs
from tests.index.bundle_writers import (
    WRITERS,
    Piece,
    docx,
    factiva_labelled,
    factiva_lines,
    nexis_lines,
    proquest_text,
    rtf,
)
from tests.index.test_readers_documents import Placed, pdf

QUAY = Piece(
    "Quay seven closed to cranes",
    "The Porthaven Echo",
    6,
    "Jo Brandt",
    "Harbour",
    (
        "Quay seven was closed to cranes on Monday after an inspection found cracks in two piles.",
        "Mara Quill said that repairs would take until March and cost four million pounds.",
    ),
)
TENDER = Piece(
    "Harbour board withdraws its tender for the dredging of the lower basin",
    "The Harbour Ledger",
    7,
    "",
    "",
    ("The dredging tender was withdrawn on Tuesday without a reason, the harbour board said.",),
)


def read(folder: Path, name: str, content: bytes) -> list[Any]:
    path = folder / name
    path.write_bytes(content)
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return list(source.articles())


@pytest.mark.parametrize("name", WRITERS)
def test_an_export_is_parted_into_its_articles_with_what_is_said_of_each(
    tmp_path: Path, name: str
) -> None:
    first, second = read(tmp_path, name, WRITERS[name]([QUAY, TENDER]))
    assert (first.title, first.outlet, first.date) == (QUAY.title, QUAY.outlet, "2025-10-06")
    assert (first.byline, first.section) == (QUAY.byline, QUAY.section)
    assert first.paragraphs == QUAY.paragraphs
    assert (second.title, second.outlet, second.date) == (TENDER.title, TENDER.outlet, "2025-10-07")
    assert (second.byline, second.section) == ("", "")
    assert second.paragraphs == TENDER.paragraphs
    assert not second.remarks
    if "europresse" not in name:
        assert first.language == ("de" if name in ("lexis.html", "factiva.html") else "en")


WORDS = "the board said quay seven cranes would close in March after cracks £5 – “why” now".split()
TRAPS = (
    "Notes on a harbour that nobody wanted and that everybody paid for in the end",
    "Language: that is what divides the board from the town, said Mara Quill on Monday",
    "The end of document was torn off and nobody knows what it said",
    "Body and soul of the port, 1 of 3 quays is closed to this day",
    "Length: 12 words would have been enough for the notice of the board, she said",
    "Copyright lawyers of the port said that they had not been asked by anybody",
    "October 6, 2025 was the day on which the quay was closed for good",
    "Title: that was what the deed lacked when it came to light in the archive",
)


def sentences(words: list[str]) -> str:
    return " ".join([words[0].capitalize(), *words[1:]]) + "."


PARAGRAPHS = st.lists(
    st.one_of(
        st.lists(st.sampled_from(WORDS), min_size=8, max_size=60).map(sentences),
        st.sampled_from(TRAPS),
    ),
    min_size=1,
    max_size=5,
)


def repeats_headline(piece: Piece) -> bool:
    """Whether the text begins with the headline once more, which reading leaves out."""
    return piece.title.casefold() == piece.paragraphs[0].rstrip(".").casefold()


PIECES = st.lists(
    st.builds(
        Piece,
        st.lists(st.sampled_from(WORDS[:10]), min_size=5, max_size=14).map(
            lambda words: " ".join(words).capitalize()
        ),
        st.sampled_from(["The Porthaven Echo", "Ledger", "Le Phare du Soir", "Der Bote (Online)"]),
        st.integers(1, 28),
        st.sampled_from(["", "Jo Brandt", "Ines Okafor and Jo Brandt", "Anna-Lena von der Au"]),
        st.sampled_from(["", "NEWS", "Harbour", "Leben und Stil"]),
        # The last paragraph is one that no label begins: which of those the text's last line is
        # and which the service's, no reader can tell.
        st.tuples(PARAGRAPHS, PARAGRAPHS).map(lambda two: (*two[0], *two[1], "So it ended.")),
    ).filter(lambda piece: not repeats_headline(piece)),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", WRITERS)
@settings(
    max_examples=runs(6, 300),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(pieces=PIECES)
def test_of_any_articles_none_loses_a_paragraph_or_gets_anothers(
    tmp_path: Path, name: str, pieces: list[Piece]
) -> None:
    found = read(tmp_path, name, WRITERS[name](pieces))
    assert [one.paragraphs for one in found] == [piece.paragraphs for piece in pieces]
    assert [one.outlet for one in found] == [piece.outlet for piece in pieces]
    assert [one.title for one in found] == [piece.title for piece in pieces]
    assert [one.byline for one in found] == [piece.byline for piece in pieces]
    assert [one.section for one in found] == [piece.section for piece in pieces]
    assert [one.date for one in found] == [f"2025-10-{piece.day:02}" for piece in pieces]
    assert not [one.remarks for one in found if one.remarks]


def test_a_text_that_is_not_as_long_as_the_file_says_is_told(tmp_path: Path) -> None:
    lines = [line.replace("Length: 30", "Length: 512") for line in nexis_lines([QUAY, TENDER])]
    found = read(tmp_path, "a.docx", docx(lines))
    (remark,) = found[-1].remarks
    assert "1 of 2 articles" in remark
    assert "“Quay seven closed to cranes” 512 stated, 30 found" in remark


@pytest.mark.parametrize("swapped", [False, True])
def test_what_stands_behind_the_last_document_takes_none_away(
    tmp_path: Path, *, swapped: bool
) -> None:
    rule = "_" * 60
    cited = ["Quill, M. (2025, Oct 6). Quay seven closed to cranes. The Porthaven Echo"]
    tail = [rule, "Bibliography", "Citation style: APA 6th", *cited]
    tail += [f"{rule}\nContact ProQuest\nCopyright 2025 ProQuest LLC. All rights reserved."]
    pieces = [TENDER, QUAY] if swapped else [QUAY, TENDER]
    for numbered in (True, False):
        text = proquest_text(pieces)
        for n in (1, 2):
            parted = rule if n > 1 else ""
            text = text.replace(f"Document {n} of 2", f"Document {n} of 2" if numbered else parted)
        found = read(tmp_path, "a.txt", "\n\n".join([text, *tail]).encode())
        assert [one.paragraphs for one in found] == [one.paragraphs for one in pieces]
        assert not found[-1].remarks


@pytest.mark.parametrize("name", ["nexis.docx", "lexis.txt", "lexis.html", "proquest.txt"])
def test_fewer_documents_than_the_file_says_are_told(tmp_path: Path, name: str) -> None:
    whole = WRITERS[name]([QUAY, TENDER])
    (short,) = read(tmp_path, name, WRITERS[name]([QUAY]).replace(b" of 1", b" of 2"))
    if name == "nexis.docx":
        lines = [one.replace("(1)", "(2)") for one in nexis_lines([QUAY])]
        (short,) = read(tmp_path, name, docx(lines))
    (remark,) = short.remarks
    assert remark.startswith("1 document was found and the file says that it holds 2:")
    assert not read(tmp_path, name, whole)[-1].remarks
    if name.endswith(".txt"):  # One export put behind another.
        twice = read(tmp_path, name, whole + b"\n\n" + whole)
        assert len(twice) == 4
        assert not [one for one in twice[-1].remarks if "that it holds" in one]


def test_a_document_without_text_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    lines = nexis_lines([QUAY, TENDER])
    empty = [line for line in lines if line not in QUAY.paragraphs]
    skipped, article = read(tmp_path, "a.rtf", rtf(empty))
    assert isinstance(skipped, Skipped)
    assert "document 1 (“Quay seven closed to cranes”): no text" in skipped.reason
    assert article.paragraphs == TENDER.paragraphs


def test_what_looks_like_many_articles_and_is_of_no_known_service_is_told(tmp_path: Path) -> None:
    many = "\n\n".join(
        f"Headline: News {n}\nDate: 2025-10-0{n}\nSource: Echo\n\nThe quay was closed {n} times."
        for n in range(1, 5)
    )
    (article,) = read(tmp_path, "a.txt", many.encode())
    (remark,) = article.remarks
    assert "looks like several articles in one file" in remark
    assert "“headline:” and “date:” stand in it 4 times" in remark


@pytest.mark.parametrize(
    "text",
    [
        "The end\n\nThis is the text of a story.\n\nEnd of Document\n",
        "Of three\n\n1 of 3 DOCUMENTS\n\nwas lost in the fire on Monday, the board said.\n",
        "Letters\n\nFull text: here it is, and ProQuest has nothing to do with it.\n",
    ],
)
def test_a_text_that_only_uses_their_words_stays_one_article(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, "a.txt", text.encode())
    assert len(found) == 1
    assert isinstance(found[0], Article)


ACADEMIC = """\
Download Request: All Documents: 1-161
Time Of Request: Saturday, July 11, 2015  22:32:52 EST

Terms: (police AND officer) and Date(geq(05/01/2015) and leq(07/01/2015))

                               1 of 161 DOCUMENTS


     Copyright 2015 Porthaven Interactive Company, LLC d/b/a
                            Porthaven Echo Digital
                              All Rights Reserved

                              The Porthaven Echo

                             July 1, 2015 Wednesday
                                 Met 2 Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 33 words

HEADLINE: DISTRAUGHT people, deadly quays

BYLINE: Jo Brandt;Ines Okafor

BODY:

It was not yet 9 a.m., and the quay was closed. The handyman had a long
history of warnings, and since the crane fell in February, he
had been struggling to be heard.

LOAD-DATE: July 1, 2015

LANGUAGE: ENGLISH

GRAPHIC: A crane.

                               2 of 161 DOCUMENTS

                               The Sun (Porthaven)

                            July 2, 2015 Thursday
                                   Edition 1;
                                    Scotland

Cracks that nobody
looked for

BYLINE: TREVOR Quill

LENGTH: 20 words


The piles were looked at in August, and not in October as the board had said
to the council.

LOAD-DATE: July 2, 2015

JOURNAL-CODE: SUN

                    Copyright 2015 NEWS GROUP NEWSPAPERS LTD
                              All Rights Reserved
"""


def test_the_forms_of_the_older_service_are_read(tmp_path: Path) -> None:
    first, second = read(tmp_path, "a.TXT", ACADEMIC.replace("\n", "\r\n").encode())
    assert (first.title, first.outlet) == ("DISTRAUGHT people, deadly quays", "The Porthaven Echo")
    assert (first.date, first.section) == ("2015-07-01", "A-SECTION")
    assert first.byline == "Jo Brandt, Ines Okafor"
    text, caption = first.paragraphs
    assert caption == "Graphic: A crane."
    assert text.startswith("It was not yet 9 a.m., and the quay")
    assert text.endswith("struggling to be heard.")
    assert (second.title, second.outlet) == ("Cracks that nobody looked for", "The Sun (Porthaven)")
    assert second.byline == "TREVOR Quill"
    assert len(second.paragraphs) == 1
    (remark,) = second.remarks
    assert remark.startswith("2 documents were found and the file says that it holds 161:")


CORRECTED = "The board, not the town, closed the quay on Monday, October 6."
LEAD = "Cranes will stand still until the board has heard what the piles can bear."


def _corrected(name: str) -> bytes:
    pieces = [QUAY, TENDER]
    if name.startswith("nexis"):
        lines = nexis_lines(pieces)
        lines.insert(lines.index("Body"), f"Highlight: {LEAD}")
        lines.insert(lines.index("Body"), "Correction Appended")
        below = lines.index("Classification")
        inline = [f"Correction: {CORRECTED}", "Correction-Date: October 9, 2025"]
        lines[below + 2 : below + 2] = [*inline, "Graphic: A crane./Jo Brandt"]
        if name == "nexis.txt":
            # Headings, with what they say in lines that are wrapped.
            said = ["Correction", textwrap.fill(CORRECTED, 40), "Graphic", "A crane./Jo Brandt"]
            lines[below : below + 5] = [*said, "Correction-Date: October 9, 2025"]
        return "\n\n".join(lines).encode() if name == "nexis.txt" else docx(lines)
    if name == "factiva.rtf":
        lines = factiva_labelled(pieces)
        place = next(n for n, line in enumerate(lines) if line.startswith("TD")) + 2
        lines[place:place] = [f"CX {CORRECTED}", "ART A crane./Jo Brandt"]
        return rtf(lines)
    text = WRITERS["lexis.txt"](pieces).decode()
    text = text.replace("LENGTH:", f"HIGHLIGHT: {LEAD}\n\nLENGTH:", 1)
    text = text.replace("2025 Monday", "2025 Monday\nCorrection Appended", 1)
    corrected = f"CORRECTION: {CORRECTED}\n\nCORRECTION-DATE: October 9, 2025"
    return text.replace(
        "LOAD-DATE", f"{corrected}\n\nGRAPHIC: A crane./Jo Brandt\n\nLOAD-DATE", 1
    ).encode()


@pytest.mark.parametrize("name", ["nexis.docx", "nexis.txt", "lexis.txt", "factiva.rtf"])
def test_what_was_published_with_a_text_is_kept_around_it(tmp_path: Path, name: str) -> None:
    first, second = read(tmp_path, name, _corrected(name))
    behind = (f"Correction: {CORRECTED}", "Graphic: A crane./Jo Brandt")
    assert (first.title, first.date) == (QUAY.title, "2025-10-06")
    if name == "factiva.rtf":
        assert first.paragraphs == (*QUAY.paragraphs, *behind)
    else:
        assert first.paragraphs == (LEAD, *QUAY.paragraphs, *behind)
        assert first.updated == "2025-10-09"
    assert second.paragraphs == TENDER.paragraphs
    # What stands apart does not count as its text.
    assert not second.remarks


def test_a_correction_that_is_only_named_is_named(tmp_path: Path) -> None:
    text = WRITERS["lexis.txt"]([QUAY]).decode()
    text = text.replace("2025 Monday", "2025 Monday\n\nCorrection Appended", 1)
    (article,) = read(tmp_path, "a.txt", text.encode())
    assert article.title == QUAY.title
    assert article.paragraphs == (*QUAY.paragraphs, "Correction Appended")


def test_a_document_of_today_may_lack_section_byline_and_classification(tmp_path: Path) -> None:
    lines = ["Documents (1)", "1. Board plays free-trade game", "Client/Matter: -None-"]
    lines += ["Narrowed by:", "Content Type | Narrowed by", "News | Sources: The Echo"]
    lines += ["Board plays free-trade game", "THE ECHO", "May 2, 2002, Thursday,, FINAL EDITION"]
    lines += ["Copyright 2002 Quay Company, Inc.", "Section: MONEY;; COVER STORY"]
    lines += ["Length: 18 words", "Dateline: PORTHAVEN", "Body"]
    lines += [
        "PORTHAVEN -- When is a quay not a quay?",
        "When it comes from the other bank, they say.",
    ]
    lines += ["Graphic", "PHOTO, B/W, The quay", "Load-Date: May 02, 2002", "Page 1 of 3"]
    (article,) = read(tmp_path, "a.DOCX", docx([*lines, "End of Document"]))
    assert (article.title, article.outlet) == ("Board plays free-trade game", "THE ECHO")
    assert (article.date, article.section) == ("2002-05-02", "MONEY;; COVER STORY")
    assert article.paragraphs[2:] == ("Graphic: PHOTO, B/W, The quay",)
    assert not article.remarks


def test_an_export_of_proquest_as_a_document_with_headings_is_read(tmp_path: Path) -> None:
    lines = ["Document 1 of 1", "Quay seven closed", "Author: Jo Brandt", "ProQuest document link"]
    lines += ["ABSTRACT", "It was closed.", "FULL TEXT", *QUAY.paragraphs, "DETAILS"]
    lines += ["Subject: | Ports | ", "Publication title: | The Echo, Late Edition; Porthaven | "]
    lines += ["Publication date: | Oct 6, 2025 | ", "ProQuest document ID: | 1015595477 | "]
    lines += ["Database copyright © 2025 ProQuest LLC. All rights reserved.", "Page 1 of 2"]
    (article,) = read(tmp_path, "a.rtf", rtf(lines))
    assert (article.title, article.outlet, article.date) == (
        "Quay seven closed",
        "The Echo",
        "2025-10-06",
    )
    assert article.paragraphs == QUAY.paragraphs
    assert article.source_id == "1015595477"


def test_rich_text_that_is_no_export_is_one_article(tmp_path: Path) -> None:
    text = rtf(["Quay seven closed", *QUAY.paragraphs, "It cost £5 and a “crane” 🏗."])
    (article,) = read(tmp_path, "a.rtf", text)
    assert article.title == "Quay seven closed"
    assert article.paragraphs == (*QUAY.paragraphs, "It cost £5 and a “crane” 🏗.")


def test_a_link_in_rich_text_is_its_words(tmp_path: Path) -> None:
    linked = (
        r"{\rtf1\ansi {\info{\title Cranes}{\author Jo Brandt}{\creatim\yr2025\mo10\dy6}}"
        r"The {\field{\*\fldinst{HYPERLINK \"https://echo.example/1\"}}{\fldrslt{board}}} said"
        r"\line so on Monday.\par Repairs go on.\par}"
    )
    (article,) = read(tmp_path, "a.rtf", linked.encode())
    assert article.paragraphs == ("The board said so on Monday.", "Repairs go on.")
    assert (article.title, article.byline, article.date) == ("Cranes", "Jo Brandt", "2025-10-06")


@pytest.mark.parametrize(
    "write", [nexis_lines, factiva_lines, lambda two: proquest_text(two).split("\n\n")]
)
def test_an_export_as_pdf_is_parted_too(tmp_path: Path, write: Any) -> None:
    placed: list[Placed] = []
    below = 780.0
    for paragraph in write([QUAY, TENDER]):
        for line in textwrap.wrap(paragraph, 85):
            shown = line.replace("(", "\\(").replace(")", "\\)").encode("ascii", "ignore").decode()
            placed.append((shown, 50, below, 8))
            below -= 9
        below -= 4
    first, second = read(tmp_path, "a.pdf", pdf(placed))
    assert (first.title, first.outlet, first.date) == (QUAY.title, QUAY.outlet, "2025-10-06")
    assert first.paragraphs == QUAY.paragraphs
    assert second.paragraphs == TENDER.paragraphs


def test_ends_of_documents_in_a_form_that_is_not_known_are_told(tmp_path: Path) -> None:
    text = "".join(
        f"Story {n}\n\nIt was closed {n} times.\n\nEnd of Document\n\n" for n in range(3)
    )
    (article,) = read(tmp_path, "a.txt", text.encode())
    (remark,) = article.remarks
    assert "3 ends of documents" in remark
