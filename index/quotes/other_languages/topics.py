"""Whom a pronoun means, and a verb that stands without its subject: whoever the sentences before
are about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.telling_clauses import whose_view
from index.quotes.other_languages.verb_subjects import after, main, people
from index.quotes.other_languages.word_tables import Words

_SILENT = 2
_FEW = 5
"""Words of a sentence with its sign that says nothing of anybody: Korte stilte."""
_SENTENCES = 6
"""So many sentences before one may say who it is."""

_LONGEST = 150
"""Words of a sentence that are looked at."""

_SOME = frozenset("ein eine einer un une una um uma een".split())

Spoken = Sequence[tuple[int, Phrase]]
"""Who was found to speak, each with the place of the word that says so."""


class Topics:
    """Whom the sentences of a paragraph are about; `gender` tells that of the name at a place."""

    def __init__(self, line: ClauseWords, gender: Callable[[int], str]) -> None:
        self._line = line
        self._gender = gender

    def before(self, at: int, gender: str, spoken: Spoken, back: int = _SENTENCES) -> Phrase | None:
        """Who is meant in front of a place, by the nearest sentence that is about somebody of a
        gender; "" is any. None where no sentence is.
        """
        line = self._line
        number, end = line.sentence[at], at
        for _ in range(back + 1):
            low = end
            while low > max(0, end - _LONGEST) and line.sentence[low - 1] == number:
                low -= 1
            if found := self._of_sentence(low, end, gender, spoken):
                new = found.named < 0 and self._line.low[found.first] in _SOME and found.role
                return self._without_rest(found) if new else found
            if low == 0:
                return None
            number, end = line.sentence[low - 1], low
        return None

    def pronoun_before(self, at: int) -> Phrase | None:
        """The pronoun for one person that the sentence in front of a place is about, if any."""
        line, low = self._line, at - 1
        while low and line.sentence[low - 1] == line.sentence[at - 1]:
            low -= 1
        about = main(line, low, at)
        return about if about and about.is_pronoun else None

    def silent(self, at: int) -> int:
        """How many sentences right in front of a place are about nobody: a question, a few words,
        one without a subject.
        """
        line, count, end = self._line, 0, at
        while end > 0 and count < _SILENT:
            low = end - 1
            while low and line.sentence[low - 1] == line.sentence[end - 1]:
                low -= 1
            named = any(line.is_name(place) for place in range(low, end))
            asks = line.low[end - 1] == "?"
            if low == 0 or named or not (asks or end - low <= _FEW or self._goes_on(low, end)):
                break
            if main(line, low, end) is not None and not asks:
                break
            count, end = count + 1, low
        return count

    def _goes_on(self, low: int, high: int) -> bool:
        words = self._line.words
        quoted = any(self._line.kind[place] == "q" for place in range(low, high))
        return words.without_pronoun and not quoted

    def named_behind(self, at: int) -> Phrase | None:
        """The person whom the sentence behind a place begins with, if any."""
        line, low = self._line, at + 1
        # Some papers set the full stop behind the marks.
        low += line.low[low] == "."
        high = low
        while high < line.size and line.sentence[high] == line.sentence[low]:
            high += 1
        about = main(line, low, high) if line.within(low, low) else None
        first = about is not None and about.first == low and about.named >= 0
        return about if about and first and line.kind[about.named] == "person" else None

    def only_one(self, at: int, spoken: Spoken) -> Phrase | None:
        """The one person whom the paragraph names in front of a place, if nobody else spoke there
        and the sentence before is about no other.
        """
        line = self._line
        named = [place for place in range(at) if line.kind[place] == "person"]
        if len({line.pieces[place].entity for place in named}) != 1:
            return None
        entity = line.pieces[named[0]].entity
        if any(who.named < 0 or line.pieces[who.named].entity != entity for _, who in spoken):
            return None
        number = line.sentence[at - 1]
        low = at - 1
        while low and line.sentence[low - 1] == number:
            low -= 1
        if line.low[low] in line.words["in"] and any(low < place < low + 4 for place in named):
            # About Smith, the president was evasive: “…”
            return None
        about = main(line, low, at)
        own = about is None or about.is_pronoun or about.named in named
        if any(
            self._line.words.is_role(line.low[place + 1])
            for place in range(low, at)
            if line.low[place] in _SOME
        ):
            # "… a spectator embraced him: “…”"
            return None
        return Phrase(named[-1], named[-1], named[-1], named[-1] + 1) if own else None

    def _of_sentence(self, low: int, high: int, gender: str, spoken: Spoken) -> Phrase | None:
        for cue, who in reversed(spoken):
            if low <= cue < high and self._fits(who, gender):
                return who
        if (viewer := whose_view(self._line, low, high)) and self._fits(viewer, gender):
            return viewer
        if (teller := self._teller(low, high)) and self._fits(teller, gender):
            return teller
        about = main(self._line, low, high)
        if about and about.named < 0 and self._belongs_to_pronoun(about):
            about = None
        if about and (self._is_about_another(low, about) or self._is_dead(low, high, about)):
            return None
        if about and not about.is_pronoun and self._fits(about, gender):
            return about
        if new := self._somebody_new(low, high, gender):
            return new
        if not gender:
            return self._first_named(low, high, gender)
        some = [one for one in people(self._line, low, high) if self._fits(one, gender)]
        if some and not self._is_about_another(low, some[0]):
            return some[0]
        return None if some else self._first_named(low, high, gender)

    def _is_dead(self, low: int, high: int, one: Phrase) -> bool:
        """Whether a sentence tells that somebody without a name is dead: her husband died in 1991.
        She remembers: “…”
        """
        dead = self._line.words["dead"]
        return one.named < 0 and any(word in dead for word in self._line.low[low:high])

    def _teller(self, low: int, high: int) -> Phrase | None:
        """The person of whom a sentence says behind a comma that he says it: …, gives Smith to
        know.
        """
        line = self._line
        for verb in line.verbs(low + 1, high):
            if line.low[verb.first - 1] == ",":
                one = after(line, verb, high)
                person = one is not None and one.named >= 0 and line.kind[one.named] == "person"
                return one if person else None
        return None

    def _first_named(self, low: int, high: int, gender: str) -> Phrase | None:
        """Whom a sentence begins with behind a preposition: Bei Demski ging es gut aus."""
        line = self._line
        named = [at for at in range(low, high) if line.kind[at] == "person"]
        if len(named) != 1 or named[0] != low + 1 or line.low[low] not in line.words["in"]:
            return None
        if line.words.without_pronoun and line.low[low + 2] == ",":
            # With Smith, she says, …
            return None
        one = Phrase(named[0], named[0], named[0], end=named[0] + 1)
        return one if self._fits(one, gender) else None

    def _somebody_new(self, low: int, high: int, gender: str) -> Phrase | None:
        """Who comes into a text without a name: Hinter ihm nickt ein Schweißer."""
        line, words = self._line, self._line.words
        for at in range(low, high - 1):
            before = line.low[at - 1] if at > low else ""
            if line.low[at] not in _SOME or line.kind[at] != "w":
                continue
            if before in words["in"] | words["of"] | words["case"] | {
                "als",
                "come",
                "comme",
                "como",
            }:
                continue
            one = phrase(line, at, high)
            if one and one.role and one.first == at and self._fits(one, gender):
                return one
        return None

    def _without_rest(self, one: Phrase) -> Phrase:
        """Somebody's words up to the last name in them, without what follows the noun if nothing
        joins it: un camionero de Ansina, une cliente.
        """
        line, places = self._line, range(one.first, one.last + 1)
        if line.words.verb_second:
            return one
        named = [at for at in places if line.is_name(at)]
        last = named[-1] if named else one.last
        role = next((at for at in places if line.words.is_role(line.low[at])), last)
        if line.low[role + 1] not in line.words["of"] | line.words["in"] and last > role:
            last = role
        return replace(one, last=last, end=last + 1)

    def _is_about_another(self, low: int, one: Phrase) -> bool:
        """Whether in front of somebody stands who is called by where he is from: le Bernois."""
        line = self._line
        if line.words.verb_second:
            return False
        high = max(one.first, one.named)
        places = (at for at in range(low + 1, high) if line.is_capital(at))
        return any(
            line.low[at - 1] in line.words["the"]
            and line.kind[at + 1] == "w"
            and not line.is_capital(at + 1)
            and (at - 1 == low or line.low[at - 2] == ",")
            for at in places
        )

    def _belongs_to_pronoun(self, one: Phrase) -> bool:
        """Whether words only say what he is whom a pronoun stands for: Fils de bûcheron, il …"""
        line = self._line
        bare = line.low[one.first] not in line.words["the"]
        return bare and line.low[one.end] == "," and line.low[one.end + 1] in line.words.pronouns

    def _fits(self, one: Phrase, gender: str) -> bool:
        if not gender:
            return True
        named = one.named >= 0 and self._line.kind[one.named] != "person"
        if named and self._line.words.without_pronoun:
            # Only people are called so where a verb needs no pronoun.
            return False
        own = self._gender(one.named) if one.named >= 0 else gender_of_words(self._line, one)
        return own in {"", gender}


def gender_of_words(line: ClauseWords, one: Phrase) -> str:
    """What the words for somebody without a name tell: "m", "f" or ""."""
    words: Words = line.words
    low = line.low[one.first]
    he, she = low in words["the he"], low in words["the she"]
    if he or she:
        return "f" if she else "m"
    genders = [words.gender(line.low[at]) for at in range(one.first, one.last + 1)]
    return next(filter(None, genders), "")
