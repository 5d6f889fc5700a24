"""What list software writes above and below a letter: feet, buttons, how to unsubscribe.

A paragraph goes only where it is such a line as a whole, at an end of the letter. Whatever says
something else besides is what somebody wrote, and so is an address that stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from index.core.addresses import site_of
from index.core.late_patterns import late
from index.ingest.readers.messages.letter_heads import owner_of
from index.ingest.readers.messages.list_words import BROWSING, PHRASES, WORDS
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

# What stands below newsletters to be clicked on. Some are words that people write by themselves.
_SURE = (
    r"restack|subscribe now|upgrade to paid|read in app|open in app|start writing|get the app"
    r"|leave a comment"
)
_BUTTON = rf"(?:like|comment|share|reply|forward|subscribe|listen|{_SURE})\b"
_BUTTONS = late(
    rf"[^\w>]*(?:(?:{_SURE})\W*|{_BUTTON}(?:[ \t]*[|·•/\n]\W*{_BUTTON})+\W*)+", re.IGNORECASE
)
_LONE_BUTTON = late(rf"[^\w>]*{_BUTTON}\W*", re.IGNORECASE)
_NETWORKS = (
    r"facebook|twitter|x|instagram|linkedin|youtube|threads|bluesky|mastodon|tiktok|whatsapp"
    r"|telegram|pinterest|rss"
)
# “Follow us: Facebook | Twitter”
_FOLLOW = late(
    rf"\W*(?:(?:follow|find|join|like|connect with) us\b(?: on(?: social media)?)?"
    rf"(?:\W*\b(?:{_NETWORKS}|and|or|on)\b)*"
    rf"|(?:{_NETWORKS})(?:\W+(?:{_NETWORKS}|and)\b){{1,12}})\W*",
    re.IGNORECASE,
)
_OWNED = late(
    r"(?:©|\([cC]\)|[Cc]opyright(?:\s*(?:©|\([cC]\)))?)\s*\d{4}(?:\s?[-–]\s?\d{2,4})?,?"
    r"(?: (?:[A-Z][\w.’'&-]*,?|&|of|the|and|by)){0,8}"
    r"[.,]?(?: All rights reserved\.?)?"
)
_BEGINS_OWNED = late(r"(?:©|\(c\)|copyright(?:\s*(?:©|\(c\)))?)\s*\d{4}\b", re.IGNORECASE)
_STREET = late(
    r"\b(?:street|st\.?|road|rd\.?|avenue|ave\.?|lane|floor|suite|p\.?o\.? box|pmb|boulevard|blvd"
    r"|drive|square|plaza|platz|via|rue|calle|\w+(?:str(?:aße|asse|\.)|straat|weg|gatan))\b",
    re.IGNORECASE,
)
_MONEY = late(
    r"[€$£¥]|\b(?:euros?|dollars?|pounds?|francs?|eur|usd|gbp|chf|pa(?:id|ys?))\b", re.IGNORECASE
)
_LINK = late(r"<?https?://\S+")
_MAIL = late(r"\S+@\S+\.\S+")
# Addresses that say by themselves that they are for leaving a list.
_LEAVES = late(r"unsub|opt-?out|preferences|listinfo|list-manage|subscription", re.IGNORECASE)
_RULE = late(r"[\s\-_*=~#·•|—–─━═+.<>/\\\u200b\u200c\u034f\xad]*")
_LINE, _SHORT = 120, 300
_HEAD = 4


class Sender(NamedTuple):
    """What a letter says of who sent it: `words` of the name, the domain, and whether by software
    for lists, of which more is known to be the list's and not somebody's.
    """

    words: frozenset[str] = frozenset()
    domain: str = ""
    is_list: bool = False


NOBODY = Sender()


def without_boilerplate(paragraphs: Sequence[str], sender: Sender = NOBODY) -> list[str]:
    """The paragraphs of a letter without what list software wrote above and below them, and
    without rows of buttons.
    """
    kept = list(paragraphs)
    kept = kept[_end_of_head(kept, sender) :]
    kept = kept[: _begin_of_foot(kept, sender)]
    return part_giants([one for one in kept if not _is_ornament(one)])


def _end_of_head(paragraphs: Sequence[str], sender: Sender) -> int:
    """Behind the last of the first few that say that a letter can be read in a browser."""
    end = 0
    for place, text in enumerate(paragraphs[:_HEAD]):
        if is_of_list(text, sender) and BROWSING.search(text):
            end = place + 1
        elif not (_is_ornament(text) or (end == place > 0 and _is_target(text, sender))):
            break
        elif end == place > 0:
            end = place + 1
    return end


def _begin_of_foot(paragraphs: Sequence[str], sender: Sender) -> int:
    """Where the last paragraphs begin that are list software's. Addresses, on the web and of
    houses, are it only below what surely is.
    """
    begin = len(paragraphs)
    for place in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[place]
        if _is_sure(text, sender):
            begin = place
        elif not _may_be_of_foot(text, paragraphs[place - 1] if place else "", sender):
            break
    return begin


def _may_be_of_foot(text: str, above: str, sender: Sender) -> bool:
    """Whether a paragraph is of the foot if something above it surely is."""
    if _LINK.fullmatch(text):
        return _may_go(text, sender) or is_of_list(above, sender)
    return bool(_is_address(text) or _is_ornament(text) or _LONE_BUTTON.fullmatch(text))


def _is_sure(text: str, sender: Sender) -> bool:
    short = len(text) <= _SHORT
    return short and bool(
        _OWNED.fullmatch(text)
        or (sender.is_list and len(text) <= _LINE and _BEGINS_OWNED.match(text))
        or _FOLLOW.fullmatch(text)
        or _BUTTONS.fullmatch(text)
        or is_of_list(text, sender)
    )


def is_of_list(text: str, sender: Sender = NOBODY) -> bool:
    """Whether a paragraph says how to leave a list, why one is on it, or where to read a letter,
    and nothing else.
    """
    if len(text) > _SHORT or text.startswith(">"):
        return False
    links = _LINK.findall(text)
    if any(_LEAVES.search(one) for one in links) and _LINK.fullmatch(text):
        return True
    if not PHRASES.search(text):
        return False
    said = _LINK.sub(" ", text)
    if sender.is_list:
        said = _MAIL.sub(" ", said)
    if not all(_may_go(one, sender) for one in links) or _MAIL.search(said):
        return False
    words = re.findall(r"[^\W_]+", said.casefold())
    return all(one in WORDS or (sender.is_list and one in sender.words) for one in words)


def _may_go(link: str, sender: Sender) -> bool:
    site = site_of(link)
    own = bool(sender.domain) and owner_of(site) == owner_of(sender.domain)
    return sender.is_list or own or _LEAVES.search(link) is not None


def _is_target(text: str, sender: Sender) -> bool:
    return bool(_LINK.fullmatch(text)) and _may_go(text, sender)


def _is_address(text: str) -> bool:
    """Whether a line is where somebody has a house, and nothing else."""
    if len(text) > _LINE or text[-1:] in "!?" or _MONEY.search(text):
        return False
    return "," in text and any(map(str.isdigit, text)) and _STREET.search(text) is not None


def _is_ornament(text: str) -> bool:
    """Whether nothing is said: a rule, a row of buttons."""
    is_rule = not any(map(str.isalnum, text)) and _RULE.fullmatch(text) is not None
    return is_rule or bool(_BUTTONS.fullmatch(text[:_SHORT]))
