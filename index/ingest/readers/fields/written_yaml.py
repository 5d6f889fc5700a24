"""YAML whose values are texts, as they are written."""

from __future__ import annotations

from typing import Any

import yaml

BROKEN = (yaml.YAMLError, ValueError, RecursionError)
"""What reading raises where there is no YAML."""

_DEEPEST = 40
_MOST = 100_000
"""Values, those as often that stand for others as they do so."""


class _Plain(yaml.SafeLoader):
    """Scalars as they are written: 2025-11 stays a month, 007 an id, "no" a word. Nested deeper
    than people nest they would take seconds, until the interpreter had enough of it; lists of lists
    that stand for each other (`*name`) would never end.
    """

    depth = 0

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._count = 0
        self._sizes: dict[int, int] = {}

    def fetch_flow_collection_start(self, token: Any) -> None:
        if self.flow_level > _DEEPEST:  # many are opened before the first is composed
            raise yaml.YAMLError("nested too deeply")
        super().fetch_flow_collection_start(token)

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise yaml.YAMLError("nested too deeply")
        before = self._count
        is_other = self.check_event(yaml.AliasEvent)
        try:
            node = super().compose_node(parent, index)
        finally:
            self.depth -= 1
        self._count += self._size_of(node) if is_other else 1
        if self._count > _MOST:
            raise yaml.YAMLError("too many values")
        self._sizes.setdefault(id(node), self._count - before)
        return node

    def _size_of(self, node: Any) -> int:
        """How many values a node stands for. Raises YAMLError where it stands within itself."""
        if id(node) not in self._sizes:
            raise yaml.YAMLError("a value within itself")
        return self._sizes[id(node)]


_Plain.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0].endswith(":null")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    """What a text says. Raises one of `BROKEN`."""
    return yaml.load(text, _Plain)  # noqa: S506  (a safe loader, by its base)
