"""Bytes of before UTF-8 are read as what they say, in whatever encoding and language."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.ingest.readers.encodings import decode, looks_binary

_TEXTS = {
    "fr": (
        (
            "Le maire de Besançon a déclaré jeudi que l’hôtel de ville serait fermé "
            "jusqu’à lundi, à cause des dégâts. « Nous n’avons pas le choix », a-t-il "
            "ajouté — où est-ce que ça mène ? L'école reste ouverte."
        ),
        "cp1252 iso8859-15 mac_roman cp850 cp437",
    ),
    "de": (
        (
            "Der Bürgermeister von München sagte am Donnerstag, daß das Gebäude für "
            "längere Zeit geschlossen bleibe. „Wir können nichts dafür“, fügte er hinzu – "
            "größere Schäden gäbe es übrigens nicht."
        ),
        "cp1252 iso8859-15 mac_roman cp850 cp437 iso8859-2 cp1250",
    ),
    "es": (
        (
            "El alcalde de Cádiz dijo el jueves que el edificio seguirá cerrado. ¿Qué "
            "hacemos ahora?, preguntó una señora. «Ningún niño saldrá dañado», añadió."
        ),
        "cp1252 mac_roman cp850 cp437",
    ),
    "pt": (
        (
            "O prefeito de São Paulo disse na quinta-feira que a situação não é tão má. "
            "“Não há razão para preocupação”, acrescentou."
        ),
        "cp1252 mac_roman cp850",
    ),
    "en": (
        (
            "The mayor’s office said “we don’t know” — the café on Main Street won’t open "
            "until the £5m repair is done. It’s naïve, he said."
        ),
        "cp1252 mac_roman cp437 cp850",
    ),
    "pl": (
        (
            "Burmistrz Łodzi powiedział w czwartek, że budynek będzie zamknięty. „Nie "
            "możemy nic zrobić”, dodał – część osób już wyjechała, a źródła są wyczerpane."
        ),
        "cp1250 iso8859-2 cp852",
    ),
    "cs": (
        (
            "Starosta řekl ve čtvrtek, že budova zůstane zavřená. „Nemůžeme nic dělat,“ "
            "dodal. Žádná větší škoda prý nevznikla, řeší se úklid."
        ),
        "cp1250 iso8859-2 cp852",
    ),
    "hu": (
        (
            "A polgármester csütörtökön azt mondta, hogy az épület zárva marad. „Nem "
            "tehetünk semmit” – tette hozzá. Nagyobb kár nem keletkezett, a tűzoltók "
            "időben érkeztek, gyűlés lesz."
        ),
        "cp1250 iso8859-2 cp852",
    ),
    "sv": (
        (
            "Borgmästaren sade på torsdagen att huset förblir stängt. ”Vi kan inte göra "
            "något åt det”, tillade han. Många är oroliga för översvämningar."
        ),
        "cp1252 mac_roman cp850 cp437",
    ),
    "tr": (
        (
            "Belediye başkanı perşembe günü binanın kapalı kalacağını söyledi. "
            "“Yapabileceğimiz bir şey yok” diye ekledi. Öğrenciler için çözüm aranıyor, "
            "ığdır."
        ),
        "cp1254",
    ),
    "ru": (
        (
            "Мэр города заявил в четверг, что здание останется закрытым. «Мы ничего не "
            "можем сделать», — добавил он. Ущерба нет."
        ),
        "cp1251 koi8-r iso8859-5 cp866",
    ),
    "ro": (
        (
            "Primarul a declarat joi că clădirea rămâne închisă. Nu putem face nimic, a "
            "adăugat el. Pagubele sunt mari în oraş şi în ţară."
        ),
        "cp1250 iso8859-2",
    ),
    "el": (
        (
            "Ο δήμαρχος δήλωσε την Πέμπτη ότι το κτίριο θα παραμείνει κλειστό. Δεν "
            "μπορούμε να κάνουμε τίποτα, πρόσθεσε."
        ),
        "cp1253 iso8859-7",
    ),
    "he": (
        "ראש העיר אמר ביום חמישי שהבניין יישאר סגור. אין מה לעשות, הוסיף.",
        "cp1255",
    ),
    "ja": (
        "市長は木曜日、建物は閉鎖されたままになると述べた。「何もできない」と彼は付け加えた。",
        "cp932 euc_jp",
    ),
    "ko": (
        "시장은 목요일에 건물이 계속 폐쇄될 것이라고 말했다.",
        "cp949",
    ),
    "zh": (
        "市长星期四说，大楼将继续关闭。没有更大的损失。",
        "gb18030",
    ),
}


@pytest.mark.parametrize("times", [1, 9])
@pytest.mark.parametrize(
    ("language", "encoding"), [(one, name) for one in _TEXTS for name in _TEXTS[one][1].split()]
)
def test_a_text_is_read_in_the_encoding_of_its_letters(
    language: str, encoding: str, times: int
) -> None:
    data = "\n\n".join([_TEXTS[language][0]] * times).encode(encoding, "ignore")
    assert decode(data) == data.decode(encoding)


_SENTENCES = (
    "Der Präsident sagte am Freitag in Zürich, die Maßnahmen seien überfällig.",
    "Die Gebühren für Bürger dürften nicht steigen.",
    "Le maire a été reçu à l’hôtel de ville.",
    "El alcalde dijo que mañana habrá más señales.",
    "O prefeito não falou da situação.",
    "Il sindaco ha detto che la città è più sicura.",
    "De burgemeester zei dat de coördinatie goed is.",
    "Borgmästaren sade att många är oroliga.",
    "The mayor’s office said the café stays shut.",
)
_NAMES = (
    *("Citroën", "São Paulo", "Søren Kjær", "Århus", "Chloë", "Michaël", "Anaïs", "Logroño"),
    *("Óscar Rodríguez", "Besançon", "Málaga", "Jönköping", "Größler", "Þórunn", "naïve critics"),
)


@given(
    st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=4),
    st.lists(st.sampled_from(_NAMES), min_size=1, max_size=3),
)
# With letters that both have, these are all of one language of Eastern Europe.
@example(["Die Gebühren für Bürger dürften nicht steigen."], ["Citroën", "Søren Kjær"])
@example(["De burgemeester zei dat de coördinatie goed is."], ["São Paulo"])
@example(["Borgmästaren sade att många är oroliga."], ["Anaïs"])
def test_names_of_other_countries_make_western_text_no_other(
    sentences: list[str], names: list[str]
) -> None:
    text = " ".join([f"{', '.join(names)}:", *sentences])
    assert decode(text.encode("cp1252")) == text


@given(
    st.text(st.sampled_from("the port of Málaga: £5, 20°C “déjà vu” – Größe ½ ©\n"), max_size=60)
)
def test_no_control_signs_come_out_of_western_text(text: str) -> None:
    assert not any("\x80" <= sign <= "\x9f" for sign in decode(text.encode("cp1252")))


@given(st.binary(max_size=200))
def test_any_bytes_are_some_text(data: bytes) -> None:
    assert isinstance(decode(data), str)


def test_what_no_text_holds_makes_a_file_binary() -> None:
    odd = [one for one in range(256) if looks_binary(b"The ferry" + bytes([one, one]))]
    assert odd == [*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)]
