"""Training texts out of what a model found in news (`self_label.py`).

It errs in its own ways. Its spans are cut to what we call a name,
what an article names several times is made to agree, what hundreds of articles agree about holds in
the few that have it otherwise or not at all, and sentences that leave a capital unexplained or that
contradict what the lists know are left out.
"""

from __future__ import annotations

import gzip
import json
from collections import ChainMap, Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
from augment import Articles, Span, built
from club_names import clubs, competition, place_after_all
from corpora import Text
from label_votes import Key, Line, Names, corpus_types, key

from index.entities.words import gazetteer as gz
from index.entities.words import lexicon
from index.entities.words.legal_forms import is_legal
from index.entities.words.tokenizer import Tokenizer, Tokens

# Articles of this section are reports of matches.
SPORT = "sport/"
_LONGEST = 8
_AT_ONCE = 200
_POSSESSIVE = frozenset(("'s", "’s", "'S", "’S", "'", "’"))
_QUOTES = frozenset("\"“”‘’'`(),.-–—:;<>*|")
_NO_NAME = gz.CALENDAR | gz.DEMONYM | gz.TITLE | gz.ROLE | gz.OTHER | gz.STARTER
_PLACES = gz.COUNTRY | gz.REGION


def silver_data(path: Path) -> Articles:
    """The articles of a file of `self_label.py`, each fit to learn from."""
    known = gz.load()
    rows = list(_rows(path, known))
    reports = [lines for name, lines in rows if name.startswith(SPORT)]
    teams = clubs(
        [(line.words, [(a, b) for a, b, k in line.spans if k != "person"]) for line in lines]
        for lines in reports
    )
    for lines in reports:
        _call_clubs(lines, teams)
    types = _listed(known) | corpus_types([lines for _, lines in rows])
    everywhere = Names(types)
    found: Articles = []
    for _, lines in rows:
        _agree(lines, known, types, everywhere)
        texts = [text for line in lines for text in _sentences(line, known)]
        if texts:
            found.append(texts)
    return found


def _listed(known: gz.Gazetteer) -> dict[Key, str]:
    """Organisations of one word of our lists that is nothing else, wherever they stand alone."""
    return {
        key((word,)): "org"
        for word, bits in known.words.items()
        if bits == gz.ORG and lexicon.capital_share(word) > 0.9
    }


def _rows(path: Path, known: gz.Gazetteer) -> Iterator[tuple[str, list[Line]]]:
    """The articles of a file by id; many are cut into words at once, which is quicker."""
    tokenizer = Tokenizer()
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        while some := [json.loads(row) for row in islice(handle, _AT_ONCE)]:
            pairs = [pair for article in some for pair in article["texts"]]
            tokens = tokenizer.split([text for text, _ in pairs])
            ends = np.searchsorted(tokens.text, np.arange(len(pairs) + 1)).tolist()
            lines = iter(
                [
                    _line(tokens, slice(a, b), text, spans, known)
                    for (a, b), (text, spans) in zip(pairwise(ends), pairs, strict=True)
                ]
            )
            for article in some:
                own = list(islice(lines, len(article["texts"])))
                yield article["id"], [line for line in own if line.words]


def _call_clubs(lines: list[Line], teams: set[str]) -> None:
    for line in lines:
        line.spans = [
            (a, b, "org" if kind == "place" and _club(line.words, a, b, teams) else kind)
            for a, b, kind in line.spans
        ]


def _club(words: list[str], a: int, b: int, teams: set[str]) -> bool:
    return " ".join(words[a:b]) in teams and not place_after_all(words, a)


