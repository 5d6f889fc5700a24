"""Write how other languages call countries and continents: `data/languages/countries.txt`, and
which of these names are of one: `data/languages/same_countries.txt`.

From the Common Locale Data Repository (Unicode License V3), through the package Babel. Run once, by
hand; the result is kept. Usage: python benchmarks/build_countries.py
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

ROOT = Path(__file__).parents[1]
SAME = ROOT / "index" / "entities" / "data" / "languages" / "same_countries.txt"
OUT = ROOT / "index" / "entities" / "data" / "languages" / "countries.txt"
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
# Not countries but what is counted, and seas' islets that nobody writes about.
LEFT_OUT = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
HEADER = """# How languages call countries and territories, by benchmarks/build_countries.py.
# Source: Unicode CLDR (Unicode License V3), through the package Babel.
"""
SAME_HEADER = HEADER.replace("How languages call", "What seven languages call the same")


def main() -> None:
    lines = []
    for language in LANGUAGES:
        known = Locale(language).territories
        names = {known[code] for code in known if code.isalpha() and code not in LEFT_OUT}
        plain = sorted(map(_plain, names))
        lines += [f"[{language}]", *dict.fromkeys(plain)]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")
    known = [Locale(language).territories for language in ("en", *LANGUAGES)]
    same = []
    for code in sorted(known[0]):
        if code.isalpha() and code not in LEFT_OUT:
            called = dict.fromkeys(_plain(one[code]) for one in known if code in one)
            same += [", ".join(called)] if len(called) > 1 else []
    SAME.write_text(SAME_HEADER + "\n".join(same) + "\n", "utf-8")


def _plain(name: str) -> str:
    return name.split(" (", maxsplit=1)[0].replace("’", "'")


if __name__ == "__main__":
    main()
