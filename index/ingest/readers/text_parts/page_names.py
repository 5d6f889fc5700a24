"""What a page is called in its `title` element: headline, outlet and section, in some order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from index.core.addresses import site_of
from index.core.late_patterns import late

HEADINGS = ("h1", "h2", "h3", "h4", "dt", "b", "strong", "font", "div", "p", "span", "td")
"""What a headline stands in, one way or another."""

_BETWEEN = late(r"\s+(?:[-–—|:·•»«›/]|::|--)\s+|\s*[|｜]\s*|\s*::\s*|(?<=[^\x00-\x7f])[_-](?=\S)")
_COLON = late(r":\s+")
_BEHIND = late(r"(.*\S)\s+[-–—|:·»]\s+(\S.*)", re.DOTALL)
# A name of an outlet has so many words and letters at most, and such a name is a section's.
_WORDS, _LETTERS = 6, 40
_SECTION = late(
    r"(?:world|us|u\.s\.|uk|local|latest|breaking|top)?\s*(?:news|stories)|politics?|sports?|opinion"
    r"|business|world|home(?:page)?|video|videos|entertainment|culture|science|health|technology|tech"
    r"|travel|lifestyle|life|money|markets|economy|analysis|comment|editorial|blog|archive|amp|print"
    r"|nachrichten|politik|wirtschaft|sport|kultur|actualités?|politique|économie|noticias|política"
    r"|economía|deportes|notizie|cronaca|nieuws|новости|新闻|新聞|ニュース|뉴스",
    re.IGNORECASE,
)


def outlet_in_name(name: str, title: str, url: str) -> str:
    """The outlet that a page's name gives beside its headline; "" where that may be something else:
    a section, or what has no word in common with the host it stands on.
    """
    if not title or letters(title) == letters(name):
        return ""
    before, found, behind = _around(name, title)
    if not found:
        return ""
    parts = [part for part in (*reversed(behind), *before) if not _SECTION.fullmatch(part)]
    host = letters(site_of(url))
    for part in parts:
        is_short = len(part.split()) <= _WORDS and 2 <= len(part) <= _LETTERS
        if is_short and any(map(str.isalpha, part)) and (not host or _is_of(part, host)):
            return part
    return ""


def headline_in_name(tree: Any, name: str) -> str:
    """The part of a page's name that stands in its text as a heading or a line of its own; "" when
    none does, or the whole name.
    """
    said: frozenset[str] = frozenset()
    for between in (_BETWEEN, _COLON):
        parts = {letters(part): part for part in between.split(name) if len(part) > 12}
        if len(parts) + len(between.findall(name)) < 2:
            continue
        said = said or frozenset(
            letters("".join(element.itertext()))
            for element in tree.iter(*HEADINGS)
            if len(element) <= 3
        )
        # The outlet's name stands somewhere too, and is shorter.
        if found := max((parts[text] for text in parts if text in said), key=len, default=""):
            return found
    return ""


def without_outlet(title: str, outlet: str) -> str:
    """The title without the outlet's name behind it: "Talks go on | The Post" is "Talks go on"."""
    if not outlet:
        return title
    parted = _BEHIND.fullmatch(title.strip())
    if parted and _plain(parted[2]) == _plain(outlet):
        return parted[1]
    return title


def parted_name(name: str, url: str) -> tuple[str, str]:
    """Headline and outlet of a page that is called by both: “Quay shut | The Echo” of echo.example.
    Without an outlet where what stands behind is not what the host is called after.
    """
    parted = _BEHIND.fullmatch(name.strip())
    if not parted or not url or len(parted[2].split()) > _WORDS:
        return name, ""
    words = [letters(word) for word in re.findall(r"\w+", parted[2])]
    words = words[1:] if words[:1] == ["the"] else words
    hosts = [letters(host) for host in site_of(url).split(".")[:-1]]
    is_called = any(_spells(words, host.removeprefix("the")) for host in hosts)
    return (parted[1], parted[2]) if is_called else (name, "")


def _spells(words: list[str], host: str) -> bool:
    """Whether a host is made of the beginnings of words in their order, the last word in full."""
    if len(words) < 2 or not host:
        return words[:1] == [host]
    return any(
        host.startswith(words[0][:end]) and _spells(words[1:], host[end:])
        for end in range(1, min(len(words[0]), len(host)) + 1)
    )


def _plain(outlet: str) -> str:
    """A name as it is compared: TheHill is The Hill, and New York Times The New York Times."""
    return letters(outlet).removeprefix("the")


def letters(text: str) -> str:
    """A text as it is compared: its letters and figures, small."""
    return "".join(filter(str.isalnum, text)).casefold()


def _around(name: str, title: str) -> tuple[list[str], bool, list[str]]:
    """The parts of a name before and behind a title, and whether the title is in it."""
    parts = [part.strip() for part in _BETWEEN.split(name) if part.strip()]
    wanted = letters(title)
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if letters("".join(parts[start:end])) == wanted:
                return parts[:start], len(parts) > end - start, parts[end:]
    return [], False, []


def _is_of(name: str, host: str) -> bool:
    """Whether a host is called after a name: by a word of it, or by the first letters of all."""
    words = [letters(word) for word in re.findall(r"\w+", name)]
    initials = "".join(word[0] for word in words if word)
    is_short = len(initials) > 1 and host.startswith(initials)
    return is_short or host.startswith(letters(name)) or any(word in host for word in _long(words))


def _long(words: list[str]) -> Iterator[str]:
    return (word for word in words if len(word) > 3 or not word.isascii())
