"""Who wrote an article, as programs that keep citations want it: given and family names apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.core.byline_names import as_said, without_by, without_mail
from index.core.byline_words import (
    AGENCIES,
    BODIES,
    DEGREES,
    HONOURS,
    PARTICLES,
    PLACES,
    ROLES,
    SUFFIX,
    TOWNS,
)
from index.core.late_patterns import late
from index.export.byline_scripts import (
    IDEOGRAPHIC_NAME,
    is_family_first,
    is_ideographic,
    with_commas,
)
from index.export.escaping import clean

# Stands for a space where nothing may be parted: no text has it.
_NO_BREAK = "\ue000"
_AND = (
    r"and|AND|und|UND|et|ET|with|WITH|sowie|y|e|en|og|och|ja|ve|és|oraz|mit|con|avec|&|i|dhe"
    r"|și|şi|và|(?:a|dan|ir|un)(?=\s[^\W\d_a-zà-ÿ])|и|та|і|й|και|و|और|এবং|ও|და|և|และ"
)
_BETWEEN = late(
    rf"\s*(,(?!\s*{SUFFIX})|[،、，;؛；/|／｜()（）•]|(?<![\u3040-\u9fff])·"
    rf"|(?<=\s)[-–—](?=\s)|(?<![\w{_NO_BREAK}-])(?:{_AND})(?![\w{_NO_BREAK}-]))\s*"
)
_JOINS = late(_AND)
_LISTS = late(rf"[;؛；،、，]|{_AND}")
# A family name of two words that “y” or “e” joins, as Ortega y Gasset.
_JOINED = late(r"(?<=\w )(\w+) (y|e|i) (\w+)(?=\s*(?:[,;/|)]|$))")
_IS_BODY = late(rf"\b(?:{BODIES}|{AGENCIES})\b", re.IGNORECASE)
_IS_ROLE = late(
    rf"\b(?:{ROLES})s?\b|(?:text|words?|interview|research|photos?|photographs?|pictures?|fotos?"
    r"|graphics?|illustrations?|video)",
    re.IGNORECASE,
)
_IS_PLACE = late(PLACES, re.IGNORECASE)
# Names of newspapers that begin with an article: whatever follows, and with one word only.
_NAMED_WITH_ARTICLE = late(
    r"(?:The|Der|Die|Das|Het|Los|Las|Les)\s\S.*|(?:El|La|Le|Il|Lo|De|O|A)\s\w+|L[’']\w+|La\s\w+\sde\s.+"
)
_INITIALISM = late(r"[A-ZÄÖÜ]{2,5}|[a-z]{2,4}")
_HONOURS = late(rf"(?:(?:{HONOURS})\s+)+(?=\w)", re.IGNORECASE)
_DEGREES = late(DEGREES, re.IGNORECASE)
_FROM = late(r"\s+(?:in|aus|from|reporting from)\s+[^\W\d_a-zà-ÿ].*$")
# What somebody made of it, in front of the name, and the station behind it.
_MADE = late(
    r"(?:analysis|commentary|illustrations?|interview|opinion|perspective|photos?|text|video|words)"
    r"(?:\s*:\s*(?=\S)|\s+(?=\S+\s+\S))",
    re.IGNORECASE,
)
_STATION = late(r"(\S+\s\S.*?)\s+(?:abc|bbc|cbs|cnbc|cnn|msnbc|nbc|npr)", re.IGNORECASE)
# Words that no name has: at its begin, or anywhere.
_NO_NAME = late(
    r"(?:in|of|on)\s.*|(?:an?|the|to)\s\S+\s.*|.*\s(?:for|from|of|with)\b.*", re.IGNORECASE
)
# What pages offer beside a name.
_LINK = late(r"(?:follow|e-?mail|contact)\s\S.*|www\.\S.*|https?:.*", re.IGNORECASE)


class CitedName(NamedTuple):
    """A person's given and family name; all of what is no person's name is `family`. `suffix`
    is Jr., III and the like.
    """

    family: str
    given: str = ""
    suffix: str = ""


class _Piece(NamedTuple):
    """A name, or what stands beside one, and the sign or the word before it."""

    name: str
    sign: str


def cited_names(byline: str, outlet: str, language: str = "") -> Iterator[CitedName]:
    """The names in a byline, without titles and addresses of mail. What is not surely a person's
    name is left whole: an agency, a newspaper, a desk, the outlet itself, a single word, a text
    with a digit. What stands behind a person's name and is no author is left out: a function, a
    degree, a place. `language` is that of the article, a code.
    """
    has_person = was_place = False
    for piece in _parted(byline, language):
        name = piece.name
        if _LINK.fullmatch(name):
            continue
        # “and” joins a place to a place and an author to an author.
        is_place = name.casefold() in TOWNS and (was_place or not _JOINS.fullmatch(piece.sign))
        was_place = has_person and is_place
        if has_person and (is_place or _is_beside_a_name(piece, outlet)):
            continue
        cited = _cited(name, outlet)
        has_person |= bool(cited.given) or bool(IDEOGRAPHIC_NAME.fullmatch(name))
        yield cited


def _cited(name: str, outlet: str) -> CitedName:
    found = re.fullmatch(rf"(.+?)(?:,\s*|\s+)({SUFFIX})", name)
    suffix = found[2] if found else ""
    words = (found[1] if found else name).split()
    if _is_body(name, outlet) or not 2 <= len(words) <= 5 or not _may_be_person(words):
        return CitedName(name)
    if is_family_first(words):
        return CitedName(words[0], words[1], suffix)
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    family = " ".join(words[at:]).replace(_NO_BREAK, " ")
    return CitedName(family, " ".join(words[:at]), suffix)


def _parted(byline: str, language: str) -> Iterator[_Piece]:
    """A byline's names, one by one, and what stands between them."""
    text = without_by(without_mail(clean(byline).replace(_NO_BREAK, "")))
    text = with_commas(_JOINED.sub(_kept_joined, ", ".join(as_said([text]))), language)
    pieces = _BETWEEN.split(text)
    for sign, piece in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        name = _MADE.sub("", _HONOURS.sub("", piece))
        if (found := _STATION.fullmatch(name)) and not _IS_BODY.search(found[1]):
            name = found[1]
        if name:
            yield _Piece(name if _IS_BODY.search(name) else _FROM.sub("", name), sign)


