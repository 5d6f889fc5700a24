"""Formats that are met often and are not read: what they are, and what can be done."""

from __future__ import annotations

from collections.abc import Collection

from index.core.errors import InputError
from index.ingest.readers.base import suffix_of

_COMPOUND = b"\xd0\xcf\x11\xe0"
# By how they begin.
_KNOWN = (
    (b"SQLite format 3\x00", "a database"),
    (b"7z\xbc\xaf", "a 7z archive; it has to be unpacked first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
LOCKED = "locked with a password; save a copy without one and add that"
_LOCKED_DOCUMENT = f"an office document {LOCKED}"
_OLD = "an old office document; it has to be saved as text"
_MAIL = "a message of Outlook (.msg); saved as .eml, or as text, it can be added"
# What a compound file (OLE 2) holds, by the names of its parts, which stand in it in UTF-16.
_PARTS = (
    ("EncryptedPackage", _LOCKED_DOCUMENT),
    ("__substg1.0_", _MAIL),
    ("__properties_version1.0", _MAIL),
    ("WordDocument", "an old Word document; saved as DOCX it can be added"),
    ("PowerPoint Document", "an old presentation; saved as PDF it can be added"),
)
# The same by their names, where the list of parts does not stand at the beginning. Documents of
# today are compound files only where they are locked.
_NAMED = {
    **dict.fromkeys((".docx", ".docm", ".xlsx", ".xlsm", ".pptx"), _LOCKED_DOCUMENT),
    ".msg": _MAIL,
    **dict.fromkeys((".doc", ".dot"), _PARTS[3][1]),
    **dict.fromkeys((".ppt", ".pps"), _PARTS[4][1]),
}
_PRESENTATION = "a presentation; saved as PDF it can be added"
_DRAWING = "a drawing; saved as PDF it can be added"
# What a ZIP archive is as a whole, by a file that it holds.
_BY_FILE = {
    "ppt/presentation.xml": _PRESENTATION,
    "visio/document.xml": _DRAWING,
    **dict.fromkeys(
        ("Index/Document.iwa", "Index.zip", "index.apxl"),
        "a document of Pages, Numbers or Keynote; exported as DOCX or PDF it can be added",
    ),
    "encrypted-package": _LOCKED_DOCUMENT,
    "FixedDocumentSequence.fdseq": "an XPS document; printed to PDF it can be added",
}
_BY_KIND = (
    ("application/vnd.oasis.opendocument.presentation", _PRESENTATION),
    ("application/vnd.oasis.opendocument.graphics", _DRAWING),
)


def refuse_locked(head: bytes, name: str) -> None:
    """Raises InputError for a locked office document, though those of its suffix are read."""
    if _compound(head, name) == _LOCKED_DOCUMENT:
        raise InputError(_LOCKED_DOCUMENT)


def told(head: bytes, name: str) -> str:
    """What an input is that begins with `head`, in words; "" where that is not known."""
    known = next((what for magic, what in _KNOWN if head.startswith(magic)), "")
    return known or _compound(head, name)


def of_archive(names: Collection[str], kind: str) -> str:
    """What a ZIP archive is that is a document as a whole, by the names of its files and the kind
    of document that it states; "" where it is no such document.
    """
    stated = (what for begins, what in _BY_KIND if kind.startswith(begins))
    return next(stated, "") or next((what for one, what in _BY_FILE.items() if one in names), "")


def _compound(head: bytes, name: str) -> str:
    if not head.startswith(_COMPOUND):
        return ""
    held = (what for part, what in _PARTS if part.encode("utf-16-le") in head)
    return next(held, "") or _NAMED.get(suffix_of(name), _OLD)
