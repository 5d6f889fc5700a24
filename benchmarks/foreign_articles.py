"""Articles in German, French, Spanish, Italian, Portuguese and Dutch, written for this project by
people who did not know the program, with their names and quotes marked.

`data/foreign_learnt.jsonl` are those that rules and weights have been made from, in six sets of
which each was measured on before it was looked at; `data/foreign_held.jsonl` the set that nobody
has looked at since it was written. A line is an article: its `language` and `country` (ISO 639-1,
ISO 3166), `paragraphs` with the headline first and names marked as [[PER|...]], [[ORG|...]] or
[[LOC|...]], and `quotes`: the number of a paragraph, the words, the speaker ("" where nobody is
named) and whether they are speech. An answer in an interview without marks or dashes is one quote
with all that it quotes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LEARNT = Path(__file__).parent / "data" / "foreign_learnt.jsonl"
HELD = Path(__file__).parent / "data" / "foreign_held.jsonl"

_MARK = re.compile(r"\[\[(PER|ORG|LOC)\|([^\]]*)\]\]")
_TYPES = {"PER": "person", "ORG": "org", "LOC": "place"}

Name = tuple[int, int, int]
"""The paragraph of a name, its start and its end."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in marks: the paragraph they stand in, who says them, and whether they are speech."""

    paragraph: int
    text: str
    speaker: str
    is_speech: bool


@dataclass(frozen=True, slots=True)
class Marked:
    """An article's language and texts, the type of each name by where it is, and its quotes."""

    language: str
    texts: Sequence[str]
    names: dict[Name, str]
    quotes: Sequence[Quoted]


def marked(path: Path) -> Iterator[Marked]:
    """The articles of a file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(_read, lines)


def _read(line: str) -> Marked:
    record = json.loads(line)
    names: dict[Name, str] = {}
    texts: list[str] = []
    for paragraph in record["paragraphs"]:
        text, at = "", 0
        for mark in _MARK.finditer(paragraph):
            text += paragraph[at : mark.start()]
            names[len(texts), len(text), len(text) + len(mark[2])] = _TYPES[mark[1]]
            text, at = text + mark[2], mark.end()
        texts.append(text + paragraph[at:])
    quotes = [Quoted(*quote[:3], quote[3] == "speech") for quote in record["quotes"]]
    return Marked(record["language"], texts, names, quotes)
