"""The grammar of queries: from a text to a tree of clauses.

    or       := and ( OR and )*
    and      := same ( [AND] same )*
    same     := sentence ( w/p sentence )*
    sentence := near ( w/s near )*
    near     := unary ( ( NEAR/n | ADJ/n ) unary )*
    unary    := NOT* primary
    primary  := "(" or ")" | FIELD primary | atleastN primary | term

The tokens were put in order before (`tidy`), so that every rule finds what it needs.
"""

from __future__ import annotations

from dataclasses import replace

from index.core.values import Span
from index.query import combine
from index.query.characters import BLANKS, escaped
from index.query.clauses import Clauses
from index.query.directives import Directives, directives
from index.query.error_recovery import tidy
from index.query.fields import FIELDS, Field
from index.query.lexer import NOTHING, lex
from index.query.nodes import (
    And,
    Dated,
    Everything,
    FromFile,
    Here,
    InField,
    InStory,
    Lead,
    MostOf,
    Named,
    Node,
    Or,
    Said,
    Saved,
    State,
    Unread,
)
from index.query.saved_searches import Context
from index.query.tokens import Report, Token
from index.query.tree import mapped, placed, walk
from index.query.unfinished import so_far

_JOINS = ("paragraph", "sentence", "near", "adj")
"""Operators between a blank and what single clauses are made of: most texts have none of them."""

_SPOKEN = ("word", "quoted", "regex", "open", "atleast")
_NOT_SPOKEN = (InField, InStory, FromFile, Named, Dated, State, Said, Lead, Here, MostOf)


def read(text: str, context: Context, report: Report) -> tuple[Node, Directives]:
    """The tree of a text and what it asks for.

    A saved search by itself is all that was saved, its order and scope included; within a larger
    query these do not apply.
    """
    tokens = lex(text, report)
    if report.typing:
        tokens = so_far(tokens, text)
    asked, tokens = directives(tokens, report)
    asks = bool(tokens)
    tokens = tidy(tokens, len(text), report, context.depth)
    if asked.scope:
        context = replace(context, scope=asked.scope)
    parser = _Parser(tokens, context, report)
    found = parser.read()
    if found is None and asks and not report.typing:
        if not any(repair.lossy for repair in report.found.values()):
            report.unread(Span(0, len(text)), "there is nothing in it to search for")
        found = Unread(NOTHING, span=Span(0, len(text)))
    root = Everything(span=Span(0, len(text))) if found is None else combine.positive(found)
    if isinstance(root, Saved):
        asked = asked.or_else(parser.asked)
    elif parser.asked != Directives():
        message = "sort: and scope: of a saved search do not apply within a larger query"
        report.note(root.span, message)
    return root, asked


