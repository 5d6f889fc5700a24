"""Where an article was written, in capitals before its first sentence: "BUENOS AIRES El tren …"."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.languages.word_kinds import WordKinds

_MOST = 5  # words of a town's name
_SIGNS = frozenset(".,(–—-")
# What stands in capitals in front of a text and is no place.
_LABELS = frozenset(
    "ACTUALIDAD ACTUALITÉ ANALISI ANALYSE ANÁLISE ANÁLISIS AVISO BREAKING CHRONIQUE COLUMN"
    " COMENTARIO COMMENTO CRÍTICA DIRECT DIRECTO DIRETO DIRETTA DOSSIER EDITORIAL EDITORIALE"
    " ENQUÊTE ENTRETIEN ENTREVISTA ESCLUSIVA EXCLUSIF EXCLUSIVA EXCLUSIVO FAKTENCHECK FOTO"
    " FOTOS HORA INFO INTERVIEW INTERVISTA KOMMENTAR KRITIK LIVE LIVEBLOG MINUTO NEWS OPINIE"
    " OPINIÃO OPINIÓN ORA PORTRAIT PORTRET PORTRÄT REPORTAGE REPORTAJE SERIE SÉRIE TICKER"
    " UPDATE URGENT URGENTE VERSLAG VIDEO VIDÉO VIVO VÍDEO WIDEO".split()
)
_FEWEST = 2  # letters of it


def dateline(words: Sequence[str], kinds: WordKinds) -> int:
    """How many of the words that a text begins with are such a place; 0 for none."""
    size = 0
    while size < min(_MOST, len(words)) and _is_shouted(words[size]):
        size += 1
    if not 0 < size < len(words):
        return 0
    after = words[size]
    if after in _SIGNS:
        return size if _is_town_by_shape(words[:size], kinds) else 0
    if not after[:1].isupper() or (after.isupper() and len(after) >= _FEWEST):
        return 0
    return size if _is_place(words[:size], kinds) else 0


def spoken(words: Sequence[str], kinds: WordKinds) -> str:
    """The place without the capitals, as a list has it if one does."""
    known = kinds.known.listed(tuple(word.title() for word in words))
    return known[1] if known else " ".join(word.title() for word in words)


def _is_town_by_shape(words: Sequence[str], kinds: WordKinds) -> bool:
    """Whether several words in capitals with a sign behind them are where a text is from: "SAN JUAN
    DEL RÍO, Qro.", of which no list has to know.
    """
    if len(words) < _FEWEST or not _LABELS.isdisjoint(words):
        return False
    titled = tuple(word.title() for word in words)
    known = kinds.known.listed(titled)
    if known is not None:
        return known[0] == "place"
    large = [word for word in titled if not kinds.is_small(word)]
    return len(large) >= 1 and not any(map(kinds.org, large)) and not kinds.is_small(titled[-1])


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
