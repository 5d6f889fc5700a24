"""Institutions whole that begin with what they are, as other languages name them: "Universidad de
los Andes", "Partido Justicialista", "Banco do Brasil".
"""

from __future__ import annotations

from collections.abc import Mapping

from index.entities.spans import Span, apart, by_token, replaced
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Tokens

HEADS = frozenset(
    "Angkatan Asociación Asociacion Associação Associazione Badan Banca Banco Banque Barisan Bolsa "
    "Câmara Cámara Coimisiún Comhairle Conradh Cyngor Dewan Gabungan Jabatan Kementerian Kesatuan "
    "Komisi Lembaga Mahkamah Majlis Pasukan Perbadanan Persatuan Pertubuhan Polis Sekolah "
    "Suruhanjaya Syarikat Tentera Údarás Yayasan Compagnie Companhia Compañía Confederación "
    "Confederação Confédération Corporación Federación Federação Fédération Fondation Fondazione "
    "Fundación Fundação Instituto Istituto Ministère Ministério Ministerio Partai Parti Partido "
    "Partito Sindicato Sociedad Sociedade Société Unión União Universidad Universidade Universitas "
    "Universitat Universitatea Università Université Universiti Universiteit Universität".split()
)
"""What institutions begin with and none is called by itself."""

_SMALL = frozenset(
    "de del da das do dos di du des della delle la las le les los y e et dan na nan".split()
)
# What kind of institution it is stands behind that in small letters: "Université libre de".
_WHAT_KIND = frozenset(
    "libre catholique nationale national centrale générale technique autónoma nacional central "
    "federal estatal técnica politécnica católica cattolica zu für van voor".split()
)
_LONGEST = 8  # words
# What stands behind a name and is no part of it: "Banco Popular President Richard Carrión".
_BEHIND = gz.TITLE | gz.ROLE | gz.CALENDAR
_SURE = 0.8
_BODIES = frozenset(
    "Administration Agency Association Authority Board Bureau Commission Committee Company Council "
    "Court Defence Department Directorate Division Federation Inspectorate Institute Ministry "
    "Office Organisation Organization Party Secretariat Service Society Subcommittee Tribunal "
    "Union".split()
)
_SPORTS = frozenset(
    "Athletics Badminton Baseball Basketball Boxing Cricket Cycling Football Golf Gymnastics "
    "Handball Hockey Netball Rowing Rugby Sailing Skiing Softball Squash Surfing Swimming Tennis "
    "Triathlon Volleyball Wrestling".split()
)
# Bodies of two lands: "the Devon and Cornwall Police".
_OF_TWO = frozenset("Police Court Authority Council Constabulary Association".split())
_LANDS = gz.COUNTRY | gz.REGION | gz.CITY
_MATTERS = 4  # words
_THE = frozenset({"the", "The"})
_NO_MATTER = gz.TITLE | gz.DEMONYM | gz.STARTER | gz.CALENDAR | gz.COUNTRY | gz.REGION | gz.OTHER


