"""An article as archives give it to each other: all its versions, whom they name, who is quoted.

Two archives may have met the same article at different times. What both know put together
(`joined`) does not depend on who comes first, how often, or in which groups: it is a join in the
sense of lattices, so that importers need no order among themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import NamedTuple

from index.core.credentials import without_login
from index.core.dates import instant
from index.core.late_patterns import late
from index.core.publication import FormerFact
from index.core.values import EntityType

_KNOWN = ("outlet", "byline", "updated", "section", "language")
"""Of these the fullest counts, of those that were said last."""

_ADDRESS = late(r"(?<![\w+.-])[A-Za-z][A-Za-z0-9+.-]*+://.*", re.DOTALL)

TYPE_DIGITS: dict[EntityType, int] = {"person": 1, "org": 2, "place": 3}
_OF_A_TYPE = 10**18


def origin_for_others(origin: str) -> str:
    """Where a text came from, for others: an address, of a file its name alone, since the folders
    of a person's disk are nobody's business.
    """
    text = without_login(origin)
    address = _ADDRESS.search(text)
    # Of a page in a web archive both are told: “/home/ann/a.warc: https://echo.example/1”.
    file, page = (text[: address.start()], address[0]) if address else (text, "")
    return f"{PurePath(file).name}{page}"


class SharedName(NamedTuple):
    """Where a paragraph names whom: offsets, end exclusive, and the entity's type and name."""

    start: int
    end: int
    type: EntityType
    name: str
    confidence: float


class SharedQuote(NamedTuple):
    """A quote of a paragraph (`index.quotes.quote`); `kind` is a place in its KINDS.

    The mention of whoever speaks is named by the ordinal of its paragraph (0: none) and its start;
    that of whom a spokesperson speaks for by its start (-1: none).
    """

    start: int
    end: int
    kind: int
    cue: int
    cue_end: int
    speaker: int
    speaker_end: int
    source: int
    source_start: int
    behalf: int
    certainty: int


@dataclass(frozen=True, slots=True, order=True)
class SharedParagraph:
    """A paragraph and what is derived from it. `furniture`: it tells nothing of its article."""

    text: str
    names: tuple[SharedName, ...] = ()
    quotes: tuple[SharedQuote, ...] = ()
    furniture: bool = False


class Coming(NamedTuple):
    """When a text was met, as `SharedVersion` has it; `hash` is that of the text."""

    imported: str
    place: int
    hash: str
    captured: str = ""

    def joined(self, other: Coming) -> Coming:
        """What two archives know of one text: it came when the first of them met it."""
        known = [one.captured for one in (self, other) if instant(one.captured) is not None]
        taken = min(known, key=lambda at: (instant(at), at), default="")
        return Coming(*min(self[:3], other[:3]), taken)


