"""What every engine is asked: the same queries, as each would have them written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` are joined by what `how` says: "and", "or", "phrase", "near", "prefix".

    `outlet` and `days` (first and last, ISO) filter what is found.
    """

    kind: str
    how: str
    words: tuple[str, ...]
    distance: int = 0
    outlet: str = ""
    days: tuple[str, str] = ("", "")

    @property
    def text(self) -> str:
        """The query as a person would type it here."""
        if self.how == "phrase":
            words = f'"{" ".join(self.words)}"'
        elif self.how == "near":
            words = f" NEAR/{self.distance} ".join(self.words)
        elif self.how == "prefix":
            words = f"{self.words[0]}*"
        else:
            words = (" OR " if self.how == "or" else " ").join(self.words)
        parts = [words]
        if self.outlet:
            parts.append(f"outlet:{self.outlet}")
        if self.days[0]:
            parts.append(f"date:{self.days[0]}..{self.days[1]}")
        return " ".join(parts)


_PLAIN = {
    "rare term": ("and", "cocaine glaucoma temporao referendum sanctuary tsunami mutiny orchestra"),
    "middling term": ("and", "oil bank japan government election wheat dollar tariff"),
    "frequent term": ("and", "said year pct the of to in mln"),
    "prefix": ("prefix", "econ govern pol negot agric inflat un st"),
}
_AND = (
    "bank japan|oil price|trade deficit|interest rate cut|minister government election"
    "|dollar yen intervention|said the of|company said shares net profit"
    "|oil opec saudi production quota|film award best actor director"
)
_OR = (
    "bank japan|government minister president|wheat corn|said pct|oil gas coal"
    "|dollar yen mark sterling|the said|company shares stock dividend profit"
    "|opec quota barrel|film music award star show"
)
_PHRASE = (
    "interest rate|prime minister|united states|of the|central bank|west germany"
    "|the bank of japan|oil prices|he said|board of directors|world cup|per share"
)
_ZERO = "xylograph|zzyzx|glaucoma wheat|temporao tsunami|orchestra soybeans opec|qwertyuiop said"
_SEVERAL = {
    "AND": ("and", _AND),
    "OR": ("or", _OR),
    "phrase": ("phrase", _PHRASE),
    "zero hits": ("and", _ZERO),
}
_NEAR = "oil price 5|dollar yen 3|minister resign 10|bank rate 5|trade japan 8|said will 3"
_OUTLET = "bbc government|bbc said|reuters oil|reuters dollar|bbc film award|reuters the"
_DATED = (
    "1987-03-01 1987-03-31 oil|1987-10-19 1987-10-23 dollar|1987-06-01 1987-06-30 said"
    "|1987-04-07 1987-04-07 japan trade|1987-01-01 1987-12-31 bank|1987-03-01 1987-06-30 wheat corn"
)

_WARMING = (
    Asked("warming", "and", ("weather",)),
    Asked("warming", "and", ("coffee", "export")),
    Asked("warming", "or", ("steel", "copper")),
    Asked("warming", "phrase", ("stock", "exchange")),
    Asked("warming", "near", ("tax", "reform"), 4),
    Asked("warming", "prefix", ("invest",)),
    Asked("warming", "and", ("xqzj",)),
    Asked("warming", "and", ("football",), outlet="bbc"),
    Asked("warming", "and", ("strike",), days=("1987-02-26", "1987-04-02")),
)


def warming() -> tuple[Asked, ...]:
    """Queries of every class that get a process going, none of whose words is asked for later."""
    return _WARMING


def asked() -> list[Asked]:
    """All queries, class by class."""
    found = [
        Asked(kind, how, (word,)) for kind, (how, row) in _PLAIN.items() for word in row.split()
    ]
    found += [
        Asked(kind, how, tuple(words.split()))
        for kind, (how, rows) in _SEVERAL.items()
        for words in rows.split("|")
    ]
    for row in _NEAR.split("|"):
        *words, distance = row.split()
        found.append(Asked("NEAR", "near", tuple(words), int(distance)))
    for row in _OUTLET.split("|"):
        outlet, *words = row.split()
        found.append(Asked("outlet filter", "and", tuple(words), outlet=outlet))
    for row in _DATED.split("|"):
        first, last, *words = row.split()
        found.append(Asked("date filter", "and", tuple(words), days=(first, last)))
    return found
