"""Names and words known in advance: what they are, and the one name of those with several."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from pathlib import Path

from index.core.values import EntityType
from index.entities.words.tokenizer import words

DATA = Path(__file__).parents[1] / "data"

# What a word may be, as bits.
GIVEN, SURNAME, CITY, COUNTRY, REGION, DEMONYM, ORG = (1 << bit for bit in range(7))
TITLE, ROLE, ORG_CUE, PLACE_CUE, PARTICLE, CALENDAR, OTHER, STARTER = (
    1 << bit for bit in range(7, 15)
)
BITS = 15
_SECTIONS = {
    "titles": TITLE,
    "honorifics": TITLE,
    "roles": ROLE,
    "organisation": ORG_CUE,
    "place": PLACE_CUE,
    "particles": PARTICLE,
    "calendar": CALENDAR,
    "other": OTHER,
    "starters": STARTER,
    # Given names of peoples of whom the lists of names have few.
    "given": GIVEN,
}

NAME_KINDS = {"given": GIVEN, "surname": SURNAME, "city": CITY}
OF_SEVERAL_WORDS = "of several words"
"""What a head in the file of names says of those below it."""

LISTS: Mapping[str, tuple[EntityType, int]] = {
    "countries": ("place", COUNTRY),
    "regions": ("place", REGION),
    "lands_and_waters": ("place", REGION),
    "organisations": ("org", ORG),
}
"""The files of names that go by others as well, and what these are of."""

LISTED = "listed.txt"
"""All of them, put together by `benchmarks/pack_names.py`."""

OF_ALIASES = "folded"
"""The head in it of names and what else they go by, both as `fold` has them."""

OF_KINDS: tuple[EntityType, ...] = ("org", "place")
BY_SEVERAL = "{} by several names"
"""The heads in it of names that go by others, as `fold` has them."""


# Letters that no accent can be taken from, and the apostrophe.
_UNMARKED = str.maketrans("’łŁøØđĐıħĦ", "'lLoOdDihH")


def plain(word: str) -> str:
    """A word without accents and with straight apostrophes, as the lists have it."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFKD", word.translate(_UNMARKED))
    return "".join(character for character in apart if not unicodedata.combining(character))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known of words and of names.

    `words` has the bits of a single word, `phrases` the bits of a name by its tokens with blanks
    between. `canonical` gives a place's or an organisation's one name by any of its names; `listed`
    are the countries, regions and organisations among both, by any of theirs.
    """

    words: dict[str, int] = field(default_factory=dict)
    phrases: dict[str, int] = field(default_factory=dict)
    canonical: dict[tuple[EntityType, str], str] = field(default_factory=dict)
    listed: set[str] = field(default_factory=set)

    def add(self, name: str, bit: int) -> str:
        """Enter a name; answers with its tokens joined by blanks."""
        key = as_tokens(plain(name))
        table = self.phrases if " " in key else self.words
        table[key] = table.get(key, 0) | bit
        return key


def as_tokens(name: str) -> str:
    """The tokens of a name without accents, joined by blanks."""
    # Most names are letters and blanks, which is what their tokens are then.
    if name.isascii() and name.replace(" ", "").isalpha():
        return name
    return " ".join(words(name))


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


_WOMEN = "f:"


@cache
def leaders() -> frozenset[str]:
    """Surnames of heads of state and government whom news names by these alone."""
    lines = (line.removeprefix(_WOMEN) for line in _lines("leaders.txt"))
    return frozenset(word for line in lines for word in line.split())


@cache
def leading_women() -> frozenset[str]:
    """Those of `leaders` that are women's."""
    women = (line for line in _lines("leaders.txt") if line.startswith(_WOMEN))
    return frozenset(word for line in women for word in line.removeprefix(_WOMEN).split())


@cache
def remembered_people() -> frozenset[str]:
    """People of the past whom texts call by one word."""
    return frozenset(word for line in _lines("remembered_people.txt") for word in line.split())


@cache
def lands_and_waters() -> frozenset[str]:
    """Places of one word that are hardly anything else, without countries."""
    lines = map(forms_of, _lines("lands_and_waters.txt"))
    forms = (form for name, others, _ in lines for form in (name, *others))
    return frozenset(form for form in forms if form.isalpha())


