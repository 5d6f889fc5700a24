"""Zotero: CSL-JSON, and Better BibTeX's JSON, which names the files that were kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.clean import first_words
from index.core.language_names import language_of
from index.core.publication import ABOUT
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.stated_dates import is_about, stated_date
from index.ingest.readers.dumps.json_stream import Rows, elements
from index.ingest.readers.encodings import peek
from index.ingest.readers.fields.records import Fields
from index.ingest.readers.other_programs.read_later import names_in, saved
from index.ingest.readers.text_parts.html_fragments import text_of

# What Zotero calls its colours.
_COLORS = {
    "#ffd400": "yellow", "#ff6666": "red", "#5fb236": "green", "#2ea8e5": "blue",
    "#a28ae5": "purple", "#e56eee": "magenta", "#f19837": "orange", "#aaaaaa": "gray",
}  # fmt: skip
_LONGEST_DATE = 40
_OUTLET = (
    *("container-title", "publicationTitle", "blogTitle", "websiteTitle", "forumTitle"),
    *("programTitle", "publisher"),
)


class ZoteroReader:
    """References; the snapshots that were kept with them are their text."""

    name = "zotero"
    suffixes = ()
    describe = "Zotero's CSL-JSON and Better BibTeX JSON, with the snapshots kept beside them"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = peek(head)[:20_000]
        if text.lstrip()[:1] not in ("[", "{"):
            return 0.0
        is_csl = re.search(r'"(?:date-parts|container-title|citation-key)"\s*:', text)
        is_csl = is_csl and re.search(r'"type"\s*:\s*"[a-z-]+"', text)
        is_better = '"itemType"' in text and '"creators"' in text
        return 0.9 if is_csl or is_better else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Input]:
        with source.open() as stream:
            for value in elements(Rows(stream, options)):
                listed = value.get("items") if isinstance(value, dict) else None
                for found in listed if isinstance(listed, list) else [value]:
                    # As the API gives it, the reference stands within what it says of it.
                    within = found.get("data") if isinstance(found, dict) else None
                    entry = within if isinstance(within, dict) and "itemType" in within else found
                    if not isinstance(entry, dict):
                        yield Skipped(source.path, "an entry that is not an object with keys")
                    elif entry.get("itemType") == "note":
                        yield from standalone_note(entry, source)
                    elif entry.get("itemType") not in ("attachment", "annotation"):
                        yield article_of_reference(entry, source, options)


def article_of_reference(entry: dict[str, Any], source: Input, options: ReadOptions) -> Article:
    """The article of a reference: the text of its snapshot, else its abstract, else its title."""
    known = Fields(entry, options)
    title = _text(entry, "title", "shortTitle")
    kept = next(filter(None, map(_first_article, _snapshots(entry, source))), None)
    abstract = _text(entry, "abstract", "abstractNote")
    article = saved(
        title,
        _text(entry, "URL", "url"),
        summary=abstract,
        tags=Fields({"tags": _tags(entry)}, options).texts("tags"),
        highlights=tuple(_marks(entry)),
    )
    if kept:
        article = replace(article, paragraphs=kept.paragraphs, text_from=kept.text_from)
    date, is_rough = _issued(entry.get("issued"))
    if not date:
        date, is_rough = _in_words(_text(entry, "date"))
    where = "Zotero: date" + ABOUT * is_rough if date else kept.date_from if kept else ""
    if not date and not (kept and kept.date) and (said := _unread(entry)):
        where = f"Zotero: date ({said})"
    return replace(
        article,
        outlet=_text(entry, *_OUTLET),
        byline=", ".join(_names(entry.get("author") or entry.get("creators"))),
        section=_text(entry, "section"),
        language=language_of(known.text("language")),
        date=date or (kept.date if kept else ""),
        date_from=where,
        source_id=_text(entry, "id", "citation-key", "citationKey", "key"),
        origin=source.path,
    )


def standalone_note(entry: dict[str, Any], source: Input) -> Iterator[Article]:
    """A note that stands by itself, as an article of its own."""
    paragraphs = list(text_of(_text(entry, "note")))
    if paragraphs:
        yield Article(
            title=_text(entry, "title") or first_words(paragraphs[0]),
            paragraphs=tuple(paragraphs),
            tags=tuple(names_in(entry.get("tags"), "tag")),
            updated=find_date(_text(entry, "dateModified")),
            source_id=f"zotero:{_text(entry, 'key', 'itemID') or paragraphs[0]}",
            origin=source.path,
        )


def _snapshots(entry: dict[str, Any], source: Input) -> Iterator[Input]:
    """The files kept with a reference, as far as they lie beside the list."""
    attached = entry.get("attachments")
    for one in attached if isinstance(attached, list) else ():
        path = _text(one, "path", "localPath") if isinstance(one, dict) else ""
        # A whole path is one of another machine, perhaps; what lies beside the list is below it.
        for tried in (path, *re.findall(r"(?:^|/)((?:files|storage)/.+)$", path)):
            found = source.beside(tried) if tried else None
            if found:
                yield found


def _first_article(kept: Input) -> Article | None:
    return next((one for one in kept.articles() if isinstance(one, Article)), None)


def _issued(value: Any) -> tuple[str, bool]:
    """A CSL date as far as it is known, and whether it is said to be so roughly. Of two, the ends
    of a range, it is what they have in common.
    """
    if not isinstance(value, dict):
        return "", False
    parts = value.get("date-parts")
    ends = [
        "-".join(str(part).zfill(2) for part in one if isinstance(part, int | str))
        for one in (parts if isinstance(parts, list) else ())
        if isinstance(one, list) and any(one)
    ]
    if ends:
        return find_date(" / ".join(ends[:2])), bool(value.get("circa"))
    return _in_words(_text(value, "raw", "literal"))


def _unread(entry: dict[str, Any]) -> str:
    """What stands as the date of a reference, in vain."""
    issued = entry.get("issued")
    said = _text(issued, "raw", "literal") if isinstance(issued, dict) else ""
    shown = " ".join((said or _text(entry, "date")).split())
    return shown if 1 < len(shown) <= _LONGEST_DATE else ""


def _in_words(text: str) -> tuple[str, bool]:
    return stated_date(text), is_about(text)


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and one.get("creatorType", "author") == "author":
            given, family = _text(one, "given", "firstName"), _text(one, "family", "lastName")
            name = _text(one, "literal", "name") or f"{given} {family}".strip()
            if name:
                yield name


def _marks(entry: dict[str, Any]) -> Iterator[Highlight]:
    """What was highlighted in the files of a reference, and the notes on it; those without words
    are on the whole.
    """
    attached = entry.get("attachments")
    for one in attached if isinstance(attached, list) else ():
        found = one.get("annotations") if isinstance(one, dict) else None
        for mark in found if isinstance(found, list) else ():
            if isinstance(mark, dict):
                yield from _mark(mark, "annotationText", "annotationComment")
    for kept in (entry.get("notes"), attached):
        for one in kept if isinstance(kept, list) else ():
            if isinstance(one, dict):
                yield from _mark(one, "", "note")
            elif isinstance(one, str):
                yield from _mark({"note": one}, "", "note")


def _mark(mark: dict[str, Any], words: str, remark: str) -> Iterator[Highlight]:
    text = _text(mark, words) if words else ""
    note = "\n".join(text_of(_text(mark, remark)))
    key = _text(mark, "key", "itemKey") or (_text(mark, "dateAdded") if not text else "")
    if text or note:
        yield Highlight(
            text=text,
            note=note,
            tags=tuple(names_in(mark.get("tags"), "tag")),
            color=_COLORS.get(color := _text(mark, "annotationColor").lower(), color),
            created=find_date(_text(mark, "dateAdded")),
            id=f"zotero:{key}" if key else "",
        )


def _tags(entry: dict[str, Any]) -> Any:
    value = entry.get("tags") or entry.get("keyword")
    if isinstance(value, list):
        return [one.get("tag") if isinstance(one, dict) else one for one in value]
    return value


def _text(value: dict[str, Any], *keys: str) -> str:
    """The first of some keys that holds a text or a number."""
    for key in keys:
        found = value.get(key)
        if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 1 << 60:
            return str(found)
        if isinstance(found, str) and found.strip():
            return found.strip()
    return ""
