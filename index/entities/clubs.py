"""Clubs that are called like their towns: "Wrexham defender", "the Ipswich keeper".

In an article where players stand behind the name of a town, its other mentions mean the club too,
but for those in or near which something happens. Nations stay nations, as the guidelines of most
corpora have it.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.entities import gazetteer as gz
from index.entities.article_name import Name
from index.entities.gazetteer import known_bits
from index.entities.name_cues import is_inside, word_beside
from index.entities.tokenizer import Tokens

# Nobody but a player of a club is called so.
_PLAYERS = frozenset(
    "striker midfielder defender goalkeeper keeper winger flanker prop hooker quarterback "
    "linebacker cornerback infielder outfielder shortstop goaltender goalie".split()
)
# Who else belongs to a club, where the article has players.
_OTHERS = frozenset(
    "manager boss coach captain skipper chairman fans supporters players side squad star wing lock "
    "centre forward full fly scrum".split()
)
_NATIONS = gz.COUNTRY | gz.REGION | gz.DEMONYM


def settle_clubs(names: Sequence[Name], tokens: Tokens) -> None:
    """Make organisations of the clubs among what was taken for places."""
    told: set[tuple[str, ...]] = set()
    report = False
    for name in names:
        if name.type != "person":
            after = word_beside(tokens, name.span.last, 1)
            report = report or after in _PLAYERS
            if name.type == "place" and after in _PLAYERS | _OTHERS:
                told.add(name.key)
    if not (report and told):
        return
    for name in names:
        if (
            name.type == "place"
            and name.key in told
            and not known_bits(" ".join(name.words)) & _NATIONS
            and not is_inside(name, tokens)
        ):
            name.type = "org"
