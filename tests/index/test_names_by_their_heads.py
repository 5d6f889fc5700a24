"""Streets, courts, embassies, firms and datelines in the six other languages, and services by which
something is sent.
"""

from __future__ import annotations

import pytest

from tests.found_names import named


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ha la bottega in via Prelli, e i figli giocano nella piazza del Mercato tutto il dì.",
            {("via Prelli", "place"), ("piazza del Mercato", "place")},
        ),
        (
            "È custode in val di Sorbara, dove non ci sono più alberi.",
            {("val di Sorbara", "place")},
        ),
        (
            "Los vecinos de la avenida de la Concordia no saben lo que se va a hacer.",
            {("avenida de la Concordia", "place")},
        ),
        (
            "Tiene ochenta colmenas en la sierra de Almorcón, y no sabe qué hacer con ellas.",
            {("sierra de Almorcón", "place")},
        ),
        (
            "O mercado da praça Padre Amílcar não é o que era, e não há quem o diga.",
            {("praça Padre Amílcar", "place")},
        ),
        (
            "La préfecture du Finistère n'a pas dit ce qu'elle va faire de ce dossier.",
            {("préfecture du Finistère", "org")},
        ),
        (
            "De correctionele rechtbank van Kortrijk heeft de man niet gestraft voor wat hij deed.",
            {("correctionele rechtbank van Kortrijk", "org")},
        ),
        (
            "Het parket van Brugge zegt dat het niet aan hem was om het te doen.",
            {("parket van Brugge", "org")},
        ),
        (
            "La Embajada de Rusia en Helsinki no quiso decir lo que se sabe de los hechos.",
            {("Embajada de Rusia en Helsinki", "org")},
        ),
    ],
)
def test_a_name_begins_with_what_it_is(text: str, names: set[tuple[str, str]]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        (
            "Bei der Vogtland Kabel AG ist man nicht froh, und das ist auch gut so.",
            "Vogtland Kabel AG",
        ),
        ("Le patron de Fèves du Sud ou celui d'Ivoire Fèves SA ne dit pas ce qu'il va faire.", ""),
        (
            "A fábrica da Costa Nova Lda não vai abrir, e não é por isso que se fala dela.",
            "Costa Nova Lda",
        ),
    ],
)
def test_a_firm_ends_with_its_legal_form(text: str, firm: str) -> None:
    found = named(text)
    assert not firm or (firm, "org") in found
    assert not any(name in {"Vogtland", "Costa", "Costa Nova"} for name, _ in found)


def test_what_a_firm_makes_is_no_part_of_its_name() -> None:
    text = "Der Villacher Halbleiterzulieferer Tannegg AG hat das gesagt, und es ist nicht neu."
    assert ("Villacher Halbleiterzulieferer Tannegg AG", "org") not in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sie haben es über WhatsApp erfahren, und das ist nicht die Art, wie man das macht.",
        "On l'a appris par WhatsApp, et ce n'est pas comme ça que l'on fait les choses.",
        "Se lo dijeron por Instagram, y no es así como se hacen las cosas en el pueblo.",
        "L'ha saputo da nessuno, ma l'ha letto su Facebook come tutti gli altri della via.",
        "Soube-o pelo WhatsApp, e não é assim que se faz o que tem de ser feito.",
        "Hij heeft het op Marktplaats gezien en het is niet wat hij ervan had gedacht.",
    ],
)
def test_that_by_which_something_is_sent_is_no_body(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Helsinki, 27 nov (EFE).- El Gobierno no ha dicho lo que va a hacer.", "Helsinki"),
        ("RODEZ. Le procès n'a pas encore dit ce que l'on va faire de cette affaire.", "RODEZ"),
        ("Finlandia cierra los dos pasos que tiene en el este, y no es por la nieve.", "Finlandia"),
        ("Das Bad im Quessental ist zu, und das wird es auch noch lange sein.", "Quessental"),
        (
            "Auf dem Molleratschgletscher liegt nicht mehr viel, und das ist nicht gut.",
            "Molleratschgletscher",
        ),
        (
            "Sie steht in Weißenkirchen und zählt, was noch da ist, und das ist nicht viel.",
            "Weißenkirchen",
        ),
        ("Se lo llevaron a Tepatitlán, donde no hay quien sepa lo que le pasa.", "Tepatitlán"),
    ],
)
def test_a_place_is_told_by_a_date_a_list_or_its_end(text: str, place: str) -> None:
    assert (place.title() if place.isupper() else place, "place") in {
        (name.title() if name.isupper() else name, kind) for name, kind in named(text)
    }


@pytest.mark.parametrize("noun", ["Stammkapital", "Hanggletscher", "Nachtquartal", "Hospital"])
def test_a_noun_that_ends_like_a_valley_is_none(noun: str) -> None:
    assert named(f"Das {noun} ist nicht groß, und das wird es auch nicht mehr werden.") == set()


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Le chef des Républicains n'a pas dit ce qu'il va faire de cette affaire.",
            "Républicains",
        ),
        ("Lo disse al Secolo XIX, e non è la prima volta che lo dice a qualcuno.", "Secolo XIX"),
    ],
)
def test_a_body_is_named_without_the_article_in_a_preposition(text: str, body: str) -> None:
    assert (body, "org") in named(text)


def test_a_club_that_scores_has_the_town_where_it_plays() -> None:
    text = "Il Giana Erminio ha vinto per 2-1 sul campo del Lecco, e la partita non è stata bella."
    assert ("Lecco", "org") in named(text)


@pytest.mark.parametrize(
    ("text", "club"),
    [
        (
            "Kelvo BSV unterlag Atlas Delmenhorst mit 0:3, und das war nicht gut.",
            "Atlas Delmenhorst",
        ),
        ("Il derby con il Rapid Giubiasco non è stato quello che si era detto.", "Rapid Giubiasco"),
        ("El partido ante Boston River no fue lo que la gente quería ver.", "Boston River"),
        ("O jogo com o Rio Ave não foi o que se esperava dos dois.", "Rio Ave"),
    ],
)
def test_clubs_of_lower_leagues_are_known(text: str, club: str) -> None:
    assert (club, "org") in named(text)
