"""Training texts out of what another program found in news (`label_news.py`).

It follows other rules than ours and errs in its own ways. Its spans are cut to what we call a name,
what an article names several times is made to agree, and sentences that leave a capital unexplained
or that contradict what the lists know are left out.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from augment import Articles, Span, built
from club_names import clubs, competition, place_after_all
from corpora import Text

from index.entities import gazetteer as gz
from index.entities import lexicon
from index.entities.legal_forms import is_legal
from index.entities.tokenizer import split

# Articles of this section are reports of matches.
SPORT = "sport/"
_LONGEST = 8
_POSSESSIVE = frozenset(("'s", "’s", "'S", "’S", "'", "’"))
_QUOTES = frozenset("\"“”‘’'`(),.-–—:;<>*|")
_NO_NAME = gz.CALENDAR | gz.DEMONYM | gz.TITLE | gz.ROLE | gz.OTHER | gz.STARTER
_PLACES = gz.COUNTRY | gz.REGION
Key = tuple[str, ...]


@dataclass(slots=True)
class Line:
    """A paragraph's tokens, where sentences begin, and the names in it; `other` are tokens of
    names of another type.
    """

    words: list[str]
    first: list[bool]
    spans: list[Span]
    other: set[int] = field(default_factory=set)
    headline: bool = False
    doubtful: set[int] = field(default_factory=set)


def silver_data(path: Path) -> Articles:
    """The articles of a file of `label_news.py`, each fit to learn from."""
    known = gz.load()
    rows: list[tuple[str, list[Line]]] = []
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for row in handle:
            article = json.loads(row)
            lines = [_line(text, spans, known) for text, spans in article["texts"]]
            rows.append((article["id"], [line for line in lines if line.words]))
    reports = [lines for name, lines in rows if name.startswith(SPORT)]
    teams = clubs(
        [(line.words, [(a, b) for a, b, k in line.spans if k != "person"]) for line in lines]
        for lines in reports
    )
    for lines in reports:
        _call_clubs(lines, teams)
    found: Articles = []
    for _, lines in rows:
        _agree(lines, known)
        texts = [text for line in lines for text in _sentences(line, known)]
        if texts:
            found.append(texts)
    return found


def _call_clubs(lines: list[Line], teams: set[str]) -> None:
    for line in lines:
        line.spans = [
            (a, b, "org" if kind == "place" and _club(line.words, a, b, teams) else kind)
            for a, b, kind in line.spans
        ]


def _club(words: list[str], a: int, b: int, teams: set[str]) -> bool:
    return " ".join(words[a:b]) in teams and not place_after_all(words, a)


def _line(text: str, spans: list[list], known: gz.Gazetteer) -> Line:
    tokens = split([text])
    words = tokens.words
    while words and words[-1] in {"Reuter", "REUTER"}:
        words.pop()
    starts = tokens.start.tolist()[: len(words)]
    ends = tokens.end.tolist()[: len(words)]
    line = Line(words, tokens.first.tolist()[: len(words)], [], headline=text.isupper())
    for start, end, kind in spans:
        inside = [n for n in range(len(words)) if starts[n] < end and ends[n] > start]
        if not inside:
            continue
        a, b = inside[0], inside[-1] + 1
        if kind == "doubtful":
            line.doubtful.update(range(a, b))
            continue
        if kind == "other" or _symbol(words, a, b) or competition(words[a:b]):
            line.other.update(range(a, b))
            continue
        span = _cut((a, b, kind), words, known)
        if span and span[2] and _ordinary(line, span[0], span[1], known):
            span = None
        if span is None:
            line.doubtful.update(range(a, b))
        elif span[2]:
            line.spans.append(span)
    return line


def _symbol(words: list[str], a: int, b: int) -> bool:
    """Whether the words are a share's symbol in angle brackets."""
    inside = words[a - 1 : a] == ["<"] or words[a] == "<"
    return (
        inside
        and all(word.isupper() or not word.isalpha() for word in words[a:b])
        and (sum(map(len, words[a:b])) < 8)
    )


def _ordinary(line: Line, a: int, b: int, known: gz.Gazetteer) -> bool:
    """Whether a name is one word that begins a sentence and is hardly ever written with a capital
    elsewhere.
    """
    if b - a > 1 or not line.first[a] or line.headline:
        return False
    word = line.words[a]
    share = float(lexicon.load().capital_share([word])[0])
    return 0 <= share < 0.3 and not word.isupper() and not _bits([word], known) & ~gz.STARTER


def _bits(words: list[str], known: gz.Gazetteer) -> int:
    if len(words) == 1:
        return known.words.get(gz.plain(words[0]), 0)
    return known.phrases.get(" ".join(map(gz.plain, words)), 0)


def _cut(span: Span, words: list[str], known: gz.Gazetteer) -> Span | None:
    """The span as we mark names; with type "" if it is none, None if it may not be trusted."""
    a, b, kind = span
    while a < b and (words[a].lower() in {"the", "a", "an"} or words[a] in _QUOTES):
        a += 1
    if words[a].lower() == "ex" and b - a > 2 and words[a + 1] == "-":
        a += 2
    while b > a and (words[b - 1] in _POSSESSIVE or words[b - 1] in _QUOTES):
        b -= 1
    if kind == "person":
        while a < b - 1 and _title(words[a], known):
            a += 1
    if a == b or b - a > _LONGEST or not any(c.isupper() for c in words[a]):
        return None
    if _odd(words[a:b], kind, known):
        return None
    bits = _bits(words[a:b], known)
    if bits & (gz.DEMONYM | gz.CALENDAR) and not bits & (_PLACES | gz.ORG | gz.SURNAME | gz.GIVEN):
        return a, b, ""
    if b - a == 1 and bits & (gz.TITLE | gz.ROLE) and not bits & (_PLACES | gz.ORG | gz.SURNAME):
        return a, b, ""
    if bits & _PLACES and kind != "place":
        if bits & (gz.GIVEN | gz.SURNAME):
            return a, b, kind
        return a, b, "place"
    if bits & gz.ORG and not bits & (_PLACES | gz.CITY | gz.GIVEN | gz.SURNAME) and kind != "org":
        return a, b, "org"
    if words[a:b] in (["Reuters"], ["Reuter"]):
        return a, b, "org"
    return a, b, kind


