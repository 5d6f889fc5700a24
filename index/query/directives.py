"""`sort:` and `scope:` say how to answer, not what to find; they are taken out before parsing."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from index.core.values import Span
from index.query.fields import FIELDS, SCOPES, SORTS, nearest
from index.query.nodes import Scope, Sort
from index.query.tokens import Report, Token

Value = TypeVar("Value", bound=str)


@dataclass(frozen=True, slots=True)
class Directives:
    """What a text asks for; None where it does not say."""

    sort: Sort | None = None
    scope: Scope | None = None

    def or_else(self, other: Directives) -> Directives:
        """These, and of others what is not said here."""
        return Directives(self.sort or other.sort, self.scope or other.scope)


def directives(tokens: list[Token], report: Report) -> tuple[Directives, list[Token]]:
    """What the text asks for, the last one where it asks twice, and the other tokens."""
    if not any(token.kind == "field" for token in tokens):
        return Directives(), tokens
    sort: Sort | None = None
    scope: Scope | None = None
    kept: list[Token] = []
    waiting = deque(tokens)
    while waiting:
        token = waiting.popleft()
        kind = FIELDS[token.text].kind if token.kind == "field" else None
        if kind not in ("sort", "scope"):
            kept.append(token)
            continue
        while kept and kept[-1].kind == "not" and token.glued:
            report.repair(
                kept.pop().span, f'"{token.text}:" cannot be excluded; the sign was left out'
            )
        if not waiting or waiting[0].kind not in ("word", "quoted"):
            report.drop(token.span, f'"{token.text}:" has no value; left out')
        elif kind == "sort":
            sort = _known(token, waiting.popleft(), SORTS, sort, report)
        else:
            scope = _known(token, waiting.popleft(), SCOPES, scope, report)
    return Directives(sort, scope), kept


def _known(
    token: Token, value: Token, known: Mapping[str, Value], before: Value | None, report: Report
) -> Value | None:
    span = Span(token.start, value.end)
    name = value.text.lower()
    guess = name if name in known else nearest(name, known)
    if guess != name:
        choices = ", ".join(dict.fromkeys(known.values()))
        read = f"read as {guess}" if guess else f"left out (known: {choices})"
        tell = report.repair if guess else report.drop
        tell(span, f'"{token.text}:" knows no "{value.text}"; {read}')
    found = known[guess] if guess else None
    if before and found and found != before:
        report.repair(span, f'"{token.text}:" stands twice; the last one holds')
    return found or before
