"""`nutgraf config`: the settings in force, and the keys."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.output import json_text, put, say
from tui.config import OUR_THEMES, Config, NamedArchive, read_config
from tui.text import clean

if TYPE_CHECKING:
    from tui.key import Key

_TABLES = ("intake", "entities", "archives", "keymap")
_VALUES = [
    each.name for each in fields(Config) if each.name not in (*_TABLES, "problems", "unread")
]
_OWN = {"drop", "keep", "engine", "model", "place", "ca"}


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
        *_intake_problems(config),
        *_recogniser_problems(config),
        *_archive_problems(config),
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


def _intake_problems(config: Config) -> Iterator[str]:
    """The rules in [intake] that cannot be read, any of which ends every import."""
    if not config.intake:
        return
    from index import NutgrafError, Rules  # noqa: PLC0415  (loads the readers)

    for name, rules in config.intake.items():
        for rule in rules:
            try:
                Rules.of([rule])
            except NutgrafError as error:
                yield f"intake.{name}: {error}"


def _recogniser_problems(config: Config) -> list[str]:
    if not config.entities:
        return []
    from index import NutgrafError, RecogniserSettings  # noqa: PLC0415  (wanted here alone)

    try:
        RecogniserSettings(**config.entities)
    except NutgrafError as error:
        return [str(error)]
    return []


def _archive_problems(config: Config) -> Iterator[str]:
    """What of the places in [archives] can be no place."""
    if not config.archives:
        return
    from index import address_problem  # noqa: PLC0415  (wanted here alone)

    for name, archive in config.archives.items():
        if "://" in archive.place and (problem := address_problem(archive.place)):
            yield f"archives.{name}: {problem}"
        if archive.authority and not Path(archive.authority).is_file():
            yield f"archives.{name}: there is no file {archive.authority}."


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
    config = settings()
    if as_json:
        put(json_text({"path": str(_file()), **_told(config)}, indent=2))
        return
    there = "" if _file().exists() else " (not there)"
    put(f"# {clean(str(_file()))}{there}")
    for line in toml_lines(config):
        put(line)


def _told(config: Config) -> dict[str, Any]:
    """Settings in force as the file says them."""
    from tui.keymap import keymap  # noqa: PLC0415  (the table of keys)

    keys = keymap(config.keymap)
    return {name: getattr(config, name) for name in (*_VALUES, *_TABLES)} | {
        "archives": {name: _archive(there) for name, there in config.archives.items()},
        "keymap": {key.id: list(keys.keys(key)) for key in _keys()},
    }


def toml_lines(config: Config) -> Iterator[str]:
    """The lines of a settings file that says what is in force, with the default of what is not."""
    told = _told(config)
    told["intake"] = {"drop": [], "keep": []} | told["intake"]
    told["entities"] = {"engine": "own", "model": ""} | told["entities"]
    words = {key.id: f"  # {key.place}: {key.words}" for key in _keys()}
    for name in _VALUES:
        yield f"{name} = {_toml(told[name])}"
    for name in _TABLES:
        yield f"\n[{name}]"
        for key, value in told[name].items():
            yield f"{_key(key)} = {_toml(value)}{words.get(key, '')}"


def _keys() -> Sequence[Key]:
    from tui.keys import KEYS  # noqa: PLC0415  (the table of keys)

    return KEYS


def _archive(place: NamedArchive) -> dict[str, str]:
    """A named archive as the settings file says it."""
    return {"place": place.place} | ({"ca": place.authority} if place.authority else {})


def _toml(value: object) -> str:
    import tomlkit  # noqa: PLC0415  (wanted here alone)

    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(one)}" for key, one in value.items()) + " }"
    return tomlkit.item(value).as_string()


def _key(name: str) -> str:
    """The name of a setting, in quotes where it is not one of the program's own words."""
    return name if name in _OWN else _toml(name)


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
