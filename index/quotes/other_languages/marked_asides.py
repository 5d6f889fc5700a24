"""What is told between the marks of whoever speaks.

French and Italian papers do not close the marks for it: « Nous partons, a dit Durand, et vite. »
«Partiamo – ha detto Rossi – e subito».
"""

from __future__ import annotations

from collections.abc import Iterator

from index.core.late_patterns import late
from index.quotes.other_languages.aside_bounds import aside_end, is_inverted
from index.quotes.other_languages.clause_words import Written
from index.quotes.other_languages.nested_marks import with_inner_single, with_outer_single
from index.quotes.quotation_marks import Marked, marked

_BLANKS = " \xa0\u202f"
_COMMA = late(r"(?:,|[\s\xa0\u202f]?[?!…](?=[\s\xa0\u202f]+[a-zéèêàç]))[\s\xa0\u202f]+")
_DASH = late(r"[,.?!…]?[\s\xa0\u202f]*[—–-](?=\w)|[,.?!…]?[\s\xa0\u202f]+[—–-][\s\xa0\u202f]*")
_CLOSED = late(r"[—–-][.,:;]?\Z")
_COMMAS = late(r"(?<![^\s(]),,(?=[\w‘'])")
_ENDED = frozenset("?!…")
_DOUBLE = late('["“”„«»]')
_SINGLE = late("[‚‹]([^‚‘‹›]*)[‘›]")
_WITH_COMMA = frozenset({"fr", "it", "nl", "pt", "es"})


def passages_apart(written: Written) -> list[list[Marked]]:
    """The passages between marks, each as the parts that are left of it when what is told there is
    taken out.
    """
    # Dutch papers set two commas for the low mark: ,,Het is zo”
    text = _COMMAS.sub("``", written.text)
    if "‚" in text or "‹" in text:
        # Where these are the only marks, they are as others are elsewhere.
        text = text if _DOUBLE.search(text) else _SINGLE.sub("“\\1”", text)
    text = with_outer_single(text)
    every = ([*parts(written, passage)] for passage in marked(with_inner_single(text)))
    return [some for some in every if some]


def parts(
    written: Written, passage: Marked, *, dialogue: bool = False, turn: bool = False
) -> Iterator[Marked]:
    """What a passage is made of when what is told in it is taken out; with `dialogue` it stands
    behind a dash, and ends where something else is told; with `turn` it is all that one says who
    is asked.
    """
    text, outer, start = written.text, passage.outer, passage.start
    for begins, ends in _asides(written, passage, dialogue=dialogue):
        if text[start:begins].strip():
            yield Marked(outer, begins, start, begins)
        outer = start = ends
        told = text[begins + 1 : ends].rstrip()
        commas = text[begins : begins + 1] == "," and (turn or written.words.language == "fr")
        if dialogue and told.endswith(".") and not (commas or _CLOSED.search(told)):
            # No other dash has closed what is told: so is what follows.
            return
        if dialogue and told.endswith(",") and _goes_on_telling(written, begins):
            # — …! said Smith, on his feet.
            return
    if start < passage.end and text[start : passage.end].strip(_BLANKS + ".,"):
        yield Marked(outer, passage.outer_end, start, passage.end)


def _goes_on_telling(written: Written, at: int) -> bool:
    """Whether what is told from a place on, behind no dash, goes on behind a comma: where what is
    said has ended as a sentence does, or another dash would begin it anew.
    """
    text = written.text
    if _DASH.match(text, at):
        return False
    return text[at - 1] in _ENDED or written.words.without_pronoun


def _asides(written: Written, passage: Marked, *, dialogue: bool) -> Iterator[tuple[int, int]]:
    """Where in a passage it is told who speaks: places in the text, with the signs around."""
    text, reached = written.text, passage.start
    french = written.words.language == "fr"
    comma = dialogue or written.words.language in _WITH_COMMA
    places = sorted(
        (match.start(), match.end(), sign is _DASH)
        for sign in ([_COMMA, _DASH] if comma else [_DASH])
        for match in sign.finditer(text, passage.start + 1, passage.end)
    )
    for begins, behind, dash in places:
        if begins < reached or (dash and text[begins - 1].isspace()):
            continue
        inverted = not dash and (dialogue or not french)
        if inverted and not is_inverted(written, behind, passage.end, dialogue=dialogue):
            continue
        if ends := aside_end(written, behind, passage.end, dash=dash):
            # What is asked keeps its mark.
            stop = begins
            while text[stop] in _BLANKS + ".?!…":
                stop += 1
            yield begins + len(text[begins:stop].rstrip()), ends
            reached = ends
