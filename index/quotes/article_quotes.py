"""The quotes of an article: what one paragraph says tells who speaks in the next.

"He said" where a paragraph names nobody means whoever spoke last, else the first person of the
paragraph before, as far as title and given name do not speak against it (Elson and McKeown 2010
take the nearest such person, too). Words of a paragraph that says nothing of a speaker go on with
what was said at the end of the one before. What is found so is marked as guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.core.told_language import language_of
from index.quotes.attribution_words import PRONOUNS, Named
from index.quotes.extraction import quotes
from index.quotes.named_roles import CALLINGS, NamedRoles
from index.quotes.other_languages.word_tables import LANGUAGES, Words, word_table
from index.quotes.quotation_marks import is_open
from index.quotes.quote import GUESSED, LIKELY, NOWHERE, SURE, Quote, Source
from index.quotes.referents import Referents
from index.quotes.transcripts import turns

if TYPE_CHECKING:
    # Loaded where an article is met that is in another language: most archives are English.
    from index.quotes.other_languages.interviews import Interview
    from index.quotes.other_languages.role_speakers import RoleSpeakers

_MARKS = " \t\xa0\"'“”‘’«»„`"
_OPENING = tuple("\"“„«»‘'")
_NEAR = 4
_PLURALS = {"es": "n", "pt": "m", "it": "no"}
"""How verbs of several people end in languages that leave their subject out."""
_STOPS = frozenset({"", ".", "?", "!", ":"})
_TITLE = 30
"""Characters of what somebody is in front of the name."""
_SHARE = 0.9
"""So much of a paragraph is between marks where it goes on with the quote of the one before."""


def article_quotes(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str]
) -> list[list[Quote]]:
    """The quotes of each paragraph, given with whom it names; see `extraction.quotes`, and
    `other_languages` for an article that is written in one of these.
    """
    told = language_of(text for text, _ in paragraphs)
    if told in LANGUAGES:
        return _in_other_language(paragraphs, names, word_table(told))
    article = _Article(paragraphs, names, None)
    spoken = turns(paragraphs)
    found = []
    for at, (text, mentions) in enumerate(paragraphs):
        own = _of_turn(spoken[at]) if at in spoken else quotes(text, mentions, names, at)
        found.append(article.attributed(at, own))
    return found


def _in_other_language(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str], words: Words
) -> list[list[Quote]]:
    """The same of an article that is written in a language of `other_languages`."""
    from index.quotes.other_languages.dash_dialogue import untold_speech  # noqa: PLC0415
    from index.quotes.other_languages.interviews import Interview  # noqa: PLC0415
    from index.quotes.other_languages.labelled_turns import labelled_turns  # noqa: PLC0415
    from index.quotes.other_languages.plain_interviews import (  # noqa: PLC0415
        NONE,
        plain_interview,
    )
    from index.quotes.other_languages.told_quotes import told_quotes  # noqa: PLC0415

    article = _Article(paragraphs, names, words)
    spoken = labelled_turns(paragraphs, words) or turns(paragraphs)
    interview = Interview(paragraphs)
    plain = NONE if interview.turns or spoken else plain_interview(paragraphs, words.language)
    article.answers = interview.answers or plain.answers
    untold = set() if interview.turns else untold_speech(paragraphs, words)
    found = []
    for at, (text, mentions) in enumerate(paragraphs):
        if at in spoken:
            found.append(article.attributed(at, _of_turn(spoken[at])))
            continue
        turn = at in interview.turns or at in plain.turns
        dashed = at in interview.dashed | untold | plain.turns
        own = told_quotes(text, mentions, words, names, at, turn=turn, dashed=dashed)
        if turn:
            found.append(article.turn(at, own, interview))
        else:
            found.append(article.attributed(at, article.led(at, own)))
    return article.told_later(found)


def _of_turn(turn: Quote | None) -> list[Quote]:
    return [turn] if turn else []


class _Article:
    """Goes through an article, paragraph by paragraph."""

    def __init__(
        self,
        paragraphs: Sequence[tuple[str, Sequence[Named]]],
        names: Mapping[int, str],
        words: Words | None,
    ) -> None:
        self._paragraphs = paragraphs
        self._names = names
        self._words = words
        self._pronouns = words.spoken if words else PRONOUNS
        self._referents = Referents(paragraphs, names, words)
        self._roles: RoleSpeakers | None = None
        self._named_roles = NamedRoles(paragraphs)
        self.answers: Source | None = None
        """Whoever answers in an interview."""

    def attributed(self, at: int, own: Sequence[Quote]) -> list[Quote]:
        """The quotes of the next paragraph, with speakers whom those before tell."""
        found: list[Quote] = []
        text = self._text(at)
        called: dict[str, list[Quote]] = defaultdict(list)
        for quote in own:
            called[text[slice(*quote.speaker_span)].lower()].append(quote)
        named = {
            spoken: frozenset() if self._words else self._referents.named_in(at, same)
            for spoken, same in called.items()
            if spoken in self._pronouns
        }
        for quote in own:
            spoken = text[slice(*quote.speaker_span)].lower()
            if spoken in self._pronouns:
                found.append(self._by_pronoun(at, quote, own, found, named[spoken]))
            elif quote.source is None and quote.speaker_span == NOWHERE != quote.cue:
                # The verb stands without its subject, as in Spanish.
                found.append(self._without_subject(at, quote, own, found))
            elif quote.source is None and quote.speaker_span == NOWHERE and quote.kind == "direct":
                found.append(self._continued(at, own, quote, found))
            elif quote.source is None and self._words and spoken:
                found.append(self._by_role(at, quote, found))
            elif quote.source is None and spoken.startswith("the "):
                meant = self._named_roles.meant(at, quote.speaker_span[0], spoken)
                found.append(_guessed(quote, meant, GUESSED))
            else:
                found.append(quote)
        self._referents.learn(found)
        return found

    def _by_pronoun(
        self,
        at: int,
        quote: Quote,
        own: Sequence[Quote],
        before: Sequence[Quote],
        but: frozenset[int],
    ) -> Quote:
        """A quote by whomever "he" or "she" means, who is nobody of `but`."""
        referents = self._referents
        text = self._text(at)
        spoken = text[slice(*quote.speaker_span)].lower()
        gender = self._pronouns[spoken]
        if quote.source is None:
            meant = referents.meant(before, gender, but)
            if meant and not self._words:
                reported = referents.is_reported(at, quote, meant.entity)
                if reported or referents.is_passing(at, quote, meant, gender):
                    return quote
            quote = _guessed(quote, meant or referents.alone(at, quote, own, gender, but), GUESSED)
        elif not self._words:
            quote = referents.corrected(at, quote, before, gender, but)
        referents.called(quote, gender)
        return quote

    def led(self, at: int, own: Sequence[Quote]) -> Sequence[Quote]:
        """The quotes of the next paragraph, of which the first may be by whom the end of the one
        before names: And then she said:
        """
        from index.quotes.other_languages.led_paragraphs import is_led, led  # noqa: PLC0415

        if not (at and own and self._words and own[0].start < _NEAR):
            return own
        if not is_led(self._text(at - 1), own[0]):
            return own
        told = led(self._paragraphs, at, own[0], self._words, self._names)
        if told is None:
            return own
        quote = told.quote
        if quote.source is None:
            gender = self._pronouns.get(told.pronoun, "")
            quote = _guessed(quote, self._referents.meant((), gender), GUESSED)
        return [quote, *own[1:]]

    def _without_subject(
        self, at: int, quote: Quote, own: Sequence[Quote], before: Sequence[Quote]
    ) -> Quote:
        """A quote by whomever a verb means that has no subject."""
        if self._is_of_several(at, quote):
            return quote
        meant = self._referents.meant(before, "")
        meant = meant or self._referents.alone(at, quote, own, "", frozenset())
        return _guessed(quote, meant, GUESSED)

    def turn(self, at: int, own: Sequence[Quote], interview: Interview) -> list[Quote]:
        """The quotes of a turn of an interview: what is asked is nobody's, what is answered is by
        whoever answers.
        """
        if at in interview.asks:
            found = [replace(quote, source=None, speaker_span=NOWHERE) for quote in own]
        else:
            found = [self._by_role(at, self._answered(quote), own) for quote in own]
        self._referents.learn(found)
        return found

    def _answered(self, quote: Quote) -> Quote:
        spoken = self._text(self._referents.here)[slice(*quote.speaker_span)].lower()
        told = quote.source is not None or (spoken and spoken not in self._pronouns)
        return quote if told else _guessed(quote, self.answers, GUESSED)

    def told_later(self, found: list[list[Quote]]) -> list[list[Quote]]:
        """The quotes, where those that the next paragraph goes on with are by whom that names."""
        for at in range(len(found) - 2, -1, -1):
            following = self._text(at + 1)[:1] in _OPENING
            if not (found[at] and found[at + 1] and following and is_open(self._text(at))):
                continue
            one, next_one = found[at][-1], found[at + 1][0]
            unsaid = one.cue == NOWHERE and next_one.cue != NOWHERE
            known = one.speaker_span != NOWHERE and next_one.source is None
            if unsaid and not known and next_one.start < _NEAR:
                source = next_one.source
                certainty = LIKELY if source else SURE
                found[at][-1] = replace(
                    one, source=source, speaker_span=NOWHERE, certainty=certainty
                )
        return found

    def _is_of_several(self, at: int, quote: Quote) -> bool:
        """Whether the verb that tells of a quote is one of several people: "lo llaman", in Spanish,
        Italian or Portuguese.
        """
        plural = _PLURALS.get(self._words.language) if self._words else None
        cue = self._text(at)[slice(*quote.cue)].lower()
        return plural is not None and cue.endswith(plural)

    def _text(self, at: int) -> str:
        return self._paragraphs[at][0]

    def _by_role(self, at: int, quote: Quote, before: Sequence[Quote]) -> Quote:
        """A quote by whoever is meant by what the speaker is, if that is one person."""
        if quote.source or not self._words:
            return quote
        if self._roles is None:
            from index.quotes.other_languages.role_speakers import RoleSpeakers  # noqa: PLC0415

            self._roles = RoleSpeakers(self._paragraphs, self._words, self._names)
        return _guessed(quote, *self._roles.meant(at, quote, before, self.answers))

    def _continued(
        self, at: int, own: Sequence[Quote], quote: Quote, found: Sequence[Quote]
    ) -> Quote:
        """A quote that goes on with what the paragraph before ends with: where that was not closed,
        or where nothing else stands in this one.
        """
        before, text = self._referents.last, self._text(at)
        if found and not self._words:
            return self._follows(at, quote, found[-1])
        if before is None or quote is not own[0] or found:
            return quote
        front = text[: quote.start].strip(_MARKS)
        if not before.speaks and not front:
            return _guessed(quote, self._introduced(at, own), GUESSED)
        if before.last is None or not before.speaks:
            return quote
        if before.last.entity in self._referents.named_in(at, own) or front:
            return quote
        if is_open(self._text(at - 1)):
            return _guessed(quote, before.last, LIKELY)
        return _guessed(quote, before.last, GUESSED) if self._is_alone(at, own) else quote

    def _follows(self, at: int, quote: Quote, before: Quote) -> Quote:
        """A sentence in marks right behind what somebody said: She said no. “It is ours.”"""
        between = self._text(at)[before.end : quote.start].strip(_MARKS)
        if before.source is None or between not in _STOPS or before.kind == "direct":
            return quote
        return _guessed(quote, before.source, GUESSED)

    def _is_alone(self, at: int, own: Sequence[Quote]) -> bool:
        """Whether nothing but its quotes stands in a paragraph, and no question."""
        text = self._text(at)
        said = sum(one.end - one.start for one in own)
        alone = all(one.speaker_span == NOWHERE for one in own)
        asks = self._words is not None and text.rstrip(_MARKS + ".").endswith("?")
        # An interviewer asks, and is not whoever spoke before.
        return alone and not asks and said >= _SHARE * len(text.strip(_MARKS))

    def _introduced(self, at: int, own: Sequence[Quote]) -> Source | None:
        """The one person whom the paragraph before names, where nobody speaks in that and nothing
        but quotes stands in this one.
        """
        if not self._is_alone(at, own):
            return None
        one = self._referents.only_one(at - 1)
        if self._words or one is None:
            return one
        # Nobody calls himself so: Smith is alone. “Smith has no friends.”
        named = {entity for _, _, entity, _ in self._paragraphs[at][1]}
        told = one.entity not in named and self._is_about(at - 1, one)
        return one if told else None

    def _is_about(self, at: int, one: Source) -> bool:
        """Whether a paragraph is a sentence that begins with somebody, without marks."""
        text = self._text(at).rstrip()
        begins = one.start <= _TITLE and text[-1:] in {".", ":"}
        front = [word for word in text[: one.start].split() if word.islower()]
        plain = all(word in CALLINGS or word == "former" for word in front)
        return begins and plain and not any(mark in text for mark in '"“”')


def _guessed(quote: Quote, source: Source | None, certainty: int) -> Quote:
    return quote if source is None else replace(quote, source=source, certainty=certainty)
