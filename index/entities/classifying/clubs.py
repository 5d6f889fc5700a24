"""Clubs that are called like their towns: "Wrexham defender", "the Ipswich keeper".

In an article where players stand behind the name of a town, its other mentions mean the club too,
but for those in or near which something happens. Nations stay nations, as the guidelines of most
corpora have it.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from itertools import pairwise

from index.entities.article_name import Name
from index.entities.classifying.sport_reports import is_report, told_clubs
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import is_inside, word_beside
from index.entities.words.tokenizer import Tokens

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
_OF_CLUBS = _PLAYERS | _OTHERS
_DASHES = frozenset("-–")
# A country whose club everybody plays, and hardly its side.
_CLUBS_LANDS = frozenset({"Monaco"})
NATIONS = gz.COUNTRY | gz.REGION | gz.DEMONYM


# What one club does to another.
_BEAT = frozenset(
    "beat defeated thrashed hammered edged stunned downed outclassed held drew lost won".split()
)
# What a club does in many mouths, and a place never: "Strand play Pellow".
_PLAY = frozenset(
    "play host face travel edge meet visit entertain sack sign lure sink upset".split()
)
DONE = _BEAT | _PLAY
"""What one club does to another."""
AGAINST = frozenset("against over between".split())
GAMES = frozenset(
    "match game fixture win victory defeat draw final semifinal semi-final tie friendly derby "
    "quarterfinal playoff".split()
)
"""What clubs have of each other."""
# What is told of games alone.
_OF_GAMES = GAMES | frozenset(
    "goal goals points quarter tries wicket wickets innings overs penalty penalties touchdown "
    "scoreboard striker midfielder set sets".split()
)
_HELPING = frozenset(
    "to will can could would should may might must do does did let see watch make made help helped "
    "not as that than".split()
)
_NO_PLAYER = _HELPING | {"and", "or"}
_TO = frozenset("to with by over".split())
_WITHIN = 8  # words
_MOST = 60
"""More goals are hardly had."""
_MOST_POINTS = 200


def is_result(tokens: Tokens, at: int) -> bool:
    """Whether the result of a game begins at a place, of goals or points: "94-90"."""
    return _is_score(tokens, at, _MOST_POINTS)


def _is_score(tokens: Tokens, at: int, most: int = _MOST) -> bool:
    """Whether a score of at most so many goals or points begins at a place: "2-1"."""
    one, dash, two = (word_beside(tokens, at, by) for by in (0, 1, 2))
    if dash not in _DASHES or not (one.isdecimal() and two.isdecimal()):
        return False
    return int(one) <= most and int(two) <= most


def _has_played(name: Name, tokens: Tokens) -> bool:
    """Whether the result of a game stands beside a name: "beat Strand 3-0", "drew 0-0 with Strand",
    "Strand lost 2-1".
    """
    first, last = name.span.first, name.span.last
    before, after = word_beside(tokens, first, -1), word_beside(tokens, last, 1)
    if before in AGAINST and word_beside(tokens, first, -2) in GAMES:
        return True
    if before in _BEAT and _is_score(tokens, last + 1):
        return True
    if before in _TO and first > 3 and _is_score(tokens, first - 4):
        return word_beside(tokens, first, -4) != ""
    if after in _PLAY:
        return _plays(name, tokens)
    if after not in _BEAT or before.islower():
        return False
    return any(_is_score(tokens, last + by) for by in range(2, _WITHIN))


def _plays(name: Name, tokens: Tokens) -> bool:
    """Whether a name is said to do what several do."""
    before, after = word_beside(tokens, name.span.first, -1), word_beside(tokens, name.span.last, 2)
    # "the Strand host committee" is none.
    return before not in _NO_PLAYER and before != "," and (after == "to" or after[:1].isupper())


def _may_be_club(name: Name) -> bool:
    """Whether a name is a town's, or nobody's that a list knows."""
    if name.type == "place":
        return True
    if name.type != "person" or name.title:
        return False
    return not any(known_bits(word) & (gz.GIVEN | gz.SURNAME) for word in name.words)


def kind_of_land(words: Sequence[str]) -> int:
    """What lists know of words as a nation or a region, also where they are written in capitals."""
    name = " ".join(words)
    if name.title() in _CLUBS_LANDS:
        return 0
    bits = known_bits(name)
    if not bits & NATIONS and name.isupper():
        bits = known_bits(name.title().replace(" And ", " and "))
    return bits & NATIONS


def _is_nation(name: Name, strong: Container[tuple[str, ...]]) -> bool:
    """Whether a name is a nation's, or ends in one: "Nazi Germany"; a state is none that a report
    treats as a club.
    """
    land = kind_of_land(name.words) | kind_of_land(name.words[-1:])
    return bool(land & ~gz.REGION) or (bool(land) and name.key not in strong)


def told_of_sport(tokens: Tokens, article: range, *, sport: bool) -> tuple[bool, bool]:
    """Whether an article, its tokens, has the result of a game and a word for one; and whether it
    is a report of sport by its words, where it has one of `SPORT`.
    """
    first = article.start
    words = tokens.words[first : article.stop]
    # Few articles tell of a game: the rest is not looked at word by word.
    if _OF_GAMES.isdisjoint(words):
        return False, sport and is_report(words)
    dashes = (first + at for at, word in enumerate(words) if word in _DASHES)
    return any(is_result(tokens, at - 1) for at in dashes), sport and is_report(words)


def _opponents(names: Sequence[Name], tokens: Tokens) -> set[tuple[str, ...]]:
    """What an organisation plays against, by what one of both does to the other: "Strand held
    Pellow Rangers", "Maccabi visit Strand".
    """
    found = set()
    for one, other in pairwise(names):
        sides = (one, other) if one.type == "org" else (other, one)
        if sides[0].type != "org" or sides[1].type == "org" or not _may_be_club(sides[1]):
            continue
        verb = word_beside(tokens, one.span.last, 1)
        gap = other.span.first - one.span.last
        told = gap == 2 or (gap == 3 and tokens.words[other.span.first - 1] == "the")
        if told and verb in DONE and word_beside(tokens, one.span.first, -1) not in _HELPING:
            found.add(sides[1].key)
    return found


def settle_clubs(
    names: Sequence[Name], tokens: Tokens, *, game: bool, report: bool
) -> set[tuple[str, ...]]:
    """Make organisations of the clubs among what was taken for places and people; the keys of those
    that another club tells. `game`: whether the article tells the result of one; `report`: whether
    it is a report of sport.
    """
    opponents: set[tuple[str, ...]] = set()
    told: set[tuple[str, ...]] = set()
    strong = {name.key for name in told_clubs(names, tokens)} if report else set()
    has_players = False
    for name in names:
        if name.type != "person":
            after = word_beside(tokens, name.span.last, 1)
            has_players = has_players or after in _PLAYERS
            if name.type == "place" and after in _OF_CLUBS:
                told.add(name.key)
    told = told if has_players else set()
    told |= {name.key for name in names if _has_played(name, tokens) and _may_be_club(name)}
    if game:
        opponents = _opponents(names, tokens)
    told |= opponents | strong
    for name in names:
        if (
            name.type != "org"
            and name.key in told
            and not _is_nation(name, strong)
            and not is_inside(name, tokens)
        ):
            name.type = "org"
    return opponents
