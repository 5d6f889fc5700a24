"""Footnotes of a text in Markdown, which CommonMark does not know: `[^1]: See the minutes.`

Such a line is read as an address by it where it has one word, and as part of the paragraph above
where it follows one.
"""

from __future__ import annotations

from index.core.late_patterns import late

_NOTE = late(r"( {0,3})(\[\^[\w-]{1,40}\]:)(?=\s|$)")
_ADDRESS = late(r" {0,3}\[[^\]^][^\]]{0,200}\]:\s*\S+(?:\s+[\"'(].*)?\s*")
_FENCE = late(r" {0,3}(```+|~~~+)")
_INDENTED = late(r"(?: {2,}|\t)(?=\S)")


def with_notes(text: str) -> str:
    """The text with each footnote as paragraphs of its own, what goes on below it unindented."""
    if "[^" not in text:
        return text
    lines: list[str] = []
    fence, in_note, after_blank = "", False, True
    for line in text.split("\n"):
        if found := _FENCE.match(line):
            fence = "" if fence and found[1].startswith(fence) else fence or found[1]
        note = None if fence else _NOTE.match(line)
        is_address = not fence and in_note and _ADDRESS.fullmatch(line) is not None
        if note or is_address:
            lines += [] if after_blank else [""]
            # A bracket that is escaped begins no address.
            line = f"\\{line[note.end(1) :]}" if note else line  # noqa: PLW2901
            in_note = True
        elif in_note and line.strip():
            in_note = not after_blank or _INDENTED.match(line) is not None
            line = _INDENTED.sub("", line, count=1) if in_note else line  # noqa: PLW2901
        lines.append(line)
        after_blank = not line.strip()
    return "\n".join(lines)
