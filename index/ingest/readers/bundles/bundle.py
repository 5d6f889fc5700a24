"""A document of a bundle, as its service describes it, and the article it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from index.core.addresses import is_front_page
from index.core.article import Article
from index.core.byline_names import as_said, without_by, without_mail
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.page_labels import TO, label_of
from index.core.publication import ABOUT
from index.core.reports import Skipped
from index.ingest.readers.base import Input
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dates.stated_dates import is_about, stated_date
from index.ingest.readers.text_parts.bylines import is_nobody
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

# A file's own count of words may take headline and captions in, or leave them out.
_SHARE, _WORDS = 0.2, 20
_NAMED = 5
# Languages that are written without blanks are counted by signs.
_UNSPACED = late("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


_PAGE = late(r"(?:^|;+|,)\s*(?:Pg|P[aá]g|S|Seite|p|page|Version:)\.?\s?[A-Z]{0,3}-?\d+\b.*$")
# The same, for the page; and a page by itself, as databases have it in a field of its own.
_PAGE_WORD = r"(?i:Pgs?|P[aá]gs?|S|Seiten?|pp?|pages?)(?:\.\s?|\s|(?=\d))"
_ON_PAGE = late(
    rf"(?:^|[;,])\s*{_PAGE_WORD}"
    r"([A-Z]{0,3}-?\d{1,4}[A-Z]?(?:\s?[-–]\s?[A-Z]{0,3}\d{1,4})?)(?![\w-])"
)
_LABEL = late(
    rf"(?:{_PAGE_WORD})?"
    r"([A-Z]{0,3}[-.]?\d{1,4}[A-Z]?(?:\s?[-–,]\s?[A-Z]{0,3}[-.]?\d{1,4}[A-Z]?){0,8})"
)
_BETWEEN = late(r"(?<=\d)\s?[-–]\s?(?=[A-Z]{0,3}\d)", re.IGNORECASE)
# What a database writes where it has no text.
_NONE = late(r"(?:(?:full text|abstract)\s?:?\s?)?(?:none|not|un)\s?available\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a service says of an article. `date` is as it is written there; `words` is how long the
    text is by its own count, 0 where it does not say. `whole` tells that the text is there, and not
    a summary in its place. `before` and `behind` are what stands around the text and is not counted
    as part of it; `updated` is the day of its correction, as it is written there. `page` is
    the printed one on which it begins, or all of them.
    """

    title: str
    paragraphs: tuple[str, ...]
    outlet: str = ""
    date: str = ""
    byline: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    source_id: str = ""
    words: int = 0
    whole: bool = True
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    updated: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents of a file, and which service wrote it; `remarks` tell of what is odd in it.
    `stated` is how many there are by the file's own count, 0 where it has none.
    """

    service: str
    documents: tuple[Document, ...]
    stated: int = 0
    remarks: tuple[str, ...] = ()

    def articles(self, source: Input) -> Iterator[Article | Skipped]:
        """Its articles; those without a text are named. The last tells what is odd."""
        remarks = [*self.remarks, *_missing(self), *_wrong_lengths(self)]
        told = [not _is_empty(one) for one in self.documents]
        last = max((n for n, is_told in enumerate(told) if is_told), default=-1)
        for place, document in enumerate(self.documents):
            where = f"{source.path}:{place + 1}"
            if not told[place]:
                title = f" (“{document.title[:80]}”)" if document.title else ""
                yield Skipped(where, f"document {place + 1}{title}: no text")
                continue
            article = _article(self.service, document, where)
            yield replace(article, remarks=tuple(remarks)) if place == last else article


def _article(service: str, document: Document, where: str) -> Article:
    date = stated_date(document.date)
    page = document.page or page_in(document.section)
    # A standfirst may be the beginning of the text.
    before = [one for one in document.before if not document.paragraphs[0].startswith(one)]
    return Article(
        title=document.title,
        paragraphs=(*before, *part_giants(list(document.paragraphs)), *document.behind),
        outlet=document.outlet,
        byline=byline_of(document.byline),
        date=date,
        date_from=f"{service}: date" + ABOUT * is_about(document.date) if date else "",
        updated=find_date(document.updated),
        section=section_name(document.section),
        language=language_of(document.language),
        # The outlet's front page, as some databases have it, leads to no article.
        url="" if is_front_page(document.url) else document.url,
        source_id=document.source_id,
        origin=where,
        text_from="file" if document.whole else "summary",
        pages=(page,) if page else (),
        held_by=service,
    )


def word_count(text: str) -> int:
    """Words as services count them; where a script has none between blanks, its signs."""
    return len(text.split()) + max(0, len(_UNSPACED.findall(text)) - 1)


def stated_words(text: str) -> int:
    """The number in a count such as “1,285 Wörter”; 0 where there is none."""
    digits = re.match(r"\D{0,12}(\d[\d.,'\s\u202f]*)", text)
    return int(re.sub(r"\D", "", digits[1])[:9]) if digits else 0


def _missing(bundle: Bundle) -> Iterator[str]:
    """What is to be said where a file holds fewer documents than it says itself."""
    found = len(bundle.documents)
    if found < bundle.stated:
        documents = "document was" if found == 1 else "documents were"
        yield (
            f"{found:,} {documents} found and the file says that it holds {bundle.stated:,}: "
            "it may have been cut off, or what it holds more is in a form that is not known"
        )


def _wrong_lengths(bundle: Bundle) -> Iterator[str]:
    """What is to be said where texts are shorter or longer than the file itself says."""
    wrong = [
        f"“{one.title[:60]}” {one.words:,} stated, {found:,} found"
        for one in bundle.documents
        if one.paragraphs and one.whole and (found := _words_found(one)) >= 0
    ]
    if wrong:
        of_all = f"{len(wrong):,} of {len(bundle.documents):,} articles"
        more = f", and {len(wrong) - _NAMED:,} more" if len(wrong) > _NAMED else ""
        listed = "; ".join(wrong[:_NAMED])
        yield f"{of_all} are not as long as the file says, in words: {listed}{more}"


def _words_found(document: Document) -> int:
    """How many words were found where that is not what was stated; -1 where it is."""
    found = sum(map(word_count, document.paragraphs))
    allowed = max(_WORDS, document.words * _SHARE)
    return found if document.words and abs(found - document.words) > allowed else -1


def byline_of(text: str) -> str:
    """The names of a byline, parted by commas; “Brandt, Jo; Okafor, Ines” are turned round."""
    names = as_said([without_mail(without_by(text.strip()))])
    return ", ".join(name for name in names if not is_nobody(name))


def outlet_name(text: str) -> str:
    """An outlet without what services put behind it: number, place, edition."""
    text = re.sub(r",\s*(?:no|n°|nr|Nr)\.?\s*\d.*$", "", text.partition(";")[0].strip())
    return re.sub(r",\s+[^,]*\b(?:Edition|edition)\b.*$", "", text).strip()


def section_name(text: str) -> str:
    """A section without the page it was on: “NEWS; Pg. 4” is NEWS."""
    text = _PAGE.sub("", text)
    return text.strip(" ;,")


def page_in(section: str) -> str:
    """The page in a section: “NEWS; Pg. A4” is A4; "" where none is told."""
    found = _ON_PAGE.search(section)
    return _run(found[1]) if found else ""


def page_of(text: str) -> str:
    """The page, or pages, in a field that is for these alone; "" for what is none."""
    found = _LABEL.fullmatch(text.strip(" .;,"))
    return _run(found[1]) if found else ""


def _run(text: str) -> str:
    """Pages as they are kept. A hyphen may be one of a label: “A-12”, but not between two."""
    pages = _BETWEEN.sub(TO, text)
    return label_of(re.sub(r"\s*,\s*", ", ", pages))


def _is_empty(document: Document) -> bool:
    return all(map(_NONE.fullmatch, document.paragraphs))
