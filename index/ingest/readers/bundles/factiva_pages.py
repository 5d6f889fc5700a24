"""Factiva as a web page: an element a document, its parts in a table or each in an element."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.bundles.bundle import Bundle, Document
from index.ingest.readers.bundles.factiva_fields import (
    ENDED,
    LABELS,
    WORDS,
    document,
    head_of,
    labelled,
)
from index.ingest.readers.text_parts.html_fragments import text_in

_ARTICLE = late(r"\barticle\s+([a-z]{2})(?:[A-Z]{2})?Article\b")


def factiva_page(tree: Any) -> Bundle | None:
    """The documents of a page; None when it is none of Factiva's."""
    found = [
        (element, match[1])
        for element in tree.iter("div")
        if (match := _ARTICLE.search(element.get("class") or ""))
    ]
    documents = tuple(_document(element, language) for element, language in found)
    return Bundle("Factiva", documents) if any(one.date for one in documents) else None


def _document(element: Any, language: str) -> Document:
    rows: dict[str, Sequence[str]] = dict(_rows(element))
    made = labelled(rows) if rows else _unlabelled(element)
    return made if made.language else replace(made, language=language)


def _rows(element: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Labels and the paragraphs beside them."""
    for row in element.iter("tr"):
        cells = list(row.iterchildren("td", "th"))
        label = _text(cells[0]) if len(cells) == 2 else ""
        if label in LABELS:
            yield label, tuple(text_in(cells[1]))


def _unlabelled(element: Any) -> Document:
    """What stands in elements without labels: some have a class that tells what they are."""
    title, byline, number = "", "", ""
    above: list[str] = []
    lines: list[str] = []
    paragraphs: list[str] = []
    for one in element.iterchildren():
        kind, text = one.get("class") or "", _text(one)
        ending = ENDED.search(text) if one.tag == "p" else None
        if not text:
            continue
        if "articleParagraph" in kind:
            paragraphs.append(text)
        elif ending:
            number = ending[1]
        elif "author" in kind:
            byline = text
        elif one.get("id") == "hd" or any("Headline" in (x.get("class") or "") for x in one.iter()):
            title = text
        elif one.tag == "div":
            (lines if title else above).append(text)
    counted = next((n for n, line in enumerate(lines) if WORDS.fullmatch(line)), -1)
    words = lines[counted] if counted >= 0 else ""
    head = head_of((title,), lines[counted + 1 :], words)
    byline = byline or " ".join(lines[: max(0, counted)])
    return document(replace(head, byline=byline, section=" ".join(above)), paragraphs, number)


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())
