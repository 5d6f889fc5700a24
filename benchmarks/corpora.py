"""Corpora of names as texts with spans: CoNLL-style files and GUM's coreference."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.entities.words.tokenizer import Tokens, split

TYPES = {
    **dict.fromkeys(("PER", "PERSON"), "person"),
    **dict.fromkeys(("ORG", "ORGANIZATION", "CORPORATION", "GROUP"), "org"),
    **dict.fromkeys(("LOC", "LOCATION", "GPE", "PLACE", "GEO-LOC"), "place"),
}
# Every fifth article of the tagged election coverage, by the hash of its text, is held out.
HELD_OUT = 5
_MARK = re.compile(r"\[\[(PER|ORG|LOC) ([^\[\]]+)\]\]")
_GUM_TYPES = {"person": "person", "organization": "org", "place": "place"}
_OPEN = re.compile(r"\((\d+)-([a-z]+)-[^()]*?-([\d,]+)-[a-z:]+(?:-([^()]*))?(?=\(|\)|$|\d)")


@dataclass(slots=True)
class Text:
    """A text of an article; `spans` are (start, end, type) in characters.

    `clusters` says for each span which entity it means, where the corpus knows.
    """

    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int, str]] = field(default_factory=list)
    clusters: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def _spans(words: list[str], tags: list[str]) -> list[tuple[int, int, str]]:
    """Spans of IOB1 or IOB2 tags; types other than the three are left out."""
    found: list[tuple[int, int, str]] = []
    place, open_type, start = 0, "", 0
    for word, tag in zip([*words, ""], [*tags, "O"], strict=True):
        prefix, _, kind = tag.partition("-")
        if open_type and (prefix in "OB" or kind != open_type):
            found.append((start, place - 1, TYPES.get(open_type.upper(), "")))
            open_type = ""
        if prefix in {"B", "I"} and not open_type:
            open_type, start = kind, place
        place += len(word) + 1
    return [span for span in found if span[2]]


def _open(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as handle:
        yield from handle


def conll(path: Path) -> Iterator[list[Text]]:
    """The articles of a file with a token a line. Without marks of documents each sentence is one.

    The word is the first column, or the second where the first counts; the tag is the last column
    of those that look like a tag.
    """
    article: list[Text] = []
    words: list[str] = []
    tags: list[str] = []
    marked = False

    def close() -> None:
        if words:
            article.append(Text(list(words), _spans(words, tags)))
            words.clear()
            tags.clear()

    for line in _open(path):
        fields = line.split()
        new = line.startswith(("-DOCSTART-", "# newdoc", "# doc "))
        if not fields or new or (line.startswith("# ") and len(fields) != 2):
            close()
            if new or (not marked and article):
                marked = marked or new
                if article:
                    yield article
                article = []
            continue
        if len(fields) < 2 or (marked and line.startswith("# ")):
            continue
        tag = next((f for f in reversed(fields[1:]) if f == "O" or f[:2] in {"B-", "I-"}), "O")
        words.append(fields[1] if fields[0].isdigit() and len(fields) > 3 else fields[0])
        tags.append(tag)
    close()
    if article:
        yield article


def pieces(path: Path) -> Iterator[list[Text]]:
    """The articles of a file with a text a line in which names stand as [[PER Ada Strand]]; each
    begins with a headline behind "# ". Their words are what stands between blanks.
    """
    article: list[Text] = []
    for line in filter(str.strip, _open(path)):
        if line.startswith("# ") and article:
            yield article
            article = []
        article.append(_marked_line(line.strip().removeprefix("# ")))
    if article:
        yield article


def _marked_line(line: str) -> Text:
    text, place = "", 0
    spans = []
    for mark in _MARK.finditer(line):
        text += line[place : mark.start()]
        spans.append((len(text), len(text) + len(mark[2]), TYPES[mark[1]]))
        text += mark[2]
        place = mark.end()
    return Text((text + line[place:]).split(" "), spans)


def spaced(articles: Sequence[Sequence[Text]]) -> list[list[Text]]:
    """Texts with blanks between their tokens, as most corpora have them."""
    return [[_spaced(text) for text in article] for article in articles]


def _spaced(text: Text) -> Text:
    tokens = split([text.text])
    bounds = list(zip(tokens.start.tolist(), tokens.end.tolist(), strict=True))
    words = [text.text[start:end] for start, end in bounds]
    moved: dict[int, int] = {}
    place = 0
    for (start, end), word in zip(bounds, words, strict=True):
        moved[start] = place
        place += len(word)
        moved[-end] = place
        place += 1
    own = [s for s in text.spans if s[0] in moved and -s[1] in moved]
    return Text(words, [(moved[start], moved[-end], kind) for start, end, kind in own])


def gum(path: Path) -> list[Text]:
    """An article of GUM: each sentence a text, the named mentions with their entities."""
    texts: list[Text] = []
    rows: list[list[str]] = []
    links: dict[str, str] = {}
    for line in [*_open(path), ""]:
        fields = line.rstrip("\n").split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            rows.append(fields)
        elif not line.strip() and rows:
            texts.append(_gum_sentence(rows, links))
            rows = []
    for text in texts:
        text.clusters = [links.get(cluster, cluster) for cluster in text.clusters]
    return texts


def _gum_sentence(rows: list[list[str]], links: dict[str, str]) -> Text:
    text = Text([row[1] for row in rows])
    starts, place = [], 0
    for row in rows:
        starts.append(place)
        place += len(row[1]) + 1
    for number, row in enumerate(rows):
        entity = next((p[7:] for p in row[9].split("|") if p.startswith("Entity=")), "")
        for cluster, kind, least, link in _OPEN.findall(entity):
            if link:
                links.setdefault(cluster, link)
            if kind not in _GUM_TYPES:
                continue
            inside = [number + int(part) - 1 for part in least.split(",")]
            if kind == "person":
                # "Claudia Mo of the Civic Party" is called Claudia Mo.
                inside = [n for n in inside if "of" not in (row[1] for row in rows[number:n])]
            proper = [n for n in inside if n < len(rows) and rows[n][3] == "PROPN"]
            # The name is the last stretch of proper nouns in the head of the mention.
            run = proper[-1:]
            for n in reversed(proper[:-1]):
                if run[0] - n <= 2:
                    run.insert(0, n)
            if run:
                end = starts[run[-1]] + len(rows[run[-1]][1])
                text.spans.append((starts[run[0]], end, _GUM_TYPES[kind]))
                text.clusters.append(cluster)
    return text


def held_out(article: list[Text]) -> bool:
    """Whether an article of the tagged election coverage is kept from training."""
    text = article[0].text + article[-1].text
    return hashlib.sha256(text.encode()).digest()[0] % HELD_OUT == 0


@dataclass(frozen=True, slots=True)
class Article:
    """An article of news without labels; the headline is its first paragraph."""

    id: str
    date: str
    paragraphs: list[str]


def news(path: Path) -> Iterator[Article]:
    """The articles of a `.jsonl.gz` file (id, title, date, text) or of a folder of `.txt` files,
    whose ids are their last two names: `sport/012`.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*.txt")):
            lines = file.read_text("latin-1").splitlines()
            name = f"{file.parent.name}/{file.stem}"
            yield Article(name, "", [line.strip() for line in lines if line.strip()])
        return
    for line in _open(path):
        row = json.loads(line)
        lines = [row["title"] or "", *row["text"].split("\n")]
        yield Article(
            row["id"], row["date"] or "", [part.strip() for part in lines if part.strip()]
        )


