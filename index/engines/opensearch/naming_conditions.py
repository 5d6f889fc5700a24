"""Which paragraphs name an entity, where edits lead names when a question is asked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from index.core.led_names import Forms, LedNames
from index.engines.opensearch import conditions
from index.engines.opensearch.documents import entity_term

Json = dict[str, Any]

ENTITIES, FORMS = "entities", "forms"
"""Whom a paragraph names as they were found; and how each is written there, see `form_term`."""

_WRITTEN, _BEHIND = "=", ">"
"""What stands between an entity and how it is written; what is behind all that begin so."""


def form_term(entity: int, surface: str) -> str:
    """An entity written in some way (folded), as a term: those of one entity stand together."""
    return f"{entity_term(entity)}{_WRITTEN}{surface}"


def naming(names: LedNames, entities: Sequence[int]) -> Json:
    """Paragraphs that name one of some entities."""
    found = names.found(entities)
    whole = conditions.terms(ENTITIES, map(entity_term, found.whole))
    return conditions.any_of([whole, *(part for one in found.some for part in _written(one))])


def _written(forms: Forms) -> list[Json]:
    """Paragraphs in which an entity is written in some ways."""
    parts = [conditions.terms(FORMS, [form_term(forms.entity, one) for one in forms.inside])]
    if forms.others:
        # Whatever stands between those that tell something.
        first, behind = form_term(forms.entity, ""), f"{entity_term(forms.entity)}{_BEHIND}"
        told = [form_term(forms.entity, one) for one in forms.telling]
        parts += [
            {"range": {FORMS: {("gte" if low == first else "gt"): low, "lt": high}}}
            for low, high in pairwise([first, *told, behind])
        ]
    return parts
