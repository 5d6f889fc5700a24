"""Articles and their paragraphs: what the readers make, the store keeps and the index finds."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Literal

from index.core.addresses import is_front_page, normalise_url, normalised_before
from index.core.late_patterns import late
from index.core.publication import Publication

TextFrom = Literal["file", "summary", "feed", "page", "link", "copy", "doubtful"]


RECORD = "record-"
"""What begins the ids that articles have by what their outlets call them."""

_COUNTED = 7
"""Digits of a number that only counts rows, at most."""

PRESS = "press-"
"""What begins the ids of articles out of press databases by outlet, day and headline."""

PRESS_DATABASES = ("Nexis", "LexisNexis", "Factiva", "ProQuest", "Europresse")
"""Which keep the articles of many outlets, with ids and addresses of their own."""


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes an article was read from, and the name or address they had."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Words that the reader of another program marked, with what was noted there.

    Without words it is a note on the article as a whole. `id` is what that program calls it, ""
    where it does not say; `color` is its own name for a colour, or a code. `created` is ISO 8601 as
    far as it is known. `origin` is where it was read, "" where the article was.
    """

    text: str
    note: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""
    color: str = ""
    id: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text as a reader found it.

    `date` is ISO 8601 as far as it is known: a year, a month, a day, or an instant with or without
    its offset; "" is undated. `updated` is the same for the last change the source names.
    `source_id` is the id a record carried, `date_from` where the date was found, `origin` the file,
    feed or address it was read from, of a file its whole path, and `named` what that was called by
    who named it, "" where it is the same. `text_from` says where the text stood: what a feed
    carries may be a summary, and what a file calls so is one; of a link there is no text but
    headline, address and what was marked; a copy is what another program took out of the page; what
    is doubtful seems a notice and no article.
    `captured` is when a capture of the page was taken, ISO 8601 as far as it is known. `kept_in` is
    the program whose reader kept the article there, and may have tagged it. `other_urls` are
    further addresses that lead to the article. `highlights` become bookmarks.
    `said_now` says that a feed was fetched which says so at this moment, `shares_link` that its
    link stands for several items there, with ids and headlines of their own.
    `quoted` says that it stands in an answer to it, and may be known by itself.
    `pages` are the printed labels of the pages on which its paragraphs stand, or of where it was
    printed as a whole (`index.core.page_labels`).
    `remarks` are what is to be said of how it was read; they are told and not kept, as is `notice`:
    what a page is in an article's place, in words, that its file was `moved`: the same bytes
    were read before in another place, and that it is `alone`: all that its input holds.
    """

    title: str
    paragraphs: tuple[str, ...]
    outlet: str = ""
    byline: str = ""
    date: str = ""
    updated: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    source_id: str = ""
    date_from: str = ""
    origin: str = ""
    named: str = ""
    text_from: TextFrom = "file"
    captured: str = ""
    held_by: str = ""
    kept_in: str = ""
    other_urls: tuple[str, ...] = ()
    original: Original | None = None
    highlights: tuple[Highlight, ...] = ()
    pages: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    notice: str = ""
    moved: bool = False
    alone: bool = False
    said_now: bool = False
    shares_link: bool = False
    quoted: bool = False


def publication_of(article: Article, imported: str) -> Publication:
    """What an article says of its publication; `imported` is when the archive got it."""
    return Publication(
        title=article.title,
        outlet=article.outlet,
        byline=article.byline,
        date=article.date,
        updated=article.updated,
        section=article.section,
        language=article.language,
        url=article.url,
        imported=imported,
        date_from=article.date_from,
        captured=article.captured,
    )


def article_id(article: Article) -> str:
    """Twelve letters and digits that stay the same when the article is read again.

    From the address if there is one of a page; else the record's own id with outlet and date; else
    outlet, date and title; else the text. Where another article has that id, `another_id` is used.
    """
    key: tuple[str, ...]
    if article.url and not is_front_page(article.url):
        return address_id(article.url)
    if is_called_by_record(article):
        return id_by_record(article)
    if article.title and article.date:
        key = ("title", article.outlet, article.date, article.title)
    else:
        key = ("text", article.title, *article.paragraphs)
    return _id(key)


def id_by_record(article: Article) -> str:
    """The id of an article that comes from its record's own id, outlet and date."""
    return _id(("id", article.outlet, article.date, article.source_id))


