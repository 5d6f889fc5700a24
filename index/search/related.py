"""Related paragraphs: those of other articles on the subject of one, by what both have in common.

The rarest words of a paragraph and of its headline find candidates by BM25; these are put in order
by that, by how alike the two articles are, by the names that both have, each counting for more the
fewer paragraphs have it, by the words of headlines that both articles share, and by how many days
lie between them. What is the page's (who took a picture, a form of address, a day of the week) is
no evidence. Its own article, articles that have a copy of it, and all but the best of each other
one are left out, and so is what stands in articles on something else (`relatedness`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from weakref import ref

import numpy as np

from index.core.folding import fold
from index.core.hits import Hit, Related
from index.core.priority import way
from index.core.told_language import told
from index.core.values import Span
from index.engines.contract import Engine, Wants
from index.engines.whoosh.one_text.highlighting import highlighter, merged
from index.engines.whoosh.words.stop_words import stop_words
from index.entities.views.document_frequencies import DocumentFrequencies
from index.query import nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node, Query
from index.search.page_traces import BESIDE_ANYBODY, own_words
from index.search.related_sources import Facts
from index.search.relatedness import WORD, Asked, days_apart, is_loose, score
from index.store.database import Database
from index.store.derived import copies, related_facts
from index.store.derived.related_facts import Place

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

_PLACES = 0.4
"""What a place counts for beside another name: news of all kinds comes from it."""

_AT = Span(0, 0)


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
            group = copies.beside(self._database, [paragraph]).get(paragraph, ())
            language = told([place.title, text])
            own = own_words(text)
            names = {
                entity for start, _, entity in self._facts.named(paragraph) if own[start].strip()
            }
            asked = _asked(
                self._telling(engine, own, language),
                self._telling_names(engine, names),
                self._telling(engine, place.title, language),
                place.date,
            )
            without = related_facts.paragraphs_of(
                self._database, {place.article, *(copy.article for copy in group)}
            )
            likeness = partial(self._facts.likeness, place)
            return self._related(engine, asked, likeness, count, without)

    def to(self, text: str, count: int = 20) -> list[Related]:
        """What is related to a text that stands in no article."""
        engine = self._engine()
        with way.first(), self._database.snapshot():
            own = own_words(text)
            asked = _asked(self._telling(engine, own, told([text])), {}, {}, "")
            return self._related(engine, asked, partial(self._facts.likeness_to, own), count)

    def _related(
        self,
        engine: Engine,
        asked: Asked,
        likeness: Callable[[Collection[Place]], Mapping[int, float]],
        count: int,
        without: Collection[int] = (),
    ) -> list[Related]:
        root = _any([*_rarest(asked.words, _ASKED), *_rarest(asked.headline, _OF_HEADLINE)])
        if root is None or count < 1:
            return []
        scores = self._candidates(engine, root, without)
        places = self._facts.places(list(scores))
        names = self._facts.names(list(scores))
        alike = likeness(places.values())
        for number, place in places.items():
            about = alike.get(place.article)
            scores[number] = score(asked, scores[number], place, names.get(number, ()), about)
        best: dict[int, int] = {}
        for number in sorted(places, key=lambda one: (-scores[one], one)):
            if scores[number] > _LEAST * scores[next(iter(best.values()), number)]:
                best.setdefault(places[number].article, number)
        chosen = self._without_repeats(list(best.values()), count)
        loose = {n for n in chosen if is_loose(asked, places[n], alike.get(places[n].article))}
        return self._rows(asked, chosen, scores, names, loose)

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
        asked: Asked,
        numbers: Sequence[int],
        scores: Mapping[int, float],
        names: Mapping[int, Collection[int]],
        loose: Collection[int],
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
                    days=days_apart(asked.date, row.date),
                    loose=row.number in loose,
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
        written = dict.fromkeys(map(str.casefold, WORD.findall(text)))
        words = [word for word in written if word not in small][:_LOOKED_UP]
        every = max(1, engine.paragraphs)
        found = {}
        for word, count in zip(words, self._counts(engine, words), strict=True):
            if count:
                is_rare = count <= max(min(_FEW, every // 2), _COMMON * every)
                is_rare = is_rare and word not in BESIDE_ANYBODY
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
        types = self._facts.labels(numbers.tolist())
        return {
            entity: math.log(every / count) * (_PLACES if types[entity][0] == "place" else 1)
            for entity, count in zip(numbers.tolist(), counts.tolist(), strict=True)
            if count and entity in types
        }


def _asked(
    words: Mapping[str, float],
    names: Mapping[int, float],
    headline: Mapping[str, float],
    date: str,
) -> Asked:
    telling = [words[word] for word in _rarest(words, _ASKED)]
    return Asked(words, names, headline, date, sum(telling), len(telling))


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
