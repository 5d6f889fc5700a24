"""How well quotations and their speakers are found, on PolNeAR's attributions.

Usage: python benchmarks/quotes.py [--half tune|test] [--show N] FOLDER
FOLDER holds `quotes/election-2016-attributions.tar.gz` (PolNeAR's standoff files) and
`news/election-2016.tar.gz` (the texts), or lies beside `news`. Articles are split in halves by the
hash of their file's name: the lists of words were tuned on one, the other is to be reported. Of an
article that several people annotated the first file counts. docs/entities.md says what the figures
mean.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from index.entities.recogniser import default  # noqa: E402
from index.quotes.article_quotes import article_quotes  # noqa: E402
from index.quotes.attribution_words import Named  # noqa: E402
from index.quotes.quotation_marks import marked  # noqa: E402
from index.quotes.quote import GUESSED, Quote  # noqa: E402

_SPAN = re.compile(r"(T\d+)\t([\w-]+) (\d+ \d+(?:;\d+ \d+)*)\t")
_LINK = re.compile(r"E\d+\tAttribution[\w-]*:T\d+(.*)")
_MARKED = re.compile(r"(?:''|[\"“])((?:(?!'')[^\"“”])*)(?:''|[\"”])?|‘(.*?)’(?!\w)")
_HEAD_ENDS = re.compile(r",|\(| (?:of|for|at|in|from|on|who|with|to|and) ")
_SHORT_NAME = re.compile(r"[A-Z][\w.'’-]+$")

Place = tuple[int, int]


@dataclass(slots=True)
class Attributed:
    """A piece of a Content: where it is, its words between marks, the heads of its sources."""

    start: int
    end: int
    marked: list[Place]
    direct: bool
    sources: list[Place] = field(default_factory=list)


@dataclass(slots=True)
class Article:
    name: str
    text: str
    pieces: list[Attributed]


def _head(text: str, start: int, end: int) -> Place:
    """The part of a source before "of", "for" or a comma: of "Ann Lee, a voter", Ann Lee; of "her
    manager, Ann Lee", too.
    """
    cut = _HEAD_ENDS.search(text, start + 1, end)
    if cut and cut[0] == "," and text[start : cut.start()].split()[-1:][0].islower():
        following = _HEAD_ENDS.search(text, cut.end(), end)
        return cut.end(), following.start() if following else end
    return start, cut.start() if cut else end


def _inner(match: re.Match[str]) -> Place:
    return match.span(1 if match[1] is not None else 2)


def _pieces(text: str, standoff: str) -> Iterator[Attributed]:
    spans: dict[str, list[Place]] = {}
    for key, _, places in _SPAN.findall(standoff):
        spans[key] = [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))]
    for link in _LINK.findall(standoff):
        parts = defaultdict(list)
        for part in link.split():
            role, _, key = part.partition(":")
            parts[role.rstrip("0123456789")] += spans.get(key, [])
        heads = [_head(text, *place) for place in parts["Source"]]
        for start, end in parts["Content"]:
            at = start
            for line in text[start:end].split("\n"):
                marked = [(at + a, at + b) for a, b in map(_inner, _MARKED.finditer(line))]
                quoted = sum(b - a for a, b in marked)
                direct = bool(marked) and (
                    line.startswith(('"', "“", "‘", "''")) or quoted > len(line) / 2
                )
                if line:
                    yield Attributed(at, at + len(line), marked, direct, heads)
                at += len(line) + 1


def articles(folder: Path, half: str) -> Iterator[Article]:
    """The articles of one half with their attributions."""
    above = folder if (folder / "news").is_dir() else folder.parent
    texts = {}
    with tarfile.open(above / "news/election-2016.tar.gz") as archive:
        for member in archive:
            if content := archive.extractfile(member):
                texts[Path(member.name).stem] = content.read().decode()
    seen = set()
    with tarfile.open(above / "quotes/election-2016-attributions.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            name = Path(member.name).stem.rpartition("_")[0]
            content = archive.extractfile(member)
            odd = hashlib.sha256(name.encode()).digest()[-1] % 2
            if content is None or name in seen or name not in texts or odd != (half == "test"):
                continue
            seen.add(name)
            yield Article(name, texts[name], list(_pieces(texts[name], content.read().decode())))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def overlap(one: Place, other: Place) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def trimmed(text: str, place: Place) -> Place:
    """A span without the blanks and the marks at its ends, by which exact spans are compared."""
    start, end = place
    while start < end and text[start] in " \t\xa0\"“”‘’'":
        start += 1
    while end > start and text[end - 1] in " \t\xa0\"“”‘’'":
        end -= 1
    return start, end


def between_marks(line: str, quote: Quote) -> list[Place]:
    """The words of a quote that stand between marks."""
    if quote.kind == "direct":
        return [(quote.start, quote.end)]
    inside = [
        (one.start, one.end)
        for one in marked(line)
        if one.start >= quote.start and one.end <= quote.end
    ]
    return inside if quote.kind == "mixed" else []


class Tally:
    """Counts over articles."""

    def __init__(self, show: int) -> None:
        self.n: Counter[str] = Counter()
        self._show = show
        self._shown: Counter[str] = Counter()

    def show(self, what: str, line: str) -> None:
        if self._shown[what] < self._show:
            self._shown[what] += 1
            print(f"[{what}] {line}\n")

    def article(self, article: Article, named: list[list[Named]], names: dict[int, str]) -> None:
        lines = list(_lines(article.text))
        whole = list(zip([line for _, line in lines], named, strict=True))
        every = article_quotes(whole, names)
        places: dict[int, list[Place]] = defaultdict(list)
        for (base, _), mentions in zip(lines, named, strict=True):
            for start, end, entity, _ in mentions:
                places[entity].append((base + start, base + end))
        for (base, line), mentions, found in zip(lines, named, every, strict=True):
            place = (base, base + len(line))
            pieces = [p for p in article.pieces if overlap((p.start, p.end), place)]
            self._spans(article, base, line, found, pieces)
            self._speakers(base, line, found, pieces, mentions, places)

    def _spans(
        self, article: Article, base: int, line: str, found: list[Quote], pieces: list[Attributed]
    ) -> None:
        direct = {s for p in pieces if p.direct for s in p.marked if s[1] > s[0]}
        other = {s for p in pieces if not p.direct for s in p.marked}
        text = article.text
        exact = {trimmed(text, s) for s in direct}
        got = [(base + a, base + b) for q in found for a, b in between_marks(line, q)]
        self.n["wanted"] += len(direct)
        for span in direct:
            hit = any(overlap(span, one) for one in got)
            self.n["recalled"] += hit
            if not hit:
                self.show("missed", f"{text[slice(*span)]} || {line[:600]}")
        for span in got:
            if any(overlap(span, one) for one in direct):
                self.n["right"] += 1
                self.n["exact"] += trimmed(text, span) in exact
            elif any(overlap(span, one) for one in other):
                self.n["part of an indirect one"] += 1
            else:
                self.n["wrong"] += 1
                self.show("wrong", f"{text[slice(*span)]} || {line[:600]}")

    def _speakers(
        self,
        base: int,
        line: str,
        found: list[Quote],
        pieces: list[Attributed],
        mentions: list[Named],
        places: dict[int, list[Place]],
    ) -> None:
        said = [(a - base, b - base) for piece in pieces for a, b in piece.marked]
        for piece in pieces:
            if piece.direct and piece.sources:
                self._wanted(base, line, found, piece, mentions, said)
        for quote in found:
            if quote.kind != "direct" and not between_marks(line, quote):
                self._indirect(base, line, quote, pieces, places)
            elif quote.speaker:
                self._given(base, line, quote, pieces, places)

    def _wanted(
        self,
        base: int,
        line: str,
        found: list[Quote],
        piece: Attributed,
        mentions: list[Named],
        said: list[Place],
    ) -> None:
        """Whether the speaker of a direct piece was found; `said` is all that stands in marks."""
        place = (piece.start, piece.end)
        own = [q for q in found if overlap((base + q.start, base + q.end), place)]
        self.n["direct wanted"] += 1
        heads = [(a - base, b - base) for a, b in piece.sources]
        heads = [head for head in heads if head[0] >= 0 and head[1] <= len(line)]
        if not heads:
            self.n["source elsewhere"] += 1
            self.show("elsewhere", f"{[(q.kind, q.speaker) for q in own]} || {line[:400]}")
            return
        words, kind = line[slice(*heads[0])], _kind(line, heads, mentions, said)
        self.n[f"{kind} wanted"] += 1
        pronoun = kind in {"pronoun", "pronoun alone"}
        named = {m[2] for m in mentions if any(overlap(m[:2], head) for head in heads)}
        told = [line[slice(*q.speaker_span)] for q in own]
        if any(
            (q.speaker in named if named and not pronoun else overlap(q.speaker_span, head))
            and (q.speaker or not pronoun)
            for q in own
            for head in heads
        ):
            self.n["direct recalled"] += 1
        else:
            self.show(f"{kind} missed", f"wanted {words!r}, found {told} || {line[:500]}")
        if any(
            q.speaker and (q.speaker in named or overlap(q.speaker_span, head))
            for q in own
            for head in heads
        ):
            self.n[f"{kind} recalled"] += 1
        elif kind in {"name", "pronoun"}:
            self.show("speaker missed", f"wanted {words!r}, found {told} || {line[:600]}")

    def _given(
        self,
        base: int,
        line: str,
        quote: Quote,
        pieces: list[Attributed],
        places: dict[int, list[Place]],
    ) -> None:
        """Whether a quote is by whom it is said to be."""
        span = (base + quote.start, base + quote.end)
        own = [p for p in pieces if p.marked and overlap((p.start, p.end), span)]
        self.n["guessed"] += quote.certainty <= GUESSED
        place = (base + quote.speaker_span[0], base + quote.speaker_span[1])
        sources = [s for p in own for s in p.sources]
        right = any(overlap(one, s) for one in (place, *places[quote.speaker]) for s in sources)
        self.n["speakers given"] += 1
        self.n["speakers right"] += right
        if not own:
            self.n["speakers of what is no attribution"] += 1
        if not right:
            wanted = [line[a - base : b - base] for p in own for a, b in p.sources]
            words, said = line[quote.start : quote.end], line[slice(*quote.speaker_span)]
            self.show(
                "speaker wrong" if own else "speaker of nothing",
                f"{words!r} by {said!r}, wanted {wanted} || {line[:600]}",
            )

    def _indirect(
        self,
        base: int,
        line: str,
        quote: Quote,
        pieces: list[Attributed],
        places: dict[int, list[Place]],
    ) -> None:
        """Right is what lies mostly in what the readers marked, by whom they marked."""
        span = (base + quote.start, base + quote.end)
        own = [p for p in pieces if overlap((p.start, p.end), span)]
        shared = sum(min(p.end, span[1]) - max(p.start, span[0]) for p in own)
        speaker = (base + quote.speaker_span[0], base + quote.speaker_span[1])
        by = [speaker, *places[quote.speaker]]
        meant = any(overlap(one, s) for one in by for p in own for s in p.sources)
        self.n["indirect"] += 1
        self.n["indirect attributed"] += bool(own)
        self.n["indirect right"] += meant and shared * 2 > span[1] - span[0]
        if not (meant and shared * 2 > span[1] - span[0]):
            said = line[slice(*quote.speaker_span)]
            wanted = [line[a - base : b - base] for p in own for a, b in p.sources]
            words = line[quote.start : quote.end]
            self.show("indirect wrong", f"{words!r} by {said!r}, wanted {wanted} || {line[:400]}")


def _kind(line: str, heads: list[Place], mentions: list[Named], said: list[Place]) -> str:
    """What names a source: a name, a pronoun behind somebody or alone, or something else."""
    words = line[slice(*heads[0])]
    if words.lower() in {"he", "she"}:
        before = any(
            kind == "person"
            and start < heads[0][0]
            and not any(overlap((start, end), place) for place in said)
            for start, end, _, kind in mentions
        )
        return "pronoun" if before else "pronoun alone"
    named = any(overlap(head, m[:2]) for head in heads for m in mentions)
    return "name" if named and _SHORT_NAME.search(words) else "other"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tune", "test"), default="tune")
    parser.add_argument("--show", type=int, default=0, help="print so many errors of each kind")
    options = parser.parse_args()
    tally = Tally(options.show)
    recogniser = default()
    numbers: dict[tuple[str, str], int] = {}
    read = list(articles(options.folder, options.half))
    for at in range(0, len(read), 100):
        batch = read[at : at + 100]
        output = recogniser.recognise([[line for _, line in _lines(a.text)] for a in batch])
        for article, texts in zip(batch, output, strict=True):
            named = [
                [
                    (m.start, m.end, numbers.setdefault((m.type, m.name), len(numbers) + 1), m.type)
                    for m in found
                ]
                for found in texts
            ]
            tally.article(article, named, {v: k[1] for k, v in numbers.items()})
    report(len(read), tally.n)
    return 0


def report(count: int, n: Counter[str]) -> None:
    def share(part: str, *whole: str) -> str:
        total = sum(n[key] for key in whole)
        return f"{n[part] / max(total, 1):.3f}  ({n[part]} of {total})"

    print(f"{count} articles")
    print("quotations, overlap: precision", share("right", "right", "wrong"))
    print("                     recall   ", share("recalled", "wanted"))
    print("            exact:   precision", share("exact", "right", "wrong"))
    print("                     recall   ", share("exact", "wanted"))
    print("            marked words of indirect attributions:", n["part of an indirect one"])
    print("speakers: precision        ", share("speakers right", "speakers given"))
    print("          of no attribution", n["speakers of what is no attribution"])
    for kind in ("name", "pronoun", "pronoun alone", "other"):
        print(f"          recall, {kind:14}", share(f"{kind} recalled", f"{kind} wanted"))
    both = Counter({k: n[f"name {k}"] + n[f"pronoun {k}"] for k in ("recalled", "wanted")})
    print(f"          recall, both: {both['recalled'] / max(both['wanted'], 1):.3f}", dict(both))
    print("          direct attributions with their speaker, named or as written:",
          share("direct recalled", "direct wanted"))  # fmt: skip
    print("          of those given, guessed:", n["guessed"])
    print("indirect: attributed        ", share("indirect attributed", "indirect"))
    print("          right, with speaker", share("indirect right", "indirect"))
    print(f"          source outside the paragraph: {n['source elsewhere']}")


if __name__ == "__main__":
    sys.exit(main())
