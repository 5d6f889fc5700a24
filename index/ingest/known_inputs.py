"""Which inputs were read to their end before, and need not be read again."""

from __future__ import annotations

from index.core.light_dataclass import dataclass
from index.ingest.batch_store import BatchStore
from index.ingest.readers.base import ReadOptions, suffix_of, without_packing
from index.store.articles.intake import KnownFile

# What was read before pages were kept is read once more for these: all of what has pages, and of
# texts those that held several articles, as those of press databases do.
_PAGED = (".pdf", ".epub")
_BUNDLES = (".txt", ".rtf", ".docx", ".odt", ".html", ".htm")
_PAGES = "pages"


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
    if suffix in _PAGED + _BUNDLES:
        keys.insert(0, options.key(_PAGES))
    if not digest:
        return KnownInput(None, moved=False, key=keys[0])
    gave, *older = (store.known_file(digest, key, place, named) for key in keys)
    before = older[0] if older else None
    moved = not (gave or before) and any(store.was_read(digest, key) for key in keys)
    if gave is None and before and suffix in _BUNDLES and before.articles == 1:
        gave = before
    return KnownInput(gave, moved, keys[0])
