"""The keys in force: the table of keys with the user's changes, and the manual's page of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from tui.key import ANYWHERE, QUERY, Key
from tui.key_check import key_name, never_sent, settled
from tui.keys import KEYS, OVER_MAIN, PLACES, WITHIN, key_of, passes_input, sign

_NEVER_SENT = "unbound"
_NONE = "(no key)"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys in force: the defaults with the user's changes, keys by action, which may have lost
    all of them to another one. `problems` are in words.
    """

    changed: Mapping[str, str]
    problems: tuple[str, ...] = ()

    def keys(self, key: Key) -> tuple[str, ...]:
        return tuple(filter(None, self.changed.get(key.id, key.keys).split(",")))

    @property
    def names(self) -> frozenset[str]:
        """All keys that do something somewhere."""
        return frozenset(name for key in KEYS for name in self.keys(key))

    @property
    def bound(self) -> dict[str, str]:
        """The changes as the framework takes them, to which no keys mean those by default."""
        return {id_: keys or _NEVER_SENT for id_, keys in self.changed.items()}

    def signs(self, key: Key) -> str:
        return " ".join(sign(each) for each in self.keys(key))

    def sign(self, id_: str) -> str:
        """The first key of an action, for a sentence."""
        return next(map(sign, self.keys(key_of(id_))), _NONE)

    def footer(self, place: str) -> list[Key]:
        """What works in a place, the most useful first; a key the nearer place took is left out,
        and in a screen over the main one what is not its own.
        """
        far = ANYWHERE if place in OVER_MAIN else ""
        shown = (key for key in self.reachable(place) if key.brief and key.place != far)
        return sorted(shown, key=lambda key: -key.weight)

    def reachable(self, place: str) -> list[Key]:
        """All keys that do something in a place, the nearest first."""
        return [key for key, _ in self._left(place)]

    def signs_in(self, place: str, key: Key) -> str:
        """How the keys of an action are written that a place has for it; all of one without any."""
        names = next((names for each, names in self._left(place) if each is key), self.keys(key))
        return " ".join(map(sign, names))

    def _left(self, place: str) -> Iterator[tuple[Key, tuple[str, ...]]]:
        """The actions of a place with the keys that a nearer place has left them; in the query,
        with those that are no text.
        """
        taken: set[str] = set()
        far = (ANYWHERE,) if place in OVER_MAIN else ()
        for level in (*WITHIN.get(place, (place, ANYWHERE)), *far):
            here = [key for key in KEYS if key.place == level]
            for key in here:
                left = tuple(name for name in self.keys(key) if name not in taken)
                if names := tuple(filter(passes_input, left)) if place == QUERY else left:
                    yield key, names
            taken.update(each for key in here for each in self.keys(key))

    def sign_in(self, place: str, key: Key) -> str:
        """The first of a key's signs that works in a place: in the query, letters are text."""
        names = self.keys(key)
        if place == QUERY:
            names = tuple(filter(passes_input, names)) or names
        return next(map(sign, names), _NONE)


def keymap(changes: Mapping[str, str | Sequence[str]]) -> Keymap:
    """Check a user's keymap and make the keys in force from it.

    Left out, and named in `problems`: ids that do not exist. Named: a key that is taken from
    another action of the same place or of one that works at the same time, which then does not
    have it anywhere, and one that a terminal does not send.
    """
    known = [key.id for key in KEYS]
    problems: list[str] = []
    changed: dict[str, str] = {}
    for id_, keys in changes.items():
        if id_ not in known:
            near = get_close_matches(id_, known, n=1)
            hint = f"; the nearest is {near[0]}" if near else ""
            problems.append(f"keymap: there is no action “{id_}”{hint}.")
            continue
        listed = keys.split(",") if isinstance(keys, str) else keys
        names = [key_name(key.strip()) for key in listed if key.strip()]
        if not names:
            problems.append(f"keymap: {id_} has no key; its default stays.")
            continue
        changed[id_] = ",".join(names)
    bound = {key.id: tuple(changed.get(key.id, key.keys).split(",")) for key in KEYS}
    problems += never_sent({id_: bound[id_] for id_ in changed})
    left, told = settled(KEYS, WITHIN, bound, set(changed))
    changed |= {id_: ",".join(names) for id_, names in left.items() if names != bound[id_]}
    return Keymap(changed, (*problems, *told))


def manual(keymap: Keymap | None = None) -> str:
    """The page of keys for the manual, in Markdown."""
    keymap = keymap or Keymap({})
    lines = [
        "# Keys",
        "",
        "Every key can be changed in `config.toml`, several for one action:",
        "",
        "```toml",
        "[keymap]",
        '"paragraph.bookmark" = ["b", "m"]',
        "```",
    ]
    for place in PLACES:
        lines += [
            "",
            f"## {place[0].upper()}{place[1:]}",
            "",
            "| key | does | id |",
            "|---|---|---|",
        ]
        for key in KEYS:
            if key.place == place:
                signs = " ".join(f"`{sign(each)}`" for each in keymap.keys(key))
                lines.append(f"| {signs} | {key.words} | `{key.id}` |")
    return "\n".join(lines) + "\n"
