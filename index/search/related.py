"""Related paragraphs: those of other articles that share rare words, names and days with one.

The rarest words of a paragraph and of its headline find candidates by BM25; these are put in order
by that, by the names that both have, each counting for more the fewer paragraphs have it, by the
words of headlines that both articles share, and by how many days lie between them. Its own
article, articles that have a copy of it, and all but the best of each other one are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol
from weakref import ref

import numpy as np

from index.core.dates import days
from index.core.folding import fold
from index.core.hits import Hit, Related
from index.core.priority import way
from index.core.told_language import told
from index.core.values import EntityType, Span
from index.engines.contract import Engine, Wants
from index.engines.whoosh.one_text.highlighting import highlighter, merged
from index.engines.whoosh.words.stop_words import stop_words
from index.entities.views.document_frequencies import DocumentFrequencies
from index.query import nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node, Query
from index.search.names_and_rows import Rows
from index.store.database import Database
from index.store.derived import copies, related_facts
from index.store.derived.related_facts import Place
from index.store.names import entity_names

_WORD = re.compile(r"[^\W_]{3,}")
_LOOKED_UP = 60
"""Words of a paragraph of which it is asked how rare they are: the first of them."""

_ASKED = 14
_OF_HEADLINE = 5
"""The rarest words that candidates are found by, and as many of the headline."""

_CANDIDATES = 150
_COMMON, _FEW = 0.04, 50
"""Words in a greater share of all paragraphs, and in more than a few, find nothing related."""

_LEAST = 0.3
"""What comes to less than this share of the best is not related."""

_NAMES, _HEADLINES, _NEAR, _REACH = 0.5, 0.35, 3.0, 4.0
"""What a shared name and a shared word of the headlines count for beside a word, as shares of how
telling they are; what a common day counts for, and after how many days it counts for a third.
"""

_COUNTED = Wants(rows=0, clauses=False, terms=False)
_AT = Span(0, 0)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is looked for: words, names and words of the headline, each with how telling it is."""

    words: Mapping[str, float]
    names: Mapping[int, float]
    headline: Mapping[str, float]
    date: str
    without: tuple[int, ...] = ()


