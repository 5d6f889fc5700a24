"""The letters that interviews have before what either says: "P. Su libro", "R. Ella no quiere"."""

from __future__ import annotations

from index.entities.languages.word_units import ArticleUnits

# Of "pregunta", "respuesta", "domanda", "risposta", "Frage", "Antwort", "question".
_MARKS = frozenset("R P D Q F A".split())
_ANSWERS = frozenset(
    "sí si sì oui sim ja ella él ellos ellas su lui lei loro ela ele hij zij".split()
)


def is_mark(article: ArticleUnits, at: int) -> bool:
    """Whether a text begins with a word that is such a letter, no initial of a name."""
    unit = article.units[at]
    before, after = article.around(at)
    if before is not None or after is None or unit.word.rstrip(".") not in _MARKS:
        return False
    word = after.word.lower()
    told = article.kinds.is_small(word) or word in _ANSWERS
    return told or not after.capital or article.kinds.is_none(after.word)