def with_sports(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, bodies of a sport whole that are called by it and a country: "Cricket
    South Africa", "New Zealand Rugby".
    """
    places = tokens.among(_SPORTS)
    if not places:
        return spans
    beginning = {span.first: span for span in spans if span.type == "place"}
    ending = {span.last: span for span in spans if span.type == "place"}
    taken = by_token(spans)
    words, text = tokens.words, tokens.texts
    added: list[Span] = []
    for at in places:
        if own := taken.get(at):
            if own.type != "org" and _is_of_country(own, at, words):
                added.append(own._replace(type="org"))
            continue
        country = beginning.get(at + 1) or ending.get(at - 1)
        if country is None or text[country.first] != text[at]:
            continue
        if not known_bits(" ".join(words[country.first : country.last + 1])) & gz.COUNTRY:
            continue
        first, last = min(at, country.first), max(at, country.last)
        beside = [words[by] for by in (first - 1, last + 1) if 0 <= by < len(words)]
        same = [by for by in (first - 1, last + 1) if 0 <= by < len(words) and text[by] == text[at]]
        if not any(words[by][:1].isupper() and not tokens.first[by] for by in same) and beside:
            added.append(Span(first, last, "org", _SURE))
    return replaced(spans, added)


def _is_of_country(span: Span, sport: int, words: list[str]) -> bool:
    """Whether a name is that of a sport, at a place, and of a country alone."""
    inside = words[span.first : span.last + 1]
    rest = inside[1:] if span.first == sport else inside[:-1] if span.last == sport else []
    return bool(rest) and bool(known_bits(" ".join(rest)) & gz.COUNTRY)


def with_beginning(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, institutions with what stands between "the" and an "and" before what a
    tagger saw of them: "the Roads and Bridges Committee".
    """
    words, text = tokens.words, tokens.texts
    taken: dict[int, Span] | None = None
    found = list(spans)
    for place, span in enumerate(spans):
        at = span.first - 1
        if span.type != "org" or at < 2 or words[at] != "and":
            continue
        if place and words[span.last] in _OF_TWO and _is_of_two(spans[place - 1], span, tokens):
            found[place] = span._replace(first=spans[place - 1].first)
            continue
        if words[span.last] not in _BODIES:
            continue
        taken = by_token(spans) if taken is None else taken
        first = at
        while first > at - _MATTERS and _may_begin(first - 1, tokens, taken):
            first -= 1
            if words[first - 1] == "," and _may_begin(first - 2, tokens, taken):
                first -= 1
        article = first < at and words[first - 1] in _THE and text[first - 1] == text[span.first]
        if article:
            found[place] = span._replace(first=first)
    return apart(found)


def _is_of_two(land: Span, body: Span, tokens: Tokens) -> bool:
    """Whether a land stands between "the" and an "and" before a body that begins with another."""
    before = land.first - 1
    return (
        land.type == "place"
        and land.last == body.first - 2
        and body.last > body.first
        and before >= 0
        and tokens.texts[before] == tokens.texts[body.first]
        and tokens.words[before] in _THE
        and bool(known_bits(tokens.words[body.first]) & _LANDS)
    )


def _may_begin(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> bool:
    """Whether a word may be one of an institution's matters."""
    word = tokens.words[at]
    return at not in taken and word.istitle() and not known_bits(word) & _NO_MATTER


def with_headed(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, institutions whole that begin with a word of their kind."""
    places = tokens.among(HEADS)
    if not places:
        return spans
    holding = by_token(spans)
    added: list[Span] = []
    inside: set[Span] = set()
    for first in places:
        own = holding.get(first)
        if (own and own.first < first) or (added and added[-1].last >= first):
            continue
        last = end_of_name(first, tokens)
        if own and own.type == "org" and own.last >= last:
            continue
        if last > first:
            end = holding.get(last)
            last = max(last, end.last if end else last)
            within = [holding[at] for at in range(first, last + 1) if at in holding]
            sure = max([_SURE, *(span.confidence for span in within if span.type == "org")])
            added.append(Span(first, last, "org", sure))
            inside.update(within)
    return apart([*(span for span in spans if span not in inside), *added]) if added else spans


def end_of_name(first: int, tokens: Tokens) -> int:
    """The last word of the name that begins at a place; the first, where nothing follows."""
    words, text = tokens.words, tokens.texts
    last = first
    for at in range(first + 1, min(first + _LONGEST, len(words))):
        word = words[at]
        if text[at] != text[first]:
            break
        if word[:1].isupper() and word.isalpha():
            # "Banca Nazionale del Lavoro BNL"
            letters = len(word) > 1 and word.isupper() and not words[first].isupper()
            if letters or known_bits(word) & _BEHIND:
                break
            last = at
        elif word not in _SMALL and not (at == first + 1 and word in _WHAT_KIND):
            break
    return last
