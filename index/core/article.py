"""Articles and their paragraphs: what the readers make, the store keeps and the index finds."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

TextFrom = Literal["file", "feed", "page"]

# Parameters that say where a reader came from, never what is read. Names that some publishers use
# for the article itself (id, cid, src, ref) are not among them.
_TRACKING = frozenset(
    {
        *("fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "ref_src", "cmpid"),
        *("ocid", "ncid", "ito", "smid", "smprod", "soc_src", "soc_trk", "pgtype", "clicksource"),
    }
)


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes an article was read from, and the name or address they had."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """Words that the reader of another program marked, with what was noted there.

    `created` is ISO 8601 as far as it is known.
    """

    text: str
    note: str = ""
    tags: tuple[str, ...] = ()
    created: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One published text as a reader found it.

    `date` is ISO 8601 as far as it is known: a year, a month, a day, or an instant with or without
    its offset; "" is undated. `updated` is the same for the last change the source names.
    `source_id` is the id a record carried, `date_from` where the date was found, `origin` the file,
    feed or address it was read from. `text_from` says where the text stood: what a feed carries may
    be a summary. `other_urls` are further addresses that lead to the article. `highlights` become
    bookmarks.
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
    text_from: TextFrom = "file"
    other_urls: tuple[str, ...] = ()
    original: Original | None = None
    highlights: tuple[Highlight, ...] = ()


def normalise_url(url: str) -> str:
    """The address without what does not name the article: scheme case, port, fragment, tracking.

    http and https are the same article; `www.` is dropped. An address that cannot be read is
    returned as it is.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    if not parts.scheme or not parts.hostname:
        return url.strip()
    host = parts.hostname.removeprefix("www.")
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    scheme = "https" if parts.scheme in ("http", "https") else parts.scheme
    kept = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in _TRACKING and not key.lower().startswith(("utm_", "wt."))
    ]
    path = parts.path.rstrip("/") or "/"
    return urlunsplit((scheme, host, path, urlencode(sorted(kept)), ""))


def article_id(article: Article) -> str:
    """Twelve letters and digits that stay the same when the article is read again.

    From the address if there is one; else the record's own id with outlet and date; else outlet,
    date and title; else the text.
    """
    key: tuple[str, ...]
    if article.url:
        return address_id(article.url)
    if article.source_id:
        key = ("id", article.outlet, article.date, article.source_id)
    elif article.title and article.date:
        key = ("title", article.outlet, article.date, article.title)
    else:
        key = ("text", article.title, *article.paragraphs)
    return _id(key)


def address_id(url: str) -> str:
    """The id of the article at an address."""
    return _id(("url", normalise_url(url)))


def _id(key: tuple[str, ...]) -> str:
    digest = hashlib.sha256("\x1f".join(key).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest)[:12].decode("ascii").lower()


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
