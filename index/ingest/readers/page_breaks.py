"""Paragraphs that a page parts by two line breaks in a row, as it would write them otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp"
    " small span strike strong sub sup time tt u var wbr br".split()
)


def part_at_breaks(tree: Any) -> bool:
    """Make a `p` of each run between two breaks, where what a box holds is parted so; whether there
    was anything to be parted. Nothing is lost: what is no text stays where it stands.
    """
    boxes = list(dict.fromkeys(one.getparent() for one in tree.iter("br") if _is_double(one)))
    for box in boxes:
        if box is not None and box.tag not in ("pre", "textarea", "button", "option"):
            _part(box)
    return bool(boxes)


def _is_double(element: Any) -> bool:
    """Whether a break is followed by another with nothing between."""
    after = element.getnext()
    return after is not None and after.tag == "br" and not (element.tail or "").strip()


def _part(box: Any) -> None:
    runs = list(_runs(box))
    box.text = None
    box.extend(runs)
    if box.tag == "p" or box.tag in _INLINE:
        # Paragraphs do not stand in one.
        box.tag = "div"


def _runs(box: Any) -> Iterator[Any]:
    """The paragraphs between double breaks, and the blocks among them, in order."""
    run = box.makeelement("p")
    _add_text(run, box.text)
    ends = [(child, child.tag == "br" and _is_double(child)) for child in box]
    ended = False
    for child, ends_run in ends:
        tail, child.tail = child.tail, None
        if ends_run or (ended and child.tag == "br"):
            box.remove(child)
            yield from _filled(run)
            run = box.makeelement("p")
        elif _is_block(child):
            yield from _filled(run)
            yield child
            run = box.makeelement("p")
        else:
            run.append(child)
        ended = ends_run
        _add_text(run, tail)
    yield from _filled(run)


def _is_block(element: Any) -> bool:
    """Whether an element stands by itself; one that is not known does if anything in it does."""
    if not isinstance(element.tag, str) or element.tag in _INLINE:
        return False
    return element.tag in _BLOCKS or any(
        one.tag not in _INLINE for one in element.iterdescendants()
    )


_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre section article header footer aside"
    " figure figcaption table tr td th tbody thead hr main nav form fieldset iframe script style"
    " noscript template svg video audio picture object embed center".split()
)


def _add_text(run: Any, text: str | None) -> None:
    if not text:
        return
    if len(run):
        run[-1].tail = (run[-1].tail or "") + text
    else:
        run.text = (run.text or "") + text


def _filled(run: Any) -> Iterator[Any]:
    if len(run) or (run.text or "").strip():
        yield run
