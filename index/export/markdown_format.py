"""Paragraphs with their sources, as Markdown for notes and as plain text for the clipboard."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.core.credentials import without_login
from index.core.dates import days
from index.core.model import BookmarkState
from index.export import escaping

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONGEST_NAME = 60
_OFTEN = 500  # excerpts
_CHUNK = 1 << 16  # characters
_IN_MEMORY = 1 << 22  # bytes of sources that are not put into a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Everything one exported paragraph needs.

    `text` is the paragraph today, "" when it is gone; `marked_text` what was marked, "" when it was
    not. `ordinal` counts from 1 of `paragraphs`. Dates are ISO 8601, "" if unknown; so is other
    metadata.
    """

    paragraph_id: str
    text: str
    ordinal: int
    paragraphs: int
    title: str
    outlet: str = ""
    byline: str = ""
    date: str = ""
    url: str = ""
    imported: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    state: BookmarkState = "kept"
    marked_text: str = ""

    @property
    def article_id(self) -> str:
        """The id of the article that the paragraph stands in."""
        return self.paragraph_id.partition("-")[0]


def markdown(excerpts: Sequence[Excerpt], *, title: str = "", query: str = "") -> str:
    """A note with every excerpt as a block quote and its source as a footnote.

    The same excerpts give the same text. Nothing in them is ever read as markup.
    """
    return "".join(markdown_parts(excerpts, title=title, query=query))


def markdown_parts(
    excerpts: Sequence[Excerpt], *, title: str = "", query: str = ""
) -> Iterator[str]:
    """The same in parts: head, one part an excerpt, sources. It takes the memory of a few excerpts.

    Until the head is known empty parts come now and then, so that whoever takes them can stop.
    """
    head = _Head()
    for place, excerpt in enumerate(excerpts):
        head.add(excerpt)
        if place % _OFTEN == 0:
            yield ""
    yield head.front_matter(title, query)
    if escaping.clean(title):
        yield f"\n\n# {escaping.inline(title)}"
    label_of = _labels()
    # The sources come last and may be many.
    with tempfile.SpooledTemporaryFile(
        _IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass", newline="\n"
    ) as sources:
        for excerpt in excerpts:
            label = label_of(excerpt)
            sources.write(f"\n\n[^{label}]: {_source(excerpt)}")
            yield "".join(f"\n\n{part}" for part in _passage(excerpt, label))
        sources.seek(0)
        yield from iter(lambda: sources.read(_CHUNK), "")
    yield "\n"


def _labels() -> Callable[[Excerpt], str]:
    """Gives the block id of each excerpt: its paragraph's id, numbered where it stands twice."""
    seen: dict[str, int] = {}

    def label_of(excerpt: Excerpt) -> str:
        base = re.sub(r"[^A-Za-z0-9-]", "-", excerpt.paragraph_id) or "paragraph"
        label = base
        while label in seen:
            seen[base] += 1
            label = f"{base}-{seen[base]}"
        seen[label] = 1
        return label

    return label_of


class _Head:
    """What the front matter says of all excerpts together."""

    def __init__(self) -> None:
        self._paragraphs, self._imported = 0, ""
        self._articles: set[str] = set()
        self._outlets: set[str] = set()

    def add(self, excerpt: Excerpt) -> None:
        self._paragraphs += 1
        self._articles.add(excerpt.article_id)
        self._outlets.add(excerpt.outlet)
        self._imported = max(self._imported, excerpt.imported)

    def front_matter(self, title: str, query: str) -> str:
        lines = ["---"]
        lines += [f"title: {escaping.yaml(title)}"] if escaping.clean(title) else []
        lines += [f"query: {escaping.yaml(query)}"] if escaping.clean(query) else []
        lines.append(f"paragraphs: {self._paragraphs}")
        lines.append(f"articles: {len(self._articles)}")
        if outlets := sorted({name for each in self._outlets if (name := escaping.clean(each))}):
            lines += ["outlets:", *(f"  - {escaping.yaml(name)}" for name in outlets)]
        if self._imported:
            lines.append(f"imported: {escaping.yaml(self._imported[:10])}")
        return "\n".join([*lines, "---"])


def _passage(excerpt: Excerpt, label: str) -> list[str]:
    """The block quote, or two where the marked text is no longer today's; then note and tags."""
    marked, today = escaping.clean(excerpt.marked_text), escaping.clean(excerpt.text)
    quoted = f"> {escaping.block(marked or today)} [^{label}] ^{label}"
    if marked and not today:
        parts = ["As marked; the paragraph is no longer in the article:", quoted]
    elif marked and marked != today:
        parts = ["As marked:", quoted, "As it stands now:", f"> {escaping.block(today)}"]
    else:
        parts = [quoted]
    paragraphs = re.split(r"\n\s*\n", excerpt.note.replace("\r\n", "\n"))
    for paragraph in paragraphs:
        lines = [line for line in map(escaping.block, paragraph.split("\n")) if line]
        parts += ["\n".join(lines)] if lines else []
    tags = [f"#{name}" for name in dict.fromkeys(map(escaping.tag, excerpt.tags)) if name]
    return [*parts, " ".join(tags)] if tags else parts


def _source(excerpt: Excerpt) -> str:
    """The footnote: who, where, when, which paragraph, the address of the passage, the import."""
    names = [excerpt.outlet, _headline(excerpt), excerpt.byline]
    parts = [escaping.inline(part) for part in names if escaping.clean(part)]
    parts += [spoken_date(excerpt.date), f"¶ {excerpt.ordinal} of {excerpt.paragraphs}"]
    sentences = [escaping.at_start(", ".join(parts))]
    url = escaping.passage(excerpt.url, excerpt.text)
    if url:
        sentences.append(f"<{url}>")
    elif escaping.clean(excerpt.url):
        sentences.append(escaping.inline(excerpt.url))
    if excerpt.imported:
        sentences.append(f"imported {spoken_date(excerpt.imported[:10])}")
    return ", ".join(sentences)


def _headline(excerpt: Excerpt) -> str:
    title = escaping.clean(excerpt.title)
    return f"“{title}”" if title else ""


def citation(excerpt: Excerpt) -> str:
    """One passage with its source in plain text, for the clipboard."""
    text = escaping.clean(excerpt.text or excerpt.marked_text)
    names = (escaping.clean(excerpt.byline), _headline(excerpt), escaping.clean(excerpt.outlet))
    source = ", ".join([*filter(None, names), spoken_date(excerpt.date), f"¶ {excerpt.ordinal}"])
    url = without_login(escaping.clean(excerpt.url))
    return f"“{text}” — {source}. {url}".rstrip()


def spoken_date(date: str) -> str:
    """A date as far as it is known: `1 November 2025`, `November 2025`, `2025`, `undated`."""
    span = days(date)
    if span is None:
        return "undated"
    first, last = span
    month = f"{_MONTHS[first.month - 1]} {first.year}"
    if first == last:
        return f"{first.day} {month}"
    return month if first.month == last.month else str(first.year)


def filename(title: str) -> str:
    """A name for a file: the title's letters and digits in lower case, at most 60, and `.md`."""
    plain = unicodedata.normalize("NFC", escaping.clean(title)).casefold()
    slug = re.sub(r"[\W_]+", "-", plain).strip("-")[:_LONGEST_NAME]
    while len(slug.encode()) > 3 * _LONGEST_NAME:
        slug = slug[:-1]
    return f"{slug.strip('-') or 'nutgraf'}.md"
