"""Names in German, French, Spanish, Italian, Portuguese and Dutch articles."""

from __future__ import annotations

import numpy as np
import pytest

from index.core.told_language import TOLD, language_of
from index.entities.languages.elided import with_parted
from index.entities.languages.language_words import language_words
from index.entities.recogniser import default
from index.entities.words.tokenizer import split

GERMAN = (
    "Für Kanzler Ostrander wird es eng",
    (
        "Bundeskanzler Friedrich Ostrander (CDU) hat mit Frankreichs Präsident telefoniert."
        " Die Größe der Aufgabe sei enorm, sagte Ostrander. Der Käse ist gegessen."
    ),
    "Arbeitsministerin Bärbel Penhallow widersprach. Der Teil 0 der Reform sei fertig.",
    (
        "Ich bin Nummer eins, rief die Politologin Ursula Quayle. Ostranders Plan und Quayle’ Erbe."
        " Von Anna Lehmann"
    ),
    (
        "Die Vorsitzende der Grünen traf Ursula von der Leyen in Brüssel. Von der Leyen war das"
        " nicht genug, und die SPD-Fraktion hatte noch Fragen für den Verband Deutscher Müller."
    ),
)
FRENCH = (
    "Ostrander à Porthaven",
    (
        "Le président Emmanuel Ostrander a rencontré le maire de Lyon, Grégory Doucet, et l’ancien"
        " ministre de la Santé. Selon l’Assemblée nationale, M. Ostrander n’a pas dit oui."
    ),
    "« Non », a dit Dominique de Villepin dans les rues de La Tuque. La Tuque est une ville.",
)
SPANISH = (
    "Ostrander visita Bruselas",
    (
        "El presidente del Gobierno, Pedro Ostrander Cházaro, se reunió con la ministra de"
        " Hacienda, María Jesús Montero, en EE UU. Según Ostrander, es bueno para el PSOE."
    ),
    "La Universidad de Salamanca no dijo nada. Luis de la Fuente ganó la Copa América.",
)
ITALIAN = (
    "Meloni a Parigi",
    (
        "La premier Giorgia Meloni ha incontrato il ministro degli Esteri Antonio Tajani e Luigi"
        " Di Maio. Di Maio ha detto di no, e la Corte costituzionale decide domani."
    ),
    "Il Napoli ha vinto a Firenze contro la squadra del presidente della Regione Vincenzo De Luca.",
)
PORTUGUESE = (
    "Ostrander recebe Montenegro em Brasília",
    (
        "O presidente Luiz Inácio Lula da Silva recebeu a delegada Jussara Ostrander e o ministro"
        " da Fazenda, Fernando Haddad. Para Ostrander, a operação da PF não foi um erro."
    ),
    "Rui Costa dos Santos não disse nada à Folha, mas a Câmara dos Deputados já tem uma resposta.",
)
DUTCH = (
    "Schoof spreekt met Ostrander",
    (
        "Premier Dick Schoof heeft met PVV-leider Geert Ostrander gesproken, en burgemeester Femke"
        " Halsema van Amsterdam was er ook. Minister van Financiën Eelco Heinen kwam niet."
    ),
    "Virgil van Dijk was de beste van het Nederlandse elftal. Van Dijk zei niets over Den Haag.",
)
ARTICLES = {
    "de": GERMAN,
    "fr": FRENCH,
    "es": SPANISH,
    "it": ITALIAN,
    "pt": PORTUGUESE,
    "nl": DUTCH,
}


def named(article: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """The names of an article: as it has them, of what type, and who is meant."""
    (found,) = default().recognise([article])
    return [
        (text[one.start : one.end], one.type, one.name)
        for text, mentions in zip(article, found, strict=True)
        for one in mentions
    ]


@pytest.mark.parametrize("language", TOLD[1:])
def test_a_language_is_told_by_its_small_words(language: str) -> None:
    assert language_of(ARTICLES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said that it was for the people of the town, and that she would not be there.",
        "Og jeg er ikke sikker på det, sagde han til avisen i går, men der er ikke mere at gøre.",
        "El president ha dit que no és una bona notícia per als ciutadans i que ho fan amb temps.",
        "O presidente dixo que non é unha boa noticia para os cidadáns e que o farán con calma.",
        "Die burgemeester het gesê dat hulle nie vir die mense van die dorp sal werk nie.",
        "Ostrander, Penhallow, Quayle",
        "",
    ],
)
def test_other_languages_are_read_as_they_were(text: str) -> None:
    assert language_of((text,)) not in TOLD[1:]


def test_an_english_article_that_quotes_another_language_is_english() -> None:
    text = "He said that it was the end of the road, and that “der Käse ist gegessen” was for them."
    assert (
        language_of((text, "The song has the words “non, je ne regrette rien”, she said.")) == "en"
    )


