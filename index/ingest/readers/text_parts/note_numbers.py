"""Numbers in mark-up that lead to notes, or stand raised, and arrows that lead back from them: no
part of the text.
"""

from __future__ import annotations

import re

from index.core.late_patterns import late

_MARK = r"\s*+[\[(]?(\d{1,3}|[*†‡§]{1,3})[\])]?\s*+"
_OPEN, _CLOSE = r"(?:<a\b[^<>]{0,500}>\s*+)?", r"(?:</a\s*+>\s*+)?"
_RAISED = late(
    rf"{_OPEN}<sup\b[^<>]{{0,500}}>\s*+{_OPEN}{_MARK}{_CLOSE}</sup\s*+>(?:\s*+</a\s*+>)?",
    re.IGNORECASE,
)
# What editors put behind a sentence: <sup>[<i>citation needed</i>]</sup>.
_REMARK = late(
    r"<sup\b[^<>]{0,500}>(?:\s|&#160;|&nbsp;|<[^<>]{0,500}>){0,8}\[(?!sic\b)"
    r"(?:[^<>\[\]]|<[^<>]{0,500}>){1,200}"
    r"\](?:\s|<(?!/sup)[^<>]{0,500}>){0,8}</sup\s*>",
    re.IGNORECASE,
)
# A link to another place of the page, or of another page of a book, directly behind a word.
_LINKED = late(
    rf"<a\b[^<>]{{0,500}}\bhref\s*=\s*[\"'][^\"'<>]{{0,300}}#[^<>]{{0,500}}>{_MARK}</a\s*>",
    re.IGNORECASE,
)
# ↩ and the like, by themselves or as entities, and the sign that they are to be shown as text.
_BACK = late(
    r"\s*+<a\b[^<>]{0,500}\bhref\s*=\s*[\"'][^\"'<>]{0,300}#[^<>]{0,500}>\s*+"
    r"(?:[↩↵⤴⏎↑⇑^]|&#(?:8617|x21a9|8593|x2191);)(?:\ufe0e|&#(?:65038|xfe0e);)?\s*+</a\s*>",
    re.IGNORECASE,
)
_TAGS = late(
    r"(?:</?(?:i|em|b|strong|span|u|cite|q|font|small|a)\b[^<>]{0,300}>)+\Z", re.IGNORECASE
)
# What is squared and cubed; behind other words stand notes.
_UNIT = late(r"(?<![^\W\d_])(?:[kcdmnµμ]?m|ft|mi|yd|inch(?:es)?|s|sec|[xyzrnabc]|mc|CO|км|см|м)\Z")
_BEHIND = 400
_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def without_note_numbers(markup: str) -> str:
    """Mark-up without the numbers and signs behind words that lead to notes: they would be read as
    part of the word or figure before; nor the arrows that lead back. Raised figures of units and
    powers are written as such: km².
    """
    if "<sup" in markup or "<SUP" in markup:
        markup = _REMARK.sub("", _RAISED.sub(_raised, markup))
    return _LINKED.sub(_linked, _BACK.sub("", markup)) if "#" in markup else markup


def _raised(found: re.Match[str]) -> str:
    before, is_link = _before(found), "<a" in found[0].lower()
    if not before or before[-1].isspace():
        # Where a line begins with it, it is the note's own number.
        is_of_text = not before.strip() or (before.rstrip()[-1].isdigit() and not is_link)
        return found[0] if is_of_text else ""
    if is_link:
        return ""
    if found[1].isdigit() and (before[-1].isdigit() or _UNIT.search(before)):
        return found[1].translate(_DIGITS)
    return ""


def _linked(found: re.Match[str]) -> str:
    before = _before(found)
    return "" if before and not before[-1].isspace() and before[-1] not in "-–—/(" else found[0]


def _before(found: re.Match[str]) -> str:
    """What stands in the line before a place, without tags within it."""
    text = found.string[max(0, found.start() - _BEHIND) : found.start()]
    while tags := _TAGS.search(text):
        text = text[: tags.start()]
    return text.rpartition(">")[2]
