"""Where an article was written, in capitals before its first sentence: "BUENOS AIRES El tren …"."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.languages.word_kinds import WordKinds

_MOST = 5  # words of a town's name
_SIGNS = frozenset(".,(–—-")
LABELS = frozenset(
    "ACTUALIDAD ACTUALITÉ ANALISI ANALYSE ANÁLISE ANÁLISIS AVISO BREAKING CHRONIQUE COLUMN"
    " COMENTARIO COMMENTO CRÍTICA DIRECT DIRECTO DIRETO DIRETTA DOSSIER EDITORIAL EDITORIALE"
    " ENQUÊTE ENTRETIEN ENTREVISTA ESCLUSIVA EXCLUSIF EXCLUSIVA EXCLUSIVO FAKTENCHECK FOTO"
    " FOTOS HORA INFO INTERVIEW INTERVISTA KOMMENTAR KRITIK LIVE LIVEBLOG MINUTO NEWS OPINIE"
    " OPINIÃO OPINIÓN ORA PORTRAIT PORTRET PORTRÄT REPORTAGE REPORTAJE SERIE SÉRIE TICKER"
    " UPDATE URGENT URGENTE VERSLAG VIDEO VIDÉO VIVO VÍDEO WIDEO".split()
)
"""What stands in capitals in front of a text and is no name."""
_FEWEST = 2  # letters of it, and of a day
_MONTHS = tuple(
    "jan fév feb gen ene mar mär mrt maa abr apr avr mai may mei mag jun juin giu jul juil lug ago"
    " aug août set sep oct okt ott out nov dic dec déc dez".split()
)


def dateline(words: Sequence[str], kinds: WordKinds) -> int:
    """How many of the words that a text begins with are such a place; 0 for none."""
    if size := _dated(words) or _named_alone(words, kinds):
        return size
    size = 0
    while size < min(_MOST, len(words)) and _is_shouted(words[size]):
        size += 1
    if not 0 < size < len(words):
        return 0
    after = words[size]
    if after in _SIGNS:
        is_town = _is_town_by_shape if size > 1 else _is_known_town
        return size if is_town(words[:size], kinds) else 0
    if not after[:1].isupper() or (after.isupper() and len(after) >= _FEWEST):
        return 0
    return size if _is_place(words[:size], kinds) else 0


def _dated(words: Sequence[str]) -> int:
    """How many words stand in front of a comma and a day: "Helsinki, 27 nov (EFE)"."""
    comma = next((at for at, word in enumerate(words[:_MOST]) if word == ","), 0)
    if not comma or comma + 2 >= len(words) or not all(map(_is_name, words[:comma])):
        return 0
    day, month = words[comma + 1 : comma + 3]
    dated = day.isdigit() and len(day) <= _FEWEST and month.lower().startswith(_MONTHS)
    return comma if dated else 0


def _named_alone(words: Sequence[str], kinds: WordKinds) -> int:
    """1 where a town stands by itself in front of the first sentence: "Emden. Um 16.12 Uhr …"."""
    if len(words) < _FEWEST + 1 or words[1] not in {".", "–", "—"} or not words[2][:1].isupper():
        return 0
    town = words[0]
    known = kinds.town(town) or kinds.listed(town) == "place"
    return int(known and not (kinds.given(town) or kinds.noun(town) or kinds.is_small(town)))


def _is_name(word: str) -> bool:
    return word[0].isupper() or word in {"de", "del", "do", "da", "di", "la", "-"}


def spoken(words: Sequence[str], kinds: WordKinds) -> str:
    """The place without the capitals, as a list has it if one does."""
    known = kinds.known.listed(tuple(word.title() for word in words))
    return known[1] if known else " ".join(word.title() for word in words)


def _is_town_by_shape(words: Sequence[str], kinds: WordKinds) -> bool:
    """Whether several words in capitals with a sign behind them are where a text is from: "SAN JUAN
    DEL RÍO, Qro.", of which no list has to know.
    """
    if len(words) < _FEWEST or not LABELS.isdisjoint(words):
        return False
    titled = tuple(word.title() for word in words)
    known = kinds.known.listed(titled)
    if known is not None:
        return known[0] == "place"
    large = [word for word in titled if not kinds.is_small(word)]
    return len(large) >= 1 and not any(map(kinds.org, large)) and not kinds.is_small(titled[-1])


def _is_known_town(words: Sequence[str], kinds: WordKinds) -> bool:
    """Whether a word in capitals with a sign behind it is one: "RODEZ. …"."""
    town = words[0] not in LABELS and kinds.town(words[0].title())
    return town or _is_place(words, kinds)


def _is_shouted(word: str) -> bool:
    letters = word.replace("-", "").replace("'", "")
    return len(letters) >= _FEWEST and letters.isalpha() and letters.isupper()


def _is_place(words: Sequence[str], kinds: WordKinds) -> bool:
    titled = [word.title() for word in words]
    known = kinds.known.listed(tuple(titled))
    if known is not None:
        return known[0] == "place"
    if len(words) > 1:
        # "BUENOS AIRES", of which a list of all languages knows both words by a town.
        return all(kinds.place(word) or kinds.is_small(word) for word in titled)
    return kinds.listed(words[0]) != "org" and kinds.place(titled[0])
