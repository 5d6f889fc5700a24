"""Lines that tell how to take the text they stand by: that it is a transcript in haste, was cut or
translated, is an opinion, was paid for. They come again and again, and tell of every article.
"""

from __future__ import annotations

from index.core.late_patterns import late

_LONGEST = 400
"""Characters of such a line."""

_LABEL = (
    "(?:(?:news )?analysis|opinion|commentary|satire|op-ed|kommentar|meinung|analyse|glosse|tribune"
    "|opini[oó]n|an[aá]lisis|commento|opinione|analisi|opini[aã]o|an[aá]lise|opinie)"
)
_TEXT = r"\b(?:this|the) (?:article|story|text|report|interview|piece|post|transcript)"
_SAID = late(
    # A label alone, with a colon or another label behind it.
    rf"\A\W{{0,9}}{_LABEL}(?: ?[/|&] ?{_LABEL})? ?:\W{{0,9}}\Z"
    rf"|\A\W{{0,9}}{_LABEL} ?/ ?{_LABEL}\W{{0,9}}\Z"
    r"|\b(?:rush|unedited|uncorrected|automatic|automatically generated|machine[- ]generated)"
    r" transcript"
    r"|\btranscript\b.{0,80}\b(?:final form|not be accurate|may contain errors)"
    r"|\b(?:been|was|is) (?:lightly )?(?:edited|condensed|shortened|abridged|cut)\b.{0,30}"
    r" for (?:\w+ and )?(?:length|clarity|brevity|space|style)"
    r"|\b(?:views|opinions) expressed\b.{0,80}\b(?:own|authors?|writer|not necessarily|alone)\b"
    rf"|{_TEXT} (?:was|has been|is) (?:sponsored|paid for|translated|generated|written|produced)"
    r" (?:in partnership |from |by |with )"
    r"|\b(?:dieser|dieses|das|der) (?:text|artikel|beitrag|interview|gespräch) (?:wurde|ist)\b"
    r".{0,60}\b(?:gekürzt|übersetzt|redigiert)"
)


def tells_how_to_take(text: str) -> bool:
    """Whether a line says of the text it stands by what kind of text that is."""
    return len(text) <= _LONGEST and _SAID.search(text.casefold()) is not None
