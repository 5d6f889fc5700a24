"""Which inputs were read to their end before, and need not be read again."""

from __future__ import annotations

from dataclasses import dataclass

from index.ingest.batch_store import BatchStore
from index.ingest.readers.base import ReadOptions, suffix_of, without_packing
from index.store.articles.intake import KnownFile

# What was read before lines below a headline were kept unless the article says all that they say
# (and, some of it, before pages were) is read once more.
_TEXTS = (
    *(".txt", ".text", ".asc", ".story", ".md", ".markdown", ".mdown", ".mkd"),
    *(".html", ".htm", ".xhtml", ".shtml", ".mhtml", ".mht", ".webarchive", ".har", ".warc"),
    *(".docx", ".odt", ".fodt", ".rtf", ".pdf", ".epub"),
)
_LINES, _PAGES = "lines of heads", "pages"
# Mail that was read before what is sent with letters, or stands in them, was kept; the files of
# some mailboxes have no suffix.
_MAIL = (".eml", ".mbox", ".mbx", "")
_LETTERS = "letters whole"
# Likewise documents of which what stands beside their text (rows of tables, heads and feet of
# pages, fields of forms) was lost, or not told.
_DOCUMENTS = (".pdf", ".docx", ".odt", ".fodt", ".rtf")
_BESIDE = "beside the text"


@dataclass(frozen=True, slots=True)
class KnownInput:
    """What is known of an input by its bytes: what it gave where it is, None where it is to be
    read; whether it was read elsewhere (`moved`), and by which `key` it will be known.
    """

    gave: KnownFile | None
    moved: bool
    key: str


def known_input(
    store: BatchStore, options: ReadOptions, digest: str, place: str, named: str
) -> KnownInput:
    """What is known of the input with a digest at a place that its user may have `named`."""
    suffix = suffix_of(without_packing(named))
    keys = [options.key()]
    if suffix in _TEXTS:
        keys = [options.key(_LINES), options.key(_PAGES), *keys]
    if suffix in _MAIL:
        keys.insert(0, options.key(_LETTERS))
    if suffix in _DOCUMENTS:
        keys = [options.key(_BESIDE), *keys]
    if not digest:
        return KnownInput(None, moved=False, key=keys[0])
    gave, *older = (store.known_file(digest, key, place, named) for key in keys)
    moved = not any((gave, *older)) and any(store.was_read(digest, key) for key in keys)
    return KnownInput(gave, moved, keys[0])
