"""Which format an export is in, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from index.core.errors import InputError
from index.core.late_patterns import late
from index.export.reading_back.from_citations import from_bibtex, from_ris
from index.export.reading_back.from_html import from_html
from index.export.reading_back.from_markdown import from_markdown
from index.export.reading_back.from_records import from_csv, from_json, from_json_lines
from index.export.reading_back.from_text import from_text
from index.export.reading_back.quotation import ReadBack

_Reading = Callable[[str], ReadBack]
_BY_ENDING: dict[str, _Reading] = {
    ".md": from_markdown,
    ".txt": from_text,
    ".html": from_html,
    ".csv": from_csv,
    ".json": from_json,
    ".jsonl": from_json_lines,
    ".bib": from_bibtex,
    ".ris": from_ris,
}
_BY_BEGINNING: tuple[tuple[re.Pattern[str], _Reading], ...] = (
    (late(r"\[\s*[{\]]"), from_json),
    (late(r"\{.*\}\s*\Z"), from_json_lines),
    (late(r"\{.*\}\s*\n\{"), from_json_lines),
    (late(r"\{"), from_json),
    (late(r"id[,;\t]article[,;\t]|speaker[,;\t]kind[,;\t]"), from_csv),
    (late(r"<!DOCTYPE html", re.IGNORECASE), from_html),
    (late(r"TY  - "), from_ris),
    (late(r"(?:% .*\n\s*)?@(?:article|misc)\{"), from_bibtex),
)


def read_back(data: bytes, name: str = "") -> ReadBack:
    """What an export quotes; its format is told by what it begins with, else by its name.

    Notes and letters hold what others wrote as well: of these the quotations with ids are read.
    Raises InputError for what is no text, is cut off, or quotes nothing.
    """
    text = _text(data).replace("\r\n", "\n")
    begun = text.lstrip("\ufeff \n")
    reading = next((each for begins, each in _BY_BEGINNING if begins.match(begun)), None)
    # A note has its quotations in lines of their own, whichever of the two it is called.
    named = _BY_ENDING.get(PurePath(name).suffix.lower())
    likely = [reading] if reading else [named or from_markdown, from_markdown, from_text]
    every: list[ReadBack] = []
    for each in dict.fromkeys(likely):
        try:
            found = each(text)
        except RecursionError as error:
            raise InputError("it is nested deeper than an export is") from error
        if any(not one.is_inline for one in found.quotations):
            return replace(found, whole=text)
        every.append(found)
    # None has a quotation that stands by itself.
    for found in every:
        if found.quotations or found.unproven:
            return replace(found, whole=text)
    raise InputError("it quotes nothing with an id of a paragraph")


def _text(data: bytes) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig",):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            break
    raise InputError("it is not written in UTF-8, as exports are")
