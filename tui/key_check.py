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


def stolen(
    keys: Sequence[Key],
    within: Mapping[str, Sequence[str]],
    bound: Mapping[str, Sequence[str]],
    changed: Collection[str],
) -> list[str]:
    """Keys that two actions want where both would work, where a change of the user's is part of it.

    `bound` are the keys in force by action, `within` the places whose keys work in a place, the
    nearest first: the nearest takes the key. What is so by default is meant.
    """
    if not changed:
        return []
    by_default = {
        (owner.id, loser.id, name)
        for owner, loser, name in _taken(
            keys, within, {key.id: key.keys.split(",") for key in keys}
        )
    }
    said: dict[tuple[str, str], str] = {}
    for owner, loser, name in _taken(keys, within, bound):
        new = {owner.id, loser.id} & set(changed) and (owner.id, loser.id, name) not in by_default
        if new and frozenset((owner.id, loser.id)) not in map(frozenset, said):
            said[owner.id, loser.id] = (
                f"keymap: “{name}” is wanted by {owner.id} ({owner.words}) "
                f"and {loser.id} ({loser.words}); the first has it."
            )
    return list(said.values())


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