def in_order(texts: Iterable[Coming]) -> list[Coming]:
    """The texts of an article as the archive would have them that had met each when it was first
    met: what was captured earlier than another text stands before that, all else where it came.
    """
    ordered: list[Coming] = []
    for one in sorted(texts):
        taken = instant(one.captured)
        at = len(ordered)
        if taken is not None:
            times = enumerate(instant(other.captured) for other in ordered)
            at = next((n for n, other in times if other is not None and other > taken), at)
        ordered.insert(at, one)
    return ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedVersion:
    """One text of an article. `hash` is `index.core.article.text_hash`: by it texts are the same.

    `imported` is when it was first met, `place` the how manieth version it was then, `captured`
    when it was taken from its page, "" where that is not known: by these, versions are in order
    (`in_order`). `pages` are as of `index.core.article.Article`. What is derived of the text was
    found by `names_by`, and is as of `made`, a revision. `former` was said of its publication
    before, in whatever order.
    """

    hash: str
    title: str
    paragraphs: tuple[SharedParagraph, ...]
    imported: str
    place: int = 1
    outlet: str = ""
    byline: str = ""
    date: str = ""
    date_from: str = ""
    updated: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    origin: str = ""
    names_by: str = ""
    made: int = 0
    captured: str = ""
    former: tuple[FormerFact, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def coming(self) -> Coming:
        """When it was met."""
        return Coming(self.imported, self.place, self.hash, self.captured)

    def said_since(self, name: str) -> str:
        """Since when a fact is said as it is: when the last one was said no longer; "" for always.

        Of what two archives say that which was said last counts, with what was said before by
        either: so it is the last of all that was said by both.
        """
        return max((one.until for one in self.former if one.name == name), default="")

    def joined(self, other: SharedVersion) -> SharedVersion:
        """What two archives know of one text."""
        both = self, other
        derived = max(self, other, key=_how_derived)
        date = max(
            self,
            other,
            key=lambda one: (one.said_since("date"), len(one.date), one.date, one.date_from),
        )
        tags = max(self, other, key=lambda one: (len(one.tags), one.tags))
        pages = max(self.pages, other.pages, key=lambda pages: (sum(map(bool, pages)), pages))
        first = min(self, other, key=lambda one: (one.imported, one.place, one.origin))
        coming = self.coming.joined(other.coming)
        # Of two addresses the shorter one has less in it that only tracks.
        urls = sorted(filter(None, (self.url, other.url)), key=lambda url: (len(url), url))
        fullest = {
            name: max(
                (one.said_since(name), len(text := getattr(one, name)), text) for one in both
            )[2]
            for name in _KNOWN
        }
        return replace(
            derived,
            imported=coming.imported,
            place=coming.place,
            captured=coming.captured,
            origin=first.origin,
            date=date.date,
            date_from=date.date_from,
            tags=tags.tags,
            pages=pages,
            url=urls[0] if urls else "",
            former=tuple(sorted({*self.former, *other.former})),
            **fullest,
        )


def _how_derived(version: SharedVersion) -> tuple[object, ...]:
    """What was derived last counts; what else there is makes it the same for everybody."""
    return version.made, version.names_by, version.paragraphs


class SharedSource(NamedTuple):
    """Where an article was met besides, under which id (`index.store.articles.provenance`)."""

    id: str
    origin: str
    url: str
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedArticle:
    """An article with all its versions, the first one first."""

    id: str
    versions: tuple[SharedVersion, ...]
    sources: tuple[SharedSource, ...] = ()

    @classmethod
    def of(
        cls, key: str, versions: Iterable[SharedVersion], sources: Iterable[SharedSource] = ()
    ) -> SharedArticle:
        """An article of versions in whatever order, texts that are the same joined."""
        texts: dict[str, SharedVersion] = {}
        for one in versions:
            before = texts.get(one.hash)
            texts[one.hash] = before.joined(one) if before else one
        ordered = tuple(texts[one.hash] for one in in_order(one.coming for one in texts.values()))
        return cls(id=key, versions=ordered, sources=tuple(sorted(set(sources))))

    @property
    def current(self) -> SharedVersion:
        """The newest text."""
        return self.versions[-1]

    def joined(self, other: SharedArticle) -> SharedArticle:
        """What two archives know of one article."""
        return SharedArticle.of(
            self.id, (*self.versions, *other.versions), (*self.sources, *other.sources)
        )


def shared_number(lasting_id: str) -> int:
    """The number that an id stands for among archives: 63 bits of its SHA-256.

    Any importer gives the same. Among 200 million paragraphs two share one with a chance of one in
    450.
    """
    digest = hashlib.sha256(lasting_id.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def entity_id(kind: EntityType, key: str) -> str:
    """The lasting id of an entity: its type and its name as names are compared."""
    return f"{kind}:{key}"


def entity_number(kind: EntityType, key: str) -> int:
    """The number that an entity has among archives: nineteen digits, the first of which says its
    type, so that the most frequent of a type can be counted where no names are known.
    """
    return TYPE_DIGITS[kind] * _OF_A_TYPE + shared_number(entity_id(kind, key)) % _OF_A_TYPE


def entity_type(number: int) -> EntityType | None:
    """The type of the entity that has a number among archives; None for what is no such number."""
    return next((kind for kind, one in TYPE_DIGITS.items() if number // _OF_A_TYPE == one), None)
