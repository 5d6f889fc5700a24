"""Firms by the legal form that their names end in: "Vogtland Kabel AG"."""

from __future__ import annotations

from index.entities.languages.german_runs import CLASS_ENDINGS
from index.entities.languages.word_kinds import WordKinds
from index.entities.languages.word_units import Run, Unit

_FORMS = {
    "de": "AG GmbH SE KG KGaA OHG eG",
    "fr": "SA SAS SARL SE SRL",
    "es": "SA SL SAS SLU",
    "it": "SpA Spa Srl SA AG Sagl",
    "pt": "SA Lda Ltda SGPS",
    "nl": "NV BV CV",
}
_CLASSES = (
    *CLASS_ENDINGS,
    *"lieferer bauer händler versorger betreiber entwickler dienstleister versicherer".split(),
)
_BY_LANGUAGE = {language: frozenset(forms.split()) for language, forms in _FORMS.items()}
_LONGEST = 5  # words


def has_firms(units: list[Unit], language: str) -> bool:
    """Whether any legal form stands in an article."""
    return not _BY_LANGUAGE[language].isdisjoint([unit.word for unit in units])


def firm(units: list[Unit], at: int, kinds: WordKinds) -> Run | None:
    """The firm whose name begins with a word, None where none does."""
    forms, text = _BY_LANGUAGE[kinds.known.language], units[at].text
    first = units[at].word
    if not units[at].capital or first in forms or kinds.title(first) or kinds.is_small(first):
        return None
    if kinds.noun(first) or kinds.is_none(first) or kinds.known.has("org_nouns", first):
        return None
    for last in range(at + 1, min(at + _LONGEST, len(units))):
        unit = units[last]
        if unit.text != text or not (unit.capital or unit.word in {"&", "-"}):
            return None
        if kinds.known.language == "de" and unit.word.endswith(_CLASSES):
            # "Villacher Zulieferer Tannegg AG"
            return None
        if unit.word in forms:
            words = " ".join(one.word for one in units[at : last + 1])
            return Run(at, last, fixed=("org", words))
    return None
