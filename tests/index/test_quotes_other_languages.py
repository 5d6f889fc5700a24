"""Quotes and their speakers in German, French, Spanish, Italian, Portuguese and Dutch articles."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.core.told_language import TOLD, language_of
from index.core.values import EntityType
from index.quotes.article_quotes import article_quotes
from index.quotes.attribution_words import Named
from index.quotes.other_languages.role_bearers import RoleBearers
from index.quotes.other_languages.told_quotes import told_quotes
from index.quotes.other_languages.word_tables import LANGUAGES, word_table
from index.quotes.quote import GUESSED, Quote
from index.store.derived.unnamed_speakers import head_of

_MARKED = re.compile(r"\[([^\]]+)\]|<([^>]+)>|\{([^}]+)\}")
_KINDS: tuple[EntityType, ...] = ("person", "org", "place")
_ARTICLES = {"der", "die", "das", "ein", "le", "la", "el", "il", "o", "a", "de", "het"}


def _lines_of(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [[one.strip() for one in line.split("|")] for line in lines if line[:1] != "#"]


def plain(marked: str, numbers: dict[str, int]) -> tuple[str, list[Named]]:
    """A text without marks, and whom they name; the last word of a name is who it is."""
    text, named, reached = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[reached : match.start()]
        kind = next(place for place in range(3) if match[place + 1])
        name = match[kind + 1]
        number = numbers.setdefault(name.split()[-1], len(numbers) + 1)
        named.append((len(text), len(text) + len(name), number, _KINDS[kind]))
        text += name
        reached = match.end()
    return text + marked[reached:], named


def said(*paragraphs: str) -> list[list[tuple[str, str, bool]]]:
    """The quotes of each paragraph: words, by whom, whether that is guessed."""
    numbers: dict[str, int] = {}
    given_ = [plain(paragraph, numbers) for paragraph in paragraphs]
    full: dict[int, str] = {}
    for text, named in given_:
        for start, end, number, _ in named:
            full[number] = max(full.get(number, ""), text[start:end], key=len)
    found = article_quotes(given_, full)
    return [
        [(text[q.start : q.end], _who(text, q, full), q.certainty <= GUESSED) for q in quotes]
        for (text, _), quotes in zip(given_, found, strict=True)
    ]


def _who(text: str, quote: Quote, full: dict[int, str]) -> str:
    return full[quote.speaker] if quote.speaker else text[slice(*quote.speaker_span)]


@pytest.mark.parametrize(
    ("language", "marked", "wanted"), _lines_of("quotes_in_other_languages.txt")
)
def test_what_is_said_has_its_speaker_and_nothing_else_has(
    language: str, marked: str, wanted: str
) -> None:
    text, named = plain(marked, {})
    names = {number: text[start:end] for start, end, number, kind in named}
    quotes = told_quotes(text, named, word_table(language), names)
    found = [(text[q.start : q.end], _who(text, q, names)) for q in quotes]
    pairs = [tuple(one.split(" = ")) for one in wanted.split("; ") if one]
    by = [(words, who) for words, who in found if who]
    assert [who for _, who in by] == [who for _, who in pairs]
    for (words, _), (begins, _) in zip(by, pairs, strict=True):
        assert words.startswith(begins)


# Over several paragraphs

_ABOUT = "Der Ministerpräsident [Markus Söder] hat die Pläne der Regierung am Montag kritisiert."


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        ((_ABOUT, "„Bayern zahlt nicht drauf“, sagte er."), ("Markus Söder", True)),
        ((_ABOUT, "„Bayern zahlt nicht drauf“, sagte sie."), ("sie", False)),
        (
            (
                "El presidente [Pedro Sánchez] habló ayer en el Congreso de los Diputados.",
                "«No habrá elecciones», dijo [Sánchez].",
                "«Hay que seguir trabajando por el país», añadió.",
            ),
            ("Pedro Sánchez", True),
        ),
        (
            (
                "Le ministre a présenté hier la réforme au Parlement avec [Paul Durand].",
                "« Nous irons au bout », a dit [Anne Petit].",
                "« Nous n’avons pas peur », a-t-elle ajouté.",
            ),
            ("Anne Petit", True),
        ),
        (
            (
                "O técnico [Cléber Damasceno] falou depois do jogo em Salvador.",
                "“Foi bom”, disse [Damasceno].",
                "“Mas ainda não ganhamos nada.”",
            ),
            ("Cléber Damasceno", True),
        ),
    ],
)
def test_another_paragraph_says_who_speaks(
    paragraphs: tuple[str, ...], last: tuple[str, bool]
) -> None:
    assert [one[1:] for one in said(*paragraphs)[-1]] == [last]


def test_what_is_not_closed_is_by_whom_the_next_paragraph_names() -> None:
    first, then = said(
        "De rechtbank heeft een man veroordeeld voor het stelen van fietsen. “Het is weinig. Ik heb"
        " er drie jaar voor gespaard.",
        "“Maar terug krijg ik hem niet”, zei [Sjoerd Klaver] na afloop van de zitting.",
    )
    assert [one[1] for one in (*first, *then)] == ["Sjoerd Klaver", "Sjoerd Klaver"]


@pytest.mark.parametrize(
    ("leads", "told"),
    [
        ("Die Meisterin [Ida Kranz] baut Orgeln. Was danach kam, erzählt sie ungern:", "„Es war"),
        ("Die Werkstatt ist alt und nicht groß. Dazu sagt [Ida Kranz] nur das:", "„Es war"),
        ("El taller es de los que no cierran. Lo cuenta así el dueño, [Iker Kranz]:", "«No era"),
    ],
)
def test_a_paragraph_that_ends_with_a_colon_leads_to_the_next(leads: str, told: str) -> None:
    rest = " lo que se veía en la calle y no era de ellos.»"
    if told[0] == "„":
        rest = " das Haus und der Hof, und die Leute sind nicht mehr da.“"
    *_, ((_, who, guessed),) = said(leads, told + rest)
    assert who.split()[-1] == "Kranz"
    assert guessed == (" sie " in leads)


def test_of_several_people_in_front_of_an_interview_one_is_named_in_all_of_it() -> None:
    spoken = said(
        "La matemática [Nora Campos], de la escuela de [Emmy Noether], está en la ciudad.",
        "—¿Cuándo supo que lo tenía?",
        "—Un martes, en el autobús. Me pasé de parada y no lo vi.",
        "—¿Y a quién se lo dijo?",
        "—A nadie, y eso es lo que no se entiende —ríe [Campos]—. Es así: «Busca», dije.",
    )
    assert [one[:2] for one in spoken[2]] == [
        ("Un martes, en el autobús. Me pasé de parada y no lo vi.", "Nora Campos")
    ]
    assert {who for _, who, _ in spoken[4]} == {"Nora Campos"}


def test_whoever_is_asked_goes_on_behind_what_tells_of_him() -> None:
    spoken = said(
        "A médica [Nora Campos] está na cidade e não é de lá. Ela não para.",
        "— Há motivo para pânico?",
        "— Pânico, não, diz, balançando a cabeça. Há motivo para não dormir.",
        "— E isso é para já?",
        "— É para ontem, responde [Campos]. Mas ninguém quer ver o que é.",
    )
    assert [one[:2] for one in spoken[2]] == [
        ("Pânico, não", "Nora Campos"),
        ("Há motivo para não dormir.", "Nora Campos"),
    ]
    assert [one[:2] for one in spoken[4]] == [
        ("É para ontem", "Nora Campos"),
        ("Mas ninguém quer ver o que é.", "Nora Campos"),
    ]


def test_whoever_wrote_from_abroad_is_no_speaker() -> None:
    *_, quotes = said(
        "dalla nostra inviata [Costanza Mori]",
        "Il banco di [Ugo Ferri] è sotto un ombrellone della birra che non è suo. «Da voi si"
        " butta», dice.",
    )
    assert [who for _, who, _ in quotes] == ["Ugo Ferri"]


def test_a_speaker_without_a_name_stays_where_the_next_paragraph_goes_on_with_a_pronoun() -> None:
    *_, ((_, first, _),), ((_, then, _),) = said(
        "Der Richter [Udo Lang] hat den Plan am Montag in der Stadt gelesen und nicht verstanden.",
        "Eine Zeugin, die auf den Bus gewartet hatte, weinte im Saal. „Es klang wie eine Explosion."
        " Ich dachte zuerst an einen Anschlag.",
        "„Dann sah ich das Rad, es hing an der Ampel“, sagte sie.",
    )
    assert (first, then) == ("Eine Zeugin", "sie")


def test_what_an_interviewer_asks_is_not_by_whom_was_asked() -> None:
    *_, (question,), (answer,) = said(
        "«La prima volta che le ho lette non ho dormito», racconta [Viola Sammarchi] a tutti.",
        "«E adesso che cosa farà di tutte queste lettere?»",
        "«Le darò al museo della città.»",
    )
    assert (question[1], answer[1]) == ("", "")


@pytest.mark.parametrize(("opens", "closes"), [("—", ""), ("«", "»"), ("“", "”")])
def test_in_an_interview_answers_are_by_whoever_is_named_before(opens: str, closes: str) -> None:
    turns = (
        "¿Se acuerda de su primer bandoneón?",
        "Cómo no, lo trajo mi viejo de Alemania cuando yo era chica.",
        "¿Y era raro ver a una mujer con el fueye?",
        "Rarísimo, pero nadie me dijo nada.",
    )
    spoken = said(
        "La bandoneonista [Mirta Zabaleta] prepara su regreso al teatro con mate y con dos gatos.",
        *(f"{opens}{turn}{closes}" for turn in turns),
    )
    assert [one[0] for (one,) in spoken[1:]] == [*turns]
    assert [one[1:] for (one,) in spoken[1:]] == [("", False), ("Mirta Zabaleta", True)] * 2


_INTERVIEWS = [
    (
        "Die Malerin [Nora Feld] über ihr Atelier und die Stadt. Interview: [Anna Maier]",
        "Frau Feld, Sie gehen nach der langen Zeit. Warum jetzt?",
        "Feld: Es ist so weit, und ich freue mich auf das, was kommt.",
        "Die Kritik sagt, Sie hätten die Jungen nicht gefördert.",
        "Feld: Das ist falsch. Wir haben hier zwanzig Klassen gehabt.",
    ),
    (
        "La peintre [Nora Champ] expose dans la ville. Propos recueillis par [Anna Mercier]",
        "La Gazette : Vous partez pour de bon. Pourquoi ?",
        "[Nora Champ] : C’est le moment, et je suis heureuse de ce qui vient.",
        "Et les jeunes que vous avez dans la classe ?",
        "N. C. : Ils restent avec moi, et je les aime.",
    ),
    (
        "Entrevista a la pintora [Nora Campos], que vive en la ciudad. Por [Ana Molina]",
        "Pregunta. ¿Por qué se va ahora de la ciudad?",
        "Respuesta. Es el momento, y estoy feliz por lo que viene.",
        "P. Dicen que no ayudó a los jóvenes de la escuela.",
        "R. No es verdad. Mi madre decía: “Quien ayuda, no habla de ello”.",
    ),
    (
        "Intervista alla pittrice [Nora Campi], che vive in città con i suoi. Di [Anna Mori]",
        "GAZZETTA: Perché se ne va adesso dalla città?",
        "Campi: È il momento, e sono felice di quello che viene.",
        "GAZZETTA: Dicono che non ha aiutato i giovani della scuola?",
        "Campi: Non è vero. Li ho aiutati tutti e non ne parlo.",
    ),
    (
        "Interview met de schilder [Nora Veld], die in de stad woont. Door [Anna Mol]",
        "U gaat nu weg uit de stad. Waarom?",
        "„Het is tijd, en ik ben blij met wat er komt.”",
        "En de jongeren die u les geeft in de school?",
        "„Die blijven bij mij, en ik hou van ze allemaal.”",
    ),
]


@pytest.mark.parametrize("paragraphs", _INTERVIEWS)
def test_answers_are_by_whoever_is_asked_however_that_is_marked(paragraphs: list[str]) -> None:
    who = next(name for name in re.findall(r"\[([^\]]+)\]", paragraphs[0]) if "Nora" in name)
    *_, asked, (first,), other, (second,) = said(*paragraphs)
    assert (asked, other) == ([], [])
    assert (first[1], second[1]) == (who, who)
    for found, text in ((first, paragraphs[2]), (second, paragraphs[4])):
        assert text.rstrip("”").endswith(found[0])


@pytest.mark.parametrize(
    "byline", ["**{Sevilla} | [Ana Molina]**", "Por [Ana Molina]", "[Ana Molina], {Sevilla}"]
)
def test_whoever_wrote_an_article_is_not_who_a_verb_without_a_subject_means(byline: str) -> None:
    *_, ((_, who, _),) = said(
        byline,
        "La artista volvió ayer a la ciudad con un disco nuevo y con los suyos.",
        "“Esto lo pensé muy cerca de aquí”, contó después del concierto.",
    )
    assert who == ""


@pytest.mark.parametrize("label", ["Feld", "Anna Maier", "Achtung"])
def test_a_name_before_a_colon_alone_makes_no_interview(label: str) -> None:
    *_, last = said(
        "Die Malerin [Nora Feld] ist mit [Anna Maier] in der Stadt und hat dort ein Haus.",
        f"{label}: Das Haus ist nicht groß, und es ist für die Kinder da.",
        "Was die Stadt mit dem Haus macht, ist nicht klar.",
    )
    assert last == []


@pytest.mark.parametrize("marks", ["‚{}‘", "‹{}›", ",,{}”", "„{}“", "»{}«"])
def test_marks_of_every_kind_are_read(marks: str) -> None:
    sentence = marks.format("Wir haben lange darauf gewartet") + ", sagte [Anna Weiß] am Montag."
    numbers: dict[str, int] = {}
    text, named = plain(sentence, numbers)
    (quote,) = told_quotes(text, named, word_table("de"), {})
    assert (text[quote.start : quote.end], quote.speaker) == (
        "Wir haben lange darauf gewartet",
        numbers["Weiß"],
    )


def test_a_verb_without_its_subject_means_whom_the_sentence_before_is_about() -> None:
    (quotes,) = said(
        "El abogado, [José Beltrán], habló con la prensa y con [Ana Ruiz]. «Un repetidor no es"
        " una fotografía», señaló."
    )
    assert [one[1] for one in quotes] == ["José Beltrán"]


def test_whoever_the_sentence_before_is_about_need_not_have_a_name() -> None:
    (quotes,) = said(
        "[Jonas Wesseling] wies die Kritik zurück. Ein Sprecher des Ministeriums wollte sich dazu"
        " nicht äußern. „Wir führen die Gespräche vertraulich“, sagte er am Nachmittag."
    )
    assert [one[1] for one in quotes] == ["Ein Sprecher des Ministeriums"]


def test_a_sentence_between_marks_is_guessed_to_be_by_whom_the_one_before_is_about() -> None:
    (quotes,) = said(
        "Die Stadträtin [Ursina Caflisch] zeigte sich gelassen. „Ein Versuch ist ein Versuch.“"
    )
    assert quotes == [("Ein Versuch ist ein Versuch.", "Ursina Caflisch", True)]


def test_a_name_that_was_not_found_is_that_of_the_article() -> None:
    paragraphs = said(
        "Der Ministerpräsident [Markus Söder] hat die Pläne am Montag mit einer Klage bedroht.",
        "„Bayern zahlt nicht drauf“, sagte Söder. „Nein“, sagte der Sprecher von Söder.",
    )
    assert [one[1] for one in paragraphs[1]] == ["Markus Söder", "der Sprecher von Söder"]


def test_a_spokesperson_is_kept_with_whom_he_speaks_for() -> None:
    numbers: dict[str, int] = {}
    text, named = plain("“Het was zwaar”, zegt een woordvoerder van de <NS>.", numbers)
    (quote,) = told_quotes(text, named, word_table("nl"), {})
    assert quote.source is None
    assert quote.behalf is not None
    assert quote.behalf.entity == numbers["NS"]


# By what somebody is


@pytest.mark.parametrize(("about", "told", "who"), _lines_of("roles_in_other_languages.txt"))
def test_what_somebody_is_means_the_one_person_that_the_article_calls_so(
    about: str, told: str, who: str
) -> None:
    for paragraphs in ((about, told), (f"{about} {told}",)):
        ((_, by, guessed),) = said(*paragraphs)[-1]
        assert by == who if who else by.split()[0].lower() in _ARTICLES
        assert guessed == bool(who and len(paragraphs) > 1)


@pytest.mark.parametrize(
    ("place", "about", "told", "who"), _lines_of("role_topics_in_other_languages.txt")
)
def test_a_role_that_is_nobody_s_means_whom_the_words_before_are_about(
    place: str, about: str, told: str, who: str
) -> None:
    paragraphs = (about, told) if place == "/" else (f"{about} {told}",)
    ((_, by, guessed),) = said(*paragraphs)[-1]
    assert by == who if who else by.split()[0].lower() in _ARTICLES
    assert guessed == bool(who)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Il sindaco [Ugo Ricci] ha visto [Aldo Mori]. Quest’ultimo ha detto: «Non lo so».",
            "Mori",
        ),
        ("[Anne Petit] a vu hier [Marc Roux]. Ce dernier a ajouté : « Il faut agir. »", "Roux"),
        ("El alcalde habló ayer con [Juan Ferrer]. Este último dijo: «Es hora».", "Ferrer"),
        ("El alcalde habló ayer con [Elena Ferrer]. Este último dijo: «Es hora».", "último"),
    ],
)
def test_the_latter_is_whoever_was_named_last(text: str, wanted: str) -> None:
    *_, ((_, who, _),) = said(text)
    assert who.split()[-1] == wanted


# In which language

_SAMPLES = {
    "de": "Der Minister sagte am Montag, dass die Steuern nicht steigen und es Geld gibt.",
    "fr": "Le ministre a dit lundi que les impôts ne vont pas monter et qu’il y a plus.",
    "es": "El ministro dijo el lunes que los impuestos no van a subir y que hay más dinero.",
    "it": "Il ministro ha detto lunedì che le tasse non aumentano e che ci sono più soldi.",
    "pt": "O ministro disse na segunda-feira que os impostos não vão subir e que há mais dinheiro.",
    "nl": "De minister zei maandag dat de belastingen niet stijgen en dat er meer geld is.",
    "en": "The minister said on Monday that taxes will not rise and that there is more money.",
    "ca": "El ministre va dir dilluns que els impostos no pujaran i que hi ha més diners.",
    "gl": "O ministro dixo o luns que os impostos non van subir e que hai unha máis.",
    "sv": "Ministern sade i måndags att skatten inte stiger och att det finns mer pengar.",
    "ro": "Ministrul a spus luni că taxele nu vor crește și că sunt mai mulți bani pentru școli.",
}


@pytest.mark.parametrize("language", [*_SAMPLES])
def test_the_language_of_a_text_is_known_by_its_words(language: str) -> None:
    assert language_of([_SAMPLES[language]]) == (language if language in TOLD else "")
    assert language_of([]) == ""


@pytest.mark.parametrize("language", ["en", "ca", "gl", "sv", "ro"])
def test_articles_in_yet_other_languages_are_read_as_before(language: str) -> None:
    texts = [_SAMPLES[language], "„Kom“, sade [Lund]. “Gone,” said [Ann Lee]."]
    assert [one[1] for one in said(*texts)[1]] == ["Ann Lee"]


def test_every_language_has_the_same_kinds_of_words() -> None:
    needed = {"finite", "participle", "he", "she", "the", "of", "in", "role", "speaker", "time"}
    for words in map(word_table, LANGUAGES):
        assert needed <= {*words.kinds}, words.language
        assert words.phrases


# In an archive

_ARTICLE = """Söder droht mit Klage

