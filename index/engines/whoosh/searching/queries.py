"""The query language as Whoosh query objects: Whoosh's own classes, and subclasses of them.

`And`, `Or`, `Term`, `Every` and the others keep their meaning. What is here is what the language
has and Whoosh has not: words in the ways they may be written, headline and text at once, sentences,
whole articles, entities. All of these are answered from arrays. Put below a class that is not known
here, or asked by a collector of Whoosh's own, they hand out a matcher that walks the same arrays,
so that they mix with any other query object.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import ClassVar

from whoosh import query as wq
from whoosh.query.spans import SpanNear2
from whoosh.query.wrappers import WrappingQuery

from index.engines.whoosh.untyped import Whoosh
from index.engines.whoosh.words.query_terms import Row
from index.engines.whoosh.words.stemming import stem
from index.query.ground import WordClause


class Evaluated:
    """Answered from arrays. `key` says what is asked for: equal for what finds the same; None where
    that is not remembered from one search to the next.
    """

    key: Hashable = None
    fieldname: str | None = None
    boost = 1.0

    def matcher(self, searcher: Whoosh, context: Whoosh = None) -> Whoosh:
        """What walks the documents of one segment, for who asks as Whoosh does."""
        scored = context is None or context.weighting is not None
        return searcher.get_parent().walker(self, searcher, scored=scored)

    def docs(self, searcher: Whoosh) -> Iterator[int]:
        matcher = self.matcher(searcher, searcher.boolean_context())
        ids: Iterator[int] = matcher.all_ids()
        return ids

    def estimate_size(self, ixreader: Whoosh) -> int:
        size: int = ixreader.doc_count_all()
        return size

    def estimate_min_size(self, ixreader: Whoosh) -> int:  # noqa: ARG002
        return 0

    def _values(self) -> Hashable:
        return self.key

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and other._values() == self._values()

    def __hash__(self) -> int:
        return hash((type(self), self._values()))


# Words. Each looks in one field and knows the clause of the language it stands for.


class WordsQuery(Evaluated):
    """A clause of words in a field; equal ones find the same.

    `rows` are the words in a row that it asks for, none where it is a pattern; `word` is the only
    one where it is a word in all its inflections, else "".
    """

    clause: WordClause
    rows: Sequence[Row]
    word: str

    def _values(self) -> Hashable:
        return self.key, self.boost

    def stands_for(self, clause: WordClause, key: Hashable, rows: Sequence[Row], word: str) -> None:
        """Say which clause of the language this is, how it is compared, and what it asks for."""
        self.clause, self.rows, self.word = clause, rows, word
        self.key = (self.fieldname, key)


class InflectedTerm(WordsQuery, wq.Term):  # type: ignore[misc]
    """A word in all its inflections, or exactly as it is written."""


class WordsPhrase(WordsQuery, wq.Phrase):  # type: ignore[misc]
    """Words in a row."""


class BegunWord(WordsQuery, wq.Prefix):  # type: ignore[misc]
    """Words in a row the last of which is still being written."""


class WordPattern(WordsQuery, wq.Wildcard):  # type: ignore[misc]
    """Words as they are spelt, before stemming, that fit a pattern."""


class SimilarWord(WordsQuery, wq.FuzzyTerm):  # type: ignore[misc]
    """Words as they are spelt within some edits."""


class WordRegex(WordsQuery, wq.Regex):  # type: ignore[misc]
    """Words, or words in a row, that a regular expression accepts."""


def plain_words(rows: Sequence[Row]) -> list[str]:
    """The terms of a clause in the way it is written, as Whoosh names them."""
    return [stem(place[0].plain) for place in rows[0]] if rows else []


class Anywhere(Evaluated, wq.Or):  # type: ignore[misc]
    """The same clause in the text and in the headline, where it counts more."""

    def __init__(self, subqueries: Sequence[Whoosh], key: Hashable) -> None:
        wq.Or.__init__(self, subqueries)
        self.key = None if key is None else ("", key)

    def _values(self) -> Hashable:
        return tuple(self.subqueries)


# Words in their places


class NearBy(Evaluated, SpanNear2):  # type: ignore[misc]
    """All of several clauses in one field, with at most `slop` words from one to the next."""

    def __init__(
        self,
        qs: Sequence[Whoosh],
        fieldname: str,
        slop: int,
        *,
        ordered: bool,
        key: Hashable = None,
    ) -> None:
        SpanNear2.__init__(self, qs, slop=slop, ordered=ordered)
        self.fieldname = fieldname
        self.key = None if key is None else (self.fieldname, key)

    def _values(self) -> Hashable:
        return tuple(self.qs), self.slop, self.ordered

    def is_leaf(self) -> bool:
        return False

    def children(self) -> Iterator[Whoosh]:
        return iter(self.qs)


class InSentence(Evaluated, wq.And):  # type: ignore[misc]
    """All of several clauses in one sentence of a field; scored as `scored` are."""

    def __init__(
        self,
        subqueries: Sequence[Whoosh],
        scored: Sequence[Whoosh],
        fieldname: str,
        key: Hashable = None,
    ) -> None:
        wq.And.__init__(self, subqueries)
        self.scored = scored
        self.fieldname = fieldname
        self.key = None if key is None else (fieldname, key)

    def _values(self) -> Hashable:
        return tuple(self.subqueries), self.fieldname

    def field(self) -> str | None:
        return self.fieldname


class AtLeastTimes(Evaluated, WrappingQuery):  # type: ignore[misc]
    """A clause of one field that matches at least so many times there; scored as `scored` is."""

    def __init__(self, child: Whoosh, count: int, scored: Whoosh = None) -> None:
        WrappingQuery.__init__(self, child)
        self.count = count
        self.scored = child if scored is None else scored

    def _values(self) -> Hashable:
        return self.child, self.count

    def _rewrap(self, child: Whoosh) -> AtLeastTimes:
        return AtLeastTimes(child, self.count)


class InLead(Evaluated, WrappingQuery):  # type: ignore[misc]
    """A clause in the first two paragraphs of an article."""

    def _values(self) -> Hashable:
        return (self.child,)


class MostOfThem(Evaluated, wq.Or):  # type: ignore[misc]
    """Paragraphs that hold most of several clauses, weighed by how rare each is."""

    def _values(self) -> Hashable:
        return tuple(self.subqueries)


class Without(Evaluated, wq.Not):  # type: ignore[misc]
    """What a clause does not find; adds nothing to a score, where Whoosh's Not adds one."""

    def _values(self) -> Hashable:
        return (self.query,)


