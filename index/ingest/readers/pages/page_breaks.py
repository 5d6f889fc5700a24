"""Paragraphs that a page parts by two line breaks in a row, as it would write them otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q s samp"
    " small span strike strong sub sup time tt u var wbr br".split()
)


_TEXT = 60
"""Characters from which on what stands bare is a text."""

_HEADLINE = 160
_LARGE = ("b", "strong", "big")

_TYPE = ("font", "big", "small", "b", "i", "em", "strong", "u", "tt")


def unfold_tables(tree: Any) -> None:
    """Make boxes of tables that lay out a page: those with tables or paragraphs in their cells."""
    for table in list(tree.iter("table")):
        cells = [one for one in table.iter("td", "th") if _table_of(one) is table]
        if any(
            cell.find(".//table") is not None or len(cell.findall(".//p")) > 1 for cell in cells
        ):
            for one in [*table.iter("tbody", "thead", "tfoot", "tr", "td", "th"), table]:
                if one is table or _table_of(one) is table:
                    one.tag = "div"


def _table_of(element: Any) -> Any:
    return next(element.iterancestors("table"), None)


def space_words(tree: Any) -> None:
    """Put blanks between words that only their boxes keep apart: `<span>High</span><span>Low`."""
    for box in tree.iter("div", "li", "td", "section"):
        if len(box) > 1 and not (box.text or "").strip():
            for child, after in pairwise(list(box)):
                if (
                    child.tag == after.tag == "span"
                    and not child.tail
                    and _begins_anew("".join(child.itertext()), "".join(after.itertext()))
                ):
                    child.tail = " "


def _begins_anew(before: str, after: str) -> bool:
    """Whether a text cannot well go on another: it begins with a capital or a figure, and the other
    does not end as its beginning would, with a sign or a single letter.
    """
    return len(before) > 1 and before[-1].isalnum() and (after[:1].isupper() or after[:1].isdigit())


def open_fonts(tree: Any) -> None:
    """Make boxes of what sets the type of several paragraphs, and of the paragraph that it stands
    in: pages of the nineties open `<font>` once and never close `<p>`.
    """
    for font in list(tree.iter(*_TYPE)):
        if any(one.tag in _BLOCKS for one in font.iterdescendants()):
            _part(font)
            around = font.getparent()
            while around is not None and (around.tag == "p" or around.tag in _TYPE):
                _part(around)
                around = around.getparent()


def wrap_bare_text(tree: Any) -> None:
    """Make paragraphs of text that stands bare beside paragraphs, as the first one does where each
    `<p>` opens the next.
    """
    for box in list(tree.iter("body", "div", "td", "center", "article", "main", "section")):
        if box.find("p") is not None and any(len(run) >= _TEXT for run in _bare_runs(box)):
            _part(box)


def _bare_runs(box: Any) -> Iterator[str]:
    """What stands in a box itself, between the blocks in it."""
    run = [box.text or ""]
    for child in box:
        if _is_block(child):
            yield " ".join("".join(run).split())
            run = []
        elif isinstance(child.tag, str):
            run.append(child.text_content())
        run.append(child.tail or "")
    yield " ".join("".join(run).split())


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
    if box.tag == "p" or box.tag in INLINE:
        # Paragraphs do not stand in one.
        box.tag = "div"


def _runs(box: Any) -> Iterator[Any]:
    """The paragraphs between double breaks, and the blocks among them, in order."""
    run = box.makeelement("p")
    _add_text(run, box.text)
    ends = [(child, child.tag == "br" and _is_double(child)) for child in box]
    ended = False
    for child, is_end in ends:
        ends_run = is_end or (child.tag == "br" and _is_headline(run))
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


def _is_headline(run: Any) -> bool:
    """Whether a run is nothing but a line in bold or large type: a break below that parts it."""
    if len(run) != 1 or (run.text or "").strip() or (run[0].tail or "").strip():
        return False
    line = " ".join(run[0].text_content().split())
    is_large = run[0].tag in _LARGE or run[0].find(".//b") is not None
    return is_large and 0 < len(line) <= _HEADLINE and line[-1] not in ".,;:"


def _is_block(element: Any) -> bool:
    """Whether an element stands by itself; one that is not known does if anything in it does."""
    if not isinstance(element.tag, str) or element.tag in INLINE:
        return False
    return element.tag in _BLOCKS or any(one.tag not in INLINE for one in element.iterdescendants())


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
