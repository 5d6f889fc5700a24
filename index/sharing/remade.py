"""The documents of a collection made anew out of those that an older program has written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Protocol

from index.core.errors import InputError
from index.core.reports import Skipped
from index.engines.opensearch.bulk import Action
from index.engines.opensearch.versioned_index import Kind
from index.sharing import article_document, edit_documents
from index.sharing.article_document import ARTICLES, document
from index.sharing.edit_documents import EDITS, telling
from index.sharing.paragraph_documents import NAMES, PARAGRAPHS, name_actions, paragraph_actions

Targets = Mapping[str, str]
"""The indices that are filled, by the names of their kinds."""

_NAMES_KNOWN = 200_000
"""Names that were written are remembered, so that they are not sent again and again."""


class Remaking(Protocol):
    """Makes documents of some kinds out of those of one."""

    kind: Kind
    makes: tuple[Kind, ...]

    def actions(self, hit: Any, targets: Targets) -> Iterator[Action]:
        """What writes all that comes of a document, as a search answers it with its version, into
        those targets that there are.
        """


class OfArticles(Remaking):
    """All that is searched is made of articles. What is wrong with those that cannot be read goes
    to `skipped`.
    """

    kind = ARTICLES
    makes = (ARTICLES, PARAGRAPHS, NAMES)

    def __init__(self, skipped: list[Skipped]) -> None:
        self._skipped = skipped
        self._names: set[str] = set()

    def actions(self, hit: Any, targets: Targets) -> Iterator[Action]:
        """See `Remaking`."""
        try:
            article = article_document.read(hit["_source"])
        except InputError as problem:
            self._skipped.append(Skipped(hit["_id"], problem.message))
            return
        version: int = hit["_version"]
        if index := targets.get(PARAGRAPHS.name):
            yield from paragraph_actions(article, index, version)
        if index := targets.get(NAMES.name):
            if len(self._names) > _NAMES_KNOWN:
                self._names.clear()
            yield from name_actions(article, index, self._names)
        if index := targets.get(ARTICLES.name):
            # Its paragraphs are told from older ones by the version that it goes on counting.
            conditions = (("version", version), ("version_type", "external_gte"))
            source = document(article, settled=hit["_source"].get("settled") is True)
            yield Action("index", index, article.id, source, conditions)


class OfEdits(Remaking):
    """Edits of names are made of themselves. What nobody can read is left out."""

    kind = EDITS
    makes = (EDITS,)

    def actions(self, hit: Any, targets: Targets) -> Iterator[Action]:
        """See `Remaking`."""
        with suppress(InputError):
            yield telling(edit_documents.read(hit["_id"], hit["_source"]), targets[EDITS.name])
