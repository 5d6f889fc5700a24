"""How the names of firms end: the legal forms of many countries, written once for all who ask."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

CERTAIN = frozenset(
    "inc incorporated corp ltd plc llc llp gmbh kgaa spa bhd berhad oyj tbk jsc pjsc".split()
)
"""Nothing but a firm ends so."""

FORMS = CERTAIN | frozenset("corporation co cos company limited ag sa nv ab asa".split())
"""How firms' names end; some of these are other words and acronyms as well."""

LEGAL = FORMS | frozenset("group holdings holding industries".split())
"""The forms, and words for a firm that stand in their place."""

AND = frozenset({"and", "&"})
"""What stands between partners."""


@lru_cache(maxsize=4096)
def _plain(word: str) -> str:
    """A form as it is compared: "Inc." is "inc", "S.p.A." "spa"."""
    return word.replace(".", "").casefold()


def is_certain(word: str) -> bool:
    """Whether nothing but a firm ends in a word, however it is written."""
    return _plain(word) in CERTAIN


def is_form(word: str) -> bool:
    """Whether a word is written as a legal form is; "company" is none."""
    plain = _plain(word)
    return plain in FORMS and (word[:1].isupper() or plain in CERTAIN)


def is_legal(word: str) -> bool:
    """Whether a word is a legal form or stands in its place, however it is written."""
    return _plain(word) in LEGAL


def core_length(words: Sequence[str]) -> int:
    """How many words a firm's name has without its legal form: "Eli Lilly" of "Eli Lilly & Co"."""
    length = len(words)
    while length > 1 and is_legal(words[length - 1]):
        length -= 1
    return length - 1 if 1 < length < len(words) and words[length - 1] in AND else length
