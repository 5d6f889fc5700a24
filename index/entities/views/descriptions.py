"""What texts call a person: the words beside the name that say who it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from index.core.late_patterns import late
from index.entities.words import gazetteer as gz

_BEFORE = late(r"(?:[\w'’.-]+ ){1,6}$")
_AFTER = late(r", ((?:(an?|the|its|his|her) )?[^,.;:()“”\"]{4,60}),")
# Endings of words for people and what they do: adviser, protester, economist, historian.
_ENDINGS = ("er", "or", "ist", "ian")
_JOINTS = frozenset("of and for".split())
_SHOWN = 8
_HONORIFICS = frozenset("Mr Mrs Ms Miss".split())
_WORDS = 8
# What is said so seldom beside the commonest is as often a slip of reading.
_SELDOM = 0.01
# What begins so goes on with the sentence.
_GOES_ON = frozenset(
    "and or but nor who whom whose which that what like unlike via along with without as by in on"
    " at from for to of after before behind beside when while where since until including if"
    " because though is was are were be has had one".split()
)
_SAYS = frozenset("said says say told added wrote asked is was are were has had".split())


def called(passages: Iterable[tuple[str, int, int]]) -> tuple[tuple[str, int], ...]:
    """The commonest titles and descriptions in passages (text, start and end of the name).

    Those that differ in capitals alone ("director", "Director") are one, written as most often.
    Behind the names of places and organisations such words are mostly about somebody of there
    (“Peters of Michigan, the committee's senior Democrat,”): these have none.
    """
    counts: Counter[str] = Counter()
    for text, start, end in passages:
        title = _title(text[max(0, start - 80) : start])
        if title and title.rstrip(".") not in _HONORIFICS:
            counts[title] += 1
        apposition = _AFTER.match(text, end)
        if apposition and _describes(apposition[1], article=bool(apposition[2])):
            counts[apposition[1]] += 1
    return _whatever_case(counts)


def _whatever_case(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The commonest, with those that differ in capitals counted as one."""
    forms: dict[str, str] = {}
    together: Counter[str] = Counter()
    for form, count in counts.most_common():
        together[forms.setdefault(form.casefold(), form)] += count
    found = together.most_common(_SHOWN)
    return tuple((form, count) for form, count in found if count >= _SELDOM * found[0][1])


def _title(before: str) -> str:
    """The title that ends right before a name: "South Korean President", "adviser"."""
    match = _BEFORE.search(before)
    words = match.group().split() if match else []
    known = gz.load().words
    if not words or not known.get(words[-1], 0) & (gz.TITLE | gz.ROLE):
        return ""
    kept = [words.pop()]
    while words and _belongs(words[-1], kept[0]):
        kept.insert(0, words.pop())
    while kept and kept[0].lower() in _JOINTS:
        kept.pop(0)
    return " ".join(kept)


def _belongs(word: str, after: str) -> bool:
    """Whether a word is part of the title that the word after it is part of."""
    bits = gz.load().words.get(gz.plain(word), 0)
    if word.endswith((".", ",")) and not bits & gz.TITLE:
        return False
    if bits & (gz.STARTER | gz.CALENDAR):
        return False
    return bool(
        bits & (gz.TITLE | gz.ROLE | gz.DEMONYM | gz.COUNTRY | gz.ORG_CUE)
        or (word[0].isupper() and after[0].isupper())
        or word in _QUALIFIERS
    )


_QUALIFIERS = frozenset(
    "prime foreign defence defense finance national security former vice deputy chief senior"
    " acting general trade interior state party campaign opposition presidential union harbour"
    " police state regional local assistant managing executive".split()
)


def _describes(text: str, *, article: bool) -> bool:
    """Whether the words between two commas say who somebody is."""
    words = text.split()
    known = gz.load().words
    if words[0] in _GOES_ON or not _SAYS.isdisjoint(words) or _leads_to_another(words):
        return False
    said = any(known.get(word, 0) & (gz.ROLE | gz.TITLE) for word in words[-4:])
    made = article and any(word.endswith(_ENDINGS) for word in words[1:5])
    return len(words) <= _WORDS and (said or made)


def _leads_to_another(words: list[str]) -> bool:
    """Whether a title stands before the name of somebody else: "Deputy Director Andrew McCabe"."""
    known = gz.load().words
    role = gz.TITLE | gz.ROLE
    last = max((at for at, word in enumerate(words) if known.get(word, 0) & role), default=-1)
    after = words[last + 1 :]
    return last >= 0 and bool(after) and all(word[:1].isupper() for word in after)
