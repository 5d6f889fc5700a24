"""What a word being written could become: fields, values of fields, saved searches."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import quote
from tui.filters import saved_clause

if TYPE_CHECKING:
    from index import FileName

FIELDS: Mapping[str, str] = {
    "person:": "a person, by any name",
    "org:": "an organisation",
    "place:": "a place",
    "entity:": "any of the three",
    "said:": "what somebody said",
    "title:": "in the headline",
    "by:": "the byline",
    "outlet:": "who published it",
    "section:": "the section",
    "tag:": "a tag",
    "note:": "in your note",
    "lang:": "the language, as en",
    "url:": "the address",
    "date:": "2025-10..2025-11",
    "after:": "from a day on",
    "before:": "up to a day",
    "newer:": "7d, 2w, 3m",
    "is:": "bookmarked, undated …",
    "has:": "note, tag, quote",
    "lead:": "in the first two paragraphs",
    "here:": "in the paragraph itself, with scope:article",
    "most:": "most of several words",
    "file:": "a file or folder it was read from",
    "story:": "a story, by the id of an article of it; *: any",
    "sort:": "newest, oldest, outlet",
    "scope:": "article, paragraph",
}
_VALUES: Mapping[str, tuple[str, ...]] = {
    "is": ("bookmarked", "new", "seen", "copy", "repeat", "undated", "furniture"),
    "has": ("note", "tag", "quote"),
    "sort": ("relevance", "newest", "oldest", "outlet"),
    "scope": ("paragraph", "article"),
    "date": ("today", "yesterday", "last_week", "last_month", "last_year"),
}
FILES = {"file", "folder"}
NAMES = {"person", "org", "place", "entity", "said"}
_WORD = re.compile(
    r"(?:\b(?:here|lead):)?"
    r"(?:(?P<field>[a-z]+):(?P<value>\"[^\"]*|[^\s\"()]*)"
    r"|(?P<word>@\"[^\"]*|@[\w.-]+|\w+))$"
)

_PLAIN_PATH = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class Word:
    """The word before the cursor: where it starts, its field if it has one, what is written."""

    start: int
    end: int
    field: str
    prefix: str


@dataclass(frozen=True, slots=True)
class Completion:
    """What is shown, a hint beside it, and what replaces the text from `start` to `end`."""

    shown: str
    hint: str
    insert: str
    start: int
    end: int


def word_at(text: str, cursor: int) -> Word | None:
    """The word that is being written, None where there is nothing to complete."""
    match = _WORD.search(text[:cursor])
    if match is None or text[cursor : cursor + 1].strip():
        return None
    if match["field"] is not None:
        start = match.start("value")
        return Word(start, cursor, match["field"], match["value"].lstrip('"'))
    before = text[: match.start()]
    if before.count('"') % 2:
        return None
    return Word(match.start("word"), cursor, "", match["word"].replace('"', ""))


def is_whole(text: str) -> bool:
    """Whether nothing at the end of a text may go on: it ends with a blank, in no phrase."""
    return not text or (text[-1].isspace() and text.count('"') % 2 == 0)


def awaits_value(text: str) -> bool:
    """Whether a text ends with a field that has no value yet."""
    word = word_at(text, len(text))
    return word is not None and bool(word.field) and not word.prefix


def fixed(word: Word, saved: Mapping[str, str], outlets: Sequence[str]) -> list[Completion]:
    """Completions that need no question to the archive."""
    if word.field in ("outlet", "source"):
        near = [each for each in outlets if word.prefix.casefold() in each.casefold()]
        return [value(word, each) for each in near]
    if word.field:
        values = _VALUES.get(word.field, ())
        return [value(word, each) for each in values if _longer(each, word.prefix)]
    if word.prefix.startswith("@"):
        return [
            Completion(f"@{name}", text, f"{saved_clause(name)} ", word.start, word.end)
            for name, text in saved.items()
            if name.casefold().startswith(word.prefix[1:].casefold())
        ]
    if len(word.prefix) < 2:
        return []
    return [
        Completion(name, hint, name, word.start, word.end)
        for name, hint in FIELDS.items()
        if _longer(name, word.prefix)
    ]


def file_value(word: Word, file: FileName) -> Completion:
    """A file or folder, behind the folders that are written before it."""
    before, slash, _ = word.prefix.rpartition("/")
    path = f"{before}{slash}{file.name}"
    place = file.within.rstrip("/").rpartition("/")[2]
    insert = path if _PLAIN_PATH.fullmatch(path) else quote(path)
    # What lies in a folder may follow at once.
    end = "" if path.endswith("/") and insert == path else " "
    return Completion(file.name, f"in {place}" if place else "", insert + end, word.start, word.end)


def value(word: Word, text: str, hint: str = "") -> Completion:
    """A value of a field; a name or an outlet is quoted, which means this one and no other."""
    insert = text if word.field in _VALUES else quote(text)
    return Completion(text, hint, insert + " ", word.start, word.end)


def _longer(name: str, prefix: str) -> bool:
    return name.startswith(prefix.lower()) and name != prefix.lower()
