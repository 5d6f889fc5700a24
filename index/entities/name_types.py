"""Of what type the names of an article are, by all that the article says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from index.core.values import EntityType
from index.entities import gazetteer as gz
from index.entities import lexicon
from index.entities.article_name import Name
from index.entities.clubs import settle_clubs
from index.entities.firm_names import settle_firms, settle_namesakes
from index.entities.gazetteer import known_bits
from index.entities.headed_names import HEADS
from index.entities.legal_forms import is_certain, is_legal
from index.entities.name_cues import (
    INSIDE,
    POSSESSIVE_ENDINGS,
    is_inside,
    is_lent,
    is_of_kin,
    is_of_town,
    is_the,
    word_beside,
)
from index.entities.person_names import family, person_key
from index.entities.tokenizer import Tokens
from index.entities.works import titles_of_works

_OF_PLACES = frozenset({"university", "party"})
# What the names of firms and institutions begin with: "Banque Nationale de Paris".
_HEADS = frozenset(
    "Banque Banco Banca Caisse Compagnie Societe Société Sociedad Universidad Universidade "
    "Université Universita Ministry Bank".split()
)
# Of forms that are written the same, those that are all but certain decide the type: the model is
# right less often than it says where it is not.
_SHARP = 8
# A person is named in full by most articles; a word that no list has as a name, of nobody whom the
# article names in full, is seldom one where it may be something else.
_UNKNOWN = 0.3
# … and hardly ever, unless the tagger took it for one in more than so many places for each other.
_MOSTLY, _HARDLY = 4, 0.003
# Words that mean some organisation of the article, and none by themselves.
GENERIC = frozenset(
    "Court Committee Council Commission Board Department Ministry Agency Office Service Party "
    "Campaign State Defense Defence Cabinet Administration Government Bureau Authority Company "
    "Minority Majority Union University Hospital School Institute Foundation Association Society "
    "Club Center Centre Group Bank Police Force Corps Division Conference Convention".split()
)
# So often a word has a capital that is nothing but a name.
_ALWAYS = 0.9
_SON = frozenset("bin bint ibn Bin".split())
_PROVINCES = frozenset("Prefecture Governorate Province Oblast Voivodeship Krai".split())
_ADMINISTERED = frozenset("State Province County District Governorate Prefecture".split())
# What towns end in, and clubs: "Davao City Mayor" tells which.
_TOWNS = frozenset({"City", "Town", "Township"})
_AND = frozenset({"and", "or"})
_JOINTS = _AND | {","}
_BEFORE_TOWNS = frozenset("in from of to between for near at".split())
_POSSESSIVES = {("'s",), ("’s",)}
_LONGEST_TOWN = 3  # words
# What somebody plays "in" a work.
_PARTS = frozenset("role roles part starred stars star".split())
# Particles that join other names as well.
_SMALL = frozenset("and y e & the of".split())
_THE = frozenset({"the", "The", "THE"})
# A town that the tagger is so sure of is no surname.
_CERTAIN = 0.9
# What the article so often says to be inside a town of that name is the town.
_OFTEN = {"person": 1 / 3, "org": 1 / 6}
_UNLISTED = {"person": 1 / 3, "org": 2 / 3}


def settle_types(names: Sequence[Name], tokens: Tokens) -> None:
    """Give every name the type that its article supports."""
    for name in names:
        if len(name.key) > 1 and (is_certain(name.key[-1]) or name.words[0] in _HEADS):
            name.type = "org"
        elif name.type == "person" and len(name.key) > 1 and name.words[-1] in GENERIC:
            # "Donald J. Trump Foundation"
            name.type = "org"
        elif name.type == "org" and len(name.key) > 1 and name.words[-1] in _PROVINCES:
            name.type = "place"
        elif name.type == "org" and (_has_father(name.words) or _has_particle(name.words)):
            name.type = "person"
    _agree(names)
    settle_firms(names, tokens)
    people = _surnames(names)
    kin = _kin(names, tokens)
    _towns(names, tokens, people)
    settle_clubs(names, tokens)
    _rows(names, tokens)
    _retype(names, people, kin)
    settle_namesakes(names, tokens)
    _with_article(names, tokens, people)


def _has_father(words: Sequence[str]) -> bool:
    """Whether a name says whose son or daughter somebody is: "Osama bin Laden"."""
    place = len(words) - 2
    return place >= 0 and words[place] in _SON and all(word.istitle() for word in words[:place])


def _has_particle(words: Sequence[str]) -> bool:
    """Whether a given name stands before a surname of two words: "Marine Le Pen"."""
    if len(words) != _LONGEST_TOWN or not words[-1].istitle():
        return False
    given, particle, last = (known_bits(words[0]), words[1].casefold(), known_bits(words[2]))
    if given & (gz.GIVEN | gz.ORG_CUE | gz.PLACE_CUE) != gz.GIVEN or last & ~gz.SURNAME:
        return False
    return bool(gz.load().words.get(particle, 0) & gz.PARTICLE) and particle not in _SMALL


def _with_article(names: Sequence[Name], tokens: Tokens, people: set[str]) -> None:
    """What has an article before it is no person: "told The Hill", "went to the Hill"."""
    for name in names:
        if name.type != "person" or len(name.key) > 1 or name.key[0] in people:
            continue
        if is_the(name, tokens):
            name.type = "org"
        elif is_common_place(name) and _has_article(name, tokens):
            name.type = "place"


def is_common_place(name: Name) -> bool:
    """Whether it is one word that says what kind of place something is: "Hill"."""
    return len(name.key) == 1 and bool(known_bits(name.words[0]) & gz.PLACE_CUE)


def _has_article(name: Name, tokens: Tokens) -> bool:
    at = name.span.first
    return at > 0 and tokens.texts[at - 1] == tokens.texts[at] and tokens.words[at - 1] in _THE


def without_common(names: Sequence[Name], tokens: Tokens) -> list[Name]:
    """The names without single words that name nothing by themselves: "the Court" where the article
    has no court of more words (`resolve` has found those), "the Clintons"; and without what cases
    in court and storms are called by, "Roe v. Wade", where the article has nobody called so.
    """
    words = {name.key[-1] for name in names if name.type == "person"}
    lent = {n.key for n in names if n.type == "person" and is_lent(n, tokens)}
    works = titles_of_works(names, tokens)

    def is_name(name: Name) -> bool:
        if name.key in works:
            return False
        if len(name.key) > 1 or (name.target and len(name.target) > 1):
            return True
        if name.key in lent and not name.title:
            return False
        if name.type == "org" and name.words[0] in GENERIC:
            return False
        if tokens.first[name.span.first] and name.words[0] in HEADS:
            return False
        key = name.key[0]
        return not (_has_article(name, tokens) and key.endswith("s") and key[:-1] in words)

    return [name for name in names if is_name(name)]


def goes_by_first(words: Sequence[str]) -> bool:
    """Whether an organisation of two words is meant by the first alone: a firm is, but a university
    is not that has the name of its town, and nothing is meant by the name of a state.
    """
    if len(words) != 2:
        return False
    bits, last = known_bits(words[0]), words[1]
    if last.casefold() in _OF_PLACES:
        return not bits & (gz.COUNTRY | gz.REGION | gz.CITY)
    return is_legal(last) and not bits & (gz.COUNTRY | gz.REGION)


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


def _is_sure_person(name: Name) -> bool:
    single = len(name.key) == 1
    owner = not single and name.key[1:] in _POSSESSIVES
    return (single and bool(name.title)) or ((single or owner) and name.words[0] in gz.leaders())


def _surnames(names: Sequence[Name]) -> set[str]:
    """The surnames of people named in full that are not countries as well."""
    return {
        word
        for name in names
        if name.type == "person" and len(name.key) > 1
        for word in (family(person_key(name.key)),)
        if not known_bits(word.capitalize()) & (gz.COUNTRY | gz.REGION)
    }


def _kin(names: Sequence[Name], tokens: Tokens) -> set[tuple[str, ...]]:
    """Given names that somebody's daughter has, or that a person has who is named in full: they are
    people, whatever else is called so.
    """
    may: set[tuple[str, ...]] = {
        name.key for name in names if len(name.key) == 1 and _is_given(name.words[0])
    }
    if not may:
        return may
    named = [name for name in names if name.key in may]
    times: Counter[tuple[str, ...]] = Counter(name.key for name in named)
    kin: Counter[tuple[str, ...]] = Counter(n.key for n in named if is_of_kin(n, tokens))
    given = {n.key[:1] for n in names if n.type == "person" and len(n.key) > 1}
    return {
        name.key
        for name in named
        if kin[name.key] > _OFTEN["org"] * times[name.key]
        or (name.key in given and name.type == "org")
    }


def _is_called_so(word: str) -> bool:
    """Whether a list has a word as somebody's name."""
    return bool(known_bits(word.capitalize()) & (gz.GIVEN | gz.SURNAME))


