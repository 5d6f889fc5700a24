"""Towns that stand for their clubs in the report of a match: "Harwich empfängt Porthaven"."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from index.entities.languages.word_units import ArticleUnits

_MOST = 2  # digits of a score
_SCORE = frozenset("-:–")
# What a club does, as the verb stands beside its name.
_DOES = {
    "de": "gewinnt verliert schlägt besiegt empfängt unterliegt trifft führt gewann verlor schlug"
    " besiegte unterlag empfing spielte siegt siegte führte gastiert kassierte kassiert",
    "fr": "gagne perd bat reçoit affronte domine impose accueille concède renverse mène égalise"
    " corrige défie chute battait menait ouvre",
    "es": "gana pierde vence empata derrota supera recibe enfrenta golea remonta cae doblega visita"
    " ganó perdió venció empató derrotó superó recibió goleó remontó cayó recibirá visitará",
    "it": "vince perde batte supera pareggia affronta ospita sconfigge travolge espugna domina"
    " rimonta trionfa sbanca piega riceve ospiterà affronterà",
    "pt": "ganha perde vence empata derrota supera recebe enfrenta goleia bate visita ganhou perdeu"
    " venceu empatou derrotou superou recebeu goleou bateu",
    "nl": "wint verliest verslaat klopt ontvangt bezoekt treft verspeelt won verloor versloeg"
    " klopte ontving speelde",
}
_AGAINST = {
    "de": "gegen",
    "fr": "contre",
    "es": "contra ante",
    "it": "contro",
    "pt": "contra",
    "nl": "tegen",
}
_GAMES = frozenset(
    "Trainer Tor Tore Minute Liga Spieltag Halbzeit Penaltyschiessen Spiel Saison Verteidiger"
    " entraîneur but buts attaquant doublé championnat pénalty penalty match mi-temps"
    " entrenador gol goles técnico delantero hinchada partido torneo descenso"
    " allenatore coach partita campionato set rete reti squadra serie classifica"
    " treinador golo golos gols jogo técnico campeonato guarda-redes goleiro torcida adeptos"
    " trainer doelpunt doelpunten wedstrijd competitie spits keeper strafschop titel".split()
)
_FEWEST = 3  # words of games that an article without a score has
# No "al": so one says where.
_MASCULINE = frozenset("el del il dal o do pelo le du".split())


class TownTeams:
    """Questions about the towns of an article."""

    def __init__(self, article: ArticleUnits) -> None:
        self._article = article
        self._units = article.units
        self._kinds = article.kinds
        language = article.known.language
        self._does = frozenset(_DOES[language].split())
        self._against = frozenset(_AGAINST[language].split())

    @cached_property
    def is_match(self) -> bool:
        """Whether an article tells the result of a match, and speaks of one."""
        units = self._units
        if not self._games:
            return False
        return any(
            unit.word in _SCORE
            and self._is_figure(at - 1)
            and self._is_figure(at + 1)
            and units[at - 1].last + 1 == unit.first
            for at, unit in enumerate(units[1:-1], 1)
        ) or any(self._is_joined(unit.word) for unit in units)

    @cached_property
    def _games(self) -> frozenset[str]:
        return _GAMES & {unit.word for unit in self._units}

    def _is_figure(self, at: int) -> bool:
        word = self._units[at].word
        return word.isdigit() and len(word) <= _MOST

    @staticmethod
    def _is_joined(word: str) -> bool:
        if not word[0].isdigit():
            return False
        own, sign, other = word.partition(":" if ":" in word else "-")
        digits = own.isdigit() and other.isdigit()
        single = bool(sign) and len(own) <= _MOST and len(other) <= _MOST
        return digits and single and not (own[0] == "0" and len(own) > 1)

    @cached_property
    def _named(self) -> frozenset[str]:
        """Towns behind the word for a club: "FC Harwich"."""
        kinds, units = self._kinds, self._units
        return frozenset(
            unit.word
            for before, unit in pairwise(units)
            if before.word.isupper()
            and kinds.org_head(before.word)
            and unit.text == before.text
            and (kinds.place(unit.word) or kinds.town(unit.word))
        )

    def is_one(self, at: int) -> bool:
        """Whether a word by itself is a town that stands for its club."""
        unit, kinds = self._units[at], self._kinds
        if not unit.capital or not (kinds.place(unit.word) or kinds.town(unit.word)):
            return False
        if not self.is_match:
            return False
        before, after = self._article.around(at)
        if before is not None:
            low = before.word.lower()
            if before.capital and not before.begins:
                return False
            if low in self._against or low in self._does:
                return True
            known = self._article.known
            if known.has("place_prepositions", low) or known.is_written("particles", low):
                return False
        if after is not None and after.word in self._does:
            return True
        return unit.word in self._named and (before is None or before.word.islower())

    def is_of_town(self, begin: int) -> bool:
        """Whether a club is named with its town, though no list has it: "o Nautilus de Harwich"."""
        before, _ = self._article.around(begin)
        if before is None or before.word.lower() not in _MASCULINE:
            return False
        game = self.is_match or len(self._games) >= _FEWEST
        return game and not self._kinds.is_name(self._units[begin].word)
