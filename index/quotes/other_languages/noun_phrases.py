"""Who is meant by the words in front of a verb of saying or behind it."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.named_phrases import (
    Phrase,
    apart,
    apposition,
    begins_otherwise,
    behind_brackets,
    name_end,
    own_name,
)
from index.quotes.token_sequence import DASHES, SOMEBODY

_LONGEST = 18
"""Words of somebody with all that is said of him."""
_GENITIVE = frozenset(
    "der des eines einer seines seiner ihres ihrer dieser dieses unserer unseres".split()
)
MANY = frozenset("i gli les los os".split())
"""Articles of several people, in front of whom one by name stands no more."""
_NEAR = 4
_ADJECTIVES = 3
"""Words in small letters behind the noun that says what somebody is."""


def phrase(line: ClauseWords, at: int, high: int) -> Phrase | None:
    """Who is named by the words from a place on, up to another one; None for nobody."""
    low = line.low[at]
    for said in line.words.latters:
        if tuple(line.low[at : at + len(said)]) == said:
            end = at + len(said)
            return Phrase(-1, at, end - 1, end=end, role=True) if end <= high else None
    article = low in line.words["the"] and line.is_noun(at + 1)
    if low in line.words.pronouns and not article:
        return Phrase(-1, at, at, at, at + 1)
    if low in line.words["they"] and not (line.is_name(at) or _points_at(line, at)):
        return None
    if begins_otherwise(line, at):
        return None
    return _Reader(line, at, min(high, at + _LONGEST)).read()


def _points_at(line: ClauseWords, at: int) -> bool:
    """Whether a word that may stand for something points at somebody by a noun: ce colosse."""
    noun = at + 1
    plain = line.kind[noun] == "w" and line.low[noun] not in line.words.stops
    return line.low[at] in line.words["this"] and plain and line.verb(noun) is None


class _Reader:
    """Reads one phrase, word by word."""

    def __init__(self, line: ClauseWords, first: int, high: int) -> None:
        self.line = line
        self.words = line.words
        self.first = first
        self.high = high
        self.named = -1
        self.org = -1
        self.noun = -1  # the last word of what somebody is
        self.role = False
        self.within = False  # in what belongs to the noun: of the ministry
        self.behind = False  # behind where or when
        self.core = -1  # the last word of the noun with what belongs to it

    def read(self) -> Phrase | None:
        at = self.first
        while at < self.high and self.line.within(at, self.first):
            step = self._step(at)
            if step <= 0:
                break
            at += step
            if self.named >= 0:
                break
        return self._made(at)

    def _step(self, at: int) -> int:
        """How many words further to read; 0 to stop."""
        kind = self.line.kind[at]
        if kind in {"person", "org", "place"}:
            return self._name(at)
        if kind == "w":
            return self._word(at)
        if kind == ".":
            return self._sign(at)
        return 0

    def _name(self, at: int) -> int:
        line = self.line
        before = line.low[at - 1] if at else ""
        if line.kind[at] == "person" and self._owns(at):
            return 1
        if line.kind[at] == "person" and line.low[self.first] in MANY and self.noun == at - 1:
            # Secondo gli inquirenti Rossi era “…”
            return 0
        if line.kind[at] == "person":
            apart = before in self.words["of"] or before in self.words["the"]
            beside = (
                self.within
                and not apart
                and not (at and line.kind[at - 1] == "w" and self._is_person(before))
            )
            if self.behind and not (self._is_aside(at) or self._is_of_role(at)):
                return 0
            if self.behind and self._is_of_role(at):
                self.named = at
                return 1
            if not self.within or beside:
                self.named = at
                return 1
            self.core = at
            return 1
        if self.behind:
            return 0 if line.kind[at + 1] != "person" else 1
        if self.within or self.noun >= 0:
            self.core = at
            # Behind the noun and a name stands what goes with them: the SPD politician.
            self.within = self.within or self.noun >= 0
            return 1
        self.org = at
        self.core = at
        self.within = True
        return 1

    def _owns(self, at: int) -> bool:
        """Whether somebody is only named for what is his: Söders Sprecher Klaus Weber."""
        line = self.line
        if self.words.language not in {"de", "nl"} or line.text[line.end(at) - 1] not in "s’'":
            return False
        return line.is_noun(at + 1) and self.words.is_role(line.low[at + 1])

    def _word(self, at: int) -> int:
        line, words, low = self.line, self.words, self.line.low[at]
        first = at == self.first
        if low in words["of"] and low not in words["the"]:
            self.within = True
            return 1 if self.noun >= 0 or self.org >= 0 else 0
        if low in words["the"] and not line.is_name(at):
            if first:
                return 1
            before = line.low[at - 1]
            if before in words["of"] or before in words["in"]:
                return 1
            return self._genitive(at)
        if low in words["case"] and self._genitive(at):
            return 1
        if low in words["time"] or low.isdigit():
            # The 35 years old captain
            before = line.low[at - 1]
            aged = self.noun < 0 and (before in words["the"] or before.isdigit())
            return 1 if aged and not first else 0
        if not first and words.is_role(low) and line.low[at - 1] in words["the"] and self.noun < 0:
            # Un vicino: a preposition, too.
            return self._plain(at)
        if low in words["in"] and self.noun >= 0 and self.role:
            # The minister for Europe, Ann Lee: what belongs to the noun or says where.
            self.behind = self.within = True
            return 1
        if low in words["adverb"] and at == self.first + 1 and words.is_role(line.low[at + 1]):
            # El también exministro
            return 1
        # Consigliere di Stato
        name = self.within and words.language != "de" and line.is_capital(at)
        if low in words.stops and not name and not (first and low in words["the"]):
            return 0
        if low in words["clitic"] and low not in words["the"]:
            return 0
        if not first and line.verb(at) and not line.is_capital(at):
            return 0
        return self._plain(at)

    def _genitive(self, at: int) -> int:
        """1 where what somebody else is follows the German noun for what he is: Chef der Bank."""
        genitive = self.words.language == "de" and self.line.low[at] in _GENITIVE
        if not genitive or self.noun < 0 or self.noun != at - 1:
            return 0
        self.within = True
        return 1

    def _plain(self, at: int) -> int:
        """A word that is a noun, or belongs to one."""
        line, words, low = self.line, self.words, self.line.low[at]
        capital = line.is_capital(at)
        role = words.is_role(low)
        if self.behind:
            return 1
        if words.language == "nl" and not capital and at and line.is_name(at - 1):
            # De zoon van Smith nam het woord.
            return 0
        if (
            self.within
            and self.noun >= 0
            and not capital
            and at - max(self.core, self.noun) > _ADJECTIVES
        ):
            return 0
        if words.language == "de":
            if not capital:
                # An adjective in front; behind the noun it belongs to something else.
                return 0 if self.noun >= 0 and not self._in_genitive(at) else 1
            self.role = self.role or role
            if not self.within or self.noun < 0:
                self.noun = at
            self.core = at
            return 1
        if self.role and not capital and not role and low.endswith(tuple(words["past"])):
            return 0
        if not self.within:
            if self.role and not capital and not role and at - self.noun > _ADJECTIVES:
                return 0
            self.role = self.role or role
            if role or capital or self.noun < 0 or not self.role:
                self.noun = at
        self.core = at
        return 1

    def _in_genitive(self, at: int) -> bool:
        line = self.line
        return (
            self.within
            and line.kind[at + 1] == "w"
            and line.is_capital(at + 1)
            and line.low[at - 1] in (self.words["the"] | self.words["of"] | self.words["case"])
        )

    def _sign(self, at: int) -> int:
        line, low = self.line, self.line.low[at]
        if low == ".":
            inside = line.low[at - 1] in self.words["abbreviation"] or len(line.low[at - 1]) == 1
            return 1 if inside else 0
        if low in DASHES or low == "/":
            attached = line.end(at - 1) == line.start(at) if at else False
            attached = attached and at + 1 < line.size and line.end(at) == line.start(at + 1)
            # —dice la alcaldesa—, y …
            attached = attached and line.kind[at + 1] != "."
            if attached and self.noun < 0 and self.org >= 0:
                # CDU-Chef Friedrich Merz
                self.org, self.within = -1, False
            return 1 if attached else 0
        if low == "&":
            return 1
        return 0

    def _is_person(self, word: str) -> bool:
        """Whether a word says what one person is, and not what a body is: associazione."""
        return self.words.is_role(word) and word not in self.words["body"]

    def _is_of_role(self, at: int) -> bool:
        """Whether a name stands right behind what belongs to what somebody is: l'assessora
        all'istruzione Ada Neri.
        """
        words, line, before = self.words, self.line, self.line.low[at - 1]
        small = words["of"] | words["in"] | words["the"] | words["case"] | words["and"]
        plain = line.kind[at - 1] == "w" and before not in small | words["time"]
        near = self.role and at - self.noun <= _NEAR
        return plain and near and words.language != "de"

    def _is_aside(self, at: int) -> bool:
        return self.line.low[at - 1] == ","

    def _made(self, end: int) -> Phrase | None:
        line = self.line
        if self.named >= 0:
            return Phrase(self.named, self.first, self.named, end=behind_brackets(self.line, end))
        if self.noun < 0 and self.org >= 0:
            org = self.org
            if line.kind[org] in SOMEBODY:
                return Phrase(org, self.first, org, end=behind_brackets(self.line, end))
            return Phrase(-1, org, org, end=end)
        if self.noun < 0:
            return None
        if aside := apposition(self.line, self.first, end) or (
            self.role and apart(self.line, self.first, end)
        ):
            return aside
        last = min(max(self.core, self.noun), end - 1)
        first = own_name(self.line, self.first, last)
        last = last if first == self.first else name_end(self.line, first)
        return Phrase(-1, first, last, end=end, role=self.role)
