"""The names of an article in another language than English, by that language's own words.

A tagger that learnt from English is one witness of several here: lists, titles, heads of bodies,
prepositions and the rest of the article are the others. What is proved nowhere in an article is no
name; what is proved in one place is one wherever the article has it.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from index.core.values import EntityType
from index.entities.article_name import Name
from index.entities.languages.channels import SERVICES, is_channel
from index.entities.languages.datelines import LABELS
from index.entities.languages.language_words import language_words
from index.entities.languages.name_runs import OF_SURNAMES, Runs
from index.entities.languages.own_words import Scores
from index.entities.languages.run_evidence import Evidence, Key
from index.entities.languages.run_features import KINDS, RunFeatures
from index.entities.languages.run_targets import Found, targets
from index.entities.languages.run_weights import run_weights
from index.entities.languages.word_kinds import WordKinds
from index.entities.languages.word_units import ArticleUnits, Run, by_unit
from index.entities.spans import Span
from index.entities.words.tokenizer import Ints, Tokens

_ENOUGH = 0.2
"""The log odds of a name."""
_ENOUGH_AT_BEGINNINGS = 1.5
_MORE: dict[EntityType, float] = {"person": 1.0, "org": 0.5, "place": 0.0}
"""How much more speaks for a name of a type that is not told by chance; fitted to names of articles
that the weights were not learnt from.
"""
_STRONG = 2.75
"""What rules say of a name that is one whatever the weights say."""
_OTHERS = 0.25
_SURE = 4.0
_SURNAME = 3.0


def foreign_names(
    tokens: Tokens, owner: Ints, spoken: Sequence[str], tagged: Sequence[Span]
) -> Iterator[Name]:
    """The names of articles in order, with whom they mean. `owner` has the article of each text,
    `spoken` the language of each article, `tagged` what a tagger found.
    """
    bounds = np.searchsorted(owner[tokens.text], np.arange(len(spoken) + 1)).tolist()
    firsts = [span.first for span in tagged]
    for language, begin, stop in zip(spoken, bounds, bounds[1:], strict=False):
        own = tagged[bisect_left(firsts, begin) : bisect_left(firsts, stop)]
        yield from _of_article(tokens, range(begin, stop), language, own)


@cache
def _kinds(language: str) -> WordKinds:
    return WordKinds(language_words(language))


def _of_article(tokens: Tokens, place: range, language: str, tagged: Sequence[Span]) -> list[Name]:
    told = judge(tokens, place, _kinds(language), tagged)
    return targets(told.found(), told.article)


def judge(tokens: Tokens, place: range, kinds: WordKinds, tagged: Sequence[Span]) -> Judge:
    """What decides on the names of an article, which has the tokens of a place."""
    article = ArticleUnits(tokens, place, kinds)
    evidence = Evidence(article, by_unit(list(tagged), article.units))
    return Judge(article, list(Runs(article).all()), evidence)


class Judge:
    """Decides which `runs` of an article are names, and of what type, by their `features`."""

    def __init__(self, article: ArticleUnits, runs: list[Run], evidence: Evidence) -> None:
        self.article = article
        self._kinds = article.kinds
        self.runs = runs
        self._evidence = evidence
        self._german = article.is_german
        self._keys = [self._key(run) for run in runs]
        self._lengthen()
        self._scores = [evidence.of(run) for run in runs]
        self.features = RunFeatures(article, evidence, runs, self._keys, self._scores)
        self._decided: dict[Key, tuple[EntityType, float]] = {}

    def found(self) -> list[Found]:
        """The runs that are names, with type and how much speaks for it."""
        weights, features = run_weights(), self.features
        self._odds = [weights.odds(features.of(at)) for at in range(len(self.runs))]
        places: dict[Key, list[int]] = defaultdict(list)
        for at, key in enumerate(self._keys):
            places[key].append(at)
        for key, own in places.items():
            if (best := self._told(own)) is not None:
                self._decided[key] = best
        people = self._surnames()
        for key, own in places.items():
            if key in people and self._is_person_again(own):
                self._decided[key] = ("person", _SURNAME)
        told = [
            Found(run, key, *self._decided[key])
            for run, key in zip(self.runs, self._keys, strict=True)
            if key in self._decided
        ]
        taken = {at for one in told for at in range(one.run.first, one.run.last + 1)}
        again = (one for one in self._again(people) if one.run.first not in taken)
        return sorted([*told, *again], key=lambda one: one.run.first)

    def _again(self, people: set[Key]) -> Iterator[Found]:
        """Surnames of the article's people that were taken for ordinary words: "Bauer"."""
        if not people:
            return
        # With the ending of a genitive, too.
        words = {
            word for key in people if len(key) == 1 for word in (*key, f"{key[0]}s", f"{key[0]}'")
        }
        for at, unit in enumerate(self.article.units):
            if unit.word.casefold() not in words or not unit.capital:
                continue
            key = (self.article.plain(unit.word).casefold(),)
            if key not in people or self._kinds.is_small(unit.word):
                continue
            before, _ = self.article.around(at)
            if not (before and self._evidence.is_article(before.word)):
                yield Found(Run(at, at), key, "person", _SURNAME)

    def _lengthen(self) -> None:
        """Give names that begin a sentence what they begin with elsewhere: "La Tuque"."""
        units = self.article.units
        known = {key[at:] for key in self._keys for at in range(len(key) - 1)}
        # "de Pascale" of Michele de Pascale
        people = (key for key in self._keys if self._kinds.given(key[0].capitalize()))
        surnames = {key[at:] for key in people for at in range(1, len(key) - 1)}
        for number, run in enumerate(self.runs):
            at, key = run.first, self._keys[number]
            while at and units[at - 1].text == units[run.first].text:
                at -= 1
                word = units[at].word
                key = (word.casefold(), *key)
                if not (self._kinds.is_small(word) or word in OF_SURNAMES):
                    break
                if key in surnames:
                    run.first, self._keys[number] = at, key
                if units[at].capital:
                    if key in known:
                        run.first, self._keys[number] = at, key
                    break

    def _key(self, run: Run) -> Key:
        if self._evidence.is_club(run):
            return ("", self.article.units[run.first].word.casefold())
        words = [unit.word for unit in self.article.units[run.first : run.last + 1]]
        if self._german:
            words[-1] = self.article.plain(words[-1])
        return tuple(map(str.casefold, words))

    def _told(self, own: list[int]) -> tuple[EntityType, float] | None:
        run = self.runs[own[0]]
        if run.first == run.last and self._is_none(self.article.units[run.first].word, own):
            return None
        total: Scores = {}
        for kind in KINDS:
            each = sorted((self._odds[at][kind] for at in own), reverse=True)
            total[kind] = each[0] + _OTHERS * sum(each[1:])
        told = (self._evidence.settled(self.runs[at]) for at in own)
        settled = next((kind for kind in told if kind is not None), None)
        if settled is not None:
            return settled, max(_SURE, total[settled])
        best = max(KINDS, key=lambda kind: total[kind])
        if total[best] >= self._enough(own) + _MORE[best]:
            return best, total[best]
        said = max(KINDS, key=lambda kind: max(self._scores[at].get(kind, 0.0) for at in own))
        strong = max(self._scores[at].get(said, 0.0) for at in own)
        return (said, _ENOUGH) if strong >= _STRONG else None

    def _is_none(self, word: str, own: list[int]) -> bool:
        """Whether a word is what something is sent by, or stands before a text: "EN DIRECT - …"."""
        if word in SERVICES:
            return all(is_channel(self.article, self.runs[at]) for at in own)
        return word in LABELS

    def _enough(self, own: list[int]) -> float:
        """How much has to speak for a name: more where one word only begins sentences; nothing is
        enough where all words say what somebody is minister of.
        """
        units, run = self.article.units, self.runs[own[0]]
        words = [unit.word for unit in units[run.first : run.last + 1]]
        portfolios = self.article.known.sets["portfolios"]
        if all(word in portfolios for word in words):
            return math.inf
        alone = len(words) == 1 and all(units[self.runs[at].first].begins for at in own)
        if alone and not self._german and self._is_land(words[0]):
            # "Finlandia cierra dos pasos"
            alone = False
        return _ENOUGH_AT_BEGINNINGS if alone else _ENOUGH

    def _is_land(self, word: str) -> bool:
        """Whether the language's own list has a word as a place, and it is nothing else."""
        doubtful = self.article.known.is_written("ambiguous", word) or self._kinds.given(word)
        return not doubtful and self._kinds.listed(word) == "place"

    def _surnames(self) -> set[Key]:
        """What people who are named in full are called again by."""
        found: set[Key] = set()
        particles = self.article.known.sets["particles"]
        for key, (kind, _) in self._decided.items():
            if kind == "person" and len(key) > 1:
                found |= {key[at:] for at in range(1, len(key)) if key[at] not in particles}
                found |= {key[at:] for at in range(1, len(key) - 1)}
                found |= {key[at : at + 1] for at in range(len(key)) if key[at] not in particles}
        return found

    def _is_person_again(self, own: list[int]) -> bool:
        """Whether a surname of the article is not rather the place that a list knows."""
        best = max(self._scores[at].get(kind, 0.0) for at in own for kind in ("org", "place"))
        return best <= _SURNAME
