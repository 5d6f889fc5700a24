"""What of two things said of one publication is the better one.

Nothing known is ever overwritten by something else that is known just as well, so that reading two
copies in turn settles; where it came from may put it right. What is lacking is filled; the host's
name gives way to the outlet's own, a day to its hour, and a date that may be another one's to one
that is stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from index.core.addresses import site_of
from index.core.article import Article
from index.core.file_places import is_gone
from index.core.publication import LAST_RESORTS, is_doubtful
from index.store.articles.known_article import Known
from index.store.articles.met_articles import METADATA
from index.store.articles.names_of_files import names_of
from index.store.articles.origins import file_of, is_from_file, is_read_from_file
from index.store.articles.said_now import is_put_right_by_feed

Facts = tuple[tuple[str, str], ...]


def fills(stored: Mapping[str, str], more: Article | Mapping[str, str]) -> Facts:
    """What is known better than it is stored; where the date was found goes with the date."""
    known = more if isinstance(more, Mapping) else {n: getattr(more, n) for n in METADATA}
    sites = [site for one in (stored, known) if (site := site_of(one.get("url", "")))]
    found = {name for name in METADATA if known.get(name) and stored.get(name) == ""}
    found.discard("date_from")
    outlet = known.get("outlet", "")
    if outlet and _is_host(stored.get("outlet", ""), sites) and not _is_host(outlet, sites):
        found.add("outlet")
    if _is_better_date(stored, known):
        found.add("date")
    if "date" in found:
        found.add("date_from")
    return tuple((name, known.get(name, "")) for name in METADATA if name in found)


def corrections(known: Known, article: Article) -> Facts:
    """What the feed, or the place in a file, that a text came from says otherwise than it did:
    whoever puts a date or an outlet right there means that. What is known better from elsewhere
    stays.
    """
    stored = known.newest
    is_of_feed = article.said_now and stored.get("origin") == article.origin
    if not is_of_feed and not (is_read_from_file(article) and _is_its_file(known, article)):
        return ()
    own = {name: getattr(article, name) for name in METADATA}
    kept = {"date_from", *(name for name, _ in fills(own, stored))}
    found = {name for name in METADATA if own[name] and own[name] != stored.get(name)} - kept
    if is_of_feed:
        found = {name for name in found if is_put_right_by_feed(article, stored, name)}
    else:
        found.discard("url")
    if "date" in found:
        found.add("date_from")
    return tuple((name, own[name]) for name in METADATA if name in found)


def is_file_set_back(article: Article, known: Known) -> bool:
    """Whether a file that holds one text, from which the newest one was read, has another again:
    whoever writes a former text there means that it stands now.
    """
    is_same_kind = known.newest.get("text_from") == article.text_from
    return article.alone and is_same_kind and is_from_file(article) and _is_its_file(known, article)


def _is_its_file(known: Known, article: Article) -> bool:
    """Whether the newest text was read from the same place in a file, or from one that was met here
    since, as the file was moved.
    """
    origin, names = known.newest.get("origin", ""), names_of(article)
    if origin in names:
        return True
    met = any(place in names for _, place in known.places)
    return met and is_gone(file_of(origin))


def enriched(article: Article, before: Mapping[str, str]) -> Article:
    """An article with what the version before it knew better."""
    own = {name: getattr(article, name) for name in METADATA}
    lost: dict[str, Any] = dict(fills(own, before))
    return replace(article, **lost) if lost else article


def is_host(outlet: str, url: str) -> bool:
    """Whether what stands for an outlet is only the name of the host of an address."""
    return _is_host(outlet, [site_of(url)])


def _is_host(outlet: str, sites: Sequence[str]) -> bool:
    """Whether what stands for an outlet is only the name of a host it is found at."""
    name = outlet.casefold().removeprefix("www.")
    return bool(name) and any(site == name or site.endswith(f".{name}") for site in sites)


def _worth(date_from: str) -> int:
    """How much a date says of publication by where it was found: 2 stated, 1 guessed, 0 when a file
    was made, a page kept or a letter received.
    """
    return 0 if date_from.startswith(LAST_RESORTS) else 1 if is_doubtful(date_from) else 2


def _is_better_date(stored: Mapping[str, str], known: Mapping[str, str]) -> bool:
    one, other = (each.get("date", "") for each in (stored, known))
    if not one or not other:
        return bool(other)
    is_worth, would_be = (_worth(each.get("date_from", "")) for each in (stored, known))
    if is_worth != would_be:
        return is_worth < would_be
    return other != one and other.startswith(one)
