"""What was sent with a message: the files, and the letters; what its own text is."""

from __future__ import annotations

import mimetypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage

from index.core.clean import clean
from index.core.publication import SENT_WITH
from index.ingest.readers.base import Hints

PICTURES = "pictures that stand in the text of a letter are not read"
"""What is said of letters with such."""

# A picture of fewer bytes is a pixel that counts who opens a letter.
_PIXEL = 1_000
# Which say that a letter is whole, or show the same once more.
_EMPTY = (
    *("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"),
    *("text/x-amp-html", "text/watch-html", "text/rfc822-headers"),
)
_HEAD = 65_536
_BYTES = "application/octet-stream"
_PICTURES = (".png", ".gif", ".jpg", ".jpeg", ".bmp", ".svg", ".webp")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent with a message: `path` is its name, below a number where several have
    that, `about` its kind and size. `is_text` is that it is text, however it is called.
    """

    path: str
    about: str
    data: bytes
    is_text: bool = False


class SentHints(Hints):
    """What a letter says of what was sent with it: who sent it, and when."""

    @property
    def date_from(self) -> str:
        return SENT_WITH

    def for_member(self, inner: Hints) -> Hints:
        return SentHints(
            outlet=inner.outlet or self.outlet,
            date=inner.date or self.date,
            section=inner.section,
            title=inner.title,
        )


def letters_sent_with(message: EmailMessage) -> list[EmailMessage]:
    """The parts of a message that are other ones, which may have some of their own: itself where
    it is nothing else.
    """
    found: list[EmailMessage] = []
    inside: set[int] = set()
    for part in message.walk():
        if part.get_content_type() == "message/rfc822" and id(part) not in inside:
            found.append(part)
            inside |= {id(one) for one in part.walk()}
    return found


def texts_of(message: EmailMessage) -> list[EmailMessage]:
    """The parts of a message that are its own text, plain or as a page. One with a name of a file
    is it where nothing else stands before it.
    """
    found: list[EmailMessage] = []
    for part in _own_parts(message):
        is_text = part.get_content_type() in ("text/plain", "text/html")
        is_attached = part.get_content_disposition() == "attachment" or (found and _name(part))
        if is_text and (part is message or not is_attached):
            found.append(part)
    return found


def files_sent_with(message: EmailMessage) -> Iterator[Sent]:
    """The files that were sent with a message, without the pictures that its text shows."""
    shown, met = {id(part) for part in texts_of(message)}, Counter[str]()
    for number, part in enumerate(_own_parts(message), 1):
        if id(part) in shown or part.get_content_type() in _EMPTY or _is_shown_picture(part):
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            continue
        kind = part.get_content_type()
        name = _name(part) or f"part {number}{mimetypes.guess_extension(kind) or ''}"
        met[name] += 1
        path = f"{met[name]}/{name}" if met[name] > 1 else name
        if kind == "text/html" and b"<html" not in data[:_HEAD].lower():
            data = b"<!DOCTYPE html><html><body>" + data
        yield Sent(path, f"{kind}, {_size(len(data))}", data, is_text=kind == "text/plain")


def shows_pictures(message: EmailMessage) -> bool:
    """Whether pictures stand in the text of a message, which have been sent with it."""
    return any(map(_is_shown_picture, _own_parts(message)))


def _own_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts of a message that have no parts, without those of messages within it."""
    inside = {id(one) for part in letters_sent_with(message) for one in part.walk()}
    for part in message.walk():
        if id(part) not in inside and not part.is_multipart():
            yield part


def _is_shown_picture(part: EmailMessage) -> bool:
    is_named_so = part.get_content_type() == _BYTES and _name(part).lower().endswith(_PICTURES)
    if part.get_content_maintype() != "image" and not is_named_so:
        return False
    if part.get_content_disposition() != "attachment" and part.get("Content-ID"):
        return True
    data = part.get_payload(decode=True)
    return part.get_content_disposition() == "inline" or len(data or b"") < _PIXEL


def _name(part: EmailMessage) -> str:
    """The name of a part's file, without folders; "" where it has none."""
    try:
        name = str(part.get_filename() or "")
    except Exception:  # noqa: BLE001  (the library's parser of headers fails in many ways)
        return ""
    return clean(re.split(r"[/\\]", name)[-1]).strip(" .")


def _size(size: int) -> str:
    return f"{size:,} bytes" if size < 1024 else f"{size / 1024:,.0f} KB"
