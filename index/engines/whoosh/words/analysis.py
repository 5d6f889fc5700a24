"""How text becomes words: for the index, for queries and for highlighting alike.

A *token* is what stands in the text. A *surface* is a word as it is written: with its case, its
possessive and the signs that belong to it, without accents ("Zoë’s" gives "Zoe's"). A *form* is
what the index files it under: lower case, without possessive and signs and, in running text,
stemmed as its language has it (`stemming`). Spellings of one form are told apart by their surfaces.
Sentence ends are tokens too, with the surface "".

A token is one place in the text and may be filed under several surfaces: "l’école" is itself and
"ecole", "Covid19" is itself, "Covid" and "19", "Größe" is "Grosse" and "Groesse". The parts of what
is joined by a hyphen are tokens of their own; all but the last keep the hyphen ("Sung-", "lac"), so
that a query can ask for them as one word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from index.core.folding import APOSTROPHES, SPELT, unaccented
from index.core.late_patterns import late
from index.core.unspaced import UNSPACED
from index.engines.whoosh.words.stemming import is_decade, stem

VERSION = 9
"""Goes up whenever the same text would give other words: an older index is rebuilt."""

LONGEST = 64
"""Characters of a word that count. Longer runs are encoded data, not words."""

WORDS_LIKE_ACRONYMS = frozenset(
    "ad ah am an any are as ask at be bat but by can car dad day did do eat end far few for get go"
    " had has he her hi him his how if in is it its la led let may me men mr my new no nor not now"
    " of off oh ok on one or our out own per put ran raw run sad saw say see set she so the to too"
    " top two up us use war was we were who why win you".split()
)
"""Dotted, these are acronyms (U.S., W.H.O., a.m.) that have nothing to do with the word."""

# In scripts written without blanks every character is a word, and a query of several a phrase; what
# makes another letter of a Japanese one of half a width stands behind it.
_VOICED = "[\uff9e\uff9f]?"
_MARKS = (
    "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0900-\u0963\u0966-\u0dff\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d"
)
_PLAIN = "\0-\u02ff\u2000-\u200b\u200e-\u20cf"
"""Characters none of which is an ideograph or a mark: Western letters and punctuation."""

_A = f"[{APOSTROPHES}]"
_HYPHEN = "[-\u2010\u2011]"
_STARTS = r"(?=\s+[\"'“‘(\[]*[^\Wa-z_])"
"""A sentence begins behind this place."""

_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Dr|Prof|Rev|Hon|St|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Pres|Jr|Sr|vs|No|Inc|Corp"
    "|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|[A-Z]"
)


# Compiled when they are first asked for. A class of ideographs alone takes a millisecond, because
# Python goes through all of them, and they stand in a dozen of places.


@cache
def any_token() -> re.Pattern[str]:
    """What is a token in any text."""
    return re.compile(_token(UNSPACED, _MARKS))


@cache
def _plain_token() -> re.Pattern[str]:
    """The same in a text of nothing but `_PLAIN`, and in as little time."""
    return re.compile(_token("", ""))


@cache
def _not_plain() -> Callable[[str], object]:
    return re.compile(f"[^{_PLAIN}]").search


def token_in(text: str) -> re.Pattern[str]:
    """What is a token in a text."""
    return _plain_token() if _is_plain(text) else any_token()


def token_or(end: str, text: str) -> re.Pattern[str]:
    """What is a token in a text, or a sign that ends a part of it."""
    return _token_or(end, is_plain=_is_plain(text))


@cache
def _token_or(end: str, *, is_plain: bool) -> re.Pattern[str]:
    return re.compile((_token("", "") if is_plain else _token(UNSPACED, _MARKS)) + f"|{end}")


def _is_plain(text: str) -> bool:
    """Whether a text is of nothing but `_PLAIN`."""
    return text.isascii() or not _not_plain()(text)


def _token(ideographs: str, marks: str) -> str:
    """A pattern of what is a token, in texts with some ideographs and marks or with none."""
    any_letter = rf"[^\W_{ideographs}{APOSTROPHES}]"
    letter = rf"[^\W\d_{ideographs}{APOSTROPHES}]"
    # In acronyms; a straight quote is typed for it, as an apostrophe is in other scripts.
    gershayim = '|(?<=[א-ת])["״](?=[א-ת])' if marks else ""
    part = rf"{any_letter}(?:{any_letter}|[{marks}])*" if marks else f"{any_letter}+"
    acronym = (
        rf"[A-Z](?:\.[A-Z](?![^\W_]))+\.?"  # U.S.
        # p.m., but not its last stop
        rf"|{letter}(?:\.{letter}(?![^\W_]))+(?:\.(?!\s+[\"'“‘(\[]*[^\Wa-z_]))?"
        r"|[A-Z][A-Za-z](?:\.[A-Z](?![^\W_]))+\.?"  # Ph.D.
        r"|(?i:(?:ph|th|ed|ll)\.[bdm]|[bdm]\.(?:sc|phil|litt|tech|eng|ed|com|mus|arch))(?![^\W_])\.?"
    )
    return (
        rf"(?=[\w.!?…。！？{ideographs}])(?:"  # nothing else begins a token: blanks are passed over
        r"[A-Za-z]++(?=[ ,;:)\n])|[a-z]{3,}+(?=\.)"  # what most words are
        rf"|(?:{acronym})(?:{_A}[sS](?![^\W_]))?"  # U.S., U.N.'s
        rf"|(?:{_ABBREVIATIONS})\.(?=\s+[^\Wa-z_])"  # their full stop ends no sentence
        # 1,000  3.5  1’000  1980s  1990’s  600m  9p.m. is two
        rf"|\d+(?:[.,]\d+|{_A}\d{{3}}(?!\d))*(?:(?!{letter}\.{letter}(?![^\W_])){any_letter})*"
        rf"(?:{_A}[sS](?![^\W_]))?(?:{_HYPHEN}(?={letter}))?"
        + (f"|[{ideographs}]{_VOICED}" if ideographs else "")
        # O'Brien, don't, S&P, C++, .NET, the first part of Sung-lac
        + rf"|(?:(?<![^\s(\[\"'“‘])\.)?{part}(?:(?:{_A}|&{gershayim}){part})*"
        rf"(?:{_HYPHEN}(?=[^\W_])|(?:\+\+?|\#)(?![^\W_]))?"
        # A sentence ends. What holds for a run of stops holds at each of them, and is asked of the
        # first ones only: dots that lead through a table of contents go on for lines.
        rf"|(?<![.!?…]{{30}})[.!?…]++[\"'”’)\]]*+{_STARTS}|[。！？])"
    )


_ENDS = frozenset(".!?…。！？")
_STRAIGHT = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | {"\u2010": "-", "\u2011": "-", '"': "״"}
)
_SIGNS = late(r"^\.|[-+#]+$")
_DOTTED = late(r"[^\W\d_][^\W\d_]{0,2}(?:\.[^\W\d_]{1,4})+\.?(?:'[sS])?")
_GROUPED = late(r"\d{1,3}(?:(?:,\d{2,3})*,\d{3}|(?:'\d{3})+)(?!\d)")
_GROUPED_BY_DOTS = late(r"\d{1,3}(?:\.\d{3})+(?=,\d)")
# What stands behind an apostrophe without being a word: don't, they're, I'm.
_ENDINGS = frozenset("s t d m re ve ll em clock".split())
_FIGURES = late(r"\d+(?:[.,]\d+)*")
_NAMED_NUMBER = late(r"([^\W\d_]+)(\d[^\W_]*)")
_LETTER_AND_NUMBER = late(r"[^\W\d_]\d")


class WordAt(NamedTuple):
    """A word of a text: its surface and where its token stands, in characters.

    A tuple, because thousands are made for every page of results.
    """

    surface: str
    start: int
    end: int


def surface(token: str) -> str:
    """The token as a word: no accents, its own case; "" ends a sentence."""
    if token.isascii() and token.isalpha():
        return token[:LONGEST]
    if token[0] in _ENDS and not any(map(str.isalnum, token)):
        return ""
    text = token.translate(_STRAIGHT)
    if "." in text and (_DOTTED.fullmatch(text) or text[-1] == "."):
        text = _stops(text)
    return unaccented(text)[:LONGEST]


def _stops(text: str) -> str:
    """An acronym ends in a full stop, an abbreviation loses its one."""
    if text[-2:] in ("'s", "'S"):
        return text[:-2].rstrip(".") + "." + text[-2:]
    return text[:-1] if text.count(".") == 1 and text[-1] == "." else text.rstrip(".") + "."


def filed(token: str) -> tuple[str, ...]:
    """The surfaces a token is found by, the word itself first."""
    if token.isascii() and (token.isalpha() or _FIGURES.fullmatch(token)):
        return (token[:LONGEST],)
    whole = surface(token)
    if not whole or (whole.isalpha() and token.isascii()) or len(token) > LONGEST:
        return (whole,)
    parts = _parts(token.translate(_STRAIGHT))
    others = (*respelt(token), *parts, *(o for part in parts for o in respelt(part)))
    if not others:
        return (whole,)
    found = {stemmed(whole): whole}
    for other in others:
        one = surface(other)
        found.setdefault(stemmed(one), one)
    return tuple(found.values())


def respelt(token: str) -> tuple[str, ...]:
    """The token as it is written where the keyboard has no such letters: "Groesse"."""
    if token.isascii():
        return ()
    other = token.translate(SPELT)
    if other == token:
        return ()
    return (other.upper() if token.isupper() else other,)


def _parts(token: str) -> list[str]:
    """The words that are written as one with others: l'école, NATO'99, Covid19, Ph.D."""
    body = token.strip("-+#")
    if body[-2:] in ("'s", "'S"):
        body = body[:-2]
    if "." in body and not body[0].isdigit():
        return [part for part in body.split(".") if len(part) > 1]
    if body[:1].isdigit():
        return []
    if "'" in body or "&" in body:
        least = 2 if "'" in body else 3
        split = re.split("['&]", body)
        if split[-1].casefold() in _ENDINGS:
            return []
        return [part for part in split if len(part) >= least]
    if number := _NAMED_NUMBER.fullmatch(body):
        name, rest = number.groups()
        return [] if _LETTER_AND_NUMBER.search(rest) else [name, rest]
    return []


def lower(exact: str) -> str:
    """What a surface is filed under before it is stemmed.

    Without its case, possessive, apostrophes and signs, the full stops of an acronym and the
    separators of thousands. A dotted acronym that would be a common word keeps its stops.
    """
    text = exact.casefold()
    if text.isalpha():
        return text
    text = _SIGNS.sub("", text)
    if text[:1].isdigit():
        return _number(text)
    text = text.removesuffix("'s")
    text = text.replace("'", "").replace("״", "")
    if "." not in text:
        return text
    plain = text.replace(".", "")
    return text.rstrip(".") if plain in WORDS_LIKE_ACRONYMS else plain


def _number(text: str) -> str:
    """1,500 and 1'500 are 1500; 1,5 is 1.5; the 1990's are the 1990s; of 9/11's, 11."""
    if text.endswith("'s"):
        decade = text[:-2] + "s"
        text = decade if is_decade(decade) else text[:-2]
    if "," in text or "'" in text:
        grouped = _GROUPED.match(text) or _GROUPED_BY_DOTS.match(text)
        if grouped:
            whole = re.sub("[.,']", "", grouped.group())
            text = whole + text[grouped.end() :]
        text = text.replace(",", ".").replace("'", "")
    return text


