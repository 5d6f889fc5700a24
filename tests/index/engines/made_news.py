"""News made of the sample's sentences, and queries about it: as many as are wanted, the same each
time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

from index.core.document import ParagraphDoc
from index.core.values import Span
from index.engines.whoosh.words.analysis import words
from index.query import ground, nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node

AT = Span(0, 0)
ENTITIES = 400
OUTLETS = ("", "Porthaven Echo", "porthaven echo", "Meridian Wire", "Zürcher Bote", "The Post")
LANGUAGES = ("", "en", "en", "de", "fr-CA")
"""What articles say they are in, though all are in English: by that their words are stemmed."""
TAGS = ("", "harbour", "trade talks", "Apec")
MENU = ("Share this article", "Sign up to our newsletter. All rights reserved.", "Read more: oil")
_FEWEST = 4
"""Other articles have more paragraphs."""


def sentences(seeds: Path) -> list[str]:
    """What the sample's articles are made of."""
    texts = [file.read_text("utf-8") for file in sorted(seeds.rglob("*.md"))]
    parts = [part for text in texts for part in re.split(r"(?<=[.!?”])\s+|\n+", text)]
    return [part for part in parts if len(part.split()) > 3 and "---" not in part]


def articles(seeds: Path, paragraphs: int) -> dict[int, list[ParagraphDoc]]:
    """Articles with at least so many paragraphs in all, by their numbers."""
    chance = Random(4)
    parts = sentences(seeds)
    found: dict[int, list[ParagraphDoc]] = {}
    numbers = count(1)
    made = 0
    while made < paragraphs:
        article = len(found) + 1
        found[article] = list(_article(article, numbers, parts, chance))
        made += len(found[article])
    return found


def _article(
    article: int, numbers: Iterator[int], parts: Sequence[str], chance: Random
) -> Iterator[ParagraphDoc]:
    head: dict[str, Any] = {
        "title": chance.choice(parts)[:60] if chance.random() < 0.9 else "",
        "outlet": chance.choice(OUTLETS),
        "date": _date(chance),
        "byline": chance.choice(("", "Ann O’Brien", "Wi Sung-lac")),
        "section": chance.choice(("World", "Business")),
        "language": chance.choice(LANGUAGES),
        "url": f"https://example.org/{article}",
        "tags": tuple(filter(None, {chance.choice(TAGS)})),
    }
    for ordinal in range(1, chance.randrange(_FEWEST, 12)):
        standing = chance.random() < 0.05
        text = chance.choice(MENU) if standing else _text(parts, chance)
        named = {int(chance.paretovariate(0.7)) % ENTITIES + 1 for _ in range(chance.randrange(5))}
        yield ParagraphDoc(
            next(numbers),
            article,
            ordinal,
            text,
            **head,
            entities=tuple(sorted(named)),
            furniture=standing,
            quotes=() if standing else _quotes(text, chance),
        )


def _date(chance: Random) -> str:
    year, month, day = chance.randint(2019, 2025), chance.randint(1, 12), chance.randint(1, 28)
    whole = f"{year}-{month:02}-{day:02}"
    return chance.choice(("", whole[:4], whole[:7], whole, whole, f"{whole}T10:30:00+02:00"))


