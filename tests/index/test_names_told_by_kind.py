"""Names in six languages that words of their kind tell: "Ortsteil", "sindacato"."""

from __future__ import annotations

import pytest

from index.core.values import EntityType
from index.entities.languages.likelihoods import likelihood
from index.entities.recogniser import default
from tests.found_names import named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Containerreederei Kelvo-Lloyd will das nicht, und das war es.", "Kelvo-Lloyd"),
        ("Das ist für den Maschinenbauer Kelvotec nicht so gut, sagt er uns.", "Kelvotec"),
        ("Der Fall kam nun vor das Landgericht Köln II, und das war es.", "Landgericht Köln II"),
        (
            "Sie war am Institut für Wald- und Holzforschung, und das war gut.",
            "Institut für Wald- und Holzforschung",
        ),
        (
            "Das sagt der Verband der deutschen Kelterbetriebe, der es nicht will.",
            "Verband der deutschen Kelterbetriebe",
        ),
        ("Das steht in einem Papier aus dem Verkehrsministerium, das wir haben.", None),
        ("Sie gab es der Westdeutschen Kulturstiftung, und das war es.", None),
        ("Vakbond Kelvor is er niet blij mee, zegt hij, en dat was het.", "Kelvor"),
        ("Het is niet goed voor ingenieursbureau Kelvor, zegt hij, en dat was het.", "Kelvor"),
        ("La cosa non è piaciuta al collettivo romano Kelvor, che non lo dice.", "Kelvor"),
        ("No le gusta a la empresa navarra Kelvor, que no lo dice a nadie.", "Kelvor"),
        ("La ONG Caminos Abiertos no lo sabe y no lo dice a nadie de aquí.", "Caminos Abiertos"),
        ("Ce n'est pas bon pour la société lyonnaise Kelvor, qui ne le dit pas.", "Kelvor"),
        ("L'avis de Kelvor & Duran n'est pas celui de la ville ni du maire.", "Kelvor & Duran"),
    ],
)
def test_a_body_is_told_by_its_kind(text: str, name: str | None) -> None:
    found = {"Verkehrsministerium", "Westdeutschen Kulturstiftung"} if name is None else {name}
    (one,) = named(text)
    assert one[0] in found
    assert one[1] == "org"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Das Haus im Ortsteil Kelvin steht leer, und das ist nicht gut.", "Kelvin"),
        ("Sie ging nach Bischofshofen, und das war es dann auch.", "Bischofshofen"),
        ("Der Unfall war auf der Ottostraße, und das ist nicht gut so.", "Ottostraße"),
        ("Il est né dans le village de Kelvor, qui n'est pas sur la carte.", "Kelvor"),
        ("El hombre es de la aldea de Kelvor, que no está en el mapa, pero no lo dijo.", "Kelvor"),
        ("È crollato il viadotto di Kelvor, che non era in buono stato.", "Kelvor"),
        ("O homem é do município de Kelvor, que não está no mapa.", "Kelvor"),
        ("De man komt uit het dorp Kelvor, dat niet op de kaart staat.", "Kelvor"),
    ],
)
def test_a_place_is_told_by_its_kind_or_by_a_list_of_towns(text: str, place: str) -> None:
    assert named(text) == {(place, "place")}


@pytest.mark.parametrize(
    "text",
    [
        "Auf der Hauptstraße und am Parkplatz war nichts, sagt er uns heute.",
        "Das Ministerium will es nicht, und der Bund will es auch nicht.",
        "Sie sprach mit dem Verband und der Stadt, und das war es dann.",
        "Er fuhr mit der Straßenbahn in die Stadt und war nicht mehr da.",
    ],
)
def test_ordinary_german_nouns_are_no_names(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Bronzo a Ada Nerini delle Fiamme Oro, che non se lo aspettava.",
            {("Ada Nerini", "person"), ("Fiamme Oro", "org")},
        ),
        ("Kelle van der Mulder is er niet meer, en dat is niet goed.", {
            ("Kelle van der Mulder", "person"),
        }),
        ("Ainhoa Ostrander no lo sabe y no lo dice a nadie de aquí.", {
            ("Ainhoa Ostrander", "person"),
        }),
        ("Dat zegt schipper Koos Ostrander, die er niet meer bij is.", {
            ("Koos Ostrander", "person"),
        }),
    ],
)  # fmt: skip
def test_people_end_where_what_they_are_of_begins(text: str, names: set[tuple[str, str]]) -> None:
    assert named(text) == names


