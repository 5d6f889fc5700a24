"""Sentences of notices are told from those of news, in the languages they were learnt in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.ingest.readers.notices.notice_wording import evidence, odds, sentences, worded


@pytest.mark.parametrize(
    ("language", "notice", "news"),
    [
        ("en", "Sign in to read on, or try us for a month.", "The bridge was shut on Tuesday."),
        ("de", "Bitte melden Sie sich an und laden Sie neu.", "Die Brücke war am Dienstag zu."),
        ("fr", "Veuillez vous identifier pour lire la suite.", "Le pont a été fermé mardi soir."),
        ("es", "Inicia sesión para seguir leyendo.", "El puente se cerró el martes por la noche."),
        ("it", "Accedi per continuare la lettura.", "Il ponte è stato chiuso martedì sera."),
        ("pt", "Entre com a sua conta para continuar.", "A ponte foi fechada na terça-feira."),
        ("nl", "Log in om verder te lezen.", "De brug was dinsdag dicht, meldt de politie."),
        ("pl", "Zaloguj się, aby czytać dalej.", "Most zamknięto we wtorek, podała policja."),
    ],
)
def test_what_speaks_to_the_reader_of_the_page_speaks_for_a_notice(
    language: str, notice: str, news: str
) -> None:
    assert odds(evidence(notice, language)) > odds(evidence(news, language)) + 1


@given(st.lists(st.text(max_size=200), max_size=8))
def test_any_text_has_figures_within_their_bounds(texts: list[str]) -> None:
    read = sentences(texts)
    values = worded([len(one) for one in read], [odds(evidence(one, "")) for one in read])
    assert all(-1 <= one <= 1 for name, one in values.items() if name != "worded as news")
    assert values["worded as news"] >= 0
