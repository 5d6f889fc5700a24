"""What the archive thinks of an article: new, changed, known; met before under another address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from index.core.article import (
    Article,
    TextFrom,
    address_id,
    article_id,
    is_known_by_record,
    press_ids,
    record_id,
    text_hash,
)
from index.core.dates import now
from index.store.articles import article_tags, met_articles
from index.store.articles.better_facts import enriched, is_file_set_back
from index.store.articles.candidates import Candidates, ways_of
from index.store.articles.known_article import Known
from index.store.articles.met_articles import REMEMBERED
from index.store.articles.origins import is_whole_file
from index.store.articles.said_now import (
    as_published,
    first_later,
    has_new_headline,
    is_back,
    is_taken_back,
)
from index.store.articles.same_texts import is_fetched
from index.store.articles.stand_ins import stays
from index.store.articles.text_likeness import alike
from index.store.articles.told_facts import (
    Outcome,
    Told,
    brings_text,
    brought_back,
    facts_told,
    filled,
)
from index.store.database import Database


@dataclass(frozen=True, slots=True)
class Met:
    """A place where an article was met: the id it would have by itself, and where it stood."""

    id: str
    origin: str
    url: str
    outlet: str


@dataclass(frozen=True, slots=True)
class Deduplicated:
    """An article with what the archive thinks of it.

    `id` is that of the article it belongs to; `apart` says that it has another one than its address
    or headline would give it, since that is another article's, `removed` that the reader took the
    article out of the archive, where it stays out with what is new in it. `fills` are metadata
    that the newest text lacks. `met` are places it was met at that the archive
    does not know of. What is `held_back` seems a notice and takes no place of the text that is
    known. A text that was captured or said earlier than others stands `before` the one with that
    digest; one that the archive holds and that is said again, is the newest again (`is_back`) or
    stays a former one (`is_former`).
    `told` are the tags, where who gives them gave others before.
    """

    article: Article
    id: str
    digest: str
    outcome: Outcome
    fills: tuple[tuple[str, str], ...] = ()
    met: tuple[Met, ...] = ()
    apart: bool = False
    removed: bool = False
    held_back: bool = False
    before: str = ""
    told: article_tags.Told | None = None
    is_back: bool = False
    is_former: bool = False

    @property
    def has_new_text(self) -> bool:
        """Whether the article brings a text that the archive does not hold."""
        return brings_text(self.outcome, self.fills, self.before, is_back=self.is_back)

    @property
    def changes_archive(self) -> bool:
        """Whether there is anything at all to be written."""
        more = self.fills or self.met or self.told or self.article.original or self.article.pages
        return self.outcome != "unchanged" or bool(more)


def deduplicate(
    database: Database, articles: Sequence[Article], ids: Sequence[str] = ()
) -> list[Deduplicated]:
    """Compare articles with the archive and with one another, in order.

    `ids` are what another archive calls them, where they come from one: what was one article there
    is one here, and has that id unless it was met before under another one.
    """
    return _Deduplication(database, articles, ids or [""] * len(articles)).verdicts()


class _Deduplication:
    def __init__(self, database: Database, articles: Sequence[Article], ids: Sequence[str]) -> None:
        self._articles, self._ids = articles, ids
        self._digests = [text_hash(article) for article in articles]
        self._ways = [ways_of(article, given) for article, given in zip(articles, ids, strict=True)]
        self._candidates = Candidates(database, articles, self._digests, self._ways)
        self._known, self._states = self._candidates.known, self._candidates.states
        article_tags.load(database, self._known)
        self._now = now()
        # What feeds said of known articles in this batch, by their digests.
        self._said: dict[str, str] = {}

    def verdicts(self) -> list[Deduplicated]:
        return list(map(self._verdict, self._articles, self._ways, self._digests, self._ids))

    def _verdict(
        self, article: Article, ways: Sequence[str], digest: str, given: str
    ) -> Deduplicated:
        own = given or article_id(article)
        key = self._candidates.identify(article, own, ways, digest, given)
        known = self._known[key]
        taken = met_articles.taken_at(article.captured, article.text_from, self._now)
        article, digest = self._with_known_text(article, key, digest)
        url_before = known.newest.get("url", "")
        told = self._told(article, key, digest, taken)
        if said := article_tags.told(known, article):
            known.told[said.teller] = said.tags
        article, lacking = told.article, article
        ways = ways if article is lacking else ways_of(article, given)
        met = tuple(self._new_places(article, own, key, known, given=given, writes=told.writes))
        if told.writes:
            about = {name: getattr(article, name) for name in REMEMBERED}
            about |= {"captured": taken, "tags": article_tags.listed(article.tags)}
            known.keep(digest, about, told.before)
            known.written[digest] = article.paragraphs
            self._candidates.remember_text(key, digest)
        met_articles.note_places(known, key)
        if told.is_back:
            known.written[digest] = article.paragraphs
        if article.said_now:
            self._said[key] = digest
        self._candidates.remember(article, key, ways)
        outcome, _, filled, held_back, before, is_back, is_former = told
        if any(name == "url" for name, _ in filled) and url_before:
            # It keeps leading to the article.
            met += (Met(address_id(url_before), article.origin, url_before, article.outlet),)
        apart = outcome == "new" and key != own
        return Deduplicated(
            *(article, key, digest, outcome, filled, met, apart, known.removed),
            *(held_back, before, said, is_back, is_former),
        )

    def _told(self, article: Article, key: str, digest: str, taken: str) -> Told:
        """What an article tells that the archive does not know; `taken` is when its text was."""
        known = self._known[key]
        if not known.texts:
            return Told("new", article)
        if digest in known.texts:
            is_newest = digest == [*known.texts][-1]
            if not is_newest and self._is_back(article, key, digest, taken):
                return Told("changed", article, brought_back(known, article, digest), is_back=True)
            return facts_told(known, article, is_newest=is_newest)
        if article.text_from == "doubtful" and not alike(
            article.paragraphs, self._states.text(key)
        ):
            return Told("unchanged", article, held_back=True)
        if self._stays(article, key):
            told = facts_told(known, replace(article, original=None))
            return told._replace(is_former=False)
        if before := known.later(taken) or first_later(article, known, self._said.get(key, "")):
            # The newest text stays, and learns what it lacks.
            return Told("changed", article, filled(known, article), before=before)
        # A version knows no less than the one before it.
        more = enriched(as_published(article, known.newest), known.newest)
        return Told("changed", replace(more, tags=article_tags.of_version(known, article)))

    def _stays(self, article: Article, key: str) -> bool:
        """Whether a text that is known takes the place of one that comes."""
        if is_taken_back(article):
            return False
        return any(stays(state, article) for state in self._states.of(key))

    def _is_back(self, article: Article, key: str, digest: str, taken: str) -> bool:
        """Whether a former text of a known article is the newest again."""
        known, said = self._known[key], self._said.get(key, digest)
        if is_file_set_back(article, known):
            return not known.later(taken)
        if not is_back(article, known, is_repeated=said != digest):
            return False
        newest = self._states.newest(key)
        return is_taken_back(article) or not any(stays(state, article) for state in newest)

    def _with_known_text(self, article: Article, key: str, digest: str) -> tuple[Article, str]:
        """An article whose feed says another headline above less text than is known, with that
        text; and its digest.
        """
        known = self._known[key]
        if digest in known.texts or not has_new_headline(article, known):
            return article, digest
        if not self._stays(article, key):
            return article, digest
        text = tuple(self._states.text(key))
        text_from = cast("TextFrom", known.newest["text_from"])
        whole = replace(article, paragraphs=text, text_from=text_from, pages=())
        return whole, text_hash(whole)

    def _new_places(
        self, article: Article, own: str, key: str, known: Known, *, given: str, writes: bool
    ) -> Iterator[Met]:
        """Where it was met, unless the archive knows or the version to be written says so."""
        outlet = article.outlet.casefold()
        # A file may be edited where it is now. What another archive has of files is none of that.
        is_there = is_whole_file(article) or article.moved
        by_place = is_fetched(article) or (is_there and not given)
        is_known = (own, article.origin) in known.places or (
            not by_place and (own, outlet) in known.outlets
        )
        if not is_known:
            if not (writes and own == key):
                yield Met(own, article.origin, article.url, article.outlet)
            known.places.add((own, article.origin))
            known.outlets.add((own, outlet))
        record = record_id(article)
        if is_known_by_record(article) and record not in known.records:
            yield Met(record, article.origin, article.url, article.outlet)
            known.records.add(record)
        press, _ = press_ids(article)
        if press and press not in known.press:
            yield Met(press, article.origin, article.url, article.outlet)
            known.press.add(press)
        for url in article.other_urls:
            place = (address_id(url), article.origin)
            if place[0] != own and place not in known.places:
                known.places.add(place)
                yield Met(place[0], article.origin, url, article.outlet)
