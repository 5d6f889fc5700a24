"""What stands at the edges of a quote in its paragraph: which marks, and whether its sentence goes
on in marks beyond what is told in between: “I did not,” she said, “say so.”
"""

from __future__ import annotations

from index.core.late_patterns import late

_SIGNS = frozenset("\"“”„«»‹›‘’‚'`")
_SET_OFF = frozenset("«»‹›")
"""Marks that may have a blank on the side of the words."""

GAP = 220
"""Characters at most between the halves of a sentence."""

# Who says it, when and where, in one sentence: the stops in it are those of "Mr." and of initials.
_TOLD = r"(?:[^.?!:;\"“”„«»]|(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z][a-z]{2})\.){3,180}?"
_MARKS = r"[\"“”„«»‘’']"
_BEHIND = late(rf"\s?{_MARKS}{{1,2}}(,?)\s{_TOLD}[,–—-]\s?{_MARKS}\s?(\w+)")
_BEFORE = late(rf"(?:[,–—-]\s?{_MARKS}{{1,2}}|{_MARKS}{{1,2}},)\s{_TOLD}[,–—-]\s?{_MARKS}\s?$")
_ASIDE_BEHIND = late(rf"()\s?[,–—-]\s{_TOLD}[,–—-]\s(\w+)")
_ASIDE_BEFORE = late(rf"\w\s?[,–—-]\s{_TOLD}[,–—-]\s$")


def marks_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The quotation marks right before and behind words of a text, with the blanks that French sets
    inside of them; "" where there are none.
    """
    first = start
    while first and text[first - 1].isspace():
        first -= 1
    blank = first < start
    if first and text[first - 1] in (_SET_OFF if blank else _SIGNS):
        first -= 2 if text[first - 2 : first] in {"``", "''"} else 1
    else:
        first = start
    last = end
    while last < len(text) and text[last].isspace():
        last += 1
    blank = last > end
    if text[last : last + 1] in (_SET_OFF if blank else _SIGNS) and last < len(text):
        last += 2 if text[last : last + 2] in {"``", "''"} else 1
    else:
        last = end
    return text[first:start], text[end:last]


def goes_on_around(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the sentence of quoted words begins in a quote before them, and goes on in one behind
    them.
    """
    before, behind = marks_around(text, start, end)
    words = text[start:end]
    begins = words[:1].islower() or words.split(maxsplit=1)[:1] == ["I"]
    front = text[max(0, start - GAP) : start]
    goes_on = begins and bool((_BEFORE if before else _ASIDE_BEFORE).search(front))
    found = (_BEHIND if behind else _ASIDE_BEHIND).match(text[end : end + GAP])
    if found is None:
        return goes_on, False
    open_ended = not behind or found[1] or words[-1:] in ",–—-"
    return goes_on, bool(open_ended and (found[2][:1].islower() or found[2] == "I"))