MARKED = Path(__file__).parent / "data" / "marked_news.tsv"


def _marks() -> Iterator[list[str]]:
    for line in MARKED.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def marked_ids() -> set[str]:
    """The ids of the articles that we marked by hand, which nothing may be learnt from."""
    return {fields[0] for fields in _marks() if fields[0]}


def marked(paths: Sequence[Path]) -> dict[str, list[Text]]:
    """The articles that we marked by hand, by id, a text a paragraph; `paths` as for `news`.

    Names are marked as for CoNLL-2003 but for its fourth type. Raises ValueError if an article is
    missing or differs from the one that was marked.
    """
    wanted: dict[str, list[list[str]]] = {}
    for fields in _marks():
        if fields[0]:
            wanted[fields[0]] = [fields]
        else:
            wanted[next(reversed(wanted))].append(fields)
    found: dict[str, list[Text]] = {}
    for path in paths:
        for article in news(path):
            if article.id in wanted:
                (_, length, digest), *names = wanted[article.id]
                whole = "\n".join(article.paragraphs)[: int(length)]
                if hashlib.sha256(whole.encode()).hexdigest()[:16] != digest:
                    raise ValueError(f"{article.id} is not the text that was marked")
                found[article.id] = list(_paragraphs(whole, names))
    missing = sorted(wanted.keys() - found.keys())
    if missing:
        raise ValueError(f"{len(missing)} marked articles are missing, the first is {missing[0]}")
    return found


def _paragraphs(whole: str, names: list[list[str]]) -> Iterator[Text]:
    place = 0
    for line in whole.split("\n"):
        stop = place + len(line)
        spans = [(int(s) - place, int(e) - place, kind) for _, s, e, kind in names]
        inside = [(s, e, kind) for s, e, kind in spans if s >= 0 and e <= len(line)]
        yield Text(line.split(" "), inside)
        place = stop + 1


def in_tokens(texts: Sequence[Text], tokens: Tokens) -> Iterator[tuple[int, int, str] | None]:
    """The spans of texts in order as the first and the last of their tokens, with the type; None
    for one that begins or ends within a token.
    """
    place = tokens.text.tolist()
    begins = {at: n for n, at in enumerate(zip(place, tokens.start.tolist(), strict=True))}
    ends = {at: n for n, at in enumerate(zip(place, tokens.end.tolist(), strict=True))}
    for number, text in enumerate(texts):
        for start, end, kind in text.spans:
            first, last = begins.get((number, start)), ends.get((number, end))
            yield None if first is None or last is None else (first, last, kind)
