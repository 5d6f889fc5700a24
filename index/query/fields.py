"""The fields a query may name, what else they are called, and the nearest name to a slip."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from index.query.nodes import Scope, Sort, StateName

Kind = Literal[
    "text", "entity", "said", "lead", "here", "most",
    "date", "state", "story", "file", "saved", "sort", "scope",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field as the language knows it, whichever of its names was typed."""

    kind: Kind
    name: str

    @property
    def verbatim(self) -> bool:
        """Whether the value is taken as it stands, punctuation and all, up to the next blank."""
        return self.is_address or self.kind in ("date", "state", "story", "sort", "scope")

    @property
    def is_address(self) -> bool:
        """Whether the value says where something is: of its signs the asterisk alone means
        something else, and it may have brackets in it.
        """
        return self.kind == "file" or self.name == "url"


_NAMES: dict[Kind, str] = {
    "text": """title=headline by=author,byline outlet=source,publication section=category
        lang=language url=link tag=tags,label note=notes""",
    "entity": """person=people org=organisation,organization,company place=location
        entity=name""",
    "said": "said=says,speaker",
    "lead": "lead=",
    "here": "here=",
    "most": "most=",
    "date": """date=dated after=newer,newer_than before=older,older_than since= until=""",
    "state": "is=has",
    "story": "story=stories",
    "file": "file=folder",
    "saved": "query=",
    "sort": "sort=order",
    "scope": "scope=",
}


def _table() -> dict[str, Field]:
    table = {}
    for kind, lines in _NAMES.items():
        for line in lines.split():
            name, _, aliases = line.partition("=")
            for alias in (name, *filter(None, aliases.split(","))):
                table[alias] = Field(kind, name)
    return table


FIELDS = _table()
"""Every name and alias, in lower case, with the field it stands for."""

GUESSED = tuple(name for name in FIELDS if name not in ("here", "file"))
"""Names that a slip may have been meant as: other words (there, film) are as near to these as slips
of them.
"""

STATES: dict[str, StateName] = {
    **dict.fromkeys(("bookmarked", "bookmark", "starred", "star", "marked"), "bookmarked"),
    **dict.fromkeys(("note", "notes", "noted"), "note"),
    **dict.fromkeys(("tag", "tags", "tagged"), "tag"),
    **dict.fromkeys(("quote", "quotes", "quoted"), "quote"),
    **dict.fromkeys(("copy", "copies", "duplicate"), "copy"),
    **dict.fromkeys(("repeat", "repeats", "repeated"), "repeat"),
    **dict.fromkeys(("furniture", "boilerplate"), "furniture"),
    "new": "new",
    **dict.fromkeys(("seen", "read"), "seen"),
    "undated": "undated",
}

SORTS: dict[str, Sort] = {
    **dict.fromkeys(("newest", "date", "new", "latest"), "newest"),
    **dict.fromkeys(("oldest", "old", "earliest"), "oldest"),
    **dict.fromkeys(("relevance", "score", "rank", "best"), "relevance"),
    **dict.fromkeys(("outlet", "source"), "outlet"),
}

SCOPES: dict[str, Scope] = {
    **dict.fromkeys(("paragraph", "paragraphs", "para"), "paragraph"),
    **dict.fromkeys(("article", "articles", "document"), "article"),
}


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that most likely was meant: at most one slip in four letters, two in more.

    A slip is a letter missing, added, changed or swapped with its neighbour. Names of one or two
    letters are too near to everything to be guessed.
    """
    allowed = 0 if len(name) < 3 else 1 if len(name) < 5 else 2
    best = min(
        ((slips(name, other), other) for other in known if abs(len(name) - len(other)) <= allowed),
        default=(allowed + 1, ""),
    )
    return best[1] if allowed and best[0] <= allowed else None


def slips(one: str, other: str) -> int:
    """Optimal string alignment distance."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
