"""Made-up organisations as newspapers of all continents name them: ministries, boards, parties,
unions, courts, universities, banks, firms, papers and clubs.

The corpora that may be learnt from are American and British for the most part. What an
organisation is elsewhere is told by the same words in other company, so that these are filled
with towns, peoples, families and words that no list has.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

COUNTRIES = Path(__file__).parents[1] / "index" / "entities" / "data" / "countries.txt"
_SLOT = re.compile(r"\{(\w)\}")
_MATTERS = (
    "Agriculture Communications Culture Customs Defence Drugs Education Elections Electricity "
    "Energy Environment Finance Fisheries Food Forestry Gender Health Highways Housing "
    "Immigration Industry Information Insurance Interior Investment Irrigation Justice Labour "
    "Land Livestock Maritime Meteorology Minerals Mines Pensions Petroleum Planning Ports "
    "Railways Roads Sanitation Science Securities Shipping Sports Statistics Steel Sugar Taxation "
    "Technology Telecommunications Tourism Trade Transport Water Welfare Wildlife Women Works Youth"
).split()
_JOBS = (
    "Architects Bankers Builders Doctors Drivers Employers Engineers Exporters Farmers Fishermen "
    "Hoteliers Importers Journalists Judges Lawyers Manufacturers Miners Nurses Pensioners "
    "Pharmacists Pilots Planters Retailers Seafarers Students Teachers Traders Veterans Writers"
).split()
_BODIES = (
    "Administration Agency Association Authority Board Bureau Centre Commission Committee "
    "Corporation Council Directorate Federation Institute Office Organisation Secretariat Service "
    "Society Trust Union"
).split()
_INDUSTRIES = (
    "Airlines Airways Bank Beverages Breweries Capital Cement Chemicals Commodities Construction "
    "Electric Electronics Energy Engineering Finance Foods Gas Gold Hotels Insurance Investments "
    "Life Logistics Media Metals Mining Mobile Motors Oil Paper Petroleum Pharma Plantations Ports "
    "Power Properties Resources Retail Securities Shipping Steel Sugar Telecom Textiles Tobacco "
    "Tyres Water"
).split()
_FORMS = (
    "Ltd Ltd Limited Plc Inc Corp Co Co. Group Group Holdings Company Company Bhd AG SA S.A. SpA "
    "Oyj AB A/S NV KK GmbH PLC Corporation Industries Enterprises International"
).split()
_PAPERS = (
    "Times Post News Mail Star Herald Tribune Standard Observer Gazette Chronicle Express Guardian "
    "Mirror Monitor Nation Daily Telegraph Sun Journal Today Independent Review Reporter"
).split()
_SIDES = (
    "United City FC SC Rovers Stars Athletic Rangers Lions Warriors Giants Kings Sharks Eagles "
    "Tigers Blasters Wanderers Academy Titans Knights Chiefs Bulls Panthers Sporting"
).split()
_LEANINGS = (
    *"Action Alternative Centre Civic Conservative Democratic Freedom Green Islamic".split(),
    *"Justice Labour Liberal National Patriotic Popular Progressive Reform Republican".split(),
    *("Revolutionary", "Social", "Socialist", "Unity", "People 's", "Workers '"),
)
_ENDS = "Change Democracy Dignity Freedom Hope Independence Justice Peace Progress Unity".split()

# b body, c country, e end, f family, i industry, j people of a trade, l town, m a word that no list
# has, n nationality, o form, p paper, s side, w matter, x leaning. The first number is a weight.
_PATTERNS = {
    "office": (
        (6, "Ministry of {w}|Ministry of {w} and {w}|{w} Ministry|Federal Ministry of {w}"),
        (2, "{n} Ministry of {w}|{n} {w} Ministry|{n} Embassy"),
        (3, "Department of {w}|Department of {w} and {w}|{n} Department of {w}"),
        (5, "National {w} {b}|{c} {w} {b}|{w} and {w} {b}|{l} {w} {b}|{w} {b} of {c}|{w} {b}"),
        (2, "{n} {w} {b}|{n} National {w} {b}|Central {w} {b}|{w} Regulatory {b}"),
        (2, "National {b} of {w}|National {b} for {w} and {w}"),
        (3, "Electoral Commission of {c}|{c} Revenue Authority|{c} Ports Authority"),
        (3, "Central Bank of {c}|Bank of {c}|National Bank of {c}|{l} Stock Exchange|Bank of {l}"),
        (2, "{l} High Court|Supreme Court of {c}|{n} Supreme Court|Court of Appeal"),
        (2, "{l} Magistrate 's Court|{w} Tribunal|{l} District Court|{n} Constitutional Court"),
        (3, "{l} Police|{c} Police Service|{n} National Police|{n} Army|{n} Air Force|{n} Navy"),
        (3, "{l} City Council|{l} Municipality|{l} Municipal Corporation|{l} State Assembly"),
        (2, "{l} Development Authority|{l} Port Authority|{l} County Council|{n} Parliament"),
        (4, "{l} University|University of {l}|{f} University|{l} University of {w}|{f} College"),
        (2, "Universiti {m}|Universidad de {l}|Universidade de {l}|Université de {l}"),
        (3, "{l} General Hospital|{l} Teaching Hospital|{f} Hospital|{f} Memorial School"),
        (3, "{f} Foundation|{l} Institute of {w}|{c} Institute for {w}|{f} Institute|{l} Museum"),
        (5, "{x} Party|{x} {x} Party|{n} {x} Party|{x} Front|{n} {x} Front|{x} Alliance"),
        (4, "{m} Party|Partido {m}|Partai {m}|Parti {m}|Movement for {e}|Party for {e}|{m}"),
        (2, "{n} National Congress|{c} Congress|{e} Party|{e} and {e} Party"),
        (4, "{j} Association|{n} {j} Association|National Union of {j}|{j} ' Union"),
        (2, "Association of {c} {j}|{n} Federation of {j}|{j} for {e}|{w} Workers ' Union"),
        (3, "{l} Chamber of Commerce|{c} Chamber of {w}|{c} Bar Association|{n} Red Cross"),
        (1, "{f} Commission|{n} Football Federation|{c} Cricket Board|{n} Olympic Committee"),
    ),
    "firm": (
        (9, "{m} {i}|{m} {i}|{m} {o}|{m} {i} {o}|{f} {i}|{f} {o}|{f} {i} {o}|{m} {m}"),
        (4, "{l} {i}|{c} {i}|{l} {i} {o}|{c} {i} {o}|{f} & {f}|{f} and Sons|{f} Brothers|{m} {c}"),
        (2, "Air {c}|{c} Airlines|PT {m}|Grupo {m}|{f} Group|{f} Partners"),
        (2, "Bank {m}|Banco {m}|Banco de {c}|Banque {m}|{l} Bank|Bank of {l}"),
    ),
    "paper": ((1, "{l} {p}|{c} {p}|Daily {p}|Business {p}|{c} Daily {p}|El {m}|Al-{m}|{m} TV"),),
    "side": ((1, "{l} {s}|{l} {s}|{m} {s}|FC {l}|Al-{m}|Sporting {m}|Deportivo {l}|{m}|{l}"),),
}
# How often each is drawn where any will do.
_SHARES = {"office": 60, "firm": 20, "paper": 5, "side": 5}
LETTERS = "ABCDEFGHIKLMNOPRSTUW"


def nations() -> list[tuple[str, str]]:
    """Countries, each with what is called after it: Ghana, Ghanaian."""
    found = []
    for line in COUNTRIES.read_text("utf-8").splitlines():
        name, _, rest = line.partition(":")
        called = rest.partition(";")[2].split(",")[0].strip()
        if name[:1] != "#" and called:
            found.append((name, called))
    return found


class Bodies:
    """Draws organisations by a source of chance, from towns, families and what makes words."""

    def __init__(
        self,
        chance: random.Random,
        towns: Sequence[str],
        families: Sequence[str],
        made: Callable[[], str],
    ) -> None:
        pick = chance.choice
        countries, nationalities = zip(*nations(), strict=True)
        self._chance = chance
        self._fill: dict[str, Callable[[], str]] = {
            "b": lambda: pick(_BODIES),
            "c": lambda: pick(countries),
            "e": lambda: pick(_ENDS),
            "f": lambda: pick(families),
            "i": lambda: pick(_INDUSTRIES),
            "j": lambda: pick(_JOBS),
            "l": lambda: pick(towns),
            "m": made,
            "n": lambda: pick(nationalities),
            "o": lambda: pick(_FORMS),
            "p": lambda: pick(_PAPERS),
            "s": lambda: pick(_SIDES),
            "w": lambda: pick(_MATTERS),
            "x": lambda: pick(_LEANINGS),
        }

    def draw(self, kind: str = "") -> str:
        """An organisation of a kind, of any unless it is given, its words with blanks between."""
        kind = kind or self._chance.choices(list(_SHARES), list(_SHARES.values()))[0]
        weights, choices = zip(*_PATTERNS[kind], strict=True)
        pattern = self._chance.choice(self._chance.choices(choices, weights)[0].split("|"))
        return _SLOT.sub(lambda match: self._fill[match.group(1)](), pattern)

    def acronym(self, name: str) -> str:
        """The letters that an organisation goes by; any, where it has too few words."""
        letters = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(letters) > 2:
            return letters
        return "".join(self._chance.choices(LETTERS, k=self._chance.randint(3, 5)))
