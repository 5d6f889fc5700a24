"""What is said behind dashes, and by whom, in other languages than English."""

from __future__ import annotations

import pytest

from tests.index.test_quotes_other_languages import said


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("— Wij gaan niet weg, zei [Ada Vos] in de zaal.", "Wij gaan niet weg", "Ada Vos"),
        ("— Wij gaan niet weg, zei de schipper ons.", "Wij gaan niet weg", "de schipper"),
        ("– C'est à nous ! a lancé [Marc Petit], assis.", "C'est à nous !", "Marc Petit"),
        ("– Pas à vous, lui a répondu sa voisine.", "Pas à vous", "sa voisine"),
        ("– Hoje não vou, atalhou [Rui Prado], antes de sair.", "Hoje não vou", "Rui Prado"),
        ("– Non ci vado, ha detto [Carlo Ricci], prima di uscire.", "Non ci vado", "Carlo Ricci"),
    ],
)  # fmt: skip
def test_who_speaks_is_told_behind_a_comma(text: str, words: str, who: str) -> None:
    found = said(_BEFORE[words.split(maxsplit=1)[0]], text)
    assert [one[:2] for one in found[1]] == [(words, who)]


# Sentences in which nobody speaks, by how the next paragraph begins.
_BEFORE = {
    "Wij": "Hij is er niet, en het is ook niet zo dat wij van de stad zijn.",
    "C'est": "Il n'est pas venu et les gens ne sont plus dans la rue avec nous.",
    "Pas": "Il n'est pas venu et les gens ne sont plus dans la rue avec nous.",
    "Hoje": "Não foi o que nós vimos na rua, e não é assim que se faz na cidade.",
    "Non": "Non era quello che si vedeva nella strada, e non è così che si fa.",
}


def test_a_title_before_a_name_is_no_verb() -> None:
    (found,) = said("– Morreu cedo. Na missa, a irmã dele, dona [Ana Prado], chorou muito por ele.")
    assert all("Ana Prado" not in who for _, who, _ in found)


def test_where_one_dash_is_speech_the_others_are() -> None:
    found = said(
        "Grote winnaar is nieuwkomer [Piet Visser], die met drie zetels in de raad komt.",
        "— Wij zijn van niemand. Wij willen alleen een bus op zaterdag.",
        "— Een bus krijgt hij niet van ons, zei burgemeester [Ada Vos] daarop.",
    )
    assert [[words for words, *_ in quotes] for quotes in found] == [
        [],
        ["Wij zijn van niemand. Wij willen alleen een bus op zaterdag."],
        ["Een bus krijgt hij niet van ons"],
    ]


def test_a_list_behind_dashes_is_no_speech() -> None:
    found = said(
        "De raad besloot maandag over drie punten, en dat ging niet zo snel als het moest.",
        "— Een bus op zaterdag naar de stad en terug.",
        "— Een zebrapad voor de school in het dorp.",
    )
    assert found == [[], [], []]


def test_an_interview_is_one_though_a_turn_of_whoever_asks_does_not_ask() -> None:
    found = said(
        "Directeur [Ada Vos] schafte het huiswerk af, en niet iedereen was daar blij mee.",
        "– U schafte het huiswerk af. Waren de ouders boos?",
        "– De helft. De andere helft sliep eindelijk.",
        "– Er zijn te weinig leraars. Hoe lost u dat op?",
        "– Niet. Dat is aan de minister.",
        "– De gemeente noemt dat een schande.",
        "– Zij mogen komen kijken, de koffie staat klaar.",
    )
    by = [[who for _, who, _ in quotes] for quotes in found]
    assert by == [[], [""], ["Ada Vos"], [""], ["Ada Vos"], [""], ["Ada Vos"]]


@pytest.mark.parametrize(
    ("named", "text", "who"),
    [
        (
            "[Piet Visser] kwam maandag.",
            "Een schipper op de kade ziet het somber in. „Dit is echt het einde”, zegt hij.",
            "Een schipper",
        ),
        (
            "[Carlo Ricci] è arrivato.",
            "Il nipote ha trovato i compiti. «Non basta ancora», racconta.",
            "Il nipote",
        ),
        (
            "[Anne Petit] est venue.",
            "Son apprentie finira la jupe. « Il faut agir vite », glisse-t-elle.",
            "Son apprentie",
        ),
        (
            "[Rui Prado] chegou.",
            "A enfermeira não saiu de lá. “Isso não basta agora”, diz ela.",
            "A enfermeira",
        ),
    ],
)
def test_whoever_a_sentence_is_about_speaks_though_nobody_names_him(
    named: str, text: str, who: str
) -> None:
    _, found = said(named, text)
    assert [by.startswith(who) for _, by, _ in found] == [True]
