"""The blocks of text on a web page, without what surrounds them: menus, heads and feet, and lists
of other articles to read; and in which of them the page is a gate or speaks of an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any, NamedTuple

from index.core.late_patterns import late
from index.ingest.readers.notices.page_gates import is_gate, is_hidden

_AROUND = frozenset(
    (
        "nav header footer aside script style noscript template svg select textarea iframe option"
    ).split()
)
_ROLES = frozenset({"banner", "navigation", "contentinfo", "search"})
_PARTING = frozenset(
    (
        "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre section article main table tr td"
        " th form fieldset figure figcaption center body br hr label button"
    ).split()
)
_LISTED = frozenset({"li", "article", "div", "section", "a", "figure"})
_ERROR = late(
    r"(?<![a-z])(?:err(?:or)?(?:-?(?:page|box))?|error-?\d{3}|(?:page-?)?(?:40[34]|410|451|50[03])|"
    r"not-?found|nothing-?(?:here|found)|no-?results|unpublished|maintenance|offline|denied|blocked|"
    r"gone|empty|missing|oops)(?![a-z])",
    re.IGNORECASE,
)
_HEADLINE = 4  # words of a link that is one
_TEASER = 400  # characters of a pointer to another article
_LOOKED_AT = 200  # elements of a part that are gone through


class Block(NamedTuple):
    """A block of text, how many of its letters are in links and buttons, the level of the heading
    it is in, the number of the gate (0 for none of either), and whether it stands in a part that
    is named after errors.
    """

    text: str
    linked: int
    heading: int
    gate: int
    in_error: bool
    in_article: bool = False

    @property
    def is_prose(self) -> bool:
        """Whether most of it is no link or button."""
        return self.linked <= 0.6 * len(self.text)


class _Place(NamedTuple):
    heading: int = 0
    in_link: bool = False
    gate: int = 0
    in_error: bool = False
    in_article: bool = False


@dataclass(slots=True)
class _Reading:
    """What has been read of a block, and where it began."""

    found: list[Block] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    place: _Place = field(default_factory=_Place)

    def add(self, text: str | None, place: _Place) -> None:
        if text and text.strip():
            self.place = place if not self.parts else self.place
            self.parts.append(text)
            self.linked += len(" ".join(text.split())) * place.in_link

    def end(self) -> None:
        text = " ".join(" ".join(self.parts).split())
        if text:
            place = self.place
            self.found.append(
                Block(
                    text,
                    self.linked,
                    place.heading,
                    place.gate,
                    place.in_error,
                    place.in_article and not place.gate,
                )
            )
        self.parts.clear()
        self.linked = 0


def blocks_of(tree: Any) -> list[Block]:
    """The blocks of a page in order; what it says without scripts where it says nothing else."""
    return _blocks(tree, _AROUND) or _blocks(tree, _AROUND - {"noscript"})


def shows_text(tree: Any) -> bool:
    """Whether a page says anything without scripts, other than that it wants them."""
    return bool(_blocks(tree, _AROUND))


def _blocks(tree: Any, around: frozenset[str]) -> list[Block]:
    """The blocks outside of some elements. Trees may be deeper than Python recurses."""
    body = tree.find(".//body")
    body = tree if body is None else body
    reading = _Reading()
    start = _Place(in_error=_is_of_error(body))
    gates = count(1)
    pending: list[tuple[Any, _Place, bool]] = [(body, start, True)]
    while pending:
        element, place, is_entered = pending.pop()
        if element.tag in _PARTING:
            reading.end()
        if not is_entered:
            reading.add(element.tail, place)
        elif element.tag not in around:
            reading.add(element.text, place)
            others = set(_teasers(element))
            for child in reversed(element):
                pending.append((child, place, False))
                if isinstance(child.tag, str) and not (child in others or _is_around(child)):
                    pending.append((child, _inside(child, place, gates), True))
    reading.end()
    return reading.found


def _inside(element: Any, place: _Place, gates: Iterator[int]) -> _Place:
    is_heading = re.fullmatch(r"h[1-6]", element.tag) and not place.heading
    return _Place(
        int(element.tag[1]) if is_heading else place.heading,
        place.in_link or element.tag in ("a", "button"),
        place.gate or (next(gates) if is_gate(element) else 0),
        place.in_error or _is_of_error(element),
        place.in_article or element.tag == "article" or element.get("itemprop") == "articleBody",
    )


def _is_around(element: Any) -> bool:
    return is_hidden(element) or element.get("role") in _ROLES


def _is_of_error(element: Any) -> bool:
    return bool(_ERROR.search(f"{element.get('class') or ''} {element.get('id') or ''}"))


def _teasers(element: Any) -> list[Any]:
    """The children that point to other articles, where there are several: each begins with a link
    of some words, and says little more.
    """
    children = [one for one in element if one.tag in _LISTED]
    found = [one for one in children if _is_teaser(one)] if len(children) > 1 else []
    return found if len(found) > 1 else []


def _is_teaser(element: Any) -> bool:
    looked_at = [one for _, one in zip(range(_LOOKED_AT), element.iter(), strict=False)]
    if len(looked_at) == _LOOKED_AT or len(text := _text(element.itertext())) > _TEASER:
        return False
    links = (one for one in looked_at if one.tag == "a" and one.get("href") not in (None, "#", "/"))
    named = next((name for one in links if (name := _text(one.itertext()))), "")
    return len(named.split()) >= _HEADLINE and text.startswith(named)


def _text(parts: Iterable[str]) -> str:
    return " ".join("".join(parts).split())