def _is_given(word: str) -> bool:
    bits = known_bits(word.capitalize())
    return bool(bits & gz.GIVEN and not bits & (gz.COUNTRY | gz.REGION))


def _towns(names: Sequence[Name], tokens: Tokens, people: set[str]) -> None:
    """A town that things happen in is one, whatever else is called so: "in Nice", "in Ferguson"."""
    several = {name.key for name in names if name.type == "person" and len(name.key) > 1}
    may = [
        name
        for name in names
        if name.type != "place"
        and not name.title
        and (name.key[-1] not in people or _is_alone(name.key, several) or is_of_town(name, tokens))
        and (_is_town(name.words) or _is_unknown(name.words))
    ]
    if not may:
        return
    keys = {name.key for name in may}
    named = [name for name in names if name.key in keys]
    times: Counter[tuple[str, ...]] = Counter(name.key for name in named)
    ends = {name.span.last: name for name in names if name.type == "place"}
    inside: Counter[tuple[str, ...]] = Counter(
        n.key for n in named if _is_in_town(n, tokens) or _is_beside_town(n, ends, tokens)
    )
    for name in may:
        if inside[name.key]:
            shares = _OFTEN if _is_town(name.words) else _UNLISTED
            if inside[name.key] >= shares[name.type] * times[name.key]:
                name.type = "place"


