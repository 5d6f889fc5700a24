"""Who says what stands between marks, by the words behind it."""

from __future__ import annotations

from index.quotes.other_languages.behind_verbs import INFINITIVES, is_somebody
from index.quotes.other_languages.behind_without_verbs import (
    IS,
    behind_colon,
    called_so,
    so,
    whose_word,
)
from index.quotes.other_languages.clause_words import ClauseWords, Verb
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.telling_clauses import (
    SIGNS,
    Told,
    according,
    by_verb,
    clause_end,
    ends_whole,
    final,
    postponed,
    worded,
    written,
)
from index.quotes.other_languages.verb_subjects import CLAUSE, after, before

_LONG = 15
"""Characters of what may do without a comma behind it."""
_BETWEEN = 4
_REST = 12
"""Words that may stand between words that somebody said and a comma in front of who said them."""
_FINITE = ("ó", "ò", "ou", "a", "e", "iu", "eu")
"""The ends of verbs of one person in languages that do without a pronoun."""
_CLITICS = frozenset({"se", "s", "si", "ne", "n"})
_LINKS = frozenset({"à", "de", "d", "a"})
_NO_VERBS = (
    "hearing",
    "the",
    "of",
    "case",
    "time",
    "as",
    "clitic",
    "work",
    "called",
    "own",
    "noun",
)


def behind(line: ClauseWords, at: int) -> Told | None:
    """“…”, said Smith. “…”, Smith said. “…”, according to Smith."""
    first, words = at + 1, line.words
    if line.low[first] == "." and line.within(first + 1, first):
        # «…». dijo …
        first += 1
    # Dutch papers set the comma between the marks.
    inside = line.text[: line.end(at)].rstrip("’”»“'\" ")[-1:]
    sign = first > at + 1 or line.low[first] in SIGNS or inside == ","
    while line.low[first] in SIGNS and first < at + 4:
        first += 1
    if told := so(line, at) or behind_colon(line, at):
        return told
    if not (sign or _goes_on(line, at, first)):
        return called_so(line, at) or whose_word(line, at)
    told = according(line, first, beside=True) or postponed(line, first, beside=True)
    begin = first
    while line.low[begin] in IS and begin < first + _BETWEEN:
        begin += 1
    if told := told or worded(line, begin, begin + 3 + (begin > first), first + CLAUSE):
        return told
    if line.low[first] in words["as"]:
        first += 1
        if told := final(line, first, beside=True):
            return told
    told = _by_verb(line, first, sign=sign)
    known = told is not None and told.phrase is not None and not _is_writing(line, told.phrase)
    return told if known else written(line, first, clause_end(line, first)) or told


def _is_writing(line: ClauseWords, one: Phrase) -> bool:
    """Whether a phrase is that for a statement or a letter."""
    places = range(one.first, one.last + 1)
    return one.named < 0 and any(line.low[at] in line.words["writing"] for at in places)


def _by_verb(line: ClauseWords, first: int, *, sign: bool) -> Told | None:
    at = first
    while at < first + _BETWEEN and _may_precede(line, at):
        at += 1
    verb = line.verb(at)
    if line.low[at] in line.words["used"] and line.low[at + 1].endswith(INFINITIVES):
        # Solía decir Smith
        verb = Verb(at, at + 1, at + 1)
    if verb and line.low[at - 1] not in line.words["not"]:
        return _inverted(line, verb)
    if sign and (limited := _limited(line, first)):
        return limited
    for verb in line.verbs(first, min(line.size, clause_end(line, first))):
        subject = before(line, verb, first)
        near = subject and subject.first <= first + 2 and is_somebody(line, subject)
        # “…”, while Smith calls it “…”
        while_ = line.low[first] in line.words["who"] - line.words["the"]
        if (
            near
            and not while_
            and line.is_strong(verb)
            and line.low[verb.cue] not in line.words.infinitives
        ):
            return by_verb(subject, verb, beside=True)
        break
    return _by_another_verb(line, at) if sign else None


def _limited(line: ClauseWords, first: int) -> Told | None:
    """“…”, limitou-se a dizer: where verbs do without a subject."""
    words = line.words
    for at in range(first + 1, first + 1 + _BETWEEN) if words.without_pronoun else ():
        if line.low[at] in words.infinitives and line.low[at - 1] in _LINKS:
            ends = line.low[at + 1] in {".", ",", ";", ""} and line.kind[at + 1] in {".", ""}
            plain = all(line.kind[place] == "w" for place in range(first, at))
            return Told(None, first, at, True, at) if ends and plain else None
    return None


