"""A source in words: for footnotes and for the clipboard."""

from __future__ import annotations

from index.core.clean import first_words
from index.core.credentials import without_login
from index.core.dates import days
from index.core.page_labels import cited_page
from index.core.publication import PASSED_ON_BY, FormerFact, Published
from index.core.quote_view import QuoteView
from index.export import escaping
from index.export.excerpt import Excerpt

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_OPENING, _CLOSING = '“„"', '”“"'
DOUBLE_MARKS = frozenset(_OPENING + _CLOSING)

# Notes of changes that are given, and characters of one.
_SAID, _LONGEST = 3, 400


def headline(published: Published) -> str:
    """The headline in quotation marks, "" where there is none."""
    title = escaping.clean(published.title)
    return f"“{title}”" if title else ""


def citation(excerpt: Excerpt, *, ids: bool = False) -> str:
    """One passage with its source in plain text, for the clipboard; and how it was marked, where
    it stands otherwise now. Each text with its id, if `ids` are wanted.
    """
    cited = excerpt if excerpt.text else excerpt.cited
    text = quoted(escaping.clean(cited.text or cited.marked_text))
    for said in filter(None, (_standing(excerpt, ids=ids), *said_of_article(excerpt))):
        text += f" [{said}]"
    place = _on_page(cited.page, f"¶ {cited.ordinal}{version(cited)}")
    source = _source(cited, place, file_of(cited))
    return f"{text} — {source}{f' [{escaping.clean(cited.paragraph_id)}]' * ids}"


def place(excerpt: Excerpt) -> str:
    """On which page it is printed, the how manieth paragraph it is, and of which version where that
    is not today's; of one that is gone, the how manieth it was.
    """
    return f"{paragraph(excerpt)}{version(excerpt)}"


def paragraph(excerpt: Excerpt) -> str:
    """The same without the version."""
    if excerpt.marked_text and not excerpt.text:
        return f"¶ {excerpt.ordinal} when it was marked"
    return _on_page(excerpt.page, f"¶ {excerpt.ordinal} of {excerpt.paragraphs}")


def _on_page(page: str, paragraph: str) -> str:
    return ", ".join(filter(None, (cited_page(escaping.clean(page)), paragraph)))


def page_of(excerpt: Excerpt) -> str:
    """The web address of the passage; of the page alone where its words are there no longer."""
    return escaping.passage(excerpt.url, "" if excerpt.earlier else excerpt.text)


def version(excerpt: Excerpt) -> str:
    """Which version of its article a passage stands in, or was marked in, after a comma; "" for
    today's.
    """
    history = excerpt.history
    if excerpt.earlier:
        which = f"version {excerpt.earlier}"
    elif excerpt.marked_text and not excerpt.origin and history.version < history.versions:
        which = f"marked in version {history.version}"
    else:
        return ""
    of = f" of {history.versions}" if history.versions > 1 else ""
    return f", {which}{of}, changed since"


def said_of_article(excerpt: Excerpt) -> tuple[str, ...]:
    """What is to be said of the article besides: of changes since, of facts that were others, of
    who passed it on.
    """
    by = ", ".join(filter(None, map(escaping.clean, excerpt.cited.history.passed_on)))
    passed_on = f"{PASSED_ON_BY}{by}" if by else ""
    return tuple(filter(None, (_says_now(excerpt), _was_said(excerpt), passed_on)))


def _says_now(excerpt: Excerpt) -> str:
    """What the article says today of having been corrected or taken back since; "" for nothing."""
    notes = [first_words(escaping.clean(note), _LONGEST) for note in excerpt.notes_of_changes]
    if not notes:
        return ""
    more = f" and {len(notes) - _SAID} more" if len(notes) > _SAID else ""
    return f"the article says now: {' · '.join(map(quoted, notes[:_SAID]))}{more}"


def _was_said(excerpt: Excerpt) -> str:
    """What was said of the publication before; "" for nothing."""
    return "; ".join(map(former, excerpt.cited.history.facts))


def former(fact: FormerFact) -> str:
    """Such a fact in words: the date was 17 March 2024 until 29 November 2026."""
    value = spoken_date(fact.value) if fact.name == "date" else quoted(escaping.clean(fact.value))
    name = "headline" if fact.name == "title" else fact.name
    return f"the {name} was {value} until {spoken_date(fact.until[:10])}"


def file_of(excerpt: Excerpt) -> str:
    """The file that something without an address was read from; "" where it has one."""
    return "" if escaping.clean(excerpt.url) else escaping.clean(excerpt.history.file)


def _standing(excerpt: Excerpt, *, ids: bool) -> str:
    """What was marked, where today's text is another; "" where it is not."""
    marked, today = escaping.clean(excerpt.marked_text), escaping.clean(excerpt.text)
    if not marked or marked == today:
        return ""
    if not today:
        return f"as marked; {why_gone(excerpt)}"
    origin = excerpt.origin
    place = _on_page(origin.page, f"¶ {origin.ordinal}{version(origin)}") if origin else ""
    where = f", {place}" if place else ""
    where += f", {escaping.clean(origin.paragraph_id)}" if origin and ids else ""
    return f"as marked{where}: {quoted(marked)}"


def why_gone(excerpt: Excerpt) -> str:
    """Why what was marked is not there today."""
    if excerpt.state == "removed":
        return "the article is no longer in the archive"
    return "the paragraph is no longer in the article"


def quoted(text: str) -> str:
    """A text in quotation marks, unless it is one quotation as a whole."""
    inner = text[1:-1]
    whole = text[:1] in _OPENING and text[-1:] in _CLOSING and not set(inner) & DOUBLE_MARKS
    return text if inner and whole else f"“{text}”"


def within_marks(text: str) -> tuple[str, ...]:
    """The texts that may have been `quoted` so, or set off so in a note: as it is, and without the
    marks around it.
    """
    has_marks = len(text) > 2 and text[0] == "“" and text[-1] == "”"
    return (text[1:-1], text) if has_marks else (text,)


def quotation(name: str, quote: QuoteView) -> str:
    """The words of somebody, by a name or as the text has it, with their source, in plain text."""
    who = escaping.clean(name or quote.speaker)
    who += f" (for {escaping.clean(quote.behalf)})" if quote.behalf else ""
    who += f" (speaker {quote.certainty})" if quote.certainty else ""
    said = f"{escaping.clean(quote.shown)} — {who}".removesuffix(" — ")
    place = _on_page(quote.hit.page, f"¶ {quote.hit.ordinal}")
    return f"{said} · {_source(quote.hit, place)}"


def _source(published: Published, place: str, file: str = "") -> str:
    names = (
        escaping.clean(published.byline),
        headline(published),
        escaping.clean(published.outlet),
    )
    source = ", ".join([*filter(None, names), published_on(published), place])
    where = f"File: {file}" if file else without_login(escaping.clean(published.url))
    return f"{source}. {where}".rstrip()


def published_on(published: Published) -> str:
    """When something was published, in words; "≈" stands before a doubtful date."""
    return "≈ " * published.is_date_doubtful + spoken_date(published.date)


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
