"""Speakers in the six other languages whom only the words before a quote tell, and interviews."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_other_languages import _lines_of, said

_OPENING = {
    "de": "Die Sitzung ist am Montag im Rathaus der Stadt gewesen, und es war nicht die erste.",
    "fr": "La réunion a eu lieu lundi à la mairie de la ville, et ce n'est pas la première.",
    "es": "La reunión fue el lunes en el ayuntamiento de la ciudad y no es la primera.",
    "it": "La riunione si è tenuta lunedì nel municipio della città e non è la prima che si fa.",
    "pt": "A reunião foi na segunda-feira na câmara da cidade e não é a primeira que se faz.",
    "nl": "De vergadering was maandag in het stadhuis van de stad en het is niet de eerste keer.",
}


@pytest.mark.parametrize(
    ("language", "text", "by"), _lines_of("speakers_by_what_stands_before.txt")
)
def test_whoever_was_told_of_last_speaks(language: str, text: str, by: str) -> None:
    found = said(_OPENING[language], text)[-1]
    assert {who for _, who, _ in found} == {by}


_INTERVIEWS = {
    "de": (
        "Die Bäckerin [Nina Roth] hat den Laden von ihrer Mutter und gibt ihn nicht her.",
        [
            ("Wann stehen Sie auf?", "Um zwei. Ich bin das gewohnt."),
            ("Und wenn Sie krank sind?", "Dann bleibt der Laden zu. Wir sind nur zu zweit."),
            ("Was wünschen Sie sich?", "Einen Lehrling, der nicht nach drei Tagen geht."),
        ],
    ),
    "fr": (
        "La boulangère [Aline Roy] tient la boutique de sa mère et ne la vendra pas.",
        [
            ("À quelle heure vous levez-vous ?", "À deux heures. J'ai l'habitude."),
            ("Et quand vous êtes malade ?", "On ferme. Nous ne sommes que deux."),
            ("Que souhaitez-vous ?", "Un apprenti qui ne parte pas au bout de trois jours."),
        ],
    ),
    "es": (
        "La panadera [Lola Mas] heredó la tienda de su madre y no piensa venderla.",
        [
            ("¿A qué hora se levanta usted?", "A las dos. Yo ya tengo la costumbre."),
            ("¿Y si se pone enferma?", "Entonces cerramos. Solo somos dos."),
            ("¿Qué le gustaría?", "Un aprendiz que no se vaya a los tres días."),
        ],
    ),
    "it": (
        "La fornaia [Ada Bruni] ha la bottega dalla madre e non la vende.",
        [
            ("A che ora si alza?", "Alle due. Io ci sono abituata."),
            ("E se si ammala?", "Allora si chiude. Siamo solo in due, io e mia sorella."),
            ("Che cosa le piacerebbe?", "Un apprendista che non se ne vada dopo tre giorni."),
        ],
    ),
    "pt": (
        "A padeira [Ana Prado] herdou a loja da mãe e não a vende.",
        [
            ("A que horas se levanta?", "Às duas. Eu já tenho o hábito."),
            ("E se fica doente?", "Então fechamos. Somos só duas, eu e a minha irmã."),
            ("O que gostaria que acontecesse?", "Um aprendiz que não se vá embora."),
        ],
    ),
    "nl": (
        "Bakker [Ida Vos] heeft de winkel van haar moeder en verkoopt hem niet.",
        [
            ("Hoe laat staat u op?", "Om twee uur. Ik ben het gewend."),
            ("En als u ziek bent?", "Dan blijft de winkel dicht. We zijn maar met zijn tweeën."),
            ("Wat zou u willen?", "Een leerling die niet na drie dagen weggaat."),
        ],
    ),
}


@pytest.mark.parametrize("language", sorted(_INTERVIEWS))
def test_answers_without_marks_are_by_whoever_is_asked(language: str) -> None:
    who, turns = _INTERVIEWS[language]
    _, *found = said(who, *(text for turn in turns for text in turn))
    person = who.partition("[")[2].partition("]")[0]
    assert found[::2] == [[], [], []]
    assert found[1::2] == [[(answer, person, True)] for _, answer in turns]


def test_questions_that_explain_something_are_no_interview() -> None:
    paragraphs = (
        "Minister [Udo Lang] hat die neue Steuer am Montag im Parlament vorgestellt.",
        "Wer muss sie zahlen?",
        "Alle, die ein Haus besitzen. Wer zur Miete wohnt, zahlt nichts.",
        "Wann kommt der Bescheid?",
        "Im Mai. Die Ämter verschicken ihn mit der Post.",
        "Was ist, wenn man ihn verliert?",
        "Dann hilft das Amt weiter. Es stellt einen neuen aus.",
    )
    assert not any(said(*paragraphs))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Trainer [Piet Bos] sprak van een ‘zakelijke avond’ en ging. “Vier kansen”, zei hij.",
            [("zakelijke avond", "Piet Bos"), ("Vier kansen", "Piet Bos")],
        ),
        (
            "Zo besliste de rechtbank. “Ze zeiden ‘nee’ en dat was het”, zei [Piet Bos] op straat.",
            [("Ze zeiden ‘nee’ en dat was het", "Piet Bos")],
        ),
    ],
)
def test_single_marks_beside_double_ones_are_marks(text: str, found: list[tuple[str, str]]) -> None:
    assert [one[:2] for one in said(_OPENING["nl"], text)[-1]] == found


def test_a_german_clause_has_its_verb_at_the_end() -> None:
    text = "So entschied das <Amtsgericht Oberhausen>, das von einem „stillen Anerkenntnis“ sprach."
    found = said(_OPENING["de"], text)[-1]
    assert [one[:2] for one in found] == [("stillen Anerkenntnis", "Amtsgericht Oberhausen")]


def test_a_verb_that_begins_a_sentence_is_nobody() -> None:
    first = "«Me dijo que dejara el tabaco», cuenta [Lola Mas] en su casa de la sierra."
    text = "Aprendió de su madre, que cantaba en la iglesia. «A mí nadie me enseñó nada», precisa."
    found = said(_OPENING["es"], first, text)[-1]
    assert [one[:2] for one in found] == [("A mí nadie me enseñó nada", "Lola Mas")]
