"""The single clauses of a query: what one word, quote or expression means, alone or in a field."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.values import EntityType, Span
from index.query.characters import escaped, says_something
from index.query.combine import both
from index.query.date_range import limits
from index.query.fields import STATES, Field, nearest
from index.query.lexer import NOTHING
from index.query.nodes import (
    Dated,
    Everything,
    Exact,
    FromFile,
    Fuzzy,
    InField,
    InStory,
    Named,
    Near,
    Node,
    Phrase,
    Prefix,
    Regex,
    Said,
    State,
    TextField,
    Unread,
    Wildcard,
    Word,
)
from index.query.tokens import Report, Token

_LONGEST_REGEX = 500
_PATTERN = late(r"(?<=\w)(?<!\*)\*(?!\*)|(?<!\*)\*(?=\w)|\?(?=\w)")
"""A sign in a phrase that stands for letters: at a word, and not around one as in **print**."""

_AROUND = ".,;:!'()[]…"
_ID = late("[a-z2-7]{4,12}")


@dataclass(frozen=True, slots=True)
class Clauses:
    """Makes clauses of tokens, and reports what it had to put right."""

    report: Report
    today: date

    def clause(self, token: Token, field: Field | None, span: Span) -> Node | None:
        """What a token means in a field; None when it says nothing so far."""
        if token.kind == "unread":
            return Unread(token.text, span=span)
        if token.kind == "sign":
            return self._sign(token, field, span)
        if field is None or field.kind in ("lead", "here", "most", "saved", "sort", "scope"):
            return self._text(token, span)
        if field.kind == "date":
            return self._dated(token, field, span)
        if field.kind == "state":
            return self._state(token, span)
        if field.kind == "story":
            return self._story(token, span)
        if field.kind == "file":
            return self._file(token, field, span)
        if field.kind in ("entity", "said"):
            return self._name(token, field, span)
        name = cast("TextField", field.name)
        if _has_pattern(token) and name == "title":
            self.report.repair(token.span, "title: has no patterns in phrases; read word by word")
            return both([InField(name, word, span=span) for word in _words_of(token)], span)
        operand = self._verbatim(_as_filed(token) if name == "lang" else token, token.span)
        if isinstance(operand, Everything):
            if name == "note":
                return State("note", span=span)
            operand = Wildcard("*", span=token.span)
        if isinstance(operand, Unread):
            return replace(operand, text=f"{name}:{operand.text}", span=span)
        return InField(name, operand, span=span) if operand else None

    def _sign(self, token: Token, field: Field | None, span: Span) -> Node:
        """What has no letter and no digit: found in what the reader wrote, and an outlet's name."""
        if field and field.name in ("tag", "note", "outlet") and token.text:
            name = cast("TextField", field.name)
            return InField(name, Exact(token.text, span=token.span), span=span)
        if token.text:
            self.report.unread(span, f'"{token.text[:20]}" has no letter or digit to search for')
        else:
            self.report.unread(span, "there is no word between the quotes")
        prefix = f"{field.name}:" if field else ""
        as_it_stands = field is not None and field.verbatim and not field.is_address
        written = token.text if as_it_stands else escaped(token.text)
        shown = "" if says_something(token.text) else written
        return Unread(f'{prefix}"{shown}"', span=span)

    def _text(self, token: Token, span: Span) -> Node | None:
        return self._near(token) if _has_pattern(token) else self._verbatim(token, span)

    def _verbatim(self, token: Token, span: Span) -> Node | None:
        """The same where quotes hold nothing but words."""
        text = token.text
        if token.kind == "regex":
            return self._regex(text, span)
        if token.begun and (token.kind == "quoted" or not (token.wild or token.number > 0)):
            return Prefix(text, token.kind == "quoted", span=span)
        if token.kind == "quoted":
            if " " not in text:
                return Exact(text, span=span)
            return Phrase(text, max(token.number, 0), span=span)
        if token.wild:
            pattern = re.sub(r"\*{2,}", "*", text + "*" * token.begun)
            return (
                Everything(span=span) if not pattern.strip("*?") else Wildcard(pattern, span=span)
            )
        if token.number > 0:
            return Fuzzy(text, token.number, span=span)
        return Word(text, span=span)

    def _near(self, token: Token) -> Node:
        """Words of which some are patterns, one right after the other."""
        words, span = _words_of(token), token.span
        if len(words) == 1:
            self.report.repair(span, "a pattern in quotes was read as one without")
            return words[0]
        said = "a phrase with a pattern in it was read as words with ADJ between them"
        self.report.repair(span, said)
        return Near(tuple(words), 1, ordered=True, span=span)

    def _regex(self, pattern: str, span: Span) -> Node | None:
        fault = _fault(pattern)
        if not fault:
            return Regex(pattern, span=span)
        self.report.unread(span, f"not a regular expression ({fault})")
        # A stroke behind a backslash would close nothing.
        open_ended = (len(pattern) - len(pattern.rstrip("\\"))) % 2
        return Unread(NOTHING if open_ended else f"/{pattern}/", span=span)

    def _name(self, token: Token, field: Field, span: Span) -> Node | None:
        """A name; what can only be words of one are looked for each by itself."""
        names = [token.text]
        if token.kind == "regex" or (token.wild and token.text != "*") or token.number > 0:
            names = re.findall(r"[^\W_]+", token.text)[:20]
            message = f'names are looked for by their words; read as "{" ".join(names)}"'
            self.report.repair(token.span, message)
        exact = token.kind == "quoted"
        if field.kind == "said":
            anyone = token.wild and token.text == "*"
            names = [""] if anyone else names
            nodes: list[Node] = [
                Said(name, exact and bool(name) and not token.begun, None, token.begun, span=span)
                for name in names
            ]
            return both(nodes) if nodes else self._nameless(field, span)
        if not names or (token.wild and not any(map(str.isalnum, token.text))):
            return self._nameless(field, span)
        kind = None if field.name == "entity" else cast("EntityType", field.name)
        exact = exact and not token.begun
        return both([Named(kind, name, exact, token.begun, span=span) for name in names])

    def _nameless(self, field: Field, span: Span) -> Node:
        self.report.unread(span, f'"{field.name}:" needs a name')
        return Unread(f"{field.name}:{NOTHING}", span=span)

    def _dated(self, token: Token, field: Field, span: Span) -> Node | None:
        found = limits(field.name, token.text, self.today)
        if token.begun and (isinstance(found, str) or found.slips):
            return None
        if isinstance(found, str):
            self.report.unread(span, found)
            return Unread(f'{field.name}:"{token.text}"', span=span)  # read as it stands
        for note in found.notes:
            self.report.note(span, note)
        for slip in found.slips:
            self.report.repair(span, slip)
        return Dated(found.first, found.last, found.vague, span=span)

    def _state(self, token: Token, span: Span) -> Node | None:
        name = token.text.lower()
        if name in STATES:
            return State(STATES[name], span=span)
        if token.begun:
            return None
        guess = nearest(name, STATES)
        if guess:
            self.report.repair(span, f'there is no state "{token.text}"; read as {guess}')
            return State(STATES[guess], span=span)
        known = "bookmarked, note, tag, new, seen, copy, repeat, quote, undated, furniture"
        self.report.unread(span, f'there is no state "{token.text}" (known: {known})')
        return Unread(f'is:"{token.text}"', span=span)  # read as it stands

    def _story(self, token: Token, span: Span) -> Node | None:
        # What stands behind the id says to the reader which story it is.
        text = next(iter(token.text.lower().split()), "")
        if text == "*" or _ID.fullmatch(text):
            return InStory("" if text == "*" else text, span=span)
        if token.begun:
            return None
        self.report.unread(span, f'"{token.text[:20]}" is no id of an article, nor *')
        return Unread(f'story:"{token.text}"', span=span)  # read as it stands

    def _file(self, token: Token, field: Field, span: Span) -> Node:
        # What would be an expression elsewhere is a path here.
        text = f"/{token.text}/" if token.kind == "regex" else token.text
        if token.number > 0:
            self.report.repair(token.span, "file: takes words as they are; ~ was left out")
        if says_something(text):
            return FromFile(text, token.begun, span=span)
        if "*" in text and token.kind == "word":
            return FromFile("", span=span)
        return self._sign(token._replace(text=text), field, span)


