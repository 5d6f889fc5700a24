"""Whether an article is one that has the same headline and text, from another place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from index.core.addresses import is_front_page, site_of
from index.core.article import Article, address_id, article_id
from index.core.dates import days, instant
from index.core.publication import MADE, RECEIVED, SENT
from index.core.word_runs import word_runs
from index.store.articles.identity import (
    collected_together,
    has_record,
    is_at_same_place,
    is_other_record,
)
from index.store.articles.known_article import Known
from index.store.articles.origins import has_place
from index.store.articles.text_likeness import is_full

# What feeds of any outlet are called, and parts of it.
_OF_EACH = frozenset(
    "the top stories story news latest home feed rss atom all articles article posts blog main"
    " headlines front page world local national international politics business sport sports"
    " opinion culture arts tech technology science health entertainment lifestyle travel breaking"
    " recent updates daily today weekly and uk us aktuell aktuelles nachrichten startseite"
    " neueste schlagzeilen actualités accueil une noticias portada últimas".split()
)
_OF_LETTERS = (SENT, RECEIVED)
# Equal texts of one outlet further apart than this are a notice that comes again, not one article.
_DAYS_APART = 3


def is_fetched(article: Article) -> bool:
    """Whether an article came from the network, where one goes through many addresses."""
    return article.text_from in ("feed", "page", "link", "copy")


def is_fetched_again(article: Article, stored: Mapping[str, str], known: Known) -> bool:
    """Whether one outlet published both, whatever the addresses they were fetched by."""
    if not is_fetched(article):
        return False
    if not (has_record(article, known) or _one_outlet(article, stored)):
        return False
    return _near(article, stored) and not _says_nothing_of_its_own(article, stored, known)


def _says_nothing_of_its_own(article: Article, stored: Mapping[str, str], known: Known) -> bool:
    """Whether a text is a line or two that may stand under many articles, and page, day and id say
    that it is another one: columns have one headline and one teaser every day.
    """
    if is_full(article.paragraphs) or has_record(article, known):
        return False
    if _has_page(article.url) and address_id(article.url) in {own for own, _ in known.places}:
        return False
    dates = article.date, stored.get("date", "")
    if is_other_record(article, known) and collected_together(article, known):
        return all(dates) and instant(dates[0]) != instant(dates[1])
    first, second = map(days, dates)
    return _has_page(article.url) and bool(first and second) and first != second


def is_same_with_more(article: Article, stored: Mapping[str, str], known: Known) -> bool:
    """Whether both are one article of which the one source says more than the other: the outlet, a
    date, an address that the other lacks. Nothing that both say may be otherwise; when a file was
    made says nothing of its text, which other files have too.
    """
    if _has_page(article.url) and _has_page(stored.get("url", "")):
        return False
    outlets = {article.outlet.casefold(), stored.get("outlet", "").casefold()}
    first = days(article.date) if article.date_from != MADE else None
    second = days(stored.get("date", "")) if stored.get("date_from") != MADE else None
    if len(outlets - {""}) > 1 or (first and second and _gap(first, second) > 0):
        return False
    if has_place(article.origin) and any(origin == article.origin for _, origin in known.places):
        return True
    if are_letters(article, stored):
        # “Yes, do it.” is sent to one person now and to another a minute later.
        names = ("outlet", "byline", "date")
        return all(getattr(article, name) == stored.get(name, "") for name in names)
    if article.source_id and collected_together(article, known):
        return False
    # Records with ids of their own are one where all else that tells articles apart is said.
    return not article.source_id or bool("" not in outlets and first and second)


def are_letters(article: Article, stored: Mapping[str, str]) -> bool:
    """Whether both are letters, of which it is known by themselves when they were sent."""
    return all(one in _OF_LETTERS for one in (article.date_from, stored.get("date_from", "")))


def is_put_right(article: Article, stored: Mapping[str, str], known: Known, key: str) -> bool:
    """Whether it is a known one, with the id `key`, of which a day or an outlet is said otherwise
    now at the place in a file where it was met. Its address and its record's id are what they were.
    """
    if not is_at_same_place(article, known):
        return False
    if _has_page(article.url) and _has_page(stored.get("url", "")):
        return False
    as_it_was = replace(article, outlet=stored.get("outlet", ""), date=stored.get("date", ""))
    before = {key, *(own for own, _ in known.places)}
    return not article.source_id or article_id(as_it_was) in before


def _has_page(url: str) -> bool:
    return bool(url) and not is_front_page(url)


def _one_outlet(article: Article, stored: Mapping[str, str]) -> bool:
    site, other_site = site_of(article.url), site_of(stored.get("url", ""))
    one, other = article.outlet.casefold(), stored.get("outlet", "").casefold()
    if site and site == other_site:
        # Of two papers on one host neither is called as the host or as the other.
        return not _are_two(_name(one, site), _name(other, site))
    is_telling = not (site and other_site and set(word_runs(one)) <= _OF_EACH)
    return bool(other) and one == other and is_telling


def _name(outlet: str, site: str) -> set[str]:
    """The words that tell an outlet from others of its host; none where it is called so."""
    words = set(word_runs(outlet))
    return set() if words & set(word_runs(site)) else words - _OF_EACH


def _are_two(one: set[str], other: set[str]) -> bool:
    return bool(one and other) and one.isdisjoint(other)


def _near(article: Article, stored: Mapping[str, str]) -> bool:
    """Whether two dates may be of one article: within days of each other, or one is not known."""
    first, second = days(article.date), days(stored.get("date", ""))
    return first is None or second is None or _gap(first, second) <= _DAYS_APART


def _gap(first: tuple[date, date], second: tuple[date, date]) -> int:
    return max((first[0] - second[1]).days, (second[0] - first[1]).days)
