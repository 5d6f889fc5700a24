"""What outlets write into a text that they corrected, updated or took back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.core.late_patterns import late

# What outlets write, in languages that archives are kept in. A word that news is about as well
# ("the corrections officer", "a correction of the market") counts where a paragraph or a bracket
# begins with it, or a colon follows.
_NOUNS = (
    "corrections?|corrected|clarifications?|editor['’]s note|erratum|errata|"
    "korrektur|berichtigung|richtigstellung|klarstellung|anmerkung der redaktion|"
    "correctif|rectificatif|précision|note de la rédaction|"
    "correcci[oó]n|fe de (?:errat[ao]s|errores)|aclaraci[oó]n|nota de la redacci[oó]n|"
    "correzione|rettifica|corre[cç][aã]o|correctie|rectificatie|corrigendum"
)
_DAY = r"(?:[a-z]{3,9}\.? [0-3]?\d(?:, \d{4})? )?"
_NOTE = late(
    rf"(?:^|[(\[])\W{{0,20}}+(?:{_NOUNS})\b"
    rf"|\b(?:{_NOUNS})\s*:"
    r"|(?:^|[(\[])\W{0,20}+(?:last )?updated?\b\s*(?:[:,—–-]|on\b|at\b|\d)"
    r"|\b(?:an|the) (?:earlier|previous|original|prior|first) version of this\b"
    # "This June 3 story" is how Reuters calls one that it sends again.
    rf"|\bthis {_DAY}(?:article|story|report|piece|post|page|headline|item|column|copy|text)"
    r" (?:has been|was|is) (?:since )?(?:\w+ )?"
    r"(?:correct|amend|updat|clarif|edit|revis|chang|refil|retract|withdraw|remov|replac)\w*"
    # Retractions, and what agencies write above a text that they send again.
    r"|(?:^|[(\[])\W{0,20}+(?:retract(?:ed|ion)|withdrawn)\s*(?:$|[:.,;)\]—–-]|on\b|by the\b|of th)"
    r"|\bretract(?:ed|ion)\s*:"
    r"|\bwe (?:have )?(?:retract|withdr[ae]w)\w* (?:the|this|our) (?:article|story|report|piece)"
    r"|\bwe apologi[sz]e for (?:the|this|an|any|our) (?:\w+ )?(?:error|mistake|inaccurac)"
    r"|[(\[]\s*(?:this \w+ )?(?:corrects|refiles|clarifies|amends)\b"
    rf"|\b(?:in )?this {_DAY}(?:version|article|story|report|item),? "
    r"(?:corrects|refiles|clarifies|amends)\b"
    # Not between quotation marks, where it is somebody who is in the news.
    r"|(?:(?:^|; )we|\bthis (?:article|story|report|piece|post)) (?:had |has |have )?"
    r"(?:previously |originally )?(?:(?:wrong|incorrect|mistaken|erroneous)ly|misspel(?:led|t)"
    r"|misstated|misidentified|misquoted)\b"
    r"|(?:^|; )we (?:unreservedly |sincerely )?apologi[sz]e\b"
    r"|\bin (?:einer|der) (?:früheren|ersten|vorherigen) (?:version|fassung)\b"
    r"|\b(?:der|dieser|den|diesen) (?:artikel|beitrag|text) (?:wurde|haben wir|ist) (?:\S+ ){0,4}"
    r"(?:geändert|korrigiert|aktualisiert|ergänzt|berichtigt|überarbeitet|zurückgezogen)"
    r"|\bcet(?:te)? (?:article|version|dépêche) a été (?:\w+ )?"
    r"(?:modifi|corrig|rectifi|actualis|mise? à jour|retir)"
    r"|\best[ea] (?:artículo|noticia|nota|texto|versión) (?:ha sido|fue) (?:\w+ )?"
    r"(?:corregid|modificad|actualizad|rectificad|retirad)"
    r"|\bune (?:première|précédente) version de (?:cet|ce)\b"
    r"|\buna versi[oó]n (?:anterior|previa) de est[ea]\b",
    re.IGNORECASE,
)
_CONTEXT = 80
"""Characters behind the words of a note by which it is known again."""
_TAKEN_BACK = late(
    r"\b(?:retract(?:ed|ion)|withdrawn)\b|\btaken down\b|\b(?:has|have) been removed\b"
    r"|\bzurückgezogen\b|\bretirée?s?\b|\bretirad[oa]s?\b|\britirat[oa]\b",
    re.IGNORECASE,
)
_STEMS = ("retract", "withdrawn", "taken down", "been removed", "zurückgezogen", "retir", "ritirat")
"""One of them stands in whatever that finds, in small letters."""


def has_note(before: Sequence[str], after: Iterable[str]) -> bool:
    """Whether texts say that something was corrected, updated or taken back, as none did before."""
    return any(not any(note in text for text in before) for told in after for note in _notes(told))


def says_taken_back(title: str, paragraphs: Sequence[str]) -> bool:
    """Whether a headline or a text says that the article is retracted."""
    return any(map(takes_back, (title, *paragraphs)))


def takes_back(text: str) -> bool:
    """Whether a paragraph or a headline says that the article is retracted."""
    lower = text.lower()
    # Quickly: hardly a text has any of these.
    if not any(stem in lower for stem in _STEMS):
        return False
    return any(_TAKEN_BACK.search(note) for note in _notes(text))


def new_notes(before: Sequence[str], after: Iterable[str]) -> list[str]:
    """The texts that say that something was corrected or taken back, as none did before."""
    return [text for text in after if has_note(before, [text])]


def _notes(text: str) -> Iterator[str]:
    for match in _NOTE.finditer(text):
        yield text[match.start() : match.end() + _CONTEXT]
