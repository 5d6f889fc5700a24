"""Whether a web page is a notice and no article.

A page's signs are weighed, as a logistic regression has it over notices in many languages and short
news in surroundings of all kinds; a page is a notice from where hardly any news is found, and seems
one below that.
"""

from __future__ import annotations

from typing import NamedTuple

from index.core.article import Article
from index.ingest.readers.page_gates import is_dialog
from index.ingest.readers.page_metadata import PageMeta
from index.ingest.readers.page_signs import Signs, leads_on, names_error
from index.ingest.readers.walls import wall

WEIGHTS = {
    "told": -2.26,
    "addressed": 1.33,
    "of notices": 1.15,
    "no headline": 2.51,
    "headline told": -1.45,
    "headline apart": 0.79,
    "in gates": 1.5,
    "in errors": 0.4,
    "named error": 1.03,
    "shows error": 0.54,
    "challenge": 1.25,
    "paid": 0.21,
    "prices": 0.27,
    "asks": 0.97,
    "names": -1.67,
    "figures": -0.85,
    "bare": 0.81,
}
BIAS = 0.94
WANTS_MONEY = "a notice that wants a subscription"
_CERTAIN, _DOUBTFUL = 1.0, 0.0
_THIN = 100  # characters
_SAID, _SAID_DOUBTFUL = -0.2, -1.0  # of pages that say what such pages say everywhere
_NAMED = -2.5  # of those that are called as errors are, or bring a check for robots along
_LONGEST = 2_700  # characters that are found on such a page
_LONGEST_DIALOG = 12_000


class Notice(NamedTuple):
    """What stands on a page: in an article's place in words, "" where an article does or nothing
    tells; and whether that is certain.
    """

    words: str = ""
    is_certain: bool = False


def notice(meta: PageMeta, paragraphs: list[str]) -> Notice:
    """What a page is in the place of an article, given what was found on it."""
    letters = sum(map(len, paragraphs))
    if letters > _LONGEST and not (letters <= _LONGEST_DIALOG and _may_be_long(meta)):
        return Notice()
    signs = Signs(meta)
    if leads_on(meta.tree, signs.letters):
        return Notice("a page that only leads on to another", is_certain=True)
    value = score(signs.values)
    said = wall(Article(title=signs.title, paragraphs=tuple(signs.prose)))
    is_named = signs.values["named error"] or signs.values["challenge"]
    is_certain = value > (_NAMED if is_named else _SAID if said else _CERTAIN)
    is_certain = is_certain and (bool(is_named or said) or not _is_thin(signs))
    is_doubtful = value > (_SAID_DOUBTFUL if said else _DOUBTFUL)
    words = said or _kind(signs.values) if is_certain or is_doubtful else ""
    return Notice(words, is_certain)


def score(values: dict[str, float]) -> float:
    """How much speaks for a notice: the logarithm of its odds, where both are as frequent."""
    return BIAS + sum(weight * values[name] for name, weight in WEIGHTS.items())


def _is_thin(signs: Signs) -> bool:
    """Whether there is hardly any text, which may be all that was left of news: none of it speaks,
    or little of it below a headline.
    """
    spoken = sum(map(len, signs.spoken))
    held = ("in gates", "in errors", "shows error", *(["no headline"] if spoken else []))
    return spoken < _THIN and not any(signs.values[name] for name in held)


def _may_be_long(meta: PageMeta) -> bool:
    return names_error(meta) or any(map(is_dialog, meta.tree.iter("div", "section", "dialog")))


def _kind(values: dict[str, float]) -> str:
    if values["challenge"]:
        return "a check for robots"
    if values["named error"] or values["shows error"]:
        return "an error of the server"
    return WANTS_MONEY if values["paid"] or values["prices"] else "a notice"
