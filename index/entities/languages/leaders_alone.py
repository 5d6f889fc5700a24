"""Heads of state and government whom news names by their surname alone."""

from __future__ import annotations

from index.entities.languages.word_units import ArticleUnits, Run

_TOLD_TO = frozenset(
    "telefonou ligou disse pediu respondeu escreveu agradeceu perguntou prometeu garantiu".split()
)
_FAR = 2  # words from a name to the verb before its preposition


def is_leader(article: ArticleUnits, run: Run) -> bool:
    """Whether a surname by itself is that of somebody known all over the world: "Trump"."""
    if run.first != run.last:
        return False
    word = article.plain(article.units[run.first].word)
    if word not in article.known.sets["leaders"]:
        return False
    if not article.kinds.place(word):
        return True
    # "telefonou a Montenegro" is no country.
    before, after = article.around(run.first)
    spoke = after is not None and article.known.has("saying", after.word)
    if before is None or before.word != "a" or run.first < _FAR:
        return spoke
    return article.units[run.first - _FAR].word in _TOLD_TO
