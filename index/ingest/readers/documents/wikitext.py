"""Wikitext to plain paragraphs: the words of links are kept; templates, references, tables and
files go, since what they show stands elsewhere.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection

from index.core.late_patterns import late

# Where these begin and end, whatever is in them goes.
_GONE = late(
    r"<!--.*?(?:-->|\Z)"
    r"|<(?P<name>ref|gallery|math|timeline|syntaxhighlight|source|score|imagemap|templatedata|"
    r"dynamicpagelist|hiero|graph|mapframe)\b(?:[^<>]*?/>|[^<>]*>.*?(?:</(?P=name)\s*>|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_SIGN = late(r"\{\{|\}\}|\[\[|\]\]|^[ \t:]*\{\||^[ \t]*\|\}(?!\})", re.MULTILINE)
_ENDS = {"}}": "{{", "]]": "[[", "|}": "{|"}
# Templates that are words of the text: which of their parts without a name, the last or the first.
_WORDS = {"w": -1, "lang": -1, "nowrap": 0, "quote": 0, "cquote": 0, "blockquote": 0, "tq": 0}
_DATE = late(r"\{\{\s*+(?:date|byline\|date\s*+=)\s*+\|?\s*+([^{}|]{4,40})[|}]", re.IGNORECASE)
_FILES = ("file", "image")
_LANGUAGE = late(r"[a-z]{2,3}(?:-[a-z]+)?:")
_ADDRESS = late(r"\[(?:https?:)?//[^\s\[\]]++[ \t]*+([^\[\]\n]*+)\]")
_HEADING = late(r"(={2,6})(.+)\1")
_TAG = late(r"</?[A-Za-z][^<>]*>")
_MARK = late(r"[*#:;]+\s*")
_DEEPEST = 40


def date_in(text: str) -> str:
    """The day that a page's own template names, as it is written there; "" where none does."""
    found = _DATE.search(text)
    return found[1].strip() if found else ""


def plain(
    text: str, files: Collection[str] = (), categories: Collection[str] = ()
) -> tuple[list[str], list[str]]:
    """The paragraphs of a page, and the categories it is in. `files` and `categories` are what its
    wiki calls these, in small letters, beside their English names.
    """
    found: list[str] = []
    kinds = {
        **dict.fromkeys((*files, *_FILES), ""),
        **dict.fromkeys((*categories, "category"), "c"),
    }
    text = _without_nested(_GONE.sub("", text), kinds, found)
    text = _ADDRESS.sub(r"\1", text)
    text = re.sub(r"__[A-Z]{3,}__|'{2,5}", "", re.sub(r"<br\s*/?>", "\n", text))
    paragraphs: list[str] = []
    headings: set[int] = set()
    for block in re.split(r"\n[ \t]*\n", _TAG.sub("", text)):
        for line in _lines(block):
            heading = _HEADING.fullmatch(line.rstrip())
            said = html.unescape(heading[2] if heading else line).replace("\xa0", " ")
            said = " ".join(said.split())
            if heading and len(paragraphs) - 1 in headings:
                # The one before stands above nothing that is left.
                paragraphs.pop()
                headings.discard(len(paragraphs))
            if said and any(map(str.isalnum, said)):
                headings |= {len(paragraphs)} if heading else set()
                paragraphs.append(said)
    if len(paragraphs) - 1 in headings:
        paragraphs.pop()
    return paragraphs, found


def _lines(block: str) -> list[str]:
    """The paragraphs of a block: members of lists and headings are one each."""
    found: list[str] = []
    goes_on = False
    for line in block.split("\n"):
        text = line.strip()
        begins = _MARK.match(line) or _HEADING.fullmatch(text)
        if goes_on and text and not begins:
            found[-1] += f" {text}"
        elif text and not text.startswith("----"):
            found.append(text[len(mark[0]) :] if (mark := _MARK.match(line)) else text)
        goes_on = bool(text) and not begins
    return found


def _without_nested(text: str, kinds: dict[str, str], categories: list[str]) -> str:
    """A text with its templates, tables and links as the words that are left of them. What is left
    open stands as it is.
    """
    parts: list[list[str]] = [[]]
    opened: list[str] = []
    place = 0
    for sign in _SIGN.finditer(text):
        parts[-1].append(text[place : sign.start()])
        place = sign.end()
        written = sign[0].strip(" \t:")
        if written not in _ENDS and len(opened) < _DEEPEST:
            opened.append(written)
            parts.append([])
        elif opened and opened[-1] == _ENDS.get(written):
            inner = "".join(parts.pop())
            begun = opened.pop()
            parts[-1].append(
                _link(inner, kinds, categories)
                if begun == "[["
                else _template(inner)
                if begun == "{{"
                else ""
            )
        else:
            parts[-1].append(sign[0])
    while opened:
        inner = "".join(parts.pop())
        parts[-1].append(f"{opened.pop()}{inner}")
    parts[-1].append(text[place:])
    return "".join(parts[0])


def _template(inner: str) -> str:
    name, *values = inner.split("|")
    which = _WORDS.get(name.strip().lower())
    unnamed = [value.strip() for value in values if "=" not in value]
    return unnamed[which] if which is not None and unnamed else ""


def _link(inner: str, kinds: dict[str, str], categories: list[str]) -> str:
    target, _, shown = inner.partition("|")
    space, colon, name = target.partition(":")
    kind = kinds.get(space.strip().casefold()) if colon else None
    if kind == "c":
        categories.append(" ".join(name.split()))
    if kind is not None or (not shown and _LANGUAGE.match(target)):
        return ""
    return shown.rpartition("|")[2] or target.lstrip(":").replace("_", " ")
