"""The quotes of one paragraph in German, French, Spanish, Italian, Portuguese or Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from index.quotes.attribution_words import Named
from index.quotes.other_languages.clause_words import ClauseWords, Written
from index.quotes.other_languages.dash_dialogue import with_dialogue
from index.quotes.other_languages.genders import gender_in
from index.quotes.other_languages.interviews import dash_end
from index.quotes.other_languages.marked_asides import parts, passages_apart
from index.quotes.other_languages.named_by_marks import (
    TITLE_WORDS,
    calls,
    is_predicate,
    is_said_to_be,
    names_something,
)
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.of_several import told_by_several
from index.quotes.other_languages.reported_mood import is_reported
from index.quotes.other_languages.represented_names import represented
from index.quotes.other_languages.telling_clauses import Told
from index.quotes.other_languages.told_speakers import ToldSpeakers
from index.quotes.other_languages.topics import Topics
from index.quotes.other_languages.unsaid import is_unsaid
from index.quotes.other_languages.word_tables import Words
from index.quotes.quotation_marks import Marked
from index.quotes.quote import GUESSED, LIKELY, NOWHERE, SURE, Kind, Quote, Source

_WORDS = 5
_WORDS_BY = 2
_WORDS_ALONE = 3
"""So many words are said that are a sentence by themselves."""
_ENDED = frozenset(".!?…")
_WHOLE = 20
_ENDING = 12
"""Characters of a sentence by itself; `_ENDING` of one that ends with its sign."""


def told_quotes(
    text: str,
    mentions: Sequence[Named],
    words: Words,
    names: Mapping[int, str],
    paragraph: int = 0,
    *,
    turn: bool = False,
    dashed: bool = False,
) -> list[Quote]:
    """The quotes of a paragraph, which is so many of its article, in order; never raises. `turn`:
    it is one of an interview, and what stands between marks is said, however short; `dashed`: it is
    known that somebody speaks behind the dash that it begins with.
    """
    written = Written(text, mentions, words)
    groups = with_dialogue(written, passages_apart(written))
    if dashed and (turn or not (groups and groups[0][0].outer == 0)):
        end = len(text.rstrip())
        whole = Marked(0, end, dash_end(text), end)
        groups = [[*parts(written, whole, dialogue=True, turn=turn)] or [whole]]
    return _Paragraph(written, groups, names, paragraph, turn=turn).quotes() if groups else []


class _Paragraph:
    """Makes the quotes of a paragraph; `groups` are its passages, those together that stand in the
    same marks.
    """

    def __init__(
        self,
        written: Written,
        groups: Sequence[Sequence[Marked]],
        names: Mapping[int, str],
        paragraph: int,
        *,
        turn: bool,
    ) -> None:
        self._text, self._words = written.text, written.words
        self._passages = [passage for group in groups for passage in group]
        ends = accumulate(map(len, groups))
        self._joined = set(range(len(self._passages))) - {0, *ends}
        self.line = ClauseWords(written.text, self._passages, written.mentions, written.words)
        self._names = names
        self._paragraph = paragraph
        self._turn = turn
        self._spoken: list[tuple[int, Phrase]] = []
        self._topics = Topics(self.line, self._gender)

    def quotes(self) -> list[Quote]:
        speakers = ToldSpeakers(self.line, self._joined)
        found: list[Quote] = []
        for place, passage in enumerate(self._passages):
            if is_unsaid(self.line, self.line.passages[place]):
                continue
            by = speakers.of(place)
            if by and self._names_something(place, by):
                by = None
                if len(self._words_of(passage)) <= TITLE_WORDS:
                    continue
            if self._is_quote(place, by):
                found.append(self._quote(place, by))
        return found

    # What is a quote

    def _words_of(self, passage: Marked) -> list[str]:
        return self._text[passage.start : passage.end].split(maxsplit=TITLE_WORDS + 1)

    def _is_quote(self, place: int, by: Told | None) -> bool:
        passage = self._passages[place]
        inside = self._text[passage.start : passage.end]
        if not any(map(str.isalnum, inside)) or inside[0] in ",;":
            return False
        count = len(inside.split())
        if place in self._joined or (self._turn and place == 0):
            return True
        if by and (by.beside or calls(self.line, by) or is_said_to_be(self.line, by, place)):
            return True
        if by is None:
            if count >= _WORDS_BY and self._reported_by(place):
                return True
            alone = self._is_alone(place) or self._is_first_alone(place)
            least = _WORDS_ALONE if alone else _WORDS
            return count >= least and not self._names_something(place)
        before = self.line.low[self.line.passages[place] - 1]
        # Said that the “iron law” …; but: das „ein Gesetz“ …
        named = before in self._words["definite"] and inside.split()[0] not in self._words["the"]
        named = named and not is_predicate(self.line, self.line.passages[place])
        return count >= _WORDS_BY + named

    def _is_alone(self, place: int) -> bool:
        """Whether words between marks are a sentence, behind the end of another."""
        line, at, passage = self.line, self.line.passages[place], self._passages[place]
        ended = self._text[passage.start : passage.end].rstrip()[-1:] in _ENDED
        return ended and at > 0 and line.begins(at) and line.begins(at + 1)

    def _is_first_alone(self, place: int) -> bool:
        """Whether words between marks are a sentence that a paragraph begins with, in front of one
        that begins with somebody: «I am not going». Smith shrugs.
        """
        line, at = self.line, self.line.passages[place]
        ends = line.begins(at + 1) or (line.low[at + 1] == "." and line.begins(at + 2))
        return at == 0 and ends and self._topics.named_behind(at) is not None

    def _names_something(self, place: int, by: Told | None = None) -> bool:
        """Whether words between marks are what something is called."""
        passage = self._passages[place]
        if place in self._joined:
            return False
        inside = self._text[passage.start : passage.end]
        return names_something(self.line, self.line.passages[place], inside, by)

    # Who says it

    def _quote(self, place: int, by: Told | None) -> Quote:
        passage = self._passages[place]
        made = Quote(passage.start, passage.end, self._kind(passage))
        if by is None:
            return self._by_topic(place, made)
        line = self.line
        made = replace(made, cue=(line.start(by.cue), line.end(by.cue_end)))
        subject, meant = by.phrase, by.phrase
        several = told_by_several(self.line, by)
        if several and subject and not subject.is_pronoun:
            return made
        certainty = SURE
        if subject is None or subject.is_pronoun:
            gender = self._words.spoken[line.low[subject.pronoun]] if subject else ""
            at = subject.pronoun if subject else min(by.cue, line.passages[place])
            meant, certainty = self._topics.before(at, gender, self._spoken), LIKELY
            if several and (meant is None or meant.named >= 0 or self._is_one(meant)):
                return made
        if meant:
            self._spoken.append((by.cue, meant))
        return self._spoken_by(made, subject, meant, certainty)

    def _is_one(self, meant: Phrase) -> bool:
        """Whether words without a name are for one person and no body: la vicepresidenta."""
        words, places = self._words, range(meant.first, meant.last + 1)
        one = self.line.low[meant.first] in words["the he"] | words["the she"]
        return one and words["body"].isdisjoint(self.line.low[at] for at in places)

    def _reported_by(self, place: int) -> Phrase | None:
        """Whoever spoke last, where a German sentence goes on telling what he said by its verb: Die
        Strasse bleibe «mindestens bis Donnerstag» gesperrt.
        """
        if not self._spoken or self._names_something(place):
            return None
        told = is_reported(self.line, self.line.passages[place])
        return self._spoken[-1][1] if told else None

    def _by_topic(self, place: int, made: Quote) -> Quote:
        """A whole sentence of which nothing says whose it is, behind one that is about somebody, or
        in a paragraph that has named one person.
        """
        if (one := self._reported_by(place)) is not None:
            return self._spoken_by(made, None, one, GUESSED)
        line, at = self.line, self.line.passages[place]
        ends = line.begins(at + 1) or not line.kind[at + 1] or line.low[at + 1] == "."
        behind = at > 0 and line.low[at - 1] == ":"
        inside = self._text[made.start : made.end].rstrip()
        long = len(inside) >= (_WHOLE if inside[-1] not in _ENDED else _ENDING)
        if at == 0 and ends and long and (one := self._topics.named_behind(at)):
            # “…” Ann Lee had no other words.
            return self._spoken_by(made, None, one, GUESSED)
        if at == 0 or not ((line.begins(at) or behind) and ends and long):
            return made
        if line.kind[at - 1] == "q":
            return made
        back = 0 if behind else self._topics.silent(at)
        meant = None if behind else self._topics.before(at - 1, "", self._spoken, back=back)
        about = None if behind or meant else self._topics.pronoun_before(at)
        if about:
            # Er winkte ab. „…“
            gender = self._words.spoken[line.low[about.pronoun]]
            meant = self._topics.before(about.pronoun, gender, self._spoken)
            return self._spoken_by(made, about, meant, GUESSED)
        meant = meant or self._topics.only_one(at, self._spoken)
        if meant is None or (meant.named >= 0 and line.kind[meant.named] != "person"):
            return made
        return self._spoken_by(made, None, meant, GUESSED)

    def _spoken_by(
        self, made: Quote, subject: Phrase | None, meant: Phrase | None, certainty: int
    ) -> Quote:
        """A quote of whoever is meant by a subject, which is None where the verb has none."""
        line = self.line
        shown = subject
        if meant and meant.named < 0:
            shown = meant
        span = NOWHERE
        if shown:
            first = shown.named if shown.named >= 0 else shown.first
            span = line.start(first), line.end(shown.last)
        source = self._source(meant.named if meant else -1)
        return replace(
            made,
            source=source,
            speaker_span=span,
            behalf=self._source(represented(self.line, meant)) if meant else None,
            certainty=certainty if source else SURE,
        )

    def _kind(self, passage: Marked) -> Kind:
        before = self._text[: passage.outer].rstrip()[-1:]
        return "mixed" if before.isalnum() else "direct"

    def _source(self, at: int) -> Source | None:
        if at < 0:
            return None
        return Source(self._paragraph, self.line.start(at), self.line.pieces[at].entity)

    def _gender(self, at: int) -> str:
        line = self.line
        own = self._text[line.start(at) : line.end(at)]
        before = [line.low[place] for place in range(max(0, at - 3), at)]
        return gender_in(self._words, before, own, self._names.get(line.pieces[at].entity, ""))
