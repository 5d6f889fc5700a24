"""From the archive's values to what is shown: pure functions that give `Content`, never markup.

Styles name theme variables, so that a change of theme needs no new content.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from tui.text import NO_OUTLET, clean, fit, pad, width, wrap

if TYPE_CHECKING:
    from index import EntityType, Hit, MentionView, Publication, Published, QuoteView

QUIET = "$quiet"
FAINT = "$faint"
COPIES = "$quiet italic"
HEADLINE = "bold $headline"
HIT = "bold $hit on $hit-background"
MARK = "$mark"
KEY = "bold $key"
SAID = "bold $quiet"
GOOD = "$good"
NAME_STYLES: dict[EntityType, str] = {
    "person": "$person underline",
    "org": "$org underline",
    "place": "$place italic underline",
}
NAME_PLAIN: dict[EntityType, str] = {"person": "$person", "org": "$org", "place": "$place"}
KINDS: dict[EntityType, str] = {"person": "person", "org": "organisation", "place": "place"}
WATCHED = "◉"
"""What stands beside a name that is on the watch list."""

CURSOR_NAME = "bold reverse"
CURSOR_HIT = "bold reverse underline"

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BARS = " ▁▂▃▄▅▆▇█"
_EIGHTHS = " ▏▎▍▌▋▊▉█"

Spans = Sequence[tuple[int, int]]

_COUNTED = re.compile(r"(?<![\w,])\d{1,3}(?:,\d{3})+(?= (?:bookmark|paragraph|item|name)s)")


def day(date: str) -> str:
    """A date as it is known: "3 Nov 2025", "Nov 2025", "2025", or "undated"."""
    parts = date[:10].split("-")
    try:
        if len(parts) >= 2 and len(parts[0]) == 4:
            month = MONTHS[int(parts[1]) - 1] if int(parts[1]) > 0 else ""
            year = clean(parts[0])
            return f"{int(parts[2])} {month} {year}" if len(parts) > 2 else f"{month} {year}"
    except (ValueError, IndexError):
        return clean(date)
    return clean(date) or "undated"


def minute(instant: str) -> str:
    """A moment to the minute: "3 Nov 2025, 10:12 UTC"; the day where no more is known."""
    clock = clean(instant[11:16])
    zone = " UTC" if instant.endswith(("Z", "+00:00")) else ""
    return f"{day(instant)}, {clock}{zone}" if clock else day(instant)


def published(hit: Published | Publication) -> str:
    """The day of something that has one, with "≈" before a doubtful one; "" of what has none."""
    return "≈ " * hit.is_date_doubtful + day(hit.date) if hit.date else ""


def number(value: int) -> str:
    """12 345 with a thin no-break blank, which no locale misreads."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def regrouped(words: str) -> str:
    """Words with the counts in them as the screen writes numbers: archives have commas there."""
    return _COUNTED.sub(lambda found: found[0].replace(",", "\N{NARROW NO-BREAK SPACE}"), words)


def plural(count: int, one: str, many: str = "") -> str:
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def not_gone_through(texts: int) -> str:
    """Why a list of what is derived from texts may lack some; "" where it does not."""
    return f"{plural(texts, 'text')} not gone through yet" if texts else ""


def counts(
    paragraphs: int,
    articles: int,
    milliseconds: float | None,
    *,
    folded: int = 0,
    lacking: str = "",
    kept: int = 0,
) -> Content:
    """The tally at the right of the query bar; `folded` paragraphs have no row of their own, `kept`
    have one and are found no more, `lacking` is what did not answer. Without milliseconds where a
    picture is taken.
    """
    parts = [f"{number(paragraphs)} ¶", plural(articles, "article")]
    if folded:
        parts.insert(1, f"{number(folded)} folded")
    if kept:
        parts.insert(1, f"{number(kept)} found before")
    if milliseconds is not None:
        parts.append(f"{milliseconds:.0f} ms" if milliseconds >= 1 else "<1 ms")
    if lacking:
        parts.append(clean(lacking))
    return Content.styled(" · ".join(parts), QUIET)


def styled_line(text: str, start: int, end: int, styles: Iterable[tuple[int, int, str]]) -> Content:
    """`text[start:end]` with the styles that reach into it. `text` is clean."""
    return marked(Content(text[start:end]), start, end, styles)


def marked(
    content: Content, start: int, end: int, styles: Iterable[tuple[int, int, str]]
) -> Content:
    """`content`, which shows the characters from `start` to `end` of a text, with more styles."""
    for first, last, style in styles:
        if first < end and last > start:
            content = content.stylize(style, max(first, start) - start, min(last, end) - start)
    return content


def source(item: Published) -> str:
    """Where a passage is from and when: "Xinhua · 3 Nov 2025". Where neither is known, both are
    said to be missing.
    """
    known = " · ".join(filter(None, (clean(item.outlet), published(item))))
    return known or f"{NO_OUTLET} · undated"


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


def copies_line(hit: Hit, cells: int) -> Content:
    """How many other articles have a paragraph, and which outlets these are of."""
    outlets = list(dict.fromkeys(filter(None, map(clean, hit.copied))))
    said = f"+{plural(len(hit.copied), 'copy', 'copies')}"
    return Content.styled(fit(f"{said}: {', '.join(outlets)}" if outlets else said, cells), COPIES)


