"""YAML whose values are texts, as they are written."""

from __future__ import annotations

from typing import Any

import yaml

BROKEN = (yaml.YAMLError, ValueError, RecursionError)
"""What reading raises where there is no YAML."""

_DEEPEST = 40


class _Plain(yaml.SafeLoader):
    """Scalars as they are written: 2025-11 stays a month, 007 an id, "no" a word. Nested deeper
    than people nest they would take seconds, until the interpreter had enough of it.
    """

    depth = 0

    def fetch_flow_collection_start(self, token: Any) -> None:
        if self.flow_level > _DEEPEST:  # many are opened before the first is composed
            raise yaml.YAMLError("nested too deeply")
        super().fetch_flow_collection_start(token)

    def compose_node(self, parent: Any, index: Any) -> Any:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise yaml.YAMLError("nested too deeply")
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


_Plain.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0].endswith(":null")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text: str) -> Any:
    """What a text says. Raises one of `BROKEN`."""
    return yaml.load(text, _Plain)  # noqa: S506  (a safe loader, by its base)
