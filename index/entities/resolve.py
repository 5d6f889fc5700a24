"""Who is meant: the names of one article brought together under their fullest forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from index.entities import gazetteer as gz
from index.entities.spans import Span
from index.entities.tokens import Tokens
from index.query.nodes import EntityType

_SUFFIXES = frozenset(
    [
        "inc",
        "inc.",
        "corp",
        "corp.",
        "corporation",
        "co",
        "co.",
        "company",
        "ltd",
        "ltd.",
        "limited",
        "plc",
        "llc",
        "ag",
        "sa",
        "nv",
        "group",
        "holdings",
        "holding",
        "university",
        "party",
    ]
)
_SMALL = frozenset(["of", "for", "the", "and", "&", "in", "on", "at", "de", "la", "le", "-", "'"])
_GENERATIONS = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))
_NEAR = 1


@dataclass(slots=True)
class Name:
    """A span with its words; `target` becomes the words of the fullest form, None if unsure."""

    span: Span
    words: tuple[str, ...]
    key: tuple[str, ...]
    type: EntityType
    text: int
    target: tuple[str, ...] | None


def resolve(spans: Sequence[Span], tokens: Tokens) -> list[Name]:
    """The names of one article, each with the fullest form the article supports.

    A surname that two people of the article share belongs to the one who was named in full in the
    same or the previous text; where that decides nothing, the name is left out.
    """
    names = [name for span in spans if (name := _name(span, tokens))]
    _retype(names)
    aliases = _acronyms(names, tokens)
    forms = _Forms(names)
    for name in names:
        name.target = aliases.get(name.key) or _target(name, forms)
    return [name for name in names if name.target]


def label(name: Name) -> str:
    """The name as an archive lists it."""
    words = name.target or name.words
    text = spell(words)
    for kind in (name.type, "place" if name.type == "org" else "org"):
        if kind == name.type:
            known = gz.load().canonical.get((name.type, gz.plain(" ".join(words)).casefold()))
            if known:
                return known
    return text


def spell(words: Sequence[str]) -> str:
    """Words as one writes them: no blanks around hyphens, apostrophes and before commas."""
    text = " ".join(words)
    for mark in ("-", "/"):
        text = text.replace(f" {mark} ", mark)
    text = text.replace(" ,", ",").replace(" '", "'").replace(" ’", "’")
    # Names in capitals, from headlines and datelines, are written like the others.
    if text.isupper() and (len(text) > 5 or " " in text):
        return text.title().replace("'S", "'s")
    return text


def _name(span: Span, tokens: Tokens) -> Name | None:
    """The span without titles before a person and without a possessive ending."""
    first, last = span.first, span.last
    known = gz.load().words
    if span.type == "person":
        while first < last and known.get(tokens.words[first], 0) & gz.TITLE:
            first += 1
    elif first < last and tokens.words[first] in {"The", "the", "THE"}:
        first += 1
    while last > first and tokens.words[last] in {"'s", "’s", "'S", "’S", "'", "’"}:
        last -= 1
    words = tuple(tokens.words[first : last + 1])
    key = tuple(word.casefold() for word in words)
    moved = Span(first, last, span.type, span.confidence)
    return Name(moved, words, key, span.type, int(tokens.text[first]), words)


def _retype(names: Sequence[Name]) -> None:
    """A single word that is the surname of a person named in full is that person."""
    places = gz.COUNTRY | gz.REGION
    known = gz.load().words
    surnames = {
        name.key[-1]
        for name in names
        if name.type == "person"
        and len(name.key) > 1
        and not known.get(gz.plain(name.words[-1]), 0) & places
    }
    for name in names:
        if name.key[0] in surnames and len(name.key) == 1:
            name.type = "person"


def _acronyms(names: Sequence[Name], tokens: Tokens) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Acronyms that the article defines in brackets, or that its full names spell."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    words = tokens.words
    full = [name for name in names if name.type == "org" and len(name.words) > 1]
    spelled: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for name in full:
        letters = _initials(name.words)
        spelled[letters].add(name.words)
        last = name.span.last
        if last + 3 < len(words) and words[last + 1] == "(" and words[last + 3] == ")":
            short = words[last + 2]
            if _abbreviates(short, letters):
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


def _initials(words: Sequence[str]) -> str:
    return "".join(w[0] for w in words if w.casefold() not in _SMALL and w[0].isalnum()).casefold()


def _abbreviates(short: str, initials: str) -> bool:
    letters = short.replace(".", "").casefold()
    return (
        len(letters) > 1
        and letters[0] == initials[:1]
        and letters[:3]
        in (
            initials[:3],
            initials[:2] + letters[2:3],
            initials[:1] + letters[1:3] if len(letters) > 3 else "",
        )
    )


class _Forms:
    """The full names of an article by the words that may stand for them."""

    def __init__(self, names: Sequence[Name]) -> None:
        self.people: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
        self.given: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = defaultdict(dict)
        self.orgs: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self.texts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self.merged: dict[tuple[str, ...], tuple[str, ...]] = {}
        counts = Counter(name.words for name in names)
        people = [name for name in names if name.type == "person" and len(name.key) > 1]
        # The best-written form of a key: not in capitals, frequent.
        for name in sorted(people, key=lambda name: (len(name.key), counts[name.words])):
            self.merged[_person_key(name.key)] = name.words
        for name in people:
            key = _person_key(name.key)
            full = self._best(key, name.words)
            self.texts[full].append(name.text)
            family = _family(key)
            self.people[family][key] = full
            if family == key[0]:
                self.given[key[-1]][key] = full
            else:
                self.people[" ".join(key[1:])][key] = full
                self.given[key[0]][key] = full
        self.claims = self._claims(names)
        for name in names:
            if name.type == "org" and len(name.words) > 1:
                self.orgs[name.key[0]].add(name.words)

    def _claims(self, names: Sequence[Name]) -> dict[str, tuple[str, ...]]:
        """Surnames used by themselves while only one person of that surname had been named."""
        found: dict[str, tuple[str, ...]] = {}
        named: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for name in names:
            if name.type != "person":
                continue
            if len(name.key) > 1:
                key = _person_key(name.key)
                named[_family(key)].add(self.merged[key])
            elif len(named[name.key[0]]) == 1:
                found.setdefault(name.key[0], next(iter(named[name.key[0]])))
        return found

    def _best(self, key: tuple[str, ...], words: tuple[str, ...]) -> tuple[str, ...]:
        best = self.merged[key]
        if all(word.isupper() for word in best) and not all(word.isupper() for word in words):
            self.merged[key] = words
        return self.merged[key]


def _person_key(key: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without initials and generation: "George W. Bush Jr." is "george bush"."""
    kept = tuple(
        w for w in key if w not in _GENERATIONS and w != "," and not (len(w) <= 2 and w[-1] == ".")
    )
    return kept if len(kept) > 1 else key


