"""RTF, which word processors write and in which press databases export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.bundles import suspicion, text_bundle
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.plain_text import headline
from index.ingest.readers.encodings import decode
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

# Pictures in digits, of which a file may consist for the most part.
_PICTURE = re.compile(r"[0-9A-Fa-f]{64}[0-9A-Fa-f\r\n]*")
# The library writes the address behind each link, by a pattern that takes time with the square of
# a line's length. A blank, which means nothing here, keeps it from that.
_FIELD = re.compile(r"\\fldinst\{")
# A line end within a paragraph. The library makes no difference between it and a paragraph's end.
_BREAK = re.compile(r"\\line(?![a-z])[ ]?")
_CHARSET = re.compile(r"\\fcharset\d+")
_INFO = re.compile(r"\{\\(title|author)\s+([^{}\\]{1,500})\}")
_MADE = re.compile(r"\{\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")


class RtfReader:
    """Rich text: one article a file, or as many as a press database put in it."""

    name = "rtf"
    suffixes = (".rtf",)
    describe = "RTF documents, an article a document; exports of press databases are parted"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if head.lstrip()[:5] == b"{\\rtf" else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        text = decode(source.content(), options.encoding)
        lines = [
            " ".join(line.replace("|", " | ").split()).removesuffix(" |")
            for line in plain(text).split("\n")
        ]
        bundle = text_bundle(lines)
        if bundle:
            yield from bundle.articles(source)
        else:
            yield _article(text, lines, source)


def plain(text: str) -> str:
    """The text of an RTF file, a line a paragraph. Raises InputError when there is none."""
    # Loaded here: only such files need it.
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415

    convert: Callable[..., str] = rtf_to_text

    text = _PICTURE.sub("", text)
    text = _BREAK.sub(" ", _FIELD.sub(r"\\fldinst {", text))
    try:
        try:
            found = convert(text, errors="replace")
        except LookupError:  # a font of an encoding that Python does not have
            found = convert(_CHARSET.sub(r"\\fcharset0", text), errors="replace")
    except (ValueError, LookupError, OverflowError, TypeError) as error:
        raise InputError("damaged: its text is not RTF") from error
    # Signs beyond the first 65,536 are written as two halves.
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _article(text: str, lines: list[str], source: Input) -> Article:
    said = dict(_INFO.findall(text[:65_536]))
    made = _MADE.search(text[:65_536])
    date = find_date("-".join(made.groups())) if made else ""
    found = list(filter(None, (line.strip(" |") for line in lines)))
    if not found:
        raise InputError("no text")
    title = said.get("title", "").strip()
    if title:
        found = found[1:] if len(found) > 1 and found[0] == title else found
    else:
        title, below = headline([line for text in found for line in (text, "")])
        found = list(filter(None, below))
    remark = suspicion("\n".join(lines))
    return Article(
        title=title or source.hints.title or title_from_name(source.name),
        paragraphs=tuple(part_giants(found)),
        byline=said.get("author", "").strip(),
        date=date,
        date_from="document: created" if date else "",
        remarks=(remark,) if remark else (),
    )
