"""Whom names mean by edits that many share, over the numbers that entities have among archives.

Texts are kept with the entity that a recogniser found in them. Edits lead from there, when a
question is asked: to find whom they made of several, the paragraphs of all of these are found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.core.entity_edits import Edit, Edits, Identity
from index.core.shared_article import entity_number


@dataclass(frozen=True, slots=True)
class Forms:
    """Mentions of one entity, as it was found, that are written in some ways (folded): in those of
    `inside`, and, if `others`, in all that are not among `telling`.
    """

    entity: int
    inside: tuple[str, ...]
    others: bool
    telling: tuple[str, ...]

    def has(self, surface: str) -> bool:
        """Whether a mention that is written so (folded) is one of them."""
        return surface in self.inside if surface in self.telling else self.others


@dataclass(frozen=True, slots=True)
class Found:
    """Whom a recogniser found where a text means one of some entities: all mentions of those of
    `whole`, and some of the mentions of others.
    """

    whole: tuple[int, ...]
    some: tuple[Forms, ...] = ()


def number_of(entity: Identity) -> int:
    """The number that an entity has among archives."""
    return entity_number(entity.type, entity.key)


class LedNames:
    """Where edits, in order, lead names. Without any, names mean whom they were found to mean."""

    def __init__(self, edits: Sequence[Edit] = ()) -> None:
        self.edits = Edits(edits)
        self.apart = tuple(edit for edit in edits if edit.kind == "apart")
        self.sources: Mapping[int, Identity] = {number_of(one): one for one in self.edits.sources}
        """Entities of whose mentions some may lead elsewhere, by their numbers."""
        self.names: Mapping[int, tuple[Identity, str]] = {
            number_of(one): (one, name) for one, name in self.edits.names.items()
        }
        """Entities that an edit gave their name, by their numbers."""
        self._whole: dict[int, list[int]] = defaultdict(list)
        self._some: dict[int, list[Forms]] = defaultdict(list)
        for number, source in self.sources.items():
            self._lead_all(number, source)

    def _lead_all(self, number: int, source: Identity) -> None:
        """Note whom the mentions of one entity mean."""
        telling = tuple(sorted(self.edits.telling_texts(source)))
        others = self.edits.lead(source, "")
        ways: dict[Identity, list[str]] = defaultdict(list)
        for text in telling:
            if (led := self.edits.lead(source, text)) is not None:
                ways[led].append(text)
        for led in dict.fromkeys([*ways, *([others] if others else [])]):
            inside, rest = ways.get(led, []), led == others
            if rest and len(inside) == len(telling):
                self._whole[number_of(led)].append(number)
            else:
                forms = Forms(number, tuple(inside), rest, telling)
                self._some[number_of(led)].append(forms)

    def __bool__(self) -> bool:
        return bool(self.sources)

    def lead(self, found: Identity, surface: str) -> Identity | None:
        """See `Edits.lead`."""
        return self.edits.lead(found, surface)

    def found(self, entities: Collection[int]) -> Found:
        """Whom a recogniser found where one of some entities is meant."""
        whole = [one for one in entities if one not in self.sources]
        some: list[Forms] = []
        for one in entities:
            whole += self._whole.get(one, ())
            some += self._some.get(one, ())
        return Found(tuple(whole), tuple(some))

    def gathered(self) -> Iterable[tuple[int, Found]]:
        """The entities that are meant where others were found, each with these."""
        for number in dict.fromkeys([*self._whole, *self._some]):
            found = self.found([number])
            if found != Found((number,)):
                yield number, found


AS_FOUND = LedNames()
"""Names mean whom they were found to mean."""
