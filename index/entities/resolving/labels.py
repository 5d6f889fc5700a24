"""Names as an archive lists them: by what lists call them, else as one writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from index.core.folding import fold
from index.core.late_patterns import late
from index.core.values import EntityType
from index.entities.article_name import Name
from index.entities.words import gazetteer as gz
from index.entities.words.legal_forms import core_length, is_legal
from index.entities.words.lexicon import capital_share

# The lists have the offices of this nation without it.
_NATIONS = frozenset({"u.s.", "us"})
# From this share of capitals on a word is hardly anything but a name.
_A_NAME = 0.95
# What has lost its vowel before another one.
_ELIDED = late(r"((?<![^\s-])(?:[dl]|all|dall|dell|nell|sull|sant)['’]) (?=\w)", re.IGNORECASE)
# Letters that Turkish and its like have; the small ones of its capitals with and without a dot.
_TURKISH = "ığ"
_TURKISH_SMALL = str.maketrans("Iİ", "ıi")
_OFFICES = frozenset({"Department", "Ministry"})


def label(name: Name) -> str:
    """The name as an archive lists it."""
    return _label(name.type, name.target or name.words)


def own_label(name: Name) -> str:
    """The name as an archive lists it, with the accents of the language it is written in: "México"
    stays so, though a list for English has Mexico.
    """
    listed, own = label(name), spell(name.target or name.words)
    alike = gz.plain(listed).casefold() == gz.plain(own).casefold()
    return own if alike and not own.isupper() else listed


def in_a_list(kind: EntityType, written: str) -> str:
    """The name that a list has of what is written so; "" if it has none."""
    return _listed(kind, gz.plain(written).casefold()) or ""


# News names the same again and again.
@lru_cache(maxsize=8192)
def _label(kind: EntityType, words: tuple[str, ...]) -> str:
    if kind == "org":
        words = _department(words)
    return _listed(kind, gz.plain(" ".join(words)).casefold()) or spell(words)


def _listed(kind: EntityType, plain: str) -> str | None:
    """The name that a list has of what is called so; None if it has none."""
    canonical = gz.load().canonical
    # "the Guardian" is The Guardian.
    known = canonical.get((kind, plain)) or canonical.get((kind, f"the {plain}"))
    if kind == "place":
        # "U. S", cut before its last full stop.
        return known or canonical.get((kind, plain.replace(". ", ".") + "."))
    if known or kind != "org":
        return known
    if "." in plain and (known := canonical.get((kind, plain.replace(".", "")))):
        # "N.R.A."
        return known
    nation, _, rest = plain.partition(" ")
    if nation in _NATIONS and (known := canonical.get((kind, rest))):
        return known
    # "Goldman, Sachs and Co" is Goldman Sachs.
    words = plain.replace(" ,", "").split()
    short = words[: core_length(words)]
    known = canonical.get((kind, " ".join(short)), "")
    # "Exxon Corp" is Exxon; "Fox Corp" is not Fox News, though that is called Fox.
    return known if len(short) > 1 or known.casefold() == short[0] else None


def _department(words: tuple[str, ...]) -> tuple[str, ...]:
    """A department by the one of its two names that a list has, else as it goes before its office:
    "Ministry of Defence" is the Defence Ministry.
    """
    if words[0] not in _OFFICES or words[1:2] != ("of",):
        return words
    rest = words[3:] if words[2:3] in (("the",), ("The",)) else words[2:]
    listed = gz.load().canonical.get(("org", gz.plain(" ".join(words)).casefold()))
    return (*rest, words[0]) if rest and not listed else words


def spell(words: Sequence[str]) -> str:
    """Words as one writes them: no blanks around hyphens, before apostrophes and commas and after a
    particle without its vowel (d'Arc), no second capital where a key was held too long.
    """
    text = " ".join(map(_with_one_capital, words))
    for mark in ("-", "/"):
        text = text.replace(f" {mark} ", mark)
    text = text.replace(" ,", ",").replace(" . ", ". ").replace(" '", "'").replace(" ’", "’")
    text = _ELIDED.sub(r"\1", text)
    # Names in capitals, from headlines and datelines, are written like the others.
    if text.isupper() and (len(text) > 5 or " " in text) and "/" not in text:
        return text.title().replace("'S", "'s")
    return text


def in_turkish(kind: EntityType, listed: str, surface: str, article: Iterable[str]) -> str:
    """A name that an article writes in capitals as Turkish has it in small letters, where that is
    its language: ISINMA is Isınma, which other languages would make Isinma. `surface` is the name
    as it stands there, `listed` as an archive lists it otherwise; what a list has stays so.
    """
    if not surface.isupper() or not {"I", "İ"} & set(surface) or fold(listed) != fold(surface):
        return listed
    is_turkish = any(sign in text for text in article for sign in _TURKISH)
    if listed == surface or not is_turkish or _listed(kind, gz.plain(surface).casefold()):
        return listed
    words = (word[:1] + word[1:].translate(_TURKISH_SMALL).lower() for word in surface.split())
    return " ".join(words)


def _with_one_capital(word: str) -> str:
    """A word of the language or a legal form without its second capital: "INc" is Inc; "PCs" and
    "EBay", which news has with capitals alone, stay.
    """
    slip = word[:2].isupper() and word[2:].islower() and word[2:] != "s" and word.isalpha()
    if slip and (is_legal(word.capitalize()) or 0 <= capital_share(word) < _A_NAME):
        return word.capitalize()
    return word
