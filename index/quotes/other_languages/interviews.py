"""Interviews: questions and answers between marks or behind a dash, a paragraph each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from index.core.late_patterns import late
from index.quotes.attribution_words import Named
from index.quotes.quotation_marks import marked
from index.quotes.quote import Source

_BEGINS = late(r"(?:\A|[.!?]\s)\s*\Z")
_DASH = late(r"[—–-][\s\xa0\u202f]?(?=[^\W\d_]|[¿¡])")
_MARKS = " \t\xa0\u202f\"“”‘’'«»„`.,"
_SHARE = 0.9
_LEAST = 4
"""So many turns make an interview, if one of them asks behind a dash, two between marks."""

_MOST_ASK = 0.6
"""So many of what stands behind every other dash ask; between marks all do."""

_BYLINE = 10
"""Words of a line at most that says who wrote an article."""
_SMALL = frozenset(
    "de di da do dos von van der den und et y e en por par door aus à dal dalla nostro nostra"
    " inviato inviata corrispondente notre nos envoyé envoyée envoyés spécial spéciale"
    " correspondant correspondante nuestro nuestra enviado enviada especial corresponsal nosso"
    " nossa correspondente unserem unserer korrespondent korrespondentin onze correspondent"
    " verslaggever verslaggeefster text texte testo texto tekst".split()
)
_FEWEST = 2
"""So many do where only answers are between marks."""
# Interview: Ann Lee; propos recueillis par Ann Lee; por Ann Lee
_BY = late(
    r"(?:\A\W*(?:by|por|par|di|von|door|de|texte?|text|testo|texto|tekst)"
    r"|[.,;:|(]\s*(?:por|par|di|von|door)|recueill\w+ par|(?:interview|intervist|entrevist)\w*:)"
    r"\s+\Z",
    re.IGNORECASE,
)

Paragraphs = Sequence[tuple[str, Sequence[Named]]]


class Interview:
    """Which paragraphs of an article are turns of one; none where it is no interview.

    `asks` are those of whoever asks, `dashed` those behind a dash. `answers` is a mention of
    whoever answers, None where that is not certain.
    """

    def __init__(self, paragraphs: Paragraphs) -> None:
        dashes = {at for at, (text, _) in enumerate(paragraphs) if _DASH.match(text)}
        whole = {at for at, (text, _) in enumerate(paragraphs) if _is_whole(text)}
        behind_dashes = len(dashes) >= _LEAST
        turns = sorted(dashes if behind_dashes else whole)
        asked = _asked(paragraphs, turns)
        asking = [at in asked for at in turns if asks(paragraphs[at][0])]
        count = sum(asks(paragraphs[at][0]) for at in turns)
        self.asks: set[int] = set()
        self.turns: set[int] = set()
        self.dashed: set[int] = set()
        self.answers: Source | None = None
        # Whoever asks does so in every other turn, and first.
        most = _MOST_ASK if behind_dashes else 1
        asking_enough = asking and sum(asking) >= most * len(asking)
        if len(turns) >= _LEAST and count + behind_dashes > 1 and asking_enough:
            self.asks, self.turns = asked, set(turns)
            self.dashed = self.turns & dashes
            self.answers = who_answers(paragraphs, turns[0])
        elif not dashes and _only_answers(paragraphs, turns):
            self.turns = set(turns)
            self.answers = who_answers(paragraphs, turns[0])


def is_byline(text: str) -> bool:
    """Whether a paragraph is only names, as where it is said who wrote the article, and where."""
    words = text.split(maxsplit=_BYLINE + 1)
    if len(words) > _BYLINE or text.rstrip(_MARKS + "*_")[-1:] in {"!", "?", "…", ":"}:
        return False
    letters = [word.strip(_MARKS + "*_|,/()-") for word in words]
    return all(not one or not one[0].islower() or one.lower() in _SMALL for one in letters)


def dash_end(text: str) -> int:
    """Where what is said begins in a paragraph behind a dash."""
    match = _DASH.match(text)
    return match.end() if match else 0


def _is_whole(text: str) -> bool:
    """Whether nothing but what one says stands in a paragraph."""
    passages = marked(text)
    said = sum(one.end - one.start for one in passages)
    return bool(passages) and passages[0].outer == 0 and said >= _SHARE * len(text.strip(_MARKS))


def _asked(paragraphs: Paragraphs, turns: Sequence[int]) -> set[int]:
    """The turns of whoever asks: each second one of those that follow each other, of which the last
    is an answer; one by itself between the reporter's own words is, too, if it does not ask.
    """
    found: set[int] = set()
    known = set(turns)
    for at in reversed(turns):
        alone = at + 1 not in known and at - 1 not in known
        answered = at + 1 in known and at + 1 not in found
        if asks(paragraphs[at][0]) if alone else answered:
            found.add(at)
    return found


def _only_answers(paragraphs: Paragraphs, turns: Sequence[int]) -> bool:
    """Whether only what is answered is between marks, and each time something is asked before."""
    before = [paragraphs[at - 1][0] for at in turns if at]
    asking = sum(map(asks, before))
    plain = len(before) == len(turns) and not any(map(marked, before))
    return plain and len(turns) >= _FEWEST and 2 * asking >= len(turns)


def asks(text: str) -> bool:
    """Whether a paragraph ends with a question."""
    return text.rstrip(_MARKS).endswith("?")


def who_answers(paragraphs: Paragraphs, first: int) -> Source | None:
    """Who is named most in front of the first turn, but for who wrote it down; of several who are
    so as often, the only one whom a sentence begins with, else whom the article names most. None
    where that is nobody, or several.
    """
    people = [
        Source(at, start, entity)
        for at in range(first)
        for start, _, entity, kind in paragraphs[at][1]
        if kind == "person" and not _BY.search(paragraphs[at][0][:start])
    ]
    ranked = Counter(one.entity for one in people)
    most = [entity for entity, count in ranked.items() if count == max(ranked.values())]
    if len(most) > 1:
        begins = (
            one for one in people if _BEGINS.search(paragraphs[one.paragraph][0][: one.start])
        )
        most = [*{one.entity for one in begins} & {*most}] or _most_named(paragraphs, most)
    return next(one for one in people if one.entity == most[0]) if len(most) == 1 else None


def _most_named(paragraphs: Paragraphs, some: Sequence[int]) -> list[int]:
    """Those of some people whom the whole article names most."""
    times = Counter(who for _, named in paragraphs for _, _, who, _ in named if who in some)
    return [one for one in some if times[one] == max(times.values())]
