"""Which service a bundle is of.

A service is loaded when a file holds what its files do: nearly all files hold nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from index.ingest.readers.bundles.signs import END, ENDING, EUROPRESSE, START
from index.ingest.readers.text_parts.deep_markup import flattened

if TYPE_CHECKING:
    from index.ingest.readers.bundles.bundle import Bundle

# What a file of each service holds somewhere, in any case; by the name of its module and function.
_TEXTS = {
    "nexis": rf"(?m)^[ \t]*(?:{END})[ \t|]*$",
    "lexis": rf"(?m)^{START}$",
    "proquest": r"proquest|full text\s*:|volltext\s*:|texte intégral\s*:",
    "factiva": rf"(?m)^[ \t]*{ENDING}[ \t|]*$",
}
_FACTIVA = r"""class=["']article [a-z]{2}(?:[A-Z]{2})?Article"""
_NEXIS = rf">\s*+(?:{START}|{END})\s*+<"


def text_bundle(lines: Sequence[str], *, wrapped: bool = False) -> Bundle | None:
    """The documents of a text; None where it is of no service that is known. Each line is a
    paragraph, or, where `wrapped`, empty lines part them.
    """
    whole = "\n".join(lines)
    for service, telling in _TEXTS.items():
        if re.search(telling, whole, re.IGNORECASE):
            from index.ingest.readers.bundles.lines import Lines, wrapped_lines  # noqa: PLC0415

            found = _by(service, service, wrapped_lines(lines) if wrapped else Lines(lines))
            if found:
                return found
    return None


def page_bundle(page: str) -> Bundle | None:
    """The documents of a web page; None where it is of no service that is known."""
    if re.search(_NEXIS, page, re.IGNORECASE):
        from index.ingest.readers.text_parts.html_fragments import text_of  # noqa: PLC0415

        return text_bundle(list(text_of(page)))
    if EUROPRESSE in page:
        return _by("europresse", "europresse", _tree(page))
    if re.search(_FACTIVA, page):
        return _by("factiva_pages", "factiva_page", _tree(page))
    return None


def _by(module: str, reader: str, content: Any) -> Bundle | None:
    """The documents that the reader of a service finds."""
    loaded = import_module(f"index.ingest.readers.bundles.{module}")
    return cast("Bundle | None", getattr(loaded, reader)(content))


def _tree(page: str) -> Any:
    # Loaded here: it takes 20 ms and only such pages need it.
    from lxml import html  # noqa: PLC0415

    return html.document_fromstring(flattened(page))
