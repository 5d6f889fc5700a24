"""The people that an article names in full, by the words that may stand for each of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from index.entities.article_name import Name
from index.entities.resolving.addressed_people import Addressed
from index.entities.resolving.article_variants import same_people
from index.entities.resolving.person_names import (
    GENERATIONS,
    LONG,
    PAIR,
    compound_surnames,
    family,
    first_surname,
    is_compound,
    is_full,
    is_short,
    person_key,
    unglued,
)
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits

_JUNIOR = "jr."
_RANKS = frozenset("president chancellor premier king queen pope".split())
MADE = 0.5
"""How sure a surname is that the tagger did not see, which claims nobody."""

# So many texts, a headline and a caption, may be ahead of the one that introduces somebody.
_AHEAD = 2


class Forms:
    """The full names of people in an article by the words that may stand for them.

    News names a person in full before it uses the surname alone. So a surname that stands alone
    first is that of somebody whom the article never introduces, and not of the relative who is
    named later (`claims`). A name with a generation is another person than the one without where
    the article tells them apart: it names the one without first, or says "Trump Jr.". Such a one
    lends the surname to nobody.
    """

    def __init__(self, names: Sequence[Name], kin: Collection[tuple[str, ...]] = ()) -> None:
        """`kin` are the full names that somebody's relatives are introduced by."""
        self.people: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
        self.given: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
        self.juniors: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
        self.texts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.titles: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self.addressed = Addressed(names)
        self._merged: dict[tuple[str, ...], tuple[str, ...]] = {}
        counts = Counter(name.words for name in names)
        # "President Trump" says that "Trump" of "Trump Gowdy" is nobody's given name.
        self._surnames = {name.key[0] for name in names if len(name.key) == 1 and name.title}
        people = _without_glued([n for n in names if n.type == "person" and is_full(n.words)])
        self._apart = _told_apart(names, people)
        self._same = same_people(Counter(self._own_key(name.key) for name in people), family)
        # The best-written form of a key: not in capitals, frequent.
        for name in sorted(people, key=lambda name: (len(name.key), counts[name.words])):
            self._merged[self._own_key(name.key)] = name.words
        for name in people:
            key = self._key(name.key)
            full = self._best(key, name.words)
            self.texts[full].append(name.text)
            if name.title:
                self.titles[full].add(name.title)
            self._lend(key, full)
            if self._own_key(name.key) in self._same:
                self.given[name.key[0]][key] = full
        for name in people:
            self._lend_more(name)
        self.claims = self._claims(names, {self._key(key) for key in kin})

    def full(self, key: tuple[str, ...]) -> tuple[str, ...] | None:
        """A full name as the article writes it best; None where it has none of that key."""
        return self._merged.get(self._own_key(key))

    def by_letters(self, letters: str) -> tuple[str, ...] | None:
        """Whom letters without blanks name in full: "stevescalise"; None where they name nobody."""
        return next((full for key, full in self._merged.items() if "".join(key) == letters), None)

    def glued(self, name: Name) -> tuple[str, ...] | None:
        """Who is meant by what a page ran together: "Mitt Romney Willard" by whose name it begins
        with, "Trump Donald John TrumpGOP" by the name in it; None where it is no such thing.
        """
        if self.full(name.key):
            return None
        if len(name.key) > PAIR and (known := self.full(name.key[:PAIR])):
            return known
        plain = unglued(name.words)
        return (self.full(tuple(map(str.casefold, plain))) or plain) if plain else None

    def _own_key(self, key: tuple[str, ...]) -> tuple[str, ...]:
        plain = person_key(key)
        junior = plain in self._apart and not GENERATIONS.isdisjoint(key)
        return (*plain, _JUNIOR) if junior else plain

    def _key(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """Of one person's keys the one that stands for all of them."""
        own = self._own_key(key)
        return self._same.get(own, own)

    def _lend(self, key: tuple[str, ...], full: tuple[str, ...]) -> None:
        """Let the parts of a full name stand for it."""
        if key[-1] == _JUNIOR:
            self.juniors[family(key[:-1])][key] = full
            return
        surname = family(key)
        self.people[surname][key] = full
        if surname == key[0]:
            self.given[key[-1]][key] = full
            if "-" in key:
                self.people[" ".join(key[1:])][key] = full
        else:
            self.people[" ".join(key[1:])][key] = full
            if _may_be_given(key[0], self._surnames):
                self.given[key[0]][key] = full

    def _lend_more(self, name: Name) -> None:
        """Let one of a person's two surnames stand for him, and both, where they are nobody
        else's.
        """
        first, compounds = first_surname(name.words), compound_surnames(name.words)
        if not (first or compounds):
            return
        key = self._key(name.key)
        full = self._best(key, name.words)
        shorts = [first]
        for surname in compounds:
            if "-" not in surname:
                shorts.append(" ".join(surname))
                continue
            self.people[" ".join(surname).casefold()][key] = full
            # "Vanara" is Ntuthuzelo Vanara-Sishi; but "Rob Partridge-Marley" is run together.
            if is_compound(surname) and len(self.people[family(key)]) == 1:
                shorts.append(surname[0])
        for short in map(str.casefold, filter(None, shorts)):
            if short not in self.people:
                self.people[short][key] = full

    def _claims(
        self, names: Sequence[Name], kin: Collection[tuple[str, ...]]
    ) -> dict[str, tuple[str, ...]]:
        """Surnames used by themselves while only one person of that surname had been named, or
        nobody: then it is the surname itself that means somebody.
        """
        found: dict[str, tuple[str, ...]] = {}
        named: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        alone: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            if name.type != "person":
                continue
            if is_full(name.words):
                key = self._key(name.key)
                if key[-1] == _JUNIOR or key not in self._merged:
                    continue
                surname = family(key)
                before = alone.pop(surname, [])
                # "Trump" of a headline is not the wife who is introduced below it, and "President
                # Obama" is as good as in full.
                titled = {one.title for one in before} - self.titles[self._merged[key]] - {""}
                most = 0 if key in kin else 1 if titled else _AHEAD
                if len({one.text for one in before}) > most:
                    found.setdefault(surname, before[0].words)
                named[surname].add(self._merged[key])
            elif not (known := named[name.key[0]]):
                if name.span.confidence > MADE:
                    alone[name.key[0]].append(name)
            elif len(known) == 1:
                found.setdefault(name.key[0], next(iter(known)))
        return found

    def _best(self, key: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
        best = self._merged[key]
        if all(word.isupper() for word in best) and not all(word.isupper() for word in words):
            self._merged[key] = words
        return self._merged[key]


def _without_glued(people: Sequence[Name]) -> list[Name]:
    """Full names without those that are somebody's and another's surname, as pages without full
    stops have them: "Hunter Biden Trump".
    """
    pairs = {name.key for name in people if len(name.key) == PAIR}
    families = {key[-1] for key in pairs}

    def is_glued(key: tuple[str, ...]) -> bool:
        if len(key) != LONG or key[:PAIR] not in pairs:
            return False
        # "Willard" of "Mitt Romney Willard (Mitt) Mitt RomneySenators" is how the next one begins.
        given = known_bits(key[-1].capitalize()) & (gz.GIVEN | gz.SURNAME) == gz.GIVEN
        return given or key[-1] in families - {key[1]}

    return [name for name in people if not is_glued(name.key)]


def _told_apart(names: Sequence[Name], people: Sequence[Name]) -> set[tuple[str, ...]]:
    """The people, without generation, of whom the article names another one with a generation."""
    short = {name.key[0] for name in names if len(name.key) == 2 and name.key[1] in GENERATIONS}
    # "President Trump" is not Donald Trump Jr., who is no president; of formal names that have a
    # middle one the generation tells nothing.
    titled = {(n.key[0], n.title) for n in names if len(n.key) == 1 and n.title in _RANKS}
    own = {(family(person_key(n.key)), n.title) for n in people if n.title in _RANKS}
    ranks = {word for word, _ in titled - own}
    plain: set[tuple[str, ...]] = set()
    found = set()
    for name in people:
        key = person_key(name.key)
        if GENERATIONS.isdisjoint(name.key):
            plain.add(key)
        elif key in plain or family(key) in short or (family(key) in ranks and is_short(name.key)):
            found.add(key)
    return found


def _may_be_given(word: str, surnames: set[str]) -> bool:
    """Whether a word that stands first may be a given name: a mere surname is none, nor what a
    title stands before.
    """
    known = known_bits(word.capitalize())
    return bool(known & gz.GIVEN) or not (known & gz.SURNAME or word in surnames)
