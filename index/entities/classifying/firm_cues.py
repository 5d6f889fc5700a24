"""What stands beside a name and says that it is a firm's."""

from __future__ import annotations

from itertools import pairwise

from index.entities.article_name import Name
from index.entities.classifying.possessive_names import POSSESSIVE
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import AND, is_form
from index.entities.words.name_cues import SEVERAL, explained, word_beside
from index.entities.words.tokenizer import Tokens

# Nobody but a firm has these, and no town.
_TRADED = frozenset(
    "shares stock shareholders shareholder stockholders subsidiary subsidiaries debentures "
    "plc".split()
)
_OWNED = _TRADED | frozenset("unit factory factories".split())
# What stands before a firm's name and says what it is; nobody is called a "firm" or "brokers".
_MAKERS = frozenset(
    "carmaker automaker retailer conglomerate insurer chipmaker drugmaker steelmaker planemaker "
    "shipbuilder brewer bookmaker stockbrokers lender".split()
)
KINDS = (_MAKERS | {word.title() for word in _MAKERS}) | frozenset(
    "firm company stockbrokers brokers brokerage agency carmaker automaker retailer airline "
    "conglomerate insurer chipmaker drugmaker newspaper daily weekly tabloid magazine band rockers "
    "quartet trio boyband lender exchange group party charity nonprofit supplier subsidiary "
    "miner broadcaster channel station startup militia gang cartel regulator "
    "consultancy brewery distillery website union club label "
    "party".split()
)
"""What stands before a body's name and says what it is."""

# Who belongs to a band and stands behind its name: "Keane frontman Tom Chaplin".
_MEMBERS = frozenset("frontman frontwoman bassist drummer guitarist keyboardist vocalist".split())
# Who works for a firm and is named with it: "Smith Barney analyst", "an analyst with Smith Barney".
_ANALYSTS = frozenset(
    "analyst analysts economist economists trader traders dealer dealers brokers "
    "Analysts Economists Traders Dealers Brokers".split()
)
_FOR = frozenset("at with for from of".split())
# What stands before those that bring shares to a market.
_THROUGH = frozenset(
    "at by from named of through with manager managers adviser advisor underwriter underwriters "
    "include and <".split()
)
# What somebody does to what is his, and a firm to what is its.
_DOING = frozenset(
    "said says has had will would plans expects agreed raised cut lowered sold bought posted "
    "reported announced launched claims claimed increased reduced opened made makes".split()
)
# What a firm does of which it says "it": "Hughes said it agreed".
_TOLD = frozenset(
    "agreed plans expects sold acquired completed signed filed bought received intends raised "
    "proposed lowered".split()
)
# Where somebody or something else comes in.
_OTHERS = frozenset("the a an his her their that what this these it he she they who which".split())
_OWN = frozenset("firm company agency airline retailer insurer subsidiary supplier".split())
_ENDING = frozenset({",", "."})
_WITHIN = 6  # words


BODIES = KINDS | frozenset(
    "venture bank union organisation organization association website manufacturer cooperative "
    "federation club team label network coalition movement university institute hospital "
    "business brewery refinery".split()
)
"""What is said of a firm or another body behind a comma: "Strand Foods, a local company"."""


def is_told(name: Name, tokens: Tokens) -> bool:
    """Whether what stands beside a name says that it is a firm's."""
    first, last = name.span.first, name.span.last
    before, after = word_beside(tokens, first, -1), word_beside(tokens, last, 1)
    if before in KINDS or (before in _FOR and word_beside(tokens, first, -2) in _ANALYSTS):
        return True
    if after in _MEMBERS or after in _ANALYSTS or _are_several(name, tokens):
        return True
    if len(name.key) > 1 and _has_analysts(name, tokens):
        return True
    if is_explained(name, tokens):
        return True
    if after == "," and word_beside(tokens, last, 2) == "which":
        return bool(tokens.first[first])
    if after in POSSESSIVE:
        return word_beside(tokens, last, 2) in _OWNED
    return after in _OWNED or (first == last and after in _DOING and _is_its(last, tokens))


def owns(name: Name, tokens: Tokens) -> bool:
    """Whether a name has what no town has: "Strand shares", "Strand's shareholders"."""
    after = word_beside(tokens, name.span.last, 1)
    if after in POSSESSIVE:
        after = word_beside(tokens, name.span.last, 2)
    return after in _TRADED


def is_explained(name: Name, tokens: Tokens) -> bool:
    """Whether it is said to be a body before or behind a comma, of what has no given name: "his
    firm, Perkins Coie, hired", "Seila Law, a law firm".
    """
    if len(name.key) > 1 and known_bits(name.words[0]) & gz.GIVEN:
        return False
    first, last = name.span.first, name.span.last
    before, after = word_beside(tokens, first, -1), word_beside(tokens, last, 1)
    if before == "," and after in _ENDING and word_beside(tokens, first, -2) in _OWN:
        return True
    return after == "," and explained(last, tokens) in BODIES


def _has_analysts(name: Name, tokens: Tokens) -> bool:
    """Whether what has a person's full name has analysts of something, or more partners: "E.F.
    Hutton food analyst June Page", "through Smith Barney, Harris Upham and Co".
    """
    first, last = name.span.first, name.span.last
    after = word_beside(tokens, last, 1)
    if after == "," and word_beside(tokens, first, -1) in _THROUGH:
        behind = [word_beside(tokens, last, by) for by in range(2, _WITHIN + 2)]
        return any(one in AND and is_form(two) for one, two in pairwise(behind))
    return after.islower() and word_beside(tokens, last, 2) in _ANALYSTS


def _are_several(name: Name, tokens: Tokens) -> bool:
    """Whether a name is spoken of as several people, as bands and teams are: "Keane have won"."""
    first, last = name.span.first, name.span.last
    after = word_beside(tokens, last, 1)
    if after == "," and word_beside(tokens, last, 2) == "who":
        after = word_beside(tokens, last, 3)
    # Elsewhere in a sentence another name may stand before it: "Smith and Keane have".
    return after in SEVERAL and bool(tokens.first[first])


def _is_its(last: int, tokens: Tokens) -> bool:
    """Whether what somebody does is done to what is "its", or told as done by "it"."""
    if word_beside(tokens, last, 2) == "it":
        return word_beside(tokens, last, 3) in _TOLD
    for by in range(2, _WITHIN + 1):
        word = word_beside(tokens, last, by)
        if word == "its":
            return True
        if word in _OTHERS or not (word.islower() or word.isdecimal()):
            return False
    return False
