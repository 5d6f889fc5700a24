"""Firms that a tagger found in part or not at all: whole up to their legal form, and again wherever
the article calls them by less ("Eskey" of Eskey Inc, "OIL" of "Oil India Ltd (OIL)").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping

from index.core.values import EntityType
from index.entities import gazetteer as gz
from index.entities.acronyms import abbreviates, initials
from index.entities.gazetteer import known_bits
from index.entities.legal_forms import core_length, is_certain, is_form
from index.entities.parting import ORDINARY
from index.entities.span_words import SpanWords
from index.entities.spans import Span, apart, by_token
from index.entities.tokenizer import Ints, Tokens

_LONGEST = 6  # words before the form
_SURE = 0.8
_AGAIN = 0.7
# A name less sure than this is not looked for again; one with a legal form may be less sure.
_LEAST = 0.9
_FORMAL = 0.6
# A firm's first word that has a capital less often may be any word where it stands alone.
_MOSTLY = 0.5
# So few words are hardly a name of an institution by themselves: "Head Office".
_TWO = 2
# What the names of institutions end in.
_INSTITUTIONS = frozenset(
    "Academy Administration Agency Alliance Association Authority Battalion Board Brigade Bureau "
    "Church College Commission Committee Company Corporation Council Court Directorate Division "
    "Federation Force Forces Foundation Hospital Inspectorate Institute Ministry Movement Office "
    "Organisation Organization Party Regiment Secretariat Service Society Tribunal Union "
    "University".split()
)
_OF_TOWNS = frozenset({"College", "University"})
_STATIONS = frozenset({"FM", "TV"})
# What clubs end in that have no other word of an organisation: "Vipers SC".
_CLUBS = frozenset({"FC", "SC", "AFC", "RFC", "CF", "FM"})
_ORDINALS = frozenset("st nd rd th".split())
_JOINING = frozenset("-&")
# What wires write before the letters by which shares are called: "<QDL>".
_TICKER = "<"
# What stands before a firm's name and is no part of it, unless the tagger took it for one.
_BEFORE = gz.TITLE | gz.ROLE | gz.DEMONYM | gz.CALENDAR | gz.STARTER | gz.COUNTRY
_NO_FIRM = _BEFORE | gz.REGION | gz.CITY | gz.GIVEN | gz.OTHER | gz.ORG_CUE | gz.PLACE_CUE
_SHORT = 3  # letters
_STARTING = 5  # letters at most of a word that begins sentences and no name
Words = tuple[str, ...]


def _is_capital(tokens: Tokens, at: int, by: int) -> bool:
    """Whether the word so many places from another in its text is written with a capital."""
    place = at + by
    if not 0 <= place < len(tokens.words) or tokens.texts[place] != tokens.texts[at]:
        return False
    return tokens.words[place].istitle()


def _is_owned_by_many(tokens: Tokens, at: int) -> bool:
    """Whether a word belongs to many: "Traders' Association", but not "Britain's Ministry"."""
    if at < 2 or tokens.texts[at - 2] != tokens.texts[at]:
        return False
    owner, ending = tokens.words[at - 2 : at]
    return owner[-1] == "s" and ending in "'’"


class FirmSpans:
    """Completes the firms among the spans of texts. Keeps nothing but what it looks words up in."""

    def __init__(self) -> None:
        self._facts = SpanWords()

    def complete(self, spans: list[Span], tokens: Tokens, article: Ints) -> list[Span]:
        """The spans in order, with the firms that were cut short or missed; `article` numbers the
        article of each text.
        """
        spans = self._with_institutions(self._with_forms(spans, tokens), tokens)
        return self._again(spans, tokens, article)

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

    def _with_institutions(self, spans: list[Span], tokens: Tokens) -> list[Span]:
        """The spans and institutions that nothing was found of: "Federal Labour Office"."""
        places = tokens.among(_INSTITUTIONS | _CLUBS)
        if not places:
            return spans
        taken = by_token(spans)
        towns = {span.last: span for span in spans if span.type == "place"}
        added = []
        for last in places:
            if last - 1 in towns and self._is_of_town(tokens, last, taken):
                town = towns[last - 1]
                added.append(Span(town.first, last, "org", max(_SURE, town.confidence)))
                continue
            if last in taken or last + 1 in taken or _is_capital(tokens, last, 1):
                continue
            if tokens.words[last] in _STATIONS:
                own = taken.get(last - 1)
                if own and tokens.texts[own.first] == tokens.texts[last]:
                    added.append(Span(own.first, last, "org", max(_SURE, own.confidence)))
                    continue
            first, words = last, 1
            while words <= _LONGEST and first - 1 not in taken:
                owned = first - 1 if _is_owned_by_many(tokens, first) else first
                if words > 1 and tokens.words[first - 1] == "and" and first - 2 not in taken:
                    # "Roads and Harbours Committee"
                    owned = first - 1
                if not self._leads(tokens, owned):
                    break
                first, words = owned - 1, words + 1
            club = words > 1 and tokens.words[last] in _CLUBS
            told = words > _TWO and not tokens.first[first] and tokens.words[first - 1] != "-"
            told = told and first - 1 not in taken
            number = self._with_number(first, tokens, towns) if told or words == _TWO else first
            told = told or (number < first and number not in taken)
            first = number if told else first
            if told or (club and first - 1 not in taken):
                added.append(Span(first, last, "org", _SURE))
        return apart([*spans, *added]) if added else spans

    @staticmethod
    def _with_number(first: int, tokens: Tokens, towns: Mapping[int, Span]) -> int:
        """Where an institution begins with its number, and its town: "129th Defence Brigade",
        "Porthaven 1st High Court".
        """
        number = first
        if tokens.words[first - 1][:-2].isdecimal() and tokens.words[first - 1][-2:] in _ORDINALS:
            number = first - 1
        elif tokens.words[first - 1] in _ORDINALS and tokens.words[first - 2].isdecimal():
            number = first - 2
        town = towns.get(number - 1) if number < first else None
        return town.first if town and tokens.texts[town.first] == tokens.texts[first] else number

    @staticmethod
    def _is_of_town(tokens: Tokens, last: int, taken: Container[int]) -> bool:
        """Whether a word makes the place before it a university: "Indiana University"."""
        same = tokens.texts[last - 1] == tokens.texts[last]
        free = last not in taken and not _is_capital(tokens, last, 1)
        return tokens.words[last] in _OF_TOWNS and same and free

    def _leads(self, tokens: Tokens, at: int) -> bool:
        """Whether the word before another may be one of an institution's."""
        if not _is_capital(tokens, at, -1):
            return False
        word = tokens.words[at - 1]
        # "Police" and "Economic" begin sentences too, and names: "Police Complaints Authority".
        return len(word) > _STARTING or not self._facts.bit(word) & gz.STARTER

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
        return _is_capital(tokens, last, -1) and _is_capital(tokens, last, -2)

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
        if bits & _BEFORE and not alone and not bits & gz.ORG_CUE:
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

    def _again(self, spans: list[Span], tokens: Tokens, article: Ints) -> list[Span]:
        """The spans and what calls their firms by less, or the same, unmarked."""
        wanted: dict[str, dict[Words, set[int]]] = defaultdict(lambda: defaultdict(set))
        places: set[Words] = set()
        owner = article.tolist()
        for span in spans:
            if span.type == "place" and span.last > span.first and span.confidence >= _FORMAL:
                words = tuple(tokens.words[span.first : span.last + 1])
                places.add(words)
                wanted[words[0]][words].add(owner[tokens.texts[span.first]])
            if span.type == "org" and span.last > span.first and span.confidence >= _FORMAL:
                for words in self._called(span, tokens):
                    wanted[words[0]][words].add(owner[tokens.texts[span.first]])
        if not wanted:
            return spans
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

    def _called(self, span: Span, tokens: Tokens) -> Iterator[Words]:
        """What an article calls an organisation of several words: all of them, the acronym that
        stands behind it in brackets, a firm without its legal form and by its first word.
        """
        words = tuple(tokens.words[span.first : span.last + 1])
        length = core_length(words)
        if length < len(words) or span.confidence >= _LEAST:
            yield words
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
        return not before[:1].isupper() or bool(tokens.first[at - 1])
