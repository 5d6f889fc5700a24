"""What a letter quotes of another: a letter of its own where it answers that as a whole, kept with
its mark where it answers it line by line, and the letter itself where nothing answers it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from index.core.late_patterns import late
from index.ingest.readers.messages.attributions import written_by
from index.ingest.readers.text_parts.paragraph_splitting import split

_QUOTED = late(r"[ \t]*(>(?: ?>)*)[ \t]?")
_WROTE = late(
    r"\b(?:wrote|schrieb(?:en)?|a écrit|escribió|ha scritto|schreef|escreveu|napisał)\b"
    r".{0,80}:\s*$",
    re.IGNORECASE,
)
# A signature of more lines is text that a line of dashes stands above.
_SIGNATURE = 12
_ENDS = late(r"[.!?…][\"”’)]*\s*$")
_LONGEST_SAID = 250
# The rest of a quoted line that a program broke, which has no mark.
_BROKEN = 60


class Quoted(NamedTuple):
    """A letter that another one quotes as a whole: who wrote it and when, as that says, and its
    text without the marks.
    """

    sender: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What the writer of a letter says. `answers` is that a line says whose words were quoted,
    `quoted` are letters that are no part of the text.
    """

    text: str
    answers: bool = False
    quoted: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """Lines that stand together: quoted, a line that says who wrote what follows, or own."""

    lines: tuple[str, ...]
    is_quoted: bool = False
    says_who: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the writer of the letter wrote it."""
        return not self.is_quoted and not self.says_who

    @property
    def is_answer(self) -> bool:
        """Whether a sentence stands in it, as in no signature."""
        return any(_ENDS.search(line) for line in self.lines)


def own_words(text: str, known: Collection[str] = (), *, is_answer: bool = True) -> OwnWords:
    """What the writer of a mail wrote. What is quoted without being answered is what was to be
    read, and is given without its marks; what is answered line by line has them. A signature goes
    where it says nothing but words that are `known` of the writer (in lower case). Of what is no
    answer as far as is known, a line says whose words follow where it has a day or an address.
    """
    lines = _without_signature(text.split("\n"), known)
    quoted = _are_quoted(lines)
    if not any(quoted):
        return OwnWords("\n".join(lines))
    attributions = _attributions(lines, quoted)
    parts = list(_parts(lines, quoted, attributions))
    if any(one.is_own for one in parts) and _is_answered_by_lines(parts):
        return OwnWords("\n\n".join(map(_marked, parts)), answers=bool(attributions))
    if attributions:
        return _apart(parts, is_answer=is_answer)
    return OwnWords("\n".join(_QUOTED.sub("", line) for line in lines))


def _apart(parts: Sequence[_Part], *, is_answer: bool) -> OwnWords:
    """What somebody wrote, and the letters quoted in it; what does not say whose it is stays, with
    its mark.
    """
    own: list[str] = []
    letters: list[Quoted] = []
    above: _Part | None = None
    for part in parts:
        who = written_by(_marked(above)) if above and part.is_quoted else None
        if who and who.sender and (is_answer or who.date or "@" in who.sender):
            letters.append(Quoted(who.sender, who.date, unquoted("\n".join(part.lines))))
            above = None
            continue
        own += [_marked(above)] if above else []
        above = part if part.says_who else None
        own += [] if above else [_marked(part)]
    own += [_marked(above)] if above else []
    return OwnWords("\n\n".join(own), answers=True, quoted=tuple(letters))


def _without_signature(lines: Sequence[str], known: Collection[str]) -> list[str]:
    """The lines without signatures that tell nothing new; of others without the sign above them."""
    kept: list[str] = []
    end = 0
    for place, line in enumerate(lines):
        if place < end:
            continue
        if line.rstrip("\r") not in ("-- ", "--"):
            kept.append(line)
            continue
        below = list(takewhile(_is_own_line, lines[place + 1 : place + 1 + _SIGNATURE]))
        words = re.findall(r"\w+", " ".join(below).casefold())
        end = place + 1 + (len(below) if set(words) <= set(known) else 0)
        kept.append("")
    return kept


def _is_own_line(line: str) -> bool:
    return bool(line.strip()) and not _QUOTED.match(line)


def unquoted(text: str) -> str:
    """A text without the marks of what is quoted, as many of them as its first line has."""
    first = _QUOTED.match(text.lstrip("\r\n"))
    if first is None:
        return text
    marks = re.compile(rf"(?:[ \t]*>){{1,{first[1].count('>')}}}[ \t]?")
    return "\n".join(marks.sub("", line, 1) for line in text.split("\n"))


def has_quotes(text: str) -> bool:
    """Whether anything in a text is marked as quoted."""
    return any(map(_QUOTED.match, text.split("\n")))


def _are_quoted(lines: Sequence[str]) -> list[bool]:
    """Which lines are quoted: those with a mark, and the rest of one that was broken."""
    quoted = [_QUOTED.match(line) is not None for line in lines]
    for place in range(1, len(lines) - 1):
        above, line = lines[place - 1].rstrip(), lines[place].strip()
        is_between = quoted[place - 1] and quoted[place + 1] and not quoted[place]
        if is_between and line and len(above) >= _BROKEN and not _ENDS.search(above):
            quoted[place] = line[0].islower()
    return quoted


def _parts(lines: Sequence[str], quoted: Sequence[bool], who: set[int]) -> Iterator[_Part]:
    """The parts of a letter, none of them empty."""
    kind, found = (False, False), list[str]()
    for place, line in enumerate(lines):
        # Empty lines belong to what stands above them.
        here = (quoted[place], place in who) if line.strip() else kind
        if here != kind:
            if any(one.strip() for one in found):
                yield _Part(tuple(found), *kind)
            kind, found = here, []
        found.append(line)
    if any(one.strip() for one in found):
        yield _Part(tuple(found), *kind)


def _is_answered_by_lines(parts: Sequence[_Part]) -> bool:
    """Whether answers stand between what is quoted, and not only above or below it."""
    below = [
        (place, after)
        for place, (part, after) in enumerate(pairwise(parts))
        if part.is_quoted and not after.says_who
    ]
    if len(below) > 1:
        return True
    # Without a line that says whose words they are, what is written below them is all that tells.
    is_told = any(part.says_who for part in parts)
    return any(
        after.is_answer and (not is_told or any(one.is_own for one in parts[:place]))
        for place, after in below
    )


def _marked(part: _Part) -> str:
    """A part as it is shown; of what is quoted each paragraph has a mark, however many lines."""
    if not part.is_quoted:
        text = "\n".join(part.lines)
        return " ".join(text.split()) if part.says_who else text
    depths: list[int] = []
    for line in part.lines:
        mark = _QUOTED.match(line)
        depths.append(mark[1].count(">") if mark else depths[-1] if depths else 1)
    marked: list[str] = []
    for depth, found in groupby(zip(depths, part.lines, strict=True), itemgetter(0)):
        text = "\n".join(_QUOTED.sub("", line) for _, line in found)
        marked += [f"{'>' * depth} {one}" for one in split(text)]
    return "\n\n".join(marked)


def _attributions(lines: Sequence[str], quoted: Sequence[bool]) -> set[int]:
    """The lines that say who wrote what is quoted below them; each says it in one line or two."""
    found: set[int] = set()
    above: list[int] = []
    for place, line in enumerate(lines):
        if quoted[place]:
            together = above[-2:] if above[-2:-1] == [n - 1 for n in above[-1:]] else above[-1:]
            for said_in in (together, above[-1:]):
                said = " ".join(lines[n].strip() for n in said_in)
                ends = len(said_in) > 1 and _ENDS.search(lines[said_in[0]])
                if len(said) <= _LONGEST_SAID and _WROTE.search(said) and not ends:
                    found.update(said_in)
                    break
            above = []
        elif line.strip():
            above.append(place)
    return found
