"""Cuts a query text into tokens, whatever the text, in time that grows with its length only."""

from __future__ import annotations

import re

from index.core.late_patterns import late
from index.core.values import Span
from index.query import characters as chars
from index.query import prose
from index.query.characters import Plain
from index.query.fields import FIELDS, GUESSED, Field, nearest
from index.query.operators import MOST_DISTANCE, operator
from index.query.tokens import Kind, Report, Token

NOTHING = '""'
"""A text that holds nothing to search for."""

MOST_CHARACTERS = 20_000
MOST_TERMS = 500
MOST_EDITS = 2

_WORD = late(r"[A-Za-z0-9]+(?= |\Z)")
"""A word that begins and ends with a blank and has nothing in it that could mean anything else."""

_FIELD = late(r"([A-Za-z][A-Za-z_-]{1,20}):")
_SAVED = late(r"@(\w[\w.-]*)")
_TILDE = late(r"~(\d{0,4}(?:\.\d{1,4})?)$")
_BOOST = late(r"\^\d{1,4}(?:\.\d{1,4})?$")
_SCHEMES = {"http", "https", "ftp", "mailto", "tel", "urn", "doi", "isbn", "data", "javascript"}

_AROUND = ("lead", "here", "most")
"""Kinds of fields that other fields stand in."""

_OUTERMOST = (*_AROUND, "sort", "scope")
"""Those that stand in no other one, but that `lead:` may be asked for with `here:`."""


def lex(text: str, report: Report) -> list[Token]:
    """The tokens of a query or a sentence, in order; what was straightened is in `report`."""
    text = chars.GERSHAYIM.sub("״", text)
    if prose.is_prose(text[:MOST_CHARACTERS]):
        tokens = prose.tokens(text[:MOST_CHARACTERS], report)
        if len(tokens) > MOST_TERMS:
            message = f"the sentence is read up to {MOST_TERMS} words; the rest was left out"
            report.drop(Span(tokens[MOST_TERMS].start, len(text)), message)
        return tokens[:MOST_TERMS]
    return as_query(text, report)


def as_query(text: str, report: Report) -> list[Token]:
    """The tokens of a text that is a query, whatever it looks like."""
    text = chars.GERSHAYIM.sub("״", text)
    tokens = _Lexer(text[:MOST_CHARACTERS], report).run()
    if len(text) > MOST_CHARACTERS:
        message = f"the query is read up to {MOST_CHARACTERS:,} characters; the rest is not"
        tokens.append(_rest(MOST_CHARACTERS, len(text), message, report))
    return tokens


def _rest(start: int, end: int, message: str, report: Report) -> Token:
    """What stands in the place of all that is too much."""
    report.unread(Span(start, end), message)
    return Token("unread", start, end, NOTHING)