def _is_alone(key: tuple[str, ...], several: Collection[tuple[str, ...]]) -> bool:
    """Whether nobody else of some people has the last word of one of several words."""
    return len(key) > 1 and not any(one[-1] == key[-1] for one in several if one != key)


def _rows(names: Sequence[Name], tokens: Tokens) -> None:
    """A word that no list has, in a row between two places or organisations, is one as well, unless
    the article has it as a person elsewhere: "Pellow, Carrick and Strand Foods".
    """
    for before, name, after in zip(names, names[1:], names[2:], strict=False):
        kind = before.type
        if kind in {name.type, "person"} or after.type != kind or name.title:
            continue
        first, last = name.span.first, name.span.last
        if before.span.last + 2 != first or last + 2 != after.span.first:
            continue
        if word_beside(tokens, first, -1) != "," or word_beside(tokens, last, 1) not in _JOINTS:
            continue
        if _is_unknown(name.words):
            for same in names:
                if same.key == name.key:
                    same.type = kind


def _is_in_town(name: Name, tokens: Tokens) -> bool:
    """Whether things are said to be in a name; of what begins with a given name, by the words
    before it alone: "Ada Strand, USA Today".
    """
    if word_beside(tokens, name.span.first, -2).lower() in _PARTS:
        # "her role in Vera Drake"
        return False
    if len(name.key) > 1 and _is_given(name.words[0]):
        inside = word_beside(tokens, name.span.first, -1) in INSIDE
        owns = word_beside(tokens, name.span.last, 1) in POSSESSIVE_ENDINGS
        return is_of_town(name, tokens) or (inside and not owns)
    return is_inside(name, tokens)


