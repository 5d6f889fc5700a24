"""Whose a verb of saying is, where that stands in front of it."""

from __future__ import annotations

from index.quotes.attribution_words import (
    BE,
    CALENDAR,
    DETERMINERS,
    LINKS,
    NEGATIONS,
    OBJECTS,
    OFFICES,
    OWNED,
    PARTICIPLES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    is_adverb,
)
from index.quotes.before_aside import BESIDE, before_aside
from index.quotes.ending_noun import WRITINGS, ending_at, named_at
from index.quotes.named_roles import CALLINGS
from index.quotes.pronouns import antecedent
from index.quotes.subject_behind import CLAUSE_ENDS, TITLES, Subject, after
from index.quotes.token_sequence import CLAUSE, DASHES, NOUN, TokenSequence

# What may stand between a subject and its verb, the parts of other verb forms too.
_BETWEEN = LINKS | BE
_QUOTING = frozenset("quoted quotes quoting cited cites citing reported reports reporting".split())
_SOME = frozenset({"a", "an", "the", "one"})
# What begins a clause that another one follows.
_SUBORDINATE = frozenset(
    "although though while when after before as because since if that whether where".split()
)
_INSIDE = PREPOSITIONS | BESIDE | {"(", "that", "whether", "because"}

_WHO = CALLINGS | OFFICES
_PEOPLE = frozenset("he she they we i who people man woman men women".split())
_CONTRASTS = frozenset("but while whereas".split())
_EXACT = frozenset("exact own very last final famous actual".split())
_SMALL = DETERMINERS | PREPOSITIONS | {"and", "or"}
_OF_THINGS = frozenset("refer refers referred offer offers offered".split())


def before(line: TokenSequence, cue: int, low: int) -> Subject | None:
    """The subject in front of its verb, not before `low`: Smith, the mayor, later said."""
    if reported := _reported(line, cue, low):
        return reported
    if line.low[cue] in PARTICIPLES and line.low[cue - 1] not in BE:
        if blamed := _blamed(line, cue, low):
            return blamed
        return _own(line, cue, low) or main(line, low, cue) or _beginning(line, low, cue)
    at, shared = _subject_end(line, cue, low)
    if shared:
        return _of_clause(line, low, at) or main(line, low, at)
    return ending_at(line, _before_who(line, at, low), low)


def last_clause(line: TokenSequence, low: int, high: int) -> int:
    """Where the last of several clauses of a sentence begins, if it does with somebody by name:
    Smith declined, but owner Jones was less diplomatic.
    """
    for at in range(high - 1, low, -1):
        begins = line.low[at] in _CONTRASTS and line.low[at - 1] == ","
        if begins and (one := after(line, at + 1, at)) and one.named >= 0:
            return at + 1 if not line.is_attached(one.named) else low
    return low


def _of_clause(line: TokenSequence, low: int, high: int) -> Subject | None:
    """The person by name with whom a clause begins behind a comma, where a verb follows: Jones has
    testified that in May, President Smith took him aside and told him.
    """
    comma = next((at for at in range(high - 1, low, -1) if line.low[at] == ","), low)
    if comma == low or line.is_cue(comma + 1):
        return None
    end = comma + 1
    while end < comma + TITLES and line.kind(end) in {"w", "."} and line.is_noun(end):
        end += 1
    verb = line.low[end + 1]
    told = (
        line.kind(end) == "person" and verb.isalpha() and line.text[line.start(end + 1)].islower()
    )
    if not told or line.is_attached(end) or verb in _INSIDE | {"and", "or", "who"}:
        return None
    return Subject(end, comma + 1, end)


