"""Of what type the names of an article are, by all that the article says of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from index.core.values import EntityType
from index.entities import gazetteer as gz
from index.entities.article_name import Name
from index.entities.person_names import family, person_key
from index.entities.tokenizer import Tokens

LEGAL = frozenset(
    "inc inc. corp corp. corporation co co. company ltd ltd. limited plc llc ag sa nv group"
    " holdings holding university party".split()
)
# Of forms that are written the same, those that are all but certain decide the type: the model is
# right less often than it says where it is not.
_SHARP = 8
# Words that mean some organisation of the article, and none by themselves.
GENERIC = frozenset(
    "Court Committee Council Commission Board Department Ministry Agency Office Service Party "
    "Campaign State Defense Defence Cabinet Administration Government Bureau Authority Company "
    "Minority Majority Union University Hospital School Institute Foundation Association Society "
    "Club Center Centre Group Bank Police Force Corps Division Conference Convention".split()
)
_THE = frozenset({"the", "The", "THE"})
_INSIDE = frozenset("in near outside throughout across".split())
# What the article so often says to be inside a town of that name is the town.
_OFTEN = {"person": 1 / 3, "org": 1 / 6}


def settle_types(names: Sequence[Name], tokens: Tokens) -> None:
    """Give every name the type that its article supports."""
    _agree(names)
    people = _surnames(names)
    _inside(names, tokens, people)
    _retype(names, people)


def without_common(names: Sequence[Name], tokens: Tokens) -> list[Name]:
    """The names without single words that name nothing by themselves: "the Court" where the article
    has no court of more words (`resolve` has found those), "the Clintons".
    """
    words = {name.key[-1] for name in names if name.type == "person"}

    def is_name(name: Name) -> bool:
        if len(name.key) > 1 or (name.target and len(name.target) > 1):
            return True
        if name.type == "org" and name.words[0] in GENERIC:
            return False
        at, key = name.span.first, name.key[0]
        article = at and tokens.text[at - 1] == tokens.text[at] and tokens.words[at - 1] in _THE
        return not (article and key.endswith("s") and key[:-1] in words)

    return [name for name in names if is_name(name)]


def known_bits(name: str) -> int:
    """What the lists know of a name of one or several words."""
    known = gz.load()
    return (known.phrases if " " in name else known.words).get(gz.plain(name), 0)


def _agree(names: Sequence[Name]) -> None:
    """What is written the same is of one type: the one that the article supports best."""
    votes: dict[tuple[str, ...], dict[EntityType, float]] = defaultdict(dict)
    for name in names:
        own = votes[name.key]
        own[name.type] = own.get(name.type, 0.0) + name.span.confidence**_SHARP
    for name in names:
        own = votes[name.key]
        name.type = max(own, key=own.__getitem__)


def _surnames(names: Sequence[Name]) -> set[str]:
    """The surnames of people named in full that are not countries as well."""
    return {
        word
        for name in names
        if name.type == "person" and len(name.key) > 1
        for word in (family(person_key(name.key)),)
        if not known_bits(word.capitalize()) & (gz.COUNTRY | gz.REGION)
    }


def _inside(names: Sequence[Name], tokens: Tokens, people: set[str]) -> None:
    """A town that things happen in is one, whatever else is called so: "in Nice", "in Ferguson"."""
    times: Counter[tuple[str, ...]] = Counter(name.key for name in names)
    inside: Counter[tuple[str, ...]] = Counter()
    for name in names:
        at = name.span.first
        same = at and tokens.text[at - 1] == tokens.text[at]
        if same and tokens.words[at - 1].casefold() in _INSIDE:
            inside[name.key] += 1
    for name in names:
        if name.type == "place" or name.key[-1] in people or name.title:
            continue
        bits = known_bits(" ".join(name.words))
        town = bits & gz.CITY and not bits & gz.ORG
        often = _OFTEN[name.type] * times[name.key]
        if town and inside[name.key] and inside[name.key] >= often:
            name.type = "place"


def _retype(names: Sequence[Name], people: set[str]) -> None:
    """A single word that is the surname of a person named in full is that person; one that is a
    firm's name without its legal form is that firm, and so is one that a list knows as a firm where
    nobody is called so.
    """
    firms = {
        name.key[0]
        for name in names
        if name.type == "org" and len(name.key) == 2 and name.key[1] in LEGAL
    }
    titled = {name.key for name in names if name.title}
    for name in names:
        if len(name.key) > 1:
            continue
        bits = known_bits(name.words[0])
        if name.key[0] in people:
            name.type = "person"
        elif name.key[0] in firms or (
            bits & gz.ORG and name.type == "person" and name.key not in titled
        ):
            name.type = "org"
