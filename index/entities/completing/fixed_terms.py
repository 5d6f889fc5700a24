"""Surnames within fixed terms: a Rhodes scholar is no scholar of anybody whom the article means."""

from __future__ import annotations

from collections.abc import Sequence

from index.entities.spans import Span
from index.entities.words.tokenizer import Tokens

_HONOURS = frozenset(
    """
    scholar scholars scholarship scholarships laureate laureates fellowship fellowships
    """.split()
)
"""What is called after whoever founded it."""

_ALSO_VERBS = frozenset("fellow fellows prize prizes medal medals grant grants".split())
"""So too, where a word before says that it is a thing: "Trump grants" nothing of that kind."""

_BEFORE = frozenset(
    "a an the his her their its my our your this that each every any no former first"
    " with of on for in by through against".split()
)


def without_fixed_terms(spans: Sequence[Span], tokens: Tokens) -> list[Span]:
    """The spans without people of one word directly before what is called after somebody: "a Rhodes
    scholarship", "the Fulbright fellows", "a Pell grant". With a first name it is somebody.
    """
    return [span for span in spans if not _is_term(span, tokens)]


def _is_term(span: Span, tokens: Tokens) -> bool:
    at, texts = span.first, tokens.texts
    if span.type != "person" or span.last > at:
        return False
    if at + 1 >= len(texts) or texts[at + 1] != texts[at]:
        return False
    after = tokens.words[at + 1].lower()
    if after in _HONOURS:
        return True
    if after not in _ALSO_VERBS or at == 0 or texts[at - 1] != texts[at]:
        return False
    return tokens.words[at - 1].lower() in _BEFORE
