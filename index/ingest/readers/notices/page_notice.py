"""Whether a web page is a notice and no article.

A page's signs are weighed, as a logistic regression has it over notices in many languages and news
in surroundings of all kinds (`benchmarks/notices.py`, which writes the weights); a page is a notice
from where hardly any news is found, and seems one below that.
"""

from __future__ import annotations

from typing import NamedTuple

from index.core.article import Article
from index.ingest.readers.fields.page_metadata import PageMeta
from index.ingest.readers.notices.notice_wording import evidence, odds, sentences
from index.ingest.readers.notices.notice_words import speaking
from index.ingest.readers.notices.page_blocks import shows_text
from index.ingest.readers.notices.page_gates import is_dialog
from index.ingest.readers.notices.page_signs import Signs, leads_on, names_error
from index.ingest.readers.notices.spoken_to import language_of_text
from index.ingest.readers.notices.walls import WANTS_MONEY, wall

WEIGHTS = {
    "no headline": 0.37,
    "headline told": -0.81,
    "headline apart": 2.03,
    "in gates": 3.97,
    "in article": -0.99,
    "headed": -1.61,
    "marked": -0.02,
    "in errors": 1.88,
    "named error": 1.58,
    "shows error": 0.81,
    "challenge": 0.94,
    "paid": 0.40,
    "prices": 1.78,
    "asks": 0.67,
    "names": -0.34,
    "bare": 0.60,
    "fields": 2.50,
    "buttons": 0.63,
    "linked": 1.92,
    "worded so": 1.52,
    "worded as news": -1.50,
    "wording": 1.83,
    "wording in all": 2.21,
}
BIAS = 0.48
# What sets reach that were left out: of 339 notices 270 are above the first, 322 above the second;
# of 300 horoscopes, letters and corrections 5 and 24; of 5,820 pieces of real news none and one.
_CERTAIN, _DOUBTFUL = 0.4, -1.75
_TOLD = -0.8  # odds of a sentence
_TOLD_UNSHOWN = 150  # characters
_THIN = 100  # characters
_SAID, _SAID_DOUBTFUL = -1.0, -2.0  # of pages that say what such pages say everywhere
_NAMED = -2.5  # of those that are called as errors are, or bring a check for robots along
_LONGEST = 2_700  # characters that are found on such a page
_LONGEST_DIALOG = 12_000
_BEGUN, _SEVERAL, _DENSE = 1_000, 5, 0.05  # of a long notice's beginning


class Notice(NamedTuple):
    """What stands on a page: in an article's place in words, "" where an article does or nothing
    tells; and whether that is certain.
    """

    words: str = ""
    is_certain: bool = False


def notice(meta: PageMeta, paragraphs: list[str]) -> Notice:
    """What a page is in the place of an article, given what was found on it."""
    letters = sum(map(len, paragraphs))
    if letters > _LONGEST and not (letters <= _LONGEST_DIALOG and _may_be_long(meta, paragraphs)):
        return Notice()
    told = letters_told(meta, paragraphs)
    if told >= max(_TOLD_UNSHOWN, letters / 3) and not shows_text(meta.tree):
        return Notice()  # what a script would show, and stands in the page's data
    signs = Signs(meta)
    if leads_on(meta.tree, signs.letters):
        return Notice("a page that only leads on to another", is_certain=True)
    value = score(signs.values)
    said = wall(Article(title=signs.title, paragraphs=tuple(signs.prose)))
    is_named = signs.values["named error"] or signs.values["challenge"]
    is_certain = value > (_NAMED if is_named else _SAID if said else _CERTAIN)
    is_certain = is_certain and (bool(is_named or said) or not _is_thin(signs))
    is_doubtful = value > (_SAID_DOUBTFUL if said else _DOUBTFUL) and not _is_remainder(signs)
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


def letters_told(meta: PageMeta, paragraphs: list[str]) -> int:
    """How many characters of paragraphs are in sentences that are worded as those of news."""
    read = sentences(paragraphs)
    language = language_of_text(meta.language(), "\n".join(paragraphs))
    return sum(len(one) for one in read if odds(evidence(one, language)) < _TOLD)


def _is_remainder(signs: Signs) -> bool:
    """Whether a line below a headline tells nothing and asks nothing: what was left of news."""
    return (
        bool(signs.values["headed"] or signs.values["marked"])
        and signs.letters < _THIN
        and not signs.spoken
        and not any(signs.values[name] for name in ("in gates", "in errors", "shows error"))
    )


def _may_be_long(meta: PageMeta, paragraphs: list[str]) -> bool:
    """Whether a long text may be a notice: it is one of an error, or begins as those do."""
    begun = speaking(" ".join(paragraphs)[:_BEGUN])
    return (
        (begun.weight >= _SEVERAL and begun.share >= _DENSE)
        or names_error(meta)
        or any(map(is_dialog, meta.tree.iter("div", "section", "dialog")))
    )


def _kind(values: dict[str, float]) -> str:
    if values["challenge"]:
        return "a check for robots"
    if values["named error"] or values["shows error"]:
        return "an error of the server"
    return WANTS_MONEY if values["paid"] or values["prices"] else "a notice"
