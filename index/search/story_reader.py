"""What a reader sees of stories: those of what was found, and what is new in each part."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.core.article_view import StoryPlace
from index.core.errors import NotFound
from index.core.priority import way
from index.core.story import Story, StoryArticle, StoryPart
from index.engines.contract import Numbers
from index.search.novelty import Told, new_paragraphs
from index.search.results import Results
from index.store.database import Database
from index.store.derived import copies
from index.store.derived import story_members as store
from index.store.derived.story_members import Member
from index.store.rows import read_rows

Among = Callable[[Results, Numbers], Numbers]
"""Those of some paragraphs that are among the hits of an answer."""


@dataclass(frozen=True)
class _Paragraphs:
    """The paragraphs of all stories as of a state: each with its article."""

    state: int
    paragraphs: Numbers
    articles: Numbers


class StoryReader:
    """Reads the stories of an archive. Safe to use from several threads."""

    def __init__(
        self, database: Database, among: Among, bookmarked: Callable[[], frozenset[int]]
    ) -> None:
        self._database, self._among, self._bookmarked = database, among, bookmarked
        self._kept: _Paragraphs | None = None

    def of(self, results: Results | None = None) -> list[Story]:
        """The stories that have hits of an answer, or all: those with most hits first, the latest
        first of these.
        """
        with way.behind():
            hits = None if results is None else set(self._hit_articles(results))
            members = store.members(self._database, hits)
            found = [
                _story(rows, len(rows) if hits is None else len(hits & _numbers(rows)))
                for rows in _by_story(members)
            ]
        return sorted(found, key=lambda one: (one.hits, one.latest.publication.date), reverse=True)

    def counts(self, results: Results) -> list[tuple[str, str, int]]:
        """The stories that have hits of an answer: id, headline, and how many paragraphs."""
        with way.behind():
            many = Counter(self._hit_articles(results))
            members = store.members(self._database, set(many))
            return [
                (rows[0].id, _telling(rows), sum(many[one.article] for one in rows))
                for rows in _by_story(members)
            ]

    def story(self, article: int) -> Story:
        """The story that an article belongs to. Raises NotFound."""
        rows = store.members(self._database, [article])
        if not rows:
            raise NotFound("This article is in no story.")
        return _story(rows, 0)

    def place_of(self, article: int) -> StoryPlace | None:
        """Where an article stands in its story, if it is in one."""
        rows = store.members(self._database, [article])
        at = [one.article for one in rows].index(article) + 1 if rows else 0
        return StoryPlace(rows[0].id, at, len(rows)) if rows else None

    def parts(self, story: Story) -> list[StoryPart]:
        """The articles of a story by time, each with the paragraphs that are new in it."""
        with way.behind(), self._database.snapshot():
            texts = store.paragraphs_of(self._database, [one.article for one in story.articles])
            groups = copies.groups_of(self._database, [number for _, number, _ in texts])
            told: dict[int, list[Told]] = defaultdict(list)
            for article, number, text in texts:
                told[article].append(Told(number, text, groups.get(number, 0)))
            new = list(new_paragraphs([told[one.article] for one in story.articles]))
            rows = read_rows(
                self._database, [number for part in new for number in part], self._bookmarked()
            )
        hits = iter(rows)
        return [
            StoryPart(article, tuple(next(hits) for _ in numbers))
            for article, numbers in zip(story.articles, new, strict=True)
        ]

    def look(self, story: Story) -> None:
        """Keep that the reader has looked at a story as it is."""
        store.meet(self._database, [one.article for one in story.articles])

    def _hit_articles(self, results: Results) -> list[int]:
        """For each hit that stands in a story its article."""
        known = self._paragraphs()
        hits = self._among(results, known.paragraphs)
        found: list[int] = known.articles[np.searchsorted(known.paragraphs, hits)].tolist()
        return found

    def _paragraphs(self) -> _Paragraphs:
        kept = self._kept
        with self._database.snapshot():
            state = store.state(self._database)
            if kept is None or kept.state != state:
                rows = np.array(store.every_paragraph(self._database), np.int64).reshape(-1, 2)
                kept = self._kept = _Paragraphs(state, rows[:, 0].copy(), rows[:, 1].copy())
        return kept


def _numbers(rows: Iterable[Member]) -> set[int]:
    return {one.article for one in rows}


def _by_story(members: Sequence[Member]) -> Collection[list[Member]]:
    found: dict[int, list[Member]] = defaultdict(list)
    for one in members:
        found[one.story].append(one)
    return found.values()


def _story(rows: Sequence[Member], hits: int) -> Story:
    """A story of its members, which are in order."""
    looked_at = any(one.met for one in rows)
    return Story(
        number=rows[0].story,
        id=rows[0].id,
        title=_telling(rows),
        articles=tuple(
            StoryArticle(
                article=one.article,
                id=one.id,
                place=place,
                publication=one.publication,
                paragraphs=one.paragraphs,
                paragraph=one.first,
                met=bool(one.met),
            )
            for place, one in enumerate(rows, 1)
        ),
        hits=hits,
        looked_at=looked_at,
        fresh=sum(not one.met for one in rows) if looked_at else 0,
    )


def _telling(rows: Sequence[Member]) -> str:
    """The headline of the article that most others follow, the first of these."""
    followed = Counter(one.follows for one in rows)
    titled = [one for one in rows if one.publication.title] or rows
    return max(titled, key=lambda one: followed[one.article]).publication.title
