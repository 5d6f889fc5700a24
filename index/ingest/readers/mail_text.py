"""The text of a mail as it was written: lines that programs broke joined, letters that were passed
on told from who passed them on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

# What programs write above a letter that is passed on.
_PASSED_ON = re.compile(
    r"^[> \t]*(?:-{2,}\s*(?:forwarded message|original message|weitergeleitete nachricht|"
    r"ursprüngliche nachricht|message transféré|message d'origine|mensaje reenviado|"
    r"messaggio inoltrato|doorgestuurd bericht)\s*-{2,}|begin forwarded message:|"
    r"anfang der weitergeleiteten nachricht:|début du message réexpédié\s*:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(r"[> \t]*\*?([A-Za-zÀ-ÿ]{2,12})\s?:\*?[ \t]+(.*)")
_NAMES = {
    "from": "From", "von": "From", "de": "From", "da": "From", "van": "From",
    "date": "Date", "datum": "Date", "fecha": "Date", "data": "Date", "sent": "Date",
    "gesendet": "Date", "envoyé": "Date", "enviado": "Date", "verzonden": "Date",
    "subject": "Subject", "betreff": "Subject", "objet": "Subject", "asunto": "Subject",
    "oggetto": "Subject", "onderwerp": "Subject",
    "to": "To", "an": "To", "à": "To", "para": "To", "a": "To", "aan": "To",
    "cc": "Cc", "kopie": "Cc", "reply": "To",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """A text, and the headers of the letter it is when it was passed on by another."""

    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


def flowed(text: str, *, delete_space: bool) -> str:
    """A text in format=flowed (RFC 3676), lines joined: one that ends in a blank goes on."""
    parts: list[str] = []
    goes_on = False
    for line in re.split("\r\n?|\n", text):
        stuffed = line.removeprefix(" ") if not line.startswith(">") else line
        # "-- " is the line above a signature and never goes on.
        more = stuffed.endswith(" ") and stuffed != "-- "
        shown = stuffed[:-1] if more and delete_space else stuffed
        parts.append(shown if goes_on or not parts else f"\n{shown}")
        goes_on = more
    return "".join(parts)


def passed_on(text: str) -> Letter:
    """The letter that a mail passes on; the mail itself where it passes none on.

    Who passes it on may have written something above, which is no part of the letter.
    """
    found = _PASSED_ON.search(text)
    if found is None:
        return Letter(text)
    headers: dict[str, str] = {}
    lines = text[found.end() :].lstrip("\r\n").split("\n")
    place = 0
    for place, line in enumerate(lines):  # noqa: B007  (where it stops is wanted)
        header = _HEADER.fullmatch(line.rstrip())
        name = _NAMES.get(header[1].casefold()) if header else None
        if name is None:
            if line.strip() or not headers:
                break
            continue
        assert header is not None
        headers.setdefault(name, header[2].strip())
    if not {"From", "Subject"} & headers.keys():
        return Letter(text)
    return Letter("\n".join(lines[place:]), headers)
