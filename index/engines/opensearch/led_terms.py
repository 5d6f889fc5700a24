"""In how many paragraphs entities are named, where edits lead names when a question is asked.

What several entities were found to be that an edit makes one is counted once in each paragraph.
Only the paragraphs that name one of these are looked at again, by a script.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from index.core.led_names import Found, LedNames, number_of
from index.engines.opensearch import conditions
from index.engines.opensearch.documents import entity_term
from index.engines.opensearch.naming_conditions import ENTITIES, FORMS, form_term

Json = dict[str, Any]
Counts = dict[int, int]

_SCRIPT = """
Set meant = new HashSet();
for (String form : doc[params.field]) {
  def led = params.forms.get(form);
  if (led == null) { led = params.entities.get(form.substring(0, params.digits)); }
  if (led != null && led != '') { meant.add(led); }
}
return new ArrayList(meant);
"""


class LedTerms:
    """Entities as edits lead them, counted from how often each was found (`found`): those that no
    edit concerns are as they were.
    """

    def __init__(self, names: LedNames) -> None:
        self._names = names
        self._gathered = dict(names.gathered())
        self.concerned = {
            *self._gathered,
            *(one for one in names.sources if names.found([one]) != Found((one,))),
        }
        """Entities whose counts are not simply those of what was found."""
        self._parts = {target: _parts(found) for target, found in self._gathered.items()}
        self.parts = {part for parts in self._parts.values() for part in parts}
        """Entities that were found where one that is concerned is meant."""

    def counts(self, found: Mapping[int, int], ask: Callable[[Json, Json], Any]) -> Counts:
        """In how many paragraphs the concerned entities are named. `ask` answers an aggregation
        over the hits that fulfil a condition.
        """
        counts: Counts = {}
        together: dict[int, list[int]] = {}
        for target, parts in self._parts.items():
            there = [part for part in parts if found.get(part)]
            if len(there) == 1 and not self._gathered[target].some:
                counts[target] = found[there[0]]
            elif there:
                together[target] = there
        if together:
            counts |= self._counted(together, ask)
        return {entity: count for entity, count in counts.items() if count}

    def _counted(
        self, together: Mapping[int, list[int]], ask: Callable[[Json, Json], Any]
    ) -> Counts:
        parts = {part for parts in together.values() for part in parts}
        params = leading(self._names, parts) | {"field": FORMS}
        script = {"source": _SCRIPT, "params": params}
        answer = ask(
            conditions.terms(ENTITIES, map(entity_term, sorted(parts))),
            {"terms": {"script": script, "size": len(together) + len(parts)}},
        )
        meant = {int(bucket["key"]): bucket["doc_count"] for bucket in answer["buckets"]}
        return {target: meant.get(target, 0) for target in together}


def leading(names: LedNames, found: Iterable[int]) -> Json:
    """Where the mentions of some entities lead, as scripts have it: by how they are written
    (`forms`), else by the entity (`entities`, as terms of so many `digits`); "" is nowhere.
    """
    entities: dict[str, str] = {}
    forms: dict[str, str] = {}
    for part in found:
        source = names.sources.get(part)
        if source is None:
            entities[entity_term(part)] = entity_term(part)
            continue
        for text in ("", *names.edits.telling_texts(source)):
            led = names.edits.lead(source, text)
            term = entity_term(number_of(led)) if led else ""
            if text:
                forms[form_term(part, text)] = term
            else:
                entities[entity_term(part)] = term
    return {"entities": entities, "forms": forms, "digits": len(entity_term(0))}


def _parts(found: Found) -> list[int]:
    return [*found.whole, *(forms.entity for forms in found.some)]
