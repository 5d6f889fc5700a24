"""Europresse (Eureka, CEDROM-SNi) as a web page: an `article` element a document."""

from __future__ import annotations

import re
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.bundles.bundle import (
    Bundle,
    Document,
    outlet_name,
    page_of,
    stated_words,
)
from index.ingest.readers.bundles.factiva_fields import WORDS
from index.ingest.readers.bundles.lines import date_of
from index.ingest.readers.bundles.signs import EUROPRESSE
from index.ingest.readers.text_parts.html_fragments import text_in

_NUMBER = late(r"\b(?:news|biz|web|social)·\d{8}·[\w·-]+")
_WEB = late(r"\s*\((?:site web|web ?site|ref\.|réf\.).*$", re.IGNORECASE)
_WEEKDAY = late(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche",
    re.IGNORECASE,
)
_PAGE = late(r"(?:p|pp|page|pages)\.?\s*[\w,\s-]{1,20}", re.IGNORECASE)


def europresse(tree: Any) -> Bundle | None:
    """The documents of a page; None when it is none of Europresse's."""
    found = [one for one in tree.iter("article") if _of_class(one, EUROPRESSE) is not None]
    documents = tuple(map(_document, found))
    return Bundle("Europresse", documents) if any(one.date for one in documents) else None


def _document(element: Any) -> Document:
    header = _said(element, "DocHeader") or _said(element, "DocTitreSousSection")
    section, date, words = _header(header)
    page = next((part for part in header.split(",") if _PAGE.fullmatch(part.strip())), "")
    body = _of_class(element, "docOcurrContainer")
    body = body if body is not None else _of_class(element, "DocText")
    body = body if body is not None else next(element.iter("section"), None)
    number = _NUMBER.search(element.text_content())
    above = [_said(element, "rdp__subtitle")]
    return Document(
        title=_said(element, "titreArticleVisu"),
        paragraphs=tuple(filter(None, [*above, *_paragraphs(body)])),
        outlet=_WEB.sub("", outlet_name(_said(element, EUROPRESSE))),
        date=date,
        byline=_byline(element),
        section=section,
        source_id=number[0] if number else "",
        words=stated_words(words),
        page=page_of(page),
    )


def _header(text: str) -> tuple[str, str, str]:
    """Section, date and length out of “Communication, mardi 14 mars 2006, 512 mots, p. 16”."""
    parts = [part.strip() for part in text.split(",")]
    words = next((part for part in parts if WORDS.fullmatch(part)), "")
    for place, part in enumerate(parts):
        if not re.search(r"\d", part) and not _WEEKDAY.fullmatch(part):
            continue
        # In English a comma stands within the date.
        found = max((date_of(", ".join(parts[place : place + n])) for n in (1, 2, 3)), key=len)
        if len(found) >= 7:
            before = [part for part in parts[:place] if part and not _PAGE.fullmatch(part)]
            return ", ".join(before), found, words
    return "", "", words


def _byline(element: Any) -> str:
    named = _said(element, "docAuthors") or _said(element, "sm-margin-bottomNews")
    title = _of_class(element, "titreArticle")
    after = title.getnext() if title is not None and not named else None
    if after is not None and after.tag == "div" and not after.get("class"):
        named = " ".join(after.text_content().split())
    return named if len(named.split()) <= 20 else ""


def _paragraphs(body: Any) -> list[str]:
    if body is None:
        return []
    return text_in(body)


def _of_class(element: Any, name: str) -> Any:
    return next((one for one in element.iter() if name in (one.get("class") or "").split()), None)


def _said(element: Any, name: str) -> str:
    found = _of_class(element, name)
    return " ".join(found.text_content().split()) if found is not None else ""
