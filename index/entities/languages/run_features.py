"""What is seen of a stretch of words that may be a name, for the weights that judge it.

A feature has a table, what it says in there, and how much of it there is. Tables that are told by
words have the language in front: "nl van".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from index.core.late_patterns import late
from index.core.values import EntityType
from index.entities.languages.language_words import MOST
from index.entities.languages.own_words import Scores
from index.entities.languages.run_evidence import Evidence, Key
from index.entities.languages.word_kinds import WordKinds
from index.entities.languages.word_units import ArticleUnits, Run, Unit

Feature = tuple[str, str, float]
KINDS: tuple[EntityType, ...] = ("person", "org", "place")

_LEAST, _MOST = -3.0, 6.0  # of what rules say for a type
_STEPS = (("over 1", 1.0), ("over 2", 2.2))
_MOST_WORDS = 4
_ENDING = 3  # letters
_ENDINGS = (2, 3, 4)
_CAMEL = late(r"[a-zé][A-Z]")
_TOLD_BY_WORD = frozenset({"small", "other", "title", "body", "place", "saying"})


class RunFeatures:
    """Looks at the runs of one article, of which `scores` is what rules say."""

    def __init__(
        self,
        article: ArticleUnits,
        evidence: Evidence,
        runs: Sequence[Run],
        keys: Sequence[Key],
        scores: Sequence[Scores],
    ) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._evidence = evidence
        self._runs, self._keys, self._scores = runs, keys, scores
        self._language = article.known.language
        self._script = "de" if article.is_german else "xx"
        self._small = {unit.word for unit in self._units if unit.word.islower()}
        self._counts = Counter(keys)
        self._inside = {
            key for key, run in zip(keys, runs, strict=True) if not self._units[run.first].begins
        }

    def of(self, number: int) -> Iterator[Feature]:
        """What is seen of a run."""
        run = self._runs[number]
        units = self._units[run.first : run.last + 1]
        several = "n" if len(units) > 1 else "1"
        yield from self._of_rules(run, units, self._scores[number])
        yield from self._of_words(units, several)
        yield from self._of_article(run, self._keys[number])
        yield from self._of_neighbours(run, several)

    def _of_rules(
        self, run: Run, units: Sequence[Unit], scores: Mapping[EntityType, float]
    ) -> Iterator[Feature]:
        for kind in KINDS:
            score = max(_LEAST, min(_MOST, scores.get(kind, 0.0)))
            yield "rules", kind, score
            for table, step in _STEPS:
                if score > step:
                    yield table, kind, score - step
        if run.title:
            yield "is", "titled", 1.0
        if run.fixed is not None:
            yield "fixed", run.fixed[0], 1.0
        if self._evidence.is_club(run):
            yield "is", "club", 1.0
        span = self._evidence.tagged(run)
        if span is None:
            yield "tagged", "no", 1.0
        else:
            same = span.first == units[0].first and span.last == units[-1].last
            yield ("tagged" if same else "tagged in part"), span.type, span.confidence

    def _of_words(self, units: Sequence[Unit], several: str) -> Iterator[Feature]:
        words = str(min(len(units), _MOST_WORDS))
        yield "is", "run", 1.0
        yield "words", words, 1.0
        yield "words", f"{words} {self._script}", 1.0
        first, last = units[0].word, self._article.plain(units[-1].word)
        for kind in word_kinds(self._kinds, first):
            yield "first", f"{kind} {several}", 1.0
        if len(units) > 1:
            for kind in word_kinds(self._kinds, last):
                yield "last", kind, 1.0
        elif self._article.is_german:
            for size in _ENDINGS:
                yield "ending", last[-size:].lower(), 1.0
        small = [unit.word for unit in units[1:-1] if not unit.capital]
        if small:
            yield "is", "with small words", 1.0
            for word in set(small):
                yield "inside", f"{self._language} {word}", 1.0
        if last.isdigit():
            yield "is", "numbered", 1.0
        if any(_CAMEL.search(unit.word) for unit in units):
            yield "is", "camel", 1.0

    def _of_article(self, run: Run, key: Key) -> Iterator[Feature]:
        unit = self._units[run.first]
        if unit.begins:
            yield "is", "beginning", 1.0
            yield "is", f"beginning {self._script}", 1.0
        if self._counts[key] > 1:
            yield "is", "repeated", 1.0
        if key in self._inside:
            yield "is", "within a sentence", 1.0
        if unit.word.lower() in self._small:
            yield "is", "small elsewhere", 1.0
        if unit.text == self._units[0].text != self._units[-1].text:
            yield "is", "in the headline", 1.0

    def _of_neighbours(self, run: Run, several: str) -> Iterator[Feature]:
        before, after = self._article.around(run.first)[0], self._article.around(run.last)[1]
        kind = neighbour_kind(self._kinds, before)
        yield "before", kind, 1.0
        yield "before", f"{kind} {several}", 1.0
        yield "after", neighbour_kind(self._kinds, after), 1.0
        if before is None:
            return
        own = f"{self._language} {before.word.lower()}"
        if kind in _TOLD_BY_WORD:
            yield "word before", own, 1.0
            yield "word before", f"{own} {several}", 1.0
        if kind == "other":
            yield "ending before", f"{self._language} {before.word[-_ENDING:].lower()}", 1.0
        if kind == "small" and run.first > 1:
            second = self._article.around(run.first - 1)[0]
            far = neighbour_kind(self._kinds, second)
            yield "second before", far, 1.0
            yield "second before", f"{far} {own}", 1.0
            if far == "other" and second is not None:
                ending = second.word[-_ENDING:].lower()
                yield "second ending before", f"{self._language} {ending}", 1.0


def word_kinds(kinds: WordKinds, word: str) -> tuple[str, ...]:
    """What lists know of a word of a name."""
    found = kinds.told.get(word)
    if found is None:
        if len(kinds.told) >= MOST:
            kinds.told.clear()
        found = kinds.told[word] = _word_kinds(kinds, word)
    return found


def _word_kinds(kinds: WordKinds, word: str) -> tuple[str, ...]:
    listed = kinds.listed(word)
    found = [f"listed {listed}"] if listed else []
    questions = {
        "given": kinds.given,
        "surname": kinds.surname,
        "place": kinds.place,
        "town": kinds.town,
        "org": kinds.org,
        "body": kinds.org_head,
        "place head": kinds.place_head,
        "title": kinds.title,
        "none": kinds.is_none,
        "small": kinds.is_small,
        "noun": kinds.noun,
    }
    found += [name for name, ask in questions.items() if ask(word)]
    found += [name for name in ("ambiguous", "portfolios") if kinds.known.is_written(name, word)]
    return tuple(found) or ("unknown",)


def neighbour_kind(kinds: WordKinds, unit: Unit | None) -> str:
    """What a word is beside which a name stands; "edge" where there is none."""
    if unit is None:
        return "edge"
    found = kinds.beside.get(unit.word)
    if found is None:
        if len(kinds.beside) >= MOST:
            kinds.beside.clear()
        found = kinds.beside[unit.word] = _neighbour_kind(kinds, unit)
    return found


def _neighbour_kind(kinds: WordKinds, unit: Unit) -> str:
    known, word = kinds.known, unit.word
    if not unit.letters:
        return "figure" if word[:1].isdigit() else f"mark {word[:1]}"
    if kinds.is_small(word):
        return "small"
    if kinds.title(word):
        return "title"
    if known.has("saying", word):
        return "saying"
    if known.has("org_nouns", word):
        return "body"
    if known.is_written("place_heads", word) or known.is_written("place_nouns", word):
        return "place"
    return "capital" if unit.capital else "other"
