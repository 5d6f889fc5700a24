"""What is sent with a letter is read like any file, or named with its reason."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs

_SAID = "Please find enclosed what we discussed about the pier on Monday."


def letter(text: str = _SAID) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Elena Marsh <elena@norhaven.example>"
    message["Subject"] = "Enclosed"
    message["Date"] = "Mon, 4 Mar 2024 09:00:00 +0000"
    message["Message-ID"] = "<1@x>"
    if text:
        message.set_content(text)
    return message


def read(folder: Path, *messages: EmailMessage) -> list[Article | Skipped | Remark]:
    path = folder / ("a.eml" if len(messages) == 1 else "a.mbox")
    parts = [one.as_bytes() for one in messages]
    if len(parts) > 1:
        parts = [b"From a@b.example Mon Mar 21 10:15:00 2016\n" + one + b"\n" for one in parts]
    path.write_bytes(b"".join(parts))
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return list(source.articles())


def packed(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.txt", text)
    return made.getvalue()


_PAPER = "The annex was signed by Hallam in Limassol, and nobody was told."
_INNER = (
    "From: Ruth Pember <ruth@x.example>\nTo: c@d.example\nSubject: Inner\n"
    f"Date: Fri, 1 Mar 2024 09:00:00 +0000\n\n{_PAPER}\n"
)


@pytest.mark.parametrize(
    ("kind", "name", "data"),
    [
        ("text/plain", "statement.txt", _PAPER.encode()),
        ("text/plain", "calls.log", _PAPER.encode()),
        ("text/html", "page.html", f"<p>{_PAPER}</p>".encode()),
        ("text/markdown", "notes.md", f"# Notes\n\n{_PAPER}\n".encode()),
        ("text/rtf", "msg.rtf", rb"{\rtf1 %s\par}" % _PAPER.encode()),
        ("application/octet-stream", "letter.eml", _INNER.encode()),
        ("application/octet-stream", "../../papers/statement.txt", _PAPER.encode()),
        ("application/zip", "papers.zip", packed(one=_PAPER)),
    ],
)
def test_a_paper_is_an_article_with_the_letter_as_its_place(
    tmp_path: Path, kind: str, name: str, data: bytes
) -> None:
    message = letter()
    message.add_attachment(data, *kind.split("/"), filename=name)
    first, paper = read(tmp_path, message)
    assert isinstance(first, Article)
    assert first.paragraphs == (_SAID,)
    assert isinstance(paper, Article)
    assert _PAPER in paper.paragraphs
    assert paper.origin.startswith(f"{tmp_path}/a.eml/{name.rpartition('/')[2]}")
    if name.endswith(".eml"):
        assert (paper.outlet, paper.date[:10]) == ("Ruth Pember", "2024-03-01")
    else:
        assert (paper.outlet, paper.date[:10]) == ("Elena Marsh", "2024-03-04")
        assert paper.date_from == "mail: sent with it"


@pytest.mark.parametrize(
    ("kind", "name", "data", "reason"),
    [
        (
            "image/jpeg",
            "scan.jpg",
            b"\xff\xd8\xff\xe0" + b"0" * 3000,
            "a picture (image/jpeg, 3 KB)",
        ),
        (
            "application/ms-tnef",
            "winmail.dat",
            b"\x78\x9f\x3e\x22\x00",
            "(application/ms-tnef, 5 b",
        ),
        ("application/json", "data.json", b'{"a": "b"}', "(application/json, 10 bytes)"),
        ("audio/mpeg", "voice.mp3", b"ID3" + b"\x00" * 9, "(audio/mpeg, 12 bytes)"),
    ],
)
def test_what_cannot_be_read_is_named_each_time(
    tmp_path: Path, kind: str, name: str, data: bytes, reason: str
) -> None:
    message = letter()
    message.add_attachment(data, *kind.split("/"), filename=name)
    article, skipped = read(tmp_path, message)
    assert isinstance(article, Article)
    assert isinstance(skipped, Skipped)
    assert skipped.path == f"{tmp_path}/a.eml/{name}"
    assert reason in skipped.reason
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for _ in range(2):
            told = archive.add([tmp_path / "a.eml"]).skipped
            assert [one.path for one in told] == [skipped.path]


def test_pictures_in_the_text_of_letters_are_counted(tmp_path: Path) -> None:
    box = tmp_path / "box"
    box.mkdir()
    for number in range(3):
        message = letter(f"{_SAID} {number}")
        message.replace_header("Message-ID", f"<{number}@x>")
        message.add_attachment(
            b"\x89PNG" + b"0" * 3000, "image", "png", filename="logo.png", disposition="inline"
        )
        message.add_attachment(b"GIF89a", "image", "gif", filename="pixel.gif")
        (box / f"{number}.eml").write_bytes(message.as_bytes())
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([box])
    said = "here and in 2 more, pictures that stand in the text of a letter are not read"
    assert ([one.text for one in report.remarks], report.skipped) == ([said], [])


def test_a_letter_that_is_nothing_but_papers_says_so(tmp_path: Path) -> None:
    message = letter("")
    message.add_attachment(_PAPER.encode(), "text", "plain", filename="only.txt")
    remark, paper = read(tmp_path, message)
    assert isinstance(remark, Remark)
    assert "without a text of its own" in remark.text
    assert isinstance(paper, Article)


@settings(
    max_examples=runs(25, 500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.lists(
        st.sampled_from(["a.txt", "b.txt", "scan.txt", "x.log", ""]), min_size=1, max_size=5
    ),
    copies=st.integers(1, 2),
)
def test_each_paper_has_a_place_of_its_own(tmp_path: Path, names: list[str], copies: int) -> None:
    """However many are called alike, and of each message of a mailbox."""
    messages = []
    for copy in range(copies):
        message = letter()
        for number, name in enumerate(names):
            data = f"Paper {copy}{number} was signed by Hallam, and nobody was told.".encode()
            message.add_attachment(data, "text", "plain", filename=name or None)
        messages.append(message)
    found = read(tmp_path, *messages)
    papers = [one for one in found if isinstance(one, Article) and one.paragraphs != (_SAID,)]
    assert len(papers) == len({one.origin for one in papers}) == len(names) * copies
    assert {p for one in papers for p in one.paragraphs} == {
        f"Paper {c}{n} was signed by Hallam, and nobody was told."
        for c in range(copies)
        for n in range(len(names))
    }


def test_papers_are_found_from_the_archive_on_and_not_read_twice(tmp_path: Path) -> None:
    message = letter()
    message.add_attachment(
        packed(one=_PAPER, two="A second paper."), "application", "zip", filename="papers.zip"
    )
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        assert archive.add([tmp_path / "a.eml"]).new == 3
        assert [hit.text for hit in archive.search("limassol").hits[:9]] == [_PAPER]
        again = archive.add([tmp_path / "a.eml"])
        assert (again.new, again.unchanged) == (0, 3)
