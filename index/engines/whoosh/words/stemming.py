"""What words are filed under in running text: their stems, by the language that a text is in.

Snowball has a stemmer for each language. Words come here in lower case and without their accents,
so that what is typed without them is found; where a stemmer goes by an accent at the end of a word
it is put back first. Some endings that a stemmer does not know are made known to it as well.

A text in English, in a language that has no stemmer here or in none that is known is filed under
English stems, any other one under those of its own, with the language behind: "regierung@de". So
languages do not meet in the index, and a word that is asked for is a choice of such forms.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import Stemmer

from index.core.late_patterns import late
from index.engines.whoosh.words.british_spelling import american_stems, as_in_america
from index.engines.whoosh.words.german_stems import german
from index.engines.whoosh.words.word_endings import with_known_ending, with_one_stem

STEMMERS: str = Stemmer.version()
"""The stemmers' own version: with another one the same text may give other forms."""

OF_LANGUAGE = "@"
"""Stands between a form, or a surface, and the language of its text; in no word."""

LANGUAGES: Mapping[str, str] = dict(
    pair.split("=")
    for pair in (
        "ar=arabic ca=catalan cs=czech da=danish de=german el=greek es=spanish fa=persian"
        " fi=finnish fr=french hi=hindi hu=hungarian id=indonesian it=italian lt=lithuanian"
        " nl=dutch no=norwegian pl=polish pt=portuguese ro=romanian ru=russian sr=serbian"
        " sv=swedish tr=turkish"
    ).split()
)
"""The languages with a stemmer of their own (ISO 639-1), each as Snowball calls it."""

_SEVERAL = late(r"[a-z]*\d{2,}s")
"""What has a number for a name, more than one of it: F-16s, 747s. Of one figure it is a model."""

_DECADE = late(r"(?:\d\d)?\d0s")

_OTHER_NAMES = {"nb": "no", "nn": "no", "hr": "sr", "bs": "sr", "sh": "sr"}


class _Stemmers(threading.local):
    """Each thread has its own: one stemmer's calls must not meet."""

    def __init__(self) -> None:
        # What is stemmed is remembered elsewhere already.
        english = Stemmer.Stemmer("english", 0)
        self._one, self._all = english.stemWord, english.stemWords
        self._american = american_stems(self._one)
        self._others: dict[str, Callable[[str], str]] = {}

    def english(self, word: str) -> str:
        """The stem of a word of letters alone, whether it is spelt as in Britain or in America."""
        stem: str = self._one(as_in_america(word) if "is" in word else word)
        return self._american.get(stem, stem)

    def english_of(self, words: Sequence[str]) -> list[str]:
        """The same of several words, all of which are an ending of the first one."""
        if "is" in words[0]:
            words = [*map(as_in_america, words)]
        american = self._american
        return [american.get(stem, stem) for stem in self._all(words)]

    def of(self, language: str) -> Callable[[str], str]:
        known = self._others.get(language)
        if known is None:
            made: Callable[[str], str] = Stemmer.Stemmer(LANGUAGES[language], 0).stemWord
            known = self._others[language] = made
        return known


_stemmers = _Stemmers()


@lru_cache(maxsize=1024)
def stem_language(stated: str) -> str:
    """The language by which an article's words are stemmed, whose own it says it is ("de", "de-AT",
    "DE"); "" for English and where no other stemmer will do.
    """
    code = re.split(r"[-_\s]", stated.strip().lower(), maxsplit=1)[0]
    code = _OTHER_NAMES.get(code, code)
    return code if code in LANGUAGES else ""


def stem(plain: str, language: str = "") -> str:
    """What a word without its case and accents is filed under in running text of a language, as
    `stem_language` gives it.

    Snowball's English stemmer (Porter 2001): its rules end in the same form for "admit" and
    "admitted", and keep "news" apart from "new". British and American spellings are one word.
    """
    if language:
        return _stem_of(plain, language) + OF_LANGUAGE + language
    if plain.isascii() and plain.isalpha():
        return _stemmers.english(plain)
    return _one_of(plain)


def is_decade(plain: str) -> bool:
    """Whether a word means ten years: 1990s, 80s."""
    return _DECADE.fullmatch(plain) is not None


def _one_of(plain: str) -> str:
    """What is not of letters alone, in the singular."""
    return plain[:-1] if _SEVERAL.fullmatch(plain) and not is_decade(plain) else plain


def forms(plain: str, languages: Iterable[str]) -> tuple[str, ...]:
    """What a word is filed under in English and in some languages."""
    return (stem(plain), *(stem(plain, language) for language in languages))


def stem_endings(plain: str, first: int, last: int, language: str = "") -> list[str]:
    """The stems of what a word of letters alone ends in, from each of these places on."""
    endings = [plain[place:] for place in range(first, last)]
    if plain.isascii() and not language and endings:
        return _stemmers.english_of(endings)
    return [stem(ending, language) for ending in endings]


@lru_cache(maxsize=1 << 15)
def _stem_of(plain: str, language: str) -> str:
    if not plain.isalpha() and (plain.isascii() or any(map(_is_no_letter, plain))):
        return _one_of(plain)
    word = with_known_ending(plain, language)
    snowball = _stemmers.of(language)
    found = german(word, snowball) if language == "de" else snowball(word)
    return with_one_stem(found, language)


def _is_no_letter(character: str) -> bool:
    """Whether it is neither a letter nor a mark on one, which in Indic scripts are vowels."""
    return character.isascii() or character.isnumeric()
