"""Who says what stands between marks, by the words in front of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from index.quotes.other_languages.behind_verbs import is_somebody
from index.quotes.other_languages.clause_words import ClauseWords, Verb
from index.quotes.other_languages.clauses_about import is_of_relative, is_what_is_called
from index.quotes.other_languages.held_views import holds
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.telling_clauses import (
    SIGNS,
    Told,
    by_verb,
    whose_view,
    worded,
)
from index.quotes.other_languages.told_around import around
from index.quotes.other_languages.verb_subjects import CLAUSE, after, before
from index.quotes.other_languages.without_verbs import (
    LEADING,
    SHORT,
    before_colon,
    cleft,
    without_verb,
)

# How verbs of several people end in languages that leave their subject out.
_SEVERAL = {"es": ("an", "en", "on"), "it": ("no",), "pt": ("am", "em")}
_ANYBODY = frozenset({"man", "on", "men"})
_AT = frozenset("bei beim seitens à au aux chez dans bij dal dallo dalla dall dai desde".split())
_THAT = frozenset({"que", "che"})


def in_front(line: ClauseWords, at: int, previous: Told | None) -> Told | None:
    """Smith said: “…” Smith said that it was “…”. According to Smith, “…” `previous` is whose the
    quote before is: “…”, said Smith and added: “…”
    """
    low = _begins(line, at)
    if at <= low:
        return None
    sign = line.low[at - 1]
    if told := around(line, low, at) or (cleft(line, low, at) if sign == ":" else None):
        return told
    verbs = line.verbs(max(low, at - CLAUSE), at)
    if told := _between_commas(line, verbs, low):
        return told
    for verb in reversed(verbs):
        strong = line.is_strong(verb)
        if (
            not strong
            and (sign != ":" or _ends_aside(line, verb, at))
            and not holds(line, verb, at)
        ):
            continue
        if is_what_is_called(line, verb, low):
            return None
        if _is_heard(line, verb, at):
            return worded(line, verb.last + 1, at - 1, at) or _heard_of(line, verb.last + 1, at)
        if line.low[verb.cue] in line.words.infinitives and not _governs(line, verb, low):
            continue
        beside = sign in LEADING or verb.last == at - 1
        if told := _of_verb(line, verb, (low, at), previous, beside=beside):
            return told
    if told := without_verb(line, low, at):
        return told
    return before_colon(line, low, at) if sign == ":" else None


def _between_commas(line: ClauseWords, verbs: Sequence[Verb], low: int) -> Told | None:
    """The measure, he said, is “…”: whose a verb is that stands between commas, by itself or with a
    pronoun.
    """
    if line.words.language not in {"es", "it", "pt", "fr"}:
        return None
    for verb in verbs:
        behind = verb.last + 1
        pronoun = line.low[behind] in line.words.pronouns
        end = behind + pronoun
        if (
            verb.first <= low
            or line.low[verb.first - 1] != ","
            or line.low[end] != ","
            or not line.is_strong(verb)
        ):
            continue
        if not pronoun and not line.words.without_pronoun:
            continue
        if any(
            line.kind[place] == "person" for place in range(_behind_aside(line, low), verb.first)
        ):
            return None
        subject = Phrase(-1, behind, behind, behind, end) if pronoun else None
        return Told(subject, verb.cue, verb.cue, False, end - 1)
    return None


def _behind_aside(line: ClauseWords, low: int) -> int:
    """The place behind the name that a sentence begins with behind a preposition: with Smith, …"""
    aside = line.low[low] in line.words["in"] and line.kind[low + 1] == "person"
    return low + 2 if aside and line.low[low + 2] == "," else low


def _begins(line: ClauseWords, at: int) -> int:
    """Where the sentence or part of one begins that leads to a passage."""
    low = at
    while low > max(0, at - 3 * CLAUSE) and line.within(low - 1, at):
        apart = line.low[low] not in SIGNS | line.words["and"]
        if line.kind[low - 1] == "q" and apart and line.begins(low):
            break
        if line.low[low - 1] == ";":
            break
        low -= 1
    return low


def _of_verb(
    line: ClauseWords, verb: Verb, places: tuple[int, int], previous: Told | None, *, beside: bool
) -> Told | None:
    words, (low, at) = line.words, places
    around = {*line.low[max(low, verb.first - 2) : verb.first], line.low[verb.first + 1]}
    if not words.without_pronoun:
        # Pidió no hablar de “…”: behind such a verb what is said may be denied, but not the saying.
        around.add(line.low[verb.last + 1])
    elif verb.first == verb.last:
        around.discard(line.low[verb.last + 1])
    if line.low[verb.cue] in words.infinitives:
        around = set()
    if not words["not"].isdisjoint(around):
        return None
    quoted = bisect_left(line.passages, verb.first)
    last = line.passages[quoted - 1] if quoted else -1
    start = max(low, last + 1)
    while last >= low and line.low[start] in SIGNS:
        start += 1
    subject = None if is_of_relative(line, verb) else before(line, verb, start)
    several = line.low[verb.cue].endswith(_SEVERAL.get(words.language, "\n"))
    if subject and words.verb_second and subject.named < 0 and not _is_of_people(line, subject):
        # Das Angebot der Firma nannte Ann Lee “…”
        subject = _named_behind(line, verb, at) or subject
    if subject is None:
        subject = after(line, verb, at)
        named = subject is not None and subject.named >= 0 and line.kind[subject.named] == "person"
        if subject and not named and last >= low and line.low[start] in words["and"] and previous:
            # Spoke of “…” and asked the government to “…”
            return previous._replace(beside=beside)
        if subject and not _may_speak(line, subject):
            subject = None
    if subject is None or subject.is_pronoun:
        # Bei der CDU sprach man von “…”; dal Pd fanno sapere: “…”
        beside_verb = {line.low[verb.first - 1], line.low[verb.last + 1]}
        anybody = not _ANYBODY.isdisjoint(beside_verb) or (several and subject is None)
        subject = (_at_body(line, start, verb.first) if anybody else None) or subject
    if subject is None and last >= low and previous:
        return None if several else previous._replace(beside=beside)
    if line.low[low] in words["for"] and not (subject and is_somebody(line, subject)):
        # Para Smith, el caso muestra lo que llama “…”
        subject = whose_view(line, low, verb.first) or subject
    if subject is None and words.without_pronoun and verb.first == low:
        subject = _named_next(line, at)
    that = line.low[verb.last + 1] in _THAT
    if subject is None and not (words.without_pronoun and (beside or that)):
        return None
    return by_verb(subject, verb, beside=beside)


def _named_next(line: ClauseWords, at: int) -> Phrase | None:
    """The person who is named right behind what is said: parla di “…” Ann Lee."""
    one = phrase(line, at + 1, at + CLAUSE) if line.within(at + 1, at) else None
    person = one is not None and one.named >= 0 and line.kind[one.named] == "person"
    return one if person else None


def _is_heard(line: ClauseWords, verb: Verb, at: int) -> bool:
    """Whether a verb only leads to what somebody heard, or to another's words: remembers what she
    heard from the teacher: “…”; remembers her grandfather's words: “…”
    """
    words, between = line.words, range(verb.last + 1, at)
    if line.low[at - 1] != ":" or line.low[verb.cue] not in words["remembering"]:
        return False
    return any(line.low[place] in words["hearing"] | words["noun"] for place in between)


def _heard_of(line: ClauseWords, low: int, at: int) -> Told | None:
    """From whom somebody heard what stands behind a colon: o que ouviu do professor: “…”"""
    words = line.words
    for place in range(low, at - 1):
        if line.low[place] in words["of"] | words["in"]:
            one = phrase(line, place + 1, at)
            if one and one.end >= at - 1 and is_somebody(line, one):
                return Told(one, place, place, True, one.last)
    return None


def _is_of_people(line: ClauseWords, subject: Phrase) -> bool:
    """Whether the first noun of a phrase says what somebody is, or it is a pronoun."""
    places = range(subject.first, subject.last + 1)
    noun = next((at for at in places if line.low[at] not in line.words["the"]), subject.first)
    if line.words.language == "de":
        noun = next((at for at in places if at >= noun and line.is_capital(at)), noun)
    return subject.is_pronoun or line.words.is_role(line.low[noun])


def _named_behind(line: ClauseWords, verb: Verb, at: int) -> Phrase | None:
    """The person who is named right behind a verb, with what he is."""
    one = after(line, verb, at)
    person = one is not None and one.named >= 0 and line.kind[one.named] == "person"
    return one if person else None


def _ends_aside(line: ClauseWords, verb: Verb, at: int) -> bool:
    """Whether a verb ends what is said of somebody between commas, and more follows."""
    return line.words.verb_second and line.low[verb.last + 1] == "," and verb.last + 2 < at - 1


def _governs(line: ClauseWords, verb: Verb, low: int) -> bool:
    """Whether somebody is what governs an infinitive in front of what is said."""
    subject = before(line, verb, low)
    return subject is not None and is_somebody(line, subject)


def _at_body(line: ClauseWords, low: int, high: int) -> Phrase | None:
    """The body that a sentence begins with at which people say something, None for none."""
    if line.low[low] not in _AT:
        return None
    high = min(high, low + SHORT + SHORT)
    named = [at for at in range(low + 1, high) if line.kind[at] == "org"]
    return Phrase(named[0], named[0], named[0], end=named[0] + 1) if len(named) == 1 else None


def _may_speak(line: ClauseWords, subject: Phrase) -> bool:
    """Whether what stands behind a verb in front of what is said is its subject, and not what it
    says something of.
    """
    return line.words.verb_second or is_somebody(line, subject)
