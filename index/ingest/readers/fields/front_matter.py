"""What stands above a text in Markdown and describes it: YAML or what people write for it, TOML,
JSON, properties of notes (`author:: Jo Brandt`), or what programs say that turn pages into it.
"""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

from index.core.late_patterns import late
from index.ingest.readers.field_names import fields_among

_FRONT = late(r"\ufeff?\s*---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_TOML = late(r"\ufeff?\s*\+\+\+[ \t]*\n(.*?\n)\+\+\+[ \t]*(?:\n|$)", re.DOTALL)
_PROPERTY = late(r"[ \t]*(?:- )?([\w -]{1,60}?)::(?:[ \t]+(.*))?(?:\n|\Z)")
# Jina's reader and those that write as it does.
_CONVERTED = late(
    r"\ufeff?\s*+((?:(?!Markdown Content:)[A-Z][\w ]{2,30}: [^\n]*+\n\s*+)++)"
    r"Markdown Content:[ \t]*+(?:\n|$)"
)
# A key, or the sign of a list's item, and its value.
_LINE = late(r"( *(?:- +)?(?:[\w -]{1,60}: +|(?<=- )))(\S(?:.*[^ ])?) *")
_FRONT_LIMIT = 65_536
"""So many lists and mappings within each other are read."""


def begins_described(text: str) -> bool:
    """Whether a text begins with YAML that names its headline or day."""
    front = _FRONT.match(text)
    return bool(front and re.search(r"(?m)^(?:title|headline|date):", front[1] or ""))


def front_matter(text: str) -> tuple[dict[str, Any], str, str]:
    """The front matter, what comes below it, and what is to be said of it: what is no YAML at all
    is read line by line.
    """
    match = _FRONT.match(text[:_FRONT_LIMIT])
    if not match:
        return *_other_forms(text), ""
    # Loaded here: it takes 26 ms and only Markdown needs it.
    from index.ingest.readers.fields import written_yaml  # noqa: PLC0415

    written = match[1] or ""
    try:
        record = written_yaml.read(written)
    except written_yaml.BROKEN as error:
        try:
            record = written_yaml.read(_quoted(written))
        except written_yaml.BROKEN:
            line = getattr(getattr(error, "problem_mark", None), "line", None)
            place = f" at line {line + 2}" if line is not None else ""
            remark = f"the front matter is not YAML{place}; it was read line by line"
            return _by_lines(written), text[match.end() :], remark
    if not isinstance(record, dict):
        return ({}, text, "") if record is not None else ({}, text[match.end() :], "")
    return record, text[match.end() :], ""


def _by_lines(written: str) -> dict[str, Any]:
    """Keys and values of lines, and the items of lists below them, whatever stands around them."""
    record: dict[str, Any] = {}
    listed: list[str] = []
    for line in written.split("\n"):
        found = re.fullmatch(r"\s*+([\w -]{1,60}?)\s*+:(?:\s+(.*))?", line)
        item = re.fullmatch(r"\s*-\s+(.*)", line)
        if item:
            listed.append(item[1].strip(" \t\"'"))
        elif found:
            listed = []
            value = (found[2] or "").strip(" \t\"'[]")
            record.setdefault(found[1], value or listed)
    return record


def _quoted(written: str) -> str:
    """Lines that people write and YAML does not allow, with their values in quotes: a colon in a
    headline, `@` or `%` at a beginning, tabs.
    """
    lines = []
    for line in written.expandtabs(2).split("\n"):
        parts = _LINE.fullmatch(line)
        value = parts[2] if parts else ""
        if parts and value and value[0] not in "\"'[{|>#":
            value = "'" + value.replace("'", "''") + "'"
        lines.append(f"{parts[1]}{value}" if parts else line)
    return "\n".join(lines)


def _other_forms(text: str) -> tuple[dict[str, Any], str]:
    """What is said of a text in other forms than YAML, and what comes below it."""
    match = _TOML.match(text[:_FRONT_LIMIT])
    if match:
        try:
            record = tomllib.loads(match[1])
        except (tomllib.TOMLDecodeError, RecursionError):
            return _by_lines(match[1].replace(" = ", ": ")), text[match.end() :]
        return _flat(record), text[match.end() :]
    converted = _CONVERTED.match(text[:_FRONT_LIMIT])
    if converted:
        said = _by_lines(converted[1])
        return {"url": said.pop("URL Source", ""), **said}, text[converted.end() :]
    if text[:_FRONT_LIMIT].lstrip("\ufeff \n").startswith("{"):
        return _json_above(text)
    return _properties(text)


def _json_above(text: str) -> tuple[dict[str, Any], str]:
    """A JSON object above a text, as Hugo takes it, and what comes below it."""
    start = text.index("{")
    try:
        record, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}, text
    below = text[end:]
    if not below.startswith("\n") or not fields_among(record):
        return {}, text
    return _flat(record), below


def _properties(text: str) -> tuple[dict[str, Any], str]:
    """Properties at the top of a note, two that are known at least, and what comes below them."""
    said: dict[str, Any] = {}
    place = 0
    while found := _PROPERTY.match(text, place):
        said.setdefault(found[1].strip(), (found[2] or "").strip())
        place = found.end()
    return (said, text[place:]) if len(fields_among(said)) > 1 else ({}, text)


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """The values of a record and of the tables in it, with days as they are written."""
    inner = [value for value in record.values() if isinstance(value, dict)]
    found = {key: value for one in inner for key, value in one.items()} | record
    return {
        key: value.isoformat() if hasattr(value, "isoformat") else value
        for key, value in found.items()
    }
