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


_MARKS = re.compile(r">(?: ?>)*")
_QUOTED = re.compile(r"[ \t]*>(?: ?>)*[ \t]?")
_WROTE = re.compile(
    r"\b(?:wrote|schrieb(?:en)?|a écrit|escribió|ha scritto|schreef|escreveu|napisał)\b"
    r".{0,80}:\s*$",
    re.IGNORECASE,
)
# A signature of more lines is text that a line of dashes stands above.
_SIGNATURE = 12
_ENDS = re.compile(r"[.!?…][\"”’)]*\s*$")
_LONGEST_SAID = 250
_DIGEST_RULE = re.compile(r"^-{30}(?:-{40})?[ \t]*\r?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Letter:
    """A text, and the headers of the letter it is when it was passed on by another."""

    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


def flowed(text: str, *, delete_space: bool) -> str:
    """A text in format=flowed (RFC 3676), lines joined: one that ends in a blank goes on, with
    lines that are quoted as deeply.
    """
    parts: list[str] = []
    goes_on, last = False, 0
    for line in re.split("\r\n?|\n", text):
        marks = _MARKS.match(line)
        depth = marks[0].count(">") if marks else 0
        stuffed = (line[marks.end() :] if marks else line).removeprefix(" ")
        # "-- " is the line above a signature and never goes on.
        more = stuffed.endswith(" ") and stuffed != "-- "
        shown = stuffed[:-1] if more and delete_space else stuffed
        mark = f"{'>' * depth} " if depth else ""
        joins = goes_on and depth == last
        parts.append(shown if joins or not (parts or mark) else f"\n{mark}{shown}")
        goes_on, last = more, depth
    return "".join(parts).removeprefix("\n")


def own_words(text: str) -> str:
    """What the writer of a mail wrote: without the signature, and without what is quoted of a
    letter that it answers. What is quoted without being answered is what was to be read, and is
    given without its marks.
    """
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line.rstrip("\r") in ("-- ", "--") and len(lines) - place <= _SIGNATURE:
            lines = lines[:place]
            break
    quoted = [_QUOTED.match(line) is not None for line in lines]
    if not any(quoted):
        return "\n".join(lines)
    answers = _attributions(lines, quoted)
    own = [line for n, line in enumerate(lines) if not quoted[n] and n not in answers]
    if answers and any(line.strip() for line in own):
        return "\n".join(own)
    return "\n".join(_QUOTED.sub("", line) for n, line in enumerate(lines) if n not in answers)


def _attributions(lines: list[str], quoted: list[bool]) -> set[int]:
    """The lines that say who wrote what is quoted below them; each says it in one line or two."""
    found: set[int] = set()
    above: list[int] = []
    for place, line in enumerate(lines):
        if quoted[place]:
            together = above[-2:] if above[-2:-1] == [n - 1 for n in above[-1:]] else above[-1:]
            for said_in in (together, above[-1:]):
                said = " ".join(lines[n].strip() for n in said_in)
                ends = len(said_in) > 1 and _ENDS.search(lines[said_in[0]])
                if len(said) <= _LONGEST_SAID and _WROTE.search(said) and not ends:
                    found.update(said_in)
                    break
            above = []
        elif line.strip():
            above.append(place)
    return found


def digest_parts(text: str) -> list[str]:
    """The letters of a digest (RFC 1153): headers, an empty line and text each; none for a text
    that is no digest.
    """
    parts = _DIGEST_RULE.split(text)
    if len(parts) < 3:
        return []
    letters = [re.sub(r"\A\s*(?:Message: \d+\s*\n)?", "", part) for part in parts[1:]]
    return [one for one in letters if re.search(r"^From: ", one[:2000], re.MULTILINE)]


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
