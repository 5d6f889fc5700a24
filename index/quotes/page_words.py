"""Words of a page that run into the text: "Story highlights", "(CNN)", "Replay More Videos"."""

from __future__ import annotations

from index.core.late_patterns import late
from index.quotes.quote import Place

_LEAD = late(
    r"(?:Story highlights|(?:[A-Z]\w+(?:, [A-Z][\w.]+)? )?\((?:CNN|AP|Reuters|REUTERS)(?: \w+)?\)"
    r"|(?:READ|SEE|WATCH) (?:MORE|ALSO):|(?:More|MORE|Read more|Related):"
    r"|(?:Image copyright [\w ]{2,40}?)?(?:Image|Media) caption)\s*"
)
# How long a film is, but not the time of day.
_TAIL = late(
    r"\s+(?:Replay More Videos(?: \.{2,3})?"
    r"|(?<! at )(?<! and )(?<! by )(?<! to )(?<! of )\d\d:\d\d)$"
)
_ENDS = frozenset("s.0123456789")


def without_page_words(text: str, place: Place) -> Place:
    """A place in a text without the words of the page that it begins with or ends in."""
    start, end = place
    while lead := _LEAD.match(text, start, end):
        start = lead.end()
    if text[end - 1 : end] in _ENDS and (tail := _TAIL.search(text, start, end)):
        end = tail.start()
    return (start, end) if start < end else place
