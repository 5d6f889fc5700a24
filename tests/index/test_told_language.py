"""The language of an article is known where its file does not say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive
from index.core.article import Article
from index.core.told_language import _SMALL, _WORD, in_its_language

_TEXTS = {
    "en": "The harbour was shut on Monday after divers had found a crack in the wall, and it will"
    " stay so until the board has heard them.",
    "de": "Der Hafen ist seit Montag gesperrt, weil Taucher einen Riss in der Mauer gefunden haben,"
    " und er bleibt es, bis die Behörde sie angehört hat.",
    "fr": "Le port est fermé depuis lundi, car des plongeurs ont trouvé une fissure dans le mur, et"
    " il le restera tant que la commission ne les aura pas entendus.",
    "es": "El puerto está cerrado desde el lunes porque los buzos hallaron una grieta en el muro,"
    " y lo seguirá estando hasta que la junta los escuche.",
    "it": "Il porto è chiuso da lunedì perché i sommozzatori hanno trovato una crepa nel muro, e lo"
    " resterà fino a quando la commissione non li avrà sentiti.",
    "pt": "O porto está fechado desde segunda-feira porque os mergulhadores acharam uma fenda no"
    " muro, e assim ficará até que a comissão os ouça.",
    "nl": "De haven is sinds maandag gesloten, omdat duikers een scheur in de muur hebben gevonden,"
    " en dat blijft zo tot het bestuur hen heeft gehoord.",
}
_OTHERS = (
    "Havnen er lukket siden mandag, fordi dykkere har fundet en revne i muren, og det bliver den.",
    "Gas oil 0.3 pct 151.00, jet 163.00, naphtha 148.00, leaded 172.50.",
    "Mayor resigns.",
    "",
)


def told(text: str, stated: str = "") -> str:
    article = Article(title="Quay", paragraphs=(text,) if text else (), language=stated)
    return in_its_language(article).language


@pytest.mark.parametrize(("language", "text"), _TEXTS.items())
def test_small_words_tell_the_language(language: str, text: str) -> None:
    assert told(text) == language


@pytest.mark.parametrize("text", _OTHERS)
def test_what_is_not_certain_is_left_open(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize("language", _SMALL)
def test_every_small_word_is_one_that_texts_are_cut_into(language: str) -> None:
    assert {word for word in _SMALL[language] if _WORD.findall(word) != [word]} == set()


def test_what_is_stated_stays() -> None:
    assert told(_TEXTS["de"], "nl") == "nl"


def test_articles_are_found_by_it(tmp_path: Path) -> None:
    (tmp_path / "news").mkdir()
    for language, text in _TEXTS.items():
        (tmp_path / "news" / f"{language}.txt").write_text(f"Quay {language}\n\n{text}\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "news"])
        for language in _TEXTS:
            found = archive.search(f"lang:{language}")
            assert [row.title for row in found.hits[0:9]] == [f"Quay {language}"]
