"""The headline of a word processor's document whose writer used no styles, by how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

from index.core.byline_names import without_by
from index.core.late_patterns import late
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.office_styles import Styles, look_of
from index.ingest.readers.documents.office_text import HIDDEN, paragraph_text
from index.ingest.readers.markup.xmltree import attribute, elements, local

# Characters and words of a headline, and characters of a paragraph that is text.
_LONGEST, _FEWEST_WORDS, _PROSE = 120, 2, 100
# Paragraphs that are looked at.
_LOOKED_AT = 400
_ENDS = late(r"[.,;:…][\"'”’»)]*$")
# In points: what is larger than the text, in parts of that, and what most texts are set in.
_LARGER, _USUAL = 1.15, 12.0
_CELLS = frozenset({"tc", "table-cell", "txbxContent", "text-box"})

Look = tuple[bool, bool, float]
"""Whether a paragraph is bold, whether it stands in the middle, and its size in points, 0 where
that is not said.
"""


def headline_by_look(root: Any, styles: Styles) -> str:
    """The first line of a document where it is bold, larger or in the middle, as the text below it
    is not; between them nothing else may look so but who wrote the text and when. "" where there is
    none, or where further down others have a day below them.
    """
    found = islice(_shown(next(elements(root, "body"), root), styles), _LOOKED_AT)
    first, *rest = [*found] or [("", (False, False, 0.0))]
    title, look = first
    prose = next((place for place, (text, _) in enumerate(rest) if len(text) >= _PROSE), None)
    if prose is None or not _may_be_headline(title):
        return ""
    above = [text for text, other in rest[:prose] if other == look]
    is_apart = _is_apart(look, rest[prose][1]) and all(map(_is_of_head, above))
    return title if is_apart and not _has_another(rest[prose:], look) else ""


def _has_another(rest: Sequence[tuple[str, Look]], look: Look) -> bool:
    """Whether a line that looks so has a day below it: the document holds several articles."""
    return any(
        other == look and len(below) <= _LONGEST and len(find_date(below)) >= len("2016-03-21")
        for (_, other), (below, _) in pairwise(rest)
    )


def _may_be_headline(text: str) -> bool:
    is_short = len(text) <= _LONGEST and len(text.split()) >= _FEWEST_WORDS
    return is_short and not _ENDS.search(text) and not _is_of_head(text)


def _is_of_head(text: str) -> bool:
    """Whether a line says who wrote a text, or when."""
    return without_by(text) != text or bool(find_date(text))


def _is_apart(look: Look, other: Look) -> bool:
    is_larger = look[2] > 0 and look[2] >= _LARGER * (other[2] or _USUAL)
    return (look[0] and not other[0]) or (look[1] and not other[1]) or is_larger


def _shown(body: Any, styles: Styles) -> Iterator[tuple[str, Look]]:
    """Each paragraph with how it looks, as long as they stand in no table and no box."""
    for paragraph in elements(body, "p", "h"):
        around = {local(one) for one in paragraph.iterancestors()}
        if around & HIDDEN:
            continue
        if around & _CELLS:
            return
        if text := paragraph_text(paragraph, styles):
            yield text, _look(paragraph, styles)


def _look(paragraph: Any, styles: Styles) -> Look:
    named = next((attribute(one, "val") for one in elements(paragraph, "pStyle")), "")
    above = styles.looks.get(named or attribute(paragraph, "style-name"), {})
    about = next((one for one in paragraph if local(one) == "pPr"), ())
    above = above | look_of(one for one in about if local(one) == "jc")
    looks = [above | own for own in _looks_within(paragraph, styles)] or [above]
    sizes = [float(one.get("size") or 0) for one in looks]
    return all(one.get("bold") for one in looks), above.get("place") == "center", min(sizes)


def _looks_within(paragraph: Any, styles: Styles) -> Iterator[dict[str, Any]]:
    """How each piece of a paragraph's text is set otherwise than the paragraph."""
    if (paragraph.text or "").strip():
        yield {}
    for one in paragraph.iter():
        kind = local(one)
        if kind == "r" and any((t.text or "").strip() for t in one if local(t) == "t"):
            named = next((attribute(style, "val") for style in elements(one, "rStyle")), "")
            about = next((style for style in one if local(style) == "rPr"), ())
            yield styles.looks.get(named, {}) | look_of(about)
        elif kind == "span" and (one.text or "").strip():
            yield styles.looks.get(attribute(one, "style-name"), {})
        if "opendocument" in str(one.tag) and one is not paragraph and (one.tail or "").strip():
            yield {}
