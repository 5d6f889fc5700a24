"""Who passed a letter on, when, and what that one wrote above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import getaddresses

from index.core.article import Highlight
from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.messages.mail_headers import header, message_id, sender_of

_DEVICE = (
    r"(?:iphone|ipad|ipod|i?phone|smartphone|android\w*|galaxy|samsung|blackberry|huawei|pixel"
    r"|nokia|xiaomi|sony|handy|tablet|telefon|téléphone|móvil|celular|mobile?)"
)
# What telephones write below what is sent with them.
_SENT_WITH = late(
    rf"\W*(?:sent from (?:my )?(?:[a-z]+ )?{_DEVICE}\b[a-z0-9 ]{{0,12}}"
    r"|sent from (?:outlook|mail|yahoo mail|proton ?mail|gmail)(?: (?:mobile|for \w+|on \w+))?"
    r"|get outlook for (?:ios|android)(?: ?<?https?://\S+)?"
    rf"|gesendet (?:von|mit) (?:\w+ ){{0,2}}{_DEVICE}\w*|von meinem {_DEVICE}\w* gesendet"
    rf"|envoyé (?:depuis|de|à partir de) mon {_DEVICE}|inviato da(?:l mio)? {_DEVICE}"
    rf"|enviado (?:desde|do|de) (?:mi|meu) {_DEVICE}"
    rf"|(?:verzonden|verstuurd) vanaf (?:mijn )?{_DEVICE}"
    rf"|skickat från min {_DEVICE}|sendt fra min {_DEVICE})\W*",
    re.IGNORECASE,
)


def without_device(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without what a telephone wrote below them."""
    return [one for one in paragraphs if not _SENT_WITH.fullmatch(one)]


def passed_on_by(message: EmailMessage) -> str:
    """The name or address of who passed a letter on in a message; "" where nobody did but the
    reader, who sent it to the address that it came from.
    """
    name, address = sender_of(header(message, "From"))
    to = [found for _, found in getaddresses([header(message, "To")])]
    if address.casefold() in map(str.casefold, to):
        return ""
    return name.strip(" \"'") or address


def note_above(message: EmailMessage, above: Sequence[str]) -> tuple[Highlight, ...]:
    """What the reader wrote above a letter that he sent to himself: a note on it."""
    if not above:
        return ()
    key = message_id(message)
    day = find_date(header(message, "Date"))
    note = "\n".join(above)
    return (Highlight(text="", note=note, created=day, id=f"mail:{key}" if key else ""),)
