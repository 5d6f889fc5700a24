"""Names as they are compared: without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_WORDS = re.compile(r"\w+")
# Letters that Unicode does not take apart but typists do.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The words of a text in lower case without accents, one blank between them.

    "Zoë Brandt-Lévesque" and "zoe brandt levesque" are the same; so are "U.S." and "us".
    """
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    plain = plain.replace(".", "").replace("'", "").replace("’", "")
    return " ".join(_WORDS.findall(plain))


def whole(text: str) -> str:
    """What a whole value (a name, an outlet) is compared by; one of signs only is as written."""
    return fold(text) or text.strip().casefold()


def commonest(times: Mapping[str, int]) -> dict[str, str]:
    """For each way to write a value, of which it says how often, the commonest way of the same."""
    best: dict[str, str] = {}
    for text in sorted(times, key=lambda text: (-times[text], text)):
        best.setdefault(whole(text), text)
    return {text: best[whole(text)] for text in times}