def is_called_by_record(article: Article) -> bool:
    """Whether it is its record's own id that the id of an article comes from."""
    if not article.source_id or (is_counted(article) and not article.outlet):
        return False
    return not article.url or is_front_page(article.url)


def is_known_by_record(article: Article) -> bool:
    """Whether an archive knows an article by its record's id beside the id that it has itself."""
    return bool(article.source_id) and (bool(article.url) or not is_called_by_record(article))


def is_counted(article: Article) -> bool:
    """Whether its record's id only counts the rows of a table, as those of other tables do too."""
    return article.source_id.isdecimal() and len(article.source_id) <= _COUNTED


def another_id(article: Article, taken: Collection[str] = ()) -> str:
    """The id of an article that shares its address, or outlet, day and headline, with another one
    and is not that one: with what tells them apart. `taken` are ids of articles that it is not.
    """
    own = article_id(article)
    apart = _id((own, "text", *article.paragraphs))
    named = _id((own, "id", article.source_id)) if article.source_id else ""
    if named and named not in taken:
        apart = named
    elif article.url and (titled := _id((own, "title", article.date, article.title))) not in taken:
        apart = titled
    return apart


def address_id(url: str) -> str:
    """The id of the article at an address."""
    return _id(("url", normalise_url(url)))


def address_ids(url: str) -> tuple[str, ...]:
    """The ids that archives may have for the article at an address, today's first."""
    before = (_id(("url", one)) for one in normalised_before(url))
    return tuple(dict.fromkeys((address_id(url), *before)))


def record_id(article: Article) -> str:
    """The id of an article by what its outlet calls it, whatever its address; "" when it has none.

    It is no id of an article itself: these have twelve characters.
    """
    if not article.source_id:
        return ""
    return f"{RECORD}{_id(('record', article.outlet.casefold(), article.source_id))}"


def press_ids(article: Article) -> tuple[str, tuple[str, ...]]:
    """The id of an article in a press database by outlet, day and headline, and those that it has
    in the others; "" and none for what is of no such database or lacks one of the three.

    The databases write outlets differently: “The Times (London)”, “Times, The”.
    """
    day = article.date[:10]
    outlet = _NO_NAME.sub("", _ASIDE.sub("", article.outlet.casefold()))
    title = _NO_NAME.sub("", article.title.casefold())
    if article.held_by not in PRESS_DATABASES or len(day) < 10 or not outlet or not title:
        return "", ()
    ids = {
        held_by: f"{PRESS}{_id(('press', held_by, outlet, day, title))}"
        for held_by in PRESS_DATABASES
    }
    return ids.pop(article.held_by), tuple(ids.values())


_ASIDE = late(r"^the\s|,\s+the$|\s*\([^)]*\)\s*$")
_NO_NAME = late(r"[\W_]+")


def _id(key: tuple[str, ...]) -> str:
    digest = hashlib.sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).digest()
    # Ten bytes are written in sixteen letters: no more are needed for twelve.
    return base64.b32encode(digest[:10])[:12].decode("ascii").lower()


def text_hash(article: Article) -> str:
    """A digest of headline and paragraphs: two versions are the same when it is."""
    text = "\x1f".join((article.title, *article.paragraphs))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def paragraph_hash(text: str) -> int:
    """A signed 64-bit content hash, as SQLite stores integers."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def paragraph_id(article: str, content_hash: int, earlier: int = 0) -> str:
    """Article id, then ten digits of the paragraph's content hash.

    It does not change when other paragraphs come or go. `earlier` is how many paragraphs before it
    in the article have the same text; they tell equal ones apart.
    """
    base = f"{article}-{content_hash & 0xFFFFFFFFFFFFFFFF:016x}"[: len(article) + 11]
    return f"{base}-{earlier + 1}" if earlier else base


def paragraph_ids(article: str, hashes: Sequence[int]) -> list[str]:
    """The id of each paragraph of an article, in order."""
    seen: Counter[int] = Counter()
    ids = []
    for value in hashes:
        ids.append(paragraph_id(article, value, seen[value]))
        seen[value] += 1
    return ids