def _blamed(line: TokenSequence, cue: int, low: int) -> Subject | None:
    """Who is blamed or praised for saying something: Jones mocked Smith for saying; quoted by an
    aide, or shouted down by people chanting.
    """
    if line.low[cue - 1] == "for":
        at = cue - 2
        if line.low[at] in OBJECTS and at >= low:
            return Subject(-1, at, at)
        # Smith praised himself in the Courier for writing …
        part = line.low[line.noun_start(at, low) - 1] in _INSIDE - {"by"}
        part = part and line.kind(at) != "person"
        return Subject(at, at, at) if at >= low and line.is_somebody(at) and not part else None
    start = line.noun_start(cue - 1, low)
    if line.low[start - 1] == "by" and start > low and line.low[cue - 1] not in _SMALL:
        return ending_at(line, cue - 1, start)
    return None


def is_of_things(line: TokenSequence, subject: Subject, cue: int) -> bool:
    """Whether a verb that people say something with tells what a thing does: the right refers to
    “…”; the list offers “…”
    """
    if subject.named >= 0 or line.low[cue] not in _OF_THINGS:
        return False
    words = line.low[subject.first : subject.last + 1]
    return _WHO.isdisjoint(words) and _PEOPLE.isdisjoint(words)


def _before_who(line: TokenSequence, at: int, low: int) -> int:
    """The place before the "who" of what is told of somebody right behind him: a fisherman who saw
    the boat said. The place itself where there is none.
    """
    if line.low[line.noun_start(at, low) - 1] == "as":
        # Who identified himself as Smith.
        return at
    for place in range(at, max(low, at - NOUN), -1):
        word = line.low[place]
        if word == "who" and place > low:
            start = line.noun_start(place - 1, low)
            told = line.kind(place - 1) == "w" and line.low[start] in _SOME
            return place - 1 if told else at
        if word in CLAUSE_ENDS or line.kind(place) == "q":
            return at
    return at


def _reported(line: TokenSequence, cue: int, low: int) -> Subject | None:
    """Whom somebody else quotes: the Courier quoted Smith as saying."""
    if line.low[cue] in _QUOTING and line.low[cue - 1] not in BE:
        subject = after(line, cue + 1, cue)
        return subject if subject and line.low[subject.last + 1] == "as" else None
    if line.low[cue] in PARTICIPLES and line.low[cue - 1] == "as":
        subject = ending_at(line, cue - 2, low)
        is_quoted = subject and subject.first > low and line.low[subject.first - 1] in _QUOTING
        return subject if is_quoted else None
    return None


def main(line: TokenSequence, low: int, high: int) -> Subject | None:
    """Whose a verb without a subject of its own is: of the verb of saying before it, else the first
    somebody of the sentence whom no preposition makes part of something else.
    """
    for cue in reversed(line.sayings(max(low, high - CLAUSE) + 1, high)):
        if line.low[cue] not in PARTICIPLES and line.is_cue(cue):
            at, shared = _subject_end(line, cue, low)
            subject = None if shared else ending_at(line, at, low)
            if subject:
                return subject
    start, spare = _main_clause(line, low, high), None
    for at in range(start, min(high, start + CLAUSE)):
        if line.low[at] in PRONOUNS:
            meant = Subject(antecedent(line, at), at, at)
            if line.low[at - 1] not in _SUBORDINATE:
                return meant
            spare = spare or meant
        holder = line.holder(at)
        if line.is_somebody(at) and (holder != at or not line.is_attached(at)):
            first = line.noun_start(at, start)
            if (first == start or line.low[first - 1] not in _INSIDE) and not _is_object(line, at):
                return Subject(holder, first, holder)
    return spare or _writer(line, low, high)


def _beginning(line: TokenSequence, low: int, high: int) -> Subject | None:
    """Somebody without a name whom a sentence begins with: the spokesman refused to comment, saying
    it was too early.
    """
    if line.low[low] not in DETERMINERS or line.low[high - 1] != ",":
        return None
    if "who" in line.low[low:high]:
        return None
    for at in range(low + 1, min(high, low + NOUN)):
        if line.low[at].endswith("ed") or line.low[at] in BE:
            subject = ending_at(line, at - 1, low)
            if subject is None or subject.named >= 0 or subject.first != low:
                return None
            who = line.low[subject.first : subject.last + 1]
            return subject if not _WHO.isdisjoint(who) else None
    return None


