"""Feeds as they come to XML that a parser takes: one encoding, no declarations, well formed.

feedparser reads what is not well formed with expressions that take time in the square of the
length; so faults are mended before, in one pass.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from xml.parsers import expat

from index.core.late_patterns import late
from index.ingest.readers.encodings import declared_encoding, decode, wider_encoding

DECLARED = late(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,30})")
# Characters that XML forbids; a single one makes parsers give up.
_UNWRITTEN = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PROLOGUE = late(r"\s*<\?xml[^>]*>\s*")
_DOCTYPE = late(r"<!DOCTYPE[^<>\[]*", re.IGNORECASE)
_TEXT = late(r"<(title|description|summary|content|content:encoded)(?:\s[^<>]*[^<>/])?>")
_AMPERSAND = late(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(\w{2,31};)?")
_HEADER = b'<?xml version="1.0" encoding="utf-8"?>\n'


def mend(data: bytes, charset: str = "") -> bytes:
    """Well-formed XML in UTF-8; `charset` is what the server said of the encoding.

    Entities of HTML are resolved, an ampersand that means itself is written as one, what is left
    open is closed, and a document type goes with whatever it declares.
    """
    text = _UNWRITTEN.sub("", _text(data, charset))
    prologue = _PROLOGUE.match(text)
    text = _without_doctype(text[prologue.end() :] if prologue else text.lstrip())
    mended = _HEADER + text.encode("utf-8")
    if _is_well_formed(mended):
        return mended
    # Loaded here: most feeds are well formed.
    from lxml import etree  # noqa: PLC0415

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    escaped = _AMPERSAND.sub(_escaped, "".join(_with_texts_escaped(text))).encode("utf-8")
    try:
        root = etree.fromstring(_HEADER + escaped, parser)
    except etree.XMLSyntaxError:
        root = None
    return _HEADER + (etree.tostring(root, encoding="utf-8") if root is not None else b"<none/>")


def _text(data: bytes, charset: str) -> str:
    """What the bytes are counts before what they, or the server, say that they are."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" not in data[:100]:
        declared = DECLARED.match(data[:300].lstrip())
        written = wider_encoding(declared[1].decode("ascii")) if declared else ""
        for name in filter(None, ("utf-8", written, declared_encoding(charset))):
            try:
                return data.decode(name).removeprefix("\ufeff")
            except (LookupError, ValueError):
                continue
    return decode(data)


def _without_doctype(text: str) -> str:
    start = _DOCTYPE.search(text[:4096])
    if not start:
        return text
    end = text.find(">", start.end())
    if text[start.end() : start.end() + 1] == "[":
        inner = text.find("]", start.end())
        end = text.find(">", inner) if inner >= 0 else -1
    return text[: start.start()] + text[end + 1 :] if end >= 0 else ""


def _with_texts_escaped(text: str) -> Iterator[str]:
    """The document in parts; where HTML stands in a text as it is, its tags are written out."""
    position = 0
    unclosed: set[str] = set()
    for opening in _TEXT.finditer(text):
        name = opening[1]
        if opening.start() < position or name in unclosed:
            continue
        end = text.find(f"</{name}>", opening.end())
        if end < 0:
            unclosed.add(name)
            continue
        inner = text[opening.end() : end]
        if not inner.lstrip().startswith("<![CDATA["):
            inner = inner.replace("<", "&lt;").replace(">", "&gt;")
        yield text[position : opening.end()] + inner
        position = end
    yield text[position:]


def _is_well_formed(document: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(document, True)
    except expat.ExpatError:
        return False
    return True


def _escaped(match: re.Match[str]) -> str:
    entity = match[0]
    character = html.unescape(entity) if match[1] else entity
    return character if character != entity and character not in "<>&" else f"&amp;{entity[1:]}"