def _is_beside_town(name: Name, ends: Mapping[int, Name], tokens: Tokens) -> bool:
    """Whether a name is told with a place that something is in: "in Pesalai and Talaimannar"."""
    town = ends.get(name.span.first - 2)
    if town is None or word_beside(tokens, name.span.first, -1) not in _AND:
        return False
    if len(name.key) > 1 and _is_given(name.words[0]):
        # "of Massachusetts and Ada Strand"
        return False
    before = word_beside(tokens, town.span.first, -1)
    return before in _BEFORE_TOWNS or (before in _JOINTS and town.span.first - 2 in ends)


def _is_unknown(words: Sequence[str]) -> bool:
    """Whether a name is of words that no list has, in small letters neither, or that hardly anybody
    is called by.
    """
    if len(words) == 1:
        return words[0].istitle() and not known_bits(words[0])
    if len(words) > _LONGEST_TOWN or not all(w.istitle() and w.isalpha() for w in words):
        return False
    first, *_, last = map(known_bits, words)
    if first & gz.GIVEN and lexicon.capital_share(words[-1].lower()) >= 0:
        # News has people of this surname.
        return False
    first_free = not first & ~(gz.PARTICLE | gz.SURNAME | gz.GIVEN)
    return first_free and not last & ~(gz.GIVEN | gz.CITY)


def _is_town(words: Sequence[str]) -> bool:
    """Whether a list has a name as that of a town, and not as that of an organisation, or it ends
    as provinces and towns do: "Kano State", which is no university of an American state.
    """
    name = " ".join(words)
    bits = known_bits(name) or known_bits(name.title())
    if len(words) > 1 and words[-1] in _ADMINISTERED and not bits and all(map(str.istitle, words)):
        return not known_bits(" ".join(words[:-1])) & (gz.COUNTRY | gz.REGION)
    if len(words) > 1 and words[-1] in _TOWNS:
        return not bits & gz.ORG
    return bool(bits & gz.CITY and not bits & gz.ORG)


def _retype(names: Sequence[Name], people: set[str], kin: set[tuple[str, ...]]) -> None:
    """A word that is the surname of a person named in full is that person, and with another given
    name before it a relative; one that is a firm's name without its legal form is that firm, and so
    is one that a list knows as a firm where nobody is called so.
    """
    firms = {name.key[0] for name in names if name.type == "org" and goes_by_first(name.words)}
    titled = {name.key for name in names if name.title}
    for name in names:
        if name.key in kin or (name.key[-1] in people and _is_of_surname(name)):
            name.type = "person"
        elif len(name.key) == 1 and (
            name.key[0] in firms
            or (
                name.type == "person"
                and name.key not in titled
                and known_bits(name.words[0]) & gz.ORG
            )
        ):
            name.type = "org"


def _is_of_surname(name: Name) -> bool:
    """Whether a name that ends in a surname is the surname alone, or has a given name before it."""
    if len(name.words) == 1 and name.type != "place":
        return True
    # "Le Pen" is a surname of two words.
    particles = gz.load().words
    bits = known_bits(" ".join(name.words))
    if len(name.words) > 1 and bits & gz.ORG:
        return False
    # "Riyadh" is the town, whatever "al-Riyadh" was taken for.
    town = bits & gz.CITY and not bits & (gz.GIVEN | gz.SURNAME)
    if town and name.type == "place" and name.span.confidence >= _CERTAIN:
        return False
    if all(particles.get(word, 0) & gz.PARTICLE for word in name.key[:-1]):
        return True
    return len(name.key) == 2 and name.type == "org" and _may_be_given(name.words[0])


def _may_be_given(word: str) -> bool:
    """Whether somebody may be called so: a given name, or a word that no list knows and that is
    always written with a capital.
    """
    bits = known_bits(word)
    if bits or not word.istitle():
        return bool(bits & gz.GIVEN)
    share = lexicon.capital_share(word.lower())
    return share < 0 or share >= _ALWAYS