def test_german_nouns_are_no_names() -> None:
    found = {name for name, _, _ in named(GERMAN)}
    assert found.isdisjoint(
        {"Für", "Größe", "Aufgabe", "Käse", "Der Käse", "Teil", "Ich", "Nummer"}
    )
    assert found.isdisjoint({"Plan", "Erbe", "Reform", "Fraktion", "Fragen", "Vorsitzende"})


def test_german_people_are_named_without_titles_and_with_their_full_name() -> None:
    found = named(GERMAN)
    chancellor = [name for name, _, who in found if who == "Friedrich Ostrander"]
    assert chancellor == ["Ostrander", "Friedrich Ostrander", "Ostrander", "Ostranders"]
    assert ("Bärbel Penhallow", "person", "Bärbel Penhallow") in found
    assert ("Anna Lehmann", "person", "Anna Lehmann") in found
    assert ("Von der Leyen", "person", "Ursula von der Leyen") in found


def test_german_bodies_and_lands() -> None:
    found = named(GERMAN)
    assert ("Frankreichs", "place", "Frankreich") in found
    assert ("CDU", "org", "CDU") in found
    assert ("SPD", "org", "SPD") in found
    assert ("Grünen", "org", "Grüne") in found
    assert ("Verband Deutscher Müller", "org", "Verband Deutscher Müller") in found
    assert ("Brüssel", "place", "Brüssel") in found


def test_french() -> None:
    found = named(FRENCH)
    assert [n for n, _, who in found if who == "Emmanuel Ostrander"] == [
        "Ostrander",
        "Emmanuel Ostrander",
        "Ostrander",
    ]
    assert ("Assemblée nationale", "org", "Assemblée nationale") in found
    assert ("Lyon", "place", "Lyon") in found
    assert ("Dominique de Villepin", "person", "Dominique de Villepin") in found
    assert [name for name, _, _ in found].count("La Tuque") == 2
    assert "Santé" not in {name for name, _, _ in found}


def test_spanish() -> None:
    found = named(SPANISH)
    assert ("Ostrander", "person", "Pedro Ostrander Cházaro") in found
    assert ("María Jesús Montero", "person", "María Jesús Montero") in found
    assert ("EE UU", "place") in {(name, kind) for name, kind, _ in found}
    assert ("Universidad de Salamanca", "org", "Universidad de Salamanca") in found
    assert ("Luis de la Fuente", "person", "Luis de la Fuente") in found
    assert {"Hacienda", "América", "Gobierno"}.isdisjoint({name for name, _, _ in found})


def test_accents_are_kept() -> None:
    text = "Los hombres de la calle no lo saben, pero en México es una cosa que se dice."
    assert named((text,)) == [("México", "place", "México")]


def test_italian() -> None:
    found = named(ITALIAN)
    assert ("Di Maio", "person", "Luigi Di Maio") in found
    assert ("Antonio Tajani", "person", "Antonio Tajani") in found
    assert ("Corte costituzionale", "org", "Corte costituzionale") in found
    assert ("Napoli", "org", "Napoli") in found
    assert ("Firenze", "place", "Firenze") in found
    assert ("Vincenzo De Luca", "person", "Vincenzo De Luca") in found


def test_portuguese() -> None:
    found = named(PORTUGUESE)
    assert ("Luiz Inácio Lula da Silva", "person", "Luiz Inácio Lula da Silva") in found
    assert ("Ostrander", "person", "Jussara Ostrander") in found
    assert ("PF", "org", "Polícia Federal") in found
    assert ("Rui Costa dos Santos", "person", "Rui Costa dos Santos") in found
    assert ("Câmara dos Deputados", "org", "Câmara dos Deputados") in found


def test_dutch() -> None:
    found = named(DUTCH)
    assert ("PVV", "org", "PVV") in found
    assert ("Geert Ostrander", "person", "Geert Ostrander") in found
    assert ("Femke Halsema", "person", "Femke Halsema") in found
    assert ("Eelco Heinen", "person", "Eelco Heinen") in found
    assert ("Van Dijk", "person", "Virgil van Dijk") in found
    assert ("Den Haag", "place", "Den Haag") in found


def test_names_do_not_depend_on_the_articles_beside_them() -> None:
    english = ("Marta Ostrander of the Porthaven Harbour Authority said that it was the end.",)
    apart = [default().recognise([one])[0] for one in (english, GERMAN, FRENCH, english)]
    assert default().recognise([english, GERMAN, FRENCH, english]) == apart


