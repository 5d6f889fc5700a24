"""Where nothing is found, what a program reads is whole all the same: JSON, or a table's head."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

import pytest

from tests.cli.conftest import Run
from tui.commands import NAMES, load
from tui.commands.base import NOTHING, Command
from tui.commands.parser import Parser

_QUERY = "nothingofthiskind"
_ASKED: dict[str, tuple[str, ...]] = {
    "related": ("-",),
    **dict.fromkeys(
        ("search", "bookmarks", "timeline", "pivot", "stories", "entities", "quotes", "versions"),
        (_QUERY,),
    ),
    **dict.fromkeys(
        (
            *("dossiers", "dossiers list", "saved", "saved list", "saved check", "trail"),
            *("corrections", "corrections list", "furniture", "removed"),
            *("feeds", "feeds list", "feeds fetch"),
        ),
        (),
    ),
}
"""Calls that find nothing, by command."""

_ALWAYS = {
    *("add", "watch", "push", "pull", "stats", "doctor", "config"),
    *("show", "diff", "verify", "dossiers show"),
}
"""What always has something to say, or says what is wrong with the call."""

_FORMS = ("--json", "--csv")


def _commands() -> Iterator[Command]:
    for name in NAMES:
        yield load(name)
        yield from load(name).actions


def _forms(command: Command) -> set[str]:
    return {one for action in Parser(command).own for one in action.option_strings} & {*_FORMS}


def test_each_command_with_a_form_for_programs_is_tried() -> None:
    having = {one.name for one in _commands() if _forms(one)}
    assert having == _ASKED.keys() | _ALWAYS


@pytest.mark.parametrize("form", _FORMS)
def test_what_finds_nothing_is_whole(
    run: Run, own, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    for command in _commands():
        if command.name not in _ASKED or form not in _forms(command):
            continue
        monkeypatch.setattr("sys.stdin", io.StringIO(_QUERY))
        ran = run(*command.name.split(), *_ASKED[command.name], form)
        assert ran.code == NOTHING, command.name
        assert ran.err, command.name
        if form == "--json":
            found = json.loads(ran.out)
            assert not (found if isinstance(found, list) else found.get("hits")), command.name
        else:
            head, *_ = csv.reader(io.StringIO(ran.out))
            assert len(head) > 1, command.name
