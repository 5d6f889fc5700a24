"""Hits and quotes as lists show them: where each is from, its headline, and a passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.passage import passage
from tui.present import (
    COPIES,
    HEADLINE,
    HIT,
    MARK,
    NAME_PLAIN,
    QUIET,
    SAID,
    plural,
    published,
    says_no_more,
    source,
)
from tui.text import clean, fit, pad, width

if TYPE_CHECKING:
    from index import Hit, QuoteView


def hit_lines(
    hit: Hit, cells: int, context: int, *, marked: bool, said: str = "", copies: bool = True
) -> list[Content]:
    """A row of the results: where it is from, its headline, and `context` lines of the passage,
    the last of which says, where there are `copies`, who else has it.
    """
    if copies and hit.copied and context > 1:
        lines = hit_lines(hit, cells, context - 1, marked=marked, said=said, copies=False)
        return [*lines, copies_line(hit, cells)]
    head = head_lines(hit, cells, marked=marked, said=said)
    room = context + 2 - len(head)
    return [*head, *_passage(hit, cells, room)]


def _passage(hit: Hit, cells: int, room: int) -> list[Content]:
    """`room` lines of the paragraph; of a link, which has but its headline, that it has no text."""
    if hit.paragraphs > 1 or not says_no_more(hit.text, hit.title):
        return passage(hit.text, hit.spans, cells, room, hit.focus)
    return [Content.styled(fit("Without a text", cells), QUIET), *[Content("")] * (room - 1)][:room]


def head_lines(hit: Hit, cells: int, *, marked: bool, said: str = "") -> list[Content]:
    """Where a hit is from, and its headline."""
    place = _place(hit, marked=marked, said=said)
    if said and width(source(hit)) + place.cell_length >= cells:
        return _crowded_lines(hit, cells, marked=marked, said=said)
    return [_meta_line(hit, cells, marked=marked, said=said), _title(hit, cells)]


def _crowded_lines(hit: Hit, cells: int, *, marked: bool, said: str) -> list[Content]:
    """The same where what is said has no room beside the outlet: it stands beside the headline."""
    said = fit(said, max(1, cells - 2))
    title = _title(hit, max(1, cells - width(said) - 1))
    gap = " " * (cells - title.cell_length - width(said))
    head = _meta_line(hit, cells, marked=marked)
    return [head, Content.assemble(title, gap, (said, SAID))]


def source_line(hit: Hit, cells: int, *, marked: bool) -> Content:
    """Where a hit is from in one line: its headline if neither outlet nor date is known."""
    if hit.outlet or hit.date:
        return _meta_line(hit, cells, marked=marked)
    place = _place(hit, marked=marked, said="")
    title = _title(hit, max(1, cells - place.cell_length - 1))
    gap = " " * (cells - title.cell_length - place.cell_length)
    return Content.assemble(title, gap, place)


def quote_lines(quote: QuoteView, cells: int, lines: int, *, speaker: bool) -> list[Content]:
    """Where a quote is from, with its speaker if asked for, and `lines` lines of its words."""
    hit, before = quote.hit, Content("")
    if speaker and quote.speaker:
        style = NAME_PLAIN["person"] if quote.entity else QUIET
        before = Content.styled(fit(clean(quote.speaker), max(1, cells // 2 - 3)), style)
        before = Content.assemble(before, (" · ", QUIET))
    room = max(1, cells - before.cell_length)
    return [
        before + source_line(hit, room, marked=hit.bookmarked),
        *passage(quote.shown, quote.spans, cells, lines),
    ]


def copies_line(hit: Hit, cells: int) -> Content:
    """How many other articles have a paragraph, and which outlets these are of."""
    outlets = list(dict.fromkeys(filter(None, map(clean, hit.copied))))
    said = f"+{plural(len(hit.copied), 'copy', 'copies')}"
    return Content.styled(fit(f"{said}: {', '.join(outlets)}" if outlets else said, cells), COPIES)


def _meta_line(hit: Hit, cells: int, *, marked: bool, said: str = "") -> Content:
    """Outlet · date, and the paragraph's place at the right: ¶4/19, with what is `said` of it."""
    place = _place(hit, marked=marked, said=said)
    room = cells - place.cell_length - 1
    date = published(hit)
    if not hit.outlet and not date:
        left = fit(source(hit), room)
    elif room > width(date) + 6:
        outlet = fit(clean(hit.outlet), room - width(date) - 3 * bool(date))
        left = " · ".join(filter(None, (outlet, date)))
    else:
        left = fit(date, room)
    return Content.styled(pad(left, room) + " ", QUIET) + place


def _place(hit: Hit, *, marked: bool, said: str) -> Content:
    """Which paragraph of how many a hit is, and what is `said` of it."""
    place = f"¶{hit.ordinal}/{hit.paragraphs}"
    before = Content.styled(f"{said} ", SAID) if said else Content("")
    return before + (Content.styled(f"★ {place}", MARK) if marked else Content.styled(place, QUIET))


def _title(hit: Hit, room: int) -> Content:
    words = fit(clean(hit.title) or "Without a headline", room)
    title = Content.styled(words, HEADLINE)
    for first, last in hit.title_spans:
        title = title.stylize(HIT, first, min(last, len(words)))
    return title