def test_offsets_are_those_of_the_text() -> None:
    """Where an article was cut off a word its name begins behind it."""
    assert [name for name, _, _ in named(FRENCH) if "Assemblée" in name] == ["Assemblée nationale"]
    tokens = split(("Selon l’Ostrander, c’est « d’accord ».",))
    parted = with_parted(tokens, ["fr"], np.zeros(1, np.int32))
    text = "Selon l’Ostrander, c’est « d’accord »."
    assert [text[a:b] for a, b in zip(parted.start, parted.end, strict=True)] == parted.words
    assert parted.words[1:3] == ["l’", "Ostrander"]


@pytest.mark.parametrize("language", TOLD[1:])
def test_lists_name_nothing_twice(language: str) -> None:
    """A function word is never a name by a list of the same language."""
    known = language_words(language)
    assert len(known.names) > 500
    single = {key[0] for key in known.names if len(key) == 1}
    assert {word for word in single if word in known.sets["function"]} == set()


@pytest.mark.parametrize(
    "words",
    [
        "Elektronische Fallakte",
        "Technische Infrastruktur",
        "Basis",
        "Milliardenhöhe",
        "Medizin",
        "Gasthof",
        "Strandpromenaden",
        "Zeit",
        "Standard",
        "Weihnachtsferien",
        "Blickfeld",
    ],
)
@pytest.mark.parametrize(
    "sentence",
    [
        "Er war in {} und nicht mehr bei uns.",
        "Das ist {} und es war nicht so.",
        "{} ist nicht mehr da, und das war es.",
    ],
)
def test_a_german_noun_is_no_name_wherever_it_stands(sentence: str, words: str) -> None:
    assert named((sentence.format(words),)) == []


@pytest.mark.parametrize(
    ("article", "none"),
    [
        ("Público y privado no es lo mismo, dijo el hombre de la calle.", "Público"),
        ("Total des dépenses : il y a dans la rue des gens qui ne le savent pas.", "Total"),
        ("Vooruit met de geit, zei de man die het niet wist en dat was het.", "Vooruit"),
        ("Chega de conversa, disse o homem da rua, que não sabe o que é.", "Chega"),
        ("Libero da tutto, l’uomo della strada non sa che cosa è.", "Libero"),
    ],
)
def test_what_begins_a_sentence_is_no_name_for_being_a_papers_or_a_partys(
    article: str, none: str
) -> None:
    assert none not in {name for name, _, _ in named((article,))}


@pytest.mark.parametrize(
    ("article", "body"),
    [
        (
            "Volgens het Vrij Orgaan opvang zeilers (VOOZ) is het niet zo, en dat is het.",
            "Vrij Orgaan opvang zeilers",
        ),
        (
            "L’Agence nationale de surveillance du littoral (ANSL) ne le dit pas dans la note.",
            "Agence nationale de surveillance du littoral",
        ),
        (
            "Lo dijo ayer la Comisión para el Mercado del Trigo (CMT) en la nota de los suyos.",
            "Comisión para el Mercado del Trigo",
        ),
        (
            "Das sagt der Bund freier Segler im Norden (BFSN), und er sagt es nicht gern.",
            "Bund freier Segler im Norden",
        ),
    ],
)
def test_an_acronym_in_brackets_tells_where_a_bodys_name_begins_and_ends(
    article: str, body: str
) -> None:
    assert (body, "org") in {(name, kind) for name, kind, _ in named((article,))}


@pytest.mark.parametrize(
    "article",
    [
        "Volgens Piet de Vries (PVV) is het niet zo, en dat is het.",
        "Das sagt Anna Berger (SPD), und sie sagt es nicht gern in der Stadt.",
    ],
)
def test_a_party_in_brackets_is_no_acronym_of_whoever_stands_in_front(article: str) -> None:
    assert [kind for _, kind, _ in named((article,))] == ["person", "org"]


@pytest.mark.parametrize(
    ("article", "place"),
    [
        ("L’uomo abita in viale Ostrander e non è di qui, ha detto la madre.", "viale Ostrander"),
        ("El hombre vive en la calle Ostrander y no es de aquí.", "calle Ostrander"),
        ("O homem mora na rua Ostrander e não é daqui, disse a mãe.", "rua Ostrander"),
        ("On monte au col du Harwich, et la route n’est pas dans la vallée.", "col du Harwich"),
    ],
)
def test_a_street_is_named_with_what_it_is(article: str, place: str) -> None:
    assert (place, "place") in {(name, kind) for name, kind, _ in named((article,))}


@pytest.mark.parametrize(
    ("article", "person"),
    [
        ("Le dernier, l’Érythréen Natnael Penhallow, n’a pas dit où il est.", "Natnael Penhallow"),
        ("Alleen de Sloveen Anton Penhallow kon het nog zien, en dat was het.", "Anton Penhallow"),
    ],
)
def test_where_somebody_is_from_is_no_part_of_his_name(article: str, person: str) -> None:
    assert [(name, kind) for name, kind, _ in named((article,))] == [(person, "person")]
