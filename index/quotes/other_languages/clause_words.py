"""A paragraph as a line of words, and what the verbs of one of the other languages do in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.quotes.attribution_words import Named
from index.quotes.other_languages.clause_pieces import pieces as pieces_of
from index.quotes.other_languages.word_tables import Words
from index.quotes.quotation_marks import Marked

_STOPS = frozenset(".!?…")
_PARTICIPLE = 6
"""A participle stands so many words behind its verb at most, where it does not end the clause."""
_CLAUSE_ENDS = frozenset({",", ":", ".", ";"})
_PAST = ("ó", "aron", "ieron", "ò", "ou")
_PADDING = 80
_LINKS = frozenset({"à", "a", "de", "d", "di", "da", "en"})
"""Words between a verb and the infinitive that it governs."""


class Written(NamedTuple):
    """A paragraph, whom it names in order, and the words of its language."""

    text: str
    mentions: Sequence[Named]
    words: Words


class Verb(NamedTuple):
    """A verb of saying with the words that it is made of: `cue` is the one that says it. In "a-t-il
    déclaré" the pronoun stands inside.
    """

    first: int
    last: int
    cue: int


class ClauseWords:
    """The words of a paragraph in order: each word or sign outside of marks, each name and each
    passage between marks is one. Behind the end and before the beginning stand empty ones.

    `kind` is "w" for a word, "." for a sign, "q" for a passage, the type of an entity, "" for
    nothing; `low` is each word in small letters, "" for names and passages.
    """

    def __init__(
        self, text: str, passages: Sequence[Marked], mentions: Sequence[Named], words: Words
    ) -> None:
        self.text = text
        self.words = words
        pieces = [*pieces_of(text, passages, mentions)]
        self.size = len(pieces)
        self.pieces = pieces
        nothing = [""] * _PADDING
        self.kind = [piece.kind for piece in pieces] + nothing
        self.low = [
            ("" if kind != "w" else self._low(text[start:end])) if kind != "." else text[start:end]
            for start, end, kind, _ in pieces
        ] + nothing
        # What may stand inside of a verb of two words.
        self._inside = words["adverb"] | words["clitic"] | words["he"] | words["she"] | {","}
        self.passages = [at for at, piece in enumerate(pieces) if piece.kind == "q"]
        self.sentence = [*self._sentences()] + [-1] * _PADDING

    def _low(self, word: str) -> str:
        low = word.lower().rstrip("’'")
        if "-" in low and self.words.language == "pt":
            # Queixou-se, disse-lhe
            verb, _, clitic = low.rpartition("-")
            return verb if clitic in self.words["clitic"] and verb in self.words.cues else low
        return low

    def _sentences(self) -> Iterator[int]:
        number = 0
        for at in range(self.size):
            yield number
            number += self._ends_sentence(at)

    def _ends_sentence(self, at: int) -> bool:
        piece = self.pieces[at]
        if piece.kind != "q" and self.low[at] not in _STOPS:
            return False
        rest = self.text[piece.end : piece.end + 8].lstrip()
        if rest[:1].islower() or not rest:
            return False
        if piece.kind == "q":
            inside = self.text[piece.start : piece.end].rstrip("\"”’»“‘' \xa0\u202f")
            return inside[-1:] in _STOPS and (rest[:1].isalnum() or rest[:1] in '„“«"‘¿¡')
        if self.text[piece.end : piece.end + 1].strip():
            return False
        before = self.low[at - 1] if at else ""
        if self.low[at] != "." or not before:
            return True
        is_number = before.isdigit() and len(before) < 3 and self.words.language == "de"
        initial = len(before) == 1 and before.isalpha()
        return not (before in self.words["abbreviation"] or initial or is_number)

    # One place

    def start(self, at: int) -> int:
        """Where a word begins in the text."""
        return self.pieces[at].start

    def end(self, at: int) -> int:
        """Where a word ends in the text."""
        return self.pieces[at].end

    def within(self, at: int, origin: int) -> bool:
        """Whether a place is in the sentence of another one."""
        return 0 <= at < self.size and self.sentence[at] == self.sentence[origin]

    def is_name(self, at: int) -> bool:
        """Whether a person, an organisation or a place is named."""
        return self.kind[at] in {"person", "org", "place"}

    def is_capital(self, at: int) -> bool:
        """Whether a word is written with a capital."""
        if not (0 <= at < self.size) or self.kind[at] != "w":
            return False
        word = self.text[self.pieces[at].start : self.pieces[at].end]
        return word[0].isupper() or (word[0].isdigit() and not word.islower() and "-" in word)

    def begins(self, at: int) -> bool:
        """Whether a word is the first of a sentence."""
        return at == 0 or self.sentence[at - 1] != self.sentence[at]

    def is_noun(self, at: int) -> bool:
        """Whether a word is written as nouns are in German, names in the others."""
        return self.is_capital(at) and not (
            self.low[at] in self.words["the"] or self.low[at] in self.words.stops
        )

    # Verbs

    def verb(self, at: int) -> Verb | None:
        """The verb of saying that begins at a place, None where none does."""
        low = self.low[at]
        if low in self.words["have"] and (cue := self._participle(at)):
            return Verb(at, cue, cue)
        if (low in self.words.finite or low in self.words["beside"]) and self._is_verb(at):
            return Verb(at, at, at)
        if low in self.words.infinitives and (first := self._governor(at)) >= 0:
            return Verb(first, at, at)
        return None

    def _governor(self, at: int) -> int:
        """The place of what governs the infinitive at one: si limita a parlare, n'hésite pas à
        parler, quiso subrayar; -1 where it is no verb.
        """
        words, place = self.words, at - 1
        if self.low[place] in _LINKS:
            place -= 1
        while place > 0 and self.low[place] in words["not"] | words["adverb"]:
            place -= 1
        low = self.low[place] if place >= 0 else ""
        noun = self.low[place - 1] in words["the"] - words["clitic"] if place > 0 else False
        known = low in words.stops or low in words["the"] or low in words["of"]
        if noun or known or not low.isalpha() or self.is_capital(place) or words.is_role(low):
            return -1
        return place

    def is_strong(self, verb: Verb) -> bool:
        """Whether a verb says something wherever it stands."""
        if self.low[verb.cue] not in self.words["beside"] or verb.first != verb.last:
            return True
        # Er warf ihr vor, …
        particles = self.words["particle"]
        for at in range(verb.last + 1, verb.last + 2 * _PARTICIPLE):
            if not self.within(at, verb.cue) or self.low[verb.last + 1] == ",":
                break
            ends = self.low[at + 1] in _CLAUSE_ENDS or self.kind[at + 1] == "q"
            if self.low[at] in particles and ends:
                return True
        return False

    def verbs(self, low: int, high: int) -> list[Verb]:
        """The verbs of saying in a range, each once."""
        found: list[Verb] = []
        for at in range(max(0, low), min(high, self.size)):
            verb = self.verb(at) if self.low[at] else None
            if (
                verb
                and verb.last < high
                and not (found and verb.first <= found[-1].last and verb.cue == found[-1].cue)
            ):
                found.append(verb)
        return found

    def _participle(self, at: int) -> int:
        """The place of the participle that goes with a verb at a place, 0 without one. Where verbs
        stand second, it is the last word of the clause.
        """
        words = self.words
        reach = 4 * _PARTICIPLE if words.verb_second else _PARTICIPLE
        for place in range(at + 1, at + 1 + reach):
            low = self.low[place]
            if not self.within(place, at) or low == "été":
                return 0
            if low in words.participles:
                return place
            if words.verb_second:
                if low in {":", ";"} or low in words["and"] or self.kind[place] == "q":
                    return 0
            elif not (low in self._inside or low.endswith(("ment", "mente"))):
                return 0
        return 0

    def _is_verb(self, at: int) -> bool:
        """Whether a word that is a verb of saying, or a noun that is written so, is the verb."""
        words, before = self.words, self.low[at - 1] if at else ""
        if self.is_capital(at) and not self.begins(at):
            return False
        if before in words["clitic"] and before not in {"la", "las", "los", "un", "l"}:
            return True
        clitic = words.without_pronoun and before in words["clitic"] & words["the"]
        if clitic and self.low[at].endswith(_PAST):
            # La llamó “…”: no noun ends so.
            return True
        if clitic and self.low[at] in words["naming"] and self.low[at - 2] in {",", "–", "—"}:
            # “…”, la definisce Smith
            return True
        if before in words["the"] - words["echo"] and words.language != "de":
            return before == "l" and self.low[at - 2] in words["as"]
        if before in words["of"] or before in words["be"]:
            return False
        return not (before in words["in"] and words.language not in {"de", "nl"})
