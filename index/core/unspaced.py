"""Scripts that are written without blanks between words."""

from __future__ import annotations

from index.core.late_patterns import late

UNSPACED = (
    "\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"  # with Japanese letters of half a width
)
"""Their letters, as the inside of a class of a regular expression; Korean, whose words take endings
without a blank, is among them.
"""

_KATAKANA = late("[\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f]{2}")
_HANGUL = late("[\uac00-\ud7a3]{2}")
_ANY = late(f"[{UNSPACED}]")


def begins_between(before: str, first: str) -> bool:
    """Whether a word may begin with a sign that stands behind another one ("" for none): words in
    katakana are told by the signs around them, and Korean ones stand behind a blank.
    """
    pair = before + first
    if _KATAKANA.fullmatch(pair) or _HANGUL.fullmatch(pair):
        return False
    return not pair[:-1].isalnum() or not first.isalnum() or bool(_ANY.search(pair))


def ends_between(last: str, after: str) -> bool:
    """Whether a word may end with a sign that stands before another one ("" for none)."""
    if _KATAKANA.fullmatch(last + after):
        return False
    return not (last.isalnum() and after.isalnum()) or bool(_ANY.search(last + after))