def test_particles_before_a_surname_are_part_of_it_in_every_language() -> None:
    article = (
        "Ela recebeu em Lisboa Ursula von der Leyen, e não o disse a ninguém.",
        "Não foi, respondeu von der Leyen, e não o disse mais.",
    )
    (found,) = default().recognise([article])
    assert [article[1][one.start : one.end] for one in found[1]] == ["von der Leyen"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Lo dice el apicultor Kelvo Tarr, que no es de la ciudad pero lo sabe.", "Kelvo Tarr"),
        ("Así lo ve Kelvo Tarr, alcalde de la ciudad, que no es de aquí.", "Kelvo Tarr"),
        ("C'est pour Kelvo Tarr, 34 ans, que la ville est dans la rue.", "Kelvo Tarr"),
        ("O secretário de Estado para os Rios, Kelvo Tarr, não o disse.", "Kelvo Tarr"),
        ("Dat is niet goed, vindt ook de wijkagent Kelvo Tarr (34), die het zag.", "Kelvo Tarr"),
        ("De Nederlandse Anna Tarr is niet meer bij ons en dat is het.", "Anna Tarr"),
    ],
)
def test_a_person_is_told_by_what_stands_beside_the_name(text: str, person: str) -> None:
    assert named(text) == {(person, "person")}


def test_a_surname_by_itself_tells_that_the_full_name_is_a_person_s() -> None:
    article = (
        "Como não o disse, é com Kelvo Tarrim que se fala mais da cidade.",
        "A cidade não o sabe, mas é por isso que vincou Tarrim que não há mais.",
    )
    assert ("Kelvo Tarrim", "person") in named(*article)


@pytest.mark.parametrize(
    "text",
    [
        "El telescopio Kelvo Tarr no es de la ciudad, pero lo ve todo.",
        "La tempête Kelvor est dans la ville et n'en est pas sortie.",
        "A fragata Kelvo Tarr não é da cidade, mas está no porto.",
    ],
)
def test_things_with_names_are_none_of_the_three(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Não o disse a deputada Ana Tarr (PSB-PE), que é da cidade.", {
            ("Ana Tarr", "person"), ("PSB", "org"), ("PE", "place"),
        }),
        ("Lo ha dicho la ESA, que no es la única que lo ha visto.", {("ESA", "org")}),
        ("Thiene: il sindaco non ha detto di no, ma non è la città.", {("Thiene", "place")}),
        ("Der Unfall war auf der B 12, und die A31 ist nicht mehr frei.", {("A31", "place")}),
    ],
)  # fmt: skip
def test_states_acronyms_and_headings(text: str, names: set[tuple[str, str]]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Er sah am Theater Basel Mozarts Oper, und das war nicht so gut.", {
            ("Theater Basel", "org"),
        }),
        ("Er schrieb es der Kleinen Zeitung, und das war es dann für ihn.", {
            ("Kleinen Zeitung", "org"),
        }),
        ("Der starke Franken ist nicht gut für uns, und das war es dann.", set()),
        ("LA SPEZIA. La città non è quella di una volta, e non lo si dice.", {
            ("LA SPEZIA", "place"),
        }),
        ("No lo sabe, pero es el proyecto del Gobierno de Navarra que no se ve.", {
            ("Gobierno de Navarra", "org"),
        }),
        ("Non lo sa, ma è Marco Chiesa che non è d'accordo con la città.", {
            ("Marco Chiesa", "person"),
        }),
        ("Il n'est pas de la ville, dit l'analyste chez Kelvobel, qui le sait.", {
            ("Kelvobel", "org"),
        }),
        ("Dat is Europees Commissievoorzitter Ursula von der Leyen, die er is.", {
            ("Ursula von der Leyen", "person"),
        }),
        ("Het hangt nu in het Kelvomuseum, en dat is niet zo goed voor hem.", {
            ("Kelvomuseum", "org"),
        }),
        ("A ministra da Administração Interna, Ana Prado, não o disse a eles.", {
            ("Ana Prado", "person"),
        }),
        ("Une équipe de l'Université du Québec à Rimouski ne l'a pas dit.", {
            ("Université du Québec à Rimouski", "org"),
        }),
    ],
)  # fmt: skip
def test_names_end_where_their_kind_says(text: str, names: set[tuple[str, str]]) -> None:
    assert named(text) == names