class _Parser:
    def __init__(self, tokens: list[Token], context: Context, report: Report) -> None:
        self.tokens = tokens
        self.position = 0
        self.context = context
        self.report = report
        self.clauses = Clauses(report, context.today)
        self.joins = any(token.kind in _JOINS for token in tokens)
        self.field: Field | None = None
        """The field of the bracket that is being read."""
        self.depth = context.depth
        self.asked = Directives()
        """What the last saved search asked for."""

    def read(self) -> Node | None:
        return self._or()

    def _peek(self) -> str:
        return self.tokens[self.position].kind if self.position < len(self.tokens) else "end"

    def _next(self) -> Token:
        self.position += 1
        return self.tokens[self.position - 1]

    def _or(self) -> Node | None:
        found = [self._and()]
        while self._peek() == "or":
            self._next()
            found.append(self._and())
        operands = [node for node in found if node]
        return combine.either(operands) if operands else None

    def _and(self) -> Node | None:
        found: list[Node] = []
        while self._peek() not in ("or", "close", "end"):
            if self._peek() == "and":
                self._next()
            elif node := self._same():
                found.append(node)
        return combine.both(found) if found else None

    def _same(self) -> Node | None:
        if not self.joins:
            return self._unary()
        found = [self._sentence()]
        while self._peek() == "paragraph":
            token = self._next()
            if self.context.scope == "paragraph":
                said = f'"{token.text}" means what a blank means: in the same paragraph'
                self.report.note(token.span, said)
            found.append(self._sentence())
        operands = [node for node in found if node]
        if len(operands) < 2:
            return operands[0] if operands else None
        in_article = self.context.scope == "article"
        return combine.same_paragraph(operands, self.report, in_article=in_article)

    def _sentence(self) -> Node | None:
        found = [self._near()]
        while self._peek() == "sentence":
            self._next()
            found.append(self._near())
        operands = [node for node in found if node]
        if len(operands) < 2:
            return operands[0] if operands else None
        return combine.same_sentence(operands, self.report)

    def _near(self) -> Node | None:
        """A chain of one distance is one clause; where the distance changes, a new one begins."""
        operands = [self._unary()]
        last: tuple[str, int] | None = None
        while self._peek() in ("near", "adj"):
            token = self._next()
            if last and last != (token.kind, token.number):
                operands = [self._nearness(operands, last)]
            last = token.kind, token.number
            operands.append(self._unary())
        return self._nearness(operands, last)

    def _nearness(self, found: list[Node | None], how: tuple[str, int] | None) -> Node | None:
        operands = [node for node in found if node]
        if how is None or len(operands) < 2:
            return operands[0] if operands else None
        return combine.near(operands, how[1], how[0] == "adj", self.report)

    def _unary(self) -> Node | None:
        start = self.tokens[self.position].start
        negated = False
        while self._peek() == "not":
            self._next()
            negated = not negated
        node = self._primary()
        if node is None or not negated:
            return node
        if self.tokens[self.position - 1].begun:
            # What is left out is known when it is written out.
            return None
        return combine.without(node, Span(start, node.span.end))

    def _primary(self) -> Node | None:
        token = self._next()
        if token.kind == "open":
            return self._bracket(token)
        if token.kind == "field":
            return self._field(token)
        if token.kind == "saved":
            return self._saved(token.text, token.span)
        if token.kind == "atleast":
            operand = self._primary()
            if operand is None:
                return None
            span = Span(token.start, operand.span.end)
            return combine.at_least(token.number, combine.positive(operand), span, self.report)
        return self.clauses.clause(token, self.field, token.span)

    def _bracket(self, token: Token) -> Node | None:
        self.depth += 1
        node = self._or()
        self.depth -= 1
        end = self._next().end
        return replace(node, span=Span(token.start, end)) if isinstance(node, And | Or) else node

    def _field(self, token: Token) -> Node | None:
        named = FIELDS[token.text]
        before, self.field = self.field, named
        if named.kind in ("lead", "here"):
            self.field = before
            node = self._primary()
            span = Span(token.start, node.span.end) if node else token.span
            around = Lead if named.kind == "lead" else Here
            return around(combine.positive(node), span=span) if node else None
        if named.kind == "most":
            self.field = before
            node = self._primary()
            return combine.most_of(node, Span(token.start, node.span.end)) if node else None
        if self._peek() in ("open", "saved"):
            node = self._primary()
        else:
            value = self._next()
            span = Span(token.start, value.end)
            if named.kind == "saved":
                self.field = before
                return self._saved(value.text, span)
            node = self.clauses.clause(value, named, span)
        self.field = before
        return self._spoken(node) if node and named.kind == "said" else node

    def _spoken(self, speaker: Node) -> Node:
        """Inside the speaker's quotes what follows `said:`, if that is words."""
        if self._peek() not in _SPOKEN or isinstance(speaker, Unread):
            return speaker
        operand = self._sentence()
        if operand is None:
            return speaker
        if any(isinstance(node, _NOT_SPOKEN) for node in walk(operand)):
            self.report.repair(operand.span, "only words can be said; read beside the quote")
            return combine.both([speaker, operand])
        operand, span = combine.positive(operand), combine.cover([speaker, operand])

        def speaking(node: Node) -> Node:
            return replace(node, operand=operand, span=span) if isinstance(node, Said) else node

        return mapped(speaker, speaking)

    def _saved(self, name: str, span: Span) -> Node | None:
        name = BLANKS.sub(" ", name).strip()
        text = self.context.search(name)
        if text is None and self.tokens[self.position - 1].begun:
            return None
        if text is None:
            guess = self.context.nearest(name)
            hint = f"; did you mean @{guess}?" if guess else ""
            self.report.unread(span, f'there is no saved search "@{name}"{hint}')
            return Unread(f'@"{escaped(name)}"' if name else NOTHING, span=span)
        context = (
            "stands for nothing" if not text.strip() else self.context.within(name, self.depth)
        )
        if isinstance(context, str):
            self.report.unread(span, f"@{name} {context}")
            return Unread(f'@"{escaped(name)}"' if name else NOTHING, span=span)
        inner = Report()
        node, self.asked = read(text, context, inner)
        for repair in inner.all():
            self.report.add(replace(repair, span=span, message=f"in @{name}: {repair.message}"))
        return Saved(name, placed(node, span), span=span)
