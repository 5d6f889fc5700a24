"""Titles before names: what follows is a person, and they tell two people of one surname apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from index.entities.spans import Span, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import Tokens
from index.quotes.given_names import MEN, WOMEN

_MEN = (
    "mr sir lord king prince father brother uncle baron count duke emperor congressman councilman"
)
_WOMEN = (
    "mrs ms miss dame lady queen princess sister aunt baroness countess duchess congresswoman "
    "councilwoman chairwoman spokeswoman actress madam madame mme"
)
_GENDERS = {**dict.fromkeys(_MEN.split(), "m"), **dict.fromkeys(_WOMEN.split(), "f")}
# Nothing but a person is called so, whatever the word after it looks like.
PERSONAL = frozenset(
    "mr mrs ms messrs dr prof sir dame sen sens rep reps gov govs lt col capt sgt cpl maj gen adm "
    "cmdr rev hon amb mme cllr pvt smt shri shrimati datuk datin alhaji alhaja hajia engr atty "
    "mallam otunba mzee cde herr frau monsieur senora senhor ustaz brig ratu hj".split()
)
PAIRS = frozenset(
    {
        ("Tan", "Sri"),
        ("Dato", "Sri"),
        ("Datuk", "Sri"),
        ("Datin", "Sri"),
        ("Toh", "Puan"),
        ("Puan", "Sri"),
    }
)
"""Honorifics of two words, one of which is a name by itself."""

_RETIRED = frozenset({"rtd", "retd", "ret"})
# The longest name that is believed on the word of a title alone.
_LONGEST = 3
_SURE = 0.7


def plain_title(word: str) -> str:
    """A title as it is compared: "Mrs." is "mrs"."""
    return word.rstrip(".").casefold()


def _is_personal(word: str) -> bool:
    return plain_title(word) in PERSONAL


def title_gender(title: str) -> str:
    """What a plain title says of whoever bears it: "m", "f" or ""."""
    return _GENDERS.get(title, "")


def name_gender(given: str) -> str:
    """What a given name says: "m", "f" or ""."""
    return "f" if given in WOMEN else "m" if given in MEN else ""


def agrees(wanted: str, given: str, titles: Iterable[str]) -> bool:
    """Whether a person with a given name, introduced with some titles, may be of a gender; "" is
    any.
    """
    own = {title_gender(one) for one in titles} | {name_gender(given)}
    return not wanted or wanted in own or own == {""}


def with_titled(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, where whatever a personal title stands before is a person."""
    places = tokens.where(_is_personal)
    if not places:
        return spans
    by_word = by_token(spans)
    changed: dict[Span, Span | None] = {}
    for rank in places:
        at = _behind_bracket(rank, tokens.words)
        last = _name_end(tokens, at)
        if last > at > rank:
            changed |= {by_word[place]: None for place in range(rank - 1, at) if place in by_word}
        if last == at:
            continue
        span = by_word.get(at + 1)
        if span is None:
            if (title := by_word.get(at)) is not None:
                changed[title] = None
            added = Span(at + 1, last, "person", _SURE)
            changed[added] = added
        elif span.first >= at:
            own = tokens.words[at + 1 : span.last + 1]
            given = _is_given(own, tokens.words[last], span, last, by_word)
            end = last if given or _only_particles(own) else span.last
            sure = span.confidence if span.type == "person" else _SURE
            whole = Span(at + 1, max(end, at + 1), "person", sure)
            if whole != span:
                changed[span] = whole
    if not changed:
        return spans
    kept = [span for span in spans if span not in changed]
    return sorted([*kept, *filter(None, changed.values())], key=lambda span: span.first)


def _behind_bracket(at: int, words: list[str]) -> int:
    """The place that stands before the name: of the retired another, "Gen (Rtd) Ostrander"."""
    retired = words[at + 1 : at + 2] == ["("] and words[at + 3 : at + 4] == [")"]
    return at + 3 if retired and words[at + 2].lower().rstrip(".") in _RETIRED else at


def _is_given(
    words: list[str], following: str, span: Span, last: int, by_word: Mapping[int, Span]
) -> bool:
    """Whether a tagger saw no more than the given name of somebody: "Dr Kishore Shallow"."""
    if len(words) != 1 or span.last != last - 1 or last in by_word:
        return False
    known = gz.load().words
    own, after = (known.get(gz.plain(word), 0) for word in (words[0], following))
    return own & (gz.GIVEN | gz.SURNAME) != gz.SURNAME and not after & (gz.CALENDAR | gz.ORG_CUE)


def _only_particles(words: list[str]) -> bool:
    """Whether all words are such as surnames begin with: "Le Pen"."""
    known = gz.load().words
    return all(known.get(word.casefold(), 0) & gz.PARTICLE for word in words)


def _name_end(tokens: Tokens, at: int) -> int:
    """The last word of the name after a title; the title's own place if there is none."""
    words, text, known = tokens.words, tokens.texts, gz.load().words
    if not (words[at][:1].isupper() or words[at] == ")"):
        return at
    last = at
    for place in range(at + 1, min(at + 1 + _LONGEST, len(words))):
        word = words[place]
        bits = known.get(gz.plain(word), 0)
        title = bits & (gz.TITLE | gz.ROLE) and not bits & (gz.GIVEN | gz.SURNAME)
        if text[place] != text[at] or not word[:1].isupper() or title:
            break
        if place > at + 1 and tokens.first[place]:
            break
        last = place
    return last