def _title(word: str, known: gz.Gazetteer) -> bool:
    own = known.words.get(word, 0)
    return bool(
        own & (gz.TITLE | gz.ROLE)
        or (known.words.get(word.lower(), 0) & gz.ROLE and not own & (gz.GIVEN | gz.SURNAME))
    )


def _odd(words: list[str], kind: str, known: gz.Gazetteer) -> bool:
    """Whether the words are no name of that kind: figures, sums of money, months."""
    if any(word in "£$%€" for word in words):
        return True
    if kind != "org" and any(c.isdigit() for word in words for c in word):
        return True
    months = [known.words.get(word, 0) & gz.CALENDAR for word in words]
    return any(months) and (kind == "place" or all(months))


def _agree(lines: list[Line], known: gz.Gazetteer) -> None:
    """What is written the same gets one type, in its unlabelled places as well; surnames and firms
    without their legal form follow those named in full.
    """
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for a, b, kind in line.spans:
            votes[_key(line.words[a:b])][kind] += 1
    people = {k[-1] for k, v in votes.items() if len(k) > 1 and v.most_common(1)[0][0] == "person"}
    firms = {k[:-1] for k, v in votes.items() if len(k) > 1 and v["org"] and is_legal(k[-1])}
    settled: dict[Key, str] = {}
    for key, count in votes.items():
        kind = count.most_common(1)[0][0]
        bits = _bits([word.capitalize() for word in key], known)
        if not bits & _PLACES:
            if len(key) == 1 and key[0] in people:
                kind = "person"
            elif key in firms:
                kind = "org"
        settled[key] = kind
    for word in people:
        if len(word) > 2 and lexicon.load().capital_share([word])[0] > 0.5:
            settled.setdefault((word,), "person")
    for key in firms:
        if not _bits([w.capitalize() for w in key], known) & (_PLACES | gz.CITY | gz.DEMONYM):
            settled.setdefault(key, "org")
    heads: dict[str, list[Key]] = defaultdict(list)
    for key in settled:
        heads[key[0]].append(key)
    for options in heads.values():
        options.sort(key=len, reverse=True)
    for line in lines:
        line.spans = list(_relabelled(line, settled, heads))


def _key(words: Iterable[str]) -> Key:
    return tuple(word.casefold() for word in words)


def _relabelled(line: Line, settled: dict[Key, str], heads: dict[str, list[Key]]) -> Iterator[Span]:
    taken = {n for a, b, _ in line.spans for n in range(a, b)} | line.other
    by_start = {a: (a, b) for a, b, _ in line.spans}
    low = _key(line.words)
    place = 0
    while place < len(low):
        if place in by_start:
            a, b = by_start[place]
            yield a, b, settled[low[a:b]]
            place = b
            continue
        for key in heads.get(low[place], ()):
            b = place + len(key)
            if low[place:b] == key and _stands_alone(line, place, b, taken):
                yield place, b, settled[key]
                place = b - 1
                break
        place += 1


def _stands_alone(line: Line, a: int, b: int, taken: set[int]) -> bool:
    """Whether the words are capitalised and not part of a longer stretch of capitals."""
    words = line.words
    if any(n in taken for n in range(a, b)) or not words[a][:1].isupper():
        return False
    if line.headline:
        return True
    if any(len(w) > 3 and not w[:1].isupper() for w in words[a:b]):
        return False
    before = words[a - 1] if a else ""
    after = words[b] if b < len(words) else ""
    return not after[:1].isupper() and (not before[:1].isupper() or line.first[a - 1])


def _sentences(line: Line, known: gz.Gazetteer) -> Iterator[Text]:
    """The sentences of a paragraph that leave nothing unexplained."""
    words = line.words
    covered = {n for a, b, _ in line.spans for n in range(a, b)} | line.other
    # A sentence ends where the next begins, but quotation marks and colons begin none here.
    within = {n for a, b, _ in line.spans for n in range(a + 1, b)}
    ends = [n for n in range(1, len(words)) if words[n - 1] in {".", "!", "?"}]
    cuts = [0, *(n for n in ends if line.first[n] and n not in within), len(words)]
    shares = lexicon.load().capital_share(words).tolist()
    for start, stop in pairwise(cuts):
        if stop - start < 2 or line.doubtful & set(range(start, stop)):
            continue
        if not line.headline and any(
            _unexplained(line, n, shares[n], known) for n in range(start, stop) if n not in covered
        ):
            continue
        spans = [(a - start, b - start, kind) for a, b, kind in line.spans if start <= a < stop]
        yield built(words[start:stop], spans)


def _unexplained(line: Line, at: int, share: float, known: gz.Gazetteer) -> bool:
    """Whether a word outside of all names looks like one."""
    word = line.words[at]
    if not word[:1].isupper() or line.first[at] or len(word) < 2:
        return False
    bits = known.words.get(gz.plain(word), 0)
    if bits & _NO_NAME:
        return False
    if bits & (gz.COUNTRY | gz.REGION | gz.ORG | gz.GIVEN) and share > 0.8:
        return True
    # A word that news hardly has may be a name that the labelling model did not know either.
    return (share < 0 or share > 0.9) and word.isalpha() and not word.isupper()
