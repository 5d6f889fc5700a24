"""Edits that many share: what stands, and whom names mean, over the numbers of entities.

What a condition finds among made paragraphs is told by a reading of its words in a few lines; that
a cluster reads them so is tested in `tests/opensearch`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.entity_edits import (
    Edit,
    Edits,
    Identity,
    apart_edit,
    hide_edit,
    identity,
    merge_edit,
    rename_edit,
    retype_edit,
    split_edit,
)
from index.core.errors import InputError
from index.core.led_names import LedNames, number_of
from index.core.shared_edits import SharedEdit, standing
from index.core.values import EntityType
from index.engines.opensearch.documents import entity_term
from index.engines.opensearch.led_terms import LedTerms
from index.engines.opensearch.naming_conditions import ENTITIES, FORMS, form_term, naming
from index.sharing.collection_speakers import Meant
from index.sharing.edit_documents import read
from index.sharing.quote_documents import Attribution
from tests.effort import runs

Json = dict[str, Any]

TYPES: tuple[EntityType, ...] = ("person", "org")
NAMES = ("lee", "lee hsien", "anna berg", "berg", "callow")


@dataclass(frozen=True)
class Named:
    """Whatever has a type and a name."""

    type: Any
    name: str


def _edit(kind: str, one: Named, other: Named, alias: str) -> Edit | None:
    """An edit, None where it would change nothing."""
    try:
        match kind:
            case "merge":
                return merge_edit(one, other)
            case "split":
                return split_edit(one, alias, other.name)
            case "rename":
                return rename_edit(one, other.name)
            case "respell":
                return rename_edit(one, one.name.upper())
            case "retype":
                return retype_edit(one, other.type)
            case "apart":
                return apart_edit(one, other)
    except InputError:
        return None
    return hide_edit(one)


named = st.builds(Named, st.sampled_from(TYPES), st.sampled_from(NAMES))
kinds = st.sampled_from(["merge", "merge", "split", "rename", "respell", "retype", "hide", "apart"])
edits = st.builds(_edit, kinds, named, named, st.sampled_from(NAMES)).filter(bool)
mentions = st.tuples(named.map(lambda n: Identity(n.type, n.name)), st.sampled_from(NAMES))
paragraphs = st.lists(st.lists(mentions, max_size=4), min_size=1, max_size=12)


def _fields(mentions: Sequence[tuple[Identity, str]]) -> dict[str, set[str]]:
    """What of a paragraph's document is about names."""
    return {
        ENTITIES: {entity_term(number_of(found)) for found, _ in mentions},
        FORMS: {form_term(number_of(found), surface) for found, surface in mentions},
    }


def _holds(condition: Json, fields: dict[str, set[str]]) -> bool:
    ((kind, about),) = condition.items()
    match kind:
        case "match_none":
            return False
        case "bool":
            return any(_holds(part, fields) for part in about["should"])
    ((field, value),) = about.items()
    if kind == "range":
        return any(
            (value["gte"] <= term if "gte" in value else value["gt"] < term) and term < value["lt"]
            for term in fields[field]
        )
    return bool(fields[field] & {*(value if kind == "terms" else [value])})


@settings(max_examples=runs(25, 3_000))
@given(st.lists(edits, max_size=6), paragraphs)
def test_a_paragraph_names_whom_edits_lead_its_mentions_to(
    edits: list[Edit], paragraphs: list[list[tuple[Identity, str]]]
) -> None:
    names, plain = LedNames(edits), Edits(edits)
    fields = [_fields(one) for one in paragraphs]
    meant = [{plain.lead(*mention) for mention in one} - {None} for one in paragraphs]
    everybody = {identity(kind, name) for kind in TYPES for name in NAMES}
    for entity in everybody:
        condition = naming(names, [number_of(entity)])
        assert [_holds(condition, one) for one in fields] == [entity in one for one in meant]
    two = sorted(everybody, key=str)[:2]
    condition = naming(names, [number_of(one) for one in two])
    assert [_holds(condition, one) for one in fields] == [bool({*two} & one) for one in meant]


@settings(max_examples=runs(25, 3_000))
@given(st.lists(edits, max_size=6), st.lists(mentions, min_size=1, max_size=8), st.sets(named))
def test_a_quote_is_by_whom_edits_lead_its_speaker_to(
    edits: list[Edit], mentions: list[tuple[Identity, str]], several: set[Named]
) -> None:
    names, plain = LedNames(edits), Edits(edits)
    wanted = {identity(one.type, one.name) for one in several}
    meant = Meant(names.found([number_of(one) for one in wanted]))
    for found, surface in mentions:
        said = Attribution(0, number_of(found), surface)
        assert meant.has(said) == (plain.lead(found, surface) in wanted)
        assert not meant.has(said) or str(said.entity) in meant.terms


