"""What an article tells of a known one: a text, or facts that the newest lacks or has wrong."""

from __future__ import annotations

from typing import Literal, NamedTuple

from index.core import told_language
from index.core.article import Article
from index.store.articles import article_tags
from index.store.articles.better_facts import Facts, corrections, enriched, fills
from index.store.articles.known_article import Known
from index.store.articles.met_articles import METADATA
from index.store.articles.said_now import as_published

Outcome = Literal["new", "changed", "unchanged"]


class Told(NamedTuple):
    """What comes of an article: with what it is known now, what the newest text lacked, whether it
    is held back, the text before which it was published, whether it is the newest again, and
    whether it is of a former version that stays one.
    """

    outcome: Outcome
    article: Article
    filled: Facts = ()
    held_back: bool = False
    before: str = ""
    is_back: bool = False
    is_former: bool = False

    @property
    def writes(self) -> bool:
        """Whether the text is a version."""
        return brings_text(self.outcome, self.filled, self.before, is_back=self.is_back)


def brings_text(outcome: Outcome, facts: Facts, before: str, *, is_back: bool) -> bool:
    """Whether a text comes that the archive does not hold: what tells facts alone has none, unless
    it stands before another text.
    """
    return not is_back and outcome != "unchanged" and (bool(before) or not facts)


def filled(known: Known, article: Article) -> Facts:
    """What an article says better than the newest text that is known; noted there."""
    return _noted(known, (*fills(known.newest, article), *article_tags.of_newest(known, article)))


def _noted(known: Known, found: Facts) -> Facts:
    known.newest.update(found)
    return found


def brought_back(known: Known, article: Article, digest: str) -> Facts:
    """What is said otherwise of a former text that is the newest again; noted there."""
    more = as_published(as_published(article, known.newest), known.texts[digest])
    more = enriched(more, known.newest)
    tags = article_tags.listed(article_tags.of_version(known, article))
    about = known.texts[digest] = known.texts.pop(digest)
    said = [(name, getattr(more, name)) for name in METADATA]
    found = ((name, value) for name, value in (*said, ("tags", tags)) if value)
    return _noted(known, tuple((name, value) for name, value in found if value != about.get(name)))


def facts_told(known: Known, article: Article, *, is_newest: bool = False) -> Told:
    """What an article tells whose text is no new one. With the newest text its file may put right
    what it said of it.
    """
    found = filled(known, article)
    if is_newest:
        found = (*found, *_noted(known, corrections(known, article)))
    is_change = found and not _goes_without_saying(article, found)
    return Told("changed" if is_change else "unchanged", article, found, is_former=not is_newest)


def _goes_without_saying(article: Article, found: Facts) -> bool:
    """Whether all that is known better is the language that the text is told to be in: an older
    archive did not tell it, and nobody has changed anything.
    """
    return [name for name, _ in found] == ["language"] and (
        told_language.told(article.paragraphs) == article.language
    )
