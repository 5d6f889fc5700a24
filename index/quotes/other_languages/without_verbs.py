"""Who says what stands between marks, by the words in front of it that are no verb of saying."""

from __future__ import annotations

from index.quotes.other_languages.behind_verbs import is_somebody
from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.telling_clauses import (
    Told,
    according,
    final,
    postponed,
    viewed,
    worded,
    written,
)
from index.quotes.other_languages.verb_subjects import CLAUSE, main

SHORT = 6
"""Words in front of a colon that only lead on."""
LEADING = frozenset({":", ","})
_IS = frozenset("è é es est ist is wird wurde war was werd".split())


def without_verb(line: ClauseWords, low: int, at: int) -> Told | None:
    """According to Smith, “…” For him it is “…” `low` is where that begins."""
    beside = line.low[at - 1] in LEADING | _IS
    if told := postponed(line, low, beside=beside):
        return told
    if told := viewed(line, low, min(at, low + SHORT)):
        # A suo dire, il conto «non torna»
        return told
    as_told = line.low[low] in line.words["as"]
    if told := final(line, low + 1, beside=beside) if as_told else None:
        return told
    for place in range(low, at):
        if told := according(line, place, beside=beside):
            # Das sei laut Smith “…”
            close = told.phrase is not None and told.phrase.end == at
            leads = place <= low + 2 or line.low[place - 1] in LEADING
            return told if leads or close else None
    low += line.low[low] in line.words["adverb"]
    for_somebody = line.low[low] in line.words["for"]
    view = beside or line.low[low + 2] == "," or line.words.verb_second
    him = line.words["him"] | line.words["she"] | line.words["he"]
    if for_somebody and view and line.low[low + 1] in him and at - low <= CLAUSE:
        return Told(Phrase(-1, low + 1, low + 1, low + 1, low + 2), low, low, True, low + 1)
    subject = phrase(line, low + 1, at) if for_somebody else None
    if subject and is_somebody(line, subject):
        return Told(subject, low, low, beside, subject.last)
    return None


def before_colon(line: ClauseWords, low: int, at: int) -> Told | None:
    """Smith was clear: “…” Smith (CDU): “…” And then: “…”"""
    if told := viewed(line, low, at) or worded(line, low, at - 2, at):
        return told
    if told := _apposed(line, low, at):
        return told
    subject = main(line, low, at - 1)
    if line.kind[at - 2] == "person" and (subject is None or line.low[at - 3] in _IS):
        # Nessun dubbio per Smith: “…” Quem o diz é Smith: “…”
        subject = Phrase(at - 2, at - 2, at - 2, end=at - 1)
    if subject is None:
        # And then: “…”
        asked = line.low[low] in line.words["asked"]
        short = asked or at - 1 - low <= SHORT
        short = short and not any(map(line.is_name, range(low, at)))
        return Told(None, at - 1, at - 1, True, at - 1) if short else None
    person = subject.named < 0 or line.kind[subject.named] == "person"
    begins = subject.first <= low + 1 or subject.end >= at - 1
    return Told(subject, at - 1, at - 1, True, subject.last) if person or begins else None


def cleft(line: ClauseWords, low: int, at: int) -> Told | None:
    """Who says it is Smith: “…”"""
    told = written(line, low, at - 1)
    if told and told.phrase and told.phrase.end >= at - 1:
        # Si legge in una nota della Regione: “…”
        return told
    for place in range(low + 1, min(at - 1, low + SHORT)):
        if line.low[place] in _IS:
            one = phrase(line, place + 1, at)
            whole = one is not None and one.named >= 0 and one.end >= at - 1
            person = one is not None and line.kind[one.named] == "person"
            return Told(one, at - 1, at - 1, True, one.last) if one and whole and person else None
    return None


def _apposed(line: ClauseWords, low: int, at: int) -> Told | None:
    """… by her lawyer, Smith: “…”"""
    words, name = line.words, at - 2
    if name <= low or line.kind[name] != "person":
        return None
    before = name - 1
    while before > low and (line.low[before] == "." or line.low[before] in words["abbreviation"]):
        before -= 1
    if line.low[before] != "," or not words.is_role(line.low[before - 1]):
        return None
    return Told(Phrase(name, name, name, end=name + 1), at - 1, at - 1, True, name)
