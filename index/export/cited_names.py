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
)
from index.export.escaping import clean

# Stands for a space where nothing may be parted: no text has it.
_NO_BREAK = "\ue000"
_AND = r"and|und|sowie|et|y|e|en|og|och|ja|ve|és|oraz|with|mit|con|avec|&"
_BETWEEN = re.compile(
    rf"\s*(?:,(?!\s*{SUFFIX})|[;/|()·•]|(?<=\s)[-–—](?=\s)|(?<![\w{_NO_BREAK}-])(?:{_AND})(?![\w{_NO_BREAK}-]))\s*"
)
# A family name of two words that “y” or “e” joins, as Ortega y Gasset.
_JOINED = re.compile(r"(?<=\w )(\w+) (y|e|i) (\w+)(?=\s*(?:[,;/|)]|$))")
_IS_BODY = re.compile(rf"\b(?:{BODIES}|{AGENCIES})\b", re.IGNORECASE)
_IS_ROLE = re.compile(rf"\b(?:{ROLES})\b", re.IGNORECASE)
_IS_PLACE = re.compile(PLACES, re.IGNORECASE)
# Names of newspapers that begin with an article: whatever follows, and with one word only.
_NAMED_WITH_ARTICLE = re.compile(
    r"(?:The|Der|Die|Das|Het|Los|Las|Les)\s\S.*|(?:El|La|Le|Il|Lo|De|O|A)\s\w+|L[’']\w+|La\s\w+\sde\s.+"
)
_INITIALISM = re.compile(r"[A-ZÄÖÜ]{2,5}|[a-z]{2,4}")
_HONOURS = re.compile(rf"(?:(?:{HONOURS})\s+)+(?=\w)", re.IGNORECASE)
_DEGREES = re.compile(DEGREES, re.IGNORECASE)
_FROM = re.compile(r"\s+(?:in|aus|from|reporting from)\s+[^\W\d_a-zà-ÿ].*$")


class CitedName(NamedTuple):
    """A person's given and family name; all of what is no person's name is `family`."""

    family: str
    given: str = ""


def cited_names(byline: str, outlet: str) -> Iterator[CitedName]:
    """The names in a byline, without titles and addresses of mail. What is not surely a person's
    name is left whole: an agency, a newspaper, a desk, the outlet itself, a single word, a text
    with a digit. What stands behind a person's name and is no author is left out: a function, a
    degree, a place.
    """
    has_person = False
    for name in _parted(byline):
        found = re.fullmatch(rf"(.+?)(?:,\s*|\s+)({SUFFIX})", name)
        suffix = f" {found[2]}" if found else ""
        words = (found[1] if found else name).split()
        if has_person and _is_beside_a_name(name, outlet):
            continue
        if _is_body(name, outlet) or not 2 <= len(words) <= 5 or not _may_be_person(words):
            yield CitedName(name)
            continue
        has_person = True
        at = len(words) - 1
        while at > 1 and words[at - 1].casefold() in PARTICLES:
            at -= 1
        family = " ".join(words[at:]).replace(_NO_BREAK, " ")
        yield CitedName(family + suffix, " ".join(words[:at]))


def _parted(byline: str) -> Iterator[str]:
    """A byline's names, one by one, and what stands between them."""
    text = without_by(without_mail(clean(byline).replace(_NO_BREAK, "")))
    text = _JOINED.sub(_kept_joined, ", ".join(as_said([text])))
    for piece in filter(None, _BETWEEN.split(text)):
        name = _HONOURS.sub("", piece)
        yield name if _IS_BODY.search(name) else _FROM.sub("", name)


def _kept_joined(found: re.Match[str]) -> str:
    if _IS_BODY.search(found[3]) or _INITIALISM.fullmatch(found[3]):
        return found[0]
    return _NO_BREAK.join(found.groups())


def _is_body(name: str, outlet: str) -> bool:
    is_outlet = name.casefold() == clean(outlet).casefold()
    return is_outlet or bool(_IS_BODY.search(name) or _NAMED_WITH_ARTICLE.fullmatch(name))


def _is_beside_a_name(name: str, outlet: str) -> bool:
    """Whether what stands behind a person's name says what they do, their degree or a place."""
    if _IS_ROLE.search(name) or _DEGREES.fullmatch(name) or _IS_PLACE.fullmatch(name):
        return True
    if _is_body(name, outlet):
        return False
    words = name.split()
    if len(words) == 1:
        return not _INITIALISM.fullmatch(name) and not any(map(str.isdigit, name))
    return words[0].islower() and words[0] not in PARTICLES


def _may_be_person(words: list[str]) -> bool:
    return all(word[0].isalpha() and not any(map(str.isdigit, word)) for word in words)
