"""What is said behind a dash, as Spanish, Portuguese and French papers set it."""

from __future__ import annotations

from bisect import bisect_right

from index.core.late_patterns import late
from index.quotes.other_languages.clause_words import Written
from index.quotes.other_languages.interviews import Paragraphs
from index.quotes.other_languages.marked_asides import parts
from index.quotes.other_languages.word_tables import Words
from index.quotes.quotation_marks import Marked

_SPEECH = late(r"(?:\A[—–-]|(?<=[.:!?…][\s\xa0\u202f])[—–])[\s\xa0\u202f]?(?=[^\W\d_]|[¿¡])")

_LINE = late(r"[—–][\s\xa0\u202f]?[¿¡]?[^\W\d_a-zà-ÿ]")
_ENDS = frozenset(".!?…")
_FEWEST = 2


def untold_speech(paragraphs: Paragraphs, words: Words) -> set[int]:
    """The paragraphs of an article that are speech behind a dash though nothing tells of it: whole
    sentences, where another paragraph that begins with such a dash says who speaks.
    """
    dashes = [(at, text) for at, (text, _) in enumerate(paragraphs) if _LINE.match(text)]
    if len(dashes) < _FEWEST:
        return set()
    told = {at for at, text in dashes if with_dialogue(Written(text, paragraphs[at][1], words), [])}
    if not told:
        return set()
    return {at for at, text in dashes if at not in told and text.rstrip()[-1:] in _ENDS}


def with_dialogue(written: Written, marked: list[list[Marked]]) -> list[list[Marked]]:
    """The passages between marks, and those that begin with a dash where another one follows that
    tells by whom, or a colon stands in front; all in order.
    """
    text = written.text
    if not ("—" in text or "–" in text or text[:1] == "-"):
        return marked
    begun = [group[0].outer for group in marked]
    found: list[list[Marked]] = []
    reached = 0
    places = [match.span() for match in _SPEECH.finditer(text)]
    for place, (outer, start) in enumerate(places):
        before = bisect_right(begun, outer)
        if outer < reached or (before and outer < marked[before - 1][-1].outer_end):
            continue
        following = [
            *begun[before : before + 1],
            *(outer for outer, _ in places[place + 1 : place + 2]),
        ]
        high = min([len(text), *following])
        stop = len(text[start:high].rstrip()) + start
        whole = Marked(outer, stop, start, stop)
        some = [*parts(written, whole, dialogue=True)]
        colon = text[:outer].rstrip().endswith(":") and high == len(text)
        if some and found and reached == outer:
            # — …, said Smith. — …
            found[-1] += some
            reached = high
        elif some and (some != [whole] or colon):
            found.append(some)
            reached = high
    return sorted([*marked, *found])