def later(first: str, date: str) -> str:
    """How much later a day is than another, as far as both are known: "2 days later", or ""."""
    try:
        since = dt.date.fromisoformat(date[:10]) - dt.date.fromisoformat(first[:10])
    except ValueError:
        return ""
    return f"{plural(since.days, 'day')} later" if since.days > 0 else ""


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
    return [*head, *passage(hit.text, hit.spans, cells, room, hit.focus)]


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


def _title(hit: Hit, room: int) -> Content:
    words = fit(clean(hit.title) or "Without a headline", room)
    title = Content.styled(words, HEADLINE)
    for first, last in hit.title_spans:
        title = title.stylize(HIT, first, min(last, len(words)))
    return title


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
    shift = len(quote.shown) > len(quote.words)
    inside = [
        (first - quote.start + shift, last - quote.start + shift)
        for first, last in hit.spans
        if first >= quote.start and last <= quote.end
    ]
    return [
        before + source_line(hit, room, marked=hit.bookmarked),
        *passage(quote.shown, inside, cells, lines),
    ]


def passage(
    text: str, spans: Spans, cells: int, lines: int, focus: int | None = None
) -> list[Content]:
    """`lines` lines of a paragraph around `focus`, else its first match, matches marked."""
    # What lies far from there is never shown; a megabyte paragraph costs no more.
    first = focus if focus is not None else spans[0][0] if spans else 0
    window = max(1, lines) * max(8, cells)
    base = max(0, first - window)
    text = clean(text[base : first + 2 * window])
    spans = [(a - base, b - base) for a, b in spans if b > base and a < base + len(text)]
    target = first - base
    start = _sentence(text, target)
    room = window // 3 if lines < 3 else window // 2
    if target - start > room:
        start = _word(text, target - room)
    lead = "… " if start + base > 0 and not _begins_sentence(text, start) else ""
    shown = lead + text[start:]
    shift = start - len(lead)
    marks = [(a - shift, b - shift, HIT) for a, b in spans if b > start]
    rows = wrap(shown, cells)
    found = [styled_line(shown, a, b, marks) for a, b in rows[:lines]]
    if len(rows) > lines and found:
        end = rows[lines - 1][1]
        while width(shown[rows[lines - 1][0] : end]) > cells - 1:
            end -= 1
        cut = styled_line(shown, rows[lines - 1][0], end, marks)
        found[-1] = cut + Content.styled("…", QUIET)
    return found + [Content("")] * (lines - len(found))


def _sentence(text: str, position: int) -> int:
    """Where the sentence that holds `position` begins."""
    ends = [text.rfind(sign, 0, position) for sign in (". ", "? ", "! ", ".” ", '." ', "。")]
    best = max(ends)
    if best < 0:
        return 0
    start = best + 1
    while start < position and (text[start].isspace() or text[start] in "”\"’'"):
        start += 1
    return start


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip().rstrip("”\"’'")
    return before.endswith((".", "?", "!", "。"))


def _word(text: str, position: int) -> int:
    gap = text.find(" ", position)
    return position if gap < 0 or gap - position > 20 else gap + 1


def mention_styles(mentions: Iterable[MentionView]) -> list[tuple[int, int, str]]:
    return [(each.start, each.end, NAME_STYLES[each.type]) for each in mentions]


def bar(share: float, cells: int) -> str:
    """A bar in eighths of a cell; anything above nothing shows."""
    eighths = max(1, round(share * cells * 8)) if share > 0 else 0
    full, rest = divmod(min(eighths, cells * 8), 8)
    return ("█" * full + (_EIGHTHS[rest] if rest else "")).ljust(cells)


def spark(values: Sequence[int]) -> str:
    """A line of bars; an empty month is a blank, anything above nothing shows."""
    top = max(values, default=0) or 1
    return "".join(_BARS[max(1, round(value / top * 8)) if value else 0] for value in values)


def every_month(months: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The months from first to last without a gap; what has no month is left out."""
    known = {month: count for month, count in months if len(month) == 7}
    if not known:
        return []
    first, last = map(_months_since_zero, (min(known), max(known)))
    names = (f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1))
    return [(name, known.get(name, 0)) for name in names]


def _months_since_zero(name: str) -> int:
    """The number of a month that is written as 2025-11."""
    year, month = map(int, name.split("-"))
    return year * 12 + month - 1


def squeeze(values: Sequence[int], cells: int) -> list[int]:
    """`values` summed into at most `cells` neighbouring groups."""
    if len(values) <= cells or cells <= 0:
        return list(values)
    size = -(-len(values) // cells)
    return [sum(values[at : at + size]) for at in range(0, len(values), size)]


def key_line(
    pairs: Sequence[tuple[str, str]], cells: int
) -> tuple[Content, list[tuple[int, int, int]]]:
    """Keys and their words as far as they fit whole; for each its position and cells from, to."""
    line = Content("")
    places: list[tuple[int, int, int]] = []
    for at, (sign, words) in enumerate(pairs):
        item = Content.assemble((sign, KEY), (f" {words}", QUIET))
        gap = 2 if places else 0
        start = line.cell_length + gap
        if start + item.cell_length > cells:
            continue
        line = line + Content(" " * gap) + item
        places.append((at, start, start + item.cell_length))
    return line, places
