"""Which service a bundle is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from index.ingest.readers.bundles.bundle import Bundle
from index.ingest.readers.bundles.europresse import MARK, europresse
from index.ingest.readers.bundles.factiva import factiva
from index.ingest.readers.bundles.factiva_fields import ENDING
from index.ingest.readers.bundles.factiva_pages import factiva_page
from index.ingest.readers.bundles.lexis import START, lexis
from index.ingest.readers.bundles.lexis_labels import END
from index.ingest.readers.bundles.lines import Lines, wrapped_lines
from index.ingest.readers.bundles.nexis import nexis
from index.ingest.readers.bundles.proquest import proquest
from index.ingest.readers.html_fragments import text_of

# What a file of each service holds somewhere; nearly all other files end here, in one pass each.
_TEXTS = (
    (re.compile(rf"^[ \t]*(?:{END.pattern})[ \t|]*$", re.IGNORECASE | re.MULTILINE), nexis),
    (re.compile(rf"^{START.pattern}$", re.IGNORECASE | re.MULTILINE), lexis),
    (
        re.compile(r"proquest|full text\s*:|volltext\s*:|texte intégral\s*:", re.IGNORECASE),
        proquest,
    ),
    (re.compile(rf"^[ \t]*{ENDING.pattern}[ \t|]*$", re.IGNORECASE | re.MULTILINE), factiva),
)
_FACTIVA = re.compile(r"""class=["']article [a-z]{2}(?:[A-Z]{2})?Article""")
_NEXIS = re.compile(rf">\s*(?:{START.pattern}|{END.pattern})\s*<", re.IGNORECASE)


def text_bundle(lines: Sequence[str], *, wrapped: bool = False) -> Bundle | None:
    """The documents of a text; None where it is of no service that is known. Each line is a
    paragraph, or, where `wrapped`, empty lines part them.
    """
    whole = "\n".join(lines)
    for telling, split in _TEXTS:
        if telling.search(whole):
            found = split(wrapped_lines(lines) if wrapped else Lines(lines))
            if found:
                return found
    return None


def page_bundle(page: str) -> Bundle | None:
    """The documents of a web page; None where it is of no service that is known."""
    if _NEXIS.search(page):
        return text_bundle(list(text_of(page)))
    if MARK in page:
        return europresse(_tree(page))
    if _FACTIVA.search(page):
        return factiva_page(_tree(page))
    return None


def _tree(page: str) -> Any:
    # Loaded here: it takes 20 ms and only such pages need it.
    from lxml import html  # noqa: PLC0415

    return html.document_fromstring(page)
