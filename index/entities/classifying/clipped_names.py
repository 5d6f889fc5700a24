"""Firms whose one long word is cut short: "Yugansk" of Yuganskneftegas."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.article_name import Name
from index.entities.words.gazetteer import known_bits

_CUT = 5  # letters, at least, of a name cut short and of what was cut from it


def clipped(names: Sequence[Name]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What may be an organisation's name of one word cut short, with that name: "Yugansk" of
    Yuganskneftegas.
    """
    single = {name.key[0]: name.words for name in names if _is_long(name)}
    if not single:
        return {}
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in names:
        word = name.key[0]
        if len(name.key) > 1 or len(word) < _CUT or name.title or _is_known(name.words[0]):
            continue
        least = len(word) + _CUT
        longer = [key for key in single if len(key) >= least and key.startswith(word)]
        if len(longer) == 1:
            found[name.key] = single[longer[0]]
    return found


def _is_known(word: str) -> bool:
    return bool(known_bits(word) or known_bits(word.title()))


def _is_long(name: Name) -> bool:
    return name.type == "org" and len(name.key) == 1 and len(name.key[0]) >= 2 * _CUT
