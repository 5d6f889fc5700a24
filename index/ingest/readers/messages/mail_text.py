"""The text of a mail as it was written: lines that programs broke joined, letters of a digest."""

from __future__ import annotations

import re

from index.core.late_patterns import late

_MARKS = late(r">(?: ?>)*")
_DIGEST_RULE = late(r"^-{30}(?:-{40})?[ \t]*\r?$", re.MULTILINE)


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


def digest_parts(text: str) -> list[str]:
    """The letters of a digest (RFC 1153): headers, an empty line and text each; none for a text
    that is no digest.
    """
    parts = _DIGEST_RULE.split(text)
    if len(parts) < 3:
        return []
    letters = [re.sub(r"\A\s*(?:Message: \d+\s*\n)?", "", part) for part in parts[1:]]
    return [one for one in letters if re.search(r"^From: ", one[:2000], re.MULTILINE)]