Der bayerische Ministerpräsident Markus Söder hat die Pläne der Regierung am Montag kritisiert.

„Bayern zahlt nicht drauf“, sagte Markus Söder in München. „Das ist ungerecht.“

„Wir prüfen das“, sagte ein Sprecher des Ministeriums am Abend.
"""


def test_an_archive_finds_what_was_said_in_german(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_ARTICLE, "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "a.txt"])
        for query in ('said:"Markus Söder" ungerecht', "said:sprecher prüfen", "has:quote"):
            assert archive.search(query).hits, query
        assert not archive.search('said:"Markus Söder" prüfen').hits


@pytest.mark.parametrize(
    ("written", "head"),
    [
        ("ein sprecher der deutschen bank", "sprecher"),
        ("le porte-parole du gouvernement", "porte-parole"),
        ("o ministro da fazenda", "ministro"),
        ("een woordvoerder van de ns", "woordvoerder"),
        ("the da", "da"),
        ("a senior official in the house", "official"),
    ],
)
def test_what_somebody_without_a_name_is_stands_in_front(written: str, head: str) -> None:
    assert head_of(written) == head


# Whatever the text

_PIECES = st.sampled_from(
    [*"“”„«»\"'‘’.,:;?!-–—()\n\xa0 ", " sagte ", " a-t-il dit ", " dijo ", " ha detto ", "Söder"]
    + [
        " der ",
        " le ",
        ", que ",
        " disse ela ",
        " zei hij ",
        " laut ",
        " de ",
        "— ",
        " – ",
        "dit-il",
    ]
    + [" Ministerin ", " el portavoz ", " zufolge ", " così ", "Aujourd’hui ", " 35 Jahre "]
)
_TEXT = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=60).map("".join))
_MENTION = st.tuples(
    st.integers(-3, 90), st.integers(-3, 90), st.integers(0, 4), st.sampled_from(_KINDS)
)


@given(_TEXT, st.lists(_MENTION, max_size=8), st.sampled_from(LANGUAGES))
def test_any_text_and_any_mentions_give_spans_in_order(
    text: str, mentions: list[Named], language: str
) -> None:
    starts = {start for start, *_ in mentions}
    reached = 0
    for quote in told_quotes(text, sorted(mentions), word_table(language), {}):
        assert reached <= quote.start < quote.end <= len(text)
        assert 0 <= quote.speaker_span[0] <= quote.speaker_span[1] <= len(text)
        assert quote.source is None or quote.source.start in starts
        reached = quote.end


@given(_TEXT, st.lists(_MENTION, max_size=8), st.sampled_from(LANGUAGES))
def test_any_text_may_say_what_somebody_is(text: str, mentions: list[Named], language: str) -> None:
    bearers = RoleBearers([(text, sorted(mentions))], word_table(language))
    for start in range(0, len(text), 5):
        found = bearers.meant(0, (start, start + 30))
        assert found is None or found[0].start in {one[0] for one in mentions}


# Interviews that the reporter interrupts


def test_whoever_asks_begins_anew_behind_the_reporter_s_own_words() -> None:
    found = said(
        "GUADALAJARA.— Llega tarde y pide un café. [Elena Garza] presenta en la ciudad su novela.",
        "—¿Está cansada de que le pregunten por eso?",
        "—Estoy cansada de lo demás.",
        "Creció en la sierra, hija de una enfermera, y no lo dijo a nadie de la casa.",
        "—Uno cree que se acostumbra —dice la escritora mientras bebe—, y un día oye cohetes.",
        "—En la novela casi no hay nadie.",
        "—No. Hay gente.",
    )
    by = [[who for _, who, _ in quotes] for quotes in found]
    garza = "Elena Garza"
    assert by == [[], [""], [garza], [], [garza, garza], [""], [garza]]


def test_the_one_a_sentence_begins_with_answers_where_another_is_named_as_often() -> None:
    found = said(
        "[Leo Carli] torna al cinema con un film diretto da [Ada Mori], e non lo dice a nessuno.",
        "«Nove anni sono tanti.»",
        "«Per la vigna sono pochi. Il resto era aceto.»",
        "«Non le è mancato il set?»",
        "«Mi è mancata la colazione, quando gli attori non sono nessuno.»",
        "È cresciuto a casa della nonna, dove il padre non c’era quasi mai.",
        "«E adesso?»",
        "«Adesso vendemmio», risponde l’attore.",
    )
    by = [[who for _, who, _ in quotes] for quotes in found]
    assert by == [[], [""], ["Leo Carli"], [""], ["Leo Carli"], [], [""], ["Leo Carli"]]


@pytest.mark.parametrize(
    ("before", "quoted", "who"),
    [
        (
            "À la barre, la veuve, [Ada Roy], a dit la confiance.",
            "« C'est lui qui a choisi. »",
            "Ada Roy",
        ),
        (
            "Ontwerpster [Ada Vos] werkte acht maanden.",
            "“Ik heb ze allemaal opgemeten.”",
            "Ada Vos",
        ),
        ("[Ada Vos] en [Jan Bos] werkten acht maanden.", "“Ik heb ze allemaal opgemeten.”", ""),
        ("Ontwerpster [Ada Vos] werkte acht maanden.", "“Hebt u ze allemaal opgemeten?”", ""),
    ],
)
def test_a_paragraph_of_quotes_is_by_the_one_whom_the_one_before_names(
    before: str, quoted: str, who: str
) -> None:
    assert [one[1] for one in said(before, quoted, *_OTHERS[before[0]])[1]] == [who]


_OTHERS = {
    "À": ["Il n'est pas venu et les gens ne sont plus dans la rue avec nous."],
    "O": ["Hij is er niet en het is ook niet zo dat wij van de stad zijn."],
    "[": ["Hij is er niet en het is ook niet zo dat wij van de stad zijn."],
}


def test_a_verb_of_several_people_means_none_of_those_before() -> None:
    text = (
        "El alcalde [Juan Roy] no quiso hablar de las obras.",
        "El “muro de la vergüenza más alto”, como lo llaman en el pueblo, no se cae por eso.",
    )
    assert [one[1] for one in said(*text)[1]] in ([], [""])


def test_what_is_told_between_dash_and_full_stop_is_no_part_of_an_answer() -> None:
    turns = (
        "— Vous le parlez encore, ce breton de votre mère et de vos tantes ?",
        "— De moins en moins, sourit-elle en servant le café. On perd vite l'accent.",
        "— Et maintenant, que faites-vous de vos journées dans la ville ?",
        "— Je dors, et je ne le regrette pas. C'est un loisir dans la ville.",
    )
    found = said(*turns)
    assert [words for words, *_ in found[1]] == ["De moins en moins", "On perd vite l'accent."]


@pytest.mark.parametrize(
    ("before", "then", "speaker"),
    [
        (
            "Il tecnico [Sandro Neri] non parla con la stampa da un mese.",
            "«È una partita che non si può perdere», ha detto il mister ai suoi.",
            "Sandro Neri",
        ),
        (
            "Der Oberbürgermeister [Udo Lang] war auf der Sitzung nicht zu sehen.",
            "„Das ist nicht die Art, wie wir reden“, sagte das Stadtoberhaupt später.",
            "Udo Lang",
        ),
        (
            "Le maire [Luc Roy] est sur la place avec les habitants.",
            "« Les digues ne sont pas dans un bon état », a dit l'édile.",
            "Luc Roy",
        ),
        (
            "El diputado [Iker Sanz] no estaba en la sesión de la tarde, y no se sabe por qué.",
            "«No voy a votar lo que nos traen de la ciudad», dijo el legislador.",
            "Iker Sanz",
        ),
        # What somebody else may be.
        (
            "Il ministro [Sandro Neri] non parla con la stampa da un mese.",
            "«È una partita che non si può perdere», ha detto il mister ai suoi.",
            "il mister",
        ),
    ],
)
def test_what_one_person_is_called_by_in_turn(before: str, then: str, speaker: str) -> None:
    *_, ((_, who, _),) = said(before, then)
    assert who == speaker
