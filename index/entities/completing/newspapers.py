"""Newspapers that are called by their town or their day, of which a tagger saw that alone: "the San
Francisco Chronicle", "the Sunday Telegraph".
"""

from __future__ import annotations

from index.entities.completing.rare_words import Places, of_any
from index.entities.spans import Span, apart, by_token, replaced
from index.entities.words.tokenizer import Tokens

PRESS = frozenset(
    "Post Times Journal Herald Tribune Globe Star Sun Mail Telegraph Independent Observer "
    "Chronicle Register Gazette Standard Express Mirror Record Examiner Inquirer Courier "
    "Dispatch Echo Argus Advertiser".split()
)
"""How newspapers are called, of which an article that names one in full says "the Post"."""

_EDITIONS = frozenset("Daily Weekly Sunday Saturday Evening Morning".split())
_THE = frozenset({"the", "The"})
_SURE = 0.8
ROOMS = frozenset("Newsroom Newsdesk newsroom newsdesk".split())
"""How agencies call their offices, below what these sent: "-- London Newsroom +44 171"."""
_BEFORE_ROOMS = frozenset("-–—,:")


def with_newsrooms(spans: list[Span], tokens: Tokens, rare: Places) -> list[Span]:
    """The spans in order, with offices of agencies in place of their towns where a dash or a comma
    stands before these, or a telephone number behind them; `rare` is where the words of `ROOMS`
    stand.
    """
    places = of_any(rare, ROOMS)
    if not places:
        return spans
    ending = {span.last + 1: span for span in spans if span.type != "person"}
    words, text = tokens.words, tokens.texts
    added = []
    for at in places:
        town = ending.get(at)
        if town is None or text[town.first] != text[at]:
            continue
        before = words[town.first - 1] if town.first and text[town.first - 1] == text[at] else "-"
        behind = words[at + 1] if at + 1 < len(words) and text[at + 1] == text[at] else ""
        if before in _BEFORE_ROOMS or behind[:1].isdigit() or behind == "+":
            added.append(Span(town.first, at, "org", max(_SURE, town.confidence)))
    return replaced(spans, added)


def with_newspapers(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, and newspapers whole."""
    places = tokens.among(PRESS)
    if not places:
        return spans
    ending = {span.last: span for span in spans}
    taken = by_token(spans)
    words, text = tokens.words, tokens.texts
    added: list[Span] = []
    dropped: set[Span] = set()
    for at in places:
        first = at - 1
        whole = taken.get(at)
        if whole and whole.type == "place" and _is_the_press(whole, at, words):
            # "the Porthaven Echo"
            added.append(whole._replace(type="org"))
            dropped.add(whole)
            continue
        if at in taken or first < 1 or text[first] != text[at] or _goes_on(at, tokens):
            continue
        if words[first] in _EDITIONS and first not in taken:
            first -= first - 1 in ending and ending[first - 1].type == "place"
        town = ending.get(first)
        if town is not None and town.type == "place" and not words[town.first].isupper():
            first = town.first
            dropped.add(town)
        elif not _has_article(first, tokens):
            continue
        # "St. Louis Post-Dispatch"
        double = words[at + 1 : at + 2] == ["-"] and PRESS.issuperset(words[at + 2 : at + 3])
        added.append(Span(first, at + 2 * double, "org", _SURE))
    return apart([*(span for span in spans if span not in dropped), *added]) if added else spans


def _has_article(at: int, tokens: Tokens) -> bool:
    """Whether an article stands before a day or the like, or a capital one that begins no sentence
    before any word: "the Sunday Mail", "told The Strand Courier".
    """
    word, before = tokens.words[at], tokens.words[at - 1]
    if word in _EDITIONS and before in _THE:
        return True
    article = before == "The" and not tokens.first[at - 1]
    return article and word.istitle() and tokens.texts[at - 1] == tokens.texts[at]


def _is_the_press(span: Span, at: int, words: list[str]) -> bool:
    """Whether what was taken for a place is called as newspapers are, with an article before it."""
    return span.first < span.last == at and span.first > 0 and words[span.first - 1] in _THE


def _goes_on(at: int, tokens: Tokens) -> bool:
    """Whether a name goes on behind a word: "Boston Globe Theatre"."""
    after = at + 1
    if after >= len(tokens.words) or tokens.texts[after] != tokens.texts[at]:
        return False
    return tokens.words[after][:1].isupper()
