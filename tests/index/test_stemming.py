"""Words are found in their inflections, by the rules of the language that a text is in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.folding import unaccented
from index.engines.whoosh.words.analysis import lower, surface
from index.engines.whoosh.words.stemming import LANGUAGES, forms, stem, stem_language
from index.engines.whoosh.words.word_endings import ENDINGS, with_known_ending

Pair = tuple[str, str]
_WORDS = st.text("abdeghijklmnoprstuvzäéößñçåыйитн", min_size=1, max_size=14)


def pairs() -> dict[str, tuple[list[Pair], list[Pair]]]:
    """By language: words and forms of them, and words that must not be taken for each other."""
    lines = (Path(__file__).parent / "inflections.txt").read_text("utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {
        one[0]: (_pairs(one[1:]), _pairs(other[1:]))
        for one, other in zip(rows[::2], rows[1::2], strict=True)
    }


def _pairs(words: list[str]) -> list[Pair]:
    return [(one, other) for one, other in (pair.split("/") for pair in words)]


PAIRS = pairs()


def _form(word: str, language: str) -> str:
    return stem(lower(surface(word)), language)


def _each(which: int) -> list[tuple[str, str, str]]:
    return [(language, *pair) for language, both in PAIRS.items() for pair in both[which]]


@pytest.mark.parametrize(("language", "word", "inflected"), _each(0))
def test_inflections_are_one_word(language: str, word: str, inflected: str) -> None:
    form = _form(word, language)
    for other in (inflected, inflected.upper(), unaccented(inflected), word.title()):
        assert _form(other, language) == form


@pytest.mark.parametrize(("language", "one", "other"), _each(1))
def test_other_words_are_not(language: str, one: str, other: str) -> None:
    assert _form(one, language) != _form(other, language)


@given(_WORDS)
def test_languages_do_not_meet(word: str) -> None:
    """What a word is filed under in one language is no form of any word in another."""
    plain = lower(surface(word))
    assert len(set(forms(plain, LANGUAGES))) == 1 + len(LANGUAGES)
    assert all(stem(plain, one).endswith(f"@{one}") for one in LANGUAGES)
    assert "@" not in stem(plain)


@pytest.mark.parametrize(
    ("stated", "language"),
    [("de", "de"), ("DE-at", "de"), ("pt_BR", "pt"), ("nb", "no"), ("en", ""), ("en-GB", ""),
     ("", ""), ("ja", ""), ("deutsch?", "")],
)  # fmt: skip
def test_the_language_is_the_one_that_is_stated_where_it_has_a_stemmer(
    stated: str, language: str
) -> None:
    assert stem_language(stated) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_names_with_signs_stay_as_they_are(language: str) -> None:
    for plain in ("1980s", "3.5", "covid19", "s&p", "node.js"):
        assert stem(plain, language) == f"{plain}@{language}"


def test_the_manual_names_every_language() -> None:
    manual = Path(__file__).parents[2] / "docs" / "query-language.md"
    (listed,) = re.findall(r"Turkish \(`([a-z\s]+)`\)", manual.read_text("utf-8"))
    assert {stem_language(one) for one in listed.split()} == set(LANGUAGES)


@pytest.mark.parametrize("language", ENDINGS)
def test_an_ending_is_the_first_of_all_that_fits(language: str) -> None:
    """Whatever is left out by the last letter of a word fits none."""
    words = {word for both in PAIRS.get(language, ([], [])) for pair in both for word in pair}
    for word in sorted(lower(surface(word)) for word in words):
        changed = (
            re.sub(one, instead, word) for one, instead in ENDINGS[language] if re.search(one, word)
        )
        assert with_known_ending(word, language) == next(changed, word)
    assert all(
        re.search(r"(?:[^\W\d_]|[])?])\$$", one) and "\\" not in one[-3:]
        for one, _ in ENDINGS[language]
    )
