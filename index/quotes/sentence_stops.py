"""Where the sentences of a paragraph end: which full stops only shorten a word."""

from __future__ import annotations

from index.core.late_patterns import late

_SHORTENED = frozenset(
    """mr mrs ms dr sen sens rep reps gov gov't govs gen lt col sgt capt rev hon st jr sr prof profs
    pres messrs mme mlle adm brig maj cmdr cmd cpl cpt pfc pvt spc lcpl supt insp det atty asst
    secy fmr supvr mt mts ft sta sto brgy engr v vs""".split()
)
"""Words that stand in front of a name, whose full stop ends nothing."""

_PLACES = frozenset(
    """mass calif fla ga pa va tenn wis mich minn ill ind ala ariz ark colo conn del kan ky la md
    miss mo mont neb nev okla ore tex vt wash wyo ohio""".split()
)
"""States behind a town; in small letters most are words: he fell ill."""

_COUNTED = frozenset(
    """no nos jan feb mar apr jun jul aug sept sep oct nov dec art sec vol fig rs ch pp""".split()
)
"""Words whose full stop ends nothing in front of a number: Sept. 11, No. 10."""

SHORTENED = _SHORTENED | _PLACES | _COUNTED
"""All of them: behind any other word of several letters a full stop ends a sentence."""

_AROUND = 8  # characters


_RUN_ON = late(r"(?<=[a-z]\.)[“\"]?[A-Z](?:[a-z]|(?= ))")


def lacks_blank(text: str, end: int) -> bool:
    """Whether a sentence ends with a full stop, behind which the next one begins without a blank,
    as where lines were put together: he said.But Smith
    """
    return _RUN_ON.match(text, end) is not None


def ends_sentence(text: str, end: int, word: str) -> bool:
    """Whether a full stop, which ends there in a text, is the last of a sentence; it stands behind
    a word, which is given in small letters, "" where that touches no word.
    """
    rest = text[end : end + _AROUND].lstrip()[:1]
    if rest.islower():
        return False
    if word in _SHORTENED or (len(word) == 1 and word.isalpha()):
        return False
    if word in _COUNTED:
        # No. 10, but: “Did he?” No.
        return not rest.isdigit()
    return word not in _PLACES or text[end - 1 - len(word)].islower()