# Articles


class OfArticles(Evaluated, WrappingQuery):  # type: ignore[misc]
    """All paragraphs of the articles in which a clause matches somewhere; `furniture`: of these
    what is furniture as well.
    """

    def __init__(
        self, child: Whoosh, fieldname: str, key: Hashable = None, *, furniture: bool = False
    ) -> None:
        WrappingQuery.__init__(self, child)
        self.fieldname = fieldname
        self.key = None if key is None else (OfArticles, fieldname, key)
        self.furniture = furniture

    def _values(self) -> Hashable:
        return self.child, self.furniture

    def _rewrap(self, child: Whoosh) -> OfArticles:
        return OfArticles(child, self.fieldname or "", furniture=self.furniture)


class InOneArticle(Evaluated, WrappingQuery):  # type: ignore[misc]
    """Paragraphs that match one of `clauses` and all of `here` in the articles that fulfil the
    child as a whole: its clauses may match in different paragraphs of an article. `scored` are the
    clauses that may add to a score.
    """

    def __init__(
        self,
        child: Whoosh,
        clauses: Sequence[Whoosh],
        scored: Sequence[Whoosh],
        here: Sequence[Whoosh] = (),
    ) -> None:
        WrappingQuery.__init__(self, child)
        self.clauses, self.scored, self.here = tuple(clauses), tuple(scored), tuple(here)

    def _values(self) -> Hashable:
        return self.child, self.clauses, self.here

    def _rewrap(self, child: Whoosh) -> InOneArticle:
        return InOneArticle(child, self.clauses, self.scored, self.here)


# What columns answer


class Column(Evaluated, wq.Query):  # type: ignore[misc]
    """Adds nothing to a score."""

    what: ClassVar[str] = ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._values()!r})"


class EveryParagraph(Evaluated, wq.Every):  # type: ignore[misc]
    """Every paragraph that is no furniture; adds no score, where Whoosh's Every adds one."""

    def _values(self) -> Hashable:
        return None


class FirstParagraphs(Column):
    """The paragraph of every article that carries its headline."""


class IsFurniture(Column):
    """Paragraphs that are furniture, which only this finds."""


class FurnitureOf(Evaluated, WrappingQuery):  # type: ignore[misc]
    """The furniture of the articles in which a clause holds of a paragraph."""

    def _values(self) -> Hashable:
        return (self.child,)


class NamesEntity(Column):
    """Paragraphs that name one of some entities, by the archive's numbers."""

    def __init__(self, entities: Sequence[int]) -> None:
        self.entities = tuple(entities)

    def _values(self) -> Hashable:
        return self.entities


class Numbered(Column):
    """Some paragraphs, by the archive's numbers: those that are `furniture`, those that are not, or
    (None) both.
    """

    def __init__(self, numbers: Sequence[int], *, furniture: bool | None = None) -> None:
        self.numbers = tuple(numbers)
        self.furniture = furniture

    def _values(self) -> Hashable:
        return self.numbers, self.furniture


class InNumberedArticles(Column):
    """All paragraphs of some articles, by the archive's numbers."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = tuple(numbers)

    def _values(self) -> Hashable:
        return self.numbers


class BetweenMarks(Column):
    """Paragraphs that quote somebody with words between quotation marks."""


class Spoken(Evaluated, wq.Query):  # type: ignore[misc]
    """Paragraphs in which a clause of the text matches inside of quotes: of those given by the
    archive's numbers of paragraphs and by places in these, or (None) of any.
    """

    def __init__(self, child: Whoosh, quotes: Sequence[tuple[int, int]] | None) -> None:
        self.child = child
        self.quotes = quotes

    def _values(self) -> Hashable:
        return self.child, self.quotes

    def __repr__(self) -> str:
        return f"Spoken({self.child!r}, {self.quotes!r})"


class DatedWithin(Column):
    """Paragraphs of articles dated within days; see `index.query.nodes.Dated`."""

    def __init__(self, first: str, last: str, *, vague: bool = False) -> None:
        self.first, self.last, self.vague = first, last, vague
        self.key = (DatedWithin, first, last, vague)


class WithoutDate(Column):
    """Paragraphs of articles that have no date."""


class FromOutlet(Column):
    """Paragraphs of articles from one outlet, or (None) from any that is known."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.key = (FromOutlet, name)


WORDS = (InflectedTerm, WordsPhrase, BegunWord, WordPattern, SimilarWord, WordRegex)
