"""The fields of what programs read are those that the manual promises, all of them."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index import Archive, Hop
from tests.cli.conftest import ROOT, Run
from tui.commands import NAMES, load
from tui.commands.base import Command

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
    "saved": [],
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
    "verify": ["{export}"],
    "furniture": [],
    "trail": [],
    "doctor": [],
    "doctor --dates": [],
    "config": [],
    "stats": [],
}
_NUMBERS = {"days", "start", "parent", "found", "old", "new"}
"""What is null where it is not known."""


def _promised() -> dict[str, tuple[set[str], set[str]]]:
    """The fields of each command, and those that are there sometimes."""
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    told = {}
    for name, words in _ITEM.findall(text):
        always, _, sometimes = " ".join(words.split()).partition("Sometimes: ")
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
        assert value is not None or place.rpartition(".")[2] in _NUMBERS, place
        yield place, value in ([], {})


def compare(name: str, found: Any) -> None:
    """Whether what a command gave has the fields that the manual promises, and no others."""
    always, sometimes = _promised()[name]
    fields = dict(_fields(found))
    blank = {place for place, is_blank in fields.items() if is_blank}
    known = always | sometimes
    for place in fields.keys() - known - {""}:
        assert any(one.startswith(f"{place}.") for one in known), (name, place)
    for place in always - fields.keys():
        assert any(place.startswith(f"{one}.") for one in blank), (name, place)


def _with_json(command: Command) -> Iterator[str]:
    """The command and its actions, as far as they have --json, and options that give other rows."""
    parser = ArgumentParser(add_help=False, conflict_handler="resolve")
    command.arguments(parser)
    if "--json" in parser._option_string_actions:
        yield command.name
    for action in command.actions:
        yield from _with_json(action)


def test_all_commands_of_the_manual_are_tried() -> None:
    assert _promised().keys() == _CALLS.keys() | {"add", "feeds fetch"}


def test_the_manual_has_all_commands_that_give_json() -> None:
    text = (ROOT / "docs" / "json.md").read_text("utf-8")
    heads = re.findall(r"^- (\*\*`.*?): ", text, re.MULTILINE | re.DOTALL)
    told = {name for head in heads for name in re.findall(r"`([^`]+)`", head)}
    there = {name for one in NAMES for name in _with_json(load(one))}
    assert there <= told, there - told
    assert {name.partition(" -")[0] for name in told} - there <= {"export"}


def test_fields_are_those_of_the_manual(run: Run, seeds: Path, tmp_path: Path) -> None:
    undated = tmp_path / "undated.txt"
    undated.write_text("Quay\n\nThe quay is shut.\n", "utf-8")
    assert run("add", undated).code == 0
    compare("add", json.loads(run("add", seeds, "--json").out))
    hit = json.loads(run("search", "swap", "--json").out)["hits"][0]
    told = json.loads(run("stories", "--json").out)[0]["id"]
    words = hit["text"].split()[0]
    place = (hit["id"], words, "--nth", "1")
    assert run("corrections", "name", *place, "--is", "A B", "--type", "person").code == 0
    assert run("dossiers", "add", "One", "swap").code == 0
    assert run("dossiers", "add", "One", "swap", "--query-itself").code == 0
    assert run("saved", "save", "mine", "swap", "--all-new").code == 0
    assert run("feeds", "add", "https://echo.example/rss").code == 0
    with Archive.open() as archive:
        archive.trail.keep(Hop(number=1764144000000000, parent=None, kind="search", query="swap"))
    changed, gone = (
        json.loads(run(*asked, "--json").out) for asked in (("versions",), ("related", hit["id"]))
    )
    assert run("remove", gone[-1]["id"].partition("-")[0]).code == 0
    assert run("furniture", "hide", gone[0]["id"]).code == 0
    export = tmp_path / "export.md"
    assert run("export", "swap", "-o", export).code == 0
    named = {"paragraph": hit["id"], "story": told, "changed": changed[0]["id"], "export": export}
    for name, words in _CALLS.items():
        given = [one.format(**named) for one in words]
        ran = run(*name.split(), *given, "--json")
        assert ran.code == (name == "doctor --dates"), (name, ran)
        found = _of_one_name(name, ran.out)
        assert found, name
        compare(name, found)


def _of_one_name(name: str, out: str) -> Any:
    """What a command gave, without what it has by names of the user's own."""
    if name == "doctor --dates":
        return [json.loads(line) for line in out.splitlines()]
    found = json.loads(out)
    if name == "saved check":
        return [one for some in found.values() for one in some]
    if name == "config":
        return {key: {} if isinstance(value, dict) else value for key, value in found.items()}
    if name == "saved":
        assert found == {"mine": "swap"}
        return [{}]
    return found


def test_what_is_not_known_is_an_empty_text_or_nought(run: Run, own: Path, tmp_path: Path) -> None:
    del own
    file = tmp_path / "news.jsonl"
    file.write_text(json.dumps({"title": "Quay", "text": "Marta Ostrander left."}), "utf-8")
    assert run("add", file).code == 0
    assert json.loads(run("stats", "--json").out)["entities"] == {"person": 1, "org": 0, "place": 0}
    for axis in ("outlet", "month", "year"):
        ran = run("pivot", "*", "--rows", axis, "--columns", "person", "--json")
        assert [cell[axis] for cell in json.loads(ran.out)["cells"] if cell["paragraphs"]] == [""]
