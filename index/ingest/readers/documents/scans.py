"""Pages of scanned papers as programs read them: ALTO, PAGE and hOCR, an article a page.

Blocks are paragraphs; words that were parted at the ends of lines are whole again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.markup.xmltree import elements, local, parse_xml, said
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

_ROOT = late(rb"<(?:\w{1,12}:)?(?:alto|PcGts)[\s>]|class=[\"']ocr_page\b")
_LIST = late(rb"<(?:\w{1,12}:)?mets[\s>]")
_LINE = late("ocrx?_(?:line|header|textfloat|caption)")
_HYPHENS = "-¬⸗\xad\u2010"
_LANGUAGES = ("LANG", "language", "lang", "primaryLanguage")


class ScanReader:
    """What was recognised on a page of paper."""

    name = "scan"
    suffixes = ()
    describe = "scanned pages as ALTO, PAGE XML or hOCR, an article a page"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.94 if any(one.search(head.replace(b"\0", b"")) for one in (_ROOT, _LIST)) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        data = source.content()
        if not _ROOT.search(data.replace(b"\0", b"")):
            raise InputError(
                "a list of scanned pages (METS); their texts are in the files beside it"
            )
        root = parse_xml(mend(data, options.encoding))
        paragraphs = [text for block in _blocks(root) if (text := joined(block))]
        if not paragraphs:
            raise InputError("a scanned page on which no text was recognised")
        languages = (one.get(name) for one in root.iter() for name in _LANGUAGES)
        yield Article(
            title=source.hints.title or title_from_name(source.name),
            paragraphs=tuple(part_giants(paragraphs)),
            language=language_of(next(filter(None, languages), "")),
        )


def joined(lines: Iterable[str]) -> str:
    """The lines of a block as one text. A hyphen at the end of a line goes, unless what follows is
    no second part of a word.
    """
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        is_parted = len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalpha()
        if is_parted and line[:1].islower():
            text = text[:-1] + line
        elif is_parted and line[:1].isalpha():
            text += line
        else:
            text = f"{text} {line}" if text and line else text or line
    return text


def _blocks(root: Any) -> Iterator[list[str]]:
    """The lines of each block, in the order in which they are to be read."""
    name = local(root)
    if name == "alto":
        for block in elements(root, "TextBlock"):
            yield [_of_alto(line) for line in elements(block, "TextLine")]
    elif name == "PcGts":
        for region in _in_order(root):
            lines = [_of_page(line) for line in region if local(line) == "TextLine"]
            yield lines or _of_page(region).split("\n")
    else:
        for part in root.iter():
            if "ocr_par" in (part.get("class") or "").split():
                lines = [one for one in part if _LINE.match(one.get("class") or "")]
                yield [said(line) for line in lines] or [said(part)]


def _of_alto(line: Any) -> str:
    words: list[str] = []
    for word in elements(line, "String", "HYP"):
        part = word.get("SUBS_TYPE")
        if part == "HypPart2" and word.get("SUBS_CONTENT"):
            continue
        whole = word.get("SUBS_CONTENT") if part == "HypPart1" else ""
        if local(word) == "HYP":
            # Of a word that is whole already, nothing is left over.
            is_whole = bool(words) and words[-1].endswith("\0")
            words[-1:] = [f"{words[-1]}-"] if words and not is_whole else words[-1:]
        else:
            words.append(f"{whole}\0" if whole else word.get("CONTENT") or "")
    return " ".join(words).replace("\0", "")


def _of_page(element: Any) -> str:
    """What a line or a region of PAGE says: as a whole, else word by word."""
    for child in element:
        if local(child) == "TextEquiv":
            return next((one.text or "" for one in elements(child, "Unicode")), "")
    return " ".join(filter(None, (_of_page(one) for one in element if local(one) == "Word")))


def _in_order(root: Any) -> list[Any]:
    regions = list(elements(root, "TextRegion"))
    order = {one.get("regionRef"): n for n, one in enumerate(elements(root, "RegionRefIndexed"))}
    return sorted(regions, key=lambda one: order.get(one.get("id"), len(order)))
