"""The language of an article is known where its file does not say it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive
from index.core.article import Article
from index.core.told_language import _SMALL_OF_ALL, _WORD, in_its_language

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
    "ca": "El port és tancat des de dilluns perquè els bussos han trobat una esquerda al mur, i ho"
    " serà fins que la junta els hagi escoltat, com va dir el president del consell.",
    "cs": "Přístav je od pondělí uzavřen, protože potápěči našli ve zdi trhlinu, a bude tomu tak,"
    " až je vyslechne rada, která o tom podle starosty už ví.",
    "da": "Havnen har været lukket siden mandag, efter at dykkere fandt en revne i muren, og den er"
    " lukket, indtil bestyrelsen har hørt dem. Hvad de sagde, ved man ikke nu.",
    "el": "Το λιμάνι είναι κλειστό από τη Δευτέρα, γιατί οι δύτες βρήκαν μια ρωγμή στο τείχος, και"
    " θα μείνει κλειστό μέχρι να τους ακούσει το συμβούλιο.",
    "fi": "Satama on ollut kiinni maanantaista, kun sukeltajat löysivät muurista halkeaman, ja se"
    " on kiinni vielä, mutta ei enää sen jälkeen, kun lautakunta on kuullut heitä.",
    "hu": "A kikötő hétfő óta zárva van, mert a búvárok repedést találtak a falban, és addig lesz"
    " zárva, amíg a testület meg nem hallgatja őket, de ez még nem volt meg.",
    "no": "Havnen har vært stengt siden mandag etter at dykkere fant en sprekk i muren, og den blir"
    " stengt til styret har hørt dem. Hva de sa, er ikke kjent nå, men noe av det ble skrevet opp.",
    "pl": "Port jest zamknięty od poniedziałku, ponieważ nurkowie znaleźli w murze pęknięcie, i tak"
    " będzie, dopóki nie wysłucha ich rada, która się o tym już dowiedziała.",
    "ro": "Portul este închis de luni, după ce scafandrii au găsit o crăpătură în zid, și va fi așa"
    " până când consiliul îi va asculta, a spus primarul, care nu știe mai mult.",
    "ru": "Порт закрыт с понедельника, после того как водолазы нашли трещину в стене, и так будет,"
    " пока их не выслушает совет, но он уже знает, что это опасно.",
    "sv": "Hamnen är stängd sedan i måndags, när dykare hittade en spricka i muren, och det är den"
    " tills nämnden har hört dem, men inte efter det.",
    "tr": "Liman, dalgıçların duvarda bir çatlak bulmasından sonra pazartesiden beri kapalı ve"
    " kurul onları dinleyene kadar böyle olacak, ancak bu çok daha büyük bir sorun için yeni bir"
    " işaret.",
}
_OTHERS = {
    "too short": "Havnen er stengt, og det er den til mandag.",
    "Ukrainian": "Порт закрито з понеділка, після того як водолази знайшли тріщину в стіні, і так"
    " буде, доки їх не вислухає рада, але вона вже знає, що це небезпечно.",
    "Bulgarian": "Пристанището е затворено от понеделник, след като водолази намериха пукнатина в"
    " стената, и ще бъде така, докато съветът не ги изслуша, но той вече знае.",
    "Serbian": "Лука је затворена од понедељка, јер су рониоци нашли пукотину у зиду, и биће тако"
    " док их савет не саслуша, али он то већ зна.",
    "Slovak": "Prístav je od pondelka zatvorený, pretože potápači našli v stene trhlinu, a bude to"
    " tak, až kým ich nevypočuje rada, ktorá o tom podľa starostu už vie.",
    "Estonian": "Sadam on esmaspäevast suletud, sest tuukrid leidsid seinast prao, ja see on nii,"
    " kuni nõukogu on nad ära kuulanud, aga ta ei tea veel, mis siis saab.",
    "a table": "Gas oil 0.3 pct 151.00, jet 163.00, naphtha 148.00, leaded 172.50.",
    "a line": "Mayor resigns.",
    "nothing": "",
}


def told(text: str, stated: str = "") -> str:
    article = Article(title="Quay", paragraphs=(text,) if text else (), language=stated)
    return in_its_language(article).language


@pytest.mark.parametrize(("language", "text"), _TEXTS.items())
def test_small_words_tell_the_language(language: str, text: str) -> None:
    assert told(text) == language


@pytest.mark.parametrize("text", _OTHERS.values(), ids=_OTHERS)
def test_what_is_not_certain_is_left_open(text: str) -> None:
    assert told(text) == ""


@pytest.mark.parametrize("language", _SMALL_OF_ALL)
def test_every_small_word_is_one_that_texts_are_cut_into(language: str) -> None:
    assert {word for word in _SMALL_OF_ALL[language] if _WORD.findall(word) != [word]} == set()


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


def test_articles_of_an_older_archive_are_gone_through_once(tmp_path: Path) -> None:
    """Their words are found by it, and what was said of an article stays."""
    folder = tmp_path / "news"
    folder.mkdir()
    texts = {**_TEXTS, "stated": _TEXTS["de"], "untold": _OTHERS["Slovak"]}
    for place, (name, text) in enumerate(texts.items()):
        stated = "nl" if name == "stated" else ""
        head = f"---\ntitle: Quay {place}\nlanguage: {stated}\n---\n"
        (folder / f"{name}.md").write_text(head + text, "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([folder])
        assert {one.pending for one in archive.enrichment().states()} == {0}
        before = {row.title: row.language for row in archive.search("*").hits[:99]}
        # As a program left it that told nothing.
        with archive._database.transaction() as connection:
            connection.execute("UPDATE version SET language = '' WHERE language <> 'nl'")
            connection.execute("DELETE FROM stage_range WHERE stage = 'languages'")
            connection.execute("UPDATE article SET revision = revision + 1")
        archive.reindex()
        assert archive.search("lang:ru").paragraphs == archive.search("водолаз").paragraphs == 0
        assert archive.enrichment().run() == len(_TEXTS) - 1
        assert {row.title: row.language for row in archive.search("*").hits[:99]} == before
        assert archive.search("lang:ru").paragraphs == 1
        (hit,) = archive.search("водолаз").hits[:9]
        assert [hit.text[start:end] for start, end in hit.spans] == ["водолазы"]
        assert archive.enrichment().run() == 0


def test_a_version_that_tells_nothing_is_in_the_language_of_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "quay.md"
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        for text in (_TEXTS["sv"], "Kort: Hamnen öppen igen, nämnden nöjd."):
            file.write_text(f"---\ntitle: Kaj\nurl: https://e.org/kaj\n---\n{text}\n", "utf-8")
            archive.add([file])
        with archive._database.transaction() as connection:
            connection.execute("UPDATE version SET language = ''")
            connection.execute("DELETE FROM stage_range WHERE stage = 'languages'")
        archive.enrichment().run()
        told = archive._database.all("SELECT version, language FROM version ORDER BY version")
        assert told == [(1, "sv"), (2, "sv")]
