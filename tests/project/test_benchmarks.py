"""Benchmarks can still be run: what one puts in the place of a part fits there. What they make is
what the program ships.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from benchmarks import pack_names
from index.core.folding import fold
from index.entities.words import gazetteer
from index.entities.words.gazetteer import CITY, DATA, GIVEN, SURNAME, as_tokens, known_bits

ROOT = Path(__file__).parents[2]


def test_an_import_is_timed_with_and_without_names(tmp_path: Path) -> None:
    news = tmp_path / "1.txt"
    news.write_text("A crane fell\n\nAnna Petrova saw it in Rotterdam.\n\nIt sank.\n", "utf-8")
    for kind in ("names", "nothing"):
        command = [sys.executable, "-m", "benchmarks.importing", "--once", kind, str(news)]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True,
            env={**os.environ, "NUTGRAF_HOME": str(tmp_path / "home")},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert (told["articles"], told["paragraphs"]) == (1, 2)


def test_names_are_those_of_the_lists() -> None:
    shipped = (DATA / "names.txt").read_text("utf-8")
    assert shipped == pack_names.packed(), "run python -m benchmarks.pack_names"
    lists = {"given_names.txt": GIVEN, "surnames.txt": SURNAME, "cities.txt": CITY}
    for file, bit in lists.items():
        names = pack_names.read(file)
        assert len(names) > 10_000
        for name in filter(str.isascii, names):
            assert (known_bits(name) | known_bits(as_tokens(name))) & bit, name


def test_listed_names_are_those_of_the_lists_beside_them() -> None:
    shipped = (DATA / gazetteer.LISTED).read_text("utf-8")
    assert shipped == pack_names.listed(), "run python -m benchmarks.pack_names"
    known = gazetteer.load()
    folded = {fold(alias): fold(name) for (_, alias), name in known.canonical.items()}
    assert gazetteer.names_by_alias() == folded
    times = Counter((kind, name) for (kind, _), name in known.canonical.items())
    several = sorted(one for one, count in times.items() if count > 1)
    assert gazetteer.several_names() == [(kind, fold(name)) for kind, name in several]
    for head, (kind, bit) in gazetteer.LISTS.items():
        for line in pack_names.read(f"{head}.txt", DATA):
            name, others, demonyms = gazetteer.forms_of(line)
            for form in (name, *others):
                key = as_tokens(gazetteer.plain(form))
                assert known_bits(key) & bit
                assert key in known.listed
                assert (kind, key.casefold()) in known.canonical
            for form in demonyms:
                assert known_bits(as_tokens(gazetteer.plain(form))) & gazetteer.DEMONYM
