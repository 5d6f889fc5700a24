"""What words are filed under in a cluster, and which of these terms a piece of a query asks for.

The analysis is that of the local index. Every word of a text is sent as the terms it is found by,
which share its place: two letters say in what respect it is to be found, then comes the word. The
letters are two so that Lucene, which lets no fuzzy word differ in all of its letters, lets ours.

| term | words |
|---|---|
| `f:` | whose form it is: all inflections in running text, in the language of that |
| `l:` `m:` | spelt so without case; `m:` where possessives or signs fell away for it |
| `c:` `w:` | written so: without case, where that is not `l:`; with its case, where it has one |
| `p:` `q:` | the same without possessive and full stops, where that is something else |
| `a:` `s:` `j:` | an acronym; a word with its signs; a word that a hyphen joins to the next |
| `1:` `2:` `3:` | beginning with so many letters |
| `b:` `e:` `o:` | a sentence begins here, ends here, is this one word |
| `<:` `>:` `=:` | the same of a quote; with its number as well |
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.engines.whoosh.words.analysis import is_capitalised, lower
from index.engines.whoosh.words.query_terms import (
    Place,
    Wanted,
    possessive,
    signs,
    without_possessive,
)
from index.engines.whoosh.words.stemming import forms, stem

SEPARATOR = "|"
"""Stands between the terms of one place; in no word."""

SENTENCE = ("b:", "e:", "o:")
QUOTE = ("<:", ">:", "=:")
"""How stretches of words are marked: the first word, the last one, the only one."""
LETTERS = 3
"""Beginnings of up to so many letters are terms of their own."""


@lru_cache(maxsize=1 << 16)
def filed_under(exact: str, *, stems: bool, language: str = "") -> tuple[str, ...]:
    """The terms of a surface, all different; `language` is that by which a text is stemmed."""
    return tuple(_terms(exact, language, stems=stems))


def _terms(exact: str, language: str, *, stems: bool) -> Iterator[str]:
    plain, text = lower(exact), exact.removesuffix("-")
    folded = text.casefold()
    yield f"f:{stem(plain, language) if stems else plain}"
    yield f"{'l' if folded == plain else 'm'}:{plain}"
    if folded != plain:
        yield f"c:{folded}"
    if is_capitalised(text):
        yield f"w:{text}"
    body = without_possessive(text)
    dotless = body.replace(".", "")
    if dotless != text:
        if is_capitalised(dotless):
            yield f"p:{plain}/{dotless}"
        yield f"q:{plain}/{dotless.casefold()}"
    if len(text) > 1 and body.isupper():
        yield f"a:{plain}"
    if any(signs(text)):
        yield f"s:{_signed(plain, text)}"
    if text != exact:
        yield f"j:{plain}"
    yield from (f"{size}:{plain[:size]}" for size in range(1, min(LETTERS, len(plain)) + 1))


def _signed(plain: str, text: str) -> str:
    before, after = signs(text)
    return f"{before}{plain}{after}"


def asked_for(
    place: Place, *, stems: bool, cased: bool, languages: Sequence[str] = ()
) -> tuple[str, ...]:
    """The terms any of which may stand in a place of a field.

    `stems`: it is running text, stemmed by some `languages` beside English. `cased`: the field
    heeds how words are written.
    """
    found: dict[str, None] = {}
    for wanted in place:
        if wanted.kind == "written" and not cased:
            wanted = Wanted(wanted.plain)  # noqa: PLW2901
        if wanted.kind in ("inflected", "begun"):
            filed = forms(wanted.plain, languages) if stems else (wanted.plain,)
            found |= dict.fromkeys(f"f:{form}" for form in filed)
        else:
            found |= dict.fromkeys(_wanted(wanted))
    return tuple(found)


def _wanted(wanted: Wanted) -> tuple[str, ...]:
    """The terms of a word by how it is spelt."""
    plain, exact = wanted.plain, wanted.exact
    match wanted.kind:
        case "joined":
            return (f"j:{plain}",)
        case "acronym":
            return (f"a:{plain}",)
        case "signed":
            return (f"s:{_signed(plain, exact)}",)
        case "phrased" if not possessive(exact):
            dotless = exact.replace(".", "")
            whole = _written(dotless) if lower(dotless) == plain else ()
            return (*whole, f"{'p' if is_capitalised(dotless) else 'q'}:{plain}/{dotless}")
    return _written(exact)


def _written(exact: str) -> tuple[str, ...]:
    if is_capitalised(exact):
        return (f"w:{exact}",)
    return (f"{'l' if lower(exact) == exact else 'c'}:{exact}",)
