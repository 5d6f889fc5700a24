"""The fields of what programs read are those that the manual promises, all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.cli.conftest import ROOT, Run

_ITEM = re.compile(r"^- \*\*`([^`]+)`\*\*(.*?)(?=^- |\Z)", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"`([a-z_.]+)`")
_CALLS: dict[str, list[str]] = {
    "search": ["(swap"],
    "show": ["{paragraph}", "--article"],
    "related": ["{paragraph}"],
    "versions": [],
    "diff": ["{changed}"],
    "removed": [],
    "feeds": [],
    "bookmarks": [],
    "dossiers": [],
    "saved check": ["--keep"],
    "timeline": [],
    "timeline --peaks": [],
    "pivot": [],
    "stories": [],
    "stories --show": ["{story}"],
    "entities": [],
    "entities --co-mentions": ["Xi Jinping"],
    "quotes": [],
    "corrections": [],
    "stats": [],
}


def _promised() -> dict[str, tuple[set[str], set[str]]]:
    """The fields of each command, and those that are there sometimes."""
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    told = {}
    for name, words in _ITEM.findall(text):
        always, _, sometimes = words.partition("Sometimes: ")
        _, _, always = always.partition(". ")
        kinds = {"day", "week", "year"} if name == "timeline" else set()
        told[name] = set(_FIELD.findall(always)) - kinds, set(_FIELD.findall(sometimes))
    return told


def _fields(value: Any, place: str = "") -> Iterator[tuple[str, bool]]:
    """The fields of a value by their paths, and whether nothing stands there to look into."""
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        for one in value:
            yield from _fields(one, place)
    elif isinstance(value, dict) and value:
        for name, one in value.items():
            yield from _fields(one, f"{place}.{name}".lstrip("."))
    else:
        yield place, value in ([], {})


def _compare(name: str, found: Any) -> None:
    always, sometimes = _promised()[name]
    fields = dict(_fields(found))
    blank = {place for place, is_blank in fields.items() if is_blank}
    known = always | sometimes
    for place in fields.keys() - known:
        assert any(one.startswith(f"{place}.") for one in known), (name, place)
    for place in always - fields.keys():
        assert any(place.startswith(f"{one}.") for one in blank), (name, place)


def test_all_commands_of_the_manual_are_tried() -> None:
    assert _promised().keys() == _CALLS.keys() | {"add"}


def test_fields_are_those_of_the_manual(run: Run, seeds: Path) -> None:
    _compare("add", json.loads(run("add", seeds, "--json").out))
    hit = json.loads(run("search", "swap", "--json").out)["hits"][0]
    told = json.loads(run("stories", "--json").out)[0]["id"]
    words = hit["text"].split()[0]
    place = (hit["id"], words, "--nth", "1")
    assert run("corrections", "name", *place, "--is", "A B", "--type", "person").code == 0
    assert run("dossiers", "add", "One", "swap").code == 0
    assert run("dossiers", "add", "One", "swap", "--query-itself").code == 0
    assert run("saved", "save", "mine", "swap").code == 0
    assert run("feeds", "add", "https://echo.example/rss").code == 0
    changed, gone = (
        json.loads(run(*asked, "--json").out) for asked in (("versions",), ("related", hit["id"]))
    )
    assert run("remove", gone[-1]["id"].partition("-")[0]).code == 0
    for name, words in _CALLS.items():
        given = [
            one.format(paragraph=hit["id"], story=told, changed=changed[0]["id"]) for one in words
        ]
        ran = run(*name.split(), *given, "--json")
        assert ran.code == 0, (name, ran)
        found = json.loads(ran.out)
        if name == "saved check":
            found = [one for some in found.values() for one in some]
        assert found, name
        _compare(name, found)


def test_what_is_not_known_is_an_empty_text_or_nought(run: Run, own: Path, tmp_path: Path) -> None:
    del own
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"title": "Quay", "text": "Marta Ostrander left."}), "utf-8")
    assert run("add", file).code == 0
    assert json.loads(run("stats", "--json").out)["entities"] == {"person": 1, "org": 0, "place": 0}
    for axis in ("outlet", "month", "year"):
        ran = run("pivot", "*", "--rows", axis, "--columns", "person", "--json")
        assert [cell[axis] for cell in json.loads(ran.out)["cells"] if cell["paragraphs"]] == [""]