class Facts(Protocol):
    """What is known of paragraphs that may have something in common."""

    @property
    def rows(self) -> Rows:
        """Rows of them."""

    def text(self, paragraph: int) -> tuple[Place, str]:
        """Where a paragraph stands, and what it says. Raises NotFound."""

    def places(self, paragraphs: Collection[int]) -> Mapping[int, Place]:
        """Where paragraphs stand."""

    def names(self, paragraphs: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Whom each of some paragraphs names."""

    def labels(self, entities: Sequence[int]) -> Mapping[int, tuple[EntityType, str]]:
        """Type and name of entities."""

    def counts(self, engine: Engine, words: Sequence[str]) -> Sequence[int]:
        """In how many paragraphs each of some words stands."""


class StoredFacts:
    """What an archive's file knows."""

    def __init__(self, database: Database, rows: Rows) -> None:
        self._database, self.rows = database, rows

    def text(self, paragraph: int) -> tuple[Place, str]:
        return related_facts.text(self._database, paragraph)

    def places(self, paragraphs: Collection[int]) -> Mapping[int, Place]:
        return related_facts.places(self._database, paragraphs)

    def names(self, paragraphs: Collection[int]) -> Mapping[int, Sequence[int]]:
        return related_facts.names(self._database, paragraphs)

    def labels(self, entities: Sequence[int]) -> Mapping[int, tuple[EntityType, str]]:
        return entity_names.labels(self._database, entities)

    def counts(self, engine: Engine, words: Sequence[str]) -> Sequence[int]:
        queries = (GroundQuery(nodes.Word(word, span=_AT)) for word in words)
        return [engine.start(query, _COUNTED).total.count for query in queries]


class RelatedParagraphs:
    """Finds what is related, as of the moment. Safe to use from several threads."""

    def __init__(
        self,
        database: Database,
        facts: Facts,
        engine: Callable[[], Engine],
        frequencies: DocumentFrequencies,
        bookmarked: Callable[[], frozenset[int]],
    ) -> None:
        self._database, self._facts, self._engine = database, facts, engine
        self._frequencies, self._bookmarked = frequencies, bookmarked
        self._counted: tuple[Callable[[], Engine | None], dict[str, int]] = (lambda: None, {})

    def of(self, paragraph: int, count: int = 20) -> list[Related]:
        """What is related to a paragraph, the nearest first. Raises NotFound."""
        engine = self._engine()
        with way.first(), self._database.snapshot():
            place, text = self._facts.text(paragraph)
            names = self._facts.names([paragraph]).get(paragraph, ())
            group = copies.beside(self._database, [paragraph]).get(paragraph, ())
            language = told([place.title, text])
            asked = _Asked(
                self._telling(engine, text, language),
                self._telling_names(engine, names),
                self._telling(engine, place.title, language),
                place.date,
                related_facts.paragraphs_of(
                    self._database, {place.article, *(copy.article for copy in group)}
                ),
            )
            return self._related(engine, asked, count)

    def to(self, text: str, count: int = 20) -> list[Related]:
        """What is related to a text that stands in no article."""
        engine = self._engine()
        with way.first(), self._database.snapshot():
            asked = _Asked(self._telling(engine, text, told([text])), {}, {}, "")
            return self._related(engine, asked, count)

    def _related(self, engine: Engine, asked: _Asked, count: int) -> list[Related]:
        words = _rarest(asked.words, _ASKED)
        root = _any([*words, *_rarest(asked.headline, _OF_HEADLINE)])
        if root is None or count < 1:
            return []
        scores = self._candidates(engine, root, asked.without)
        numbers = list(scores)
        places = self._facts.places(numbers)
        names = self._facts.names(numbers)
        for number in numbers:
            if place := places.get(number):
                scores[number] += _more(asked, place, names.get(number, ()))
        best: dict[int, int] = {}
        for number in sorted(places, key=lambda one: (-scores[one], one)):
            if scores[number] >= _LEAST * scores[next(iter(best.values()), number)]:
                best.setdefault(places[number].article, number)
        chosen = self._without_repeats(list(best.values()), count)
        return self._rows(asked, chosen, scores, names)

    @staticmethod
    def _candidates(engine: Engine, root: Node, without: Collection[int]) -> dict[int, float]:
        """The best paragraphs by words alone, `without` some, each with its score."""
        # To leave so few out here costs less than to ask for what is none of them.
        hidden = frozenset(without)
        rows = _CANDIDATES + len(hidden)
        found = engine.start(GroundQuery(root), Wants(rows=rows, clauses=False, terms=False))
        page = found.page(0, rows)
        scored = zip(page.paragraphs.tolist(), page.scores.tolist(), strict=True)
        others = ((number, score) for number, score in scored if number not in hidden)
        return dict(islice(others, _CANDIDATES))

    def _without_repeats(self, numbers: Sequence[int], count: int) -> list[int]:
        """The first so many, each text once."""
        groups = copies.groups_of(self._database, numbers[: 3 * count])
        seen: set[int] = set()
        left = []
        for number in numbers:
            group = groups.get(number, -number)
            if group not in seen:
                seen.add(group)
                left.append(number)
        return left[:count]

    def _rows(
        self,
        asked: _Asked,
        numbers: Sequence[int],
        scores: Mapping[int, float],
        names: Mapping[int, Collection[int]],
    ) -> list[Related]:
        words = {word: weight for word, weight in asked.words.items() if weight}
        shared = {n: set(names.get(n, ())) & asked.names.keys() for n in numbers}
        every = {entity for some in shared.values() for entity in some}
        labels = self._facts.labels(sorted(every))
        where = self._facts.rows.places(frozenset(every), numbers) if every else {}
        mark = highlighter(Query("", _any(list(words)) or nodes.Everything(span=_AT)))

        def spans(number: int, text: str, language: str) -> tuple[tuple[int, int], ...]:
            return merged([*mark(text, language), *where.get(number, ())])

        rows = self._facts.rows.read(
            numbers,
            self._bookmarked(),
            scores={number: float(scores[number]) for number in numbers},
            spans=spans,
        )
        beside = copies.beside(self._database, numbers)
        found = []
        for row in rows:
            entities = sorted(shared[row.number], key=lambda one: -asked.names[one])
            called = tuple(labels[one][1] for one in entities if one in labels)
            others = [c.outlet for c in beside.get(row.number, ()) if c.paragraph != row.number]
            found.append(
                Related(
                    hit=row._replace(copied=tuple(others)),
                    names=called,
                    words=_shown(row, words, called),
                    days=_apart(asked.date, row.date),
                )
            )
        return found

    def _telling(self, engine: Engine, text: str, language: str) -> dict[str, float]:
        """The words of a text in a language, or in an unknown one (""), each with how telling it
        is: 0 for those that all articles have.
        """
        # In archives of English news its small words are told by how common they are; without
        # those that are not as common, less of one topic was found (`benchmarks.related`).
        small = stop_words(language) if language != "en" else frozenset()
        written = dict.fromkeys(map(str.casefold, _WORD.findall(text)))
        words = [word for word in written if word not in small][:_LOOKED_UP]
        every = max(1, engine.paragraphs)
        found = {}
        for word, count in zip(words, self._counts(engine, words), strict=True):
            if count:
                is_rare = count <= max(min(_FEW, every // 2), _COMMON * every)
                telling = math.log(every / count) if is_rare else 0.0
                found[word] = telling
        return found

    def _counts(self, engine: Engine, words: Sequence[str]) -> list[int]:
        """In how many paragraphs words stand, each looked up once a commit."""
        counted, counts = self._counted
        if counted() is not engine:
            counts = {}
            self._counted = ref(engine), counts
        unknown = [word for word in words if word not in counts]
        counts |= dict(zip(unknown, self._facts.counts(engine, unknown), strict=True))
        return [counts[word] for word in words]

    def _telling_names(self, engine: Engine, names: Iterable[int]) -> dict[int, float]:
        numbers = np.array(sorted(set(names)), np.int64)
        every = max(1, engine.paragraphs)
        counts = self._frequencies.of(numbers)
        return {
            entity: math.log(every / count)
            for entity, count in zip(numbers.tolist(), counts.tolist(), strict=True)
            if count
        }


def _rarest(words: Mapping[str, float], most: int) -> list[str]:
    """The most telling words; none that tells nothing."""
    return [word for word in sorted(words, key=lambda one: (-words[one], one)) if words[word]][
        :most
    ]


def _any(words: Sequence[str]) -> Node | None:
    clauses: tuple[Node, ...] = tuple(nodes.Word(w, span=_AT) for w in dict.fromkeys(words))
    if len(clauses) < 2:
        return clauses[0] if clauses else None
    return nodes.Or(clauses, span=_AT)


def _more(asked: _Asked, place: Place, names: Collection[int]) -> float:
    """What a candidate has in common beside the words that found it."""
    score = _NAMES * sum(asked.names.get(entity, 0.0) for entity in set(names))
    title = {word.casefold() for word in _WORD.findall(place.title)}
    score += _HEADLINES * sum(weight for word, weight in asked.headline.items() if word in title)
    apart = _apart(asked.date, place.date)
    if apart is not None:
        score += _NEAR * math.exp(-abs(apart) / _REACH)
    return score


def _apart(one: str, other: str) -> int | None:
    """How many days a date is after another, as far as both are known to the day."""
    first, second = days(one), days(other)
    if not first or not second or first[0] != first[1] or second[0] != second[1]:
        return None
    return (second[0] - first[0]).days


def _shown(row: Hit, words: Mapping[str, float], names: Sequence[str]) -> tuple[str, ...]:
    """The shared words as the paragraph writes them, the most telling first, without names."""
    named = {word for name in names for word in fold(name).split()}
    written: dict[str, str] = {}
    for start, end in row.spans:
        said = row.text[start:end]
        if fold(said) not in named and len(said.split()) == 1:
            written.setdefault(said.casefold(), said)
    order = sorted(written, key=lambda one: -words.get(one, 0.0))
    return tuple(written[one] for one in order)[:8]
