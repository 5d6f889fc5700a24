"""Who is meant: the names of one article brought together under their fullest forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.core.values import EntityType
from index.entities.article_name import Name
from index.entities.bounds.parting import MEMBERS
from index.entities.classifying.clipped_names import clipped
from index.entities.classifying.firm_names import is_like_person
from index.entities.classifying.generic_names import (
    GENERIC,
    goes_by_first,
    is_common_place,
    without_common,
)
from index.entities.classifying.name_types import settle_types
from index.entities.classifying.possessive_names import POSSESSIVE, keep_possessives
from index.entities.completing.newspapers import PRESS
from index.entities.completing.nicknamed import without_nickname
from index.entities.completing.titles import PAIRS, plain_title
from index.entities.resolving.acronyms import abbreviates, initials
from index.entities.resolving.article_people import Forms
from index.entities.resolving.meant_people import meant
from index.entities.resolving.person_names import family, first_surname, person_key
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import core_length
from index.entities.words.name_cues import is_handle, is_of_kin
from index.entities.words.tokenizer import Tokens

# A full name less sure than this lends its surname to nobody.
_SURE = 0.6
_INITIALS = 4  # letters
_FULL = 2  # words at least
_LONGEST_COUNTRY = 3  # words
_CHAMBERS = frozenset({"House", "Senate"})
_HEADS = frozenset({"POTUS", "VPOTUS", "FLOTUS"})
_ELECT = "elect"
_WITH_NICKNAME = 4
_SINGLE = 2  # a word and its possessive ending
Shorts = dict[tuple[EntityType, tuple[str, ...]], set[tuple[str, ...]]]
# "Court", "Post": what means nothing by itself, and a body of the article that ends so.
_LAST_WORDS = GENERIC | PRESS
_HONOURS = frozenset("KC QC SC MP MPs MEP MSP OBE CBE MBE PhD".split())


def resolve(
    spans: Sequence[Span], tokens: Tokens, article: range, *, sport: bool = True
) -> list[Name]:
    """The names of one article, its tokens, each with the fullest form the article supports.

    A surname that two people of the article share belongs to the one whom the title before it
    fits, else to the one who was named in full in the same or the previous text; where that decides
    nothing, it has no target.
    """
    names = [name for span in spans if (name := _name(span, tokens))]
    keep_possessives(names, tokens)
    settle_types(names, tokens, article, sport=sport)
    for name in names:
        # Nobody is called "House" but with a title.
        if len(name.words) == 1 and name.words[0] in _CHAMBERS and not name.title:
            name.type = "org"
    aliases = _acronyms(names, tokens)
    people = Forms(names, {n.key for n in names if len(n.key) > 1 and is_of_kin(n, tokens)})
    shorts = _shorts(names)
    nations = _of_nations(names)
    for name in names:
        name.target = aliases.get(name.key) or _target(name, people, shorts)
        if name.type == "person" and len(name.key) == 1 and is_handle(name, tokens):
            # None, unless the article has somebody who is called so.
            name.target = people.by_letters(name.key[0])
        if name.type == "org" and name.target == name.words:
            name.target = nations.get(name.key, name.words)
    return without_common(names, tokens)


def surnames(spans: Sequence[Span], tokens: Tokens) -> dict[str, set[str]]:
    """The surnames of people named in full, as they are written, each with what a list knows of the
    given names of those who have one.
    """
    found: dict[str, set[str]] = {}
    for span in spans:
        if span.type == "person" and span.last > span.first and span.confidence >= _SURE:
            owned = tokens.words[span.last] in POSSESSIVE
            words = tokens.words[span.first : span.last + (not owned)]
            if len(words) < _FULL:
                continue
            key = tuple(map(str.casefold, words))
            place = key.index(family(person_key(key)))
            if words[place] in _CHAMBERS:
                # Of Matt House, too, "the House" is another.
                continue
            if words[place].islower() or _is_initials(words[place], words[0]):
                continue
            if not known_bits(words[place]) & (gz.COUNTRY | gz.REGION | gz.STARTER):
                given = [word for word in words[:1] if place == 1 and known_bits(word) & gz.GIVEN]
                found.setdefault(words[place], set()).update(given)
                if (first := first_surname(words)) and first not in found:
                    found[first] = set()
    return found


def _is_initials(word: str, given: str) -> bool:
    """Whether what stands where a surname does is an acronym: "Junge SVP", but not "Ann COHEN"."""
    shouted = word.isupper() and not given.isupper() and 1 < len(word) <= _INITIALS
    return shouted and not known_bits(word.title()) & (gz.GIVEN | gz.SURNAME)


def _name(span: Span, tokens: Tokens) -> Name | None:
    """The span without titles before a person and without a possessive ending."""
    first, last = span.first, span.last
    every = tokens.words
    if first < last and span.type == "person":
        known = gz.load().words
        if first and tokens.texts[first - 1] == tokens.texts[first]:
            # "Puan [Sri Ostrander]"
            first += (every[first - 1], every[first]) in PAIRS
        while first < last:
            if _is_before_name(first, last, every):
                first += 1
            elif first + 2 <= last and (every[first], every[first + 1]) in PAIRS:
                first += 2
            elif every[first + 1] != "-" and (
                known.get(every[first], 0) & gz.TITLE or every[first] in MEMBERS
            ):
                first += 1
            else:
                break
    elif (
        first < last
        and every[first] in {"The", "the", "THE"}
        and not _is_of_name(every[first : last + 1])
    ):
        first += 1
    while last > first and (
        (every[last] in POSSESSIVE and not _is_possessive(every[first : last + 1]))
        or (span.type == "person" and every[last] in _HONOURS)
    ):
        last -= 1
    words = tuple(every[first : last + 1])
    if span.type == "person" and len(words) > _WITH_NICKNAME:
        words = tuple(without_nickname(words))
    key = tuple(map(str.casefold, words))
    if first > span.first or last < span.last:
        span = Span(first, last, span.type, span.confidence)
    title = _title(first, tokens) if span.type == "person" else ""
    return Name(span, words, key, span.type, tokens.texts[first], words, title)


def _is_before_name(at: int, last: int, words: Sequence[str]) -> bool:
    """Whether what a person's name was taken to begin with is none of it: a mark, a network's word
    for a president, and what is left of "President-elect".
    """
    word = words[at]
    if word in _HEADS or not word[:1].isalnum():
        return True
    elected = word == _ELECT and at > 0 and words[at - 1] == "-"
    return elected or (at + 2 < last and tuple(words[at + 1 : at + 3]) == ("-", _ELECT))


def _is_possessive(words: Sequence[str]) -> bool:
    """Whether a list has several words with the possessive they end in: "Standard and Poor's"."""
    return len(words) > _SINGLE and bool(known_bits(" ".join(words)) & gz.ORG)


def _is_of_name(words: Sequence[str]) -> bool:
    """Whether the article that words begin with is part of the name: "The Hill" is no hill."""
    return (
        bool(known_bits(" ".join(words)) & gz.ORG) and not known_bits(" ".join(words[1:])) & gz.ORG
    )


def _title(first: int, tokens: Tokens) -> str:
    """The title before a word, as it is compared; "" where none stands there."""
    if not first or tokens.texts[first - 1] != tokens.texts[first]:
        return ""
    word = tokens.words[first - 1]
    return plain_title(word) if gz.load().words.get(word, 0) & gz.TITLE else ""


def _acronyms(names: Sequence[Name], tokens: Tokens) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Acronyms that the article defines in brackets, or that its full names spell."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    words = tokens.words
    full = [name for name in names if name.type == "org" and len(name.words) > 1]
    spelled: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in full:
        letters = initials(name.words)
        spelled[letters].add(name.words)
        last = name.span.last
        if last + 3 < len(words) and words[last + 1] == "(" and words[last + 3] == ")":
            short = words[last + 2]
            if abbreviates(short, letters):
                found[(short.casefold(),)] = name.words
    for name in names:
        if name.type == "org" and len(name.words) == 1 and name.key not in found:
            short = name.words[0].replace(".", "")
            options = spelled.get(short.casefold(), set())
            if len(short) > 2 and short.isupper() and len(options) == 1:
                found[name.key] = next(iter(options))
    for name in names:
        if name.key in found:
            name.type = "org"
    return found


def _of_nations(names: Sequence[Name]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Organisations that the article names with and without their country: "Home Office" by "United
    Kingdom Home Office". One that a list knows goes by its name there, "US State Department" too.
    """
    own = {name.key: name.words for name in names if name.type == "org"}
    fuller: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for key, words in own.items():
        for length in range(1, min(len(words), _LONGEST_COUNTRY + 1)):
            country = known_bits(" ".join(words[:length])) & (gz.COUNTRY | gz.DEMONYM)
            # "House Freedom Caucus"
            country = country or (length == 1 and words[0] in _CHAMBERS)
            if country and key[length:] in own:
                fuller[key[length:]].add(key)
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for short, longer in fuller.items():
        if known_bits(" ".join(own[short])) & gz.ORG:
            found |= dict.fromkeys(longer, own[short])
        elif len(longer) == 1:
            found[short] = own[next(iter(longer))]
    return found