def test_a_name_for_which_more_speaks_is_surer() -> None:
    (found,) = default().recognise([
        (
            "El alcalde Juan Ferrer no lo sabe, pero es de Madrid y no de aquí.",
            "No lo dice Kelvor, que no es de la ciudad ni de la calle de Pelvo.",
            "Lo dijo Juan Ferrer en la ciudad, y el analista de Kelvorte lo sabe.",
        )
    ])  # fmt: skip
    sure = {one.name: one.confidence for mentions in found for one in mentions}
    assert sure["Juan Ferrer"] > 0.9
    assert all(0.2 < share <= 0.98 for share in sure.values())


@pytest.mark.parametrize("kind", ["person", "org", "place"])
def test_likelihoods_grow_with_what_speaks_for_a_name(kind: EntityType) -> None:
    shares = [likelihood(kind, score / 4) for score in range(4, 40)]
    assert shares == sorted(shares)
    assert shares[0] < 0.75 < shares[-1] <= 0.98


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("El Barcelona de Hansi Tarr no es el de antes, pero no lo dice nadie.", {
            ("Barcelona", "org"), ("Hansi Tarr", "person"),
        }),
        ("Ayer el Barcelona de Kelvo Tarr no fue el de antes, y no lo dice.", {
            ("Barcelona", "org"), ("Kelvo Tarr", "person"),
        }),
        ("Le match est au Stade de Lausanne, et ce n'est pas la première fois.", {
            ("Stade de Lausanne", "place"),
        }),
        ("Le Stade de Reims n'est pas en forme, et ce n'est pas fini pour lui.", {
            ("Stade de Reims", "org"),
        }),
        ("Le ministre a vu von der Kelv dans la ville, et ce n'est pas tout.", {
            ("von der Kelv", "person"),
        }),
        ("Dat is niet zo, zegt van der Mulder, die er niet bij was die dag.", {
            ("van der Mulder", "person"),
        }),
    ],
)  # fmt: skip
def test_clubs_stadiums_and_surnames_with_particles(text: str, names: set[tuple[str, str]]) -> None:
    assert named(text) == names


def test_a_town_behind_what_may_be_a_name_is_a_name_by_itself() -> None:
    text = "L'usine Kelvor-Brand de La Roche-sur-Yon va fermer, et ce n'est pas fini pour eux."
    assert ("La Roche-sur-Yon", "place") in named(text)
    text = "Dat weet de wethouder Ton van Amerongen niet, en dat is het dan ook."
    assert named(text) == {("Ton van Amerongen", "person")}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No es fácil, pero el dueño Kelvo no lo sabe y no lo dice a nadie.", "Kelvo"),
        ("Dat zegt de verdachte Kelshnik Hoxta, die er niet bij was die dag.", "Kelshnik Hoxta"),
        ("Ce n'est pas fini, dit l'opposant Kelvor Tamba, qui est de la ville.", "Kelvor Tamba"),
    ],
)
def test_whoever_stands_behind_what_people_are_is_a_person(text: str, name: str) -> None:
    assert named(text) == {(name, "person")}


def test_a_pass_is_no_council() -> None:
    text = "Il Gran Consiglio non ha detto di no, ma il Gran San Bernardo è chiuso da ieri."
    assert named(text) == {("Gran Consiglio", "org"), ("Gran San Bernardo", "place")}


@pytest.mark.parametrize(
    "text",
    [
        "Der Orkan hat in Husum Dächer abgedeckt, und das war nicht das erste Mal.",
        "Sie ging nach Husum, und das war es dann auch für die Leute dort.",
    ],
)
def test_a_small_german_town_ends_before_a_noun(text: str) -> None:
    assert named(text) == {("Husum", "place")}


@pytest.mark.parametrize("land", ["Aragón", "Cantabria", "Castilla-La Mancha", "La Rioja"])
def test_a_regions_government_is_named_with_the_region(land: str) -> None:
    text = f"No lo sabe, pero es el proyecto del Gobierno de {land} que no se ve."
    assert (f"Gobierno de {land}", "org") in named(text)
