"""Paragraphs with their sources as Markdown, for notes."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence

from index.export import escaping
from index.export.citation import (
    file_of,
    headline,
    page_of,
    place,
    published_on,
    said_of_article,
    spoken_date,
    why_gone,
)
from index.export.excerpt import Excerpt
from index.export.export_head import head_of
from index.export.format import Heading

_CHUNK = 1 << 16  # characters
_IN_MEMORY = 1 << 22  # bytes of sources that are not put into a file


class MarkdownFormat:
    """A note with every excerpt as a block quote and its source as a footnote."""

    name = "markdown"
    suffix = ".md"
    describe = "Markdown: block quotes, their sources as footnotes; for notes"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """Head, one part an excerpt, sources.

        Until the head is known empty parts come now and then, so that whoever takes them can stop.
        """
        head = yield from head_of(excerpts)
        yield head.front_matter(heading)
        if escaping.clean(heading.title):
            yield f"\n\n# {escaping.inline(heading.title)}"
        label_of = labels()
        # The sources come last and may be many.
        with tempfile.SpooledTemporaryFile(
            _IN_MEMORY, mode="w+", encoding="utf-8", errors="surrogatepass", newline="\n"
        ) as sources:
            for excerpt in excerpts:
                cited = [(one, label_of(one)) for one in _cited(excerpt)]
                for one, label in cited:
                    sources.write(f"\n\n[^{label}]: {source(one)}")
                quoted = [_quoted(one, label) for one, label in cited]
                yield "".join(f"\n\n{part}" for part in _passage(excerpt, quoted))
            sources.seek(0)
            yield from iter(lambda: sources.read(_CHUNK), "")
        yield "\n"


def labels() -> Callable[[Excerpt], str]:
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


def _cited(excerpt: Excerpt) -> list[Excerpt]:
    """The passages of an excerpt that have a source: what was marked in the version it was marked
    in, if it stands otherwise now, and what stands there today.
    """
    if excerpt.origin is None:
        return [excerpt]
    return [excerpt.origin, excerpt] if escaping.clean(excerpt.text) else [excerpt.origin]


def _quoted(one: Excerpt, label: str) -> str:
    """A block quote with the footnote that says where it stands."""
    return f"> {escaping.block(one.text or one.marked_text)} [^{label}] ^{label}"


def _passage(excerpt: Excerpt, quoted: Sequence[str]) -> list[str]:
    """The block quote, or two where the marked text is no longer today's; then note and tags.
    `quoted` are those that have a source.
    """
    marked, today = escaping.clean(excerpt.marked_text), escaping.clean(excerpt.text)
    if marked and not today:
        parts = [f"As marked; {why_gone(excerpt)}:", *quoted]
    elif marked and marked != today:
        before = quoted[0] if excerpt.origin else f"> {escaping.block(marked)}"
        parts = ["As marked:", before, "As it stands now:", quoted[-1]]
    else:
        parts = list(quoted)
    parts += _note(excerpt.note)
    tags = [f"#{name}" for name in dict.fromkeys(map(escaping.tag, excerpt.tags)) if name]
    return [*parts, " ".join(tags)] if tags else parts


def _note(note: str) -> Iterator[str]:
    """The paragraphs of the reader's own words, which are said to be these."""
    lead = "Note: "
    for paragraph in re.split(r"\n\s*\n", note.replace("\r\n", "\n")):
        lines = [line for line in map(escaping.block, paragraph.split("\n")) if line]
        if lines:
            yield lead + "\n".join(lines)
            lead = ""


def source(excerpt: Excerpt) -> str:
    """The footnote: who, where, when, which paragraph, the address of the passage, the import, and
    what the article says of changes since.
    """
    names = [excerpt.outlet, headline(excerpt), excerpt.byline]
    parts = [escaping.inline(part) for part in names if escaping.clean(part)]
    parts += [published_on(excerpt), place(excerpt)]
    sentences = [escaping.at_start(", ".join(parts))]
    url = page_of(excerpt)
    if url:
        sentences.append(f"<{url}>")
    elif escaping.clean(excerpt.url):
        sentences.append(escaping.inline(excerpt.url))
    elif file := file_of(excerpt):
        sentences.append(f"file {escaping.inline(file)}")
    if excerpt.imported:
        sentences.append(f"imported {spoken_date(excerpt.imported[:10])}")
    # Said once, of what was marked.
    said = () if excerpt.origin else said_of_article(excerpt)
    return "; ".join(filter(None, (", ".join(sentences), *map(escaping.inline, said))))