class _Lexer:
    def __init__(self, text: str, report: Report) -> None:
        self.text = text
        self.report = report
        self.position = 0
        self.tokens: list[Token] = []
        self.regex_possible = True

    def run(self) -> list[Token]:
        terms = 0
        while True:
            blank = chars.BLANKS.match(self.text, self.position)
            if blank:
                self.position = blank.end()
            if self.position == len(self.text):
                return self.tokens
            glued = bool(self.tokens) and not blank
            token = self._next(glued)
            if glued:
                token = token._replace(glued=True)
            terms += token.kind in ("word", "quoted", "regex", "saved")
            if terms > MOST_TERMS:
                message = f"the query is read up to {MOST_TERMS} terms; the rest is not"
                rest = _rest(token.start, len(self.text), message, self.report)
                return [*self.tokens, rest]
            self.tokens.append(token)
            self.position = token.end

    def _next(self, glued: bool) -> Token:
        if not glued and (word := _WORD.match(self.text, self.position)):
            run = word.group()
            return operator(run, self.position, self.report) or self._term(run)
        char = self.text[self.position]
        field = self._pending(glued)
        if field and (token := self._range(field)):
            return token
        if field and field.verbatim and (token := self._verbatim(field)):
            return token
        if char in chars.OPENING or char in chars.CLOSING:
            return self._token("open" if char in chars.OPENING else "close", 1)
        if char == '"' or char in chars.CURLY:
            return self._quoted(said=bool(field and field.kind == "said"))
        if self.text.startswith(("&&", "|"), self.position):
            double = self.text.startswith(("&&", "||"), self.position)
            return self._token("or" if char == "|" else "and", 1 + double)
        # A sign glued to the end of a term is a hyphen or a slash in it.
        fresh = not glued or self.tokens[-1].kind in ("open", "not", "and", "or")
        if (fresh or field) and (token := self._regex()):
            return token
        if fresh and (token := self._prefixed()):
            return token
        return self._word(field, fresh or bool(field and field.kind in _AROUND))

    def _pending(self, glued: bool) -> Field | None:
        """The field whose value begins here."""
        if glued and self.tokens[-1].kind == "field":
            return FIELDS[self.tokens[-1].text]
        return None

    def _token(self, kind: Kind, length: int, text: str = "", number: int = -1) -> Token:
        return Token(kind, self.position, self.position + length, text, number)

    def _range(self, field: Field) -> Token | None:
        """`[a TO b]`, as Lucene writes ranges; only dates have them."""
        match = chars.RANGE.match(self.text, self.position)
        if not match:
            return None
        if field.kind != "date":
            token = self._token("unread", len(match.group()), NOTHING)
            self.report.unread(token.span, f'only dates have ranges, not "{field.name}:"')
            return token
        ends = ["" if end == "*" else end.strip('"') for end in match.groups()]
        return self._token("word", len(match.group()), "..".join(ends))

    def _verbatim(self, field: Field) -> Token | None:
        address = field.is_address
        pattern = chars.ADDRESS if address else chars.VERBATIM
        if field.kind == "date" and (several := chars.DATE.match(self.text, self.position)):
            self.report.note(
                Span(self.position, several.end()), "the words of the date were read together"
            )
            return self._token("word", len(several.group()), several.group())
        match = pattern.match(self.text, self.position)
        if not match:
            return None
        text = match.group().rstrip(",;") if address else match.group().replace('"', "")
        if not chars.says_something(text) and text.strip("*."):
            return self._token("sign", len(match.group()), text)
        token = self._token("word", len(match.group()), chars.composed(text))
        return token._replace(wild=True) if address and "*" in text else token

    def _quoted(self, *, said: bool) -> Token:
        straight = self.text[self.position] == '"'
        match = chars.QUOTED.match(self.text, self.position) if straight else None
        match = match or chars.QUOTED_CURLY.match(self.text, self.position)
        start, end = self.position, match.end() if match else len(self.text)
        inside = match.group(1) if match else self.text[start + 1 :]
        if not match:
            message = "the quote is not closed; it was read to the end"
            self.report.unclosed(Span(start, end), message)
        elif not straight or self.text[end - 1] != '"':
            self.report.note(Span(start, end), 'curly quotes were read as "straight" ones')
        text = chars.inside_quotes(inside)
        if match and not inside and not self._alone(end):
            # Of two quotation marks in a row before a word the second one opens its quote.
            return Token("void", start, start + 1)
        if not chars.says_something(text) and not (said and not text):
            return Token("sign", start, end, text)
        return self._slop(Token("quoted", start, end, text, unclosed=not match))

    def _alone(self, end: int) -> bool:
        """Whether a pair of quotes is the value of a field or stands before no word."""
        if self.tokens and self.tokens[-1].kind == "field":
            return True
        after = self.text[end : end + 1]
        return not after or bool(chars.BLANKS.match(after)) or after in "~^)）"

    def _slop(self, token: Token) -> Token:
        suffix = re.compile(r"~(\d{0,4})|\^\d{1,4}(?:\.\d{1,4})?").match(self.text, token.end)
        if not suffix:
            return token
        token = token._replace(end=suffix.end())
        if suffix.group(1) is None:
            self.report.repair(token.span, "weights (^2) are not known; left out")
            return token
        if " " not in token.text:
            self.report.repair(token.span, "a single word in quotes is exact; ~ was left out")
            return token
        distance = min(int(suffix.group(1) or 5), MOST_DISTANCE)
        if not suffix.group(1):
            self.report.note(token.span, "~ without a number was read as ~5")
        return token._replace(number=distance)

    def _regex(self) -> Token | None:
        if self.text[self.position] != "/" or not self.regex_possible:
            return None
        match = chars.REGEX.match(self.text, self.position)
        if match:
            return self._token("regex", len(match.group()), match.group(1))
        self.regex_possible = False
        run = chars.RUN.match(self.text, self.position)
        if run is None or len(run.group()) == 1 or "/" in run.group()[1:]:
            return None
        rest = self.text[self.position + 1 :]
        token = self._token("regex", 1 + len(rest), chars.BLANKS.sub(" ", rest).rstrip())
        self.report.unclosed(
            token.span, "the regular expression is not closed; it was read to the end"
        )
        return token._replace(unclosed=True)

    def _prefixed(self) -> Token | None:
        """A sign before a term: `-china`, `!china`, `+china`, `@saved`."""
        text, start = self.text, self.position
        char, after = text[start], text[start + 1 : start + 2]
        if char == "@":
            match = _SAVED.match(text, start)
            if match:
                name = match.group(1).rstrip(".-")
                return self._token("saved", 1 + len(name), chars.composed(name))
            quoted = chars.QUOTED.match(text, start + 1)
            if quoted and chars.inside_quotes(quoted.group(1)):
                name = chars.inside_quotes(quoted.group(1))
                return self._token("saved", 1 + len(quoted.group()), name)
            return None
        if not after or chars.BLANKS.match(after) or after in chars.CLOSING:
            return None
        if char == "+" and after != "+":
            return self._token("and", 1, "+")
        if (char == "!" or char in chars.DASHES) and after not in "!|&" + chars.DASHES:
            if char not in "-!":
                self.report.note(Span(start, start + 1), "the dash was read as a minus sign")
            return self._token("not", 1, "-")
        return None

    def _word(self, field: Field | None, named: bool) -> Token:
        text, start = self.text, self.position
        address = chars.URL.match(text, start)
        if address:
            return self._token("word", len(address.group()), address.group().rstrip(".,;:!?'"))
        if named and (token := self._field(field)):
            return token
        match = chars.RUN.match(text, start)
        run = match.group() if match else text[start]
        if not field and (token := operator(run, start, self.report)):
            return token
        return self._term(run)

    def _field(self, outer: Field | None) -> Token | None:
        """The name of a field, by itself or as the value of another one."""
        match = _FIELD.match(self.text, self.position)
        if not match or self.text.startswith((":", "//"), match.end()):
            return None
        name = match.group(1).lower().replace("-", "_")
        length = len(match.group())
        if name in FIELDS:
            inner = FIELDS[name].kind
            if outer and inner in _OUTERMOST and (outer.kind, inner) != ("here", "lead"):
                return None
            return self._token("field", length, name)
        if self.text.startswith("\\", match.end()):
            return None
        closed = chars.BLANKS.match(self.text, match.end()) or match.end() == len(self.text)
        if outer or closed or name in _SCHEMES:
            return None
        guess = nearest(name, GUESSED)
        span = Span(self.position, match.end())
        if guess:
            shown = _both(guess)
            self.report.repair(span, f'there is no field "{match.group()}"; read as {shown}')
            return self._token("field", length, guess)
        self.report.repair(span, f'there is no field "{match.group()}"; read as a word')
        return self._token("word", length, match.group(1))

    def _term(self, run: str) -> Token:
        """A word, with its fuzziness or wildcards; void when there is nothing in it to find."""
        if run.isascii() and run.isalnum():
            # Nothing in it can mean anything else, as in most words.
            return self._token("word", len(run), run)
        plain = chars.unescape(run)
        span = Span(self.position, self.position + len(run))
        plain = _trimmed(plain, chars.TRAILING)
        number = -1
        boost = _BOOST.search(plain.text)
        if boost and plain.live(boost.start()) and boost.start():
            self.report.repair(span, "weights (^2) are not known; left out")
            plain = plain.cut(boost.start())
        tilde = _TILDE.search(plain.text)
        if tilde and plain.live(tilde.start()) and tilde.start():
            number = self._edits(tilde.group(1), span)
            plain = plain.cut(tilde.start())
        live = [i for i, char in enumerate(plain.text) if char in "*?" and plain.live(i)]
        if len(plain.text) > 1 and live == [len(plain.text) - 1] and self._asks(plain, span.end):
            message = '"?" at the end was read as a question mark, not as any one letter'
            self.report.note(Span(span.end - 1, span.end), message)
            plain, live = plain.cut(live[0]), []
        text = plain.text
        every = len(live) == len(text) and "*" in text
        if not every and not chars.says_something(text):
            after = bool(self.tokens) and self.tokens[-1].kind == "field"
            kind: Kind = "void" if chars.punctuation(run) and not after else "sign"
            return self._token(kind, len(run), run)
        if live:
            if number > 0:
                self.report.repair(span, "a word with wildcards cannot be fuzzy; ~ was left out")
            text = "".join(c for i, c in enumerate(text) if c not in "*?" or plain.live(i))
            number = -1
        token = self._token("word", len(run), chars.composed(text), number)
        return token._replace(wild=True) if live else token

    def _asks(self, plain: Plain, end: int) -> bool:
        """Whether a word ends the text with a question mark."""
        return plain.text[-1] == "?" and not self.text[end:].strip()

    def _edits(self, digits: str, span: Span) -> int:
        if "." in digits:
            self.report.repair(span, "fuzziness is counted in letters; read as ~1")
            return 1
        asked = int(digits or 1)
        if asked > MOST_EDITS:
            self.report.repair(span, f"at most {MOST_EDITS} letters may differ; read as ~2")
        return min(asked, MOST_EDITS) or -1


def _trimmed(plain: Plain, marks: str) -> Plain:
    """Without the punctuation that a word of a pasted sentence trails."""
    end = len(plain.text)
    while end > 1 and plain.text[end - 1] in marks and plain.live(end - 1):
        end -= 1
    return plain.cut(end)


def _both(alias: str) -> str:
    """An alias with the field it stands for."""
    name = FIELDS[alias].name
    return f'"{alias}:"' if alias == name else f'"{alias}:" ("{name}:")'
