"""Whom the headline names says who speaks, where the paragraphs name that one too."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from index import Archive
from index.enrich.quotes_stage import QuotesStage
from index.quotes.article_quotes import article_quotes
from index.quotes.quote import GUESSED
from tests.index import test_quotes_other_languages as elsewhere
from tests.index.test_quotes import NAMES, named

SAID = "“We have worked on the old boats for years,” she said."
LATER = "Ann Lee lives in Porthaven."


def speakers(headline: str, *paragraphs: str) -> list[str]:
    """Who says the quotes of an article."""
    given = [(text, named(text)) for text in paragraphs]
    found = [quote for each in article_quotes(given, NAMES, headline) for quote in each]
    assert all(quote.certainty == GUESSED for quote in found if quote.source)
    return [NAMES.get(quote.speaker, "") for quote in found]


@pytest.mark.parametrize(
    ("headline", "paragraphs", "speaker"),
    [
        ("Ann Lee on a life among boats", (SAID, LATER), "Ann Lee"),
        ("‘A life among boats’: meeting Ann Lee", ("It is cold.", SAID, LATER), "Ann Lee"),
        ("ANN LEE: A LIFE", (SAID, LATER), "Ann Lee"),
        ("Ann Lee’s Life", (SAID, LATER), "Ann Lee"),
        ("Maria Santos, the last of the ferrymen", (SAID, "Maria lives in Porthaven."), ""),
        # The surname by itself, of whom nobody is named more often.
        ("Lee on a life among boats", (SAID, LATER, LATER), "Ann Lee"),
        ("Lee on a life among boats", (SAID, LATER), ""),
        # Nobody whom the article names, several, or one who is no woman.
        ("A life among boats", (SAID, LATER), ""),
        ("Ann Lee and Maria Cole on boats", (SAID, f"{LATER} Maria Cole left."), ""),
        ("Mr. Brown on a life among boats", (SAID, "Mr. Brown lives here. Mr. Brown left."), ""),
        ("Rosa Webb on a life among boats", (SAID, LATER), ""),
        # Somebody without a name comes in, or spoke.
        ("Ann Lee on a life among boats", ("A widow waits at the quay.", SAID, LATER), ""),
        ("Ann Lee on a life among boats", ("“No,” the widow said.", SAID, LATER), ""),
    ],
)
def test_a_pronoun_means_whom_the_headline_names_where_nothing_else_tells(
    headline: str, paragraphs: tuple[str, ...], speaker: str
) -> None:
    assert speakers(headline, *paragraphs)[-1] == speaker


def test_what_the_paragraphs_tell_counts_more() -> None:
    assert speakers("Ann Lee on boats", "Maria Cole met Smith.", SAID, LATER) == ["Maria Cole"]


def _by(language_paragraphs: tuple[str, ...], headline: str) -> list[str]:
    numbers: dict[str, int] = {}
    given = [elsewhere.plain(paragraph, numbers) for paragraph in language_paragraphs]
    names = {one[2]: text[one[0] : one[1]] for text, found in given for one in found}
    quotes = [quote for each in article_quotes(given, names, headline) for quote in each]
    return [names.get(quote.speaker, "") for quote in quotes]


def test_in_other_languages_a_verb_without_a_subject_means_that_one() -> None:
    paragraphs = (
        "Es la voz de la ciudad, y el tren de la noche no sale sin ella desde los años treinta.",
        "—Yo no sé leer música, y la música me lee a mí —decía a quien quisiera oírlo.",
        "La casa de [Mirta Sanz] está en la plaza de la ciudad, y es la de sus padres.",
    )
    assert _by(paragraphs, "Muere Mirta Sanz, la voz de la ciudad") == ["Mirta Sanz"]
    assert _by(paragraphs, "Muere la voz de la ciudad") == [""]


@pytest.mark.parametrize("mark", ["—", ""])
def test_whoever_answers_in_an_interview_may_be_named_in_the_headline(mark: str) -> None:
    turns = (
        "¿Se acuerda usted de su primer tren de la noche?",
        "Cómo no, me lo dio mi padre cuando yo era chica y no sabía nada.",
        "¿Y era raro ver a una mujer con un tren?",
        "Era rarísimo, pero a mí nadie me dijo nada en la estación.",
        "¿No tiene usted miedo de la noche?",
        "Nunca lo tuve, y mi madre tampoco lo tenía en la montaña.",
    )
    paragraphs = (
        "La maquinista de la ciudad recibe en su casa con mate y con dos gatos que no son de ella.",
        *(mark + turn for turn in turns),
        "El domingo es la despedida de [Mirta Sanz] en la estación de la ciudad.",
    )
    found = _by(paragraphs, "Mirta Sanz: “El tren no es mío”")
    assert found.count("Mirta Sanz") == 3
    assert "Mirta Sanz" not in _by(paragraphs, "“El tren no es mío”")


def test_an_import_and_a_later_pass_find_the_same(tmp_path: Path) -> None:
    text = "Marta Ostrander on a life among boats\n\n{}\n\nMarta Ostrander lives in Porthaven.\n"
    (tmp_path / "boats.txt").write_text(text.format(SAID), "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "boats.txt"])
        database = archive._database
        kept = database.all("SELECT * FROM quote")
        (who,) = archive.entities("Marta Ostrander")
        assert [quote.words for quote in archive.entity(who.entity).quotes_by] == [SAID[1:43]]
        with patch.object(QuotesStage, "version", "better"):
            archive.enrichment().run()
        assert database.all("SELECT * FROM quote") == kept
