"""Whether a text that was changed says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from index.core.comparison import Comparison, after

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
_NOTE = re.compile(
    rf"(?:^|[(\[])\W*(?:{_NOUNS})\b"
    rf"|\b(?:{_NOUNS})\s*:"
    r"|(?:^|[(\[])\W*(?:last )?updated?\b\s*(?:[:,—–-]|on\b|at\b|\d)"
    r"|\b(?:an|the) (?:earlier|previous|original|prior|first) version of this\b"
    r"|\bthis (?:article|story|report|piece|post|page|headline|item|column|copy|text)"
    r" (?:has been|was|is) (?:since )?(?:\w+ )?"
    r"(?:correct|amend|updat|clarif|edit|revis|chang|retract|withdraw|remov|replac)\w*"
    # Retractions, and what agencies write above a text that they send again.
    r"|(?:^|[(\[])\W*(?:retract(?:ed|ion)|withdrawn)\s*(?:$|[:.,;)\]—–-]|on\b|by the\b|of th)"
    r"|\bretract(?:ed|ion)\s*:"
    r"|\bwe (?:have )?(?:retract|withdr[ae]w)\w* (?:the|this|our) (?:article|story|report|piece)"
    r"|\bwe apologi[sz]e for (?:the|this|an|any|our) (?:\w+ )?(?:error|mistake|inaccurac)"
    r"|[(\[]\s*(?:this \w+ )?(?:corrects|refiles|clarifies|amends)\b"
    r"|\bthis (?:version|article|story|report|item) (?:corrects|refiles|clarifies|amends)\b"
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


def announces(comparison: Comparison) -> bool:
    """Whether what is new in the text or the headline says that something was corrected, updated or
    taken back.

    A note that stood there before speaks of an earlier change and not of this one.
    """
    return has_note([paragraph.text for paragraph in comparison.old.paragraphs], _new(comparison))


def has_note(before: Sequence[str], after: Iterable[str]) -> bool:
    """Whether texts say that something was corrected, updated or taken back, as none did before."""
    return any(not any(note in text for text in before) for told in after for note in _notes(told))


def _new(comparison: Comparison) -> Iterator[str]:
    for field in comparison.fields:
        if field.name == "title":
            yield after(field.pieces)
    for change in comparison.changes:
        if change.kind in ("added", "rewritten"):
            yield after(change.pieces)


def _notes(text: str) -> Iterator[str]:
    for match in _NOTE.finditer(text):
        yield text[match.start() : match.end() + _CONTEXT]
