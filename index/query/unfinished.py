"""A text that is still being written: what its end may yet become restricts nothing so far.

The last word may go on, so that it stands for whatever begins with it. An operator, a sign, a
bracket or a field with nothing behind it says nothing yet.
"""

from __future__ import annotations

from index.core.late_patterns import late
from index.query.fields import FIELDS
from index.query.nodes import Repair
from index.query.tokens import BINARY, ENDS, Token

_BEGINS_OPERATOR = late(
    r"AN?|AND|OR?|NO?|NOT|NE|NEAR?/?|ADJ?/?|AT|ATL|ATLE|ATLEAS?|SA?|SAME?|(?:W|WITHIN|PRE)/"
    r"|and|or|not|same|(?:w|within|pre|near|adj)/|&|atleast\d*"
)
_NAME_BEGUN = late(r"(?:^|(?<=\s))[-(]*([a-z]{2,})$")
_DAY_BEGUN = late(r"(\d{4}(?:-\d\d)?)-\d?$")


def begins_operator(word: str) -> bool:
    """Whether a word at the end of a text may become an operator, or is one."""
    return _BEGINS_OPERATOR.fullmatch(word) is not None


def before_field(text: str) -> str | None:
    """The text without its last word where that begins the name of a field, or `atleast`."""
    match = _NAME_BEGUN.search(text)
    if match and any(name.startswith(match.group(1)) for name in (*FIELDS, "atleast")):
        return text[: match.start()]
    return None


def so_far(tokens: list[Token], text: str) -> list[Token]:
    """The tokens without what only begins something, the last one marked if it may go on."""
    kept = list(tokens)
    if kept and kept[-1].end == len(text):
        last = kept.pop()
        if last.kind == "word":
            if not (_after_term(kept) and begins_operator(last.text)):
                kept.append(last._replace(text=_DAY_BEGUN.sub(r"\1", last.text), begun=True))
        elif last.kind == "saved" or (last.kind == "quoted" and last.unclosed):
            kept.append(last._replace(begun=True))
        elif last.kind in ENDS and last.kind != "sign" and not last.unclosed:
            kept.append(last)
    while kept and kept[-1].kind in (*BINARY, "not", "field", "atleast", "open"):
        kept.pop()
    return kept


def at_end(repair: Repair, text: str) -> bool:
    """Whether a slip stands where the text is still being written."""
    return repair.severity != "note" and repair.span.end >= len(text.rstrip())


def _after_term(before: list[Token]) -> bool:
    return bool(before) and before[-1].kind in ENDS
