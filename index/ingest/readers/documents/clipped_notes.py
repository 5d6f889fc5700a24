"""Notes in Markdown that a web clipper made (Obsidian Web Clipper): what of them is the article.

The clipper keeps the address as `source`, people as links between notes, and the day of clipping as
`created`; readers mark words with `==` and name blocks with `^id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from index.core.article import Highlight
from index.core.late_patterns import late
from index.ingest.readers.field_names import fields_among

_ADDRESS = late(r"https?://\S+", re.IGNORECASE)
_LINK = late(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_MARK = late(r"(?<![\w=])==(?=[^\s=])(.+?)(?<=[^\s=])==(?![\w=])")
_BLOCK = late(r"(?<!\s)\s*+\^[\w-]{1,60}$")
_NOTE = late(r"\[\^[\w-]{1,40}\](?!:)")
_DEFINED = late(r"^\[\^[\w-]{1,40}\]:\s*")
_EMBEDDED = late(
    r"!\[\[[^\[\]]*\.(?:png|jpe?g|gif|webp|svg|pdf|mp[34])(?:\|[^\[\]]*)?\]\]", re.IGNORECASE
)
# What site generators put in the place of a figure or a film: `{{< youtube x >}}`, `{% embed %}`.
_SHORTCODE = late(r"\{\{[<%](?:(?!\{\{[<%]).)*?[>%]\}\}|\{%(?:(?!\{%).)*?%\}", re.DOTALL)
# Where a highlight stands in the program that wrote the note.
_BACK = late(r"(?<!\s)\s*+(?:\((?:View Highlight|Location \d+)\)|⤴️?)\s*+$")
_QUOTED = late(
    r"(?m)^(>[^\n]*(?:\n>[^\n]*)*?)[ \t]*\[⤴\ufe0f?\]\([^()\s]*\)[ \t]*((?:#[\w-]+[ \t]*)*)$"
)
# Lines of programs about their own note: “- URL: https://…”, “Read on Omnivore”.
_ABOUT = late(r"(?:Read on Omnivore)?\s*(?:Read Original)?|#Omnivore|#rw\S*", re.IGNORECASE)
_SAID = late(r"[ \t]*[-*][ \t]+\**([A-Z][\w ]{1,30}?)\**:\**[ \t]*(\S.*)")
_METADATA = late(r"(?m)^#{1,3}[ \t]++Metadata[ \t]*+\n++((?:[ \t]*+[-*][ \t]++.*+\n)++)")
_ORIGINAL = late(r"(?m)^\[Read Original\]\((https?://\S+)\)[ \t]*$")
_HIGHLIGHTS = late(r"(?m)^#{1,3}[ \t]+Highlights[ \t]*$")
# What MarkDownload puts between headline and text: the page's own description of it.
_EXCERPT = late(r"(?m)^> ##? Excerpt[ \t]*\n(?:>.*\n)*\s*(?:^---[ \t]*\n)?")
_NOTED = late(r"Note:\s+")
_TAGGED = late(r"Tags:\s+(.+)")
# What Joplin writes below a note that is exported as it keeps it.
_KEPT = late(r"\n[^\S\n]*\n(id: [0-9a-f]{32}\n(?:\w+:.*\n)*type_: \d+)\s*$")
_KEPT_BEGINS = "\nid: "
_LINE = 200
_CALLOUT = late(r"(?m)^> ?\[!(\w+)\][^\n]*(?:\n>[^\n]*)*(?:\n|\Z)")
CALLOUT = late(r"^\[!\w+\][+-]?\s*")


def without_record(text: str) -> tuple[dict[str, Any], str, bool]:
    """What a program says of a note within it, the text without that, and whether this is nothing
    but highlights: a list of metadata and the address of the original (Readwise, Omnivore), or
    Joplin's record below the text.
    """
    # Its first line, and what may be blank above that.
    kept = _KEPT.search(text, max(0, text.rfind(_KEPT_BEGINS) - _LINE))
    if kept:
        said = dict(line.split(": ", 1) for line in kept[1].split("\n") if ": " in line)
        found = {"url": said.get("source_url", ""), "author": said.get("author", "")}
        return {key: value for key, value in found.items() if value}, text[: kept.start()], False
    text = _EXCERPT.sub("", text, count=1)
    record: dict[str, Any] = {}
    listed = _METADATA.search(text)
    if listed:
        lines = map(_SAID.fullmatch, listed[1].split("\n"))
        record = {found[1]: found[2].strip() for found in lines if found}
        record["title"] = record.pop("Full Title", "") or record.get("Title", "")
        record.pop("Category", None)
        text = text[: listed.start()] + text[listed.end() :]
    original = _ORIGINAL.search(text)
    if original:
        record["url"] = original[1]
    if not listed and not original:
        return {}, text, False
    record = {key: value for key, value in record.items() if value}
    return record, _HIGHLIGHTS.sub("", text), _HIGHLIGHTS.search(text) is not None


def quoted_highlights(text: str) -> Iterator[Highlight]:
    """The highlights in a note of Omnivore, which are quotes with a link back behind each; what
    stands below one is noted of it.
    """
    found = list(_QUOTED.finditer(text))
    ends = [*(one.start() for one in found[1:]), len(text)]
    for one, end in zip(found, ends, strict=False):
        note = text[one.end() : end].strip()
        quote = " ".join(re.sub(r"(?m)^>[ ]?", "", one[1]).split())
        yield Highlight(text=quote, note=note, tags=tuple(re.findall(r"#([\w-]+)", one[2])))


def highlights_of(paragraphs: Sequence[str]) -> tuple[Highlight, ...]:
    """The highlights that a note lists, with what was noted below each."""
    found: list[Highlight] = []
    for text in paragraphs:
        noted, tagged = _NOTED.match(text), _TAGGED.fullmatch(text)
        if noted and found:
            found[-1] = replace(found[-1], note=text[noted.end() :])
        elif tagged and found:
            tags = re.split(r"[,\s]+", tagged[1])
            found[-1] = replace(found[-1], tags=tuple(one.strip("#") for one in tags))
        else:
            found.append(Highlight(text=text))
    return tuple(found)


def is_clipped(record: dict[str, Any]) -> bool:
    """Whether the front matter of a note says where it was clipped."""
    source = record.get("source")
    return isinstance(source, str) and _ADDRESS.fullmatch(source.strip()) is not None


def without_callouts(text: str) -> tuple[str, tuple[Highlight, ...]]:
    """A clipped note without its call-outs, and these as notes on the whole: they are what its
    reader put there. Those that say that they quote are text.
    """
    found: list[Highlight] = []

    def taken(callout: re.Match[str]) -> str:
        if callout[1].casefold() in ("quote", "cite"):
            return callout[0]
        lines = (line.lstrip("> \t").strip() for line in callout[0].splitlines())
        said = linked_text("\n".join(lines)).strip()
        said = CALLOUT.sub("", said).strip()
        if said:
            found.append(Highlight(text="", note=said))
        return "\n"

    return _CALLOUT.sub(taken, text), tuple(found)


def described(record: dict[str, Any]) -> dict[str, Any]:
    """The front matter of a clipped note in the words of an article; any other as it is."""
    if not is_clipped(record):
        return {key: _unlinked(value) for key, value in record.items()}
    told = {key: _unlinked(value) for key, value in record.items() if key != "source"}
    source = record["source"].strip()
    told.setdefault("url", source)
    if "outlet" not in fields_among(told):
        told["outlet"] = (urlsplit(source).hostname or "").removeprefix("www.")
    # The day of clipping is no day of publication, whether or not that is known.
    told.pop("created", None)
    return told


def _unlinked(value: Any) -> Any:
    """A value with links between notes as the text that is seen of them."""
    if isinstance(value, str):
        return linked_text(value)
    if isinstance(value, list):
        return [_unlinked(each) for each in value]
    return value


def linked_text(text: str) -> str:
    """A text with the names that links between notes show."""
    return _LINK.sub(lambda link: (link[2] or link[1]).strip(), text) if "[[" in text else text


def read_notes(paragraphs: Sequence[str]) -> tuple[list[str], tuple[Highlight, ...]]:
    """Paragraphs without what belongs to the note, and the words that were marked in them."""
    marked: list[Highlight] = []
    texts = []
    for written in paragraphs:
        paragraph = _BACK.sub("", _SHORTCODE.sub("", written)).strip()
        if not paragraph or _EMBEDDED.fullmatch(paragraph) or _ABOUT.fullmatch(paragraph):
            continue
        text = linked_text(_DEFINED.sub("", paragraph))
        text = _BLOCK.sub("", _NOTE.sub("", CALLOUT.sub("", text)))
        marked += [Highlight(text=found) for found in _MARK.findall(text)]
        texts.append(_MARK.sub(r"\1", text))
    return texts, tuple(marked)
