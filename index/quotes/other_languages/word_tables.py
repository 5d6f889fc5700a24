"""The words of attribution of each language, as `data/attribution.txt` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from index.core.folding import fold
from index.core.told_language import TOLD
from index.quotes.other_languages.conjugation import conjugated

LANGUAGES = TOLD[1:]
"""Those whose quotes are found by their own words: all that are told but English."""

VERB_SECOND = frozenset({"de", "nl"})
"""Languages in which a finite verb stands second, and whatever else than the subject comes first
puts that behind it.
"""
_NONE: frozenset[str] = frozenset()
_SEVERAL = ("according", "relative", "side", "latter he", "latter she", "same")
"""Kinds of which one is several words."""
_AGREEING = {
    "it": {"to": ("ta", "ti", "te"), "so": ("sa", "si", "se")},
    "fr": {"é": ("ée", "és", "ées")},
}
"""How participles end that agree with somebody they are about."""
_WITHOUT_PRONOUN = frozenset({"es", "it", "pt"})


@dataclass(frozen=True)
class Words:
    """The words of a language by the kinds that the file names."""

    language: str
    kinds: Mapping[str, frozenset[str]]
    phrases: tuple[tuple[str, ...], ...]
    """Behind these stands whoever speaks."""
    relatives: tuple[tuple[str, ...], ...]
    """Behind these stands what somebody says who is named in front of them."""
    sides: tuple[tuple[str, ...], ...]
    """These say that somebody else speaks now: de son côté."""
    latters: Mapping[tuple[str, ...], str]
    """These mean whoever was named last, "m" or "f": ce dernier."""
    same: tuple[frozenset[str], ...]
    """What one person may be called by in turn, each as `fold` has it: trainer, coach."""
    finite: frozenset[str]
    participles: frozenset[str]
    infinitives: frozenset[str]
    """Of verbs of saying, in languages in which they stand right behind what governs them."""

    def __getitem__(self, kind: str) -> frozenset[str]:
        try:
            return self.kinds[kind]
        except KeyError:
            return _NONE

    @cached_property
    def pronouns(self) -> dict[str, str]:
        """What a gender stands for one person: "m" or "f" by pronoun."""
        return dict.fromkeys(self["he"], "m") | dict.fromkeys(self["she"], "f")

    @cached_property
    def spoken(self) -> dict[str, str]:
        """These, and what they are behind a preposition: laut ihm, selon lui."""
        return dict.fromkeys(self["him"], "m") | self.pronouns

    @cached_property
    def roles(self) -> frozenset[str]:
        """What people are."""
        return self["role"] | self["role he"] | self["role she"] | self["speaker"]

    @cached_property
    def endings(self) -> tuple[str, ...]:
        """The ends of words that say what people are."""
        return tuple(sorted(self["end"] | self["end he"] | self["end she"], key=len, reverse=True))

    @cached_property
    def cues(self) -> frozenset[str]:
        """What may be part of a verb of saying."""
        return self.finite | self.participles | self["beside"] | self["final"]

    @cached_property
    def stops(self) -> frozenset[str]:
        """What no noun with what belongs to it has inside."""
        kinds = ("in", "and", "who", "not", "adverb", "he", "she", "they", "have", "be")
        return frozenset().union(*(self[kind] for kind in kinds)) - self["the"] - self["of"]

    @property
    def verb_second(self) -> bool:
        """See `VERB_SECOND`."""
        return self.language in VERB_SECOND

    @property
    def without_pronoun(self) -> bool:
        """Whether a verb may stand without anything for its subject."""
        return self.language in _WITHOUT_PRONOUN

    def is_role(self, word: str) -> bool:
        """Whether a word says what somebody is; in German also as the end of a compound."""
        last = word.rpartition("-")[2]
        return last in self.roles or word in self.roles or self._ends_in_role(last)

    def _ends_in_role(self, word: str) -> bool:
        ends = self.endings
        return bool(ends) and len(word) > 4 and word.endswith(ends)

    def gender(self, role: str) -> str:
        """Whether men or women are called so: "m", "f" or ""."""
        last = role.rpartition("-")[2]
        mister, madam = role in self["mister he"], role in self["mister she"]
        if mister or madam:
            # "Me" is any lawyer.
            return "" if mister and madam else ("m" if mister else "f")
        he, she = last in self["role he"], last in self["role she"]
        if he or she:
            return "" if he and she else ("f" if she else "m")
        if last in self["role"]:
            # Die Verteidigerin, where men are called by the rest of it.
            woman = self.language == "de" and last.endswith("in") and self.is_role(last[:-2])
            return "f" if woman else ""
        if not self._ends_in_role(last):
            return ""
        if last.endswith(tuple(self["end she"])):
            return "f"
        return "m" if last.endswith(tuple(self["end he"])) else ""


@cache
def _lines() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    text = (Path(__file__).parent / "data" / "attribution.txt").read_text("utf-8")
    for line in text.splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith("#"):
            language, _, kind = name.partition(" ")
            found.setdefault(language, {})[kind] = words
    return found


@cache
def word_table(language: str) -> Words:
    """The words of one of `LANGUAGES`, read when an article is met that is in it."""
    return _words(language, _lines()[language])


@cache
def given_names() -> dict[str, str]:
    """Given names as `fold` has them, with "m" or "f", or "" where both bear them."""
    names = _lines()["*"]
    genders = (("names she", "f"), ("names he", "m"), ("names both", ""))
    return {fold(name): gender for kind, gender in genders for name in names[kind].split()}


def _words(language: str, lines: Mapping[str, str]) -> Words:
    according, relative, side, he, she, same = (_phrases(lines.get(kind, "")) for kind in _SEVERAL)
    kinds = {
        kind: frozenset(words.split())
        for kind, words in lines.items()
        if kind not in {*_SEVERAL, "regular"}
    }
    regular = lines.get("regular", "").split()
    finite, participles = conjugated(language, regular)
    told = participles | kinds["participle"]
    if language in _AGREEING:
        # L'ha definita, l'a qualifiée
        told |= {
            f"{one.removesuffix(end)}{other}"
            for one in told
            for end, others in _AGREEING[language].items()
            if one.endswith(end)
            for other in others
        }
    return Words(
        language,
        kinds,
        according,
        relative,
        side,
        dict.fromkeys(he, "m") | dict.fromkeys(she, "f"),
        tuple(frozenset(map(fold, words)) for words in same),
        finite | kinds["finite"] | (kinds["naming"] - participles - kinds["participle"]),
        told,
        frozenset(regular) | kinds.get("infinitive", frozenset()),
    )


def _phrases(line: str) -> tuple[tuple[str, ...], ...]:
    """Those of a line, the longest first."""
    phrases = (tuple(phrase.split()) for phrase in line.split("|") if phrase)
    return tuple(sorted(phrases, key=len, reverse=True))
