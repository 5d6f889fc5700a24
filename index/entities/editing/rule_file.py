"""Edits of entities as a text file that can be kept, compared and shared (TOML)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence
from typing import Any, cast

from index.core.clean import clean
from index.core.entity_edits import Edit
from index.core.errors import InputError
from index.core.folding import fold
from index.core.values import EditKind, EntityType

_HEAD = """# Edits of entities, in the order they apply. Read them into an archive with
#     nutgraf entities --rules import FILE
"""
_TYPES = ("person", "org", "place")
# By kind: the key that says where mentions lead, and the other keys it takes.
_KEYS: dict[str, tuple[str, ...]] = {
    "merge": ("into", "into_type"),
    "split": ("as", "alias"),
    "rename": ("to",),
    "retype": ("to",),
    "hide": (),
    "apart": ("from", "from_type"),
}


def write(edits: Sequence[Edit]) -> str:
    """The file's text. The same edits give the same bytes."""
    return "\n".join([_HEAD, *map(_entry, edits)])


def _entry(edit: Edit) -> str:
    values = {"do": edit.kind, "type": edit.type, "name": edit.name}
    target, *others = (*_KEYS[edit.kind], "")
    if target:
        values[target] = edit.to_type if edit.kind == "retype" else edit.to_name
    if "alias" in others:
        values["alias"] = edit.alias
    elif edit.to_type != edit.type and others[0]:
        values[others[0]] = edit.to_type
    lines = [f"{key} = {_quoted(value)}" for key, value in values.items()]
    return "\n".join(["[[edit]]", *lines, ""])


def _quoted(text: str) -> str:
    # JSON's escapes are among TOML's basic strings.
    return json.dumps(clean(text), ensure_ascii=False)


def read(text: str) -> list[Edit]:
    """The edits of a file. Raises InputError that names the place of what is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"This is not TOML: {error}.") from error
    entries = data.get("edit", [])
    # What stands in the same file is read by `correction_file`.
    unknown = sorted(set(data) - {"edit", "correction"})
    if unknown or not isinstance(entries, list):
        raise InputError(f"Expected [[edit]] tables, found {', '.join(unknown) or 'edit'}.")
    return [_edit(entry, place) for place, entry in enumerate(entries, start=1)]


def _edit(entry: Any, place: int) -> Edit:
    values = entry if isinstance(entry, dict) else {}
    kind = _choice(values, "do", tuple(_KEYS), place)
    known = {"do", "type", "name", *_KEYS[kind]}
    unknown = sorted(set(values) - known)
    if unknown:
        raise InputError(f"Edit {place} ({kind}) does not take: {', '.join(unknown)}.")
    of = cast("EntityType", _choice(values, "type", _TYPES, place))
    name = _text(values, "name", place)
    target, *others = (*_KEYS[kind], "")
    to_type, to_name = of, ""
    if kind == "retype":
        to_type, to_name = cast("EntityType", _choice(values, "to", _TYPES, place)), name
    elif target:
        to_name = _text(values, target, place)
    if others and others[0].endswith("_type") and others[0] in values:
        to_type = cast("EntityType", _choice(values, others[0], _TYPES, place))
    return Edit(
        kind=cast("EditKind", kind),
        type=of,
        name=name,
        alias=_text(values, "alias", place) if kind == "split" else "",
        to_type=to_type,
        to_name=to_name,
    )


def _choice(values: dict[str, Any], key: str, allowed: tuple[str, ...], place: int) -> str:
    found = values.get(key)
    if found not in allowed:
        said = f"{key} = {found!r}" if key in values else f"no “{key}”"
        raise InputError(f"Edit {place} has {said}; it must be one of {', '.join(allowed)}.")
    return str(found)


def _text(values: dict[str, Any], key: str, place: int) -> str:
    found = values.get(key)
    name = clean(found) if isinstance(found, str) else ""
    if not fold(name):
        raise InputError(f"Edit {place} needs “{key}” with a name in quotes.")
    return name
