"""Who says what stands between marks, by the verb of saying beside it.

Rules over the words of one paragraph, in the manner of Pouliquen, Steinberger and Best (2007) and
of Krestel, Bergler and Witte (2008). Each rule looks at a bounded number of words.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from index.quotes import subjects
from index.quotes.attribution_words import (
    CUES,
    DETERMINERS,
    HEARERS,
    NEGATIONS,
    OBJECTS,
    PARTICIPLES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)
from index.quotes.behind_marks import behind_marks, said_alone
from index.quotes.denials import DENIALS, denies
from index.quotes.ending_noun import named_at
from index.quotes.subject_behind import Subject, after, inverted
from index.quotes.supposed import is_supposed
from index.quotes.token_sequence import CLAUSE, DASHES, NOUN, TokenSequence

# After these, what is marked is part of a phrase: of his “deal”, on “Meet the Press”.
_INTO_NOUN = PREPOSITIONS | DETERMINERS | POSSESSIVES
_HEARD = frozenset({"asked", "told"})
_ASKED = frozenset("ask asks asked find finds found".split())
_WAS = frozenset("was were is are been being".split())
_ABOUT = frozenset({"of", "on", "about"})
_VIEWS = frozenset("view opinion eyes estimation".split())
_ENDS = frozenset({*",.?!…", *DASHES})
_STOPS = frozenset(".?!")
_NEAR = 5
"""Words at most from a verb to the colon behind which its words stand."""

_CRIES = frozenset("!?")
_SKIPPED = frozenset({",", "'", "’", "as", "so", *DASHES})


class Found(NamedTuple):
    """Whom words are by: the place of the name that says so, -1 for somebody unnamed; `beside` when
    the attribution touches the marks. `last` is the place of the attribution's last word, `first`
    that of the first word of whoever speaks.
    """

    named: int
    speaker: tuple[int, int]
    cue: tuple[int, int]
    beside: bool
    last: int
    first: int


class Speakers:
    """The speakers of a paragraph's marked passages, asked for in order."""

    def __init__(self, line: TokenSequence) -> None:
        self._line = line
        self._previous: tuple[int, Found] | None = None
        self._subjects: dict[tuple[int, int], Subject | None] = {}

    def of(self, passage: int) -> Found | None:
        """Whom a passage is by, by its place in the order; None where the paragraph is silent."""
        at = self._line.quotes[passage]
        if self._is_unsaid(at):
            return None
        low = self._begin(passage)
        if self._is_supposed(at, low):
            behind = self._behind(at, None)
            return behind if behind and behind.beside else None
        front = self._in_front(at, low)
        found: Found | None
        if front and front.beside:
            found = self._told_behind(at, front) or front
        else:
            found = self._behind(at, front)
            if front and found and not found.beside and self._is_part(at, front):
                # Smith told them it was “cold”, the Courier reported.
                found = front
            found = found or front or self._otherwise(at)
            found = found or self._continued(at)
        if found and self._line.low[at - 1] in _INTO_NOUN:
            found = found._replace(beside=False)
        self._previous = (at, found) if found else None
        return found

    def _told_behind(self, at: int, front: Found) -> Found | None:
        """Who says so behind the marks, in one sentence with what is said, where no verb in front
        says so of somebody by name: directly attacking Jones: “…,” Smith said.
        """
        line = self._line
        by_colon = line.low[at - 1] == ":" and front.cue == (line.start(at - 1), line.end(at - 1))
        if (front.named >= 0 and not by_colon) or line.low[at + 1] in DASHES:
            return None
        told = self._behind(at, front)
        if told is None or told is front or told.named < 0 or not told.beside:
            return None
        if told.cue[0] < told.speaker[0] and told.cue[0] == line.start(at + 1):
            return told
        open_ = line.text[line.start(at) : line.end(at)].rstrip("\"”’' ")[-1:] == ","
        # In a statement he said “…,” the paper reported.
        is_pronoun = line.text[slice(*front.speaker)].lower() in PRONOUNS
        return told if open_ and (by_colon or not is_pronoun) else None

    def _is_unsaid(self, at: int) -> bool:
        """Whether right in front of a passage stands that somebody did not say it, or was asked:
        Smith was asked, “…?” He said: “…”
        """
        low = self._line.low
        before = at - 1 - (low[at - 1] in {",", ":"})
        if low[before] in _HEARD and low[before - 1] in _WAS:
            return True
        return low[at - 1] in CUES and low[at - 2] in NEGATIONS

    def _is_supposed(self, at: int, low: int) -> bool:
        """Whether the verb in front of a passage tells what somebody is supposed to have said."""
        line = self._line
        if line.text[max(0, line.start(at) - 4) : line.start(at)].rstrip()[-1:] in _STOPS:
            return False
        least = at - _NEAR if line.low[at - 1] == ":" else 0
        for cue in reversed(line.sayings(max(low, at - CLAUSE), at)):
            if line.is_cue(cue):
                subject = self._before(cue, low)
                supposed = subject is not None and is_supposed(line, subject, cue)
                return supposed and cue >= least
        return False

    def _behind(self, at: int, front: Found | None) -> Found | None:
        """“…,” Smith said. “…,” said Smith. “…,” according to Smith. Where that is said of another
        verb's subject, it rather is whom the words in `front` say.
        """
        line, first = self._line, at + 1
        while line.low[line.within(first, at)] in _SKIPPED:
            first += 1
        low = line.low[line.within(first, at)]
        subject: Subject | None
        if self._previous is None and (signed := self._signed(at)):
            return signed
        if low == "according":
            subject = after(line, first + 2, at)
            return self._found(subject, first, beside=True) if subject else None
        if line.low[first - 1] == "as" and self._says_more(first, at):
            return front
        if low and low not in HEARERS | PARTICIPLES and line.is_cue(first):
            subject = after(line, first + 1, at)
            if subject:
                return self._found(subject, first, beside=True)
        for cue in line.sayings(first + 1, min(first + CLAUSE, line.next_quote(first + 1))):
            if line.within(cue, at) < 0:
                return None
            if line.is_cue(cue):
                subject = subjects.before(line, cue, first) or inverted(line, cue, first)
                shared = subject is not None and subjects.is_shared(line, cue, first)
                if shared and (front or cue > first + NOUN):
                    # Jones said it was “careless,” Smith has got up and will repeat …
                    return front
                if subject and is_supposed(line, subject, cue):
                    return None
                if subject and subject.first <= first:
                    # “Moderate” Smith said.
                    apart = first > at + 1 or subject.first < first or self._is_whole(at)
                    return self._found(subject, cue, beside=apart)
                if self._ends(at) and self._leads_on(cue):
                    # “No!” As the crowd cheered, Smith replied, “…”
                    return None
                if subject and (subject.first > cue or line.low[subject.first - 1] == ","):
                    return self._found(subject, cue, beside=False)
                return None
        return None

    def _is_part(self, at: int, front: Found) -> bool:
        """Whether what somebody says by name goes on with the words of a passage."""
        line = self._line
        said = line.text[slice(*front.cue)].lower() not in _ASKED | PARTICIPLES
        inside = line.text[line.start(at) : line.end(at)].lstrip("\"“‘' ")[:1]
        return front.named >= 0 and said and inside.islower() and line.low[at - 1] not in DASHES

    def _leads_on(self, cue: int) -> bool:
        """Whether right behind a verb stands what it says."""
        line = self._line
        behind = cue + 1 + (line.low[cue + 1] in {",", ":"})
        return line.kind(behind) == "q"

    def _says_more(self, first: int, at: int) -> bool:
        """Whether a clause from a place on leads to other words that are marked: “…”, as Smith
        accused him of “…”
        """
        line = self._line
        cue = next(filter(line.is_cue, line.sayings(first, first + CLAUSE)), -1)
        more = line.next_quote(cue) if line.within(cue, at) >= 0 else -1
        apart = {",", "and", *DASHES}
        return line.within(more, at) >= 0 and apart.isdisjoint(line.low[cue:more])

    def _otherwise(self, at: int) -> Found | None:
        """“…,” she laughs. “….” Smith said."""
        told = behind_marks(self._line, at) or said_alone(self._line, at)
        return self._found(told.subject, told.cue, beside=True) if told else None

    def _signed(self, at: int) -> Found | None:
        """“…” — Smith, at the end of a paragraph."""
        line = self._line
        if line.low[at + 1] not in DASHES:
            return None
        first = end = at + 2
        while end < first + NOUN and line.is_noun(end):
            end += 1
        if end == first or not line.is_somebody(end - 1) or line.low[end] not in {"", ",", "("}:
            return None
        if any(map(line.is_cue, line.sayings(end, end + CLAUSE))):
            return None
        return self._found(Subject(end - 1, first, end - 1), first - 1, beside=True)

    def _in_front(self, at: int, low: int) -> Found | None:
        """Smith said: “…” Smith told reporters that it was “…”. According to Smith, “…”"""
        line = self._line
        sign = line.low[at - 1] if at > low else ""
        subject: Subject | None
        for cue in reversed(line.sayings(max(low, at - CLAUSE), at)):
            subject = None
            if line.low[cue] in DENIALS and denies(line, cue):
                return None
            if line.low[cue] in _HEARD and line.low[cue - 1] in _WAS:
                # Smith was told by a fisherman: “…”
                subject = after(line, cue + 2, at) if line.low[cue + 1] == "by" else None
                return self._found(subject, cue, beside=sign == ":") if subject else None
            if line.low[cue] == "according":
                subject = after(line, cue + 2, at)
            elif line.low[cue] == "words":
                subject = subjects.whose(line, cue, low)
            elif line.is_cue(cue):
                subject = self._before(cue, low) or inverted(line, cue, low)
            if subject and line.low[subject.last] in OBJECTS:
                # Mocked him for saying “…”
                return None
            if subject and not subjects.is_of_things(line, subject, cue):
                return self._found(subject, cue, beside=sign in {":", ","} or cue == at - 1)
        if sign == ":":
            clause = subjects.last_clause(line, low, at)
            subject = named_at(line, at - 2, low) or subjects.main(line, clause, at)
            if subject and line.low[low] in _ABOUT and subject.first <= low + 1 + NOUN // 2:
                # Of Clinton: “…” is about her.
                return None
            return self._found(subject, at - 1, beside=True) if subject else None
        return self._in_view(low, at) if line.low[low] in {"for", "in"} else None

    def _before(self, cue: int, low: int) -> Subject | None:
        """See `subjects.before`, which is asked for once."""
        known = self._subjects
        if (cue, low) not in known:
            known[cue, low] = subjects.before(self._line, cue, low)
        return known[cue, low]

    def _begin(self, passage: int) -> int:
        """Where what belongs to a passage begins in front of it, so many words before at most."""
        sentence, at = self._line.sentence, self._line.quotes[passage]
        low = bisect_left(sentence, sentence[at], max(0, at - 2 * CLAUSE), at)
        for other in reversed(self._line.quotes[:passage]):
            if other < low:
                break
            if self._ends(other):
                return other + 1
        return low

    def _in_view(self, low: int, at: int) -> Found | None:
        """For Smith, who is 85, it is “the end of the road”. In Smith's view it is “…”."""
        line = self._line
        named = next((one for one in range(low + 1, at) if line.is_somebody(one)), at)
        if line.kind(named) != "person" or line.low[at - 1] not in _WAS:
            return None
        title = line.noun_start(named, low + 1)
        if line.low[low] == "in":
            owned = line.low[named + 1] in POSSESSIVES and line.low[named + 2] in _VIEWS
            begins = owned and title == low + 1
            return self._found(Subject(named, title, named), low, beside=False) if begins else None
        if title - line.low[title - 1 : title].count("the") > low + 1 or line.low[named + 1] != ",":
            return None
        return self._found(Subject(named, title, named), low, beside=False)

    def _continued(self, at: int) -> Found | None:
        """“…,” Smith said. “…” Both are his."""
        if self._previous is None:
            return None
        before, found = self._previous
        sentence = self._line.sentence
        sentences = sentence[at] - sentence[max(before, found.last)]
        sentences += found.last < before and self._ends(before)
        starts = sentence[at - 1] != sentence[at] and self._is_whole(at)
        if at == before + 1 or sentences == 0 or (sentences == 1 and starts):
            return found._replace(beside=sentences == 1 and starts)
        return None

    def _ends(self, at: int) -> bool:
        """Whether a sentence ends with a passage that is asked or cried: “No!”"""
        line = self._line
        rest = line.text[line.end(at) : line.end(at) + 8].lstrip()[:1]
        return line.text[line.end(at) - 2 : line.end(at) - 1] in _CRIES and rest.isupper()

    def _is_whole(self, at: int) -> bool:
        """Whether a passage ends as a sentence or a clause does."""
        line = self._line
        passage = line.text[line.start(at) : line.end(at)][-CLAUSE:]
        return passage.rstrip("\"”’'")[-1:] in _ENDS

    def _found(self, subject: Subject, cue: int, *, beside: bool) -> Found:
        return attributed(self._line, subject, cue)._replace(beside=beside)


def attributed(line: TokenSequence, subject: Subject, cue: int) -> Found:
    """What the words of an attribution say of whose something is."""
    first = subject.last if subject.named >= 0 else subject.first
    speaker = line.start(first), line.end(subject.last)
    verb = line.start(cue), line.end(cue)
    last = max(subject.last, cue)
    return Found(subject.named, speaker, verb, beside=False, last=last, first=subject.first)