@lru_cache(maxsize=1 << 17)
def stemmed(exact: str, language: str = "") -> str:
    """The form a surface has in running text of a language: lower case, stemmed."""
    return stem(lower(exact), language)


def apart(surfaces: tuple[str, ...], language: str) -> tuple[str, ...]:
    """The surfaces of a token that are different words in a language by which texts are stemmed:
    what is filed under the same form is filed once, as `filed` has it for English.
    """
    if not language or len(surfaces) == 1:
        return surfaces
    found: dict[str, str] = {}
    for exact in surfaces:
        found.setdefault(stemmed(exact, language), exact)
    return tuple(found.values())


def words(text: str) -> list[WordAt]:
    """The words of a text in order, sentence ends left out; of each the word itself."""
    return [word for word in words_and_ends(text) if word.surface]


def words_and_ends(text: str) -> Iterator[WordAt]:
    """The words of a text in order, with a surface of "" where a sentence ends."""
    for match in token_in(text).finditer(text):
        exact = surface_of(match.group())
        yield WordAt(exact, match.start(), match.end() - exact.endswith("-"))


def is_capitalised(exact: str) -> bool:
    """Whether a word is written so that its case was meant."""
    return exact != exact.lower()


surface_of = lru_cache(maxsize=1 << 16)(surface)
"""The same as `surface`, remembered."""
