"""Where an article was written, in capitals before its first sentence: "BUENOS AIRES El tren …"."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.languages.word_kinds import WordKinds

_MOST = 4  # words of a town's name
_FEWEST = 2  # letters of it


def dateline(words: Sequence[str], kinds: WordKinds) -> int:
    """How many of the words that a text begins with are such a place; 0 for none."""
    size = 0
    while size < min(_MOST, len(words)) and _is_shouted(words[size]):
        size += 1
    if not 0 < size < len(words):
        return 0
    after = words[size]
    if not after[:1].isupper() or (after.isupper() and len(after) >= _FEWEST):
        return 0
    return size if _is_place(words[:size], kinds) else 0


def spoken(words: Sequence[str], kinds: WordKinds) -> str:
    """The place without the capitals, as a list has it if one does."""
    known = kinds.known.listed(tuple(word.title() for word in words))
    return known[1] if known else " ".join(word.title() for word in words)


def _is_shouted(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "")
    return len(letters) >= _FEWEST and letters.isalpha() and letters.isupper()


def _is_place(words: Sequence[str], kinds: WordKinds) -> bool:
    titled = [word.title() for word in words]
    known = kinds.known.listed(tuple(titled))
    if known is not None:
        return known[0] == "place"
    if len(words) > 1:
        # "BUENOS AIRES", of which a list of all languages knows both words by a town.
        return all(kinds.place(word) or kinds.is_small(word) for word in titled)
    return kinds.listed(words[0]) != "org" and kinds.place(titled[0])