def _line(tokens: Tokens, place: slice, text: str, spans: list[list], known: gz.Gazetteer) -> Line:
    words = tokens.words[place]
    while words and words[-1] in {"Reuter", "REUTER"}:
        words.pop()
    starts, ends = tokens.start[place].tolist(), tokens.end[place].tolist()
    line = Line(words, tokens.first[place].tolist()[: len(words)], [], headline=text.isupper())
    for start, end, kind in spans:
        inside = [n for n in range(len(words)) if starts[n] < end and ends[n] > start]
        if not inside:
            continue
        a, b = inside[0], inside[-1] + 1
        if kind == "doubtful":
            line.doubtful.append((a, b))
            continue
        if _symbol(words, a, b) or competition(words[a:b]):
            line.other.update(range(a, b))
            continue
        span = _cut((a, b, kind), words, known)
        if span and span[2] and _ordinary(line, span[0], span[1], known):
            span = None
        if span is None:
            line.doubtful.append((a, b))
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
    share = lexicon.capital_share(word)
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
        # A state that somebody, or a firm, may be called.
        if bits & (gz.GIVEN | gz.SURNAME | gz.ORG):
            return a, b, kind
        return a, b, "place"
    if bits & gz.ORG and not bits & (_PLACES | gz.CITY | gz.GIVEN | gz.SURNAME) and kind != "org":
        return a, b, "org"
    if words[a:b] in (["Reuters"], ["Reuter"]):
        return a, b, "org"
    # The VA: an article stands before no place of letters but those that the lists have.
    short = b - a == 1 and words[a].isupper() and words[a].isalpha()
    if short and kind == "place" and not bits & _PLACES and words[a - 1 : a] in (["the"], ["The"]):
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


def _agree(
    lines: list[Line], known: gz.Gazetteer, types: dict[Key, str], everywhere: Names
) -> None:
    """What is written the same gets one type, in its unlabelled places as well: that of the corpus
    (`types`), unless the article names a person so in full; surnames and firms without their legal
    form follow those named in full.
    """
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for line in lines:
        for a, b, kind in line.spans:
            votes[key(line.words[a:b])][kind] += 1
    people = {k[-1] for k, v in votes.items() if len(k) > 1 and v.most_common(1)[0][0] == "person"}
    firms = {k[:-1] for k, v in votes.items() if len(k) > 1 and v["org"] and is_legal(k[-1])}
    settled: dict[Key, str] = {}
    for name, count in votes.items():
        kind = types.get(name) or count.most_common(1)[0][0]
        if not _bits([word.capitalize() for word in name], known) & _PLACES:
            if len(name) == 1 and name[0] in people:
                kind = "person"
            elif name in firms:
                kind = "org"
        settled[name] = kind
    for word in people:
        if (word,) in types or (len(word) > 2 and lexicon.capital_share(word) > 0.5):
            settled.setdefault((word,), "person")
    for name in firms:
        if not _bits([w.capitalize() for w in name], known) & (_PLACES | gz.CITY | gz.DEMONYM):
            settled.setdefault(name, "org")
    own = Names(settled)
    every = ChainMap(settled, types)
    for line in lines:
        line.spans = list(_relabelled(line, every, (own, everywhere)))


def _relabelled(line: Line, types: Mapping[Key, str], names: tuple[Names, Names]) -> Iterator[Span]:
    """The names of a line, with those that it doubts or has without a label and whose types are
    known.
    """
    low = key(line.words)
    sure = [(a, b) for a, b in line.doubtful if low[a:b] in types]
    line.doubtful = [span for span in line.doubtful if span not in sure]
    by_start = {a: b for a, b, _ in line.spans} | dict(sure)
    taken = {n for a, b in by_start.items() for n in range(a, b)} | line.other
    place = 0
    while place < len(low):
        if place in by_start:
            end = by_start[place]
            yield place, end, types[low[place:end]]
            place = end
            continue
        if end := names[0].at(line, low, place, taken) or names[1].at(line, low, place, taken):
            yield place, end, types[low[place:end]]
            place = end - 1
        place += 1


def _sentences(line: Line, known: gz.Gazetteer) -> Iterator[Text]:
    """The sentences of a paragraph that leave nothing unexplained."""
    words = line.words
    covered = {n for a, b, _ in line.spans for n in range(a, b)} | line.other
    doubtful = {n for a, b in line.doubtful for n in range(a, b)}
    # A sentence ends where the next begins, but quotation marks and colons begin none here.
    within = {n for a, b, _ in line.spans for n in range(a + 1, b)}
    ends = [n for n in range(1, len(words)) if words[n - 1] in {".", "!", "?"}]
    cuts = [0, *(n for n in ends if line.first[n] and n not in within), len(words)]
    shares = list(map(lexicon.capital_share, words))
    for start, stop in pairwise(cuts):
        if stop - start < 2 or doubtful & set(range(start, stop)):
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