def _goes_on(line: ClauseWords, at: int, first: int) -> bool:
    """Whether what follows a passage without a comma goes on with it: where what is said ends as a
    sentence or a question does.
    """
    rest = line.text[line.end(at) : line.end(at) + 3].lstrip()[:1]
    if not rest.islower():
        return False
    long = line.begins(at) and line.end(at) - line.start(at) > _LONG
    return ends_whole(line, at) or (long and line.verb(first) is not None)


def _may_precede(line: ClauseWords, at: int) -> bool:
    """Whether a word may stand between what is said and a verb of saying behind it."""
    words, low = line.words, line.low[at]
    if not low or words.verb_second or line.verb(at):
        return False
    if low in words["adverb"] or low.endswith("mente"):
        return True
    following = line.low[at + 1] in words["have"] | words["clitic"]
    return low in words["clitic"] and (following or line.verb(at + 1) is not None)


def _inverted(line: ClauseWords, verb: Verb) -> Told | None:
    words, following = line.words, line.low[verb.last + 1]
    if following in words["not"]:
        return None
    if line.low[verb.cue] in words["sounding"] and following == "het":
        # Klinkt het bij Voka
        where = line.low[verb.last + 2] in words["in"]
        body = phrase(line, verb.last + 3, verb.last + CLAUSE) if where else None
        return by_verb(body if body and is_somebody(line, body) else None, verb, beside=True)
    subject = after(line, verb, min(line.size, verb.first + CLAUSE))
    if subject is None and words.without_pronoun:
        ends = following in words["in"] or following in {".", ",", ";", ""}
        if line.is_strong(verb) or ends:
            return by_verb(None, verb, beside=True)
    return by_verb(subject, verb, beside=True) if subject else None


def behind_clause(line: ClauseWords, at: int) -> Told | None:
    """Man müsse “…” bauen, erklärte Smith: behind the rest of what is said only stands who says so,
    where verbs stand second.
    """
    end = min(line.size, at + _REST)
    commas = (place for place in range(at + 2, end) if line.low[place] == ",")
    comma = next(commas, 0)
    verb = line.verb(comma + 1) if comma and line.words.verb_second else None
    if verb is None or not line.within(comma + 1, at) or not line.is_strong(verb):
        return None
    if any(line.kind[place] not in {"w", "."} for place in range(at + 1, comma)):
        return None
    subject = after(line, verb, min(line.size, verb.first + CLAUSE))
    sure = subject and is_somebody(line, subject)
    return by_verb(subject, verb, beside=False) if sure else None


def _by_another_verb(line: ClauseWords, at: int) -> Told | None:
    """“…”, sighed Smith: right between what is said and somebody stands a verb, whatever it is."""
    words, last = line.words, at
    while not words.verb_second and last < at + 2 and line.low[last] in _CLITICS:
        last += 1
    if line.low[at] in words["have"]:
        last = at + 1
        if line.low[last] in words.pronouns and line.low[last + 1].isalpha():
            # A-t-il répété
            return Told(Phrase(-1, last, last, last, last + 2), at, last + 1, True, last + 1)
    low = line.low[last]
    known = (
        low in words.stops
        or low in words["hearing"]
        or words.is_role(low)
        or any(low in words[one] for one in _NO_VERBS)
    )
    if known or not low.isalpha() or line.is_capital(last):
        return None
    place = last + 1
    reflexive = words.language == "de" and line.low[place] == "sich"
    linked = line.low[place] in _LINKS and line.low[place + 1].endswith(INFINITIVES)
    if linked and not words.verb_second:
        # Aime à répéter Smith
        place += 1
    if reflexive or (not words.verb_second and line.low[place].endswith(INFINITIVES)):
        # Empörte sich Smith; a voulu rassurer Smith
        place += 1
    if (
        words.without_pronoun
        and last == at
        and line.low[place] == "."
        and low.removesuffix("-se").endswith(_FINITE)
    ):
        # “…”, retó.
        return Told(None, at, last, True, last)
    subject = phrase(line, place, min(line.size, place + CLAUSE))
    if subject is None or not line.within(place, at) or not is_somebody(line, subject):
        return None
    if subject.named >= 0 and line.kind[subject.named] != "person":
        return None
    return Told(subject, at, last, True, subject.last)
