"""Bylines as publishers write them, to who wrote an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.core.byline_words import BODIES, SUFFIX

_BY = re.compile(
    r"(?i:(?:(?:written|words|reported|posted|published|story|text|interview(?:ed)?|compiled"
    r"|review(?:ed)?|analysis|report) )?by|author|autor"
    r"|autora|autorin|auteur)\s*(?:[:：]\s*|\s)(?=\S)"
    # These are parts of names as well: a first and a last name have to follow.
    r"|(?i:von|par|por|door|di|av|af)\s+(?=[^\W\d_a-zà-ÿ]\w+\s+"
    r"(?:(?:de|den|der|van|von|da|do|dos|di|la|le|du|el)\s+)*[^\W\d_a-zà-ÿ])"
)
_MAIL = re.compile(r"\s*[<(]?[\w.+-]+@[\w-]+(?:\.[\w-]+)+[>)]?")
_CUT_MAIL = re.compile(r"[\w.+-]+@\S*|\[email\s*protected\]", re.IGNORECASE)
_ADDRESS = re.compile(r"https?:|//|www\.|@", re.IGNORECASE)
# What stands where a name should, and words of buttons beside it.
_NOBODY = re.compile(
    r"(?:by|user\s?name|user|author|admin(?:istrator)?|webmaster|editor|guest|anonymous|unknown|n/a|null"
    r"|none|undefined|follow(?:ing)?|subscribe|share|view (?:all )?posts|no author|staff|redaktion"
    r"|\w*admin)\W*",
    re.IGNORECASE,
)
_BUTTON = re.compile(r"\s+(?:follow(?:ing)?|subscribe|view (?:all )?posts?)\W*$", re.IGNORECASE)


# What is no family name, and what is no given one: agencies, desks, what somebody does.
_BODY = re.compile(
    rf"\b(?:{BODIES}|bloomberg|columnist|contributors?|kyodo|photograph\w*|producer|reuters|tass"
    r"|xinhua)\b",
    re.IGNORECASE,
)
# Family name, suffix and given names, whichever way a suffix stands.
_FAMILY_FIRST = re.compile(
    rf"(?P<family>[^,]+?)(?:,?\s+(?P<inner>{SUFFIX}))?,\s*(?P<given>[^,]+?)(?:,\s*(?P<last>{SUFFIX}))?"
)
_GIVEN = re.compile(r"(?:[^\W\d_a-zà-ÿ][\w.'’-]*(?:\s+|$))+(?:[a-zà-ÿ]{1,4}(?:\s+|$)){0,3}")
_ACRONYM = re.compile(r"[A-Z]{2,5}")


def byline_of(names: Iterable[str], *, printed: bool = False) -> str:
    """Who wrote an article: each once, without “By”, addresses and what names nobody; "" of none.

    A name that stands in another one as a whole is left out. Names are as people say them, see
    `as_said`; what was `printed` for readers is so already.
    """
    given_names = names if printed else as_said(names)
    found = [name for given in given_names for name in _cleaned(given)]
    kept: dict[str, str] = {}
    for name in found:
        kept.setdefault(" ".join(name.casefold().split()), name)
    return ", ".join(name for key, name in kept.items() if not _stands_in_another(key, list(kept)))


def as_said(names: Iterable[str], *, surely: bool = False) -> list[str]:
    """Names as people say them: “Lee, Ann” as Ann Lee, where a list or “;” parts them.

    A name alone is turned only where its family name is one word: “Ann Lee, Bo Ek” are two people.
    Agencies, and what somebody does, are not turned. `surely`: all are written so.
    """
    parts = [part.strip() for name in names for part in name.split(";")]
    parts = list(filter(None, parts))
    return [_turned(part, len(parts) == 1, surely) for part in parts]


def _turned(name: str, is_alone: bool, surely: bool) -> str:
    found = _FAMILY_FIRST.fullmatch(name)
    if not found or (_BY.match(name) and not surely) or _BODY.search(name):
        return name
    family, given = found["family"], found["given"].strip()
    suffix = found["inner"] or found["last"] or ""
    words = [word for word in family.split() if not word.islower()]
    several = len(words) > 1 and not suffix
    if not surely:
        is_name = _GIVEN.fullmatch(given) and len(given.split()) <= 4 and len(words) <= 3
        is_agency = bool(_ACRONYM.fullmatch(given) or _ACRONYM.fullmatch(family))
        if not is_name or (is_agency and not name.isupper()):
            return name
        if several and (is_alone or len(given.split()) > 1):
            return name
    return " ".join(filter(None, (given, family, suffix)))


def without_by(text: str) -> str:
    """A byline without the “By” of whatever language before its first name."""
    return _BY.sub("", text, count=1) if _BY.match(text) else text


def is_nobody(name: str) -> bool:
    """Whether a text stands where a name should and is none."""
    return _NOBODY.fullmatch(name) is not None


def _stands_in_another(name: str, names: Sequence[str]) -> bool:
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(name != other and whole.search(other) for other in names)


def _cleaned(given: str) -> Iterator[str]:
    text = " ".join(given.split())
    if _ADDRESS.match(text):
        return
    text = _CUT_MAIL.sub("", _MAIL.sub("", text))
    text = _BUTTON.sub("", without_by(text))
    text = re.sub(r"(?<=\w),(?=[^\W\d_a-zà-ÿ])", ", ", text)
    # The same name over and over, as boxes for several sizes of a screen have it.
    text = re.sub(r"^(.{3,60}?)(?:[\s,;|]+\1)+$", r"\1", text)
    text = re.sub(r"^\(([^()]+)\)$", r"\1", text.strip(" ,;|/·•-–—"))
    if text and any(map(str.isalpha, text)) and not is_nobody(text):
        yield text
