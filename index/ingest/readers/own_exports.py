"""Files that this program wrote: they quote what an archive has, and are no news."""

from __future__ import annotations

import re

_ID = rb"[a-z2-7]{12}-[0-9a-f]{10}"
_MARKDOWN = re.compile(rb"\A---\n(?:\w+: .*\n)*paragraphs: \d+\narticles: \d+\n")
# A block quote with its footnote and its own id, wherever it stands in a note that was edited.
_QUOTED = re.compile(rb"^> [^\n]{1,20000} \[\^(" + _ID + rb")\] \^\1$", re.MULTILINE)
_RECORD = re.compile(rb'"(?:id|paragraph)": ?"' + _ID + b'"')
_TABLE = re.compile(
    rb"\A(?:id,article,ordinal,paragraphs,title,|speaker,kind,guessed,for,)", re.ASCII
)
_PAGE = re.compile(rb", \xc2\xb6 \d+ of \d+(?:</a>)?</figcaption>\n</figure>")
_CITED = re.compile(
    rb"\A(?:(?:% [^\n]*\n\n)?@article\{(?:[a-z]*\d*-)?[a-z2-7]{12},\n  "
    rb"|TY  - NEWS\nID  - [a-z2-7]{12}\n)"
)
_ASKED = re.compile(rb"\A\[[^\n]* paragraphs? of [^\n]*\]\n\n")
_SOURCE_ENDS = re.compile(rb", \xc2\xb6 \d+(?:, version \d+, changed since)?\.(?: \S+)?")
_LOOKED_AT = 1 << 14  # bytes


def is_own_export(head: bytes) -> bool:
    """Whether a file that begins like this is an export, in any of the formats that we write.

    Read as news, a table of paragraphs would be a version of each article that has nothing but
    what was exported, and a note of quotations would be a copy of all it quotes.
    """
    head = head[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return bool(
        _MARKDOWN.match(head)
        or _QUOTED.search(head)
        or _TABLE.match(head)
        or _RECORD.search(head)
        or _PAGE.search(head)
        or _CITED.match(head)
        or _is_citations(head)
    )


def _is_citations(head: bytes) -> bool:
    """Whether there is hardly anything but quotations with their sources, a heading and some lines
    of the reader's own perhaps.
    """
    first, _, rest = _ASKED.sub(b"", head).partition(b"\n")
    # The last line may be cut off.
    lines = [first, *filter(None, rest.split(b"\n")[:-1])]
    cited = sum(map(_is_citation, lines))
    return cited == len(lines) or (cited > 1 and 2 * cited >= len(lines))


def _is_citation(line: bytes) -> bool:
    # Looked for from the end: a pattern over a long line would take time beyond proportion.
    end = line.rfind(b", \xc2\xb6 ")
    return end > 0 and bool(_SOURCE_ENDS.fullmatch(line, end))
