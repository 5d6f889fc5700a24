"""The articles of a selection as citations, for programs that keep them: BibTeX and RIS.

An article is one citation, at the place where the selection comes to it first; what was chosen of
it is its note.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from datetime import date
from urllib.parse import quote

from index.core.clean import sentence_case
from index.core.credentials import without_login
from index.core.dates import days
from index.core.page_labels import TO, ends_of, joined
from index.core.publication import CAPTURED, MADE
from index.export.citation import (
    DOUBLE_MARKS,
    file_of,
    place,
    said_of_article,
    spoken_date,
    why_gone,
)
from index.export.cited_names import CitedName, cited_names
from index.export.escaping import clean
from index.export.excerpt import Excerpt
from index.export.export_head import head_of
from index.export.format import Heading
from index.export.latex import latex

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# What is said in a date's place where none is known but that of a file, or of a copy of a page.
_UNDATED = {MADE: "Undated; its file was made on {}.", CAPTURED: "Undated; it was captured on {}."}


class _Citations(ABC):
    """A record an article: its head, a note for each excerpt, and its end."""

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """A part an excerpt, below what was asked where the format has a place for it."""
        yield from self._above(excerpts, heading)
        for article in _articles(excerpts):
            tags: dict[str, None] = {}
            pages: list[tuple[int, str]] = []
            told: set[str] = set()
            for number, at in enumerate(article):
                one = excerpts[at]
                tags |= dict.fromkeys(filter(None, map(clean, one.tags)))
                pages.append((one.cited.ordinal, clean(one.cited.page)))
                head = "" if number else self._head(one)
                is_last = number == len(article) - 1
                printed = joined(label for _, label in sorted(pages)) if is_last else ""
                end = self._end(list(tags), printed) if is_last else ""
                notes = (
                    self._note(said, is_first=not number and not place)
                    for place, said in enumerate((*_notes(one), *_of_article(one, told)))
                )
                yield "".join((head, *notes, end))

    def _above(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """What is said of all records, where a format has comments: nothing."""
        del excerpts, heading
        return iter(())

    @abstractmethod
    def _head(self, one: Excerpt) -> str:
        """A record as far as its notes."""

    @abstractmethod
    def _note(self, text: str, *, is_first: bool) -> str:
        """A note of it."""

    @abstractmethod
    def _end(self, tags: Sequence[str], pages: str) -> str:
        """What stands behind its notes; `pages` are those that what was chosen of it stands on."""


class BibtexFormat(_Citations):
    """BibTeX in UTF-8, which BibLaTeX and Pandoc read too."""

    name = "bibtex"
    suffix = ".bib"
    describe = "BibTeX: citations, for LaTeX and Pandoc"

    def _above(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        head = yield from head_of(excerpts)
        if head.is_telling(heading):
            # What stands outside of entries is a comment, as far as the next @.
            yield f"% {head.sentence(heading, dates=False).replace('@', '(at)')}\n\n"

    def _head(self, one: Excerpt) -> str:
        return "".join(_bibtex_head(one))

    def _note(self, text: str, *, is_first: bool) -> str:
        return latex(text) if is_first else f"\n\n{latex(text)}"

    def _end(self, tags: Sequence[str], pages: str) -> str:
        printed = _field("pages", latex(pages).replace(TO, "--"))
        return f"}},\n{printed}{_field('keywords', latex(', '.join(tags)))}}}\n\n"


class RisFormat(_Citations):
    """RIS, which Zotero, EndNote, Mendeley and their like read."""

    name = "ris"
    suffix = ".ris"
    describe = "RIS: citations, for Zotero, EndNote and others"

    def _head(self, one: Excerpt) -> str:
        return "".join(_ris_head(one))

    def _note(self, text: str, *, is_first: bool) -> str:  # noqa: ARG002
        return _line("N1", text)

    def _end(self, tags: Sequence[str], pages: str) -> str:
        # Programs read the two as what is between, which several places are not.
        first, last = (pages, pages) if ", " in pages else ends_of(pages)
        printed = _line("SP", first) + _line("EP", last if last != first else "")
        return printed + "".join(_line("KW", tag) for tag in tags) + "ER  - \n\n"


def _articles(excerpts: Sequence[Excerpt]) -> list[list[int]]:
    """The places of excerpts, those of an article together."""
    places: dict[str, list[int]] = {}
    for at, one in enumerate(excerpts):
        places.setdefault(one.article_id, []).append(at)
    return list(places.values())


def _notes(one: Excerpt) -> Iterator[str]:
    """What was chosen, then the reader's own words, each by itself: programs that keep citations
    have nothing else to tell a source's words from the reader's.
    """
    marked, today = clean(one.marked_text), clean(one.text)
    if not marked or marked == today:
        yield _passage(place(one), one, today)
    elif today:
        was = one.origin
        yield _passage(place(was), was, marked) if was else f"as marked: {_set_off(marked)}"
        yield _passage(f"{place(one)}, as it stands now", one, today)
    else:
        yield _passage(f"{place(one.cited)}; {why_gone(one)}", one.cited, marked)
    if note := clean(one.note):
        yield f"Note on ¶ {(one.origin or one).ordinal}: {note}"


def _passage(where: str, one: Excerpt, text: str) -> str:
    """A text, where it stands, and its id, which tells that it is that text."""
    return f"{where} ({clean(one.paragraph_id)}): {_set_off(text)}"


def _of_article(one: Excerpt, told: set[str]) -> Iterator[str]:
    """What is to be said of the article besides, unless it was `told` already."""
    file = file_of(one.cited)
    for said in (*said_of_article(one), *([f"File: {file}"] if file else [])):
        note = sentence_case(said)
        if note not in told:
            told.add(note)
            yield note


def _set_off(text: str) -> str:
    """A text in quotation marks, unless it has some of its own."""
    return text if DOUBLE_MARKS & set(text) else f"“{text}”"


def _is_document(one: Excerpt) -> bool:
    """Whether it is a file that no outlet is known to have published."""
    return not clean(one.outlet) and file_of(one.cited) != ""


def _published(one: Excerpt) -> tuple[date, date] | None:
    """The first and the last day on which it may have been published; None where no day is known
    but that on which its file was made, or a copy of it.
    """
    return None if one.publication.date_from in _UNDATED else days(one.date)


def _doubt(one: Excerpt) -> str:
    """What is to be said of a date that is doubtful: which day it is."""
    where = one.publication.date_from
    if not one.is_date_doubtful:
        return ""
    if said := _UNDATED.get(where):
        return said.format(spoken_date(one.date))
    return f"The date is not certain ({clean(where)})."


def _bibtex_head(one: Excerpt) -> Iterator[str]:
    """An entry as far as its note."""
    yield f"@{'misc' if _is_document(one) else 'article'}{{{_key(one)},\n"
    # Styles write titles in small letters, but for what is in braces of its own.
    yield _field("title", f"{{{latex(clean(one.title))}}}" if clean(one.title) else "")
    authors = cited_names(one.byline, one.outlet, one.language)
    yield _field("author", " and ".join(map(_bibtex_name, authors)))
    yield _field("journal", latex(clean(one.outlet)))
    if span := _published(one):
        first, last = span
        yield _field("year", str(first.year))
        if first.month == last.month:
            # A word of BibTeX's own, which every style spells in its way.
            yield f"  month = {_MONTHS[first.month - 1]},\n"
        if first == last:
            yield _field("day", str(first.day))
    yield _field("url", _address(one))
    yield _field("urldate", one.imported[:10])
    yield _field("language", latex(clean(one.language)))
    yield _field("note", latex(_doubt(one)))
    yield "  annote = {"


def _field(name: str, value: str) -> str:
    return f"  {name} = {{{value}}},\n" if value else ""


def _bibtex_name(name: CitedName) -> str:
    if not name.given:
        return f"{{{latex(name.family)}}}"
    parts = filter(None, (name.family, name.suffix, name.given))
    return ", ".join(map(latex, parts))


def _key(one: Excerpt) -> str:
    """What the entry is cited by: who, the year, and the id, which no other article has."""
    names = [
        name.family for name in cited_names(one.byline, one.outlet, one.language) if name.given
    ]
    plain = unicodedata.normalize("NFKD", names[0] if names else clean(one.outlet))
    who = re.sub(r"[^a-z]+", "", plain.casefold())[:20]
    span = _published(one)
    return f"{who}{span[0].year if span else ''}-{one.article_id}".lstrip("-")


def _address(one: Excerpt) -> str:
    """The address, without what would end or escape a value."""
    return quote(without_login(clean(one.url)), safe="%/:?#[]@!$&'()*+,;=~-._")


def _ris_head(one: Excerpt) -> Iterator[str]:
    """A record as far as its notes."""
    yield f"TY  - {'GEN' if _is_document(one) else 'NEWS'}\n"
    yield _line("ID", one.article_id)
    yield _line("TI", clean(one.title))
    for name in cited_names(one.byline, one.outlet, one.language):
        yield _line("AU", ", ".join(filter(None, (name.family, name.given, name.suffix))))
    yield _line("T2", clean(one.outlet))
    if span := _published(one):
        first, last = span
        month = f"{first.month:02}" if first.month == last.month else ""
        day = f"{first.day:02}" if first == last else ""
        yield _line("PY", str(first.year))
        yield _line("DA", f"{first.year}/{month}/{day}/")
    yield _line("SE", clean(one.section))
    yield _line("LA", clean(one.language))
    yield _line("UR", _address(one))
    yield _line("Y2", one.imported[:10].replace("-", "/"))
    yield _line("N1", _doubt(one))


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {value}\n" if value else ""
