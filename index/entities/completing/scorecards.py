"""Players on the score-cards of cricket, who stand there by their surnames: "A. de Strand c Pellow
b Quayle 88", "run out (Pellow)", "Pellow 10-1-44-1".
"""

from __future__ import annotations

from collections.abc import Iterator

from index.entities.completing.rare_words import Places, of_any
from index.entities.spans import Span, TableSpan
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Tokens

_OUT = frozenset({"c", "b", "st", "lbw"})
"""How a batsman gets out, before who did it: caught, bowled, stumped, leg before wicket."""
_RUN = frozenset({"run"})
_BOWLING = frozenset("Bowling bowling Overs overs wickets Innings innings".split())
CARDS = _OUT | _RUN | _BOWLING
"""What stands on score-cards."""
_DASHES = frozenset({"-"})
_FIGURES = 7  # words: overs, maidens, runs and wickets, and the dashes between
_LONGEST = 5  # words of a name
_NO_NAME = gz.CALENDAR | gz.STARTER
_SURE = 0.9


def players(tokens: Tokens, rare: Places) -> Iterator[Span]:
    """The batsmen, fielders and bowlers of a card, by token; `rare` is where the words of `CARDS`
    stand.
    """
    words, texts = tokens.words, tokens.texts
    done = -1
    for at in of_any(rare, _OUT):
        text = texts[at]
        if at <= done or not at or texts[at - 1] != text or not _is_dismissal(at, tokens):
            continue
        start = at
        while start and texts[start - 1] == text and at - start < _LONGEST:
            start -= 1
        if not (start and texts[start - 1] == text) and _is_name(start, at, tokens):
            yield TableSpan(start, at - 1, "person", _SURE)
        done = at
        while done < len(words) and texts[done] == text and words[done] in _OUT | {"and", "&"}:
            last = _name_end(done + 1, text, tokens)
            if last > done:
                yield TableSpan(done + 1, last, "person", _SURE)
            done = max(last, done) + 1
    for at in of_any(rare, _RUN):
        # "run out (Pellow) 12"
        last = _name_end(at + 3, texts[at], tokens)
        if tuple(words[at + 1 : at + 3]) == ("out", "(") and words[last + 1 : last + 2] == [")"]:
            yield TableSpan(at + 3, last, "person", _SURE)
    for at in tokens.among(_DASHES) if _BOWLING & rare.keys() else ():
        if at and words[at - 1].isdecimal() and _is_figures(at - 1, tokens):
            first = _name_start(at - 2, tokens)
            if first <= at - 2:
                yield TableSpan(first, at - 2, "person", _SURE)


def _is_dismissal(at: int, tokens: Tokens) -> bool:
    """Whether what begins at a place says who got a batsman out, and for how many: "c Pellow b
    Quayle 88", "lbw Quayle 12", "b Quayle 0".
    """
    words, text = tokens.words, tokens.texts[at]
    for last in range(at + 2, min(at + 12, len(words))):
        if tokens.texts[last] != text:
            return False
        if words[last].isdecimal():
            return words[last - 1][:1].isupper()
        capital = words[last][:1].isupper() or words[last][:1] in "-'’.("
        if not (capital or words[last] in _OUT or known_bits(words[last]) & gz.PARTICLE):
            return False
    return False


def _is_name(first: int, stop: int, tokens: Tokens) -> bool:
    """Whether words are somebody's name and nothing else: the batsman's before how he got out."""
    return first < stop and _name_end(first, tokens.texts[first], tokens) == stop - 1


def _name_end(first: int, text: int, tokens: Tokens) -> int:
    """The last word of somebody's name that begins at a place; before it where none does."""
    words, last = tokens.words, first - 1
    for at in range(first, min(first + _LONGEST, len(words))):
        word = words[at]
        if tokens.texts[at] != text or word in _OUT:
            break
        if word[:1].isupper():
            if len(word) > 1 and known_bits(word) & _NO_NAME:
                break
            last = at
        elif not (word in {"-", ".", "ul"} or known_bits(word) & gz.PARTICLE):
            break
    return last


def _is_figures(first: int, tokens: Tokens) -> bool:
    """Whether a bowler's figures begin at a place: "10-1-44-1"."""
    own = tokens.words[first : first + _FIGURES]
    if len(own) < _FIGURES or tokens.texts[first] != tokens.texts[first + _FIGURES - 1]:
        return False
    if tokens.words[first - 1] == "-":
        return False
    digits, dashes = own[::2], own[1::2]
    # Overs may be parts: "9.4-0-41-1".
    return all(w.replace(".", "").isdecimal() for w in digits) and set(dashes) == {"-"}


def _name_start(last: int, tokens: Tokens) -> int:
    """The first of the capitals that end at a place; behind it where none stands there."""
    words, first = tokens.words, last + 1
    while first and last - first < _LONGEST and tokens.texts[first - 1] == tokens.texts[last + 1]:
        word = words[first - 1]
        capital = word[:1].isupper() and (len(word) == 1 or not known_bits(word) & _NO_NAME)
        if not (capital or (first <= last and word in {"-", "."})):
            break
        first -= 1
    return first
