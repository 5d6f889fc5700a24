"""Files that this program wrote, or that keep what it printed: they quote or count what an archive
has, and are no news.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late

_ID = rb"[a-z2-7]{12}-[0-9a-f]{10}"
_MARKDOWN = late(rb"\A---\n(?:\w+: .*\n)*paragraphs: \d+\narticles: \d+\n")
# A block quote with its footnote and its own id, wherever it stands in a note that was edited.
_QUOTED = late(rb"^> [^\n]{1,20000} \[\^(" + _ID + rb")\] \^\1$", re.MULTILINE)
_RECORD = late(rb'"(?:id|paragraph)": ?"' + _ID + b'"')
_ARTICLE = rb"[a-z2-7]{12}"
_COUNTED = rb"(?:person|org|place|outlet|section|story|month|year)"
_TABLE = late(
    rb"\A(?:id,article,ordinal,paragraphs,title,|speaker,kind,guessed,for,"
    rb"|type,name,(?:paragraphs|together),|(?:day|week|month|year),paragraphs,query\b"
    rb"|from,to,paragraphs,names,words,query\b|id,title,first,latest,articles,hits,outlets"
    rb"|place,id,date,outlet,title,paragraphs,new\b|id,versions,silent,rewritten,"
    rb"|" + _COUNTED + rb" / " + _COUNTED + rb",all\b)"
)
# Counts with the query that finds it; a step of a reader's way; two texts compared.
_COUNTS = late(
    rb'\A(?:\[\s*)?\{\s*(?:"rows": "' + _COUNTED + rb'"|"number": \d{16},\s*"parent"'
    rb'|"from": "[^"\n]*",\s*"to": "[^"\n]*",\s*"paragraphs": \d+,\s*"names": '
    rb'|"(?:type|name|day|week|month|year)": "[^"\n]*",\s*(?:"name": "(?:[^"\\\n]|\\.)*",\s*)?'
    rb'"(?:paragraphs|together)": \d+,\s*(?:"\w+": [\d.]+,\s*)*"query": '
    rb'|"(?:old": \{\s*")?id": "'
    + _ARTICLE
    + rb'",\s*(?:"versions?": |"title": "(?:[^"\\\n]|\\.)*",\s*"first": "))'
)
# What commands print for people, by the lines that no news has: ids, ways, counts, comparisons.
_PRINTED = late(
    rb"^\xc2\xb6 \d+/\d+ \xc2\xb7 " + _ID + rb"$"
    rb"|^" + _ID + rb"(?:-\d+)?  (?:as it was|ALTERED|not proven)\b"
    rb"|^\d+\t[^\n]*\t" + _ID + rb"\t"
    rb"|^[^\n]* \xc2\xb7 \d+ (?:articles?|\xc2\xb6) \xc2\xb7 " + _ARTICLE + rb"$"
    rb"|^- \*\*[^\n]*: \d+ articles?, [^\n]*`" + _ARTICLE + rb"`$"
    rb"|^\d+\. (?:Searched for|Read) [^\n]* \(\d{4}-\d\d-\d\d \d\d:\d\d\)\n\n +nutgraf "
    rb"|^- before: [^\n]*\b" + _ARTICLE + rb"\b[^\n]*\n- after: ",
    re.MULTILINE,
)
_BEGINS = late(
    rb"\A(?:(?:" + _ID + rb"(?:\n|\Z))+"
    rb"|" + _ARTICLE + rb"  \d+ versions?  "
    rb"|--- " + _ARTICLE + rb"@\d+ "
    rb"|\d{16}  \d{4}-\d\d-\d\d \d\d:\d\d  (?:search|read) "
    rb"|\d{4}(?:-[\dW]\S*)? {2,}[\d,]+  \S"
    rb"| *[\d,]+  (?:person|org|place) {2,}\S"
    rb"|(?:\| )?" + _COUNTED + rb" / " + _COUNTED + rb"(?: \|)? +all\b"
    rb"|[^\n]+\n(?:(?=[^\n]* \xc2\xb7 |https?://)[^\n]*\n){1,3}" + _ARTICLE + rb"\n)"
)
_SAID = rb"(?=[^\s][^\n]* \xc2\xb7 )[^\n]*\n(?: {4}\S[^\n]*(?:\n|\Z)){1,3}"
_SPOKEN = late(rb"\A" + _SAID + rb"(?:\Z|" + _SAID + rb")")
_PAGE = late(rb", \xc2\xb6 \d+ of \d+(?:</a>)?</figcaption>\n</figure>")
_CITED = late(
    rb"\A(?:(?:% [^\n]*\n\n)?@article\{(?:[a-z]*\d*-)?[a-z2-7]{12},\n  "
    rb"|TY  - NEWS\nID  - [a-z2-7]{12}\n)"
)
_ASKED = late(rb"\A\[[^\n]* paragraphs? of [^\n]*\]\n\n")
_SOURCE_ENDS = late(
    rb", \xc2\xb6 \d+(?:, (?:marked in )?version \d+(?: of \d+)?, changed since)?\."
    rb"(?: [^\s\[]\S*| File: [^\n]{1,300}?)?(?P<id> \[" + _ID + rb"\])?"
)
_LOOKED_AT = 1 << 14  # bytes


def own_archive(file: str) -> str:
    """What is said of one, whose name in a shell is given."""
    opens, restores = f"nutgraf --archive {file}", f"nutgraf restore {file}"
    return f"an archive of Nutgraf: {opens} opens it, {restores} puts it in the place of yours"


def is_own_archive(head: bytes) -> bool:
    """Whether a database that begins like this is an archive, or a backup of one."""
    # The application id of SQLite's file format, "Nutg".
    return head[68:72] == b"Nutg"


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
        or _COUNTS.match(head)
        or _PRINTED.search(head)
        or _BEGINS.match(head)
        or _SPOKEN.match(head)
        or _RECORD.search(head)
        or _PAGE.search(head)
        or _CITED.match(head)
        or _is_citations(head)
    )


def _is_citations(head: bytes) -> bool:
    """Whether there is a quotation with its source and its id, or hardly anything but quotations
    with their sources, a heading and some lines of the reader's own perhaps.
    """
    first, _, rest = _ASKED.sub(b"", head).partition(b"\n")
    # The last line may be cut off.
    lines = [first, *filter(None, rest.split(b"\n")[:-1])]
    found = list(filter(None, map(_source_end, lines)))
    cited = len(found)
    if any(one["id"] for one in found):
        return True
    return cited == len(lines) or (cited > 1 and 2 * cited >= len(lines))


def _source_end(line: bytes) -> re.Match[bytes] | None:
    """What a line ends in, if it is a quotation with its source."""
    # Looked for from the end: a pattern over a long line would take time beyond proportion.
    end = line.rfind(b", \xc2\xb6 ")
    return _SOURCE_ENDS.fullmatch(line, end) if end > 0 else None
