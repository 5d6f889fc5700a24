"""Zotero RDF: references with their notes, and the snapshots kept with them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import elements, first, local, parse_xml, said, texts
from index.ingest.readers.other_programs.zotero import article_of_reference, standalone_note

_ROOT = late(rb"<(?:rdf|RDF):RDF\b[^>]*zotero\.org/namespaces/export")
# What holds references, and what only belongs to them.
_BESIDES = ("Attachment", "Memo", "Collection", "Journal")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"


class ZoteroRdfReader:
    """References in RDF, read as those in JSON."""

    name = "zotero-rdf"
    suffixes = ()
    describe = "Zotero RDF, with the notes, and the snapshots kept beside it"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.97 if _ROOT.search(head[:8192]) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        root = parse_xml(mend(source.content(), options.encoding))
        about = {element.get(_ABOUT): element for element in root if element.get(_ABOUT)}
        led_to: set[str] = set()
        for element in root:
            if local(element) and local(element) not in _BESIDES:
                entry = _entry(element, about, led_to)
                yield article_of_reference(entry, source, options)
        for key, element in about.items():
            if local(element) == "Memo" and key not in led_to:
                yield from standalone_note({"note": first(element, "value"), "key": key}, source)


def _entry(element: Any, about: dict[str, Any], led_to: set[str]) -> dict[str, Any]:
    """A reference as Zotero's JSON has it; `led_to` gathers what belongs to references."""
    within = [one for part in elements(element, "isPartOf") for one in part]
    resources = [about.get(part.get(_RESOURCE)) for part in elements(element, "isPartOf")]
    holders = [one for one in (*within, *resources) if one is not None]
    linked = [one.get(_RESOURCE, "") for one in elements(element, "isReferencedBy", "link")]
    led_to.update(linked)
    parts = [about[key] for key in linked if key in about]
    uris = [one for each in _own(element, "identifier") for one in elements(each, "URI")]
    # What is within a page's address is called by it.
    address = next((first(one, "value") for one in uris), "") or element.get(_ABOUT, "")
    return {
        "itemType": _said(element, "itemType"),
        "title": _said(element, "title"),
        "publicationTitle": next((name for one in holders if (name := _said(one, "title"))), ""),
        "creators": [
            {"firstName": first(one, "givenName", "givenname"), "lastName": first(one, "surname")}
            for listed in _own(element, "authors")
            for one in elements(listed, "Person")
        ],
        "date": _said(element, "date"),
        "url": address if address.startswith("http") else "",
        "abstractNote": _said(element, "abstract"),
        "language": _said(element, "language"),
        "tags": [_tag(one) for one in _own(element, "subject")],
        "notes": [
            {"note": _value(one), "key": one.get(_ABOUT, "")}
            for one in parts
            if local(one) == "Memo"
        ],
        "attachments": [
            {"path": path}
            for one in parts
            if local(one) == "Attachment"
            for path in (each.get(_RESOURCE, "") for each in elements(one, "resource", "path"))
        ],
    }


def _own(element: Any, name: str) -> Iterator[Any]:
    """The children of an element that have a name."""
    return (one for one in element if local(one) == name)


def _said(element: Any, name: str) -> str:
    return next(map(said, _own(element, name)), "")


def _tag(element: Any) -> str:
    return first(element, "value") or said(element)


def _value(memo: Any) -> str:
    return next(iter(texts(memo, "value")), "")
