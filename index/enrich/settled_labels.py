"""Names for entities that texts mostly call otherwise, which go without saying."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import cast

from index.core.entity_edits import Edit, Identity, rename_edit
from index.core.folding import fold
from index.core.priority import way
from index.core.values import EntityType
from index.entities.merging.found_entity import Found
from index.entities.words.gazetteer import several_names
from index.store.file.thread_connections import Connection
from index.store.names import merge_facts

_RARELY = 10
"""A name stands rarely in a spelling of which it has not one in so many."""


def settled_labels(
    connection: Connection,
    is_concerned: Callable[[Identity], bool],
    names: Collection[str] | None,
) -> Iterator[Edit]:
    """Names for entities that texts mostly call otherwise: the form that stands most.

    Lists know the Vatican as the Holy See; an archive that mostly says Vatican calls it so. What
    another edit concerns keeps its name.
    """
    known = [(kind, key) for kind, key in several_names() if names is None or key in names]
    rows = merge_facts.keyed(connection, known)
    for number, kind, name, key in way.politely(rows, 4):
        entity = Found(number, cast("EntityType", kind), name)
        if is_concerned(Identity(entity.type, key)):
            continue
        forms = merge_facts.forms(connection, number)
        form = _commonest(forms, name)
        if form != name:
            yield rename_edit(entity, form)


def _commonest(forms: Sequence[tuple[str, int]], name: str) -> str:
    """The form that stands most, in the spelling that is its most frequent; the name if none does.

    Headlines and datelines write any name in capitals: of a name that stands otherwise as well
    that is not how it is written, unless hardly anybody writes it otherwise.
    """
    times: dict[str, int] = defaultdict(int)
    for form, count in forms:
        times[fold(form)] += count
    if not times:
        return name
    most = max(times.values())
    key = fold(name) if times.get(fold(name)) == most else min(k for k in times if times[k] == most)
    spelled = [(form, count) for form, count in forms if fold(form) == key]
    mixed = [pair for pair in spelled if not pair[0].isupper()]
    if mixed and sum(n for _, n in mixed) * _RARELY >= times[key]:
        spelled = mixed
    return min(spelled, key=lambda pair: (-pair[1], pair[0] != name, pair[0]))[0]
