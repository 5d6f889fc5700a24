"""Citations: an article once, whatever its texts hold, as our own readers and others read it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.core.publication import CAPTURED, MADE
from index.export.citation_formats import BibtexFormat, RisFormat
from index.export.cited_names import cited_names
from index.export.escaping import clean
from index.export.excerpt import Excerpt
from index.export.format import ExportFormat, Heading
from index.export.history import History
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.other_programs.citation_forms import BibReader
from index.ingest.readers.other_programs.citations import RisReader
from tests.effort import runs
from tests.excerpts import altered, excerpt

FERRY = excerpt(
    paragraph_id="abcdefghijkl-0000000004",
    text="The ferry is 50% late & costs $3.",
    ordinal=4,
    paragraphs=9,
    title="Harbour_news {new}",
    outlet="Porthaven Echo",
    byline="Anna de la Cruz and Reuters",
    date="2025-11-01T08:00:00Z",
    url="https://user:secret@echo.example/a b{1}",
    imported="2026-01-05T10:00:00Z",
    language="en",
    section="City",
    note="Ask why",
    tags=("ferry", "delay"),
)
CRANE = excerpt(
    paragraph_id="mnopqrstuvwx-0000000001",
    text="A crane fell.",
    ordinal=1,
    paragraphs=2,
    title="Crane",
    date="2025",
    date_from="page: text or address",
)
LATER = excerpt(
    paragraph_id="abcdefghijkl-0000000002", text="Nobody knows.", ordinal=2, paragraphs=9
)


def written(form: ExportFormat, excerpts: Sequence[Excerpt]) -> str:
    return "".join(form.parts(excerpts, Heading()))


def test_bibtex_has_an_article_once_with_all_that_was_chosen_of_it() -> None:
    assert written(BibtexFormat(), [FERRY, CRANE, LATER]) == (
        "@article{delacruz2025-abcdefghijkl,\n"
        "  title = {{Harbour\\_news \\{new\\}}},\n"
        "  author = {de la Cruz, Anna and {Reuters}},\n"
        "  journal = {Porthaven Echo},\n"
        "  year = {2025},\n"
        "  month = nov,\n"
        "  day = {1},\n"
        "  url = {https://echo.example/a%20b%7B1%7D},\n"
        "  urldate = {2026-01-05},\n"
        "  language = {en},\n"
        "  annote = {¶ 4 of 9 (abcdefghijkl-0000000004): "
        "“The ferry is 50\\% late \\& costs \\$3.”\n\n"
        "Note on ¶ 4: Ask why\n\n"
        "¶ 2 of 9 (abcdefghijkl-0000000002): “Nobody knows.”},\n"
        "  keywords = {ferry, delay},\n"
        "}\n\n"
        "@article{2025-mnopqrstuvwx,\n"
        "  title = {{Crane}},\n"
        "  year = {2025},\n"
        "  note = {The date is not certain (page: text or address).},\n"
        "  annote = {¶ 1 of 2 (mnopqrstuvwx-0000000001): “A crane fell.”},\n"
        "}\n\n"
    )


def test_ris_has_an_article_once_with_all_that_was_chosen_of_it() -> None:
    assert written(RisFormat(), [FERRY, CRANE, LATER]).splitlines() == [
        *("TY  - NEWS", "ID  - abcdefghijkl", "TI  - Harbour_news {new}"),
        *("AU  - de la Cruz, Anna", "AU  - Reuters", "T2  - Porthaven Echo"),
        *("PY  - 2025", "DA  - 2025/11/01/", "SE  - City", "LA  - en"),
        *("UR  - https://echo.example/a%20b%7B1%7D", "Y2  - 2026/01/05"),
        "N1  - ¶ 4 of 9 (abcdefghijkl-0000000004): “The ferry is 50% late & costs $3.”",
        "N1  - Note on ¶ 4: Ask why",
        *(
            "N1  - ¶ 2 of 9 (abcdefghijkl-0000000002): “Nobody knows.”",
            "KW  - ferry",
            "KW  - delay",
            "ER  - ",
            "",
        ),
        *("TY  - NEWS", "ID  - mnopqrstuvwx", "TI  - Crane", "PY  - 2025", "DA  - 2025///"),
        "N1  - The date is not certain (page: text or address).",
        *("N1  - ¶ 1 of 2 (mnopqrstuvwx-0000000001): “A crane fell.”", "ER  - ", ""),
    ]


def test_the_day_on_which_a_file_was_made_is_not_cited_as_that_of_publication() -> None:
    known: dict[str, Any] = {
        "paragraph_id": "mnopqrstuvwx-0000000001",
        "text": "A crane fell.",
        "ordinal": 1,
        "paragraphs": 2,
        "title": "Lease",
        "byline": "Jo Brandt",
        "date": "2026-11-29T01:15:03+00:00",
    }
    made = excerpt(**known, date_from=MADE, history=History(file="lease.pdf"))
    bibtex, ris = written(BibtexFormat(), [made]), written(RisFormat(), [made])
    assert "@misc{brandt-mnopqrstuvwx," in bibtex
    assert "  note = {Undated; its file was made on 29 November 2026.},\n" in bibtex
    assert "TY  - GEN\n" in ris
    assert "N1  - Undated; its file was made on 29 November 2026.\n" in ris
    kept = excerpt(**known, date_from=CAPTURED, outlet="Echo", url="https://echo.example/a")
    of_page = written(BibtexFormat(), [kept])
    assert "@article{brandt-mnopqrstuvwx," in of_page
    assert "Undated; it was captured on 29 November 2026." in of_page
    for text in (bibtex, ris, of_page, written(RisFormat(), [kept])):
        assert not re.search(r"year =|PY  -|DA  -", text)
    told = excerpt(**known, date_from="file name", history=History(file="lease.pdf"))
    assert "  year = {2026},\n" in written(BibtexFormat(), [told])
    assert "PY  - 2026\n" in written(RisFormat(), [told])


def test_a_suffix_stands_where_each_format_wants_it() -> None:
    one = [altered(FERRY, byline="Martin Luther King Jr.")]
    assert "author = {King, Jr., Martin Luther}" in written(BibtexFormat(), one)
    assert "AU  - King, Martin Luther, Jr." in written(RisFormat(), one)


@pytest.mark.parametrize("form", [BibtexFormat(), RisFormat()])
def test_marks_of_the_source_are_not_put_into_the_same_marks(form: ExportFormat) -> None:
    said = "“Our judgment stands,” he said. “It is final.”"
    text = written(form, [excerpt(paragraph_id="a-1", text=said, ordinal=1, paragraphs=2)])
    assert f"¶ 1 of 2 (a-1): {said}" in text
    assert "““" not in text


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("", []),
        ("Jane Smith", ["Smith, Jane"]),
        ("Jane Smith, John Doe", ["Smith, Jane", "Doe, John"]),
        ("Jane Smith & Vincent van Gogh", ["Smith, Jane", "van Gogh, Vincent"]),
        ("Sandy Andover", ["Andover, Sandy"]),
        ("Associated Press", ["Associated Press"]),
        ("Echo staff", ["Echo staff"]),
        ("Porthaven Echo", ["Porthaven Echo"]),
        ("Pelé", ["Pelé"]),
        ("JOHN Q. PUBLIC Jr.", ["PUBLIC, JOHN Q., Jr."]),
        ("Jo Brandt, Jr., Ann van der Berg III", ["Brandt, Jo, Jr.", "van der Berg, Ann, III"]),
        ("Agent 47", ["Agent 47"]),
        # As databases and BibTeX list them; with “By” in other languages.
        ("Holm, Anna and Berg, Jan", ["Holm, Anna", "Berg, Jan"]),
        ("Holm, Anna and Bo; O’Neil, Pat", ["Holm, Anna", "Holm, Bo", "O’Neil, Pat"]),
        ("Holm, Anna, and Jan Berg", ["Holm, Anna", "Berg, Jan"]),
        ("Holm, A., Berg, J.", ["Holm, A.", "Berg, J."]),
        ("HOLM, ANNA", ["HOLM, ANNA"]),
        ("Von Trapp, Maria", ["Von Trapp, Maria"]),
        ("Von Anna Holm und Jan Berg", ["Holm, Anna", "Berg, Jan"]),
        ("Por Juan Pérez y María Gil", ["Pérez, Juan", "Gil, María"]),
        ("Par Anne Le Goff (avec AFP)", ["Le Goff, Anne", "AFP"]),
        ("Door Anna Holm en Jan Berg", ["Holm, Anna", "Berg, Jan"]),
        ("Da Mario Rossi", ["Rossi, Mario"]),
        ("Da Silva Santos", ["Santos, Da Silva"]),
        ("Por Redacción", ["Redacción"]),
        ("José Ortega y Gasset", ["Ortega y Gasset, José"]),
        # What stands behind a name, or before it, and is no author.
        ("By Anna Holm, Berlin", ["Holm, Anna"]),
        ("By Anna Holm in New York", ["Holm, Anna"]),
        ("Carlos E. Cué / Madrid", ["Cué, Carlos E."]),
        ("Anna Holm, Chefreporterin", ["Holm, Anna"]),
        ("Anna Holm, Political Editor, and Jan Berg", ["Holm, Anna", "Berg, Jan"]),
        ("Anna Holm (Text) und Jan Berg (Fotos)", ["Holm, Anna", "Berg, Jan"]),
        ("Prof. Dr. Anna Holm, PhD", ["Holm, Anna"]),
        ("Anna Holm <anna@x.example>", ["Holm, Anna"]),
        ("anna@x.example", ["anna@x.example"]),
        ("Martin Luther King, Jr., Bo Ek", ["King, Martin Luther, Jr.", "Ek, Bo"]),
        # Newspapers and agencies are no people, people who are called so are.
        ("Süddeutsche Zeitung", ["Süddeutsche Zeitung"]),
        ("El País", ["El País"]),
        ("The Guardian", ["The Guardian"]),
        ("dpa/Anna Holm", ["dpa", "Holm, Anna"]),
        ("Anna Holm; taz-Redaktion", ["Holm, Anna", "taz-Redaktion"]),
        ("Emily Post, Gretchen Daily", ["Post, Emily", "Daily, Gretchen"]),
        # A name of one word is one, beside others too; a place is none.
        ("Jane Doe, Madonna and Reuters", ["Doe, Jane", "Madonna", "Reuters"]),
        ("Ann Lee and Pelé", ["Lee, Ann", "Pelé"]),
        ("Jo Ek, Paris and Ann Lee", ["Ek, Jo", "Lee, Ann"]),
        ("Jo Ek, Paris and London", ["Ek, Jo"]),
        ("Jo Ek and Sofia", ["Ek, Jo", "Sofia"]),
        ("An Nguyen, An Anonymous User", ["Nguyen, An", "An Anonymous User"]),
        ("Wang Xiaoming and 李芳", ["Wang, Xiaoming", "李芳"]),
        (
            "Анна-Мария Иванова, 王小明, دکتر علی",
            ["Иванова, Анна-Мария", "王小明", "علی"],
        ),
        # Lists in other languages, with “and” in front of a name or against it.
        ("Иван Петров и Мария Сидорова", ["Петров, Иван", "Сидорова, Мария"]),
        ("Анна Иванова, корреспондент, Москва", ["Иванова, Анна"]),
        ("Γιώργος Παπάς και Μαρία Νίκου", ["Παπάς, Γιώργος", "Νίκου, Μαρία"]),
        ("محمد عبد الله وأحمد علي", ["عبد الله, محمد", "علي, أحمد"]),
        ("محمد وليد حسن، سامي علي", ["حسن, محمد وليد", "علي, سامي"]),
        ("דנה כהן ויוסי לוי", ["כהן, דנה", "לוי, יוסי"]),
        ("Jan Kowalski i Anna Nowak", ["Kowalski, Jan", "Nowak, Anna"]),
        ("Jan Novák a Petr Dvořák", ["Novák, Jan", "Dvořák, Petr"]),
        ("JANE DOE AND JOHN ROE", ["DOE, JANE", "ROE, JOHN"]),
        ("Juan Puig i Cadafalch", ["Puig i Cadafalch, Juan"]),
        # Chinese, Japanese and Korean: rows of names, and what their bearers do.
        ("王小明、李芳", ["王小明", "李芳"]),
        ("李明和王芳", ["李明", "王芳"]),
        ("高橋和子、山田 太郎", ["高橋和子", "山田, 太郎"]),
        ("约翰·史密斯", ["约翰·史密斯"]),
        ("记者 王小明 李芳 北京报道", ["王小明", "李芳"]),
        ("新华社记者王小明", ["王小明"]),
        ("文/文在寅", ["文在寅"]),
        ("山田太郎記者", ["山田太郎"]),
        ("김철수·이영희 기자", ["김철수", "이영희"]),
        ("Moon Jae-in, Li Keqiang, Li Zhou", ["Moon, Jae-in", "Li, Keqiang", "Zhou, Li"]),
        # Authors who are nobody, and what pages say beside a name.
        ("Ann Lee, Special To Cnn", ["Lee, Ann"]),
        ("Special To Cnn", ["Special To Cnn"]),
        ("Ann Lee, Cnn Business", ["Lee, Ann", "Cnn Business"]),
        ("Ann Lee, Military, Intelligence Issues.", ["Lee, Ann", "Military"]),
        ("Cnn Political Commentator", ["Cnn Political Commentator"]),
        ("Bbc Trending, In July Of", ["Bbc Trending", "In July Of"]),
        ("Analysis Jo Brandt, Ann Lee Cnn", ["Brandt, Jo", "Lee, Ann"]),
        ("Sen. Jo Brandt and Alex To", ["Brandt, Jo", "To, Alex"]),
        ("Jo Brandt, Alex To, Jo.Brandt Echo.Com, alex.to echo.co.uk", ["Brandt, Jo", "To, Alex"]),
        ("Jo Brandt, Follow On Twitter, Email Writer", ["Brandt, Jo"]),
        ("Www.Echo.Example Pages Jo, Jo Brandt", ["Brandt, Jo"]),
        ("Follow On Facebook, Email Writer", []),
        # What somebody made of it is no author.
        ("Ann Lee (text), Jo Brandt (photos)", ["Lee, Ann", "Brandt, Jo"]),
        ("Jo Brandt and Ann Lee, Political Editors", ["Brandt, Jo", "Lee, Ann"]),
        ("Interview: Ann Lee", ["Lee, Ann"]),
        ("Words: Ann Lee; Photos: Jo Brandt", ["Lee, Ann", "Brandt, Jo"]),
    ],
)
def test_names_of_people_are_turned_round(byline: str, names: list[str]) -> None:
    found = cited_names(byline, "Porthaven Echo")
    assert [", ".join(filter(None, name)) for name in found] == names


_ALONE = ["Madonna", "李芳", "王小明", "김철수", "Пеле", "AFP"]
_WHOLE = ["Jane Doe", "Мария Сидорова", "אנה לוי", "Ayşe Kaya"]
_SIGNS = [", ", "; ", " and ", " & ", " и ", " και ", "、", "，", " ve "]


@given(st.data(), st.permutations(_ALONE + _WHOLE), st.integers(1, 6))
def test_nobody_who_is_listed_is_lost(data: st.DataObject, names: list[str], count: int) -> None:
    byline = names[0]
    for name in names[1:count]:
        byline += data.draw(st.sampled_from(_SIGNS)) + name
    found = [" ".join(filter(None, (one.given, one.family))) for one in cited_names(byline, "Echo")]
    assert found == names[:count]


_TEXTS = st.one_of(
    st.sampled_from(("{", "}}", "\\", "@article{x,", "ER  - ", "a\nTY  - X", "%", "~^", "ß", '"')),
    st.text(max_size=8),
)
_EXCERPTS = st.lists(
    st.builds(
        lambda texts, article, ordinal: excerpt(
            paragraph_id=f"{article * 12}-{ordinal:010x}",
            text=texts[0],
            ordinal=ordinal,
            paragraphs=99,
            title=f"T{texts[1]}",
            outlet=texts[2],
            byline=texts[3],
            url=f"https://e.example/{texts[4]}",
            note=texts[5],
            tags=(texts[6],),
        ),
        st.lists(_TEXTS, min_size=7, max_size=7),
        st.sampled_from("abcd"),
        st.integers(1, 99),
    ),
    max_size=6,
)


@settings(max_examples=runs(60, 2000))
@given(_EXCERPTS)
def test_no_text_becomes_part_of_a_record(excerpts: list[Excerpt]) -> None:
    first = {one.article_id: one for one in reversed(excerpts)}
    keys = list(dict.fromkeys(one.article_id for one in excerpts))
    bibtex = written(BibtexFormat(), excerpts)
    assert _depths(bibtex) == [0] * len(keys)
    ris = written(RisFormat(), excerpts)
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*|", line) for line in ris.split("\n"))
    for read in (_read(BibReader(), bibtex), _read(RisReader(), ris)):
        assert len(read) == len(first)
    noted = sum(bool(clean(one.note)) for one in excerpts)
    assert ris.count("\nN1  - ") == len(excerpts) + noted
    assert re.findall(r"(?m)^ID  - (.*)$", ris) == keys
    titles = re.findall(r"(?m)^TI  - (.*)$", ris)
    assert titles == [clean(first[key].title) for key in keys]


def _depths(bibtex: str) -> list[int]:
    """How many braces are open behind each entry."""
    depth, found = 0, []
    for line in bibtex.split("\n"):
        depth += line.count("{") - line.count("}")
        if line == "}":
            found.append(depth)
    return found


class _Given:
    """What a reader needs of an input that is in memory."""

    path = name = "export"

    def __init__(self, text: str) -> None:
        self._data = text.encode("utf-8")

    def content(self) -> bytes:
        return self._data


def _read(reader: Any, text: str) -> list[Article]:
    return [one for one in reader.read(_Given(text), ReadOptions()) if isinstance(one, Article)]


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("B -- C --- D", "B -{}- C -{}-{}- D"),
        ("``yes'' ?`no", "`{}`yes'{}' ?{}`no"),
        ("{sic}", "\\{sic\\}"),
        ("}{", "\\textbraceright{}\\textbraceleft{}"),
        ("a} {b", "a\\textbraceright{} \\textbraceleft{}b"),
    ],
)
def test_signs_that_latex_draws_as_one_stay_apart(title: str, latex: str) -> None:
    one = excerpt(paragraph_id="a-1", text="A.", ordinal=1, paragraphs=1, title=title)
    assert f"title = {{{{{latex}}}}}" in written(BibtexFormat(), [one])
