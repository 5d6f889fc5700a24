"""Citations as BibTeX and EndNote write them, read as those in RIS are."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import elements, first, parse_xml, texts
from index.ingest.readers.other_programs.citations import UNTITLED, article_of_citation

Record = dict[str, list[str]]

_ENTRY = late(r"@([A-Za-z]++)\s*+\{\s*+([^\s,{}]*+)\s*+,")
_FIELD = late(r"\s*+,?\s*+([A-Za-z][\w-]*+)\s*+=\s*+")
_NO_ENTRIES = frozenset({"comment", "string", "preamble"})
# RIS' tags by what the others call them.
_BIB = {
    "title": "TI", "journaltitle": "T2", "journal": "T2", "booktitle": "T2", "publisher": "PB",
    "howpublished": "PB", "abstract": "AB", "url": "UR", "langid": "LA", "language": "LA",
}  # fmt: skip
_REFER = {"T": "TI", "B": "T2", "J": "T2", "I": "PB", "A": "AU", "X": "AB", "U": "UR", "G": "LA"}
_ACCENTS = dict(zip("`'^\"~=.uvHckr", "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b"
                "\u0327\u0328\u030a", strict=True))  # fmt: skip
_ACCENTED = late(
    r"\{?\\(?:([`'^\"~=.])\s*\{?\\?([A-Za-z])\}?|([uvHckr])(?:\s+|\{)\\?([A-Za-z])\}?)\}?"
)
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "aa": "å", "AA": "Å", "l": "ł",
            "L": "Ł", "oe": "œ", "i": "ı"}  # fmt: skip
_SIGNS = {
    "backslash": "\\",
    "asciitilde": "~",
    "asciicircum": "^",
    "braceleft": "{",
    "braceright": "}",
}
_SIGN = late(rf"\\text({'|'.join(_SIGNS)})")
_LETTER = late(r"\{?\\(ss|ae|AE|aa|AA|oe|[oOlLi])(?:\{\}|\}|\s+|(?![A-Za-z]))")


class BibReader:
    """BibTeX and BibLaTeX."""

    name = "bibtex"
    suffixes = (".bib",)
    describe = "BibTeX, an article a citation, with its abstract where it has one"

    def sniff(self, head: bytes, name: str) -> float:
        is_named = suffix_of(name) in (*self.suffixes, ".txt", "")
        return 0.85 if is_named and _ENTRY.search(peek(head)) and b"=" in head else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        text = decode(source.content(), options.encoding)
        entries = [one for one in _ENTRY.finditer(text) if one[1].lower() not in _NO_ENTRIES]
        for number, entry in enumerate(entries, 1):
            article = article_of_citation(
                _of_bib(text, entry.end(), entry[2]), f"{source.path}:{number}", "BibTeX"
            )
            yield article if article.title else Skipped(article.origin, UNTITLED)


class EndNoteReader:
    """EndNote's XML and its tagged form."""

    name = "endnote"
    suffixes = (".enw",)
    describe = "EndNote's XML and tagged form, an article a citation"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = peek(head).lstrip("\ufeff \r\n\t")
        is_xml = text.startswith("<") and "<record>" in text and "<ref-type" in text
        return 0.92 if is_xml or re.match(r"%0 [A-Z]", text) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        data = source.content()
        is_tagged = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"%")
        records = (
            _of_refer(decode(data, options.encoding))
            if is_tagged
            else map(_of_xml, elements(parse_xml(mend(data, options.encoding)), "record"))
        )
        for number, record in enumerate(records, 1):
            article = article_of_citation(record, f"{source.path}:{number}", "EndNote")
            yield article if article.title else Skipped(article.origin, UNTITLED)


def _of_bib(text: str, place: int, key: str) -> Record:
    record: Record = defaultdict(list)
    said: dict[str, str] = {}
    while field := _FIELD.match(text, place):
        value, place = _value(text, field.end())
        said.setdefault(field[1].lower(), _plain(value))
    for name, tag in _BIB.items():
        record[tag] += filter(None, (said.get(name, ""),))
    record["AU"] = re.split(r"\s+and\s+", said["author"]) if said.get("author") else []
    record["KW"] = [one.strip() for one in re.split(r"[,;]", said.get("keywords", ""))]
    parts = [said.get(name, "") for name in ("day", "month", "year")]
    record["DA"] = list(filter(None, (said.get("date", ""), " ".join(filter(None, parts)))))
    record["ID"] = [key]
    return record


def _value(text: str, place: int) -> tuple[str, int]:
    """A value in braces or quotes, or as it stands, and where it ends."""
    opening = text[place : place + 1]
    if opening not in ("{", '"'):
        found = re.compile(r"[^,}\n]*").match(text, place)
        return (found[0], found.end()) if found else ("", place)
    depth = 0
    for end in range(place, len(text)):
        sign = text[end]
        if text[end - 1] == "\\":
            continue
        depth += (sign == "{") - (sign == "}")
        if end > place and not depth and sign == ("}" if opening == "{" else '"'):
            return text[place + 1 : end], end + 1
    return text[place + 1 :], len(text)


def _plain(value: str) -> str:
    """A value without its braces, and with the letters that LaTeX writes otherwise."""
    value = _ACCENTED.sub(_accented, value)
    value = _LETTER.sub(lambda found: _LETTERS[found[1]], value)
    value = re.sub(r"\\([&%$#_{}])", r"\1", re.sub(r"(?<!\\)[{}]", "", value))
    value = _SIGN.sub(lambda found: _SIGNS[found[1]], value)
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n\s*\n", value)).strip()


def _accented(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (found[2] or found[4]) + _ACCENTS[found[1] or found[3]])


def _of_refer(text: str) -> Iterator[Record]:
    for block in re.split(r"(?m)^(?=%0 )", text):
        record: Record = defaultdict(list)
        for line in re.finditer(r"(?m)^%(\S) (.*(?:\n(?!%).*)*)", block):
            record[_REFER.get(line[1], line[1])].append(line[2].strip())
        record["KW"] = [one for said in record["K"] for one in said.splitlines()]
        record["DA"] = [" ".join((*record["8"], *record["D"]))]
        if record["0"]:
            yield record


def _of_xml(element: Any) -> Record:
    authors = [texts(one, "author") for one in elements(element, "authors")]
    days = [texts(one, "date") for one in elements(element, "pub-dates")]
    related = [texts(one, "url") for one in elements(element, "related-urls")]
    return {
        "TI": [first(element, "title")],
        "T2": [first(element, "secondary-title", "full-title", "publisher")],
        "AU": [name for found in authors for name in found],
        "AB": [first(element, "abstract")],
        "DA": [" ".join((*(day for found in days for day in found[:1]), first(element, "year")))],
        "UR": [url for found in related for url in found],
        "LA": [first(element, "language")],
        "KW": texts(element, "keyword"),
    }
