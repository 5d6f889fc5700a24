"""Who says what stands between marks: the verb of saying beside it and the subject of the verb.

Rules over the words of one paragraph, in the manner of Pouliquen, Steinberger and Best (2007) and
of Krestel, Bergler and Witte (2008). Each rule looks at a bounded number of words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from index.quotes.given import MEN, WOMEN
from index.quotes.marks import Marked
from index.quotes.words import (
    ATTACHED,
    AUXILIARIES,
    BASES,
    BE,
    CUES,
    DETERMINERS,
    HEARERS,
    LINKS,
    NEGATIONS,
    NOUN_ENDS,
    PARTICIPLES,
    PASTS,
    PHRASES,
    PLURALS,
    PREPOSITIONS,
    Named,
    Word,
    words_of,
)

_CLAUSE = 25
_NOUN = 12
_BACK = 200
_LONG = 20
_SOMEBODY = frozenset({"person", "org"})
# After these, what is marked is part of a phrase: of his “deal”, on “Meet the Press”.
_INTO_NOUN = PREPOSITIONS | DETERMINERS | {"'s", "’s"}
_DASHES = frozenset("- – —".split())
_PRONOUNS = {"he": "m", "she": "f"}
_GENDERED = {"mr": "m", "sir": "m", "lord": "m", "mrs": "f", "ms": "f", "miss": "f", "lady": "f"}
_NONE = Word(0, 0, "", "", 0, -1)


class Found(NamedTuple):
    """Whom words are by, 0 for somebody unnamed; `beside` when the attribution touches the marks.

    `last` is the place of the attribution's last word.
    """

    entity: int
    speaker: tuple[int, int]
    cue: tuple[int, int]
    beside: bool
    last: int


class _Subject(NamedTuple):
    """Somebody: the entity, 0 for one without a name; the places of its first and last word."""

    entity: int
    first: int
    last: int


class Speakers:
    """The speakers of a paragraph's marked passages, asked for in order."""

    def __init__(
        self,
        text: str,
        passages: Sequence[Marked],
        mentions: Sequence[Named],
        names: Mapping[int, str],
    ) -> None:
        self._text = text
        self._names = names
        # What lies beyond either end is no word: places up to a clause away may be asked for.
        self._words = [*words_of(text, passages, mentions), *[_NONE] * (_CLAUSE + _NOUN)]
        self._places = [at for at, word in enumerate(self._words) if word.kind == "q"]
        self._before_this: tuple[int, Found] | None = None

    def of(self, passage: int) -> Found | None:
        """Whom a passage is by, by its place in the order; None where the paragraph is silent."""
        at = self._places[passage]
        front = self._in_front(at)
        if front and front.beside:
            found: Found | None = front
        else:
            found = self._behind(at) or front or self._continued(at)
        if found and self._words[at - 1].low in _INTO_NOUN:
            found = found._replace(beside=False)
        self._before_this = (at, found) if found else None
        return found

    def _behind(self, at: int) -> Found | None:
        """“…,” Smith said. “…,” said Smith. “…,” according to Smith."""
        first = at + 1
        while self._word(first, at).low in {",", "'", "’", "as", "so", *_DASHES}:
            first += 1
        word = self._word(first, at)
        if word.low == "according":
            subject = self._subject_after(first + 2, at)
            return self._found(subject, first, beside=True) if subject else None
        if word.low not in HEARERS and self._is_cue(first):
            subject = self._subject_after(first + 1, at)
            if subject:
                return self._found(subject, first, beside=True)
        for cue in range(first + 1, first + _CLAUSE):
            word = self._word(cue, at)
            if word.kind in {"", "q"}:
                return None
            if self._is_cue(cue):
                subject = self._subject_before(cue, first) or self._inverted(cue, first)
                if subject and subject.first <= first:
                    return self._found(subject, cue, beside=True)
                apart = subject and self._words[subject.first - 1].low in {",", word.low}
                return self._found(subject, cue, beside=False) if subject and apart else None
        return None

    def _in_front(self, at: int) -> Found | None:
        """Smith said: “…” Smith told reporters that it was “…”. According to Smith, “…”"""
        low = at
        while low and self._words[low - 1].sentence == self._words[at].sentence:
            if at - low > 2 * _CLAUSE:
                break
            low -= 1
        sign = self._words[at - 1].low if at > low else ""
        for cue in range(at - 1, max(low, at - _CLAUSE) - 1, -1):
            word = self._words[cue]
            subject = None
            if word.low == "according":
                subject = self._subject_after(cue + 2, at)
            elif self._is_cue(cue):
                subject = self._subject_before(cue, low) or self._inverted(cue, low)
            if subject:
                return self._found(subject, cue, beside=sign in {":", ","} or cue == at - 1)
        if sign == ":":
            named = self._words[at - 2].kind in _SOMEBODY
            subject = self._ending_at(at - 2, low) if named else self._main_subject(low, at)
            return self._found(subject, at - 1, beside=True) if subject else None
        return None

    def _continued(self, at: int) -> Found | None:
        """“…,” Smith said. “…” Both are his."""
        if self._before_this is None:
            return None
        before, found = self._before_this
        reached = max(before, found.last)
        sentences = self._words[at].sentence - self._words[reached].sentence
        starts = self._words[at - 1].sentence != self._words[at].sentence and self._is_whole(at)
        if at == before + 1 or sentences == 0 or (sentences == 1 and starts):
            return found._replace(beside=sentences == 1 and starts)
        return None

    def _is_whole(self, at: int) -> bool:
        """Whether a passage ends as a sentence or a clause does."""
        passage = self._text[self._words[at].start : self._words[at].end].rstrip("\"”’'")
        return passage[-1:] in set(".,?!…-–—")

    # Verbs

    def _is_cue(self, at: int) -> bool:
        """Whether a word is a verb of saying in a form that has a subject."""
        low = self._words[at].low
        if low not in CUES:
            return low in PHRASES and self._word(at + 1, at).low == PHRASES[low]
        before = self._words[at - 1].low
        if before.endswith("ly") or before in NEGATIONS:
            before = self._words[at - 2].low
        if before in DETERMINERS or before in {"’", "'"} or before in PREPOSITIONS - AUXILIARIES - {"to"}:
            return low in PARTICIPLES
        if low in BASES and low not in PASTS:
            return before in AUXILIARIES or before in PLURALS
        if low in PASTS and before in BE:
            return False
        return not (low in PASTS and self._word(at + 1, at).low == "to" and (
            self._word(at + 2, at).low in BE or self._word(at + 2, at).low == "have"))

    # Subjects

    def _inverted(self, cue: int, low: int) -> _Subject | None:
        """Said Smith: “…”"""
        words = self._words
        if words[cue].low in HEARERS or (cue > low and words[cue - 1].low != ","):
            return None
        subject = self._subject_after(cue + 1, cue)
        if subject and self._word(subject.last + 1, cue).kind in {"", ".", "q"}:
            return subject
        return None

    def _subject_before(self, cue: int, low: int) -> _Subject | None:
        """Whose verb it is, when the subject stands in front: Smith, the mayor, later said."""
        words = self._words
        at = cue - 1
        if words[cue].low in PARTICIPLES and words[at].low not in BE:
            return self._own_subject(cue, low) or self._main_subject(low, cue)
        while at >= low and (words[at].low in LINKS | BE or words[at].low.endswith("ly")):
            if words[at].low in NEGATIONS:
                return None
            if words[at].low in {"and", "but", "or", "to"}:
                return self._main_subject(low, at)
            at -= 1
        if at >= low and words[at].low in {"who", "which", "that"}:
            at -= 1
            if at >= low and words[at].low == ",":
                at -= 1
        elif at >= low and words[at].low in {",", ")", *_DASHES}:
            aside = self._before_aside(at, low)
            at = aside if aside >= 0 else at - 1
            if aside < 0 and (at < low or words[self._noun_start(at, low) - 1].low != ","):
                return None
        return self._ending_at(at, low)

    def _own_subject(self, cue: int, low: int) -> _Subject | None:
        """With Smith saying …; and Smith calling …"""
        at = cue - 2 if self._words[cue - 1].low.endswith("ly") else cue - 1
        if at < low or self._words[at].kind not in _SOMEBODY:
            return None
        subject = self._ending_at(at, low)
        before = self._words[subject.first - 1].low if subject and subject.first > low else ""
        return subject if before in {"with", "and", ",", *_DASHES} else None

    def _before_aside(self, at: int, low: int) -> int:
        """The name in front of what stands between commas or brackets, a person's rather than
        another; -1 without one.
        """
        other = -1
        for place in range(at - 1, max(low, at - _CLAUSE), -1):
            kind = self._words[place - 1].kind
            if kind in _SOMEBODY and self._words[place].low in {",", "(", *_DASHES}:
                if kind == "person":
                    return place - 1
                other = place - 1 if other < 0 else other
        return other

    def _ending_at(self, at: int, low: int) -> _Subject | None:
        """Who is meant by the pronoun, the name or the noun whose last word stands at a place."""
        words = self._words
        if at < low:
            return None
        if words[at].low in _PRONOUNS:
            return _Subject(self._antecedent(at), at, at)
        if not self._is_noun(at):
            return None
        first = self._noun_start(at, low)
        head = first - 2
        if head >= low and words[first - 1].low in PREPOSITIONS and self._is_noun(head):
            # "A spokesman for Smith said": the spokesman. "Smith of Ohio said": Smith.
            if words[head].kind in _SOMEBODY:
                return _Subject(words[head].entity, self._noun_start(head, low), head)
            return _Subject(0, self._noun_start(head, low), at)
        return _Subject(words[at].entity if words[at].kind in _SOMEBODY else 0, first, at)

    def _noun_start(self, at: int, low: int) -> int:
        for first in range(at, max(low, at - _NOUN), -1):
            if not self._is_noun(first - 1):
                return first
        return max(low, at - _NOUN)

    def _is_noun(self, at: int) -> bool:
        """Whether a word may be part of a name with its titles, or of what stands for one."""
        word = self._words[at]
        if word.kind == ".":
            return word.low in {"'s", "’s", "&"} or (
                word.low == "." and word.sentence == self._word(at + 1, at).sentence
            )
        if word.kind == "w":
            return not (word.low in NOUN_ENDS or self._is_cue(at))
        return word.kind != "q"

    def _subject_after(self, at: int, origin: int) -> _Subject | None:
        """Whose verb it is, when the subject stands behind: said Senator Ann Lee of Ohio."""
        if self._word(at, origin).low in _PRONOUNS:
            return _Subject(self._antecedent(at), at, at)
        end = at
        while end < at + _NOUN and self._word(end, origin).kind and self._is_noun(end):
            ends = self._word(end + 1, origin)
            if ends.low.endswith(("ly", "ing")):
                end += 1
                break
            end += 1
        if end == at:
            return None
        last = self._words[end - 1]
        following = self._word(end + 1, origin)
        if last.kind not in _SOMEBODY and self._word(end, origin).low == "," and (
            following.kind == "person" and not self._is_noun_at(end + 2, origin)
        ):
            return _Subject(following.entity, end + 1, end + 1)
        return _Subject(last.entity if last.kind in _SOMEBODY else 0, at, end - 1)

    def _is_noun_at(self, at: int, origin: int) -> bool:
        return bool(self._word(at, origin).kind) and self._is_noun(at)

    def _main_subject(self, low: int, high: int) -> _Subject | None:
        """Whose a verb without a subject of its own is: of the verb of saying before it, else the
        first somebody of the sentence whom no preposition makes part of something else.
        """
        words = self._words
        for cue in range(high - 1, max(low, high - _CLAUSE), -1):
            if words[cue].low not in PARTICIPLES and self._is_cue(cue):
                subject = self._subject_before(cue, low)
                if subject:
                    return subject
        for at in range(low, min(high, low + _CLAUSE)):
            if words[at].low in _PRONOUNS:
                return _Subject(self._antecedent(at), at, at)
            if words[at].kind in _SOMEBODY and not self._is_attached(at):
                first = self._noun_start(at, low)
                if first == low or words[first - 1].low not in PREPOSITIONS | {"("}:
                    return _Subject(words[at].entity, first, at)
        return None

    def _is_attached(self, at: int) -> bool:
        """Whether a name only says whose or which the next word is: Trump's, Trump campaign."""
        after = self._words[at + 1]
        if after.sentence != self._words[at].sentence or after.kind == "q":
            return False
        capital = after.kind != "." and self._text[after.start].isupper()
        return capital or after.low in ATTACHED

    def _antecedent(self, at: int) -> int:
        """The person whom "he" or "she" means: the first one of the nearest sentence that names
        one who may be meant and whom no preposition makes part of something else; 0 without one.
        """
        words, gender = self._words, _PRONOUNS[self._words[at].low]
        meant, sentence = 0, -1
        for place in range(at - 1, max(-1, at - _BACK), -1):
            word = words[place]
            if meant and word.sentence != sentence:
                break
            if word.kind != "person" or self._gender(place) not in {"", gender}:
                continue
            free = words[self._noun_start(place, 0) - 1].low not in PREPOSITIONS
            if free and not self._is_attached(place):
                meant, sentence = word.entity, word.sentence
        return meant

    def _gender(self, at: int) -> str:
        """What title and given name tell of a person: "m", "f" or ""."""
        word = self._words[at]
        back = at - 2 if at and self._words[at - 1].low == "." else at - 1
        titled = _GENDERED.get(self._words[back].low) if back >= 0 else None
        own = self._text[word.start : min(word.end, word.start + _LONG)].split(maxsplit=1)
        known = self._names.get(word.entity, "")[:_LONG].split(maxsplit=1)
        for given in (name[0] for name in (own, known) if name):
            titled = titled or _GENDERED.get(given.lower().rstrip("."))
            titled = titled or ("f" if given in WOMEN else "m" if given in MEN else None)
        return titled or ""

    # Words

    def _word(self, at: int, origin: int) -> Word:
        """The word at a place if it stands in the sentence of another, else none."""
        if 0 <= at < len(self._words) and self._words[at].sentence == self._words[origin].sentence:
            return self._words[at]
        return _NONE

    def _found(self, subject: _Subject, cue: int, *, beside: bool) -> Found:
        words = self._words
        first = subject.last if subject.entity else subject.first
        speaker = words[first].start, words[subject.last].end
        verb = words[cue].start, words[cue].end
        return Found(subject.entity, speaker, verb, beside, max(subject.last, cue))
