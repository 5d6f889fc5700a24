"""The user's settings: `config.toml`, then `NUTGRAF_…` in the environment, then flags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from index import expanded

_LIMITS = {
    "results_width": (24, 120),
    "entities_width": (18, 60),
    "reader_width": (30, 120),
    "context": (1, 8),
}
_DIGITS = re.compile(r"\s*\d{1,9}\s*")
# Used elsewhere, and no settings of the screen.
_OTHER_VARIABLES = {
    "NUTGRAF_ARCHIVE",
    "NUTGRAF_CONFIG",
    "NUTGRAF_DEBUG",
    "NUTGRAF_HOME",
    "NUTGRAF_OPENSEARCH",
    "NUTGRAF_OPENSEARCH_CA",
    "NUTGRAF_OPENSEARCH_PASSWORD",
    "NUTGRAF_OPENSEARCH_USER",
}

# The themes of `tui.themes`, which loads Textual.
OUR_THEMES = ("nutgraf-dark", "nutgraf-light")


@dataclass(frozen=True, slots=True)
class NamedArchive:
    """Where an archive is that has a name: a file, or the address of a collection in a cluster with
    the certificate of the authority that signed the cluster's.
    """

    place: str
    authority: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Settings of the screen. Widths are in cells, and 0 leaves them to the program.

    `engine` names what answers searches, "" for the index of this machine.
    `intake` has the rules by which articles are dropped and kept when news comes in, `entities`
    what finds the names in it (`engine`, and `model` for spaCy). `archives` are those that have a
    name to call them by.
    `problems` tell what was not understood; `unread` which file could not be read at all.
    """

    theme: str = OUR_THEMES[0]
    results_width: int = 0
    entities_width: int = 30
    reader_width: int = 76
    context: int = 2
    timeline: bool = True
    export_folder: str = ""
    engine: str = ""
    intake: Mapping[str, list[str]] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    archives: Mapping[str, NamedArchive] = field(default_factory=dict)
    keymap: Mapping[str, str | list[str]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    unread: str = ""

    @property
    def intake_problem(self) -> str:
        """Why it is not known which articles are to be dropped; "" where it is."""
        return self.unread or next((one for one in self.problems if one.startswith("intake")), "")


_DEFAULTS = Config()
_NAMES = [each.name for each in fields(Config) if each.name not in ("problems", "unread")]


def read_config(path: Path | None, environment: Mapping[str, str]) -> Config:
    """The settings in force. A file that cannot be read, and every unknown or wrong setting, is
    named in `problems`; the default stands in its place.
    """
    problems: list[str] = []
    given = _from_file(path, problems) if path is not None else {}
    unread = " ".join(problems)
    for name, value in given.items():
        # Only the environment has nothing but texts.
        quoted = isinstance(getattr(_DEFAULTS, name, None), bool | int) and isinstance(value, str)
        if quoted and _checked(name, value, []) is not None:
            problems.append(f"{name} is written without quotes: {value}.")
    if path and not unread and environment.get("NUTGRAF_CONFIG") and not path.exists():
        problems.append(f"There is no file {path}, which NUTGRAF_CONFIG names.")
    given |= _from_environment(environment, problems)
    known: dict[str, Any] = {}
    for name, value in given.items():
        if (checked := _checked(name, value, problems)) is not None:
            known[name] = checked
    return replace(_DEFAULTS, **known, problems=tuple(problems), unread=unread)


def _from_file(path: Path, problems: list[str]) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            import tomllib  # noqa: PLC0415  (few have such a file)

            return tomllib.load(file)
    except FileNotFoundError:
        return {}
    except OSError as error:
        problems.append(f"{path} cannot be read: {error.strerror or error}.")
    except UnicodeDecodeError as error:
        problems.append(f"{path} cannot be read: {error}.")
    except ValueError as error:
        problems.append(f"{path} is not TOML: {error}.")
    return {}


def _from_environment(environment: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for variable, text in environment.items():
        if not variable.startswith("NUTGRAF_") or variable in _OTHER_VARIABLES:
            continue
        name = variable.removeprefix("NUTGRAF_").lower()
        if name in ("keymap", "intake", "entities", "archives"):
            problems.append(f"{variable} is not read; the {name} lives in config.toml.")
        else:
            found[name] = text
    return found


def _checked(name: str, value: Any, problems: list[str]) -> Any:
    """`value` as its setting wants it, or None with a problem added."""
    if name not in _NAMES:
        from difflib import get_close_matches  # noqa: PLC0415  (wanted after a slip)

        near = get_close_matches(name, _NAMES, n=1)
        hint = f"; the nearest is {near[0]}" if near else ""
        problems.append(f"There is no setting “{name}”{hint}.")
        return None
    default = getattr(_DEFAULTS, name)
    if isinstance(default, bool):
        return _truth(name, value, problems)
    if isinstance(default, int):
        return _whole(name, value, problems)
    if isinstance(default, str):
        if isinstance(value, str):
            return value
        problems.append(f"{name} is a text, in quotes.")
        return None
    if isinstance(value, dict):
        checks = {"intake": _rules, "entities": _engine, "archives": _archives, "keymap": _keys}
        return checks[name](value, problems)
    problems.append(f"{name} is a table: [{name}].")
    return None


def _rules(table: dict[str, Any], problems: list[str]) -> dict[str, list[str]]:
    """The lists of rules in [intake]."""
    found: dict[str, list[str]] = {}
    for name, value in table.items():
        texts = [value] if isinstance(value, str) else value
        if name not in ("drop", "keep"):
            problems.append(f"There is no setting “intake.{name}”; there are drop and keep.")
        elif isinstance(texts, list) and all(isinstance(text, str) for text in texts):
            found[name] = texts
        else:
            problems.append(f"intake.{name} is a list of rules, each a text in quotes.")
    return found


def _engine(table: dict[str, Any], problems: list[str]) -> dict[str, str]:
    """The texts in [entities]."""
    found: dict[str, str] = {}
    for name, value in table.items():
        if name not in ("engine", "model"):
            problems.append(f"There is no setting “entities.{name}”; there are engine and model.")
        elif isinstance(value, str):
            found[name] = value
        else:
            problems.append(f"entities.{name} is a text, in quotes.")
    return found


def _archives(table: dict[str, Any], problems: list[str]) -> dict[str, NamedArchive]:
    """The archives in [archives]: a place, or a table of `place` and `ca`."""
    found: dict[str, NamedArchive] = {}
    for name, value in table.items():
        said = {"place": value} if isinstance(value, str) else value
        known = isinstance(said, dict) and said.keys() <= {"place", "ca"} and "place" in said
        if known and all(isinstance(text, str) and text for text in said.values()):
            authority = str(expanded(said["ca"])) if "ca" in said else ""
            found[name] = NamedArchive(said["place"], authority)
        else:
            problems.append(
                f"archives.{name} is a file or an address in quotes, or a table of place and ca."
            )
    return found


def _keys(table: dict[str, Any], problems: list[str]) -> dict[str, str | list[str]]:
    """The keys in [keymap], those of actions that there are not among them."""
    found: dict[str, str | list[str]] = {}
    for name, value in table.items():
        keys = [value] if isinstance(value, str) else value
        if isinstance(keys, list) and all(isinstance(key, str) for key in keys):
            found[name] = value
        else:
            problems.append(f"keymap.“{name}” is a key in quotes, or a list of such.")
    return found


def _truth(name: str, value: Any, problems: list[str]) -> bool | None:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if (found := words.get(str(value).lower())) is None:
        problems.append(f"{name} is true or false, not “{value}”.")
    return found


def _whole(name: str, value: Any, problems: list[str]) -> int | None:
    low, high = _LIMITS[name]
    # The environment has texts.
    number = int(value) if isinstance(value, str) and _DIGITS.fullmatch(value) else value
    if type(number) is int and (low <= number <= high or number == getattr(_DEFAULTS, name)):
        return number
    problems.append(f"{name} is a whole number from {low} to {high}, not “{value}”.")
    return None