def _text(parts: Sequence[str], chance: Random) -> str:
    chosen = [chance.choice(parts) for _ in range(chance.choice((1, 1, 2, 3, 4)))]
    text = " ".join(chosen).split(" ")
    for _ in range(len(text) // 12):
        # Words in another company, and in other spellings.
        at = chance.randrange(len(text))
        other = chance.choice(chance.choice(parts).split())
        text[at] = chance.choice((other, text[at].upper(), f"{text[at]}-{other}", f"{other}’s"))
    return " ".join(text)


def _quotes(text: str, chance: Random) -> tuple[tuple[int, int, bool], ...]:
    edges = [0, *(match.end() for match in re.finditer(" ", text)), len(text)]
    pairs = min(len(edges) // 2, chance.choice((0, 0, 1, 2, 3)))
    cuts = sorted(chance.sample(range(len(edges)), 2 * pairs))
    return tuple(
        (edges[first], max(edges[first], edges[last] - 1), chance.random() < 0.7)
        for first, last in zip(cuts[::2], cuts[1::2], strict=True)
    )


class Queries:
    """Ground queries about some articles."""

    def __init__(self, found: dict[int, list[ParagraphDoc]], seed: int) -> None:
        self._docs = [doc for docs in found.values() for doc in docs]
        self._chance = Random(seed)

    def query(self) -> GroundQuery:
        """The next one."""
        chance = self._chance
        root = self._clause(chance.choice((0, 1, 1, 2)))
        if chance.random() < 0.3:
            added = self._filter()
            if chance.random() < 0.3:
                added = nodes.Here(added, span=AT)
            root = nodes.And((root, added), span=AT)
        sort = chance.choice(("relevance", "relevance", "relevance", "newest", "oldest", "outlet"))
        scope = "article" if chance.random() < 0.2 else "paragraph"
        return GroundQuery(root, sort, scope)  # type: ignore[arg-type]

    def _clause(self, depth: int) -> Node:
        chance = self._chance
        if not depth:
            return self._filter() if chance.random() < 0.15 else self._words()
        kind = chance.choice(
            ("and", "and", "or", "not", "lead", "here", "most", "placed", "placed")
        )
        if kind == "placed":
            return self._placed()
        if kind in ("lead", "here"):
            around = nodes.Lead if kind == "lead" else nodes.Here
            return around(self._clause(depth - 1), span=AT)
        if kind == "most":
            return nodes.MostOf(tuple(self._words() for _ in range(chance.randint(3, 6))), span=AT)
        parts = [self._clause(depth - 1) for _ in range(chance.randint(2, 3))]
        if kind == "not":
            parts[-1] = nodes.Not(parts[-1], span=AT)
        return (nodes.Or if kind == "or" else nodes.And)(tuple(parts), span=AT)

    def _row(self, most: int) -> list[str]:
        """Words that stand in a row somewhere."""
        while True:
            doc = self._chance.choice(self._docs)
            tokens = [doc.text[word.start : word.end] for word in words(doc.text)]
            if tokens:
                at = self._chance.randrange(len(tokens))
                return tokens[at : at + most]

    def _word(self) -> str:
        return self._row(1)[0]

    def _words(self) -> Node:
        chance = self._chance
        kind = chance.randrange(12)
        text = self._word()
        if kind < 4:
            return nodes.Word(chance.choice((text, text.lower())), span=AT)
        if kind == 4:
            return nodes.Exact(chance.choice((text, text.lower())), span=AT)
        if kind < 7:
            row = self._row(chance.randint(2, 4))
            return nodes.Phrase(" ".join(row), chance.choice((0, 0, 0, 2)), span=AT)
        if kind < 9:
            *before, last = self._row(chance.randint(1, 3))
            begun = last[: chance.randint(1, len(last))]
            return nodes.Prefix(" ".join([*before, begun]), quoted=bool(before), span=AT)
        if kind == 9:
            at = chance.randrange(len(text))
            pattern = chance.choice((f"{text[: at + 1]}*", f"*{text[at:]}", f"{text[:at]}?*"))
            return nodes.Wildcard(pattern, span=AT)
        if kind == 10:
            return nodes.Fuzzy(text, chance.randint(1, 2), span=AT)
        plain = [re.escape(word) for word in self._row(chance.choice((1, 1, 2)))]
        return nodes.Regex(" ".join(f"{one}(s|ed)?" for one in plain), span=AT)

    def _placed(self) -> Node:
        chance = self._chance
        row = self._row(6)
        chosen = chance.sample(row, min(len(row), chance.choice((2, 2, 2, 3))))
        parts: tuple[Node, ...] = tuple(nodes.Word(one, span=AT) for one in chosen)
        if chance.random() < 0.3:
            parts = (nodes.Phrase(" ".join(row[:2]), 0, span=AT), self._words())
        kind = chance.choice(("near", "near", "sentence", "times", "said"))
        if kind == "near":
            return nodes.Near(parts, chance.randint(1, 8), ordered=chance.random() < 0.5, span=AT)
        if kind == "sentence":
            return nodes.SameSentence(parts, span=AT)
        if kind == "times":
            return nodes.AtLeast(chance.randint(2, 3), parts[0], span=AT)
        inside = chance.choice((None, parts[0], nodes.And(parts, span=AT), self._words()))
        quotes = None
        if chance.random() < 0.6:
            some = chance.sample(self._docs, min(len(self._docs), 300))
            quotes = tuple((doc.number, chance.randrange(3)) for doc in some)
        return ground.Spoken(quotes, inside, span=AT)

    def _filter(self) -> Node:
        chance = self._chance
        kind = chance.randrange(10)
        number = chance.choice(self._docs).number
        if kind < 2:
            return ground.Naming(tuple(chance.sample(range(1, ENTITIES), 3)), span=AT)
        if kind < 4:
            first, last = sorted((_date(chance)[:10], _date(chance)[:10]))
            return nodes.Dated(first, last, vague=chance.random() < 0.2, span=AT)
        if kind == 4:
            return ground.FromOutlet(chance.choice((None, *OUTLETS[1:])), span=AT)
        if kind == 5:
            return ground.Tagged(nodes.Word("trade", span=AT), (number, number + 1), span=AT)
        if kind == 6:
            return ground.Paragraphs(tuple(range(number, number + 500, 3)), span=AT)
        if kind == 7:
            return chance.choice(
                (ground.Undated(span=AT), ground.Furniture(span=AT), ground.Quoted(span=AT))
            )
        field = chance.choice(("title", "title", "by", "section", "outlet"))
        text = chance.choice(("World", "Sung-lac", "echo", self._word()))
        return ground.InArticles(field, nodes.Word(text, span=AT), span=AT)  # type: ignore[arg-type]
