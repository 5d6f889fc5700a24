"""Kept edits, filed by what settling names asks of them.

Of thousands of edits a few bear on the names of an article. They are found by what they are about,
and what came and went since they were filed is all that is filed anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence

from index.core.entity_edits import Edit, Identity
from index.core.folding import fold
from index.entities.merging.name_parts import surname
from index.entities.merging.organisation_variants import core
from index.entities.resolving.addressed_people import address
from index.store.names.kept_edits import KeptEdit


class EditIndex:
    """Edits by the names and entities they are about. `settled` are the archive's, which go without
    saying, `own` all others.
    """

    def __init__(self) -> None:
        self._kept: dict[int, KeptEdit] = {}
        self._filed: dict[tuple[str, Hashable], set[int]] = defaultdict(set)

    def update(self, kept: Sequence[KeptEdit]) -> None:
        """Hold these edits and no others."""
        now = {one.number: one for one in kept}
        for number, one in [*self._kept.items()]:
            # Nearly all of thousands are the very same ones.
            if (other := now.get(number)) is not one and other != one:
                self._file(one, is_kept=False)
        for number, one in now.items():
            if number not in self._kept:
                self._file(one, is_kept=True)

    def _file(self, one: KeptEdit, *, is_kept: bool) -> None:
        if is_kept:
            self._kept[one.number] = one
        else:
            del self._kept[one.number]
        for place in _places(one):
            filed = self._filed[place]
            if is_kept:
                filed.add(one.number)
            else:
                filed.discard(one.number)
                if not filed:
                    del self._filed[place]

    def _found(self, kind: str, keys: Iterable[Hashable]) -> Iterator[KeptEdit]:
        for key in keys:
            for number in self._filed.get((kind, key), ()):
                yield self._kept[number]

    def _edits(self, kind: str, *keys: Hashable) -> set[Edit]:
        return {one.edit for one in self._found(kind, keys)}

    def settled(self) -> set[Edit]:
        """All that goes without saying."""
        return {one.edit for one in self._kept.values() if one.by == "archive"}

    def is_settled(self, edit: Edit) -> bool:
        """Whether an edit is kept as going without saying."""
        return edit in self.settled_between(edit.about)

    def kept_as_settled(self, edits: Iterable[Edit]) -> list[KeptEdit]:
        """The edits as they are kept, in order."""
        wanted = set(edits)
        pairs = {edit.about for edit in wanted}
        kept = [one for one in self._found("settled between", pairs) if one.edit in wanted]
        return sorted(kept, key=lambda one: one.number)

    def settled_between(self, about: frozenset[Identity]) -> set[Edit]:
        """What goes without saying about exactly these."""
        return self._edits("settled between", about)

    def merges_to_look_at(self, names: Collection[str]) -> set[Edit]:
        """The merges that go without saying, or did, by what some names are of."""
        return (
            self._edits("organisation", *{core(name) for name in names})
            | self._edits("word", *{word for name in names for word in ends(name)})
            | self._edits("surname", *({surname(name) for name in names} - {""}))
        )

    def renames_of(self, names: Collection[str]) -> set[Edit]:
        """The renames that go without saying of entities that were found by some names."""
        return self._edits("renamed", *names)

    def renames_to(self, entities: Iterable[Identity]) -> set[Edit]:
        """The renames that go without saying to the names of some entities."""
        return self._edits("renamed to", *entities)

    def merges_about(self, entity: Identity) -> set[Edit]:
        """The merges that go without saying about an entity."""
        return self._edits("merge about", entity)

    def is_concerned(self, entity: Identity) -> bool:
        """Whether one of the `own` edits is about an entity."""
        return ("about", entity) in self._filed

    def is_edited(self, entity: Identity) -> bool:
        """Whether one of the `own` edits leads an entity elsewhere."""
        return ("edited", entity) in self._filed

    def apart(self) -> set[frozenset[Identity]]:
        """Which two are two."""
        return {edit.about for edit in self._edits("apart", "")}

    def led_people(self, words: Collection[str]) -> Mapping[str, set[str]]:
        """The names, of several words, of people whom an edit leads elsewhere, and who are not
        found by these any more: those that have some of these words, with the words.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for word in words:
            for one in self._found("led", [word]):
                found[one.edit.source.key].add(word)
        return found


def ends(name: str) -> tuple[str, str]:
    """The first and the last word of a name."""
    words = fold(name).split() or [""]
    return words[0], words[-1]


def called_by(edit: Edit) -> frozenset[Identity]:
    """Who are called as a merge has them, and not otherwise: both; but an organisation or a place
    that something of another type was taken for goes by whatever texts mostly call it.
    """
    other = edit.type != edit.to_type != "person"
    return frozenset({edit.source}) if other else edit.about


def _places(one: KeptEdit) -> Iterator[tuple[str, Hashable]]:
    """Where an edit is filed."""
    edit, source = one.edit, one.edit.source
    if edit.kind != "apart" and edit.type == "person" and " " in source.key:
        for word in source.key.split():
            yield "led", word
    if one.by != "archive":
        yield from (("about", who) for who in edit.about)
        yield ("apart", "") if edit.kind == "apart" else ("edited", source)
        return
    yield "settled between", edit.about
    if edit.kind == "rename":
        yield "renamed", source.key
        yield "renamed to", edit.target
    if edit.kind == "merge":
        yield from (("merge about", who) for who in called_by(edit))
        if edit.type == "org" and edit.to_type == "org":
            yield "organisation", core(source.key)
        else:
            called = address(edit.name)
            yield "word", fold(called[1]) if called else source.key
            yield "surname", surname(edit.name)
