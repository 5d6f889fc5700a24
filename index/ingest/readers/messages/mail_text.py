"""The text of a mail as it was written: lines that programs broke joined, what is quoted told from
what its writer wrote.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r">(?: ?>)*")
_QUOTED = re.compile(r"[ \t]*>(?: ?>)*[ \t]?")
_WROTE = re.compile(
    r"\b(?:wrote|schrieb(?:en)?|a écrit|escribió|ha scritto|schreef|escreveu|napisał)\b"
    r".{0,80}:\s*$",
    re.IGNORECASE,
)
# A signature of more lines is text that a line of dashes stands above.
_SIGNATURE = 12
_ENDS = re.compile(r"[.!?…][\"”’)]*\s*$")
_LONGEST_SAID = 250
_DIGEST_RULE = re.compile(r"^-{30}(?:-{40})?[ \t]*\r?$", re.MULTILINE)


def flowed(text: str, *, delete_space: bool) -> str:
    """A text in format=flowed (RFC 3676), lines joined: one that ends in a blank goes on, with
    lines that are quoted as deeply.
    """
    parts: list[str] = []
    goes_on, last = False, 0
    for line in re.split("\r\n?|\n", text):
        marks = _MARKS.match(line)
        depth = marks[0].count(">") if marks else 0
        stuffed = (line[marks.end() :] if marks else line).removeprefix(" ")
        # "-- " is the line above a signature and never goes on.
        more = stuffed.endswith(" ") and stuffed != "-- "
        shown = stuffed[:-1] if more and delete_space else stuffed
        mark = f"{'>' * depth} " if depth else ""
        joins = goes_on and depth == last
        parts.append(shown if joins or not (parts or mark) else f"\n{mark}{shown}")
        goes_on, last = more, depth
    return "".join(parts).removeprefix("\n")


def own_words(text: str) -> str:
    """What the writer of a mail wrote: without the signature, and without what is quoted of a
    letter that it answers. What is quoted without being answered is what was to be read, and is
    given without its marks.
    """
    lines = text.split("\n")
    for place, line in enumerate(lines):
        if line.rstrip("\r") in ("-- ", "--") and len(lines) - place <= _SIGNATURE:
            lines = lines[:place]
            break
    quoted = [_QUOTED.match(line) is not None for line in lines]
    if not any(quoted):
        return "\n".join(lines)
    answers = _attributions(lines, quoted)
    own = [line for n, line in enumerate(lines) if not quoted[n] and n not in answers]
    if answers and any(line.strip() for line in own):
        return "\n".join(own)
    return "\n".join(_QUOTED.sub("", line) for n, line in enumerate(lines) if n not in answers)


def unquoted(text: str) -> str:
    """A text without the marks of what is quoted."""
    return "\n".join(_QUOTED.sub("", line) for line in text.split("\n"))


def _attributions(lines: list[str], quoted: list[bool]) -> set[int]:
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


def digest_parts(text: str) -> list[str]:
    """The letters of a digest (RFC 1153): headers, an empty line and text each; none for a text
    that is no digest.
    """
    parts = _DIGEST_RULE.split(text)
    if len(parts) < 3:
        return []
    letters = [re.sub(r"\A\s*(?:Message: \d+\s*\n)?", "", part) for part in parts[1:]]
    return [one for one in letters if re.search(r"^From: ", one[:2000], re.MULTILINE)]
