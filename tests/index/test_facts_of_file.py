"""Of documents: what a text says of its day and its author counts before what the file says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from index import Archive
from index.core.article import Article
from index.core.publication import LAST_RESORTS, MADE, Publication
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.base import Hints
from index.ingest.readers.dates.date_detection import find as day_of
from tests.index.test_readers_documents import WORD, docx, epub, pdf, read, zipped

TITLE = "Harbour strike goes on"
TEXT = "The port workers said that they would stay away until the board had heard them. " * 3
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def _pdf(lines: Sequence[str]) -> bytes:
    text = [(line, 50.0, 700.0 - 40 * n, 10.0) for n, line in enumerate(lines)]
    made = {"CreationDate": "D:20261129101500Z", "ModDate": "D:20261130101500Z"}
    return pdf([(TITLE, 50, 740, 18), *text], Author="Clipping Desk", **made)


def _docx(lines: Sequence[str]) -> bytes:
    body = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>'
    body += "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">'
        "<dc:creator>Clipping Desk</dc:creator><dcterms:created>2026-11-29</dcterms:created>"
        "<dcterms:modified>2026-11-30</dcterms:modified></cp:coreProperties>"
    )
    return docx(f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>', core)


def _odt(lines: Sequence[str]) -> bytes:
    body = f"<t:h>{TITLE}</t:h>" + "".join(f"<t:p>{line}</t:p>" for line in lines)
    content = (
        f'<o:document-content xmlns:o="{_ODF}:office:1.0" xmlns:t="{_ODF}:text:1.0"><o:body>'
        f"<o:text>{body}</o:text></o:body></o:document-content>"
    )
    meta = (
        f'<o:document-meta xmlns:o="{_ODF}:office:1.0" xmlns:m="{_ODF}:meta:1.0"><o:meta>'
        "<m:initial-creator>Clipping Desk</m:initial-creator>"
        "<m:creation-date>2026-11-29</m:creation-date></o:meta></o:document-meta>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content, "meta.xml": meta})


def _rtf(lines: Sequence[str]) -> bytes:
    text = "".join(f"{line}\\par " for line in (TITLE, *lines))
    about = (
        r"{\info{\title %s}{\author Clipping Desk}{\creatim\yr2026\mo11\dy29}}" % TITLE  # noqa: UP031
    )
    return f"{{\\rtf1\\ansi {about}{text}}}".encode()


FORMATS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "pdf": _pdf, "docx": _docx, "odt": _odt, "rtf": _rtf,
}  # fmt: skip
DATELINE = f"LONDON, March 3, 2016 (Reuters) - {TEXT}"
# What stands below the headline, and what the file is called: the day, where from, who.
SOURCES = {
    "file name": ([TEXT], "Echo_2019-05-14_strike", "2019-05-14", "file name", "Clipping Desk"),
    "dateline": ([DATELINE], "a", "2016-03-03", "dateline", "Clipping Desk"),
    "published": (
        *(["Published 14 May 2019", TEXT], "a", "2019-05-14"),
        *("text: below the headline", "Clipping Desk"),
    ),
    "a day": (
        *(["14 May 2019", TEXT], "a", "2019-05-14"),
        *("text: a day below the headline", "Clipping Desk"),
    ),
    "byline and day": (
        *(["By Ann Lee, 14 May 2019", TEXT], "a", "2019-05-14"),
        *("text: a day below the headline", "Ann Lee"),
    ),
    "byline": (["By Ann Lee", TEXT], "a", "2026-11-29", MADE, "Ann Lee"),
    "the file": ([TEXT], "a", "2026-11-29", MADE, "Clipping Desk"),
}


@pytest.mark.parametrize("source", SOURCES)
@pytest.mark.parametrize("kind", FORMATS)
def test_the_day_of_a_files_making_and_its_author_count_last(
    tmp_path: Path, kind: str, source: str
) -> None:
    lines, name, day, where, who = SOURCES[source]
    content = FORMATS[kind]([line.strip() for line in lines])
    (article,) = read(tmp_path, content, f"{name}.{kind}", names="outlet_date_slug")
    assert (article.title, len(article.paragraphs)) == (TITLE, 1)
    assert (article.date[:10], article.date_from, article.byline) == (day, where, who)
    # When a file was saved says as little of a text that is older.
    assert article.updated == "" or where == MADE
    assert Publication(date=day, date_from=where).is_date_doubtful == (
        where in (MADE, "text: a day below the headline")
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_a_folder_of_documents_that_are_named_by_their_days_has_these(
    tmp_path: Path, kind: str
) -> None:
    for day in ("2019-05-14", "2019-05-15"):
        (tmp_path / f"{day}-strike.{kind}").write_bytes(FORMATS[kind]([TEXT, day]))
    sources = [one for one in find([tmp_path], ReadOptions()) if isinstance(one, Source)]
    found = [article for source in sources for article in source.articles()]
    assert [getattr(one, "date", one) for one in found] == ["2019-05-14", "2019-05-15"]


def test_a_document_saved_in_another_format_on_another_day_is_the_same_article(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.docx").write_bytes(FORMATS["docx"]([TEXT.strip()]))
    printed = FORMATS["pdf"]([TEXT.strip()]).replace(b"D:20261129", b"D:20240101")
    (tmp_path / "b.pdf").write_bytes(printed)
    (tmp_path / "c.txt").write_text(f"{TITLE}\n\n14 May 2019\n\n{TEXT}\n")
    with Archive.open(tmp_path / "news.db") as archive:
        report = archive.add([tmp_path / name for name in ("a.docx", "b.pdf", "c.txt")])
        assert (report.new, report.skipped) == (1, [])
        assert archive.article(1).versions == 1
        # What a text says of its day counts more than when files were made.
        assert archive.article(1).date == "2019-05-14"
        assert archive.article(1).is_date_doubtful
        (tmp_path / "d.txt").write_text(f"{TITLE}\n\nPublished 14 May 2019\n\n{TEXT}\n")
        assert archive.add([tmp_path / "d.txt"]).new == 0
        assert not archive.article(1).is_date_doubtful


@pytest.mark.parametrize("where", LAST_RESORTS)
def test_what_is_taken_where_there_is_no_other_day_is(where: str) -> None:
    def found(text: str = TEXT, url: str = "", named: str = "") -> tuple[str, str]:
        last = Article(title=TITLE, paragraphs=(text,), url=url, date="2026-11-29", date_from=where)
        return day_of(last, Hints(date=named))

    assert found() == ("2026-11-29", where)
    assert found(named="2019-05-14") == ("2019-05-14", "file name")
    assert found(DATELINE) == ("2016-03-03", "dateline")
    assert found(url="https://echo.example/2018/01/02/a") == ("2018-01-02", "address")
    assert found(url="https://echo.example/2018/01/a") == ("2018-01", "address")
    assert found(url="https://echo.example/2026/11/a") == ("2026-11-29", where)


@pytest.mark.parametrize(
    ("line", "day", "where"),
    [
        ("Published 14 May 2019", "2019-05-14", "text: below the headline"),
        ("12 March 2016", "2016-03-12", "text: a day below the headline"),
        ("By Jo Brandt, 14 May 2019", "2019-05-14", "chapter: byline"),
        # A diary in a novel.
        ("14 May 1890", "2016-03-21", "book: date"),
    ],
)
def test_chapters_of_a_book_have_the_days_that_they_say(
    tmp_path: Path, line: str, day: str, where: str
) -> None:
    page = f"<html><body><h1>{TITLE}</h1><p>{line}</p><p>{TEXT}</p></body></html>"
    (article,) = read(tmp_path, epub({"a.xhtml": page}))
    assert (article.date, article.date_from) == (day, where)
