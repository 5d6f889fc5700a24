"""The forms of regular verbs of saying that newspapers print, in the third person."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_Forms = tuple[tuple[str, ...], tuple[str, ...]]


def _spanish(stem: str) -> _Forms:
    return (
        tuple(stem + end for end in ("a", "an", "ó", "aron", "aba", "aban", "ará")),
        (stem + "ado",),
    )


def _italian(stem: str) -> _Forms:
    present = stem.removesuffix("i")
    return (
        (stem + "a", present + "ano", stem + "ò", stem + "arono", stem + "ava", stem + "avano"),
        (stem + "ato",),
    )


def _portuguese(stem: str) -> _Forms:
    return (
        tuple(stem + end for end in ("a", "am", "ou", "aram", "ava", "avam", "ará")),
        (stem + "ado",),
    )


def _french(stem: str) -> _Forms:
    """Before a, c and g are written so that they sound as before e: lança, jugea."""
    soft = {"c": stem[:-1] + "ç", "g": stem + "e"}.get(stem[-1], stem)
    stressed = stem
    if len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiouysnt":
        # Rappelle, but relève, révèle.
        twice = stem.endswith("ppel")
        stressed = stem + "l" if twice else f"{stem[:-2]}è{stem[-1]}"
    finite = (stressed + "e", stressed + "ent", soft + "ait", soft + "aient", soft + "a")
    return finite, tuple(stem + end for end in ("é", "ée", "és", "ées"))


_BY_LANGUAGE: dict[str, tuple[str, Callable[[str], _Forms]]] = {
    "es": ("ar", _spanish),
    "fr": ("er", _french),
    "it": ("are", _italian),
    "pt": ("ar", _portuguese),
}


def conjugated(language: str, infinitives: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The finite forms of verbs and their participles."""
    finite: set[str] = set()
    participles: set[str] = set()
    for verb in infinitives:
        ending, forms = _BY_LANGUAGE[language]
        some, others = forms(verb.removesuffix(ending))
        finite.update(some)
        participles.update(others)
    return frozenset(finite), frozenset(participles)
