"""From articles to mentions: tokens, names, who is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from threading import Lock
from typing import Protocol

import numpy as np

from index.core.mention import Mention
from index.core.told_language import language_of
from index.entities.article_name import Name
from index.entities.bounds.trim import Trimmer
from index.entities.classifying.sport_reports import SPORT
from index.entities.completing.arabic_names import with_articles
from index.entities.completing.bare_surnames import with_bare_surnames
from index.entities.completing.beside_names import in_a_row
from index.entities.completing.bodies_of_matters import bodies_of_matters
from index.entities.completing.capitals import in_capitals, with_repeated
from index.entities.completing.compound_surnames import with_compound_surnames
from index.entities.completing.defined_names import defined, letters, wings
from index.entities.completing.eastern_names import with_hyphened
from index.entities.completing.firm_spans import FirmSpans
from index.entities.completing.fixed_terms import without_fixed_terms
from index.entities.completing.headed_names import with_beginning, with_headed, with_sports
from index.entities.completing.land_names import lands
from index.entities.completing.line_ups import players_in_rows
from index.entities.completing.listed_firms import listed_firms
from index.entities.completing.listed_names import (
    with_known_names,
    with_known_towns,
    with_loud_towns,
)
from index.entities.completing.matters import with_matters
from index.entities.completing.name_tails import with_tails
from index.entities.completing.newspapers import ROOMS, with_newspapers, with_newsrooms
from index.entities.completing.nicknamed import with_nicknamed
from index.entities.completing.partnerships import with_pairs, with_partners
from index.entities.completing.patronymics import with_patronymics
from index.entities.completing.photo_credits import without_credits
from index.entities.completing.place_shapes import shaped_places
from index.entities.completing.press_digests import DIGESTS, papers
from index.entities.completing.rare_words import Places, articles_with, places_of
from index.entities.completing.remembered import remembered
from index.entities.completing.score_lines import with_scores
from index.entities.completing.score_tables import TABLES
from index.entities.completing.scorecards import CARDS, players
from index.entities.completing.surname_endings import with_surname_endings
from index.entities.completing.surname_particles import with_joined, with_particles
from index.entities.completing.team_lines import teams_behind
from index.entities.completing.telling_words import told, unknown_places
from index.entities.completing.titles import with_titled
from index.entities.completing.told_bodies import told_bodies
from index.entities.completing.told_people import told_people
from index.entities.resolving.labels import in_turkish, label, own_label
from index.entities.resolving.resolve import resolve
from index.entities.spans import Span, apart, by_token, replaced
from index.entities.tagging.calibration import calibrated
from index.entities.tagging.tagger import Tagger as ModelTagger
from index.entities.version import RULES
from index.entities.words.tokenizer import Ints, Tokenizer, Tokens

# Characters whose names are found at a time: their tables take some 300 bytes each, and of more
# little more is found in a second.
_MOST = 100_000
_RARE = TABLES | CARDS | DIGESTS | ROOMS | SPORT
# What is longer than that by itself is no article; its parts are read as articles.
_LONGEST = 1_500_000


class Tagger(Protocol):
    """Finds names in tokens without regard to who is meant."""

    @property
    def version(self) -> str: ...
    def spans(self, texts: Sequence[str], tokens: Tokens, article: Ints) -> list[Span]:
        """The names of all texts in order; `article` numbers the article of each text."""


class ArticleRecogniser:
    """The entities of articles: a tagger's names, resolved article by article."""

    def __init__(self, tagger: Tagger, *, by_language: bool = True) -> None:
        """With `by_language` articles in other languages that `language_of` tells are read by their
        own words; without, all are taken for what the tagger reads.
        """
        self._tagger = tagger
        self._by_language = by_language
        self._tokenizer = Tokenizer()
        self._trimmer = Trimmer()
        self._firms = FirmSpans()
        # What is remembered of words is numbered as they come: one thread at a time.
        self._guard = Lock()

    @property
    def version(self) -> str:
        return f"{self._tagger.version}/{RULES}"

    def recognise(self, articles: Sequence[Sequence[str]]) -> list[list[list[Mention]]]:
        """See `Recogniser`."""
        found: list[list[list[Mention]]] = [[] for _ in articles]
        for places, portion in _portions(articles):
            with self._guard:
                recognised = self._recognise(portion)
            for place, mentions in zip(places, recognised, strict=True):
                found[place] += mentions
        return found

    def close(self) -> None:
        """There is nothing to let go of."""

    def _recognise(self, articles: Sequence[Sequence[str]]) -> list[list[list[Mention]]]:
        spoken = list(map(_spoken, articles)) if self._by_language else []
        if not any(spoken):
            texts, owner = _numbered(articles)
            tokens = self._tokenizer.split(texts)
            return self._mentions(self.named(tokens, texts, owner), tokens, articles)
        # Each kind by itself, so that what is found in English does not depend on the others.
        plain = iter(
            self._recognise([a for a, one in zip(articles, spoken, strict=True) if not one])
        )
        others = [article for article, one in zip(articles, spoken, strict=True) if one]
        foreign = iter(self._foreign(others, list(filter(None, spoken))))
        return [next(foreign if one else plain) for one in spoken]

    def _foreign(
        self, articles: Sequence[Sequence[str]], spoken: Sequence[str]
    ) -> list[list[list[Mention]]]:
        """The names of articles in other languages than English; see `foreign_names`."""
        # Most archives are English: the first article of an import does not wait for these.
        from index.entities.languages.elided import with_parted  # noqa: PLC0415
        from index.entities.languages.foreign_names import foreign_names  # noqa: PLC0415

        texts, owner = _numbered(articles)
        tokens = self._tokenizer.split(texts)
        tokens = with_parted(tokens, spoken, owner)
        tagged = self._tagger.spans(texts, tokens, owner)
        names = foreign_names(tokens, owner, spoken, tagged)
        return self._mentions(names, tokens, articles, own_label, fitted=True)

    @staticmethod
    def _mentions(
        names: Iterable[Name],
        tokens: Tokens,
        articles: Sequence[Sequence[str]],
        called: Callable[[Name], str] = label,
        *,
        fitted: bool = False,
    ) -> list[list[list[Mention]]]:
        """Names as mentions of the texts of articles, `called` as archives list them; where it is
        `fitted`, how sure they are says already how often such names are right.
        """
        found: list[list[Mention]] = [[] for article in articles for _ in article]
        texts = [(text, article) for article in articles for text in article]
        own = [name for name in names if name.target]
        sure = [name.span.confidence for name in own]
        if not fitted:
            sure = calibrated(sure, [n.type for n in own], [n.made for n in own])
        starts = tokens.start[[name.span.first for name in own]].tolist()
        ends = tokens.end[[name.span.last for name in own]].tolist()
        for name, start, end, share in zip(own, starts, ends, sure, strict=True):
            text, article = texts[name.text]
            listed = in_turkish(name.type, called(name), text[start:end], article)
            found[name.text].append(Mention(start, end, name.type, listed, share))
        places = iter(found)
        return [[next(places) for _ in article] for article in articles]

    def named(self, tokens: Tokens, texts: Sequence[str], owner: Ints) -> Iterator[Name]:
        """The names of texts whose articles are numbered by `owner`, in order, with whom they mean;
        those too of which the article does not tell.
        """
        tagged = self._tagger.spans(texts, tokens, owner)
        rare = places_of(tokens, _RARE)
        spans = self._completed(tagged, tokens, owner, rare)
        reports = articles_with(rare, SPORT, tokens, owner)
        if not spans:
            return
        seen = by_token(tagged).keys()
        article_of = owner[tokens.text[[span.first for span in spans]]].tolist()
        bounds = np.searchsorted(owner[tokens.text], np.arange(int(owner[-1]) + 2)).tolist()
        loud = self._loud(tokens, texts, owner)
        pairs = zip(article_of, spans, strict=True)
        for article, group in groupby(pairs, key=lambda pair: pair[0]):
            own = [span for _, span in group]
            place = range(bounds[article], bounds[article + 1])
            own = with_bare_surnames(with_pairs(own, tokens, place), tokens, place)
            own = without_fixed_terms(own, tokens)
            own = with_compound_surnames(with_particles(own, tokens), tokens, place)
            if article in loud:
                own = with_repeated(own, tokens, loud[article])
            for name in resolve(own, tokens, place, sport=article in reports):
                name.made = seen.isdisjoint(range(name.span.first, name.span.last + 1))
                yield name

    def _completed(
        self, tagged: list[Span], tokens: Tokens, owner: Ints, rare: Places
    ) -> list[Span]:
        """What the tagger found, put right and completed by what each text says by itself; `rare`
        is where the words of `_RARE` stand.
        """
        spans = self._trimmer.trim(tagged, tokens)
        spans = with_known_names(with_hyphened(with_patronymics(spans, tokens), tokens), tokens)
        spans = with_loud_towns(with_known_towns(spans, tokens), tokens)
        spans = with_newsrooms(with_newspapers(spans, tokens), tokens, rare)
        spans = with_partners(apart(with_nicknamed(with_titled(spans, tokens), tokens)), tokens)
        taken = by_token(spans)
        beside = (
            *defined(tokens, taken),
            *wings(tokens, taken),
            *letters(tokens, taken),
            *unknown_places(tokens, taken),
            *listed_firms(tokens, taken),
            *told(tokens, taken),
            *lands(tokens, taken),
            *shaped_places(tokens, taken),
            *in_a_row(tokens, taken),
            *told_bodies(tokens, taken),
            *bodies_of_matters(tokens, taken),
            *told_people(tokens, taken),
            *remembered(tokens, taken, owner),
        )
        spans = replaced(spans, beside)
        spans = with_tails(with_articles(with_joined(spans, tokens), tokens), tokens)
        spans = with_sports(with_headed(spans, tokens), tokens)
        spans = with_matters(with_beginning(spans, tokens), tokens)
        spans = with_surname_endings(self._firms.complete(spans, tokens, owner), tokens)
        spans = with_scores(without_credits(spans, tokens), tokens, owner, rare)
        taken = by_token(spans)
        lines = (
            *players(tokens, rare),
            *teams_behind(tokens, owner, taken),
            *papers(tokens, owner, taken, rare),
            *players_in_rows(tokens, taken),
        )
        return replaced(spans, lines)

    @staticmethod
    def _loud(
        tokens: Tokens, texts: Sequence[str], owner: Ints
    ) -> dict[int, list[tuple[int, int]]]:
        """The tokens of texts in capitals, from one to another, by article."""
        found: dict[int, list[tuple[int, int]]] = {}
        for text in [at for at, text in enumerate(texts) if in_capitals(text)]:
            start, stop = np.searchsorted(tokens.text, (text, text + 1)).tolist()
            found.setdefault(int(owner[text]), []).append((start, stop))
        return found


