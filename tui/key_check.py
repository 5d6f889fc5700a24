"""What can be wrong with the keys a user chose: names, keys no terminal sends, keys taken twice."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches

from tui.key import Key

# The names that the framework gives to signs where they are not those of Unicode.
_SIGN_NAMES = {
    "/": "slash", "\\": "backslash", "@": "at", "-": "minus", "+": "plus", "_": "underscore",
}  # fmt: skip
_NAMED = {
    *("enter", "tab", "escape", "space", "backspace", "delete", "insert", "home", "end"),
    *("pageup", "pagedown", "up", "down", "left", "right"),
    *(f"f{number}" for number in range(1, 25)),
    *_SIGN_NAMES.values(),
}  # fmt: skip
# A terminal sends the same byte for both.
_SAME = {
    "ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+j": "Enter", "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc", "ctrl+[": "Esc",
}  # fmt: skip
_MODIFIERS = ("ctrl", "alt", "shift")


def key_name(key: str) -> str:
    """A key as the framework calls it: a sign by its name, letters and names as they are."""
    if len(key) != 1 or key.isalnum():
        return key
    name = unicodedata.name(key, "").lower().replace(" ", "_").replace("-", "_")
    return _SIGN_NAMES.get(key, name or key)


def key_sign(name: str) -> str:
    """The sign that the framework calls by a name, "" where it is none."""
    sign = {name: sign for sign, name in _SIGN_NAMES.items()}.get(name, "")
    try:
        return sign or unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return ""


def never_sent(chosen: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Of keys by action, those that no terminal sends, each with what to do."""
    for id_, keys in chosen.items():
        for key in keys:
            if reason := _impossible(key):
                yield f"keymap: {id_} is never reached by “{key}”: {reason}."


def _impossible(key: str) -> str:
    if key in _SAME:
        return f"a terminal sends it as {_SAME[key]}"
    *modifiers, base = key.split("+")
    if wrong := [each for each in modifiers if each not in _MODIFIERS]:
        return f"terminals know no “{wrong[0]}”; there are ctrl, alt and shift"
    if len(base) > 1 and base not in _NAMED and not _sign(base):
        near = get_close_matches(base, _NAMED, n=1)
        return "there is no such key" + (f"; the nearest is {near[0]}" if near else "")
    if modifiers == ["shift"] and len(base) == 1:
        return f"write {base.upper()}" if base.isalpha() else "write the sign it makes"
    if "ctrl" in modifiers and "shift" in modifiers and len(base) == 1:
        return "terminals send it as without shift"
    if modifiers == ["ctrl"] and len(base) == 1 and base.isdigit():
        return "terminals send no ctrl with digits"
    return ""


def _sign(name: str) -> bool:
    """Whether a name is that of a sign."""
    spoken = name.replace("_", " ")
    for each in (spoken, spoken.replace(" minus", "-minus")):
        try:
            unicodedata.lookup(each)
        except KeyError:
            continue
        return True
    return False


def settled(
    keys: Sequence[Key],
    within: Mapping[str, Sequence[str]],
    bound: Mapping[str, Sequence[str]],
    chosen: Collection[str],
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The keys by action as they work, where two actions wanted one at the same time, and what is
    to be said of that.

    `bound` are the keys that each action wants, `within` the places whose keys work in a place, the
    nearest first. An action that the user has `chosen` keys for has them before one by default; of
    two chosen ones the nearest has it. What is so by default is meant.
    """
    by_default = {
        (owner.id, loser.id, name)
        for owner, loser, name in _taken(
            keys, within, {key.id: key.keys.split(",") for key in keys}
        )
    }
    left = {id_: tuple(names) for id_, names in bound.items()}
    lost: dict[tuple[str, str], dict[str, Key]] = {}
    while new := next(
        (
            taken
            for taken in _taken(keys, within, left)
            if (taken[0].id, taken[1].id, taken[2]) not in by_default
        ),
        None,
    ):
        one, other, name = new
        # One of both is chosen: two by default want no key that is not meant.
        owner, loser = (one, other) if one.id in chosen else (other, one)
        left[loser.id] = tuple(each for each in left[loser.id] if each != name)
        lost.setdefault((name, owner.id), {})[loser.id] = loser
    return left, [_said(name, id_, losers, left) for (name, id_), losers in lost.items()]


def _said(
    name: str, owner: str, losers: Mapping[str, Key], left: Mapping[str, Sequence[str]]
) -> str:
    """Who has a key now, who had it, and who is left without any."""
    were = ", ".join(f"{id_} ({key.words})" for id_, key in losers.items())
    said = f"keymap: “{name}” is {owner} and no longer {were}."
    if without := [id_ for id_ in losers if not left[id_]]:
        said += f" Without a key now: {', '.join(without)}."
    return said


def _taken(
    keys: Sequence[Key], within: Mapping[str, Sequence[str]], bound: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Key, Key, str]]:
    """In every place: who has a key, who wants it too, and the key."""
    for levels in within.values():
        owners: dict[str, Key] = {}
        for level in levels:
            for key in keys:
                if key.place == level:
                    for name in bound[key.id]:
                        owner = owners.setdefault(name, key)
                        if owner is not key:
                            yield owner, key, name
