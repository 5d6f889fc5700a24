"""Where letters stand in a mail that passes them on or answers them: below the lines that programs
write above them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from index.core.late_patterns import late
from index.ingest.readers.messages.quoted_lines import unquoted

# What programs write above a letter that is passed on, and above one that is answered as well.
_PASSED_ON = late(
    r"^[> \t]*(?:-{2,}\s*(?:forwarded message|weitergeleitete nachricht|message transféré|"
    r"mensaje reenviado|mensagem encaminhada|messaggio inoltrato|doorgestuurd bericht|"
    r"wiadomość przekazana|(?P<original>original message|ursprüngliche nachricht|"
    r"message d'origine|mensaje original|mensagem original|messaggio originale|"
    r"oorspronkelijk bericht))\s*-{2,}|begin forwarded message\s*:|"
    r"anfang der weitergeleiteten nachricht\s*:|début du message (?:réexpédié|transféré)\s*:|"
    r"inicio del mensaje reenviado\s*:|inizio messaggio inoltrato\s*:)\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = late(r"[ \t]*\*?([^\W\d_]{1,12}(?:[- ][^\W\d_]{1,8})?)\s?[:：]\*?[ \t]*(.*)")
_NAMES = {
    name: header
    for header, names in {
        "From": "from von de da van od 发件人 差出人",
        "Date": "date datum fecha data sent gesendet envoyé enviado verzonden inviato wysłano"
        " 发送时间 送信日時",
        "Subject": "subject betreff objet asunto assunto oggetto onderwerp temat 主题 件名",
        "To": "to an à para a aan do 收件人 宛先",
        "Cc": "cc kopie copie copia cci bcc importance priority attachments anlagen",
    }.items()
    for name in names.split()
} | {"reply-to": "Cc", "répondre à": "Cc", "antwort an": "Cc", "responder a": "Cc"}
_PREFIX = "fwd?|wg|tr|rv|enc|vb|doorst|转发|轉寄|re|aw|sv|antw|odp|rif|回复|答复"
_PREFIXES = late(rf"(?:(?:{_PREFIX})\s?[:：]\s*)+", re.IGNORECASE)
# Some are words by themselves, and stay.
_TELLING = late(rf"(?:{_PREFIX}|i|vs|pd)\s?[:：]", re.IGNORECASE)
_ANSWER = late(r"(?:re|aw|sv|antw|odp|rif|回复|答复)\s?[:：]", re.IGNORECASE)
_RULE = late(r"(?<![_\s-])[_\s-]*+\Z")
_WHOLE = {"From", "Date", "Subject"}
_LONGEST_HEADERS = 20_000
_GOES_ON = late(r"[,;]\s*$")
# Marks of what is quoted, before the headers of a letter.
_MARKS = late(r"\A[> \t]*>[ \t]?")


class Piece(NamedTuple):
    """A letter that stands in a mail: what stands above it says of it, and its text with whatever
    is quoted in that.
    """

    headers: Mapping[str, str]
    text: str


class Parted(NamedTuple):
    """What was written in a mail above the letters in it, and these. `answers` is that the mail
    answers them.
    """

    above: str
    letters: tuple[Piece, ...] = ()
    answers: bool = False


def without_prefix(subject: str) -> str:
    """A subject without what programs put before that of a letter that is passed on or answered."""
    found = _PREFIXES.match(subject)
    return subject[found.end() :] if found else subject


def is_answer(subject: str) -> bool:
    """Whether a subject is that of an answer."""
    return _ANSWER.match(subject) is not None


def parted(text: str, subject: str = "") -> Parted:
    """The letters that a mail passes on or answers, one after the other; none where it is a letter
    by itself. Of a letter that has others in it, each is one.

    Outlook puts nothing between them: there the mail's subject tells whether any are to be found.
    """
    begins: list[int] = []
    letters: list[tuple[int, dict[str, str]]] = []
    may_answer, end = False, 0
    for begin, behind, is_answered in sorted(_places(text, subject)):
        if begin < end:
            continue
        headers, length = _headers_at(text, behind)
        if {"From", "Subject"} & headers.keys():
            may_answer = may_answer or (is_answered and not letters)
            begins.append(begin)
            end = behind + length
            letters.append((end, headers))
    if not letters:
        return Parted(text)
    ends = [*begins[1:], len(text)]
    pieces = tuple(
        Piece(headers, _RULE.sub("", unquoted(text[start:end])))
        for (start, headers), end in zip(letters, ends, strict=True)
    )
    above = _RULE.sub("", text[: begins[0]])
    answers = may_answer and is_answer(subject) and any(map(str.isalnum, above))
    return Parted(above, pieces, answers)


def _places(text: str, subject: str) -> Iterator[tuple[int, int, bool]]:
    """Where letters may begin in a mail, with what is put above them and behind that, and whether
    answers have that as well.
    """
    has_any = False
    for found in _PASSED_ON.finditer(text):
        has_any = True
        yield found.start(), found.end(), found["original"] is not None
    if has_any or _TELLING.match(subject):
        for place in _places_of_headers(text):
            yield place, place, True


def _headers_at(text: str, place: int) -> tuple[dict[str, str], int]:
    """The headers that stand in a text from a place on, and how long they are with what is above.

    A long one may go on in the next line, as a list of addresses does.
    """
    headers: dict[str, str] = {}
    length, last, is_parted = 0, "", False
    for line in text[place : place + _LONGEST_HEADERS].splitlines(keepends=True):
        bare = _MARKS.sub("", line, 1).strip()
        name, value = _header(bare)
        if name in headers and (is_parted or name in _WHOLE):
            break
        if name:
            headers[name] = "; ".join(filter(None, (headers.get(name, ""), value)))
        elif bare and last and _GOES_ON.search(headers[last]):
            headers[last] += f" {bare}"
            name = last
        elif bare or headers.keys() >= _WHOLE:
            break
        is_parted = is_parted or (bool(headers) and not bare)
        last = name
        length += len(line)
    return headers, length


def _places_of_headers(text: str) -> Iterator[int]:
    """Where the headers of letters stand in a text: sender, day and subject, in lines below one
    another.
    """
    lines = text.split("\n")
    names = [_header(_MARKS.sub("", line, 1))[0] for line in lines]
    place = 0
    for number, line in enumerate(lines):
        above = _MARKS.sub("", lines[number - 1], 1) if number else ""
        is_first = names[number] == "From" and _RULE.fullmatch(above.strip())
        if is_first and _headers_at(text, place)[0].keys() >= _WHOLE:
            yield place
        place += len(line) + 1


def _header(line: str) -> tuple[str, str]:
    found = _HEADER.fullmatch(line.rstrip())
    name = _NAMES.get(found[1].casefold(), "") if found else ""
    return (name, found[2].strip()) if found and name else ("", "")
