"""The manual of the query language is true: its examples are read as it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from index.query.canonical import canonical
from index.query.fields import FIELDS
from index.query.nodes import Query, Unread
from index.query.parser import parse
from index.query.tree import shape, walk

MANUAL = Path(__file__).parents[2] / "docs" / "query-language.md"
TEXT = MANUAL.read_text(encoding="utf-8")
SAVED = {"summit": "lee OR xi", "trade talks": "trade"}


def rows(head: str) -> list[list[list[str]]]:
    """The code spans in each cell of the tables whose first column has this head."""
    found: list[list[list[str]]] = []
    inside = False
    for line in TEXT.splitlines():
        if line.startswith(f"| {head} |"):
            inside = True
        elif not line.startswith("|"):
            inside = False
        elif inside and not line.startswith("|--"):
            cells = re.split(r"(?<!\\)\|", line.strip("|"))
            found.append([re.findall(r"`([^`]+)`", cell.replace("\\|", "|")) for cell in cells])
    return found


def read(text: str) -> Query:
    return parse(text, saved=SAVED, today=date(2025, 11, 5))


BLOCKS = [
    line
    for block in re.findall(r"```query\n(.*?)```", TEXT, re.DOTALL)
    for line in block.strip().splitlines()
]
EXAMPLES = [
    *BLOCKS,
    *(code for head in ("write", "any of") for row in rows(head) for code in row[0]),
]
SLIPS = [(typed, meant) for (typed,), (meant,), *_ in rows("typed")]
EQUAL = [(row[0][0], row[1][0]) for row in rows("write") if row[1] and len(row[0]) == 1]


def test_the_manual_has_examples() -> None:
    assert len(EXAMPLES) > 100
    assert len(SLIPS) > 10
    assert len(EQUAL) > 2


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_needs_no_repair(example: str) -> None:
    query = read(example)
    assert [repair for repair in query.repairs if repair.severity != "note"] == []


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_a_slip_is_read_as_the_manual_says(typed: str, meant: str) -> None:
    query = read(typed)
    assert query.repairs
    assert canonical(query) == canonical(read(meant))


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_what_the_manual_calls_the_same_is_the_same(one: str, other: str) -> None:
    found, expected = shape(read(one).root), shape(read(other).root)
    if one == "-lee xi":  # the same clauses, in the order they are written
        assert set(found.operands) == set(expected.operands)  # type: ignore[attr-defined]
    else:
        assert found == expected


@pytest.mark.parametrize("typed", [code for row in rows("cannot be read") for code in row[0]])
def test_what_the_manual_says_cannot_be_read_finds_nothing(typed: str) -> None:
    query = read(typed)
    assert any(isinstance(node, Unread) for node in walk(query.root))
    assert "unread" in [repair.severity for repair in query.repairs]


def test_every_field_is_in_the_manual() -> None:
    for field in FIELDS.values():
        assert f"{field.name}:" in TEXT
