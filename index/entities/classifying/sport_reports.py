"""Clubs that are called like their towns, in reports of sport: "on loan from Strand", "Strand, who
lost", "Strand's Ada Pellow".
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from index.entities.article_name import Name
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import POSSESSIVE_ENDINGS, word_beside
from index.entities.words.tokenizer import Tokens

# What agencies head reports of sport with.
_HEADS = frozenset("SOCCER CRICKET RUGBY BASEBALL BASKETBALL HOCKEY".split())
# Words that hardly anything but a report of a game has, and others that it has, too.
_OF_SPORT = frozenset(
    "striker midfielder defender goalkeeper winger flanker hooker quarterback linebacker shortstop "
    "outfielder infielder reliever pitcher goaltender batsman batsmen bowler wicketkeeper innings "
    "inning wicket wickets overs homer homered homers touchdown touchdowns halftime kickoff "
    "unbeaten relegated relegation playoffs semifinal rebounds soccer batters hitters goalless "
    "premiership midfield cricketer footballer footballers lineout scrum bowled".split()
)
_OFTEN = _OF_SPORT | frozenset(
    "goal goals scored scorer season league division coach match matches team teams champions "
    "title cup tournament final win victory defeat draw points game games player players stadium "
    "referee squad penalty substitute injury minute minutes fans club clubs manager".split()
)
_WRITTEN = _OFTEN | {word.title() for word in _OFTEN} | _HEADS
SPORT = _HEADS | _OF_SPORT | {word.title() for word in _OF_SPORT}
"""One of these has every report of sport."""
_STRONG, _WORDS = 2, 6
"""Words of a report that are of sport alone, and all: different ones, at least."""

# What stands before a club that is named by its town: "leaders Strand", "second-placed Strand".
_BEFORE = frozenset(
    "leaders champions strugglers newcomers titleholders holders outfit placed division club side "
    "rivals neighbours".split()
)
# … and what behind it.
_BEHIND = frozenset(
    "batters hitters fans supporters batsman bowler pitcher reliever starter catcher striker "
    "midfielder defender goalkeeper keeper winger quarterback coach captain skipper manager "
    "guard forward centre center rookie wickets goal".split()
)
_JOINED = frozenset({"joined", "rejoined"})
_PAIRS = frozenset(
    {
        ("home", "to"), ("away", "to"), ("away", "at"), ("loan", "from"), ("loan", "to"),
        ("signed", "for"), ("signed", "from"), ("beaten", "by"), ("held", "by"), ("lost", "to"),
        ("defeat", "by"), ("defeat", "against"), ("win", "over"), ("victory", "over"),
        ("draw", "with"), ("match", "against"), ("game", "against"), ("sold", "to"),
        ("transfer", "to"), ("move", "to"), ("moved", "from"), ("victory", "against"),
        ("win", "against"), ("loss", "to"), ("losing", "to"), ("series", "against"),
        ("bowled", "out"), ("knocked", "out"), ("go", "to"),
    }
)  # fmt: skip
_BEAT = frozenset(
    "beat defeated thrashed hammered edged stunned downed outclassed routed blanked crushed "
    "trounced swept topped outscored beating".split()
)
_OVER = _BEAT | frozenset("leads trails against".split())
# What several do, said of a town as clubs' names are read: "Strand are second".
_SEVERAL = frozenset("are were have".split())
_DONE = _SEVERAL | _BEAT | frozenset(
    "lost drew crashed leads trails lead trail host face climbed lie "
    "stay stayed moved".split()
)  # fmt: skip
_NEAR = 4  # words
_JOINTS = frozenset({"and", "or", ",", "&"})
_INSIDE = frozenset("in near outside inside".split())


def is_report(words: Sequence[str]) -> bool:
    """Whether an article's words are those of a report of sport."""
    written = _WRITTEN.intersection(words)
    if written & _HEADS:
        return True
    own = {word.lower() for word in written}
    return len(own) >= _WORDS and len(own & _OF_SPORT) >= _STRONG


def told_clubs(names: Sequence[Name], tokens: Tokens) -> Iterator[Name]:
    """The places and unknown names of a report that it treats as clubs."""
    people = {name.span.first for name in names if name.type == "person"}
    called = {name.key[-1] for name in names if name.type == "person" and len(name.key) > 1}
    for name in names:
        if name.type == "person" and name.key[-1] in called:
            continue
        if name.type != "org" and _may_be_club(name) and _is_club(name, people, tokens):
            yield name


def _may_be_club(name: Name) -> bool:
    if name.type == "place":
        return len(name.key) == 1 or not known_bits(name.words[-1]) & gz.PLACE_CUE
    unknown = not any(
        known_bits(word) & (gz.GIVEN | gz.SURNAME) or word in gz.leaders() for word in name.words
    )
    return name.type == "person" and not name.title and unknown


def _is_club(name: Name, people: Collection[int], tokens: Tokens) -> bool:
    first, last = name.span.first, name.span.last
    before, earlier = word_beside(tokens, first, -1), word_beside(tokens, first, -2)
    behind, later = word_beside(tokens, last, 1), word_beside(tokens, last, 2)
    if before in _INSIDE:
        return False
    if before.lower() in _BEFORE or before in _JOINED or (earlier, before) in _PAIRS:
        return True
    if name.type == "person":
        # Whom no list has may be anybody.
        return False
    if before in _OVER or behind in _BEHIND:
        return True
    if before == "from" and any(
        word_beside(tokens, first, -by) in _JOINED for by in range(2, _NEAR)
    ):
        # "joined Strand from Pellow"
        return True
    if behind == "on" and (later == "loan" or word_beside(tokens, last, 4) == "transfer"):
        return True
    if behind in POSSESSIVE_ENDINGS:
        return last + 2 in people and not tokens.first[last + 2]
    if (behind, later) == (",", "who"):
        return True
    if before in _JOINTS or before.islower():
        return False
    begins = tokens.first[first] and behind.endswith("ed") and behind.islower()
    return begins or behind in _DONE or (behind == "has" and later in {"won", "lost"})
