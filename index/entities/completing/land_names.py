"""Places whole that end or begin with what they are, of which a tagger saw a part, nothing, or an
organisation: "the Ostrander Stand", "Calle Mayor".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.completing.headed_names import end_of_name
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Tokens

# How many villages of South Asia end, and a few people.
_SETTLED = frozenset("Chowk Ganj Garh Kalan Khas Khurd Nagar".split())

LAND = _SETTLED | frozenset(
    "Airport Aerodrome Atoll Avenue Boulevard Bridge Canal Canyon Cemetery Creek Dam Delta Estuary "
    "Forest Glacier Gorge Harbor Harbour Highway Island Islands Lagoon Lake Lighthouse Mosque "
    "Mountain Mountains Nullah Oasis Peninsula Pier Plateau Quay Reservoir River Road "
    "Roundabout Ridge Stadium Strait Street Tracts Valley Waterfall Wharf Barracks Bypass "
    "Expressway Motorway".split()
)
"""What places end in, and hardly anything else."""

# … and other things as well, unless the tagger saw a name before it.
_MAYBE = frozenset(
    "Stand Mine Square Park Hotel Palace Castle Fort Hill Hills Bay Beach Falls Tower Gardens "
    "Junction Pass Peak Arena Cathedral Temple Shrine Ground Prison Jail Cinema".split()
)
_ENDINGS = LAND | _MAYBE
_HEADS = frozenset(
    "Avenida Bairro Barangay Barrio Bukit Calle Cerro Colonia Deir Estadio Estádio Gunung "
    "Ilha Isla Jabal Jalan Jebel Kampong Kampung Kibbutz Khirbet Moshav Nahal Palacio Palácio "
    "Palazzo Piazza Plaza Plaça Playa Praça Praia Pulau Quai Rua Rue Río Stade Sungai Wadi".split()
)
_NO_PART = gz.TITLE | gz.ROLE | gz.DEMONYM | gz.CALENDAR | gz.STARTER
_STREETS = frozenset("Avenue Street Road Highway Expressway".split())
_ROADS = frozenset("Expressway Highway Motorway Road Bridge Railway Tunnel Canal".split())
_DASHES = frozenset("-–")
_DIGITS = 3
_LONGEST = 3  # words before the ending
_SURE = 0.8


def lands(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Places whole that end or begin with what they are, that no span, by token, is."""
    for find, words in ((_ending, _ENDINGS), (_headed, _HEADS)):
        for at in tokens.among(words):
            span = find(at, tokens, taken)
            road = span or taken.get(at)
            if road and road.last == at and (other := _other_end(road, tokens, taken)):
                span = Span(other.first, at, "place", max(road.confidence, other.confidence))
            if number := _number(at, tokens, span or taken.get(at)):
                yield number
            elif span:
                yield span


def _number(at: int, tokens: Tokens, span: Span | None) -> Span | None:
    """A street whole with the number behind it: "West Avenue 6"."""
    if span is None or span.last != at or span.type != "place" or tokens.words[at] not in _STREETS:
        return None
    after = tokens.words[at + 1 : at + 2]
    if not after or not after[0].isdecimal() or tokens.texts[at + 1] != tokens.texts[at]:
        return None
    return span._replace(last=at + 1) if len(after[0]) <= _DIGITS else None


def _ending(last: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    words, text = tokens.words, tokens.texts
    own = taken.get(last)
    if own is not None:
        wrong = own.type == "org" and own.last == last > own.first and words[last] in LAND
        if own.type == "person" and own.last == last > own.first and words[last] in _SETTLED:
            wrong = not known_bits(words[own.first]) & gz.GIVEN
        known = known_bits(" ".join(words[own.first : last + 1])) & gz.ORG
        return own._replace(type="place") if wrong and not known else None
    after = words[last + 1] if last + 1 < len(words) and text[last + 1] == text[last] else ""
    if after[:1].isupper() or last + 1 in taken:
        return None
    before = taken.get(last - 1)
    if before is not None:
        if text[before.first] != text[last] or before.type == "org":
            return None
        return Span(before.first, last, "place", max(_SURE, before.confidence))
    first = last
    while first > 0 and last - first < _LONGEST and _may_be_part(first - 1, last, tokens, taken):
        first -= 1
    town = taken.get(first - 1)
    if town and town.type == "place" and town.last == first - 1 and text[town.first] == text[last]:
        # "Incheon International Airport"
        first = town.first
    elif _goes_back(first, tokens):
        return None
    if first == last or (words[last] not in LAND and tokens.first[first]):
        return None
    if words[last] in _MAYBE and any(known_bits(word) & gz.OTHER for word in words[first:last]):
        return None
    return Span(first, last, "place", _SURE)


def _other_end(road: Span, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """Where a road comes from that has two names joined by a dash: "Delhi–Meerut Expressway"."""
    dash = road.first - 1
    other = taken.get(dash - 1)
    if other is None or other.type != "place" or tokens.words[dash] not in _DASHES:
        return None
    if tokens.words[road.last] not in _ROADS or road.first == road.last:
        return None
    glued = (
        tokens.end[dash - 1] == tokens.start[dash] and tokens.end[dash] == tokens.start[dash + 1]
    )
    return other if glued else None


def _goes_back(first: int, tokens: Tokens) -> bool:
    """Whether a capital stands before a place that no sentence gives it: a longer name's."""
    at = first - 1
    if at < 0 or tokens.texts[at] != tokens.texts[first] or not tokens.words[at][:1].isupper():
        return False
    return not (tokens.first[at] and known_bits(tokens.words[at]) & gz.STARTER)


def _may_be_part(at: int, last: int, tokens: Tokens, taken: Mapping[int, Span]) -> bool:
    if at in taken or tokens.texts[at] != tokens.texts[last]:
        return False
    word = tokens.words[at]
    if tokens.first[at] and known_bits(word) & gz.STARTER:
        return False
    return word.istitle() and word.isalpha() and not known_bits(word) & _NO_PART


def _headed(first: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    own = taken.get(first)
    if own is not None and own.first < first:
        return None
    last = end_of_name(first, tokens)
    if last == first or (own is not None and own.last > last):
        return None
    end = taken.get(last)
    whole = Span(first, end.last if end else last, "place", _SURE)
    return None if own and own[:3] == whole[:3] else whole
