"""How the screen says days, counts and sources, and the styles in which it writes.

Styles name theme variables, so that a change of theme needs no new content. What has a style is
`Content`, never markup.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from tui.text import NO_OUTLET, clean

if TYPE_CHECKING:
    from index import EntityType, MentionView, Publication, Published

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


def days(first: dt.date, last: dt.date) -> str:
    """Days from a first to a last in few words: “3 Nov 2025”, “Nov 2025”, “3–9 Nov 2025”."""
    if first == last:
        return day(first.isoformat())
    if first.day == 1 and (last.toordinal() + 1 == _next_month(last)):
        size = 4 if (first.month, last.month) == (1, 12) else 7
        one, other = day(first.isoformat()[:size]), day(last.isoformat()[:size])
        return one if one == other else f"{one} – {other}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last.isoformat())}"
    return f"{day(first.isoformat())} – {day(last.isoformat())}"


def _next_month(of: dt.date) -> int:
    year, month = (of.year, of.month + 1) if of.month < 12 else (of.year + 1, 1)
    return dt.date(year, month, 1).toordinal() if year < 10000 else dt.date.max.toordinal() + 1


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


def says_no_more(text: str, *known: str) -> bool:
    """Whether a text only says again what is known of its article: headline, address."""
    return text.strip().casefold() in {one.strip().casefold() for one in known if one.strip()}


def counts(
    paragraphs: int,
    articles: int,
    milliseconds: float | None,
    *,
    folded: int = 0,
    lacking: str = "",
    kept: int = 0,
    removed: int = 0,
) -> Content:
    """The tally at the right of the query bar; `folded` paragraphs have no row of their own, `kept`
    have one and are found no more, some as their articles were `removed`; `lacking` is what did not
    answer. Without milliseconds where a picture is taken.
    """
    parts = [f"{number(paragraphs)} ¶", plural(articles, "article")]
    if folded:
        parts.insert(1, plural(folded, "copy", "copies"))
    if kept > removed:
        parts.insert(1, f"{number(kept - removed)} no longer found")
    if removed:
        parts.insert(1, f"{number(removed)} removed")
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


def later(first: str, date: str) -> str:
    """How much later a day is than another, as far as both are known: "2 days later", or ""."""
    try:
        since = dt.date.fromisoformat(date[:10]) - dt.date.fromisoformat(first[:10])
    except ValueError:
        return ""
    return f"{plural(since.days, 'day')} later" if since.days > 0 else ""


def mention_styles(mentions: Iterable[MentionView]) -> list[tuple[int, int, str]]:
    return [(each.start, each.end, NAME_STYLES[each.type]) for each in mentions]
