"""What pages of The Hill show of somebody under a mouse's pointer, and scrapers leave in the text
behind the name: "President Trump Donald John TrumpHeadline of an article Another one MORE said".

Nothing is taken out of what another outlet wrote: a firm and what it sells ("Apple promised that
AppleCare would cover MORE") are not told from such a card by letters alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from index.core.addresses import site_of
from index.core.article import Article
from index.core.late_patterns import late

TAKEN_OUT = "what the page shows of people under the mouse (“Name … MORE”) was taken out"
"""What is said of an article that had such cards."""

_SITE, _OUTLET = "thehill.com", "the hill"

# The word that a card ends in, which leads to more about somebody.
_ENDING = "MORE"
_CAPITAL = r"[^\W\d_a-zß-ÿ]"
_WORD = rf"{_CAPITAL}[\w'’.-]*"
_SURNAME = rf"{_WORD}[a-zß-ÿ]\b"
# Other parts of the name in full, "(Mitch)" and "de" among them; no verb is one.
_PART = rf"(?:\(?[“\"]?{_WORD}[”\"]?\)?|(?:d[aeiou]s?|del|della|la|le|v[ao]n|der|den|bin|al|y)) "
_HEADLINE = rf"(?={_CAPITAL}|['\"‘“$\d])"


# The name in full with the surname that stands in the text, and a headline glued to it; where none
# is, both the given name and the surname come again. Without a headline the last word is glued to
# the name, and no card goes on past such an end: it would take what is said up to the next one's.
_CARD = late(
    rf"(?<![\w'’-])(?:"
    rf"(?P<last>{_SURNAME}) (?:{_PART}){{1,5}}?(?P=last){_HEADLINE}"
    rf"|(?P<given>{_WORD}) (?P<again>{_SURNAME})"
    rf" (?P=given) (?:{_PART}){{0,4}}?(?P=again) {_HEADLINE}"
    rf"|(?P<both>{_WORD} {_SURNAME[:-2]})(?P=both){_HEADLINE}"
    rf")(?:{_ENDING}|(?:(?!(?<=[a-zß-ÿ]){_ENDING}\b)[^\n]){{0,1000}}? {_ENDING})\b"
)


def without_cards(article: Article) -> Article:
    """The article without such cards, with a remark, if it is one of that outlet and has any; the
    name that each stands behind stays.
    """
    if not any(_ENDING in text for text in article.paragraphs) or not _is_of_site(article):
        return article
    paragraphs = tuple(map(_without, article.paragraphs))
    if paragraphs == article.paragraphs:
        return article
    return replace(article, paragraphs=paragraphs, remarks=(*article.remarks, TAKEN_OUT))


def _is_of_site(article: Article) -> bool:
    """Whether an article stands on that outlet's pages, or has no address and is of it."""
    if not article.url:
        return article.outlet.casefold() in (_OUTLET, _SITE)
    return f".{site_of(article.url)}".endswith(f".{_SITE}")


def _without(text: str) -> str:
    return _CARD.sub(_name, text) if _ENDING in text else text


def _name(card: re.Match[str]) -> str:
    end = max(card.end("last"), card.end("again"), card.end("both"))
    return card.string[card.start() : end]
