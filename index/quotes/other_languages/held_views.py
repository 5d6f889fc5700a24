"""What somebody thinks or sees in something, told with words between marks: sees in it “…”."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords, Verb
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.telling_clauses import Told
from index.quotes.other_languages.verb_subjects import CLAUSE, nearest_in, of_aside

_THAT = frozenset({"que", "qu", "che", "dass", "dat"})
_MARKS = "\"“”„«»‘’'‚‹› \xa0\u202f"
_AROUND = 2
_A = frozenset({"einen", "eine"})
_CLAUSE_WORDS = 8
_AS = frozenset({"como", "come", "comme", "als"})
_AROUND_VIEW = 8
"""So many words may stand between what says whose view it is and the passage."""
_REFLEXIVE = frozenset({"sich", "zich", "se", "s", "si"})


def holds(line: ClauseWords, verb: Verb, at: int) -> bool:
    """Whether a verb that does not always say something does so in front of a passage: thinks that
    “…”, sees in it “…”, shows himself “…”.
    """
    words, low = line.words, line.low[verb.cue]
    following = line.low[verb.last + 1 : at]
    if following[-1:] and following[-1] in _THAT and set(following[:-1]) <= {","}:
        return True
    if _is_that(line, verb, at):
        return True
    inside = line.text[line.start(at) : line.end(at)].lstrip(_MARKS)
    if low in words["wanting"]:
        return verb.last == at - 1 and inside[:1].islower()
    if low in words["seeing"]:
        if not inside[:1].islower() and line.low[at - 1] not in _A:
            return False
        if following[-1:] and following[-1] in _AS:
            # Vê a medida como “um passo atrás”
            return True
        around = {*line.low[max(0, verb.first - _AROUND) : verb.first], *following}
        return not words["therein"].isdisjoint(around)
    if low in words["showing"]:
        beside = {line.low[verb.first - 1], *following}
        attached = line.text[line.start(verb.cue) : line.end(verb.cue)].endswith("-se")
        return set(following) <= _REFLEXIVE and (attached or not _REFLEXIVE.isdisjoint(beside))
    return False


def _is_that(line: ClauseWords, verb: Verb, at: int) -> bool:
    """Whether a verb tells what somebody thinks by a clause in which a passage stands: thinks that
    the plan is “…”.
    """
    words, place = line.words, verb.last + 1
    while line.low[place] in words["adverb"] or line.low[place] == ",":
        place += 1
    inside = line.text[line.start(at) : line.end(at)].lstrip(_MARKS)
    return line.low[place] in _THAT and at - place <= _CLAUSE_WORDS and inside[:1].islower()


def in_whose_view(line: ClauseWords, at: int) -> Told | None:
    """Ann Lee, in whose view “…”, in whose view it was “…”: such words lead to a passage."""
    for end in range(at, max(1, at - _AROUND_VIEW), -1):
        if not line.within(end - 1, at) or line.kind[end - 1] == "q":
            return None
        for said in line.words.relatives:
            first = end - len(said)
            if first <= 1 or tuple(line.low[first:end]) != said or line.low[first - 1] != ",":
                continue
            low = first - 1
            while low > max(0, first - 3 * CLAUSE) and line.within(low - 1, first):
                low -= 1
            subject: Phrase | None = nearest_in(line, low, first - 1)
            if subject is None or subject.named < 0 or line.kind[subject.named] != "person":
                # Ann Lee, of Porthaven, in whose view
                subject = of_aside(line, low, first - 1) or subject
            return Told(subject, first, end - 1, True, end - 1) if subject else None
    return None
