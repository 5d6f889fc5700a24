"""People whom an article calls by their surnames, where its tagger saw none or something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from index.entities.bounds.parting import DASHES
from index.entities.classifying.possessive_names import POSSESSIVE
from index.entities.resolving.article_people import MADE
from index.entities.resolving.resolve import surnames
from index.entities.spans import Span, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import OTHER, known_bits
from index.entities.words.legal_forms import is_legal
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

# So sure the tagger is at least, so many times, of somebody whom the article names by the surname
# alone.
_SURE, _AGAIN = 0.6, 3
# So often such a word has a capital at least: other surnames are words as well.
_A_NAME = 0.95
_NO_SURNAME = gz.COUNTRY | gz.REGION | gz.STARTER | gz.ORG | gz.TITLE | gz.ROLE | gz.CALENDAR


def with_bare_surnames(spans: list[Span], tokens: Tokens, place: range) -> list[Span]:
    """The spans of an article and what its tagger missed: the people whom the article names in full
    elsewhere, in full again or by the surname alone, and those whom it calls by that alone.
    """
    families = surnames(spans, tokens)
    known: dict[str, set[str]] = {word: set() for word in gz.leaders()}
    known |= _by_surname_alone(spans, tokens) | families
    if families:
        spans = [
            span
            for span in _without_owners(spans, families, tokens)
            if span.type != "org" or not _is_family(span, families, tokens)
        ]
    spans = list(_without_pairs(spans, known, tokens))
    words, text = tokens.words, tokens.texts
    taken = by_token(spans)
    missed = []
    for at in tokens.among(known, place):
        if at in taken:
            continue
        before = words[at - 1] if at > place.start and text[at - 1] == text[at] else ""
        after = words[at + 1] if at + 1 < place.stop and text[at + 1] == text[at] else ""
        if not after[:1].isupper() and (not before[:1].isupper() or _begins(at - 1, tokens)):
            missed.append(Span(at, at, "person", MADE))
        elif before in known[words[at]] and at - 1 not in taken:
            missed.append(Span(at - 1, at, "person", MADE))
    return sorted([*spans, *missed], key=lambda span: span.first) if missed else spans


def _begins(at: int, tokens: Tokens) -> bool:
    """Whether a word has its capital from the sentence that it begins: "A Trump endorsement"."""
    return bool(tokens.first[at]) and bool(known_bits(tokens.words[at]) & gz.STARTER)


def _is_family(span: Span, families: Container[str], tokens: Tokens) -> bool:
    """Whether an organisation is the people of a surname: "the two Ostranders"."""
    at, word = span.first, tokens.words[span.first]
    if span.last > at or word[-1:] != "s" or word[:-1] not in families:
        return False
    return at > 0 and tokens.texts[at - 1] == tokens.texts[at] and tokens.words[at - 1].islower()


def _without_owners(
    spans: Sequence[Span], families: Container[str], tokens: Tokens
) -> Iterator[Span]:
    """The spans, of "Trump's Mar-a-Lago" both whose it is, where the article names him in full, and
    what it is.
    """
    words = tokens.words
    for span in spans:
        several = span.type != "person" and span.last > span.first + 1
        if not several or words[span.first + 1] not in POSSESSIVE:
            yield span
            continue
        rest = words[span.first + 2 : span.last + 1]
        if words[span.first] not in families or is_legal(rest[0]):
            yield span
            continue
        yield Span(span.first, span.first, "person", MADE)
        if not known_bits(" ".join(rest)) & OTHER:
            yield span._replace(first=span.first + 2)


def _by_surname_alone(spans: Sequence[Span], tokens: Tokens) -> dict[str, set[str]]:
    """Surnames of people whom the article names by these alone, again and again, and nothing else
    by them.
    """
    single = [span for span in spans if span.first == span.last]
    sure: Counter[str] = Counter(
        tokens.words[s.first] for s in single if s.type == "person" and s.confidence >= _SURE
    )
    often = {word for word, times in sure.items() if times >= _AGAIN and _is_surname(word)}
    if not often:
        return {}
    often -= {tokens.words[s.first] for s in single if s.type != "person"}
    return {word: set() for word in often}


def _is_surname(word: str) -> bool:
    return capital_share(word.lower()) >= _A_NAME and not known_bits(word) & _NO_SURNAME


def _without_pairs(
    spans: Sequence[Span], families: Container[str], tokens: Tokens
) -> Iterator[Span]:
    """The spans, of "Obama-Biden" both, and of "Romney-world" him."""
    words = tokens.words
    for span in spans:
        first, second = span.first, span.first + 2
        if span.last < second or words[first + 1] not in DASHES or words[first] not in families:
            yield span
        elif span.last == second and words[second].islower():
            yield Span(first, first, "person", MADE)
        elif words[second] in families:
            yield Span(first, first, "person", MADE)
            yield Span(second, second, "person", MADE)
        else:
            yield span
