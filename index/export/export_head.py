"""What stands above an export: the query, how much it found, how much is here, from when."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from index.export import escaping
from index.export.citation import spoken_date
from index.export.excerpt import Excerpt
from index.export.format import Heading

_OFTEN = 500  # excerpts
_DOUBTFUL = "≈ before a date: perhaps not that of publication"


class Head:
    """What is said of all excerpts together, above them."""

    def __init__(self) -> None:
        self._paragraphs, self._marked, self._doubtful, self._imported = 0, 0, 0, ""
        self._articles: set[str] = set()
        self._outlets: set[str] = set()

    def add(self, excerpt: Excerpt) -> None:
        """Take in one more."""
        self._paragraphs += 1
        self._marked += bool(excerpt.marked_text)
        self._doubtful += excerpt.cited.is_date_doubtful
        self._articles.add(excerpt.article_id)
        self._outlets.add(excerpt.outlet)
        self._imported = max(self._imported, excerpt.imported)

    def front_matter(self, heading: Heading, quotes: int = 0) -> str:
        """The lines between two of hyphens; `quotes` is how many there are, where these leave."""
        title, query = heading.title, heading.query
        lines = ["---"]
        lines += [f"title: {escaping.yaml(title)}"] if escaping.clean(title) else []
        lines += [f"query: {escaping.yaml(query)}"] if escaping.clean(query) else []
        lines += [f"words: {escaping.yaml(heading.words)}"] if escaping.clean(heading.words) else []
        if heading.queries:
            # On one line, by which our own notes are known.
            lines.append(f"queries: [{', '.join(map(escaping.yaml, heading.queries))}]")
        if heading.saved:
            stood = (escaping.yaml(f"@{name}: {text}") for name, text in heading.saved)
            lines.append(f"saved: [{', '.join(stood)}]")
        if heading.lost or heading.found > self._paragraphs:
            lines.append(f"found: {heading.found}")
        lines += [f"copies_left_out: {heading.folded}"] if heading.folded else []
        lines += [f"furniture_left_out: {heading.furniture}"] if heading.furniture else []
        lines += [f"quotes: {quotes}"] if quotes else []
        lines += [f"no_longer_found: {heading.lost}"] if heading.lost else []
        lines += [f"bookmarks: {self._marked}"] if self._marked else []
        lines += [f"of_bookmarks: {heading.bookmarks}"] if heading.bookmarks > self._marked else []
        lines += [f"doubtful_dates: {self._doubtful}"] if self._doubtful else []
        lines.append(f"paragraphs: {self._paragraphs}")
        lines.append(f"articles: {len(self._articles)}")
        if outlets := sorted({name for each in self._outlets if (name := escaping.clean(each))}):
            lines += ["outlets:", *(f"  - {escaping.yaml(name)}" for name in outlets)]
        if self._imported:
            lines.append(f"imported: {escaping.yaml(self._imported[:10])}")
        return "\n".join([*lines, "---"])

    @property
    def has_doubtful_dates(self) -> bool:
        """Whether some dates have a “≈”, which is to be explained."""
        return self._doubtful > 0

    def sentence(self, heading: Heading, *, dates: bool = True) -> str:
        """The same in a line: what was asked, how much that found, how much of it is here, and when
        it was imported; what “≈” means unless `dates` are written otherwise.
        """
        query, words = escaping.clean(heading.query), escaping.clean(heading.words)
        parts = [f"Query: {query}"] if query else []
        parts += [f"With the words: {words}"] if words else []
        for name, text in heading.saved:
            parts.append(f"@{escaping.clean(name)} stands for: {escaping.clean(text)}")
        if queries := list(filter(None, map(escaping.clean, heading.queries))):
            parts.append(f"not written out, a query: {'; '.join(queries)}")
        if heading.lost or heading.found > self._paragraphs:
            parts.append(f"{heading.found:,} found")
        if heading.folded:
            parts.append(f"{_many(heading.folded, 'copy', 'copies')} left out")
        if heading.furniture:
            parts.append(f"{_many(heading.furniture, 'paragraph')} left out as furniture")
        parts += [f"{heading.lost:,} no longer found"] if heading.lost else []
        of = f" of {heading.bookmarks:,}" if heading.bookmarks > self._marked else ""
        parts += [f"{_many(self._marked, 'bookmark')}{of}"] if self._marked else []
        articles = _many(len(self._articles), "article")
        parts.append(f"{_many(self._paragraphs, 'paragraph')} of {articles}")
        parts += [_DOUBTFUL] if self._doubtful and dates else []
        if self._imported:
            parts.append(f"imported by {spoken_date(self._imported[:10])}")
        return " · ".join(parts)

    def is_telling(self, heading: Heading) -> bool:
        """Whether there is more to be said than how many there are."""
        return bool(escaping.clean(heading.query) or heading.queries or self._marked)


def head_of(excerpts: Iterable[Excerpt]) -> Generator[str, None, Head]:
    """The head of excerpts, and empty parts now and then until it is known, so that whoever takes
    them can stop.
    """
    head = Head()
    for number, excerpt in enumerate(excerpts):
        head.add(excerpt)
        if number % _OFTEN == 0:
            yield ""
    return head


def _many(number: int, name: str, several: str = "") -> str:
    return f"{number:,} {name if number == 1 else several or f'{name}s'}"
