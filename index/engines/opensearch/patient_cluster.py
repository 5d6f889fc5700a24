"""A cluster that is waited for where it is busy or does not answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from index.engines.opensearch.back_pressure import patiently
from index.engines.opensearch.cluster import Cluster


class PatientCluster(Cluster):
    """Asks another one again and again, see `patiently`. What is asked may be done twice then."""

    def __init__(
        self, cluster: Cluster, *, stop: Callable[[], bool], wait: Callable[[float], None]
    ) -> None:
        self.address = cluster.address
        self._cluster, self._stop, self._wait = cluster, stop, wait

    def close(self) -> None:
        self._cluster.close()

    def ask(self, method: str, path: str, body: Any = None, **how: Any) -> Any:
        question = partial(self._cluster.ask, method, path, body, **how)
        return patiently(question, stop=self._stop, wait=self._wait, away=True)