def _has_pattern(token: Token) -> bool:
    """Whether what stands in quotes has signs in it that stand for letters."""
    return token.kind == "quoted" and token.number <= 0 and _PATTERN.search(token.text) is not None


def _words_of(token: Token) -> list[Node]:
    """The words of a phrase, some of them patterns, each by itself."""
    pieces = [piece.strip(_AROUND) for piece in token.text.split() if says_something(piece)]
    return [
        Wildcard(re.sub(r"\*{2,}", "*", each), span=token.span)
        if _PATTERN.search(each)
        else Word(each.rstrip("?"), span=token.span)
        for each in pieces
    ]


def _as_filed(token: Token) -> Token:
    """A language by the code that files are read by: german, deu and de-AT are de."""
    if token.wild or token.number > 0 or token.kind not in ("word", "quoted"):
        return token
    return token._replace(text=language_of(token.text))


def _fault(pattern: str) -> str:
    """What is wrong with a regular expression; "" if nothing is."""
    if len(pattern) > _LONGEST_REGEX:
        return f"longer than {_LONGEST_REGEX} characters"
    try:
        with warnings.catch_warnings():
            # Python warns of a set in a set, which is legal; the user did not ask.
            warnings.simplefilter("ignore")
            re.compile(pattern)
    except re.error as error:
        return error.msg
    except (OverflowError, RecursionError):
        return "too large"
    return ""
