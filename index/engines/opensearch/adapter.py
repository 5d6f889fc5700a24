"""OpenSearch as an engine of an archive; see `index.engines.registry`."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from index.engines.contract import Corpus, EngineIndex, Unavailable

ADDRESS = "NUTGRAF_OPENSEARCH"
HERE = "http://127.0.0.1:9200/nutgraf"


class OpenSearch:
    """An index in a cluster of OpenSearch, at the address that the environment names."""

    name = "opensearch"
    describe = "a cluster of OpenSearch (NUTGRAF_OPENSEARCH says where)"

    def __init__(self, address: str = "") -> None:
        self._address = address

    def open(
        self,
        folder: Path,
        *,
        key: str,
        knows: Callable[[int], bool],
        corpus: Corpus,
        look: bool = True,
    ) -> EngineIndex:
        """See `index.engines.contract.Adapter`. Raises NutgrafError without `opensearch-py`."""
        # Who searches on this machine loads none of it.
        from index.engines.opensearch.asking import SearchClient  # noqa: PLC0415
        from index.engines.opensearch.cluster import Cluster  # noqa: PLC0415
        from index.engines.opensearch.cluster_address import ClusterAddress  # noqa: PLC0415
        from index.engines.opensearch.cluster_index import OpenSearchIndex  # noqa: PLC0415

        address = self._address or os.environ.get(ADDRESS) or HERE
        client = SearchClient(Cluster(ClusterAddress.parse(address)))
        found = OpenSearchIndex(client, folder, key=key, knows=knows, corpus=corpus)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            if look:
                found.reload()
        except Unavailable:
            # Who has an archive can work on it meanwhile.
            found.wait()
        return found
