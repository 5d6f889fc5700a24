"""`nutgraf config`: the settings in force, and the keys."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace
from dataclasses import fields
from pathlib import Path

from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.output import json_text, put, say
from tui.config import OUR_THEMES, Config, read_config
from tui.text import clean

_NOT_VALUES = ("intake", "entities", "keymap", "problems")


def _file() -> Path:
    from index import config_file  # noqa: PLC0415  (where things lie, which --help can spare)

    return config_file()


def settings() -> Config:
    """The settings in force, with what was not understood."""
    return read_config(_file(), os.environ)


def problems() -> list[str]:
    """What of the settings and the keys was not understood."""
    from tui.keymap import keymap  # noqa: PLC0415  (the table of keys)

    config = settings()
    return [
        *config.problems,
        *_theme_problems(config.theme),
        *_engine_problems(config.engine),
        *keymap(config.keymap).problems,
    ]


def _theme_problems(theme: str) -> list[str]:
    if theme in OUR_THEMES:
        return []
    from tui.themes import unknown  # noqa: PLC0415  (loads Textual, which takes 200 ms)

    return [problem] if (problem := unknown(theme)) else []


def _engine_problems(engine: str) -> list[str]:
    if not engine:
        return []
    from index import engine_problem  # noqa: PLC0415  (loads what packages bring)

    return [problem] if (problem := engine_problem(engine)) else []


def _arguments(parser: ArgumentParser) -> None:
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--path", action="store_true", help="only where the settings file is")
    forms.add_argument("--check", action="store_true", help="only what is wrong with it")
    forms.add_argument("--json", action="store_true", help="settings and keys as JSON")


def _run(arguments: Namespace) -> int:
    if arguments.path:
        put(str(_file()))
        return OK
    wrong = problems()
    if arguments.check:
        put("\n".join(map(clean, wrong)) or f"{_file()}: nothing is wrong")
        return NOTHING if wrong else OK
    _show(as_json=arguments.json)
    for problem in wrong:
        say(problem)
    return OK


def _show(*, as_json: bool) -> None:
    from tui.keymap import keymap  # noqa: PLC0415  (the table of keys)
    from tui.keys import KEYS  # noqa: PLC0415  (as above)

    config = settings()
    keys = keymap(config.keymap)
    values = {f.name: getattr(config, f.name) for f in fields(config) if f.name not in _NOT_VALUES}
    if as_json:
        bound = {key.id: keys.keys(key) for key in KEYS}
        tables = {"intake": config.intake, "entities": config.entities, "keymap": bound}
        put(json_text({"path": str(_file()), **values, **tables}, indent=2))
    else:
        there = "" if _file().exists() else " (not there)"
        put(f"# {clean(str(_file()))}{there}")
        for name, value in values.items():
            put(f"{name} = {_toml(value)}")
        put("\n[intake]")
        for name in ("drop", "keep"):
            put(f"{name} = {_toml(list(config.intake.get(name, ())))}")
        put("\n[entities]")
        put(f"engine = {_toml(config.entities.get('engine', 'own'))}")
        put(f"model = {_toml(config.entities.get('model', ''))}")
        put("\n[keymap]")
        for key in KEYS:
            put(f'"{key.id}" = {_toml(list(keys.keys(key)))}  # {key.place}: {key.words}')


def _toml(value: object) -> str:
    """A truth value, number, text or list of texts as TOML, of which JSON's are a part."""
    return json.dumps(value)


COMMAND = Command(
    name="config",
    summary="Show the settings in force and the keys",
    details=lambda: (
        "Printed in the form of a settings file, with the id of every key. A variable NUTGRAF_… "
        "(NUTGRAF_THEME) counts before config.toml, and that before the default."
    ),
    examples=(
        Example("nutgraf config", "all settings and keys, ready to be copied"),
        Example("nutgraf config --check", "what of the file was not understood; exit code 1"),
        Example('$EDITOR "$(nutgraf config --path)"', "change it"),
    ),
    arguments=_arguments,
    run=_run,
)
