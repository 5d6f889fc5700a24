"""What a letter in HTML quotes of another, as lines with the marks that plain text has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.core.late_patterns import late
from index.ingest.readers.text_parts.html_fragments import lines_of

_BLOCK = late(r"<(/?)blockquote\b([^<>]*)>", re.IGNORECASE)
# How programs call the block, beside others in which a writer quotes a book.
_CITED = late(
    r"type\s*=\s*[\"']?cite|class\s*=\s*[\"'][^\"'<>]*(?:gmail_quote|protonmail_quote|yahoo_quoted"
    r"|tutanota_quote|moz-cite)",
    re.IGNORECASE,
)
# No letter has these signs: Unicode leaves them to programs.
_BEGIN, _END = "\ue002", "\ue003"
# So many marks are put before a line at most, however deep it is quoted.
_DEEPEST = 20


def cited_lines(page: str) -> str:
    """The text of a letter with a mark before each line that it quotes of another; "" where it
    quotes none.
    """
    open_blocks: list[bool] = []
    found = False

    def put(tag: re.Match[str]) -> str:
        nonlocal found
        if not tag[1]:
            open_blocks.append(_CITED.search(tag[2]) is not None)
            found = found or open_blocks[-1]
            return f"<p>{_BEGIN}</p>" if open_blocks[-1] else tag[0]
        return f"<p>{_END}</p>" if open_blocks and open_blocks.pop() else tag[0]

    marked = _BLOCK.sub(put, page)
    return "\n".join(_lines(lines_of(marked))) if found else ""


def _lines(text: str) -> Iterator[str]:
    depth = 0
    for line in text.split("\n"):
        depth += line.count(_BEGIN) - line.count(_END)
        shown = line.replace(_BEGIN, "").replace(_END, "")
        is_mark = shown != line and not shown.strip()
        if not is_mark:
            yield f"{'>' * min(depth, _DEEPEST)} {shown}" if depth > 0 else shown
