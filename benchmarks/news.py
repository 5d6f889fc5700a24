"""The articles that engines are measured on: real ones, and many times as many made of them."""

from __future__ import annotations

import json
import random
import re
import tarfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from index.core.article import Article
from index.ingest.readers import ReadOptions, find

SAMPLE = Path(__file__).parents[1] / "seeds"

_TOKEN = re.compile(r"\d+|[A-Z][a-z]+|[a-z]+")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[\"'(A-Z])")
_CONSONANTS = "bcdfghklmnprstvw"
_RARE = 2
"""Words in no more paragraphs than this are coined anew: most words of new news are such words."""


def real(folder: Path) -> list[Article]:
    """Reuters-21578 and the BBC's articles; the sample archive where the folder lacks them."""
    files = [folder / "reuters-21578.jsonl.gz", folder / "bbc.tar.gz"]
    if not all(file.exists() for file in files):
        return list(articles_of([SAMPLE]))
    articles = list(articles_of(files[:1]))
    with TemporaryDirectory() as scratch, tarfile.open(files[1]) as tar:
        tar.extractall(scratch, filter="data")
        articles += [replace(article, outlet="BBC") for article in articles_of([Path(scratch)])]
    return articles


def articles_of(paths: Sequence[Path]) -> Iterator[Article]:
    """What the readers make of some files."""
    for source in find(paths, ReadOptions()):
        yield from (item for item in source.articles() if isinstance(item, Article))


def manyfold(articles: Sequence[Article], paragraphs: int) -> Iterator[Article]:
    """Distinct articles with at least this many paragraphs in all, in the manner of some real ones.

    A made article has the length, outlet and date of a real one. Half of its sentences are its
    own, the others come from articles nearby in time, so that words keep the company they keep in
    news. Numbers are drawn anew. A name is exchanged for another of about the same frequency, the
    same throughout the article. A rare word is spelt anew, so that the vocabulary goes on growing
    as it does in real text (Heaps' law). No two articles are alike, and a word's share of the
    paragraphs stays what it was.
    """
    done = sum(len(article.paragraphs) for article in articles)
    yield from articles
    maker = _Maker(articles)
    copy = 0
    while done < paragraphs:
        copy += 1
        for number in range(len(articles)):
            article = maker.article(number, copy)
            yield article
            done += len(article.paragraphs)
            if done >= paragraphs:
                return


class _Maker:
    def __init__(self, articles: Sequence[Article]) -> None:
        self._articles = articles
        self._sentences = [
            [_SENTENCE.split(paragraph) for paragraph in article.paragraphs] for article in articles
        ]
        counts = Counter(
            word
            for article in articles
            for paragraph in article.paragraphs
            for word in set(_TOKEN.findall(paragraph))
        )
        self._rare = {word for word, count in counts.items() if count <= _RARE and word.isalpha()}
        lower = {word for word in counts if word.islower()}
        # A capitalised word that is never written small is taken to be a name.
        names = [w for w in counts if w.istitle() and w.lower() not in lower and len(w) > 2]
        self._names = sorted(set(names) - self._rare, key=lambda name: (counts[name], name))
        self._places = {name: place for place, name in enumerate(self._names)}

    def article(self, number: int, copy: int) -> Article:
        chance = random.Random(number * 1_000 + copy)
        own = self._articles[number]
        known: dict[str, str] = {}

        def changed(match: re.Match[str]) -> str:
            word = match.group()
            if word not in known:
                known[word] = self._changed(word, chance)
            return known[word]

        paragraphs = []
        for sentences in self._sentences[number]:
            text = " ".join(self._sentence(number, one, chance) for one in sentences)
            paragraphs.append(_TOKEN.sub(changed, text))
        return replace(
            own,
            title=_TOKEN.sub(changed, own.title),
            paragraphs=tuple(paragraphs),
            source_id=f"{own.source_id or number}-{copy}",
            url="",
        )

    def _sentence(self, number: int, own: str, chance: random.Random) -> str:
        if chance.random() < 0.5:
            return own
        near = min(max(0, number + chance.randint(-500, 500)), len(self._articles) - 1)
        paragraphs = self._sentences[near]
        return chance.choice(chance.choice(paragraphs)) if paragraphs else own

    def _changed(self, word: str, chance: random.Random) -> str:
        if word.isdigit():
            # Years stay: they are what dates are told by.
            if len(word) == 4 and word[:2] in ("19", "20"):
                return word
            return word if len(word) == 1 else str(chance.randrange(10 ** len(word)))
        if word in self._rare:
            place = chance.randrange(len(word))
            coined = word[:place] + chance.choice(_CONSONANTS) + word[place + 1 :]
            return coined.capitalize() if word.istitle() else coined
        place = self._places.get(word, -1)
        if place < 0:
            return word
        last = len(self._names) - 1
        return self._names[min(max(0, place + chance.randint(-20, 20)), last)]


def store(path: Path, articles: Iterable[Article]) -> tuple[int, int, int]:
    """Write articles to a file and count them, their paragraphs, and the bytes of their text."""
    count = paragraphs = size = 0
    with path.open("w", encoding="utf-8") as file:
        for article in articles:
            count += 1
            paragraphs += len(article.paragraphs)
            size += sum(len(text.encode()) for text in article.paragraphs)
            row = [article.title, article.paragraphs, article.outlet, article.date]
            file.write(json.dumps([*row, article.source_id or str(count)]) + "\n")
    return count, paragraphs, size


def load(path: Path) -> Iterator[Article]:
    """The articles of a file that `store` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            title, paragraphs, outlet, date, key = json.loads(line)
            yield Article(
                title=title, paragraphs=tuple(paragraphs), outlet=outlet, date=date, source_id=key
            )
