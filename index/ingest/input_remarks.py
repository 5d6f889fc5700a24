"""What is said of an input once it is read, or stored: what its articles lack."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from shlex import quote

from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Remark
from index.core.shell_names import shell_name
from index.ingest.readers.messages.attachments import PICTURES
from index.ingest.readers.text_parts.hover_cards import TAKEN_OUT
from index.ingest.readers.text_parts.shown_text import STRUCK
from index.ingest.saved_link import is_link
from index.store.articles import met_articles
from index.store.articles.deduplicate import Deduplicated
from index.store.articles.origins import is_read_from_file
from index.store.database import Database

# What stood in a date's place and is none, as readers put it behind where they found it.
_UNREAD_DATE = late(r" \((.+)\)$")
_DATES_SHOWN = 3
# What is said once of an input, with how many articles it is said of.
_COUNTED = (TAKEN_OUT, STRUCK)
# What is said once of all inputs, with how many of them it is said of.
_OF_ALL = (PICTURES,)


class InputRemarks:
    """Gathers from the articles of one input what concerns several of them."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._misread: Counter[str] = Counter()
        self._counted: Counter[str] = Counter()

    def of_article(self, article: Article) -> Iterator[Remark]:
        """What is to be said of an article by itself; what else it lacks is taken down."""
        if not article.date and (found := _UNREAD_DATE.search(article.date_from)):
            self._misread[found[1]] += 1
        self._counted.update(one for one in article.remarks if one in _COUNTED)
        return (
            Remark(self._path, one) for one in article.remarks if one not in (*_COUNTED, *_OF_ALL)
        )

    def of_all(self) -> Iterator[Remark]:
        """What is to be said of all articles together."""
        if self._misread:
            yield Remark(self._path, self._undated())
        for text, articles in self._counted.items():
            where = f"in {articles:,} articles, " if articles > 1 else ""
            yield Remark(self._path, where + text)

    def _undated(self) -> str:
        count = self._misread.total()
        shown = ", ".join(f"“{text}”" for text in list(self._misread)[:_DATES_SHOWN])
        more = " …" if len(self._misread) > _DATES_SHOWN else ""
        said = f"{count:,} articles are" if count > 1 else "an article is"
        return f"{said} undated: what stands as the date is no likely one ({shown}{more})"


class CountedRemarks:
    """Gathers what is not worth a line of each input."""

    def __init__(self) -> None:
        self._paths: defaultdict[str, set[str]] = defaultdict(set)
        self._first: dict[str, str] = {}

    def met(self, path: str, article: Article) -> None:
        """Take down what is to be said of an article of an input."""
        for text in article.remarks:
            if text in _OF_ALL:
                self._first.setdefault(text, path)
                self._paths[text].add(path)

    def of_all(self) -> Iterator[Remark]:
        """What is to be said, once; it is forgotten then."""
        paths, self._paths = self._paths, defaultdict(set)
        for text, met in paths.items():
            others = f"here and in {len(met) - 1:,} more, " if len(met) > 1 else ""
            yield Remark(self._first.pop(text), f"{others}{text}")


class FormerTexts:
    """Gathers the articles of which files gave a former text, by inputs."""

    def __init__(self) -> None:
        self._back: Counter[str] = Counter()
        self._former: defaultdict[str, set[str]] = defaultdict(set)
        self._newest: set[str] = set()
        """Of which this import gave the newest text as well."""

    def stored(self, path: str, judged: Deduplicated) -> None:
        """Take down an article of an input that was stored."""
        # A link has no text that could be a former one.
        is_file = is_read_from_file(judged.article) and judged.article.text_from != "link"
        if judged.is_former and is_file and not judged.removed:
            self._former[path].add(judged.id)
        else:
            self._newest.add(judged.id)
        self._back[path] += judged.is_back and is_file

    def of_all(self) -> Iterator[Remark]:
        """What is to be said of them, once; they are forgotten then."""
        former, back, newest = self._former, self._back, self._newest
        self._former, self._back, self._newest = defaultdict(set), Counter(), set()
        for path, many in back.items():
            if many:
                yield Remark(
                    path, f"{_many(many)} a text that it had before; it is the newest again"
                )
        for path, keys in former.items():
            if many := len(keys - newest):
                text = f"{_many(many)} the text of a former version; the newer one stays"
                yield Remark(path, text)


def _many(articles: int) -> str:
    return f"each of {articles:,} articles has" if articles > 1 else "the article has"


class LinkRemarks:
    """Gathers the links among articles that were stored, by the inputs they came from.

    Whether a link has a text is known at the end: the archive may have had it, or it came later
    from another input.
    """

    def __init__(self) -> None:
        self._links: defaultdict[str, set[str]] = defaultdict(set)

    def stored(self, path: str, key: str, article: Article) -> None:
        """Take down an article of an input that is stored under an id, if it is a link."""
        if is_link(article):
            self._links[path].add(key)

    def of_all(self, database: Database) -> Iterator[Remark]:
        """What is to be said of those without text, once; they are forgotten then."""
        links, self._links = self._links, defaultdict(set)
        for path, keys in links.items():
            lacking = len(met_articles.lacking_text(database, keys))
            if lacking:
                many = f"{lacking:,} links" if lacking > 1 else "a link"
                # Of a feed there is no file.
                is_file = "://" not in path
                named = shell_name(path) if is_file else quote(path)
                how = f"add --fetch {named}" if is_file else f"feeds add --full {named}"
                text = f"{many} without text; nutgraf {how} gets the pages"
                yield Remark(path, text)
