"""Documents that are not read, or not whole, are told for what they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from index.core.language_names import language_of
from index.core.reports import Skipped
from tests.index.test_facts_of_file import FORMATS, TEXT
from tests.index.test_readers_documents import chapter, epub, pdf, read, zipped
from tests.index.test_readers_mail import letter
from tests.index.test_readers_pdf import file as drawn

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024)
_ODF = "application/vnd.oasis.opendocument"


def compound(part: str) -> bytes:
    return _OLE + part.encode("utf-16-le") + bytes(512)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.docx", compound("EncryptedPackage"), "locked with a password"),
        ("a.xlsx", compound("EncryptedPackage"), "locked with a password"),
        # The list of parts may stand at the end of a large file.
        ("a.docx", _OLE, "locked with a password"),
        ("a.msg", compound("__substg1.0_"), "message of Outlook"),
        ("a", compound("WordDocument"), "old Word document"),
        ("a.ppt", _OLE, "old presentation"),
        ("a.dat", _OLE, "old office document"),
        (
            "a.odt",
            zipped(
                {
                    "mimetype": f"{_ODF}.text",
                    "META-INF/manifest.xml": "<m:manifest><m:encryption-data/></m:manifest>",
                    "content.xml": b"\x93\x11\x02",
                }
            ),
            "locked with a password",
        ),
        ("a.odt", zipped({"mimetype": f"{_ODF}.text", "encrypted-package": b"\x93"}), "locked"),
        ("a.odp", zipped({"mimetype": f"{_ODF}.presentation", "content.xml": "<a/>"}), "present"),
        (
            "a.pptx",
            zipped(
                {"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>", "b.xml": "<a/>"}
            ),
            "a presentation; saved as PDF",
        ),
        ("a.pages", zipped({"Index/Document.iwa": b"\x00", "preview.jpg": b"\xff"}), "Pages"),
        (
            "a.pdf",
            pdf(
                [
                    ("Please wait...", 50, 700, 10),
                    ("If this message is not eventually replaced with the proper", 50, 660, 10),
                    ("contents of the document, your viewer cannot show it.", 50, 648, 10),
                ]
            ),
            "form",
        ),
    ],
)
def test_what_cannot_be_read_is_one_line_that_says_what_it_is(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (told,) = read(tmp_path, content, name)
    assert isinstance(told, Skipped)
    assert reason in told.reason


def test_a_book_whose_pages_are_locked_is_told_and_one_with_locked_fonts_is_read(
    tmp_path: Path,
) -> None:
    def book(reference: str) -> bytes:
        buffer = io.BytesIO(epub({"a b.xhtml": chapter("Steel", TEXT * 2)}))
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(
                "META-INF/encryption.xml",
                '<encryption xmlns="urn:c" xmlns:e="urn:e"><e:EncryptedData><e:CipherData>'
                f'<e:CipherReference URI="{reference}"/></e:CipherData></e:EncryptedData>'
                "</encryption>",
            )
        return buffer.getvalue()

    (told,) = read(tmp_path, book("O/a%20b.xhtml"))
    assert isinstance(told, Skipped)
    assert "DRM" in told.reason
    (article,) = read(tmp_path, book("O/fonts/a.otf"))
    assert article.title == "Steel"


def test_files_within_a_pdf_are_named(tmp_path: Path) -> None:
    made = drawn("BT /F1 10 Tf 60 700 Td (The cranes stood still on Monday.) Tj ET")
    file = b"<< /Type /Filespec /F (tender.pdf) /UF (tender.pdf) /EF << /F 5 0 R >> >>"
    names = b"/Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a) %s] >> >>" % file
    made = made.replace(b"/Pages 2 0 R", names, 1)
    (article,) = read(tmp_path, made)
    assert article.remarks == (
        "holds files that are not read: “tender.pdf”; saved as files they can be added",
    )


def test_files_sent_with_a_message_are_named_and_small_pictures_are_not(tmp_path: Path) -> None:
    message = letter()
    message.set_content("Here are the clippings of the talks that we spoke of on Monday.")
    for name in ("a.pdf", "b.docx", "c.rtf", "more.zip", "d.xlsx", "logo.png"):
        message.add_attachment(b"\x00\x01\xff", "application", "octet-stream", filename=name)
    _, *told = read(tmp_path, message.as_bytes(), "a.eml")
    names = [one.path.rpartition("/")[2] for one in told if isinstance(one, Skipped)]
    assert names == ["a.pdf", "b.docx", "c.rtf", "more.zip", "d.xlsx"]


def test_a_flat_odt_is_read_as_an_odt(tmp_path: Path) -> None:
    whole = FORMATS["odt"](["By Ann Lee, 14 May 2019", TEXT])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        content, meta = (archive.read(name).decode() for name in ("content.xml", "meta.xml"))
    flat = (
        f'<?xml version="1.0"?><office:document office:mimetype="{_ODF}.text"'
        f' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">{meta}{content}'
        "</office:document>"
    )
    (one,), (other,) = read(tmp_path, flat.encode(), "a.fodt"), read(tmp_path, whole, "a.odt")
    told = [(a.title, a.paragraphs, a.byline, a.date, a.date_from) for a in (one, other)]
    assert told[0] == told[1]
    assert told[0][3] == "2019-05-14"


@pytest.mark.parametrize("tag", ["c", "C", "POSIX", "und", "C.UTF-8", "x-none", "mul"])
def test_a_tag_that_names_no_language_is_none(tag: str) -> None:
    assert language_of(tag) == ""
