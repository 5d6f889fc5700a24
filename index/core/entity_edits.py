"""What a reader changes about entities: merge, split, rename, retype, hide.

An edit says where mentions of one entity lead: to another, or nowhere. Edits apply in order, each
to the entity that the ones before it lead to, so that no two can contradict each other, and taking
one away gives back what was before. That two entities are two is an edit as well: it changes
nothing and settles a question.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol, TypeVar

from index.core.clean import clean
from index.core.errors import InputError
from index.core.folding import fold
from index.core.kept import kept
from index.core.values import EditKind, EntityType

Key = TypeVar("Key", bound=Hashable)
_TYPES: dict[EntityType, str] = {"person": "a person", "org": "an organisation", "place": "a place"}


class Named(Protocol):
    """Whatever has the type and the name of an entity."""

    @property
    def type(self) -> EntityType:
        """What it is."""

    @property
    def name(self) -> str:
        """What it is called."""


class Identity(NamedTuple):
    """Which entity: its type, and its name as names are compared."""

    type: EntityType
    key: str


@lru_cache(maxsize=1 << 15)
def identity(kind: EntityType, name: str) -> Identity:
    """The entity that goes by a name; where folding leaves nothing of it, the name is the key."""
    return Identity(kind, fold(name) or name)


@dataclass(frozen=True, kw_only=True)
class Edit:
    """Mentions of one entity, or of one of its aliases, lead to another entity or nowhere.

    `alias` is "" for all mentions; `to_name` is "" where they lead nowhere. What follows is kept:
    it is asked of thousands of edits whenever one comes or goes.
    """

    kind: EditKind
    type: EntityType
    name: str
    alias: str = ""
    to_type: EntityType = "person"
    to_name: str = ""

    @kept
    def source(self) -> Identity:
        """Whose mentions are led elsewhere."""
        return identity(self.type, self.name)

    @kept
    def target(self) -> Identity | None:
        """Where the mentions lead; None for nowhere."""
        return identity(self.to_type, self.to_name) if self.to_name else None

    @kept
    def about(self) -> frozenset[Identity]:
        """The entities that it is about."""
        return frozenset(who for who in (self.source, self.target) if who is not None)

    def __str__(self) -> str:
        if self.kind == "merge":
            return f"merge {self.name} into {self.to_name}"
        if self.kind == "split":
            return f"split “{self.alias}” from {self.name} as {self.to_name}"
        if self.kind == "rename":
            return f"rename {self.name} to {self.to_name}"
        if self.kind == "retype":
            return f"{self.name} is {_TYPES[self.to_type]}"
        if self.kind == "apart":
            return f"{self.name} and {self.to_name} are two"
        return f"{self.name} is not a name"


def concerning(edits: Mapping[Key, Edit], known: Collection[Identity]) -> set[Key]:
    """Which of some edits are about known entities, or about the same as others of these."""
    about = {key: edit.about for key, edit in edits.items()}
    reached = set(known)
    chosen: set[Key] = set()
    while more := [key for key, who in about.items() if key not in chosen and who & reached]:
        chosen.update(more)
        reached.update(*(about[key] for key in more))
    return chosen


def merge_edit(entity: Named, into: Named) -> Edit:
    """All mentions of one entity mean another. Raises InputError when both are the same."""
    if identity(entity.type, entity.name) == identity(into.type, into.name):
        raise InputError(f"{entity.name} cannot be merged into itself.")
    return Edit(
        kind="merge", type=entity.type, name=entity.name, to_type=into.type, to_name=into.name
    )


def split_edit(entity: Named, alias: str, name: str = "") -> Edit:
    """Mentions of an entity by one alias are an entity of their own, called by that alias or by
    `name`. Raises InputError when the name is the entity's own.
    """
    name = _clean(name or alias)
    if identity(entity.type, name) == identity(entity.type, entity.name):
        raise InputError(f"“{name}” is the name of {entity.name}.", "Give the other one a name.")
    return Edit(
        kind="split",
        type=entity.type,
        name=entity.name,
        alias=_clean(alias),
        to_type=entity.type,
        to_name=name,
    )


def rename_edit(entity: Named, name: str) -> Edit:
    """An entity is called otherwise. Raises InputError when nothing would change."""
    name = _clean(name)
    if name == entity.name:
        raise InputError(f"{name} is its name already.")
    return Edit(
        kind="rename", type=entity.type, name=entity.name, to_type=entity.type, to_name=name
    )


def retype_edit(entity: Named, kind: EntityType) -> Edit:
    """An entity is of another type. Raises InputError when nothing would change."""
    if kind == entity.type:
        raise InputError(f"{entity.name} is {_TYPES[kind]} already.")
    return Edit(
        kind="retype", type=entity.type, name=entity.name, to_type=kind, to_name=entity.name
    )


def hide_edit(entity: Named) -> Edit:
    """An entity is not a name."""
    return Edit(kind="hide", type=entity.type, name=entity.name, to_type=entity.type)


def apart_edit(one: Named, other: Named) -> Edit:
    """Two entities are two, however alike their names."""
    return Edit(kind="apart", type=one.type, name=one.name, to_type=other.type, to_name=other.name)


def _clean(name: str) -> str:
    name = clean(name)
    if not fold(name):
        raise InputError("A name needs at least one letter or digit.")
    return name


@dataclass(frozen=True, slots=True)
class _Step:
    """Where an edit leads the mentions of one entity: its place in the order, by which text alone
    ("" for any), and to whom.
    """

    place: int
    alias: str
    target: Identity | None


class Edits:
    """Where edits, in order, lead the mentions that a recogniser finds.

    The steps of each entity are found by the entity, so that thousands of edits of others cost
    nothing.
    """

    def __init__(self, edits: Sequence[Edit] = ()) -> None:
        edits = [edit for edit in edits if edit.kind != "apart"]
        self.leading = tuple(edits)
        """Those that lead mentions, in order."""
        self._steps: dict[Identity, list[_Step]] = defaultdict(list)
        self._named_at: dict[Identity, int] = {}
        """The place behind the last edit that gave an entity mentions of another."""
        for place, edit in enumerate(edits):
            self._steps[edit.source].append(_Step(place, fold(edit.alias), edit.target))
            if edit.target is not None:
                self._named_at[edit.target] = place + 1
        self._has_splits = any(edit.alias for edit in edits)
        self.sources = frozenset(self._steps)
        self.names = {e.target: e.to_name for e in edits if e.target}
        self._known: dict[tuple[Identity, str], Identity | None] = {}

    def lead(self, found: Identity, surface: str) -> Identity | None:
        """Whom a mention means; None where it is not a name. `surface` is its text, folded."""
        if found not in self.sources:
            return found
        key = (found, surface)
        if key not in self._known:
            self._known[key] = self._follow(found, surface)
        return self._known[key]

    def depends_on_text(self, found: Identity) -> bool:
        """Whether the text of a mention may say whom it means."""
        return bool(self.telling_texts(found))

    def telling_texts(self, found: Identity) -> frozenset[str]:
        """The texts of mentions, folded, that may say whom they mean: those of any other text mean
        whom one without a text does.
        """
        if not self._has_splits:
            return frozenset()
        texts: set[str] = set()
        reached: dict[Identity, int] = {found: 0}
        waiting = [found]
        while waiting:
            entity = waiting.pop()
            for step in self._steps.get(entity, ()):
                if step.place < reached[entity]:
                    continue
                texts.add(step.alias)
                to = step.target
                if to is not None and step.place + 1 < reached.get(to, _NEVER):
                    reached[to] = step.place + 1
                    waiting.append(to)
        return frozenset(texts - {""})

    def heir(self, entity: Identity) -> Identity | None:
        """Which entity is meant now by the name of one that was; None if that is no name.

        An edit that gave the name to an entity makes what was done before with it another story.
        """
        return self._follow(entity, entity.key, self._named_at.get(entity, 0))

    def _follow(self, found: Identity, surface: str, place: int = 0) -> Identity | None:
        """Whom a mention means after the edits from a place on."""
        at: Identity | None = found
        while at is not None:
            step = next(
                (
                    one
                    for one in self._steps.get(at, ())
                    if one.place >= place and one.alias in {"", surface}
                ),
                None,
            )
            if step is None:
                return at
            at, place = step.target, step.place + 1
        return None


_NEVER = sys.maxsize