def _family(key: tuple[str, ...]) -> str:
    """The surname: the last word, or the first in names of Korean and Chinese order."""
    gazetteer = gz.load().words
    first, last = (gazetteer.get(gz.plain(word.capitalize()), 0) for word in (key[0], key[-1]))
    eastern = key[0] in _eastern() and not first & gz.GIVEN
    if eastern or (key[0] in _eastern() and not last & gz.SURNAME):
        return key[0]
    return key[-1]


def _eastern() -> frozenset[str]:
    return _EASTERN


_EASTERN = frozenset(
    [
        "kim",
        "lee",
        "park",
        "choi",
        "jung",
        "jeong",
        "kang",
        "cho",
        "yoon",
        "yun",
        "jang",
        "lim",
        "han",
        "oh",
        "seo",
        "shin",
        "kwon",
        "hwang",
        "ahn",
        "song",
        "ryu",
        "jeon",
        "hong",
        "ko",
        "moon",
        "yang",
        "son",
        "bae",
        "baek",
        "heo",
        "nam",
        "noh",
        "roh",
        "ha",
        "joo",
        "wi",
        "wang",
        "li",
        "zhang",
        "liu",
        "chen",
        "zhao",
        "huang",
        "zhou",
        "wu",
        "xu",
        "sun",
        "hu",
        "zhu",
        "gao",
        "lin",
        "he",
        "guo",
        "ma",
        "luo",
        "liang",
        "zheng",
        "xie",
        "tang",
        "feng",
        "yu",
        "dong",
        "xiao",
        "cheng",
        "cao",
        "yuan",
        "deng",
        "fu",
        "shen",
        "zeng",
        "peng",
        "lu",
        "su",
        "jiang",
        "cai",
        "jia",
        "ding",
        "wei",
        "xue",
        "ye",
        "yan",
        "pan",
        "du",
        "dai",
        "xia",
        "zhong",
        "tian",
        "ren",
        "fan",
        "fang",
        "shi",
        "yao",
        "tan",
        "liao",
        "zou",
        "jin",
        "hao",
        "kong",
        "bai",
        "cui",
        "mao",
        "qiu",
        "qin",
        "gu",
        "hou",
        "shao",
        "meng",
        "xi",
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ngo",
        "mao",
        "bo",
        "ai",
        "tsai",
    ]
)


def _target(name: Name, forms: _Forms) -> tuple[str, ...] | None:
    if name.type == "person":
        return _person(name, forms)
    if name.type == "org" and len(name.key) == 1:
        longer = {
            words
            for words in forms.orgs.get(name.key[0], ())
            if len(words) == 2 and words[1].casefold() in _SUFFIXES
        }
        if len(longer) == 1:
            return next(iter(longer))
    return name.words


def _person(name: Name, forms: _Forms) -> tuple[str, ...] | None:
    if len(name.key) > 1:
        key = _person_key(name.key)
        return forms.merged.get(key) or forms.merged.get(key, name.words)
    for table in (forms.people, forms.given):
        options = set(table.get(name.key[0], {}).values())
        if len(options) == 1:
            return next(iter(options))
        if options:
            return _nearest(name, options, forms)
    return name.words


def _nearest(name: Name, options: set[tuple[str, ...]], forms: _Forms) -> tuple[str, ...] | None:
    """Which of several people of a surname is meant, None where the article does not tell.

    The one who was named in full in this or the previous text; or the one whom the bare surname
    meant before another was introduced, unless another has just been named.
    """
    near = {
        words
        for words in options
        if any(0 <= name.text - text <= _NEAR for text in forms.texts[words])
    }
    claimed = forms.claims.get(name.key[0])
    if claimed in options and near <= {claimed}:
        return claimed
    return next(iter(near)) if len(near) == 1 and not claimed else None
