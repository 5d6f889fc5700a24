"""Firms whose name is a possessive, which is no ending then: "Moody's said", "Lloyd's insurers"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from index.entities.article_name import Name
from index.entities.words import gazetteer as gz
from index.entities.words.name_cues import POSSESSIVE_ENDINGS, word_beside
from index.entities.words.tokenizer import Tokens

POSSESSIVE = POSSESSIVE_ENDINGS | {"'", "’"}
_ENDING = "'s"
# What a possessive does only where it is a name.
_DOING = frozenset(
    "said says reported expects noted cited raised lowered cut assigned downgraded upgraded "
    "announced estimates".split()
)


def keep_possessives(names: Sequence[Name], tokens: Tokens) -> None:
    """Give names of one word their possessive ending back where it belongs to them: the article has
    them nowhere without it, and a list has them with it or they do something.
    """
    alone: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.type != "place" and len(name.key) == 1:
            alone[name.key[0]].append(name)
    people = {name.key[-1] for name in names if name.type == "person" and len(name.key) > 1}
    for word, own in alone.items():
        if word not in people and _is_of_name(own, tokens):
            for name in own:
                _lengthen(name)


def _is_of_name(own: Sequence[Name], tokens: Tokens) -> bool:
    if any(
        name.title or word_beside(tokens, name.span.last, 1) not in POSSESSIVE_ENDINGS
        for name in own
    ):
        return False
    listed = gz.load().phrases.get(f"{gz.plain(own[0].words[0])} {_ENDING}", 0)
    return bool(listed & gz.ORG) or any(
        word_beside(tokens, name.span.last, 2) in _DOING for name in own
    )


def _lengthen(name: Name) -> None:
    name.span = name.span._replace(last=name.span.last + 1)
    name.words = name.target = (*name.words, _ENDING)
    name.key = (*name.key, _ENDING)
    name.type = "org"
