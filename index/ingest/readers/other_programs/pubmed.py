"""Citations as PubMed exports them (.nbib, XML), read as those in RIS are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from index.core.article import Article
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import elements, first, parse_xml, said
from index.ingest.readers.other_programs.citations import UNTITLED, article_of_citation

Record = dict[str, list[str]]

_LINE = late(r"([A-Z]{2,4}) *- (.*)")
_TAGS = {
    "PMID": "ID", "TI": "TI", "AB": "AB", "FAU": "AU", "CN": "AU", "JT": "T2", "DP": "DA",
    "LA": "LA", "MH": "KW", "OT": "KW",
}  # fmt: skip
_DOI = late(r"(10\.\S+) \[doi\]")


class PubMedReader:
    """Citations of PubMed, with their abstracts."""

    name = "pubmed"
    suffixes = (".nbib",)
    describe = "PubMed's exports (.nbib and XML), an article a citation, with its abstract"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = peek(head).lstrip("\ufeff \r\n\t")
        return 0.94 if re.match(r"PMID ?- ?\d", text) or "<PubmedArticle>" in text else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        data = source.content()
        is_xml = data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        records = (
            map(_of_xml, elements(parse_xml(mend(data, options.encoding)), "PubmedArticle"))
            if is_xml
            else _of_lines(decode(data, options.encoding))
        )
        for number, record in enumerate(records, 1):
            article = article_of_citation(record, f"{source.path}:{number}", "PubMed")
            yield article if article.title else Skipped(article.origin, UNTITLED)


def _of_lines(text: str) -> Iterator[Record]:
    for block in re.split(r"\n(?=PMID ?- )", "\n" + re.sub("\r\n?", "\n", text)):
        said_: Record = defaultdict(list)
        last = ""
        for line in block.split("\n"):
            found = _LINE.match(line)
            if found:
                last = found[1]
                said_[last].append(found[2].strip())
            elif last and line.startswith("  "):
                said_[last][-1] += f" {line.strip()}"
        if said_:
            yield _as_ris(said_)


def _as_ris(found: Record) -> Record:
    record: Record = defaultdict(list)
    for tag, values in found.items():
        record[_TAGS.get(tag, "")] += values
    record["AU"] = record["AU"] or found.get("AU", [])
    record["KW"] = [word.lstrip("*") for word in record["KW"]]
    dois = (_DOI.match(one) for tag in ("LID", "AID") for one in found.get(tag, ()))
    record["UR"] = _address(next((doi[1] for doi in dois if doi), ""), found.get("PMID", [""])[0])
    return record


def _of_xml(element: Any) -> Record:
    names = [
        " ".join(filter(None, (first(one, "ForeName", "Initials"), first(one, "LastName"))))
        for one in elements(element, "Author")
    ]
    texts = [
        ": ".join(filter(None, (one.get("Label"), said(one))))
        for one in elements(element, "AbstractText")
    ]
    day = next(elements(element, "PubDate"), None)
    parts = [] if day is None else [first(day, name) for name in ("Day", "Month", "Year")]
    dois = [said(one) for one in elements(element, "ArticleId") if one.get("IdType") == "doi"]
    number = first(element, "PMID")
    return {
        "ID": [number],
        "TI": [first(element, "ArticleTitle")],
        "AB": ["\n\n".join(texts)],
        "AU": names,
        "T2": [first(one, "Title") for one in elements(element, "Journal")],
        "DA": [" ".join(filter(None, parts))],
        "LA": [first(element, "Language")],
        "UR": _address("".join(dois[:1]), number),
        "KW": [said(one) for one in elements(element, "Keyword")],
    }


def _address(doi: str, number: str) -> list[str]:
    """Where a citation's article is, or at least what PubMed says of it."""
    page = f"https://pubmed.ncbi.nlm.nih.gov/{number}/" if number else ""
    return list(filter(None, (f"https://doi.org/{doi}" if doi else page,)))
