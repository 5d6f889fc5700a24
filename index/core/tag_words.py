"""Tags in a line of text: a tag of several words in quotation marks, as in a query."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.core.clean import clean
from index.core.errors import NutgrafError
from index.core.late_patterns import late

_PLAIN = late(r"[^\s,#\"“”„«»\\][^\s,]*")
# As it is written, and as programs for writing turn the marks. Within them, \ stands before a mark.
_TAG = late(r"#*(?:\"((?:[^\"\\]|\\.)*)\"|“([^”]*)”|„([^“”]*)[“”]|«([^»]*)»)(?=[\s,]|$)|([^\s,]+)")
_OPENING = ('"', "“", "„", "«")


def tags_in_line(line: str) -> tuple[str, ...]:
    """The tags of a line, with blanks or commas between, each once; `#` may stand before one.

    Raises NutgrafError where a quotation mark is not closed.
    """
    found: dict[str, None] = {}
    for match in _TAG.finditer(line):
        written, *others, plain = match.groups()
        if plain is not None:
            plain = plain.lstrip("#")
            if plain.startswith(_OPENING):
                raise NutgrafError(f"The quotation mark before {plain[1:]} is not closed.")
            tag = plain
        elif written is not None:
            tag = re.sub(r"\\(.)", r"\1", written)
        else:
            tag = next(one for one in others if one is not None)
        if tag := clean(tag):
            found[tag] = None
    return tuple(found)


def tag_in_line(tag: str) -> str:
    """A tag as it stands in a line: in quotation marks where it would be read as something else."""
    tag = clean(tag)
    if _PLAIN.fullmatch(tag):
        return tag
    return '"' + re.sub(r'(["\\])', r"\\\1", tag) + '"'


def with_signs(tags: Iterable[str]) -> str:
    """Tags in a line as they are shown, a `#` before each: #harbour #"long read"."""
    return " ".join(f"#{tag_in_line(tag)}" for tag in tags)
