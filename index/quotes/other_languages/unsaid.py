"""What somebody did not say, or is only supposed to have said: n'a jamais dit, hätte gesagt."""

from __future__ import annotations

from index.quotes.other_languages.clause_words import ClauseWords, Verb

_IFS = {
    "de": frozenset({"ob", "wenn", "falls"}),
    "fr": frozenset({"si", "s'il", "s’il", "s'ils", "s’ils"}),
    "es": frozenset({"si"}),
    "it": frozenset({"se"}),
    "pt": frozenset({"se"}),
    "nl": frozenset({"of", "als", "indien"}),
}
_UNREAL = frozenset(
    """hätte hätten avait avaient hubiera hubieran hubiese hubiesen avesse avessero tivesse tivessem
    had hadden""".split()
)
"""With these something is supposed that has not been, behind "if", or in German in front."""

_NOT_ONLY = frozenset("nur seulement solo sólo solamente só somente soltanto alleen".split())
_NEAR, _HEARER = 12, 4
"""Words looked at in front of a passage; those of whom it is told, before a colon."""

_PARTS = 3
_MODALS = frozenset(
    """will wollte wollten mag möchte mochte kann konnte konnten soll sollte darf durfte wil wilde
    kan kon""".split()
)
_WORDS = 8
"""So many words may stand between "if" and its verb."""


def is_unsaid(line: ClauseWords, at: int) -> bool:
    """Whether a verb of saying that leads to what is between marks at a place is denied, or tells
    what would have been said, or may have been.
    """
    low = max(0, at - _NEAR)
    cue = at - 1 - (line.low[at - 1] == ":")
    if line.low[cue] in line.words.participles:
        # Non ha mai detto: between the parts of the verb stands more than one word.
        parts = [one for one in range(cue - _PARTS, cue) if line.within(one, cue)]
        helping = [one for one in parts if line.low[one] in line.words["have"]]
        return bool(helping) and _is_denied(line, Verb(helping[-1], cue, cue), at)
    verbs = [one for one in line.verbs(low, at) if line.is_strong(one)]
    if not verbs or not line.within(verbs[-1].first, at):
        return False
    verb = verbs[-1]
    if verb.first != verb.cue and line.low[verb.first] not in line.words["have"]:
        # Prefiere no hablar: “…” is said.
        return False
    return _is_denied(line, verb, at)


def _is_denied(line: ClauseWords, verb: Verb, at: int) -> bool:
    leads = verb.last >= at - 1 - _HEARER * (line.low[at - 1] == ":")
    front = line.low[max(0, verb.cue - _WORDS) : verb.cue]
    if not _MODALS.isdisjoint(front):
        # Von einer Krise wollte sie nicht sprechen: „…“ is said.
        return False
    if not leads or _NOT_ONLY & {*line.low[verb.first : at]}:
        return False
    if not line.words["not"].isdisjoint(line.low[verb.first + 1 : verb.cue]):
        return True
    beside = {line.low[verb.first - 1]}
    if verb.last + 2 >= at - 1:
        beside.add(line.low[verb.last + 1])
    if verb.first == verb.last and not line.words["not"].isdisjoint(beside):
        return True
    supposed = not _IFS[line.words.language].isdisjoint(front)
    parts = {*line.low[verb.first : verb.last + 2]}
    unreal = not _UNREAL.isdisjoint(parts)
    german = unreal and line.words.language == "de"
    return (supposed and unreal) or german
