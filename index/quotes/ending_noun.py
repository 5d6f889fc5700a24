"""Who is meant by the words that end at a place: a pronoun, a name or what stands for one."""

from __future__ import annotations

from index.quotes.attribution_words import (
    DETERMINERS,
    LETTERS,
    NEAR,
    OFFICES,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
)
from index.quotes.pronouns import antecedent
from index.quotes.subject_behind import CLAUSE_ENDS, Subject
from index.quotes.token_sequence import CLAUSE, NOUN, TokenSequence
from index.quotes.unnamed import may_speak

WRITINGS = frozenset(
    """statement tweet post letter note interview message memo email speech testimony op-ed
    column essay quote""".split()
)
"""What people say something in: Smith in a statement said."""

_NEITHER = frozenset({"neither", "nor"})
_RELATIVE = frozenset({"who", "which"})
_BRACKETS = 8
"""Words and signs of what stands in brackets behind a name: (NLC), (R., Ohio)."""


def ending_at(line: TokenSequence, at: int, low: int) -> Subject | None:
    """Who is meant by the pronoun, the name or the noun whose last word stands at a place."""
    if at > low and line.low[at] in LETTERS and line.kind(at - 1) == "person":
        at -= 1
    if at < low:
        return None
    if line.low[at] in PRONOUNS:
        return Subject(antecedent(line, at), at, at)
    if not line.is_noun(at):
        return None
    # "A spokesman for Smith said": the spokesman. "Smith of Ohio University in Ohio said": Smith.
    head, first = at, line.noun_start(at, low)
    while first - 2 >= max(low, at - CLAUSE) and line.low[first - 1] in PREPOSITIONS:
        if line.low[first - 2] == "according":
            break
        before = first - 2
        if line.low[before] == ")":
            before = _before_brackets(line, before, low)
        if not line.is_noun(before) or (line.low[first - 1] == "as" and line.is_somebody(head)):
            # Who identified himself as Smith.
            break
        if line.low[first - 1] == "from" and line.is_somebody(head):
            # A statement from Smith said.
            for place in range(max(low, first - NOUN // 2), first):
                if line.low[place] in WRITINGS:
                    return Subject(head, place - (line.low[place - 1] in DETERMINERS), head)
        head = before
        first = line.noun_start(head, low)
    if line.low[first - 1] in _NEITHER or line.low[first] in _NEITHER:
        return None
    if line.is_somebody(head):
        return Subject(head, first, head)
    if line.low[head] in TIMES:
        # Until that moment: when something is said, not by whom.
        return None
    if line.kind(at) == "person" and line.low[at + 1 : at + 3] == [",", "who"]:
        return _before_who(line, at, low)
    if line.low[first - 1] == "and":
        first = _with_two_trades(line, first, low)
    if may_speak(line, first, head, at):
        return Subject(-1, first, at)
    name = line.noun_start(at, low)
    # Media caption Smith: “…”
    apart = line.low[at + 1] in CLAUSE_ENDS and "caption" not in line.low[name:at]
    beside = line.is_somebody(at) and not apart
    if beside and line.low[name - 1] != "than" and not _RELATIVE & {*line.low[first - 2 : first]}:
        # Whether they would vote for it Smith said.
        return Subject(at, name, at)
    return None


def named_at(line: TokenSequence, at: int, low: int) -> Subject | None:
    """Whom a name means that ends at a place, None where none does."""
    return ending_at(line, at, low) if at >= low and line.is_somebody(at) else None


def _before_who(line: TokenSequence, at: int, low: int) -> Subject:
    """Whom "who" means behind a name: a plan that was praised by Smith, who; by a friend of Smith,
    who.
    """
    first = line.noun_start(at, low)
    office = (
        line.low[first - 2] if first - 2 >= low and line.low[first - 1] in {"of", "for"} else ""
    )
    if office in OFFICES or office in NEAR:
        return Subject(-1, line.noun_start(first - 2, low), at)
    return Subject(at, first, at)


def _before_brackets(line: TokenSequence, at: int, low: int) -> int:
    """The place before brackets that end at one: the Labour Congress (NLC) in Kogi; else itself."""
    for place in range(at - 1, max(low, at - _BRACKETS), -1):
        if line.low[place] == "(":
            return place - 1
    return at


def _with_two_trades(line: TokenSequence, first: int, low: int) -> int:
    """Where a noun begins that has two of something: the clothing and home furnishing retailer."""
    if first - 2 < low or line.low[first] in DETERMINERS:
        return first
    start = line.noun_start(first - 2, low)
    begins = start == low or line.low[start - 1] in CLAUSE_ENDS or line.kind(start - 1) == "q"
    return start if begins and line.low[start] in {"a", "an", "the"} else first
