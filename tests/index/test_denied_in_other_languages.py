"""What somebody never said, or is only supposed to have said, in other languages than English."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_other_languages import said

FRENCH = "Il n'est pas venu et les gens ne sont plus dans la rue avec nous."
SPANISH = "No es lo que se vio en la calle, y no es así como se hace en la ciudad."
GERMAN = "Das ist nicht so, und es war auch nie so in der Stadt, in der wir sind."
ITALIAN = "Non era quello che si vedeva nella strada, e non è così che si fa."
PORTUGUESE = "Não era o que se via na rua, e não é assim que se faz na cidade."
DUTCH = "Het is niet zo, en het was ook nooit zo in de stad waar wij zijn."


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (GERMAN, "[Anna Schmidt] hat nie gesagt: „Der Schreiber hat jede der Karten gezeichnet.“"),
        (GERMAN, "[Anna Schmidt] sagte nicht: „Der Schreiber hat jede der Karten gezeichnet.“"),
        (GERMAN, "Hätte [Anna Schmidt] gesagt: „Er hat die Karten gezeichnet“, wüsste man es."),
        (FRENCH, "[Marie Petit] n'a jamais dit : « Le greffier a dessiné toutes les cartes. »"),
        (FRENCH, "Si [Marie Petit] avait dit « le greffier a tout dessiné », on le saurait."),
        (SPANISH, "[Juan Ferrer] nunca dijo: “El escribano dibujó todos los mapas del puerto”."),
        (ITALIAN, "[Carlo Ricci] non ha mai detto: «Lo scrivano ha disegnato tutte le mappe»."),
        (PORTUGUESE, "[João Silva] nunca disse: “O escrivão desenhou todos os mapas do porto”."),
        (DUTCH, "[Jan Bakker] heeft nooit gezegd: “De klerk heeft al die kaarten getekend.”"),
        (DUTCH, "Als [Jan Bakker] had gezegd: “De klerk tekende de kaarten”, dan wist men het."),
    ],
)
def test_what_was_not_said_is_nobodys(before: str, text: str) -> None:
    assert all(not who for _, who, _ in said(before, text)[-1])


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (GERMAN, "[Anna Schmidt] hat gesagt: „Er hat nie eine der Karten gezeichnet.“"),
        (GERMAN, "[Anna Schmidt] sagte nicht nur: „Der Schreiber hat die Karten gezeichnet.“"),
        (FRENCH, "[Marie Petit] a dit : « Le greffier n'a pas dessiné les cartes. »"),
        (FRENCH, "[Marie Petit] n'a pas hésité à dire : « Il a dessiné toutes les cartes. »"),
        (ITALIAN, "[Carlo Ricci] ha detto: «Lo scrivano non ha disegnato le mappe»."),
    ],
)
def test_what_was_said_is_whose_it_is(before: str, text: str) -> None:
    [[_, who, _]] = said(before, text)[-1]
    assert who


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (GERMAN, "[Anna Schmidt] soll gesagt haben: „Der Schreiber hat die Karten gezeichnet.“"),
        (GERMAN, "[Anna Schmidt] sagte angeblich: „Der Schreiber hat die Karten gezeichnet.“"),
        (FRENCH, "[Marie Petit] aurait déclaré : « Le greffier a dessiné toutes les cartes. »"),
        (FRENCH, "« Le greffier a dessiné toutes les cartes », aurait dit [Marie Petit]."),
        (SPANISH, "[Juan Ferrer] habría dicho: “El escribano dibujó todos los mapas del puerto”."),
        (ITALIAN, "[Carlo Ricci] avrebbe detto: «Lo scrivano ha disegnato tutte le mappe»."),
        (PORTUGUESE, "[João Silva] teria dito: “O escrivão desenhou todos os mapas do porto”."),
        (DUTCH, "[Jan Bakker] zou hebben gezegd: “De klerk heeft al die kaarten getekend.”"),
    ],
)
def test_what_somebody_is_said_to_have_said_is_his_as_in_english(before: str, text: str) -> None:
    [[_, who, _]] = said(before, text)[-1]
    assert who
