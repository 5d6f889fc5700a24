"""Organisations and places again, wherever their article calls them by less, or the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from index.core.values import EntityType
from index.entities.bounds.span_words import SpanWords
from index.entities.resolving.acronyms import abbreviates, initials
from index.entities.spans import Span, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import core_length
from index.entities.words.tokenizer import Ints, Tokens

_AGAIN = 0.7
# A name less sure than this is not looked for again; one with a legal form may be less sure.
_LEAST = 0.9
_FORMAL = 0.6
# A firm's first word that has a capital less often may be any word where it stands alone.
_MOSTLY = 0.5
_TWO = 2  # words, or letters, of which no acronym is made
_SHORT = 3  # letters
# Clubs are called by the last of their words: these, and where a list has the whole club also those
# that towns end in.
_CLUBS = frozenset("Rovers Wanderers Albion Hotspur Rangers".split())
_TOWNS = frozenset("City United County Town Athletic".split())
_THE = frozenset({"the", "The"})
# What wires write before the letters by which shares are called: "<QDL>".
_TICKER = "<"
# What stands before a firm's name and is no part of it.
BEFORE = gz.TITLE | gz.ROLE | gz.DEMONYM | gz.CALENDAR | gz.STARTER | gz.COUNTRY
_NO_FIRM = BEFORE | gz.REGION | gz.CITY | gz.GIVEN | gz.OTHER | gz.ORG_CUE | gz.PLACE_CUE
Words = tuple[str, ...]


class CalledAgain:
    """Finds names again by what stands for them. Keeps nothing but what it looks words up in."""

    def __init__(self, facts: SpanWords) -> None:
        self._facts = facts

    def complete(self, spans: list[Span], tokens: Tokens, article: Ints) -> list[Span]:
        """The spans in order, and what calls the same by less, or as it was called where it was
        found; `article` numbers the article of each text.
        """
        wanted, places = self._wanted(spans, tokens, article.tolist())
        if not wanted:
            return spans
        owner = article.tolist()
        taken = by_token(spans)
        added = []
        done = -1
        for at in tokens.among(wanted):
            if at in taken or at <= done:
                continue
            number = owner[tokens.texts[at]]
            for words in sorted(wanted[tokens.words[at]], key=len, reverse=True):
                last = at + len(words) - 1
                if number in wanted[words[0]][words] and self._stands(words, at, tokens, taken):
                    kind: EntityType = "place" if words in places else "org"
                    added.append(Span(at, last, kind, _AGAIN))
                    done = last
                    break
        return sorted([*spans, *added], key=lambda span: span.first) if added else spans

    def _wanted(
        self, spans: list[Span], tokens: Tokens, owner: Sequence[int]
    ) -> tuple[dict[str, dict[Words, set[int]]], set[Words]]:
        """What is looked for, by its first word, with the articles where it has a meaning; and what
        of that are places.
        """
        wanted: dict[str, dict[Words, set[int]]] = defaultdict(lambda: defaultdict(set))
        places: set[Words] = set()
        acronyms: Counter[tuple[int, str]] = Counter()
        for span in spans:
            if span.confidence < _FORMAL:
                continue
            number = owner[tokens.texts[span.first]]
            if span.last == span.first:
                word = tokens.words[span.first]
                if span.type == "org" and _is_acronym(word):
                    acronyms[number, word] += 1
                continue
            if span.type == "place":
                words = tuple(tokens.words[span.first : span.last + 1])
                places.add(words)
                wanted[words[0]][words].add(number)
            elif span.type == "org":
                for words in self._called(span, tokens):
                    wanted[words[0]][words].add(number)
        for number, word in _mostly_found(acronyms, tokens, owner):
            wanted[word][(word,)].add(number)
        return wanted, places

    def _called(self, span: Span, tokens: Tokens) -> Iterator[Words]:
        """What an article calls an organisation of several words: all of them, the acronym that
        stands behind it in brackets, a firm without its legal form and by its first word.
        """
        words = tuple(tokens.words[span.first : span.last + 1])
        length = core_length(words)
        if length < len(words) or span.confidence >= _LEAST:
            yield words
            if words[-1] in _CLUBS or (words[-1] in _TOWNS and _is_listed(words)):
                yield words[-1:]
        opened, short, closed = (*tokens.words[span.last + 1 : span.last + 4], "", "", "")[:3]
        defined = (opened, closed) == ("(", ")") and short.isupper()
        if defined and abbreviates(short, initials(words)):
            yield (short,)
        elif len(words) > _TWO and len(letters := initials(words)) > _TWO:
            yield (letters.upper(),)
        if length == len(words):
            return
        if length > 1:
            yield words[:length]
        if self._tells(words[0]):
            yield words[:1]

    def _tells(self, word: str) -> bool:
        """Whether the first word of a firm is its name by itself."""
        if known_bits(word) & _NO_FIRM or not word[:1].isupper() or len(word) < _SHORT:
            return False
        return self._facts.share(word.lower()) >= _MOSTLY

    @staticmethod
    def _stands(words: Words, at: int, tokens: Tokens, taken: Container[int]) -> bool:
        """Whether some words stand at a place, and no capitals beside them."""
        stop = at + len(words)
        if tuple(tokens.words[at:stop]) != words or any(p in taken for p in range(at, stop)):
            return False
        text, every = tokens.texts[at], tokens.words
        before = every[at - 1] if at and tokens.texts[at - 1] == text else ""
        after = every[stop] if stop < len(every) and tokens.texts[stop] == text else ""
        if after[:1].isupper() or before == _TICKER:
            return False
        if words[0] in _TOWNS and before in _THE:
            return False
        return not before[:1].isupper() or bool(tokens.first[at - 1])


def _is_acronym(word: str) -> bool:
    return len(word) >= _SHORT and word.isalpha() and word.isupper()


def _mostly_found(
    found: Counter[tuple[int, str]], tokens: Tokens, owner: Sequence[int]
) -> Iterator[tuple[int, str]]:
    """The acronyms, by article, that are found at half of their places or more, and not at all."""
    all_of: Counter[tuple[int, str]] = Counter(
        (owner[tokens.texts[at]], tokens.words[at])
        for at in tokens.among({word for _, word in found})
    )
    for key, times in found.items():
        if times < all_of[key] <= 2 * times:
            yield key


def _is_listed(words: Words) -> bool:
    return bool(known_bits(" ".join(words)) & gz.ORG)