def _spoken(article: Sequence[str]) -> str:
    """The language of an article by whose own words its names are found, "" where the tagger does
    all of it.
    """
    told = language_of(article)
    return told if told != "en" else ""


def _numbered(articles: Sequence[Sequence[str]]) -> tuple[list[str], Ints]:
    """All texts, and of which article each is."""
    sizes = [len(article) for article in articles]
    owner = np.repeat(np.arange(len(articles), dtype=np.int32), sizes)
    return [text for article in articles for text in article], owner


def _portions(
    articles: Sequence[Sequence[str]],
) -> Iterator[tuple[list[int], list[Sequence[str]]]]:
    """Articles so many at a time that the tables they need are bounded, with their places."""
    places: list[int] = []
    portion: list[Sequence[str]] = []
    size = 0
    for place, article in enumerate(articles):
        for part in _parts(article):
            length = sum(map(len, part))
            if portion and size + length > _MOST:
                yield places, portion
                places, portion, size = [], [], 0
            places.append(place)
            portion.append(part)
            size += length
    if portion:
        yield places, portion


def _parts(article: Sequence[str]) -> Iterator[Sequence[str]]:
    begin = size = 0
    for at, text in enumerate(article):
        if at > begin and size + len(text) > _LONGEST:
            yield article[begin:at]
            begin, size = at, 0
        size += len(text)
    yield article[begin:]


@cache
def default() -> ArticleRecogniser:
    """The recogniser that imports use, made once."""
    return ArticleRecogniser(ModelTagger())
