"""Whatever a line below a headline says is in the archive: in the text, or said of the article."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.core.article import Article
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.text_parts.told_elsewhere import Told
from tests.effort import runs
from tests.index.paged_pdf import paged
from tests.index.test_readers_documents import docx as packed

TITLE = "Notes on the harbour fund"
STORY = (
    "The clerk signed the list on the last day of the month, and nobody asked who drew it up.",
    "Nobody at the bank was asked about the two signatures, which look alike to most people.",
)
DAYS = {
    "4 March 2024": "2024-03-04",
    "March 5, 2024": "2024-03-05",
    "2024-03-06": "2024-03-06",
    "07.03.2024": "2024-03-07",
    "Monday, 4 March 2024": "2024-03-04",
    "3. September 2025": "2025-09-03",
    "4 March 2024, 9:15 am": "2024-03-04T09:15",
}
LABELS = ("Published", "Published:", "Updated", "Updated:", "Posted on", "Date:", "Last updated")
BY = ("By", "by", "Written by", "Author:", "Text:", "Von")
NAMES = ("Elena Marsh", "Viktor Hallam", "Hallam", "Zurich", "Calder Dredging", "The Echo")
SAYING = (
    *("paid", "Paid", "Destroy by", "Due", "Died:", "arrested", "Fired", "Account", "to", "from"),
    *("400,000 euros", "€ 12", "37,545", "NL91ABNA0417164300", "9:15", "gunshots", "Approved by"),
    *("and", "in cash", "Meeting of", "with", "Last seen", "Received from", "or nothing", "not"),
)
BETWEEN = (" ", " ", " ", ", ", " | ", " - ", ": ", " — ")
WORDS = st.sampled_from((*DAYS, *DAYS, *NAMES, *NAMES, *LABELS, *BY, *SAYING))
LINES = st.lists(st.tuples(WORDS, st.sampled_from(BETWEEN)), min_size=1, max_size=5).map(
    lambda parts: "".join(f"{word}{sign}" for word, sign in parts).strip(" ,|-:—")
)


def text(lines: list[str]) -> bytes:
    return "\n\n".join([TITLE, *lines]).encode()


def markdown(lines: list[str]) -> bytes:
    return "\n\n".join([f"# {TITLE}", *lines]).encode()


def page(lines: list[str]) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    ).encode()


def mail(lines: list[str]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "Ruth Pember <pember@quay.example>", "b@quay.example"
    message["Date"], message["Subject"] = "Tue, 5 Mar 2024 09:00:00 +0000", TITLE
    message.set_content("\n\n".join(lines) + "\n")
    return message.as_bytes()


def docx(lines: list[str]) -> bytes:
    heading = f"<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>"
    return packed(heading + "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))


MAKERS: dict[str, Callable[[list[str]], bytes]] = {
    "a.txt": text,
    "a.md": markdown,
    "a.html": page,
    "a.eml": mail,
    "a.docx": docx,
}


def read(folder: Path, name: str, lines: list[str]) -> Article:
    path = folder / name
    path.write_bytes(MAKERS[name](lines))
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    return article


def lost(line: str, article: Article) -> list[str]:
    """The words of a line that are nowhere in an article."""
    there = " ".join([*article.paragraphs, article.title, article.byline, article.outlet])
    known = set(re.findall(r"\w+", there.casefold()))
    for day, date in DAYS.items():
        if any(said.startswith(date) for said in (article.date, article.updated)):
            known |= set(re.findall(r"\w+", day.casefold()))
    for clock in re.finditer(r"T(\d\d):(\d\d)", f"{article.date} {article.updated}"):
        known |= {clock[2], str(int(clock[1])), str(int(clock[1]) - 12)}
    known |= set(re.findall(r"\w+", " ".join((*LABELS, *BY)).casefold()))
    return [word for word in re.findall(r"\w+", line.casefold()) if word not in known]


@pytest.mark.parametrize("name", MAKERS)
@settings(
    max_examples=runs(60, 3000),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@example(lines=["4 March 2024 Hallam paid"])
@example(lines=["Destroy by 4 March 2024"])
@example(lines=["By 4 March 2024"])
@example(lines=["Published: 4 March 2024, updated 5 March 2024", "By Elena Marsh, 37,545"])
@example(lines=["2024-03-06 Calder Dredging 37,545", "07.03.2024 Zurich", "4 March 2024"])
@given(lines=st.lists(LINES.filter(lambda line: re.search(r"\w", line)), min_size=1, max_size=3))
def test_no_word_of_a_line_below_a_headline_is_lost(
    tmp_path: Path, name: str, lines: list[str]
) -> None:
    article = read(tmp_path, name, [*lines, *STORY])
    for line in lines:
        assert not lost(line, article), article


@pytest.mark.parametrize(
    "lines",
    [
        ["Destroy by 4 March 2024"],
        ["2024-03-06 Calder Dredging 37,545", "07.03.2024 Eastgate Holdings 81,442"],
        ["By Elena Marsh, 400,000 euros", "4 March 2024 - Hallam flew to Zurich"],
    ],
)
def test_no_word_below_the_headline_of_a_pdf_is_lost(tmp_path: Path, lines: list[str]) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(paged([[one for line in (TITLE, *lines, *STORY) for one in (line, "", "")]]))
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert not [word for line in lines for word in lost(line, article)], article


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_of_days_is_text(tmp_path: Path, name: str) -> None:
    days = [f"{day} March 2024" for day in range(3, 9)]
    for lines in (days, [day + " Hallam" for day in days], [*days[:1], STORY[0], *days[1:]]):
        article = read(tmp_path, name, [*lines, *STORY])
        assert list(article.paragraphs[: len(lines)]) == lines


def test_the_day_of_a_mail_is_that_on_which_it_was_sent(tmp_path: Path) -> None:
    for line in ("4 March 2024", "Destroy by 4 March 2024", "Published 4 March 2024"):
        article = read(tmp_path, "a.eml", [line, *STORY])
        assert article.date == "2024-03-05T09:00:00+00:00"
        assert article.paragraphs == (line, *STORY)


def test_the_head_of_a_newsletter_is_still_no_text(tmp_path: Path) -> None:
    lines = ["By Elena Marsh", "Tuesday, 5 March 2024"]
    article = read(tmp_path, "a.eml", [*lines, *STORY])
    assert (article.byline, article.paragraphs) == ("Elena Marsh", STORY)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx", "a.html"])
def test_when_a_text_was_changed_is_kept_with_it(tmp_path: Path, name: str) -> None:
    article = read(tmp_path, name, ["Published 4 March 2024 | Updated 5 March 2024", *STORY])
    assert (article.date, article.updated) == ("2024-03-04", "2024-03-05")
    assert article.paragraphs == STORY


@pytest.mark.parametrize("name", MAKERS)
def test_what_an_older_import_lost_comes_back_when_it_is_added_again(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "Destroy by 4 March 2024"
    path = tmp_path / name
    path.write_bytes(MAKERS[name]([line, *STORY]))
    with Archive.open(tmp_path / "archive.db", create=True) as archive:
        with monkeypatch.context() as older:
            older.setattr(Told, "unsaid", lambda *_: ())
            older.setattr(Told, "says_all_of", lambda _, text: text == line)
            archive.add([path])
        with archive._database.transaction() as connection:
            for told in ("lines of heads", "letters whole", "beside the text"):
                known = "UPDATE read_file SET options = replace(options, ?, '')"
                connection.execute(known, (f', "{told}"',))
        assert archive.search("destroy").paragraphs == 0
        clerk = archive.search("clerk").hits[0]
        report = archive.add([path])
        assert (report.new, report.changed) == (0, 1)
        assert archive.search("destroy").hits[0].article == clerk.article
        assert archive.search("clerk").hits[0].id == clerk.id
        assert archive.add([path]).unchanged == 1


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Berlin, 4 March 2024", "2024-03-04"),
        ("Elena Marsh, 4 March 2024", "2024-03-04"),
        ("Hallam arrested 4 March 2024", ""),
        ("4 March 2024 40,000 euros", ""),
        ("Died: 4 March 2024", ""),
    ],
)
def test_a_line_that_stays_tells_the_day_where_it_says_hardly_more(
    tmp_path: Path, line: str, date: str
) -> None:
    article = read(tmp_path, "a.txt", [line, *STORY])
    assert (article.date, article.paragraphs) == (date, (line, *STORY))
