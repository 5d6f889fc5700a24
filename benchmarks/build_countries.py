"""Write how other languages call countries and continents: `data/languages/countries.txt`.

From the Common Locale Data Repository (Unicode License V3), through the package Babel. Run once, by
hand; the result is kept. Usage: python benchmarks/build_countries.py
"""

from __future__ import annotations

from pathlib import Path

from babel import Locale

ROOT = Path(__file__).parents[1]
OUT = ROOT / "index" / "entities" / "data" / "languages" / "countries.txt"
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
# Not countries but what is counted, and seas' islets that nobody writes about.
LEFT_OUT = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
HEADER = """# How languages call countries and territories, by benchmarks/build_countries.py.
# Source: Unicode CLDR (Unicode License V3), through the package Babel.
"""


def main() -> None:
    lines = []
    for language in LANGUAGES:
        known = Locale(language).territories
        names = {known[code] for code in known if code.isalpha() and code not in LEFT_OUT}
        plain = sorted(name.split(" (")[0].replace("’", "'") for name in names)
        lines += [f"[{language}]", *dict.fromkeys(plain)]
    OUT.write_text(HEADER + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
