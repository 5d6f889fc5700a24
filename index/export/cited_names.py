"""Who wrote an article, as programs that keep citations want it: given and family names apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.core.byline_words import BODIES, SUFFIX
from index.export.escaping import clean

_BETWEEN = re.compile(
    rf"\s*(?:,(?!\s*{SUFFIX})|[;/|]|(?<!\w)(?:and|und|et|y|e|en|og|och|&)(?!\w))\s*"
)
_PARTICLES = frozenset(
    "af al bin da das de del della den der di do dos du el la le ten ter van von".split()
)
_BODIES = re.compile(rf"\b(?:{BODIES})\b", re.IGNORECASE)


class CitedName(NamedTuple):
    """A person's given and family name; all of what is no person's name is `family`."""

    family: str
    given: str = ""


def cited_names(byline: str, outlet: str) -> Iterator[CitedName]:
    """The names in a byline. What is not surely a person's name is left whole: an agency, a desk,
    the outlet itself, a single word, a text with a digit.
    """
    for name in filter(None, _BETWEEN.split(clean(byline))):
        found = re.fullmatch(rf"(.+?)(?:,\s*|\s+)({SUFFIX})", name)
        suffix = f" {found[2]}" if found else ""
        words = (found[1] if found else name).split()
        is_body = bool(_BODIES.search(name)) or name.casefold() == clean(outlet).casefold()
        if is_body or not 2 <= len(words) <= 5 or not _may_be_person(words):
            yield CitedName(name)
            continue
        at = len(words) - 1
        while at > 1 and words[at - 1].casefold() in _PARTICLES:
            at -= 1
        yield CitedName(" ".join(words[at:]) + suffix, " ".join(words[:at]))


def _may_be_person(words: list[str]) -> bool:
    return all(word[0].isalpha() and not any(map(str.isdigit, word)) for word in words)
