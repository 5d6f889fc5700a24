"""Where names begin and end in German, French, Spanish, Italian, Portuguese and Dutch articles."""

from __future__ import annotations

import pytest

from index.entities.recogniser import default
from tests.found_names import named


@pytest.mark.parametrize(
    ("text", "place", "person"),
    [
        ("Le ministre a vu à Lisbonne Ursula von der Leyen pour parler.", "Lisbonne", None),
        ("O ministro, que não falou, viu em Paris Ursula von der Leyen.", "Paris", None),
        ("El ministro no dijo que en Madrid Ursula von der Leyen se fue.", "Madrid", None),
        ("Het was zo dat de minister in Parijs Ursula von der Leyen zag.", "Parijs", None),
        ("Ha detto che non è così. A Roma Giorgia Meloni è di casa.", "Roma", "Giorgia Meloni"),
        ("Der Mann traf in Wien Angela Merkel, und das war es.", "Wien", "Angela Merkel"),
    ],
)
def test_a_place_before_a_person_is_a_name_by_itself(
    text: str, place: str, person: str | None
) -> None:
    assert named(text) == {(place, "place"), (person or "Ursula von der Leyen", "person")}


def test_who_stands_behind_a_place_is_meant_by_the_surname() -> None:
    article = ("Il a vu à Lisbonne Ursula von der Leyen.", "« Non », a répondu von der Leyen.")
    (found,) = default().recognise([article])
    assert [one.name for one in found[1]] == ["Ursula von der Leyen"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Sie studierte in Wien Klavier und war dann nicht mehr bei uns.", "Wien"),
        ("Er sah in Basel Mozarts Oper, und das war nicht so gut.", "Basel"),
    ],
)
def test_a_noun_behind_a_german_town_is_no_part_of_its_name(text: str, place: str) -> None:
    assert named(text) == {(place, "place")}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LAUSANNE La police a pris un homme dans la rue.", {("LAUSANNE", "place")}),
        ("BOGOTÁ El presidente no está en la ciudad y no lo dijo.", {("BOGOTÁ", "place")}),
        (
            "BUENOS AIRES Javier Milei dijo que no era para los que no lo saben.",
            {("BUENOS AIRES", "place"), ("Javier Milei", "person")},
        ),
        ("VALENCIA Detenido un hombre por lo que hizo en la calle.", {("VALENCIA", "place")}),
        ("LUGANO Fermato un uomo che non era in casa con gli altri.", {("LUGANO", "place")}),
        ("SÃO PAULO A polícia não disse o que vai fazer com os outros.", {("SÃO PAULO", "place")}),
        ("MÜNCHEN Der Mann ist nicht mehr da, und das war es.", {("MÜNCHEN", "place")}),
        (
            "DEN HAAG Dick Schoof is niet van plan om het te doen.",
            {("DEN HAAG", "place"), ("Dick Schoof", "person")},
        ),
    ],
)
def test_a_place_in_capitals_ends_before_the_first_sentence(
    text: str, names: set[tuple[str, str]]
) -> None:
    assert named(text) == names


def test_a_place_in_capitals_is_listed_without_them() -> None:
    (found,) = default().recognise([("SÃO PAULO A polícia não disse o que vai fazer.",)])
    assert [one.name for one in found[0]] == ["São Paulo"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Er traf den Präsidenten Javier Ostrander, der nicht da war.", "Javier Ostrander"),
        ("Das ist vom Bundesrat Albert Ostrander, und das war es.", "Albert Ostrander"),
        (
            "Sie sprach nicht mit dem Ministerpräsidenten Hendrik Wüst, und das war es.",
            "Hendrik Wüst",
        ),
        ("Das gilt für die Gewerkschaft Syna und für uns nicht.", "Syna"),
        ("Das gilt für den Autokonzern Ostrander und nicht für uns.", "Ostrander"),
        ("Der Verband Gastrosuisse war nicht dabei, und das war es.", "Gastrosuisse"),
    ],
)
def test_german_words_of_what_something_is_are_off_the_name(text: str, name: str) -> None:
    assert [found for found, _ in named(text)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Dat zei Jan de Vries van ABN Amro, en het was niet zo.",
            {("Jan de Vries", "person"), ("ABN Amro", "org")},
        ),
        (
            "Minister Caspar Veldkamp van Buitenlandse Zaken was er niet, zei hij.",
            {("Caspar Veldkamp", "person")},
        ),
        (
            "Dat is van Karel van Ostrand van Economische Zaken, en dat was het.",
            {("Karel van Ostrand", "person")},
        ),
        (
            "La Juventus di Igor Tudor non è la squadra che era.",
            {("Juventus", "org"), ("Igor Tudor", "person")},
        ),
        (
            "Non è così, e la Roma di Daniele De Rossi neanche.",
            {("Roma", "org"), ("Daniele De Rossi", "person")},
        ),
        (
            "No es así, y el Betis de Manuel Pellegrini tampoco lo es.",
            {("Betis", "org"), ("Manuel Pellegrini", "person")},
        ),
        (
            "Dice che Juventus e Inter non sono nella finale.",
            {("Juventus", "org"), ("Inter", "org")},
        ),
        (
            "Dice che tra Italia e Svizzera non è così.",
            {("Italia", "place"), ("Svizzera", "place")},
        ),
    ],
)
def test_two_names_with_a_small_word_between_are_two(
    text: str, names: set[tuple[str, str]]
) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    "article",
    [
        ("P. ¿Qué dice la gente?", "R. Ella no quiere que se sepa."),
        ("P. Su libro es para los niños.", "R. Sí, y no es lo que hay en la calle."),
        ("D. Lei che cosa dice?", "R. Lui non lo sa, e non è così."),
        ("Das kostet 20 000 Franken und nicht zwei Millionen Franken.",),
        ("Mme n’est pas là, et ce n’est pas dit dans la rue.",),
        ("Le Vert genevois est dans la rue avec les autres.",),
        ("La Confédération ne paie pas, a dit le Ministère public.",),
    ],
)
def test_marks_amounts_and_offices_are_no_names(article: tuple[str, ...]) -> None:
    assert named(*article) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Las amenazas de Trump no son para la gente.", "Trump"),
        ("Le minacce di Putin non sono per la gente.", "Putin"),
        ("Selon Poutine, ce n’est pas fini dans la rue.", "Poutine"),
        ("Bij Poetin is dat zo, en het is niet van hier.", "Poetin"),
        ("Die Drohungen von Trump sind nicht neu.", "Trump"),
        ("O presidente telefonou a Montenegro e disse que não.", "Montenegro"),
    ],
)
def test_leaders_alone_are_people(text: str, name: str) -> None:
    assert named(text) == {(name, "person")}


def test_a_country_called_like_a_leader_is_a_place() -> None:
    assert named("O avião não saiu de lá e está em Montenegro.") == {("Montenegro", "place")}
