"""Which articles of a collection a query finds, as the engine for clusters answers it."""

from __future__ import annotations

from contextlib import closing

import numpy as np

from index.core.led_names import LedNames
from index.engines.contract import Wants
from index.engines.opensearch.asking import SearchClient
from index.engines.opensearch.search import OpenSearchSearch
from index.engines.opensearch.state import Stamp, State
from index.query.ground import GroundQuery
from index.sharing.collection import Collection


class NoNames:
    """A corpus for searches that nobody asks for names: those of a collection are its own."""

    def labels(self) -> tuple[np.ndarray, list[str]]:
        return np.zeros(0, np.int8), []

    def stored(self, paragraphs: object) -> dict[int, dict[str, str]]:
        del paragraphs
        return {}


def article_numbers(collection: Collection, query: GroundQuery, names: LedNames) -> list[int]:
    """The numbers of the articles with a paragraph that a query finds, in order; `names` says whom
    names mean there.

    Raises Unavailable, Partial, Refused.
    """
    client = SearchClient(collection.cluster)
    with closing(State(client, Stamp(collection.paragraphs, 0, 0))) as state:
        return _numbers(state, query, names)


def _numbers(state: State, query: GroundQuery, names: LedNames) -> list[int]:
    wants = Wants(rows=0, clauses=False, terms=False)
    search = OpenSearchSearch(state, query, wants, state.client.asking(), NoNames(), names=names)
    return [int(number) for number in search.article_numbers()]