def _shorts(names: Sequence[Name]) -> Shorts:
    """Organisations by the words their names begin with, "Hanwha" by "Hanwha Ocean", and by a last
    word that means nothing by itself, "Court" by "Supreme Court"; so are places, "Hill" by
    "Capitol Hill".
    """
    found: Shorts = defaultdict(set)
    own = {name.key for name in names if name.key[-1] in POSSESSIVE}
    for name in names:
        if name.type == "place" and len(name.key) > 1:
            found["place", name.key[-1:]].add(name.words)
        if name.type == "org":
            for length in range(1, len(name.key)):
                # "Trump's Veterans Day" is no long form of "Trump".
                if name.key[length] in POSSESSIVE:
                    # "Moody's" is Moody's Investors Service.
                    if name.key[: length + 1] in own:
                        found["org", name.key[: length + 1]].add(name.words)
                    break
                found["org", name.key[:length]].add(name.words)
            if len(name.key) > 1 and name.words[-1] in _LAST_WORDS:
                found["org", name.key[-1:]].add(name.words)
            if is_like_person(name.words):
                # "Lilly" is Eli Lilly.
                found["org", name.key[1:2]].add(name.words)
    for key, words in clipped(names).items():
        found["org", key].add(words)
    return found


def _as_one(names: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Names of which those that differ by a legal form alone are one: the longest, not in capitals
    where another is not.
    """
    if len(names) < 2:
        return names
    by_core: dict[tuple[str, ...], tuple[str, ...]] = {}
    # The last of those with one core is kept.
    for words in sorted(names, key=lambda name: (len(name), not " ".join(name).isupper(), name)):
        by_core[tuple(map(str.casefold, words[: core_length(words)]))] = words
    return set(by_core.values())


def _target(name: Name, people: Forms, shorts: Shorts) -> tuple[str, ...] | None:
    if name.type == "person":
        return meant(name, people)
    longer = _as_one(shorts.get((name.type, name.key), set()))
    if len(longer) != 1 or (name.type == "place" and not is_common_place(name)):
        return name.words
    full = next(iter(longer))
    if name.type == "place":
        return full
    plain = goes_by_first(full) or core_length(full) == len(name.key)
    # A place or a known organisation means itself, whatever longer names begin with it.
    itself = known_bits(name.words[0]) & (gz.COUNTRY | gz.REGION | gz.CITY | gz.ORG | gz.DEMONYM)
    single = len(name.key) == 1 or name.key[-1] in POSSESSIVE
    return full if plain or (not itself and single) else name.words
