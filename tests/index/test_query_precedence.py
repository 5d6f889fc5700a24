"""NOT binds before nearness, nearness before AND, AND before OR; a blank is AND."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from index.query.nodes import And, Everything, Near, Node, Not, Or, Word
from index.query.parser import parse
from tests.effort import runs


@dataclass(frozen=True)
class Op:
    """An expression as it is meant: the reference that the parser is measured by."""

    kind: str
    parts: tuple[Op | str, ...]


BINDING = {"or": 0, "and": 1, "near": 2, "not": 3}
SPELLINGS = {
    "or": (" OR ", " | ", " || ", "|"),
    "and": (" ", " AND ", " && ", " & ", "  "),
    "near": (" NEAR/5 ", " w/5 ", " within/5 ", " NEAR5 "),
    "not": ("-", "!", "NOT ", "- ".strip()),
}
# None of them is a word that only sentences need: in a sentence every word is a word.
ATOMS = ("b", "c", "d", "e")

pairs = st.builds(
    lambda one, other: Op("near", (one, other)), st.sampled_from(ATOMS), st.sampled_from(ATOMS)
)
expressions = st.recursive(
    st.one_of(st.sampled_from(ATOMS), pairs),
    lambda inner: st.one_of(
        st.builds(lambda parts: Op("or", tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda parts: Op("and", tuple(parts)), st.lists(inner, min_size=2, max_size=3)),
        st.builds(lambda part: Op("not", (part,)), inner),
    ),
    max_leaves=10,
)


def spelt(expression: Op | str, draw: st.DataObject, level: int = 0) -> str:
    """The expression with no more brackets than precedence asks for, in any spelling."""
    if isinstance(expression, str):
        return expression
    own = BINDING[expression.kind]
    parts = [spelt(part, draw, own + (expression.kind != "not")) for part in expression.parts]
    sign = draw.draw(st.sampled_from(SPELLINGS[expression.kind]))
    text = f"{sign}{parts[0]}" if expression.kind == "not" else sign.join(parts)
    # A second sign would read as a dash; the second negation gets a bracket of its own.
    doubled = expression.kind == "not" and parts[0].startswith(("-", "!", "NOT"))
    text = f"{sign}({parts[0]})" if doubled else text
    return f"({text})" if own < level else text


def meant(expression: Op | str, true: frozenset[str]) -> bool:
    if isinstance(expression, str):
        return expression in true
    if expression.kind == "near":
        return f"{expression.parts[0]}~{expression.parts[1]}" in true
    values = [meant(part, true) for part in expression.parts]
    if expression.kind == "not":
        return not values[0]
    return any(values) if expression.kind == "or" else all(values)


def read(node: Node, true: frozenset[str]) -> bool:
    if isinstance(node, Everything):
        return True
    if isinstance(node, Word):
        return node.text in true
    if isinstance(node, Near):
        words = [part.text for part in node.operands if isinstance(part, Word)]
        return "~".join(words) in true
    if isinstance(node, Not):
        return not read(node.operand, true)
    assert isinstance(node, And | Or)
    values = [read(part, true) for part in node.operands]
    return any(values) if isinstance(node, Or) else all(values)


@given(expressions, st.data())
@settings(max_examples=runs(200, 2_000), deadline=None)
def test_a_text_without_slips_means_what_it_says_and_needs_no_repair(
    expression: Op | str, data: st.DataObject
) -> None:
    text = spelt(expression, data)
    query = parse(text)
    assert query.repairs == (), text
    near = data.draw(st.sets(st.sampled_from([f"{x}~{y}" for x, y in product(ATOMS, ATOMS)])))
    for values in product((False, True), repeat=len(ATOMS)):
        true = frozenset(near) | {
            atom for atom, is_true in zip(ATOMS, values, strict=True) if is_true
        }
        assert read(query.root, true) == meant(expression, true), text