def _main_clause(line: TokenSequence, low: int, high: int) -> int:
    """Where the clause begins that a sentence with another one in front is about: Although Smith
    gave Jones a chance, she challenged him.
    """
    if line.low[low] in _SUBORDINATE:
        for at in range(low, min(high, low + 2 * CLAUSE)):
            following = line.low[at + 1] in PRONOUNS or line.is_somebody(at + 1)
            if line.low[at] == "," and following and not line.is_attached(at + 1):
                return at + 1
    return low


def _is_object(line: TokenSequence, at: int) -> bool:
    """Whether something is done to whoever is named at a place: after firing Smith."""
    done = line.low[at - 1]
    return (
        done.endswith("ing")
        and done not in PREPOSITIONS
        and line.text[line.start(at - 1)].islower()
    )


def _writer(line: TokenSequence, low: int, high: int) -> Subject | None:
    """Whose the last letter, statement or the like is: in Smith's letter."""
    for at in range(high - 1, low, -1):
        if line.low[at] not in WRITINGS:
            continue
        owner = at - 1
        while owner > at - TITLES and line.kind(owner) == "w":
            if line.low[owner] in DETERMINERS:
                break
            owner -= 1
        if owner > low and line.low[owner] in POSSESSIVES and line.is_somebody(owner - 1):
            return Subject(owner - 1, owner - 1, owner - 1)
    return None


def whose(line: TokenSequence, words: int, low: int) -> Subject | None:
    """Whose "words" are: in Smith's words; in the words of Smith. What is told of words is no cue:
    Smith said Jones's words and deeds were …
    """
    if line.low[words + 1] in {"and", "or"}:
        return None
    if line.low[words + 1] == "of":
        return after(line, words + 2, words)
    words -= line.low[words - 1] in _EXACT and line.low[words + 1] in {"were", "are", ",", ":"}
    at = words - 2
    if line.low[words - 1] in OWNED and at >= low:
        return named_at(line, at, low)
    return None


def _subject_end(line: TokenSequence, cue: int, low: int) -> tuple[int, bool]:
    """Where the subject in front of a verb ends, -1 where it has none or the verb is denied; and
    whether it is rather that of a verb before: Smith left and said.
    """
    at = _before_when(line, cue - 1)
    while at >= low and (line.low[at] in _BETWEEN or is_adverb(line.low[at])):
        if line.low[at] in NEGATIONS:
            return -1, False
        if line.low[at] in {"and", "but", "or", "to"}:
            return at, True
        at -= 1
    if at >= low and line.low[at] in {"who", "which", "that"}:
        return at - (2 if line.low[at - 1] == "," else 1), False
    if at >= low and line.low[at] in {",", ")", *DASHES}:
        return before_aside(line, at, low), False
    return at, False


def is_shared(line: TokenSequence, cue: int, low: int) -> bool:
    """Whether the subject of a verb is that of another one before it: Smith left and said."""
    return _subject_end(line, cue, low)[1]


def _before_when(line: TokenSequence, at: int) -> int:
    """The place before what says when or in what something was said: Smith on Friday said; Smith
    in a statement said.
    """
    if line.low[at] in CALENDAR:
        return at - 1 - (line.low[at - 1] == "on")
    said_in = line.low[at] in WRITINGS and line.low[at - 1] in {"a", "an"}
    return at - 3 if said_in and line.low[at - 2] in {"in", "on"} else at


def _own(line: TokenSequence, cue: int, low: int) -> Subject | None:
    """The subject of a participle that has one: with Smith saying …"""
    at = cue - 2 if is_adverb(line.low[cue - 1]) else cue - 1
    subject = named_at(line, at, low)
    if subject is None or subject.first <= low:
        return None
    return subject if line.low[subject.first - 1] in {"with", "and", ",", *DASHES} else None