def _script(params: Json, fields: dict[str, set[str]]) -> set[str]:
    """What the script of `led_terms` makes of a paragraph."""
    led = {
        params["forms"].get(form, params["entities"].get(form[: params["digits"]]))
        for form in fields[params["field"]]
    }
    return led - {None, ""}


@settings(max_examples=runs(25, 3_000))
@given(st.lists(edits, max_size=6), paragraphs)
def test_who_was_made_one_is_counted_once_in_a_paragraph(
    edits: list[Edit], paragraphs: list[list[tuple[Identity, str]]]
) -> None:
    names, plain = LedNames(edits), Edits(edits)
    fields = [_fields(one) for one in paragraphs]
    found: dict[int, int] = {}
    wanted: dict[int, int] = {}
    for one in paragraphs:
        for number in {number_of(found) for found, _ in one}:
            found[number] = found.get(number, 0) + 1
        for number in {number_of(led) for mention in one if (led := plain.lead(*mention))}:
            wanted[number] = wanted.get(number, 0) + 1

    def ask(condition: Json, aggregation: Json) -> Json:
        params = aggregation["terms"]["script"]["params"]
        led = [_script(params, one) for one in fields if _holds(condition, one)]
        keys = {key for one in led for key in one}
        assert len(keys) <= aggregation["terms"]["size"]
        return {
            "buckets": [{"key": key, "doc_count": sum(key in one for one in led)} for key in keys]
        }

    terms = LedTerms(names)
    counts = {entity: n for entity, n in found.items() if entity not in terms.concerned}
    counts |= terms.counts({part: found.get(part, 0) for part in terms.parts}, ask)
    assert counts == wanted


def _told(one: Edit | None, number: int, order: int, **more: Any) -> SharedEdit:
    return SharedEdit(id=f"{number:024x}", order=order, at="", by="", edit=one, **more)


@settings(max_examples=runs(25, 3_000))
@given(
    st.lists(st.tuples(edits, st.integers(0, 3)), max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(0, 5)), max_size=5),
    st.randoms(),
)
def test_what_stands_does_not_depend_on_what_came_first(
    made: list[tuple[Edit, int]], taken: list[tuple[int, bool, int]], random: Any
) -> None:
    told = [_told(edit, number, order) for number, (edit, order) in enumerate(made)]
    told += [
        _told(None, 100 + number, order, of=f"{of:024x}", taken_back=back)
        for number, (of, back, order) in enumerate(taken)
    ]
    wanted = standing(told)
    random.shuffle(told)
    assert standing([*told, *told[:2]]) == wanted
    assert [one.place for one in wanted] == sorted(one.place for one in wanted)


def test_what_is_taken_back_stands_again_when_that_is_said_last() -> None:
    edit = hide_edit(Named("person", "Lee"))
    told = [_told(edit, 1, 5), _told(None, 2, 7, of=f"{1:024x}", taken_back=True)]
    assert standing(told) == []
    told.append(_told(None, 3, 8, of=f"{1:024x}"))
    assert [one.edit for one in standing(told)] == [edit]


_DOCUMENT = {
    "order": 7, "at": "2025-10-02T08:00:00+00:00", "by": "ann", "kind": "merge",
    "type": "person", "name": "Lee", "alias": "", "to_type": "person", "to_name": "Lee Hsien",
}  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "marry"},
        {"type": "ship"},
        {"to_name": ""},
        {"name": 7},
        {"name": "\u202e"},
        {"order": -1},
        {"order": "7"},
        {"kind": "split"},
        {"name": "x" * 2_000},
    ],
)
def test_a_document_that_is_none_of_ours_is_refused(change: Json) -> None:
    assert read("0" * 24, _DOCUMENT).edit == merge_edit(
        Named("person", "Lee"), Named("person", "Lee Hsien")
    )
    with pytest.raises(InputError, match="not as Nutgraf writes it"):
        read("0" * 24, _DOCUMENT | change)
    with pytest.raises(InputError):
        read("../0", _DOCUMENT)


def test_what_others_called_somebody_is_cleaned() -> None:
    told = read("0" * 24, _DOCUMENT | {"to_name": "\x1b]0;owned\x07Lee \u202eHsien"})
    assert told.edit is not None
    assert told.edit.to_name == "Lee Hsien"
