"""Towns, streets, bodies and clubs whom the words beside them tell, in the six other languages."""

from __future__ import annotations

import pytest

from tests.found_names import named


@pytest.mark.parametrize(
    ("text", "town"),
    [
        (
            "Lo dijo la alcaldesa de Villarquemada, que no quiso hablar de los hechos.",
            "Villarquemada",
        ),
        ("Elle est venue d’Orsenval pour voir ce que les gens ont fait de la place.", "Orsenval"),
        ("Lo dice un agricoltore di Pradalunga Alta, che non ha più acqua.", "Pradalunga Alta"),
        ("Os moradores de Ribeiralva não sabem o que vão fazer com a ponte.", "Ribeiralva"),
        ("De burgemeester van Oosterwaard zei dat het niet aan hem was.", "Oosterwaard"),
        ("Lo dijo el fiscal de Linares, que no quiere que se sepa más de este caso.", "Linares"),
    ],
)
def test_where_somebody_governs_or_comes_from_is_a_place(text: str, town: str) -> None:
    assert named(text) == {(town, "place")}


def test_between_a_town_and_a_word_lies_another_town() -> None:
    text = "Die Straße zwischen Aschbrunn und Bremen ist gesperrt, und das wird sie auch bleiben."
    assert named(text) == {("Aschbrunn", "place"), ("Bremen", "place")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Ils ont fermé la rue Barthou et l’église Saint-Aubert, puis l’autoroute 40.",
            {("rue Barthou", "place"), ("église Saint-Aubert", "place"), ("autoroute 40", "place")},
        ),
        (
            "Il a été soigné à l’hôpital de Verneuil, et la cour d’appel de Riom a jugé l’affaire.",
            {("hôpital de Verneuil", "org"), ("cour d’appel de Riom", "org")},
        ),
        (
            "È successo in piazza del Mercato e sulla statale 45, poi lo hanno portato via.",
            {("piazza del Mercato", "place"), ("statale 45", "place")},
        ),
    ],
)
def test_a_small_word_that_is_part_of_a_name_is_in_it(
    text: str, names: set[tuple[str, str]]
) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "On l’a dit à la Société des eaux du Valais, qui ne le sait pas.",
            "Société des eaux du Valais",
        ),
        (
            "Il est à la Chambre de commerce et d’industrie de la Drôme, qui ne le sait pas.",
            "Chambre de commerce et d’industrie de la Drôme",
        ),
        (
            "De Inspectie voor de Kleine Vaart heeft dat niet gezien.",
            "Inspectie voor de Kleine Vaart",
        ),
        (
            "Lo que se ha dicho en la Universidad de Castilla-La Mancha no es de él.",
            "Universidad de Castilla-La Mancha",
        ),
        ("A Polícia Militar do Paraná prendeu os que não sabiam.", "Polícia Militar do Paraná"),
        (
            "Das sagt die Uhrenfabrik Hartung-Weiß, die es nicht mehr gibt.",
            "Uhrenfabrik Hartung-Weiß",
        ),
        (
            "Sie ist bei der Freiwilligen Feuerwehr Hohenaspe und bleibt.",
            "Freiwilligen Feuerwehr Hohenaspe",
        ),
        ("Sie schrieb im Friesischen Boten, aber das war nicht so oft.", "Friesischen Boten"),
        ("Elle a travaillé chez Marchand Frères, et elle ne le regrette pas.", "Marchand Frères"),
        ("Elle a travaillé chez Grandin et Fils, et elle ne le regrette pas.", "Grandin et Fils"),
    ],
)
def test_a_body_is_whole(text: str, body: str) -> None:
    assert named(text) == {(body, "org")}


def test_a_firm_is_told_by_what_it_sells() -> None:
    text = "Gasleverancier Warme Gloed heeft het niet gezegd, en dat was het dan ook."
    assert named(text) == {("Warme Gloed", "org")}


def test_what_stands_behind_an_acronym_is_no_part_of_it() -> None:
    text = "Dalla Cgil ringraziano e non dicono altro a chi lo chiede."
    assert named(text) == {("Cgil", "org")}


def test_an_agency_stands_in_brackets_before_a_text() -> None:
    text = "Quito, 3 may. (Altiplano).– El tren no ha llegado a la ciudad por la lluvia."
    assert named(text) == {("Quito", "place"), ("Altiplano", "org")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Das 1:3 war bitter für den Trainer. Bremen empfängt die Gäste. In Bremen wohnt er.",
            [("Bremen", "org"), ("Bremen", "place")],
        ),
        (
            "La partita è finita 2-1. Vince Macerata in casa, e la squadra resta a Macerata.",
            [("Macerata", "org"), ("Macerata", "place")],
        ),
        (
            "Le match a fini 2-1. Mercredi, il reçoit Lorient avant d’aller à Lorient.",
            [("Lorient", "org"), ("Lorient", "place")],
        ),
        (
            "O treinador e os adeptos viram o golo do Nautilus de Setúbal, que não ganhava.",
            [("Nautilus de Setúbal", "org")],
        ),
        (
            "Bremen empfängt die Gäste, und das ist auch nicht so schlecht für die Stadt.",
            [("Bremen", "place")],
        ),
    ],
)
def test_a_town_that_plays_is_its_club(text: str, names: list[tuple[str, str]]) -> None:
    assert named(text) == set(names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Im Saal standen 66 Harfone. Achtzig Harfone sind nicht zu viel, sagte der Mann.", set()),
        (
            "Santé : à Lille, les médecins ne sont plus là, et on ne le dit pas.",
            {("Lille", "place")},
        ),
        (
            "Drie mannen uit het Braziliaanse Fortaleza zijn aangehouden, en dat was het.",
            {("Fortaleza", "place")},
        ),
        ("«¿En Lisboa?», dijo ella, que no lo sabía.", {("Lisboa", "place")}),
        (
            "Das weiß der Bergführer und Erzähler Ubbo Harmsen, der dort nicht mehr wohnt.",
            {("Ubbo Harmsen", "person")},
        ),
        (
            "Lo ha detto la capodicastero Finanze Ada Bernasconi, che non vuole altri debiti.",
            {("Ada Bernasconi", "person")},
        ),
    ],
)
def test_what_is_no_name_stays_outside(text: str, names: set[tuple[str, str]]) -> None:
    assert named(text) == names
