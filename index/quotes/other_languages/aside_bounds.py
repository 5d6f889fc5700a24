"""Where it ends that somebody is told to speak, in the middle of what is said."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter

from index.core.late_patterns import late
from index.quotes.other_languages.behind_verbs import is_somebody
from index.quotes.other_languages.clause_words import ClauseWords, Written
from index.quotes.other_languages.named_phrases import Phrase
from index.quotes.other_languages.noun_phrases import phrase
from index.quotes.other_languages.verb_subjects import after

_LONGEST = 160
"""Characters."""
_WORDS = 14
"""Words behind whoever speaks: when, where and to whom."""
_DASHES = frozenset("—–-")
_CLOSES = late(r"[\s\xa0\u202f]*[—–-][.,:;]?[\s\xa0\u202f]*")
_MEANWHILE = frozenset({"mentre", "mientras", "enquanto"})
_MODAL = frozenset("peut doit est a va faut sera veut sait pourrait devrait y vient".split())
_start = itemgetter(0)


def aside_end(written: Written, at: int, high: int, *, dash: bool) -> int:
    """Where what is told of whoever speaks ends that begins at a place, 0 where nothing is. It ends
    before another one; with `dash` it stands between dashes.
    """
    text, words = written.text, written.words
    piece = text[at : min(high, at + _LONGEST)]
    first = bisect_left(written.mentions, at, key=_start)
    last = bisect_left(written.mentions, at + len(piece), key=_start)
    inside = [(a - at, b - at, n, k) for a, b, n, k in written.mentions[first:last]]
    line = ClauseWords(piece, (), inside, words)
    found = _attribution(line) or _inverted(line)
    if found is None:
        return 0
    place, subject = found
    aside = subject is not None and line.low[subject.end] == ","
    if subject and aside and not dash and words.is_role(line.low[subject.end + 1]):
        # …, dit Durand, maire de Brest, …
        place = subject.end + 1
    for sign in range(place + 1, min(line.size, place + _WORDS)):
        if _ends(line, sign, dash=dash):
            return _behind(text, at + line.start(sign), high, dash=dash)
    near = at + len(piece) >= high and line.size - found[0] < _WORDS
    return high if near and (subject or dash) else 0


def is_inverted(written: Written, at: int, high: int, *, dialogue: bool = False) -> bool:
    """Whether at a place begins a verb in front of somebody who is named, or of his pronoun:
    confida l'ex sindaco Rossi; sourit-elle. Other words between commas may be said themselves.
    With `dialogue`, behind a dash, it may be said what somebody is: zei de brugwachter.
    """
    text, words = written.text, written.words
    piece = text[at : min(high, at + _LONGEST)]
    inside = [
        (start - at, end - at, who, kind)
        for start, end, who, kind in written.mentions
        if at <= start and end <= at + len(piece)
    ]
    line = ClauseWords(piece, (), inside, words)
    if words.language == "fr":
        hyphen = line.text[line.end(0) : line.end(0) + 1] == "-"
        if not dialogue or hyphen:
            return hyphen and line.low[1] in words["he"] | words["she"]
    found = _attribution(line) or (_inverted(line) if dialogue else None)
    subject = found[1] if found else None
    if subject is None:
        # "— Rachou com a geada, explica, rindo." «Prima, risponde, mi devono dire …»
        following = line.low[found[0] + 1] if found else ""
        told = following in {",", "."} or following in words["in"] | _MEANWHILE
        return told or (dialogue and following.endswith("ndo"))
    if dialogue and not subject.is_pronoun and is_somebody(line, subject):
        return True
    own = subject.is_pronoun and line.low[subject.pronoun] in words["he"] | words["she"]
    return own or (subject.named >= 0 and line.kind[subject.named] == "person")


def _ends(line: ClauseWords, at: int, *, dash: bool) -> bool:
    """Whether a sign ends what is told."""
    low = line.low[at]
    if dash:
        return low in _DASHES or (low in {".", ":"} and line.begins(at + 1))
    number = line.low[at - 1].isdigit() and line.low[at + 1].isdigit()
    if low == "," and _is_meanwhile(line, at + 1):
        return False
    return low in {",", ".", ":", ";"} and not number


def _is_meanwhile(line: ClauseWords, at: int) -> bool:
    """Whether words tell what whoever speaks does meanwhile: balançando a cabeça, en souriant."""
    low = line.low[at]
    gerund = line.words.without_pronoun and low.endswith("ndo")
    return gerund or (low == "en" and line.low[at + 1].endswith("ant"))


def _behind(text: str, sign: int, high: int, *, dash: bool) -> int:
    """Where a text goes on behind the sign that ends what is told, and the blanks behind it."""
    if dash and (closes := _CLOSES.match(text, sign)):
        return min(high, closes.end())
    rest = text[sign + 1 : high]
    return sign + 1 + len(rest) - len(rest.lstrip())


def _inverted(line: ClauseWords) -> tuple[int, Phrase] | None:
    """Another verb than one of saying in front of whose it is: soupire Durand; corrige-t-il."""
    words, at = line.words, 0
    while at < 2 and line.low[at] in words["clitic"]:
        at += 1
    if line.low[at] in words["have"]:
        at += 1
    low = line.low[at]
    known = low in words.stops or low in words["the"] or low in words["of"] or low in _MODAL
    # "a irmã dele, dona Ada" is no verb.
    known = known or words.is_role(low) or low in words["mister he"] | words["mister she"]
    if known or not low.isalpha() or line.is_capital(at) or line.kind[at + 1] == "":
        return None
    hyphen = line.text[line.end(at) : line.end(at) + 1] == "-"
    if hyphen and line.low[at + 1] in words.pronouns:
        return at + 1, Phrase(-1, at + 1, at + 1, at + 1, at + 2)
    perfect = at > 0 and line.low[at - 1] in words["have"]
    if line.kind[at + 1] != "person" and not perfect:
        return None
    subject = phrase(line, at + 1, line.size)
    sure = subject and (subject.named >= 0 or (subject.role and is_somebody(line, subject)))
    return (subject.end - 1, subject) if subject and sure else None


def _attribution(line: ClauseWords) -> tuple[int, Phrase | None] | None:
    """The last word of the verb that begins a line and of whose it is, and that."""
    words, at = line.words, 0
    while at < 3 and line.verb(at) is None:
        low = line.low[at]
        if not (low in words["clitic"] or low in words["adverb"]):
            return None
        at += 1
    verb = line.verb(at)
    if verb is None or line.is_capital(at):
        return None
    subject = after(line, verb, line.size)
    if subject is None and not (words.without_pronoun and line.is_strong(verb)):
        return None
    return max(verb.last, subject.end - 1 if subject else 0), subject