@cache
def presidents() -> frozenset[str]:
    """Surnames of presidents of the United States, whom news names with their families."""
    return frozenset(word for line in _lines("presidents.txt") for word in line.split())


def forms_of(line: str) -> tuple[str, list[str], list[str]]:
    """The name of a line of one of `LISTS`, its other names and its demonyms."""
    name, _, rest = line.partition(":")
    others, _, demonyms = rest.partition(";")
    # "Washington, D.C." is one name; its line is the only one with a comma before the colon.
    parts = [part.strip() for part in others.split(", ") if part.strip()]
    return name.strip(), parts, [part.strip() for part in demonyms.split(",") if part.strip()]


def _listed(*heads: str) -> Iterator[tuple[str, list[str]]]:
    """Sections of the file of listed names: what one is called, and the columns of each line."""
    _, *sections = (DATA / LISTED).read_text("utf-8").split("\n[")
    for section in sections:
        head, _, lines = section.partition("]\n")
        if head in heads:
            for line in lines.removesuffix("\n").split("\n"):
                yield head, line.split("\t")


def _load_listed(gazetteer: Gazetteer) -> None:
    """Enter the names of `LISTS`: a line has a name, by which it is found, nothing, demonyms."""
    words, phrases = gazetteer.words, gazetteer.phrases
    canonical, listed = gazetteer.canonical, gazetteer.listed
    for head, (name, *forms) in _listed(*LISTS):
        kind, bit = LISTS[head]
        if "" in forms:
            place = forms.index("")
            for form in forms[place + 1 :]:
                gazetteer.add(form, DEMONYM)
            del forms[place:]
        listed.update(forms)
        for form in forms:
            table = phrases if " " in form else words
            table[form] = table.get(form, 0) | bit
            canonical[kind, form.casefold()] = name


def _load_names(known: Gazetteer) -> None:
    """Enter the names that `benchmarks/pack_names.py` put together, each of which is there once."""
    _, *sections = (DATA / "names.txt").read_bytes().split(b"\n[")
    for section in sections:
        # Part by part: letters that all are ASCII are parted in half the time.
        head, _, names = section.decode("utf-8").partition("]\n")
        bits = sum(bit for kind, bit in NAME_KINDS.items() if kind in head.split())
        table = known.phrases if head.endswith(OF_SEVERAL_WORDS) else known.words
        table.update(zip(names.removesuffix("\n").split("\n"), repeat(bits)))


@cache
def load() -> Gazetteer:
    """The gazetteer, read from the package once."""
    gazetteer = Gazetteer()
    words = gazetteer.words
    _load_names(gazetteer)
    _load_listed(gazetteer)
    for name in _lines("other_names.txt"):
        gazetteer.add(name, OTHER)
    bit = 0
    for line in _lines("words.txt"):
        if line.startswith("["):
            bit = _SECTIONS[line.strip("[]")]
            continue
        for word in line.split():
            words[word] = words.get(word, 0) | bit
    return gazetteer


def known_bits(name: str) -> int:
    """What the lists know of a name of one or several words."""
    known = load()
    table = known.phrases if " " in name else known.words
    return table.get(name if name.isascii() else plain(name), 0)


@cache
def names_by_alias() -> Mapping[str, str]:
    """The names that lists have of what goes by others as well, by these; both folded."""
    return {alias: name for _, (name, *aliases) in _listed(OF_ALIASES) for alias in aliases}


@cache
def aliases_by_name() -> Mapping[str, Sequence[str]]:
    """By what else the names go that lists have, both folded."""
    found = defaultdict(list)
    for alias, name in names_by_alias().items():
        found[name].append(alias)
    return dict(found)


@cache
def several_names() -> Sequence[tuple[EntityType, str]]:
    """The one name of each place and organisation that is known by others as well, folded."""
    kinds: dict[str, EntityType] = {BY_SEVERAL.format(kind): kind for kind in OF_KINDS}
    return [(kinds[head], name) for head, (name,) in _listed(*kinds)]
