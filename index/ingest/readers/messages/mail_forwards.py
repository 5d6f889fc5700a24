"""Letters that were passed on, told from who passed them on, and answers from what they answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field

from index.core.late_patterns import late
from index.core.light_dataclass import dataclass
from index.ingest.readers.messages.quoted_lines import own_words, unquoted
from index.ingest.readers.text_parts.paragraph_splitting import split

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
_MOST_HEADERS = 10
# What telephones write below what is sent with them.
_SENT_WITH = late(
    r"\W*(?:sent from (?:my|outlook|mail|yahoo|proton)\b|get outlook for\b|gesendet (?:von|mit)\b"
    r"|von meinem .{2,40} gesendet|envoyé (?:de(?:puis)?|à partir de)\b|inviato da\b"
    r"|enviado (?:desde|do|de) (?:mi|meu)\b|(?:verzonden|verstuurd) vanaf\b|skickat från\b"
    r"|sendt fra\b).{0,60}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Letter:
    """A text, and the headers of the letter it is when it was passed on by another, with what that
    one wrote above it. `leaves_out` is that the letter stood below it that it answers.
    """

    text: str
    headers: Mapping[str, str] = field(default_factory=dict)
    above: str = ""
    leaves_out: bool = False


def without_prefix(subject: str) -> str:
    """A subject without what programs put before that of a letter that is passed on or answered."""
    found = _PREFIXES.match(subject)
    return subject[found.end() :] if found else subject


def passed_on(text: str, subject: str = "") -> Letter:
    """The letter that a mail passes on; the mail itself where it passes none on, and what the mail
    says where it answers one.

    Who passes a letter on may have written something above, which is no part of its text. Outlook
    puts nothing between the two: there the mail's subject tells whether something is passed on.
    """
    found = _PASSED_ON.search(text)
    if found:
        above, below = text[: found.start()], text[found.end() :].lstrip("\r\n")
    elif _TELLING.match(subject) and (place := _place_of_headers(text)) >= 0:
        above, below = text[:place], text[place:]
    else:
        return Letter(text)
    if below.lstrip().startswith(">"):
        below = unquoted(below).lstrip("\r\n")
    headers, letter = _parted(below.split("\n"))
    if not {"From", "Subject"} & headers.keys():
        return Letter(text)
    may_answer = found is None or found["original"] is not None
    if may_answer and _ANSWER.match(subject) and any(map(str.isalnum, above)):
        return Letter(_RULE.sub("", above), leaves_out=True)
    return Letter(letter, headers, _written(above))


def _written(above: str) -> str:
    """What somebody wrote above a letter, a paragraph a line, without signature."""
    said = split(own_words(_RULE.sub("", above)).text)
    return "\n".join(one for one in said if not _SENT_WITH.fullmatch(one))


def _parted(lines: Sequence[str]) -> tuple[dict[str, str], str]:
    """The headers that stand above a letter, and the letter."""
    headers: dict[str, str] = {}
    place = 0
    for place, line in enumerate(lines):  # noqa: B007  (where it stops is wanted)
        name, value = _header(line)
        if name:
            headers.setdefault(name, value)
        elif line.strip() or not headers:
            break
    return headers, "\n".join(lines[place:])


def _place_of_headers(text: str) -> int:
    """Where the headers of a letter stand in a text, -1 where none do: sender, day and subject, in
    lines below one another.
    """
    lines = text.split("\n")
    place = 0
    for number, line in enumerate(lines):
        if _header(line)[0] == "From" and (number == 0 or _RULE.fullmatch(lines[number - 1])):
            names = {_header(one)[0] for one in lines[number : number + _MOST_HEADERS]}
            if {"Date", "Subject"} <= names:
                return place
        place += len(line) + 1
    return -1


def _header(line: str) -> tuple[str, str]:
    found = _HEADER.fullmatch(line.rstrip())
    name = _NAMES.get(found[1].casefold(), "") if found else ""
    return (name, found[2].strip()) if found and name else ("", "")
