"""How text becomes words: for the index, for queries and for highlighting alike.

A *token* is what stands in the text, a *surface* is the token without possessive and accents but
with its case ("Obama's" gives "Obama"), a *form* is what the index files it under: lower case and,
in running text, stemmed. Sentence ends are tokens too, with the surface "".
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import Stemmer

VERSION = 2
"""Goes up whenever the same text would give other words: an older index is rebuilt."""

LONGEST = 64
"""Characters of a word that count. Longer runs are encoded data, not words."""

# Scripts written without blanks: every character is a word, and a query of several a phrase.
_IDEOGRAPHS = (
    "\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_LETTER = rf"[^\W_{_IDEOGRAPHS}]"
_PART = rf"{_LETTER}(?:{_LETTER}|[{_MARKS}])*"
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Pres|Jr|Sr|vs|No|Inc|Corp"
    "|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]"
)
TOKEN = re.compile(
    r"[a-z]++(?=[ ,])|[A-Z][a-z]++(?=[ ,])"  # what most words are, first because it is fastest
    r"|[A-Z](?:\.[A-Z](?![^\W_]))+\.?(?:['’]s\b)?"  # U.S., U.N.'s
    rf"|(?:{_ABBREVIATIONS})\.(?=\s+[^\Wa-z_])"  # their full stop ends no sentence
    rf"|\d+(?:[.,]\d+)*(?:{_LETTER})*"  # 1,000  3.5  1980s  600m
    rf"|[{_IDEOGRAPHS}]"
    rf"|{_PART}(?:['’&]{_PART})*"  # O'Brien, don't, S&P
    r"|[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[^\Wa-z_])|[。！？]"  # a sentence ends
)
_ENDS = frozenset(".!?…。！？")
# Letters that Unicode does not take apart but typists do.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
    | {"Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "Th", "Æ": "Ae", "Œ": "Oe"}
)


class WordAt(NamedTuple):
    """A word of a text: its surface and where its token stands, in characters.

    A tuple, because thousands are made for every page of results.
    """

    surface: str
    start: int
    end: int


def surface(token: str) -> str:
    """The token as an exact word: no possessive, no accents, its own case; "" ends a sentence."""
    if token[0] in _ENDS:
        return ""
    text = token.replace("’", "'")
    if text[-2:] in ("'s", "'S"):
        text = text[:-2]
    dots = text.count(".")
    if dots and text[0].isalpha():
        # An acronym keeps its full stops, an abbreviation loses its one.
        text = text[:-1] if dots == 1 and text[-1] == "." else text.rstrip(".") + "."
    if not text.isascii():
        text = _without_accents(text)
    return text[:LONGEST]


def lower(exact: str) -> str:
    """A surface without its case, apostrophes, and the full stops of an acronym."""
    text = exact.casefold()
    if text.isalpha():
        return text
    text = text.replace("'", "").replace(",", "")
    return text if text[:1].isdigit() else text.replace(".", "")


class _Stemmer(threading.local):
    """Each thread has its own: one stemmer's calls must not meet."""

    def __init__(self) -> None:
        # What is stemmed is remembered here already.
        self.stem = Stemmer.Stemmer("english", 0).stemWord


_stemmer = _Stemmer()


def stem(plain: str) -> str:
    """What a word without its case is filed under in running text.

    Snowball's English stemmer (Porter 2001): its rules end in the same form for "admit" and
    "admitted", and keep "news" apart from "new".
    """
    if plain.isascii() and plain.isalpha():
        stemmed: str = _stemmer.stem(plain)
        return stemmed
    return plain


@lru_cache(maxsize=1 << 17)
def stemmed(exact: str) -> str:
    """The form a surface has in running text: lower case, stemmed."""
    return stem(lower(exact))


def words(text: str) -> list[WordAt]:
    """The words of a text in order, sentence ends left out."""
    return [word for word in words_and_ends(text) if word.surface]


def words_and_ends(text: str) -> Iterator[WordAt]:
    """The words of a text in order, with a surface of "" where a sentence ends."""
    for match in TOKEN.finditer(text):
        yield WordAt(surface_of(match.group()), match.start(), match.end())


def is_capitalised(exact: str) -> bool:
    """Whether a word is written so that its case was meant."""
    return exact != exact.lower()


def _without_accents(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).translate(_LETTERS)
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    # Hangul comes apart too; scripts whose vowels are marks must not lose them.
    kept = bare if bare.isascii() else unicodedata.normalize("NFKC", text).translate(_LETTERS)
    return unicodedata.normalize("NFC", kept) if kept else text


surface_of = lru_cache(maxsize=1 << 16)(surface)
"""The same as `surface`, remembered."""
