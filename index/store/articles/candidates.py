"""The known articles that those of a batch may be, and which of them each is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from index.core.addresses import is_front_page
from index.core.article import (
    PRESS,
    Article,
    address_ids,
    another_id,
    article_id,
    id_by_record,
    is_counted,
    is_known_by_record,
    press_ids,
    record_id,
)
from index.store.articles import met_articles
from index.store.articles.article_states import ArticleStates
from index.store.articles.identity import (
    has_headline,
    is_other_page,
    is_same,
    is_state_of_file,
    is_state_of_named_file,
)
from index.store.articles.known_article import Known, State
from index.store.articles.marked_texts import MarkedTexts
from index.store.articles.met_articles import METADATA
from index.store.articles.same_texts import (
    are_letters,
    is_fetched_again,
    is_put_right,
    is_same_with_more,
)
from index.store.articles.text_likeness import alike
from index.store.database import Database

# An address of more articles than this says nothing of one with another headline.
_MANY = 10


def ways_of(article: Article, given: str) -> list[str]:
    """The ids under which an article may have been met, those that tell most first."""
    ways = [given, record_id(article), article_id(article)]
    if article.url and not is_front_page(article.url):
        ways += address_ids(article.url)
    if is_counted(article):
        # Archives called such an article by its number.
        ways.append(id_by_record(article))
    ways += (one for url in article.other_urls for one in address_ids(url))
    ways += press_ids(article)[1]
    return list(dict.fromkeys(filter(None, ways)))


class Candidates:
    """The articles of the archive that some articles share an id, a file or a text with, and those
    that were met among these since.
    """

    def __init__(
        self,
        database: Database,
        articles: Sequence[Article],
        digests: Sequence[str],
        ways: Sequence[Sequence[str]],
    ) -> None:
        """`digests` are those of the articles' texts, `ways` what `ways_of` gives of each."""
        self._owners = met_articles.owners(database, {way for own in ways for way in own})
        # Articles that stand in this batch under what they were called before.
        self._here = {key for found in self._owners.values() for key in found}
        self._same_text = met_articles.same_text(database, digests)
        self._files = met_articles.MetFiles(database, articles)
        self._marked = MarkedTexts(database, articles)
        twins = (twin for found in self._same_text.values() for twin in found)
        owners = (
            key for at in (self._owners, self._files.met) for found in at.values() for key in found
        )
        self.known = met_articles.known(database, {*owners, *twins, *self._marked.ids})
        # Articles in the order of their numbers, those to come behind them.
        self._order = {key: place for place, key in enumerate(self.known)}
        self.states = ArticleStates(database, self.known)

    def identify(
        self, article: Article, own: str, ways: Sequence[str], digest: str, given: str
    ) -> str:
        """The id of the article this is, its `own` when it is met for the first time. `ways` are as
        `ways_of` has them, `given` is what another archive calls it, "" where it comes from none.
        """
        key = self._identified(article, own, ways, digest, given)
        self.known.setdefault(key, Known())
        self._order.setdefault(key, len(self._order))
        return key

    def _identified(
        self, article: Article, own: str, ways: Sequence[str], digest: str, given: str
    ) -> str:
        records = {record_id(article), id_by_record(article)} if article.source_id else set()
        shared = [(way, key) for way in ways for key in self._owners.get(way, ())]
        shared = [(way, key) for way, key in shared if self.known[key].texts]
        if given and shared and shared[0][0] == given:
            return shared[0][1]
        shared = [(way, key) for way, key in shared if not self._is_other_letter(article, own, key)]
        for _, key in shared:
            if digest in self.known[key].texts:
                return key
        shared = [(way, key) for way, key in shared if not self._is_other_page(article, key)]
        for states in (self.states.newest, self.states.former):
            for way, key in shared:
                if any(self._is_same(article, way, key, one, records) for one in states(key)):
                    return key
        if twin := self._same_elsewhere(article, digest, is_shared=bool(given)):
            return twin
        # Files of another archive are other files, whatever they are called.
        if not given and (owner := self._state_of_file(article)):
            return owner
        if owner := self._marked.owner(article, self.states.text):
            return owner
        taken = {key for _, key in shared}
        return another_id(article, taken) if own in taken and not given else own

    def remember(self, article: Article, key: str, ways: Sequence[str]) -> None:
        """Remember under which ids an article was met: those by which the archive knows it later,
        the first articles of one first.
        """
        record = "" if is_known_by_record(article) else record_id(article)
        unkept = {*press_ids(article)[1], record}
        for way in [*(way for way in ways if way not in unkept), press_ids(article)[0]]:
            found = self._owners.setdefault(way, [])
            if key not in found:
                found.append(key)
                found.sort(key=self._order.__getitem__)
        self._marked.met(article, key)

    def remember_text(self, key: str, digest: str) -> None:
        """Remember a text that an article has from now on."""
        self._same_text.setdefault(digest, []).append(key)

    def _is_other_letter(self, article: Article, own: str, key: str) -> bool:
        """Whether a letter is only held to be a known one because it says the same, as it was
        before letters of other times were told apart.
        """
        about = self.known[key].newest
        return key != own and are_letters(article, about) and article.date != about.get("date", "")

    def _is_other_page(self, article: Article, key: str) -> bool:
        """Whether the newest text of a known article is that of another page."""
        return any(is_other_page(article, state) for state in self.states.newest(key))

    def _is_same(
        self, article: Article, way: str, key: str, state: State, records: Collection[str]
    ) -> bool:
        """Whether an article is a known one that shares an id with it, by one state of that."""
        if way.startswith(PRESS):
            # Outlet, day and headline are the same, ids and addresses those of two databases.
            return alike(article.paragraphs, state.text())
        if self._says_little(way) and not has_headline(article, state):
            return False
        return is_same(article, self.known[key], state, by_record=way in records)

    def _same_elsewhere(self, article: Article, digest: str, *, is_shared: bool) -> str:
        """The article with the same headline and text that this one is, "" where there is none."""
        twins = self._same_text.get(digest, ())
        stored = {key: self.known[key].newest for key in twins}
        for key in twins:
            if is_fetched_again(article, stored[key], self.known[key]):
                return key
        if is_shared:
            return ""
        for key in twins:
            # A row above others pushes them to places that were those of others.
            if key not in self._here and is_put_right(article, stored[key], self.known[key], key):
                return key
        found = [key for key in twins if is_same_with_more(article, stored[key], self.known[key])]
        # Of several the one that says the same most.
        return max(found, key=lambda key: _agreement(article, stored[key]), default="")

    def _state_of_file(self, article: Article) -> str:
        """The article that the same file held before it was edited; "" when it was another one."""
        for key in self._files.by_name(article):
            if any(is_state_of_file(article, state) for state in self.states.of(key)):
                return key
        for key in self._files.from_elsewhere(article):
            if any(is_state_of_named_file(article, state) for state in self.states.of(key)):
                return key
        return ""

    def _says_little(self, way: str) -> bool:
        return len(self._owners.get(way, ())) > _MANY


def _agreement(article: Article, stored: Mapping[str, str]) -> int:
    """In how many facts an article and a text that is known agree."""
    return sum(getattr(article, name) == stored.get(name) for name in METADATA)
