"""What entities of a collection are called, as often as it is asked and however much that is."""

from __future__ import annotations

from typing import Any

import pytest

from index.core.led_names import AS_FOUND
from index.core.shared_article import entity_number
from index.sharing import name_directory
from index.sharing.name_directory import NameDirectory

PEOPLE = [entity_number("person", f"name {at}") for at in range(11)]


class _Collection:
    """One in which every person has a name."""

    names = "names"

    def search(self, index: str, body: dict[str, Any]) -> Any:
        assert index == self.names
        numbers = body["query"]["terms"]["entity"]
        sources = [{"entity": one, "name": f"Name {one}"} for one in numbers]
        return {"hits": {"hits": [{"_source": one} for one in sources]}}


def test_all_names_that_are_asked_for_are_told_whatever_is_forgotten_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(name_directory, "_REMEMBERED", 4)
    monkeypatch.setattr(name_directory, "_AT_ONCE", 2)
    directory = NameDirectory(_Collection(), lambda: AS_FOUND)  # type: ignore[arg-type]
    for last in range(1, len(PEOPLE) + 1):
        wanted = PEOPLE[:last]
        assert list(directory.labels(wanted)) == wanted
