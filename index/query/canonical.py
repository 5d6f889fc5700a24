"""Writes a query back as text, so that a reader sees how it was read."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache

from index.core.late_patterns import late
from index.query import characters as chars
from index.query.combine import WHOLE_PARAGRAPH
from index.query.lexer import as_query, lex
from index.query.nodes import (
    And,
    AtLeast,
    Dated,
    Everything,
    Exact,
    FromFile,
    Fuzzy,
    Here,
    InField,
    InStory,
    Lead,
    MostOf,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Regex,
    Said,
    SameSentence,
    Saved,
    State,
    Unread,
    Wildcard,
    Word,
)
from index.query.tokens import Report, Token

_OR, _AND, _SAME, _SENTENCE, _NEAR, _UNARY = range(6)
_SAVED = late(r"\w(?:[\w.-]*\w)?")


def canonical(query: Query) -> str:
    """A text that is read as the same tree, sort and scope, with every default made plain."""
    parts = []
    if query.scope != "paragraph":
        parts.append(f"scope:{query.scope}")
    if not isinstance(query.root, Everything) or not parts:
        parts.append(written(query.root))
    if query.sort != "relevance":
        parts.append(f"sort:{query.sort}")
    text = " ".join(parts)
    if text.endswith("?"):
        # At the end of a text it would ask, not stand for a letter.
        text = f"{text} scope:{query.scope}" if query.scope == "paragraph" else f"({text})"
    if _tokens(lex(text, Report())) != _tokens(as_query(text, Report())):
        # It looks like a sentence, and a field with its value says that it is none.
        return f"scope:paragraph {text}"
    return text


def _tokens(tokens: list[Token]) -> list[tuple[str, str, int, bool]]:
    return [(each.kind, each.text, each.number, each.wild) for each in tokens]


def written(node: Node) -> str:
    """One clause as text."""
    return _written(node, _OR)


def _written(node: Node, level: int) -> str:
    """The clause as an operand of an operator that binds as `level`."""
    own, text = _binding(node)
    return f"({text})" if own < level else text


def _binding(node: Node) -> tuple[int, str]:
    if isinstance(node, Or):
        return _OR, " OR ".join(_written(operand, _AND) for operand in node.operands)
    if isinstance(node, And):
        return _AND, _all(node)
    if isinstance(node, SameSentence):
        return _SENTENCE, " w/s ".join(_written(operand, _NEAR) for operand in node.operands)
    if isinstance(node, Near):
        words = [_written(operand, _UNARY) for operand in node.operands]
        if node.distance == WHOLE_PARAGRAPH:
            words = [_written(operand, _SENTENCE) for operand in node.operands]
            return _SAME, " w/p ".join(words)
        return _NEAR, f" {'pre' if node.ordered else 'w'}/{node.distance} ".join(words)
    return _UNARY, _single(node)


def _all(node: And) -> str:
    """Clauses side by side; what excludes needs no everything before it."""
    operands = node.operands
    if isinstance(operands[0], Everything) and all(isinstance(o, Not) for o in operands[1:]):
        operands = operands[1:]
    text = ""
    for before, operand in zip((None, *operands), operands, strict=False):
        # Words after a bare `said:` would be taken for what was said.
        joint = " AND " if before and _speaks(before) else " "
        text += f"{joint}{_written(operand, _SAME)}"
    return text.strip()


def _speaks(node: Node) -> bool:
    inner = node.operand if isinstance(node, Not) else node
    return isinstance(inner, Said) and inner.operand is None


def _single(node: Node) -> str:
    if isinstance(node, Unread):
        return node.text if node.operand is None else f"-{_written(node.operand, _UNARY)}"
    if isinstance(node, Not):
        return f"-{_written(node.operand, _UNARY)}"
    if isinstance(node, AtLeast):
        return f"atleast{node.count} {_written(node.operand, _UNARY)}"
    if isinstance(node, Lead):
        return f"lead:{_value(node.operand, 'lead:')}"
    if isinstance(node, Here):
        return f"here:{_value(node.operand, 'here:')}"
    if isinstance(node, MostOf):
        return f"most:({' '.join(_written(operand, _SAME) for operand in node.operands)})"
    if isinstance(node, InField):
        return _in_field(node)
    if isinstance(node, Said):
        return _said(node)
    if isinstance(node, Named):
        return f"{node.type or 'entity'}:{_name(node.name, node.exact)}"
    if isinstance(node, Dated):
        days = _days(node.first, node.last)
        return f"date:{days}-XX" if node.vague else f"date:{days}"
    if isinstance(node, State):
        return f"{'has' if node.name in ('note', 'tag', 'quote') else 'is'}:{node.name}"
    if isinstance(node, InStory):
        return f"story:{node.article or '*'}"
    if isinstance(node, FromFile):
        return _file(node)
    if isinstance(node, Saved):
        return f"@{saved_name(node.name)}"
    return _term(node)


def saved_name(name: str) -> str:
    """The name of a saved search as it is written behind `@` or `query:`."""
    return name if _SAVED.fullmatch(name) else quoted(name)


def _term(node: Node, field: str = "") -> str:
    """A single word, phrase or pattern, as it stands if that is read back as the same."""
    if isinstance(node, Exact):
        return quoted(node.text)
    if isinstance(node, Phrase):
        return quoted(node.text) + (f"~{node.slop}" if node.slop else "")
    if isinstance(node, Prefix):
        return f"{_plain(node.text, field)}*"
    if isinstance(node, Regex):
        return f"/{node.pattern}/"
    if isinstance(node, Wildcard):
        return _wild(node.pattern, field)
    if isinstance(node, Fuzzy):
        return _plain(node.text, field, node.distance)
    return _plain(node.text, field) if isinstance(node, Word) else "*"


def _plain(text: str, field: str = "", edits: int = -1) -> str:
    suffix = f"~{edits}" if edits > 0 else ""
    same = _reads(text + suffix, field) == (text, edits, False)
    return (text if same else chars.escape(text)) + suffix


def _wild(pattern: str, field: str = "") -> str:
    if _reads(pattern, field) == (pattern, -1, True):
        return pattern
    return re.sub(r"\\([*?])", r"\1", chars.escape(pattern))


@lru_cache(maxsize=512)
def _reads(text: str, field: str) -> tuple[str, int, bool] | None:
    """What a text is between a field or sign and a bracket; None when that is not just a word."""
    if text.startswith("/") and field not in ("url:", "file:"):
        return None  # Whether it begins a regular expression depends on what comes after.
    report = Report()
    tokens = lex(f"{field or '-'}{text})", report)
    if len(tokens) != 3 or tokens[1].kind != "word" or report.found:
        return None
    return tokens[1].text, tokens[1].number, tokens[1].wild


def _in_field(node: InField) -> str:
    field = f"{node.name}:"
    text = _term(node.operand, field)
    if node.name != "url" or isinstance(node.operand, Exact | Phrase):
        return field + text
    # The value of url: is taken as it stands, so what needs an escape goes into brackets.
    literal = _reads(text, field) if isinstance(node.operand, Word | Wildcard) else None
    as_written = getattr(node.operand, "text", getattr(node.operand, "pattern", ""))
    same = literal == (as_written, -1, isinstance(node.operand, Wildcard))
    return field + (text if same else f"({_term(node.operand)})")


def _said(node: Said) -> str:
    speaker = f"said:{_name(node.speaker, node.exact, 'said:')}"
    return f"{speaker} {_value(node.operand)}" if node.operand else speaker


def _file(node: FromFile) -> str:
    name = node.name + "*" * node.begun if node.name else "*"
    same = _reads(name, "file:") == (name, -1, "*" in name)
    return f"file:{name if same else quoted(name)}"


def _name(name: str, exact: bool, field: str = "entity:") -> str:
    return quoted(name) if exact else _plain(name, field) if name else "*"


def _value(node: Node, field: str = "") -> str:
    """A clause that one word before it governs: a term as it is, anything more in brackets."""
    if isinstance(node, Word | Exact | Phrase | Wildcard | Fuzzy | Regex | Everything):
        return _term(node, field)
    return f"({written(node)})"


def _days(first: str, last: str) -> str:
    """The shortest way to write the days: a day, month or year, or a range of them."""
    if first == last:
        return first
    if not first or not last:
        return f"{first}..{last}"
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    if start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]:
        size = 4 if (start.month, end.month) == (1, 12) else 7
        first, last = first[:size], last[:size]
    return first if first == last else f"{first}..{last}"


def quoted(text: str) -> str:
    """The text between quotes, safe whatever it holds."""
    return f'"{chars.escaped(text)}"'
