"""Stories: articles that tell one event within days, or share their text.

Each article gets a vector of its telling words (`story_terms`), and follows the one before it that
is most like it (`story_links`). What tells is counted in the articles that were published first, a
round number of them: not in whichever came first. Few articles make the same stories in whatever
order and portions they come in; of more, what was counted holds until there are half as many more,
whatever comes meanwhile, so that not all are compared anew for one. What comes is compared with
what was published around the same days, and of what is there only those are linked anew that
followed an article which has changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.core.priority import way
from index.enrich.shared_work import SharedWork
from index.enrich.stage import THE_END, ArchiveStage
from index.enrich.story_links import WINDOW, Link, Window, density, least_likeness
from index.enrich.story_terms import Frequencies, Terms, packed, terms, terms_of
from index.store.database import Database
from index.store.derived import stages, story_texts
from index.store.derived import stories as store
from index.store.derived.copies import COPIES
from index.store.derived.furniture import FURNITURE
from index.store.derived.stories import STORIES
from index.store.derived.story_texts import UNDATED
from index.store.file.thread_connections import Connection

_AT_ONCE = 500
"""Articles that are read, and kept, together."""

_BITE = 50
"""Articles whose words are cut out together."""

_MANY = 1_000
"""Starting a process costs about as much as cutting out the words of so many articles."""

_COUNTED = 20_000
"""Articles, at most, in which it is counted how often words stand."""

_FEW, _STEP = 256, 1.5
"""Words are counted in all of so few articles; of more in the greatest number of steps of half as
many more.
"""

_SHARED, _SHARE = 2, 0.3
"""Paragraphs, and the part of the shorter article, that two share of which one follows another."""

_REACH = 30
"""Days between two articles of which one follows the other as it shares its text."""


_Read = dict[int, tuple[int | None, Terms]]
"""The day and the terms of articles."""


class StoriesStage(ArchiveStage):
    """Links what came to what was there, and what was there to what came."""

    name = STORIES
    version = "3"
    cost = 0.06
    rests_on = (FURNITURE, COPIES)
    waits_for = THE_END

    def __init__(self, *, helped: bool = False) -> None:
        self._helped = helped

    def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
        connection = database.connection
        with database.snapshot():
            changed = story_texts.articles_in(connection, pending)
            known = _frequencies(connection)
            sample = _Sample.of(connection, known)
        anew = known is None or sample is not None or pending[0][0] == 1
        read: _Read = {}
        if known is None or anew:
            known, changed, read = _begun_anew(database, sample, helped=self._helped)
        changed_set = set(changed)
        with database.snapshot():
            left = set() if anew else store.followers(connection, changed_set) - changed_set
        for part in _parts(changed):
            _keep_terms(database, part, known, read)
        with database.transaction():
            store.follow(connection, [(None, 0.0, one) for one in left])
            # Who dies now finds nobody who followed them: they are to be linked anew all the same.
            stages.mark_articles(connection, STORIES, left)
        touched = changed_set | left
        with database.snapshot():
            days = store.days_of(connection, touched)
        for portion in _by_days(days):
            touched |= _link(database, portion, least_likeness(known.density))
        for part in _parts(sorted(changed_set | left)):
            touched |= _link_shared(database, part)
        with database.transaction():
            store.settle(connection, touched)


def _frequencies(connection: Connection) -> Frequencies | None:
    row = store.frequencies(connection)
    return Frequencies.kept(*row) if row is not None else None


@dataclass(frozen=True, slots=True)
class _Sample:
    """The articles in which it is counted how often words stand: as many as are `first`, of which
    the `chosen` ones are read; `text` is another one whenever that would give something else.
    """

    days: NDArray[np.int64]
    first: int
    chosen: list[int]
    text: str

    @classmethod
    def of(cls, connection: Connection, known: Frequencies | None) -> _Sample | None:
        """Those of all that is there; None where words were counted in the same ones, or in as
        many in an archive that is no small one: there all that is kept rests on them.
        """
        last, counted = story_texts.highest(connection), known.articles if known is not None else 0
        if counted > _FEW and counted == _round(last):
            return None  # without looking through all of them for those that were taken out
        many = _round(len(story_texts.numbers(connection, last)))
        if counted > _FEW and counted == many:
            return None
        every = story_texts.standing(connection, last)[:many]
        # Those that stand for all are chosen by their ids: the same, in whatever order they came.
        chosen = sorted(every, key=lambda one: (crc32(one.id.encode()), one.id))[:_COUNTED]
        told = sha256(f"{many}\n".encode())
        for one in chosen:
            told.update(f"{one.id} {one.text}\n".encode())
        if known is not None and store.counted_in(connection) == told.hexdigest():
            return None
        days = np.array([one.day for one in every if one.day != UNDATED], np.int64)
        return cls(days, many, [one.article for one in chosen], told.hexdigest())


def _round(many: int) -> int:
    """Of so many articles those in which words are counted: a number that seldom changes."""
    if many <= _FEW:
        return many
    size = float(_FEW)
    while size * _STEP <= many:
        size *= _STEP
    return int(size)


def _begun_anew(
    database: Database, sample: _Sample | None, *, helped: bool
) -> tuple[Frequencies, list[int], _Read]:
    """How often words stand, counted now, and all articles, with nothing kept of them; and what was
    read of those in which words were counted.
    """
    connection = database.connection
    with database.snapshot():
        sample = sample or _Sample.of(connection, None)
        assert sample is not None
        every = story_texts.numbers(connection, story_texts.highest(connection))
        read = _terms_of(connection, sample.chosen, helped=helped)
        parted = story_texts.with_furniture(connection, sample.chosen)
    counted = Frequencies.of([own for _, own in read.values()], sample.first, density(sample.days))
    with database.transaction():
        last = stages.last_text(connection)
        stages.mark(connection, STORIES, 1, last, "")
        store.forget(connection)
        store.keep_frequencies(
            connection,
            counted.articles,
            counted.density,
            counted.hashes.tobytes(),
            counted.counts.tobytes(),
        )
        store.keep_counted_in(connection, sample.text)
    # What furniture an article has changes with others, and so does not bear on what is counted;
    # its own words are those without.
    return counted, sorted(every), {one: read[one] for one in read if one not in parted}


def _terms_of(connection: Connection, articles: Sequence[int], *, helped: bool) -> _Read:
    """The days and the terms of articles, furniture included."""
    found: _Read = {}
    shared = SharedWork(terms_of, helped=helped and len(articles) > _MANY)
    try:
        for part in _parts(articles):
            texts = story_texts.texts(connection, part, whole=True)
            told = [(text.title, text.paragraphs) for text in texts]
            bites = [told[first : first + _BITE] for first in range(0, len(told), _BITE)]
            characters = sum(len(words) for _, paragraphs in told for words in paragraphs)
            answers = chain.from_iterable(shared.answers(bites, characters))
            found |= {
                text.article: (text.day, own) for text, own in zip(texts, answers, strict=True)
            }
    finally:
        shared.close()
    return found


def _parts(articles: Sequence[int]) -> Iterator[Sequence[int]]:
    for at in range(0, len(articles), _AT_ONCE):
        way.give_way()
        yield articles[at : at + _AT_ONCE]


def _keep_terms(
    database: Database, articles: Collection[int], known: Frequencies, read: _Read
) -> None:
    """Keep the vectors of articles; what was read of them before is let go of."""
    told = {article: read.pop(article) for article in articles if article in read}
    with database.snapshot():
        texts = story_texts.texts(database.connection, [one for one in articles if one not in told])
    for text in way.politely(texts, 16):
        told[text.article] = text.day, terms(text.title, text.paragraphs)
    every = [own for _, own in told.values()]
    bites = [every[first : first + _BITE] for first in range(0, len(every), _BITE)]
    vectors = chain.from_iterable(map(known.vectors, way.politely(bites, 1)))
    entries = [
        (article, day, packed(*vector))
        for (article, (day, _)), vector in zip(told.items(), vectors, strict=True)
    ]
    with database.transaction() as connection:
        store.put(connection, entries)


def _by_days(days: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Days and articles in portions of about so many, days near each other together."""
    portion: list[tuple[int, int]] = []
    for day, article in days:
        full = len(portion) >= _AT_ONCE and portion[-1][0] != day
        if portion and (full or day - portion[-1][0] > 2 * WINDOW):
            yield portion
            portion = []
        portion.append((day, article))
    if portion:
        yield portion


