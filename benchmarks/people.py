"""Whether surnames lead to the people they mean, by places that were judged by reading.

    python -m benchmarks.people --us ARCHIVE --election ARCHIVE

The archives hold the news of US outlets, 2012–2020, and the election coverage of 2016, as imported.
`data/judged_people.tsv` has for each of the ten most named people of either 50 paragraphs that
contain the surname, drawn by the hash of surname and text, with whom the first place with it
means; `data/judged_surnames.tsv` 300 names of one word that were taken for people, drawn at random
from the US outlets. Texts and names are not kept: a place is the first 16 digits of the SHA-256 of
its paragraph with start and end, somebody the first 8 of the SHA-256 of the letters of the name;
"?" is somebody whom nothing names in full, "-" is nobody.

*Reached* are of the places that mean somebody those that lead there; *others* is how many lead
there that mean somebody else.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.entities.resolving.addressed_people import address
from index.store.database import Database

DATA = Path(__file__).parent / "data"
NOBODY, OPEN = "-", "?"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a surname stands, and the key of whom it means."""

    corpus: str
    surname: str
    paragraph: str
    start: int
    end: int
    who: str


def key(name: str) -> str:
    """Somebody as the judgements have it."""
    letters = "".join(character for character in name.casefold() if character.isalpha())
    return hashlib.sha256(letters.encode()).hexdigest()[:8]


def judged(file: str) -> Iterator[Place]:
    """The judged places of a file."""
    for line in (DATA / file).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            corpus, surname, paragraph, start, end, who = line.split("\t")
            yield Place(corpus, surname, paragraph, int(start), int(end), who)


def answers(archive: Path, places: list[Place]) -> dict[Place, str]:
    """The key of whom each place leads to in an archive, OPEN for nobody in full, NOBODY where it
    has no person. Places whose paragraph it does not have are left out.
    """
    wanted: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        wanted[place.paragraph].append(place)
    found: dict[Place, str] = {}
    connection = Database(archive).connection
    for number, text in connection.execute("SELECT number, text FROM paragraph"):
        for place in wanted.get(hashlib.sha256(text.encode()).hexdigest()[:16], ()):
            row = connection.execute(
                "SELECT e.name FROM mention m JOIN entity e ON e.number = m.entity"
                " WHERE m.paragraph = ? AND m.start < ? AND m.end > ? AND e.type = 'person'",
                (number, place.end, place.start),
            ).fetchone()
            found[place] = NOBODY if not row else _told(row[0])
    return found


def _told(name: str) -> str:
    """The key of somebody who is named in full; "Mr. Clinton" is not."""
    return key(name) if " " in name and not address(name) else OPEN


def show_reach(archive: Path, corpus: str) -> None:
    """Of each surname how well the one is reached whom it means most."""
    places = [place for place in judged("judged_people.tsv") if place.corpus == corpus]
    led = answers(archive, places)
    print(f"{corpus}: {len(led)} of {len(places)} places")
    every = [0, 0]
    for surname in dict.fromkeys(place.surname for place in places):
        own = [place for place in places if place.surname == surname and place in led]
        who = Counter(place.who for place in own if place.who != NOBODY).most_common(1)[0][0]
        mean = [place for place in own if place.who == who]
        right = sum(led[place] == who for place in mean)
        others = sum(led[place] == who for place in own if place.who not in {who, NOBODY})
        every = [every[0] + right, every[1] + len(mean)]
        share = right / len(mean)
        print(f"  {surname:10} reached {right} of {len(mean)} ({share:.0%}), others {others}")
    print(f"  all        reached {every[0]} of {every[1]} ({every[0] / every[1]:.1%})")


def show_surnames(archive: Path) -> None:
    """How many of the 300 names lead to the right person, are open, or are wrong."""
    led = answers(archive, list(judged("judged_surnames.tsv")))
    told = Counter(_verdict(place.who, answer) for place, answer in led.items())
    print(f"names of one word: {dict(told.most_common())}")


def _verdict(who: str, answer: str) -> str:
    if answer == who:
        return "open" if who == OPEN else "right"
    return "open" if who != NOBODY and answer in {OPEN, NOBODY} else "wrong"


def main() -> None:
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--us", type=Path)
    parser.add_argument("--election", type=Path)
    options = parser.parse_args()
    if options.us:
        show_reach(options.us, "us")
        show_surnames(options.us)
    if options.election:
        show_reach(options.election, "election")


if __name__ == "__main__":
    main()
