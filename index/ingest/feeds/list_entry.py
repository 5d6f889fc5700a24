"""A subscription as lists carry it, and what counts as a feed's address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from index.core.clean import clean
from index.core.credentials import without_login
from index.core.errors import NutgrafError

# A list of feeds is a small file; one above this is something else.
LIST_LIMIT = 32 << 20


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed somebody follows. `full` asks for the articles' pages behind the feed's summaries."""

    url: str
    title: str = ""
    tags: tuple[str, ...] = ()
    full: bool = False


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list of feeds holds, and what in it could not be used: (entry, reason)."""

    feeds: tuple[Subscription, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def is_web_address(text: str) -> bool:
    """Whether a text is an http or https address; nothing else is ever fetched."""
    # A backslash is the end of the host to some and part of it to others.
    return re.match(r"https?://[^/?#\s\\]+(?:[/?#]|$)", text, re.IGNORECASE) is not None


def feed_address(text: str) -> str:
    """The address of a feed as it is kept. Raises NutgrafError when it is none.

    `feed:` in front of an address is dropped, in a scheme's place it is http; a missing one is
    https.
    """
    given = clean(text)
    url = re.sub(r"^feed:(?://)?(?=https?:)", "", given, flags=re.IGNORECASE)
    url = re.sub(r"^feed:(?://)?", "http://", url, flags=re.IGNORECASE)
    if re.match(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?]|$)", url):
        url = f"https://{url}"
    try:
        parts = urlsplit(url)
        usable = is_web_address(url) and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise NutgrafError(
            f"“{without_login(given)[:200]}” is not the address of a feed.",
            "It begins with http:// or https://.",
        )
    if parts.username or parts.password:
        raise NutgrafError(
            f"The address at {parts.hostname} carries a password, which is not supported.",
            "An archive may be passed on; a password should not be in it.",
        )
    return parts._replace(fragment="").geturl().replace(" ", "%20")


def listed(url: str, title: str, tags: list[str], *, full: bool = False) -> Subscription:
    """A subscription from an entry of a list, cleaned. Raises NutgrafError for a wrong address."""
    kept = dict.fromkeys(filter(None, map(clean, tags)))
    return Subscription(feed_address(url), clean(title), tuple(kept), full)
