"""Who says what stands between marks, in the languages that this room knows.

The patterns are those of Pouliquen, Steinberger and Best (2007), who found them to be much the same
in the European languages: what is said, a verb of saying, who says it; who says it, the verb, what
is said; what is said on both sides of the other two.
"""

from __future__ import annotations

from collections.abc import Collection

from index.quotes.other_languages.clause_words import ClauseWords
from index.quotes.other_languages.echoing_sentences import echoed
from index.quotes.other_languages.held_views import in_whose_view
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.telling_clauses import Told, ends_whole
from index.quotes.other_languages.told_behind import behind, behind_clause
from index.quotes.other_languages.told_in_front import in_front

_ALSO = frozenset(", und en et y e".split())
_BRACKETS = 6
"""Words and signs that stand in brackets behind a name, at most."""


class ToldSpeakers:
    """The speakers of a paragraph's marked passages, asked for in order. `joined` are the passages
    that stand in the same marks as the one before.
    """

    def __init__(self, line: ClauseWords, joined: Collection[int] = ()) -> None:
        self._line = line
        self._joined = joined
        self._at = 0
        self._previous: Told | None = None

    def of(self, passage: int) -> Told | None:
        """Whom a passage is by, by its place in the order; None where the paragraph is silent."""
        line, at = self._line, self._line.passages[passage]
        found: Told | None
        if passage in self._joined and self._previous:
            found = self._previous._replace(beside=True)
        else:
            view = in_whose_view(line, at) or self._gapped(at)
            front = view or in_front(line, at, self._previous)
            leads = view or (front and front.beside and line.low[at - 1] == ":")
            found = front if leads else behind(line, at) or front or behind_clause(line, at)
            found = found or self._continued(at) or echoed(line, at)
        self._at, self._previous = at, found
        return found

    def _gapped(self, at: int) -> Told | None:
        """Smith called it “…”, Jones “…”"""
        line, name = self._line, at - 1
        small = line.words["of"] | line.words["the"] | line.words["case"] | line.words["as"]
        while name > at - _BRACKETS and line.low[name] in small:
            # Smith spoke of “…”, Jones of “…”
            name -= 1
        if line.low[name] == ")":
            name = next(
                (place - 1 for place in range(name, at - 6, -1) if line.low[place] == "("), 0
            )
        told = self._previous
        if told is None or told.phrase is None or told.cue > self._at:
            return None
        comma = self._at + 1 <= name - 1 <= self._at + 2 and line.within(name, self._at)
        if not comma or line.kind[name] != "person" or line.low[name - 1] not in _ALSO:
            return None
        return Told(Phrase(name, name, name, end=at), told.cue, told.cue_end, True, name)

    def _continued(self, at: int) -> Told | None:
        """“…”, said Smith. “…” Both are his."""
        line, found = self._line, self._previous
        if found is None or at == self._at + 1:
            return found
        numbers = line.sentence
        sentences = numbers[at] - numbers[max(self._at, min(found.last, at))]
        following = line.low[at + 1] == "." or not line.kind[at + 1]
        starts = line.begins(at) and (ends_whole(line, at) or following)
        if sentences == 0 or (starts and sentences == 1):
            return found._replace(beside=starts)
        return None