def _link(database: Database, portion: Sequence[tuple[int, int]], least: float) -> set[int]:
    """Link some articles, all of the same days, to those before and after them; the articles that
    follow another one by that.
    """
    first, last = portion[0][0] - WINDOW, portion[-1][0] + WINDOW
    with database.snapshot():
        window = Window(store.between(database.connection, first, last))
    way.give_way()
    return _keep(database, window.links({article for _, article in portion}, least))


def _link_shared(database: Database, articles: Sequence[int]) -> set[int]:
    """The same, for what shares its text, whatever the words."""
    connection = database.connection
    with database.snapshot():
        pairs = story_texts.shared(connection, articles, _SHARED)
        # A text that came in between may have made copies of two that were there before it.
        beside = {one.other for one in pairs} - set(articles)
        pairs += story_texts.shared(connection, beside, _SHARED)
        order = store.order_of(connection, {a for one in pairs for a in (one.article, one.other)})
    found = []
    for one in pairs:
        earlier, later = sorted((one.article, one.other), key=order.__getitem__)
        near = order[later][0] == UNDATED or order[later][0] - order[earlier][0] <= _REACH
        if near and one.share >= _SHARE:
            found.append((later, earlier, one.share))
    return _keep(database, found)


def _keep(database: Database, links: Sequence[Link]) -> set[int]:
    """Have articles follow the ones that are most like them; those for which that is another."""
    connection = database.connection
    with database.snapshot():
        known = store.followed(connection, {later for later, _, _ in links})
        concerned = {one for link in links for one in link[:2]}
        order = store.order_of(connection, concerned | {one for one, _ in known.values()})
    best = dict(known)
    for later, earlier, likeness in links:
        other, before = best.get(later, (earlier, -1.0))
        if (-likeness, order[earlier]) < (-before, order[other]):
            best[later] = earlier, likeness
    changed = {later: link for later, link in best.items() if known.get(later) != link}
    with database.transaction():
        store.follow(connection, [(*link, later) for later, link in changed.items()])
    return set(changed)
