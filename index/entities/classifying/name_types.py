"""Of what type the names of an article are, by all that the article says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.core.values import EntityType
from index.entities.article_name import Name
from index.entities.classifying.clubs import settle_clubs, told_of_sport
from index.entities.classifying.family_names import kin, settle_families, surnames_in_full
from index.entities.classifying.firm_names import settle_firms, settle_namesakes
from index.entities.classifying.generic_names import GENERIC, is_common_place
from index.entities.classifying.told_kinds import settle_unknown
from index.entities.classifying.towns import settle_rows, settle_towns
from index.entities.classifying.unlisted_people import settle_unlisted
from index.entities.spans import TableSpan
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import is_certain
from index.entities.words.name_cues import begins_dateline, has_article, is_the, word_beside
from index.entities.words.tokenizer import Tokens

# What the names of firms and institutions begin with: "Banque Nationale de Paris".
_HEADS = frozenset(
    "Banque Banco Banca Caisse Compagnie Societe Société Sociedad Universidad Universidade "
    "Université Universita Ministry Bank".split()
)
# … and what they end in: "Zilla Parishad", "Ruby Hall Clinic".
_ENDS = frozenset(
    "Clinic Collective Constabulary Dal Hospital Legislature Mahasabha Manch Morcha Panchayat "
    "Parishad Sabha Samiti Samithi Sangathan Sangh Sangha Trust".split()
)
# Of forms that are written the same, those that are all but certain decide the type: the model is
# right less often than it says where it is not.
_SHARP = 8
# A person is named in full by most articles; a word that no list has as a name, of nobody whom the
# article names in full, is seldom one where it may be something else.
_UNKNOWN = 0.3
# … and hardly ever, unless the tagger took it for one in more than so many places for each other.
_MOSTLY, _HARDLY = 4, 0.003
_SON = frozenset("bin bint ibn Bin".split())
_PROVINCES = frozenset("Prefecture Governorate Province Oblast Voivodeship Krai".split())
# What stretches of land end in that have an article, and families.
_LANDS = frozenset(
    "Downs Highlands Lowlands Plains Heights Hills Falls Islands Mountains Ranges Valley Flats "
    "Marshes Peninsula Desert River".split()
)
_COUNTY = 3  # words
_PLAYING = frozenset("striker manager midfielder defender coach beat lost drew won were".split())
_POSSESSIVES = {("'s",), ("’s",)}
_WITH_PARTICLE = 3  # words
# Particles that join other names as well.
_SMALL = frozenset("and y e & the of".split())


def settle_types(
    names: Sequence[Name], tokens: Tokens, article: range, *, sport: bool = True
) -> None:
    """Give every name the type that its article, its tokens, supports. In a table a club stays one,
    and the town that a report comes from a place, though both are written the same. `sport`:
    whether the article may be a report of sport.
    """
    told = [(name, name.type) for name in names if isinstance(name.span, TableSpan)]
    words = tokens.words
    dated = [n for n in names if words[n.span.first].isupper() and _is_dateline(n, tokens)]
    _settle_types(names, tokens, dated, told_of_sport(tokens, article, sport=sport))
    for name, kind in told:
        name.type = kind
    for name in dated:
        name.type = "place"


def _settle_types(
    names: Sequence[Name], tokens: Tokens, dated: Sequence[Name], told: tuple[bool, bool]
) -> None:
    for name in names:
        if len(name.key) > 1 and _is_body(name.words):
            name.type = "org"
        elif name.type == "person" and len(name.key) > 1 and name.words[-1] in GENERIC:
            # "Donald J. Trump Foundation"
            name.type = "org"
        elif name.type == "org" and len(name.key) > 1 and _is_land(name, tokens):
            name.type = "place"
        elif name.type == "org" and (_has_father(name.words) or _has_particle(name.words)):
            name.type = "person"
    # Most articles have no dateline in capitals.
    _agree([n for n in names if not any(n is one for one in dated)] if dated else names)
    game, report = told
    settle_unlisted(names, tokens, game=game)
    settle_unknown(names, tokens)
    settle_firms(names, tokens)
    people = surnames_in_full(names)
    related = kin(names, tokens)
    settle_towns(names, tokens, people)
    opponents = settle_clubs(names, tokens, game=game, report=report)
    settle_rows(names, tokens)
    people -= {key[-1] for key in opponents}
    settle_families(names, people, related)
    settle_namesakes(names, tokens)
    _with_article(names, tokens, people)


def _is_body(words: Sequence[str]) -> bool:
    """Whether several words begin or end as those of bodies do."""
    if is_certain(words[-1].casefold()) or words[0] in _HEADS:
        return True
    return words[-1] in _ENDS and not known_bits(words[0]) & gz.GIVEN


def _is_land(name: Name, tokens: Tokens) -> bool:
    """Whether a name ends as provinces do, or as counties, and no list has a club of that name:
    "Hennepin County".
    """
    if name.words[-1] != "County":
        return name.words[-1] in _PROVINCES
    if len(name.key) > _COUNTY or "of" in name.key:
        return False
    listed = known_bits(" ".join(name.words)) & gz.ORG
    return not listed and word_beside(tokens, name.span.last, 1) not in _PLAYING


def _has_father(words: Sequence[str]) -> bool:
    """Whether a name says whose son or daughter somebody is: "Osama bin Laden"."""
    place = len(words) - 2
    return place >= 0 and words[place] in _SON and all(word.istitle() for word in words[:place])


def _has_particle(words: Sequence[str]) -> bool:
    """Whether a given name stands before a surname of two words: "Marine Le Pen"."""
    if len(words) != _WITH_PARTICLE or not words[-1].istitle():
        return False
    given, particle, last = (known_bits(words[0]), words[1].casefold(), known_bits(words[2]))
    if given & (gz.GIVEN | gz.ORG_CUE | gz.PLACE_CUE) != gz.GIVEN or last & ~gz.SURNAME:
        return False
    return bool(gz.load().words.get(particle, 0) & gz.PARTICLE) and particle not in _SMALL


def _with_article(names: Sequence[Name], tokens: Tokens, people: set[str]) -> None:
    """What has an article before it is no person: "told The Hill", "went to the Hill", "the Darling
    Downs".
    """
    lands: set[tuple[str, ...]] = set()
    for name in names:
        if name.type == "person" and name.words[-1] in _LANDS and has_article(name, tokens):
            lands.add(name.key)
        if name.type != "person" or len(name.key) > 1 or name.key[0] in people:
            continue
        if is_the(name, tokens):
            name.type = "org"
        elif is_common_place(name) and has_article(name, tokens):
            name.type = "place"
    for name in names:
        if name.key in lands:
            name.type = "place"


def _agree(names: Sequence[Name]) -> None:
    """What is written the same is of one type: the one that the article supports best; whoever
    bears a title once is a person.
    """
    votes: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(dict)
    for name in names:
        own = votes[name.key]
        own[name.type] = own.get(name.type, 0.0) + name.span.confidence**_SHARP
    doubtful = [k for k, own in votes.items() if len(own) > 1 and len(k) == 1 and "person" in own]
    if doubtful:
        full = {word for name in names if name.type == "person" for word in name.key[1:]}
        times = Counter((name.key, name.type == "person") for name in names)
        for key in doubtful:
            if key[0] not in full and not _is_called_so(key[0]):
                often = times[key, False] * _MOSTLY >= times[key, True]
                votes[key]["person"] *= _HARDLY if often else _UNKNOWN
    titled = {name.key for name in names if _is_sure_person(name)}
    for name in names:
        own = votes[name.key]
        name.type = "person" if name.key in titled else max(own, key=own.__getitem__)


def _is_dateline(name: Name, tokens: Tokens) -> bool:
    first, last, kind, _ = name.span
    if not begins_dateline(first, last, tokens):
        return False
    return kind == "place" or bool(known_bits(" ".join(name.words).title()) & gz.CITY)


def _is_sure_person(name: Name) -> bool:
    single = len(name.key) == 1
    owner = not single and name.key[1:] in _POSSESSIVES
    known = name.words[0] in gz.leaders() or name.words[0] in gz.remembered_people()
    return (single and bool(name.title)) or ((single or owner) and known)


def _is_called_so(word: str) -> bool:
    """Whether a list has a word as somebody's name."""
    return bool(known_bits(word.capitalize()) & (gz.GIVEN | gz.SURNAME))
