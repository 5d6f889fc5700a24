"""Whether two texts that have nearly all words in common say the same: in figures, in what they
negate and in what they quote, one word makes another statement of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from index.core.late_patterns import late
from index.core.word_runs import word_runs
from index.quotes.quotation_marks import marked

_CUT = 5
"""Words in a row that one text has and the other has not are a cut, whatever is among them; fewer
of them with a negation turn the sentence round.
"""

_NEGATIONS = frozenset(
    """not no never cannot nor neither nobody none nothing nowhere without
    nicht nichts nie niemals niemand weder ohne kein keine keinen keinem keiner keines
    pas jamais rien aucun aucune nunca jamás ningún ninguna ninguno sin
    non mai nessuno nessun nessuna senza não nenhum nenhuma sem niet geen nooit niemand zonder"""
    .split()
)  # fmt: skip

_ABBREVIATED = frozenset(
    "don didn doesn isn wasn aren weren hasn haven hadn won wouldn can couldn shouldn mustn ain"
    .split()
)  # fmt: skip
"""What stands before the t of "don't"."""

_NUMBERS: Final = {
    word: str(value)
    for words, value in (
        ("one", 1), ("two zwei deux dos dois twee", 2), ("three drei trois tres três drie", 3),
        ("four vier quatre cuatro quattro quatro", 4), ("five fünf cinq cinco cinque vijf", 5),
        ("six sechs seis zes", 6), ("seven sieben siete sette sete zeven", 7),
        ("eight acht huit ocho otto oito", 8), ("nine neun neuf nueve nove negen", 9),
        ("ten zehn dix diez dieci dez tien", 10), ("eleven elf onze undici", 11),
        ("twelve zwölf douze doce dodici doze twaalf", 12), ("thirteen dreizehn treize", 13),
        ("fourteen vierzehn quatorze", 14), ("fifteen fünfzehn quinze quince", 15),
        ("sixteen sechzehn seize", 16), ("seventeen siebzehn", 17), ("eighteen achtzehn", 18),
        ("nineteen neunzehn", 19), ("twenty zwanzig vingt veinte venti vinte twintig", 20),
        ("thirty dreißig trente treinta trenta trinta dertig", 30),
        ("forty vierzig quarante cuarenta quaranta quarenta veertig", 40),
        ("fifty fünfzig cinquante cincuenta cinquanta vijftig", 50),
        ("sixty sechzig soixante sesenta sessanta zestig", 60), ("seventy siebzig setenta", 70),
        ("eighty achtzig ochenta ottanta oitenta", 80), ("ninety neunzig noventa", 90),
        ("hundred hundert cent cien cento honderd", 100), ("thousand tausend mille mil", 1000),
        ("million millionen millions millones milioni milhões miljoen", 10**6),
        ("billion milliarden milliards miliardi miljard bn", 10**9),
        ("trillion billionen tn", 10**12), ("half", 0.5), ("dozen", 12),
    )
    for word in words.split()
}  # fmt: skip
_ENDINGS = ("st", "nd", "rd", "th", "am", "pm", "s")
_UNITS: Final = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_WITH_UNIT = late(r"(\d+)(k|mn?|bn|tn)")
_CURRENCIES: Final = {"dollars": "$", "pounds": "£", "euros": "€", "euro": "€", "yen": "¥"}
_MONEY = late(
    r"(?P<sign>[$£€¥]) ?\d[\d.,]*(?: ?(?:[kmbt]n?|million|billion|trillion)\b)?"
    r"|\b\d[\d.,]* ?(?:(?:[kmbt]n?|million|billion|trillion) )?"
    r"(?:(?P<after>[€£])|(?P<word>dollars|pounds|euros?|yen)\b)"
)
_LEFT_OUT = late(r"(?:\. ?){3,}|…")


def figures(words: Sequence[str]) -> Counter[str]:
    """The distinct figures among the words of a text, be they written in digits or not."""
    return Counter({figure for word in words for figure in _figures(word)})


def _figures(word: str) -> Iterator[str]:
    """The figures that a word stands for: 5bn are five, and a thousand million."""
    if not word[0].isdigit():
        if word in _NUMBERS:
            yield _NUMBERS[word]
    elif found := _WITH_UNIT.fullmatch(word):
        yield from (found[1], str(_UNITS[found[2]]))
    else:
        plain = next((word[: -len(end)] for end in _ENDINGS if word.endswith(end)), word)
        yield plain if plain.isdecimal() else word


def count_alike(one: str, other: str, *, figured: Sequence[Counter[str]]) -> bool:
    """Whether two texts, whose `figures` these are, count the same, but for what one of them leaves
    out and for sums that one of them has in another currency.
    """
    first, second = figured
    left, right = first - second, second - first
    if not left or not right:
        return True
    paid, paid_too = _sums(one), _sums(other)
    if not (left.keys() <= paid.keys() and right.keys() <= paid_too.keys()):
        return False
    return {paid[figure] for figure in left}.isdisjoint(paid_too[figure] for figure in right)


def _sums(text: str) -> dict[str, str]:
    """The figures that are sums of money, each with its currency."""
    found: dict[str, str] = {}
    for match in _MONEY.finditer(text.casefold()):
        sign = match["sign"] or match["after"] or _CURRENCIES[match["word"]]
        found |= dict.fromkeys(figures(word_runs(match[0])), sign)
    return found


def negate_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether no negation among the words of two texts makes the one say what the other denies."""
    if _negations(one) == _negations(other):
        return True
    matched = SequenceMatcher(None, one, other, autojunk=False)
    for kind, a, b, c, d in matched.get_opcodes():
        turned = kind != "equal" and max(b - a, d - c) < _CUT
        if turned and _negations(one[max(0, a - 1) : b]) != _negations(other[max(0, c - 1) : d]):
            return False
    return True


def _negations(words: Sequence[str]) -> int:
    """How many negations there are; the t of "don't" is one behind its verb."""
    short = sum(b == "t" and a in _ABBREVIATED for a, b in pairwise(words))
    return short + sum(word in _NEGATIONS for word in words)


def quote_alike(one: str, other: str) -> bool:
    """Whether all that one of two texts has between quotation marks stands so in the other, which
    may have more.
    """
    first, second = _quoted(one), _quoted(other)
    return _holds(first, second) or _holds(second, first)


def _quoted(text: str) -> list[str]:
    """The words of each passage between marks, a blank before and behind each, with … where some
    are left out.
    """
    passages = (text[one.start : one.end].casefold() for one in marked(text))
    parts = (
        " … ".join(" ".join(word_runs(part)) for part in _LEFT_OUT.split(one)) for one in passages
    )
    return [f" {words} " for part in parts if (words := part.strip(" …"))]


def _holds(few: Sequence[str], many: Sequence[str]) -> bool:
    every = "\n".join(many)
    return all(words in every for words in few)
