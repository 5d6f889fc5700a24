"""Corrections of single places as a part of the text file of edits (TOML)."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from index.core.article import paragraph_hash
from index.core.bookmark import Anchor
from index.core.clean import clean
from index.core.correction import Correction, Target, named
from index.core.errors import InputError
from index.core.values import EntityType

_TYPES = ("person", "org", "place")
_ANCHOR = ("paragraph", "ordinal", "start", "before", "after")


def write(corrections: Iterable[tuple[str, Correction]]) -> str:
    """Corrections, each with the id of its article, as tables of a file. The same give the same
    bytes.
    """
    return "\n".join(_entry(key, one) for key, one in corrections)


def _entry(article: str, one: Correction) -> str:
    values: dict[str, str | int] = {"article": article, "words": one.words}
    if one.kind != "name":
        values["kind"] = one.kind
    if one.role:
        values["role"] = one.role
    if one.to is not None:
        values |= {"type": one.to.type, "name": one.to.name}
    if one.anchor is not None:
        anchor = one.anchor
        values |= {"paragraph": anchor.exact, "ordinal": anchor.ordinal, "start": one.start}
        values |= {"before": anchor.prefix, "after": anchor.suffix}
    # JSON's escapes are among TOML's basic strings.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["[[correction]]", *lines, ""])


def read(text: str, articles: Mapping[str, int]) -> tuple[list[Correction], int]:
    """The corrections of a file in those of its articles that have a number, and how many are of
    others. Raises InputError that names the place of what is wrong.
    """
    try:
        entries = tomllib.loads(text).get("correction", [])
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"This is not TOML: {error}.") from error
    if not isinstance(entries, list):
        raise InputError("Expected [[correction]] tables, found correction.")
    every = [_correction(entry, place) for place, entry in enumerate(entries, start=1)]
    return [*_known(every, articles)], sum(key not in articles for key, _ in every)


def _known(
    every: Iterable[tuple[str, dict[str, Any]]], articles: Mapping[str, int]
) -> Iterator[Correction]:
    for key, values in every:
        if key in articles:
            yield Correction(article=articles[key], **values)


def _correction(entry: Any, place: int) -> tuple[str, dict[str, Any]]:
    """The id of the article, and what else a correction is made of."""
    values = entry if isinstance(entry, dict) else {}
    unknown = sorted(set(values) - {"article", "words", "kind", "role", "type", "name", *_ANCHOR})
    if unknown:
        raise InputError(f"Correction {place} does not take: {', '.join(unknown)}.")
    words = _text(values, "words", place)
    made: dict[str, Any] = {"words": words, "to": _target(values, place)}
    made |= _speaking(values, place)
    if "paragraph" in values:
        exact, start = _text(values, "paragraph", place), _number(values, "start", 0, place)
        if exact[start : start + len(words)] != words:
            raise InputError(f"Correction {place} has no “{words}” at “start” of its paragraph.")
        made |= {"start": start, "anchor": _anchor(values, exact, place)}
    return _text(values, "article", place), made


def _speaking(values: dict[str, Any], place: int) -> dict[str, Any]:
    """What is said of a quote; nothing of a name."""
    kind = values.get("kind", "name")
    if kind not in ("name", "speaker"):
        raise InputError(f"Correction {place} has another “kind” than name and speaker.")
    if kind == "name" and "role" not in values:
        return {}
    if kind == "name" or "paragraph" not in values:
        raise InputError(f"Correction {place}: a speaker is that of a quote in one paragraph.")
    return {"kind": kind, "role": _text(values, "role", place) if "role" in values else ""}


def _anchor(values: dict[str, Any], exact: str, place: int) -> Anchor:
    before, after = (clean(str(values.get(key, ""))) for key in ("before", "after"))
    return Anchor(
        exact=exact,
        prefix=before,
        suffix=after,
        ordinal=_number(values, "ordinal", 1, place),
        hash=paragraph_hash(exact),
    )


def _target(values: dict[str, Any], place: int) -> Target | None:
    if "name" not in values:
        return None
    if values.get("type") not in _TYPES:
        raise InputError(f"Correction {place} needs “type”, one of {', '.join(_TYPES)}.")
    return named(cast("EntityType", values["type"]), _text(values, "name", place))


def _number(values: dict[str, Any], key: str, least: int, place: int) -> int:
    found = values.get(key)
    if type(found) is not int or not least <= found < 1 << 31:
        raise InputError(f"Correction {place} needs “{key}”, a number from {least} on.")
    return found


def _text(values: dict[str, Any], key: str, place: int) -> str:
    found = values.get(key)
    text = clean(found) if isinstance(found, str) else ""
    if not text:
        raise InputError(f"Correction {place} needs “{key}” with text in quotes.")
    return text
