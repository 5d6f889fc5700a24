"""Text as LaTeX writes it, and back."""

from __future__ import annotations

import re

from index.core.late_patterns import late

_WORDS = {
    # Braces count even where they are escaped; see `_pairs`.
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_SIGNS = "&%$#_"
_LATEX = str.maketrans({**{sign: f"\\{sign}" for sign in _SIGNS}, **_WORDS})
# What LaTeX draws as one sign.
_ONE_SIGN = late(r"(?<=-)-|(?<=[`?!])`|(?<=')'|(?<=,),|(?<=<)<|(?<=>)>")
_WRITTEN = late(
    "|".join((*map(re.escape, _WORDS.values()), rf"\\[{re.escape(_SIGNS)}{{}}]", r"\{\}"))
)
_BRACE = late(r"[{}]")
_MEANT = {**{word: sign for sign, word in _WORDS.items()}, "{}": ""}


def latex(text: str) -> str:
    """The text, all of it, between braces."""
    written = text.translate(_LATEX)
    if _pairs(text):
        written = written.replace("\\textbraceleft{}", r"\{").replace("\\textbraceright{}", r"\}")
    return _ONE_SIGN.sub(r"{}\g<0>", written)


def text_of_latex(written: str) -> str:
    """The text that `latex` wrote so."""
    return _WRITTEN.sub(lambda found: _MEANT.get(found[0], found[0][-1:]), written)


def braced(text: str, start: int) -> str:
    """What stands in a text from a place, behind an opening brace, to the brace that closes it; to
    the end where none does. Escaped braces count, as they do in BibTeX.
    """
    depth = 1
    for brace in _BRACE.finditer(text, start):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return text[start : brace.start()]
    return text[start:]


def _pairs(text: str) -> bool:
    """Whether each brace of a text has its other one: then none ends the value. Not all programs
    know the words for braces.
    """
    depth = 0
    for sign in text:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return not depth
