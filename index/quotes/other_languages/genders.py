"""Whether a woman or a man is named, by the words in front of a name and by the given name."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.folding import fold
from index.quotes.given_names import MEN, WOMEN
from index.quotes.other_languages.word_tables import Words, given_names


def gender_in(words: Words, before: Sequence[str], own: str, known: str) -> str:
    """What the words in front of a name, the name as it stands, and the full name tell: "m", "f" or
    "" for nothing.
    """
    titled = [word for word in reversed(before[-2:]) if word not in {"", "."}][:1]
    for title in titled:
        is_title = title in words["mister he"] | words["mister she"]
        if is_title and (found := words.gender(title)):
            return found
    for given in (*own.split()[:1], *known.split()[:1]):
        if found := words.gender(given.lower().rstrip(".")):
            return found
        he, she = given in words["given he"], given in words["given she"]
        if he or she:
            return "m" if he else "f"
        if (known_as := given_names().get(fold(given.partition("-")[0]))) is not None:
            return known_as
        if given in WOMEN or given in MEN:
            return "f" if given in WOMEN else "m"
    for word in reversed(before):
        if word == "." or word in words["abbreviation"]:
            continue
        if not words.is_role(word):
            break
        if found := words.gender(word):
            return found
    return ""
