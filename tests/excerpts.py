"""Excerpts for tests of exports, made from the fields of all their parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from index.core.publication import Publication
from index.export.excerpt import Excerpt
from index.export.format import Heading
from index.export.markdown_format import MarkdownFormat

_OF_PUBLICATION = set(Publication._fields)


def excerpt(**given: Any) -> Excerpt:
    """An excerpt; what is of its publication goes there."""
    return altered(Excerpt(publication=Publication(), **_own(given)), **given)


def altered(one: Excerpt, **given: Any) -> Excerpt:
    """An excerpt with other values of some fields, its own or its publication's."""
    of_publication = {name: given[name] for name in given if name in _OF_PUBLICATION}
    return replace(one, publication=one.publication._replace(**of_publication), **_own(given))


def _own(given: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in _OF_PUBLICATION}


def markdown(excerpts: Sequence[Excerpt], *, title: str = "", query: str = "") -> str:
    """Excerpts as Markdown, all at once."""
    return "".join(MarkdownFormat().parts(excerpts, Heading(title=title, query=query)))
