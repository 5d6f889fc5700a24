"""The quotes of an article in one of these languages, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.quotes.attribution_words import Named
from index.quotes.headline_person import headline_person
from index.quotes.other_languages.dash_dialogue import untold_speech
from index.quotes.other_languages.interviews import Interview
from index.quotes.other_languages.labelled_turns import labelled_turns
from index.quotes.other_languages.led_paragraphs import is_led, led
from index.quotes.other_languages.of_several import is_of_several
from index.quotes.other_languages.plain_interviews import NONE, plain_interview
from index.quotes.other_languages.role_speakers import RoleSpeakers
from index.quotes.other_languages.told_quotes import told_quotes
from index.quotes.other_languages.word_tables import Words
from index.quotes.quotation_marks import is_open
from index.quotes.quote import GUESSED, LIKELY, NOWHERE, SURE, Quote, Source
from index.quotes.speakers_in_turn import MARKS, SpeakersInTurn, guessed
from index.quotes.transcripts import turns

_OPENING = tuple("\"“„«»‘'")
_NEAR = 4


def quotes_of_article(
    paragraphs: Sequence[tuple[str, Sequence[Named]]],
    names: Mapping[int, str],
    words: Words,
    headline: str = "",
) -> list[list[Quote]]:
    """The quotes of each paragraph; see `article_quotes`."""
    spoken = labelled_turns(paragraphs, words) or turns(paragraphs)
    interview = Interview(paragraphs)
    plain = NONE
    if not (interview.turns or spoken):
        plain = plain_interview(paragraphs, words.language, headline)
    answers = interview.answers or plain.answers
    if interview.turns and answers is None:
        answers = headline_person(headline, paragraphs)
    article = _Speakers(paragraphs, names, words, answers, headline)
    untold = set() if interview.turns else untold_speech(paragraphs, words)
    found = []
    for at, (text, mentions) in enumerate(paragraphs):
        if at in spoken:
            said = spoken[at]
            found.append(article.attributed(at, [said] if said else []))
            continue
        turn = at in interview.turns or at in plain.turns
        dashed = at in interview.dashed | untold | plain.turns
        own = told_quotes(text, mentions, words, names, at, turn=turn, dashed=dashed)
        if turn:
            found.append(article.turn(at, own, interview))
        else:
            found.append(article.attributed(at, article.led(at, own)))
    return article.told_later(found)


class _Speakers(SpeakersInTurn):
    """Goes through an article; `answers` is whoever answers in an interview."""

    def __init__(
        self,
        paragraphs: Sequence[tuple[str, Sequence[Named]]],
        names: Mapping[int, str],
        words: Words,
        answers: Source | None,
        headline: str,
    ) -> None:
        super().__init__(paragraphs, names, words.spoken, words, headline)
        self._names, self._words, self._answers = names, words, answers
        self._roles: RoleSpeakers | None = None

    def led(self, at: int, own: Sequence[Quote]) -> Sequence[Quote]:
        """The quotes of the next paragraph, of which the first may be by whom the end of the one
        before names: And then she said:
        """
        if not (at and own and own[0].start < _NEAR):
            return own
        if not is_led(self._text(at - 1), own[0]):
            return own
        told = led(self._paragraphs, at, own[0], self._words, self._names)
        if told is None:
            return own
        quote = told.quote
        if quote.source is None:
            gender = self._pronouns.get(told.pronoun, "")
            quote = guessed(quote, self._referents.meant((), gender), GUESSED)
        return [quote, *own[1:]]

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
        return quote if told else guessed(quote, self._answers, GUESSED)

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

    def _without_subject(
        self, at: int, quote: Quote, own: Sequence[Quote], before: Sequence[Quote]
    ) -> Quote:
        told = self._text(at)[: quote.cue[1]].lower().split()[-3:]
        cue = self._text(at)[slice(*quote.cue)].lower()
        pronoun = next((word for word in ("sie", "ze", "zij") if cue.endswith("en")), "")
        if is_of_several(
            self._words, [*told[:-1], cue], pronoun if self._words.verb_second else ""
        ):
            return quote  # several people say it: "lo llaman"
        return super()._without_subject(at, quote, own, before)

    def _by_role(self, at: int, quote: Quote, before: Sequence[Quote]) -> Quote:
        if quote.source:
            return quote
        self._roles = self._roles or RoleSpeakers(self._paragraphs, self._words, self._names)
        return guessed(quote, *self._roles.meant(at, quote, before, self._answers))

    def _is_role(self, word: str) -> bool:
        return self._words.is_role(word.strip(MARKS + ",.;:)"))

    def _asks(self, text: str) -> bool:
        return text.rstrip(MARKS + ".").endswith("?")
