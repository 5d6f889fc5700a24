"""What stands between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from index.core.late_patterns import late


class Marked(NamedTuple):
    """Words between marks, with the marks (`outer`) and without."""

    outer: int
    outer_end: int
    start: int
    end: int


_Sign: TypeAlias = tuple[int, int, bool, bool]
"""Start and end of a double mark, whether it may open, whether it may close."""

# A set of signs comes first in these, and a sign in the other: what Python looks for quickly.
_DOUBLE = late("[\"“”„«»`'](?:(?<=[\"“”„«»])|(?<=`)`|(?<=')''?)")
_DOUBLE_TOO = late("’’|[\"“”„«»`'](?:(?<=[\"“”„«»])|(?<=`)`|(?<=')''?)")
_SINGLE = late("[‘’']")
_OPENS = late(r"'(?:(?<=\A')|(?<=[\s(\[{\-–—―/“‘']'))[^\W\d_]")
_ELIDED = late(r"(?:em|tis|twas|til|cause|n|round|bout|cos|ere)\b", re.IGNORECASE)
_OPENING, _CLOSING = frozenset("“ „ « ``".split()), frozenset("” » ’’".split())
_BEFORE_OPEN = frozenset("([{-–—―/“‘'")
_BEHIND_CLOSED = frozenset(",.;:!?)]")
_STOPS = frozenset(",.?!…")
_BEFORE_SPEECH = frozenset(':,.?!…”"’')
_SENTENCE_ENDS = frozenset(".?!…")
_UNCLOSED_WORDS = 4
_TWO_PAIRS, _PAIRS = 4, 12
_NEAR = 2_000
"""Characters at most from a single mark to what is quoted inside of it."""

_TOLD = late(
    r"[,?!][’']? (?:(?:[Hh]e|[Ss]he|[A-Z]\S*(?: [A-Z]\S*){0,3}) (?:later |then |also )?"
    r"(?:said|says|added|adds|continued|declared|told|wrote|explained|noted|asked)"
    r"|(?:said|says|added|adds) (?:[A-Z]\S*)(?: [A-Z]\S*){0,3})\b"
    r"[^,.?!]{0,50}(?:[ap]\.m\.[^,.?!]{0,20})?[.,]"
)
"""Behind what is said, who says so: , Smith said on Monday."""


def marked(text: str) -> list[Marked]:
    """Passages between marks in order, not overlapping; of nested ones the outer.

    Single marks count where a paragraph has no double ones, or around those. A passage that is not
    closed runs to the end, as the paragraphs of a long quote do, if it is of several words.
    """
    if signs := list(_signs(text)) if _may_have_double(text) else ():
        found = _pair(text, _without_innermost(text, signs))
        return (
            _with_outer(text, found) if found and -1 < text.find("‘") < found[-1].outer else found
        )
    opens = "‘" in text or ("'" in text and _OPENS.search(text) is not None)
    return _pair_single(text) if opens else []


def _with_outer(text: str, found: list[Marked]) -> list[Marked]:
    """The passages, and instead of those that stand in single marks, what is between these: ‘We
    said “never” and meant it,’ as British newspapers have it.
    """
    # Both are in order and do not overlap: of each, the first behind a place is enough to look at.
    begins = [each.outer for each in found]
    around = [
        one
        for one in _pair_single(text)
        if text[one.outer] == "‘"
        and (at := bisect_left(begins, one.start)) < len(found)
        and found[at].outer_end <= one.end
    ]
    ends = [one.outer_end for one in around]
    apart = [
        each
        for each in found
        if (at := bisect_right(ends, each.outer)) == len(around)
        or around[at].outer >= each.outer_end
    ]
    return sorted([*around, *apart])


def is_open(text: str) -> bool:
    """Whether the last of the passages in a text is not closed."""
    passages = marked(text)
    return bool(passages) and passages[-1].end == passages[-1].outer_end == len(text)


def _may_have_double(text: str) -> bool:
    """Whether a text has any double mark: most have none, which is soon seen."""
    if '"' in text or "''" in text or "``" in text:
        return True
    return not text.isascii() and any(mark in text for mark in "“”„«»")


def _signs(text: str) -> Iterator[_Sign]:
    """The double marks with whether each may open and may close."""
    # Two single marks close some, which is looked for where they stand: apostrophes are many.
    for match in (_DOUBLE_TOO if "’’" in text else _DOUBLE).finditer(text):
        start, end = match.span()
        apart = start == 0 or text[start - 1].isspace() or text[start - 1] in _BEFORE_OPEN
        last = end == len(text) or text[end].isspace()
        ends = last or text[end] in _BEHIND_CLOSED
        if match[0] == "«" and last and apart:
            # « Nous ouvrons le port »
            yield start, end, end < len(text), False
        elif match[0] in _OPENING:
            # Some type the opening mark at both ends, and „German“ and »Danish« texts close by it.
            closes = ends and not apart
            yield start, end, not last and not closes, closes
        elif match[0] in _CLOSING:
            yield start, end, apart and not ends, not apart or ends
        else:
            joined = not apart and not last and text[start - 1] in ":.;"
            yield start, end, (apart or joined) and not last, not apart or last


def _without_innermost(text: str, signs: list[_Sign]) -> list[_Sign]:
    """The marks without those of what is quoted inside of single marks that stand inside of double
    ones: “He told me, ‘She wrote, “never,” and left,’ and I believed him.”
    """
    if len(signs) < _TWO_PAIRS or not ("‘" in text or "'" in text):
        return signs
    kept: list[_Sign] = []
    opened = at = 0
    while at < len(signs):
        _, end, opens, closes = signs[at]
        if opened and opens and (behind := _behind_pairs(text, opened, signs, at)):
            at = behind
            continue
        kept.append(signs[at])
        opened = end if opens and not (opened and closes) else 0
        at += 1
    return kept


def _behind_pairs(text: str, opened: int, signs: Sequence[_Sign], at: int) -> int:
    """The mark that closes what a passage begins with, behind pairs in single marks from one on; 0
    where there is none.
    """
    first = at
    while at + 1 < min(len(signs), first + _PAIRS):
        start, _, opens, _ = signs[at]
        if not (opens and signs[at + 1][3] and _is_in_single(text, opened, start)):
            break
        at += 2
    return at if first < at < len(signs) and signs[at][3] else 0


def _is_in_single(text: str, opened: int, at: int) -> bool:
    """Whether a single mark has been opened behind a double one, and not closed before a place."""
    opened = max(opened, at - _NEAR)
    curly = text.rfind("‘", opened, at)
    straight = max((one.start() for one in _OPENS.finditer(text, opened, at)), default=-1)
    first = max(curly, straight)
    if first < 0:
        return False
    between = text[first + 1 : at]
    return not any(
        sign in "’'" and not behind.isalnum() and not before.isspace()
        for before, sign, behind in zip(between, between[1:], between[2:] + " ", strict=False)
    )


def _pair(text: str, signs: Sequence[_Sign]) -> list[Marked]:
    """Each mark that opens with the next that closes; one that opens anew was not closed, and is a
    passage where that is told.
    """
    found: list[Marked] = []
    opened: tuple[int, int] | None = None
    for start, end, opens, closes in signs:
        if opens and not (opened is not None and closes):
            if opened is not None and (last := _unclosed(text, opened, start)):
                found.append(_without_blanks(text, Marked(opened[0], last, opened[1], last)))
            opened = start, end
        elif opened is not None and closes:
            found.append(_without_blanks(text, Marked(opened[0], end, opened[1], start)))
            opened = None
    if opened is not None:
        words = text[opened[1] :].split(maxsplit=_UNCLOSED_WORDS)
        if len(words) >= _UNCLOSED_WORDS:
            found.append(Marked(opened[0], len(text), opened[1], len(text)))
    return [one for one in found if one.start < one.end]


def _unclosed(text: str, opened: tuple[int, int], anew: int) -> int:
    """Where a passage ends that was not closed before a mark opens anew: before what tells who says
    so, or, as in old books, with the sentence before; 0 where neither is sure.
    """
    first = opened[1]
    last = first + len(text[first:anew].rstrip())
    if not text[first : first + 1].isupper() or not text[anew - 1 : anew].isspace():
        return 0
    if (told := _TOLD.search(text, first, last)) and told.end() == last:
        return told.start() + 1
    before = text[: opened[0]].rstrip()[-1:]
    speech = not before or before in _BEFORE_SPEECH
    whole = text[last - 1] in _SENTENCE_ENDS and text[anew + 1 : anew + 2].isupper()
    several = len(text[first:last].split(maxsplit=_UNCLOSED_WORDS + 1)) > _UNCLOSED_WORDS
    sure = speech and whole and several and not _TOLD.search(text, first, last)
    return last if sure else 0


def _is_closed(text: str, opened: int, closed: int) -> bool:
    """Whether the only mark that can close a passage does: "a 'wholly new' plan", but not "let 'em
    have the boys' room".
    """
    if text[opened] == "‘":
        return True
    plural = text[closed - 1] == "s" and text[closed + 1 : closed + 2] not in _BEHIND_CLOSED
    return not (plural or _ELIDED.match(text, opened + 1))


def _without_blanks(text: str, one: Marked) -> Marked:
    """A passage without the blanks that French sets inside its marks."""
    words = text[one.start : one.end]
    start = one.start + len(words) - len(words.lstrip())
    return one._replace(start=start, end=max(start, one.start + len(words.rstrip())))


def _goes_on(text: str, opened: int) -> bool:
    """Whether a passage in single marks runs to the end of its paragraph, as one does that the next
    paragraph goes on with: Smith said: ‘We are appealing.
    """
    before, words = text[:opened].rstrip()[-1:], text[opened + 1 :]
    whole = words[:1].isupper() and text.rstrip()[-1:] in _SENTENCE_ENDS
    speech = not before or before in _BEFORE_SPEECH
    return whole and speech and len(words.split(maxsplit=_UNCLOSED_WORDS)) > _UNCLOSED_WORDS


def _pair_single(text: str) -> list[Marked]:
    """Passages in single marks: a mark that closes has a stop before it, which no apostrophe has,
    or is the only one that can.
    """
    found: list[Marked] = []
    opened = -1
    others: list[int] = []
    for match in [*_SINGLE.finditer(text), None]:
        at = match.start() if match else len(text)
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        alone = not before.strip() or before in _BEFORE_OPEN
        opens = match is None or (match[0] != "’" and after.isalpha() and alone)
        if opens:
            if opened >= 0 and len(others) == 1 and _is_closed(text, opened, others[0]):
                found.append(Marked(opened, others[0] + 1, opened + 1, others[0]))
            elif match is None and opened >= 0 and not others and _goes_on(text, opened):
                found.append(Marked(opened, len(text), opened + 1, len(text)))
            opened, others = at, []
        elif opened >= 0 and not after.isalnum():
            others.append(at)
            if before in _STOPS:
                found.append(Marked(opened, at + 1, opened + 1, at))
                opened = -1
    return found
