"""Notes in Markdown that a web clipper made (Obsidian Web Clipper): what of them is the article.

The clipper keeps the address as `source`, people as links between notes, and the day of clipping as
`created`; readers mark words with `==` and name blocks with `^id`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from index.core.article import Highlight
from index.ingest.readers.field_names import fields_among

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LINK = re.compile(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_MARK = re.compile(r"(?<![\w=])==(?=[^\s=])(.+?)(?<=[^\s=])==(?![\w=])")
_BLOCK = re.compile(r"\s*\^[\w-]{1,60}$")
_NOTE = re.compile(r"\[\^[\w-]{1,40}\](?!:)")
_DEFINED = re.compile(r"^\[\^[\w-]{1,40}\]:\s*")
_EMBEDDED = re.compile(
    r"!\[\[[^\[\]]*\.(?:png|jpe?g|gif|webp|svg|pdf|mp[34])(?:\|[^\[\]]*)?\]\]", re.IGNORECASE
)
CALLOUT = re.compile(r"^\[!\w+\][+-]?\s*")


def described(record: dict[str, Any]) -> dict[str, Any]:
    """The front matter of a clipped note in the words of an article; any other as it is."""
    source = record.get("source")
    if not isinstance(source, str) or not _ADDRESS.fullmatch(source.strip()):
        return {key: _unlinked(value) for key, value in record.items()}
    told = {key: _unlinked(value) for key, value in record.items() if key != "source"}
    told.setdefault("url", source.strip())
    if "outlet" not in fields_among(told):
        told["outlet"] = (urlsplit(source.strip()).hostname or "").removeprefix("www.")
    if "published" in told:
        # The day of clipping is no day of publication, whether or not that is known.
        told.pop("created", None)
    return told


def _unlinked(value: Any) -> Any:
    """A value with links between notes as the text that is seen of them."""
    if isinstance(value, str):
        return linked_text(value)
    if isinstance(value, list):
        return [_unlinked(each) for each in value]
    return value


def linked_text(text: str) -> str:
    """A text with the names that links between notes show."""
    return _LINK.sub(lambda link: (link[2] or link[1]).strip(), text) if "[[" in text else text


def read_notes(paragraphs: Sequence[str]) -> tuple[list[str], tuple[Highlight, ...]]:
    """Paragraphs without what belongs to the note, and the words that were marked in them."""
    marked: list[Highlight] = []
    texts = []
    for paragraph in paragraphs:
        if _EMBEDDED.fullmatch(paragraph):
            continue
        text = linked_text(_DEFINED.sub("", paragraph))
        text = _BLOCK.sub("", _NOTE.sub("", CALLOUT.sub("", text)))
        marked += [Highlight(text=found) for found in _MARK.findall(text)]
        texts.append(_MARK.sub(r"\1", text))
    return texts, tuple(marked)
