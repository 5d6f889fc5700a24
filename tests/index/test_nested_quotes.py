"""Quotes in other languages than English with marks inside of theirs, and those that go on."""

from __future__ import annotations

import pytest

from index.quotes.other_languages.nested_marks import with_inner_single
from tests.index.test_quotes_other_languages import said

FRENCH = "Il n'est pas venu et les gens ne sont plus dans la rue avec nous."
SPANISH = "No es lo que se vio en la calle, y no es así como se hace en la ciudad."
GERMAN = "Das ist nicht so, und es war auch nie so in der Stadt, in der wir sind."
ITALIAN = "Non era quello che si vedeva nella strada, e non è così che si fa."


@pytest.mark.parametrize(
    ("before", "text", "found"),
    [
        (
            FRENCH,
            "«J'y suis entré à 16 ans, raconte [Marc Petit]. On ne dit pas “l'usine” ici.»",
            ["J'y suis entré à 16 ans", "On ne dit pas “l'usine” ici."],
        ),
        (
            FRENCH,
            "« On parle d'« un cas d'école » depuis toujours », dit [Marc Petit].",
            ["On parle d'« un cas d'école » depuis toujours"],
        ),
        (
            SPANISH,
            "“Ahí dijo, sin que nadie se lo preguntara, que «eran suyas»”, contó [Juan Ferrer].",
            ["Ahí dijo, sin que nadie se lo preguntara, que «eran suyas»"],
        ),
        (
            ITALIAN,
            "«Stavo per uscire – ricorda [Carlo Ricci] – poi lei mi ha gridato: “Fermo!”».",
            ["Stavo per uscire", "poi lei mi ha gridato: “Fermo!”"],
        ),
    ],
)
def test_marks_inside_of_others_end_nothing(before: str, text: str, found: list[str]) -> None:
    quotes = said(before, text)[1]
    assert [words for words, *_ in quotes] == found
    assert len({who for _, who, _ in quotes}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "«Er ist da», sagte sie. «Und sie.",
        "»So ist es«, sagte er »und so«.",
        "« A » et « B »",
        "“a” «",
    ],
)
def test_marks_that_do_not_pair_or_stand_apart_stay(text: str) -> None:
    assert with_inner_single(text) == text


def test_inner_marks_become_single_ones_in_place() -> None:
    text = "«On dit “oui” et «non» ici» et “non”."
    assert with_inner_single(text) == "«On dit ‘oui’ et ‘non’ ici» et “non”."


def test_a_german_sentence_in_the_mood_of_reports_goes_on_with_what_was_said() -> None:
    _, found = said(
        GERMAN,
        "„Es fiel sehr viel Regen in der Nacht“, sagte [Corinne Kelv]. Die Strasse bleibe"
        " „bis Donnerstag“ gesperrt.",
    )
    assert found[1] == ("bis Donnerstag", "Corinne Kelv", True)


def test_a_german_sentence_of_the_reporter_is_nobodys() -> None:
    _, found = said(
        GERMAN,
        "„Es fiel sehr viel Regen in der Nacht“, sagte [Corinne Kelv]. Die Strasse bleibt"
        " „bis Donnerstag“ gesperrt.",
    )
    assert [words for words, *_ in found] == ["Es fiel sehr viel Regen in der Nacht"]
