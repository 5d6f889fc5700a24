"""What stands above a message (RFC 5322), however badly it is written."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from email.utils import parseaddr
from typing import Any, cast

from index.core.late_patterns import late
from index.core.publication import RECEIVED
from index.ingest.readers.dates.date_formats import find_date

_AT = late(r"(?<=\d)\s+(?:at|um|à|a las|alle(?: ore)?|às|om|o)\s+(?=\d)")

_LONGEST = 4_000
"""Characters of a header that are read. The library takes time that grows with the square."""


class _Policy(EmailPolicy):
    """Reads of each header as much as anybody writes into one."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:_LONGEST])


POLICY = cast("Policy[EmailMessage]", _Policy())
"""How letters are read."""


def header(message: EmailMessage, name: str) -> str:
    """A header as text, "" where there is none."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except Exception:  # noqa: BLE001  (the library's parser of headers fails in many ways)
        raw = raw_header(message, name)
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except Exception:  # noqa: BLE001
        return " ".join(raw.split())


def raw_header(message: EmailMessage, name: str) -> str:
    """A header as it was sent, "" where there is none."""
    return next((str(v) for k, v in message.raw_items() if k.lower() == name.lower()), "")


def sender_of(written: str) -> tuple[str, str]:
    """Name and address out of a header; Outlook has the address in brackets of its own."""
    return parseaddr(re.sub(r"\[mailto:([^\[\]]+)\]", r"<\1>", written))


def sent(message: EmailMessage, passed: str) -> tuple[str, str]:
    """When a letter was sent and where that stands; `passed` is the date of one passed on."""
    if date := find_date(_AT.sub(" ", passed)):
        return date, "mail: letter"
    if date := find_date(header(message, "Date")):
        return date, "mail: Date"
    date = find_date(header(message, "Received").rpartition(";")[2])
    return date, RECEIVED if date else ""
