"""Names in other languages than English for which learnt weights speak, and no list."""

from __future__ import annotations

import numpy as np
import pytest

from index.entities.languages.foreign_names import judge
from index.entities.languages.language_words import language_words
from index.entities.languages.run_features import KINDS
from index.entities.languages.run_weights import FILE, read
from index.entities.languages.word_kinds import WordKinds
from index.entities.recogniser import default
from index.entities.words.tokenizer import split

GERMAN = (
    "Frau Ada Kelvmann wohnt seit Jahren in Kelvoring, wo sie jeden Tag mit dem Rad fährt.",
    "Das ist nicht weit von Pelvenau, sagt sie, und das war auch immer so.",
)


def named(*texts: str) -> set[tuple[str, str]]:
    (found,) = default().recognise([texts])
    return {
        (text[one.start : one.end], one.type)
        for text, mentions in zip(texts, found, strict=True)
        for one in mentions
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sie wohnt seit Jahren in Kelvoring und fährt jeden Tag mit dem Rad.", "Kelvoring"),
        ("Il a passé son enfance à Plouvarnec avec ses frères, dit-il.", "Plouvarnec"),
        ("Los vecinos de Kelvarejo no están contentos, y no es para menos.", "Kelvarejo"),
        ("È nata a Pelvorno e da dieci anni lavora nella fabbrica, dice lei.", "Pelvorno"),
        ("Os moradores de Kelvarim não estão contentes, e não é para menos.", "Kelvarim"),
        ("De inwoners van Kelvoord zijn niet blij, en dat is niet zo gek.", "Kelvoord"),
    ],
)
def test_a_town_of_no_list_is_told_by_the_words_beside_it(text: str, name: str) -> None:
    assert named(text) == {(name, "place")}


@pytest.mark.parametrize(
    "text",
    [
        "Die Kantine ist zu, und der Fahrstuhl fährt nicht, sagt er uns im Keller.",
        "Er war am Mikrofon, sie an der Orgel, und die Möwen waren auch noch da.",
        "Ze zegt dat het niet zo is. Vraag is of dat ook zo blijft, zegt ze.",
    ],
)
def test_ordinary_words_with_a_capital_are_no_names(text: str) -> None:
    assert named(text) == set()


def test_a_german_class_word_by_itself_is_no_name() -> None:
    assert named("Er war im Gasthof und nicht mehr bei uns, sagt sie.") == set()


def test_what_somebody_is_minister_of_is_no_name() -> None:
    text = "Minister Caspar Kelvink van Buitenlandse Zaken was er niet, zei hij."
    assert ("Buitenlandse Zaken", "org") not in named(text)


def test_a_likely_name_is_said_to_be_surer() -> None:
    texts = ("El alcalde Juan Ferrer no lo sabe, pero es de Madrid y no de Kelvosa.",)
    (found,) = default().recognise([texts])
    sure = {one.name: one.confidence for mentions in found for one in mentions}
    assert sure["Juan Ferrer"] > sure["Kelvosa"]


def test_every_table_of_the_weights_is_of_features_that_are_seen() -> None:
    lines = FILE.read_text("utf-8").splitlines()
    tables = {line.split("\t")[0] for line in lines if not line.startswith("#")}
    tokens = split(GERMAN)
    told = judge(tokens, range(len(tokens)), WordKinds(language_words("de")), [])
    seen = {table for at in range(len(told.runs)) for table, _, _ in told.features.of(at)}
    told.found()
    elsewhere = {
        "fixed",
        "ending before",
        "inside",
        "tagged in part",
        "over 2",
        "second ending before",
    }
    assert tables <= seen | elsewhere
    assert all(0 <= float(np.abs(value)) < 50 for line in lines[1:] for value in _values(line))


def _values(line: str) -> list[float]:
    return [float(part) for part in line.split("\t")[2:]]


def test_weights_add_up_and_unknown_features_weigh_nothing() -> None:
    weights = read(["# a comment", "first\tgiven\t1.5\t-1\t0", "words\t2\t0.5\t0\t0.25"])
    odds = weights.odds([("first", "given", 2.0), ("words", "2", 1.0), ("words", "9", 1.0)])
    assert odds == dict(zip(KINDS, (3.5, -2.0, 0.25), strict=True))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "KELVO DEL MONTE, Jal.— El hombre no estaba en la casa, y no se sabe por qué.",
            {("KELVO DEL MONTE", "place"), ("Jal", "place")},
        ),
        (
            "KELVANO SUL MARE (RM) – L'uomo non era in casa, e non si sa perché.",
            {("KELVANO SUL MARE", "place"), ("RM", "place")},
        ),
        (
            "BAD KELVINGEN - Der Mann war nicht zu Hause, als sie am Abend zu ihm kam.",
            {("BAD KELVINGEN", "place")},
        ),
        ("EN DIRECT - Le maire n'est pas venu et les gens ne sont pas contents.", set()),
    ],
)
def test_several_words_in_capitals_before_a_text_are_where_it_is_from(
    text: str, names: set[tuple[str, str]]
) -> None:
    assert {one for one in named(text) if one[1] == "place"} == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "L'uomo non è in casa. I Carabinieri precisano che non si sa perché.",
            {("Carabinieri", "org")},
        ),
        (
            "El hombre está en el Hospital San Camilo y no se sabe por qué está en él.",
            {("Hospital San Camilo", "org")},
        ),
        (
            "Elle l'a dit devant le tribunal administratif de Limoges, et pas dans la rue.",
            {("tribunal administratif de Limoges", "org")},
        ),
        (
            "La Dre Solange Pelvault n'est pas dans la ville, et ce n'est pas fini.",
            {("Solange Pelvault", "person")},
        ),
    ],
)
def test_names_end_and_begin_where_their_words_say(text: str, names: set[tuple[str, str]]) -> None:
    assert named(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Er war an der Thur und nicht an der Aare, als das Wasser kam.", {"Thur", "Aare"}),
        ("Elle vit en Écosse depuis des années, et pas dans le Cotentin.", {"Écosse", "Cotentin"}),
        ("No se sabe qué pasó en Escocia ni qué pasó en La Mancha.", {"Escocia", "La Mancha"}),
        ("Non è nata in Scozia ma in Irpinia, e non lo dice.", {"Scozia", "Irpinia"}),
        ("Não nasceu na Escócia, e não é do Cariri nem da cidade.", {"Escócia", "Cariri"}),
        ("Ze komt uit Schotland en niet uit de Kempen, en dat is zo.", {"Schotland", "Kempen"}),
    ],
)
def test_rivers_regions_and_lands_are_places(text: str, names: set[str]) -> None:
    assert names <= {name for name, kind in named(text) if kind == "place"}
