"""Bylines as people say them: without “By”, addresses of mail and the family name first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from index.core.byline_words import AGENCIES, BODIES, PARTICLES, ROLES, SUFFIX
from index.core.late_patterns import late

_UPPER = r"[^\W\d_a-zà-ÿ]"
_BY = late(
    r"(?i:(?:(?:written|words|reported|posted|published|story|text|interview(?:ed)?|compiled"
    r"|review(?:ed)?|analysis|report) )?by|author|autor"
    r"|autora|autorin|auteur)\s*(?:[:：]\s*|\s)(?=\S)"
    r"|(?i:von|par|por|door|di|da|av|af|text|texto|texte|testo|tekst)\s*[:：]\s*(?=\S)"
    # These are parts of names as well: a first and a last name have to follow, or a desk.
    r"|(?i:von|par|por|door|di|av|af|da(?!\s+(?:conceição|costa|cruz|cunha|fonseca|gama|graça|luz|mata"
    r"|ponte|rocha|rosa|silva|veiga|vinci)\b))\s+"
    rf"(?={_UPPER}[\w.’'-]+\s+(?:(?:de|den|der|van|von|da|do|dos|di|la|le|du|el)\s+)*{_UPPER}"
    rf"|(?i:(?:{AGENCIES}|{BODIES})\b))"
)
# Some programs write a blank for the sign in the middle: Ann.Lee Echo.Com.
_MAIL = late(
    r"(?<!\s)\s*+[<(\[]?(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+[>)\]]?"
    r"|(?i:(?:,\s*|^|(?<!\s)\s+)[^\W\d_]+(?:[.'-][^\W\d_]+)+ [a-z\d-]+"
    r"\.(?:com|org|net|edu|co\.uk)\b(?=\s*(?:,|$)))"
)
# What is no family name, and what is no given one: agencies, desks, what somebody does.
_BODY = late(rf"\b(?:{BODIES}|{AGENCIES}|{ROLES}|contributors?|photograph\w*)\b", re.IGNORECASE)
# Family name, suffix and given names, whichever way a suffix stands.
_FAMILY_FIRST = late(
    rf"(?P<family>[^,]+?)(?:,?\s+(?P<inner>{SUFFIX}))?,\s*(?P<given>[^,]+?)(?:,\s*(?P<last>{SUFFIX}))?"
)
_GIVEN = late(rf"(?:{_UPPER}[\w.'’-]*(?:\s+|$))+(?:[a-zà-ÿ]{{1,4}}(?:\s+|$)){{0,3}}")
_WHOLE = late(rf"{_UPPER}[\w.'’-]*(?:\s+[\w.'’-]+)*\s+{_UPPER}[\w.'’-]+")
_ACRONYM = late(r"[A-Z]{2,5}")
_AND = late(r",?\s+(?:and|und|et|y|e|en|og|och|&)\s+")
_SHARED = late(
    rf"({_UPPER}[\w'’-]+), ({_UPPER}[\w.'’-]*)\s+(?:and|und|et|y|&)\s+({_UPPER}[\w.'’-]*)"
)
_INITIALS = late(rf"(?:{_UPPER}\.[ -]?)+")


def as_said(names: Iterable[str], *, surely: bool = False) -> list[str]:
    """Names as people say them: “Lee, Ann” as Ann Lee, where a list, “;” or “and” parts them.

    A name alone is turned only where its family name is one word: “Ann Lee, Bo Ek” are two people.
    Agencies, and what somebody does, are not turned. `surely`: all are written so.
    """
    parts = [part.strip() for name in names for part in name.split(";")]
    parts = list(filter(None, parts))
    if not surely:
        parts = [one for part in parts for one in _listed(part, is_in_list=len(parts) > 1)]
    return [_turned(part, len(parts) == 1, surely) for part in parts]


def without_by(text: str) -> str:
    """A byline without the “By” of whatever language before its first name."""
    return _BY.sub("", text, count=1) if _BY.match(text) else text


def without_mail(text: str) -> str:
    """A byline without addresses of mail, unless it is nothing else."""
    return _MAIL.sub("", text).strip(" ,;|") or text


def _listed(text: str, *, is_in_list: bool) -> list[str]:
    """“Holm, Anna and Berg, Jan” as two, the form of BibTeX and of databases, “Holm, Anna, and Jan
    Berg” too, and “Holm, A., Berg, J.”; what is no such list is one.
    """
    if _BY.match(text):
        return [text]
    pieces = list(filter(None, map(str.strip, _AND.split(text))))
    is_first_inverted = len(pieces) > 1 and _is_inverted(pieces[0])
    if is_first_inverted and all(_is_inverted(one) or _is_one(one) for one in pieces[1:]):
        return pieces
    if is_in_list and (shared := _SHARED.fullmatch(text)):
        return [f"{shared[1]}, {shared[2]}", f"{shared[1]}, {shared[3]}"]
    words = [one for piece in pieces for one in re.split(r",\s*", piece)]
    if len(words) > 2 and len(words) % 2 == 0 and all(map(_INITIALS.fullmatch, words[1::2])):
        return [f"{family}, {given}" for family, given in zip(words[::2], words[1::2], strict=True)]
    return [text]


def _is_inverted(name: str) -> bool:
    """Whether a name is one word of family, a comma, and given names."""
    found = _family_first(name)
    if not found or _BODY.search(name) or _ACRONYM.fullmatch(found["given"]):
        return False
    words = _family_words(found["family"])
    is_agency = _ACRONYM.fullmatch(found["family"]) and not name.isupper()
    given = found["given"].strip()
    is_given = _GIVEN.fullmatch(given) and len(given.split()) <= 4
    return len(words) == 1 and bool(is_given) and not is_agency


def _family_first(name: str) -> re.Match[str] | None:
    """Family and given names of one script; in ideographs, where names are of two or three signs,
    a family name of one: “王, 小明” is one person and “王明, 李芳” are two.
    """
    found = _FAMILY_FIRST.fullmatch(name)
    if not found:
        return None
    family, given = (_script(found[part].strip()) for part in ("family", "given"))
    is_whole = family in {"CJK", "HANGUL"} and len(found["family"]) > 1
    return found if family == given and not is_whole else None


def _script(name: str) -> str:
    """The script of a name, as Unicode calls its first letter."""
    return unicodedata.name(name[0], "").partition(" ")[0]


def _is_one(name: str) -> bool:
    """Whether a text is one author: a name of several words, or an agency."""
    return "," not in name and bool(_WHOLE.fullmatch(name) or _BODY.search(name))


def _turned(name: str, is_alone: bool, surely: bool) -> str:
    found = _family_first(name)
    if not found or (_BY.match(name) and not surely) or _BODY.search(name):
        return name
    family, given = found["family"], found["given"].strip()
    suffix = found["inner"] or found["last"] or ""
    words = _family_words(family)
    several = len(words) > 1
    if not surely:
        is_name = _GIVEN.fullmatch(given) and len(given.split()) <= 4 and len(words) <= 3
        is_agency = bool(_ACRONYM.fullmatch(given) or _ACRONYM.fullmatch(family))
        if not is_name or (is_agency and not name.isupper()):
            return name
        if several and (is_alone or len(given.split()) > 1):
            return name
    return " ".join(filter(None, (given, family, suffix)))


def _family_words(family: str) -> list[str]:
    """The words of a family name, without those before it: Trapp of “Von Trapp”."""
    words = [word for word in family.split() if not word.islower()]
    return [word for word in words[:-1] if word.casefold() not in PARTICLES] + words[-1:]
