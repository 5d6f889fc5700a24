"""Who passed a letter on, when, and what that one wrote above it."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import getaddresses

from index.core.article import Highlight
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.messages.mail_forwards import Letter
from index.ingest.readers.messages.mail_headers import header, sender_of


def passed_on_by(message: EmailMessage, letter: Letter) -> str:
    """The name or address of who passed a letter on; "" where nobody did but the reader, who sent
    it to the address that it came from.
    """
    name, address = sender_of(header(message, "From"))
    to = [found for _, found in getaddresses([header(message, "To")])]
    if not letter.headers or address.casefold() in map(str.casefold, to):
        return ""
    return name.strip(" \"'") or address


def note_above(message: EmailMessage, letter: Letter) -> tuple[Highlight, ...]:
    """What is written above a letter that is passed on: a note on it, which begins with who wrote
    it, unless that is the reader.
    """
    if not letter.above:
        return ()
    key = header(message, "Message-ID").strip("<> ")
    day = find_date(header(message, "Date"))
    name, address = passed_on_by(message, letter), sender_of(header(message, "From"))[1]
    sender = f"{name} <{address}>" if address and address != name else name
    when = f", {day[:10]}" if day else ""
    note = f"{sender}, who passed this on{when}:\n{letter.above}" if name else letter.above
    return (Highlight(text="", note=note, created=day, id=f"mail:{key}" if key else ""),)
