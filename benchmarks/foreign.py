"""How well names and quotes are found in other languages than English.

    python -m benchmarks.foreign [--learnt]

It measures on the articles that nothing has been learnt from (`foreign_articles.py`), or, with
`--learnt`, on those that rules and weights were made from, which flatters.

*Names*: exact span and type. *Quotes*: found when three fifths of the words in marks are, and no
more than twice as much; a speaker is right when one name holds the other or they share two words.
One who is called by what he does alone, where the article names him elsewhere, is neither right
nor wrong; words in marks that are no speech and get a speaker are wrong, and count in precision.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from benchmarks.foreign_articles import HELD, LEARNT, Marked, Quoted, marked
from index.core.mention import Mention
from index.enrich.asked_quotes import asked_of
from index.entities.recogniser import default

_NO_NAME = frozenset(
    "der die das ein eine einer eines einem den dem le la les l un une el los las una unos il lo"
    " gli i uno o a os as um uma de het een d du des del della dei do da von van di sr sra don"
    " doña mme m mr herr frau monsieur madame signor signora mevrouw meneer dr dott the an mrs"
    " ms".split()
)
_PRONOUNS = frozenset("er sie il elle él ella lui lei ele ela hij zij ze he she".split())
_OF_QUOTE, _OF_FOUND = 0.6, 0.5


class Found(NamedTuple):
    """A quote that was found: where, by whom, and whether that is what somebody is called by."""

    paragraph: int
    start: int
    end: int
    speaker: str
    is_role: bool


def name_counts(articles: Sequence[Marked], found: Sequence[Sequence[Sequence[Mention]]]) -> None:
    """Print precision, recall and F1 of names, by type and by language."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, mentions in zip(articles, found, strict=True):
        told = {
            (place, one.start, one.end, one.type)
            for place, each in enumerate(mentions)
            for one in each
        }
        truth = {(*name, kind) for name, kind in article.names.items()}
        for name, group in (("marked", truth), ("found", told), ("right", truth & told)):
            for *_, kind in group:
                for row in ("all", kind, article.language):
                    counts[row][name] += 1
    print("| names | marked | precision | recall | F1 |\n| --- | ---: | ---: | ---: | ---: |")
    for row in sorted(counts, key=lambda one: (one != "all", len(one) == 2, one)):
        one = counts[row]
        precision, recall = (one["right"] / max(1, one[name]) for name in ("found", "marked"))
        f1 = 2 * one["right"] / max(1, one["found"] + one["marked"])
        print(f"| {row} | {one['marked']} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")


def quotes_in(article: Marked, mentions: Sequence[Sequence[Mention]]) -> Iterator[Found]:
    """The direct quotes that the program finds in an article below its headline."""
    body, own = article.texts[1:], mentions[1:]
    names = [{one.start: one.name for one in each} for each in own]
    for place, quotes in enumerate(asked_of(body, own, article.texts[0]).quotes()):
        for quote in quotes:
            if quote.kind == "indirect":
                continue
            source = quote.source
            who = names[source.paragraph].get(source.start, "?") if source else ""
            who = who or body[place][slice(*quote.speaker_span)]
            who = "" if {*_words(who)} <= _PRONOUNS else who
            yield Found(place + 1, quote.start, quote.end, who, source is None)


def quote_counts(articles: Iterable[tuple[Marked, Sequence[Found]]]) -> None:
    """Print how many quotes are found, and whose speakers are right, by language."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, found in articles:
        said = Counter(_judged(article, found))
        counts[article.language] += said
        counts["all"] += said
    print("| quotes | speech | found | with a speaker | right | precision | speaker of no speech |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for row in sorted(counts, key=lambda one: (one != "all", one)):
        one = counts[row]
        given = one["right"] + one["wrong"] + one["false"]
        print(
            f"| {row} | {one['speech']} | {one['found'] / max(1, one['speech']):.3f}"
            f" | {one['named']} | {one['right'] / max(1, one['named']):.3f}"
            f" | {one['right'] / max(1, given):.3f} | {one['false']} |"
        )


def _judged(article: Marked, found: Sequence[Found]) -> Iterator[str]:
    """What is to be counted of an article's quotes."""
    met = set()
    for quote in article.quotes:
        if not quote.paragraph:
            continue
        same = [one for one in found if _is_same(article, quote, one)][-1:]
        met.update(same)
        if not quote.is_speech:
            yield from ("false" for one in same if one.speaker)
            continue
        yield "speech"
        yield from ("found" for _ in same)
        if quote.speaker:
            yield "named"
            yield from (_verdict(quote.speaker, one) for one in same)
    yield from ("false" for one in found if one not in met and one.speaker)


def _is_same(article: Marked, quote: Quoted, one: Found) -> bool:
    text, size = article.texts[quote.paragraph], len(quote.text)
    for place in re.finditer(re.escape(quote.text), text):
        both = min(one.end, place.end()) - max(one.start, place.start())
        is_near = both >= _OF_QUOTE * size and both >= _OF_FOUND * (one.end - one.start)
        if one.paragraph == quote.paragraph and is_near:
            return True
    return False


def _verdict(speaker: str, one: Found) -> str:
    if not one.speaker:
        return "open"
    if _are_one(speaker, one.speaker):
        return "right"
    called = one.speaker.split()
    is_role = one.is_role and (called[0].lower() in _NO_NAME or called[-1].islower())
    return "role" if is_role and speaker[:1].isupper() else "wrong"


def _are_one(name: str, other: str) -> bool:
    one, two = ({*_words(each)} - _NO_NAME for each in (name, other))
    if not one or not two:
        return False
    shared = len(one & two)
    is_near = shared >= 2 and shared >= min(len(one), len(two)) - 1
    return one <= two or two <= one or is_near


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text.lower()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--learnt", action="store_true", help="measure on what was learnt from")
    articles = list(marked(LEARNT if parser.parse_args().learnt else HELD))
    found = default().recognise([article.texts for article in articles])
    name_counts(articles, found)
    print()
    quote_counts(
        (article, [*quotes_in(article, each)])
        for article, each in zip(articles, found, strict=True)
    )


if __name__ == "__main__":
    main()
