"""Firms that a tagger found in part or not at all: whole up to their legal form, and again wherever
the article calls them by less ("Eskey" of Eskey Inc, "OIL" of "Oil India Ltd (OIL)").
"""

from __future__ import annotations

from collections.abc import Mapping

from index.entities.bounds.parting import ORDINARY
from index.entities.bounds.span_words import SpanWords
from index.entities.completing.called_again import BEFORE, CalledAgain
from index.entities.completing.institutions import Institutions, is_capital
from index.entities.spans import Span, apart, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.legal_forms import is_certain, is_form
from index.entities.words.tokenizer import Ints, Tokens

_LONGEST = 6  # words before the form
_SURE = 0.8
_JOINING = frozenset("-&")


class FirmSpans:
    """Completes the firms among the spans of texts. Keeps nothing but what it looks words up in."""

    def __init__(self) -> None:
        self._facts = SpanWords()
        self._institutions = Institutions(self._facts)
        self._again = CalledAgain(self._facts)

    def complete(self, spans: list[Span], tokens: Tokens, article: Ints) -> list[Span]:
        """The spans in order, with the firms that were cut short or missed; `article` numbers the
        article of each text.
        """
        spans = self._institutions.complete(self._with_forms(spans, tokens), tokens)
        return self._again.complete(spans, tokens, article)

    def _with_forms(self, spans: list[Span], tokens: Tokens) -> list[Span]:
        """The spans, those of firms up to their legal forms."""
        places = tokens.where(is_form)
        if not places:
            return spans
        holding = by_token(spans)
        added: list[Span] = []
        inside: set[Span] = set()
        for at in places:
            if self._goes_on(tokens, at):
                continue
            firm = self._firm(tokens, at, holding)
            if firm is not None:
                added.append(firm)
                inside |= {
                    holding[place] for place in range(firm.first, firm.last + 1) if place in holding
                }
        kept = [span for span in spans if span not in inside]
        return apart([*kept, *added]) if added else spans

    @staticmethod
    def _goes_on(tokens: Tokens, at: int) -> bool:
        """Whether another form follows: "Co Ltd"."""
        after = at + 1
        same = after < len(tokens.words) and tokens.texts[after] == tokens.texts[at]
        return same and is_form(tokens.words[after])

    def _firm(self, tokens: Tokens, last: int, holding: Mapping[int, Span]) -> Span | None:
        """The firm whose form stands at a place; None where it is none, or whole already."""
        text, end = tokens.texts[last], last - 1
        while end >= 0 and tokens.texts[end] == text:
            # "Quayle Dredging (Pvt) Ltd"
            bracket = tokens.words[end] == ")" and tokens.words[end - 2 : end - 1] == ["("]
            if not bracket and not is_form(tokens.words[end]):
                break
            end -= 3 if bracket else 1
        own, before = holding.get(last), holding.get(end)
        if own and (own.last > last or (own.type == "org" and own.first < end)):
            return None
        told = before.type == "org" if before else self._facts.bit(tokens.words[end]) & gz.ORG_CUE
        if not (told or is_certain(tokens.words[last]) or self._is_limited(tokens, last)):
            return None
        first = self._first_word(tokens, end, text, holding)
        if first is None:
            return None
        sure = max(_SURE, before.confidence if before else 0)
        return Span(first, last, "org", sure)

    @staticmethod
    def _is_limited(tokens: Tokens, last: int) -> bool:
        """Whether a word is "Limited" with a capital behind two others, and more follows than a
        headline's end.
        """
        if tokens.words[last] != "Limited" or tokens.texts[last + 1 : last + 2] != [
            tokens.texts[last]
        ]:
            return False
        return is_capital(tokens, last, -1) and is_capital(tokens, last, -2)

    def _first_word(
        self, tokens: Tokens, end: int, text: int, holding: Mapping[int, Span]
    ) -> int | None:
        """Where the firm begins whose last word before its form is at a place; None if no name
        stands there in that text.
        """
        first: int | None = None
        place = end
        while place >= 0 and place > end - _LONGEST and tokens.texts[place] == text:
            span = holding.get(place)
            if span is not None and (span.type != "place" or place == end):
                first, place = span.first, span.first - 1
            elif self._belongs(tokens, place, alone=first is None):
                first = place
                place -= 1
            elif first is not None and self._joins(tokens, place):
                place -= 1
            else:
                break
            if first is not None and tokens.first[first]:
                break
        return first

    def _belongs(self, tokens: Tokens, place: int, *, alone: bool) -> bool:
        """Whether a word may be one of a firm's name that the tagger did not see."""
        word = tokens.words[place]
        if not word[:1].isupper():
            return False
        bits = self._facts.bit(word)
        if bits & BEFORE and not alone and not bits & gz.ORG_CUE:
            return False
        if tokens.first[place] and self._facts.share(word.lower()) < ORDINARY and not alone:
            return bool(bits & gz.ORG_CUE)
        shouted = len(word) > 1 and word.isupper()
        return not shouted or self._facts.share(word.lower()) >= ORDINARY or bool(bits & gz.ORG_CUE)

    @staticmethod
    def _joins(tokens: Tokens, place: int) -> bool:
        """Whether a mark joins two words of a name: "Hydro-Quebec", "B & W"."""
        if not place or tokens.words[place] not in _JOINING:
            return False
        same = tokens.texts[place - 1] == tokens.texts[place]
        return same and tokens.words[place - 1][:1].isupper()
