"""The line above what a letter quotes: who wrote that, and when."""

from __future__ import annotations

import re
from typing import NamedTuple

from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date

_VERB = late(
    r"\b(wrote|schrieb(?:en)?|a écrit|escribió|ha scritto|schreef|escreveu|napisał(?:a)?)\b",
    re.IGNORECASE,
)
_ADDRESS = late(r"[<(\[]?(?:mailto:)?[^\s<>()\[\]\",;:]+@[^\s<>()\[\]\",;]+[>)\]]?")
# What stands between a time and a name, and before a date.
_OF_TIMES = frozenset(
    "on at am pm a.m p.m um uhr h gmt utc cet cest bst est edt cst cdt mst mdt pst pdt ore godz às"
    " om le el il op em den dnia dniu w giorno".split()
)
_DAY = ("day", "tag", "woch", "dag", "edì")
_NOBODY = frozenset("he she they i we you it er sie ich wir il elle on je nous él ella yo".split())
_AT = late(r"(?<=\d),? (?:at|um|à|a las|alle(?: ore)?|às|om|o) (?=\d)", re.IGNORECASE)
_MONTH_OR_DAY = late(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?"
    r"|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:mo|di|mi|do|fr|sa|so)\."
    r"|januar|februar|märz|mai|juni|juli|oktober|dezember|(?:mär|okt|dez)\."
    r"|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lun|mar|mer|jeu|ven|sam|dim)\."
    r"|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|(?:janv|févr|avr|juil|déc)\."
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:lun|mié|jue|vie|sáb|dom)\."
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|(?:ene|abr|ago|dic)\."
    r"|lunedì|martedì|mercoledì|giovedì|venerdì|(?:gio|gen|mag|giu|lug|set|ott)\.?|gennaio"
    r"|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    r"|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|(?:ma|di|wo|do|vr|za|zo)\.?"
    r"|januari|februari|maart|mei|augustus|(?:mrt)\.?"
    r"|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|(?:seg|ter|qua|qui|sex|sáb)\.?"
    r"|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    r"|(?:pon|wt|śr|czw|pt|sob|niedz)\.?|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca"
    r"|sierpnia|września|października|listopada|grudnia",
    re.IGNORECASE,
)


class Attribution(NamedTuple):
    """Whose words are quoted, by name, with an address where it stands there, and of what day;
    "" for what the line does not say.
    """

    sender: str
    date: str


def written_by(line: str) -> Attribution:
    """What a line says of who wrote what stands below it: “On 3 Mar 2024, Elena Marsh wrote:”."""
    verb = _VERB.search(line)
    if verb is None:
        return Attribution("", "")
    address = _ADDRESS.search(line)
    sides = line[: verb.start()], line[verb.end() :]
    left, right = (_ADDRESS.sub(" ", one).strip(" ()<>[]") for one in sides)
    name = _name_behind(left)
    said = f"{left.removesuffix(name)} {right}"
    if not name and not (address and address.start() < verb.start()):
        name, said = _bare(re.split(r"\s(?=\S*\d)|,", right)[0]), left
    found = address[0].strip("<>()[]").removeprefix("mailto:") if address else ""
    if name.casefold() in _NOBODY:
        return Attribution("", "")
    sender = f"{name} <{found}>" if name and found else name or found
    return Attribution(sender, _day(said))


def _name_behind(said: str) -> str:
    """The name at the end of a text that may begin with a date."""
    words = said.split()
    last = max((n for n, word in enumerate(words, 1) if any(map(str.isdigit, word))), default=0)
    words = words[last:]
    of_date = [n for n, word in enumerate(words, 1) if word.endswith(",")]
    if of_date and all(map(_is_of_date, words[: of_date[0]])):
        words = words[of_date[0] :]
    while words and (_is_of_time(words[0]) or (len(words) > 1 and words[0].endswith(_DAY))):
        words = words[1:]
    return _bare(" ".join(words))


def _bare(name: str) -> str:
    return name.strip(" .,:;-–—\"'“”„()[]<>*\u200e")


def _day(said: str) -> str:
    words = _AT.sub(" ", said).strip(" ,:;.<>()*").split()
    while words and words[0].casefold() in _OF_TIMES:
        words = words[1:]
    return find_date(" ".join(words).strip(" ,:;.<>()*"))


def _is_of_time(word: str) -> bool:
    bare = word.strip(",;:()[]\"'“”").casefold().rstrip(".")
    return not any(map(str.isalpha, bare)) or bare in _OF_TIMES


def _is_of_date(word: str) -> bool:
    is_named = _MONTH_OR_DAY.fullmatch(word.strip(",;:()[]\"'“”")) is not None
    return is_named or _is_of_time(word)
