"""XML of texts: JATS and BITS, as journals and books are kept, and TEI, as corpora keep texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import elements, first, local, parse_xml, said, texts
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.html_fragments import text_in
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

_ROOT = late(
    rb"<(?:\w{1,12}:)?(?:TEI|teiCorpus|TEI\.2|pmc-articleset|book-part-wrapper)(?=[\s>])"
    rb"|<(?:article|book)(?=[\s>])(?=.{0,65536}?<(?:article-meta|book-meta)[\s>])",
    re.DOTALL,
)
# What pages of the web call what these call so.
_AS_IN_PAGES = {
    "sec": "section", "title": "h2", "head": "h2", "list": "ul", "list-item": "li", "item": "li",
    "disp-quote": "blockquote", "ab": "p", "l": "p", "row": "tr", "cell": "td", "lb": "br",
}  # fmt: skip
_ASIDE = frozenset(
    {"fig", "figure", "fn", "fn-group", "ref-list", "note", "fw", "table-wrap-foot", "graphic"}
    | {"disp-formula", "supplementary-material", "object-id", "front-matter", "index", "figDesc"}
)
# Parts of an issue that are articles.
_ARTICLES = frozenset({"article", "news", "story", "report", "letter", "editorial", "notice"})
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class TextXmlReader:
    """Articles of journals, chapters of books, texts and the articles within them."""

    name = "text-xml"
    suffixes = ()
    describe = "JATS, BITS and TEI, an article a text; issues are parted into their articles"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.93 if _ROOT.search(head) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        root = parse_xml(mend(source.content(), options.encoding))
        found = [*_of_journals(root), *_of_books(root), *_of_tei(root)]
        if not found:
            raise InputError("XML without a text")
        for number, article in enumerate(found, 1):
            where = source.path if len(found) == 1 else f"{source.path}:{number}"
            if article.paragraphs:
                yield replace(article, origin=where)
            else:
                yield Skipped(where, "no text")


def _of_journals(root: Any) -> Iterator[Article]:
    for article in elements(root, "article"):
        for meta in list(elements(article, "article-meta"))[:1]:
            titles = next(elements(article, "journal-meta"), None)
            outlet = "" if titles is None else first(titles, "journal-title", "publisher-name")
            doi = next(
                (said for one in elements(meta, "article-id") if (said := _id(one, "doi"))), ""
            )
            date = _published(meta)
            yield Article(
                title=first(meta, "article-title"),
                paragraphs=_text(*elements(meta, "abstract"), *_children(article, "body")),
                outlet=outlet,
                byline=_byline(meta),
                date=date,
                date_from="JATS: pub-date" if date else "",
                section=first(meta, "subject"),
                language=language_of(article.get(_LANGUAGE) or ""),
                url=f"https://doi.org/{doi}" if doi else "",
                tags=tuple(dict.fromkeys(texts(meta, "kwd"))),
                source_id=doi,
            )


def _of_books(root: Any) -> Iterator[Article]:
    for part in elements(root, "book-part"):
        if any(one is not part for one in elements(part, "book-part")):
            continue
        meta = next(elements(part, "book-part-meta"), None)
        about = next(elements(root, "book-meta"), root)
        date = _published(about)
        yield Article(
            title="" if meta is None else first(meta, "title"),
            paragraphs=_text(*_children(part, "body")),
            outlet=first(about, "book-title"),
            byline=_byline(part if meta is None else meta) or _byline(about),
            date=date,
            date_from="BITS: pub-date" if date else "",
            language=language_of(root.get(_LANGUAGE) or ""),
            source_id=part.get("id") or "",
        )


def _of_tei(root: Any) -> Iterator[Article]:
    for text in elements(root, "TEI", "TEI.2"):
        header = next(elements(text, "teiHeader"), text)
        source = next(elements(header, "sourceDesc"), header)
        date, where = _dated(header, source)
        known = Article(
            title=_named(source, "a")
            or first(next(elements(header, "titleStmt"), header), "title"),
            paragraphs=(),
            outlet=_named(source, "j") or _named(source, "m") or first(header, "publisher"),
            byline=byline_of(list(dict.fromkeys(texts(header, "author")))),
            date=date,
            date_from=f"TEI: {where}" if date else "",
            language=language_of(_language(header, text)),
            url=next(filter(None, map(_address, elements(source, "ptr", "ref", "idno"))), ""),
        )
        yield from _in_body(next(elements(text, "body"), text), known)


def _in_body(body: Any, known: Article) -> Iterator[Article]:
    """The articles of an issue, or the one that a body is."""
    parts = [one for one in elements(body, "div") if (one.get("type") or "") in _ARTICLES]
    for part in parts:
        title = next(iter(texts(part, "head")), "")
        yield replace(
            known,
            title=title or known.title,
            paragraphs=_text(part, title=title),
            outlet=known.outlet or known.title,
            byline=byline_of(texts(part, "byline")[:1], printed=True) or known.byline,
            source_id=part.get("{http://www.w3.org/XML/1998/namespace}id") or "",
        )
    if not parts:
        yield replace(known, paragraphs=_text(body, title=known.title))


def _text(*bodies: Any, title: str = "") -> tuple[str, ...]:
    """The paragraphs of some elements, without what stands beside them and the headline above."""
    found: list[str] = []
    for body in bodies:
        for element in list(body.iter()):
            name = local(element)
            if name in _ASIDE and element is not body:
                _take_out(element)
            elif name:
                element.tag = _AS_IN_PAGES.get(name, name)
        found += text_in(body)
    return tuple(part_giants(found[1:] if found[:1] == [title] else found))


def _take_out(element: Any) -> None:
    """Remove an element and leave what stands behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _published(meta: Any) -> str:
    """The day of publication, as far as any of those given goes."""
    found = []
    for one in elements(meta, "pub-date"):
        parts = [first(one, name) for name in ("year", "month", "day")]
        numbers = [part.zfill(2) for part in parts]
        end = next((place for place, part in enumerate(parts) if not part), len(parts))
        found.append(find_date(one.get("iso-8601-date") or "-".join(numbers[:end])))
    return max(found, key=len, default="")


def _dated(header: Any, source: Any) -> tuple[str, str]:
    """The day of what was transcribed, else that of the publication."""
    for place, where in ((source, "sourceDesc"), (header, "publicationStmt")):
        for element in (place, *elements(place, where)):
            for one in elements(element, "date"):
                said = one.get("when") or one.get("notBefore") or "".join(one.itertext())
                if found := find_date(said.strip()):
                    return found, where
    return "", ""


def _byline(meta: Any) -> str:
    names = []
    for one in elements(meta, "contrib"):
        if one.get("contrib-type", "author") == "author":
            name = f"{first(one, 'given-names')} {first(one, 'surname')}".strip()
            names.append(name or first(one, "collab", "string-name"))
    return byline_of(list(filter(None, names)))


def _named(source: Any, level: str) -> str:
    """The title in a source that is of an article (a), a journal (j) or a book (m)."""
    found = (one for one in elements(source, "title") if one.get("level") == level)
    return next(map(said, found), "")


def _language(header: Any, text: Any) -> str:
    used = (one.get("ident") for one in elements(header, "language"))
    return text.get(_LANGUAGE) or next(filter(None, used), "")


def _address(element: Any) -> str:
    said = element.get("target") or "".join(element.itertext()).strip()
    return said if said.startswith(("http://", "https://")) else ""


def _id(element: Any, kind: str) -> str:
    return "".join(element.itertext()).strip() if element.get("pub-id-type") == kind else ""


def _children(element: Any, name: str) -> Iterator[Any]:
    return (one for one in element if local(one) == name)
