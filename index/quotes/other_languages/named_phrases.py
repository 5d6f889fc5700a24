"""Who is meant by some words, and by what stands right behind them."""

from __future__ import annotations

from dataclasses import dataclass

from index.quotes.other_languages.clause_words import ClauseWords

_CLAUSE = 10
"""Words of a clause that says who somebody is."""
_DONE = tuple("é ée és ées ato ata uto uta ito ita ado ada ido ida".split())


_GERUNDS = ("ando", "endo", "indo", "ndosi", "ndose", "ndoli", "ndole", "ndolo", "ndo-se")
_IMPERFECT = ("ava", "avano", "evano", "ivano", "aba", "aban", "avam")
"""The ends of verbs that hardly any noun has."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Somebody: the place of the name that says who it is, -1 for one without a name; the places
    of the first and last word, and of the pronoun that it is, -1 if it is none; where the words
    end that belong to it; whether it is said what somebody is.
    """

    named: int
    first: int
    last: int
    pronoun: int = -1
    end: int = 0
    role: bool = False

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a word for somebody whom other words name."""
        return self.pronoun >= 0


def name_end(line: ClauseWords, first: int) -> int:
    """The last word of a name that nobody has found and that begins at a place."""
    at = first
    while line.within(at + 1, first):
        particle = line.low[at + 1] in line.words["of"] and line.is_capital(at + 2)
        if not (line.is_capital(at + 1) or particle):
            break
        at += 1
    return at


def own_name(line: ClauseWords, begin: int, last: int) -> int:
    """Where the name begins that nobody has found: minister Kaag."""
    words = line.words
    for at in range(begin + 1, last + 1):
        before = line.low[at - 1]
        if at > begin + 1 and (before in words["of"] or before in words["in"]):
            break
        what = words.is_role(before) or not (
            words.language == "de" or before in words["the"] or line.is_capital(at - 1)
        )
        if before and what and line.is_capital(at) and not words.is_role(line.low[at]):
            return at
    return begin


def apposition(line: ClauseWords, begin: int, end: int) -> Phrase | None:
    """Who it is, where that stands behind a comma: the mayor of Madrid, Ann Lee."""
    words = line.words
    at = behind_brackets(line, end)
    if line.low[at] != "," or not line.within(at, begin):
        return None
    place = at + 1
    plain = line.kind[place + 1] == "w" and line.kind[place + 2] == "person"
    if line.low[place] in words["the"] and (plain or words.is_role(line.low[place + 1])):
        place += 2
    while place < at + 5 and line.within(place, begin):
        low = line.low[place]
        if line.kind[place] == "person":
            following = line.low[place + 1]
            hyphen = following == "-" and line.end(place) == line.start(place + 1)
            single = following not in words["and"] and not hyphen
            return Phrase(place, begin, place, end=place + 1) if single else None
        title = low in words["mister he"] or low in words["mister she"]
        if not (title or low == "." or low in words["abbreviation"] or words.is_role(low)):
            break
        place += 1
    if line.is_capital(at + 1) and words.language != "de" and line.is_capital(at + 2):
        last = name_end(line, at + 1)
        if line.low[last + 1] in {",", "", "."} or line.low[last + 1] in words["in"]:
            return Phrase(-1, at + 1, last, end=last + 1, role=True)
    return None


def apart(line: ClauseWords, first: int, end: int) -> Phrase | None:
    """Who it is, where a clause stands between: the player who missed, the striker Ann Lee."""
    low = line.low[end]
    goes_on = low in {"qui", "que", "che"} or low.endswith(_DONE)
    if line.words.verb_second or not goes_on:
        return None
    for at in range(end + 1, min(end + _CLAUSE, line.size)):
        if not line.within(at, end) or line.kind[at] in {"q", "person"} or line.verb(at):
            return None
        if line.low[at] == ",":
            one = apposition(line, first, at)
            return one if one and one.named >= 0 and line.low[one.end] == "," else None
    return None


def behind_brackets(line: ClauseWords, at: int) -> int:
    """The place behind what stands in brackets at one: Ann Lee (CDU)."""
    if line.low[at] == "(":
        for place in range(at + 1, at + 8):
            if line.low[place] == ")":
                return place + 1
    return at


def begins_otherwise(line: ClauseWords, at: int) -> bool:
    """Whether a word is no article or noun that begins a phrase, but tells what is done: ha detto
    rivolgendosi alla giuria; a chi la chiamava artista rispondeva.
    """
    words, low = line.words, line.low[at]
    if not words.without_pronoun:
        return False
    if low in words["clitic"] and low in words["the"]:
        return line.low[at + 1].endswith(_IMPERFECT)
    return low.endswith(_GERUNDS) and not line.is_capital(at)