def _kept_joined(found: re.Match[str]) -> str:
    if _IS_BODY.search(found[3]) or _INITIALISM.fullmatch(found[3]):
        return found[0]
    return _NO_BREAK.join(found.groups())


def _is_body(name: str, outlet: str) -> bool:
    is_outlet = name.casefold() == clean(outlet).casefold()
    return is_outlet or bool(
        _IS_BODY.search(name) or _NAMED_WITH_ARTICLE.fullmatch(name) or _NO_NAME.fullmatch(name)
    )


def _is_beside_a_name(piece: _Piece, outlet: str) -> bool:
    """Whether what stands behind a person's name says what they do, their degree or a place."""
    name = piece.name
    if _IS_ROLE.search(name) or _DEGREES.fullmatch(name) or _IS_PLACE.fullmatch(name):
        return True
    if _is_body(name, outlet) or _INITIALISM.fullmatch(name) or is_ideographic(name):
        return False
    words = name.split()
    if words[0].islower() and words[0] not in PARTICLES:
        return True
    # A name of one word is listed as others are; in brackets, behind a dash or a slash is a place.
    return (
        len(words) == 1
        and piece.sign != ","
        and not _LISTS.fullmatch(piece.sign)
        and not any(map(str.isdigit, name))
    )


def _may_be_person(words: list[str]) -> bool:
    return all(word[0].isalpha() and not any(map(str.isdigit, word)) for word in words)
