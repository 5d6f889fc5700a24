"""Text at the door: what could steer a terminal, hide or reorder text is taken out for good."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from index.core.article import Article, Highlight
from index.core.credentials import without_login
from index.core.file_places import written
from index.core.late_patterns import late
from index.core.mojibake import mend
from index.core.reports import Skipped
from index.core.wrapped_addresses import unwrapped

_TAGS = 1 << 20
"""Characters of all tags of an article, with `_BETWEEN` for what a list puts between two."""

_BETWEEN = 4

# Terminal sequences (ECMA-48): strings ended by BEL or ST (OSC, DCS, SOS, PM, APC), control
# sequences, and short escapes. An unended string loses only its introducer, never the text.
_ESCAPES = late(
    "(?:\x1b[PX^_\\]]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x80-\x9f\n]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
    "|(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    "|\x1b[ -/]{0,16}[0-~]"
)
# Blanks of every kind, and controls that stand for one.
_BLANKS = late("[\\s\x1c-\x1f\x85\u2028\u2029\u2800\u3164\uffa0]+")
_LINE_ENDS = late("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, soft hyphen, bidi marks, embeddings and isolates, zero widths and invisible operators,
# annotation and object marks, tags, surrogates that stand alone, and what is no character.
_REMOVED = late(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "\u200e\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufeff\ufff0-\ufffc\ufffe\uffff\ud800-\udfff"
    "\U0001fffe\U0001ffff\U000e0000-\U000e00ff\U000e01f0-\U000e0fff\U0010fffe\U0010ffff]"
)
# Zero-width joiners belong to the spelling of words in Arabic, Syriac, the Indic scripts, Khmer
# and Mongolian, and hold emoji together. Anywhere else they only hide.
_JOINED = (
    "\u0600-\u07ff\u0840-\u0dff\u1000-\u109f\u1780-\u18af\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
)
_JOINERS = late(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])")
_JOINER_RUNS = late("([\u200c\u200d])[\u200c\u200d]+")
# Unicode's stream-safe format (UAX 15) allows 30 marks on a character; sorting longer runs into
# their canonical order takes time that grows with the square of the run.
_MARK_RUNS = late(r"[^\w\s\x00-\x7f]{31,}")
_MARKS_ALLOWED = 30
# Letters and signs of Western texts, none of which is taken out, joins another, or is a blank: what
# is printable and made of these is clean but for its blanks.
_WESTERN = late("[ -\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2122]*")


def clean(text: str) -> str:
    """A text on one line: NFC, single blanks, nothing that is not to be seen or said.

    Never raises, takes time in proportion to the length, and changes nothing the second time.
    """
    if text.isprintable() and (text.isascii() or _WESTERN.fullmatch(text)):
        return " ".join(text.split()) if "  " in text else text.strip()
    if "\x1b" in text or not text.isprintable():
        text = _ESCAPES.sub("", text)
    text = _REMOVED.sub("", _BLANKS.sub(" ", text))
    text = unicodedata.normalize("NFC", _MARK_RUNS.sub(_thin_marks, text))
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", _JOINER_RUNS.sub(r"\1", text))
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def without_hidden(text: str) -> str:
    """The text without what could steer a terminal, hide or reorder; lines and blanks stay."""
    if text.isascii() and text.isprintable():
        return text
    text = _REMOVED.sub("", _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))).replace("\x1f", " ")
    return _JOINERS.sub("", _JOINER_RUNS.sub(r"\1", text))


def _thin_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_ALLOWED:
            kept.append(character)
    return "".join(kept)


def cleaned_path(path: str) -> str:
    """A path as archives kept it before they kept it as it is `written`: cleaned as texts are."""
    return clean(os.fsencode(path).decode("utf-8", "replace"))


def clean_url(text: str) -> str:
    """A web address without blanks and passwords; "" when it is none, so that nothing else is ever
    opened.
    """
    url = without_login(unwrapped(clean(text).replace(" ", "%20")))
    if re.match(r"//|www\.", url):
        url = f"https://{url.removeprefix('//')}"
    return url if re.match(r"https?://[^/?#]", url, re.IGNORECASE) else ""


def clean_article(article: Article, path: str) -> Article | Skipped:
    """The article with all of its texts clean; Skipped when no paragraph is left. Of very many
    tags the first are kept, and that is said.
    """
    # Before the rest: what went wrong in decoding holds controls that are taken out.
    texts = [clean(mend(text)) for text in article.paragraphs]
    paragraphs = tuple(filter(None, texts))
    if not paragraphs:
        return Skipped(path, "no text")
    tags, left_out = _clean_tags(article.tags)
    more = (f"{left_out:,} of its tags are left out: there are too many",) if left_out else ()
    return replace(
        article,
        title=clean(mend(article.title)) or first_words(paragraphs[0]),
        paragraphs=paragraphs,
        outlet=clean(mend(article.outlet)),
        byline=clean(mend(article.byline)),
        section=clean(article.section),
        language=clean(article.language),
        url=clean_url(article.url),
        tags=tags,
        source_id=clean(article.source_id),
        date_from=clean(article.date_from),
        origin=without_login(written(article.origin)),
        named=without_login(written(article.named)),
        highlights=tuple(
            filter(lambda one: one.text or one.note, map(_clean_highlight, article.highlights))
        ),
        remarks=(*filter(None, map(clean, article.remarks)), *more),
        pages=_pages_left(article.pages, texts),
    )


def _clean_tags(tags: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Tags without what is no text, each once; and how many there is no room for."""
    found = tuple(dict.fromkeys(filter(None, map(clean, tags))))
    sizes = accumulate(len(tag) + _BETWEEN for tag in found)
    count = sum(1 for _ in takewhile(_TAGS.__ge__, sizes))
    return found[:count], len(found) - count


def _pages_left(pages: tuple[str, ...], texts: Sequence[str]) -> tuple[str, ...]:
    """The pages of the texts that are not empty; that of a text as a whole stays."""
    if len(pages) <= 1:
        return pages
    if len(pages) != len(texts):
        return ()
    return tuple(page for page, text in zip(pages, texts, strict=True) if text)


def _clean_highlight(highlight: Highlight) -> Highlight:
    return replace(
        highlight,
        text=clean(highlight.text),
        id=clean(highlight.id),
        color=clean(highlight.color),
        origin=without_login(clean(highlight.origin)),
        note="\n".join(filter(None, map(clean, highlight.note.splitlines()))),
        tags=tuple(dict.fromkeys(filter(None, map(clean, highlight.tags)))),
    )


def sentence_case(text: str) -> str:
    """The text with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def first_words(text: str, limit: int = 80) -> str:
    """The beginning of a text, cut between words, with an ellipsis when there is more."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return cut.rstrip(" ,;:-–—") + "…"
