"""What speaks for a stretch of words being a person, an organisation or a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from index.core.values import EntityType
from index.entities.languages.appositions import Appositions
from index.entities.languages.leaders_alone import is_leader
from index.entities.languages.neighbours import Neighbours
from index.entities.languages.own_words import HEAD, LISTED, NOUN, ROAD, OwnWords, Scores
from index.entities.languages.town_teams import TownTeams
from index.entities.languages.word_units import ArticleUnits, Run, Unit
from index.entities.spans import Span

_ALL: tuple[EntityType, ...] = ("org", "place", "person")
Key = tuple[str, ...]

_TITLE, _INSIDE = 2.5, 0.4
_OF_NOUNS = 0.5
_ROW = 0.8
_PREPOSITION, _SAYING, _DATELINE = 1.2, 0.8, 1.5
_TAGGED, _NEAR = 1.0, 0.4
_LEADER = 5.0
_THING = 4.0
_ARTICLES = {
    "de": "der die das dem den des ein eine einem einen einer im am zum zur vom beim",
    "fr": "le la les l' du des au aux un une",
    "es": "el la los las del al un una",
    "it": "il lo la i gli le l' del dello della dell' dei degli delle al allo alla all' ai agli"
    " alle dal dallo dalla dall' dai dagli dalle nel nello nella nell' nei nelle sul sulla un una",
    "pt": "os as do da dos das no na nos nas ao à aos às pelo pela um uma",
    "nl": "de het een",
}
_PLURAL = frozenset("les des aux los las gli dei degli delle ai agli os as dos das aos".split())
# A town behind one is its club: "il Napoli".
_OF_CLUBS = {
    "it": frozenset("il del dal al nel sul col".split()),
    "es": frozenset("el del al".split()),
    "pt": frozenset("o do ao no pelo".split()),
}
_HOSPITALS = frozenset("Hospital Hôpital Ospedale Policlinico".split())
_OF = frozenset("de di d' van".split())
_DASHES = frozenset("-–—.:/(,")
_EARLY = 3  # words of a text
_OPENING = frozenset("\"“„«»'‘")


class Evidence:
    """Weighs what stands in a run and beside it."""

    def __init__(self, article: ArticleUnits, tagged: Mapping[int, Span]) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        self._known = article.known
        self._tagged = tagged
        self._german = article.is_german
        self._beside = Neighbours(article)
        self._words = OwnWords(article, self._beside)
        self._appositions = Appositions(article)
        self._teams = TownTeams(article)
        self._clubs: dict[int, bool] = {}
        self._articles = frozenset(_ARTICLES[article.known.language].split())

    def is_article(self, word: str) -> bool:
        """Whether a word is an article of the language, with or without a preposition."""
        return word.lower() in self._articles

    def is_club(self, run: Run) -> bool:
        """Whether a town stands behind an article, as only its club does: "il Napoli"."""
        if run.first != run.last:
            return False
        found = self._clubs.get(run.first)
        if found is None:
            found = self._clubs[run.first] = self._is_club(run)
        return found

    def _is_club(self, run: Run) -> bool:
        before, _ = self._article.around(run.first)
        clubs = _OF_CLUBS.get(self._known.language, frozenset())
        word = self._units[run.first].word
        if before is not None and before.word.lower() in clubs:
            return self._known.is_written("town_clubs", word) or self._teams.is_one(run.first)
        return self._teams.is_one(run.first)

    def settled(self, run: Run) -> EntityType | None:
        """The type of a run of which a list of the language leaves no doubt."""
        if self.is_club(run):
            return "org"
        if run.fixed is not None:
            return run.fixed[0]
        if run.first == run.last and self._beside.is_state(self._units[run.first]):
            return "place"
        hospital = run.first < run.last and self._units[run.first].word in _HOSPITALS
        if hospital or self._beside.is_agency(run):
            # One is a building as well.
            return "org"
        return "person" if is_leader(self._article, run) else None

    def of(self, run: Run) -> Scores:
        """How much speaks for each type."""
        found: Scores = defaultdict(float)
        units = self._units[run.first : run.last + 1]
        if self.is_club(run):
            return {"org": HEAD}
        if run.fixed is not None:
            found[run.fixed[0]] += LISTED
        elif len(units) == 1:
            self._words.of_one(units[0], found)
        else:
            self._words.of_several(units, found)
        if led := is_leader(self._article, run):
            found["person"] += _LEADER
        if run.title and not (
            run.fixed or self._kinds.org_head(units[0].word) or self._is_seat(run)
        ):
            # "Délégué CFDT"
            short = len(units) == 1 and units[0].shouted and self._kinds.acronym(units[0].word)
            found["org" if short else "person"] += _TITLE
        if run.fixed is None:
            found["person"] += self._appositions.of(run)
        if not led:
            self._of_tagger(run, found)
        self._of_neighbours(run, units, found)
        return found

    def tagged(self, run: Run) -> Span | None:
        """What the tagger found at a run."""
        return self._tagged.get(run.first) or self._tagged.get(run.last)

    def _of_tagger(self, run: Run, found: Scores) -> None:
        if (span := self.tagged(run)) is None:
            return
        same = span.first == self._units[run.first].first
        same = same and span.last == self._units[run.last].last
        share = _TAGGED if same else _NEAR
        # It takes any capital behind "in" for a place.
        share *= _OF_NOUNS if self._german and run.first == run.last else 1
        found[span.type] += share * span.confidence

    def _of_neighbours(self, run: Run, units: list[Unit], found: Scores) -> None:
        before, _ = self._article.around(run.first)
        _, after = self._article.around(run.last)
        known, words = self._known, len(units)
        if not self._german and not units[0].begins:
            for kind in _ALL:
                found[kind] += _INSIDE
        if before is not None:
            low = before.word.lower()
            if self._beside.is_agency(run):
                found["org"] += HEAD
            if known.is_written("thing_nouns", before.word):
                # "el telescopio James Webb"
                for kind in _ALL:
                    found[kind] -= _THING
            if known.has("place_prepositions", low):
                found["place"] += _PREPOSITION * (_OF_NOUNS if self._german else 1)
            if self._beside.is_class(run.first - 1):
                found["org"] += NOUN + 1
            called = known.is_written("place_heads", before.word) and before.word.islower()
            if called or known.is_written("place_nouns", before.word):
                found["place"] += NOUN + 1
            if low == "chez" and words == 1 and not self._kinds.place(units[0].word):
                # "analyste chez Vontobel"
                found["org"] += _SAYING
            if low in _OF and self._known.language != "nl":
                found["place"] += 0.6
            if low in self._articles:
                self._of_article(low, units, found)
            if known.has("saying", low):
                found["person"] += _SAYING
            self._of_noun_before(run, found)
            if run.first == run.last and self._beside.is_in_row(run.first):
                found["place"] += _ROW
            if run.first == run.last and self._beside.is_between(run.first):
                found["place"] += _PREPOSITION
        if after is not None:
            if known.has("saying", after.word):
                found["person"] += _SAYING / 2
            text_start = before is None
            if text_start and words <= _EARLY and after.word in _DASHES - {",", "."}:
                if after.word != ":" or self._beside.is_town(units):
                    # "Harwich. Die Werft …": a noun is none.
                    body = units[0].text != self._units[0].text
                    found["place"] += _DATELINE + (_OF_NOUNS if self._german and body else 0)
                elif words > 1 or self._may_be_surname(units[0].word, run.last):
                    found["person"] += _DATELINE
        sides = tuple(one.word if one else "" for one in (before, after))
        if sides in {("(", ")"), ("(", ",")} and words == 1 and units[0].shouted:
            found["org"] += 1.0

    def _of_article(self, low: str, units: list[Unit], found: Scores) -> None:
        language = self._known.language
        if language != "pt":
            found["person"] -= 1.0
        # All German nouns have one.
        found["org"] += 0.0 if language == "de" and len(units) == 1 else 0.5
        if len(units) == 1 and low in _PLURAL and not self._kinds.listed(units[0].word):
            found["person"] -= 1.0
            found["org"] -= 1.0
        if language == "de" and len(units) == 1:
            word = units[0].word
            told = self._kinds.listed(word) or self._kinds.street(word) or ROAD.fullmatch(word)
            found["place"] -= 0.0 if told else 2.0

    def _of_noun_before(self, run: Run, found: Scores) -> None:
        """The kind of place or body that is told before "of": "barrio de Boedo"."""
        at = run.first - 1
        text, units = self._units[run.first].text, self._units
        if (
            at < 1
            or units[at - 1].text != text
            or units[at].word not in self._known.sets["particles"]
        ):
            return
        word = units[at - 1].word
        if self._known.is_written("place_heads", word) and word.islower():
            found["place"] += NOUN
        elif units[at].word in _OF and self._known.is_written("place_offices", word):
            # "alcalde de Aliaga"
            own = units[run.first].word
            found["place"] += 0.0 if self._kinds.org(own) or self._kinds.acronym(own) else NOUN

    def _is_seat(self, run: Run) -> bool:
        """Whether a town is where somebody has an office: "el Fiscal de Linares"."""
        before, _ = self._article.around(run.first)
        of = before is not None and before.word in _OF and self._known.language != "nl"
        word = self._units[run.first].word
        return of and run.first == run.last and (self._kinds.place(word) or self._kinds.town(word))

    def _may_be_surname(self, word: str, at: int) -> bool:
        """Whether a word at the beginning of a headline may be whom it quotes behind the colon, and
        not what it is about: "Santé : …".
        """
        if self._known.is_written("portfolios", word):
            return False
        if self._kinds.given(word) or self._kinds.surname(word):
            return True
        units = self._units[at + 2 : at + 3]
        return bool(units) and units[0].word in _OPENING
