"""What stands above a message (RFC 5322), however badly it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy
from email.utils import getaddresses
from typing import Any, cast

from index.core.late_patterns import late
from index.core.publication import RECEIVED, SENT
from index.ingest.readers.dates.date_formats import find_date

_AT = late(r"(?<=\d)\s+(?:at|um|à|a las|alle(?: ore)?|às|om|o)\s+(?=\d)")

_LONGEST = 4_000
"""Characters of a header that are read. The library takes time that grows with the square."""


# Of a header that lists people, which is read without the library.
_MOST_PEOPLE = 100_000
_PERSON = late(r'(?:"[^"]*"|[^",;])+')


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
    """Name and address out of a header; Outlook has the address in brackets of its own, or none:
    then all of it is the name, as it stands. Of several senders all names, and the first address.
    """
    written = re.sub(r"\[mailto:([^\[\]]+)\]", r"<\1>", written)
    found = [(name, address) for name, address in getaddresses([written]) if name or address]
    with_address = [one for one in found if "@" in one[1]]
    if not with_address:
        # The library gives up on what is written badly.
        at = re.search(r"[^\s<>,;\"()]+@[^\s<>,;\"()]+", written)
        rest = written.replace(at[0], " ") if at else written
        return " ".join(rest.split()).strip(" <>\"'()"), at[0] if at else ""
    if len(with_address) == 1 == len(found):
        return found[0]
    if len(with_address) < len(found):
        # A comma parts surname and given name, without the quotes that belong there.
        name, address = written.partition("<")[0].strip(" \"'"), with_address[0][1]
        return ("" if name == address else name), address
    return " and ".join(name or address for name, address in found), with_address[0][1]


def people_of(message: EmailMessage) -> Iterator[tuple[str, str]]:
    """The people whom a message names in its headers, with which one, as they stand there; of its
    senders the addresses.
    """
    for _, address in getaddresses([header(message, "From")]):
        if "@" in address:
            yield "From", address
    for name in ("To", "Cc", "Bcc", "Reply-To"):
        for key, written in message.raw_items():
            if key.lower() == name.lower():
                yield from ((name, one) for one in people_in(str(written)))


def people_in(written: str) -> Iterator[str]:
    """The people that a header lists, each with name and address as far as it has them."""
    for one in _PERSON.findall(" ".join(written[:_MOST_PEOPLE].split())):
        try:
            shown = str(make_header(decode_header(one)))
        except Exception:  # noqa: BLE001  (the library's parser fails in many ways)
            shown = one
        shown = " ".join(shown.replace('"', "").split())
        if any(map(str.isalnum, shown)):
            yield shown


def sent_as_said(date: str) -> tuple[str, str]:
    """When a letter was sent that stands in another one, which says so, and where that stands."""
    found = find_date(_AT.sub(" ", date))
    return found, "mail: letter" if found else ""


def sent(message: EmailMessage) -> tuple[str, str]:
    """When a letter was sent and where that stands."""
    if date := find_date(header(message, "Date")):
        return date, SENT
    date = find_date(header(message, "Received").rpartition(";")[2])
    return date, RECEIVED if date else ""


def message_id(message: EmailMessage) -> str:
    """The id of a message, without the signs around it; "" where it has none."""
    return header(message, "Message-ID").strip("<> ")
